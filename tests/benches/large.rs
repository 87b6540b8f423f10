//! An account of 5,000 apps, one of them in 100 languages: filtering the table, opening the draft.

use serde_json::{Value, json};
use vitrine_sandbox::{Options, Sandbox, Scenario};
use vitrine_tests::window::{Start, Window};

use crate::report::Report;

/// Keystrokes and openings that are measured.
const KEYS: usize = 30;
const OPENINGS: usize = 9;

pub async fn filter_and_open(report: &mut Report) {
    let options = Options { scenario: Scenario::Large, speed: 600.0, ..Options::default() };
    let sandbox =
        Sandbox::start(options).await.unwrap_or_else(|error| panic!("the sandbox did not start: {error}"));
    let window = Window::open("bench", Start { flags: vec![], ..Start::default() }).await;
    connect(&window, &sandbox).await;
    report.value("filter keystroke painted, 5,000 apps", &filter(&window).await, 50.0);
    report.value("draft of 100 languages opened", &open_draft(&window).await, 300.0);
    window.close().await;
}

async fn connect(window: &Window, sandbox: &Sandbox) {
    let credentials = sandbox.credentials();
    let host = |name: &str| format!("{}/{name}", sandbox.base());
    let endpoints = json!({
        "kind": "custom",
        "login": host("login.microsoftonline.com"),
        "store": host("manage.devcenter.microsoft.com"),
        "marketplace": host("api.partner.microsoft.com"),
        "graph": host("graph.microsoft.com"),
        "resource": "https://manage.devcenter.microsoft.com",
    });
    let form = json!({
        "name": "Large", "tenant": credentials.tenant_id, "client": credentials.client_id,
        "key": credentials.client_secret, "endpoints": endpoints,
    });
    window.call("account_connect", form).await;
    let counted = "return window.__TAURI_INTERNALS__.invoke('call', { name: 'products', args: null })
        .then((list) => list.rows.length >= 5000);";
    window.script_until("5,000 products", counted, vec![]).await;
}

/// Milliseconds from a key to the second frame after it, while the search narrows and widens again.
async fn filter(window: &Window) -> Vec<f64> {
    window.script("location.hash = '#/products';", vec![]).await;
    window.control("textbox", "Search products").await;
    window.says("5,000").await;
    window
        .script(
            "window.vtPainted = []; document.addEventListener('keydown', (event) => {
                 const at = event.timeStamp;
                 requestAnimationFrame(() => requestAnimationFrame(() => window.vtPainted.push(performance.now() - at)));
             }, true);",
            vec![],
        )
        .await;
    window.press("textbox", "Search products").await;
    let word = "planner";
    for key in 0..KEYS {
        let letter =
            word.as_bytes().get(key % (word.len() * 2)).map(|letter| char::from(*letter).to_string());
        // Forward through the word, then back to nothing.
        window.keys(letter.unwrap_or_else(|| thirtyfour::Key::Backspace.value().to_string())).await;
        let enough = format!("return window.vtPainted.length >= {};", key + 1);
        window.script_until("the key to be painted", &enough, vec![]).await;
    }
    numbers(&window.script("return window.vtPainted;", vec![]).await)
}

/// Milliseconds from going there to the second frame with every language in it, document read and judged.
async fn open_draft(window: &Window) -> Vec<f64> {
    let list = window.call("products", Value::Null).await;
    let product = list["rows"][0]["id"].clone();
    window.call("draft_start", product.clone()).await;
    let mut opened = Vec::new();
    for _ in 0..OPENINGS {
        window.script("location.hash = '#/products';", vec![]).await;
        window.control("textbox", "Search products").await;
        let script = "const start = performance.now();
            location.hash = `#/products/${encodeURIComponent(arguments[0])}/listing`;
            return new Promise((done) => {
                const look = () => document.querySelector('main textarea, main input')
                    ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)))
                    : requestAnimationFrame(look);
                look();
            });";
        opened.push(window.script(script, vec![product.clone()]).await.as_f64().unwrap_or(f64::NAN));
    }
    opened
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}
