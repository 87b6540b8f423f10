//! Flights as the pages print them, and the four answers of a rollout, for apps and for flights.

use reqwest::Method;
use serde_json::{Value, json};
use vitrine_tests::shop::{LEDGER, Shop, ledger, zipped};

use super::super::wire::Wire;
use super::{reader, same_shape, sample};

async fn ask(wire: &Wire, method: Method, path: &str, body: Option<&Value>) -> Value {
    let json = [("Content-Type", "application/json")];
    let body = body.map(|body| body.to_string().into_bytes());
    wire.store(method, &format!("/v1.0/my/{path}"), &json, body).await.good()
}

/// Fills what `owner` opened with `sent`, uploads, commits, and lets it go live: its path.
async fn live(shop: &Shop, wire: &Wire, owner: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut made = ask(wire, Method::POST, &format!("{owner}/submissions"), None).await;
    let at = format!("{owner}/submissions/{}", made["id"].as_str().unwrap());
    change(&mut made);
    ask(wire, Method::PUT, &at, Some(&made)).await;
    let files = [("newPackage.appx", ledger("4.1.0.0").msix())];
    let archive = zipped(&files, zip::CompressionMethod::Stored);
    let url = vitrine_tests::shop::escaped(made["fileUploadUrl"].as_str().unwrap());
    let uploaded =
        wire.send(Method::PUT, &url, &[("x-ms-blob-type", "BlockBlob")], Some(archive.into())).await;
    assert_eq!(uploaded.status, 201, "{}", uploaded.text());
    let started = ask(wire, Method::POST, &format!("{at}/commit"), None).await;
    assert_eq!(started, sample("flight-submission-commit.response"));
    while shop.sandbox.until_next_step().await.unwrap() {}
    let status = ask(wire, Method::GET, &format!("{at}/status"), None).await;
    assert_eq!(status["status"], "Published", "{status}");
    at
}

/// A flight of the ledger, made with the printed request: its path.
async fn flight(wire: &Wire) -> String {
    let flights = format!("applications/{LEDGER}/flights");
    let made = ask(wire, Method::POST, &flights, Some(&sample("flight-create.request"))).await;
    same_shape("flight-create.response", &sample("flight-create.response"), &made);
    assert_eq!(made["groupIds"], json!(["0"]), "a number is sent, a text comes back");
    format!("{flights}/{}", made["flightId"].as_str().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flight_lives_by_its_printed_payloads() {
    let shop = Shop::open().await;
    let wire = reader(&shop).await;
    let owner = flight(&wire).await;
    let printed = sample("flight-submission-update.request");
    let fill = |made: &mut Value| {
        for (member, value) in printed.as_object().unwrap() {
            made[member] = value.clone();
        }
    };
    live(&shop, &wire, &owner, fill).await;

    let created = ask(&wire, Method::POST, &format!("{owner}/submissions"), None).await;
    let at = format!("{owner}/submissions/{}", created["id"].as_str().unwrap());
    let mut answered = ask(&wire, Method::PUT, &at, Some(&printed)).await;
    for member in
        ["packageDeliveryOptions", "targetPublishMode", "targetPublishDate", "notesForCertification"]
    {
        assert_eq!(answered[member], printed[member], "{member} as it is printed");
    }
    let announced = &answered["flightPackages"][0];
    assert_eq!(
        (&announced["fileName"], &announced["fileStatus"]),
        (&json!("newPackage.appx"), &json!("PendingUpload"))
    );
    // The printed answer knows facts of a package that was not uploaded yet: a slip of the page.
    let packages = created["flightPackages"].clone();
    answered["flightPackages"] = packages.clone();
    let read = {
        ask(&wire, Method::PUT, &at, Some(&created)).await;
        ask(&wire, Method::GET, &at, None).await
    };
    let resource = ask(&wire, Method::GET, &owner, None).await;
    assert!(resource["lastPublishedFlightSubmission"].is_object());
    let list = ask(&wire, Method::GET, &format!("applications/{LEDGER}/listflights?top=1"), None).await;
    let delivery = json!({"packageDeliveryOptions": read["packageDeliveryOptions"]});
    for (name, served) in [
        ("flight-submission-create.response", &created),
        ("flight-submission-update.response", &answered),
        ("flight-submission-get.response", &read),
        ("flight-submission-status.response", &ask(&wire, Method::GET, &format!("{at}/status"), None).await),
        ("flight-package-resource", &json!({"flightPackages": packages})),
        ("flight-package-delivery-options-resource", &delivery),
        ("flight.response", &resource),
        ("flight-resource", &resource),
        ("app-flights-list.response", &list),
    ] {
        same_shape(&format!("{name}:"), &sample(name), served);
    }
    // A place without its app, as it is printed: who follows it finds nothing.
    let place = resource["pendingFlightSubmission"]["resourceLocation"].as_str().unwrap();
    assert!(place.starts_with("flights/"));
    assert_eq!(wire.get(&format!("/v1.0/my/{place}")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rollout_answers_as_it_is_printed() {
    let shop = Shop::open().await;
    let wire = reader(&shop).await;
    let package = json!({"fileName": "newPackage.appx", "fileStatus": "PendingUpload",
                         "minimumDirectXVersion": "None", "minimumSystemRam": "None"});
    for (kind, owner) in [("app", format!("applications/{LEDGER}")), ("flight", flight(&wire).await)] {
        let packages = if kind == "app" { "applicationPackages" } else { "flightPackages" };
        let roll = |made: &mut Value| {
            made[packages].as_array_mut().unwrap().push(package.clone());
            let rollout = &mut made["packageDeliveryOptions"]["packageRollout"];
            rollout["isPackageRollout"] = true.into();
            rollout["packageRolloutPercentage"] = json!(10);
        };
        let add = |made: &mut Value| made[packages].as_array_mut().unwrap().push(package.clone());
        let before = live(&shop, &wire, &owner, add).await;
        let printed = |name: &str| sample(&format!("{kind}-rollout-{name}.response"));
        let told = |at: &str, call: &str| format!("{at}/{call}");
        let disabled = ask(&wire, Method::GET, &told(&before, "packagerollout"), None).await;
        assert_eq!(disabled, printed("info-disabled"), "{kind}");
        // The same answers with another submission to fall back to.
        let fallback = before.rsplit('/').next().unwrap();
        let expected = |name: &str| {
            let mut printed = printed(name);
            printed["fallbackSubmissionId"] = fallback.into();
            printed
        };
        let at = live(&shop, &wire, &owner, roll).await;
        let raise = told(&at, "updatepackagerolloutpercentage?percentage=25");
        assert_eq!(ask(&wire, Method::POST, &raise, None).await, expected("update"), "{kind}");
        let info = ask(&wire, Method::GET, &told(&at, "packagerollout"), None).await;
        assert_eq!(info, expected("info-in-progress"), "{kind}");
        let halted = ask(&wire, Method::POST, &told(&at, "haltpackagerollout"), None).await;
        assert_eq!(halted, expected("halt"), "{kind}");
        let at = live(&shop, &wire, &owner, roll).await;
        let done = ask(&wire, Method::POST, &told(&at, "finalizepackagerollout"), None).await;
        assert_eq!(done, expected("finalize"), "{kind}");
    }
}
