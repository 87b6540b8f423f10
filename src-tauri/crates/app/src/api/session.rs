//! What the window needs before anything else: language, theme, who is connected, what runs.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vitrine_domain::{DraftId, JobId, Problem, ProductId};

use super::accounts::Account;
use super::acts::{Held, NotSent};
use super::jobs::Job;

#[derive(Debug, Clone, Serialize, TS)]
pub struct Session {
    pub version: String,
    /// `windows`, `macos` or `linux`.
    pub platform: String,
    pub settings: Settings,
    /// The language that *System* means on this computer.
    pub system_language: Language,
    pub accounts: Vec<Account>,
    pub jobs: Vec<Job>,
    pub practice: Option<Practice>,
    /// A keyring answered when it was last asked; `null` before the first question.
    pub keyring: Option<bool>,
    /// No answer came from any service since then.
    pub offline_since: Option<Timestamp>,
    pub last_saved_at: Option<Timestamp>,
    pub drafts: u32,
    /// The page's own address of the field that had the caret when Vitrine ended without being closed; else absent.
    pub left_at: Option<String>,
    /// Acts that wait for their hold.
    pub held: Vec<Held>,
    /// Acts whose hold an earlier run did not live to see the end of.
    pub not_sent: Vec<NotSent>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Practice {
    /// How many times faster than real time.
    pub speed: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    pub language: LanguageChoice,
    pub theme: Theme,
    /// The navigation is collapsed to icons, by choice.
    pub rail: bool,
    /// Percent, 80 to 200.
    pub zoom: u32,
    /// Seconds that an act waits which cannot be undone: 0, 10 or 30.
    pub hold: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { language: LanguageChoice::System, theme: Theme::System, rail: false, zoom: 100, hold: 10 }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LanguageChoice {
    System,
    En,
    Fr,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Language {
    En,
    Fr,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    System,
    Light,
    Dark,
    Contrast,
}

/// Where Vitrine keeps its data. The one path that is shown: the person asks for it in Settings.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DataFolder {
    pub shown: String,
    pub bytes: u64,
    pub drafts: u32,
    pub snapshots: u32,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct About {
    pub version: String,
    /// The notices of every third-party package inside, as plain text.
    pub notices: String,
}

/// A page outside Vitrine, by meaning. Addresses are made in the core.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(tag = "to", rename_all = "camelCase")]
pub enum Link {
    /// The product's page in Partner Center (in practice: the sandbox's page that plays its part).
    PartnerCenter {
        #[serde(default)]
        #[ts(optional)]
        product: Option<ProductId>,
    },
    /// The users page, where applications get their key and role.
    PartnerCenterUsers,
    /// The product in the Store.
    Store {
        product: ProductId,
    },
    Report {
        product: ProductId,
        number: u32,
    },
    Support,
    ServiceStatus,
    DataFolder,
}

/// What to tell support.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Help {
    /// The words of Microsoft's form: the category to choose there.
    pub category: HelpCategory,
    /// Label codes and values to copy; no secret, no path.
    pub facts: Vec<HelpFact>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum HelpCategory {
    SubmissionAndCertification,
    AccountAndSignIn,
    Packages,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct HelpFact {
    /// `product`, `submission`, `correlation`, `operation`, `status`, `time`, `version` …
    pub name: String,
    pub value: String,
}

#[derive(Debug, Clone, Deserialize, TS)]
pub struct HelpRequest {
    #[serde(default)]
    #[ts(optional)]
    pub product: Option<ProductId>,
    #[serde(default)]
    #[ts(optional)]
    pub job: Option<JobId>,
    #[serde(default)]
    #[ts(optional)]
    pub problem: Option<Problem>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Flushed {
    pub drafts: Vec<DraftId>,
    pub saved_at: Option<Timestamp>,
}
