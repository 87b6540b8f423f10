//! Submitting happens once, whatever the hand or the network does.

use serde_json::json;
use vitrine_tests::visit::PartnerCenter;
use vitrine_tests::window::{Start, Window};
use vitrine_tests::words::Words;

use super::{Draft, PRODUCT, english, promise, secrets, until_live};

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
    until_live(window, t, partner_center, PRODUCT).await;
    assert_eq!(asked(partner_center).await, (1, 1), "one creation, one commit");
    // The report is closed, so that the next publication has the page to itself.
    draft.open(window, "publish").await;
    window.press("button", &t.say("publish:dismiss")).await;
    window.at(PRODUCT).await;
}

/// Statement 35, both outcomes: Microsoft had done it, and nothing is asked for again; or it had not, and it is asked for
/// once more.
async fn an_answer_that_never_came_is_looked_up(
    window: &Window,
    t: &Words,
    partner_center: &PartnerCenter,
    effect: &str,
) {
    let before = asked(partner_center).await;
    let draft = changed(window, effect).await;
    for route in ["POST applications/*/submissions", "POST applications/*/submissions/*/commit"] {
        partner_center.fault(json!({ "route": route, "effect": effect, "times": 1 })).await;
    }
    draft.open(window, "review").await;
    window.press("button", &t.say("review:submit")).await;
    until_live(window, t, partner_center, PRODUCT).await;
    let after = asked(partner_center).await;
    let times = if effect == "loseReply" { 1 } else { 2 };
    assert_eq!((after.0 - before.0, after.1 - before.1), (times, times), "{effect}");
    draft.open(window, "publish").await;
    window.press("button", &t.say("publish:dismiss")).await;
    window.at(PRODUCT).await;
}

async fn changed(window: &Window, news: &str) -> Draft {
    let draft = Draft::start(window, PRODUCT).await;
    draft.edit(window, &[(NEWS, news)]).await;
    draft
}

/// How often a creation and a commit were asked for.
async fn asked(partner_center: &PartnerCenter) -> (usize, usize) {
    let writes = partner_center.writes().await;
    let of =
        |ending: &str| writes.iter().filter(|one| one.starts_with("POST") && one.ends_with(ending)).count();
    (of("/submissions"), of("/commit"))
}
