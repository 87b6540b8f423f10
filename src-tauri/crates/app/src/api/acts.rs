//! Acts that change a state at Microsoft, not content: rollout, stop sale, deletion. Their sheet says what will happen
//! before anything does; those that cannot be undone wait for their hold.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use vitrine_domain::{JobId, ProductId};

use super::products::Capability;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ActName {
    /// The person did it in Partner Center and says so.
    StopSaleByHand,
    /// A submission in which only the visibility becomes hidden.
    StopSaleHere,
    ResumeSaleByHand,
    ResumeSaleHere,
    ChangeRollout,
    HaltRollout,
    FinalizeRollout,
    DeletePending,
    DeleteAddOn,
    DeleteFlight,
}

/// An act as it is asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Act {
    pub name: ActName,
    pub product: ProductId,
    /// Of *Change rollout*: 0 to 100. Of *Finalize*: 100 when the share is to go there first.
    #[serde(default)]
    #[ts(optional)]
    pub percentage: Option<f64>,
    /// The submission that the sheet spoke of, when the act is about one. The core fills it in; an act is never done to
    /// another that took its place meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub submission: Option<String>,
}

impl Act {
    /// The same wish. Whoever does not say which submission means the one that is there.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let apart = |(one, two): (&String, &String)| one != two;
        (self.name, &self.product, self.percentage) == (other.name, &other.product, other.percentage)
            && !self.submission.as_ref().zip(other.submission.as_ref()).is_some_and(apart)
    }
}

/// What the dialog of an act says. Facts are codes of the catalogue (`dialogs:act.fact.*`) with parameters.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ActSheet {
    pub act: Act,
    /// 1: reversible, no dialog needed; 2: costly; 3: cannot be undone, waits for its hold.
    pub level: u8,
    pub product_name: String,
    pub store_id: String,
    pub account_name: String,
    pub facts: Vec<ActFact>,
    pub can: Capability,
    /// Seconds an act of level 3 waits before anything is sent.
    pub hold_seconds: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ActFact {
    pub code: String,
    #[ts(type = "Record<string, string | number>")]
    pub params: BTreeMap<String, Value>,
}

/// What came of an act.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "outcome", rename_all = "camelCase")]
pub enum ActOutcome {
    /// It waits; nothing has been sent.
    Held { held: Held },
    /// Microsoft did it.
    Done,
    /// A submission is on its way; the job tells how far.
    Started { job: JobId },
}

/// An act that waits for its hold.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Held {
    pub id: String,
    pub act: Act,
    pub product_name: String,
    /// When it is sent, unless it is paused or undone first.
    pub sends_at: Timestamp,
    /// What is left while it is paused: the pointer or the focus is on it.
    pub paused_ms: Option<u64>,
}

/// The hold of an act, stopped while somebody looks at it.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct HoldPause {
    pub id: String,
    pub paused: bool,
}

/// An act whose hold the end of the program cut off: nothing was sent.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct NotSent {
    pub id: String,
    pub act: Act,
    pub product_name: String,
    pub at: Timestamp,
}
