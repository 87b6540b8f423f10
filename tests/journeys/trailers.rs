//! A film from another program becomes a trailer: dragged, titled, given a thumbnail for all languages, and taken out again
//! only after a yes.

use serde_json::{Value, json};
use vitrine_tests::drag::file;
use vitrine_tests::pictures::make_png;
use vitrine_tests::videos::make_mp4;
use vitrine_tests::window::{Start, journey, until};
use vitrine_tests::words::Words;

#[tokio::test]
async fn a_film_becomes_a_trailer() {
    journey("trailers", Start::default(), async |window| {
        let t = Words::new("en");
        window.heading().await;
        let product = window.product("Tailspin Planner").await;
        let draft = window.call("draft_start", json!(product)).await["id"].clone();
        let trailers =
            async || window.call("draft_open", draft.clone()).await["document"]["trailers"].clone();
        window.go(&format!("#/products/{product}/images")).await;
        window.at(&t.say("images:title")).await;

        let folder = window.display.folder("Films");
        let film = file(&folder, "week.mp4", &make_mp4(42, 200_000));
        let source = window.drag_over(&[film], &t.count("common:drop.videos", 1, &[])).await;
        window.picture("hovering").await;
        source.drop_here();
        window.says(&t.count("draft:landing.trailers", 1, &[])).await;
        window.says(&t.with("images:trailer.length", &[("length", "0:42")])).await;
        let page = window.script("return document.documentElement.outerHTML;", vec![]).await;
        let inside = folder.display().to_string();
        assert!(!page.as_str().unwrap_or_default().contains(&inside), "the page learns no path");

        let still = file(&folder, "still.png", &make_png(1920, 1080, 5));
        window.press_first("button", "Choose a thumbnail for week.mp4").await;
        window.display.choose_in_dialog(&t.say("dialogs:files.chooseImages"), &still);
        window.says(&t.count("draft:landing.thumbnails", 1, &[])).await;
        window.press_first("textbox", "Title, ").await;
        window.keys("A week in a minute").await;
        window.press_first("button", &t.say("images:trailer.everywhere")).await;
        let thumbnails = |trailers: &Value| -> Vec<Value> {
            let assets = trailers[0]["trailerAssets"].as_object().unwrap().values();
            assets.map(|asset| asset["imageList"][0]["$asset"].clone()).collect()
        };
        until("the thumbnail in every language", async || {
            let found = thumbnails(&trailers().await);
            found.iter().all(|asset| asset.is_string() && *asset == found[0]).then_some(())
        })
        .await;
        until("the title on the disk", async || {
            let assets = trailers().await[0]["trailerAssets"].clone();
            let mut titles = assets.as_object()?.values().map(|asset| asset["title"].clone());
            titles.any(|title| title == "A week in a minute").then_some(())
        })
        .await;
        assert_eq!(window.accessibility_problems().await, Vec::<String>::new());
        window.picture("trailer").await;

        window.press("button", &t.with("images:more", &[("name", "week.mp4")])).await;
        window.press_first("menuitem", &t.say("images:trailer.remove")).await;
        window.says(&t.say("images:trailer.removeFact.ours")).await;
        window.picture("asked").await;
        window.press("button", &t.say("images:trailer.keep")).await;
        window.gone("button", &t.say("images:trailer.keep")).await;
        assert_eq!(trailers().await.as_array().map(Vec::len), Some(1), "nothing went without a yes");
        window.press("button", &t.with("images:more", &[("name", "week.mp4")])).await;
        window.press_first("menuitem", &t.say("images:trailer.remove")).await;
        window.press("button", &t.say("images:trailer.removeAct")).await;
        window.says(&t.say("images:trailer.none")).await;
        assert_eq!(trailers().await, json!([]));
        assert_eq!(window.refused().await, Vec::<String>::new(), "the policy refused nothing on the way");
    })
    .await;
}
