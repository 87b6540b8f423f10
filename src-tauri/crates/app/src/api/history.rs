//! Snapshots: what was live, kept before each act that changes it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vitrine_domain::document::Pointer;
use vitrine_domain::document::sending::LeftOut;
use vitrine_domain::review::Changes;
use vitrine_domain::{ProductId, SnapshotId};

use super::drafts::DraftView;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Snapshot {
    pub id: SnapshotId,
    pub product: ProductId,
    pub at: Timestamp,
    pub reason: SnapshotReason,
    pub friendly_name: Option<String>,
    pub version: Option<String>,
    pub languages: u32,
    pub images: u32,
    pub bytes: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SnapshotReason {
    /// What was live before a submission.
    BeforeSubmit,
    /// The submission that was deleted at Microsoft.
    BeforeDelete,
    /// What was live before the sale was stopped: it says which visibility to go back to.
    BeforeStopSale,
    /// What was live before a rollout was halted or finalized.
    BeforeRollout,
    /// What became live.
    Live,
}

/// One snapshot compared with what is live now.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SnapshotView {
    pub snapshot: Snapshot,
    pub against_live: Changes,
    pub live_version: Option<String>,
    /// What copying it into the draft would leave as the draft has it.
    pub left_out: Vec<NotRestored>,
}

/// A snapshot that was brought into the draft.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SnapshotCopied {
    pub draft: DraftView,
    pub left_out: Vec<NotRestored>,
}

/// A list of files, or an icon, that stays as it is: Microsoft hands out no file, and these are not on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NotRestored {
    pub pointer: Pointer,
    pub names: Vec<String>,
}

impl From<LeftOut> for NotRestored {
    fn from(LeftOut { pointer, names }: LeftOut) -> Self {
        Self { pointer, names }
    }
}
