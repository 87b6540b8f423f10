//! The TypeScript side of the command table. The table's own crate writes it; this starts that.

use crate::Done;
use crate::command::{cargo, show};

pub fn write() -> Done {
    generate(&[])
}

/// Fails when the files under `ui/src/bindings` are not what the table says now.
pub fn check() -> Done {
    generate(&["--check"])
}

fn generate(flags: &[&str]) -> Done {
    show(cargo(["run", "--quiet", "-p", "vitrine-app", "--bin", "bindings", "--"]).args(flags))
}
