//! The submission of a flight: packages and how they are delivered, nothing else (store-api 5.13).

use serde_json::{Map, Value};

use super::delivery;
use super::values::{choice, date_or_empty, keep_unknown, text};
use crate::assume::Assumptions;
use crate::model::Document;
use crate::store::tables::PUBLISH_MODE;
use crate::store::{ApiError, files};

/// The document after a PUT of `sent`, in the order of the documented sample.
pub fn replaced(sent: &Document, current: &Document, assume: &Assumptions) -> Result<Document, ApiError> {
    let now = |name: &str| current.get(name).unwrap_or(&Value::Null);
    let mut next = Map::new();
    next.insert("flightId".into(), now("flightId").clone());
    let keep = assume.is("left-out-packages", "kept");
    let name = "flightPackages";
    next.insert(name.into(), files::packages(sent.get(name), now(name), name, keep)?);
    let name = "packageDeliveryOptions";
    next.insert(name.into(), delivery::replaced(sent.get(name), now(name), assume)?);
    let name = "targetPublishMode";
    next.insert(name.into(), choice(sent.get(name), now(name), PUBLISH_MODE, "Immediate", name)?);
    let name = "targetPublishDate";
    next.insert(name.into(), date_or_empty(sent.get(name), name)?);
    let name = "notesForCertification";
    next.insert(name.into(), text(sent.get(name), name)?);
    keep_unknown(sent, current, &mut next);
    Ok(next)
}
