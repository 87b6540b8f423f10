//! The core without a window: an [`App`] on a temporary folder, with a desktop that remembers what it was asked.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use vitrine_app::api::{AppEvent, FilesWanted, Language};
use vitrine_app::{App, Host, NoKeyring, Notice, PracticeSeat, Setup};
use vitrine_domain::Problem;
use vitrine_partner::Endpoints;
use vitrine_sandbox::Sandbox;

/// A desktop for tests.
#[derive(Default)]
pub struct TestHost {
    /// What the next file dialog answers.
    pub picks: Mutex<Vec<PathBuf>>,
    /// What the next save dialog answers.
    pub place: Mutex<Option<PathBuf>>,
    pub opened: Mutex<Vec<String>>,
    pub notices: Mutex<Vec<Notice>>,
}

#[async_trait::async_trait]
impl Host for TestHost {
    async fn pick_files(&self, _: FilesWanted, _: Language) -> Vec<PathBuf> {
        std::mem::take(&mut self.picks.lock().unwrap())
    }
    async fn pick_place(&self, _: &str, _: Language) -> Option<PathBuf> {
        self.place.lock().unwrap().take()
    }
    fn open(&self, address: &str) -> Result<(), String> {
        self.opened.lock().unwrap().push(address.to_owned());
        Ok(())
    }
    fn notify(&self, notice: &Notice, _: Language) {
        self.notices.lock().unwrap().push(notice.clone());
    }
    async fn enter_practice(&self) -> Result<(), String> {
        Err("no practice in this test".into())
    }
    async fn leave_practice(&self) -> Result<(), String> {
        Err("no practice in this test".into())
    }
    async fn skip_practice_step(&self) -> Result<(), String> {
        Err("no practice in this test".into())
    }
    fn language_changed(&self, _: Language) {}
    fn zoom_changed(&self, _: u32) {}
    fn quit(&self) {}
}

/// A core, its folder and everything it told.
pub struct Desk {
    pub app: Arc<App>,
    pub host: Arc<TestHost>,
    pub events: Arc<Mutex<Vec<AppEvent>>>,
    folder: PathBuf,
}

impl Desk {
    /// Opens a folder. The keys live for this run, as on a computer without a keyring.
    pub async fn open(folder: &Path) -> Result<Self, Problem> {
        Self::seated(folder, None).await
    }

    /// Opens a practice folder on a sandbox that runs at `speed`, as the shell does.
    pub async fn practice(folder: &Path, sandbox: &Sandbox, speed: f64) -> Self {
        let endpoints = Endpoints::loopback(sandbox.base()).expect("a sandbox is on loopback");
        let credentials = sandbox.credentials();
        let seat = PracticeSeat {
            endpoints: endpoints.with_requests_per_minute((20.0 * speed) as u32),
            tenant: credentials.tenant_id.clone(),
            client: credentials.client_id.clone(),
            key: credentials.client_secret.clone().into(),
            name: "Contoso SAS".to_owned(),
            speed,
        };
        match Self::seated(folder, Some(seat)).await {
            Ok(desk) => desk,
            Err(problem) => panic!("the practice folder did not open: {problem:?}"),
        }
    }

    async fn seated(folder: &Path, practice: Option<PracticeSeat>) -> Result<Self, Problem> {
        let host = Arc::new(TestHost::default());
        let setup =
            Setup { data: folder.to_owned(), host: host.clone(), keyring: Arc::new(NoKeyring), practice };
        let app = App::open(setup).await?;
        let events: Arc<Mutex<Vec<AppEvent>>> = Arc::default();
        let heard = events.clone();
        app.watch(Box::new(move |event| heard.lock().unwrap().push(event))).await?;
        Ok(Self { app, host, events, folder: folder.to_owned() })
    }

    pub async fn call(&self, name: &str, args: Value) -> Result<Value, Problem> {
        self.app.call(name, args).await
    }

    /// Calls and expects an answer; the message names the command.
    pub async fn ask(&self, name: &str, args: Value) -> Value {
        match self.app.call(name, args).await {
            Ok(answer) => answer,
            Err(problem) => panic!("{name} was refused: {problem:?}"),
        }
    }

    /// Connects to a sandbox as a person would: by typing a loopback base and the four texts.
    pub async fn connect(&self, sandbox: &Sandbox) -> Value {
        self.ask("account_connect", form(sandbox)).await
    }

    /// Ends this core; the folder is free when this returns.
    pub async fn end(self) -> PathBuf {
        self.app.close().await;
        let weak = Arc::downgrade(&self.app);
        drop(self.app);
        until(async || weak.upgrade().is_none().then_some(())).await;
        // The last holder lets go of the core a moment before the core has let go of the folder.
        let lock = std::fs::File::options().write(true).open(self.folder.join("lock"));
        let lock = lock.expect("a folder that was open has a lock");
        until(async || lock.try_lock().is_ok().then_some(())).await;
        self.folder
    }

    /// The product of this name, once the list has arrived.
    pub async fn product(&self, name: &str) -> Value {
        until(async || {
            let list = self.ask("products", Value::Null).await;
            list["rows"].as_array()?.iter().find(|row| row["name"] == name).cloned()
        })
        .await
    }

    /// Chooses how long acts of level 3 wait before they are sent.
    pub async fn hold(&self, seconds: u32) {
        let mut settings = self.ask("session", Value::Null).await["settings"].clone();
        settings["hold"] = json!(seconds);
        self.ask("settings_set", settings).await;
    }

    /// Places files in a draft as a person who chose them in the dialog.
    pub async fn place(&self, draft: &Value, path: PathBuf, slot: Value) -> Value {
        *self.host.picks.lock().unwrap() = vec![path];
        let cards = self.ask("files_choose", json!({ "what": "anything" })).await;
        let placements = json!([{ "file": cards[0]["id"], "slot": slot }]);
        self.ask("files_place", json!({ "draft": draft, "placements": placements })).await
    }

    /// One edit of a draft.
    pub async fn edit(&self, draft: &Value, pointer: &str, value: Value) -> Value {
        let edits = json!([{ "pointer": pointer, "value": value }]);
        self.ask("draft_patch", json!({ "draft": draft, "edits": edits })).await
    }

    /// A job once it is no longer being worked on by Vitrine.
    pub async fn job_when(&self, id: &Value, wanted: impl Fn(&Value) -> bool) -> Value {
        until(async || {
            let job = self.ask("job", id.clone()).await;
            wanted(&job).then_some(job)
        })
        .await
    }
}

/// What a person types to connect to a sandbox.
pub fn form(sandbox: &Sandbox) -> Value {
    let credentials = sandbox.credentials();
    let at = |host: &str| format!("{}/{host}", sandbox.base());
    json!({
        "name": "Contoso SAS",
        "tenant": credentials.tenant_id,
        "client": credentials.client_id,
        "key": credentials.client_secret,
        "endpoints": {
            "kind": "custom",
            "login": at("login.microsoftonline.com"),
            "store": at("manage.devcenter.microsoft.com"),
            "marketplace": at("api.partner.microsoft.com"),
            "graph": at("graph.microsoft.com"),
            "resource": "https://manage.devcenter.microsoft.com",
        },
    })
}

/// Asks again until there is an answer; gives up after a minute: a busy machine and the client's patience both take time.
pub async fn until<T>(mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let end = std::time::Instant::now() + std::time::Duration::from_secs(60);
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(std::time::Instant::now() < end, "this did not happen within a minute");
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
}
