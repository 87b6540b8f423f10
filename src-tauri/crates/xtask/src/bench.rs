//! `cargo xtask bench`: ours beside a baseline, in one run on one machine. Limits are goals printed beside the figure.

use crate::app::{self, Profile};
use crate::{Done, setup, ui};

pub fn bench() -> Done {
    setup::for_checks()?;
    setup::for_journeys()?;
    ui::build()?;
    app::build(Profile::Smoke)?;
    app::build_baseline(Profile::Smoke)?;
    app::drive(Profile::Smoke, "bench", &[])
}
