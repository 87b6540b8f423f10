//! Starting programs, and saying what is started.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{Done, places};

/// A program that will run at the root of the checkout.
pub fn program<I, S>(name: impl AsRef<OsStr>, arguments: I) -> Command
where
    I: IntoIterator<Item = S>,
    S: AsRef<OsStr>,
{
    let mut command = Command::new(name);
    command.args(arguments).current_dir(places::root());
    command
}

/// The cargo that started us.
pub fn cargo<I, S>(arguments: I) -> Command
where
    I: IntoIterator<Item = S>,
    S: AsRef<OsStr>,
{
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), arguments)
}

/// Runs with the terminal as its output and says what it runs.
pub fn show(command: &mut Command) -> Done {
    println!("  $ {}", line(command));
    let status =
        command.status().map_err(|error| format!("`{}` cannot be started: {error}", line(command)))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status}).", line(command))) }
}

/// Runs quietly; the standard output when it succeeded, else `None`.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The program's place on `PATH`, if it has one.
pub fn find(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(&name)).find(|place| place.is_file())
}

fn line(command: &Command) -> String {
    // Cargo names itself by its whole path.
    let program = Path::new(command.get_program());
    let short = program.file_stem().filter(|name| *name == "cargo").unwrap_or(program.as_os_str());
    let mut words = vec![short.to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    // A path inside the checkout reads better without the way to it.
    words.join(" ").replace(&format!("{}/", places::root().display()), "")
}
