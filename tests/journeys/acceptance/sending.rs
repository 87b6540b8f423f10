//! Submitting happens once, whatever the hand or the network does.

use serde_json::json;
use vitrine_tests::visit::PartnerCenter;
use vitrine_tests::window::{Start, Window, until};
use vitrine_tests::words::Words;

use super::{Draft, PRODUCT, english, promise, secrets};

const NEWS: &str = "/listings/fr-fr/baseListing/releaseNotes";

#[tokio::test(flavor = "multi_thread")]
async fn submitting() {
    promise("submitting", Start::default(), async |window| {
        let t = english();
        let partner_center = window.partner_center().await;
        two_fast_clicks_make_one_submission(window, &t, &partner_center).await;
        an_answer_that_never_came_is_looked_up(window, &t, &partner_center, "loseReply").await;
        an_answer_that_never_came_is_looked_up(window, &t, &partner_center, "cut").await;
        secrets::nothing_secret_is_left(window).await;
    })
    .await;
}

/// Statement 21.
async fn two_fast_clicks_make_one_submission(window: &Window, t: &Words, partner_center: &PartnerCenter) {
    let draft = changed(window, "Première version.").await;
    draft.open(window, "review").await;
    let submit = window.control("button", &t.say("review:submit")).await;
    let twice = window.driver.action_chain().double_click_element(&submit);
    twice.perform().await.expect("a button can be clicked twice");
    until_live(window, t, partner_center).await;
    assert_eq!(made(partner_center).await, (1, 1), "one creation, one commit");
    // The report is closed, so that the next publication has the page to itself.
    draft.open(window, "publish").await;
    window.press("button", &t.say("publish:dismiss")).await;
    window.at(PRODUCT).await;
}

/// Statement 35, both outcomes: Microsoft had done it, or had not.
async fn an_answer_that_never_came_is_looked_up(
    window: &Window,
    t: &Words,
    partner_center: &PartnerCenter,
    effect: &str,
) {
    let before = made(partner_center).await;
    let draft = changed(window, effect).await;
    for route in ["POST applications/*/submissions", "POST applications/*/submissions/*/commit"] {
        partner_center.fault(json!({ "route": route, "effect": effect, "times": 1 })).await;
    }
    draft.open(window, "review").await;
    window.press("button", &t.say("review:submit")).await;
    until_live(window, t, partner_center).await;
    let after = made(partner_center).await;
    assert_eq!((after.0 - before.0, after.1 - before.1), (1, 1), "{effect}: nothing was done twice");
    draft.open(window, "publish").await;
    window.press("button", &t.say("publish:dismiss")).await;
    window.at(PRODUCT).await;
}

async fn changed(window: &Window, news: &str) -> Draft {
    let draft = Draft::start(window, PRODUCT).await;
    draft.edit(window, &[(NEWS, news)]).await;
    draft
}

/// The page follows to the end while the sandbox clock is pushed.
async fn until_live(window: &Window, t: &Words, partner_center: &PartnerCenter) {
    let live = t.with("publish:title.succeeded", &[("product", PRODUCT)]);
    until("the publication to be live", async || {
        if window.heading().await == live {
            return Some(());
        }
        partner_center.next_step().await;
        None
    })
    .await;
}

/// Creations and commits that Microsoft accepted.
async fn made(partner_center: &PartnerCenter) -> (usize, usize) {
    let log = partner_center.log().await;
    let done = |suffix: &str| {
        let of = |entry: &&serde_json::Value| {
            entry["method"] == "POST"
                && entry["path"].as_str().is_some_and(|path| path.ends_with(suffix))
                && entry["done"]
                    .as_bool()
                    .unwrap_or(entry["status"].as_u64().is_some_and(|status| status < 300))
        };
        log.iter().filter(of).count()
    };
    (done("/submissions"), done("/commit"))
}
