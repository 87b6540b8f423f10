//! What Vitrine did and asked, and how much of the service's pace is left. No body, no query, no secret.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vitrine_domain::{AccountId, Problem, ProductId};

use super::acts::ActName;

#[derive(Debug, Clone, Serialize, TS)]
pub struct ActivityView {
    /// Newest first.
    pub entries: Vec<ActivityEntry>,
    /// Older entries exist.
    pub more: bool,
    pub budgets: Vec<BudgetView>,
}

/// Which part of the activity is wanted.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ActivityAsk {
    /// Entries older than this one.
    #[serde(default)]
    #[ts(optional)]
    pub before: Option<u64>,
    /// Only of this product.
    #[serde(default)]
    #[ts(optional)]
    pub product: Option<ProductId>,
    /// Requests as well, not only what a person did.
    pub requests: bool,
    /// Only what failed.
    pub errors: bool,
    /// Only what was sent: how publications began and ended.
    #[serde(default)]
    pub publications: bool,
}

/// The activity as the page wrote it out, on its way to a file that the person chooses.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ActivityText {
    /// What the file is called unless the person says otherwise.
    pub name: String,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ActivityEntry {
    pub id: u64,
    pub at: Timestamp,
    pub account: Option<AccountId>,
    pub product: Option<ProductId>,
    /// As it was called then.
    pub product_name: Option<String>,
    pub what: ActivityWhat,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum ActivityWhat {
    /// A person's act and how it ended.
    Act {
        act: ActName,
        #[ts(optional)]
        percentage: Option<f64>,
        #[ts(optional)]
        problem: Option<Problem>,
        /// The person undid it during its hold: nothing was sent.
        undone: bool,
    },
    /// A publication began (`begun`) or ended (`live`, `stopped`, `cancelled`).
    Publication { outcome: String, submission: Option<String> },
    /// One request to a service.
    Request {
        method: String,
        /// Without query.
        path: String,
        /// HTTP status; absent when no answer came.
        status: Option<u16>,
        milliseconds: u64,
        correlation: Option<String>,
    },
}

/// The pace of one tenant.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct BudgetView {
    pub account: AccountId,
    pub account_name: String,
    /// Requests a minute that Vitrine allows itself.
    pub per_minute: u32,
    /// Requests that may be made at once now.
    pub left: u32,
    pub waiting: u32,
    /// The service asked for silence until then.
    pub paused_until: Option<Timestamp>,
}
