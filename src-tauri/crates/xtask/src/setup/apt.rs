//! System packages. Installed by apt where that was tried, named otherwise.

use std::fs;

use crate::Done;
use crate::command::{ask, find, program, show};

/// A system package, and how to see on any Linux that what it brings is there.
pub struct Package {
    name: &'static str,
    sign: Sign,
}

enum Sign {
    Program(&'static str),
    /// A module that pkg-config knows.
    Library(&'static str),
    /// A family that fontconfig knows.
    Font(&'static str),
    File(&'static str),
}

const fn package(name: &'static str, sign: Sign) -> Package {
    Package { name, sign }
}

/// Compiler, linker and the libraries of the webview.
pub const BUILDING: &[Package] = &[
    package("build-essential", Sign::Program("cc")),
    package("pkg-config", Sign::Program("pkg-config")),
    package("ca-certificates", Sign::File("/etc/ssl/certs/ca-certificates.crt")),
    package("libwebkit2gtk-4.1-dev", Sign::Library("webkit2gtk-4.1")),
    package("librsvg2-dev", Sign::Library("librsvg-2.0")),
];

/// A display without a screen, a window manager (real drag and drop needs one), the webview's WebDriver, a keyring, a
/// session bus, and fonts for every script that the practice data is written in.
pub const JOURNEYS: &[Package] = &[
    package("webkit2gtk-driver", Sign::Program("WebKitWebDriver")),
    package("xvfb", Sign::Program("Xvfb")),
    package("openbox", Sign::Program("openbox")),
    package("xdotool", Sign::Program("xdotool")),
    package("dbus-daemon", Sign::Program("dbus-daemon")),
    package("gnome-keyring", Sign::Program("gnome-keyring-daemon")),
    package("fonts-noto-core", Sign::Font("Noto Sans")),
    package("fonts-noto-cjk", Sign::Font("Noto Sans CJK JP")),
];

/// Makes sure that all of them are there.
pub fn install(packages: &[Package]) -> Done {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let debian = is_debian();
    let missing: Vec<&Package> = packages.iter().filter(|package| !is_there(package, debian)).collect();
    if missing.is_empty() {
        println!("  system packages: there ({})", names(packages.iter()));
        return Ok(());
    }
    let names = names(missing.iter().copied());
    if !debian {
        return Err(format!(
            "Missing on this system: {names} (names as in Debian 12).\n\
             Install what carries them here; with Debian or Ubuntu in a container the command is\n\n  \
             apt-get install -y --no-install-recommends {names}\n"
        ));
    }
    if !is_root() {
        return Err(format!(
            "Missing system packages, and installing them needs root. Run this, then the task again:\n\n  \
             sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}\n"
        ));
    }
    println!("  system packages: installing {names}");
    let apt =
        |arguments: &[&str]| show(program("apt-get", arguments).env("DEBIAN_FRONTEND", "noninteractive"));
    apt(&["update", "-q"])?;
    let mut install = vec!["install", "-qy", "--no-install-recommends"];
    install.extend(missing.iter().map(|package| package.name));
    apt(&install)
}

fn names<'a>(packages: impl Iterator<Item = &'a Package>) -> String {
    packages.map(|package| package.name).collect::<Vec<_>>().join(" ")
}

/// On Debian the package database decides, elsewhere what the package would have brought.
fn is_there(package: &Package, debian: bool) -> bool {
    if debian {
        return ask(&mut program("dpkg-query", ["-W", "-f=${Status}", package.name]))
            .is_some_and(|status| status.contains("ok installed"));
    }
    match package.sign {
        Sign::Program(name) => find(name).is_some(),
        Sign::Library(module) => ask(&mut program("pkg-config", ["--exists", module])).is_some(),
        Sign::Font(family) => {
            ask(&mut program("fc-list", [family])).is_some_and(|found| !found.trim().is_empty())
        }
        Sign::File(path) => fs::exists(path).unwrap_or(false),
    }
}

/// Debian itself or a system that calls itself like it, with the tools to prove it.
fn is_debian() -> bool {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let like = release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")))
        .any(|value| value.trim_matches('"').split(' ').any(|word| word == "debian"));
    like && find("apt-get").is_some() && find("dpkg-query").is_some()
}

#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    // The owner of a process's own entry is the user it runs as.
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}
