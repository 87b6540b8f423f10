//! Which core the page talks to: the person's own, or the one of practice. Both stay open once they were opened, so that
//! going back and forth loses nothing and a job of the one goes on while the other is looked at.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tauri::ipc::Channel;
use vitrine_app::api::AppEvent;
use vitrine_app::{App, Host, Setup, SystemKeyring};
use vitrine_domain::{Problem, codes};
use vitrine_sandbox::Sandbox;

use crate::{data_folder, practice};

pub struct Cores {
    data: PathBuf,
    host: Arc<dyn Host>,
    opened: tokio::sync::Mutex<Opened>,
    current: RwLock<Option<Arc<App>>>,
    /// Where events go. A reload of the page brings a new channel; only the latest is kept.
    page: Mutex<Option<Channel<AppEvent>>>,
    /// Questions of the page so far: one that asks is alive.
    asked: AtomicU64,
}

#[derive(Default)]
struct Opened {
    own: Option<Arc<App>>,
    practice: Option<(Arc<App>, Arc<Sandbox>)>,
}

impl Cores {
    pub fn new(data: PathBuf, host: Arc<dyn Host>) -> Self {
        Self {
            data,
            host,
            opened: tokio::sync::Mutex::default(),
            current: RwLock::default(),
            page: Mutex::default(),
            asked: AtomicU64::new(0),
        }
    }

    pub fn note_question(&self) {
        self.asked.fetch_add(1, Ordering::Relaxed);
    }

    pub fn asked(&self) -> u64 {
        self.asked.load(Ordering::Relaxed)
    }

    /// The data folder, also while practice answers from the folder inside it.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The core that answers now.
    ///
    /// # Errors
    /// `storage.unwritable` before the first core is open, which the page cannot see: its window opens after.
    pub fn current(&self) -> Result<Arc<App>, Problem> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner).clone();
        current.ok_or_else(|| Problem::must(codes::STORAGE_UNWRITABLE).with("reason", "not open yet"))
    }

    /// Opens the person's own folder, or takes it up again, and makes its core the one that answers.
    pub async fn enter_own(&self) -> Result<(), Problem> {
        let mut opened = self.opened.lock().await;
        let core = match &opened.own {
            Some(core) => core.clone(),
            None => {
                let keyring = Arc::new(SystemKeyring);
                let setup =
                    Setup { data: self.data.clone(), host: self.host.clone(), keyring, practice: None };
                opened.own.insert(App::open(setup).await?).clone()
            }
        };
        self.answer_with(core).await
    }

    /// The same with the practice folder and the sandbox beside it.
    pub async fn enter_practice(&self) -> Result<(), Problem> {
        let mut opened = self.opened.lock().await;
        let core = match &opened.practice {
            Some((core, _)) => core.clone(),
            None => {
                let data = data_folder::practice(&self.data);
                let refused =
                    |reason: String| Problem::must(codes::PRACTICE_UNAVAILABLE).with("reason", reason);
                let (sandbox, seat) = practice::start(&data).await.map_err(refused)?;
                // Nothing of practice is worth a place in the person's keyring.
                let keyring = Arc::new(vitrine_app::NoKeyring);
                let setup = Setup { data, host: self.host.clone(), keyring, practice: Some(seat) };
                let core = App::open(setup).await?;
                opened.practice = Some((core.clone(), Arc::new(sandbox)));
                core
            }
        };
        self.answer_with(core).await
    }

    /// Moves the practice clock to the next thing that happens by itself.
    pub async fn skip_practice_step(&self) -> Result<(), String> {
        let sandbox = self.opened.lock().await.practice.as_ref().map(|(_, sandbox)| sandbox.clone());
        let sandbox = sandbox.ok_or("practice is not open")?;
        sandbox.until_next_step().await.map(drop).map_err(|error| error.to_string())
    }

    /// Sends everything to this page from now on: a snapshot first, then changes.
    pub async fn watch(&self, channel: Channel<AppEvent>) -> Result<(), Problem> {
        *self.page() = Some(channel);
        self.answer_watching(&*self.current()?).await
    }

    pub fn unwatch(&self) {
        *self.page() = None;
        if let Ok(core) = self.current() {
            core.unwatch();
        }
    }

    pub fn is_watched(&self) -> bool {
        self.page().is_some()
    }

    /// Closes every core and the sandbox. Drafts are on the disk when this returns.
    pub async fn close(&self) {
        let opened = std::mem::take(&mut *self.opened.lock().await);
        if let Some(core) = opened.own {
            core.close().await;
        }
        if let Some((core, sandbox)) = opened.practice {
            core.close().await;
            if let Some(sandbox) = Arc::into_inner(sandbox) {
                sandbox.stop().await;
            }
        }
    }

    async fn answer_with(&self, core: Arc<App>) -> Result<(), Problem> {
        let before = self.current.write().unwrap_or_else(PoisonError::into_inner).replace(core.clone());
        if let Some(before) = before.filter(|before| !Arc::ptr_eq(before, &core)) {
            // Language, theme and size are the person's, not the folder's.
            core.take_settings(before.settings()).await?;
            before.unwatch();
        }
        self.answer_watching(&core).await
    }

    async fn answer_watching(&self, core: &App) -> Result<(), Problem> {
        let Some(channel) = self.page().clone() else { return Ok(()) };
        let send = move |event: AppEvent| {
            // A page that went away is no fault; the next one watches again.
            if let Err(error) = channel.send(event) {
                tracing::debug!(%error, "the page did not take an event");
            }
        };
        core.watch(Box::new(send)).await
    }

    fn page(&self) -> std::sync::MutexGuard<'_, Option<Channel<AppEvent>>> {
        self.page.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
