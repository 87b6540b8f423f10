//! The three places of a product, on its own page, in every state of the demo; and what is being sent, which cannot change.

use serde_json::json;
use vitrine_tests::visit::PartnerCenter;
use vitrine_tests::window::{Start, Window};
use vitrine_tests::words::Words;

use super::{Draft, PRODUCT, english, promise};

#[tokio::test(flavor = "multi_thread")]
async fn the_three_places() {
    promise("places", Start::default(), async |window| {
        let t = english();
        let partner_center = window.partner_center().await;
        // Nothing may move on while it is looked at: a certification takes twelve minutes at this speed. Much slower, and the
        // sandbox, whose limit of requests follows its clock, would make the window wait for its turn.
        partner_center.speed(20.0).await;
        the_ribbon_says_where_everything_is(window, &t).await;
        what_is_being_sent_can_be_read_and_not_changed(window, &t, &partner_center).await;
    })
    .await;
}

/// Statement 9.
async fn the_ribbon_says_where_everything_is(window: &Window, t: &Words) {
    let nothing = t.say("common:place.nothingSent");
    for (product, at_microsoft, live) in [
        (PRODUCT, nothing.clone(), "3.2.0.0"),
        ("Wingtip Notes", t.say("states:state.draft"), "1.8.2.0"),
        ("Fabrikam Photo Lab", t.say("states:state.certification"), "5.0.1.0"),
        ("Northwind Meter", t.say("states:state.ready"), "2.4.0.0"),
        ("Adventure Works Trails", t.say("states:state.needsYou"), "4.6.0.0"),
        ("Woodgrove Ledger", nothing, t.say("common:place.neverLive").as_str()),
    ] {
        let id = window.product(product).await;
        window.go(&format!("#/products/{id}")).await;
        let panels = "const panels = [...document.querySelectorAll(`ol[aria-label='${arguments[0]}'] > li`)].map((one) => one.innerText);
            return panels.length === 3 && panels[0].includes(arguments[1]) && panels[1].includes(arguments[2]) && panels[2].includes(arguments[3]);";
        let arguments = vec![
            json!(t.say("common:place.ribbon")),
            json!(t.say("common:place.noDraft")),
            json!(at_microsoft),
            json!(live),
        ];
        window.script_until(&format!("the three places of {product}"), panels, arguments).await;
        let one = "return document.querySelectorAll(`ol[aria-label='${arguments[0]}'] > [aria-current=step]`).length;";
        let one = window.script(one, vec![json!(t.say("common:place.ribbon"))]).await;
        assert_eq!(one, json!(1), "{product}: the work is in one place");
    }
}

/// Statement 32.
async fn what_is_being_sent_can_be_read_and_not_changed(
    window: &Window,
    t: &Words,
    partner_center: &PartnerCenter,
) {
    let draft = Draft::start(window, PRODUCT).await;
    draft.edit(window, &[("/listings/fr-fr/baseListing/releaseNotes", "En route.")]).await;
    draft.open(window, "review").await;
    window.press("button", &t.say("review:submit")).await;
    window.at(&t.with("publish:title.following", &[("product", PRODUCT)])).await;
    window.go(&draft.pages).await;
    window.says(&t.count("common:place.changesSent", 1, &[])).await;
    draft.open(window, "listing?language=fr-fr").await;
    window.says(&t.say("draft:locked.follow")).await;
    assert_eq!(window.value(&t.say("states:field.releaseNotes")).await, "En route.");
    for page in ["listing?language=fr-fr", "packages", "price", "properties", "options"] {
        draft.open(window, page).await;
        window.says(&t.say("draft:locked.follow")).await;
        // What only narrows or arranges the page is no field of the draft.
        let open = "return [...document.querySelectorAll('main [data-pointer] :is(input, textarea, select)')]
            .filter((one) => one.checkVisibility() && (!one.readOnly || one.disabled)).map((one) => one.outerHTML);";
        let open = window.script(open, vec![]).await;
        assert_eq!(open, json!([]), "{page}: every field is read-only, none is disabled");
    }
    let refused = window
        .try_call(
            "draft_patch",
            json!({ "draft": draft.id, "edits": [{ "pointer": "/notesForCertification", "value": "x" }] }),
        )
        .await;
    assert!(refused.is_err(), "the core refuses too");
    assert_eq!(partner_center.writes().await.iter().filter(|one| one.ends_with("/commit")).count(), 1);
}
