//! Node for the UI's build: the machine's own when it is new enough, else one below `target/tools`.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use crate::command::{ask, find, program, show};
use crate::{Done, places};

/// Vite 8's floor. Debian 12 brings 18.20.
const FLOOR: (u32, u32) = (20, 19);
/// The npm package that carries Node itself; the last line that every package of the UI was tried with.
const OWN: &str = "node@20.20.2";

/// Makes sure that a Node of the floor or newer will be found by [`path`].
pub fn provide() -> Done {
    if find("npm").is_none() {
        return Err("npm is missing; it builds the UI. Debian and Ubuntu: apt-get install -y npm. Elsewhere: https://nodejs.org, \
                    version 20.19 or newer."
            .to_owned());
    }
    let machine = version("node");
    if machine.is_some_and(is_enough) {
        println!("  Node: there");
        return Ok(());
    }
    if own().is_some_and(|node| version(&node.to_string_lossy()).is_some_and(is_enough)) {
        println!("  Node: our own under target/tools, the machine's is older than {}.{}", FLOOR.0, FLOOR.1);
        return Ok(());
    }
    let found = machine.map_or_else(|| "none".to_owned(), |(major, minor)| format!("{major}.{minor}"));
    println!(
        "  Node: found {found}, Vite needs {}.{} or newer; installing {OWN} under target/tools",
        FLOOR.0, FLOOR.1
    );
    let folder = places::tools().join("node");
    fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    show(
        program(npm, ["install", "--no-save", "--no-audit", "--no-fund", "--prefix"]).arg(&folder).arg(OWN),
    )?;
    match own().and_then(|node| version(&node.to_string_lossy())) {
        Some(installed) if is_enough(installed) => Ok(()),
        _ => Err(format!(
            "{OWN} was installed but does not run. Install Node {}.{} or newer and try again.",
            FLOOR.0, FLOOR.1
        )),
    }
}

/// `PATH` with the chosen Node in front.
pub fn path() -> Done<OsString> {
    let before = std::env::var_os("PATH").unwrap_or_default();
    if version("node").is_some_and(is_enough) {
        return Ok(before);
    }
    let Some(node) = own() else { return Ok(before) };
    let folder = node.parent().map(PathBuf::from);
    std::env::join_paths(folder.into_iter().chain(std::env::split_paths(&before)))
        .map_err(|error| format!("PATH cannot hold target/tools: {error}"))
}

fn own() -> Option<PathBuf> {
    let node = places::tools()
        .join("node/node_modules/node/bin")
        .join(format!("node{}", std::env::consts::EXE_SUFFIX));
    node.is_file().then_some(node)
}

fn version(node: &str) -> Option<(u32, u32)> {
    parse(&ask(&mut program(node, ["--version"]))?)
}

fn parse(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().strip_prefix('v')?.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

fn is_enough(version: (u32, u32)) -> bool {
    version >= FLOOR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_floor_is_between_the_minor_versions() {
        for (text, enough) in
            [("v18.20.4\n", false), ("v20.18.9", false), ("v20.19.0", true), ("v22.0.0", true)]
        {
            assert_eq!(parse(text).map(is_enough), Some(enough), "{text}");
        }
        assert_eq!(parse("20.19"), None);
    }
}
