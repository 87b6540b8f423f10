//! Signing in as an application: client credentials, v2 first.
//!
//! One token serves all requests of an account. It lives in memory only, is renewed before it ends (measured on the monotonic
//! clock, so that a wrong or changed wall clock does not matter), by one request however many wait for it, and is dropped when
//! the service answers 401. There is no refresh token in this flow: renewing is asking again.
//!
//! Deliberately absent: certificates and signing in a person.

mod fault;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use tokio::time::Instant;
use url::form_urlencoded;

use crate::endpoints::{Endpoints, TokenVersion};
use crate::error::PartnerError;
use crate::http::{Http, Reply, correlation, request};
use crate::in_flight::InFlight;
use crate::pace::Rank;
use crate::secret::Key;
use crate::told::{Asking, Service};

/// Who signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The directory: its id or one of its domain names.
    pub tenant: String,
    /// The application (client) id.
    pub client_id: String,
    /// Its key, once shown by Partner Center.
    pub key: Key,
}

/// A token and when to replace it.
pub(crate) struct Token {
    text: SecretString,
    renew: Instant,
}

impl Token {
    /// `Bearer …`, marked so that no HTTP log prints it.
    pub fn header(&self) -> Option<HeaderValue> {
        let mut value = HeaderValue::from_str(&format!("Bearer {}", self.text.expose_secret())).ok()?;
        value.set_sensitive(true);
        Some(value)
    }
}

/// The token of one account.
pub(crate) struct Tokens {
    http: Arc<Http>,
    endpoints: Endpoints,
    credentials: Credentials,
    current: Mutex<Option<Arc<Token>>>,
    asking: InFlight<Result<Arc<Token>, PartnerError>>,
    /// v2 turned out not to serve here.
    v1: AtomicBool,
}

const OPERATION: &str = "POST token";
/// Entra's default when it names no life that makes sense.
const SHORT_LIFE: Duration = Duration::from_secs(300);
const EARLY: Duration = Duration::from_secs(300);
/// Signing in changes nothing, so trouble is waited out, but a person may be waiting for the verdict.
const TRIES: u32 = 3;

impl Tokens {
    pub fn new(http: Arc<Http>, endpoints: Endpoints, credentials: Credentials) -> Self {
        let v1 = AtomicBool::new(endpoints.token_version == TokenVersion::V1);
        Self { http, endpoints, credentials, current: Mutex::default(), asking: InFlight::new(), v1 }
    }

    /// Whose token it is.
    pub fn tenant(&self) -> &str {
        &self.credentials.tenant
    }

    /// A token that is good for some minutes.
    pub async fn get(self: &Arc<Self>) -> Result<Arc<Token>, PartnerError> {
        if let Some(token) = self.fresh() {
            return Ok(token);
        }
        self.renewed().await
    }

    /// A new token, whatever is at hand: what *Check the connection* asks for.
    pub async fn renewed(self: &Arc<Self>) -> Result<Arc<Token>, PartnerError> {
        let own = Arc::clone(self);
        let flight = self.asking.join("token", || {
            Box::pin(async move {
                let token = Arc::new(own.ask().await?);
                *own.current.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&token));
                Ok(token)
            })
        });
        flight.await
    }

    /// The service refused this token. A newer one stays.
    pub fn drop_token(&self, refused: &Arc<Token>) {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if current.as_ref().is_some_and(|token| Arc::ptr_eq(token, refused)) {
            *current = None;
        }
    }

    fn fresh(&self) -> Option<Arc<Token>> {
        let current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        current.as_ref().filter(|token| Instant::now() < token.renew).cloned()
    }

    async fn ask(&self) -> Result<Token, PartnerError> {
        let mut tries = 0;
        loop {
            let v2 = !self.v1.load(Ordering::Relaxed);
            tries += 1;
            let failed = match self.ask_once(v2).await {
                Ok(reply) if reply.status.is_success() => return self.read(&reply),
                Ok(reply) if v2 && self.endpoints.token_version == TokenVersion::Auto && wants_v1(&reply) => {
                    self.v1.store(true, Ordering::Relaxed);
                    continue;
                }
                Ok(reply) => fault::meaning(&reply, OPERATION, &self.credentials.key, (self.http.clock)()),
                Err(error) => error,
            };
            let passing = matches!(&failed, PartnerError::SignIn(error) if error.fault == crate::SignInFault::Trouble)
                || matches!(&failed, PartnerError::Offline(_) | PartnerError::ServiceTrouble(_));
            if !passing || tries >= TRIES {
                return Err(failed);
            }
            tokio::time::sleep(self.http.patience.back_off(tries)).await;
        }
    }

    async fn ask_once(&self, v2: bool) -> Result<Reply, PartnerError> {
        let sent = correlation();
        let mut ask = request(Method::POST, self.endpoints.token_address(&self.credentials.tenant, v2));
        let headers = ask.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        if let Ok(id) = HeaderValue::from_str(&sent) {
            headers.insert("client-request-id", id);
        }
        *ask.body_mut() = Some(self.form(v2).into());
        let asking = Asking {
            service: Service::SignIn,
            tenant: Some(&self.credentials.tenant),
            path: if v2 { "oauth2/v2.0/token" } else { "oauth2/token" },
            correlation: &sent,
            rank: Rank::Asked,
        };
        let reply = self.http.exchange(ask, self.http.patience.answer, &asking).await;
        reply.map_err(|lost| lost.meaning(OPERATION, Some(sent)))
    }

    fn form(&self, v2: bool) -> String {
        let own = &self.credentials;
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("grant_type", "client_credentials")
            .append_pair("client_id", &own.client_id)
            .append_pair("client_secret", own.key.expose());
        // v2 refuses `resource` (AADSTS901002), v1 knows no `.default`.
        if v2 {
            form.append_pair("scope", &format!("{}/.default", self.endpoints.resource));
        } else {
            form.append_pair("resource", &self.endpoints.resource);
        }
        form.finish()
    }

    fn read(&self, reply: &Reply) -> Result<Token, PartnerError> {
        let unreadable = || PartnerError::Unreadable(reply.details(OPERATION, None));
        let answer: Value = reply.json().ok_or_else(unreadable)?;
        let text = answer["access_token"].as_str().filter(|text| !text.is_empty()).ok_or_else(unreadable)?;
        let life = seconds(&answer["expires_in"]).map_or(SHORT_LIFE, Duration::from_secs);
        let early = EARLY.max(life / 10).min(life / 2);
        let token = Token { text: text.into(), renew: Instant::now() + (life - early) };
        if token.header().is_none() {
            return Err(unreadable());
        }
        Ok(token)
    }
}

/// v1 writes numbers as strings. Nothing and nought say nothing.
fn seconds(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.trim().parse().ok()).filter(|seconds| *seconds > 0)
}

/// Falling back makes sense when v2 is not there (an address without it answers 404 or 405 and no OAuth error), or when
/// it does not take the resource as a scope. A wrong key or tenant is as wrong at v1.
fn wants_v1(reply: &Reply) -> bool {
    let error = reply.json::<Value>().and_then(|body| body["error"].as_str().map(str::to_owned));
    match error {
        Some(error) => error == "invalid_scope",
        None => matches!(reply.status.as_u16(), 404 | 405),
    }
}

#[cfg(test)]
mod tests;
