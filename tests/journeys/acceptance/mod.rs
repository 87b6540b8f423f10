//! What was promised about the window, one promise a function, several in a window where they do not disturb one another.
//!
//! The use cases under the window are proven without it (`tests/contract`); here it is what a person sees, hears and
//! presses. What left the window is read in the log of the sandbox at the other end.

mod connected;
mod everywhere;
mod keeping;
mod places;
mod quitting;
mod reviewing;
mod secrets;
mod sending;
mod trouble;

use std::path::Path;

use serde_json::{Value, json};
use vitrine_sandbox::{Options, Sandbox, Scenario};
use vitrine_tests::window::{Start, Window, journey};
use vitrine_tests::words::Words;

/// What most promises are tried on.
const PRODUCT: &str = "Tailspin Planner";

/// A journey at whose end the content security policy has refused nothing.
async fn promise(name: &str, start: Start, body: impl AsyncFnOnce(&mut Window)) {
    journey(name, start, async |window| {
        window.heading().await;
        body(window).await;
        if window.process().is_some() {
            assert_eq!(window.refused().await, Vec::<String>::new(), "the policy refused nothing on the way");
        }
    })
    .await;
}

/// A product with a draft.
struct Draft {
    /// Address of its pages, without the last part.
    pages: String,
    id: Value,
}

impl Draft {
    async fn start(window: &Window, product: &str) -> Self {
        let product = window.product(product).await;
        let view = window.call("draft_start", json!(product)).await;
        Self { pages: format!("#/products/{product}"), id: view["id"].clone() }
    }

    /// Edits made before the page is there, as another day of work.
    async fn edit(&self, window: &Window, edits: &[(&str, &str)]) {
        let edits: Vec<Value> =
            edits.iter().map(|(pointer, value)| json!({ "pointer": pointer, "value": value })).collect();
        window.call("draft_patch", json!({ "draft": self.id, "edits": edits })).await;
    }

    async fn open(&self, window: &Window, page: &str) {
        window.go(&format!("{}/{page}", self.pages)).await;
    }
}

/// What the polite region has said, as a screen reader hears it.
async fn hears(window: &Window, words: &str) {
    let said = "return [...document.querySelectorAll('[aria-live=polite]')].some((one) => one.textContent.includes(arguments[0]));";
    window.script_until(&format!("{words:?} to be announced"), said, vec![json!(words)]).await;
}

/// The text of what has the focus.
async fn focused(window: &Window) -> String {
    let text = "return document.activeElement?.textContent.trim() ?? '';";
    window.script(text, vec![]).await.as_str().unwrap_or_default().to_owned()
}

/// A real key, from the system.
fn key(window: &Window, keys: &str) {
    window.display.focus(&window.shown());
    window.display.act(&["key", "--clearmodifiers", keys]);
}

/// A Partner Center with one product. Accounts that a person connects keep Microsoft's pace of twenty requests a minute,
/// and a journey has no minute to wait.
async fn one_product() -> Sandbox {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/crates/sandbox/data/demo");
    let planner =
        std::fs::read_to_string(demo.join("tailspin-planner.json")).expect("the demo has a planner");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("scenario.json");
    std::fs::write(&file, format!(r#"{{"apps": [{planner}]}}"#)).expect("a file can be written");
    let options = Options { scenario: Scenario::File(file), ..Options::default() };
    Sandbox::start(options).await.expect("the sandbox starts")
}

fn english() -> Words {
    Words::new("en")
}
