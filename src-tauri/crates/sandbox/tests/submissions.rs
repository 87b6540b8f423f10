//! Apps and submissions: lists, shapes, the clone, what is refused and why.

mod support;

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};
use support::{Partner, QUIET};
use vitrine_sandbox::{Options, Scenario};

/// The members of the documented app submission, in its order (create-an-app-submission).
const SUBMISSION: [&str; 25] = [
    "id",
    "applicationCategory",
    "pricing",
    "visibility",
    "targetPublishMode",
    "targetPublishDate",
    "listings",
    "hardwarePreferences",
    "automaticBackupEnabled",
    "canInstallOnRemovableMedia",
    "isGameDvrEnabled",
    "gamingOptions",
    "hasExternalInAppProducts",
    "meetAccessibilityGuidelines",
    "notesForCertification",
    "status",
    "statusDetails",
    "fileUploadUrl",
    "applicationPackages",
    "packageDeliveryOptions",
    "enterpriseLicensing",
    "allowMicrosoftDecideAppAvailabilityToFutureDeviceFamilies",
    "allowTargetFutureDeviceFamilies",
    "friendlyName",
    "trailers",
];

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[tokio::test]
async fn the_list_comes_in_relative_pages_of_ten() {
    let partner = Partner::with(Options { scenario: Scenario::Large, ..Options::default() }).await;
    let (_, page) = partner.get("applications").await;
    assert_eq!(page["value"].as_array().unwrap().len(), 10);
    assert_eq!(page["totalCount"], 5_000);
    assert_eq!(page["@nextLink"], "applications?skip=10&top=10");
    let first = &page["value"][0];
    assert_eq!(first["primaryName"], "Relecloud Atlas");
    assert!(first.get("hasAdvancedListingPermission").is_none(), "lists leave it out");
    assert!(first.get("pendingApplicationSubmission").is_none(), "absent, not null");
    let (_, last) = partner.get("applications?skip=4995&top=100").await;
    assert_eq!(last["value"].as_array().unwrap().len(), 5);
    assert!(last.get("@nextLink").is_none());
    assert_eq!(partner.get("applications?top=x").await.0, 400);

    let app = first["id"].as_str().unwrap();
    let (_, app) = partner.get(&format!("applications/{app}")).await;
    assert_eq!(app["hasAdvancedListingPermission"], true);
    let live = app["lastPublishedApplicationSubmission"]["resourceLocation"].as_str().unwrap();
    let (_, live) = partner.get(live).await;
    assert_eq!(live["listings"].as_object().unwrap().len(), 100);
}

#[tokio::test]
async fn an_account_without_products_has_an_empty_page_or_a_404() {
    let partner = Partner::with(Options { scenario: Scenario::Empty, ..Options::default() }).await;
    assert_eq!(
        partner.get("applications").await,
        (200.try_into().unwrap(), json!({"value": [], "totalCount": 0}))
    );
    let assume = vec![("empty-lists".to_owned(), "404".to_owned())];
    let partner = Partner::with(Options { scenario: Scenario::Empty, assume, ..Options::default() }).await;
    assert_eq!(partner.get("applications").await.0, 404);
}

#[tokio::test]
async fn a_new_submission_is_a_clone_in_the_documented_form() {
    let partner = Partner::start().await;
    let (_, app) = partner.get(&format!("applications/{QUIET}")).await;
    let (_, live) =
        partner.get(app["lastPublishedApplicationSubmission"]["resourceLocation"].as_str().unwrap()).await;
    let answer =
        partner.send(Method::POST, &format!("applications/{QUIET}/submissions"), None).await.unwrap();
    assert_eq!(answer.status(), 201);
    assert!(answer.headers().contains_key("ms-correlationid"));
    let made: Value = answer.json().await.unwrap();
    assert_eq!(keys(&made), SUBMISSION);
    assert_eq!(keys(&made["statusDetails"]), ["errors", "warnings", "certificationReports"]);
    assert_eq!(
        keys(&made["applicationPackages"][0]),
        [
            "fileName",
            "fileStatus",
            "id",
            "version",
            "architecture",
            "languages",
            "capabilities",
            "minimumDirectXVersion",
            "minimumSystemRam",
            "targetDeviceFamilies"
        ]
    );
    assert_eq!(made["status"], "PendingCommit");
    assert_eq!(made["listings"], live["listings"]);
    assert_ne!(made["id"], live["id"]);
    let (_, app) = partner.get(&format!("applications/{QUIET}")).await;
    assert_eq!(app["pendingApplicationSubmission"]["id"], made["id"]);
    let id = made["id"].as_str().unwrap();
    assert!(id.parse::<u64>().unwrap() > 1 << 53);
    let (_, again) = partner.get(&format!("applications/{QUIET}/submissions/{id}")).await;
    assert_eq!(again, made, "a later GET tells the same, the address included");

    let (status, refused) = partner.post(&format!("applications/{QUIET}/submissions")).await;
    assert_eq!(status, 409);
    assert_eq!(
        refused,
        json!({"code": "InvalidState", "data": [], "details": [],
               "message": "Create submission failed, status code Conflict, reason phrase Conflict",
               "source": "Ingestion Api", "target": "submission"})
    );
}

#[tokio::test]
async fn the_minimal_answer_lacks_listings_and_packages() {
    let partner = Partner::start().await;
    let (status, made) =
        partner.post(&format!("applications/{QUIET}/submissions?isMinimalResponse=true")).await;
    assert_eq!(status, 201);
    assert!(made.get("listings").is_none() && made.get("applicationPackages").is_none());
    assert!(made["fileUploadUrl"].is_string() && made["id"].is_string());
}

/// What a create of the product with 100 languages ends in, and how long it took.
async fn large_create(value: &str, minimal: bool) -> (u16, bool, Duration) {
    let assume = vec![("large-clone".to_owned(), value.to_owned())];
    let partner =
        Partner::with(Options { scenario: Scenario::Large, speed: 100.0, assume, ..Options::default() })
            .await;
    let (_, page) = partner.get("applications?top=1").await;
    let app = format!("applications/{}", page["value"][0]["id"].as_str().unwrap());
    let before = Instant::now();
    let (status, _) = partner.post(&format!("{app}/submissions?isMinimalResponse={minimal}")).await;
    let took = before.elapsed();
    let made = partner.get(&app).await.1.get("pendingApplicationSubmission").is_some();
    (status.as_u16(), made, took)
}

#[tokio::test]
async fn the_full_answer_of_a_large_clone_is_slow_or_fails_and_the_minimal_one_does_not() {
    for (value, status, made) in
        [("answered", 201, true), ("slow", 201, true), ("500", 500, false), ("500-made", 500, true)]
    {
        let (answered, there, took) = large_create(value, false).await;
        assert_eq!((answered, there), (status, made), "{value}");
        // 268 seconds of the sandbox clock.
        assert!(value != "slow" || took >= Duration::from_millis(2_680), "{took:?}");
        let (answered, there, _) = large_create(value, true).await;
        assert_eq!((answered, there), (201, true), "{value}, minimal");
    }
}

#[tokio::test]
async fn closed_sets_are_case_sensitive_and_types_are_checked() {
    let partner = Partner::start().await;
    let made = partner.create(QUIET).await;
    let cases = [
        ("visibility", json!("public")),
        ("targetPublishMode", json!("Now")),
        ("applicationCategory", json!("productivity")),
        ("hardwarePreferences", json!(["touch"])),
        ("automaticBackupEnabled", json!("yes")),
        ("targetPublishDate", json!("tomorrow")),
        ("listings", json!({"xx-zz": {"baseListing": {}}})),
    ];
    for (name, value) in cases {
        let mut body = made.clone();
        body[name] = value;
        let (status, refused) = partner.update(QUIET, &body).await;
        assert_eq!(
            (status.as_u16(), refused["code"].as_str()),
            (400, Some("InvalidParameterValue")),
            "{name}"
        );
    }
    let url = format!("applications/{QUIET}/submissions/{}", made["id"].as_str().unwrap());
    assert_eq!(partner.put(&url, &json!([])).await.0, 400);
    assert_eq!(partner.get("applications/9NOTHERE0000").await.0, 404);
    assert_eq!(partner.get(&format!("applications/{QUIET}/submissions/1")).await.0, 404);
    let elsewhere = format!("applications/9PWNGTPNTS02/submissions/{}", made["id"].as_str().unwrap());
    assert_eq!(partner.get(&elsewhere).await.0, 404, "a submission of another app");
}

#[tokio::test]
async fn deleting_is_for_drafts_and_gives_the_place_free() {
    let partner = Partner::start().await;
    let made = partner.create(QUIET).await;
    let path = format!("applications/{QUIET}/submissions/{}", made["id"].as_str().unwrap());
    let (status, body) = partner.call(Method::DELETE, &path, None).await;
    assert_eq!((status.as_u16(), body), (204, Value::Null));
    assert_eq!(partner.get(&path).await.0, 404);
    let again = partner.create(QUIET).await;
    assert_ne!(again["id"], made["id"]);
    partner.commit(QUIET, &again).await;
    let path = format!("applications/{QUIET}/submissions/{}", again["id"].as_str().unwrap());
    let (status, refused) = partner.call(Method::DELETE, &path, None).await;
    assert_eq!(
        (status.as_u16(), refused["message"].as_str(), refused["target"].as_str()),
        (409, Some("Submission in its current state cannot be deleted"), Some("submissionId"))
    );
    assert_eq!(partner.update(QUIET, &again).await.0, 409);
    assert_eq!(partner.commit(QUIET, &again).await.0, 409);
}

#[tokio::test]
async fn what_partner_center_made_or_changed_is_closed() {
    let partner = Partner::start().await;
    let portal = |action: &'static str| json!({"action": action, "product": QUIET});
    partner.sandbox.portal(&portal("createSubmission")).await.unwrap();
    let (_, app) = partner.get(&format!("applications/{QUIET}")).await;
    let path = format!(
        "applications/{QUIET}/submissions/{}",
        app["pendingApplicationSubmission"]["id"].as_str().unwrap()
    );
    let (_, made) = partner.get(&path).await;
    assert_eq!(made["fileUploadUrl"], Value::Null);
    for answer in [
        partner.put(&path, &made).await,
        partner.post(&format!("{path}/commit")).await,
        partner.call(Method::DELETE, &path, None).await,
    ] {
        assert_eq!(
            (answer.0.as_u16(), answer.1["code"].as_str()),
            (400, Some("InvalidOperation")),
            "{}",
            answer.1
        );
        assert_eq!(answer.1["target"], "applicationSubmission");
    }
    partner.sandbox.portal(&portal("deleteSubmission")).await.unwrap();

    let mine = partner.create(QUIET).await;
    partner.sandbox.portal(&portal("editDraft")).await.unwrap();
    assert_eq!(partner.update(QUIET, &mine).await.0, 400);
    assert_eq!(partner.commit(QUIET, &mine).await.0, 400);
    let path = format!("applications/{QUIET}/submissions/{}", mine["id"].as_str().unwrap());
    assert_eq!(partner.call(Method::DELETE, &path, None).await.0, 204, "deleting is the way out");
}

#[tokio::test]
async fn a_mandatory_update_and_a_missing_role_are_refused() {
    let partner = Partner::start().await;
    let mut made = partner.create(QUIET).await;
    made["packageDeliveryOptions"]["isMandatoryUpdate"] = json!(true);
    assert_eq!(partner.update(QUIET, &made).await.0, 409);
    partner.sandbox.portal(&json!({"action": "setRole", "role": "developer"})).await.unwrap();
    assert_eq!(
        partner.get(&format!("applications/{QUIET}")).await.0,
        200,
        "reading shows nothing of the role"
    );
    made["packageDeliveryOptions"]["isMandatoryUpdate"] = json!(false);
    assert_eq!(partner.update(QUIET, &made).await.0, 403);
    partner.sandbox.portal(&json!({"action": "setRole", "role": "absent"})).await.unwrap();
    let (status, body) = partner.get("applications").await;
    assert_eq!(
        (status.as_u16(), body["message"].as_str()),
        (503, Some("Account service is experiencing issue"))
    );

    let partner = Partner::assuming(&[("mandatory-update", "accepted"), ("commit-status", "200")]).await;
    let mut made = partner.create(QUIET).await;
    made["packageDeliveryOptions"]["isMandatoryUpdate"] = json!(true);
    assert_eq!(partner.update(QUIET, &made).await.0, 200);
    assert_eq!(
        partner.commit(QUIET, &made).await,
        (200.try_into().unwrap(), json!({"status": "CommitStarted"}))
    );
}

#[tokio::test]
async fn products_that_cannot_take_a_submission_say_why() {
    let partner = Partner::start().await;
    partner.sandbox.portal(&json!({"action": "useMandatoryUpdates", "product": QUIET})).await.unwrap();
    let (status, refused) = partner.post(&format!("applications/{QUIET}/submissions")).await;
    assert_eq!((status.as_u16(), refused["target"].as_str()), (409, Some("application")));
    assert!(refused["message"].as_str().unwrap().starts_with("This application uses features"));
}

#[tokio::test]
async fn routes_that_are_not_played_say_so() {
    let partner = Partner::start().await;
    for (method, path) in [
        (Method::POST, "applications".to_owned()),
        (Method::PUT, format!("applications/{QUIET}")),
        (Method::GET, format!("applications/{QUIET}/flights")),
        (Method::GET, "analytics/ratings".to_owned()),
    ] {
        let (status, body) = partner.call(method.clone(), &path, None).await;
        assert_eq!(status, 404, "{method} {path}");
        assert!(body["message"].as_str().unwrap().contains(&format!("does not play {method}")));
    }
}
