//! Flights: create, ranks, delete; their submissions, which carry packages and nothing else.

mod support;

use reqwest::Method;
use serde_json::{Value, json};
use support::{Partner, QUIET, app_path, codes, msix, place, planner, word, zip};
use vitrine_sandbox::Options;

fn flights() -> String {
    format!("{}/flights", app_path(QUIET))
}

async fn create(partner: &Partner, wanted: Value) -> Value {
    let (status, flight) = partner.call(Method::POST, &flights(), Some(&wanted)).await;
    assert_eq!(status, 201, "{flight}");
    flight
}

/// A new flight: its path.
async fn made(partner: &Partner, name: &str) -> String {
    let flight = create(partner, json!({"friendlyName": name, "groupIds": ["1152921504606962205"]})).await;
    format!("{}/{}", flights(), word(&flight["flightId"]))
}

fn announce(submission: &mut Value, name: &str) {
    submission["flightPackages"].as_array_mut().unwrap().push(json!({
        "fileName": name, "fileStatus": "PendingUpload", "minimumDirectXVersion": "None", "minimumSystemRam": "None",
    }));
}

fn with_package(submission: &mut Value) {
    announce(submission, "planner.msix");
}

fn archive(version: &str) -> Option<Vec<u8>> {
    Some(zip(&[("planner.msix", &planner(version))]))
}

#[tokio::test]
async fn a_flight_is_made_listed_and_deleted() {
    let partner = Partner::busy(&[]).await;
    let flight =
        create(&partner, json!({"friendlyName": "Beta", "groupIds": [0, "7"], "rankHigherThan": null})).await;
    let id = word(&flight["flightId"]);
    assert!(uuid::Uuid::parse_str(&id).is_ok());
    let expected = json!({"flightId": id, "friendlyName": "Beta", "groupIds": ["0", "7"],
                          "rankHigherThan": "Non-flighted submission"});
    assert_eq!(flight, expected, "numbers come back as texts");
    let path = format!("{}/{id}", flights());
    assert_eq!(partner.get(&path).await.1, expected);
    let list = format!("{}/listflights", app_path(QUIET));
    assert_eq!(partner.get(&list).await.1, json!({"value": [expected], "totalCount": 1}));
    assert_eq!(partner.get(&format!("{}/flights/{id}", app_path("9PWNGTPNTS02"))).await.0, 404);
    assert_eq!(partner.put(&path, &expected).await.0, 404, "no call changes a flight");

    let draft = partner.open(&path).await;
    assert_eq!(partner.call(Method::DELETE, &path, None).await.0, 409, "its submission goes first");
    partner.call(Method::DELETE, &place(&path, &draft), None).await;
    assert_eq!(partner.call(Method::DELETE, &path, None).await.0, 204);
    assert_eq!(partner.get(&path).await.0, 404);
    assert_eq!(partner.get(&list).await.1["totalCount"], 0);
}

#[tokio::test]
async fn pages_of_flights_link_like_the_others() {
    let partner = Partner::busy(&[]).await;
    for n in 0..12 {
        made(&partner, &format!("Flight {n}")).await;
    }
    let list = format!("{}/listflights", app_path(QUIET));
    let (_, first) = partner.get(&list).await;
    assert_eq!(first["value"].as_array().unwrap().len(), 10);
    assert_eq!(first["@nextLink"], format!("{list}/?skip=10&top=10"));
    let (_, last) = partner.get(first["@nextLink"].as_str().unwrap()).await;
    assert_eq!(last["value"].as_array().unwrap().len(), 2);
    assert!(last.get("@nextLink").is_none());
}

#[tokio::test]
async fn a_create_that_cannot_be_is_refused() {
    let partner = Partner::busy(&[]).await;
    made(&partner, "Beta").await;
    for (body, expected) in [
        (json!([]), 400),
        (json!({"friendlyName": 7}), 400),
        (json!({"groupIds": "7"}), 400),
        (json!({"groupIds": ["staff"]}), 400),
        (json!({"rankHigherThan": "Nobody"}), 400),
        (json!({"friendlyName": "Beta"}), 409),
        (json!({}), 201),
    ] {
        let (status, answer) = partner.call(Method::POST, &flights(), Some(&body)).await;
        assert_eq!(status, expected, "{body} {answer}");
    }
    partner.sandbox.portal(&json!({"action": "useMandatoryUpdates", "product": QUIET})).await.unwrap();
    assert_eq!(partner.call(Method::POST, &flights(), Some(&json!({}))).await.0, 409);
    let partner = Partner::busy(&[("same-flight-name", "accepted")]).await;
    assert_ne!(made(&partner, "Beta").await, made(&partner, "Beta").await);
    let partner = Partner::with(Options::default()).await;
    let never = format!("{}/flights", app_path("9PWDGRVLDG07"));
    assert_eq!(partner.call(Method::POST, &never, Some(&json!({}))).await.0, 409, "the app is not published");
}

#[tokio::test]
async fn ranks_are_told_by_id_or_by_name_and_move_when_one_comes_between() {
    for by_name in [false, true] {
        let partner = Partner::busy(&[("flight-rank", if by_name { "name" } else { "id" })]).await;
        let told = |flight: &Value| word(&flight[if by_name { "friendlyName" } else { "flightId" }]);
        let low = create(&partner, json!({"friendlyName": "Low"})).await;
        let high = create(&partner, json!({"friendlyName": "High"})).await;
        assert_eq!(word(&high["rankHigherThan"]), told(&low), "a new one ranks highest");
        let between =
            create(&partner, json!({"friendlyName": "Between", "rankHigherThan": low["flightId"]})).await;
        assert_eq!(word(&between["rankHigherThan"]), told(&low));
        let again = partner.get(&format!("{}/{}", flights(), word(&high["flightId"]))).await.1;
        assert_eq!(word(&again["rankHigherThan"]), told(&between));
        let lowest = json!({"friendlyName": "Lowest", "rankHigherThan": "Non-flighted submission"});
        assert_eq!(create(&partner, lowest).await["rankHigherThan"], "Non-flighted submission");
        let above = create(&partner, json!({"friendlyName": "Above", "rankHigherThan": "High"})).await;
        assert_eq!(word(&above["rankHigherThan"]), told(&high), "names are taken too");
    }
}

#[tokio::test]
async fn a_new_flight_may_come_with_its_first_submission() {
    for (value, opened) in [("absent", false), ("opened", true)] {
        let partner = Partner::busy(&[("flight-first-submission", value)]).await;
        let path = made(&partner, "Beta").await;
        let (_, flight) = partner.get(&path).await;
        assert_eq!(flight.get("pendingFlightSubmission").is_some(), opened, "{value}");
        if opened {
            assert_eq!(partner.post(&format!("{path}/submissions")).await.0, 409);
            let (status, draft) = partner.get(&place(&path, &flight["pendingFlightSubmission"])).await;
            assert_eq!((status.as_u16(), draft["status"].as_str()), (200, Some("PendingCommit")));
            assert!(draft["fileUploadUrl"].is_string(), "and it can be used");
        }
    }
}

#[tokio::test]
async fn a_deletion_shows_at_once_or_half_an_hour_later() {
    let partner = Partner::busy(&[("flight-deletion", "late")]).await;
    let path = made(&partner, "Beta").await;
    assert_eq!(partner.call(Method::DELETE, &path, None).await.0, 204);
    assert_eq!(partner.get(&path).await.0, 200, "still shown");
    assert_eq!(partner.post(&format!("{path}/submissions")).await.0, 409, "and of no use");
    partner.sandbox.until_next_step().await.unwrap();
    assert_eq!(partner.get(&path).await.0, 404);
}

#[tokio::test]
async fn packages_of_a_flight_go_live_add_up_and_go() {
    let partner = Partner::busy(&[]).await;
    let path = made(&partner, "Beta").await;
    let first = partner.open(&path).await;
    let members: Vec<&str> = first.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        members,
        [
            "id",
            "flightId",
            "status",
            "statusDetails",
            "flightPackages",
            "packageDeliveryOptions",
            "fileUploadUrl",
            "targetPublishMode",
            "targetPublishDate",
            "notesForCertification"
        ]
    );
    partner.call(Method::DELETE, &place(&path, &first), None).await;

    let live = partner.published_at(&path, with_package, archive("3.3.0.0")).await;
    let package = &live["flightPackages"][0];
    let members: Vec<&str> = package.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        members,
        [
            "fileName",
            "fileStatus",
            "id",
            "version",
            "languages",
            "capabilities",
            "minimumDirectXVersion",
            "minimumSystemRam"
        ]
    );
    assert_eq!(
        (word(&package["version"]), word(&package["fileStatus"])),
        ("3.3.0.0".into(), "Uploaded".into())
    );
    let (_, flight) = partner.get(&path).await;
    let location = word(&flight["lastPublishedFlightSubmission"]["resourceLocation"]);
    assert_eq!(location, format!("flights/{}/submissions/{}", word(&flight["flightId"]), word(&live["id"])));
    assert_eq!(partner.get(&location).await.0, 404, "as documented, the place lacks its app");
    let (_, app) = partner.get(&app_path(QUIET)).await;
    assert_ne!(app["lastPublishedApplicationSubmission"]["id"], live["id"], "the app is untouched");

    let more = |made: &mut Value| {
        announce(made, "second.msix");
        made["flightPackages"][0]["fileStatus"] = json!("PendingDelete");
    };
    let upload = zip(&[("second.msix", &planner("3.4.0.0"))]);
    let live = partner.published_at(&path, more, Some(upload)).await;
    assert_eq!(live["flightPackages"].as_array().unwrap().len(), 1);
    assert_eq!(live["flightPackages"][0]["version"], "3.4.0.0");

    let mut next = partner.open(&path).await;
    next["flightPackages"] = json!([]);
    let (_, after) = partner.update_at(&path, &next).await;
    assert_eq!(after["flightPackages"].as_array().unwrap().len(), 1, "left out is kept");
    let partner = Partner::busy(&[("left-out-packages", "removed")]).await;
    let path = made(&partner, "Beta").await;
    partner.published_at(&path, with_package, archive("3.3.0.0")).await;
    let mut next = partner.open(&path).await;
    next["flightPackages"] = json!([]);
    assert_eq!(partner.update_at(&path, &next).await.1["flightPackages"], json!([]));
}

#[tokio::test]
async fn a_flight_without_packages_or_with_wrong_ones_fails_at_the_commit() {
    let foreign = Some(zip(&[("planner.msix", &msix("ContosoSAS.Other", support::PUBLISHER, "3.3.0.0"))]));
    for (upload, code) in [(None, "MissingFiles"), (foreign, "PackageValidationFailed")] {
        let partner = Partner::busy(&[]).await;
        let path = made(&partner, "Beta").await;
        let made = partner.submitted_at(&path, with_package, upload).await;
        assert_eq!(codes(&partner.status_at(&path, &made).await), [code]);
    }
    let partner = Partner::busy(&[]).await;
    let path = made(&partner, "Beta").await;
    let made = partner.submitted_at(&path, |_| {}, None).await;
    assert_eq!(codes(&partner.status_at(&path, &made).await), ["NoValidPackages"]);
}

#[tokio::test]
async fn a_put_of_a_flight_takes_what_the_page_lists_and_drops_the_rest() {
    let partner = Partner::busy(&[]).await;
    let path = made(&partner, "Beta").await;
    let mut draft = partner.open(&path).await;
    draft["notesForCertification"] = json!("Sign in first.");
    draft["flightId"] = json!("elsewhere");
    draft["listings"] = json!({"en-us": {}});
    let (status, after) = partner.update_at(&path, &draft).await;
    assert_eq!(status, 200, "{after}");
    assert_eq!(after["notesForCertification"], "Sign in first.");
    assert_eq!(format!("{}/{}", flights(), word(&after["flightId"])), path);
    assert_eq!(after["targetPublishDate"], "", "not set");
    assert!(after.get("listings").is_none() && after.get("friendlyName").is_none());
    draft["packageDeliveryOptions"]["isMandatoryUpdate"] = json!(true);
    assert_eq!(partner.update_at(&path, &draft).await.0, 409);
    let (_, minimal) = {
        partner.call(Method::DELETE, &place(&path, &draft), None).await;
        partner.post(&format!("{path}/submissions?isMinimalResponse=true")).await
    };
    assert!(minimal["id"].is_string() && minimal.get("flightPackages").is_none());
}

#[tokio::test]
async fn a_flight_made_in_partner_center_has_a_submission_nobody_here_can_use() {
    let partner = Partner::busy(&[]).await;
    let order =
        json!({"action": "createFlight", "product": QUIET, "friendlyName": "Theirs", "groupIds": ["5"]});
    partner.sandbox.portal(&order).await.unwrap();
    let (_, list) = partner.get(&format!("{}/listflights", app_path(QUIET))).await;
    let flight = &list["value"][0];
    assert_eq!((word(&flight["friendlyName"]), &flight["groupIds"]), ("Theirs".into(), &json!(["5"])));
    let path = format!("{}/{}", flights(), word(&flight["flightId"]));
    let open = &flight["pendingFlightSubmission"];
    let (_, draft) = partner.get(&place(&path, open)).await;
    assert_eq!((&draft["fileUploadUrl"], &draft["flightPackages"]), (&Value::Null, &json!([])));
    for answer in [
        partner.update_at(&path, &draft).await,
        partner.commit_at(&path, open).await,
        partner.call(Method::DELETE, &place(&path, open), None).await,
    ] {
        assert_eq!((answer.0.as_u16(), answer.1["code"].as_str()), (400, Some("InvalidOperation")));
        assert_eq!(answer.1["target"], "flightSubmission");
    }
    assert_eq!(partner.call(Method::DELETE, &path, None).await.0, 409);
    let id = word(&flight["flightId"]);
    partner.sandbox.portal(&json!({"action": "deleteSubmission", "product": id})).await.unwrap();
    assert_eq!(partner.call(Method::DELETE, &path, None).await.0, 204);
}

#[tokio::test]
async fn partner_center_changes_what_the_api_cannot() {
    let partner = Partner::busy(&[]).await;
    let path = made(&partner, "Beta").await;
    let id = path.rsplit('/').next().unwrap();
    let order = json!({"action": "editFlight", "product": id, "friendlyName": "Gamma", "groupIds": ["9"]});
    assert!(partner.sandbox.portal(&order).await.is_err(), "not before it is published");
    partner.published_at(&path, with_package, archive("3.3.0.0")).await;
    partner.sandbox.portal(&order).await.unwrap();
    let (_, flight) = partner.get(&path).await;
    assert_eq!((word(&flight["friendlyName"]), &flight["groupIds"]), ("Gamma".into(), &json!(["9"])));
    for action in ["makeUnavailable", "answerAgeRating", "firstSubmission", "createFlight"] {
        let order = json!({"action": action, "product": id});
        assert!(partner.sandbox.portal(&order).await.is_err(), "{action}");
    }
    let url = format!("{}/_sandbox/portal?product={QUIET}", partner.sandbox.base());
    let page = partner.http.get(url).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Gamma") && page.contains(id), "an app is shown with its flights");
}

#[tokio::test]
async fn a_restart_finds_the_flights_and_their_ranks() {
    let folder = tempfile::tempdir().unwrap();
    let options = || Options { state: Some(folder.path().join("state")), speed: 20.0, ..Options::default() };
    let partner = Partner::with(options()).await;
    let path = made(&partner, "Newest").await;
    let (_, before) = partner.get(&path).await;
    drop(partner);
    let partner = Partner::with(options()).await;
    assert_eq!(partner.get(&path).await.1, before);
    let (_, list) = partner.get(&format!("{}/listflights", app_path(QUIET))).await;
    assert_eq!(list["totalCount"], 3);
    let below = word(&list["value"][1]["flightId"]);
    assert_eq!(before["rankHigherThan"], below, "of the two that were there");
}
