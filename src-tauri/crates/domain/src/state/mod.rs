//! What a submission's status means to a person: one word, whose move it is, where it stands on the way to the Store, and
//! what can still be done about it.
//!
//! One table for the window and the terminal. Sources: windows-dev-docs `uwp/monetize/manage-app-submissions.md` (values),
//! StoreBroker `Documentation/USAGE.md` (order and meaning), read November 2026. What the service says about a failure is
//! in `details`; polling and capabilities of an account are not here.

mod details;
mod open;
mod timeline;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

pub use details::{Report, reports, status_problems};
pub use open::{PublishMode, RolloutStatus, SubmissionStatus, Visibility};
pub use timeline::{Longest, Mark, Step, StepName, Usual, timeline};

/// The one vocabulary for states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ShownState {
    Draft,
    Sending,
    Checks,
    Certification,
    Scheduled,
    Ready,
    GoingLive,
    Live,
    RollingOut,
    NeedsYou,
    Stopped,
    Cancelled,
    Unknown,
}

/// Whose move it is. `Nobody`: nothing is held up; it moves when the person has time for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Waiting {
    You,
    Microsoft,
    Nobody,
}

/// The part of a submission that its state follows from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SubmissionState {
    pub status: SubmissionStatus,
    pub mode: PublishMode,
    /// `targetPublishDate` as sent; `None` when the service writes its "not set" (the year 1601) or nothing.
    pub date: Option<String>,
    pub visibility: Visibility,
    pub rollout: RolloutStatus,
    /// Per cent of customers, 0 to 100.
    pub percentage: f64,
}

/// A state as it is shown. `raw` is the service's own word, for the unknown ones and for support.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Shown {
    pub state: ShownState,
    pub waiting: Waiting,
    pub raw: String,
    /// ISO 8601, when the state is `scheduled`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub date: Option<String>,
    /// When the state is `rollingOut`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub percentage: Option<f64>,
}

impl SubmissionState {
    /// Reads the state out of a submission, or out of any part of one: what is missing is unknown.
    pub fn of(submission: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let rollout = &submission["packageDeliveryOptions"]["packageRollout"];
        Self {
            status: SubmissionStatus::from(text(&submission["status"])),
            mode: PublishMode::from(text(&submission["targetPublishMode"])),
            date: Some(text(&submission["targetPublishDate"])).filter(|date| is_set(date)),
            visibility: Visibility::from(text(&submission["visibility"])),
            rollout: RolloutStatus::from(text(&rollout["packageRolloutStatus"])),
            percentage: rollout["packageRolloutPercentage"].as_f64().unwrap_or_default(),
        }
    }

    /// The state as a person reads it. `PendingPublication` is taken for a part of the release, before or after it: the
    /// documents do not say which, and both read alike.
    pub fn shown(&self) -> Shown {
        use SubmissionStatus as S;
        let state = match &self.status {
            S::PendingCommit => ShownState::Draft,
            S::CommitStarted => ShownState::Sending,
            S::PreProcessing => ShownState::Checks,
            S::Certification => ShownState::Certification,
            S::Release | S::PendingPublication => match self.mode {
                PublishMode::Manual => ShownState::Ready,
                PublishMode::SpecificDate => ShownState::Scheduled,
                _ => ShownState::GoingLive,
            },
            S::Publishing => ShownState::GoingLive,
            S::Published if self.rollout == RolloutStatus::InProgress => ShownState::RollingOut,
            S::Published if self.visibility == Visibility::Hidden => ShownState::Stopped,
            S::Published => ShownState::Live,
            S::CommitFailed
            | S::PreProcessingFailed
            | S::CertificationFailed
            | S::ReleaseFailed
            | S::PublishFailed => ShownState::NeedsYou,
            S::Canceled => ShownState::Cancelled,
            S::None | S::Unknown(_) => ShownState::Unknown,
        };
        Shown {
            state,
            waiting: waiting(state),
            raw: self.status.as_str().to_owned(),
            date: self.date.clone().filter(|_| state == ShownState::Scheduled),
            percentage: (state == ShownState::RollingOut).then_some(self.percentage),
        }
    }

    /// What can still be done with a submission in this state.
    pub fn still_can(&self) -> StillCan {
        use SubmissionStatus as S;
        let held = self.mode == PublishMode::Manual;
        match &self.status {
            S::PendingCommit => StillCan { edit: true, delete: Possible::Here, ..StillCan::NOTHING },
            // The portal shows a submission from preprocessing or certification on, not while the commit is read.
            S::PreProcessing | S::Certification => {
                StillCan { cancel: Possible::PartnerCenter, ..StillCan::NOTHING }
            }
            S::Release | S::PendingPublication => StillCan {
                cancel: Possible::PartnerCenter,
                publish: if held { Possible::PartnerCenter } else { Possible::No },
                ..StillCan::NOTHING
            },
            // Clients delete failed submissions; no document promises it.
            S::CommitFailed
            | S::PreProcessingFailed
            | S::CertificationFailed
            | S::ReleaseFailed
            | S::PublishFailed => StillCan { delete: Possible::PerhapsHere, ..StillCan::NOTHING },
            S::Canceled => StillCan { delete: Possible::PerhapsHere, ..StillCan::NOTHING },
            S::CommitStarted | S::Publishing | S::Published | S::None | S::Unknown(_) => StillCan::NOTHING,
        }
    }
}

/// Where something can be done. `PerhapsHere`: no document says that the service allows it; asking is safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Possible {
    Here,
    PerhapsHere,
    PartnerCenter,
    No,
}

/// What can still be done with a submission. Nothing can be stopped once publishing has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StillCan {
    pub edit: bool,
    pub delete: Possible,
    pub cancel: Possible,
    /// Releasing a submission that is held for the person: no call of the API does it.
    pub publish: Possible,
}

impl StillCan {
    const NOTHING: Self =
        Self { edit: false, delete: Possible::No, cancel: Possible::No, publish: Possible::No };
}

fn waiting(state: ShownState) -> Waiting {
    match state {
        ShownState::Ready | ShownState::NeedsYou => Waiting::You,
        ShownState::Sending
        | ShownState::Checks
        | ShownState::Certification
        | ShownState::Scheduled
        | ShownState::GoingLive => Waiting::Microsoft,
        ShownState::Draft
        | ShownState::Live
        | ShownState::RollingOut
        | ShownState::Stopped
        | ShownState::Cancelled
        | ShownState::Unknown => Waiting::Nobody,
    }
}

/// The service writes the year 1601, or an empty text, for a date that is not set.
pub fn is_set(date: &str) -> bool {
    !date.is_empty() && !date.starts_with("1601-01-01")
}

#[cfg(test)]
mod tests;
