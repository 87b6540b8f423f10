//! Everything a commit must not break, in one row; `.ci/run` calls this. A stage that cannot run fails: nothing is skipped.

use crate::app::{self, Profile, WHOLE};
use crate::command::{cargo, show};
use crate::setup::node;
use crate::stages::Stages;
use crate::{Done, bindings, lint, setup, ui};

#[derive(Clone, Copy, PartialEq)]
pub enum Rounds {
    Short,
    Long,
}

pub fn test(rounds: Rounds) -> Done {
    let mut stages = Stages::default();
    stages.stage("set-up", || setup::for_checks().and_then(|()| setup::for_journeys()))?;
    stages.stage("rustfmt", || show(&mut cargo(["fmt", "--all", "--check"])))?;
    stages.stage("rules of the house", lint::lint)?;
    stages.stage("biome", || ui::tool("biome", &["ci", "."]))?;
    stages.stage("types (tsc)", || ui::tool("tsc", &["--noEmit"]))?;
    stages.stage("UI build", ui::build)?;
    stages.stage("clippy", || {
        show(cargo(["clippy", "--all-targets"]).args(WHOLE).args(["--", "-D", "warnings"]))
    })?;
    stages.stage("bindings", bindings::check)?;
    stages.stage("unit and contract", || unit_and_contract(rounds))?;
    stages.stage("UI tests (Vitest)", || ui::tool("vitest", &["run"]))?;
    stages.stage("window, debug build", || app::build(Profile::Debug))?;
    stages.stage("journeys", || app::journeys(Profile::Debug, ""))?;
    stages.stage("window, optimised build", || app::build(Profile::Smoke))?;
    stages.stage("smoke journey", || app::journeys(Profile::Smoke, "smoke"))?;
    stages.table();
    Ok(())
}

/// `--long` runs the same tests over many more cases: proptest reads `PROPTEST_CASES`, and tests that repeat something else
/// (kills, schedules) read `VITRINE_LONG`.
fn unit_and_contract(rounds: Rounds) -> Done {
    // Without `journeys` the programs that drive the window are left out; everything else there is runs.
    let mut tests = cargo(["test", "--workspace", "--features", "vitrine/custom-protocol"]);
    // The contract suite starts Azurite, which is a program for Node.
    tests.env("PATH", node::path()?);
    match rounds {
        Rounds::Short => tests.env("PROPTEST_CASES", "256"),
        Rounds::Long => tests.env("PROPTEST_CASES", "20000").env("VITRINE_LONG", "1"),
    };
    show(&mut tests)
}
