//! The submission that stands open at Microsoft, and the choice when two sides changed the same fields.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use vitrine_domain::document::{Choice, Conflict};
use vitrine_domain::review::Changes;
use vitrine_domain::{DraftId, ProductId};

use super::files::FileCard;
use super::products::{Capability, StateSeen};

/// The open submission of a product, as it was last read.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PendingView {
    pub product: ProductId,
    pub submission: String,
    /// Made by the service, for example *Submission 12*.
    pub friendly_name: Option<String>,
    /// When this computer created it; absent when it was made elsewhere.
    pub made_here_at: Option<Timestamp>,
    pub origin: PendingOrigin,
    pub state: StateSeen,
    pub version: Option<String>,
    /// What it would change in the Store.
    pub against_live: Changes,
    /// What somebody changed since this computer sent it: in Partner Center, or with another tool. Absent when it was not
    /// sent from here, or Microsoft is at work on it.
    pub since_sent: Option<Changes>,
    /// What the draft on this computer says otherwise, when there is a draft.
    pub against_draft: Option<Changes>,
    /// Working on from what stands there: it becomes the draft on this computer.
    pub can_continue: Capability,
    /// Deleting it, after a copy of it went into History.
    pub can_delete: Capability,
    /// It was changed in Partner Center since this computer sent it: it can neither be updated nor committed from here. The
    /// draft is sent again into a new submission after this one is deleted.
    pub can_rebuild: Capability,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PendingOrigin {
    ThisComputer,
    /// Another app or another computer made it through the API.
    AnotherApp,
    /// Made in Partner Center, or edited there since.
    PartnerCenter,
}

/// Fields that both sides changed since the draft began.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ConflictsView {
    pub draft: DraftId,
    pub product: ProductId,
    pub product_name: String,
    /// What moved: what is live, or the open submission.
    pub with: ConflictWith,
    pub conflicts: Vec<ConflictShown>,
    /// What only the other side changed: it comes into the draft by itself.
    pub taken: Changes,
    pub live_version: Option<String>,
    /// Files behind `$file` and `$asset` members of my side.
    pub files: BTreeMap<String, FileCard>,
}

/// One value that both sides changed, and what each did to it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ConflictShown {
    #[serde(flatten)]
    #[ts(flatten)]
    pub conflict: Conflict,
    pub by_me: Changes,
    pub by_them: Changes,
    /// Of an order: the members that it names, as far as either side has them.
    #[ts(type = "Array<any>")]
    pub members: Vec<Value>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ConflictWith {
    Live,
    Pending,
}

/// One choice a field. A field without a choice is refused: nothing is overwritten silently.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ConflictChoices {
    pub draft: DraftId,
    pub choices: Vec<Choice>,
}
