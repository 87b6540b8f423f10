//! A Partner Center on loopback: strict, awkward where the real one is, and free to break on demand.
//!
//! It stands for Microsoft's services in practice mode and in tests. It shares no type and no reader with the rest
//! of the product: what it knows of formats and rules it reads with its own code. Every behaviour names its source
//! (`SOURCES.md` beside this crate resolves them); what no document tells is a named assumption (`assume`).
//!
//! Not played yet: the marketplace's ingestion API, Graph, analytics and reviews. Those routes answer a 404 that says
//! so.

mod account;
mod archive;
mod assume;
mod blob;
mod clock;
mod control;
mod entra;
mod family;
mod faults;
mod http;
mod log;
mod machine;
mod model;
mod portal;
mod product;
mod progress;
mod rate;
mod scenario;
mod server;
mod state;
mod store;
mod token;
mod world;

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::SignedDuration;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

pub use account::{Credentials, Role};
pub use assume::{ALL as ASSUMPTIONS, Assumption, listing as assumption_list};
pub use faults::{Effect, Fault, Faults};
pub use log::LogEntry;
pub use scenario::Scenario;

use account::Account;
use assume::Assumptions;
use blob::sas::Style;
use blob::shelf::Shelf;
use clock::Clock;
use log::Log;
use model::Upload;
use rate::Meter;
use scenario::{Contents, Large};
use state::Folder;
use world::World;

/// How a sandbox starts.
#[derive(Debug, Clone)]
pub struct Options {
    /// 0 takes any free port.
    pub port: u16,
    pub scenario: Scenario,
    /// How many times faster than the wall the sandbox clock runs.
    pub speed: f64,
    /// Where everything is kept; without it, in a folder that goes at the end.
    pub state: Option<PathBuf>,
    /// Pairs of name and value, see [`ASSUMPTIONS`].
    pub assume: Vec<(String, String)>,
}

impl Default for Options {
    fn default() -> Self {
        Self { port: 0, scenario: Scenario::Demo, speed: 1.0, state: None, assume: Vec::new() }
    }
}

/// Why a sandbox did not start, in a sentence.
#[derive(Debug)]
pub struct StartError(String);

impl std::fmt::Display for StartError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for StartError {}

/// A running sandbox. Dropping it stops it at once; [`Sandbox::stop`] lets running requests end.
pub struct Sandbox {
    shared: Arc<Shared>,
    credentials: Credentials,
    stop: CancellationToken,
    server: JoinHandle<()>,
}

impl Sandbox {
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))
            .await
            .map_err(|e| StartError(format!("127.0.0.1:{} cannot be listened on: {e}", options.port)))?;
        let port = listener.local_addr().map_err(|e| StartError(e.to_string()))?.port();
        let shared = Shared::open(&options)?;
        // Set once, right after opening.
        let _ = shared.base.set(format!("http://127.0.0.1:{port}"));
        let shared = Arc::new(shared);
        let stop = CancellationToken::new();
        let server = tokio::spawn(server::run(listener, Arc::clone(&shared), stop.clone()));
        Ok(Self { credentials: shared.credentials.clone(), shared, stop, server })
    }

    /// `http://127.0.0.1:PORT`; the hosts are the first path segment below it.
    pub fn base(&self) -> &str {
        self.shared.base()
    }

    pub fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// Lets running requests end and closes.
    pub async fn stop(mut self) {
        self.stop.cancel();
        if let Err(error) = (&mut self.server).await {
            tracing::warn!(%error, "the sandbox did not end well");
        }
        if let Err(error) = self.shared.lock().save_account() {
            tracing::warn!(%error, "the clock could not be kept");
        }
    }

    /// Moves every clock forward and lets happen what is due.
    pub async fn advance(&self, by: Duration) -> std::io::Result<()> {
        self.shared.clock.advance(SignedDuration::try_from(by).unwrap_or(SignedDuration::MAX));
        self.shared.settle().await?;
        self.shared.lock().save_account()
    }

    /// Moves the sandbox clock to the next thing that happens by itself; `false` when nothing will.
    pub async fn until_next_step(&self) -> std::io::Result<bool> {
        self.shared.until_next_step(None).await
    }

    pub fn set_speed(&self, speed: f64) {
        self.shared.clock.set_speed(speed);
    }

    pub fn faults(&self) -> &Faults {
        &self.shared.faults
    }

    /// Every request since the start, oldest first.
    pub fn log(&self) -> Vec<LogEntry> {
        self.shared.log.since(0)
    }

    /// Does an act of the portal: `{"action", "product", …}`. The error says why it cannot be done.
    pub async fn portal(&self, order: &serde_json::Value) -> Result<String, String> {
        self.shared.settle().await.map_err(|error| error.to_string())?;
        portal::act(&self.shared, order)
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// What every request sees.
pub(crate) struct Shared {
    clock: Arc<Clock>,
    assume: Assumptions,
    faults: Faults,
    log: Log,
    meter: Meter,
    shelf: Shelf,
    world: Mutex<World>,
    credentials: Credentials,
    token_key: Vec<u8>,
    sas_key: Vec<u8>,
    /// One examination of archives at a time.
    bench: tokio::sync::Mutex<()>,
    base: OnceLock<String>,
}

impl Shared {
    fn open(options: &Options) -> Result<Self, StartError> {
        let assume = Assumptions::new(&options.assume).map_err(StartError)?;
        if !(options.speed > 0.0 && options.speed.is_finite()) {
            return Err(StartError(format!("the speed {} is not above 0", options.speed)));
        }
        let folder = Folder::open(options.state.as_deref())
            .map_err(|e| StartError(format!("the state folder cannot be opened: {e}")))?;
        let folder = Arc::new(folder);
        let unreadable = |e: std::io::Error| StartError(format!("the state folder cannot be used: {e}"));
        let word = options.scenario.word();
        let (clock, world) = match Account::load(&folder).map_err(unreadable)? {
            Some(account) => {
                if account.scenario != word {
                    let held = account.scenario;
                    return Err(StartError(format!(
                        "the state folder holds the scenario {held}, not {word}"
                    )));
                }
                let clock = Arc::new(Clock::resume(account.clock, options.speed));
                let large = (options.scenario == Scenario::Large).then(Large::new);
                let world = World::resume(Arc::clone(&folder), Arc::clone(&clock), account, large)
                    .map_err(unreadable)?;
                // A process that was killed may have told a later time than it had saved.
                if let Some(latest) = world.latest() {
                    clock.skip_to(latest);
                }
                (clock, world)
            }
            None => {
                let mut contents = Contents::of(&options.scenario).map_err(StartError)?;
                let clock = Arc::new(Clock::start(options.speed));
                let reading = clock.reading();
                let mut account = Account::create(&word, reading, contents.durations)
                    .map_err(|e| StartError(format!("no random numbers: {e}")))?;
                let products = contents.products(&mut account, reading.sandbox);
                let large = contents.large.take();
                let world = World::create(Arc::clone(&folder), Arc::clone(&clock), account, products, large)
                    .map_err(unreadable)?;
                (clock, world)
            }
        };
        let account = &world.account;
        let key =
            |text: &str| STANDARD.decode(text).map_err(|e| StartError(format!("a key of the account: {e}")));
        let shelf = Shelf::new(folder.path("blobs"));
        if assume.is("clone-archive", "absent") {
            // Nobody can read them any more, and they are as large as packages are.
            for upload in world.ended_uploads(clock.wall()) {
                shelf.remove(&upload.container, &upload.blob).map_err(unreadable)?;
            }
        }
        Ok(Self {
            credentials: account.credentials.clone(),
            token_key: key(&account.token_key)?,
            sas_key: key(&account.sas_key)?,
            clock,
            assume,
            faults: Faults::default(),
            log: Log::default(),
            meter: Meter::default(),
            shelf,
            world: Mutex::new(world),
            bench: tokio::sync::Mutex::default(),
            base: OnceLock::new(),
        })
    }

    fn lock(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn base(&self) -> &str {
        self.base.get().map_or("", String::as_str)
    }

    fn role(&self) -> Role {
        self.lock().account.role
    }

    fn sas_style(&self) -> Style {
        Style { version: self.assume.value("sas-version"), raw_plus: self.assume.is("sas-plus", "raw") }
    }

    async fn until_next_step(&self, product: Option<&str>) -> std::io::Result<bool> {
        self.settle().await?;
        let Some(next) = self.lock().next_due(product) else { return Ok(false) };
        self.clock.skip_to(next);
        self.settle().await?;
        self.lock().save_account()?;
        Ok(true)
    }

    /// Puts the bytes of one blob under another name.
    async fn copy_blob(&self, from: &Upload, to: &Upload) -> std::io::Result<()> {
        let Some(source) = self.shelf.blob(&from.container, &from.blob)? else { return Ok(()) };
        let Some(mut reader) = source.lock().await.reader()? else { return Ok(()) };
        let Some(target) = self.shelf.blob(&to.container, &to.blob)? else { return Ok(()) };
        let mut target = target.lock().await;
        let place = target.incoming()?;
        let size = std::io::copy(&mut reader, &mut std::fs::File::create(&place)?)?;
        target.put(&place, size, &blob::shelf::Properties::default(), self.clock.wall())
    }
}
