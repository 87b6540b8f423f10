//! The frame around every page: language, theme, place, keys, one process a data folder, the way out.

use serde_json::json;
use vitrine_tests::display::{Desktop, wait};
use vitrine_tests::window::{Start, journey, until};

fn on(desktop: Desktop) -> Start {
    Start { desktop, ..Start::default() }
}

#[tokio::test]
async fn the_language_follows_the_system() {
    let french = on(Desktop { language: "fr_FR.UTF-8", ..Desktop::default() });
    journey("language", french, async |window| {
        window.heading().await;
        assert_eq!(window.script("return document.documentElement.lang;", vec![]).await, json!("fr"));
        window.picture("french").await;
        window
            .call("settings_set", json!({ "language": "en", "theme": "system", "rail": false, "zoom": 100 }))
            .await;
        window.restart(&["--practice"]).await;
        window.heading().await;
        assert_eq!(
            window.script("return document.documentElement.lang;", vec![]).await,
            json!("en"),
            "the choice is kept"
        );
    })
    .await;
}

#[tokio::test]
async fn a_dark_desktop_gets_a_dark_window() {
    journey("dark", on(Desktop { theme: "Adwaita:dark", ..Desktop::default() }), async |window| {
        window.heading().await;
        assert_eq!(
            window.script("return document.documentElement.dataset.theme;", vec![]).await,
            json!("dark")
        );
        window.picture("dark").await;
    })
    .await;
}

#[tokio::test]
async fn the_window_opens_where_it_stood() {
    journey("place", Start::default(), async |window| {
        window.heading().await;
        window.driver.set_window_rect(80, 60, 1100, 700).await.expect("the window can be placed");
        let size = "return innerWidth === 1100 && [innerWidth, innerHeight];";
        let before = window.script_until("the new size", size, vec![]).await;
        // As a person closes it; the page answers by quitting.
        let shown = window.shown();
        window.display.focus(&shown);
        window.display.act(&["key", "alt+F4"]);
        until("the program to end", async || window.process().is_none().then_some(())).await;
        window.restart(&["--practice"]).await;
        window.heading().await;
        assert_eq!(window.script_until("the size it had", size, vec![]).await, before);
    })
    .await;
}

/// With a folder of its own the program leaves nothing anywhere else: not in the system's data folder, not in caches.
#[tokio::test]
async fn everything_lies_in_the_data_folder() {
    journey("folder", Start::default(), async |window| {
        window.heading().await;
        let outside: Vec<_> = [".local/share", ".cache", ".config"]
            .iter()
            .flat_map(|folder| {
                std::fs::read_dir(window.display.home().join(folder)).into_iter().flatten().flatten()
            })
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| name.contains("vitrine"))
            .collect();
        assert!(outside.is_empty(), "{outside:?}");
    })
    .await;
}

#[tokio::test]
async fn one_process_owns_a_data_folder() {
    journey("locked", Start::default(), async |window| {
        window.heading().await;
        let mut second = window.program();
        let mut second =
            second.args(["--practice", "--data-dir"]).arg(&window.data).spawn().expect("the program starts");
        let dialog = window.display.window_titled("Vitrine cannot start");
        window.display.focus(&dialog);
        window.display.act(&["key", "Return"]);
        let ended = wait("the second process to end", || second.try_wait().expect("a child can be asked"));
        assert_eq!(ended.code(), Some(1));
        assert!(window.process().is_some(), "the first goes on");
    })
    .await;
}

#[tokio::test]
async fn keys_of_the_system_reach_the_page() {
    journey("keys", Start::default(), async |window| {
        window.heading().await;
        let shown = window.shown();
        window.display.focus(&shown);
        window.display.act(&["key", "ctrl+k"]);
        window.control("dialog", "Search or go to").await;
        window.picture("palette").await;
        window.display.act(&["key", "Escape"]);
        window.gone("dialog", "Search or go to").await;
    })
    .await;
}

/// What the page is not allowed to do, tried from inside the page.
#[tokio::test]
async fn the_page_reaches_nothing_but_its_three_commands() {
    journey("walls", Start::default(), async |window| {
        window.heading().await;
        let refused = "return window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1]).then(() => 'allowed', (error) => String(error));";
        for (command, arguments) in [
            ("plugin:event|listen", json!({ "event": "tauri://drag-drop", "target": { "kind": "Any" }, "handler": 1 })),
            ("plugin:window|close", json!({ "label": "main" })),
            ("plugin:webview|create_webview_window", json!({ "options": { "label": "x" } })),
            ("plugin:path|resolve_directory", json!({ "directory": 1 })),
        ] {
            let answer = window.script(refused, vec![json!(command), arguments]).await;
            assert_ne!(answer, json!("allowed"), "{command}");
        }
        let before = window.script("return location.href;", vec![]).await;
        let fetched = "return fetch('http://127.0.0.1:9/').then(() => 'answered', () => 'refused');";
        assert_eq!(window.script(fetched, vec![]).await, json!("refused"));
        let opened = "return String(window.open('https://example.com/'));";
        assert_eq!(window.script(opened, vec![]).await, json!("null"));
        window.script("location.href = 'https://example.com/';", vec![]).await;
        assert_eq!(window.script("return location.href;", vec![]).await, before, "the page cannot leave");
        assert!(window.refused().await.iter().any(|one| one.starts_with("vt:refused connect-src")), "the policy said no");
    })
    .await;
}

/// Nobody but the services a person connected: in practice that is this computer alone.
#[tokio::test]
async fn nothing_is_sent_anywhere() {
    journey("quiet", Start::default(), async |window| {
        window.heading().await;
        window.says("Contoso").await;
        let foreign = window.foreign_connections();
        assert!(foreign.is_empty(), "{foreign:?}");
    })
    .await;
}

/// By keyboard, through the system's own menu: the last row of the last menu is *About*.
#[tokio::test]
async fn the_menu_leads_to_pages() {
    journey("menu", Start::default(), async |window| {
        window.heading().await;
        window.display.focus(&window.shown());
        window.display.act(&["key", "F10"]);
        window.display.act(&["key", "Left", "Up", "Return"]);
        window.script_until("the page About", "return location.hash === '#/settings/about';", vec![]).await;
        assert!(window.heading().await.contains("About"));
    })
    .await;
}

/// From an empty folder into practice and back, on one window: the page is told anew each time.
#[tokio::test]
async fn practice_is_entered_and_left() {
    journey("practice", Start::fresh(), async |window| {
        window.press("button", "Practice with sample data").await;
        window.says("PRACTICE").await;
        window.says("Contoso").await;
        window.go("#/products").await;
        window.says("Tailspin Planner").await;
        window.press("button", "Leave practice").await;
        window.control("button", "Connect your account").await;
        window.gone("button", "Leave practice").await;
        window.says("No account").await;
    })
    .await;
}
