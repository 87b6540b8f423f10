//! The payloads that the documentation prints (`tests/fixtures/store`): sent as they are, read by our client, and held against
//! what the sandbox serves: the same members, of the same types.

mod add_ons;
mod flights;
mod states;

use std::path::PathBuf;

use reqwest::Method;
use serde_json::{Value, json};
use vitrine_domain::document::readback::compare_sent;
use vitrine_partner::PartnerError;
use vitrine_sandbox::Effect;
use vitrine_tests::shop::{CLOSED, LEDGER, PORTAL, Shop, next_archive, next_version, of};
use vitrine_tests::{pictures, raw};

use super::wire::Wire;

/// A payload of the documentation.
fn sample(name: &str) -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/store/{name}.json"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str::<Value>(&text).expect("JSON")["body"].take()
}

/// The signed-in hand of somebody who follows the documentation to the letter.
async fn reader(shop: &Shop) -> Wire {
    let mut wire = Wire::new(&shop.sandbox, "curl/7.88.1", false);
    let credentials = shop.sandbox.credentials();
    let mut form = Vec::new();
    for (name, value) in sample("token-v1.request").as_object().unwrap() {
        let value = match value.as_str().unwrap() {
            "<your_client_id>" => &credentials.client_id,
            "<your_client_secret>" => &credentials.client_secret,
            plain => plain,
        };
        form.push(format!("{name}={value}"));
    }
    let headers = [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")];
    wire.sign_in(&credentials.tenant_id, "/oauth2/token", form.join("&"), &headers).await;
    wire
}

/// What the documents describe beyond their own samples (`manage-app-submissions.md`, the tables of resources).
const ALSO: [&str; 19] = [
    "description",
    "minimumHardware",
    "shortDescription",
    "shortTitle",
    "sortTitle",
    "voiceTitle",
    "devStudio",
    "isSeekEnabled",
    "hasAdvancedListingPermission",
    "lastPublishedApplicationSubmission",
    "pendingApplicationSubmission",
    "name",
    "targetPlatform",
    "isAdvancedPricingModel",
    "@nextLink",
    "pendingInAppProductSubmission",
    "lastPublishedInAppProductSubmission",
    "pendingFlightSubmission",
    "lastPublishedFlightSubmission",
];
/// Their keys are data.
const MAPS: [&str; 5] = [
    "listings",
    "marketSpecificPricings",
    "allowTargetFutureDeviceFamilies",
    "platformOverrides",
    "trailerAssets",
];

/// Every member of `documented` is served with its type, and nothing is served that no document has.
fn same_shape(at: &str, documented: &Value, served: &Value) {
    let kind = |value: &Value| match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    assert_eq!(kind(documented), kind(served), "{at}: {documented} {served}");
    let name = at.rsplit('/').next().unwrap_or_default();
    match (documented, served) {
        (Value::Object(documented), Value::Object(served)) if MAPS.contains(&name) => {
            if let Some(model) = documented.values().next() {
                served.iter().for_each(|(key, value)| same_shape(&format!("{at}/{key}"), model, value));
            }
        }
        (Value::Object(documented), Value::Object(served)) => {
            for (member, model) in documented {
                let optional = ALSO.contains(&member.as_str());
                match served.get(member) {
                    Some(value) => same_shape(&format!("{at}/{member}"), model, value),
                    None => assert!(optional, "{at}: {member} is documented and not served"),
                }
            }
            for member in served.keys() {
                assert!(
                    documented.contains_key(member) || ALSO.contains(&member.as_str()),
                    "{at}: {member} is in no document"
                );
            }
        }
        (Value::Array(documented), Value::Array(served)) => {
            if let Some(model) = documented.first() {
                served.iter().for_each(|value| same_shape(&format!("{at}/-"), model, value));
            }
        }
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_served_has_the_documented_members_and_types() {
    let shop = Shop::open().await;
    let wire = reader(&shop).await;
    let ask = async |method: Method, path: &str| {
        wire.store(method, &format!("/v1.0/my/{path}"), &[], None).await.good()
    };
    let app = format!("applications/{LEDGER}");
    let created = ask(Method::POST, &format!("{app}/submissions")).await;
    let submission = format!("{app}/submissions/{}", created["id"].as_str().unwrap());
    for (name, served) in [
        ("app-submission-create.response", created),
        ("app-submission-get.response", ask(Method::GET, &submission).await),
        ("app-submission-resource", ask(Method::GET, &submission).await),
        ("app.response", ask(Method::GET, &app).await),
        ("app-resource", ask(Method::GET, &app).await),
        ("app-list.response", ask(Method::GET, "applications?top=2").await),
        ("app-submission-status.response", ask(Method::GET, &format!("{submission}/status")).await),
        (
            "app-rollout-info-disabled.response",
            ask(Method::GET, &format!("{submission}/packagerollout")).await,
        ),
        ("app-addons-list.response", ask(Method::GET, &format!("{app}/listinappproducts")).await),
        ("app-flights-list.response", ask(Method::GET, &format!("{app}/listflights")).await),
        ("add-on-list.response", ask(Method::GET, "inappproducts").await),
        ("app-submission-commit.response", ask(Method::POST, &format!("{submission}/commit")).await),
    ] {
        same_shape(&format!("{name}:"), &sample(name), &served);
    }
    // What a trailer and a package of the documents look like is what comes back of one.
    let live = ask(Method::GET, &submission).await;
    same_shape("trailer", &sample("trailer-resource")["trailers"][0], &live["trailers"][0]);
    let package = sample("application-package-resource")["applicationPackages"][0].clone();
    same_shape("package", &package, &live["applicationPackages"][0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_have_the_words_that_were_seen() {
    let shop = Shop::open().await;
    let wire = reader(&shop).await;
    let made = shop.store.create(&of(LEDGER)).await.unwrap();
    let ours = format!("/v1.0/my/applications/{LEDGER}/submissions/{}", made.id());
    let portal = shop.store.application(PORTAL).await.unwrap().pending_submission.unwrap();
    let theirs = format!("/v1.0/my/applications/{PORTAL}/submissions/{portal}");
    let create = |app: &str| format!("/v1.0/my/applications/{app}/submissions");
    let put = |change: fn(&mut Value)| {
        let mut sent = made.document.clone();
        change(&mut sent);
        Some(sent.to_string().into_bytes())
    };
    let json = [("Content-Type", "application/json")];
    let base = put(|sent| sent["pricing"]["priceId"] = "Base".into());
    let none = put(|sent| drop(sent.as_object_mut().unwrap().shift_remove("pricing")));
    for (name, status, method, path, body) in [
        ("error-409-create-conflict", 409, Method::POST, create(LEDGER), None),
        ("error-409-unsupported-features", 409, Method::POST, create(CLOSED), None),
        ("error-400-not-created-by-api", 400, Method::DELETE, theirs, None),
        ("error-400-price-base", 400, Method::PUT, ours.clone(), base),
        ("error-400-pricing-missing", 400, Method::PUT, ours.clone(), none),
    ] {
        let refused = wire.store(method, &path, &json, body).await;
        assert_eq!((refused.status, refused.json()), (status, sample(name)), "{name}");
    }
    shop.store.commit(&of(LEDGER), made.id()).await.unwrap();
    let refused = wire.store(Method::DELETE, &ours, &[], None).await;
    assert_eq!((refused.status, refused.json()), (409, sample("error-409-delete-state")));
}

/// The documented request replaces the whole submission. Only its picture is one of this submission: ids cannot be printed.
#[tokio::test(flavor = "multi_thread")]
async fn the_documented_update_is_taken_as_it_is_printed() {
    let shop = Shop::open().await;
    let wire = reader(&shop).await;
    let made = shop.store.create(&of(LEDGER)).await.unwrap();
    let path = format!("/v1.0/my/applications/{LEDGER}/submissions/{}", made.id());
    let mut sent = sample("app-submission-update.request");
    let picture = &made.document["listings"]["en-us"]["baseListing"]["images"][0];
    sent["listings"]["en-us"]["baseListing"]["images"][0]["id"] = picture["id"].clone();
    let json = [("Content-Type", "application/json")];
    let answered = wire.store(Method::PUT, &path, &json, Some(sent.to_string().into_bytes())).await.good();
    let mut shown = answered.clone();
    // The printed answer knows id and architecture of a package that was not uploaded yet: a slip of the page.
    shown["applicationPackages"] = json!([]);
    same_shape("update", &sample("app-submission-update.response"), &shown);
    for name in [
        "applicationCategory",
        "visibility",
        "targetPublishMode",
        "notesForCertification",
        "enterpriseLicensing",
    ] {
        assert_eq!(answered[name], sent[name], "{name}");
    }
    assert_eq!(answered["pricing"]["priceId"], sent["pricing"]["priceId"]);
    let languages: Vec<_> = answered["listings"].as_object().unwrap().keys().collect();
    assert_eq!(languages, ["en-us"], "a language that is left out goes");
    let warnings = answered["statusDetails"]["warnings"].as_array().unwrap();
    assert!(
        warnings.iter().any(|warning| warning["code"] == "ListingOptOutWarning"),
        "and is told: {warnings:?}"
    );
}

/// Our client reads what the documents print, served in the place of the real answer.
#[tokio::test(flavor = "multi_thread")]
async fn our_client_reads_the_documented_answers() {
    let shop = Shop::open().await;
    let serve = |route: &str, status: u16, name: &str| {
        shop.fault(route, Effect::Status, json!({"status": status, "body": sample(name)}));
    };
    let (app, id) = ("9NBLGGH4R315", "1152921504621243540");

    serve("GET applications", 200, "app-list.response");
    let page = shop.store.applications_page(10, 0).await.unwrap();
    assert_eq!(
        (page.entries.len(), page.total, page.next.as_deref()),
        (2, Some(21), Some("applications?skip=10&top=10"))
    );
    assert!(page.entries[0].first_published.is_some());
    for name in ["app.response", "app-resource"] {
        serve("GET applications/*", 200, name);
        let read = shop.store.application(app).await.unwrap();
        assert_eq!((read.document, read.first_published), (sample(name), None), "1601 is never");
        assert_eq!(read.pending_submission.as_deref(), Some("1152921504621243487"));
    }
    for name in [
        "app-submission-get.response",
        "app-submission-resource",
        "app-submission-create.response",
        "app-submission-update.response",
    ] {
        serve("GET applications/*/submissions/*", 200, name);
        let read = shop.store.submission(&of(app), id).await.unwrap();
        let mut printed = sample(name);
        let url = printed.as_object_mut().unwrap().shift_remove("fileUploadUrl").unwrap();
        assert_eq!(read.document, printed, "{name}: everything but the address");
        assert_eq!(read.id(), printed["id"].as_str().unwrap());
        let address = read.upload.expect("an address");
        assert!(url.as_str().unwrap().starts_with(address.shown()));
        assert_eq!((address.sv(), address.permissions()), (Some("2014-02-14"), Some("rwl")));
        assert!(address.expires().is_some() && address.has_ended(jiff::Timestamp::now()));
    }
    for (name, errors, warnings, reports) in [
        ("app-submission-status.response", 0, 0, 0),
        ("app-submission-status-commit-failed.response", 1, 1, 0),
        ("app-submission-status-certification-failed.response", 0, 0, 1),
    ] {
        serve("GET applications/*/submissions/*/status", 200, name);
        let status = shop.store.status(&of(app), id).await.unwrap();
        assert_eq!(status.status, sample(name)["status"].as_str().unwrap());
        assert_eq!(
            (status.errors.len(), status.warnings.len(), status.reports.len()),
            (errors, warnings, reports),
            "{name}"
        );
    }
    serve("POST applications/*/submissions/*/commit", 202, "app-submission-commit.response");
    assert_eq!(shop.store.commit(&of(app), id).await.unwrap(), "CommitStarted");
    serve("POST applications/*/submissions", 201, "app-submission-create.response");
    assert_eq!(shop.store.create(&of(app)).await.unwrap().status(), "PendingCommit");

    serve("PUT applications/*/submissions/*", 400, "error-400-price-base");
    let refused = shop.store.update(&of(app), id, &json!({})).await.unwrap_err();
    assert!(matches!(refused, PartnerError::PriceRefused { .. }), "{refused:?}");
    serve("PUT applications/*/submissions/*", 400, "error-400-not-created-by-api");
    let refused = shop.store.update(&of(app), id, &json!({})).await.unwrap_err();
    assert!(matches!(refused, PartnerError::NotMadeHere(_)), "{refused:?}");
    serve("DELETE applications/*/submissions/*", 409, "error-409-delete-state");
    let refused = shop.store.delete(&of(app), id).await.unwrap_err();
    assert!(matches!(refused, PartnerError::WrongState(_)), "{refused:?}");
    serve("POST applications/*/submissions/*/commit", 429, "error-429-rate-limit");
    match shop.store.commit(&of(app), id).await.unwrap_err() {
        PartnerError::Throttled { retry_after, .. } => {
            assert_eq!(retry_after.map(|wait| wait.as_secs()), Some(14));
        }
        other => panic!("{other:?}"),
    }
}

/// Two readers of one submission: ours, and a hand without any code of ours.
#[tokio::test(flavor = "multi_thread")]
async fn what_our_client_sends_reads_the_same_to_a_stranger() {
    let shop = Shop::open().await;
    let made = shop.store.create(&of(LEDGER)).await.unwrap();
    let sent = next_version(&made.document);
    shop.store.update(&of(LEDGER), made.id(), &sent).await.unwrap();
    shop.store.upload(made.upload.as_ref().unwrap(), next_archive(), |_| {}).await.unwrap();
    let token = raw::token(&shop.sandbox).await;
    let path = format!("applications/{LEDGER}/submissions/{}", made.id());
    let read = raw::get(&shop.sandbox, &token, &path).await;
    assert_eq!(compare_sent(&sent, &read), []);
    let archive = shop.blob(read["fileUploadUrl"].as_str().unwrap()).await.unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    let mut picture = Vec::new();
    std::io::Read::read_to_end(&mut zip.by_name("bank.png").unwrap(), &mut picture).unwrap();
    assert!(picture == pictures::make_png(1366, 768, 3));
}
