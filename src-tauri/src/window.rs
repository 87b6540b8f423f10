//! The one window: how it opens, where it stands, and that nothing but our own page is ever shown in it.

use std::path::Path;

use serde::{Deserialize, Serialize};
use tauri::utils::config::Color;
use tauri::webview::NewWindowResponse;
use tauri::{
    AppHandle, PhysicalPosition, PhysicalSize, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
};
use vitrine_app::App;
use vitrine_app::api::{Language, Settings, Theme};

use crate::webview;

/// Its name towards Tauri; the capability names it too.
pub const LABEL: &str = "main";

/// The size most people's first screen leaves free (logical pixels).
const SIZE: (f64, f64) = (1366.0, 768.0);
/// Below this the page scrolls both ways.
const MINIMUM: (f64, f64) = (480.0, 560.0);

/// The page's colour before its first frame, `--vt-bg` of `tokens.css`: without it a dark desktop sees a white flash.
const PAPER: Color = Color(0xf7, 0xf5, 0xf1, 0xff);
const NIGHT: Color = Color(0x16, 0x1a, 0x1a, 0xff);
const BLACK: Color = Color(0x00, 0x00, 0x00, 0xff);

/// What the content security policy refuses is noted as a performance mark: the page's inspector shows it, journeys count
/// it, and it has to listen before the page's first script.
const NOTE_REFUSALS: &str = "document.addEventListener('securitypolicyviolation', (event) => \
    performance.mark(`vt:refused ${event.effectiveDirective} ${event.blockedURI}`));";

/// Where the window stood, in physical pixels: a row of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct Place {
    x: i32,
    y: i32,
    width: u32,
    height: u32,
    maximized: bool,
}

/// Opens the window on a core's settings.
pub async fn open(app: &AppHandle, core: &App, data: &Path, practice: bool) -> tauri::Result<()> {
    let settings = core.settings();
    let kept = core.window_place().await.unwrap_or_else(|problem| {
        tracing::warn!(%problem, "where the window stood is not known");
        None
    });
    let window = WebviewWindowBuilder::new(
        app,
        LABEL,
        WebviewUrl::App(page(&settings, core.language(), practice).into()),
    )
    .title("Vitrine")
    .inner_size(SIZE.0, SIZE.1)
    .min_inner_size(MINIMUM.0, MINIMUM.1)
    .background_color(background(settings.theme))
    // Caches of the webview stay with everything else; by default they go to the system\'s data folder, asked or not.
    .data_directory(data.join("webview"))
    .initialization_script(NOTE_REFUSALS)
    // The page\'s title says where one is; the window\'s follows, for the task bar and for screen readers.
    .on_document_title_changed(|window, title| {
        let _ = window.set_title(&title);
    })
    .on_navigation(is_ours)
    .on_new_window(|_, _| NewWindowResponse::Deny)
    .on_download(|_, _| false)
    .build()?;
    if let Some(place) = kept.and_then(|place| serde_json::from_value(place).ok()) {
        stand(&window, place)?;
    }
    if settings.zoom != 100 {
        zoom(&window, settings.zoom);
    }
    webview::check_spelling(&window, core.language())
}

/// The page and what it has to know before its first frame.
fn page(settings: &Settings, language: Language, practice: bool) -> String {
    let language = match language {
        Language::En => "en",
        Language::Fr => "fr",
    };
    let theme = match settings.theme {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
        Theme::Contrast => "contrast",
    };
    format!("index.html?language={language}&theme={theme}&rail={}&practice={practice}", settings.rail)
}

fn background(theme: Theme) -> Color {
    match theme {
        Theme::Light => PAPER,
        Theme::Dark => NIGHT,
        Theme::Contrast => BLACK,
        Theme::System if webview::system_is_dark() => NIGHT,
        Theme::System => PAPER,
    }
}

/// The size of everything on the page, in percent.
pub fn zoom(window: &WebviewWindow, percent: u32) {
    if let Err(error) = window.set_zoom(f64::from(percent) / 100.0) {
        tracing::warn!(%error, "the size could not be changed");
    }
}

/// Stands where it stood, unless that screen is gone.
fn stand(window: &WebviewWindow, place: Place) -> tauri::Result<()> {
    window.set_size(PhysicalSize::new(place.width, place.height))?;
    let on_a_screen = window.available_monitors()?.iter().any(|monitor| {
        let (corner, size) = (monitor.position(), monitor.size());
        let right = corner.x.saturating_add_unsigned(size.width);
        let bottom = corner.y.saturating_add_unsigned(size.height);
        // Enough of the title bar to take hold of.
        place.x + 100 > corner.x && place.x + 100 < right && place.y >= corner.y && place.y + 40 < bottom
    });
    if on_a_screen {
        window.set_position(PhysicalPosition::new(place.x, place.y))?;
    }
    if place.maximized {
        window.maximize()?;
    }
    Ok(())
}

/// Where the window stands now, to be kept. Nothing while it fills the screen or is put away: that is no place.
pub fn place(window: &WebviewWindow) -> Option<serde_json::Value> {
    if window.is_minimized().ok()? || window.is_fullscreen().ok()? {
        return None;
    }
    let (position, size) = (window.outer_position().ok()?, window.inner_size().ok()?);
    let maximized = window.is_maximized().ok()?;
    let place = Place { x: position.x, y: position.y, width: size.width, height: size.height, maximized };
    serde_json::to_value(place).ok()
}

/// Only the embedded page, or in a build without it the development server.
fn is_ours(url: &Url) -> bool {
    let development =
        !cfg!(feature = "custom-protocol") && url.host_str() == Some("localhost") && url.port() == Some(5173);
    let embedded = matches!(
        (url.scheme(), url.host_str()),
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost"))
    );
    embedded || development
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_our_page_is_shown() {
        for ours in ["tauri://localhost/index.html?language=fr#/products", "http://tauri.localhost/"] {
            assert!(is_ours(&ours.parse().unwrap()), "{ours}");
        }
        for foreign in [
            "https://example.com/",
            "tauri://elsewhere/",
            "http://localhost:8080/",
            "file:///etc/passwd",
            "data:text/html,x",
        ] {
            assert!(!is_ours(&foreign.parse().unwrap()), "{foreign}");
        }
    }

    #[test]
    fn the_page_is_told_what_its_first_frame_needs() {
        let settings = Settings { theme: Theme::Dark, rail: true, ..Settings::default() };
        assert_eq!(
            page(&settings, Language::Fr, true),
            "index.html?language=fr&theme=dark&rail=true&practice=true"
        );
    }
}
