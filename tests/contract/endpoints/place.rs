//! A place that speaks the Store API, and a hand to ask it with.

use reqwest::Method;
use serde::Deserialize;
use serde_json::Value;
use vitrine_sandbox::Sandbox;
use vitrine_tests::shop::Shop;

pub const SET: &str = "VITRINE_ENDPOINTS";

/// Where the suite asks: as `vitrine-sandbox` prints it.
#[derive(Deserialize)]
struct Address {
    base: String,
    tenant_id: String,
    client_id: String,
    client_secret: String,
}

pub struct Place {
    http: reqwest::Client,
    store: String,
    token: String,
    /// Kept alive when it is ours.
    _sandbox: Option<Sandbox>,
}

/// An answer: status and JSON; `Null` where the body is empty.
pub struct Answer {
    pub asked: String,
    pub status: u16,
    pub body: Value,
}

impl Answer {
    /// The JSON of a success.
    #[track_caller]
    pub fn good(self) -> Value {
        assert!((200..300).contains(&self.status), "{} → {} {}", self.asked, self.status, self.body);
        self.body
    }

    /// The documented refusal: one of these statuses, and the words of the service as JSON.
    #[track_caller]
    pub fn refused(self, with: &[u16]) -> Value {
        assert!(with.contains(&self.status), "{} → {} {}", self.asked, self.status, self.body);
        assert!(
            self.body["message"].is_string() || self.body["code"].is_string(),
            "{}: {}",
            self.asked,
            self.body
        );
        self.body
    }
}

impl Place {
    pub async fn open() -> Self {
        let http = reqwest::Client::builder().retry(reqwest::retry::never()).build().expect("a client");
        let (address, sandbox) = match std::env::var(SET) {
            Ok(line) => {
                let address: Address = serde_json::from_str(&line).expect("the line of vitrine-sandbox");
                let loopback = ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"];
                assert!(
                    loopback.iter().any(|host| address.base.starts_with(host)),
                    "only this computer is asked"
                );
                (address, None)
            }
            Err(_) => {
                let sandbox = Sandbox::start(Shop::options()).await.expect("the sandbox starts");
                let credentials = sandbox.credentials();
                let address = Address {
                    base: sandbox.base().to_owned(),
                    tenant_id: credentials.tenant_id.clone(),
                    client_id: credentials.client_id.clone(),
                    client_secret: credentials.client_secret.clone(),
                };
                (address, Some(sandbox))
            }
        };
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", address.client_id.as_str()),
            ("client_secret", address.client_secret.as_str()),
            ("resource", "https://manage.devcenter.microsoft.com"),
        ];
        let login = format!("{}/login.microsoftonline.com/{}/oauth2/token", address.base, address.tenant_id);
        let token: Value =
            http.post(login).form(&form).send().await.expect("an answer").json().await.expect("JSON");
        let token = token["access_token"].as_str().expect("a token").to_owned();
        let store = format!("{}/manage.devcenter.microsoft.com/v1.0/my/", address.base);
        Self { http, store, token, _sandbox: sandbox }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Option<Value>) -> Answer {
        self.ask(Method::POST, path, body).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.ask(Method::PUT, path, Some(body)).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.ask(Method::DELETE, path, None).await
    }

    /// A request below `v1.0/my/`.
    async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let asked = format!("{method} {path}");
        let mut request =
            self.http.request(method.clone(), format!("{}{path}", self.store)).bearer_auth(&self.token);
        request = match body {
            Some(body) => request.json(&body),
            None if method == Method::POST => request.header("content-length", "0"),
            None => request,
        };
        let answer = request.send().await.unwrap_or_else(|e| panic!("{asked}: {e}"));
        let status = answer.status().as_u16();
        let text = answer.text().await.unwrap_or_else(|e| panic!("{asked}: {e}"));
        let body = match text.trim() {
            "" => Value::Null,
            text => serde_json::from_str(text).unwrap_or_else(|e| panic!("{asked} → {status}: {e}: {text}")),
        };
        Answer { asked, status, body }
    }

    /// Everything of a list, page by page, along links that stay below the base.
    pub async fn all(&self, list: &str, top: u32) -> Vec<Value> {
        let mut entries: Vec<Value> = Vec::new();
        let mut next = Some(format!("{list}?top={top}&skip=0"));
        while let Some(path) = next.take() {
            let page = self.get(&path).await.good();
            let value = page["value"].as_array().unwrap_or_else(|| panic!("{path}: {page}"));
            assert!(value.len() <= top as usize, "{path} holds no more than was asked for");
            assert!(page["totalCount"].as_u64().is_some(), "{path} tells how many there are: {page}");
            entries.extend(value.iter().cloned());
            next = page["@nextLink"].as_str().map(str::to_owned);
            assert!(next.as_deref().is_none_or(|next| !next.contains("://")), "a link is relative: {next:?}");
            assert!(entries.len() < 10_000, "the list ends");
        }
        entries
    }

    /// An app that is live and has nothing open, as its own resource.
    pub async fn live_app(&self) -> Value {
        for listed in self.all("applications", 5).await {
            let path = format!("applications/{}", id(&listed));
            let app = self.get(&path).await.good();
            let live = app["lastPublishedApplicationSubmission"]["id"].is_string();
            let free = app.get("pendingApplicationSubmission").is_none_or(Value::is_null);
            if !live || !free {
                continue;
            }
            let last = format!(
                "{path}/submissions/{}",
                app["lastPublishedApplicationSubmission"]["id"].as_str().unwrap()
            );
            let published = self.get(&last).await.body;
            let rollout = &published["packageDeliveryOptions"]["packageRollout"]["packageRolloutStatus"];
            let usable = published["pricing"]["priceId"]
                .as_str()
                .is_some_and(|price| price.starts_with("Tier") || price == "Free");
            if usable && rollout != "PackageRolloutInProgress" {
                return app;
            }
        }
        panic!("the account has no app that is live with nothing open");
    }
}

/// The id of a resource: a text, because submission ids are above 2^53.
#[track_caller]
pub fn id(resource: &Value) -> &str {
    resource["id"].as_str().unwrap_or_else(|| panic!("no id: {resource}"))
}

/// These members are there.
#[track_caller]
pub fn has(resource: &Value, members: &[&str]) {
    for member in members {
        assert!(resource.get(member).is_some(), "{member} is missing in {resource:#}");
    }
}

/// What a PUT sends back: the resource as it was read, without what the service alone says (store-api 10).
pub fn request_of(mut submission: Value) -> Value {
    for own in ["id", "status", "statusDetails", "fileUploadUrl", "friendlyName", "flightId"] {
        submission.as_object_mut().expect("an object").remove(own);
    }
    submission
}
