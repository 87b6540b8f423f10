//! What submissions belong to: an app, an add-on or a flight. The six calls on a submission are the same for all three; only
//! the path in front of them and the names of the members in the resource differ.
//!
//! Paths are built from ids, never from a `resourceLocation`: those of flights lack the app (windows-dev-docs
//! `uwp/monetize/get-flights-for-an-app.md`).

use serde_json::Value;

use super::views::word;
use super::{StorePartner, path, unreadable};
use crate::error::PartnerError;

/// What submissions belong to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Owner {
    /// By its Store id.
    App(String),
    /// By its Store id.
    AddOn(String),
    /// By the Store id of the app and the flight's GUID.
    Flight { app: String, flight: String },
}

/// The resource of an [`Owner`], by what a job decides by.
#[derive(Debug, Clone, PartialEq)]
pub struct Holding {
    /// The resource as sent.
    pub document: Value,
    /// Id of the submission that is live.
    pub last_published: Option<String>,
    /// Id of the submission that is open or under way.
    pub pending: Option<String>,
    /// What Partner Center calls it: the reserved name, the product id of an add-on, the name of a flight.
    pub name: String,
}

impl Owner {
    /// The path of the resource, or of something below it.
    pub(super) fn path(&self, below: &[&str]) -> String {
        let mut segments = match self {
            Self::App(app) => vec!["applications", app],
            Self::AddOn(add_on) => vec!["inappproducts", add_on],
            Self::Flight { app, flight } => vec!["applications", app, "flights", flight],
        };
        segments.extend(below);
        path(&segments)
    }

    /// The path of a submission, or of something below it.
    pub(super) fn submission(&self, id: &str, below: &[&str]) -> String {
        let segments: Vec<&str> = ["submissions", id].iter().chain(below).copied().collect();
        self.path(&segments)
    }

    /// The members that name the resource, what is live, and what is open.
    fn members(&self) -> [&'static str; 3] {
        match self {
            Self::App(_) => {
                ["primaryName", "lastPublishedApplicationSubmission", "pendingApplicationSubmission"]
            }
            Self::AddOn(_) => {
                ["productId", "lastPublishedInAppProductSubmission", "pendingInAppProductSubmission"]
            }
            Self::Flight { .. } => {
                ["friendlyName", "lastPublishedFlightSubmission", "pendingFlightSubmission"]
            }
        }
    }

    fn holding(&self, document: Value) -> Option<Holding> {
        // An object of the service, not whatever JSON a gateway answers.
        document.as_object().filter(|members| members.contains_key(self.id_member()))?;
        let [name, live, open] = self.members();
        Some(Holding {
            last_published: word(&document[live], "id"),
            pending: word(&document[open], "id"),
            name: word(&document, name).unwrap_or_default(),
            document,
        })
    }

    fn id_member(&self) -> &'static str {
        if matches!(self, Self::Flight { .. }) { "flightId" } else { "id" }
    }
}

impl StorePartner {
    /// The app, add-on or flight itself.
    ///
    /// # Errors
    /// [`PartnerError::NotFound`] when this account has no such thing, or the flight belongs to another app.
    pub async fn holder(&self, owner: &Owner) -> Result<Holding, PartnerError> {
        let path = owner.path(&[]);
        let (reply, body) = self.read(&path).await?;
        owner.holding(body).ok_or_else(|| unreadable(&reply, &path))
    }
}
