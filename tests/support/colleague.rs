//! A colleague's tool at the same account: it reads and changes the Store past the core, as another computer would. Also what
//! the core asked of the service, and what goes wrong next.

use serde_json::{Map, Value};
use vitrine_sandbox::{Credentials, Effect, Fault, Sandbox};

use crate::{desk, raw};

/// Speaks the API by hand. What submissions belong to is written as the path below `v1.0/my`: `applications/9N…`,
/// `inappproducts/9N…`, `applications/9N…/flights/…`.
pub struct Colleague {
    base: String,
    token: String,
    client: reqwest::Client,
}

impl Colleague {
    pub async fn of(sandbox: &Sandbox) -> Self {
        Self::at(sandbox.base(), sandbox.credentials()).await
    }

    /// At a sandbox of which only the address is known: the one inside the window.
    pub async fn at(base: &str, credentials: &Credentials) -> Self {
        let token = raw::token_at(base, credentials).await;
        Self { base: base.to_owned(), token, client: reqwest::Client::new() }
    }

    pub async fn get(&self, path: &str) -> Value {
        raw::get_at(&self.base, &self.token, path).await
    }

    /// What is live.
    ///
    /// # Panics
    /// When nothing was ever published.
    pub async fn live(&self, holder: &str) -> Value {
        let id = self.submission(holder, "lastPublished").await.expect("something is live");
        self.get(&format!("{holder}/submissions/{id}")).await
    }

    /// The submission that stands open or is under way.
    pub async fn open(&self, holder: &str) -> Option<Value> {
        let id = self.submission(holder, "pending").await?;
        Some(self.get(&format!("{holder}/submissions/{id}")).await)
    }

    async fn submission(&self, holder: &str, which: &str) -> Option<String> {
        let resource = self.get(holder).await;
        let kind = if holder.contains("/flights/") {
            "Flight"
        } else if holder.starts_with("inappproducts") {
            "InAppProduct"
        } else {
            "Application"
        };
        resource[format!("{which}{kind}Submission")]["id"].as_str().map(str::to_owned)
    }

    /// Opens a submission: a copy of what is live.
    pub async fn begins(&self, holder: &str) -> Value {
        self.send(reqwest::Method::POST, &format!("{holder}/submissions"), None).await
    }

    /// Writes a submission as `body` says.
    pub async fn writes(&self, holder: &str, body: &Value) {
        self.send(reqwest::Method::PUT, &format!("{holder}/submissions/{}", id(body)), Some(body)).await;
    }

    pub async fn submits(&self, holder: &str, submission: &Value) {
        let path = format!("{holder}/submissions/{}/commit", id(submission));
        self.send(reqwest::Method::POST, &path, None).await;
    }

    /// Opens, changes, submits, and waits until it is live.
    pub async fn publishes(&self, holder: &str, change: impl FnOnce(&mut Value)) {
        let mut body = self.begins(holder).await;
        change(&mut body);
        self.writes(holder, &body).await;
        self.submits(holder, &body).await;
        let path = format!("{holder}/submissions/{}/status", id(&body));
        desk::until(async || {
            self.next_step().await;
            (self.get(&path).await["status"] == "Published").then_some(())
        })
        .await;
    }

    async fn next_step(&self) {
        let clock = format!("{}/_sandbox/clock", self.base);
        let order = serde_json::json!({ "untilNextStep": true });
        let moved = self.client.post(clock).json(&order).send().await.expect("an answer");
        assert!(moved.status().is_success(), "the clock moves");
    }

    async fn send(&self, method: reqwest::Method, path: &str, body: Option<&Value>) -> Value {
        let address = format!("{}/manage.devcenter.microsoft.com/v1.0/my/{path}", self.base);
        let request = self.client.request(method, address).bearer_auth(&self.token);
        let request = match body {
            Some(body) => request.json(body),
            None => request.header("Content-Length", 0),
        };
        let answer = request.send().await.expect("an answer");
        assert!(answer.status().is_success(), "{path}: {}", answer.text().await.unwrap_or_default());
        answer.json().await.unwrap_or_default()
    }
}

fn id(submission: &Value) -> &str {
    submission["id"].as_str().expect("a submission has an id")
}

/// What the portal alone can do.
pub async fn portal(sandbox: &Sandbox, order: Value) {
    if let Err(why) = sandbox.portal(&order).await {
        panic!("{order} cannot be done: {why}");
    }
}

/// The next request of this route meets this.
pub fn fault(sandbox: &Sandbox, route: &str, effect: Effect, value: impl Into<Value>) {
    sandbox.faults().add(Fault::new(route, effect, value));
}

/// Where the log stands.
pub fn now(sandbox: &Sandbox) -> u64 {
    sandbox.log().last().map_or(0, |entry| entry.n)
}

/// Requests to the Store after a place in the log that change something, as `METHOD path`, in order. A number that the service
/// gave to a submission is written as `#`.
pub fn changes(sandbox: &Sandbox, since: u64) -> Vec<String> {
    let asked = sandbox.log().into_iter().filter(|entry| {
        entry.n > since && entry.host == "manage.devcenter.microsoft.com" && entry.method != "GET"
    });
    asked.map(|entry| format!("{} {}", entry.method, numbered(&entry.path))).collect()
}

/// A path below `v1.0/my`, with `#` where the service gave a number.
pub fn numbered(path: &str) -> String {
    let below = path.trim_start_matches('/').trim_start_matches("v1.0/my/");
    let is_number = |part: &str| part.len() > 10 && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = below.split('/').map(|part| if is_number(part) { "#" } else { part }).collect();
    parts.join("/")
}

/// Pointers at which two submissions differ, leaves only; what the service alone fills in is left out.
pub fn differing(from: &Value, to: &Value) -> Vec<String> {
    const OWN: [&str; 5] = ["/id", "/status", "/statusDetails", "/fileUploadUrl", "/friendlyName"];
    let mut found = Vec::new();
    compare("", from, to, &mut found);
    found.retain(|at| !OWN.iter().any(|own| at == own || at.starts_with(&format!("{own}/"))));
    found
}

fn compare(at: &str, from: &Value, to: &Value, found: &mut Vec<String>) {
    match (from, to) {
        (Value::Object(from), Value::Object(to)) => {
            for name in from.keys().chain(to.keys().filter(|name| !from.contains_key(*name))) {
                let of = |map: &Map<String, Value>| map.get(name).cloned().unwrap_or_default();
                compare(&format!("{at}/{name}"), &of(from), &of(to), found);
            }
        }
        (Value::Array(from), Value::Array(to)) if from.len() == to.len() => {
            for (index, (from, to)) in from.iter().zip(to).enumerate() {
                compare(&format!("{at}/{index}"), from, to, found);
            }
        }
        _ if from != to => found.push(at.to_owned()),
        _ => {}
    }
}
