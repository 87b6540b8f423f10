//! Pictures and packages of a submission: what a PUT does to them, and what a good archive turns them into.
//!
//! Source: `store-api` 10 (an image left out stays; packages add up; what the service fills in), 5.7, 5.9. A file
//! that was announced and never uploaded has no id yet: it is not "an image of the submission" and does not stay
//! when a later PUT leaves it out.

use serde_json::{Map, Value, json};

use super::tables::{self, FILE_STATUS};
use super::{ApiError, trailers};
use crate::archive::Findings;
use crate::model::Document;

/// The packages of an app, and those of a flight.
pub const PACKAGES: [&str; 2] = ["applicationPackages", "flightPackages"];

/// The images of a language after a PUT.
pub fn images(sent: Option<&Value>, current: &Value, target: &str) -> Result<Value, ApiError> {
    let sent = entries(sent, target)?;
    let current = current.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut next = Vec::new();
    for entry in sent {
        let held = same(entry, current);
        let status = status(entry, target)?;
        let kind = entry.get("imageType").and_then(Value::as_str).unwrap_or_default();
        if tables::image_kind(kind).is_none() && held.is_none_or(|held| held["imageType"] != kind) {
            return Err(ApiError::value(target, format!("'{kind}' is not a valid imageType.")));
        }
        let mut image = base(entry, held, status, target)?;
        if let Some(caption) = entry.get("description") {
            image.insert("description".into(), caption.clone());
        }
        image.insert("imageType".into(), json!(kind));
        keep_unknown(entry, held, &mut image);
        next.push(Value::Object(image));
    }
    next.extend(left_out(sent, current));
    Ok(Value::Array(next))
}

/// The icon of an add-on after a PUT: one file without an id. `keep_left_out` decides what the documents leave open.
pub fn icon(
    sent: Option<&Value>,
    current: &Value,
    target: &str,
    keep_left_out: bool,
) -> Result<Option<Value>, ApiError> {
    // What was announced and never uploaded does not stay.
    let held = Some(current).filter(|held| held.is_object() && held["fileStatus"] != "PendingUpload");
    let entry = match sent {
        None | Some(Value::Null) => return Ok(held.filter(|_| keep_left_out).cloned()),
        Some(entry) if entry.is_object() => entry,
        Some(_) => return Err(ApiError::value(target, format!("{target} is not an object."))),
    };
    let status = status(entry, target)?;
    let name = entry["fileName"].as_str().unwrap_or_default();
    if name.is_empty() {
        return Err(ApiError::value(target, "fileName is missing."));
    }
    if status != "PendingUpload" && held.is_none_or(|held| held["fileName"] != name) {
        let message = format!("The file {name} does not exist in this submission.");
        return Err(ApiError::new(400, "ResourceNotFound", message, target));
    }
    let mut out = Map::new();
    out.insert("fileName".into(), json!(name));
    out.insert("fileStatus".into(), json!(status));
    keep_unknown(entry, held, &mut out);
    Ok(Some(Value::Object(out)))
}

/// The packages after a PUT, of an app or of a flight. `keep_left_out` decides what the documents leave open.
pub fn packages(
    sent: Option<&Value>,
    current: &Value,
    target: &str,
    keep_left_out: bool,
) -> Result<Value, ApiError> {
    let sent = entries(sent, target)?;
    let current = current.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut next = Vec::new();
    for entry in sent {
        let held = same(entry, current);
        let status = status(entry, target)?;
        let mut package = base(entry, held, status, target)?;
        for name in ["version", "architecture", "languages", "capabilities"] {
            if let Some(value) = held.and_then(|held| held.get(name)) {
                package.insert(name.into(), value.clone());
            }
        }
        for (name, known) in [
            ("minimumDirectXVersion", &["None", "DirectX93", "DirectX100"][..]),
            ("minimumSystemRam", &["None", "Memory2GB"]),
        ] {
            // The page wants it there, for Windows 8.x only (store-api 5.9); `msstore-cli` sends null, the Azure
            // DevOps task nothing, and both publish.
            let sent = entry.get(name).filter(|value| !value.is_null());
            let value = sent.or_else(|| held.and_then(|held| held.get(name)));
            let value = match value {
                None => Some("None"),
                Some(value) => value
                    .as_str()
                    .filter(|value| known.contains(value) || held.is_some_and(|held| held[name] == *value)),
            };
            let value =
                value.ok_or_else(|| ApiError::value(target, format!("{name} is not a valid value.")))?;
            package.insert(name.into(), json!(held.map_or_else(|| json!("None"), |_| json!(value))));
        }
        if let Some(families) = held.and_then(|held| held.get("targetDeviceFamilies")) {
            package.insert("targetDeviceFamilies".into(), families.clone());
        }
        keep_unknown(entry, held, &mut package);
        next.push(Value::Object(package));
    }
    if keep_left_out {
        next.extend(left_out(sent, current));
    }
    Ok(Value::Array(next))
}

fn entries<'a>(sent: Option<&'a Value>, target: &str) -> Result<&'a [Value], ApiError> {
    match sent {
        None | Some(Value::Null) => Ok(&[]),
        Some(Value::Array(sent)) if sent.iter().all(Value::is_object) => Ok(sent),
        Some(_) => Err(ApiError::value(target, format!("{target} is not a list of objects."))),
    }
}

/// The file that the service holds and an entry means: by id, else by name when it is not a new file.
fn same<'a>(entry: &Value, current: &'a [Value]) -> Option<&'a Value> {
    match entry.get("id").and_then(Value::as_str).filter(|id| !id.is_empty()) {
        Some(id) => current.iter().find(|held| held["id"] == id),
        None if entry["fileStatus"] == "PendingUpload" => None,
        None => current.iter().find(|held| held["fileName"] == entry["fileName"] && held["id"].is_string()),
    }
}

fn status<'a>(entry: &'a Value, target: &str) -> Result<&'a str, ApiError> {
    let status = entry.get("fileStatus").and_then(Value::as_str).unwrap_or("None");
    if FILE_STATUS.contains(&status) {
        return Ok(status);
    }
    Err(ApiError::value(target, format!("'{status}' is not a valid fileStatus.")))
}

/// Name, status and id: the name of a held file is the service's own.
fn base(
    entry: &Value,
    held: Option<&Value>,
    status: &str,
    target: &str,
) -> Result<Map<String, Value>, ApiError> {
    let new = status == "PendingUpload";
    let name = match held {
        Some(held) if !new => held.get("fileName"),
        _ => entry.get("fileName"),
    };
    let name = name.and_then(Value::as_str).unwrap_or_default();
    if name.is_empty() && new {
        return Err(ApiError::value(target, "fileName is missing."));
    }
    let mut out = Map::new();
    out.insert("fileName".into(), json!(name));
    out.insert("fileStatus".into(), json!(status));
    match held.and_then(|held| held.get("id")) {
        Some(id) => drop(out.insert("id".into(), id.clone())),
        None if new => {}
        // The status code exists for files that are not there; at which step it shows is not told.
        None => {
            let message = format!("The file {name} does not exist in this submission.");
            return Err(ApiError::new(400, "ResourceNotFound", message, target));
        }
    }
    Ok(out)
}

/// Members that the service serves and this crate does not know go back as they came; others are dropped.
fn keep_unknown(entry: &Value, held: Option<&Value>, out: &mut Map<String, Value>) {
    let (Some(entry), Some(held)) = (entry.as_object(), held) else { return };
    for (name, value) in entry {
        if !out.contains_key(name) && held.get(name).is_some() && name != "id" {
            out.insert(name.clone(), value.clone());
        }
    }
}

fn left_out(sent: &[Value], current: &[Value]) -> Vec<Value> {
    let named = |held: &Value| sent.iter().any(|entry| same(entry, current) == Some(held));
    current.iter().filter(|held| held["id"].is_string() && !named(held)).cloned().collect()
}

/// Turns what was announced into what is there: new files get their ids and facts, deleted ones go.
pub fn take_in(document: &mut Document, findings: &Findings, ids: &mut impl Iterator<Item = String>) {
    let settle = |files: &mut Value, facts: &mut dyn FnMut(&mut Map<String, Value>)| {
        let Some(files) = files.as_array_mut() else { return };
        files.retain(|file| {
            let status = file["fileStatus"].as_str().unwrap_or_default();
            // A bare package instead of an archive is ignored, and with it all that was announced (store-api 9).
            !(status == "PendingDelete" && !findings.ignored || status == "PendingUpload" && findings.ignored)
        });
        for file in files.iter_mut().filter_map(Value::as_object_mut) {
            if file["fileStatus"] == "PendingUpload" {
                facts(file);
            }
            file.insert("fileStatus".into(), json!("Uploaded"));
        }
    };
    let mut identify = |file: &mut Map<String, Value>| {
        if !file.get("id").is_some_and(Value::is_string)
            && let Some(id) = ids.next()
        {
            file.insert("id".into(), json!(id));
        }
    };
    for member in PACKAGES {
        let Some(packages) = document.get_mut(member) else { continue };
        // The package of a flight tells neither (store-api 5.9).
        let whole = member == "applicationPackages";
        settle(packages, &mut |file| {
            identify(file);
            if let Some(facts) = findings.packages.get(file["fileName"].as_str().unwrap_or_default()) {
                let tail =
                    file.shift_remove("minimumDirectXVersion").zip(file.shift_remove("minimumSystemRam"));
                file.insert("version".into(), json!(facts.version));
                if whole {
                    file.insert("architecture".into(), json!(facts.architecture));
                }
                file.insert("languages".into(), json!(facts.languages));
                file.insert("capabilities".into(), json!(facts.capabilities));
                if let Some((directx, ram)) = tail {
                    file.insert("minimumDirectXVersion".into(), directx);
                    file.insert("minimumSystemRam".into(), ram);
                }
                if whole {
                    file.insert("targetDeviceFamilies".into(), json!(facts.families));
                }
            }
        });
    }
    for (_, listing) in document.get_mut("listings").and_then(Value::as_object_mut).into_iter().flatten() {
        if let Some(images) = listing.get_mut("baseListing").and_then(|base| base.get_mut("images")) {
            settle(images, &mut identify);
        }
        if let Some(listing) = listing.as_object_mut()
            && let Some(icon) = listing.get("icon")
        {
            // A list of one, so that an icon lives by the rules of the other files; it has no id.
            let mut files = json!([icon]);
            settle(&mut files, &mut |_| {});
            match files.as_array_mut().and_then(Vec::pop) {
                Some(left) => drop(listing.insert("icon".into(), left)),
                None => drop(listing.shift_remove("icon")),
            }
        }
    }
    trailers::take_in(document, findings.ignored, || ids.next());
}

/// How many pictures of listings and packages a document names.
pub fn count(document: &Document) -> usize {
    let listings = document.get("listings").and_then(Value::as_object).into_iter().flatten();
    let images: usize =
        listings.map(|(_, listing)| listing["baseListing"]["images"].as_array().map_or(0, Vec::len)).sum();
    let length = |name: &str| document.get(name).and_then(Value::as_array).map_or(0, Vec::len);
    images + PACKAGES.iter().map(|name| length(name)).sum::<usize>()
}

/// Gives every picture and package a new id (assumption `clone-ids=new`).
pub fn renumber(document: &mut Document, ids: &mut impl Iterator<Item = String>) {
    let mut anew = |files: Option<&mut Value>| {
        for file in files.and_then(Value::as_array_mut).into_iter().flatten() {
            if let Some(id) = ids.next() {
                file["id"] = json!(id);
            }
        }
    };
    for member in PACKAGES {
        anew(document.get_mut(member));
    }
    for (_, listing) in document.get_mut("listings").and_then(Value::as_object_mut).into_iter().flatten() {
        anew(listing.get_mut("baseListing").and_then(|base| base.get_mut("images")));
    }
}
