//! From flags to a window: the first core opens, then the window on its settings, or a message that says why not.

use std::sync::Arc;
use std::time::Instant;

use tauri::AppHandle;
use tauri::async_runtime::JoinHandle;
use vitrine_app::api::Language;
use vitrine_domain::{Problem, codes};

use crate::cores::Cores;
use crate::wording::{self, say};
use crate::{dialogs, menu, window};

/// A core that is being opened.
pub struct Starting {
    cores: Arc<Cores>,
    practice: bool,
    opening: JoinHandle<Result<(), Problem>>,
}

impl Starting {
    /// Begins on another thread, before the window system exists.
    pub fn begin(cores: &Arc<Cores>, practice: bool) -> Self {
        let opening = {
            let cores = cores.clone();
            tauri::async_runtime::spawn(async move {
                if practice { cores.enter_practice().await } else { cores.enter_own().await }
            })
        };
        Self { cores: cores.clone(), practice, opening }
    }

    /// Waits for the core and opens the window; without a core, says why and ends the program when that was read.
    pub fn finish(self, app: &AppHandle) -> tauri::Result<()> {
        let waiting = Instant::now();
        let opened = tauri::async_runtime::block_on(self.opening).unwrap_or_else(|error| {
            Err(Problem::must(codes::STORAGE_UNWRITABLE).with("reason", error.to_string()))
        });
        tracing::info!(waited_ms = waiting.elapsed().as_millis(), "the first core is open");
        match opened.and_then(|()| self.cores.current()) {
            Ok(core) => {
                menu::show(app, core.language());
                tauri::async_runtime::block_on(window::open(app, &core, self.cores.data(), self.practice))
            }
            Err(problem) => {
                tracing::error!(%problem, "the data folder did not open");
                let app = app.clone();
                tauri::async_runtime::spawn(async move {
                    let language = wording::system_language();
                    dialogs::fatal(language, &sentence(language, &problem)).await;
                    app.exit(1);
                });
                Ok(())
            }
        }
    }
}

/// What happened, why, and what to do; the page is not there to say it.
fn sentence(language: Language, problem: &Problem) -> String {
    if problem.code == codes::STORAGE_LOCKED {
        return say(language, "dialogs:fatal.folderInUse", &[]);
    }
    let reason = problem.params.get("reason").and_then(serde_json::Value::as_str).unwrap_or(&problem.code);
    say(language, "dialogs:fatal.folderBroken", &[("reason", reason)])
}
