//! Faults on demand: what happens to the next requests of a route, so that a client's worst day can be rehearsed.
//! Not persisted; the sandbox's own routes are never touched.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use hyper::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::http::Reply;

/// What happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Effect {
    /// Answers `value` (a number, or `{"status", "body", "headers", "after"}`). With `after` the work is done first:
    /// the way in which a create was seen to answer 503 although the submission exists (reliability 7.2).
    Status,
    /// Waits `value` milliseconds of the wall clock before the work.
    Delay,
    /// Drops the connection once `value` bytes of the request body arrived (0: before any work).
    Cut,
    /// Does the work and drops the connection instead of answering.
    LoseReply,
    /// Answers, and breaks off after `value` bytes of the body.
    Truncate,
    /// Alters one bit of the request body (of the answer when there is none) at byte `value`, default the middle.
    Flip,
}

/// One rule. It is used up after `times` requests.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Fault {
    /// `[METHOD ]path[?name=value]`; `*` is one segment, a last `**` the rest. The path is taken below the Store's
    /// base (`applications/*/submissions`), or with the host in front (`blob.core.windows.net/*/*?comp=block`).
    pub route: String,
    pub effect: Effect,
    #[serde(default)]
    pub value: Value,
    #[serde(default = "once")]
    pub times: u32,
}

fn once() -> u32 {
    1
}

impl Fault {
    pub fn new(route: &str, effect: Effect, value: impl Into<Value>) -> Self {
        Self { route: route.to_owned(), effect, value: value.into(), times: 1 }
    }

    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }

    fn matches(&self, method: &str, host: &str, path: &[String], query: &str) -> bool {
        let (wanted, route) = match self.route.split_once(' ') {
            Some((wanted, route)) => (Some(wanted), route.trim()),
            None => (None, self.route.as_str()),
        };
        if wanted.is_some_and(|wanted| wanted != "*" && !wanted.eq_ignore_ascii_case(method)) {
            return false;
        }
        let (route, needed) = route.split_once('?').unwrap_or((route, ""));
        let asked = crate::http::pairs(query);
        if !crate::http::pairs(needed).iter().all(|pair| asked.contains(pair)) {
            return false;
        }
        let pattern: Vec<&str> = route.split('/').filter(|part| !part.is_empty()).collect();
        let whole: Vec<&str> = std::iter::once(host).chain(path.iter().map(String::as_str)).collect();
        let below = match whole.as_slice() {
            ["manage.devcenter.microsoft.com", "v1.0", "my", rest @ ..] => rest,
            _ => &[],
        };
        fits(&pattern, &whole) || (!below.is_empty() && fits(&pattern, below))
    }

    pub fn delay(&self) -> Duration {
        Duration::from_millis(self.value.as_u64().unwrap_or(0))
    }

    /// The answer of [`Effect::Status`].
    pub fn reply(&self) -> Reply {
        let code = self.value.as_u64().or_else(|| self.value["status"].as_u64()).unwrap_or(500);
        let status = u16::try_from(code).ok().and_then(|c| StatusCode::from_u16(c).ok());
        let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut reply = match &self.value["body"] {
            Value::Null => Reply::json(
                status,
                &json!({"code": "ServiceError", "data": [], "details": [],
                        "message": "The service is not available (a fault of the sandbox).",
                        "source": "Ingestion Api", "target": ""}),
            ),
            Value::String(text) => Reply::text(status, "text/html; charset=utf-8", text.clone()),
            body => Reply::json(status, body),
        };
        for (name, value) in self.value["headers"].as_object().into_iter().flatten() {
            let name = hyper::header::HeaderName::from_bytes(name.as_bytes());
            let value = value.as_str().and_then(|v| hyper::header::HeaderValue::from_str(v).ok());
            if let (Ok(name), Some(value)) = (name, value) {
                reply.headers.insert(name, value);
            }
        }
        reply
    }

    /// Whether the work is done before the answer of [`Effect::Status`].
    pub fn after(&self) -> bool {
        self.value["after"].as_bool().unwrap_or(false)
    }
}

fn fits(pattern: &[&str], path: &[&str]) -> bool {
    match (pattern, path) {
        ([], []) | (["**"], _) => true,
        ([first, pattern @ ..], [segment, path @ ..]) => {
            (*first == "*" || first.eq_ignore_ascii_case(segment)) && fits(pattern, path)
        }
        _ => false,
    }
}

/// The rules in force, in the order in which they were set.
#[derive(Default)]
pub struct Faults(Mutex<Vec<Fault>>);

impl Faults {
    pub fn add(&self, fault: Fault) {
        self.lock().push(fault);
    }

    pub fn clear(&self) {
        self.lock().clear();
    }

    /// The rules not yet used up.
    pub fn list(&self) -> Vec<Fault> {
        self.lock().clone()
    }

    /// Uses up one turn of the first rule that fits.
    pub fn take(&self, method: &str, host: &str, path: &[String], query: &str) -> Option<Fault> {
        let mut rules = self.lock();
        let at = rules.iter().position(|rule| rule.times > 0 && rule.matches(method, host, path, query))?;
        rules[at].times -= 1;
        let taken = rules[at].clone();
        rules.retain(|rule| rule.times > 0);
        Some(taken)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Fault>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits_route(route: &str, method: &str, whole: &str, query: &str) -> bool {
        let (host, path) = whole.split_once('/').unwrap();
        let path: Vec<String> = path.split('/').map(str::to_owned).collect();
        Fault::new(route, Effect::Status, 500).matches(method, host, &path, query)
    }

    #[test]
    fn routes_match_below_the_store_or_with_the_host() {
        let commit = "manage.devcenter.microsoft.com/v1.0/my/applications/9N/submissions/11/commit";
        assert!(fits_route("POST applications/*/submissions/*/commit", "POST", commit, ""));
        assert!(!fits_route("GET applications/*/submissions/*/commit", "POST", commit, ""));
        assert!(!fits_route("POST applications/*/submissions/*", "POST", commit, ""));
        assert!(fits_route("applications/**", "POST", commit, ""));
        let block = "blob.core.windows.net/ingestion/x";
        assert!(fits_route(
            "PUT blob.core.windows.net/*/*?comp=block",
            "PUT",
            block,
            "sv=1&comp=block&blockid=YQ%3D"
        ));
        assert!(!fits_route("PUT blob.core.windows.net/*/*?comp=block", "PUT", block, "sv=1&comp=blocklist"));
    }

    #[test]
    fn a_rule_is_used_up() {
        let faults = Faults::default();
        faults.add(Fault::new("applications", Effect::Status, 503).times(2));
        let path = ["v1.0", "my", "applications"].map(str::to_owned);
        let take = || faults.take("GET", "manage.devcenter.microsoft.com", &path, "");
        assert!(take().is_some());
        assert!(take().is_some());
        assert!(take().is_none());
    }
}
