//! The real window, driven: the built program on a desktop of its own, steered through WebDriver.
//!
//! Controls are found as a person who hears the page finds them, by role and name; a control without a name cannot be
//! found, and the journey says so. Every wait is for a condition. What a journey asserts is not here.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, Key};

use crate::display::{Desktop, Display, PATIENCE, Running};
use crate::drag;

/// How the program is started.
#[derive(Debug, Clone)]
pub struct Start {
    pub desktop: Desktop,
    /// Before `--data-dir`, which is always given.
    pub flags: Vec<&'static str>,
    /// Pixels of the window; the program's own choice when absent.
    pub size: Option<(u32, u32)>,
    /// Another program than the window of this build, for example a baseline.
    pub program: Option<PathBuf>,
}

impl Default for Start {
    fn default() -> Self {
        Self { desktop: Desktop::default(), flags: vec!["--practice"], size: None, program: None }
    }
}

impl Start {
    /// The first run on a new computer.
    pub fn fresh() -> Self {
        Self { flags: vec!["--fresh"], ..Self::default() }
    }
}

/// A window that is open.
pub struct Window {
    pub display: Display,
    /// The data folder of the program.
    pub data: PathBuf,
    pub driver: WebDriver,
    name: String,
    pictures: std::cell::Cell<u32>,
    start: Start,
    server: Server,
    _data: TempDir,
}

/// Plays a journey: opens the window, hands it over, closes it. When the journey fails, a picture of its last moment is
/// left beside its other pictures.
pub async fn journey(name: &str, start: Start, body: impl AsyncFnOnce(&mut Window)) {
    let mut window = Window::open(name, start).await;
    let played = std::panic::AssertUnwindSafe(body(&mut window)).catch_unwind().await;
    if let Err(failure) = played {
        let place = window.picture("failed").await;
        eprintln!("{name} failed; its last moment: {}", place.display());
        eprintln!("its page: {}", window.script("return location.href", vec![]).await);
        window.close().await;
        std::panic::resume_unwind(failure);
    }
    window.close().await;
}

impl Window {
    pub async fn open(name: &str, start: Start) -> Self {
        let display = Display::start(&start.desktop);
        let data = tempfile::tempdir().expect("a temporary folder can be made");
        let server = Server::start(&display);
        let driver = server.session(&start, data.path()).await;
        let folder = data.path().to_path_buf();
        let window = Self {
            display,
            data: folder,
            driver,
            name: name.to_owned(),
            pictures: 0.into(),
            start,
            server,
            _data: data,
        };
        window.resize().await;
        window
    }

    /// Ends the program and waits until it is gone.
    pub async fn close(self) {
        // A program that has ended by itself cannot be asked to.
        let _ = self.driver.quit().await;
    }

    /// Ends the program and starts it again on the same data folder.
    pub async fn restart(&mut self, flags: &[&'static str]) {
        let _ = self.driver.clone().quit().await;
        self.begin_again(flags).await;
    }

    /// Ends the program and starts another on the same data folder.
    pub async fn restart_as(&mut self, program: &Path, flags: &[&'static str]) {
        let _ = self.driver.clone().quit().await;
        until("the program to be gone", async || self.process().is_none().then_some(())).await;
        self.start.program = Some(program.to_path_buf());
        self.begin_again(flags).await;
    }

    /// Kills the program as a power cut would, and starts it again on the same data folder.
    pub async fn kill_and_restart(&mut self, flags: &[&'static str]) {
        let id = self.process().expect("the program runs");
        Command::new("kill").args(["-9", &id.to_string()]).status().expect("`kill` exists");
        until("the program to be gone", async || self.process().is_none().then_some(())).await;
        let _ = self.driver.clone().quit().await;
        self.begin_again(flags).await;
    }

    async fn begin_again(&mut self, flags: &[&'static str]) {
        until("the program to be gone", async || self.process().is_none().then_some(())).await;
        self.start.flags = flags.to_vec();
        // A driver serves one program; the next gets a new one.
        self.server = Server::start(&self.display);
        self.driver = self.server.session(&self.start, &self.data).await;
        self.resize().await;
    }

    async fn resize(&self) {
        if let Some((width, height)) = self.start.size {
            self.driver.set_window_rect(0, 0, width, height).await.expect("the window can be sized");
        }
    }

    /// The program's process, while it lives. It is known by its data folder, which no other has.
    pub fn process(&self) -> Option<u32> {
        let folder = self.data.as_os_str().as_encoded_bytes();
        std::fs::read_dir("/proc").ok()?.flatten().find_map(|entry| {
            let id = entry.file_name().to_str()?.parse().ok()?;
            let arguments = std::fs::read(entry.path().join("cmdline")).ok()?;
            arguments.split(|byte| *byte == 0).any(|word| word == folder).then_some(id)
        })
    }

    /// Runs JavaScript in the page; a promise is awaited. Fails with the page's own message.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        let answer = self.driver.execute(script.to_owned(), arguments).await;
        answer.unwrap_or_else(|error| panic!("a script failed in the page: {error}\n{script}")).json().clone()
    }

    /// Runs JavaScript again until it answers something true, and gives that.
    pub async fn script_until(&self, what: &str, script: &str, arguments: Vec<Value>) -> Value {
        until(what, async || {
            let answer = self.script(script, arguments.clone()).await;
            let empty = matches!(&answer, Value::Null | Value::Bool(false))
                || answer == json!("")
                || answer == json!(0);
            (!empty).then_some(answer)
        })
        .await
    }

    /// Asks the core what the page asks it, by the page's own way.
    pub async fn try_call(&self, name: &str, arguments: Value) -> Result<Value, Value> {
        let script =
            "return window.__TAURI_INTERNALS__.invoke('call', { name: arguments[0], args: arguments[1] })
            .then((answer) => ({ answer }), (problem) => ({ problem }));";
        let mut answer = self.script(script, vec![json!(name), arguments]).await;
        if answer["problem"].is_null() { Ok(answer["answer"].take()) } else { Err(answer["problem"].take()) }
    }

    /// The same for what cannot be refused.
    pub async fn call(&self, name: &str, arguments: Value) -> Value {
        self.try_call(name, arguments).await.unwrap_or_else(|problem| panic!("{name} was refused: {problem}"))
    }

    /// The control with this role and name, once it is shown and enabled.
    pub async fn control(&self, role: &str, name: &str) -> WebElement {
        let find = format!("{FIND}\nreturn find(arguments[0], arguments[1]);");
        let arguments = vec![json!(role), json!(name)];
        until(&format!("the {role} {name:?}"), async || {
            self.driver.execute(find.clone(), arguments.clone()).await.ok()?.element().ok()
        })
        .await
    }

    /// Whether such a control is shown now.
    pub async fn shows(&self, role: &str, name: &str) -> bool {
        let find = format!("{FIND}\nreturn find(arguments[0], arguments[1]) !== null;");
        self.script(&find, vec![json!(role), json!(name)]).await == json!(true)
    }

    /// Waits until such a control is shown no more.
    pub async fn gone(&self, role: &str, name: &str) {
        until(&format!("the {role} {name:?} to go"), async || (!self.shows(role, name).await).then_some(()))
            .await;
    }

    pub async fn press(&self, role: &str, name: &str) {
        // A control may be drawn anew between finding and pressing it; then it is found again.
        until(&format!("the {role} {name:?} to be pressed"), async || {
            self.control(role, name).await.click().await.ok()
        })
        .await;
    }

    /// Replaces what stands in a field by typing.
    pub async fn fill(&self, name: &str, text: &str) {
        let field = self.control("textbox", name).await;
        field.click().await.expect("the field takes the keyboard");
        field.send_keys(Key::Control + "a").await.expect("the field can be selected");
        field.send_keys(Key::Delete + "").await.expect("the field can be emptied");
        field.send_keys(text).await.expect("the field can be typed into");
    }

    /// Types into whatever has the keyboard.
    pub async fn keys(&self, keys: impl Into<String>) {
        self.driver.action_chain().send_keys(keys.into()).perform().await.expect("keys can be sent");
    }

    /// Waits until the page says this, anywhere.
    pub async fn says(&self, words: &str) {
        self.script_until(
            &format!("the page to say {words:?}"),
            "return document.body.innerText.replace(/\\u00a0/g, ' ').includes(arguments[0]);",
            vec![json!(words)],
        )
        .await;
    }

    /// Waits for the page's first heading, and gives it.
    pub async fn heading(&self) -> String {
        let heading = "const all = [...document.querySelectorAll('h1')].filter((one) => one.checkVisibility());\
                       return all.length === 1 ? all[0].textContent.trim() : '';";
        let answer = self.script_until("one first heading", heading, vec![]).await;
        answer.as_str().unwrap_or_default().to_owned()
    }

    /// Leaves a picture of the window; answers where. Pictures are numbered in the order in which they are taken.
    pub async fn picture(&self, name: &str) -> PathBuf {
        let number = self.pictures.get() + 1;
        self.pictures.set(number);
        self.picture_at(&folder_of(&self.name).join(format!("{number:02}-{name}.png"))).await
    }

    pub async fn picture_at(&self, path: &Path) -> PathBuf {
        // Two frames after everything that is loading has loaded, so that the picture shows what a person sees.
        self.script(
            "return document.fonts.ready.then(() => Promise.all([...document.images].map((one) => one.decode().catch(() => {}))))\
             .then(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)))\
             .then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))));",
            vec![],
        )
        .await;
        // WebKitWebDriver answers with the next frame that is presented, and a page at rest presents none: it is kept
        // drawing something that nobody can see.
        self.script(
            "let odd = 0; const root = document.documentElement;
             window.vtDrawing = setInterval(() => { odd = 1 - odd; root.style.outline = `${odd}px solid transparent`; }, 30);",
            vec![],
        )
        .await;
        let bytes = self.driver.screenshot_as_png().await.expect("a picture can be taken");
        self.script("clearInterval(window.vtDrawing); document.documentElement.style.outline = '';", vec![])
            .await;
        std::fs::create_dir_all(path.parent().expect("a picture lies in a folder"))
            .expect("the folder can be made");
        std::fs::write(path, bytes).expect("a picture can be written");
        path.to_path_buf()
    }

    /// What the content security policy has refused since the page began.
    pub async fn refused(&self) -> Vec<String> {
        let marks = "return performance.getEntriesByType('mark').map((one) => one.name).filter((name) => name.startsWith('vt:refused '));";
        serde_json::from_value(self.script(marks, vec![]).await).expect("names of marks are texts")
    }

    /// Style elements of the page that the policy left without effect.
    pub async fn dead_styles(&self) -> u64 {
        let dead =
            "return [...document.querySelectorAll('style')].filter((one) => one.sheet === null).length;";
        self.script(dead, vec![]).await.as_u64().expect("a count is a number")
    }

    /// What axe-core finds on the page as it is now, one line each, WCAG 2.2 A and AA.
    pub async fn accessibility_problems(&self) -> Vec<String> {
        let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(&axe)
            .expect("axe-core is a package of the UI; `cargo xtask setup` installs it");
        if self.script("return typeof axe === 'undefined';", vec![]).await == json!(true) {
            self.script(&axe, vec![]).await;
        }
        // Fluent's focus traps are empty on purpose and hidden from everybody.
        let run = "return axe.run({ exclude: [['[data-tabster-dummy]']] },
            { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] })
            .then((found) => found.violations.flatMap((one) =>
                one.nodes.map((node) => `${one.id}: ${one.help} at ${node.target.join(' ')}`)));";
        serde_json::from_value(self.script(run, vec![]).await).expect("axe answers with findings")
    }

    /// Drags files from another program over the middle of the page, waits until the page shows `hovering`, lets go.
    pub async fn drop_files(&self, files: &[PathBuf], hovering: &str) {
        let mut source = drag::DragSource::open(&self.display, files);
        source.carry_to(self.middle().await);
        until(&format!("the page to show {hovering:?} under the files"), async || {
            let seen = self
                .script("return document.querySelector(arguments[0]) !== null;", vec![json!(hovering)])
                .await;
            if seen == json!(true) {
                return Some(());
            }
            source.nudge();
            None
        })
        .await;
        source.drop_here();
    }

    /// The middle of the page on the display.
    async fn middle(&self) -> (i32, i32) {
        let (x, y) = drag::origin(&self.display, &self.driver.title().await.expect("the window has a title"));
        let size = self.script("return [innerWidth, innerHeight];", vec![]).await;
        let half =
            |index: usize| i32::try_from(size[index].as_i64().unwrap_or_default() / 2).unwrap_or_default();
        (x + half(0), y + half(1))
    }
}

impl Start {
    fn program(&self) -> PathBuf {
        let named = self.program.clone().or_else(|| std::env::var_os("VITRINE_APP").map(PathBuf::from));
        named.unwrap_or_else(|| drag::beside_us("vitrine"))
    }
}

/// Where the pictures of a journey lie; the tour's have a folder of their own.
pub fn folder_of(journey: &str) -> PathBuf {
    let target = drag::beside_us("CACHEDIR.TAG");
    let target = target.parent().expect("a file lies in a folder");
    if journey == "tour" { target.join("tour") } else { target.join("journeys").join(journey) }
}

/// A WebDriver server, good for one program at a time.
struct Server {
    address: String,
    _driver: Running,
}

impl Server {
    fn start(display: &Display) -> Self {
        let [port, native] = free_ports();
        let driver = std::env::var_os("VITRINE_DRIVER")
            .map_or_else(|| drag::beside_us("tools/bin/tauri-driver"), PathBuf::from);
        let mut command = display.command(driver);
        command.args(["--port", &port.to_string(), "--native-port", &native.to_string()]);
        let driver = Running::start(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()));
        Self { address: format!("http://127.0.0.1:{port}"), _driver: driver }
    }

    async fn session(&self, start: &Start, data: &Path) -> WebDriver {
        let status = format!("{}/status", self.address);
        until("the WebDriver server", async || {
            reqwest::get(&status).await.ok().filter(|answer| answer.status().is_success())
        })
        .await;
        let mut arguments: Vec<String> = start.flags.iter().map(|flag| (*flag).to_owned()).collect();
        arguments.extend(["--data-dir".to_owned(), data.display().to_string()]);
        // WebKitWebDriver refuses the session when a browser name is asked for.
        let mut wanted = Capabilities::new();
        let options = json!({ "application": start.program(), "args": arguments });
        wanted.set("tauri:options", options).expect("options are plain JSON");
        WebDriver::new(self.address.as_str(), wanted)
            .await
            .unwrap_or_else(|error| panic!("the window did not open: {error}"))
    }
}

/// Two ports that nobody listens on. Both are held while the second is chosen, so that they differ.
fn free_ports() -> [u16; 2] {
    let bind =
        || std::net::TcpListener::bind(("127.0.0.1", 0)).expect("the loopback interface has free ports");
    let (one, other) = (bind(), bind());
    [one, other].map(|listener| listener.local_addr().expect("a bound listener has an address").port())
}

/// Asks again until there is an answer.
pub async fn until<T>(what: &str, answer: impl AsyncFn() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = answer().await {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "waited {} s in vain for {what}", PATIENCE.as_secs());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Finds a shown, enabled element by role and accessible name: the common part of the ARIA name computation.
const FIND: &str = include_str!("find.js");
