//! When to publish, the notes for the testers, and the parts of a submission that no page here edits yet but that a careless
//! submission would ruin.

use jiff::Timestamp;
use jiff::ToSpan;
use serde_json::Value;

use super::StoreContext;
use super::limits::{NOTES, length};
use super::place::{Section, place};
use crate::document::{Document, Pointer, differences, is_services_own};
use crate::state::{PublishMode, is_set};
use crate::{Problem, SubmissionKind, codes};

pub(super) fn check(
    kind: SubmissionKind,
    live: Option<&Document>,
    draft: &Document,
    context: &StoreContext,
    problems: &mut Vec<Problem>,
) {
    publish_mode(draft, context, problems);
    notes(draft, problems);
    if kind != SubmissionKind::Flight {
        price(draft, problems);
    }
    rollout(live, draft, problems);
}

fn publish_mode(draft: &Document, context: &StoreContext, problems: &mut Vec<Problem>) {
    let at = Pointer::of(["targetPublishMode"]);
    let Some(mode) = draft.get(&at).and_then(Value::as_str) else { return };
    match PublishMode::from(mode) {
        PublishMode::Immediate | PublishMode::NotSet => {}
        PublishMode::Manual => problems.push(Problem::check(codes::OPTIONS_MANUAL_HANDOFF).at(at)),
        PublishMode::SpecificDate => {
            let at = Pointer::of(["targetPublishDate"]);
            let written = draft.get(&at).and_then(Value::as_str).filter(|date| is_set(date));
            let date = written.and_then(|date| date.parse::<Timestamp>().ok());
            match (written, date) {
                (Some(written), Some(date)) => {
                    let earliest = context.now.checked_add(24.hours()).unwrap_or(Timestamp::MAX);
                    if date < earliest {
                        problems.push(Problem::must(codes::OPTIONS_DATE_SOON).at(at).with("date", written));
                    }
                }
                _ => problems.push(Problem::must(codes::OPTIONS_DATE_MISSING).at(at)),
            }
        }
        PublishMode::Unknown(mode) => {
            problems.push(Problem::check(codes::OPTIONS_MODE_UNKNOWN).at(at).with("mode", mode));
        }
    }
}

fn notes(draft: &Document, problems: &mut Vec<Problem>) {
    let at = Pointer::of([NOTES.field]);
    let count = draft.get(&at).and_then(Value::as_str).map_or(0, length);
    if let Some(max) = NOTES.max.filter(|max| count > *max) {
        problems.push(Problem::tip(codes::OPTIONS_NOTES_LONG).at(at).with("count", count).with("max", max));
    }
}

/// `Base` is refused; a missing or empty price makes the product free without a word (observed: msstore-cli, pull request
/// 175). Tiers that nobody here knows are the service's newer prices and pass.
fn price(draft: &Document, problems: &mut Vec<Problem>) {
    let at = Pointer::of(["pricing", "priceId"]);
    let price = draft.get(&at).and_then(Value::as_str).unwrap_or_default();
    if price.trim().is_empty() || price == "Base" {
        problems.push(Problem::must(codes::PRICE_BASE_UNSET).at(at).with("price", price));
    }
}

/// A rollout is for packages only: texts change for everybody at once.
fn rollout(live: Option<&Document>, draft: &Document, problems: &mut Vec<Problem>) {
    let at = Pointer::of(["packageDeliveryOptions", "packageRollout"]);
    let on = draft.get(&at.push("isPackageRollout")).and_then(Value::as_bool) == Some(true);
    let percentage = draft.get(&at.push("packageRolloutPercentage")).and_then(Value::as_f64).unwrap_or(100.0);
    let Some(live) = live.filter(|_| on && percentage < 100.0) else { return };
    let shown = |pointer: &Pointer| matches!(place(pointer).section, Section::Listing | Section::Images);
    if differences(live, draft)
        .iter()
        .any(|change| shown(&change.pointer) && !is_services_own(&change.pointer))
    {
        let problem = Problem::check(codes::OPTIONS_ROLLOUT_TEXTS).at(at.push("packageRolloutPercentage"));
        problems.push(problem.with("percentage", percentage));
    }
}
