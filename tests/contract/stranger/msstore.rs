//! Microsoft's own command line, `msstore publish`.
//!
//! Read in `microsoft/msstore-cli`: `MSStore.API/SubmissionClient.cs`, `Packaged/StorePackagedAPI.cs`, `Packaged/Models/`,
//! `SourceGenerationContext.cs`, `MSStore.CLI/Helpers/IStorePackagedAPIExtensions.cs`, `Services/AzureBlobManager.cs`. Its
//! habits: `skip` before `top`, a `TenantId` header, `Commit` with a capital, member names of C#, nulls for what it does not
//! fill in, every `+` of the upload address escaped, an empty answer as the sign of a deletion.

use reqwest::Method;
use serde_json::{Map, Value, json};
use vitrine_tests::pictures;
use vitrine_tests::shop::{LEDGER, PORTAL, Shop, ledger, zipped};

use super::wire::{Answer, Wire, left_behind};

async fn msstore(shop: &Shop) -> Wire {
    let mut wire = Wire::new(&shop.sandbox, "MSStoreCLI/0.3", true);
    let credentials = shop.sandbox.credentials();
    // MSAL's order and extras.
    let body = format!(
        "client_id={}&client_info=1&client_secret={}&scope=https%3A%2F%2Fmanage.devcenter.microsoft.com%2F.default&grant_type=client_credentials",
        credentials.client_id, credentials.client_secret
    );
    let form = [
        ("Accept", "application/json"),
        ("x-client-SKU", "MSAL.NetCore"),
        ("x-client-Ver", "4.66.2.0"),
        ("client-request-id", "6f1d8b9e-2f1c-4a3e-9c0d-0c4f2f0b7a11"),
        ("return-client-request-id", "true"),
        ("Content-Type", "application/x-www-form-urlencoded"),
    ];
    let token = wire.sign_in(&credentials.tenant_id, "/oauth2/v2.0/token", body, &form).await;
    assert!(token["expires_in"].is_number(), "MSAL reads a number");
    wire.always.push(("TenantId".to_owned(), credentials.tenant_id.clone()));
    wire
}

fn app(id: &str, tail: &str) -> String {
    format!("/v1.0/my/applications/{id}{tail}")
}

/// `string.IsNullOrEmpty` of the body decides whether a deletion went well.
async fn delete(wire: &Wire, id: &str, submission: &str) -> Answer {
    wire.store(Method::DELETE, &app(id, &format!("/submissions/{submission}")), &[], None).await
}

/// The typed model written back: capitals, no member the model lacks, null for every member that is not there.
fn typed(submission: &Value) -> Value {
    fn object(from: &Value, names: &[&str]) -> Value {
        let mut out = Map::new();
        for name in names {
            let mut key = (*name).to_owned();
            key[..1].make_ascii_uppercase();
            out.insert(key, from.get(*name).cloned().unwrap_or(Value::Null));
        }
        Value::Object(out)
    }
    fn list(from: &Value, names: &[&str]) -> Value {
        from.as_array().map_or(Value::Null, |all| all.iter().map(|one| object(one, names)).collect())
    }
    let mut out = object(
        submission,
        &[
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
        ],
    );
    out["Pricing"] = object(
        &submission["pricing"],
        &["trialPeriod", "marketSpecificPricings", "priceId", "isAdvancedPricingModel"],
    );
    out["ApplicationPackages"] = list(&submission["applicationPackages"], PACKAGE);
    let delivery = &submission["packageDeliveryOptions"];
    out["PackageDeliveryOptions"] =
        object(delivery, &["packageRollout", "isMandatoryUpdate", "mandatoryUpdateEffectiveDate"]);
    out["PackageDeliveryOptions"]["PackageRollout"] = object(
        &delivery["packageRollout"],
        &["isPackageRollout", "packageRolloutPercentage", "packageRolloutStatus", "fallbackSubmissionId"],
    );
    out["StatusDetails"] =
        object(&submission["statusDetails"], &["errors", "warnings", "certificationReports"]);
    out["Trailers"] = list(&submission["trailers"], &["id", "videoFileName", "videoFileId", "trailerAssets"]);
    let mut listings = Map::new();
    for (language, listing) in submission["listings"].as_object().expect("listings") {
        let base = &listing["baseListing"];
        let mut written = object(
            base,
            &[
                "keywords",
                "description",
                "features",
                "releaseNotes",
                "images",
                "recommendedHardware",
                "minimumHardware",
                "title",
                "licenseTerms",
                "copyrightAndTrademarkInfo",
                "shortDescription",
                "shortTitle",
                "voiceTitle",
                "devStudio",
            ],
        );
        written["Images"] = list(&base["images"], &["fileName", "fileStatus", "id", "imageType"]);
        listings.insert(
            language.clone(),
            json!({"BaseListing": written, "PlatformOverrides": listing["platformOverrides"]}),
        );
    }
    out["Listings"] = Value::Object(listings);
    out
}

const PACKAGE: &[&str] = &[
    "fileName",
    "fileStatus",
    "id",
    "version",
    "architecture",
    "targetPlatform",
    "languages",
    "capabilities",
    "minimumDirectXVersion",
    "minimumSystemRam",
    "targetDeviceFamilies",
];

#[tokio::test(flavor = "multi_thread")]
async fn publish_deletes_what_is_open_and_takes_a_new_package_live() {
    let shop = Shop::open().await;
    let old = left_behind(&shop, LEDGER).await;
    let wire = msstore(&shop).await;

    let list = wire.get("/v1.0/my/applications?skip=0&top=100").await.good();
    assert_eq!(list["totalCount"], 7);
    assert!(list["value"].as_array().unwrap().iter().any(|found| found["id"] == LEDGER));
    let found = wire.get(&app(LEDGER, "")).await.good();
    assert_eq!(found["pendingApplicationSubmission"]["id"], old.as_str());
    let deleted = delete(&wire, LEDGER, &old).await;
    assert_eq!(deleted.text(), "", "an answer with words in it would be taken for an error");

    let made =
        wire.store(Method::POST, &app(LEDGER, "/submissions?isMinimalResponse=true"), &[], None).await.good();
    let id = made["id"].as_str().unwrap().to_owned();
    assert!(made["fileUploadUrl"].is_string(), "checked before anything else");
    let read = wire.get(&app(LEDGER, &format!("/submissions/{id}"))).await.good();
    assert!(read["applicationPackages"].is_array(), "null here ends the program");

    // Found by its extension, marked to go, and the new one added behind it.
    let mut body = typed(&read);
    body["ApplicationPackages"][0]["FileStatus"] = "PendingDelete".into();
    let mut package: Map<String, Value> = Map::new();
    for name in PACKAGE {
        let key = format!("{}{}", name[..1].to_ascii_uppercase(), &name[1..]);
        package.insert(key, Value::Null);
    }
    package.insert("FileName".into(), "Ledger_4.1.0.0_x64.msix".into());
    package.insert("FileStatus".into(), "PendingUpload".into());
    body["ApplicationPackages"].as_array_mut().unwrap().push(Value::Object(package));
    for (family, on) in [("Desktop", true), ("Mobile", false), ("Holographic", true), ("Xbox", false)] {
        let families = body["AllowTargetFutureDeviceFamilies"].as_object_mut().unwrap();
        families.entry(family).or_insert(on.into());
    }
    let json = [("Content-Type", "application/json; charset=utf-8")];
    let path = app(LEDGER, &format!("/submissions/{id}"));
    let updated = wire.store(Method::PUT, &path, &json, Some(body.to_string().into_bytes())).await.good();
    let url =
        updated["fileUploadUrl"].as_str().expect("the address is read from this answer").replace('+', "%2B");
    assert_eq!(
        updated["pricing"]["priceId"], "Tier1012",
        "a price under a capital name is a price all the same"
    );
    assert_eq!(updated["listings"]["fr-fr"]["baseListing"]["title"], "Fabrikam Grand Livre");

    let archive =
        zipped(&[("Ledger_4.1.0.0_x64.msix", ledger("4.1.0.0").msix())], zip::CompressionMethod::Deflated);
    let blob = [
        ("x-ms-blob-type", "BlockBlob"),
        ("x-ms-blob-content-type", "application/zip"),
        ("x-ms-version", "2025-05-05"),
        ("Accept", "application/xml"),
        ("x-ms-client-request-id", "0c0a3f44-1c7c-4c6e-8f6f-3a5a6f2e8a01"),
        ("x-ms-return-client-request-id", "true"),
        ("ms-correlationid", "session-1"),
        ("Content-Type", "application/octet-stream"),
    ];
    let put = wire.send(Method::PUT, &url, &blob, Some(archive.into())).await;
    assert_eq!(put.status, 201, "{}", put.text());
    assert!(!put.header("etag").is_empty(), "the result of the upload is its ETag");

    let committed =
        wire.store(Method::POST, &app(LEDGER, &format!("/submissions/{id}/Commit")), &[], None).await;
    assert_eq!(committed.good()["status"], "CommitStarted");
    let status = wire.get(&app(LEDGER, &format!("/submissions/{id}/status"))).await.good();
    assert_eq!(status["status"], "CommitStarted", "asked again every half minute for as long as this stays");
    shop.until(LEDGER, &id, "PreProcessing").await;
    let status = wire.get(&app(LEDGER, &format!("/submissions/{id}/status"))).await.good();
    assert_eq!(status["statusDetails"]["errors"], json!([]));
    let read = wire.get(&app(LEDGER, &format!("/submissions/{id}"))).await.good();
    let names: Vec<_> =
        read["applicationPackages"].as_array().unwrap().iter().map(|p| p["fileName"].clone()).collect();
    assert_eq!(names, ["Ledger_4.1.0.0_x64.msix"], "the list that it prints at the end");
    shop.until(LEDGER, &id, "Published").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_of_partner_center_is_refused_in_the_three_members_that_it_looks_at() {
    let shop = Shop::open().await;
    let wire = msstore(&shop).await;
    let found = wire.get(&app(PORTAL, "")).await.good();
    let pending = found["pendingApplicationSubmission"]["id"].as_str().unwrap();
    let refused = delete(&wire, PORTAL, pending).await.json();
    assert_eq!(
        (&refused["code"], &refused["source"], &refused["target"]),
        (&json!("InvalidOperation"), &json!("Ingestion Api"), &json!("applicationSubmission"))
    );
    assert!(refused["message"].as_str().is_some_and(|message| !message.is_empty()));
    let read = wire.get(&app(PORTAL, &format!("/submissions/{pending}"))).await.good();
    assert!(read["fileUploadUrl"].is_null() && read["id"] == pending);
}

/// It reads the single error of a failed commit to tell the two cases that it can explain.
#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_fails_carries_one_error_with_a_code() {
    let shop = Shop::open().await;
    let wire = msstore(&shop).await;
    let unrated = vitrine_tests::shop::UNRATED;
    let made = wire
        .store(Method::POST, &app(unrated, "/submissions?isMinimalResponse=true"), &[], None)
        .await
        .good();
    let id = made["id"].as_str().unwrap();
    wire.store(Method::POST, &app(unrated, &format!("/submissions/{id}/Commit")), &[], None).await.good();
    shop.until(unrated, id, "CommitFailed").await;
    let status = wire.get(&app(unrated, &format!("/submissions/{id}/status"))).await.good();
    let errors = status["statusDetails"]["errors"].as_array().unwrap();
    assert_eq!((errors.len(), &errors[0]["code"]), (1, &json!("InvalidMicrosoftAgeRating")));
}

/// Pictures lie in a folder of their language; the document names them with the separator of Windows.
#[tokio::test(flavor = "multi_thread")]
async fn a_picture_in_a_folder_is_found_under_either_slash() {
    let shop = Shop::open().await;
    let wire = msstore(&shop).await;
    let made =
        wire.store(Method::POST, &app(LEDGER, "/submissions?isMinimalResponse=true"), &[], None).await.good();
    let id = made["id"].as_str().unwrap();
    let path = app(LEDGER, &format!("/submissions/{id}"));
    let mut body = typed(&wire.get(&path).await.good());
    let image = json!({"FileName": "en-us\\Screenshot_bank.png", "FileStatus": "PendingUpload", "Id": null, "ImageType": "Screenshot"});
    body["Listings"]["en-us"]["BaseListing"]["Images"].as_array_mut().unwrap().push(image);
    let json = [("Content-Type", "application/json; charset=utf-8")];
    let updated = wire.store(Method::PUT, &path, &json, Some(body.to_string().into_bytes())).await.good();
    let url = updated["fileUploadUrl"].as_str().unwrap().replace('+', "%2B");
    let files = [("en-us/Screenshot_bank.png", pictures::make_png(1366, 768, 3))];
    let archive = zipped(&files, zip::CompressionMethod::Deflated);
    let blob = [("x-ms-blob-type", "BlockBlob"), ("Content-Type", "application/zip")];
    assert_eq!(
        wire.send(Method::PUT, &url, &blob, Some(archive.into())).await.status,
        201,
        "the older, plain upload"
    );
    wire.store(Method::POST, &app(LEDGER, &format!("/submissions/{id}/Commit")), &[], None).await.good();
    shop.until(LEDGER, id, "Published").await;
}
