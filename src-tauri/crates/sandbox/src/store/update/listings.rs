//! The listings of an app, language by language (store-api 5.6).

use serde_json::{Map, Value, json};

use super::values::{keep_unknown, text, words};
use crate::assume::Assumptions;
use crate::model::Document;
use crate::store::{ApiError, files, tables};

pub fn replaced(sent: Option<&Value>, current: &Value, assume: &Assumptions) -> Result<Value, ApiError> {
    by_language(sent, current, assume, |language, listing, held| {
        let mut out = Map::new();
        let base = base_listing(listing.get("baseListing"), &held["baseListing"], language)?;
        out.insert("baseListing".into(), Value::Object(base));
        // A leftover of Windows 8.x: kept as sent (store-api 15).
        let overrides = listing.get("platformOverrides").filter(|o| o.is_object()).cloned();
        out.insert("platformOverrides".into(), overrides.unwrap_or_else(|| json!({})));
        if let Some(held) = held.as_object() {
            keep_unknown(listing, held, &mut out);
        }
        Ok(out)
    })
}

/// What every listing of an app or an add-on goes through: at least one language, each of them known.
pub fn by_language(
    sent: Option<&Value>,
    current: &Value,
    assume: &Assumptions,
    one: impl Fn(&str, &Document, &Value) -> Result<Document, ApiError>,
) -> Result<Value, ApiError> {
    let sent = match sent {
        Some(Value::Object(sent)) if !sent.is_empty() => sent,
        None | Some(Value::Null | Value::Object(_)) => {
            return Err(ApiError::value("listings", "The size of Listings must be 1 or more"));
        }
        Some(_) => return Err(ApiError::value("listings", "listings is not an object.")),
    };
    let mut next = Map::new();
    for (language, listing) in sent {
        // Keys compare without case, and the service keeps its own spelling.
        let held =
            current.as_object().into_iter().flatten().find(|(key, _)| key.eq_ignore_ascii_case(language));
        if held.is_none() && !tables::is_language(language) && assume.is("unknown-language", "update") {
            return Err(ApiError::value("listings", format!("'{language}' is not a supported language.")));
        }
        let key = held.map_or_else(|| language.to_ascii_lowercase(), |(key, _)| key.clone());
        let held = held.map_or(&Value::Null, |(_, held)| held);
        let Some(listing) = listing.as_object() else {
            return Err(ApiError::value("listings", format!("The listing {language} is not an object.")));
        };
        next.insert(key, Value::Object(one(language, listing, held)?));
    }
    Ok(Value::Object(next))
}

/// Shown in every answer; the texts of the second row only once they were set.
const TEXTS: &[&str] = &["copyrightAndTrademarkInfo", "licenseTerms", "description", "releaseNotes", "title"];
const LATER_TEXTS: &[&str] = &["shortDescription", "shortTitle", "sortTitle", "voiceTitle", "devStudio"];
const LISTS: &[&str] = &["keywords", "features", "recommendedHardware"];
/// Obsolete: ignored when set (store-api 5.6).
const IGNORED: &[&str] = &["privacyPolicy", "supportContact", "websiteUrl"];

fn base_listing(sent: Option<&Value>, current: &Value, language: &str) -> Result<Document, ApiError> {
    let empty = Map::new();
    let sent = match sent {
        None | Some(Value::Null) => &empty,
        Some(Value::Object(sent)) => sent,
        Some(_) => {
            return Err(ApiError::value("listings", format!("baseListing of {language} is not an object.")));
        }
    };
    let place = |name: &str| format!("listings.{language}.baseListing.{name}");
    let mut next = Map::new();
    // The order of the documented sample first, then what newer resources add.
    const ORDER: &[&str] = &[
        "copyrightAndTrademarkInfo",
        "keywords",
        "licenseTerms",
        "privacyPolicy",
        "supportContact",
        "websiteUrl",
        "description",
        "features",
        "releaseNotes",
        "images",
        "recommendedHardware",
        "title",
        "minimumHardware",
        "shortDescription",
        "shortTitle",
        "sortTitle",
        "voiceTitle",
        "devStudio",
    ];
    for name in ORDER {
        let value = sent.get(*name);
        let kept = if *name == "images" {
            Some(files::images(value, &current["images"], &place("images"))?)
        } else if IGNORED.contains(name) {
            Some(current.get(*name).cloned().unwrap_or_else(|| json!("")))
        } else if TEXTS.contains(name) || (LATER_TEXTS.contains(name) && value.is_some()) {
            Some(text(value, &place(name))?)
        } else if LISTS.contains(name) || (*name == "minimumHardware" && value.is_some()) {
            Some(Value::Array(words(value, &place(name))?))
        } else {
            None
        };
        if let Some(kept) = kept {
            next.insert((*name).to_owned(), kept);
        }
    }
    if let Some(current) = current.as_object() {
        keep_unknown(sent, current, &mut next);
    }
    Ok(next)
}
