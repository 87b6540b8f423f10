//! The gradual rollout of a published submission, of an app or a flight: asking about it, changing its share, ending it.
//!
//! 100 % is not the end: until it is finalized or halted, no next submission can be created. After either, nothing can be
//! changed any more (windows-dev-docs `uwp/monetize/finalize-the-package-rollout-for-an-app-submission.md` and its sisters).
//! Switching a rollout on is part of the submission's document, and not here.

use reqwest::Method;
use serde_json::Value;

use super::views::word;
use super::{Owner, StorePartner, lost_reply, unreadable};
use crate::error::{Change, PartnerError};
use crate::http::{Reply, details};
use crate::pace::Rank;

const RUNNING: &str = "PackageRolloutInProgress";
const STOPPED: &str = "PackageRolloutStopped";
const COMPLETE: &str = "PackageRolloutComplete";

/// A package rollout resource.
#[derive(Debug, Clone, PartialEq)]
pub struct RolloutInfo {
    /// The submission was published with a rollout.
    pub is_rollout: bool,
    /// Share of the customers who have the app, 0 to 100; `None` when the answer names none.
    pub percentage: Option<f64>,
    /// As sent, for example `PackageRolloutInProgress`. The set is open.
    pub status: String,
    /// Id of the submission that the others have, and that everybody gets after a halt.
    pub fallback: Option<String>,
    /// The resource as sent.
    pub document: Value,
}

/// What is done to a running rollout.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RolloutChange {
    /// This share from now on, 0 to 100.
    Percentage(f64),
    /// No more customers get it; those who have it keep it.
    Halt,
    /// Everybody gets it.
    Finalize,
}

/// After changing a rollout.
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub enum RolloutLook {
    /// It is as it was wanted.
    Done(RolloutInfo),
    /// It is not (yet): after [`super::LOOK_AGAIN`] and a second look like this one, the same change may be sent once more, if
    /// the rollout still runs.
    NotDone(RolloutInfo),
}

impl RolloutInfo {
    /// Reads the answer of the rollout calls, or `packageDeliveryOptions.packageRollout` of a submission, which holds the same
    /// members.
    pub fn read(document: &Value) -> Option<Self> {
        let percentage = &document["packageRolloutPercentage"];
        Some(Self {
            is_rollout: document.get("isPackageRollout")?.as_bool()?,
            percentage: percentage.as_f64().or_else(|| percentage.as_str()?.parse().ok()),
            status: word(document, "packageRolloutStatus").unwrap_or_default(),
            // `0` is how the service writes *none*.
            fallback: word(document, "fallbackSubmissionId").filter(|id| id != "0"),
            document: document.clone(),
        })
    }

    /// Can still be changed, and stands in the way of the next submission.
    pub fn is_running(&self) -> bool {
        self.is_rollout && self.status == RUNNING
    }

    fn is_after(&self, change: RolloutChange) -> bool {
        match change {
            // The service keeps a single-precision number.
            RolloutChange::Percentage(wanted) => {
                self.is_running() && self.percentage.is_some_and(|share| (share - wanted).abs() < 1e-4)
            }
            RolloutChange::Halt => self.status == STOPPED,
            RolloutChange::Finalize => self.status == COMPLETE,
        }
    }
}

impl RolloutChange {
    fn call(self) -> (&'static str, Option<f64>) {
        match self {
            Self::Percentage(share) => ("updatepackagerolloutpercentage", Some(share)),
            Self::Halt => ("haltpackagerollout", None),
            Self::Finalize => ("finalizepackagerollout", None),
        }
    }
}

impl StorePartner {
    /// How the rollout of a submission stands.
    ///
    /// # Errors
    /// [`PartnerError::NotFound`] when the submission does not exist or belongs to something else; add-ons have no rollout.
    pub async fn rollout(&self, owner: &Owner, id: &str) -> Result<RolloutInfo, PartnerError> {
        let path = has_rollout(owner, id, "packagerollout")?;
        let (reply, body) = self.read(&path).await?;
        RolloutInfo::read(&body).ok_or_else(|| unreadable(&reply, &path))
    }

    /// Changes a running rollout, and answers how it stands then.
    ///
    /// # Errors
    /// [`PartnerError::WrongState`] when no rollout of this submission runs; [`PartnerError::NotFound`] as for
    /// [`StorePartner::rollout`]; [`PartnerError::Ambiguous`] for 5xx, a time-out or a lost reply, see
    /// [`StorePartner::look_after_rollout`].
    pub async fn change_rollout(
        &self,
        owner: &Owner,
        id: &str,
        change: RolloutChange,
    ) -> Result<RolloutInfo, PartnerError> {
        let (call, share) = change.call();
        let path = has_rollout(owner, id, call)?;
        let path = share.map_or_else(|| path.clone(), |share| format!("{path}?percentage={share}"));
        let reply: Reply = self.change(Change::ChangeRollout, Method::POST, &path, None).await?;
        let read = reply.json().and_then(|body: Value| RolloutInfo::read(&body));
        read.ok_or_else(|| lost_reply(&reply, &format!("POST {path}"), Change::ChangeRollout))
    }

    /// After changing a rollout: whether it is as it was wanted.
    ///
    /// # Errors
    /// Looking failed; nothing more is known than before.
    pub async fn look_after_rollout(
        &self,
        owner: &Owner,
        id: &str,
        change: RolloutChange,
    ) -> Result<RolloutLook, PartnerError> {
        let info = self.ranked(Rank::Change).rollout(owner, id).await?;
        Ok(if info.is_after(change) { RolloutLook::Done(info) } else { RolloutLook::NotDone(info) })
    }
}

/// The path of a rollout call. Nothing is asked about an add-on: the service has no such calls for them.
fn has_rollout(owner: &Owner, id: &str, call: &str) -> Result<String, PartnerError> {
    let path = owner.submission(id, &[call]);
    if matches!(owner, Owner::AddOn(_)) {
        return Err(PartnerError::NotFound(details(&path, None, None, "add-ons have no rollout")));
    }
    Ok(path)
}
