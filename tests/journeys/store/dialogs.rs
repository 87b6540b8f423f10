//! What stands before an act that costs something or cannot be undone: a dialog that is safe when it opens, and no other way.

use serde_json::json;
use vitrine_tests::screens::{Places, grave, held};
use vitrine_tests::visit::PartnerCenter;
use vitrine_tests::window::{Start, Window};
use vitrine_tests::words::Words;

use crate::person::{english, focus_on, key, promise};

#[tokio::test(flavor = "multi_thread")]
async fn nothing_grave_happens_by_the_way() {
    promise("grave", Start::default(), async |window| {
        let t = english();
        let partner_center = window.partner_center().await;
        let places = Places::of(window).await;
        let since = partner_center.now().await;
        every_dialog_is_safe_when_it_opens(window, &t, &places).await;
        no_key_and_no_selection_begins_one(window, &t, &places, &partner_center, since).await;
        the_palette_offers_none(window, &t).await;
        assert_eq!(partner_center.changes(since).await, Vec::<String>::new(), "nothing of all this was sent");
        assert!(held(window).await.is_empty(), "and nothing waits");
        let draft = window.call("product", json!(places.product)).await["row"]["draft"].clone();
        assert!(draft.is_object(), "the draft was not discarded");
    })
    .await;
}

/// Statement 16: the focus is on the safe answer; Escape and Enter leave everything as it was.
async fn every_dialog_is_safe_when_it_opens(window: &Window, t: &Words, places: &Places) {
    for one in grave(t) {
        for way_out in ["Escape", "Return"] {
            one.open(window, places).await;
            focus_on(window, one.safe.as_deref().expect("a grave dialog has a safe answer")).await;
            key(window, way_out);
            one.closed(window).await;
            assert!(held(window).await.is_empty(), "{} by {way_out}", one.name);
        }
    }
}

/// Statement 20, on every page that has such an act: keys that other programs delete, send or confirm with, and all of the
/// table of actions, after everything was selected.
async fn no_key_and_no_selection_begins_one(
    window: &Window,
    t: &Words,
    places: &Places,
    partner_center: &PartnerCenter,
    since: u64,
) {
    let titles: Vec<String> =
        ["stopSaleHere", "haltRollout", "finalizeRollout", "deletePending", "deleteAddOn", "deleteFlight"]
            .iter()
            .map(|act| t.say(&format!("dialogs:act.{act}.safe")))
            .collect();
    for page in [
        "#/products",
        "#/products/{rolling}",
        "#/products/{rolling}/rollout",
        "#/products/{pending}/pending",
        "#/products/{product}/add-ons",
        "#/products/{product}/flights",
        "#/products/{add-on}",
        "#/products/{flight}",
    ] {
        for keys in [
            &["ctrl+a", "Delete"][..],
            &["ctrl+a", "BackSpace"],
            &["ctrl+d"],
            &["ctrl+Delete"],
            &["ctrl+shift+Delete"],
            &["shift+Delete"],
            &["ctrl+Return"],
            &["ctrl+shift+Return"],
            &["ctrl+s"],
            &["ctrl+shift+s"],
            &["ctrl+y"],
            &["F8"],
            &["F6", "Delete"],
        ] {
            window.go(&places.fill(page)).await;
            for one in keys {
                key(window, one);
            }
            // The last key has been handled once one after it has.
            key(window, "Escape");
            window.rest().await;
            let shown = "return [...document.querySelectorAll('[role=alertdialog] button')].map((one) => one.textContent.trim());";
            let shown = window.script(shown, vec![]).await;
            let shown: Vec<String> = serde_json::from_value(shown).expect("a list of texts");
            assert!(!shown.iter().any(|one| titles.contains(one)), "{page}: {keys:?} opened {shown:?}");
            assert!(held(window).await.is_empty(), "{page}: {keys:?}");
        }
        assert_eq!(partner_center.changes(since).await, Vec::<String>::new(), "{page}");
    }
}

/// What can be asked for from anywhere is harmless.
async fn the_palette_offers_none(window: &Window, t: &Words) {
    window.go("#/products").await;
    for word in ["Delete", "Finalize", "Halt", "Stop sale", "Submit"] {
        key(window, "ctrl+k");
        window.control("dialog", &t.say("shell:search.title")).await;
        window.keys(word).await;
        window.says(&t.say("shell:search.none")).await;
        key(window, "Escape");
        window.gone("dialog", &t.say("shell:search.title")).await;
    }
}
