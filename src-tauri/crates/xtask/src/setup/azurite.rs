//! Azurite, Microsoft's emulator of Azure Blob, for the tests of the uploader. An npm package below `target/tools`.

use std::fs;

use super::node;
use crate::command::{program, show};
use crate::json::Json;
use crate::{Done, places};

/// The last version that runs on Node 20; 3.36 wants 22.
const VERSION: &str = "3.35.0";

pub fn provide() -> Done {
    let folder = places::tools().join("azurite");
    let manifest = folder.join("node_modules/azurite/package.json");
    let installed = fs::read_to_string(manifest).ok().and_then(|text| Json::read(&text).ok());
    if installed.as_ref().and_then(|package| package.get("version")?.text()) == Some(VERSION) {
        println!("  Azurite {VERSION}: there");
        return Ok(());
    }
    println!(
        "  Azurite {VERSION}: missing; the uploader is tried against it. Into target/tools, about half a minute"
    );
    fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut install = program(npm, ["install", "--no-save", "--no-audit", "--no-fund", "--prefix"]);
    show(install.arg(&folder).arg(format!("azurite@{VERSION}")).env("PATH", node::path()?))
}
