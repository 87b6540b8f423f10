//! A row of named stages: each says how long it took, the first that fails ends the row, and a table closes it.

use std::time::{Duration, Instant};

use crate::Done;

#[derive(Default)]
pub struct Stages {
    finished: Vec<(String, Duration)>,
}

impl Stages {
    /// Runs one stage. Its output stays on the terminal, above the line that says how it ended.
    pub fn stage(&mut self, name: &str, work: impl FnOnce() -> Done) -> Done {
        println!("\n── {name}");
        let start = Instant::now();
        let done = work();
        let took = start.elapsed();
        match done {
            Ok(()) => {
                println!("── {name}: good, {}", seconds(took));
                self.finished.push((name.to_owned(), took));
                Ok(())
            }
            Err(why) => {
                self.table();
                Err(format!("✖ {name} failed after {}: {why}", seconds(took)))
            }
        }
    }

    /// Every stage that ended well, with its time.
    pub fn table(&self) {
        let width = self.finished.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
        println!();
        for (name, took) in &self.finished {
            let gap = " ".repeat(width - name.chars().count());
            println!("  ✓ {name}{gap}  {:>8}", seconds(*took));
        }
        let total = self.finished.iter().map(|(_, took)| *took).sum();
        println!("    {}  {:>8}", " ".repeat(width), seconds(total));
    }
}

fn seconds(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{} min {:02} s", time.as_secs() / 60, time.as_secs() % 60)
    }
}
