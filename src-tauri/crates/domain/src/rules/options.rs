//! When to publish, the notes for the testers, and the licences for organisations of older apps.

use jiff::Timestamp;
use jiff::ToSpan;
use serde_json::Value;

use super::StoreContext;
use super::limits::{NOTES, length};
use super::read::{is_live, text};
use crate::document::{Document, Pointer};
use crate::state::{PublishMode, is_set};
use crate::tables::ENTERPRISE_LICENSING;
use crate::{Problem, codes};

pub(super) fn check(
    live: Option<&Document>,
    draft: &Document,
    context: &StoreContext,
    problems: &mut Vec<Problem>,
) {
    publish_mode(draft, context, problems);
    notes(draft, problems);
    licensing(live, draft, problems);
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

/// Volume purchase and line-of-business apps cannot be published through the API (windows-dev-docs:
/// `uwp/monetize/manage-app-submissions.md`); the store they were for is retired, so that this is never more than a tip.
fn licensing(live: Option<&Document>, draft: &Document, problems: &mut Vec<Problem>) {
    let at = Pointer::of(["enterpriseLicensing"]);
    match text(draft, &at) {
        "" | "None" => {}
        known if ENTERPRISE_LICENSING.contains(&known) => {
            problems.push(Problem::tip(codes::OPTIONS_LICENSING_PORTAL).at(at));
        }
        unknown if !is_live(live, draft, &at) => {
            let problem = Problem::check(codes::OPTIONS_LICENSING_UNKNOWN).at(at);
            problems.push(problem.with("licensing", unknown));
        }
        _ => {}
    }
}
