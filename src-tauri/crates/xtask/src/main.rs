//! `cargo xtask`: everything that is done to the project, by name.
//!
//! The standard library only, so that a bare machine compiles it in seconds. What the product does is not here: this
//! installs, builds, starts, checks and measures it. The window is driven by `vitrine-tests`, which this starts.

mod app;
mod bench;
mod bindings;
mod command;
mod json;
mod lint;
mod notices;
mod places;
mod run;
mod setup;
mod shots;
mod stages;
mod test;
mod ui;

use std::process::ExitCode;

/// A failure is one message for the person at the terminal, already complete: what, why, what to do.
type Done<T = ()> = Result<T, String>;

const HELP: &str = "\
cargo xtask <task>

  setup              install what building and testing need (Debian: by itself; elsewhere: says what to run)
  run [-- FLAGS]     build and start Vitrine in practice mode; `-- --fresh` shows the first run on an empty folder;
                     without a display: the guided tour, pictures in target/tour/
  test [--long]      everything a commit must not break; --long: full rounds
  lint               arrows between crates, size of files, catalogues, paths of this machine
  bindings [--check] write (or compare) the TypeScript types of the command table
  notices            write the licences of what is inside (shown under About)
  bench              measure beside a baseline; table and target/bench/report.json
  shots [--readme]   every screen in every theme and language; --readme refreshes the README's picture
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["setup"] => setup::everything(),
        ["run"] => run::run(&[]),
        ["run", "--", flags @ ..] => run::run(flags),
        ["test"] => test::test(test::Rounds::Short),
        ["test", "--long"] => test::test(test::Rounds::Long),
        ["lint"] => lint::lint(),
        ["bindings"] => bindings::write(),
        ["bindings", "--check"] => bindings::check(),
        ["notices"] => notices::write(),
        ["bench"] => bench::bench(),
        ["shots"] => shots::shots(shots::Which::All),
        ["shots", "--readme"] => shots::shots(shots::Which::Readme),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        other => {
            eprintln!("There is no task `{}`.\n\n{HELP}", other.join(" "));
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("\n{why}");
            ExitCode::FAILURE
        }
    }
}
