//! Dragging real files from another program onto a window, through the operating system.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Stdio};

use crate::display::{Display, Running, wait};

/// The other program: a small window that offers files, standing where the mouse can take them.
pub struct DragSource<'a> {
    display: &'a Display,
    events: BufReader<ChildStdout>,
    window: String,
    _program: Running,
}

impl<'a> DragSource<'a> {
    /// Opens the program. It stands in the lower right corner of the display, beside a window of the usual size.
    pub fn open(display: &'a Display, files: &[PathBuf]) -> Self {
        let mut program =
            Running::start(display.command(beside_us("drag-source")).args(files).stdout(Stdio::piped()));
        let events = BufReader::new(program.output());
        let window = display.window_titled("Files to drag");
        let size = display.xdotool(&["getdisplaygeometry"]).expect("the display has a size");
        let mut pixels = size.split(' ').map(|number| number.parse::<i32>().expect("a size is two numbers"));
        let (width, height) = (pixels.next().unwrap_or_default(), pixels.next().unwrap_or_default());
        display.act(&[
            "windowmove",
            "--sync",
            &window,
            &(width - 180).to_string(),
            &(height - 140).to_string(),
        ]);
        Self { display, events, window, _program: program }
    }

    /// Takes the files and carries them to a point of the display, without letting go.
    pub fn carry_to(&mut self, (x, y): (i32, i32)) {
        let (x, y) = (x.to_string(), y.to_string());
        self.display.focus(&self.window);
        self.display.act(&["mousemove", "--window", &self.window, "60", "40"]);
        self.display.act(&["mousedown", "1"]);
        // GTK takes a press for a drag only after a few pixels.
        let (display, events) = (self.display, &mut self.events);
        for _ in 0..6 {
            display.act(&["mousemove_relative", "--", "-6", "-6"]);
        }
        assert_eq!(next(events), "begin", "the drag began");
        // A first step inside the target makes it know the drag, the second gives it a place.
        self.display.act(&["mousemove", &x, &y]);
        self.display.act(&["mousemove_relative", "--", "3", "2"]);
    }

    /// A small move, for a target that has to be asked again.
    pub fn nudge(&self) {
        self.display.act(&["mousemove_relative", "--", "2", "1"]);
        self.display.act(&["mousemove_relative", "--", "-2", "-1"]);
    }

    /// Lets go once the target would take the files, and waits until it has.
    pub fn drop_here(mut self) {
        assert_eq!(next(&mut self.events), "welcome", "the target would take the files");
        self.display.act(&["mouseup", "1"]);
        assert_eq!(next(&mut self.events), "taken", "the target took the files");
    }

    /// Lets go where nothing can be dropped.
    pub fn give_up(mut self) {
        self.display.act(&["key", "Escape"]);
        self.display.act(&["mouseup", "1"]);
        let mut last = next(&mut self.events);
        if last == "welcome" {
            last = next(&mut self.events);
        }
        assert_eq!(last, "refused", "the drag was given up");
    }
}

/// The next thing that the program says.
fn next(events: &mut BufReader<ChildStdout>) -> String {
    let mut line = String::new();
    events.read_line(&mut line).expect("the drag source speaks");
    line.trim().to_owned()
}

/// A program that cargo built with this one.
pub fn beside_us(name: &str) -> PathBuf {
    let own = std::env::current_exe().expect("this program has a path");
    let folder = own.ancestors().find(|folder| folder.join(name).is_file());
    folder
        .map(|folder| folder.join(name))
        .unwrap_or_else(|| panic!("{name} was not built; journeys run with `--features journeys`"))
}

/// Where a window's content begins on the display, in pixels.
pub fn origin(display: &Display, window: &str) -> (i32, i32) {
    wait("the window's place", || {
        let text = display.xdotool(&["getwindowgeometry", "--shell", window])?;
        let value = |name: &str| {
            text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('=')?.parse().ok())
        };
        Some((value("X")?, value("Y")?))
    })
}

/// A file of its own for a journey.
pub fn file(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("a file can be written");
    path
}
