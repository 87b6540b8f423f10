//! Somebody else published meanwhile: what both changed waits for a choice, field by field.

use serde_json::{Value, json};
use vitrine_tests::window::{Start, Window};
use vitrine_tests::words::Words;

use super::PLANNER;
use crate::person::{Draft, PRODUCT, english, hears, promise, until_live};

const NEWS: &str = "/listings/en-us/baseListing/releaseNotes";
const BRAZIL: &str = "/pricing/marketSpecificPricings/BR";
const VISIBILITY: &str = "/visibility";
const NOTES: &str = "/notesForCertification";

/// Statement 13.
#[tokio::test(flavor = "multi_thread")]
async fn a_choice_for_each_field() {
    promise("conflicts", Start::default(), async |window| {
        let t = english();
        let draft = Draft::start(window, PRODUCT).await;
        let mine = [
            (NEWS, json!("A calmer week.")),
            (BRAZIL, json!("NotAvailable")),
            (VISIBILITY, json!("Private")),
        ];
        draft.set(window, &mine).await;
        let change = |body: &mut Value| {
            body["listings"]["en-us"]["baseListing"]["releaseNotes"] = json!("A shorter week.");
            body["pricing"]["marketSpecificPricings"]["BR"] = json!("Tier1022");
            body["visibility"] = json!("Hidden");
            body["notesForCertification"] = json!("Ask Ada.");
        };
        window.colleague().await.publishes(PLANNER, change).await;
        let since = window.partner_center().await.now().await;
        three_fields_are_shown(window, &t, &draft).await;
        the_choices_are_what_stands_there(window, &t, &draft, since).await;
    })
    .await;
}

async fn three_fields_are_shown(window: &Window, t: &Words, draft: &Draft) {
    window.go(&draft.pages).await;
    window.press("button", &t.say("product:readAgain")).await;
    draft.open(window, "review").await;
    window.says(&t.say("problems:draft.conflict.title")).await;
    window.press("button", &t.say("problems:draft.conflict.action")).await;
    window.at(&t.say("conflicts:title")).await;
    let subtitle = t.count("conflicts:subtitle", 3, &[("product", PRODUCT)]);
    window.says(&subtitle).await;
    let fields = "return [...document.querySelectorAll('main [role=radiogroup]')].map((one) => document.getElementById(one.getAttribute('aria-labelledby')).textContent).sort();";
    let fields = window.script(fields, vec![]).await;
    assert_eq!(fields.as_array().map(Vec::len), Some(3), "{fields}");
    for written in ["calmer", "shorter"] {
        window.says(written).await;
    }
    assert_eq!(window.accessibility_problems().await, Vec::<String>::new());
    window.picture("three-fields").await;
}

async fn the_choices_are_what_stands_there(window: &Window, t: &Words, draft: &Draft, since: u64) {
    // Without a choice for each, nothing is applied.
    window.press("button", &t.say("conflicts:apply")).await;
    hears(window, &t.count("conflicts:left", 3, &[])).await;
    let choose = "const groups = [...document.querySelectorAll('main [role=radiogroup]')];
        const group = groups.find((one) => document.getElementById(one.getAttribute('aria-labelledby')).textContent.includes(arguments[0]));
        return group?.querySelectorAll('input[type=radio]')[arguments[1] === 'mine' ? 0 : 1];";
    for (field, side) in [
        (t.say("states:field.releaseNotes"), "mine"),
        ("Brazil".to_owned(), "theirs"),
        (t.say("states:field.visibility"), "mine"),
    ] {
        let radio = window.driver.execute(choose.to_owned(), vec![json!(field), json!(side)]).await;
        let radio =
            radio.expect("the page answers").element().unwrap_or_else(|_| panic!("a choice for {field}"));
        radio.scroll_into_view().await.expect("a choice can be scrolled to");
        radio.click().await.expect("a choice can be made");
    }
    window.says(&t.with("conflicts:chosen", &[("count", "3"), ("total", "3")])).await;
    window.press("button", &t.say("conflicts:apply")).await;
    window.at(&t.say("review:title")).await;
    for (at, value) in [
        (NEWS, json!("A calmer week.")),
        (BRAZIL, json!("Tier1022")),
        (VISIBILITY, json!("Private")),
        (NOTES, json!("Ask Ada.")),
    ] {
        draft.says(window, at, value).await;
    }
    let partner_center = window.partner_center().await;
    assert_eq!(partner_center.changes(since).await, Vec::<String>::new(), "choosing sends nothing");
    window.press("button", &t.say("review:submit")).await;
    until_live(window, t, &partner_center, PRODUCT).await;
    let live = window.colleague().await.live(PLANNER).await;
    let at = |pointer: &str| live.pointer(pointer).cloned().unwrap_or_default();
    assert_eq!(
        [at(NEWS), at(BRAZIL), at(VISIBILITY), at(NOTES)],
        ["A calmer week.", "Tier1022", "Private", "Ask Ada."]
    );
}
