//! Package flights themselves: list, create, delete. Their submissions are the same calls as an app's, with
//! [`super::Owner::Flight`].
//!
//! Name, groups and rank of a flight that exists are changed in Partner Center only (StoreBroker `USAGE.md`); groups cannot be
//! listed through v1 at all.

use bytes::Bytes;
use futures_util::stream::{Stream, TryStreamExt as _};
use reqwest::Method;
use serde_json::{Value, json};

use super::pages::{Listed, Page};
use super::views::{members, text, word};
use super::{Owner, StorePartner, lost_reply, unreadable};
use crate::error::{Change, PartnerError};
use crate::pace::Rank;

/// A flight resource.
#[derive(Debug, Clone, PartialEq)]
pub struct Flight {
    /// The GUID.
    pub id: String,
    /// What Partner Center calls it.
    pub name: String,
    /// Ids of its groups of known users, decimal.
    pub groups: Vec<String>,
    /// The flight ranked just below: its name or its GUID, the pages are not of one mind. `Non-flighted submission` for the
    /// lowest.
    pub rank_higher_than: Option<String>,
    /// Id of the submission that is live.
    pub last_published_submission: Option<String>,
    /// Id of the submission that is open or under way. Creating a flight may already open one.
    pub pending_submission: Option<String>,
    /// The resource as sent.
    pub document: Value,
}

/// What a flight is created with; only Partner Center can change it afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFlight {
    /// What Partner Center calls it.
    pub name: String,
    /// Ids of groups of known users, decimal.
    pub groups: Vec<String>,
    /// The flight to rank just above; `None` ranks it highest of all.
    pub rank_higher_than: Option<String>,
}

/// After creating a flight.
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub enum FlightLook {
    /// A flight of this name exists that did not before.
    Created(Box<Flight>),
    /// None does. After [`super::LOOK_AGAIN`] and a second look like this one, creating may be tried once more.
    NotCreated,
}

impl Flight {
    fn read(document: &Value) -> Option<Self> {
        Some(Self {
            id: word(document, "flightId")?,
            name: word(document, "friendlyName").unwrap_or_default(),
            groups: members(&document["groupIds"]).filter_map(text).collect(),
            rank_higher_than: word(document, "rankHigherThan"),
            last_published_submission: word(&document["lastPublishedFlightSubmission"], "id"),
            pending_submission: word(&document["pendingFlightSubmission"], "id"),
            document: document.clone(),
        })
    }
}

impl Listed for Flight {
    fn read(entry: &Value) -> Option<Self> {
        Self::read(entry)
    }

    fn id(&self) -> &str {
        &self.id
    }
}

impl StorePartner {
    /// All flights of an app, page by page. The stream ends with the last page or the first error.
    pub fn flights(
        &self,
        app: &str,
    ) -> impl Stream<Item = Result<Page<Flight>, PartnerError>> + Send + use<> {
        self.pages(Owner::App(app.to_owned()).path(&["listflights"]))
    }

    /// One flight of an app.
    ///
    /// # Errors
    /// [`PartnerError::NotFound`] when it does not exist or belongs to another app.
    pub async fn flight(&self, app: &str, flight: &str) -> Result<Flight, PartnerError> {
        let path = owner(app, flight).path(&[]);
        let (reply, body) = self.read(&path).await?;
        Flight::read(&body).ok_or_else(|| unreadable(&reply, &path))
    }

    /// Creates a flight of an app, which has to be published.
    ///
    /// # Errors
    /// [`PartnerError::Ambiguous`] for 5xx, a time-out or a lost reply: the flight may exist, ask
    /// [`StorePartner::look_after_create_flight`]. [`PartnerError::Refused`] or [`PartnerError::InvalidParameter`] with the
    /// service's words, for example for a group that does not exist.
    pub async fn create_flight(&self, app: &str, new: &NewFlight) -> Result<Flight, PartnerError> {
        let path = Owner::App(app.to_owned()).path(&["flights"]);
        let body = json!({
            "friendlyName": new.name,
            "groupIds": new.groups,
            "rankHigherThan": new.rank_higher_than,
        });
        let body = Bytes::from(body.to_string());
        let reply = self.change(Change::CreateFlight, Method::POST, &path, Some(body)).await?;
        let made = reply.json().and_then(|body: Value| Flight::read(&body));
        made.ok_or_else(|| lost_reply(&reply, &format!("POST {path}"), Change::CreateFlight))
    }

    /// Deletes a flight. A submission that is open has to go first, and the deletion may take half an hour to show (Partner
    /// Center's page on package flights).
    ///
    /// # Errors
    /// [`PartnerError::WrongState`] when its state forbids it; [`PartnerError::Ambiguous`] as for create, see
    /// [`StorePartner::look_after_delete_holder`].
    pub async fn delete_flight(&self, app: &str, flight: &str) -> Result<(), PartnerError> {
        let path = owner(app, flight).path(&[]);
        self.change(Change::DeleteFlight, Method::DELETE, &path, None).await.map(drop)
    }

    /// After creating a flight: whether one of this name exists that was not among `before`, the ids known before the attempt.
    /// That names are unique is not documented.
    ///
    /// # Errors
    /// Looking failed; nothing more is known than before.
    pub async fn look_after_create_flight(
        &self,
        app: &str,
        name: &str,
        before: &[String],
    ) -> Result<FlightLook, PartnerError> {
        let pages = self.ranked(Rank::Change).flights(app);
        let mut pages = std::pin::pin!(pages);
        while let Some(page) = pages.try_next().await? {
            let ours = |flight: &Flight| flight.name == name && !before.contains(&flight.id);
            if let Some(flight) = page.entries.into_iter().find(ours) {
                return Ok(FlightLook::Created(Box::new(flight)));
            }
        }
        Ok(FlightLook::NotCreated)
    }
}

fn owner(app: &str, flight: &str) -> Owner {
    Owner::Flight { app: app.to_owned(), flight: flight.to_owned() }
}
