//! What an account holds at the start: `demo`, `large`, `empty`, or a file of one's own.
//!
//! Dates are relative to the start of the scenario, so that it always looks current. Nothing is in a scenario that
//! the API could not have told: no picture bytes, no icons, no authors (contracts 1).

mod build;
mod large;

use std::path::PathBuf;

use jiff::Timestamp;
use serde::Deserialize;

use crate::account::Account;
use crate::machine::Durations;
use crate::model::Product;
pub use build::{App, merge, usual};
pub use large::Large;

/// The publisher of every app in the embedded scenarios.
pub const PUBLISHER: &str = "CN=3B0A6F54-27CD-4B9E-9F2B-6E5A4C1D7F10";

/// What fills a new state folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scenario {
    /// Contoso SAS: eight apps in different states, up to twelve languages.
    Demo,
    /// 5,000 apps; the first has 100 languages.
    Large,
    /// An account without products.
    Empty,
    /// A JSON file: `{"apps": […], "durations": {…}}` in the form of `data/demo`.
    File(PathBuf),
}

impl Scenario {
    /// Reads the word of the command line; anything else is a file.
    pub fn parse(word: &str) -> Self {
        match word {
            "demo" => Self::Demo,
            "large" => Self::Large,
            "empty" => Self::Empty,
            file => Self::File(PathBuf::from(file)),
        }
    }

    /// The word kept in the state folder.
    pub fn word(&self) -> String {
        match self {
            Self::Demo => "demo".to_owned(),
            Self::Large => "large".to_owned(),
            Self::Empty => "empty".to_owned(),
            Self::File(path) => format!("file:{}", path.file_name().unwrap_or_default().to_string_lossy()),
        }
    }
}

/// A scenario that was read and not yet placed in time.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Contents {
    #[serde(default)]
    pub apps: Vec<App>,
    #[serde(default)]
    pub durations: Durations,
    #[serde(skip)]
    pub large: Option<Large>,
}

/// The files of `demo`, in the order of the list.
const DEMO: &[&str] = &[
    include_str!("../../data/demo/tailspin-planner.json"),
    include_str!("../../data/demo/wingtip-notes.json"),
    include_str!("../../data/demo/fabrikam-photo-lab.json"),
    include_str!("../../data/demo/northwind-meter.json"),
    include_str!("../../data/demo/adventure-works-trails.json"),
    include_str!("../../data/demo/litware-forms.json"),
    include_str!("../../data/demo/woodgrove-ledger.json"),
    include_str!("../../data/demo/proseware-reader.json"),
];

impl Contents {
    pub fn of(scenario: &Scenario) -> Result<Self, String> {
        let mut contents = Self { apps: Vec::new(), durations: Durations::default(), large: None };
        match scenario {
            Scenario::Empty => {}
            Scenario::Large => contents.large = Some(Large::new()),
            Scenario::Demo => {
                for text in DEMO {
                    contents
                        .apps
                        .push(serde_json::from_str(text).map_err(|e| format!("an embedded app: {e}"))?);
                }
            }
            Scenario::File(path) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|e| format!("the scenario {} cannot be read: {e}", path.display()))?;
                contents = serde_json::from_str(&text)
                    .map_err(|e| format!("the scenario {} is not in its form: {e}", path.display()))?;
            }
        }
        Ok(contents)
    }

    /// The products, with numbers of the account and dates before `epoch`.
    pub fn products(&self, account: &mut Account, epoch: Timestamp) -> Vec<Product> {
        self.apps.iter().map(|app| app.product(account, epoch)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::model::Status;
    use crate::store::{checks, tables};

    fn demo() -> Vec<Product> {
        let reading = Clock::start(1.0).reading();
        let mut account = Account::create("demo", reading, Durations::default()).unwrap();
        Contents::of(&Scenario::Demo).unwrap().products(&mut account, reading.sandbox)
    }

    #[test]
    fn every_listing_of_demo_keeps_the_limits() {
        for product in demo() {
            for submission in product.submissions.values() {
                let faults = checks::text_faults(&submission.document);
                assert!(faults.is_empty(), "{}: {faults:?}", product.primary_name);
                for (language, listing) in submission.listings() {
                    assert!(tables::is_language(language), "{language}");
                    let base = &listing["baseListing"];
                    let title = base["title"].as_str().unwrap();
                    assert!(
                        title == product.primary_name
                            || product.reserved_names.iter().any(|name| name == title),
                        "{title} is not reserved for {}",
                        product.primary_name
                    );
                    assert!(
                        base["images"].as_array().is_some_and(|images| !images.is_empty()),
                        "{title} {language}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_eight_apps_are_in_the_states_that_practice_needs() {
        let products = demo();
        let state = |product: &Product| {
            (product.published().is_some(), product.pending().map(|pending| pending.status))
        };
        let states: Vec<_> = products.iter().map(state).collect();
        assert_eq!(
            states,
            [
                (true, None),
                (true, Some(Status::PendingCommit)),
                (true, Some(Status::Certification)),
                (true, Some(Status::Release)),
                (true, Some(Status::CertificationFailed)),
                (true, None),
                (false, None),
                (true, None),
            ]
        );
        assert_eq!(products[0].published().unwrap().listings().count(), 12);
        assert_eq!(products[3].pending().unwrap().text("targetPublishMode"), "Manual");
        let failed = products[4].pending().unwrap();
        assert_eq!((failed.details.errors.len(), failed.details.certification_reports.len()), (1, 1));
        let rollout = products[5].published().unwrap();
        assert!(rollout.rollout_running());
        assert_eq!(rollout.rollout()["packageRolloutPercentage"], 10.0);
        let before = rollout.rollout()["fallbackSubmissionId"].as_str().unwrap();
        assert_eq!(products[5].submissions[before].status, Status::Published);
        assert!(products[7].unsupported);
        for product in &products {
            assert!(product.published().is_none_or(|live| !live.text("friendlyName").is_empty()));
        }
    }

    #[test]
    fn published_submissions_are_live_and_others_pending() {
        for product in demo() {
            if let Some(published) = product.published() {
                assert_eq!(published.status, Status::Published, "{}", product.primary_name);
            }
            if let Some(pending) = product.pending() {
                assert_ne!(pending.status, Status::Published, "{}", product.primary_name);
            }
        }
    }
}
