//! How packages reach customers: gradual rollout and mandatory updates, of an app or a flight.

use jiff::Timestamp;
use serde_json::Value;

use super::StoreContext;
use super::place::{Section, place};
use super::read::{is_on, text};
use crate::document::{Document, Pointer, differences, is_services_own};
use crate::state::is_set;
use crate::{Problem, codes};

pub(super) fn check(
    live: Option<&Document>,
    draft: &Document,
    context: &StoreContext,
    problems: &mut Vec<Problem>,
) {
    rollout(live, draft, problems);
    mandatory(live, draft, context, problems);
}

fn rollout(live: Option<&Document>, draft: &Document, problems: &mut Vec<Problem>) {
    let rollout = Pointer::of(["packageDeliveryOptions", "packageRollout"]);
    if !is_on(draft, &rollout.push("isPackageRollout")) {
        return;
    }
    let at = rollout.push("packageRolloutPercentage");
    let Some(percentage) = draft.get(&at).and_then(Value::as_f64) else {
        problems.push(Problem::must(codes::ROLLOUT_PERCENTAGE_MISSING).at(at));
        return;
    };
    let told = match percentage {
        outside if !(0.0..=100.0).contains(&outside) => {
            let problem = Problem::must(codes::ROLLOUT_PERCENTAGE_RANGE);
            Some(problem.with("percentage", percentage))
        }
        0.0 => Some(Problem::check(codes::ROLLOUT_PERCENTAGE_ZERO)),
        100.0 => Some(Problem::tip(codes::ROLLOUT_PERCENTAGE_WHOLE)),
        _ => None,
    };
    problems.extend(told.map(|problem| problem.at(at.clone())));
    // A rollout is for packages only: texts change for everybody at once.
    let shown = |pointer: &Pointer| matches!(place(pointer).section, Section::Listing | Section::Images);
    let words_change = live.is_some_and(|live| {
        let differences = differences(live, draft);
        differences.iter().any(|change| shown(&change.pointer) && !is_services_own(&change.pointer))
    });
    if percentage < 100.0 && words_change {
        let problem = Problem::check(codes::OPTIONS_ROLLOUT_TEXTS).at(at);
        problems.push(problem.with("percentage", percentage));
    }
}

/// Products that use mandatory updates are refused by the API from then on (windows-dev-docs:
/// `uwp/monetize/create-and-manage-submissions-using-windows-store-services.md`).
fn mandatory(live: Option<&Document>, draft: &Document, context: &StoreContext, problems: &mut Vec<Problem>) {
    let options = Pointer::of(["packageDeliveryOptions"]);
    let switch = options.push("isMandatoryUpdate");
    if !is_on(draft, &switch) {
        return;
    }
    if live.is_none_or(|live| !is_on(live, &switch)) {
        problems.push(Problem::check(codes::UPDATE_MANDATORY_PORTAL).at(switch));
    }
    let at = options.push("mandatoryUpdateEffectiveDate");
    let written = text(draft, &at);
    match written.parse::<Timestamp>().ok().filter(|_| is_set(written)) {
        None => problems.push(Problem::check(codes::UPDATE_DATE_MISSING).at(at)),
        Some(date) if date < context.now => {
            problems.push(Problem::check(codes::UPDATE_DATE_PAST).at(at).with("date", written));
        }
        Some(_) => {}
    }
}
