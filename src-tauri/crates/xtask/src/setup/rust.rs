//! rustfmt and clippy, which a minimal Rust installation leaves out.

use crate::Done;
use crate::command::{ask, cargo, find, program, show};

pub fn components() -> Done {
    let missing: Vec<&str> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(command, _)| ask(&mut cargo([command, "--version"])).is_none())
        .map(|(_, component)| component)
        .collect();
    if missing.is_empty() {
        println!("  rustfmt and clippy: there");
        return Ok(());
    }
    let names = missing.join(" ");
    if find("rustup").is_none() {
        return Err(format!(
            "Missing beside cargo: {names}. Install them the way Rust was installed; with rustup: rustup component add {names}"
        ));
    }
    println!("  {names}: missing, the checks need them");
    show(program("rustup", ["component", "add"]).args(missing))
}
