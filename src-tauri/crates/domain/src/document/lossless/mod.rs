//! What nobody touched goes back as it came: over every documented payload, and over submissions with members and values
//! that nobody here knows, 60 deep. Compared is with a plain walk of the JSON, not with what this module calls a difference.

mod lists;
mod odd;
mod touched;

use serde_json::{Value, json};

use super::Document;
use super::fixture::{document, sample, samples};
use super::sending::{rebase, upload_names};

/// A second reading of a submission: members that the service does not name get other own keys.
pub(super) fn read_again(raw: &Value) -> Document {
    let mut next = 0;
    Document::from_submission(raw.clone(), &mut || {
        next += 1;
        format!("again-{next}")
    })
}

pub(super) fn without_upload_address(mut raw: Value) -> Value {
    if let Value::Object(members) = &mut raw {
        members.shift_remove("fileUploadUrl");
    }
    raw
}

/// The places in which two JSON values differ, by RFC 6901 with positions.
pub(super) fn differing(at: &str, a: &Value, b: &Value, found: &mut Vec<String>) {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            for (name, value) in a {
                let at = format!("{at}/{name}");
                match b.get(name) {
                    Some(other) => differing(&at, value, other, found),
                    None => found.push(at),
                }
            }
            found.extend(b.keys().filter(|name| !a.contains_key(*name)).map(|name| format!("{at}/{name}")));
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (place, (a, b)) in a.iter().zip(b).enumerate() {
                differing(&format!("{at}/{place}"), a, b, found);
            }
        }
        (a, b) if a == b => {}
        _ => found.push(at.to_owned()),
    }
}

/// A documented submission of the kind, with everything filled in that the kind knows.
pub(super) fn whole(kind: &str) -> Value {
    match kind {
        "app" => {
            let mut raw = sample("app-submission-get.response");
            raw["trailers"] = sample("trailer-resource")["trailers"].clone();
            raw["gamingOptions"] = sample("gaming-options-resource")["gamingOptions"].clone();
            raw
        }
        "add-on" => sample("add-on-submission-get.response"),
        _ => {
            let mut raw = sample("flight-submission-get.response");
            raw["flightPackages"][0]["id"] = json!("11");
            raw["flightPackages"][0]["fileStatus"] = json!("Uploaded");
            raw
        }
    }
}

#[test]
fn every_documented_payload_survives_when_nothing_is_edited() {
    let mut seen = Vec::new();
    for entry in std::fs::read_dir(samples()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let raw = sample(&name);
        let opened = document(raw.clone());
        let stored: Document = serde_json::from_str(&serde_json::to_string(&opened).unwrap()).unwrap();
        assert_eq!(stored, opened, "{name}");
        let expected = without_upload_address(raw.clone());
        assert_eq!(stored.to_submission(), expected, "{name}");
        let merged = rebase(&opened, &stored, &read_again(&raw));
        assert_eq!(merged.conflicts, [], "{name}");
        assert_eq!(upload_names(&merged.document).document.to_submission(), expected, "{name}");
        seen.push(name);
    }
    assert!(seen.len() >= 57, "the payloads of the Store's documentation are all here: {}", seen.len());
}
