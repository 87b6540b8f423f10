//! Looking, after a change whose outcome is unknown.
//!
//! A lost reply may hide a submission that was created, a document that was taken over, a commit that started. Each function
//! asks the service once, before all other reads, and answers with what can be known; what to do next is the caller's. None
//! of them changes anything.

use std::time::Duration;

use serde_json::Value;
use vitrine_domain::document::readback::compare_sent;

use super::{Holding, Owner, StorePartner, Submission, SubmissionStatus};
use crate::error::PartnerError;
use crate::pace::Rank;

/// How long to wait before believing that a create or a commit did not happen: the service may still be at it. Only a second
/// look this much later justifies sending again.
pub const LOOK_AGAIN: Duration = Duration::from_secs(60);

/// After a create.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum CreateLook {
    /// A submission is open that was not open before: the one we asked for, unless somebody else made one in the same moment.
    /// Adopt it when its document is still the copy of what is live.
    Created { submission: String },
    /// The submission that is open was open before our attempt.
    AlreadyOpen { submission: String },
    /// Nothing is open. After [`LOOK_AGAIN`] and a second look like this one, creating may be tried once more.
    NotCreated,
}

/// After an update.
#[derive(Debug, Clone)]
#[must_use]
pub enum UpdateLook {
    /// The service holds what was sent.
    Done(Submission),
    /// The service holds what it held before: send again.
    NotDone(Submission),
    /// It holds something else: somebody changed it in between.
    Different(Submission),
}

/// After a commit.
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub enum CommitLook {
    /// Committed; its status now.
    Committed(SubmissionStatus),
    /// Still `PendingCommit`. After [`LOOK_AGAIN`] and a second look like this one, committing may be tried once more.
    NotCommitted(SubmissionStatus),
    /// The commit failed; the errors say why.
    Failed(SubmissionStatus),
}

/// After a delete.
#[derive(Debug, Clone)]
#[must_use]
pub enum DeleteLook {
    /// It is not there any more.
    Gone,
    /// It is there: delete again, or leave it.
    Still(Box<Submission>),
}

/// After deleting an add-on or a flight.
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub enum HolderLook {
    /// It is not there any more.
    Gone,
    /// It is still told of. That proves little for a flight, whose deletion may take half an hour to show.
    Still(Box<Holding>),
}

impl StorePartner {
    /// After a create: what is open now, against the id that was open before the attempt.
    ///
    /// # Errors
    /// Looking failed; nothing more is known than before.
    pub async fn look_after_create(
        &self,
        owner: &Owner,
        pending_before: Option<&str>,
    ) -> Result<CreateLook, PartnerError> {
        let holding = self.ranked(Rank::Change).holder(owner).await?;
        Ok(match holding.pending {
            Some(submission) if pending_before == Some(&submission) => CreateLook::AlreadyOpen { submission },
            Some(submission) => CreateLook::Created { submission },
            None => CreateLook::NotCreated,
        })
    }

    /// After an update: what the service holds, against what was sent and what it held before.
    ///
    /// # Errors
    /// As [`StorePartner::look_after_create`].
    pub async fn look_after_update(
        &self,
        owner: &Owner,
        id: &str,
        before: &Value,
        sent: &Value,
    ) -> Result<UpdateLook, PartnerError> {
        let there = self.ranked(Rank::Change).submission(owner, id).await?;
        Ok(if compare_sent(sent, &there.document).is_empty() {
            UpdateLook::Done(there)
        } else if compare_sent(before, &there.document).is_empty() {
            UpdateLook::NotDone(there)
        } else {
            UpdateLook::Different(there)
        })
    }

    /// After a commit.
    ///
    /// # Errors
    /// As [`StorePartner::look_after_create`].
    pub async fn look_after_commit(&self, owner: &Owner, id: &str) -> Result<CommitLook, PartnerError> {
        let status = self.ranked(Rank::Change).status(owner, id).await?;
        Ok(match status.status.as_str() {
            "PendingCommit" | "None" => CommitLook::NotCommitted(status),
            "CommitFailed" => CommitLook::Failed(status),
            _ => CommitLook::Committed(status),
        })
    }

    /// After a delete.
    ///
    /// # Errors
    /// As [`StorePartner::look_after_create`].
    pub async fn look_after_delete(&self, owner: &Owner, id: &str) -> Result<DeleteLook, PartnerError> {
        match self.ranked(Rank::Change).submission(owner, id).await {
            Ok(submission) => Ok(DeleteLook::Still(Box::new(submission))),
            Err(PartnerError::NotFound(_)) => Ok(DeleteLook::Gone),
            Err(error) => Err(error),
        }
    }

    /// After deleting an add-on or a flight.
    ///
    /// # Errors
    /// As [`StorePartner::look_after_create`].
    pub async fn look_after_delete_holder(&self, owner: &Owner) -> Result<HolderLook, PartnerError> {
        match self.ranked(Rank::Change).holder(owner).await {
            Ok(holding) => Ok(HolderLook::Still(Box::new(holding))),
            Err(PartnerError::NotFound(_)) => Ok(HolderLook::Gone),
            Err(error) => Err(error),
        }
    }
}
