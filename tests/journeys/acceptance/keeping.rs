//! What is typed is kept, and stays on this computer.

use std::time::{Duration, Instant};

use serde_json::json;
use vitrine_tests::window::{Start, until};

use super::{Draft, PRODUCT, english, hears, key, promise};

const NEWS: &str = "Lundi plus calme : ce qui est reporté attend à part.";

/// Statements 10, 12 and 14.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_survives_a_power_cut_and_is_not_sent() {
    promise("power-cut", Start::default(), async |window| {
        let t = english();
        let label = t.say("states:field.releaseNotes");
        let draft = Draft::start(window, PRODUCT).await;
        draft.open(window, "listing?language=fr-fr").await;
        let before = window.value(&label).await;
        window.fill(&label, NEWS).await;
        let typed = Instant::now();
        let at = "/listings/fr-fr/baseListing/releaseNotes";
        until("the text to be on disk", async || {
            let view = window.call("draft_open", draft.id.clone()).await;
            (view["document"].pointer(at) == Some(&json!(NEWS))).then_some(())
        })
        .await;
        println!("on disk after {:?}", typed.elapsed());
        assert!(typed.elapsed() < Duration::from_secs(5), "a second is promised; the machine may be busy");

        key(window, "ctrl+s");
        hears(window, &t.say("shell:say.saved")).await;
        let sent = window.partner_center().await.writes().await;
        assert_eq!(sent, Vec::<String>::new(), "nothing leaves before Submit");

        window.keys(" Et").await;
        window.kill_and_restart(&["--practice"]).await;
        draft.open(window, "listing?language=fr-fr").await;
        let after = window.value(&label).await;
        assert!(after.starts_with(NEWS), "{after:?}");
        // The undo of the day before still works: one step for the words that were not lost, one for the text.
        window.control("textbox", &label).await.focus().await.expect("the field takes the keyboard");
        until("the text that is live", async || {
            key(window, "ctrl+z");
            hears(window, &t.with("shell:say.undone", &[("field", &undone(&t))])).await;
            (window.value(&label).await == before).then_some(())
        })
        .await;
    })
    .await;
}

fn undone(t: &vitrine_tests::words::Words) -> String {
    format!("{}, {}", t.say("states:field.releaseNotes"), t.say("states:language.fr-fr"))
}
