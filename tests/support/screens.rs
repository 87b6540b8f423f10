//! Every screen and every dialog of the window by name: what is pictured, and what has to be usable by everybody.

use serde_json::{Value, json};

use crate::window::{Window, until};
use crate::words::Words;

/// Screens by name and address, on the practice account. What stands in braces is filled in by [`Places`].
pub const SCREENS: &[(&str, &str)] = &[
    ("home", "#/"),
    ("products", "#/products"),
    ("new-app", "#/products/new"),
    ("product", "#/products/{product}"),
    ("history", "#/products/{product}/history"),
    ("draft", "#/products/{product}/draft"),
    ("listing", "#/products/{product}/listing"),
    ("images", "#/products/{product}/images"),
    ("packages", "#/products/{product}/packages"),
    ("price", "#/products/{product}/price"),
    ("properties", "#/products/{product}/properties"),
    ("game", "#/products/{game}/game"),
    ("options", "#/products/{product}/options"),
    ("review", "#/products/{product}/review"),
    ("conflicts", "#/products/{product}/conflicts"),
    ("rollout", "#/products/{rolling}/rollout"),
    ("pending", "#/products/{pending}/pending"),
    ("add-ons", "#/products/{product}/add-ons"),
    ("add-on-texts", "#/products/{product}/add-ons/texts"),
    ("add-on", "#/products/{add-on}"),
    ("add-on-listing", "#/products/{add-on}/listing"),
    ("add-on-properties", "#/products/{add-on}/properties"),
    ("flights", "#/products/{product}/flights"),
    ("new-flight", "#/products/{product}/flights/new"),
    ("flight", "#/products/{flight}"),
    ("flight-packages", "#/products/{flight}/packages"),
    ("activity", "#/activity"),
    ("welcome", "#/welcome"),
    ("connect", "#/connect"),
    ("settings", "#/settings"),
    ("about", "#/settings/about"),
];

/// Products of the practice account of which each screen has something to show.
pub struct Places {
    /// An app with a draft.
    pub product: String,
    named: Vec<(&'static str, String)>,
}

impl Places {
    /// Starts the drafts that the screens need.
    pub async fn of(window: &Window) -> Self {
        let product = product_with_draft(window).await;
        let add_on = part(window, "add_ons", &product, "planner.archive.year").await;
        let flight = part(window, "flights", &product, "Beta testers").await;
        let game = window.product("Alpine Ski Racer").await;
        for key in [&add_on, &flight, &game] {
            window.call("draft_start", json!(key)).await;
        }
        let named = vec![
            ("{product}", product.clone()),
            ("{add-on}", add_on),
            ("{flight}", flight),
            ("{game}", game),
            ("{rolling}", window.product("Litware Forms").await),
            ("{pending}", window.product("Wingtip Notes").await),
        ];
        Self { product, named }
    }

    pub fn fill(&self, address: &str) -> String {
        self.named.iter().fold(address.to_owned(), |filled, (name, key)| filled.replace(name, key))
    }
}

/// The key of an add-on (by its product ID) or a flight (by its name), once the list of its app has arrived.
pub async fn part(window: &Window, list: &str, app: &str, name: &str) -> String {
    until(&format!("{name:?} among the {list}"), async || {
        let list = window.call(list, json!(app)).await;
        let row = list["rows"]
            .as_array()?
            .iter()
            .find(|one| one["row"]["name"] == name || one["facts"]["product_id"] == name)?
            .clone();
        row["row"]["id"].as_str().map(str::to_owned)
    })
    .await
}

/// The first product of the practice account that can have a draft, once it has one.
pub async fn product_with_draft(window: &Window) -> String {
    let rows = "return window.__TAURI_INTERNALS__.invoke('call', { name: 'products', args: null })
        .then((list) => list.rows.length > 0 && list.rows);";
    let rows = window.script_until("products", rows, vec![]).await;
    for row in rows.as_array().into_iter().flatten() {
        if window.try_call("draft_start", row["id"].clone()).await.is_ok() {
            return row["id"].as_str().unwrap_or_default().to_owned();
        }
    }
    panic!("no product of the practice account can have a draft");
}

/// A dialog: where it is opened, by what, and which answer is safe.
pub struct Opening {
    pub name: &'static str,
    /// An address like those of [`SCREENS`].
    pub page: &'static str,
    /// What is pressed, one after the other: role, and beginning of the name.
    pub presses: Vec<(&'static str, String)>,
    /// The answer that does nothing, where the dialog is about an act of level 2 or 3.
    pub safe: Option<String>,
}

/// Dialogs before what costs something or cannot be undone.
pub fn grave(t: &Words) -> Vec<Opening> {
    let act = |name: &'static str, page, presses, act: &str| Opening {
        name,
        page,
        presses,
        safe: Some(t.say(&format!("dialogs:act.{act}.safe"))),
    };
    let sale = |turn: &str, product: &str| {
        t.with("common:of", &[("action", &t.say(&format!("acts:sale.{turn}"))), ("product", product)])
    };
    let percent = if t.is_french() { "100\u{202f}%" } else { "100%" };
    vec![
        act(
            "stop the sale",
            "#/products",
            vec![("button", sale("stop", "Tailspin Planner"))],
            "stopSaleHere",
        ),
        act(
            "sell again",
            "#/products",
            vec![("button", sale("resume", "Fourth Coffee Timer"))],
            "resumeSaleHere",
        ),
        act(
            "a leap of a rollout",
            "#/products/{rolling}/rollout",
            vec![("button", percent.to_owned()), ("button", t.say("rollout:share.apply"))],
            "changeRollout",
        ),
        act(
            "halt",
            "#/products/{rolling}/rollout",
            vec![("button", t.say("rollout:end.halt"))],
            "haltRollout",
        ),
        act(
            "finalize",
            "#/products/{rolling}/rollout",
            vec![("button", t.say("rollout:end.finalize"))],
            "finalizeRollout",
        ),
        act(
            "delete a submission",
            "#/products/{pending}/pending",
            vec![("button", t.say("pending:delete"))],
            "deletePending",
        ),
        act(
            "delete an add-on",
            "#/products/{add-on}",
            vec![("button", t.say("addons:overview.delete"))],
            "deleteAddOn",
        ),
        act(
            "delete a flight",
            "#/products/{flight}",
            vec![("button", t.say("flights:overview.delete"))],
            "deleteFlight",
        ),
        Opening {
            name: "a mandatory update",
            page: "#/products/{product}/packages",
            presses: vec![("checkbox", t.say("packages:delivery.mandatory"))],
            safe: Some(t.say("packages:delivery.ask.safe")),
        },
        Opening {
            name: "discard",
            page: "#/products/{product}/draft",
            presses: vec![("button", t.say("draft:discard.open"))],
            safe: Some(t.say("draft:discard.safe")),
        },
    ]
}

/// Every dialog that one press or two open.
pub fn dialogs(t: &Words) -> Vec<Opening> {
    let plain = |name, page, role, pressed: String| Opening {
        name,
        page,
        presses: vec![(role, pressed)],
        safe: None,
    };
    let mut all = grave(t);
    all.extend([
        plain("add a language", "#/products/{product}/listing", "button", t.say("listing:addOpen")),
        plain("go to a language", "#/products/{product}/listing", "button", t.say("states:language.en-us")),
        plain("search", "#/products/{product}/images", "button", t.say("shell:search.open")),
        plain("help", "#/products/{product}/packages", "button", t.say("shell:action.help")),
        plain("a price", "#/products/{product}/price", "button", t.say("price:base.choose")),
        plain("a new add-on", "#/products/{product}/add-ons", "button", t.say("addons:new.open")),
        plain(
            "a language of add-ons",
            "#/products/{product}/add-ons/texts",
            "button",
            t.say("addons:texts.addLanguage"),
        ),
    ]);
    all
}

impl Opening {
    /// Opens the dialog, and waits until it stands still.
    pub async fn open(&self, window: &Window, places: &Places) {
        window.go(&places.fill(self.page)).await;
        for (role, name) in &self.presses {
            window.press_first(role, name).await;
        }
        let opened = "return document.querySelector('[role=dialog], [role=alertdialog]') !== null;";
        window.script_until(&format!("the dialog {:?}", self.name), opened, vec![]).await;
        window.rest().await;
    }

    pub async fn closed(&self, window: &Window) {
        let closed = "return document.querySelector('[role=dialog], [role=alertdialog]') === null;";
        window.script_until(&format!("the dialog {:?} to close", self.name), closed, vec![]).await;
    }
}

/// What waits for its hold.
pub async fn held(window: &Window) -> Vec<Value> {
    let session = window.call("session", Value::Null).await;
    session["held"].as_array().cloned().unwrap_or_default()
}
