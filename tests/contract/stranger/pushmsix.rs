//! How Firefox ships: `pushmsix` of Mozilla's release engineering, Python with `requests` and the Azure SDK.
//!
//! Read in `mozilla-releng/scriptworker-scripts`: `pushmsixscript/src/pushmsixscript/microsoft_store.py`, and in
//! `Azure/azure-sdk-for-python`: `sdk/storage/azure-storage-blob`. Its habits: a form that is not escaped, the members of the
//! answer taken as they are, the body encoded in the charset that the answer named, `If-None-Match` on every upload.

use reqwest::Method;
use serde_json::{Value, json};
use vitrine_tests::shop::{LEDGER, Shop, ledger, zipped};

use super::sdks::{self, Sdk};
use super::wire::{Wire, left_behind};

const JSON: [(&str, &str); 1] = [("Content-type", "application/json")];

async fn pushmsix(shop: &Shop) -> Wire {
    let mut wire = Wire::new(&shop.sandbox, "Python", true);
    let credentials = shop.sandbox.credentials();
    let body = format!(
        "grant_type=client_credentials&client_id={}&client_secret={}&resource=https://manage.devcenter.microsoft.com",
        credentials.client_id, credentials.client_secret
    );
    let form = [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")];
    wire.sign_in(&credentials.tenant_id, "/oauth2/token", body, &form).await;
    wire
}

fn url(tail: &str) -> String {
    format!("/v1.0/my/applications/{LEDGER}{tail}")
}

/// Python's `json.dumps`: everything beyond ASCII escaped.
fn dumps(value: &Value) -> Vec<u8> {
    let mut out = String::new();
    for unit in value.to_string().encode_utf16() {
        match char::from_u32(unit.into()) {
            Some(plain) if plain.is_ascii() => out.push(plain),
            _ => out.push_str(&format!("\\u{unit:04x}")),
        }
    }
    out.into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_goes_live_in_the_order_of_the_script() {
    let shop = Shop::open().await;
    let wire = pushmsix(&shop).await;

    let app = wire.store(Method::GET, &url(""), &JSON, None).await.good();
    assert!(
        app.get("pendingApplicationSubmission").is_none(),
        "the key must be absent: null would count as a pending one"
    );

    let created = wire.store(Method::POST, &url("/submissions"), &JSON, None).await;
    assert_eq!(created.status, 201);
    let kind = created.header("content-type");
    assert!(
        kind.contains("charset=utf-8"),
        "without a charset it has nothing to encode the next body with: {kind}"
    );
    let mut submission = created.json();
    let id = submission["id"].as_str().unwrap().to_owned();

    for package in submission["applicationPackages"].as_array_mut().unwrap() {
        package["fileStatus"] = "PendingDelete".into();
    }
    let (directx, ram) = (
        submission["applicationPackages"][0]["minimumDirectXVersion"].clone(),
        submission["applicationPackages"][0]["minimumSystemRam"].clone(),
    );
    assert!(directx.is_string() && ram.is_string(), "copied from the first package of the list");
    for n in 1..=2 {
        let name = format!("target.store.261120.{n}.msix");
        let package = json!({"fileName": name, "fileStatus": "PendingUpload", "minimumDirectXVersion": directx, "minimumSystemRam": ram});
        submission["applicationPackages"].as_array_mut().unwrap().push(package);
    }
    submission["targetPublishMode"] = "Immediate".into();
    let rollout = &mut submission["packageDeliveryOptions"]["packageRollout"];
    (rollout["isPackageRollout"], rollout["packageRolloutPercentage"]) = (true.into(), 25.into());
    let upload = submission["fileUploadUrl"].as_str().unwrap().replace('+', "%2B");
    let updated = wire
        .store(Method::PUT, &url(&format!("/submissions/{id}")), &JSON, Some(dumps(&submission)))
        .await
        .good();
    assert_eq!(
        updated["listings"]["fr-fr"]["baseListing"]["description"],
        "Tient les comptes d’une petite entreprise."
    );

    let (x64, arm64) = (
        ledger("5.0.0.0"),
        vitrine_tests::packages::Sample { architecture: "arm64".into(), ..ledger("5.0.0.0") },
    );
    let files = [("target.store.261120.1.msix", x64.msix()), ("target.store.261120.2.msix", arm64.msix())];
    let archive = zipped(&files, zip::CompressionMethod::Stored);
    let put = sdks::put_blob(&wire, Sdk::Python, &upload, archive).await;
    assert_eq!(put.status, 201, "{}", put.text());

    let committed = wire.store(Method::POST, &url(&format!("/submissions/{id}/commit")), &JSON, None).await;
    assert!(committed.good().is_object(), "the answer is parsed, so an empty one would be an exception");
    let mut seen = Vec::new();
    loop {
        let status =
            wire.store(Method::GET, &url(&format!("/submissions/{id}/status")), &JSON, None).await.good();
        let word = status["status"].as_str().unwrap().to_owned();
        let over = word != "CommitStarted";
        seen.push(word);
        if over {
            break;
        }
        shop.sandbox.until_next_step().await.unwrap();
    }
    assert_eq!(seen, ["CommitStarted", "PreProcessing"], "any state past the first is the end of its wait");
    shop.until(LEDGER, &id, "Published").await;
    let live = wire.get(&url(&format!("/submissions/{id}"))).await.good();
    let found: Vec<_> =
        live["applicationPackages"].as_array().unwrap().iter().map(|p| p["architecture"].clone()).collect();
    assert_eq!(found, ["X64", "ARM64"]);
    assert_eq!(
        live["packageDeliveryOptions"]["packageRollout"]["packageRolloutStatus"],
        "PackageRolloutInProgress"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_stops_when_somebody_elses_submission_is_open() {
    let shop = Shop::open().await;
    let open = left_behind(&shop, LEDGER).await;
    let wire = pushmsix(&shop).await;
    let app = wire.store(Method::GET, &url(""), &JSON, None).await.good();
    assert_eq!(app["pendingApplicationSubmission"]["id"], open.as_str());
    let refused = wire.store(Method::POST, &url("/submissions"), &JSON, None).await;
    assert_eq!((refused.status, &refused.json()["code"]), (409, &json!("InvalidState")));
}

/// Firefox is larger than what goes in one request.
#[tokio::test(flavor = "multi_thread")]
async fn an_archive_of_more_than_64_mebibytes_goes_in_blocks_of_four() {
    let shop = Shop::open().await;
    let wire = pushmsix(&shop).await;
    let created = wire.store(Method::POST, &url("/submissions"), &JSON, None).await.good();
    let told = created["fileUploadUrl"].as_str().unwrap();
    let bytes: Vec<u8> = (0..(65 << 20) + 3).map(|n: u32| (n >> 9) as u8 ^ n as u8).collect();
    let blocks = sdks::put_in_blocks(&wire, Sdk::Python, &told.replace('+', "%2B"), &bytes, 4 << 20).await;
    assert_eq!(blocks, 17);
    assert!(shop.blob(told).await.unwrap() == bytes, "byte for byte");
}
