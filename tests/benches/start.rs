//! Cold start: from the birth of the process to the first paint of the page, and to the first row that takes the keyboard.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde_json::json;
use vitrine_tests::window::{Start, Window};

use crate::report::Report;

/// Odd, so that the median is one of them; the first of each is thrown away, it warms the disk.
const RUNS: usize = 9;

pub async fn cold_start(report: &mut Report) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let ours = Stopwatch::on(folder.path(), "vitrine", &named("VITRINE_APP"));
    let empty = Stopwatch::on(folder.path(), "empty", &named("VITRINE_BASELINE"));
    let mut window =
        Window::open("bench", Start { program: Some(ours.program.clone()), ..Start::default() }).await;
    let (mut painted, mut usable, mut baseline) = (Vec::new(), Vec::new(), Vec::new());
    for run in 0..=RUNS {
        window.restart_as(&empty.program, &[]).await;
        let empty_painted = empty.until(&window, FIRST_PAINT).await;
        window.restart_as(&ours.program, &["--practice"]).await;
        let ours_painted = ours.until(&window, FIRST_PAINT).await;
        let ours_usable = ours.until(&window, USABLE).await;
        if run > 0 {
            baseline.push(empty_painted);
            painted.push(ours_painted);
            usable.push(ours_usable);
        }
    }
    window.close().await;
    report.ratio("cold start, shell painted", &painted, &baseline, 1.35);
    report.ratio("cold start, first row usable", &usable, &baseline, 1.6);
}

/// The engine's own mark of the first paint that shows content.
const FIRST_PAINT: &str = "performance.getEntriesByName('first-contentful-paint')[0]";
/// The page's own mark: the first row can take the keyboard.
const USABLE: &str = "performance.getEntriesByName('vt:usable')[0]";

fn named(variable: &str) -> PathBuf {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .unwrap_or_else(|| panic!("`cargo xtask bench` sets {variable}"))
}

/// A program whose birth is noted: a shell writes the time and becomes the program.
struct Stopwatch {
    program: PathBuf,
    born: PathBuf,
}

impl Stopwatch {
    fn on(folder: &Path, name: &str, program: &Path) -> Self {
        let (script, born) = (folder.join(name), folder.join(format!("{name}.born")));
        let text =
            format!("#!/bin/sh\ndate +%s%N > '{}'\nexec '{}' \"$@\"\n", born.display(), program.display());
        fs::write(&script, text).expect("a script can be written");
        fs::set_permissions(&script, fs::Permissions::from_mode(0o700))
            .expect("a script can be made a program");
        Self { program: script, born }
    }

    /// Milliseconds from the birth of the process to an entry of the page's timeline.
    async fn until(&self, window: &Window, entry: &str) -> f64 {
        let script =
            format!("const entry = {entry}; return entry ? performance.timeOrigin + entry.startTime : 0;");
        let at = window.script_until(entry, &script, vec![json!(null)]).await.as_f64().unwrap_or_default();
        let born = fs::read_to_string(&self.born).expect("the program was born");
        at - born.trim().parse::<f64>().expect("a time is a number") / 1e6
    }
}
