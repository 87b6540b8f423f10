//! The page inside the window: reading it, pressing what is on it, judging it.
//!
//! Controls are found as a person who hears the page finds them, by role and name; a control without a name cannot be
//! found, and the journey says so.

use std::path::Path;

use serde_json::{Value, json};
use thirtyfour::Key;
use thirtyfour::prelude::*;

use crate::window::{Window, until};

impl Window {
    /// Runs JavaScript in the page; a promise is awaited. Fails with the page's own message.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        let answer = self.driver.execute(script.to_owned(), arguments).await;
        answer.unwrap_or_else(|error| panic!("a script failed in the page: {error}\n{script}")).json().clone()
    }

    /// Runs JavaScript again until it answers something true, and gives that.
    pub async fn script_until(&self, what: &str, script: &str, arguments: Vec<Value>) -> Value {
        until(what, async || {
            let answer = self.script(script, arguments.clone()).await;
            let empty = matches!(&answer, Value::Null | Value::Bool(false))
                || answer == json!("")
                || answer == json!(0);
            (!empty).then_some(answer)
        })
        .await
    }

    /// Asks the core what the page asks it, by the page's own way.
    pub async fn try_call(&self, name: &str, arguments: Value) -> Result<Value, Value> {
        let script =
            "return window.__TAURI_INTERNALS__.invoke('call', { name: arguments[0], args: arguments[1] })
            .then((answer) => ({ answer }), (problem) => ({ problem }));";
        let mut answer = self.script(script, vec![json!(name), arguments]).await;
        if answer["problem"].is_null() { Ok(answer["answer"].take()) } else { Err(answer["problem"].take()) }
    }

    /// The same for what cannot be refused.
    pub async fn call(&self, name: &str, arguments: Value) -> Value {
        self.try_call(name, arguments).await.unwrap_or_else(|problem| panic!("{name} was refused: {problem}"))
    }

    /// The control with this role and name, once it is shown and enabled.
    pub async fn control(&self, role: &str, name: &str) -> WebElement {
        let find = format!("{FIND}\nreturn find(arguments[0], arguments[1]);");
        let arguments = vec![json!(role), json!(name)];
        until(&format!("the {role} {name:?}"), async || {
            self.driver.execute(find.clone(), arguments.clone()).await.ok()?.element().ok()
        })
        .await
    }

    /// Whether such a control is shown now.
    pub async fn shows(&self, role: &str, name: &str) -> bool {
        let find = format!("{FIND}\nreturn find(arguments[0], arguments[1]) !== null;");
        self.script(&find, vec![json!(role), json!(name)]).await == json!(true)
    }

    /// Waits until such a control is shown no more.
    pub async fn gone(&self, role: &str, name: &str) {
        until(&format!("the {role} {name:?} to go"), async || (!self.shows(role, name).await).then_some(()))
            .await;
    }

    pub async fn press(&self, role: &str, name: &str) {
        // A control may be drawn anew between finding and pressing it; then it is found again.
        until(&format!("the {role} {name:?} to be pressed"), async || {
            let control = self.control(role, name).await;
            control.scroll_into_view().await.ok()?;
            control.click().await.ok()
        })
        .await;
    }

    /// Replaces what stands in a field by typing.
    pub async fn fill(&self, name: &str, text: &str) {
        let field = until(&format!("the field {name:?} to take the keyboard"), async || {
            let field = self.control("textbox", name).await;
            // WebKitWebDriver does not scroll an inner scroller by itself.
            field.scroll_into_view().await.ok()?;
            field.click().await.ok().map(|()| field)
        })
        .await;
        field.send_keys(Key::Control + "a").await.expect("the field can be selected");
        field.send_keys(Key::Delete + "").await.expect("the field can be emptied");
        field.send_keys(text).await.expect("the field can be typed into");
    }

    /// Types into whatever has the keyboard.
    pub async fn keys(&self, keys: impl Into<String>) {
        self.driver.action_chain().send_keys(keys.into()).perform().await.expect("keys can be sent");
    }

    /// Waits until the page says this, anywhere.
    pub async fn says(&self, words: &str) {
        self.script_until(
            &format!("the page to say {words:?}"),
            "return document.body.innerText.replace(/\\u00a0/g, ' ').includes(arguments[0]);",
            vec![json!(words)],
        )
        .await;
    }

    /// Waits for the page's first heading, and gives it.
    pub async fn heading(&self) -> String {
        let heading = "const all = [...document.querySelectorAll('h1')].filter((one) => one.checkVisibility());\
                       return all.length === 1 ? all[0].textContent.trim() : '';";
        let answer = self.script_until("one first heading", heading, vec![]).await;
        answer.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the page is at rest: nothing loading, nothing moving, two frames painted.
    pub async fn rest(&self) {
        self.script_until(
            "nothing to be loading",
            "return document.querySelector('[aria-busy=true]') === null;",
            vec![],
        )
        .await;
        self.script(
            "return document.fonts.ready.then(() => Promise.all([...document.images].map((one) => one.decode().catch(() => {}))))
             .then(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)))
             .then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))));",
            vec![],
        )
        .await;
    }

    /// What the content security policy has refused since the page began.
    pub async fn refused(&self) -> Vec<String> {
        let marks = "return performance.getEntriesByType('mark').map((one) => one.name).filter((name) => name.startsWith('vt:refused '));";
        serde_json::from_value(self.script(marks, vec![]).await).expect("names of marks are texts")
    }

    /// Style elements of the page that the policy left without effect.
    pub async fn dead_styles(&self) -> u64 {
        let dead =
            "return [...document.querySelectorAll('style')].filter((one) => one.sheet === null).length;";
        self.script(dead, vec![]).await.as_u64().expect("a count is a number")
    }

    /// What axe-core finds on the page as it is now, one line each, WCAG 2.2 A and AA.
    pub async fn accessibility_problems(&self) -> Vec<String> {
        let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(&axe)
            .expect("axe-core is a package of the UI; `cargo xtask setup` installs it");
        if self.script("return typeof axe === 'undefined';", vec![]).await == json!(true) {
            self.script(&axe, vec![]).await;
        }
        // Fluent's focus traps are empty on purpose and hidden from everybody.
        let run = "return axe.run({ exclude: [['[data-tabster-dummy]']] },
            { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] })
            .then((found) => found.violations.flatMap((one) =>
                one.nodes.map((node) => `${one.id}: ${one.help} at ${node.target.join(' ')}: ${node.html.slice(0, 200)}`)));";
        serde_json::from_value(self.script(run, vec![]).await).expect("axe answers with findings")
    }
}

/// Finds a shown, enabled element by role and accessible name: the common part of the ARIA name computation.
const FIND: &str = include_str!("find.js");
