//! One request as a foreign program sends it, and the answer as it came.

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Body, Method};
use serde_json::Value;
use vitrine_sandbox::Sandbox;
use vitrine_tests::shop::{Shop, of};

pub const STORE: &str = "manage.devcenter.microsoft.com";
pub const LOGIN: &str = "login.microsoftonline.com";

/// A program with its own HTTP library. `title_case` writes `Content-Type` where the other writes `content-type`.
pub struct Wire {
    http: reqwest::Client,
    base: String,
    /// On every request to the Store: the token, and what this program adds to it.
    pub always: Vec<(String, String)>,
}

pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Wire {
    pub fn new(sandbox: &Sandbox, agent: &str, title_case: bool) -> Self {
        let mut builder = reqwest::Client::builder().user_agent(agent).retry(reqwest::retry::never());
        if title_case {
            builder = builder.http1_title_case_headers();
        }
        let http = builder.build().expect("a client for plain http");
        Self { http, base: sandbox.base().to_owned(), always: Vec::new() }
    }

    /// `POST {login}/{tenant}{path}` with a body that is sent as it is written here; the token.
    pub async fn sign_in(
        &mut self,
        tenant: &str,
        path: &str,
        body: String,
        headers: &[(&str, &str)],
    ) -> Value {
        let url = format!("{}/{LOGIN}/{tenant}{path}", self.base);
        let answer = self.send(Method::POST, &url, headers, Some(body.into())).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let token = answer.json();
        let bearer = token["access_token"].as_str().expect("a token").to_owned();
        self.always.insert(0, ("Authorization".to_owned(), format!("Bearer {bearer}")));
        token
    }

    /// A request to the Store; `path` as the program writes it after the host.
    pub async fn store(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> Answer {
        let url = format!("{}/{STORE}{path}", self.base);
        let own = self.always.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let all: Vec<_> = own.chain(headers.iter().copied()).collect();
        self.send(method, &url, &all, body.map(Body::from)).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.store(Method::GET, path, &[], None).await
    }

    /// A request to any address.
    pub async fn send(
        &self,
        method: Method,
        url: &str,
        headers: &[(&str, &str)],
        body: Option<Body>,
    ) -> Answer {
        let mut request = self.http.request(method.clone(), url);
        // Without a body these two announce an empty one, as the libraries of Python, Node and .NET do.
        let empty = body.is_none() && matches!(method, Method::POST | Method::PUT);
        if empty {
            request = request.header("content-length", "0");
        }
        for (name, value) in headers {
            let name = HeaderName::from_bytes(name.as_bytes()).expect("a header");
            request = request.header(name, HeaderValue::from_str(value).expect("a value"));
        }
        if let Some(body) = body {
            request = request.body(body);
        }
        let answer = request.send().await.expect("an answer");
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        Answer { status, headers, body: answer.bytes().await.expect("all of it").to_vec() }
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {} {}", self.status, self.text()))
    }

    /// The JSON of a success, as every one of these programs checks it.
    #[track_caller]
    pub fn good(&self) -> Value {
        assert!((200..300).contains(&self.status), "{} {}", self.status, self.text());
        self.json()
    }
}

/// The form a clock time takes in `x-ms-date`.
pub fn http_date() -> String {
    jiff::Timestamp::now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// Opens a submission that another tool left behind, and gives its id.
pub async fn left_behind(shop: &Shop, app: &str) -> String {
    shop.store.create(&of(app)).await.expect("it is created").id().to_owned()
}
