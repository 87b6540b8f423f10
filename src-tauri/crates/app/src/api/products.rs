//! Products, Home and the overview of one product.
//!
//! Nothing here is invented: what the service does not return (icons, authors, who sent what) is absent, and every state
//! says when it was read.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vitrine_domain::state::{ShownState, Step, StepName};
use vitrine_domain::{AccountId, DraftId, JobId, Problem, ProductId};

use super::parts::PartCounts;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ProductKind {
    StoreApp,
    AddOn,
    Flight,
}

/// One row of the products table. The list call alone fills the first block; the rest arrives for rows on screen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ProductRow {
    pub id: ProductId,
    pub account: AccountId,
    pub name: String,
    pub kind: ProductKind,
    /// Of the app a flight belongs to, else its own.
    pub store_id: String,
    /// The app that an add-on or a flight belongs to.
    pub parent: Option<ProductId>,
    /// A first submission was published once.
    pub published: bool,

    pub state: Option<StateSeen>,
    /// Highest package version of the last published submission.
    pub live_version: Option<String>,
    /// Why the service lets no app work on it, when that is known.
    pub closed: Option<Problem>,

    pub draft: Option<DraftMark>,
    pub job: Option<JobId>,
    pub next: NextAction,
}

/// A state and the moment Vitrine read it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct StateSeen {
    pub state: ShownState,
    /// The word of the service.
    pub raw: String,
    /// Share of customers, when a rollout runs.
    pub percent: Option<f64>,
    /// The publication date, when it is scheduled.
    pub date: Option<String>,
    pub seen_at: Timestamp,
    /// When Vitrine first saw this state; the service gives no times.
    pub first_seen_at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DraftMark {
    pub id: DraftId,
    pub changes: u32,
    /// Problems that block.
    pub problems: u32,
    pub saved_at: Timestamp,
}

/// The next useful thing to do with a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum NextAction {
    StartDraft,
    ContinueDraft,
    Review,
    /// A submission of somebody else stands open: compare, go on with it or delete it.
    SeeOpen,
    /// Something is under way: open the overview.
    Follow,
    /// A rollout runs, and no draft waits to be continued.
    ChangeRollout,
    SeeWhatToFix,
    /// Held for the person: a hand-off to Partner Center.
    PublishNow,
    /// The first submission is made in Partner Center.
    FirstSubmission,
    OpenPartnerCenter,
    ResumeJob,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct ProductList {
    pub rows: Vec<ProductRow>,
    pub accounts: Vec<AccountListing>,
}

/// How the list of one account stands. A failing account never empties the others.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AccountListing {
    pub account: AccountId,
    pub read_at: Option<Timestamp>,
    pub reading: bool,
    pub problem: Option<Problem>,
}

/// Who waits for whom.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Home {
    pub waiting_for_you: Vec<ProductRow>,
    pub waiting_for_microsoft: Vec<ProductRow>,
    pub when_you_have_time: Vec<ProductRow>,
    /// Products that customers can get now.
    pub live: Vec<LiveProduct>,
    pub products: u32,
    pub accounts: Vec<AccountListing>,
    /// The oldest reading behind this page.
    pub as_of: Option<Timestamp>,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct LiveProduct {
    pub id: ProductId,
    pub name: String,
    pub version: Option<String>,
}

/// The three places of a product: what is on this computer, at Microsoft, and live.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Ribbon {
    pub computer: Option<ComputerPlace>,
    pub microsoft: Option<MicrosoftPlace>,
    pub live: Option<LivePlace>,
    /// Where the work is.
    pub current: PlaceName,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PlaceName {
    Computer,
    Microsoft,
    Live,
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ComputerPlace {
    pub draft: DraftId,
    /// Version of the newest package in the draft, when one was added.
    pub version: Option<String>,
    pub changes: u32,
    pub saved_at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct MicrosoftPlace {
    pub submission: String,
    /// Made by the service, for example *Submission 12*.
    pub friendly_name: Option<String>,
    /// When this computer created it; absent when it was made elsewhere.
    pub made_here_at: Option<Timestamp>,
    pub version: Option<String>,
    pub state: StateSeen,
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LivePlace {
    pub submission: String,
    pub version: Option<String>,
    /// When Vitrine saw it become live; absent when it was live before Vitrine looked.
    pub since: Option<Timestamp>,
    pub languages: u32,
}

/// Everything on the overview of a product.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ProductView {
    pub row: ProductRow,
    pub account_name: String,
    pub ribbon: Ribbon,
    /// From sent to live, empty when nothing was ever sent.
    pub timeline: Vec<Step>,
    /// The present step takes longer than usual. Slow is not failed.
    pub overdue: Option<Overdue>,
    /// What the service says is wrong with the submission, in plain codes.
    pub problems: Vec<Problem>,
    pub reports: Vec<Report>,
    pub commands: Vec<Command>,
    /// What customers read: title and short text of the live listing in the person's language or the first one.
    pub live_words: Option<LiveWords>,
    pub read_at: Option<Timestamp>,
    /// Of an app: `hasAdvancedListingPermission`, whether game settings and trailers can be set, as last read. The service
    /// has been wrong about it, so nothing depends on it.
    pub advanced_listings: Option<bool>,
    /// Of an app.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub parts: Option<PartCounts>,
    /// Of an add-on or a flight.
    pub parent: Option<ParentApp>,
    pub add_on: Option<AddOnFacts>,
    pub flight: Option<FlightFacts>,
    /// Present while a rollout runs, and after one was halted or finalized.
    pub rollout: Option<RolloutView>,
    /// A person said that they made the product unavailable in Partner Center; no call shows it.
    pub stopped_by_hand: Option<Timestamp>,
}

/// The app above an add-on or a flight.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ParentApp {
    pub id: ProductId,
    pub name: String,
}

/// What never changes of an add-on.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct AddOnFacts {
    /// The developer's own id.
    pub product_id: String,
    /// `Durable`, `Consumable`, or another word of the service.
    pub product_type: String,
}

/// What a flight was created with. Only Partner Center changes it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct FlightFacts {
    /// Ids of groups of testers; the service tells no names.
    pub groups: Vec<String>,
    /// Name or id of the flight ranked just below, as the service wrote it.
    pub rank_higher_than: String,
}

/// A gradual rollout as last read.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct RolloutView {
    pub state: RolloutState,
    /// The service's word.
    pub raw: String,
    /// Per cent of customers, 0 to 100. Of a halted one: how far it had come, when this computer halted it.
    pub percentage: f64,
    pub version: Option<String>,
    /// Version of the submission customers outside the rollout get, when this computer knows it.
    pub fallback_version: Option<String>,
    pub seen_at: Timestamp,
    pub since: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RolloutState {
    Running,
    Halted,
    Finalized,
    Unknown,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct LiveWords {
    pub language: String,
    pub title: String,
    pub text: String,
}

/// A step that takes longer than Microsoft's page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Overdue {
    pub step: StepName,
    /// When Vitrine first saw it at this step.
    pub since: Timestamp,
}

/// A certification report. It is opened by number; its whole address stays in the core.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Report {
    pub number: u32,
    /// Host and path of the address, to be read before it is opened.
    pub shown: String,
    pub date: Option<String>,
}

/// A command and whether it can be done now; the page renders this and decides nothing.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Command {
    pub name: CommandName,
    pub can: Capability,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CommandName {
    EditDraft,
    /// The next version, beside the one that Microsoft works on.
    NextVersion,
    Submit,
    DeletePending,
    PublishNow,
    FirstSubmission,
    CancelCertification,
    StopSale,
    ResumeSale,
    ChangeRollout,
    HaltRollout,
    FinalizeRollout,
    DeleteAddOn,
    DeleteFlight,
    /// A draft of the app with the flight's packages.
    PromoteFlight,
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "state", rename_all = "camelCase")]
pub enum Capability {
    Available,
    /// Only a person in Partner Center can; Vitrine watches for the result.
    HandOff,
    NotPossible {
        because: Box<Problem>,
    },
}
