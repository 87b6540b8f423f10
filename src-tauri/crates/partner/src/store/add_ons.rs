//! Add-ons themselves: list, create, delete. Their submissions are the same calls as an app's, with [`super::Owner::AddOn`].
//!
//! There is no call that changes an add-on: its product id and type are chosen once.

use bytes::Bytes;
use futures_util::stream::{Stream, TryStreamExt as _};
use reqwest::Method;
use serde_json::{Value, json};

use super::pages::{Listed, Page};
use super::views::{members, word};
use super::{Owner, StorePartner, lost_reply, unreadable};
use crate::error::{Change, PartnerError};
use crate::pace::Rank;

/// An add-on resource.
#[derive(Debug, Clone, PartialEq)]
pub struct AddOn {
    /// The Store id, for example `9NBLGGH4TNMP`.
    pub id: String,
    /// The developer's own id.
    pub product_id: String,
    /// `Durable`, `Consumable` and others. The set is open.
    pub product_type: String,
    /// Store ids of the apps it belongs to.
    pub apps: Vec<String>,
    /// Id of the submission that is live.
    pub last_published_submission: Option<String>,
    /// Id of the submission that is open or under way.
    pub pending_submission: Option<String>,
    /// The resource as sent.
    pub document: Value,
}

/// What an add-on is created with; none of it can be changed afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAddOn {
    /// Store id of the app.
    pub app: String,
    /// The developer's own id, up to 100 characters.
    pub product_id: String,
    /// `Durable` or `Consumable`; whether the service takes others here is not documented.
    pub product_type: String,
}

/// After creating an add-on.
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub enum AddOnLook {
    /// The app has an add-on with this product id, which no other add-on of it can have.
    There(Box<AddOn>),
    /// It has none. After [`super::LOOK_AGAIN`] and a second look like this one, creating may be tried once more.
    NotThere,
}

impl AddOn {
    fn read(document: &Value) -> Option<Self> {
        Some(Self {
            id: word(document, "id")?,
            product_id: word(document, "productId").unwrap_or_default(),
            product_type: word(document, "productType").unwrap_or_default(),
            apps: members(&document["applications"]["value"]).filter_map(|app| word(app, "id")).collect(),
            last_published_submission: word(&document["lastPublishedInAppProductSubmission"], "id"),
            pending_submission: word(&document["pendingInAppProductSubmission"], "id"),
            document: document.clone(),
        })
    }
}

impl Listed for AddOn {
    fn read(entry: &Value) -> Option<Self> {
        Self::read(entry)
    }

    fn id(&self) -> &str {
        &self.id
    }
}

/// The list of an app's add-ons holds nothing but their ids.
impl Listed for String {
    fn read(entry: &Value) -> Option<Self> {
        word(entry, "inAppProductId")
    }

    fn id(&self) -> &str {
        self
    }
}

impl StorePartner {
    /// All add-ons of the account, page by page. The stream ends with the last page or the first error.
    pub fn add_ons(&self) -> impl Stream<Item = Result<Page<AddOn>, PartnerError>> + Send + use<> {
        self.pages("inappproducts".to_owned())
    }

    /// The Store ids of an app's add-ons, page by page, as [`StorePartner::add_ons`].
    pub fn add_ons_of(
        &self,
        app: &str,
    ) -> impl Stream<Item = Result<Page<String>, PartnerError>> + Send + use<> {
        self.pages(Owner::App(app.to_owned()).path(&["listinappproducts"]))
    }

    /// One add-on by its Store id.
    ///
    /// # Errors
    /// [`PartnerError::NotFound`] when this account has no such add-on.
    pub async fn add_on(&self, id: &str) -> Result<AddOn, PartnerError> {
        let path = Owner::AddOn(id.to_owned()).path(&[]);
        let (reply, body) = self.read(&path).await?;
        AddOn::read(&body).ok_or_else(|| unreadable(&reply, &path))
    }

    /// Creates an add-on. It has no submission yet.
    ///
    /// # Errors
    /// [`PartnerError::Ambiguous`] for 5xx, a time-out or a lost reply: the add-on may exist, ask
    /// [`StorePartner::look_after_create_add_on`]. [`PartnerError::Refused`] or [`PartnerError::InvalidParameter`] with the
    /// service's words, for example for a product id that is taken.
    pub async fn create_add_on(&self, new: &NewAddOn) -> Result<AddOn, PartnerError> {
        let path = "inappproducts";
        let body = json!({
            "applicationIds": [new.app],
            "productId": new.product_id,
            "productType": new.product_type,
        });
        let body = Bytes::from(body.to_string());
        let reply = self.change(Change::CreateAddOn, Method::POST, path, Some(body)).await?;
        let made = reply.json().and_then(|body: Value| AddOn::read(&body));
        made.ok_or_else(|| lost_reply(&reply, &format!("POST {path}"), Change::CreateAddOn))
    }

    /// Deletes an add-on.
    ///
    /// # Errors
    /// [`PartnerError::WrongState`] when its state forbids it; [`PartnerError::Ambiguous`] as for create, see
    /// [`StorePartner::look_after_delete_holder`].
    pub async fn delete_add_on(&self, id: &str) -> Result<(), PartnerError> {
        let path = Owner::AddOn(id.to_owned()).path(&[]);
        self.change(Change::DeleteAddOn, Method::DELETE, &path, None).await.map(drop)
    }

    /// After creating an add-on: whether it exists. The add-ons of an app are listed by id only, so the account's list is read,
    /// up to the page that has it.
    ///
    /// # Errors
    /// Looking failed; nothing more is known than before.
    pub async fn look_after_create_add_on(&self, new: &NewAddOn) -> Result<AddOnLook, PartnerError> {
        let pages = self.ranked(Rank::Change).add_ons();
        let mut pages = std::pin::pin!(pages);
        while let Some(page) = pages.try_next().await? {
            let ours = |add_on: &AddOn| add_on.product_id == new.product_id && add_on.apps.contains(&new.app);
            if let Some(add_on) = page.entries.into_iter().find(ours) {
                return Ok(AddOnLook::There(Box::new(add_on)));
            }
        }
        Ok(AddOnLook::NotThere)
    }
}
