//! The real window, driven: the built program on a desktop of its own, steered through WebDriver.
//!
//! Starting, ending, pictures and what comes from outside the page; the page itself is in `page`. Every wait is for a
//! condition. What a journey asserts is not here.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use serde_json::json;
use tempfile::TempDir;
use thirtyfour::Capabilities;
use thirtyfour::prelude::*;

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
    /// A data folder that was prepared; an empty one when absent.
    pub data: Option<PathBuf>,
}

impl Default for Start {
    fn default() -> Self {
        Self { desktop: Desktop::default(), flags: vec!["--practice"], size: None, program: None, data: None }
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
        let folder = start.data.clone().unwrap_or_else(|| data.path().to_path_buf());
        let server = Server::start(&display);
        let driver = server.session(&start, &folder).await;
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

    /// The window as the desktop knows it.
    pub fn shown(&self) -> String {
        self.display.window_of(self.process().expect("the program runs"))
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

    /// The same program, to be started beside this one on the same desktop.
    pub fn program(&self) -> Command {
        self.display.command(self.start.program())
    }

    /// Leaves a picture of the window; answers where. Pictures are numbered in the order in which they are taken.
    pub async fn picture(&self, name: &str) -> PathBuf {
        let number = self.pictures.get() + 1;
        self.pictures.set(number);
        self.picture_at(&folder_of(&self.name).join(format!("{number:02}-{name}.png"))).await
    }

    pub async fn picture_at(&self, path: &Path) -> PathBuf {
        self.rest().await;
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

    /// Drags files from another program over the middle of the page, waits until the page says `hovering`, lets go.
    pub async fn drop_files(&self, files: &[PathBuf], hovering: &str) {
        let source = self.drag_over(files, hovering).await;
        source.drop_here();
    }

    /// The same up to letting go.
    pub async fn drag_over(&self, files: &[PathBuf], hovering: &str) -> drag::DragSource<'_> {
        let mut source = drag::DragSource::open(&self.display, files);
        source.carry_to(self.middle().await);
        until(&format!("the page to say {hovering:?} under the files"), async || {
            let said = self
                .script("return document.body.innerText.includes(arguments[0]);", vec![json!(hovering)])
                .await;
            if said == json!(true) {
                return Some(());
            }
            source.nudge();
            None
        })
        .await;
        source
    }

    /// The middle of the page on the display.
    async fn middle(&self) -> (i32, i32) {
        let (x, y) = drag::origin(&self.display, &self.shown());
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

/// Where the pictures of a journey lie; the tour and the shots have a folder of their own.
pub fn folder_of(journey: &str) -> PathBuf {
    let target = drag::beside_us("CACHEDIR.TAG");
    let target = target.parent().expect("a file lies in a folder");
    match journey {
        "tour" | "shots" => target.join(journey),
        _ => target.join("journeys").join(journey),
    }
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
