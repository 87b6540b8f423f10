//! The line of one account to the Store API: token, queue, address, and the two kinds of request.
//!
//! A *read* changes nothing: it is shared with whoever asks for the same, and repeated through trouble. A *change* is sent
//! once. When its outcome is not known for certain the error says so ([`PartnerError::Ambiguous`]), and the caller looks
//! before anything else is sent. What a refusal means for a submission is decided in `store`, not here.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Request};
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::auth::{Credentials, Tokens};
use crate::endpoints::Endpoints;
use crate::error::{Change, PartnerError};
use crate::http::{Http, Lost, Reply, correlation, details, request};
use crate::in_flight::InFlight;
use crate::pace::{Queue, Rank};
use crate::patience::asked_to_wait;
use crate::told::{Asking, Service};

pub(crate) struct Connection {
    pub http: Arc<Http>,
    pub endpoints: Endpoints,
    pub tokens: Arc<Tokens>,
    pub queue: Arc<Queue>,
    base: Url,
    reads: InFlight<Result<Arc<Reply>, PartnerError>>,
}

/// One request to the Store, before it has a token.
struct Ask {
    method: Method,
    url: Url,
    body: Option<Bytes>,
    /// For support: method and path.
    operation: String,
    within: Duration,
}

/// Why there is no answer.
enum Failed {
    /// Nothing was sent.
    Before(PartnerError),
    Lost(Lost, String),
}

/// An answer and the correlation id that went out with the question.
struct Answered {
    reply: Reply,
    sent: String,
}

/// What the Store says for an application that nobody added in Partner Center (StoreBroker issue 61).
const ACCOUNT_TROUBLE: &str = "Account service is experiencing issue";

impl Connection {
    pub fn new(http: Arc<Http>, endpoints: Endpoints, credentials: Credentials, queue: Arc<Queue>) -> Self {
        let tokens = Arc::new(Tokens::new(Arc::clone(&http), endpoints.clone(), credentials));
        let base = endpoints.store_base();
        Self { http, endpoints, tokens, queue, base, reads: InFlight::new() }
    }

    /// A path of the Store API as an address, refused when it leads away from the base: a `@nextLink` is data of the
    /// service and must not carry our token elsewhere.
    pub fn address(&self, path: &str) -> Option<Url> {
        let url = self.base.join(path).ok()?;
        let below = url.origin() == self.base.origin() && url.path().starts_with(self.base.path());
        (below && url.username().is_empty() && url.fragment().is_none()).then_some(url)
    }

    /// Reads `path`. The answer is a success or a 4xx that says something about what was asked for.
    pub async fn read(
        self: &Arc<Self>,
        path: &str,
        rank: Rank,
        cancel: &CancellationToken,
    ) -> Result<Arc<Reply>, PartnerError> {
        let operation = format!("GET {path}");
        let Some(url) = self.address(path) else {
            return Err(PartnerError::Unreadable(details(
                &operation,
                None,
                None,
                "the link leads elsewhere",
            )));
        };
        let name = url.to_string();
        let own = Arc::clone(self);
        let flight = self.reads.join(&name, || {
            let ask =
                Ask { method: Method::GET, url, body: None, operation, within: own.http.patience.answer };
            Box::pin(async move { own.read_through(&ask, rank).await.map(Arc::new) })
        });
        cancel.run_until_cancelled(flight).await.unwrap_or(Err(PartnerError::Cancelled))
    }

    /// Sends a change once.
    pub async fn change(
        &self,
        change: Change,
        method: Method,
        path: &str,
        body: Option<Bytes>,
        cancel: &CancellationToken,
    ) -> Result<Reply, PartnerError> {
        let operation = format!("{method} {path}");
        let Some(url) = self.address(path) else {
            return Err(PartnerError::Unreadable(details(
                &operation,
                None,
                None,
                "the link leads elsewhere",
            )));
        };
        // Create and update take minutes for large products, and a lost reply is worse than a late one.
        let ask = Ask { method, url, body, operation, within: self.http.patience.long_answer };
        let under_way = AtomicBool::new(false);
        // However this ends, what was being read before it is no answer to a question asked after it.
        let _parting = Parting(self);
        let outcome = cancel.run_until_cancelled(self.attempt(&ask, Rank::Change, &under_way)).await;
        let unknown = |details| PartnerError::Ambiguous { change, details };
        match outcome {
            None if under_way.load(Ordering::SeqCst) => {
                Err(unknown(details(&ask.operation, None, None, "cancelled while the answer was awaited")))
            }
            None => Err(PartnerError::Cancelled),
            Some(Err(Failed::Before(error))) => Err(error),
            Some(Err(Failed::Lost(lost, sent))) if lost.before_sending() => {
                Err(lost.meaning(&ask.operation, Some(sent)))
            }
            Some(Err(Failed::Lost(lost, sent))) => {
                Err(unknown(details(&ask.operation, lost.status, Some(sent), &lost.text)))
            }
            Some(Ok(answered)) => {
                let status = answered.reply.status.as_u16();
                // A 503 may have created a submission (StoreBroker issue 123); 408 and a redirect tell as little.
                if matches!(status, 300..=399 | 408 | 500..) {
                    return Err(unknown(answered.details(&ask.operation)));
                }
                self.general(&answered, &ask.operation, true).map_or(Ok(answered.reply), Err)
            }
        }
    }

    async fn read_through(&self, ask: &Ask, rank: Rank) -> Result<Reply, PartnerError> {
        let patience = &self.http.patience;
        let (mut tries, mut waited) = (0, Duration::ZERO);
        loop {
            tries += 1;
            let (failed, asked) = match self.attempt(ask, rank, &AtomicBool::new(false)).await {
                Ok(answered) => match self.general(&answered, &ask.operation, false) {
                    None => return Ok(answered.reply),
                    Some(error) => (error, self.asked(&answered.reply)),
                },
                Err(Failed::Before(error)) => return Err(error),
                Err(Failed::Lost(lost, sent)) => (lost.meaning(&ask.operation, Some(sent)), None),
            };
            // Being offline is told soon: a person acts on it. A plain 500 rarely passes within minutes.
            let most = match &failed {
                PartnerError::Offline(_) => 2,
                PartnerError::ServiceTrouble(details) if details.status == Some(500) => 3,
                PartnerError::NotOnboarded(_) => 2,
                PartnerError::ServiceTrouble(_) | PartnerError::Throttled { .. } => patience.tries,
                _ => return Err(failed),
            };
            let wait = asked.unwrap_or_default().max(patience.back_off(tries));
            waited += wait;
            if tries >= most || waited > patience.read || !self.queue.may_repeat() {
                return Err(failed);
            }
            tracing::debug!(operation = ask.operation, tries, ?wait, "asking again after {failed}");
            tokio::time::sleep(wait).await;
        }
    }

    /// Sends once; twice when the token was refused, which the gateway does before anything else happens.
    async fn attempt(&self, ask: &Ask, rank: Rank, under_way: &AtomicBool) -> Result<Answered, Failed> {
        let mut renewed = false;
        loop {
            // Asked before the queue, so that a failed sign-in costs no place; and after it, because waiting may be long.
            self.tokens.get().await.map_err(Failed::Before)?;
            self.queue.enter(rank).await;
            let token = self.tokens.get().await.map_err(Failed::Before)?;
            let sent = correlation();
            let request = ask.request(token.header(), &sent);
            under_way.store(true, Ordering::SeqCst);
            let asking = Asking {
                service: Service::Store,
                tenant: Some(self.tokens.tenant()),
                path: ask.url.path().strip_prefix(self.base.path()).unwrap_or_default(),
                correlation: &sent,
                rank,
            };
            let reply = self.http.exchange(request, ask.within, &asking).await;
            let reply = match reply {
                Ok(reply) => reply,
                Err(lost) => {
                    if lost.before_sending() {
                        self.queue.give_back();
                    }
                    tracing::info!(operation = ask.operation, sent, lost = lost.text, "no answer");
                    return Err(Failed::Lost(lost, sent));
                }
            };
            ask.log(&reply, &sent);
            if reply.status == 401 && !renewed {
                under_way.store(false, Ordering::SeqCst);
                self.tokens.drop_token(&token);
                renewed = true;
                continue;
            }
            return Ok(Answered { reply, sent });
        }
    }

    fn asked(&self, reply: &Reply) -> Option<Duration> {
        asked_to_wait(&reply.headers, &reply.text(), (self.http.clock)())
    }

    /// What a status means whatever was asked; `None` when it depends on that. A 429 silences the queue on the way.
    fn general(&self, answered: &Answered, operation: &str, change: bool) -> Option<PartnerError> {
        let reply = &answered.reply;
        if reply.status.is_success() {
            return None;
        }
        let details = answered.details(operation);
        Some(match reply.status.as_u16() {
            401 | 403 => PartnerError::NotPermitted { change, details },
            407 => PartnerError::ProxyRefused(details),
            429 => {
                let asked = self.asked(reply);
                self.queue.pause(asked.unwrap_or_else(|| self.endpoints.pace().quarter()));
                PartnerError::Throttled { retry_after: asked, details }
            }
            503 if reply.text().contains(ACCOUNT_TROUBLE) => PartnerError::NotOnboarded(details),
            408 | 500.. => PartnerError::ServiceTrouble(details),
            300..=399 => PartnerError::Unreadable(details),
            _ => return None,
        })
    }
}

impl Ask {
    /// What support asks for later: which request, when, and both ids. Reads are many and say little.
    fn log(&self, reply: &Reply, sent: &str) {
        let (operation, status, id) = (&self.operation, reply.status.as_u16(), reply.correlation());
        if self.method == Method::GET && reply.status.is_success() {
            tracing::debug!(operation, status, sent, id, "answered");
        } else {
            tracing::info!(operation, status, sent, id, "answered");
        }
    }

    fn request(&self, token: Option<HeaderValue>, sent: &str) -> Request {
        let mut ask = request(self.method.clone(), self.url.clone());
        let headers = ask.headers_mut();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        if let Some(token) = token {
            headers.insert(AUTHORIZATION, token);
        }
        if let Ok(id) = HeaderValue::from_str(sent) {
            // The Store's clients send the first, its answers carry the second.
            headers.insert("CorrelationId", id.clone());
            headers.insert("MS-CorrelationId", id);
        }
        if self.body.is_some() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        *ask.body_mut() = self.body.clone().map(Into::into);
        ask
    }
}

impl Answered {
    fn details(&self, operation: &str) -> Box<vitrine_domain::problem::Details> {
        self.reply.details(operation, Some(&self.sent))
    }
}

struct Parting<'a>(&'a Connection);

impl Drop for Parting<'_> {
    fn drop(&mut self) {
        self.0.reads.part();
    }
}
