//! Long work as a record: every phase is saved before its side effect, so it can be shown, cancelled and resumed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vitrine_domain::{DraftId, JobId, Problem, ProductId};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Job {
    pub id: JobId,
    pub product: ProductId,
    pub product_name: String,
    /// What is sent: absent when it is no draft but a change of the sale.
    #[serde(default)]
    pub draft: Option<DraftId>,
    #[serde(default)]
    pub purpose: JobPurpose,
    pub status: JobStatus,
    pub steps: Vec<JobStep>,
    pub progress: Option<Progress>,
    /// Why it stopped.
    pub problem: Option<Problem>,
    pub at_microsoft: AtMicrosoft,
    pub cancel: CancelMeans,
    pub can_resume: bool,
    pub started_at: Timestamp,
    pub updated_at: Timestamp,
}

/// What a job is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum JobPurpose {
    /// The person's draft.
    #[default]
    Draft,
    /// A copy of what is live in which only the visibility is *hidden*.
    StopSale,
    /// A copy of what is live with the visibility it had before the sale was stopped.
    ResumeSale,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum JobStatus {
    /// Vitrine is working.
    Running,
    /// Microsoft is working; Vitrine looks from time to time.
    Following,
    /// Stopped by the end of the app or a fault; can be resumed.
    Interrupted,
    Succeeded,
    Failed,
    Cancelled,
}

/// The steps a person sees, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum JobPhase {
    Create,
    Update,
    Compare,
    Archive,
    Upload,
    Commit,
    Checks,
    Certification,
    Publishing,
    Live,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct JobStep {
    pub phase: JobPhase,
    pub state: StepState,
    pub started_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum StepState {
    Todo,
    Current,
    Done,
    /// Nothing to do here, for example no file to upload.
    Skipped,
    Failed,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Progress {
    pub sent: u64,
    pub total: u64,
    pub bytes_per_second: Option<u64>,
    pub seconds_left: Option<u64>,
    /// When the upload address ends.
    pub address_ends_at: Option<Timestamp>,
}

/// What exists on the server, said at every stop.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct AtMicrosoft {
    pub submission: Option<String>,
    pub friendly_name: Option<String>,
    /// Nothing was created yet, or it was deleted.
    pub exists: Existence,
    pub files_sent: bool,
    pub committed: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Existence {
    #[default]
    No,
    Yes,
    /// An answer was lost; Vitrine looks before it does anything.
    Unknown,
}

/// What *Cancel* does now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CancelMeans {
    /// Stops; nothing exists at Microsoft.
    Stop,
    /// Stops and deletes the draft at Microsoft that this job made.
    DeleteDraft,
    /// Only Partner Center can cancel a certification.
    HandOff,
    /// Publishing, or over.
    NotPossible,
}

#[derive(Debug, Clone, Deserialize, TS)]
pub struct PublishRequest {
    pub draft: DraftId,
    /// The revision that was reviewed. Another one is refused: what was shown is what is sent.
    pub revision: u64,
}
