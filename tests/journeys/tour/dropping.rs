//! Files: two screenshots and a package dragged from another program, a picture through the system's dialog.

use std::path::PathBuf;

use vitrine_tests::drag::file;
use vitrine_tests::packages::Sample;
use vitrine_tests::pictures::make_png;

use super::{NEW, OLD, Tour};

pub async fn by_drag(tour: &Tour<'_>) {
    let (window, t) = (tour.window, &tour.words);
    let folder = window.display.folder("Tailspin 3.3");
    let files: Vec<PathBuf> = vec![
        file(&folder, "week.png", &make_png(1920, 1080, 6)),
        file(&folder, "friday.png", &make_png(1366, 768, 13)),
        file(&folder, &format!("TailspinPlanner_{NEW}.msixbundle"), &package()),
    ];
    tour.open("images").await;
    tour.at("images:title").await;
    let source = window.drag_over(&files, &t.count("common:drop.images", 2, &[])).await;
    window.says(&t.count("common:drop.packages", 1, &[])).await;
    tour.picture("files-over-the-window").await;
    source.drop_here();
    window.says(&t.say("draft:landing.notSent")).await;
    window.says("1366 × 768").await;
    let page = window.script("return document.documentElement.outerHTML;", vec![]).await;
    let inside = folder.display().to_string();
    assert!(!page.as_str().unwrap_or_default().contains(&inside), "the page learns no path");
    tour.picture("files-landed").await;

    tour.open("packages").await;
    tour.at("packages:title").await;
    window.says(&t.with("packages:versionOver", &[("version", NEW), ("live", OLD)])).await;
    tour.picture("packages").await;
}

/// A picture that is too small: the verdict comes at once, and nothing is added.
pub async fn by_dialog(tour: &Tour<'_>) {
    let (window, t) = (tour.window, &tour.words);
    let folder = window.display.folder("Pictures");
    let small = file(&folder, "thumbnail.png", &make_png(320, 200, 3));
    let good = file(&folder, "carry-over.png", &make_png(1920, 1080, 21));
    tour.open("images").await;
    tour.at("images:title").await;
    let title = t.say("dialogs:files.chooseImages");
    tour.press("images:choose").await;
    window.display.choose_in_dialog(&title, &small);
    window.says(&t.say("draft:landing.nothing")).await;
    window.says("thumbnail.png").await;
    tour.picture("a-picture-that-does-not-fit").await;
    tour.press("images:choose").await;
    window.display.choose_in_dialog(&title, &good);
    window.says(&t.say("draft:landing.notSent")).await;
    tour.press("common:close").await;
}

/// The next version, as its developer would build it.
fn package() -> Vec<u8> {
    let languages = [
        "en-US", "fr-FR", "de-DE", "es-ES", "it-IT", "pt-BR", "nl-NL", "pl-PL", "sv-SE", "ja-JP", "zh-CN",
        "ko-KR",
    ];
    Sample {
        name: "ContosoSAS.TailspinPlanner".to_owned(),
        publisher: "CN=3B0A6F54-27CD-4B9E-9F2B-6E5A4C1D7F10".to_owned(),
        version: NEW.to_owned(),
        display_name: "Tailspin Planner".to_owned(),
        languages: languages.map(str::to_owned).to_vec(),
        // More than a connection takes at once, so that there is something to see while it is sent.
        program_bytes: 12_000_000,
        ..Sample::default()
    }
    .bundle(&["x64", "arm64"])
}
