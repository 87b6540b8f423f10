//! Building the window, starting it, and having it driven.
//!
//! One selection of packages and features for every task, so that nothing is compiled twice: the UI is embedded and lives
//! under its real content security policy, and the journeys' own programs are built with it.

use crate::command::{cargo, show};
use crate::{Done, places};

/// What cargo selects in every task.
pub const WHOLE: &[&str] = &["--workspace", "--features", "vitrine/custom-protocol,vitrine-tests/journeys"];

#[derive(Clone, Copy)]
pub enum Profile {
    /// For people and journeys: builds in seconds after the first time; starting is as fast as optimised (within 5 %).
    Debug,
    /// `release` without link-time optimisation, in more units and incremental: optimised, no debug assertions, and still
    /// cheap enough for every commit. A whole release build takes two cores eight minutes.
    Smoke,
}

impl Profile {
    fn name(self) -> &'static str {
        match self {
            Profile::Debug => "dev",
            Profile::Smoke => "smoke",
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Profile::Debug => "debug",
            Profile::Smoke => "smoke",
        }
    }

    pub fn program(self) -> std::path::PathBuf {
        places::built(self.folder(), "vitrine")
    }

    /// The window that only opens, with which starting is compared.
    pub fn baseline(self) -> std::path::PathBuf {
        places::built(self.folder(), "examples/empty_window")
    }
}

/// The window with the UI of `ui/dist` inside.
pub fn build(profile: Profile) -> Done {
    show(cargo(["build", "--bin", "vitrine", "--profile", profile.name()]).args(WHOLE))
}

pub fn build_baseline(profile: Profile) -> Done {
    show(cargo(["build", "--example", "empty_window", "--profile", profile.name()]).args(WHOLE))
}

/// Plays the journeys whose names hold `filter` on the program of a profile, one after the other: they share the machine,
/// and each measures and looks.
pub fn journeys(profile: Profile, filter: &str) -> Done {
    drive(profile, "journeys", &[filter, "--test-threads", "1"])
}

/// Runs one of the programs of `vitrine-tests` that drive the window: `journeys`, `shots` or `bench`.
pub fn drive(profile: Profile, program: &str, arguments: &[&str]) -> Done {
    let mut driven = cargo(["test", "--test", program]);
    driven.args(WHOLE).arg("--").args(arguments.iter().filter(|argument| !argument.is_empty()));
    driven.env("VITRINE_APP", profile.program()).env("VITRINE_BASELINE", profile.baseline());
    show(driven.env("VITRINE_DRIVER", places::tauri_driver()))
}
