//! An account of 5,000 apps, one of them in 100 languages: filtering the table, opening the draft.

use std::path::Path;

use serde_json::{Value, json};
use vitrine_sandbox::{Options, Sandbox, Scenario};
use vitrine_tests::desk::{Desk, until};
use vitrine_tests::window::{Start, Window};

use crate::report::Report;

const SPEED: f64 = 600.0;

/// The app with a listing in 100 languages.
const LARGEST: &str = "Relecloud Atlas";

/// Keystrokes and openings that are measured.
const KEYS: usize = 30;
const OPENINGS: usize = 9;

pub async fn filter_and_open(report: &mut Report) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let product = prepare(folder.path()).await;
    let start = Start { flags: vec![], data: Some(folder.path().to_path_buf()), ..Start::default() };
    let window = Window::open("bench", start).await;
    report.value("filter keystroke painted, 5,000 apps", &filter(&window).await, 50.0);
    report.value("draft of 100 languages opened", &open_draft(&window, &product).await, 300.0);
    window.close().await;
}

/// Fills a data folder as reading the account would: at the pace of the public service that takes minutes, so it is done
/// by a core without a window, in the sandbox's own time. What is measured afterwards needs no service.
async fn prepare(folder: &Path) -> String {
    let options = Options { scenario: Scenario::Large, speed: SPEED, ..Options::default() };
    let sandbox =
        Sandbox::start(options).await.unwrap_or_else(|error| panic!("the sandbox did not start: {error}"));
    let desk = Desk::practice(folder, &sandbox, SPEED).await;
    let rows = until(async || {
        let list = desk.ask("products", Value::Null).await;
        let rows = list["rows"].as_array()?.clone();
        (rows.len() == 5_000).then_some(rows)
    })
    .await;
    let largest =
        rows.iter().find(|row| row["name"] == LARGEST).expect("the app of 100 languages")["id"].clone();
    let draft = desk.ask("draft_start", largest.clone()).await;
    assert_eq!(draft["standing"]["languages"].as_array().map(Vec::len), Some(100));
    desk.end().await;
    sandbox.stop().await;
    largest.as_str().unwrap_or_default().to_owned()
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

/// Milliseconds from leaving the table to the second frame with the first text of the listing, the document read and judged.
async fn open_draft(window: &Window, product: &str) -> Vec<f64> {
    let mut opened = Vec::new();
    for _ in 0..OPENINGS {
        // A new page each time: the one that has opened the draft before still holds it.
        window
            .script("window.vtBefore = true; location.hash = '#/products'; location.reload();", vec![])
            .await;
        window.script_until("a new page", "return window.vtBefore === undefined;", vec![]).await;
        window.control("textbox", "Search products").await;
        window.rest().await;
        let script = "const start = performance.now();
            location.hash = `#/products/${encodeURIComponent(arguments[0])}/listing`;
            return new Promise((done) => {
                const look = () => document.querySelector('main textarea')
                    ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)))
                    : requestAnimationFrame(look);
                look();
            });";
        opened.push(window.script(script, vec![json!(product)]).await.as_f64().unwrap_or(f64::NAN));
    }
    opened
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}
