//! What can go wrong with the services, by meaning: one variant for each thing that a person or a job does differently.
//!
//! No sentence for a person is here; `Display` is for logs. No variant holds a secret: texts of services pass [`redact`]
//! (through [`answer`]) before they come in.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use vitrine_domain::problem::Details;

use crate::redact::redact;

/// A failed request, by what it means.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum PartnerError {
    /// No name resolved or no connection was made: nothing was sent.
    #[error("offline")]
    Offline(Box<Details>),
    /// The other side could not prove who it is (unknown, expired or foreign certificate). Never overridden.
    #[error("the server's certificate was not accepted")]
    Untrusted(Box<Details>),
    /// A proxy on the way wants to be signed in to.
    #[error("the proxy wants a sign-in")]
    ProxyRefused(Box<Details>),
    /// No token.
    #[error("sign-in: {0}")]
    SignIn(Box<SignInError>),
    /// The token is good and the service refuses (401 after a new token, or 403). Which of the two a missing role gives is not
    /// documented. `change` says whether a change was tried: then the usual reason is the role, else an application that was
    /// never added in Partner Center.
    #[error("not permitted")]
    NotPermitted { change: bool, details: Box<Details> },
    /// 503 *Account service is experiencing issue*: an application that Partner Center does not know, or an outage of it.
    #[error("Partner Center does not know the application, or its account service is down")]
    NotOnboarded(Box<Details>),
    /// 404.
    #[error("not found")]
    NotFound(Box<Details>),
    /// 409: the product uses what v1 cannot handle (mandatory updates, Store-managed consumables).
    #[error("the product uses features that the API does not support")]
    Unsupported(Box<Details>),
    /// A submission is already open; its id when the app resource names it.
    #[error("a submission is already open")]
    PendingExists { submission: Option<String>, details: Box<Details> },
    /// The product was never published and has nothing open: the first submission is made in Partner Center.
    #[error("the first submission has to be made in Partner Center")]
    FirstSubmissionMissing(Box<Details>),
    /// 400 `InvalidOperation`: the submission was made in Partner Center, or was edited there after an app had made it. Which of
    /// the two, only the one who keeps what this computer made can tell.
    #[error("the submission belongs to Partner Center")]
    NotMadeHere(Box<Details>),
    /// A rollout of the published submission has to be finalized or halted first.
    #[error("a rollout is running")]
    RolloutRunning(Box<Details>),
    /// 409: the state of the submission forbids it, for example deleting after the commit.
    #[error("not in this state")]
    WrongState(Box<Details>),
    /// 400 about the price. `message` is the service's sentence.
    #[error("the price was refused")]
    PriceRefused { message: String, details: Box<Details> },
    /// 400 about a value; `target` as the service names it.
    #[error("a value was refused")]
    InvalidParameter { target: Option<String>, message: String, details: Box<Details> },
    /// Any other refusal (4xx), with the service's own code and sentence.
    #[error("refused")]
    Refused { code: Option<String>, message: String, details: Box<Details> },
    /// 429, and waiting it out would take longer than this request may take.
    #[error("throttled")]
    Throttled { retry_after: Option<Duration>, details: Box<Details> },
    /// The service failed (5xx, no answer, a cut answer) and nothing was to be changed.
    #[error("the service has trouble")]
    ServiceTrouble(Box<Details>),
    /// A change was sent and its outcome is unknown. Look before deciding: `look_after_*` of [`crate::StorePartner`].
    #[error("the outcome of {change:?} is unknown")]
    Ambiguous { change: Change, details: Box<Details> },
    /// The storage refuses the upload, and trying again does not help.
    #[error("upload refused: {reason:?}")]
    UploadRefused { reason: UploadRefusal, details: Box<Details> },
    /// The upload address ended.
    #[error("the upload address ended")]
    UploadExpired { ended: Option<Timestamp>, details: Box<Details> },
    /// Reading what is to be uploaded failed: the file is gone, changed or locked. The error is the byte source's own.
    #[error("the source could not be read")]
    SourceFailed(Arc<std::io::Error>),
    /// Cancelled by the person, before anything could have changed.
    #[error("cancelled")]
    Cancelled,
    /// A successful answer that is not the service's: a page of a captive portal, cut JSON, a link that leads elsewhere.
    #[error("the answer is not the service's")]
    Unreadable(Box<Details>),
}

/// The calls that change something at Microsoft. None is ever sent twice without a look in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Change {
    /// Look with [`crate::StorePartner::look_after_create`].
    CreateSubmission,
    /// Look with [`crate::StorePartner::look_after_update`].
    UpdateSubmission,
    /// Look with [`crate::StorePartner::look_after_commit`].
    CommitSubmission,
    /// Look with [`crate::StorePartner::look_after_delete`].
    DeleteSubmission,
    /// Look with [`crate::StorePartner::look_after_create_add_on`].
    CreateAddOn,
    /// Look with [`crate::StorePartner::look_after_delete_holder`].
    DeleteAddOn,
    /// Look with [`crate::StorePartner::look_after_create_flight`].
    CreateFlight,
    /// Look with [`crate::StorePartner::look_after_delete_holder`].
    DeleteFlight,
    /// Look with [`crate::StorePartner::look_after_rollout`].
    ChangeRollout,
}

/// Why the storage refuses an upload for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum UploadRefusal {
    /// The signature was not accepted, and the address has not ended: altered, or a clock is far off.
    Signature,
    /// The address lacks the right to write.
    Permission,
    /// Bytes arrived altered three times in a row.
    AlteredInTransit,
    /// Larger than the storage takes in 50,000 blocks.
    TooLarge,
    /// Somebody else writes to the same address.
    InUse,
    /// The place behind the address does not exist.
    Gone,
    /// The address leads away from where this account uploads to.
    ForeignHost,
    /// After the end the storage holds another length than was sent.
    NotWhole,
    /// Refused with a code that has no meaning here; see the details.
    Other,
}

/// A failed sign-in.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{fault:?} ({error})")]
pub struct SignInError {
    /// What to tell the person.
    pub fault: SignInFault,
    /// OAuth's `error`, for example `invalid_client`; empty when the answer had none.
    pub error: String,
    /// The number of the AADSTS code. It chooses a hint, never a decision: Entra may change it.
    pub code: Option<u32>,
    /// Entra's trace id; the correlation id is in the details.
    pub trace_id: Option<String>,
    /// How long Entra asks to wait, when it does.
    pub retry_after: Option<Duration>,
    /// Status, correlation id and the redacted answer.
    pub details: Details,
}

/// What a failed sign-in means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SignInFault {
    /// No directory has this tenant id.
    UnknownTenant,
    /// The directory has no application with this client id.
    UnknownApplication,
    /// The key is wrong (often its id was copied in place of its value).
    WrongKey,
    /// The key was right once.
    ExpiredKey,
    /// The Store API is not known in this directory: it is not linked with Partner Center.
    ResourceMissing,
    /// An administrator disabled the application.
    Disabled,
    /// A rule of the organisation blocks the sign-in.
    Blocked,
    /// Too many sign-ins.
    Throttled,
    /// Entra itself has trouble.
    Trouble,
    /// Anything else: show the ids.
    Other,
}

impl PartnerError {
    /// What to show under *Details*.
    pub fn details(&self) -> Option<&Details> {
        match self {
            Self::Offline(details)
            | Self::Untrusted(details)
            | Self::ProxyRefused(details)
            | Self::NotOnboarded(details)
            | Self::NotFound(details)
            | Self::Unsupported(details)
            | Self::FirstSubmissionMissing(details)
            | Self::NotMadeHere(details)
            | Self::RolloutRunning(details)
            | Self::WrongState(details)
            | Self::ServiceTrouble(details)
            | Self::Unreadable(details)
            | Self::NotPermitted { details, .. }
            | Self::PendingExists { details, .. }
            | Self::PriceRefused { details, .. }
            | Self::InvalidParameter { details, .. }
            | Self::Refused { details, .. }
            | Self::Throttled { details, .. }
            | Self::Ambiguous { details, .. }
            | Self::UploadRefused { details, .. }
            | Self::UploadExpired { details, .. } => Some(details),
            Self::SignIn(error) => Some(&error.details),
            Self::SourceFailed(_) | Self::Cancelled => None,
        }
    }

    /// The same request may be sent again later, and may then succeed with nothing changed by anybody. Never true for
    /// [`PartnerError::Ambiguous`]: that asks for a look, not for another request.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Offline(_) | Self::Throttled { .. } | Self::ServiceTrouble(_) => true,
            Self::SignIn(error) => matches!(error.fault, SignInFault::Throttled | SignInFault::Trouble),
            _ => false,
        }
    }
}

/// Longest text of a service that is kept under *Details*, bytes.
const ANSWER: usize = 4096;

/// A service's text as it may be kept: redacted, then cut to 4 KiB.
pub(crate) fn answer(text: &str) -> Option<String> {
    let mut clean = redact(text.trim());
    if clean.len() > ANSWER {
        clean.truncate(clean.floor_char_boundary(ANSWER));
        clean.push('…');
    }
    (!clean.is_empty()).then_some(clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_answer_is_cut_between_characters() {
        let kept = answer(&"é".repeat(5000)).unwrap();
        assert!(kept.len() <= ANSWER + '…'.len_utf8());
        assert!(kept.ends_with('…'));
        assert_eq!(answer("  \n"), None);
    }

    #[test]
    fn trouble_may_pass_and_a_refusal_does_not() {
        assert!(PartnerError::Offline(Box::default()).may_pass());
        assert!(!PartnerError::NotFound(Box::default()).may_pass());
        assert!(!PartnerError::Cancelled.may_pass());
        let unknown = PartnerError::Ambiguous { change: Change::CommitSubmission, details: Box::default() };
        assert!(!unknown.may_pass(), "another commit is not the answer to a lost one");
    }
}
