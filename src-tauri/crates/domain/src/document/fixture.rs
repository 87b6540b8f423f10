//! Submissions for the tests: the documented sample, and a big believable one.

use serde_json::{Value, json};

use super::{Document, Edit, Pointer};

/// The response of *Get an app submission* as the public documentation prints it.
pub fn documented() -> Value {
    sample("app-submission-get.response")
}

/// Where the payloads of the public documentation lie.
pub fn samples() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/store")
}

/// The payload of one of them.
pub fn sample(name: &str) -> Value {
    let text = std::fs::read_to_string(samples().join(format!("{name}.json"))).unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["body"].clone()
}

/// A draft made from a submission, with own keys `k1`, `k2`, …
pub fn document(raw: Value) -> Document {
    let mut next = 0;
    Document::from_submission(raw, &mut || {
        next += 1;
        format!("k{next}")
    })
}

/// A language code like those of the Store, different for every number.
pub fn code(number: usize) -> String {
    let letter = |at: usize| char::from(b'a' + u8::try_from(at % 26).unwrap());
    format!("{}{}-{}{}", letter(number / 26), letter(number), letter(number + 7), letter(number / 5))
}

/// A submission of so many languages, each with ten pictures and about 15,000 characters of words.
pub fn big(languages: usize) -> Value {
    let mut submission = documented();
    let listings: serde_json::Map<String, Value> =
        (0..languages).map(|number| (code(number), listing(number))).collect();
    submission["listings"] = Value::Object(listings);
    submission
}

fn listing(number: usize) -> Value {
    let sentence = format!("Plan your week in one place, number {number}, with everybody who matters. ");
    let images = (0..10).map(|image| {
        json!({
            "fileName": format!("shot-{image}.png"), "fileStatus": "Uploaded",
            "id": format!("11529215046{number:04}{image:02}"), "imageType": "Screenshot",
            "description": format!("Picture {image}")
        })
    });
    json!({
        "baseListing": {
            "title": "Tailspin", "description": sentence.repeat(125), "releaseNotes": sentence.repeat(15),
            "shortDescription": sentence.repeat(5), "licenseTerms": sentence.repeat(40),
            "keywords": ["plan", "week", "team"], "features": (0..20).map(|f| format!("Feature {f}")).collect::<Vec<_>>(),
            "recommendedHardware": [], "images": images.collect::<Vec<_>>(), "privacyPolicy": "", "websiteUrl": ""
        },
        "platformOverrides": {}
    })
}

pub fn at(pointer: &str) -> Pointer {
    Pointer::parse(pointer).unwrap()
}

pub fn set(pointer: &str, value: Value) -> Edit {
    Edit::set(at(pointer), value)
}

pub fn remove(pointer: &str) -> Edit {
    Edit::remove(at(pointer))
}
