//! What cannot be undone waits, and in that time nothing has happened: undone by hand, held by a look, ended by closing.

use serde_json::{Value, json};
use vitrine_tests::screens::{held, part};
use vitrine_tests::visit::PartnerCenter;
use vitrine_tests::window::{Start, Window, until};
use vitrine_tests::words::Words;

use super::PLANNER;
use crate::person::{PRODUCT, english, focus_on, hears, key, promise};

const ROLLING: &str = "Litware Forms";
const FLIGHT: &str = "Beta testers";

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_undone_waits() {
    promise("hold", Start::default(), async |window| {
        let t = english();
        let partner_center = window.partner_center().await;
        undo_sends_nothing(window, &t, &partner_center).await;
        the_setting_is_honoured(window, &t, &partner_center).await;
        a_look_stops_the_clock(window, &t, &partner_center).await;
        closing_sends_nothing_and_home_says_so(window, &t).await;
    })
    .await;
}

/// *Finalize* of the product whose rollout runs, up to the bar that counts.
async fn finalize(window: &Window, t: &Words) -> Value {
    let product = window.product(ROLLING).await;
    window.go(&format!("#/products/{product}/rollout")).await;
    window.press("button", &t.say("rollout:end.finalize")).await;
    window.press("button", &t.say("dialogs:act.finalizeRollout.verb")).await;
    window.control("button", &undo_name(t)).await;
    held(window).await.pop().expect("it waits")
}

fn undo_name(t: &Words) -> String {
    let act = t.with("acts:name.finalizeRollout", &[("product", ROLLING)]);
    t.with("acts:hold.undoOf", &[("act", &act)])
}

/// Statement 17: by the button, and by Ctrl+Z.
async fn undo_sends_nothing(window: &Window, t: &Words, partner_center: &PartnerCenter) {
    let since = partner_center.now().await;
    finalize(window, t).await;
    window.picture("waiting").await;
    window.press("button", &undo_name(t)).await;
    hears(window, &t.say("acts:undone")).await;
    assert!(held(window).await.is_empty());
    assert_eq!(focused_tag(window).await, json!("H1"), "the focus is not lost with the bar");
    finalize(window, t).await;
    key(window, "ctrl+z");
    window.gone("button", &undo_name(t)).await;
    hears(window, &t.say("acts:undone")).await;
    assert!(held(window).await.is_empty());
    assert_eq!(partner_center.changes(since).await, Vec::<String>::new());
}

async fn focused_tag(window: &Window) -> Value {
    window.script("return document.activeElement.tagName;", vec![]).await
}

/// Statement 18: 30 s are thirty, 0 s are none.
async fn the_setting_is_honoured(window: &Window, t: &Words, partner_center: &PartnerCenter) {
    choose(window, t, 30).await;
    let waits = finalize(window, t).await;
    let left = milliseconds_left(window, &waits).await;
    assert!((20_000..=30_000).contains(&left), "{left} ms");
    window.press("button", &undo_name(t)).await;
    window.gone("button", &undo_name(t)).await;

    choose(window, t, 0).await;
    let product = window.product("Wingtip Notes").await;
    let since = partner_center.now().await;
    window.go(&format!("#/products/{product}/pending")).await;
    window.press_first("button", &t.say("pending:delete")).await;
    window.says(&t.say("acts:atOnce")).await;
    window.press("button", &t.say("dialogs:act.deletePending.verb")).await;
    window.says(&t.with("acts:done.deletePending", &[("product", "Wingtip Notes")])).await;
    assert_eq!(partner_center.changes(since).await, ["DELETE applications/9PWNGTPNTS02/submissions/#"]);
    choose(window, t, 10).await;
}

async fn choose(window: &Window, t: &Words, seconds: u32) {
    window.go("#/settings").await;
    window.press_first("radio", &t.with("settings:hold.seconds", &[("seconds", &seconds.to_string())])).await;
    until("the setting to be kept", async || {
        let session = window.call("session", Value::Null).await;
        (session["settings"]["hold"] == json!(seconds)).then_some(())
    })
    .await;
}

/// Until it would be sent, by the clock of the page.
async fn milliseconds_left(window: &Window, waits: &Value) -> i64 {
    let left = "return Math.round(new Date(arguments[0]).getTime() - Date.now());";
    window.script(left, vec![waits["sends_at"].clone()]).await.as_i64().expect("a number")
}

/// Statement 18: while the focus is on the bar it waits, whatever the clock says; then it goes on, and is sent.
async fn a_look_stops_the_clock(window: &Window, t: &Words, partner_center: &PartnerCenter) {
    let since = partner_center.now().await;
    let waits = finalize(window, t).await;
    let soon = "return new Date(arguments[0]).getTime() - Date.now() < 4000;";
    window.script_until("four seconds to be left", soon, vec![waits["sends_at"].clone()]).await;
    window.control("button", &undo_name(t)).await.focus().await.expect("the button takes the focus");
    window.says(&t.say("acts:hold.paused")).await;
    let paused = held(window).await.pop().expect("it still waits");
    assert!(paused["paused_ms"].as_u64().is_some_and(|left| left > 0 && left <= 4_000), "{paused}");
    let past = "return Date.now() > new Date(arguments[0]).getTime() + 1500;";
    window.script_until("the moment of sending to pass", past, vec![waits["sends_at"].clone()]).await;
    assert_eq!(
        partner_center.changes(since).await,
        Vec::<String>::new(),
        "nothing was sent while somebody was there"
    );
    assert_eq!(
        held(window).await.pop().map(|one| one["paused_ms"].clone()),
        Some(paused["paused_ms"].clone())
    );
    window.script("document.querySelector('#page h1').focus();", vec![]).await;
    window.says(&t.with("acts:done.finalizeRollout", &[("product", ROLLING)])).await;
    let submission = "POST applications/9PLTWRFRMS06/submissions/#";
    assert_eq!(
        partner_center.changes(since).await,
        [
            format!("{submission}/updatepackagerolloutpercentage"),
            format!("{submission}/finalizepackagerollout")
        ]
    );
    window.press("button", &t.say("common:close")).await;
}

/// Statement 17: closing is another undo, and the next start tells of it.
async fn closing_sends_nothing_and_home_says_so(window: &mut Window, t: &Words) {
    choose(window, t, 30).await;
    let app = window.product(PRODUCT).await;
    let flight = part(window, "flights", &app, FLIGHT).await;
    window.go(&format!("#/products/{flight}")).await;
    window.press("button", &t.say("flights:overview.delete")).await;
    window.press("button", &t.say("dialogs:act.deleteFlight.verb")).await;
    window.says(&t.say("acts:hold.nothingYet")).await;
    key(window, "alt+F4");
    until("the program to end", async || window.process().is_none().then_some(())).await;

    window.restart(&["--practice"]).await;
    let act = t.with("acts:name.deleteFlight", &[("product", FLIGHT)]);
    window.says(&t.with("acts:notSent.title", &[("act", &act)])).await;
    window.picture("not-sent").await;
    assert_eq!(window.partner_center().await.changes(0).await, Vec::<String>::new());
    let (_, id) = flight.rsplit_once(':').expect("the key of a flight");
    let there = window.colleague().await.get(&format!("{PLANNER}/flights/{id}")).await;
    assert_eq!(there["friendlyName"], FLIGHT, "it is there as before");
    window.press_first("button", &t.say("acts:notSent.dismiss")).await;
    focus_on(window, &window.heading().await).await;
    window.restart(&["--practice"]).await;
    window.heading().await;
    let told = "return document.body.innerText.includes(arguments[0]);";
    assert_eq!(
        window.script(told, vec![json!(t.with("acts:notSent.title", &[("act", &act)]))]).await,
        json!(false)
    );
}
