//! Accounts as the window sees them. The key goes in and never comes out.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vitrine_domain::{AccountId, Problem};

/// One connection to Partner Center.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Account {
    pub id: AccountId,
    /// What the person calls it; the tenant's ID until then.
    pub name: String,
    pub tenant: String,
    pub client: String,
    pub endpoints: EndpointsView,
    pub key_kept: KeyKept,
    /// What the last answer of this account was about, when it was not an answer.
    pub problem: Option<Problem>,
    pub products: Option<u32>,
    pub checked_at: Option<Timestamp>,
}

/// Where the key of an account lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum KeyKept {
    /// In the keyring of the system.
    Keyring,
    /// In memory: gone when Vitrine closes, because no keyring answered.
    ThisRun,
    /// To be given again.
    Missing,
}

/// The services an account talks to. Shown on every page unless public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EndpointsView {
    pub kind: EndpointsKind,
    pub login: String,
    pub store: String,
    pub marketplace: String,
    pub graph: String,
    pub resource: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum EndpointsKind {
    Public,
    Custom,
    /// The embedded sandbox.
    Practice,
}

/// What the person typed to connect. `key` is a secret: it is moved into the vault and never logged.
#[derive(Deserialize, TS)]
pub struct AccountForm {
    /// Set when an existing account is changed; an absent key then means: the one that is kept.
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<AccountId>,
    #[serde(default)]
    pub name: String,
    pub tenant: String,
    pub client: String,
    #[serde(default)]
    #[ts(optional)]
    pub key: Option<String>,
    /// Absent: the public cloud.
    #[serde(default)]
    #[ts(optional)]
    pub endpoints: Option<EndpointsView>,
}

impl std::fmt::Debug for AccountForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccountForm")
            .field("id", &self.id)
            .field("tenant", &self.tenant)
            .finish_non_exhaustive()
    }
}

/// What reading alone can show about a connection, one verdict a prerequisite.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CheckReport {
    pub verdicts: Vec<Verdict>,
    /// Every prerequisite that can be checked holds.
    pub ready: bool,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct Verdict {
    pub about: Prerequisite,
    pub outcome: Outcome,
    /// The reason and its fix, when `outcome` is `Refused`.
    pub problem: Option<Problem>,
    /// For `Products`: how many were found.
    pub count: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Prerequisite {
    Tenant,
    Application,
    Key,
    PartnerCenter,
    Products,
    /// Never a tick: reading cannot show it, it shows at the first change.
    Role,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    Holds,
    Refused,
    /// An earlier prerequisite failed, or it cannot be known by reading.
    NotChecked,
}
