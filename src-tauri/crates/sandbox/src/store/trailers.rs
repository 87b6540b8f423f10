//! Trailers of an app submission: what a PUT does to them, and what a good archive turns them into (store-api 5.11).
//!
//! Neither a trailer nor its still picture has a `fileStatus`: what has no id yet is new, and must lie in the archive.
//! That another file name for a held trailer means another video is an inference.

use serde_json::{Map, Value, json};

use super::ApiError;
use crate::assume::Assumptions;
use crate::model::{Document, Note};

const TARGET: &str = "trailers";
const MOST: usize = 15;

/// The trailers after a PUT. While a submission from before May 2017 is open they show null, whatever is sent.
pub fn replaced(
    sent: Option<&Value>,
    current: &Value,
    assume: &Assumptions,
    permitted: bool,
) -> Result<Value, ApiError> {
    if !permitted {
        return Ok(current.clone());
    }
    let held = current.as_array().map(Vec::as_slice).unwrap_or_default();
    let keep = assume.is("left-out-trailers", "kept");
    let sent = match sent {
        None | Some(Value::Null) if current.is_null() => return Ok(Value::Null),
        None | Some(Value::Null) => &[],
        Some(Value::Array(sent)) if sent.iter().all(Value::is_object) => sent.as_slice(),
        Some(_) => return Err(ApiError::value(TARGET, "trailers is not a list of objects.")),
    };
    let mut next = Vec::new();
    for trailer in sent {
        next.push(one(trailer, held)?);
    }
    if keep {
        let named = |held: &Value| next.iter().any(|trailer| trailer["id"] == held["id"]);
        let left: Vec<Value> = held.iter().filter(|held| !named(held)).cloned().collect();
        next.extend(left);
    }
    if next.len() > MOST {
        return Err(ApiError::value(TARGET, "A submission holds at most 15 trailers."));
    }
    let next = Value::Array(next);
    if assume.is("trailer-thumbnails", "update")
        && let Some(fault) = thumbnail_faults(&next).first()
    {
        return Err(ApiError::value(TARGET, fault.details.clone()));
    }
    Ok(next)
}

fn one(sent: &Value, current: &[Value]) -> Result<Value, ApiError> {
    let held = match id(sent) {
        None => None,
        Some(id) => Some(current.iter().find(|held| held["id"] == id).ok_or_else(|| unknown("trailer", id))?),
    };
    let name = sent["videoFileName"].as_str().unwrap_or_default();
    if name.is_empty() {
        return Err(ApiError::value(TARGET, "videoFileName is missing."));
    }
    let mut out = Map::new();
    if let Some(held) = held {
        out.insert("id".into(), held["id"].clone());
    }
    out.insert("videoFileName".into(), json!(name));
    if let Some(held) = held.filter(|held| held["videoFileName"] == name && held["videoFileId"].is_string()) {
        out.insert("videoFileId".into(), held["videoFileId"].clone());
    }
    let mut assets = Map::new();
    for (language, asset) in sent["trailerAssets"].as_object().into_iter().flatten() {
        let held = held.map_or(&Value::Null, |held| &held["trailerAssets"][language]);
        assets.insert(language.clone(), of_language(asset, held, language)?);
    }
    out.insert("trailerAssets".into(), Value::Object(assets));
    keep_unknown(sent, held, &mut out);
    Ok(Value::Object(out))
}

fn of_language(sent: &Value, held: &Value, language: &str) -> Result<Value, ApiError> {
    let images = match &sent["imageList"] {
        Value::Null => &[],
        Value::Array(images) if images.iter().all(Value::is_object) => images.as_slice(),
        _ => {
            return Err(ApiError::value(
                TARGET,
                format!("imageList of {language} is not a list of objects."),
            ));
        }
    };
    let current = held["imageList"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut list = Vec::new();
    for image in images {
        let held = match id(image) {
            None => None,
            Some(id) => {
                Some(current.iter().find(|held| held["id"] == id).ok_or_else(|| unknown("image", id))?)
            }
        };
        let mut out = Map::new();
        let name = held.map_or(&image["fileName"], |held| &held["fileName"]);
        out.insert("fileName".into(), json!(name.as_str().unwrap_or_default()));
        if let Some(held) = held {
            out.insert("id".into(), held["id"].clone());
        }
        if let Some(description) = image.get("description") {
            out.insert("description".into(), description.clone());
        }
        keep_unknown(image, held, &mut out);
        list.push(Value::Object(out));
    }
    let mut out = Map::new();
    out.insert("title".into(), json!(sent["title"].as_str().unwrap_or_default()));
    out.insert("imageList".into(), Value::Array(list));
    keep_unknown(sent, Some(held), &mut out);
    Ok(Value::Object(out))
}

fn id(entry: &Value) -> Option<&str> {
    entry["id"].as_str().filter(|id| !id.is_empty())
}

fn unknown(what: &str, id: &str) -> ApiError {
    let message = format!("The {what} {id} does not exist in this submission.");
    ApiError::new(400, "ResourceNotFound", message, TARGET)
}

/// As for other files: what the service told and this crate does not know goes back, the rest is dropped.
fn keep_unknown(sent: &Value, held: Option<&Value>, out: &mut Document) {
    const SERVED: [&str; 2] = ["id", "videoFileId"];
    for (name, value) in sent.as_object().into_iter().flatten() {
        let known = held.is_some_and(|held| held.get(name).is_some());
        if known && !out.contains_key(name) && !SERVED.contains(&name.as_str()) {
            out.insert(name.clone(), value.clone());
        }
    }
}

/// Each language of a trailer shows exactly one still picture.
pub fn thumbnail_faults(trailers: &Value) -> Vec<Note> {
    let mut faults = Vec::new();
    for trailer in trailers.as_array().into_iter().flatten() {
        for (language, asset) in trailer["trailerAssets"].as_object().into_iter().flatten() {
            let count = asset["imageList"].as_array().map_or(0, Vec::len);
            if count != 1 {
                let name = trailer["videoFileName"].as_str().unwrap_or_default();
                let details =
                    format!("The trailer {name} has {count} images in {language}; it needs exactly one.");
                faults.push(Note::new("InvalidParameterValue", details));
            }
        }
    }
    faults
}

/// The pictures of all trailers.
pub fn images_mut(document: &mut Document) -> impl Iterator<Item = &mut Vec<Value>> {
    let trailers = document.get_mut("trailers").and_then(Value::as_array_mut).into_iter().flatten();
    let assets = trailers.filter_map(|trailer| trailer.get_mut("trailerAssets")?.as_object_mut());
    assets.flat_map(Map::values_mut).filter_map(|asset| asset.get_mut("imageList")?.as_array_mut())
}

/// New videos and pictures get their ids; when the archive was ignored, they go.
pub fn take_in(document: &mut Document, ignored: bool, mut id: impl FnMut() -> Option<String>) {
    let Some(trailers) = document.get_mut("trailers").and_then(Value::as_array_mut) else { return };
    if ignored {
        trailers.retain(|trailer| trailer["videoFileId"].is_string());
    }
    for trailer in trailers {
        for name in ["id", "videoFileId"] {
            if !trailer[name].is_string()
                && let Some(id) = id()
            {
                trailer[name] = json!(id);
            }
        }
    }
    for images in images_mut(document) {
        if ignored {
            images.retain(|image| image["id"].is_string());
        }
        for image in images.iter_mut().filter(|image| !image["id"].is_string()) {
            if let Some(id) = id() {
                image["id"] = json!(id);
            }
        }
    }
}
