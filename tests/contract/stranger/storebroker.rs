//! StoreBroker, the PowerShell module with which Microsoft's own teams publish.
//!
//! Read in `microsoft/StoreBroker` 1.x: `StoreBroker/StoreIngestionApi.psm1`, `StoreIngestionApplicationApi.ps1`,
//! `PackageTool.ps1`, `Documentation/USAGE.md`. Its habits: pages by `top` and `skip` until one is empty, a JSON header on
//! posts without a body, packages stripped of what the service knows, old pictures sent back marked to go, `ConvertTo-Json`
//! with its escapes, status read from the submission itself, `MS-CorrelationId` printed for support.

use reqwest::Method;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use vitrine_sandbox::{Options, Scenario};
use vitrine_tests::pictures;
use vitrine_tests::shop::{CLOSED, LEDGER, SLOWLY, Shop, ledger, of, zipped};

use super::sdks::{self, Sdk};
use super::wire::{Answer, Wire, left_behind};

const JSON: [(&str, &str); 1] = [("Content-Type", "application/json; charset=UTF-8")];

async fn storebroker(shop: &Shop) -> Wire {
    let agent = "Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041.4648";
    let mut wire = Wire::new(&shop.sandbox, agent, true);
    let credentials = shop.sandbox.credentials();
    let body = format!(
        "grant_type=client_credentials&client_id={}&client_secret={}&resource=https%3A%2F%2Fmanage.devcenter.microsoft.com",
        credentials.client_id, credentials.client_secret
    );
    let form = [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")];
    wire.sign_in(&credentials.tenant_id, "/oauth2/token", body, &form).await;
    wire
}

fn url(fragment: &str) -> String {
    format!("/v1.0/my/{fragment}")
}

async fn post(wire: &Wire, fragment: &str) -> Answer {
    wire.store(Method::POST, &url(fragment), &JSON, None).await
}

/// Windows PowerShell's `ConvertTo-Json` escapes what could be markup.
fn powershell(value: &Value) -> Vec<u8> {
    let mut text = value.to_string();
    for (plain, escaped) in [("&", "\\u0026"), ("<", "\\u003c"), (">", "\\u003e"), ("'", "\\u0027")] {
        text = text.replace(plain, escaped);
    }
    text.into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn all_pages_are_asked_for_until_one_is_empty() {
    let shop = Shop::with(Options { scenario: Scenario::Large, ..Shop::options() }).await;
    let wire = storebroker(&shop).await;
    let (mut skip, mut found) = (4_700, 0);
    loop {
        let page = wire.get(&url(&format!("applications?top=100&skip={skip}"))).await.good();
        let count = page["value"].as_array().expect("a list, also where there is nothing").len();
        found += count;
        skip += 100;
        if count == 0 {
            break;
        }
    }
    assert_eq!((found, skip), (300, 5_100));
    let id = wire.get(&url("applications?top=1&skip=0")).await.good()["value"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let lists = [format!("applications/{id}/listinappproducts"), format!("applications/{id}/listflights")];
    // The pages write the last one with a slash before the query.
    for list in lists.into_iter().chain(["inappproducts".into(), "inappproducts/".into()]) {
        let page = wire.get(&url(&format!("{list}?top=100&skip=0"))).await.good();
        assert!(page["value"].is_array(), "{list}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_with_force_and_auto_commit_goes_live() {
    let shop = Shop::open().await;
    let old = left_behind(&shop, LEDGER).await;
    let wire = storebroker(&shop).await;

    // `-Force`: what is open goes first.
    let app = wire.get(&url(&format!("applications/{LEDGER}"))).await;
    assert!(!app.header("ms-correlationid").is_empty(), "printed after every call");
    assert_eq!(app.good()["pendingApplicationSubmission"]["id"], old.as_str());
    let gone = wire
        .store(Method::DELETE, &url(&format!("applications/{LEDGER}/submissions/{old}")), &[], None)
        .await;
    assert!((200..300).contains(&gone.status) && gone.body.is_empty());

    // The copy in its short form, and then all of it.
    let made = post(&wire, &format!("applications/{LEDGER}/submissions?isMinimalResponse=true")).await.good();
    let id = made["id"].as_str().unwrap().to_owned();
    let place = format!("applications/{LEDGER}/submissions/{id}");
    let cloned = wire.get(&url(&place)).await.good();
    assert_eq!(cloned["status"], "PendingCommit", "nothing else may be modified");

    // `-ReplacePackages -UpdateListings`: new listings, the old pictures behind them marked to go.
    let mut patched = cloned.clone();
    for package in patched["applicationPackages"].as_array_mut().unwrap() {
        package["fileStatus"] = "PendingDelete".into();
    }
    let package = json!({"fileName": "ledger_4.1.0.0.msixupload", "fileStatus": "PendingUpload", "minimumDirectXVersion": "None", "minimumSystemRam": "None"});
    patched["applicationPackages"].as_array_mut().unwrap().push(package);
    patched["listings"] = json!({});
    for language in ["en-us", "fr-fr"] {
        let mut images = vec![
            json!({"fileName": format!("{language}\\a & b.png"), "fileStatus": "PendingUpload", "imageType": "Screenshot", "description": "Tom's <books>"}),
        ];
        for image in cloned["listings"][language]["baseListing"]["images"].as_array().unwrap() {
            let mut image = image.clone();
            image["fileStatus"] = "PendingDelete".into();
            images.push(image);
        }
        patched["listings"][language] = json!({
            "baseListing": {
                "copyrightAndTrademarkInfo": "© Fabrikam", "keywords": ["books"], "licenseTerms": "", "privacyPolicy": "", "supportContact": "",
                "websiteUrl": "", "description": "Keeps <your> books & Tom's.", "features": [], "releaseNotes": "", "images": images,
                "recommendedHardware": [], "title": null, "shortDescription": "", "minimumHardware": [],
            },
            "platformOverrides": {},
        });
    }
    patched["packageDeliveryOptions"]["isMandatoryUpdate"] = false.into();
    let updated = wire.store(Method::PUT, &url(&place), &JSON, Some(powershell(&patched))).await.good();
    let base = &updated["listings"]["en-us"]["baseListing"];
    assert_eq!(base["description"], "Keeps <your> books & Tom's.", "escapes are undone");
    assert!(base["title"].is_null(), "a null title means: take it from the package");
    assert_eq!(updated["id"], id.as_str());

    // One ZIP without compression, moved by the data movement library: it looks, then writes.
    let picture = pictures::make_png(1366, 768, 5);
    let upload = vitrine_tests::packages::make_upload("Ledger.msix", &ledger("4.1.0.0").msix());
    let files = [
        ("ledger_4.1.0.0.msixupload", upload),
        ("en-us/a & b.png", picture.clone()),
        ("fr-fr/a & b.png", picture),
    ];
    let archive = zipped(&files, zip::CompressionMethod::Stored);
    // The library reads the signature with its plus signs and writes them escaped.
    let to = updated["fileUploadUrl"].as_str().unwrap().replace('+', "%2B");
    assert_eq!(
        sdks::put_in_blocks(&wire, Sdk::OldNet, &to, &archive, 1 << 20).await,
        archive.len().div_ceil(1 << 20)
    );

    assert_eq!(post(&wire, &format!("{place}/commit")).await.good()["status"], "CommitStarted");
    let mut words = Vec::new();
    loop {
        let read = wire.get(&url(&place)).await.good();
        let word = read["status"].as_str().unwrap().to_owned();
        assert!(
            read["statusDetails"]["errors"].is_array()
                && read["statusDetails"]["certificationReports"].is_array()
        );
        assert!(!word.ends_with("Failed"), "{}", read["statusDetails"]);
        words.push(word.clone());
        if word == "Published" {
            break;
        }
        shop.sandbox.until_next_step().await.unwrap();
    }
    assert_eq!(words.len(), 7, "{words:?}");
    let live = wire.get(&url(&place)).await.good();
    let images = live["listings"]["en-us"]["baseListing"]["images"].as_array().unwrap();
    assert_eq!(images.len(), 1, "the marked ones went: {images:?}");
    assert_eq!(images[0]["description"], "Tom's <books>");
}

/// .NET Framework asks before it sends a body, and waits for the word.
#[tokio::test(flavor = "multi_thread")]
async fn who_expects_to_be_told_to_continue_is_told() {
    let shop = Shop::open().await;
    let made = shop.store.create(&of(LEDGER)).await.unwrap();
    let token = vitrine_tests::raw::token(&shop.sandbox).await;
    let body = powershell(&made.document);
    let host = shop.sandbox.base().trim_start_matches("http://").to_owned();
    let mut line = tokio::net::TcpStream::connect(&host).await.unwrap();
    let head = format!(
        "PUT /manage.devcenter.microsoft.com/v1.0/my/applications/{LEDGER}/submissions/{} HTTP/1.1\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json; charset=UTF-8\r\nHost: {host}\r\nContent-Length: {}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n",
        made.id(),
        body.len()
    );
    line.write_all(head.as_bytes()).await.unwrap();
    let mut told = [0; 25];
    line.read_exact(&mut told).await.unwrap();
    assert_eq!(&told, b"HTTP/1.1 100 Continue\r\n\r\n");
    line.write_all(&body).await.unwrap();
    let mut answer = String::new();
    line.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_it_prints_of_an_error_is_there() {
    let shop = Shop::open().await;
    let wire = storebroker(&shop).await;
    left_behind(&shop, LEDGER).await;
    for (app, target) in [(LEDGER, "submission"), (CLOSED, "application")] {
        let refused = post(&wire, &format!("applications/{app}/submissions")).await;
        assert_eq!(refused.status, 409);
        let body = refused.json();
        assert_eq!((&body["code"], &body["target"]), (&json!("InvalidState"), &json!(target)));
        assert!(
            body["message"]
                .as_str()
                .is_some_and(|message| message.ends_with('.') || message.ends_with("Conflict"))
        );
        assert!(body["details"].is_array() && !refused.header("ms-correlationid").is_empty());
    }
    let nobody = wire.get(&url("applications/0ABCDEF12345")).await;
    assert_eq!(nobody.status, 404);
    assert!(nobody.json()["message"].is_string());
}

/// Before a new submission it looks whether a rollout runs, by the four members of the rollout resource.
#[tokio::test(flavor = "multi_thread")]
async fn a_running_rollout_is_seen_and_stands_in_the_way() {
    let shop = Shop::open().await;
    let wire = storebroker(&shop).await;
    let app = wire.get(&url(&format!("applications/{SLOWLY}"))).await.good();
    let live = app["lastPublishedApplicationSubmission"]["resourceLocation"].as_str().unwrap();
    let rollout = wire.get(&url(&format!("{live}/packagerollout"))).await.good();
    assert_eq!(
        (
            &rollout["isPackageRollout"],
            &rollout["packageRolloutPercentage"],
            &rollout["packageRolloutStatus"]
        ),
        (&json!(true), &json!(25.0), &json!("PackageRolloutInProgress"))
    );
    assert_ne!(rollout["fallbackSubmissionId"], "0");
    assert_eq!(post(&wire, &format!("applications/{SLOWLY}/submissions")).await.status, 409);
}
