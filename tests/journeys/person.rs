//! A person at the window: what journeys of every group do with it, beyond pressing what is on a page.
//!
//! What a journey expects is not here.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use vitrine_sandbox::{Options, Sandbox, Scenario};
use vitrine_tests::visit::PartnerCenter;
use vitrine_tests::window::{Start, Window, journey, until};
use vitrine_tests::words::Words;

/// What most promises are tried on.
pub const PRODUCT: &str = "Tailspin Planner";

/// A journey at whose end the content security policy has refused nothing.
pub async fn promise(name: &str, start: Start, body: impl AsyncFnOnce(&mut Window)) {
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
pub struct Draft {
    /// Address of its pages, without the last part.
    pub pages: String,
    pub id: Value,
}

impl Draft {
    pub async fn start(window: &Window, product: &str) -> Self {
        let product = window.product(product).await;
        Self::of(window, &product).await
    }

    /// Of a product, an add-on or a flight that is known by its key.
    pub async fn of(window: &Window, product: &str) -> Self {
        let view = window.call("draft_start", json!(product)).await;
        Self { pages: format!("#/products/{product}"), id: view["id"].clone() }
    }

    /// Edits made before the page is there, as another day of work.
    pub async fn edit(&self, window: &Window, edits: &[(&str, &str)]) {
        let edits: Vec<(&str, Value)> =
            edits.iter().map(|(pointer, value)| (*pointer, json!(value))).collect();
        self.set(window, &edits).await;
    }

    /// The same with values of any kind.
    pub async fn set(&self, window: &Window, edits: &[(&str, Value)]) {
        let edits: Vec<Value> =
            edits.iter().map(|(pointer, value)| json!({ "pointer": pointer, "value": value })).collect();
        window.call("draft_patch", json!({ "draft": self.id, "edits": edits })).await;
    }

    pub async fn open(&self, window: &Window, page: &str) {
        window.go(&format!("{}/{page}", self.pages)).await;
    }

    /// The document once it says this; what is typed is on its way to the disk for a moment.
    pub async fn says(&self, window: &Window, pointer: &str, wanted: Value) {
        until(&format!("{pointer} to be {wanted} in the draft"), async || {
            let view = window.call("draft_open", self.id.clone()).await;
            (view["document"].pointer(pointer).unwrap_or(&Value::Null) == &wanted).then_some(())
        })
        .await;
    }
}

/// Steps as a person counts them: what is dropped, chosen or pressed. Looking, waiting and coming back another day are none.
pub struct Steps<'a> {
    window: &'a Window,
    taken: Cell<u32>,
}

impl<'a> Steps<'a> {
    pub fn of(window: &'a Window) -> Self {
        Self { window, taken: Cell::new(0) }
    }

    pub fn taken(&self) -> u32 {
        self.taken.get()
    }

    fn one(&self) {
        self.taken.set(self.taken.get() + 1);
    }

    pub async fn press(&self, role: &str, name: &str) {
        self.one();
        self.window.press(role, name).await;
    }

    pub async fn press_first(&self, role: &str, beginning: &str) {
        self.one();
        self.window.press_first(role, beginning).await;
    }

    pub async fn drop(&self, files: &[PathBuf], hovering: &str) {
        self.one();
        self.window.drop_files(files, hovering).await;
    }
}

/// Follows a publication to its end from the page of its progress, while the sandbox clock is pushed.
pub async fn until_live(window: &Window, t: &Words, partner_center: &PartnerCenter, product: &str) {
    until_page(window, partner_center, &t.with("publish:title.succeeded", &[("product", product)])).await;
}

/// Pushes the sandbox clock until the page has this heading.
pub async fn until_page(window: &Window, partner_center: &PartnerCenter, heading: &str) {
    until(&format!("the page {heading:?}"), async || {
        if window.heading().await == heading {
            return Some(());
        }
        partner_center.next_step().await;
        None
    })
    .await;
}

/// What the polite region has said, as a screen reader hears it.
pub async fn hears(window: &Window, words: &str) {
    let said = "return [...document.querySelectorAll('[aria-live=polite]')].some((one) => one.textContent.includes(arguments[0]));";
    window.script_until(&format!("{words:?} to be announced"), said, vec![json!(words)]).await;
}

/// The text of what has the focus.
pub async fn focused(window: &Window) -> String {
    let text = "return document.activeElement?.textContent.trim() ?? '';";
    window.script(text, vec![]).await.as_str().unwrap_or_default().to_owned()
}

/// Waits until what has the focus says this.
pub async fn focus_on(window: &Window, words: &str) {
    let on = "return document.activeElement?.textContent.replace(/\\s+/g, ' ').trim() === arguments[0];";
    window.script_until(&format!("the focus on {words:?}"), on, vec![json!(words)]).await;
}

/// A real key, from the system.
pub fn key(window: &Window, keys: &str) {
    window.display.focus(&window.shown());
    window.display.act(&["key", "--clearmodifiers", keys]);
}

/// Seconds that an act waits which cannot be undone, as *Settings* puts them.
pub async fn hold(window: &Window, seconds: u32) {
    let mut settings = window.call("session", Value::Null).await["settings"].clone();
    settings["hold"] = json!(seconds);
    window.call("settings_set", settings).await;
}

/// A Partner Center with one product. Accounts that a person connects keep Microsoft's pace of twenty requests a minute,
/// and a journey has no minute to wait.
pub async fn one_product() -> Sandbox {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/crates/sandbox/data/demo");
    let planner =
        std::fs::read_to_string(demo.join("tailspin-planner.json")).expect("the demo has a planner");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("scenario.json");
    std::fs::write(&file, format!(r#"{{"apps": [{planner}]}}"#)).expect("a file can be written");
    let options = Options { scenario: Scenario::File(file), ..Options::default() };
    Sandbox::start(options).await.expect("the sandbox starts")
}

/// The name of a field that has to be filled in.
pub fn required(t: &Words, label: &str) -> String {
    format!("{} {}", t.say(label), t.say("common:required"))
}

pub fn english() -> Words {
    Words::new("en")
}
