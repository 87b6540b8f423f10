//! Every screen in every theme, language and width, to be looked at: `cargo xtask shots`, pictures in `target/shots/`.

use std::path::{Path, PathBuf};

use vitrine_tests::screens::{SCREENS, product_with_draft};
use vitrine_tests::window::{Start, Window, folder_of};

const THEMES: &[&str] = &["light", "dark", "contrast"];
const LANGUAGES: &[&str] = &["en", "fr"];
const SIZES: &[(u32, u32)] = &[(1366, 768), (640, 768)];

#[tokio::test]
async fn every_screen() {
    let folder = folder_of("shots");
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
