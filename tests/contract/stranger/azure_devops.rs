//! The Azure DevOps task (`store-publish`), Node with `axios`, JSZip and the Azure SDK.
//!
//! Read in `microsoft/windows-dev-center-vsts-extension`: `tasks/common/requestHelper.ts`, `apiHelper.ts`,
//! `tasks/store-publish/publish.ts`. Its habits: apps found by name, page after page without parameters; deletion by
//! `resourceLocation`; new packages with a name and a status only; the rollout percentage as a text; an archive whose sizes
//! come after its data; `expires_on` of the token; 429 and 503 tried again.

use std::io::Write as _;

use reqwest::Method;
use serde_json::{Value, json};
use vitrine_sandbox::{Effect, Options, Scenario};
use vitrine_tests::shop::{LEDGER, Shop, ledger};

use super::sdks::{self, Sdk};
use super::wire::{Wire, left_behind};

const ROOT: &str = "/v1.0/my/";
const AXIOS: [(&str, &str); 2] = [
    ("Accept", "application/json, text/plain, */*"),
    ("CorrelationId", "5e0f0c5e-57b1-4a0e-8d31-0b6b8c3f9f10"),
];

async fn task(shop: &Shop) -> Wire {
    let mut wire = Wire::new(&shop.sandbox, "axios/1.7.9", true);
    let credentials = shop.sandbox.credentials();
    let body = format!(
        "grant_type=client_credentials&client_id={}&client_secret={}&resource=https%3A%2F%2Fmanage.devcenter.microsoft.com",
        credentials.client_id,
        credentials.client_secret.replace('~', "%7E")
    );
    let form = [AXIOS[0], AXIOS[1], ("Content-Type", "application/x-www-form-urlencoded")];
    let token = wire.sign_in(&credentials.tenant_id, "/oauth2/token", body, &form).await;
    // Compared with the clock as a number, whichever way it is written.
    let ends: i64 =
        token["expires_on"].as_str().expect("a text, as the first endpoint writes it").parse().unwrap();
    assert!(ends - jiff::Timestamp::now().as_second() > 3_000);
    wire
}

async fn get(wire: &Wire, path: &str) -> Value {
    wire.store(Method::GET, &format!("{ROOT}{path}"), &AXIOS, None).await.good()
}

/// Page after page, as the links say.
async fn by_name(wire: &Wire, name: &str) -> (Option<Value>, usize) {
    let (mut page, mut pages) = ("applications".to_owned(), 0);
    loop {
        let body = get(wire, &page).await;
        pages += 1;
        if let Some(found) = body["value"].as_array().unwrap().iter().find(|app| app["primaryName"] == name) {
            return (Some(found.clone()), pages);
        }
        match body.get("@nextLink") {
            // Absent, not null: the task looks for `undefined`.
            None => return (None, pages),
            Some(next) => page = next.as_str().expect("a link").to_owned(),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_is_found_by_its_name_through_the_pages() {
    let shop = Shop::with(Options { scenario: Scenario::Large, ..Shop::options() }).await;
    let wire = task(&shop).await;
    let there = get(&wire, "applications?skip=34&top=1").await["value"][0].clone();
    let (found, pages) = by_name(&wire, there["primaryName"].as_str().unwrap()).await;
    assert_eq!((found.unwrap()["id"].clone(), pages), (there["id"].clone(), 4));
    let small = Shop::open().await;
    assert_eq!(by_name(&task(&small).await, "Nobody's App").await, (None, 1));
}

/// JSZip with `streamFiles`: deflated, and every size behind its data.
fn jszip(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new_stream(Vec::new());
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    zip.start_file(name, options).unwrap();
    zip.write_all(bytes).unwrap();
    let archive = zip.finish().unwrap().into_inner();
    assert_eq!(archive[6] & 8, 8, "a descriptor follows the data");
    archive
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forced_publication_with_a_rollout_ends_at_published() {
    let shop = Shop::open().await;
    left_behind(&shop, LEDGER).await;
    let wire = task(&shop).await;

    let app = get(&wire, &format!("applications/{LEDGER}")).await;
    let open = app["pendingApplicationSubmission"]["resourceLocation"].as_str().expect("where it is");
    let gone = wire.store(Method::DELETE, &format!("{ROOT}{open}"), &AXIOS, None).await;
    assert!((200..300).contains(&gone.status));

    let created =
        wire.store(Method::POST, &format!("{ROOT}applications/{LEDGER}/submissions"), &AXIOS, None).await;
    let mut resource = created.good();
    let id = resource["id"].as_str().unwrap().to_owned();
    // `deletePackages`: what is older than the newest version of each family goes.
    assert!(resource["applicationPackages"][0]["targetDeviceFamilies"].is_array());
    resource["applicationPackages"][0]["fileStatus"] = "PendingDelete".into();
    let options = &mut resource["packageDeliveryOptions"];
    options["isMandatoryUpdate"] = false.into();
    options["mandatoryUpdateEffectiveDate"] = "1970-01-01T00:00:00.000Z".into();
    options["packageRollout"] = json!({"isPackageRollout": true, "packageRolloutPercentage": "12.5"});
    let package = json!({"fileName": "0_Ledger.msix", "fileStatus": "PendingUpload"});
    resource["applicationPackages"].as_array_mut().unwrap().push(package);
    let json = [AXIOS[0], AXIOS[1], ("Content-Type", "application/json")];
    let place = format!("{ROOT}applications/{LEDGER}/submissions/{id}");
    let updated =
        wire.store(Method::PUT, &place, &json, Some(resource.to_string().into_bytes())).await.good();
    assert_eq!(updated["packageDeliveryOptions"]["packageRollout"]["packageRolloutPercentage"], 12.5);

    let to = resource["fileUploadUrl"].as_str().expect("read from the first answer").replace('+', "%2B");
    let put = sdks::put_blob(&wire, Sdk::Node, &to, jszip("0_Ledger.msix", &ledger("4.1.0.0").msix())).await;
    assert_eq!(put.status, 201, "{}", put.text());

    wire.store(Method::POST, &format!("{place}/commit"), &AXIOS, None).await.good();
    loop {
        let status = wire.store(Method::GET, &format!("{place}/status"), &AXIOS, None).await.good();
        let word = status["status"].as_str().unwrap();
        assert!(!word.ends_with("Failed"), "{status}");
        if word == "Published" {
            break;
        }
        shop.sandbox.until_next_step().await.unwrap();
    }
    let live = get(&wire, &format!("applications/{LEDGER}/submissions/{id}")).await;
    assert_eq!(
        live["packageDeliveryOptions"]["packageRollout"]["packageRolloutStatus"],
        "PackageRolloutInProgress"
    );
    assert_eq!(live["applicationPackages"].as_array().unwrap().len(), 1);
    assert!(
        live["friendlyName"].as_str().is_some_and(|name| name.starts_with("Submission ")),
        "shown in its summary"
    );
}

/// Held by hand it is content with `Release`.
#[tokio::test(flavor = "multi_thread")]
async fn a_manual_publication_ends_at_release() {
    let shop = Shop::open().await;
    let wire = task(&shop).await;
    let mut resource = wire
        .store(Method::POST, &format!("{ROOT}applications/{LEDGER}/submissions"), &AXIOS, None)
        .await
        .good();
    let id = resource["id"].as_str().unwrap().to_owned();
    let place = format!("{ROOT}applications/{LEDGER}/submissions/{id}");
    resource["targetPublishMode"] = "Manual".into();
    let json = [AXIOS[0], AXIOS[1], ("Content-Type", "application/json")];
    wire.store(Method::PUT, &place, &json, Some(resource.to_string().into_bytes())).await.good();
    // No packages, no images: it uploads nothing.
    wire.store(Method::POST, &format!("{place}/commit"), &AXIOS, None).await.good();
    while shop.sandbox.until_next_step().await.unwrap() {}
    let status = wire.store(Method::GET, &format!("{place}/status"), &AXIOS, None).await.good();
    assert_eq!(status["status"], "Release");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_force_an_open_submission_is_a_409_that_is_not_tried_again() {
    let shop = Shop::open().await;
    left_behind(&shop, LEDGER).await;
    let wire = task(&shop).await;
    let path = format!("{ROOT}applications/{LEDGER}/submissions");
    let refused = wire.store(Method::POST, &path, &AXIOS, None).await;
    assert_eq!(refused.status, 409);
    assert!(refused.json()["message"].is_string(), "printed with the ids");
    // 429 and 503 it tries again after a minute, and then they have passed.
    for status in [429, 503] {
        shop.fault("GET applications/*", Effect::Status, status);
        let path = format!("{ROOT}applications/{LEDGER}");
        assert_eq!(wire.store(Method::GET, &path, &AXIOS, None).await.status, status as u16);
        assert_eq!(wire.store(Method::GET, &path, &AXIOS, None).await.status, 200);
    }
}
