//! The steps of a Store submission from sending to live, and which of them is done.
//!
//! Durations are what Microsoft's pages say, never an estimate of ours; times of the steps are not returned by the service
//! and are not here.

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
    let (long, source) = match step {
        StepName::Sending | StepName::Checks => ("minutes", STOREBROKER),
        StepName::Certification => ("hoursToThreeDays", CERTIFICATION_PAGE),
        StepName::Publishing => ("quarterHour", CERTIFICATION_PAGE),
        StepName::Release | StepName::YourTurn | StepName::Live => return None,
    };
    Some(Usual { long, source, date: READ })
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
