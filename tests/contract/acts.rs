//! The hold: what cannot be undone waits, and nothing is sent before the wait is over. The clock of these tests stands still
//! and is moved by hand; only while the service is spoken to does it run.

use std::time::Duration;

use serde_json::{Value, json};
use vitrine_sandbox::Sandbox;
use vitrine_tests::colleague::{Colleague, changes, now};
use vitrine_tests::desk::{Desk, until};

use crate::publishing::sandbox;

const PLANNER: &str = "applications/9PTLSPNPLNR1";

/// Practice with a submission of Tailspin Planner open at Microsoft, and the act that deletes it.
async fn with_open(folder: &std::path::Path, sandbox: &Sandbox) -> (Desk, Value) {
    let desk = Desk::practice(folder, sandbox, 600.0).await;
    let product = desk.product("Tailspin Planner").await["id"].clone();
    Colleague::of(sandbox).await.begins(PLANNER).await;
    desk.ask("product_read", product.clone()).await;
    (desk, json!({ "name": "deletePending", "product": product }))
}

async fn is_open(sandbox: &Sandbox) -> bool {
    Colleague::of(sandbox).await.open(PLANNER).await.is_some()
}

/// Lets this much of the hold pass.
async fn passes(seconds: u64) {
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(seconds)).await;
    tokio::time::resume();
}

async fn waiting(desk: &Desk) -> Vec<Value> {
    desk.ask("session", Value::Null).await["held"].as_array().unwrap().clone()
}

/// How the act ended, as the window was told.
async fn ended(desk: &Desk) -> Value {
    until(async || {
        let events = desk.events.lock().unwrap();
        let told = events.iter().map(|event| serde_json::to_value(event).unwrap());
        told.into_iter().find(|event| event["event"] == "actEnded")
    })
    .await
}

#[tokio::test]
async fn undo_sends_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, act) = with_open(folder.path(), &sandbox).await;
    let since = now(&sandbox);
    let begun = desk.ask("act_begin", act.clone()).await;
    assert_eq!(begun["outcome"], "held", "{begun:#}");
    desk.ask("act_undo", begun["held"]["id"].clone()).await;
    passes(60).await;
    assert!(waiting(&desk).await.is_empty());
    assert!(changes(&sandbox, since).is_empty());
    assert!(is_open(&sandbox).await);
    let told = desk.ask("activity", json!({ "requests": false, "errors": false })).await;
    let newest = &told["entries"][0]["what"];
    assert_eq!((&newest["act"], &newest["undone"]), (&json!("deletePending"), &json!(true)), "{told:#}");
    let late = desk.call("act_undo", begun["held"]["id"].clone()).await.unwrap_err();
    assert_eq!(late.code, "act.undo.toolate");
}

#[tokio::test]
async fn closing_sends_nothing_and_the_next_start_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, act) = with_open(folder.path(), &sandbox).await;
    let since = now(&sandbox);
    desk.ask("act_begin", act.clone()).await;
    let path = desk.end().await;
    passes(60).await;
    let desk = Desk::practice(&path, &sandbox, 600.0).await;
    let session = desk.ask("session", Value::Null).await;
    let told = &session["not_sent"][0];
    assert_eq!((&told["act"]["name"], &told["product_name"]), (&act["name"], &json!("Tailspin Planner")));
    assert_eq!(session["held"], json!([]), "nothing waits on by itself");
    passes(60).await;
    assert!(changes(&sandbox, since).is_empty());
    assert!(is_open(&sandbox).await);
    // Until it is read, each start says it again.
    let path = desk.end().await;
    let desk = Desk::practice(&path, &sandbox, 600.0).await;
    let session = desk.ask("session", Value::Null).await;
    assert_eq!(session["not_sent"].as_array().map(Vec::len), Some(1));
    desk.ask("not_sent_dismiss", session["not_sent"][0]["id"].clone()).await;
    let path = desk.end().await;
    let desk = Desk::practice(&path, &sandbox, 600.0).await;
    assert_eq!(desk.ask("session", Value::Null).await["not_sent"], json!([]));
}

#[tokio::test]
async fn it_is_sent_when_the_wait_is_over_and_once_for_two_clicks() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, act) = with_open(folder.path(), &sandbox).await;
    let since = now(&sandbox);
    let (one, two) = tokio::join!(desk.ask("act_begin", act.clone()), desk.ask("act_begin", act.clone()));
    assert_eq!(one["held"]["id"], two["held"]["id"], "the same act waits once");
    assert_eq!(waiting(&desk).await.len(), 1);
    passes(8).await;
    assert_eq!(waiting(&desk).await.len(), 1, "eight of ten seconds");
    assert!(changes(&sandbox, since).is_empty());
    passes(3).await;
    let end = ended(&desk).await;
    assert_eq!((&end["act"]["name"], &end["problem"]), (&act["name"], &Value::Null), "{end:#}");
    assert_eq!(changes(&sandbox, since), [format!("DELETE {PLANNER}/submissions/#")]);
    assert!(!is_open(&sandbox).await);
    let history = desk.ask("history", act["product"].clone()).await;
    assert_eq!(history[0]["reason"], "beforeDelete", "a copy was taken first");
    let path = desk.end().await;
    let desk = Desk::practice(&path, &sandbox, 600.0).await;
    assert_eq!(desk.ask("session", Value::Null).await["not_sent"], json!([]), "it was sent");
}

#[tokio::test]
async fn the_countdown_waits_while_somebody_looks_at_it() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, act) = with_open(folder.path(), &sandbox).await;
    let since = now(&sandbox);
    let id = desk.ask("act_begin", act).await["held"]["id"].clone();
    passes(4).await;
    desk.ask("act_pause", json!({ "id": id, "paused": true })).await;
    let left = waiting(&desk).await[0]["paused_ms"].as_u64().expect("what is left");
    assert!((4_000..=6_000).contains(&left), "{left} ms");
    passes(600).await;
    assert_eq!(waiting(&desk).await[0]["paused_ms"], left, "ten minutes later");
    assert!(changes(&sandbox, since).is_empty());
    desk.ask("act_pause", json!({ "id": id, "paused": false })).await;
    assert_eq!(waiting(&desk).await[0]["paused_ms"], Value::Null);
    passes(6).await;
    ended(&desk).await;
    assert_eq!(changes(&sandbox, since).len(), 1);
}

#[tokio::test]
async fn the_hold_is_none_ten_or_thirty_seconds() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, act) = with_open(folder.path(), &sandbox).await;
    let since = now(&sandbox);
    desk.hold(30).await;
    assert_eq!(desk.ask("act_sheet", act.clone()).await["hold_seconds"], 30);
    let id = desk.ask("act_begin", act.clone()).await["held"]["id"].clone();
    passes(28).await;
    assert_eq!(waiting(&desk).await.len(), 1);
    desk.ask("act_undo", id).await;
    desk.hold(25).await;
    assert_eq!(desk.ask("act_sheet", act.clone()).await["hold_seconds"], 10, "there are only three");
    desk.hold(0).await;
    assert_eq!(desk.ask("act_sheet", act.clone()).await["hold_seconds"], 0);
    assert!(changes(&sandbox, since).is_empty());
    assert_eq!(desk.ask("act_begin", act).await["outcome"], "done");
    assert_eq!(changes(&sandbox, since).len(), 1);
}

#[tokio::test]
async fn what_can_be_undone_at_microsoft_does_not_wait() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let desk = Desk::practice(folder.path(), &sandbox, 600.0).await;
    let litware = desk.product("Litware Forms").await["id"].clone();
    desk.ask("product_read", litware.clone()).await;
    let act = json!({ "name": "changeRollout", "product": litware, "percentage": 30.0 });
    let sheet = desk.ask("act_sheet", act.clone()).await;
    assert_eq!((&sheet["level"], &sheet["hold_seconds"]), (&json!(1), &json!(0)), "{sheet:#}");
    let leap = json!({ "name": "changeRollout", "product": litware, "percentage": 100.0 });
    assert_eq!(desk.ask("act_sheet", leap).await["level"], 2, "everybody at once is a leap");
    assert_eq!(desk.ask("act_begin", act).await["outcome"], "done");
}
