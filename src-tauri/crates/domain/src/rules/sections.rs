//! The task list of a draft: what each section still asks and how much of it changed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::place::{Section, place};
use serde_json::Value;

use crate::document::{Document, Pointer, differences, is_services_own};
use crate::{Problem, Severity, SubmissionKind, tables};

/// How far a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SectionStatus {
    NotStarted,
    /// Something must be fixed or filled in.
    Incomplete,
    /// Nothing to fix, nothing changed.
    Complete,
    /// Nothing to fix, and different from what is live.
    Changed,
}

/// One row of the task list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SectionState {
    pub section: Section,
    pub status: SectionStatus,
    /// Problems of any severity.
    pub problems: usize,
    /// Those that block.
    pub musts: usize,
    /// Values that differ from what is live.
    pub changes: usize,
}

/// The task list of a draft of this kind. Without a live document everything that is filled in counts as a change. The
/// settings of games are listed for games, and where either side says something in them.
pub fn sections(
    kind: SubmissionKind,
    live: Option<&Document>,
    draft: &Document,
    problems: &[Problem],
) -> Vec<SectionState> {
    let nothing = Document::default();
    let changed: Vec<Section> = differences(live.unwrap_or(&nothing), draft)
        .iter()
        .filter(|change| !is_services_own(&change.pointer))
        .map(|change| place(&change.pointer).section)
        .collect();
    let told: Vec<(Section, Severity)> = problems
        .iter()
        .map(|problem| {
            let section =
                Pointer::parse(&problem.pointer).map_or(Section::Other, |pointer| place(&pointer).section);
            (section, problem.severity)
        })
        .collect();
    let is_game = [Some(draft), live].into_iter().flatten().any(says_game);
    Section::pages(kind)
        .iter()
        .copied()
        .filter(|section| *section != Section::Game || is_game)
        .map(|section| {
            let count = |wanted: fn(&Severity) -> bool| {
                told.iter().filter(|(at, severity)| *at == section && wanted(severity)).count()
            };
            let changes = changed.iter().filter(|at| **at == section).count();
            let musts = count(|severity| *severity == Severity::Must);
            let status = match () {
                () if !is_started(section, draft) => SectionStatus::NotStarted,
                () if musts > 0 => SectionStatus::Incomplete,
                () if changes > 0 => SectionStatus::Changed,
                () => SectionStatus::Complete,
            };
            SectionState { section, status, problems: count(|_| true), musts, changes }
        })
        .collect()
}

/// Whether a submission is of a game, or carries settings of one.
fn says_game(submission: &Document) -> bool {
    let at = |name: &str| submission.get(&Pointer::of([name]));
    let category = at("applicationCategory").and_then(Value::as_str).unwrap_or_default();
    let options = at("gamingOptions").and_then(Value::as_array).is_some_and(|options| !options.is_empty());
    tables::is_game(category) || options || at("isGameDvrEnabled") == Some(&Value::Bool(true))
}

/// Whether the section holds anything at all.
fn is_started(section: Section, draft: &Document) -> bool {
    let has_members = |pointer: Pointer| !draft.members(&pointer).is_empty();
    let says = |name: &str| {
        let value = draft.get(&Pointer::of([name]));
        value.and_then(Value::as_str).is_some_and(|text| !text.is_empty() && text != "NotSet")
    };
    match section {
        Section::Packages => {
            ["applicationPackages", "flightPackages"].into_iter().any(|list| has_members(Pointer::of([list])))
        }
        Section::Listing => !draft.languages().is_empty(),
        Section::Images => {
            let images = |language: &String| Pointer::of(["listings", language, "baseListing", "images"]);
            draft.languages().iter().any(|language| has_members(images(language)))
        }
        Section::Price => {
            let price = draft.get(&Pointer::of(["pricing", "priceId"])).and_then(Value::as_str);
            !tables::is_unset_price(price)
        }
        Section::Properties => says("applicationCategory") || says("contentType"),
        Section::Game => {
            let options = draft.get(&Pointer::of(["gamingOptions"])).and_then(Value::as_array);
            options.is_some_and(|options| !options.is_empty())
        }
        // When to publish always has an answer, if only the service's.
        Section::Options | Section::Other => true,
    }
}
