//! Telling of each request, for a journal that a person can read: what was asked, when, and how it ended.
//!
//! Never told: a body, a query, a header, a token. What is kept of it is the listener's.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use reqwest::Method;
use tokio::time::Instant;

use crate::http::{Lost, LostKind, Reply};
use crate::pace::Rank;

/// What hears of requests. It is called on the task that asked, so it returns at once.
pub type Listener = Arc<dyn Fn(RequestTold) + Send + Sync>;

/// One request that was sent, repeats included, and its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestTold {
    /// When it left.
    pub at: Timestamp,
    /// Whom it went to.
    pub service: Service,
    /// Of the account that asked; none for uploads, whose addresses belong to nobody.
    pub tenant: Option<String>,
    pub method: String,
    /// Below the service's base, without any query.
    pub path: String,
    /// Of the answer. Together with a fault when the answer broke off after its head.
    pub status: Option<u16>,
    /// Why there is no (whole) answer.
    pub fault: Option<RequestFault>,
    /// From leaving to the end of the answer.
    pub duration: Duration,
    /// The service's id of the request, else the one that was sent along.
    pub correlation: String,
    /// Its place in the queue; sign-ins and uploads do not queue and go as [`Rank::Asked`].
    pub rank: Rank,
}

/// Whom requests go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Service {
    SignIn,
    Store,
    /// Blob storage behind an upload address.
    Storage,
}

/// Why a request has no whole answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RequestFault {
    /// No connection.
    Offline,
    /// The certificate was not accepted.
    Untrusted,
    /// The proxy wants a sign-in.
    Proxy,
    /// Broke off after sending began.
    Cut,
    TimedOut,
    /// Larger than any document.
    TooLarge,
    /// Ended by us: cancelled, or an upload that moved no byte any more.
    GivenUp,
}

/// Whose request it is.
pub(crate) struct Asking<'a> {
    pub service: Service,
    pub tenant: Option<&'a str>,
    pub path: &'a str,
    pub correlation: &'a str,
    pub rank: Rank,
}

/// A request on its way. Dropped before its end, it tells that it was given up.
pub(crate) struct Telling<'a> {
    listener: &'a Listener,
    told: Option<RequestTold>,
    start: Instant,
}

impl<'a> Telling<'a> {
    pub fn begin(listener: &'a Listener, asking: &Asking<'_>, method: &Method, at: Timestamp) -> Self {
        let told = RequestTold {
            at,
            service: asking.service,
            tenant: asking.tenant.map(str::to_owned),
            method: method.to_string(),
            path: asking.path.split('?').next().unwrap_or_default().to_owned(),
            status: None,
            fault: Some(RequestFault::GivenUp),
            duration: Duration::ZERO,
            correlation: asking.correlation.to_owned(),
            rank: asking.rank,
        };
        Self { listener, told: Some(told), start: Instant::now() }
    }

    pub fn end(mut self, outcome: &Result<Reply, Lost>) {
        let Some(told) = &mut self.told else { return };
        match outcome {
            Ok(reply) => {
                (told.status, told.fault) = (Some(reply.status.as_u16()), None);
                if let Some(theirs) = reply.correlation() {
                    told.correlation = theirs;
                }
            }
            Err(lost) => (told.status, told.fault) = (lost.status, Some(lost.kind.into())),
        }
    }
}

impl Drop for Telling<'_> {
    fn drop(&mut self) {
        if let Some(told) = self.told.take() {
            (self.listener)(RequestTold { duration: self.start.elapsed(), ..told });
        }
    }
}

impl From<LostKind> for RequestFault {
    fn from(kind: LostKind) -> Self {
        match kind {
            LostKind::Offline => Self::Offline,
            LostKind::Untrusted => Self::Untrusted,
            LostKind::Proxy => Self::Proxy,
            LostKind::Cut => Self::Cut,
            LostKind::TimedOut => Self::TimedOut,
            LostKind::TooLarge => Self::TooLarge,
        }
    }
}
