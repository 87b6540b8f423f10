//! One request and its answer: the HTTP clients, the limits of what is read, and what a lost request means.
//!
//! Nothing is repeated here, no redirect is followed (a signed address or a token must not travel on), and no error names
//! an address: reqwest's errors carry the URL, which is stripped before anything else looks at them.

use std::sync::OnceLock;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use jiff::Timestamp;
use reqwest::header::HeaderMap;
use reqwest::{Client, ClientBuilder, Request, Response, StatusCode, redirect, retry};
use url::Url;
use uuid::Uuid;
use vitrine_domain::problem::Details;

use crate::endpoints::is_loopback;
use crate::error::{PartnerError, answer};
use crate::patience::Patience;
use crate::redact::redact;
use crate::told::{Asking, Listener, Telling};

/// The largest document read. A submission in 100 languages is about 5 MB.
const DOCUMENT: usize = 32 << 20;
/// What is read of an error; the rest is left on the wire.
const COMPLAINT: usize = 64 << 10;
/// Where the services put the id that support asks for, most telling first.
const CORRELATION: [&str; 4] =
    ["ms-correlationid", "x-ms-correlation-request-id", "request-id", "x-ms-request-id"];

/// The clients of this process.
pub(crate) struct Http {
    outside: Result<Client, String>,
    loopback: Result<Client, String>,
    pub patience: Patience,
    pub clock: fn() -> Timestamp,
    /// Hears of every request; set once, before the first.
    pub listener: OnceLock<Listener>,
}

/// An answer, read to its end (or to the limit of an error).
#[derive(Debug)]
pub(crate) struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

/// No answer, or not all of it.
#[derive(Debug)]
pub(crate) struct Lost {
    pub kind: LostKind,
    /// What the network stack said, without any address.
    pub text: String,
    /// The status, when the answer broke off after its head.
    pub status: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LostKind {
    /// No connection: nothing was sent.
    Offline,
    /// The certificate was not accepted: nothing was sent.
    Untrusted,
    /// The proxy wants a sign-in: nothing was sent.
    Proxy,
    /// Broke off after sending began.
    Cut,
    TimedOut,
    /// The answer is larger than any document.
    TooLarge,
}

impl Lost {
    /// Certainly nothing reached the service.
    pub fn before_sending(&self) -> bool {
        matches!(self.kind, LostKind::Offline | LostKind::Untrusted | LostKind::Proxy)
    }

    /// The error of a request that changes nothing.
    pub fn meaning(self, operation: &str, correlation: Option<String>) -> PartnerError {
        let details = details(operation, self.status, correlation, &self.text);
        match self.kind {
            LostKind::Offline => PartnerError::Offline(details),
            LostKind::Untrusted => PartnerError::Untrusted(details),
            LostKind::Proxy => PartnerError::ProxyRefused(details),
            LostKind::TooLarge => PartnerError::Unreadable(details),
            LostKind::Cut | LostKind::TimedOut => PartnerError::ServiceTrouble(details),
        }
    }

    fn new(kind: LostKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), status: None }
    }
}

impl Http {
    pub fn new(version: &str, patience: Patience, clock: fn() -> Timestamp) -> Self {
        let builder = || {
            Client::builder()
                .user_agent(format!("Vitrine/{version}"))
                .redirect(redirect::Policy::none())
                // One layer repeats, and it knows what may be repeated (`connection`, `blob`).
                .retry(retry::never())
                .referer(false)
                .connect_timeout(patience.connect)
        };
        // A proxy of the environment must not see, or break, what stays on this computer. A system without any certificate
        // cannot build the usual verifier; this computer's own plain http must work there all the same.
        let local = || builder().no_proxy();
        let loopback = build(local()).or_else(|_| build(local().tls_certs_only([])));
        Self { outside: build(builder()), loopback, patience, clock, listener: OnceLock::new() }
    }

    /// Sends once and reads the answer. `within`: from now to the first byte of the answer.
    pub async fn exchange(
        &self,
        request: Request,
        within: Duration,
        asking: &Asking<'_>,
    ) -> Result<Reply, Lost> {
        let telling = self
            .listener
            .get()
            .map(|listener| Telling::begin(listener, asking, request.method(), (self.clock)()));
        let outcome = self.send(request, within).await;
        if let Some(telling) = telling {
            telling.end(&outcome);
        }
        outcome
    }

    async fn send(&self, request: Request, within: Duration) -> Result<Reply, Lost> {
        let client = if is_loopback(request.url()) { &self.loopback } else { &self.outside };
        let client = client.as_ref().map_err(|text| Lost::new(LostKind::Untrusted, text.clone()))?;
        let response = tokio::time::timeout(within, client.execute(request))
            .await
            .map_err(|_| Lost::new(LostKind::TimedOut, "no answer in time"))?
            .map_err(lost)?;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = self.body(response, status.is_success()).await;
        match body {
            Ok(body) => Ok(Reply { status, headers, body }),
            Err(lost) => Err(Lost { status: Some(status.as_u16()), ..lost }),
        }
    }

    async fn body(&self, mut response: Response, success: bool) -> Result<Bytes, Lost> {
        let limit = if success { DOCUMENT } else { COMPLAINT };
        let mut body = BytesMut::new();
        loop {
            let piece = match tokio::time::timeout(self.patience.between, response.chunk()).await {
                Ok(Ok(Some(piece))) => piece,
                Ok(Ok(None)) => break,
                // An error's status is known; however much of its text arrived will do.
                _ if !success => break,
                Ok(Err(error)) => return Err(lost(error)),
                Err(_) => return Err(Lost::new(LostKind::TimedOut, "the answer stopped half way")),
            };
            let room = limit - body.len();
            if piece.len() > room {
                if success {
                    return Err(Lost::new(LostKind::TooLarge, "the answer is larger than any document"));
                }
                body.extend_from_slice(&piece[..room]);
                break;
            }
            body.extend_from_slice(&piece);
        }
        Ok(body.freeze())
    }
}

impl Reply {
    /// The body as text, for looking at and for *Details*. Broken UTF-8 is replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The id that the service keeps of this request.
    pub fn correlation(&self) -> Option<String> {
        CORRELATION.iter().find_map(|name| self.header(name)).map(str::to_owned)
    }

    /// The body as JSON; `None` for the page of a gateway, a captive portal, or nothing at all.
    pub fn json<T: serde::de::DeserializeOwned>(&self) -> Option<T> {
        const BOM: &[u8] = b"\xef\xbb\xbf";
        serde_json::from_slice(self.body.strip_prefix(BOM).unwrap_or(&self.body)).ok()
    }

    /// What is kept of this answer under *Details*. A document that came with a success is not: notes for testers are
    /// confidential, and a token may have come in a shape nobody foresaw.
    pub fn details(&self, operation: &str, sent: Option<&str>) -> Box<Details> {
        let correlation = self.correlation().or_else(|| sent.map(str::to_owned));
        let text = self.text();
        let document = self.status.is_success()
            && text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']);
        details(operation, Some(self.status.as_u16()), correlation, if document { "" } else { &text })
    }
}

/// Details with the text redacted.
pub(crate) fn details(
    operation: &str,
    status: Option<u16>,
    correlation: Option<String>,
    text: &str,
) -> Box<Details> {
    Box::new(Details {
        status,
        correlation_id: correlation,
        operation: Some(operation.to_owned()),
        answer: answer(text),
    })
}

/// A new id for one request.
pub(crate) fn correlation() -> String {
    Uuid::new_v4().to_string()
}

/// Method and address of a request.
pub(crate) fn request(method: reqwest::Method, url: Url) -> Request {
    Request::new(method, url)
}

fn build(builder: ClientBuilder) -> Result<Client, String> {
    builder.build().map_err(|error| chain(&error.without_url()))
}

fn lost(error: reqwest::Error) -> Lost {
    let error = error.without_url();
    let text = chain(&error);
    // TLS and tunnel errors come as connect errors, and only their words tell them apart from here.
    let lower = text.to_ascii_lowercase();
    let kind = match error.is_connect() {
        true if lower.contains("certificate") => LostKind::Untrusted,
        true if lower.contains("proxy auth") => LostKind::Proxy,
        true => LostKind::Offline,
        false if error.is_timeout() => LostKind::TimedOut,
        false => LostKind::Cut,
    };
    Lost::new(kind, redact(&text))
}

/// An error and its causes in one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let more = inner.to_string();
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        cause = inner.source();
    }
    text
}
