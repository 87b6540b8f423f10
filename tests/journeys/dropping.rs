//! Files that come from other programs: by real drag and drop, by the system's dialog.

use vitrine_tests::drag::file;
use vitrine_tests::pictures::make_png;
use vitrine_tests::window::{Start, journey};

/// Paths never reach the page: not while files hang over it, not after.
const SEES_PATHS: &str = "return document.documentElement.outerHTML.includes(arguments[0]);";

#[tokio::test]
async fn a_picture_is_dropped_on_the_window() {
    journey("dropping", Start::default(), async |window| {
        window.heading().await;
        let folder = window.display.folder("Pictures");
        let picture = file(&folder, "Start page.png", &make_png(1366, 768, 1));
        let source = window.drag_over(&[picture], "1 image").await;
        window.picture("hovering").await;
        let inside = vec![folder.display().to_string().into()];
        assert_eq!(window.script(SEES_PATHS, inside.clone()).await, false);
        source.drop_here();
        window.says("Start page.png").await;
        assert_eq!(window.script(SEES_PATHS, inside).await, false);
        window.picture("dropped").await;
    })
    .await;
}

#[tokio::test]
async fn a_drag_that_is_given_up_leaves_nothing() {
    journey("given-up", Start::default(), async |window| {
        window.heading().await;
        let folder = window.display.folder("Pictures");
        let picture = file(&folder, "Start page.png", &make_png(1366, 768, 1));
        window.drag_over(&[picture], "1 image").await.give_up();
        window
            .script_until("the awning to go", "return !document.body.innerText.includes('1 image');", vec![])
            .await;
        assert_eq!(
            window.script("return document.body.innerText.includes('Start page.png');", vec![]).await,
            false
        );
    })
    .await;
}
