//! What an account holds at the start: `demo`, `large`, `empty`, or a file of one's own.
//!
//! Dates are relative to the start of the scenario, so that it always looks current. Nothing is in a scenario that
//! the API could not have told: no picture bytes, no icons, no authors (contracts 1).

mod build;
mod children;
mod large;
mod states;

use std::path::PathBuf;

use jiff::Timestamp;
use serde::Deserialize;

use crate::account::Account;
use crate::machine::Durations;
use crate::product::Product;
pub use build::{App, usual};
pub use children::{AddOn, Flight};
pub use large::Large;
pub use states::merge;

/// The publisher of every app in the embedded scenarios.
pub const PUBLISHER: &str = "CN=3B0A6F54-27CD-4B9E-9F2B-6E5A4C1D7F10";

/// What fills a new state folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scenario {
    /// Contoso SAS: apps in different states, up to twelve languages; add-ons, flights, rollouts, prices by market.
    Demo,
    /// 5,000 apps; the first has 100 languages and 300 add-ons.
    Large,
    /// An account without products.
    Empty,
    /// A JSON file: `{"apps": […], "addOns": […], "flights": […], "durations": {…}}` in the form of `data/demo`.
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
    pub add_ons: Vec<AddOn>,
    #[serde(default)]
    pub flights: Vec<Flight>,
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
    include_str!("../../data/demo/alpine-ski-racer.json"),
    include_str!("../../data/demo/vanarsdel-score.json"),
    include_str!("../../data/demo/fourth-coffee-timer.json"),
    include_str!("../../data/demo/relecloud-signage.json"),
    include_str!("../../data/demo/margies-travel-diary.json"),
];
const DEMO_ADD_ONS: &[&str] = &[
    include_str!("../../data/demo/add-ons/planner.json"),
    include_str!("../../data/demo/add-ons/others.json"),
];
const DEMO_FLIGHTS: &str = include_str!("../../data/demo/flights.json");

impl Contents {
    pub fn of(scenario: &Scenario) -> Result<Self, String> {
        let mut contents = Self {
            apps: Vec::new(),
            add_ons: Vec::new(),
            flights: Vec::new(),
            durations: Durations::default(),
            large: None,
        };
        match scenario {
            Scenario::Empty => {}
            Scenario::Large => contents.large = Some(Large::new()),
            Scenario::Demo => {
                let unreadable = |e: serde_json::Error| format!("an embedded product: {e}");
                for text in DEMO {
                    contents.apps.push(serde_json::from_str(text).map_err(unreadable)?);
                }
                for text in DEMO_ADD_ONS {
                    let more: Vec<AddOn> = serde_json::from_str(text).map_err(unreadable)?;
                    contents.add_ons.extend(more);
                }
                contents.flights = serde_json::from_str(DEMO_FLIGHTS).map_err(unreadable)?;
            }
            Scenario::File(path) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|e| format!("the scenario {} cannot be read: {e}", path.display()))?;
                contents = serde_json::from_str(&text)
                    .map_err(|e| format!("the scenario {} is not in its form: {e}", path.display()))?;
            }
        }
        let parents = contents.add_ons.iter().map(|a| &a.app).chain(contents.flights.iter().map(|f| &f.app));
        let mut parents = parents.filter(|parent| !contents.apps.iter().any(|app| app.id() == *parent));
        match parents.next() {
            Some(parent) => Err(format!("the scenario has no app {parent}, and something belongs to it")),
            None => Ok(contents),
        }
    }

    /// The products, with numbers of the account and dates before `epoch`.
    pub fn products(&self, account: &mut Account, epoch: Timestamp) -> Vec<Product> {
        let mut products: Vec<Product> = self.apps.iter().map(|app| app.product(account, epoch)).collect();
        products.extend(self.add_ons.iter().map(|add_on| add_on.product(account, epoch)));
        for (n, flight) in self.flights.iter().enumerate() {
            let below = self.flights[..n].iter().filter(|other| other.app == flight.app).count();
            products.push(flight.product(below as u32 + 1, account, epoch));
        }
        products
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::model::{Status, Submission};
    use crate::store::{checks, tables, trailers};

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
                assert!(faults.is_empty(), "{}: {faults:?}", product.name());
                for (language, listing) in submission.listings() {
                    assert!(tables::is_language(language), "{language}");
                    let Some(app) = product.app() else {
                        assert!(
                            listing["title"].as_str().is_some_and(|title| !title.is_empty()),
                            "{language}"
                        );
                        continue;
                    };
                    let base = &listing["baseListing"];
                    let title = base["title"].as_str().unwrap();
                    assert!(app.reserves(title), "{title} is not reserved for {}", product.name());
                    assert!(
                        base["images"].as_array().is_some_and(|images| !images.is_empty()),
                        "{title} {language}"
                    );
                }
                let trailers = submission.document.get("trailers");
                assert!(trailers.is_none_or(|trailers| trailers::thumbnail_faults(trailers).is_empty()));
            }
        }
    }

    fn apps() -> Vec<Product> {
        demo().into_iter().filter(|product| product.app().is_some()).collect()
    }

    #[test]
    fn the_apps_are_in_the_states_that_practice_needs() {
        let products = apps();
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
                (true, None),
                (true, None),
                (true, None),
                (true, None),
                (true, Some(Status::PendingCommit)),
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
    fn the_newer_apps_show_games_markets_stopped_sale_odd_prices_and_an_old_draft() {
        let products = apps();
        let live = |n: usize| &products[n].published().unwrap().document;
        assert_eq!(live(8)["gamingOptions"].as_array().unwrap().len(), 1);
        assert_eq!(live(8)["trailers"].as_array().unwrap().len(), 1);
        let markets = live(9)["pricing"]["marketSpecificPricings"].as_object().unwrap();
        let closed = markets.values().filter(|price| *price == "NotAvailable").count();
        assert!(closed >= 3 && markets.len() >= closed + 3);
        assert!(markets.keys().all(|market| tables::is_market(market)));
        assert_eq!(live(10)["visibility"], "Hidden");
        assert!(products[10].submissions.values().any(|s| s.text("visibility") == "Public"));
        assert_eq!(live(11)["pricing"]["priceId"], "Base");
        let odd = live(11)["pricing"]["marketSpecificPricings"]["US"].as_str().unwrap();
        assert!(!tables::is_price(odd), "{odd}");
        let old = &products[12];
        assert!(!old.app().unwrap().advanced_listings);
        assert!(old.pending().unwrap().document["gamingOptions"].is_null());
    }

    #[test]
    fn the_planner_has_add_ons_in_several_languages_and_two_flights() {
        let all = demo();
        let of_planner: Vec<&Product> =
            all.iter().filter(|product| product.parent() == Some("9PTLSPNPLNR1")).collect();
        let (flights, add_ons): (Vec<&Product>, Vec<&Product>) =
            of_planner.iter().partition(|product| product.flight().is_some());
        assert!((6..=8).contains(&add_ons.len()));
        for live in add_ons.iter().filter_map(|add_on| add_on.published()) {
            assert!((3..=4).contains(&live.listings().count()));
        }
        assert!(add_ons.iter().any(|add_on| add_on.pending.is_some()));
        assert!(add_ons.iter().any(|add_on| add_on.submissions.is_empty()));
        assert_eq!(flights.len(), 2);
        let running = |flight: &&&Product| flight.published().is_some_and(Submission::rollout_running);
        assert_eq!(flights.iter().filter(running).count(), 1);
        assert!(all.iter().any(|product| product.parent().is_some() && product.unsupported));
    }

    #[test]
    fn what_belongs_to_no_app_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("lost.json");
        let lost = r#"{"addOns": [{"id": "9NLOST000001", "app": "9NNOWHERE001", "productId": "a", "productType": "Durable"}]}"#;
        std::fs::write(&file, lost).unwrap();
        assert!(Contents::of(&Scenario::File(file)).err().unwrap().contains("9NNOWHERE001"));
    }

    #[test]
    fn published_submissions_are_live_and_others_pending() {
        for product in demo() {
            if let Some(published) = product.published() {
                assert_eq!(published.status, Status::Published, "{}", product.name());
            }
            if let Some(pending) = product.pending() {
                assert_ne!(pending.status, Status::Published, "{}", product.name());
            }
        }
    }
}
