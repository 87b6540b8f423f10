//! The six calls on a submission of an app.

use bytes::Bytes;
use reqwest::Method;
use serde_json::Value;

use super::{StorePartner, SubmissionStatus, path, refusal, unreadable};
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
        members.get("id")?.as_str().filter(|id| !id.is_empty())?;
        Some(Self { document, upload })
    }

    /// The decimal id, above 2^53: a string, never a number.
    pub fn id(&self) -> &str {
        self.document["id"].as_str().unwrap_or_default()
    }

    /// `PendingCommit` and so on; empty when the resource has none.
    pub fn status(&self) -> &str {
        self.document["status"].as_str().unwrap_or_default()
    }
}

impl StorePartner {
    /// One submission of an app.
    ///
    /// # Errors
    /// [`PartnerError::NotFound`] when it does not exist or belongs to another app.
    pub async fn submission(&self, app: &str, id: &str) -> Result<Submission, PartnerError> {
        let path = path(&["applications", app, "submissions", id]);
        let (reply, body) = self.read(&path).await?;
        Submission::read(body).ok_or_else(|| unreadable(&reply, &path))
    }

    /// Where a submission stands.
    ///
    /// # Errors
    /// As [`StorePartner::submission`].
    pub async fn status(&self, app: &str, id: &str) -> Result<SubmissionStatus, PartnerError> {
        let path = path(&["applications", app, "submissions", id, "status"]);
        let (reply, body) = self.read(&path).await?;
        SubmissionStatus::read(&body).ok_or_else(|| unreadable(&reply, &path))
    }

    /// Opens a submission: a copy of what is live.
    ///
    /// # Errors
    /// [`PartnerError::Ambiguous`] for 5xx, a time-out or a lost reply: the submission may exist, ask
    /// [`StorePartner::look_after_create`]. A refusal whose words say nothing is explained by looking at the app:
    /// [`PartnerError::PendingExists`], [`PartnerError::FirstSubmissionMissing`], [`PartnerError::RolloutRunning`].
    pub async fn create(&self, app: &str) -> Result<Submission, PartnerError> {
        let path = path(&["applications", app, "submissions"]);
        let reply = self.create_at(app, &path).await?;
        let read = reply.json().and_then(Submission::read);
        read.ok_or_else(|| lost_reply(&reply, &format!("POST {path}"), Change::CreateSubmission))
    }

    /// Opens a submission and asks for the short answer (`isMinimalResponse`, undocumented, used by both of Microsoft's
    /// clients): for products whose full answer takes the service longer than it gives itself.
    ///
    /// # Errors
    /// As [`StorePartner::create`].
    pub async fn create_minimal(&self, app: &str) -> Result<Created, PartnerError> {
        let path = format!("{}?isMinimalResponse=true", path(&["applications", app, "submissions"]));
        let reply = self.create_at(app, &path).await?;
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
    pub async fn update(&self, app: &str, id: &str, document: &Value) -> Result<Submission, PartnerError> {
        let path = path(&["applications", app, "submissions", id]);
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
    pub async fn commit(&self, app: &str, id: &str) -> Result<String, PartnerError> {
        let path = path(&["applications", app, "submissions", id, "commit"]);
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
    pub async fn delete(&self, app: &str, id: &str) -> Result<(), PartnerError> {
        let path = path(&["applications", app, "submissions", id]);
        self.change(Change::DeleteSubmission, Method::DELETE, &path, None).await.map(drop)
    }

    async fn change(
        &self,
        change: Change,
        method: Method,
        path: &str,
        body: Option<Bytes>,
    ) -> Result<Reply, PartnerError> {
        let operation = format!("{method} {path}");
        let reply = self.connection.change(change, method, path, body, &self.cancel).await?;
        if reply.status.is_success() {
            return Ok(reply);
        }
        Err(refusal::meaning(&reply, &operation, Some(change)))
    }

    async fn create_at(&self, app: &str, path: &str) -> Result<Reply, PartnerError> {
        match self.change(Change::CreateSubmission, Method::POST, path, None).await {
            Err(refused) => Err(self.explain_refused_create(app, refused).await),
            created => created,
        }
    }

    /// The service words a refused create in several ways and documents none. The app resource tells the reason for certain;
    /// when it does not, the refusal stays what it was.
    async fn explain_refused_create(&self, app: &str, refused: PartnerError) -> PartnerError {
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
        let Ok(application) = store.application(app).await else { return refused };
        if application.awaits_first_submission() {
            return PartnerError::FirstSubmissionMissing(details);
        }
        if let Some(pending) = application.pending_submission {
            return PartnerError::PendingExists { submission: Some(pending), details };
        }
        match application.last_published_submission {
            Some(live) if store.rollout_runs(app, &live).await => PartnerError::RolloutRunning(details),
            // A 409 was read as an open submission, and there is none (any more).
            _ if matches!(refused, PartnerError::PendingExists { .. }) => PartnerError::WrongState(details),
            _ => refused,
        }
    }

    async fn rollout_runs(&self, app: &str, id: &str) -> bool {
        let path = path(&["applications", app, "submissions", id, "packagerollout"]);
        let rollout = self.read(&path).await.map(|(_, body)| body).unwrap_or_default();
        rollout["isPackageRollout"] == true && rollout["packageRolloutStatus"] == "PackageRolloutInProgress"
    }
}

/// A success whose body cannot be read: the change happened, and what it made is not known.
fn lost_reply(reply: &Reply, operation: &str, change: Change) -> PartnerError {
    PartnerError::Ambiguous { change, details: reply.details(operation, None) }
}
