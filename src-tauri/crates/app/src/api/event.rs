//! What the core tells the window without being asked. The first event after `watch` is always `Snapshot`.

use serde::Serialize;
use ts_rs::TS;
use vitrine_domain::{DraftId, Problem, ProductId};

use super::accounts::Account;
use super::acts::{Act, Held};
use super::files::{Dragged, FileCard};
use super::jobs::Job;
use super::products::{AccountListing, ProductRow};
use super::session::Session;

#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "event", rename_all = "camelCase")]
pub enum AppEvent {
    /// Everything: forget what was known. Also sent when practice is entered or left.
    Snapshot {
        session: Box<Session>,
    },
    Account {
        account: Account,
    },
    /// Rows that changed; at most ten messages a second, several rows each.
    Products {
        rows: Vec<ProductRow>,
        listing: Option<AccountListing>,
    },
    /// The list itself changed: ask again.
    ProductList,
    /// The overview of this product changed.
    Product {
        product: ProductId,
    },
    /// A draft changed by another hand than the page's own patch.
    Draft {
        draft: DraftId,
        revision: u64,
    },
    Job {
        job: Box<Job>,
    },
    /// All acts that wait for their hold.
    Held {
        held: Vec<Held>,
    },
    /// An act ended, after its hold or at once.
    ActEnded {
        act: Act,
        product_name: String,
        problem: Option<Problem>,
    },
    /// The add-ons or flights of an app were read.
    Parts {
        app: ProductId,
    },
    /// Something was added to the activity.
    Activity,
    Dragging {
        dragged: Option<Dragged>,
    },
    Dropped {
        files: Vec<FileCard>,
    },
    /// A notification was clicked: show this page.
    Open {
        product: ProductId,
        page: ProductPage,
    },
    /// A menu item was chosen; the names are those of the window's action table.
    Menu {
        action: String,
    },
    /// The person wants to quit while something is being sent.
    QuitAsked {
        jobs: Vec<Job>,
    },
    Offline {
        since: Option<jiff::Timestamp>,
    },
    /// Something went wrong outside any page.
    Trouble {
        problem: Problem,
    },
}

/// A page of a product that something outside the window leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ProductPage {
    Overview,
    Publication,
    Review,
}
