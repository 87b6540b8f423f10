//! The UI's part: its packages, its build, its tools. All through npm, under the Node that `setup` chose.

use std::fs;

use crate::command::{program, show};
use crate::setup::node;
use crate::{Done, places};

/// Installs the packages when the lock file is another than the one last installed.
pub fn packages() -> Done {
    let lock = places::ui().join("package-lock.json");
    let wanted =
        fs::read_to_string(&lock).map_err(|error| format!("{} cannot be read: {error}", lock.display()))?;
    let stamp = places::tools().join("package-lock.installed.json");
    let installed = places::ui().join("node_modules").is_dir()
        && fs::read_to_string(&stamp).is_ok_and(|text| text == wanted);
    if installed {
        println!("  UI packages: as locked");
        return Ok(());
    }
    println!(
        "  UI packages: the lock file changed (or this is the first time), installing exactly what it names"
    );
    let _ = fs::remove_file(&stamp);
    // One more try: a registry that drops one of some 300 downloads is common on the first run of a build server.
    if let Err(first) = npm(&["ci", "--no-audit", "--no-fund"]) {
        println!("  {first} Trying once more.");
        npm(&["ci", "--no-audit", "--no-fund"])?;
    }
    fs::create_dir_all(places::tools())
        .and_then(|()| fs::write(&stamp, wanted))
        .map_err(|error| error.to_string())
}

/// Builds `ui/dist`, which the window embeds.
pub fn build() -> Done {
    npm(&["run", "build"])
}

/// A program of the UI's own packages.
pub fn tool(name: &str, arguments: &[&str]) -> Done {
    let mut words = vec!["exec", "--offline", "--", name];
    words.extend_from_slice(arguments);
    npm(&words)
}

fn npm(arguments: &[&str]) -> Done {
    // On Windows npm is a batch file, which has to be named whole.
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    show(program(npm, arguments).current_dir(places::ui()).env("PATH", node::path()?))
}
