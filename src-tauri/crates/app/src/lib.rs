//! Use-cases: accounts, products, drafts, publishing, history. One [`App`] owns one data folder.
//!
//! The window, the terminal and the tests all speak to it through the command table (`api`). It knows no window, no
//! WebView and no wording: questions to the desktop go through [`Host`], sentences are codes of `vitrine-domain`.

pub mod api;

mod accounts;
mod activity;
mod acts;
mod check;
mod commands;
mod context;
mod drafts;
mod elsewhere;
mod events;
mod files;
mod grid;
mod help;
mod history;
mod home;
mod host;
mod links;
mod listed;
mod live;
mod look;
mod make_part;
mod next;
mod overdue;
mod partners;
mod parts;
mod pending;
mod placing;
mod price_table;
mod problem;
mod product;
mod products;
mod publish;
mod readings;
mod replaced;
mod review;
mod secrets;
mod sent;
mod session;
mod store;
mod trailers;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, RwLock, Weak};

use jiff::Timestamp;
use tokio_util::sync::CancellationToken;
use vitrine_assets::store::ContentStore;
use vitrine_domain::{DraftId, Problem, codes};

pub use host::{Host, Notice, NoticeKind};
pub use secrets::{Keyring, NoKeyring, SystemKeyring};
pub use session::system_language;
// The shell names the sandbox's address without knowing the client of the services.
pub use vitrine_partner::Endpoints;

/// What an [`App`] is opened with.
pub struct Setup {
    /// The data folder; made when it does not exist, readable by its owner only.
    pub data: PathBuf,
    pub host: Arc<dyn Host>,
    pub keyring: Arc<dyn Keyring>,
    /// Set in practice mode: the embedded sandbox and what opens it.
    pub practice: Option<PracticeSeat>,
}

/// The embedded sandbox, as the shell started it.
pub struct PracticeSeat {
    pub endpoints: Endpoints,
    pub tenant: String,
    pub client: String,
    pub key: secrecy::SecretString,
    /// What the account is called.
    pub name: String,
    /// How many times faster than real time its clock runs.
    pub speed: f64,
}

/// The core of Vitrine over one data folder.
pub struct App {
    me: Weak<App>,
    data: PathBuf,
    database: store::Database,
    keys: secrets::Keys,
    /// Opened at the first secret: a keyring may ask the person, and the window does not wait for that.
    vault: tokio::sync::OnceCell<secrets::Vault>,
    /// One draft begins at a time: two clicks are one draft.
    starting: tokio::sync::Mutex<()>,
    content: Arc<ContentStore>,
    host: Arc<dyn Host>,
    events: events::Events,
    files: files::Files,
    jobs: publish::Jobs,
    accounts: RwLock<Vec<accounts::Record>>,
    partners: partners::Partners,
    open_drafts: tokio::sync::Mutex<HashMap<DraftId, drafts::Shared>>,
    listings: Mutex<HashMap<vitrine_domain::AccountId, api::AccountListing>>,
    looks: look::Looks,
    readings: readings::Readings,
    holds: acts::Holds,
    /// What an earlier run held and did not send, until the person has read it.
    not_sent: Mutex<Vec<api::NotSent>>,
    /// The live documents that were read from the disk; parsing a large one takes milliseconds.
    lives: Mutex<HashMap<vitrine_domain::ProductId, Option<Arc<live::Live>>>>,
    /// The open submission of a product as last read in this run.
    pendings: Mutex<HashMap<vitrine_domain::ProductId, (String, vitrine_domain::document::Document)>>,
    settings: RwLock<api::Settings>,
    practice: Option<api::Practice>,
    offline_since: Mutex<Option<Timestamp>>,
    last_saved: Mutex<Option<Timestamp>>,
    /// Where the caret was when the last run ended without being closed.
    left_at: Option<String>,
    /// Ends every task of this core.
    closing: CancellationToken,
    _lock: store::FolderLock,
}

impl App {
    /// Opens a data folder and takes up what was interrupted.
    ///
    /// # Errors
    /// `storage.locked`, `storage.newer`, `storage.unreadable`, `storage.trouble`.
    pub async fn open(setup: Setup) -> Result<Arc<App>, Problem> {
        let Setup { data, host, keyring, practice } = setup;
        prepare(&data)?;
        let lock = store::FolderLock::take(&data)?;
        let database = store::Database::open(&data.join("vitrine.db"))?;
        let keys = secrets::Keys::new(keyring);
        let content = Arc::new(ContentStore::open(&data.join("content")).map_err(|f| f.problem())?);
        let settings = session::read_settings(&database).await?;
        let left_at = session::begin_run(&database).await?;
        let records = accounts::read(&database).await?;
        let jobs = publish::Jobs::read(&database).await?;
        let (told, requests) = activity::listener();
        let not_sent = acts::not_sent(&database).await?;
        let app = Arc::new_cyclic(|me| App {
            me: me.clone(),
            files: files::Files::new(content.clone()),
            practice: practice.as_ref().map(|seat| api::Practice { speed: seat.speed }),
            data,
            database,
            keys,
            vault: tokio::sync::OnceCell::new(),
            starting: tokio::sync::Mutex::default(),
            content,
            host,
            events: events::Events::default(),
            jobs,
            accounts: RwLock::new(records),
            partners: partners::Partners::new(told),
            open_drafts: tokio::sync::Mutex::default(),
            listings: Mutex::default(),
            looks: look::Looks::default(),
            readings: readings::Readings::default(),
            holds: acts::Holds::default(),
            not_sent: Mutex::new(not_sent),
            lives: Mutex::default(),
            pendings: Mutex::default(),
            settings: RwLock::new(settings),
            offline_since: Mutex::default(),
            last_saved: Mutex::default(),
            left_at,
            closing: CancellationToken::new(),
            _lock: lock,
        });
        if let Some(seat) = practice {
            app.take_seat(seat).await?;
        }
        app.keep_requests(requests);
        app.take_up_jobs().await?;
        app.read_all_lists();
        app.keep_looking();
        Ok(app)
    }

    /// Tells everything to one listener: a snapshot now, then changes.
    pub async fn watch(&self, listener: Box<dyn Fn(api::AppEvent) + Send + Sync>) -> Result<(), Problem> {
        let session = self.session(()).await?;
        self.events.listen(listener);
        self.events.send(api::AppEvent::Snapshot { session: Box::new(session) });
        Ok(())
    }

    pub fn unwatch(&self) {
        self.events.stop();
    }

    /// Sends an event that began outside the core: a menu item, a drag.
    pub fn tell(&self, event: api::AppEvent) {
        self.events.send(event);
    }

    /// Ends every task. What was being sent is interrupted and offered again at the next start.
    pub async fn close(&self) {
        self.closing.cancel();
        self.events.stop();
        self.jobs.settled().await;
        if let Err(problem) = self.flush(()).await {
            tracing::error!(%problem, "drafts could not be written at the end; their journals hold everything");
        }
        if let Err(problem) = self.end_run().await {
            tracing::error!(%problem, "the end of the run could not be noted");
        }
    }

    /// A strong handle for tasks that outlive the call that began them.
    pub(crate) fn arc(&self) -> Option<Arc<App>> {
        self.me.upgrade()
    }

    /// The vault of this folder.
    pub(crate) async fn vault(&self) -> Result<&secrets::Vault, Problem> {
        self.vault.get_or_try_init(|| secrets::Vault::open(&self.data, &self.keys)).await
    }

    pub(crate) fn note_saved(&self, at: Timestamp) {
        *self.last_saved.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(at);
    }
}

fn prepare(folder: &std::path::Path) -> Result<(), Problem> {
    let refused = |e: std::io::Error| Problem::must(codes::STORAGE_UNWRITABLE).with("reason", e.to_string());
    std::fs::create_dir_all(folder).map_err(refused)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)).map_err(refused)?;
    }
    Ok(())
}
