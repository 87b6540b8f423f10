//! The submission of an add-on (store-api 5.12).

use serde_json::{Map, Value};

use super::listings::by_language;
use super::values::{choice, date, keep_unknown, text, words};
use crate::assume::Assumptions;
use crate::model::Document;
use crate::store::tables::{CONTENT_TYPE, LIFETIME, PUBLISH_MODE, VISIBILITY};
use crate::store::{ApiError, files, pricing};

/// The document after a PUT of `sent`, in the order of the documented sample.
pub fn replaced(sent: &Document, current: &Document, assume: &Assumptions) -> Result<Document, ApiError> {
    let now = |name: &str| current.get(name).unwrap_or(&Value::Null);
    let word =
        |name: &'static str, set: &[&str], empty: &str| choice(sent.get(name), now(name), set, empty, name);
    let mut next = Map::new();
    next.insert("contentType".into(), word("contentType", CONTENT_TYPE, "NotSet")?);
    next.insert("keywords".into(), Value::Array(words(sent.get("keywords"), "keywords")?));
    next.insert("lifetime".into(), word("lifetime", LIFETIME, "Forever")?);
    let listings = by_language(sent.get("listings"), now("listings"), assume, |language, listing, held| {
        one(language, listing, held, assume)
    })?;
    next.insert("listings".into(), listings);
    next.insert("pricing".into(), pricing::replaced_add_on(sent.get("pricing"), now("pricing"), assume)?);
    next.insert("targetPublishDate".into(), date(sent.get("targetPublishDate"), "targetPublishDate")?);
    next.insert("targetPublishMode".into(), word("targetPublishMode", PUBLISH_MODE, "Immediate")?);
    next.insert("tag".into(), text(sent.get("tag"), "tag")?);
    next.insert("visibility".into(), word("visibility", VISIBILITY, "NotSet")?);
    next.insert("friendlyName".into(), now("friendlyName").clone());
    keep_unknown(sent, current, &mut next);
    Ok(next)
}

fn one(language: &str, sent: &Document, held: &Value, assume: &Assumptions) -> Result<Document, ApiError> {
    let place = |name: &str| format!("listings.{language}.{name}");
    let mut out = Map::new();
    out.insert("description".into(), text(sent.get("description"), &place("description"))?);
    let keep = assume.is("left-out-icon", "kept");
    if let Some(icon) = files::icon(sent.get("icon"), &held["icon"], &place("icon"), keep)? {
        out.insert("icon".into(), icon);
    }
    out.insert("title".into(), text(sent.get("title"), &place("title"))?);
    if let Some(held) = held.as_object() {
        keep_unknown(sent, held, &mut out);
    }
    Ok(out)
}
