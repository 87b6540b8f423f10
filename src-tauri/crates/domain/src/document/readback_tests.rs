use serde_json::json;

use super::*;
use crate::document::fixture::{documented, sample};

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
fn the_documented_requests_and_their_answers_agree() {
    for kind in ["app", "add-on", "flight"] {
        let body = |part: &str| sample(&format!("{kind}-submission-update.{part}"));
        assert_eq!(told(&body("request"), &body("response")), Vec::<String>::new(), "{kind}");
    }
}

/// A submission of every kind in one, as far as the kinds say different things.
fn of_all_kinds() -> Value {
    let mut raw = documented();
    for (name, value) in [
        ("trailers", &sample("trailer-resource")["trailers"]),
        ("gamingOptions", &sample("gaming-options-resource")["gamingOptions"]),
        ("flightPackages", &sample("flight-submission-get.response")["flightPackages"]),
    ] {
        raw[name] = value.clone();
    }
    raw["listings"]["en"] = sample("add-on-submission-get.response")["listings"]["en"].clone();
    raw
}

#[test]
fn what_the_kinds_say_is_told_under_its_own_name() {
    let sent = of_all_kinds();
    let trailer = "/trailers/@1158943556954955699";
    let none = json!(null);
    let table = [
        (
            "/gamingOptions/0/isCrossPlayEnabled",
            json!(true),
            "/gamingOptions/@only/isCrossPlayEnabled".to_owned(),
        ),
        ("/gamingOptions/0/genres", json!([]), "/gamingOptions/@only/genres".to_owned()),
        ("/gamingOptions", json!([]), "/gamingOptions".to_owned()),
        ("/trailers", json!([]), trailer.to_owned()),
        ("/trailers/0/videoFileName", json!("other.mp4"), format!("{trailer}/videoFileName")),
        ("/trailers/0/videoFileId", json!("1"), format!("{trailer}/videoFileId")),
        (
            "/trailers/0/trailerAssets/en-us/title",
            none.clone(),
            format!("{trailer}/trailerAssets/en-us/title"),
        ),
        (
            "/trailers/0/trailerAssets/en-us/imageList",
            json!([]),
            format!("{trailer}/trailerAssets/en-us/imageList/@1155546904097346923"),
        ),
        ("/listings/en/icon", none.clone(), "/listings/en/icon".to_owned()),
        ("/listings/en/icon/fileName", json!("x.png"), "/listings/en/icon/fileName".to_owned()),
        ("/flightPackages", json!([]), "/flightPackages/@newPackage.appx".to_owned()),
        (
            "/flightPackages/0/fileStatus",
            json!("Uploaded"),
            "/flightPackages/@newPackage.appx/fileStatus".to_owned(),
        ),
        (
            "/pricing/marketSpecificPricings",
            json!({"RU": "NotAvailable"}),
            "/pricing/marketSpecificPricings/RU".to_owned(),
        ),
        ("/tag", json!("x"), "/tag".to_owned()),
    ];
    for (pointer, value, expected) in table {
        assert_eq!(told(&sent, &with(&sent, pointer, value)), [expected], "{pointer}");
    }
    for (pointer, value) in [
        ("/flightId", json!("9")),
        ("/flightPackages/0/id", json!("9")),
        ("/flightPackages/0/version", json!("9")),
        ("/listings/en/icon/id", json!("9")),
    ] {
        assert_eq!(told(&sent, &with(&sent, pointer, value)), Vec::<String>::new(), "{pointer}");
    }
}

#[test]
fn new_trailers_and_leaving_icons_are_followed() {
    let film = json!({"videoFileName": "film-1.mp4", "trailerAssets": {"en-us": {"title": "Film", "imageList": [{"fileName": "img-1.png"}]}}});
    let sent = with(&of_all_kinds(), "/trailers/-", film);
    let sent = with(&sent, "/listings/en/icon/fileStatus", json!("PendingDelete"));
    let mut back = sent.clone();
    back["trailers"][1]["id"] = json!("901");
    back["trailers"][1]["videoFileId"] = json!("902");
    back["trailers"][1]["trailerAssets"]["en-us"]["imageList"][0]["id"] = json!("903");
    assert_eq!(told(&sent, &back), Vec::<String>::new());
    let gone = with(&back, "/listings/en/icon", json!(null));
    assert_eq!(told(&sent, &gone), Vec::<String>::new(), "gone already");
    let kept = with(&back, "/listings/en/icon/fileStatus", json!("Uploaded"));
    assert_eq!(told(&sent, &kept), ["/listings/en/icon/fileStatus"]);
    // Nobody promises that a trailer which is left out goes: when it stays, the job has to stop.
    let mut fewer = sent.clone();
    fewer["trailers"].as_array_mut().unwrap().remove(0);
    assert_eq!(told(&fewer, &back), ["/trailers/@1158943556954955699"]);
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
