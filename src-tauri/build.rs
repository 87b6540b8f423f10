//! Declares the three commands to Tauri's permission system and names what the window embeds.

use tauri_build::{AppManifest, Attributes};

fn main() {
    // A file that is only added to the UI's build would otherwise not be embedded until something else changes.
    println!("cargo:rerun-if-changed=../ui/dist");
    let commands = AppManifest::new().commands(&["call", "watch", "unwatch"]);
    if let Err(error) = tauri_build::try_build(Attributes::new().app_manifest(commands)) {
        // `{:#}` prints the whole chain: which file, which member.
        panic!("the shell cannot be built: {error:#}");
    }
}
