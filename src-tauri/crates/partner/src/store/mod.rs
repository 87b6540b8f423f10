//! The Store submission API v1 for packaged apps, their add-ons and their flights.
//!
//! Documents are raw JSON: what the service sent is what the caller gets, unknown members and values included, in the
//! service's order. Typed views exist only for what this client and a job decide by. The one thing taken out is
//! `fileUploadUrl`, which is a secret and comes beside the document.
//!
//! Not here: MSI and EXE products, reviews and analytics.

mod add_ons;
mod owner;
mod package_flights;
mod pages;
mod reconcile;
mod refusal;
mod rollout;
mod submissions;
#[cfg(test)]
mod tests;
mod views;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::Stream;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Method;
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use crate::blob::{self, ByteSource, UploadProgress, Uploaded};
use crate::connection::Connection;
use crate::error::{Change, PartnerError, UploadRefusal};
use crate::http::{Reply, details};
use crate::pace::{Budget, Rank};
use crate::upload_address::UploadAddress;

pub use add_ons::{AddOn, AddOnLook, NewAddOn};
pub use owner::{Holding, Owner};
pub use package_flights::{Flight, FlightLook, NewFlight};
pub use pages::Page;
pub use reconcile::{CommitLook, CreateLook, DeleteLook, HolderLook, LOOK_AGAIN, UpdateLook};
pub use rollout::{RolloutChange, RolloutInfo, RolloutLook};
pub use submissions::{Created, Submission};
pub use views::{Application, CertificationReport, StatusDetail, SubmissionStatus};

/// The Store for one account.
///
/// Clones share token, queue and reads in flight. Every call can be ended with the token given to
/// [`StorePartner::cancelled_by`]; a change that was already under way then ends as [`PartnerError::Ambiguous`].
#[derive(Clone)]
pub struct StorePartner {
    connection: Arc<Connection>,
    rank: Rank,
    cancel: CancellationToken,
}

impl StorePartner {
    pub(crate) fn new(connection: Arc<Connection>) -> Self {
        Self { connection, rank: Rank::default(), cancel: CancellationToken::new() }
    }

    /// The same Store; its calls end when `cancel` does.
    #[must_use]
    pub fn cancelled_by(&self, cancel: CancellationToken) -> Self {
        Self { cancel, ..self.clone() }
    }

    /// The same Store; its reads queue with `rank`. Changes always go first.
    #[must_use]
    pub fn ranked(&self, rank: Rank) -> Self {
        Self { rank, ..self.clone() }
    }

    /// What is left of this tenant's pace, and who waits for it.
    pub fn budget(&self) -> Budget {
        self.connection.queue.budget()
    }

    /// How long the service still wants silence from this tenant, for a countdown.
    pub fn paused_for(&self) -> Option<Duration> {
        self.connection.queue.paused_for()
    }

    /// Signs in anew, to learn whether tenant, application and key are right. Asks nothing of the Store.
    ///
    /// # Errors
    /// [`PartnerError::SignIn`] with the meaning, or no connection.
    pub async fn sign_in(&self) -> Result<(), PartnerError> {
        let signing = self.connection.tokens.renewed();
        self.cancel.run_until_cancelled(signing).await.unwrap_or(Err(PartnerError::Cancelled)).map(drop)
    }

    /// One page of the account's apps, in the service's order. `top` is at most 100; the service may give fewer.
    ///
    /// # Errors
    /// [`PartnerError::NotPermitted`] or [`PartnerError::NotOnboarded`] when Partner Center does not know the application.
    pub async fn applications_page(&self, top: u32, skip: u32) -> Result<Page<Application>, PartnerError> {
        self.page_at(&format!("applications?top={top}&skip={skip}")).await
    }

    /// All apps, page by page, following the service's links. The stream ends with the last page or the first error.
    pub fn applications(&self) -> impl Stream<Item = Result<Page<Application>, PartnerError>> + Send + use<> {
        self.pages("applications".to_owned())
    }

    /// One app by its Store id.
    ///
    /// # Errors
    /// [`PartnerError::NotFound`] when this account has no such app.
    pub async fn application(&self, app: &str) -> Result<Application, PartnerError> {
        let path = path(&["applications", app]);
        let (reply, body) = self.read(&path).await?;
        Application::read(&body).ok_or_else(|| unreadable(&reply, &path))
    }

    /// Uploads a whole archive to a submission's address. See [`UploadProgress`] for what `progress` hears; it is called from
    /// the sending task, for every 64 KiB, and must return at once.
    ///
    /// Nothing reaches the submission before its commit, so a failed or cancelled upload may simply be made again.
    ///
    /// # Errors
    /// [`PartnerError::UploadExpired`], [`PartnerError::UploadRefused`], [`PartnerError::SourceFailed`], or no connection for
    /// several minutes.
    pub async fn upload(
        &self,
        address: &UploadAddress,
        source: Arc<dyn ByteSource>,
        progress: impl Fn(UploadProgress) + Send + Sync + 'static,
    ) -> Result<Uploaded, PartnerError> {
        if !self.connection.endpoints.accepts_upload_to(address) {
            let details = details(&format!("PUT {address}"), None, None, "");
            return Err(PartnerError::UploadRefused { reason: UploadRefusal::ForeignHost, details });
        }
        let uploading = blob::upload(&self.connection.http, address, source, Arc::new(progress));
        self.cancel.run_until_cancelled(uploading).await.unwrap_or(Err(PartnerError::Cancelled))
    }

    async fn read(&self, path: &str) -> Result<(Arc<Reply>, Value), PartnerError> {
        let reply = self.connection.read(path, self.rank, &self.cancel).await?;
        if !reply.status.is_success() {
            return Err(refusal::meaning(&reply, &format!("GET {path}"), None));
        }
        let body = reply.json().ok_or_else(|| unreadable(&reply, path))?;
        Ok((reply, body))
    }

    /// Sends a change once; a refusal comes as its meaning.
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
}

impl std::fmt::Debug for StorePartner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "StorePartner({})", self.connection.endpoints.store)
    }
}

/// A path of escaped segments, relative to the base.
fn path(segments: &[&str]) -> String {
    const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'~');
    let escaped: Vec<String> =
        segments.iter().map(|segment| utf8_percent_encode(segment, SEGMENT).to_string()).collect();
    escaped.join("/")
}

fn unreadable(reply: &Reply, path: &str) -> PartnerError {
    PartnerError::Unreadable(reply.details(&format!("GET {path}"), None))
}

/// A success whose body cannot be read: the change happened, and what it made is not known.
fn lost_reply(reply: &Reply, operation: &str, change: Change) -> PartnerError {
    PartnerError::Ambiguous { change, details: reply.details(operation, None) }
}
