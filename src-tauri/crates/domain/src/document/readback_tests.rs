use serde_json::json;

use super::*;
use crate::document::fixture::documented;

fn told(sent: &Value, back: &Value) -> Vec<String> {
    compare_sent(sent, back).into_iter().map(|difference| difference.pointer.to_string()).collect()
}

/// `body` with one value set, addressed by plain JSON Pointer with positions.
fn with(body: &Value, pointer: &str, value: Value) -> Value {
    let mut body = body.clone();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match body.pointer_mut(parent).unwrap() {
        Value::Array(list) => list.push(value),
        holder => holder[name] = value,
    }
    body
}

#[test]
fn the_documented_request_and_its_answer_agree() {
    let sample = |name: &str| -> Value {
        let text = match name {
            "request" => {
                include_str!("../../../../../tests/fixtures/store/app-submission-update.request.json")
            }
            _ => include_str!("../../../../../tests/fixtures/store/app-submission-update.response.json"),
        };
        serde_json::from_str::<Value>(text).unwrap()["body"].clone()
    };
    assert_eq!(told(&sample("request"), &sample("response")), Vec::<String>::new());
}

#[test]
fn what_the_service_ignores_or_fills_in_is_no_difference() {
    let sent = documented();
    for (pointer, value) in [
        ("/id", json!("1")),
        ("/status", json!("CommitStarted")),
        ("/statusDetails", json!({"warnings": [{"code": "SalesUnsupportedWarning"}]})),
        ("/fileUploadUrl", json!(null)),
        ("/friendlyName", json!("Submission 3")),
        ("/pricing/sales", json!([{"name": "x"}])),
        ("/pricing/isAdvancedPricingModel", json!(false)),
        ("/packageDeliveryOptions/packageRollout/packageRolloutStatus", json!("PackageRolloutComplete")),
        ("/packageDeliveryOptions/packageRollout/fallbackSubmissionId", json!("7")),
        ("/packageDeliveryOptions/packageRollout/packageRolloutPercentage", json!(0)),
        ("/packageDeliveryOptions/mandatoryUpdateEffectiveDate", json!("1601-01-01T00:00:00Z")),
        ("/listings/en-us/baseListing/privacyPolicy", json!("https://x")),
        ("/listings/en-us/baseListing/recommendedHardware", json!(null)),
        ("/listings/en-us/baseListing/minimumHardware", json!([])),
        ("/notesForCertification", json!(null)),
        ("/targetPublishDate", json!("2026-12-03T00:00:00Z")),
        ("/applicationPackages/0/version", json!("2.0.0.0")),
        ("/applicationPackages/0/minimumSystemRam", json!("Memory2GB")),
    ] {
        assert_eq!(told(&sent, &with(&sent, pointer, value)), Vec::<String>::new(), "{pointer}");
    }
}

#[test]
fn everything_else_is_told_under_its_own_name() {
    let sent = documented();
    let image = "/listings/en-us/baseListing/images/@1152921504672272757";
    let table: [(&str, Value, &str); 13] = [
        ("/pricing/priceId", json!("Free"), "/pricing/priceId"),
        ("/pricing/priceId", json!(null), "/pricing/priceId"),
        (
            "/pricing/marketSpecificPricings",
            json!({"FR": "NotAvailable"}),
            "/pricing/marketSpecificPricings/FR",
        ),
        ("/visibility", json!("Hidden"), "/visibility"),
        (
            "/packageDeliveryOptions/packageRollout/packageRolloutPercentage",
            json!(10),
            "/packageDeliveryOptions/packageRollout/packageRolloutPercentage",
        ),
        (
            "/packageDeliveryOptions/isMandatoryUpdate",
            json!(true),
            "/packageDeliveryOptions/isMandatoryUpdate",
        ),
        ("/targetPublishMode", json!("Immediate"), "/targetPublishMode"),
        ("/listings/en-us/baseListing/title", json!(null), "/listings/en-us/baseListing/title"),
        (
            "/listings/en-us/baseListing/images/0/fileStatus",
            json!("PendingDelete"),
            &format!("{image}/fileStatus"),
        ),
        (
            "/listings/en-us/baseListing/images/0/description",
            json!("caption"),
            &format!("{image}/description"),
        ),
        (
            "/listings/en-us/baseListing/images/-",
            json!({"id": "2", "fileStatus": "Uploaded"}),
            "/listings/en-us/baseListing/images/@2",
        ),
        ("/applicationPackages/-", json!({"fileName": "a b.msix"}), "/applicationPackages/@a b.msix"),
        ("/someday", json!(1), "/someday"),
    ];
    for (pointer, value, expected) in table {
        assert_eq!(told(&sent, &with(&sent, pointer, value)), [expected], "{pointer}");
    }
    assert_eq!(told(&with(&sent, "/someday", json!({"a": 1})), &sent), ["/someday"]);
}

#[test]
fn dates_count_for_their_own_mode() {
    let sent = with(&documented(), "/targetPublishMode", json!("SpecificDate"));
    let sent = with(&sent, "/targetPublishDate", json!("2026-12-03T10:00:00+01:00"));
    let back = |date: &str| with(&sent, "/targetPublishDate", json!(date));
    assert_eq!(told(&sent, &back("2026-12-03T09:00:00.0000000Z")), Vec::<String>::new());
    assert_eq!(told(&sent, &back("2026-12-03T10:00:00Z")), ["/targetPublishDate"]);
}

#[test]
fn new_and_leaving_files_are_followed_by_name_and_mark() {
    let images = "/listings/en-us/baseListing/images";
    let body = |images: Value| with(&documented(), "/listings/en-us/baseListing/images", images);
    let new = json!({"fileName": "n.png", "fileStatus": "PendingUpload", "imageType": "Screenshot"});
    let gone =
        json!({"id": "1", "fileName": "o.png", "fileStatus": "PendingDelete", "imageType": "Screenshot"});
    let sent = body(json!([new, gone]));
    let mut named = new.clone();
    named["id"] = json!("55");
    let mut kept = gone.clone();
    kept["fileStatus"] = json!("Uploaded");
    let mut other_slot = new.clone();
    other_slot["imageType"] = json!("Icon");

    assert_eq!(told(&sent, &body(json!([gone, named]))), Vec::<String>::new());
    assert_eq!(told(&sent, &body(json!([named]))), Vec::<String>::new(), "already gone");
    assert_eq!(told(&sent, &body(json!([named, kept]))), [format!("{images}/@1/fileStatus")]);
    assert_eq!(told(&sent, &body(json!([gone]))), [format!("{images}/@n.png")]);
    assert_eq!(told(&sent, &body(json!([other_slot, gone]))).len(), 2);
}

#[test]
fn the_dangerous_ones_come_first() {
    let sent = documented();
    let back = with(&with(&sent, "/automaticBackupEnabled", json!(true)), "/pricing/priceId", json!("Free"));
    let back = with(
        &with(&back, "/listings/en-us/baseListing/title", json!("x")),
        "/applicationPackages",
        json!([]),
    );
    assert_eq!(
        told(&sent, &back),
        [
            "/pricing/priceId",
            "/applicationPackages/@1152921504620138797",
            "/listings/en-us/baseListing/title",
            "/automaticBackupEnabled"
        ]
    );
}
