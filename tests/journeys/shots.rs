//! Every screen and every dialog in every theme, language and width, to be looked at: `cargo xtask shots`, pictures in `target/shots/`.

use std::path::{Path, PathBuf};

use vitrine_tests::screens::{Places, SCREENS, dialogs, product_with_draft};
use vitrine_tests::window::{Start, Window, folder_of};
use vitrine_tests::words::Words;

const THEMES: &[&str] = &["light", "dark", "contrast"];
const LANGUAGES: &[&str] = &["en", "fr"];
const SIZES: &[(u32, u32)] = &[(1366, 768), (640, 768)];

#[tokio::test]
async fn every_screen() {
    let folder = folder_of("shots");
    for size in SIZES {
        let window = Window::open("shots", Start { size: Some(*size), ..Start::default() }).await;
        let places = Places::of(&window).await;
        for theme in THEMES {
            for language in LANGUAGES {
                window.dress(theme, language).await;
                let file = |name: &str| folder.join(format!("{name}-{theme}-{language}-{}.png", size.0));
                for (name, address) in SCREENS {
                    picture(&window, &places.fill(address), &file(name)).await;
                }
                for dialog in dialogs(&Words::new(language)) {
                    dialog.open(&window, &places).await;
                    window.picture_at(&file(&format!("dialog-{}", dialog.name.replace(' ', "-")))).await;
                    window.keys(thirtyfour::Key::Escape.value()).await;
                    dialog.closed(&window).await;
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
    println!("{}", picture(&window, "#/", &path).await.display());
    window.close().await;
}

async fn picture(window: &Window, address: &str, path: &Path) -> PathBuf {
    window.go(address).await;
    window.picture_at(path).await
}
