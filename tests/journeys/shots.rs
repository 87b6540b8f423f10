//! Every screen in every theme, language and width, to be looked at: `cargo xtask shots`, pictures in `target/shots/`.

use std::path::{Path, PathBuf};

use serde_json::json;
use vitrine_tests::window::{Start, Window, folder_of};

/// Screens by name and address, on the practice account. `{product}` is its first product with a draft.
const SCREENS: &[(&str, &str)] = &[
    ("home", "#/"),
    ("products", "#/products"),
    ("product", "#/products/{product}"),
    ("history", "#/products/{product}/history"),
    ("draft", "#/products/{product}/draft"),
    ("listing", "#/products/{product}/listing"),
    ("images", "#/products/{product}/images"),
    ("packages", "#/products/{product}/packages"),
    ("options", "#/products/{product}/options"),
    ("review", "#/products/{product}/review"),
    ("welcome", "#/welcome"),
    ("connect", "#/connect"),
    ("settings", "#/settings"),
    ("about", "#/settings/about"),
];
const THEMES: &[&str] = &["light", "dark", "contrast"];
const LANGUAGES: &[&str] = &["en", "fr"];
const SIZES: &[(u32, u32)] = &[(1366, 768), (640, 768)];

#[tokio::test]
async fn every_screen() {
    let folder = folder_of("shots").with_file_name("shots");
    for size in SIZES {
        let window = Window::open("shots", Start { size: Some(*size), ..Start::default() }).await;
        let product = product_with_draft(&window).await;
        for theme in THEMES {
            for language in LANGUAGES {
                window.dress(theme, language).await;
                for (name, address) in SCREENS {
                    let file = format!("{name}-{theme}-{language}-{}.png", size.0);
                    picture(&window, address, &product, &folder.join(file)).await;
                }
            }
        }
        window.close().await;
    }
    println!("{}", folder.display());
}

/// The README's picture: the first thing a person sees in practice.
#[tokio::test]
async fn readme() {
    let window = Window::open("shots", Start { size: Some((1366, 768)), ..Start::default() }).await;
    product_with_draft(&window).await;
    window.dress("light", "en").await;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../icons/window.png");
    println!("{}", picture(&window, "#/", "", &path).await.display());
    window.close().await;
}

async fn picture(window: &Window, address: &str, product: &str, path: &Path) -> PathBuf {
    window.go(&address.replace("{product}", product)).await;
    window.picture_at(path).await
}

/// The first product of the practice account that can have a draft, once it has one.
async fn product_with_draft(window: &Window) -> String {
    let rows = "return window.__TAURI_INTERNALS__.invoke('call', { name: 'products', args: null })
        .then((list) => list.rows.length > 0 && list.rows);";
    let rows = window.script_until("products", rows, vec![]).await;
    for row in rows.as_array().into_iter().flatten() {
        if window.try_call("draft_start", row["id"].clone()).await.is_ok() {
            return row["id"].as_str().unwrap_or_default().to_owned();
        }
    }
    panic!("no product of the practice account can have a draft");
}
