//! A desktop without a screen: display server, window manager, session bus, keyring, and a home of its own.
//!
//! Everything a journey starts is a child of the journey and ends with it. Nothing here knows Vitrine: the same desktop
//! would drive any program. What a person does with mouse and keyboard outside the page goes through `xdotool`.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How the desktop is set up before anything opens on it.
#[derive(Debug, Clone)]
pub struct Desktop {
    /// Pixels.
    pub size: (u32, u32),
    /// As in `LANG`, for example `fr_FR.UTF-8`.
    pub language: &'static str,
    /// A GTK theme, for example `Adwaita:dark` or `HighContrast`; empty for the system's own.
    pub theme: &'static str,
    pub keyring: Keyring,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyring {
    Unlocked,
    /// No secret service on the bus, as on many minimal systems.
    None,
}

impl Default for Desktop {
    fn default() -> Self {
        Self { size: (1600, 1000), language: "en_US.UTF-8", theme: "", keyring: Keyring::Unlocked }
    }
}

/// A running desktop.
pub struct Display {
    variables: Vec<(&'static str, String)>,
    // In the order in which they have to end: whoever talks to the display before the display.
    children: Vec<Running>,
    home: TempDir,
}

/// A child that ends with its owner.
pub struct Running(Child);

impl Running {
    pub fn start(command: &mut Command) -> Self {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.spawn().unwrap_or_else(|error| {
            panic!("{name} cannot be started ({error}); `cargo xtask setup` installs it")
        });
        Self(child)
    }

    /// The first line that the child prints.
    fn first_line(&mut self) -> String {
        let output = self.0.stdout.take().expect("the child was started with a piped output");
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line).expect("the child's output is readable");
        line.trim().to_owned()
    }

    pub fn output(&mut self) -> std::process::ChildStdout {
        self.0.stdout.take().expect("the output is piped and read once")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Display {
    /// Starts a desktop and waits until windows can be managed on it.
    pub fn start(desktop: &Desktop) -> Self {
        let home = tempfile::tempdir().expect("a temporary folder can be made");
        let runtime = home.path().join("run");
        private_folder(&runtime);

        // With -displayfd the server itself picks a free number and says so when it is ready.
        let screen = format!("{}x{}x24", desktop.size.0, desktop.size.1);
        let mut xvfb = Running::start(
            Command::new("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", &screen, "-nolisten", "tcp", "-noreset"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        );
        let number = xvfb.first_line();
        assert!(!number.is_empty(), "Xvfb ended before it had a display");

        let browser = browser(home.path());
        let mut variables = vec![
            ("DISPLAY", format!(":{number}")),
            ("PATH", format!("{}:{}", browser.display(), std::env::var("PATH").unwrap_or_default())),
            ("HOME", home.path().display().to_string()),
            ("XDG_RUNTIME_DIR", runtime.display().to_string()),
            ("LANG", desktop.language.to_owned()),
            // Sessions of WebKitWebDriver stall while the webview looks for an accessibility bus that is not there.
            ("NO_AT_BRIDGE", "1".to_owned()),
            // Without a GPU the DMABUF renderer doubles the time of every frame.
            ("WEBKIT_DISABLE_DMABUF_RENDERER", "1".to_owned()),
        ];
        if !desktop.theme.is_empty() {
            variables.push(("GTK_THEME", desktop.theme.to_owned()));
        }
        let mut display = Self { variables, children: vec![xvfb], home };

        let mut bus = Running::start(
            display
                .command("dbus-daemon")
                .args(["--session", "--nofork", "--print-address=1"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        );
        display.variables.push(("DBUS_SESSION_BUS_ADDRESS", bus.first_line()));
        display.children.insert(0, bus);

        let openbox = Running::start(display.command("openbox").stdout(Stdio::null()).stderr(Stdio::null()));
        display.children.insert(0, openbox);
        // Only a window manager knows the number of desktops.
        wait("the window manager", || display.xdotool(&["get_num_desktops"]));

        if desktop.keyring == Keyring::Unlocked {
            let keyring = display.unlock_keyring();
            display.children.insert(0, keyring);
        }
        display
    }

    fn unlock_keyring(&self) -> Running {
        let mut command = self.command("gnome-keyring-daemon");
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        let mut keyring =
            Running::start(command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()));
        // The password of a keyring that exists as long as this folder does. The daemon reads to the end of its input.
        let mut input = keyring.0.stdin.take().expect("the input is piped");
        input.write_all(b"journey").expect("the keyring daemon reads its password");
        drop(input);
        wait("the keyring", || {
            let owned = self.ask(
                "dbus-send",
                &[
                    "--session",
                    "--print-reply=literal",
                    "--dest=org.freedesktop.DBus",
                    "/org/freedesktop/DBus",
                    "org.freedesktop.DBus.NameHasOwner",
                    "string:org.freedesktop.secrets",
                ],
            )?;
            owned.contains("true").then_some(())
        });
        keyring
    }

    /// A program that will run on this desktop and see nothing of the desktop around it.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        for name in [
            "WAYLAND_DISPLAY",
            "XDG_DATA_HOME",
            "XDG_CONFIG_HOME",
            "XDG_CACHE_HOME",
            "LC_ALL",
            "LANGUAGE",
            "GTK_THEME",
        ] {
            command.env_remove(name);
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Addresses that were handed to the browser so far.
    pub fn opened(&self) -> Vec<String> {
        let list = std::fs::read_to_string(self.home.path().join(OPENED)).unwrap_or_default();
        list.lines().map(str::to_owned).collect()
    }

    /// A folder of this desktop's person that exists and only they can read.
    pub fn folder(&self, name: &str) -> PathBuf {
        let folder = self.home.path().join(name);
        private_folder(&folder);
        folder
    }

    /// Runs `xdotool` and gives what it printed, or nothing when it failed (most often: no such window yet).
    pub fn xdotool(&self, arguments: &[&str]) -> Option<String> {
        self.ask("xdotool", arguments)
    }

    fn ask(&self, program: &str, arguments: &[&str]) -> Option<String> {
        // Titles hold more than ASCII, and the desktop's language may have no locale on this machine.
        let output =
            self.command(program).env("LC_ALL", "C.UTF-8").args(arguments).stderr(Stdio::null()).output();
        let output = output.unwrap_or_else(|error| panic!("{program} cannot be started: {error}"));
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// The visible window whose title is exactly this, once it is there. The title has to be ASCII: `xdotool` reads others
    /// only under a locale that has them.
    pub fn window_titled(&self, title: &str) -> String {
        let pattern = format!("^{}$", title.chars().flat_map(escaped).collect::<String>());
        wait(&format!("a window titled {title:?}"), || {
            let found = self.xdotool(&["search", "--onlyvisible", "--name", &pattern])?;
            found.lines().next().map(str::to_owned)
        })
    }

    /// The visible window of a process, once it is there. A toolkit keeps small ones of its own beside it.
    pub fn window_of(&self, process: u32) -> String {
        wait("the window of a process", || {
            let found = self.xdotool(&["search", "--onlyvisible", "--pid", &process.to_string()])?;
            found.lines().max_by_key(|window| self.area(window)).map(str::to_owned)
        })
    }

    /// In pixels; 0 for a window that has gone.
    fn area(&self, window: &str) -> u64 {
        let text = self.xdotool(&["getwindowgeometry", "--shell", window]).unwrap_or_default();
        let side = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.parse::<u64>().ok());
        side("WIDTH=").zip(side("HEIGHT=")).map_or(0, |(width, height)| width * height)
    }

    /// Types a path into the system's file dialog with this title, as a person who knows it would, and confirms.
    pub fn choose_in_dialog(&self, title: &str, path: &Path) {
        let dialog = self.window_titled(title);
        let path = path.to_str().expect("journeys name their files in ASCII");
        self.focus(&dialog);
        self.act(&["key", "--clearmodifiers", "ctrl+l"]);
        self.act(&["type", "--clearmodifiers", path]);
        // Completion, while it looks into the folder, swallows the first Return. What lies under the dialog must not get
        // one that comes too late.
        wait(&format!("{title:?} to take the path"), || {
            if self.xdotool(&["getactivewindow"])? == dialog {
                self.xdotool(&["key", "--clearmodifiers", "Return"])?;
            }
            self.is_gone(title).then_some(())
        });
    }

    /// Closes the dialog with this title without choosing.
    pub fn cancel_dialog(&self, title: &str) {
        let dialog = self.window_titled(title);
        self.focus(&dialog);
        self.act(&["key", "Escape"]);
        self.gone(title);
    }

    /// Gives a window the keyboard and waits until it has it.
    pub fn focus(&self, window: &str) {
        wait("the keyboard to follow", || {
            self.xdotool(&["windowactivate", window])?;
            (self.xdotool(&["getactivewindow"])? == window).then_some(())
        });
    }

    fn gone(&self, title: &str) {
        wait(&format!("{title:?} to close"), || self.is_gone(title).then_some(()));
    }

    fn is_gone(&self, title: &str) -> bool {
        let pattern = format!("^{}$", title.chars().flat_map(escaped).collect::<String>());
        self.xdotool(&["search", "--onlyvisible", "--name", &pattern]).is_none_or(|found| found.is_empty())
    }

    /// `xdotool` for something that cannot fail on a desktop that works.
    pub fn act(&self, arguments: &[&str]) {
        assert!(self.xdotool(arguments).is_some(), "xdotool {} failed", arguments.join(" "));
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // One after the other, in order; a Vec would drop in order too, but this says that it matters.
        for child in self.children.drain(..) {
            drop(child);
        }
    }
}

/// How long anything on a desktop may take. Generous: the machine may be compiling beside the journey.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Asks again until there is an answer.
pub fn wait<T>(what: &str, mut answer: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = answer() {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "waited {} s in vain for {what}", PATIENCE.as_secs());
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn escaped(character: char) -> Vec<char> {
    if character.is_ascii_punctuation() { vec!['\\', character] } else { vec![character] }
}

/// What the browser of this desktop was given, one address a line, below its home.
const OPENED: &str = "opened";

/// The folder with the browser of this desktop. It goes nowhere: it notes what it was given.
fn browser(home: &Path) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let folder = home.join("bin");
    private_folder(&folder);
    let program = folder.join("xdg-open");
    std::fs::write(&program, format!("#!/bin/sh\nprintf '%s\\n' \"$1\" >> \"$HOME/{OPENED}\"\n"))
        .expect("a file can be written");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).expect("it can be started");
    folder
}

fn private_folder(folder: &Path) {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).expect("a folder can be made");
}
