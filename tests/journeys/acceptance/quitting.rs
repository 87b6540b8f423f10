//! Quitting while something is being sent, and what the next start offers.

use serde_json::json;
use vitrine_tests::window::{Start, until};

use super::{Draft, PRODUCT, english, key, promise};

#[tokio::test(flavor = "multi_thread")]
async fn quitting_while_sending_asks_and_the_next_start_offers_to_go_on() {
    promise("quitting", Start::default(), async |window| {
        let t = english();
        let draft = Draft::start(window, PRODUCT).await;
        draft.edit(window, &[("/listings/fr-fr/baseListing/releaseNotes", "Une pause au milieu.")]).await;
        let slow = json!({ "route": "PUT applications/*/submissions/*", "effect": "delay", "value": 60_000 });
        window.partner_center().await.fault(slow).await;
        draft.open(window, "review").await;
        window.press("button", &t.say("review:submit")).await;
        window.at(&t.with("publish:title.running", &[("product", PRODUCT)])).await;
        let exists = t.with("publish:exists.draft", &[("name", "")]);
        window.says(exists.trim_start()).await;

        let title = t.say("dialogs:quit.title");
        key(window, "alt+F4");
        window.control("alertdialog", &title).await;
        window.says(&t.with("dialogs:quit.sending", &[("names", PRODUCT)])).await;
        window.picture("asked").await;
        window
            .script_until(
                "the focus on the safe answer",
                "return document.activeElement.textContent === arguments[0];",
                vec![json!(t.say("dialogs:quit.safe"))],
            )
            .await;
        key(window, "Escape");
        window.gone("alertdialog", &title).await;
        assert!(window.process().is_some(), "it goes on");

        key(window, "alt+F4");
        // The program may be gone before the driver has its answer.
        let _ = window.control("button", &t.say("dialogs:quit.act")).await.click().await;
        until("the program to end", async || window.process().is_none().then_some(())).await;

        window.restart(&["--practice"]).await;
        window.says(&t.with("publish:interrupted.title", &[("product", PRODUCT)])).await;
        window.says(exists.trim_start()).await;
        window.picture("offered").await;
        window.press_first("button", &t.say("publish:interrupted.open")).await;
        window.at(&t.with("publish:title.interrupted", &[("product", PRODUCT)])).await;
        window.press("button", &t.say("publish:resume")).await;
        window.at(&t.with("publish:title.following", &[("product", PRODUCT)])).await;
        let writes = window.partner_center().await.writes().await;
        let created =
            writes.iter().filter(|one| one.starts_with("POST") && one.ends_with("/submissions")).count();
        assert_eq!(created, 0, "the submission of before went on: {writes:?}");
    })
    .await;
}
