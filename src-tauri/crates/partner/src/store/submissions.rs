//! The six calls on a submission, the same for apps, add-ons and flights.

use bytes::Bytes;
use reqwest::Method;
use serde_json::Value;

use super::views::word;
use super::{Application, Owner, StorePartner, SubmissionStatus, lost_reply, unreadable};
use crate::error::{Change, PartnerError};
use crate::http::Reply;
use crate::pace::Rank;
use crate::upload_address::UploadAddress;

/// A submission as the service sent it.
#[derive(Debug, Clone)]
pub struct Submission {
    /// The whole resource without `fileUploadUrl`.
    pub document: Value,
    /// Where its archive goes. `None` for submissions made in Partner Center, past their commit, or with an address that cannot
    /// be used.
    pub upload: Option<UploadAddress>,
    id: String,
}

/// A submission that was created with the short answer: read it before anything else.
#[derive(Debug, Clone)]
pub struct Created {
    /// The decimal id, as a string.
    pub id: String,
    /// As in [`Submission`].
    pub upload: Option<UploadAddress>,
}

impl Submission {
    fn read(mut document: Value) -> Option<Self> {
        let members = document.as_object_mut()?;
        // Taken out first: whatever happens next, the address must not stay in a document that is stored and logged.
        let address = members.shift_remove("fileUploadUrl");
        let upload =
            address.as_ref().and_then(Value::as_str).and_then(|text| UploadAddress::parse(text).ok());
        let id = word(&document, "id")?;
        Some(Self { document, upload, id })
    }

    /// The decimal id, above 2^53: a string here, whatever it was in the document.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// `PendingCommit` and so on; empty when the resource has none.
    pub fn status(&self) -> &str {
        self.document["status"].as_str().unwrap_or_default()
    }
}

impl StorePartner {
    /// One submission.
    ///
    /// # Errors
    /// [`PartnerError::NotFound`] when it does not exist or belongs to something else.
    pub async fn submission(&self, owner: &Owner, id: &str) -> Result<Submission, PartnerError> {
        let path = owner.submission(id, &[]);
        let (reply, body) = self.read(&path).await?;
        Submission::read(body).ok_or_else(|| unreadable(&reply, &path))
    }

    /// Where a submission stands.
    ///
    /// # Errors
    /// As [`StorePartner::submission`].
    pub async fn status(&self, owner: &Owner, id: &str) -> Result<SubmissionStatus, PartnerError> {
        let path = owner.submission(id, &["status"]);
        let (reply, body) = self.read(&path).await?;
        SubmissionStatus::read(&body).ok_or_else(|| unreadable(&reply, &path))
    }

    /// Opens a submission: a copy of what is live.
    ///
    /// # Errors
    /// [`PartnerError::Ambiguous`] for 5xx, a time-out or a lost reply: the submission may exist, ask
    /// [`StorePartner::look_after_create`]. A refusal whose words say nothing is explained by looking at what it is for:
    /// [`PartnerError::PendingExists`], [`PartnerError::FirstSubmissionMissing`], [`PartnerError::RolloutRunning`].
    pub async fn create(&self, owner: &Owner) -> Result<Submission, PartnerError> {
        let path = owner.path(&["submissions"]);
        let reply = self.create_at(owner, &path).await?;
        let read = reply.json().and_then(Submission::read);
        read.ok_or_else(|| lost_reply(&reply, &format!("POST {path}"), Change::CreateSubmission))
    }

    /// Opens a submission and asks for the short answer (`isMinimalResponse`, undocumented, used by both of Microsoft's
    /// clients): for products whose full answer takes the service longer than it gives itself.
    ///
    /// # Errors
    /// As [`StorePartner::create`].
    pub async fn create_minimal(&self, owner: &Owner) -> Result<Created, PartnerError> {
        let path = format!("{}?isMinimalResponse=true", owner.path(&["submissions"]));
        let reply = self.create_at(owner, &path).await?;
        let read = reply.json().and_then(Submission::read);
        let made =
            read.ok_or_else(|| lost_reply(&reply, &format!("POST {path}"), Change::CreateSubmission))?;
        Ok(Created { id: made.id().to_owned(), upload: made.upload })
    }

    /// Replaces the whole submission. `document` is sent as it is; there is no partial update.
    ///
    /// # Errors
    /// [`PartnerError::Ambiguous`] as for create, see [`StorePartner::look_after_update`]; [`PartnerError::PriceRefused`],
    /// [`PartnerError::InvalidParameter`], [`PartnerError::NotMadeHere`].
    pub async fn update(
        &self,
        owner: &Owner,
        id: &str,
        document: &Value,
    ) -> Result<Submission, PartnerError> {
        let path = owner.submission(id, &[]);
        let body = Bytes::from(document.to_string());
        let reply = self.change(Change::UpdateSubmission, Method::PUT, &path, Some(body)).await?;
        let read = reply.json().and_then(Submission::read);
        read.ok_or_else(|| lost_reply(&reply, &format!("PUT {path}"), Change::UpdateSubmission))
    }

    /// Hands the submission in. Answers the status, `CommitStarted` unless the service says otherwise. From here on the
    /// submission is read-only.
    ///
    /// # Errors
    /// [`PartnerError::Ambiguous`] as for create, see [`StorePartner::look_after_commit`].
    pub async fn commit(&self, owner: &Owner, id: &str) -> Result<String, PartnerError> {
        let path = owner.submission(id, &["commit"]);
        let reply = self.change(Change::CommitSubmission, Method::POST, &path, None).await?;
        if reply.body.trim_ascii().is_empty() {
            return Ok("CommitStarted".to_owned());
        }
        let status = reply.json::<Value>().and_then(|body| body["status"].as_str().map(str::to_owned));
        status.ok_or_else(|| lost_reply(&reply, &format!("POST {path}"), Change::CommitSubmission))
    }

    /// Deletes an open submission.
    ///
    /// # Errors
    /// [`PartnerError::WrongState`] once it is committed, [`PartnerError::NotMadeHere`] for one of Partner Center,
    /// [`PartnerError::Ambiguous`] as for create, see [`StorePartner::look_after_delete`].
    pub async fn delete(&self, owner: &Owner, id: &str) -> Result<(), PartnerError> {
        let path = owner.submission(id, &[]);
        self.change(Change::DeleteSubmission, Method::DELETE, &path, None).await.map(drop)
    }

    async fn create_at(&self, owner: &Owner, path: &str) -> Result<Reply, PartnerError> {
        match self.change(Change::CreateSubmission, Method::POST, path, None).await {
            Err(refused) => Err(self.explain_refused_create(owner, refused).await),
            created => created,
        }
    }

    /// The service words a refused create in several ways and documents none. The resource it belongs to tells the reason for certain;
    /// when it does not, the refusal stays what it was.
    async fn explain_refused_create(&self, owner: &Owner, refused: PartnerError) -> PartnerError {
        let details = match &refused {
            PartnerError::PendingExists { details, .. }
            | PartnerError::InvalidParameter { details, .. }
            | PartnerError::Refused { details, .. } => details.clone(),
            PartnerError::WrongState(details)
            | PartnerError::NotFound(details)
            | PartnerError::NotMadeHere(details) => details.clone(),
            _ => return refused,
        };
        let store = self.ranked(Rank::Change);
        let Ok(holding) = store.holder(owner).await else { return refused };
        if let Some(pending) = holding.pending {
            return PartnerError::PendingExists { submission: Some(pending), details };
        }
        // Only an app needs Partner Center for its first one (windows-dev-docs,
        // `create-and-manage-submissions-using-windows-store-services.md`).
        let app = Application::read(&holding.document).filter(|_| matches!(owner, Owner::App(_)));
        if app.is_some_and(|app| app.awaits_first_submission()) {
            return PartnerError::FirstSubmissionMissing(details);
        }
        match holding.last_published {
            Some(live) if store.rollout(owner, &live).await.is_ok_and(|info| info.is_running()) => {
                PartnerError::RolloutRunning(details)
            }
            // A 409 was read as an open submission, and there is none (any more).
            _ if matches!(refused, PartnerError::PendingExists { .. }) => PartnerError::WrongState(details),
            _ => refused,
        }
    }
}
