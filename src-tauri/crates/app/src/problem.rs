//! Errors of the services as problems: the only place where their codes are chosen.

use vitrine_domain::problem::Details;
use vitrine_domain::{Problem, codes};
use vitrine_partner::{PartnerError, SignInFault, UploadRefusal};

/// Local, because the orphan rule forbids `From` here.
pub trait ToProblem {
    /// The problem, with what support asks for folded in.
    fn problem(&self) -> Problem;
}

impl ToProblem for PartnerError {
    fn problem(&self) -> Problem {
        let problem = Problem::must(code(self));
        let problem = match self {
            Self::PendingExists { submission: Some(id), .. } => problem.with("submission", id.as_str()),
            Self::PriceRefused { message, .. } | Self::Refused { message, .. } => {
                problem.with("message", message.as_str())
            }
            Self::InvalidParameter { target, message, .. } => {
                problem.with("message", message.as_str()).with("target", target.as_deref().unwrap_or(""))
            }
            // Without a word of the service: its limit counts by the minute.
            Self::Throttled { retry_after, .. } => {
                problem.with("seconds", retry_after.map_or(60, |w| w.as_secs()))
            }
            Self::ServiceTrouble(details) | Self::UploadRefused { details, .. } => {
                problem.with("status", details.status.map_or_else(|| "–".to_owned(), |s| s.to_string()))
            }
            Self::Ambiguous { details, .. } => problem
                .with("tries", 1)
                .with("minutes", 1)
                .with("answer", details.status.map_or_else(|| "–".to_owned(), |s| s.to_string())),
            Self::UploadExpired { ended: Some(end), .. } => problem.with("ended", end.to_string()),
            Self::SourceFailed(error) => problem.with("reason", error.kind().to_string()),
            Self::SignIn(error) => problem
                .with(
                    "reason",
                    error.code.map_or_else(|| error.error.clone(), |code| format!("AADSTS{code}")),
                )
                .with("seconds", error.retry_after.map_or(60, |w| w.as_secs())),
            _ => problem,
        };
        match self.details() {
            Some(details) if *details != Details::default() => problem.because(details.clone()),
            _ => problem,
        }
    }
}

fn code(error: &PartnerError) -> &'static str {
    match error {
        PartnerError::Offline(_) => codes::SERVICE_OFFLINE,
        PartnerError::Untrusted(_) => codes::SERVICE_UNTRUSTED,
        PartnerError::ProxyRefused(_) => codes::SERVICE_PROXY,
        PartnerError::SignIn(error) => match error.fault {
            SignInFault::UnknownTenant => codes::SIGNIN_TENANT_UNKNOWN,
            SignInFault::UnknownApplication => codes::SIGNIN_APPLICATION_UNKNOWN,
            SignInFault::WrongKey => codes::SIGNIN_KEY_WRONG,
            SignInFault::ExpiredKey => codes::SIGNIN_KEY_EXPIRED,
            SignInFault::ResourceMissing => codes::SIGNIN_RESOURCE_MISSING,
            SignInFault::Disabled => codes::SIGNIN_APPLICATION_DISABLED,
            SignInFault::Blocked => codes::SIGNIN_BLOCKED,
            SignInFault::Throttled => codes::SERVICE_THROTTLED,
            SignInFault::Trouble => codes::SIGNIN_TROUBLE,
            _ => codes::SIGNIN_REFUSED,
        },
        PartnerError::NotPermitted { change: true, .. } => codes::ACCOUNT_ROLE_MISSING,
        PartnerError::NotPermitted { change: false, .. } | PartnerError::NotOnboarded(_) => {
            codes::ACCOUNT_APPLICATION_UNKNOWN
        }
        PartnerError::NotFound(_) => codes::SERVICE_NOTFOUND,
        PartnerError::Unsupported(_) => codes::PRODUCT_API_UNSUPPORTED,
        PartnerError::PendingExists { .. } => codes::SUBMISSION_OPEN_ELSEWHERE,
        PartnerError::FirstSubmissionMissing(_) => codes::PRODUCT_FIRST_MISSING,
        PartnerError::NotMadeHere(_) => codes::SUBMISSION_PORTAL_EDITED,
        PartnerError::RolloutRunning(_) => codes::SUBMISSION_ROLLOUT_RUNNING,
        PartnerError::WrongState(_) => codes::SUBMISSION_STATE_REFUSED,
        PartnerError::PriceRefused { .. } => codes::SUBMISSION_CONTENT_REFUSED,
        PartnerError::InvalidParameter { .. } | PartnerError::Refused { .. } => {
            codes::SUBMISSION_CONTENT_REFUSED
        }
        PartnerError::Throttled { .. } => codes::SERVICE_THROTTLED,
        PartnerError::ServiceTrouble(_) => codes::SERVICE_TROUBLE,
        PartnerError::Ambiguous { .. } => codes::SERVICE_SILENT,
        PartnerError::UploadRefused { reason, .. } => match reason {
            UploadRefusal::AlteredInTransit => codes::UPLOAD_ALTERED,
            _ => codes::UPLOAD_REFUSED,
        },
        PartnerError::UploadExpired { .. } => codes::UPLOAD_LINK_EXPIRED,
        PartnerError::SourceFailed(_) => codes::ARCHIVE_FILE_UNREADABLE,
        PartnerError::Cancelled => codes::JOB_CANCELLED,
        _ => codes::SERVICE_ANSWER_UNREADABLE,
    }
}
