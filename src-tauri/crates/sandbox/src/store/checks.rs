//! What the service looks at only after a commit: texts over their limits, listings that lack something, names that
//! were not reserved, the age rating.
//!
//! Source: `listing-limits`, `store-listing-rules` 1 (block only where a document states the limit), `store-api` 8.
//! Lengths count UTF-16 units; that the service does is UNVERIFIED.

use serde_json::Value;

use super::{tables, trailers};
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
const TRAILER_TITLE: usize = 255;

/// Of an add-on: both texts of a language, the custom developer data, and its search terms (number and length).
const ADD_ON_TEXTS: &[(&str, usize)] = &[("title", 100), ("description", 200)];
const TAG: usize = 3_000;
const ADD_ON_KEYWORDS: (usize, usize) = (10, 30);

/// Everything that makes a commit fail and needs no archive. A flight has no words to look at.
pub fn commit_faults(order: &Order) -> Vec<Note> {
    let mut faults = text_faults(&order.document);
    if order.assume.is("unknown-language", "commit") {
        let odd = listings(&order.document).map(|(language, _)| language);
        faults.extend(odd.filter(|language| !tables::is_language(language)).map(|language| {
            Note::new("InvalidParameterValue", format!("The language {language} is not supported."))
        }));
    }
    if order.document.contains_key("applicationPackages") {
        faults.extend(app_faults(order));
    } else if order.document.contains_key("contentType") {
        faults.extend(add_on_faults(order));
    }
    faults
}

fn add_on_faults(order: &Order) -> Vec<Note> {
    let mut faults = Vec::new();
    if order.document.get("contentType").is_some_and(|kind| kind == "NotSet")
        && order.assume.is("unset-content-type", "refused")
    {
        faults.push(Note::new("InvalidParameterValue", "The in-app product has no content type."));
    }
    let mut languages = listings(&order.document).peekable();
    if languages.peek().is_none() {
        faults.push(Note::new("InvalidParameterValue", "The in-app product has no listing."));
    }
    for (language, listing) in languages {
        if listing["title"].as_str().is_none_or(|title| title.trim().is_empty()) {
            let details = format!("The listing {language} has no title.");
            faults.push(Note::new("InvalidParameterValue", details));
        }
    }
    faults
}

fn app_faults(order: &Order) -> Vec<Note> {
    let mut faults = Vec::new();
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
            && !order.app.reserves(title)
        {
            let details = format!("The title '{title}' of the listing {language} is not a reserved name.");
            faults.push(Note::new("InvalidParameterValue", details));
        }
    }
    if order.assume.is("trailer-thumbnails", "commit") {
        faults.extend(order.document.get("trailers").into_iter().flat_map(trailers::thumbnail_faults));
    }
    if !order.app.age_rated {
        let details = "The age rating questionnaire is not complete. Complete it in Partner Center.";
        faults.push(Note::new("InvalidMicrosoftAgeRating", details));
    }
    faults
}

/// Texts, lists and captions over their limits.
pub fn text_faults(document: &Document) -> Vec<Note> {
    if document.contains_key("contentType") {
        add_on_text_faults(document)
    } else {
        app_text_faults(document)
    }
}

fn add_on_text_faults(document: &Document) -> Vec<Note> {
    let mut faults = Vec::new();
    let mut over = |what: String, limit: usize| {
        faults.push(Note::new("InvalidParameterValue", format!("{what} is longer than {limit}.")));
    };
    for (language, listing) in listings(document) {
        for (name, limit) in ADD_ON_TEXTS {
            if length(&listing[*name]) > *limit {
                over(format!("{name} of the listing {language}"), *limit);
            }
        }
    }
    if document.get("tag").is_some_and(|tag| length(tag) > TAG) {
        over("tag".to_owned(), TAG);
    }
    let keywords = document.get("keywords").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if keywords.len() > ADD_ON_KEYWORDS.0 {
        over("The list keywords".to_owned(), ADD_ON_KEYWORDS.0);
    }
    if keywords.iter().any(|keyword| length(keyword) > ADD_ON_KEYWORDS.1) {
        over("An entry of keywords".to_owned(), ADD_ON_KEYWORDS.1);
    }
    faults
}

fn app_text_faults(document: &Document) -> Vec<Note> {
    let mut faults = trailer_title_faults(document);
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

fn trailer_title_faults(document: &Document) -> Vec<Note> {
    let trailers = document.get("trailers").and_then(Value::as_array).into_iter().flatten();
    let assets = trailers.flat_map(|trailer| trailer["trailerAssets"].as_object().into_iter().flatten());
    let long = assets.filter(|(_, asset)| length(&asset["title"]) > TRAILER_TITLE);
    long.map(|(language, _)| {
        let details = format!("A title of a trailer in {language} is longer than {TRAILER_TITLE}.");
        Note::new("InvalidParameterValue", details)
    })
    .collect()
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

fn listings(document: &Document) -> impl Iterator<Item = (&str, &Value)> {
    let listings = document.get("listings").and_then(Value::as_object).into_iter().flatten();
    listings.map(|(language, listing)| (language.as_str(), listing))
}

fn base_listings(document: &Document) -> impl Iterator<Item = (&str, &Value)> {
    listings(document).map(|(language, listing)| (language, &listing["baseListing"]))
}

fn length(value: &Value) -> usize {
    value.as_str().map_or(0, |text| text.encode_utf16().count())
}
