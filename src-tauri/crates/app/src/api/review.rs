//! The Review page: problems, what will change, what happens next. The only door out for content.

use serde::Serialize;
use ts_rs::TS;
use vitrine_domain::review::Changes;
use vitrine_domain::{DraftId, Problem, ProductId};

use super::files::FileCard;
use super::products::{Capability, Ribbon};

#[derive(Debug, Clone, Serialize, TS)]
pub struct ReviewView {
    pub draft: DraftId,
    pub product: ProductId,
    pub product_name: String,
    pub store_id: String,
    pub account_name: String,
    pub revision: u64,
    pub ribbon: Ribbon,
    /// Most severe first.
    pub problems: Vec<Problem>,
    pub changes: Changes,
    /// The draft says what is live already.
    pub identical: bool,
    pub live_version: Option<String>,
    pub new_version: Option<String>,
    pub next_steps: Vec<NextStep>,
    /// What submitting brings with it that the list of changes does not say.
    pub consequences: Vec<Consequence>,
    pub submit: Capability,
    pub notes: String,
    pub files: std::collections::BTreeMap<String, FileCard>,
    /// A submission that stands open at Microsoft and was not made by this draft.
    pub open_submission: Option<OpenSubmission>,
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "says", rename_all = "camelCase")]
pub enum Consequence {
    /// Packages go to a share of the customers, listings to everybody at once (windows-dev-docs `gradual-package-rollout.md`).
    TextsForEveryone { percentage: f64 },
    /// The API takes the setting and publishes nothing to organisations; only Partner Center does (windows-dev-docs
    /// `uwp/monetize/manage-app-submissions.md`).
    VolumePurchase,
}

/// What comes after submitting, in order.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "step", rename_all = "camelCase")]
pub enum NextStep {
    Checks,
    Certification,
    /// Live at once.
    Live,
    /// Live for this share of the customers who have it.
    LiveFor {
        percentage: f64,
    },
    LiveOn {
        date: String,
    },
    /// The person presses *Publish now* in Partner Center.
    YouPublish,
    /// A rollout waits for the person to raise, halt or finalize it.
    YouRaise {
        percentage: f64,
    },
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct OpenSubmission {
    pub id: String,
    pub friendly_name: Option<String>,
    pub state: String,
    /// Deleting it is possible from here.
    pub deletable: bool,
}
