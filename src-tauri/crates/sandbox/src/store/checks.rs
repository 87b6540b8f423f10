//! What the service looks at only after a commit: texts over their limits, listings that lack something, names that
//! were not reserved, the age rating.
//!
//! Source: `listing-limits`, `store-listing-rules` 1 (block only where a document states the limit), `store-api` 8.
//! Lengths count UTF-16 units; that the service does is UNVERIFIED.

use serde_json::Value;

use super::tables;
use crate::archive::Order;
use crate::model::{Document, Note};

/// Member and largest length. Limits on which the documents disagree stand with the lenient figure.
const TEXTS: &[(&str, usize)] = &[
    ("title", 256),
    ("shortTitle", 50),
    ("sortTitle", 255),
    ("voiceTitle", 255),
    ("description", 10_000),
    ("shortDescription", 1_000),
    ("releaseNotes", 1_500),
    ("copyrightAndTrademarkInfo", 200),
    ("licenseTerms", 10_000),
    ("devStudio", 255),
];

/// Member, most items, largest length of one.
const LISTS: &[(&str, usize, usize)] = &[
    ("features", 20, 200),
    ("keywords", 7, 40),
    ("minimumHardware", 11, 200),
    ("recommendedHardware", 11, 200),
];

const CAPTION: usize = 200;

/// Everything that makes a commit fail and needs no archive.
pub fn commit_faults(order: &Order) -> Vec<Note> {
    let mut faults = text_faults(&order.document);
    for (language, base) in base_listings(&order.document) {
        let lacks =
            |what: &str| Note::new("InvalidParameterValue", format!("The listing {language} has no {what}."));
        if base["description"].as_str().is_none_or(|text| text.trim().is_empty()) {
            faults.push(lacks("description"));
        }
        // One screenshot of any family in each language (store-listing-rules 1).
        let shown = |image: &&Value| {
            image["fileStatus"] != "PendingDelete"
                && image["imageType"].as_str().is_some_and(|kind| kind.ends_with("Screenshot"))
        };
        if base["images"].as_array().is_none_or(|images| !images.iter().any(|image| shown(&image))) {
            faults.push(lacks("screenshot"));
        }
        // Titles are reserved names (store-api 12, trap 4).
        if let Some(title) = base["title"].as_str().filter(|title| !title.is_empty())
            && !order.reserved_names.iter().any(|name| name == title)
        {
            let details = format!("The title '{title}' of the listing {language} is not a reserved name.");
            faults.push(Note::new("InvalidParameterValue", details));
        }
        if order.assume.is("unknown-language", "commit") && !tables::is_language(language) {
            let details = format!("The language {language} is not supported.");
            faults.push(Note::new("InvalidParameterValue", details));
        }
    }
    if !order.age_rated {
        let details = "The age rating questionnaire is not complete. Complete it in Partner Center.";
        faults.push(Note::new("InvalidMicrosoftAgeRating", details));
    }
    faults
}

/// Texts, lists and captions over their limits.
pub fn text_faults(document: &Document) -> Vec<Note> {
    let mut faults = Vec::new();
    for (language, base) in base_listings(document) {
        let mut over = |what: String, limit: usize| {
            let details = format!("{what} of the listing {language} is longer than {limit}.");
            faults.push(Note::new("InvalidParameterValue", details));
        };
        for (name, limit) in TEXTS {
            if length(&base[*name]) > *limit {
                over((*name).to_owned(), *limit);
            }
        }
        for (name, items, limit) in LISTS {
            let list = base[*name].as_array().map(Vec::as_slice).unwrap_or_default();
            if list.len() > *items {
                over(format!("The list {name}"), *items);
            }
            if list.iter().any(|item| length(item) > *limit) {
                over(format!("An entry of {name}"), *limit);
            }
        }
        for image in base["images"].as_array().into_iter().flatten() {
            if length(&image["description"]) > CAPTION {
                over(format!("The caption of {}", image["fileName"].as_str().unwrap_or_default()), CAPTION);
            }
        }
        faults.extend(too_many_images(language, base));
    }
    faults
}

fn too_many_images(language: &str, base: &Value) -> Vec<Note> {
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for image in base["images"].as_array().into_iter().flatten() {
        if image["fileStatus"] != "PendingDelete" {
            *counts.entry(image["imageType"].as_str().unwrap_or_default()).or_default() += 1;
        }
    }
    counts
        .into_iter()
        .filter_map(|(kind, count)| {
            let most = tables::image_kind(kind)?.count;
            (count > most && kind.ends_with("Screenshot")).then(|| {
                let details =
                    format!("The listing {language} has {count} images of type {kind}; {most} are allowed.");
                Note::new("InvalidParameterValue", details)
            })
        })
        .collect()
}

fn base_listings(document: &Document) -> impl Iterator<Item = (&str, &Value)> {
    let listings = document.get("listings").and_then(Value::as_object).into_iter().flatten();
    listings.map(|(language, listing)| (language.as_str(), &listing["baseListing"]))
}

fn length(value: &Value) -> usize {
    value.as_str().map_or(0, |text| text.encode_utf16().count())
}
