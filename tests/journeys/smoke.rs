//! The shortest journey, also played on the optimised build: the window opens and lives.

use vitrine_tests::window::{Start, journey, until};

/// A page whose styles were refused looks whole to the DOM and naked to a person (Griffel throws nothing), so both the
/// policy's refusals and the styles themselves are asked.
#[tokio::test]
async fn smoke_the_window_opens_in_practice() {
    journey("smoke", Start::default(), async |window| {
        let heading = window.heading().await;
        assert!(!heading.is_empty());
        let named = until("the window to be named after its page", async || {
            window.display.xdotool(&["getwindowname", &window.shown()]).filter(|name| name != "Vitrine")
        })
        .await;
        assert!(named.starts_with("Home"), "{named}");
        window.picture("open").await;
        assert_eq!(window.refused().await, Vec::<String>::new(), "the policy refused nothing");
        assert_eq!(window.dead_styles().await, 0, "every style element has its sheet");
    })
    .await;
}
