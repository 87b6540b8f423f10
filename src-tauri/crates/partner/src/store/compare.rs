//! Whether a submission at the service is the one that was sent: the question after a PUT, and after a lost reply.
//!
//! The service answers with more than it was sent (ids, package facts, its own status) and in its own spelling of dates and
//! locales, so equality is asked of what was sent: every value of ours must be there, and where leaving out means removing
//! (languages, markets) nothing else may be. This is no difference for a person; `vitrine-domain` makes those.

use jiff::Timestamp;
use serde_json::{Map, Value};

/// Members that the service fills or ignores in a PUT ([manage-app-submissions], [update-an-app-submission]), wherever they
/// stand in a submission.
const SERVICE_OWNED: [&str; 17] = [
    "status",
    "statusDetails",
    "fileUploadUrl",
    "friendlyName",
    "sales",
    "isAdvancedPricingModel",
    "packageRolloutStatus",
    "fallbackSubmissionId",
    "version",
    "architecture",
    "languages",
    "capabilities",
    "targetDeviceFamilies",
    "minimumDirectXVersion",
    "minimumSystemRam",
    "privacyPolicy",
    "supportContact",
];
/// Obsolete in a listing, ignored by the service.
const IGNORED: &str = "websiteUrl";
/// Maps in which a missing key removes.
const KEYED: [&str; 4] = ["listings", "marketSpecificPricings", "trailerAssets", "platformOverrides"];

/// Whether `there` holds everything that `sent` says.
///
/// Null and absent are the same, numbers are compared as numbers, dates as moments, locale keys without case, members of lists
/// by `id`, else by file name, else by place.
pub fn agrees(sent: &Value, there: &Value) -> bool {
    matches("", sent, there)
}

fn matches(name: &str, sent: &Value, there: &Value) -> bool {
    match (sent, there) {
        (Value::Object(sent), Value::Object(there)) => objects(name, sent, there),
        (Value::Array(sent), Value::Array(there)) => lists(sent, there),
        (Value::Number(sent), Value::Number(there)) => sent == there || sent.as_f64() == there.as_f64(),
        (Value::String(sent), Value::String(there)) => sent == there || same_moment(sent, there),
        _ => sent == there || (is_nothing(sent) && is_nothing(there)),
    }
}

fn objects(name: &str, sent: &Map<String, Value>, there: &Map<String, Value>) -> bool {
    let keyed = KEYED.contains(&name);
    let find = |key: &str| {
        there.get(key).or_else(|| {
            let same = |(own, _): &(&String, &Value)| keyed && own.eq_ignore_ascii_case(key);
            there.iter().find(same).map(|(_, value)| value)
        })
    };
    let ours = sent
        .iter()
        .filter(|(key, _)| keyed || !(SERVICE_OWNED.contains(&key.as_str()) || key.as_str() == IGNORED))
        .all(|(key, value)| matches(key, value, find(key).unwrap_or(&Value::Null)));
    let nothing_else = !keyed || there.keys().all(|key| sent.keys().any(|own| own.eq_ignore_ascii_case(key)));
    ours && nothing_else
}

fn lists(sent: &[Value], there: &[Value]) -> bool {
    // A file that was to be deleted may be gone already, and one left out of the list stays (images): only what was sent and
    // is not on its way out has to be there.
    sent.iter().enumerate().all(|(place, own)| {
        let identity = ["id", "fileName", "videoFileName"].into_iter().find_map(|name| {
            own.get(name).and_then(Value::as_str).filter(|text| !text.is_empty()).map(|text| (name, text))
        });
        match identity {
            Some((name, text)) => there
                .iter()
                .find(|other| other.get(name).and_then(Value::as_str) == Some(text))
                .map_or(own["fileStatus"] == "PendingDelete", |other| matches("", own, other)),
            None => there.get(place).is_some_and(|other| matches("", own, other)),
        }
    }) && (there.len() <= sent.len() || there.iter().all(Value::is_object))
}

fn is_nothing(value: &Value) -> bool {
    value.is_null()
}

fn same_moment(one: &str, other: &str) -> bool {
    let read = |text: &str| text.parse::<Timestamp>().ok();
    // Cheap rejection: nearly all strings of a submission are prose.
    one.starts_with(|c: char| c.is_ascii_digit())
        && read(one).is_some_and(|moment| Some(moment) == read(other))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_the_service_adds_is_no_difference() {
        let sent = json!({
            "pricing": {"priceId": "Free", "isAdvancedPricingModel": true, "marketSpecificPricings": {}},
            "targetPublishDate": "2026-11-20T10:00:00Z",
            "applicationPackages": [{"fileName": "a.msix", "fileStatus": "PendingUpload", "minimumDirectXVersion": "None"}],
            "packageDeliveryOptions": {"packageRollout": {"packageRolloutPercentage": 0}},
            "gamingOptions": null,
        });
        let there = json!({
            "id": "1", "status": "PendingCommit", "friendlyName": "Submission 2",
            "pricing": {"priceId": "Free", "isAdvancedPricingModel": false, "marketSpecificPricings": {}},
            "targetPublishDate": "2026-11-20T10:00:00.0000000Z",
            "applicationPackages": [{"id": "9", "fileName": "a.msix", "fileStatus": "PendingUpload", "version": "1.0.0.0", "minimumDirectXVersion": "DirectX93"}],
            "packageDeliveryOptions": {"packageRollout": {"packageRolloutPercentage": 0.0, "packageRolloutStatus": "x"}},
        });
        assert!(agrees(&sent, &there));
    }

    #[test]
    fn a_lost_value_a_lost_language_and_a_language_too_many_are_differences() {
        let sent = json!({"listings": {"en-us": {"baseListing": {"title": "A", "features": ["x", "y"]}}}, "visibility": "Public"});
        let mut there = sent.clone();
        there["visibility"] = json!("Hidden");
        assert!(!agrees(&sent, &there));

        let mut there = sent.clone();
        there["listings"]["en-us"]["baseListing"]["features"] = json!(["y", "x"]);
        assert!(!agrees(&sent, &there), "the order of words is a value");

        let mut there = sent.clone();
        there["listings"]["en-us"]["baseListing"]["features"] = json!(["x", "y", "z"]);
        assert!(!agrees(&sent, &there), "a word too many");

        let mut there = sent.clone();
        there["listings"]["fr-fr"] = json!({"baseListing": {}});
        assert!(!agrees(&sent, &there), "a language that should be gone");

        assert!(!agrees(&sent, &json!({"listings": {}, "visibility": "Public"})));
        let spelled = json!({"listings": {"EN-US": sent["listings"]["en-us"]}, "visibility": "Public"});
        assert!(agrees(&sent, &spelled), "locales are compared without case");
    }

    #[test]
    fn files_are_found_by_identity_and_a_deleted_one_may_be_gone() {
        let sent = json!({"images": [
            {"id": "1", "fileName": "a.png", "fileStatus": "Uploaded", "description": "A"},
            {"id": "2", "fileName": "b.png", "fileStatus": "PendingDelete"},
        ]});
        let there = json!({"images": [{"id": "7", "fileName": "kept.png"}, {"id": "1", "fileName": "a.png", "fileStatus": "Uploaded", "description": "A"}]});
        assert!(agrees(&sent, &there));
        let mut lost = there.clone();
        lost["images"][1]["description"] = json!("B");
        assert!(!agrees(&sent, &lost), "a caption that was not taken over");
        assert!(!agrees(&sent, &json!({"images": []})), "a kept image that vanished");
    }
}
