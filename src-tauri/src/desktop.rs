//! The desktop as the core sees it: file dialog, browser, notifications, practice, menu, zoom, the end.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock, Weak};

use tauri::{AppHandle, Manager};
use vitrine_app::api::{FilesWanted, Language};
use vitrine_app::{Host, Notice};
use vitrine_domain::Problem;

use crate::cores::Cores;
use crate::wording::say;
use crate::{dialogs, menu, notice, window};

/// Known before the window system runs, so that a core can be opened while it starts.
#[derive(Default)]
pub struct Desktop {
    app: OnceLock<AppHandle>,
    cores: OnceLock<Weak<Cores>>,
}

impl Desktop {
    pub fn belongs_to(&self, cores: &Arc<Cores>) {
        // Both are told once, by `run`.
        let _ = self.cores.set(Arc::downgrade(cores));
    }

    pub fn runs_in(&self, app: &AppHandle) {
        let _ = self.app.set(app.clone());
    }

    fn cores(&self) -> Result<Arc<Cores>, String> {
        self.cores.get().and_then(Weak::upgrade).ok_or_else(|| "the program is ending".to_owned())
    }

    /// The language and the size of the core that answers now.
    fn adopt(&self, cores: &Cores) {
        if let Ok(core) = cores.current() {
            self.language_changed(core.language());
            self.zoom_changed(core.settings().zoom);
        }
    }
}

impl Desktop {
    /// Brings the window forward at the page that the notice is about, while the folder that it came from is still open.
    fn on_click(&self, notice: &Notice) -> impl FnOnce() + Send + 'static {
        let app = self.app.get().cloned();
        let core = self.cores().ok().and_then(|cores| cores.current().ok());
        let (core, event) = (core.map(|core| Arc::downgrade(&core)), notice.opens());
        move || {
            if let Some(app) = app {
                crate::bring_forward(&app);
            }
            if let Some(core) = core.and_then(|core| core.upgrade()) {
                core.tell(event);
            }
        }
    }
}

#[async_trait::async_trait]
impl Host for Desktop {
    async fn pick_files(&self, wanted: FilesWanted, language: Language) -> Vec<PathBuf> {
        dialogs::pick_files(wanted, language).await
    }

    async fn pick_place(&self, name: &str, language: Language) -> Option<PathBuf> {
        dialogs::pick_place(name, language).await
    }

    fn open(&self, address: &str) -> Result<(), String> {
        let opened = if address.starts_with("http:") || address.starts_with("https:") {
            tauri_plugin_opener::open_url(address, None::<&str>)
        } else {
            tauri_plugin_opener::open_path(address, None::<&str>)
        };
        opened.map_err(|error| error.to_string())
    }

    fn notify(&self, notice: &Notice, language: Language) {
        let key = format!("dialogs:notify.{}", notice.word());
        let sentence = say(language, &key, &[("product", &notice.name)]);
        let clicked = self.on_click(notice);
        // The notification service is asked over a bus and may be slow to answer, or absent; a click may come much later. A
        // thread of its own holds up no end of the program.
        std::thread::spawn(move || notice::show(&sentence, clicked));
    }

    async fn enter_practice(&self) -> Result<(), String> {
        let cores = self.cores()?;
        cores.enter_practice().await.map_err(reason)?;
        self.adopt(&cores);
        Ok(())
    }

    async fn leave_practice(&self) -> Result<(), String> {
        let cores = self.cores()?;
        cores.enter_own().await.map_err(reason)?;
        self.adopt(&cores);
        Ok(())
    }

    async fn skip_practice_step(&self) -> Result<(), String> {
        self.cores()?.skip_practice_step().await
    }

    fn language_changed(&self, language: Language) {
        if let Some(app) = self.app.get() {
            menu::show(app, language);
        }
    }

    fn zoom_changed(&self, percent: u32) {
        if let Some(window) = self.app.get().and_then(|app| app.get_webview_window(window::LABEL)) {
            window::zoom(&window, percent);
        }
    }

    fn quit(&self) {
        if let Some(app) = self.app.get() {
            app.exit(0);
        }
    }
}

/// A problem as the core passes it on: its code, and its reason when it has one.
fn reason(problem: Problem) -> String {
    let reason = problem.params.get("reason").and_then(serde_json::Value::as_str);
    reason.map_or_else(|| problem.code.clone(), str::to_owned)
}
