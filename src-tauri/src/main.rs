//! The program. Everything is in the library, where tests and the compiler see it.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    vitrine::run()
}
