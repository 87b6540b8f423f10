//! Stop sale from a row of the products: by hand in Partner Center, or from here; and selling again.

use serde_json::json;
use vitrine_tests::colleague::{Colleague, differing};
use vitrine_tests::visit::PartnerCenter;
use vitrine_tests::window::{Start, Window, until};
use vitrine_tests::words::Words;

use super::PLANNER;
use crate::person::{Draft, PRODUCT, Steps, english, promise, until_page};

const NOTES: &str = "/notesForCertification";

#[tokio::test(flavor = "multi_thread")]
async fn stopping_the_sale() {
    promise("sale", Start::default(), async |window| {
        let t = english();
        let partner_center = window.partner_center().await;
        let colleague = window.colleague().await;
        in_partner_center_nothing_is_sent(window, &t, &partner_center).await;
        from_here_only_the_visibility_changes(window, &t, &partner_center, &colleague).await;
        selling_again_brings_back_what_was(window, &t, &partner_center, &colleague).await;
    })
    .await;
}

/// The row of a product, on the page of all.
async fn at_the_row(window: &Window, t: &Words, turn: &str) -> String {
    window.go("#/products").await;
    window.at(&t.say("products:title")).await;
    let name = t.with("common:of", &[("action", &t.say(&format!("acts:sale.{turn}"))), ("product", PRODUCT)]);
    window.control("button", &name).await;
    name
}

/// Statement 4, the hand-off: three steps, and not one request that changes something.
async fn in_partner_center_nothing_is_sent(window: &Window, t: &Words, partner_center: &PartnerCenter) {
    let row = at_the_row(window, t, "stop").await;
    let since = partner_center.now().await;
    let steps = Steps::of(window);
    steps.press("button", &row).await;
    window.control("alertdialog", &t.with("dialogs:act.stopSaleHere.title", &[("product", PRODUCT)])).await;
    window.picture("two-ways").await;
    steps.press_first("button", &t.say("common:handOff.open")).await;
    let opened = until("Partner Center to be opened", async || window.display.opened().pop()).await;
    assert!(opened.contains("/_sandbox/portal") && opened.contains("9PTLSPNPLNR1"), "{opened}");
    partner_center.portal(json!({ "action": "makeUnavailable", "product": "9PTLSPNPLNR1" })).await;
    steps.press("button", &t.say("dialogs:act.stopSaleByHand.verb")).await;
    window.says(&t.with("acts:done.stopSaleByHand", &[("product", PRODUCT)])).await;
    assert_eq!(steps.taken(), 3);
    assert_eq!(partner_center.changes(since).await, Vec::<String>::new());
    // The bar takes back what was said by mistake.
    window.press("button", &t.say("acts:end.undo")).await;
    window.says(&t.with("acts:done.resumeSaleByHand", &[("product", PRODUCT)])).await;
    window.press("button", &t.say("common:close")).await;
    partner_center.portal(json!({ "action": "makeAvailable", "product": "9PTLSPNPLNR1" })).await;
    assert_eq!(partner_center.changes(since).await, Vec::<String>::new());
}

/// Statement 4, from here: two steps, each documented call once, nothing but the visibility differs; the draft stays.
async fn from_here_only_the_visibility_changes(
    window: &Window,
    t: &Words,
    partner_center: &PartnerCenter,
    colleague: &Colleague,
) {
    let draft = Draft::start(window, PRODUCT).await;
    draft.set(window, &[(NOTES, json!("Mine, not to be sent."))]).await;
    let before = colleague.live(PLANNER).await;
    let row = at_the_row(window, t, "stop").await;
    let since = partner_center.now().await;
    let steps = Steps::of(window);
    steps.press("button", &row).await;
    steps.press("button", &t.say("dialogs:act.stopSaleHere.verb")).await;
    window.says(&t.with("acts:done.stopSaleHere", &[("product", PRODUCT)])).await;
    assert_eq!(steps.taken(), 2);
    window.go(&format!("{}/publish", draft.pages)).await;
    until_page(window, partner_center, &t.with("publish:stopSale.succeeded", &[("product", PRODUCT)])).await;
    assert_eq!(partner_center.changes(since).await, documented(), "each state-changing call once");
    assert_eq!(touched(&before, &colleague.live(PLANNER).await), ["/visibility"]);
    draft.says(window, NOTES, json!("Mine, not to be sent.")).await;
    window.go(&draft.pages).await;
    window.control("heading", &t.say("product:now.stopped.title")).await;
    window.picture("stopped").await;
}

async fn selling_again_brings_back_what_was(
    window: &Window,
    t: &Words,
    partner_center: &PartnerCenter,
    colleague: &Colleague,
) {
    let before = colleague.live(PLANNER).await;
    assert_eq!(before["visibility"], "Hidden");
    let row = at_the_row(window, t, "resume").await;
    let since = partner_center.now().await;
    window.press("button", &row).await;
    window.press("button", &t.say("dialogs:act.resumeSaleHere.verb")).await;
    let product = window.product(PRODUCT).await;
    window.go(&format!("#/products/{product}/publish")).await;
    until_page(window, partner_center, &t.with("publish:resumeSale.succeeded", &[("product", PRODUCT)]))
        .await;
    let after = colleague.live(PLANNER).await;
    assert_eq!(partner_center.changes(since).await, documented());
    assert_eq!(
        (touched(&before, &after), &after["visibility"]),
        (vec!["/visibility".to_owned()], &json!("Public"))
    );
}

fn documented() -> [String; 3] {
    let submissions = format!("{PLANNER}/submissions");
    [format!("POST {submissions}"), format!("PUT {submissions}/#"), format!("POST {submissions}/#/commit")]
}

/// What differs but for the flag that any update turns and nothing reads (seen once on a live account).
fn touched(before: &serde_json::Value, after: &serde_json::Value) -> Vec<String> {
    let mut found = differing(before, after);
    found.retain(|at| at != "/pricing/isAdvancedPricingModel");
    found
}
