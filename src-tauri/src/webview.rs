//! The system's webview, prepared before it starts and narrowed after.
//!
//! Where the page comes from and what it may load is not here: that is the content security policy in `tauri.conf.json`.

/// Switches WebKitGTK's DMABUF renderer off where it is known to harm, unless the person has decided.
///
/// Two cases: without a GPU every frame costs two to four times as much through it, and with NVIDIA's own driver many
/// systems show an empty window (tauri-apps/tauri issues 9304 and 9394). Elsewhere it stays, it is faster.
///
/// Has to run before GTK and before any thread starts.
pub fn choose_renderer() {
    #[cfg(target_os = "linux")]
    {
        const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
        let gpu = std::fs::read_dir("/dev/dri").is_ok_and(|entries| {
            entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("renderD"))
        });
        let nvidia = std::path::Path::new("/proc/driver/nvidia/version").exists();
        if std::env::var_os(SWITCH).is_none() && (!gpu || nvidia) {
            // SAFETY: called first in `run`, while this is the only thread of the process.
            #[expect(
                unsafe_code,
                reason = "the variable is WebKitGTK's only switch, and it is read when GTK starts"
            )]
            unsafe {
                std::env::set_var(SWITCH, "1");
            }
        }
    }
}

/// Whether the desktop's own theme is a dark one. Asked before the page exists, which will ask for itself.
pub fn system_is_dark() -> bool {
    #[cfg(target_os = "linux")]
    {
        use gtk::prelude::GtkSettingsExt as _;
        gtk::Settings::default().is_some_and(|settings| {
            let name = settings.gtk_theme_name().unwrap_or_default().to_lowercase();
            settings.is_gtk_application_prefer_dark_theme()
                || name.ends_with("-dark")
                || name.ends_with(":dark")
        })
    }
    #[cfg(not(target_os = "linux"))]
    {
        false
    }
}

/// Switches the webview's spelling marks on. WebKitGTK starts with them off although fields say `spellcheck`; elsewhere
/// they are on. Languages without a dictionary on the computer are left out by the webview.
pub fn check_spelling(
    window: &tauri::WebviewWindow,
    language: vitrine_app::api::Language,
) -> tauri::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use vitrine_app::api::Language;
        use webkit2gtk::{WebContextExt as _, WebViewExt as _};
        let languages = match language {
            Language::En => ["en_US", "fr_FR"],
            Language::Fr => ["fr_FR", "en_US"],
        };
        window.with_webview(move |webview| {
            if let Some(context) = webview.inner().context() {
                context.set_spell_checking_enabled(true);
                context.set_spell_checking_languages(&languages);
            }
        })
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (window, language);
        Ok(())
    }
}
