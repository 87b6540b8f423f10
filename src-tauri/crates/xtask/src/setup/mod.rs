//! What has to be on the machine, asked for by what is about to be done with it.
//!
//! Every part looks first and says what it found; a second run changes nothing and takes a second. Installing by itself
//! happens only where it was tried: Debian and its kin, as root. Elsewhere the exact command is printed and the task fails.

mod apt;
mod azurite;
pub mod node;
mod rust;

use crate::command::{cargo, show};
use crate::{Done, places, ui};

/// The version whose options the journeys were written for; the next major is still an alpha.
const TAURI_DRIVER: &str = "2.1.0";

/// `cargo xtask setup`: all of it.
pub fn everything() -> Done {
    for_checks()?;
    for_journeys()
}

/// What compiling the window and its UI needs.
pub fn for_building() -> Done {
    println!("Looking at what building needs");
    apt::install(apt::BUILDING)?;
    node::provide()?;
    ui::packages()
}

/// And what the checks need beside.
pub fn for_checks() -> Done {
    for_building()?;
    azurite::provide()?;
    rust::components()
}

/// What driving the real window without a screen needs: a display server, a window manager, a WebDriver, a keyring.
pub fn for_journeys() -> Done {
    println!("Looking at what driving the window needs");
    if !cfg!(target_os = "linux") {
        return Err(
            "Journeys drive the window through WebKitWebDriver under Xvfb, which exist on Linux only.\n\
                    Run this on Linux (a Debian 12 container is enough)."
                .to_owned(),
        );
    }
    apt::install(apt::JOURNEYS)?;
    tauri_driver()
}

fn tauri_driver() -> Done {
    let installed = std::fs::read_to_string(places::tools().join(".crates.toml")).unwrap_or_default();
    if places::tauri_driver().is_file() && installed.contains(&format!("\"tauri-driver {TAURI_DRIVER} ")) {
        println!("  tauri-driver {TAURI_DRIVER}: there");
        return Ok(());
    }
    println!(
        "  tauri-driver {TAURI_DRIVER}: missing; it lets WebDriver start and steer the window. Into target/tools, about half a minute"
    );
    let tools = places::tools();
    show(cargo(["install", "--locked", "--version", TAURI_DRIVER, "--root"]).arg(tools).arg("tauri-driver"))
}
