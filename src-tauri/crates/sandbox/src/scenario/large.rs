//! 5,000 apps that exist as a name until somebody looks at one; the first has a listing in 100 languages, and 300
//! add-ons. For measuring: their texts are plain, and those of languages without a text of their own are English.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::PUBLISHER;
use super::build::usual;
use crate::account::numbered;
use crate::model::{Document, NEVER, Origin, Status, StatusDetails, Submission, Upload};
use crate::product::{AddOn, App, Kind, Product};
use crate::store::tables;

const BRANDS: [&str; 25] = [
    "Relecloud",
    "Contoso",
    "Fabrikam",
    "Tailspin",
    "Wingtip",
    "Northwind",
    "Adventure Works",
    "Litware",
    "Woodgrove",
    "Proseware",
    "Trey Research",
    "Alpine Ski House",
    "Lucerne",
    "Margie's",
    "Munson's",
    "Southridge",
    "VanArsdel",
    "Fourth Coffee",
    "Coho",
    "Blue Yonder",
    "City Power",
    "Humongous",
    "Wide World",
    "Graphic Design Institute",
    "Consolidated",
];
const THINGS: [&str; 40] = [
    "Atlas",
    "Planner",
    "Ledger",
    "Notes",
    "Reader",
    "Camera",
    "Meter",
    "Trails",
    "Forms",
    "Scanner",
    "Calendar",
    "Board",
    "Recorder",
    "Player",
    "Weather",
    "Recipes",
    "Budget",
    "Invoices",
    "Contacts",
    "Mail",
    "Maps",
    "Files",
    "Vault",
    "Timer",
    "Journal",
    "Sketch",
    "Library",
    "Garden",
    "Music",
    "Podcasts",
    "Puzzles",
    "Chess",
    "Fitness",
    "Sleep",
    "Language",
    "Keyboard",
    "Archive",
    "Signage",
    "Kiosk",
    "Inventory",
];
const EDITIONS: [&str; 5] = ["", " Pro", " Lite", " for Teams", " Studio"];
const APPS: usize = BRANDS.len() * THINGS.len() * EDITIONS.len();
const LANGUAGES: usize = 100;
const ADD_ONS: usize = 300;
/// Numbers of this scenario stand far behind those that the account counts.
const FIRST_NUMBER: u64 = 1_000_000;

pub struct Large {
    positions: HashMap<String, usize>,
}

impl Large {
    pub fn new() -> Self {
        let apps = (0..APPS).map(|n| (id(n), n));
        Self { positions: apps.chain((0..ADD_ONS).map(|n| (add_on_id(n), APPS + n))).collect() }
    }

    pub fn apps(&self) -> Vec<String> {
        (0..APPS).map(id).collect()
    }

    pub fn add_ons(&self) -> Vec<String> {
        (0..ADD_ONS).map(add_on_id).collect()
    }

    /// The product without its submission, for lists.
    pub fn head(&self, id: &str) -> Option<Product> {
        self.positions.get(id).map(|n| head(*n))
    }

    /// The product with its published submission.
    pub fn product(&self, id: &str, epoch: Timestamp) -> Option<Product> {
        let n = *self.positions.get(id)?;
        let mut product = head(n);
        let submission = submission(n, &product, epoch);
        product.submissions.insert(submission.id.clone(), submission);
        Some(product)
    }
}

fn id(n: usize) -> String {
    format!("9NRLC{n:07}")
}

fn add_on_id(n: usize) -> String {
    format!("9NRLD{n:07}")
}

fn name(n: usize) -> String {
    let (rest, brand) = (n / BRANDS.len(), BRANDS[n % BRANDS.len()]);
    format!("{brand} {}{}", THINGS[rest % THINGS.len()], EDITIONS[rest / THINGS.len()])
}

/// Positions from `APPS` on are add-ons of the first app.
fn head(n: usize) -> Product {
    let mut product = match n.checked_sub(APPS) {
        None => Product::new(id(n), Kind::App(app(n))),
        Some(n) => {
            let product_id = format!("relecloud.atlas.map-{n:03}");
            let product_type = if n % 3 == 0 { "Consumable" } else { "Durable" }.to_owned();
            Product::new(add_on_id(n), Kind::AddOn(AddOn { app: id(0), product_id, product_type }))
        }
    };
    // The same for ever, so that a list looks the same before and after a product was touched.
    product.first_published = Timestamp::from_second(1_577_872_800 + n as i64 * 21_600).ok();
    product.last_published = Some(numbered(FIRST_NUMBER + n as u64 * 10_000));
    product.next_number = 2 + (n % 40) as u32;
    product
}

fn app(n: usize) -> App {
    let name = name(n);
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    App {
        primary_name: name,
        identity_name: format!("ContosoSAS.{plain}"),
        publisher: PUBLISHER.to_owned(),
        reserved_names: Vec::new(),
        age_rated: true,
        advanced_listings: true,
    }
}

fn submission(n: usize, product: &Product, epoch: Timestamp) -> Submission {
    let since = epoch - SignedDuration::from_hours(24 * (3 + n as i64 % 600));
    let id = product.last_published.clone().unwrap_or_default();
    Submission {
        upload: Some(Upload {
            container: "ingestion".into(),
            blob: format!("{}-{id}", product.id.to_ascii_lowercase()),
            expires: since + SignedDuration::from_hours(24),
        }),
        id,
        origin: Origin::Api,
        edited_in_portal: false,
        status: Status::Published,
        since,
        details: StatusDetails::default(),
        publish_now: false,
        deferred: Vec::new(),
        cloned_languages: Vec::new(),
        document: match product.app() {
            Some(app) => document(n, app, product.next_number - 1),
            None => add_on_document(n - APPS, product.next_number - 1),
        },
    }
}

/// An add-on in twelve languages.
fn add_on_document(n: usize, number: u32) -> Document {
    let listings: Map<String, Value> = hundred()
        .into_iter()
        .take(12)
        .map(|language| {
            let listing = json!({"description": format!("Detailed maps of region {n}, without a connection."),
                                 "title": format!("Map {n:03}")});
            (language.to_owned(), listing)
        })
        .collect();
    let document = json!({
        "contentType": "OnlineDownload", "keywords": ["map"], "lifetime": "Forever", "listings": listings,
        "pricing": {"marketSpecificPricings": {}, "sales": [], "priceId": format!("Tier{}", 1012 + n % 40),
                    "isAdvancedPricingModel": true},
        "targetPublishDate": NEVER, "targetPublishMode": "Immediate", "tag": format!("region-{n}"),
        "visibility": "Public", "friendlyName": format!("Submission {number}"),
    });
    document.as_object().cloned().unwrap_or_default()
}

fn document(n: usize, app: &App, submission: u32) -> Document {
    let mut number = FIRST_NUMBER + n as u64 * 10_000;
    let mut next = || {
        number += 1;
        numbered(number)
    };
    let languages: Vec<&str> = if n == 0 { hundred() } else { vec!["en-us"] };
    let mut listings = Map::new();
    for language in &languages {
        let images: Vec<Value> = (1..=if n == 0 { 4 } else { 1 })
            .map(|shot| {
                json!({"fileName": format!("{language}-{shot}.png"), "fileStatus": "Uploaded", "id": next(),
                       "imageType": "Screenshot"})
            })
            .collect();
        listings.insert((*language).to_owned(), listing(&app.primary_name, n, images));
    }
    let mut document = usual();
    document.insert("listings".into(), Value::Object(listings));
    document.insert("friendlyName".into(), json!(format!("Submission {submission}")));
    document.insert(
        "applicationPackages".into(),
        json!([{
            "fileName": format!("{}_{}.0.0_x64.msix", app.identity_name, 1 + n % 9), "fileStatus": "Uploaded",
            "id": next(), "version": format!("{}.{}.0.0", 1 + n % 9, n % 17), "architecture": "X64",
            "languages": languages, "capabilities": ["internetClient", "runFullTrust"],
            "minimumDirectXVersion": "None", "minimumSystemRam": "None",
            "targetDeviceFamilies": ["Windows.Desktop min version 10.0.17763.0"],
        }]),
    );
    document
}

fn listing(name: &str, n: usize, images: Vec<Value>) -> Value {
    let paragraphs = if n == 0 { 8 } else { 1 };
    let description = (1..=paragraphs)
        .map(|part| {
            format!(
                "{name} keeps your work in one place and shows what matters today. Part {part} of this text tells \
                 how it opens quickly, saves by itself, works without a connection and prints what you need."
            )
        })
        .collect::<Vec<_>>()
        .join("\n\n");
    json!({
        "baseListing": {
            "copyrightAndTrademarkInfo": "© Contoso SAS",
            "keywords": ["work", "overview", "offline"],
            "licenseTerms": "",
            "privacyPolicy": "", "supportContact": "", "websiteUrl": "",
            "description": description,
            "features": ["Opens in a second", "Saves by itself", "Works without a connection"],
            "releaseNotes": "Faster start and smaller corrections.",
            "images": images,
            "recommendedHardware": [],
            "title": name,
            "minimumHardware": [],
            "shortDescription": format!("{name}: your work in one place."),
            "devStudio": "",
        },
        "platformOverrides": {},
    })
}

/// One code of each of a hundred languages: those with a region first, as listings are keyed.
fn hundred() -> Vec<&'static str> {
    let mut chosen: Vec<&str> =
        vec!["en-us", "fr-fr", "de-de", "es-es", "it-it", "pt-br", "ja-jp", "zh-cn", "ko-kr"];
    for code in tables::languages() {
        let stem = code.split('-').next().unwrap_or(code);
        if code.contains('-') && !chosen.iter().any(|held| held.split('-').next() == Some(stem)) {
            chosen.push(code);
        }
    }
    for code in tables::languages() {
        if chosen.len() >= LANGUAGES {
            break;
        }
        if !chosen.contains(&code.as_str()) {
            chosen.push(code);
        }
    }
    chosen.truncate(LANGUAGES);
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_thousand_names_and_a_hundred_languages() {
        let large = Large::new();
        let mut names: Vec<String> = (0..APPS).map(name).collect();
        names.sort();
        names.dedup();
        assert_eq!((APPS, names.len()), (5_000, 5_000));
        let first = large.product(&id(0), Timestamp::now()).unwrap();
        assert_eq!(first.name(), "Relecloud Atlas");
        let last = large.product(&add_on_id(ADD_ONS - 1), Timestamp::now()).unwrap();
        assert_eq!(
            (last.parent(), last.published().unwrap().listings().count()),
            (Some(first.id.as_str()), 12)
        );
        assert_eq!(first.published().unwrap().listings().count(), 100);
    }
}
