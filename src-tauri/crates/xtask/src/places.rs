//! Where things lie in a checkout.

use std::path::{Path, PathBuf};

/// The root of the checkout. The crate knows its own place from the moment it was compiled; cargo compiles it again when
/// the checkout moves.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(3)
        .expect("xtask lies three folders below the root")
        .to_path_buf()
}

pub fn ui() -> PathBuf {
    root().join("ui")
}

/// Cargo's own target folder, also when a person moved it.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |moved| root().join(moved))
}

/// Programs that xtask installs for itself; nothing outside the checkout is touched but system packages.
pub fn tools() -> PathBuf {
    target().join("tools")
}

pub fn tauri_driver() -> PathBuf {
    tools().join("bin").join("tauri-driver")
}

/// A program of ours as cargo builds it in a profile's folder.
pub fn built(folder: &str, name: &str) -> PathBuf {
    target().join(folder).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
