//! Figures, their table and their file.

use std::path::PathBuf;

use serde::Serialize;
use vitrine_tests::drag::beside_us;

/// One figure. `ratio` is `value / baseline`; `limit` is a goal for the ratio where there is a baseline, else for the value.
#[derive(Debug, Serialize)]
struct Figure {
    name: String,
    value: Spread,
    unit: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<Spread>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ratio: Option<f64>,
    limit: f64,
    /// Processes that wanted to run in the last minute, per core, when the figure was taken.
    load: f64,
}

/// What repeated measuring gave.
#[derive(Debug, Clone, Copy, Serialize)]
struct Spread {
    median: f64,
    min: f64,
    max: f64,
    runs: usize,
}

#[derive(Default)]
pub struct Report {
    figures: Vec<Figure>,
}

impl Report {
    pub fn begin() -> Self {
        Self::default()
    }

    /// Keeps a figure that stands for itself, in milliseconds.
    pub fn value(&mut self, name: &str, values: &[f64], limit: f64) {
        self.keep(name, "ms", values, None, limit);
    }

    /// Keeps a figure beside its baseline, in milliseconds; the limit is one of their ratio.
    pub fn ratio(&mut self, name: &str, values: &[f64], baseline: &[f64], limit: f64) {
        self.keep(name, "ms", values, Some(baseline), limit);
    }

    /// Keeps a number of things beside the least that it can be.
    pub fn count(&mut self, name: &str, value: usize, least: usize) {
        self.keep(name, "", &[value as f64], Some(&[least as f64]), 1.0);
    }

    fn keep(&mut self, name: &str, unit: &'static str, values: &[f64], baseline: Option<&[f64]>, limit: f64) {
        let (value, baseline) = (spread(values), baseline.map(spread));
        let ratio = baseline.map(|baseline| round(value.median / baseline.median));
        self.figures.push(Figure {
            name: name.to_owned(),
            value,
            unit,
            baseline,
            ratio,
            limit,
            load: load(),
        });
    }

    /// Prints the table and writes `target/bench/report.json`.
    pub fn finish(self) {
        println!(
            "\n{:<44} {:>8} {:>8} {:>8} {:>9} {:>6} {:>6}",
            "", "median", "min", "max", "baseline", "ratio", "goal"
        );
        for figure in &self.figures {
            let Spread { median, min, max, .. } = figure.value;
            let unit = figure.unit;
            let baseline = figure
                .baseline
                .map_or_else(|| "-".to_owned(), |baseline| format!("{:.0} {unit:<2}", baseline.median));
            let ratio = figure.ratio.map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.2}"));
            let measured = figure.ratio.unwrap_or(median);
            let mark = if measured <= figure.limit { "✓" } else { "above" };
            println!(
                "{:<44} {median:>5.0} {unit:<2} {min:>5.0} {unit:<2} {max:>5.0} {unit:<2} {baseline:>9} {ratio:>6} {:>6} {mark}",
                figure.name, figure.limit
            );
        }
        println!("load per core {:.2}; goals are goals, a busy machine is above them", load());
        let path = file();
        let written =
            serde_json::to_vec_pretty(&self.figures).map_err(std::io::Error::other).and_then(|json| {
                std::fs::create_dir_all(path.parent().unwrap_or(&path))?;
                std::fs::write(&path, json)
            });
        written.unwrap_or_else(|error| panic!("{} cannot be written: {error}", path.display()));
        println!("{}", path.display());
    }
}

fn file() -> PathBuf {
    let mark = beside_us("CACHEDIR.TAG");
    mark.with_file_name("bench").join("report.json")
}

fn spread(values: &[f64]) -> Spread {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (min, max) = (sorted[0], sorted[sorted.len() - 1]);
    Spread { median: round(sorted[sorted.len() / 2]), min: round(min), max: round(max), runs: sorted.len() }
}

fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn load() -> f64 {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let minute: f64 = text.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    round(minute / cores as f64)
}
