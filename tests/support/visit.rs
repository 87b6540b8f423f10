//! Getting about in the window, and the Partner Center at its other end.
//!
//! Pages are known by their headings and addresses. The other end is a sandbox: its log says what really left the window,
//! and its faults are what a bad day of the service looks like.

use serde_json::{Value, json};
use thirtyfour::WebElement;

use crate::colleague::{Colleague, numbered};
use crate::window::{Window, until};

impl Window {
    /// Waits for the page under this first heading.
    pub async fn at(&self, heading: &str) {
        let spaces = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        until(&format!("the page {heading:?}"), async || {
            (spaces(&self.heading().await) == spaces(heading)).then_some(())
        })
        .await;
        self.rest().await;
    }

    /// Goes to a page by its address, as a link does.
    pub async fn go(&self, address: &str) {
        self.script("location.hash = arguments[0];", vec![json!(address)]).await;
        let arrived = "return location.hash.split('?')[0] === arguments[0].split('?')[0];";
        self.script_until(&format!("the page {address}"), arrived, vec![json!(address)]).await;
        self.heading().await;
        self.rest().await;
    }

    /// Where the window is, without the part before `#`.
    pub async fn address(&self) -> String {
        let hash = self.script("return location.hash;", vec![]).await;
        hash.as_str().unwrap_or_default().to_owned()
    }

    /// The text of a field, as a person reads it.
    pub async fn value(&self, name: &str) -> String {
        let field = self.control("textbox", name).await;
        field.value().await.expect("a field can be read").unwrap_or_default()
    }

    /// Theme and language, as *Settings* puts them, on the page as it is.
    pub async fn dress(&self, theme: &str, language: &str) {
        let settings = json!({ "language": language, "theme": theme, "rail": false, "zoom": 100 });
        self.call("settings_set", settings).await;
        let practice = !self.call("session", Value::Null).await["practice"].is_null();
        self.script(
            "const first = new URLSearchParams({ language: arguments[0], theme: arguments[1], practice: arguments[2] });
             window.vtLeaving = true;
             history.replaceState(history.state, '', `?${first}${location.hash}`);
             location.reload();",
            vec![json!(language), json!(theme), json!(practice)],
        )
        .await;
        let shown = if theme == "contrast" { "hc" } else { theme };
        let lived = "return window.vtLeaving === undefined && document.documentElement.dataset.theme === arguments[0] && document.documentElement.lang === arguments[1];";
        self.script_until("the page in its new clothes", lived, vec![json!(shown), json!(language)]).await;
        self.heading().await;
        self.rest().await;
    }

    /// The identity of a product of this name, once the list has arrived.
    pub async fn product(&self, name: &str) -> String {
        until(&format!("the product {name:?}"), async || {
            let list = self.call("products", Value::Null).await;
            let row = list["rows"].as_array()?.iter().find(|row| row["name"] == name)?.clone();
            row["id"].as_str().map(str::to_owned)
        })
        .await
    }

    /// What has the focus, as `[tag, name]`.
    pub async fn focused(&self) -> WebElement {
        self.driver.active_element().await.expect("something has the focus, if only the body")
    }

    /// The Partner Center of the account that was connected first.
    pub async fn partner_center(&self) -> PartnerCenter {
        let session = self.call("session", Value::Null).await;
        let store = session["accounts"][0]["endpoints"]["store"].as_str().expect("an account is connected");
        let base = store.trim_end_matches('/').trim_end_matches("/manage.devcenter.microsoft.com");
        PartnerCenter { base: base.to_owned() }
    }

    /// Somebody else at the practice account, with a tool of their own. Its sandbox keeps what it hands out in its state.
    pub async fn colleague(&self) -> Colleague {
        let place = self.data.join("practice/sandbox/account.json");
        let account = std::fs::read(&place).expect("the sandbox of practice keeps its account");
        let mut account: Value = serde_json::from_slice(&account).expect("the account is JSON");
        let credentials = serde_json::from_value(account["credentials"].take())
            .expect("credentials as the sandbox writes them");
        Colleague::at(&self.partner_center().await.base, &credentials).await
    }
}

/// A sandbox, from outside.
pub struct PartnerCenter {
    base: String,
}

impl PartnerCenter {
    pub fn at(base: &str) -> Self {
        Self { base: base.to_owned() }
    }

    /// What happens to the next requests of a route; see the sandbox's own page.
    pub async fn fault(&self, rule: Value) {
        self.post("faults", rule).await;
    }

    pub async fn heal(&self) {
        let answer = reqwest::Client::new().delete(format!("{}/_sandbox/faults", self.base)).send().await;
        answer.expect("the sandbox answers").error_for_status().expect("faults can be taken away");
    }

    /// What only a person in Partner Center can do.
    pub async fn portal(&self, act: Value) {
        self.post("portal", act).await;
    }

    pub async fn speed(&self, times: f64) {
        self.post("clock", json!({ "speed": times })).await;
    }

    /// Moves the clock to the next thing that happens by itself.
    pub async fn next_step(&self) {
        self.post("clock", json!({ "untilNextStep": true })).await;
    }

    async fn post(&self, route: &str, body: Value) {
        let request = reqwest::Client::new().post(format!("{}/_sandbox/{route}", self.base)).json(&body);
        let answer = request.send().await.expect("the sandbox answers");
        let status = answer.status();
        assert!(status.is_success(), "{route} {body}: {status} {}", answer.text().await.unwrap_or_default());
    }

    /// Every request so far: `{n, at, host, method, path, status}`.
    pub async fn log(&self) -> Vec<Value> {
        let answer = reqwest::get(format!("{}/_sandbox/log?since=0", self.base)).await;
        answer.expect("the sandbox answers").json().await.expect("the log is a list")
    }

    /// Where the log stands.
    pub async fn now(&self) -> u64 {
        self.log().await.last().and_then(|entry| entry["n"].as_u64()).unwrap_or_default()
    }

    /// Requests to the Store after a place in the log that change something, in order; numbers that the service gave are
    /// written as `#`.
    pub async fn changes(&self, since: u64) -> Vec<String> {
        let log = self.log().await;
        let asked = log.iter().filter(|entry| entry["n"].as_u64() > Some(since) && changes_something(entry));
        asked.map(|entry| format!("{} {}", text(&entry["method"]), numbered(text(&entry["path"])))).collect()
    }

    /// Requests to the Store that change something, as `POST applications/…`.
    pub async fn writes(&self) -> Vec<String> {
        let log = self.log().await;
        let changing = log.iter().filter(|entry| changes_something(entry));
        changing
            .map(|entry| {
                format!("{} {}", text(&entry["method"]), text(&entry["path"]).trim_start_matches("/v1.0/my/"))
            })
            .collect()
    }
}

fn changes_something(entry: &Value) -> bool {
    entry["host"] == "manage.devcenter.microsoft.com" && entry["method"] != "GET"
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

const FIND: &str = include_str!("find.js");

/// Controls whose names carry more than a catalogue holds, and typing as a clipboard does.
impl Window {
    /// Presses the first control of this role whose name begins so.
    pub async fn press_first(&self, role: &str, beginning: &str) {
        let find = format!(
            "{FIND}\nreturn [...document.querySelectorAll(ROLES[arguments[0]] ?? `[role=${{arguments[0]}}]`)]
                .find((one) => one.checkVisibility() && nameOf(one).startsWith(words(arguments[1]))) ?? null;"
        );
        let arguments = vec![json!(role), json!(beginning)];
        until(&format!("the {role} {beginning:?}… to be pressed"), async || {
            let found = self.driver.execute(find.clone(), arguments.clone()).await.ok()?.element().ok()?;
            found.scroll_into_view().await.ok()?;
            found.click().await.ok()
        })
        .await;
    }

    /// Replaces what stands in a field with a text from the clipboard: one input event, however long it is.
    pub async fn paste(&self, name: &str, text: &str) {
        let field = self.control("textbox", name).await;
        field.focus().await.expect("the field takes the keyboard");
        self.script(
            "document.activeElement.select(); document.execCommand('insertText', false, arguments[0]);",
            vec![json!(text)],
        )
        .await;
    }
}
