//! `cargo xtask shots`: every screen in every theme, language and width, to be looked at.

use crate::app::{self, Profile};
use crate::{Done, setup, ui};

pub enum Which {
    All,
    /// Only the picture that the README shows.
    Readme,
}

pub fn shots(which: Which) -> Done {
    setup::for_checks()?;
    setup::for_journeys()?;
    ui::build()?;
    app::build(Profile::Debug)?;
    let filter = match which {
        Which::All => "every_screen",
        Which::Readme => "readme",
    };
    app::drive(Profile::Debug, "shots", &[filter, "--test-threads", "1"])
}
