//! The steps of a Store submission from sending to live, and which of them is done.
//!
//! Durations are what Microsoft's pages say, never an estimate of ours; times of the steps are not returned by the service
//! and are not here.

use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{PublishMode, SubmissionState, SubmissionStatus as S};

/// The steps in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum StepName {
    Sending,
    Checks,
    Certification,
    /// The hand-over to publishing, at once or on a date.
    Release,
    /// The same place on the way, held until the person releases it in Partner Center.
    YourTurn,
    Publishing,
    Live,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Mark {
    Done,
    Current,
    Todo,
    Failed,
}

/// How long a step usually takes: a word of the catalogue, and the page that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Usual {
    /// `minutes`, `hoursToThreeDays` (business days) or `quarterHour`.
    pub long: &'static str,
    pub source: &'static str,
    /// When the source was read.
    pub date: &'static str,
    /// After this the step takes longer than usual.
    #[serde(skip)]
    #[ts(skip)]
    pub longest: Longest,
}

/// The end of what is usual. Pages that say *minutes* or *a quarter of an hour* name no end: an hour is our reading of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Longest {
    Hours(i32),
    /// Monday to Friday; which holidays Microsoft keeps is nowhere written.
    BusinessDays(i32),
}

impl Longest {
    /// When a step that began then has taken longer than usual.
    pub fn end(self, began: Timestamp) -> Timestamp {
        match self {
            Self::Hours(hours) => began.saturating_add(SignedDuration::from_hours(i64::from(hours))),
            Self::BusinessDays(days) => {
                let weekend = |at: Timestamp| {
                    matches!(at.to_zoned(TimeZone::UTC).weekday(), Weekday::Saturday | Weekday::Sunday)
                };
                let (mut end, mut left) = (Ok(began), days);
                while let Ok(at) = end
                    && left > 0
                {
                    end = at.saturating_add(SignedDuration::from_hours(24));
                    left -= i32::from(end.as_ref().is_ok_and(|end| !weekend(*end)));
                }
                end
            }
        }
        .unwrap_or(Timestamp::MAX)
    }
}

/// One step of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Step {
    pub step: StepName,
    pub mark: Mark,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub usual: Option<Usual>,
}

const READ: &str = "2026-11-20";
const CERTIFICATION_PAGE: &str =
    "windows-dev-docs: hub/apps/publish/publish-your-app/msix/app-certification-process.md";
const STOREBROKER: &str = "StoreBroker: Documentation/USAGE.md";

fn usual(step: StepName) -> Option<Usual> {
    let (long, source, longest) = match step {
        StepName::Sending | StepName::Checks => ("minutes", STOREBROKER, Longest::Hours(1)),
        StepName::Certification => ("hoursToThreeDays", CERTIFICATION_PAGE, Longest::BusinessDays(3)),
        StepName::Publishing => ("quarterHour", CERTIFICATION_PAGE, Longest::Hours(1)),
        StepName::Release | StepName::YourTurn | StepName::Live => return None,
    };
    Some(Usual { long, source, date: READ, longest })
}

/// The steps of a submission. A cancelled one has no failed step: the service does not say where it was cancelled.
pub fn timeline(state: &SubmissionState) -> Vec<Step> {
    let release = if state.mode == PublishMode::Manual { StepName::YourTurn } else { StepName::Release };
    let steps = [
        StepName::Sending,
        StepName::Checks,
        StepName::Certification,
        release,
        StepName::Publishing,
        StepName::Live,
    ];
    let (reached, mark) = match &state.status {
        S::PendingCommit | S::None | S::Unknown(_) => (0, Mark::Todo),
        S::CommitStarted => (0, Mark::Current),
        S::CommitFailed => (0, Mark::Failed),
        S::PreProcessing => (1, Mark::Current),
        S::PreProcessingFailed => (1, Mark::Failed),
        S::Canceled => (1, Mark::Todo),
        S::Certification => (2, Mark::Current),
        S::CertificationFailed => (2, Mark::Failed),
        S::Release | S::PendingPublication => (3, Mark::Current),
        S::ReleaseFailed => (3, Mark::Failed),
        S::Publishing => (4, Mark::Current),
        S::PublishFailed => (4, Mark::Failed),
        S::Published => (5, Mark::Done),
    };
    let marked = |(at, step)| Step {
        step,
        usual: usual(step),
        mark: match at {
            at if at < reached => Mark::Done,
            at if at == reached => mark,
            _ => Mark::Todo,
        },
    };
    steps.into_iter().enumerate().map(marked).collect()
}
