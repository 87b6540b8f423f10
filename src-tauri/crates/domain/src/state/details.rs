//! What the service says about a submission in `statusDetails`, as problems.
//!
//! The set of codes is open: a code that nobody here knows is told with the service's words. Sources: windows-dev-docs
//! `uwp/monetize/manage-app-submissions.md` (submission status code); threads of StoreBroker and msstore-cli for the rest.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::codes;
use crate::problem::{Details, Problem};

/// A certification report: a page at Microsoft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Report {
    /// ISO 8601.
    pub date: String,
    pub url: String,
}

/// Characters of the service's own words that are kept.
const WORDS_KEPT: usize = 1_000;

/// The errors and warnings of a `statusDetails` object. Errors are *must*, warnings *check*; entries without content (the
/// documented samples carry some) are no problems.
pub fn status_problems(details: &Value) -> Vec<Problem> {
    let entries = |name: &str| details[name].as_array().map(Vec::as_slice).unwrap_or_default();
    let errors = entries("errors").iter().filter_map(|entry| problem(entry, true));
    let warnings = entries("warnings").iter().filter_map(|entry| problem(entry, false));
    errors.chain(warnings).collect()
}

/// The certification reports of a `statusDetails` object.
pub fn reports(details: &Value) -> Vec<Report> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let entries = details["certificationReports"].as_array().map(Vec::as_slice).unwrap_or_default();
    let read =
        entries.iter().map(|entry| Report { date: text(&entry["date"]), url: text(&entry["reportUrl"]) });
    read.filter(|report| !report.url.is_empty()).collect()
}

fn problem(entry: &Value, error: bool) -> Option<Problem> {
    let code = entry["code"].as_str().filter(|code| !code.is_empty() && *code != "None")?;
    let words = without_secrets(entry["details"].as_str().unwrap_or_default());
    let name = format!("status.{}", code.to_ascii_lowercase());
    // Nearly every submission gets this one, about a part of the price that the service no longer reads.
    let noise = name == codes::STATUS_SALESUNSUPPORTEDWARNING;
    let known = codes::is_known(&name) && name != codes::STATUS_OTHER && name != codes::STATUS_FAILED;
    let shown = if known { name.as_str() } else { codes::STATUS_OTHER };
    let problem = match (error, noise) {
        (true, _) => Problem::must(shown),
        (false, false) => Problem::check(shown),
        (false, true) => Problem::tip(shown),
    };
    let problem = if known { problem } else { problem.with("code", code) };
    let problem = problem.with("details", words.as_str());
    Some(problem.because(Details { answer: Some(format!("{code}: {words}")), ..Details::default() }))
}

/// The service's words without the query of any signed address, and not endless.
fn without_secrets(words: &str) -> String {
    let mut kept = String::new();
    for (at, word) in words.split(' ').enumerate() {
        if at > 0 {
            kept.push(' ');
        }
        match word.split_once('?') {
            Some((address, query)) if address.contains("://") && query.contains("sig=") => {
                kept.push_str(address);
                kept.push_str("?…");
            }
            _ => kept.push_str(word),
        }
    }
    match kept.char_indices().nth(WORDS_KEPT) {
        Some((end, _)) => format!("{}…", &kept[..end]),
        None => kept,
    }
}
