//! A gradual rollout from the package to everyone; what Review says of it; and what it blocks meanwhile.

use serde_json::json;
use vitrine_tests::drag::file;
use vitrine_tests::visit::PartnerCenter;
use vitrine_tests::window::{Start, Window};
use vitrine_tests::words::Words;

use super::{PLANNER, planner};
use crate::person::{Draft, PRODUCT, Steps, english, promise, until_live};

const ROLLOUT: &str = "/packageDeliveryOptions/packageRollout";
const NEWS: &str = "/listings/fr-fr/baseListing/releaseNotes";

#[tokio::test(flavor = "multi_thread")]
async fn a_rollout() {
    promise("rollout", Start::default(), async |window| {
        let t = english();
        let partner_center = window.partner_center().await;
        let draft = Draft::start(window, PRODUCT).await;
        texts_are_never_gradual(window, &t, &draft).await;
        from_a_tenth_to_everyone(window, &t, &draft, &partner_center).await;
    })
    .await;
}

/// Statement 25: the sentence stands there with a rollout and a changed text, and without one of the two it does not.
async fn texts_are_never_gradual(window: &Window, t: &Words, draft: &Draft) {
    let sentence = t.with("review:consequence.textsForEveryone", &[("percent", "10%")]);
    let before = window.call("draft_open", draft.id.clone()).await;
    let shown = before["document"].pointer(NEWS).cloned().expect("the planner has news in French");
    let gradual = format!("{ROLLOUT}/isPackageRollout");
    let share = format!("{ROLLOUT}/packageRolloutPercentage");
    for (news, rollout, expected) in [
        (json!("Lundi plus calme."), true, true),
        (shown.clone(), true, false),
        (json!("Autre."), false, false),
    ] {
        let edits =
            [(NEWS, news), (&*gradual, json!(rollout)), (&*share, json!(if rollout { 10 } else { 0 }))];
        draft.set(window, &edits).await;
        draft.open(window, "draft").await;
        draft.open(window, "review").await;
        window.control("heading", &t.say("review:changes.title")).await;
        let says = "return document.body.innerText.includes(arguments[0]);";
        let says = window.script(says, vec![json!(sentence)]).await;
        assert_eq!(says, json!(expected), "rollout: {rollout}");
    }
    draft.set(window, &[(NEWS, shown)]).await;
}

/// Statement 3.
async fn from_a_tenth_to_everyone(window: &Window, t: &Words, draft: &Draft, partner_center: &PartnerCenter) {
    let folder = window.display.folder("Tailspin 3.3");
    let package =
        file(&folder, "TailspinPlanner_3.3.0.0.msixbundle", &planner("3.3.0.0").bundle(&["x64", "arm64"]));
    let steps = Steps::of(window);
    draft.open(window, "packages").await;
    window.at(&t.say("packages:title")).await;
    steps.drop(&[package], &t.count("common:drop.packages", 1, &[])).await;
    window.says(&t.with("packages:versionOver", &[("version", "3.3.0.0"), ("live", "3.2.0.0")])).await;
    let customers = [("who", &*t.say("packages:delivery.customers"))];
    steps.press_first("radio", &t.with("packages:delivery.gradually", &customers)).await;
    draft.says(window, &format!("{ROLLOUT}/packageRolloutPercentage"), json!(10)).await;
    assert_eq!(window.value(&t.with("packages:delivery.share", &customers)).await, "10");
    window.picture("a-tenth").await;
    steps.press_first("link", &t.say("shell:nav.review")).await;
    window.at(&t.say("review:title")).await;
    steps.press("button", &t.say("review:submit")).await;
    window.gone("region", &t.say("draft:landing.label")).await;
    until_live(window, t, partner_center, PRODUCT).await;

    // Another day.
    let since = partner_center.now().await;
    window.go(&draft.pages).await;
    window
        .control(
            "heading",
            &t.with(
                "rollout:card.running",
                &[("version", "3.3.0.0"), ("percent", "10%"), ("who", &t.say("rollout:who.customers"))],
            ),
        )
        .await;
    steps.press("button", &t.say("rollout:end.finalize")).await;
    window
        .control("alertdialog", &t.with("dialogs:act.finalizeRollout.title", &[("product", PRODUCT)]))
        .await;
    window.picture("asked").await;
    steps.press("button", &t.say("dialogs:act.finalizeRollout.verb")).await;
    window.says(&t.say("acts:hold.nothingYet")).await;
    assert_eq!(partner_center.changes(since).await, Vec::<String>::new(), "it waits for its hold");
    window.says(&t.with("acts:done.finalizeRollout", &[("product", PRODUCT)])).await;
    assert!(steps.taken() <= 7, "{} steps", steps.taken());
    let submission = format!("{PLANNER}/submissions/#");
    assert_eq!(
        partner_center.changes(since).await,
        [
            format!("POST {submission}/updatepackagerolloutpercentage"),
            format!("POST {submission}/finalizepackagerollout")
        ],
        "each once, in this order"
    );
    window.press("button", &t.say("common:close")).await;
    window.go(&format!("{}/rollout", draft.pages)).await;
    let everyone = [("version", "3.3.0.0"), ("who", &*t.say("rollout:who.customers"))];
    window.control("heading", &t.with("rollout:finalized.title", &everyone)).await;
}
