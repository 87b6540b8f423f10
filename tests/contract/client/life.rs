//! The life of a submission, from the copy of what is live to the new version in the Store.

use std::time::Duration;

use serde_json::{Value, json};
use vitrine_domain::document::readback::compare_sent;
use vitrine_partner::store::CommitLook;
use vitrine_partner::{PartnerError, StorePartner, UploadProgress};
use vitrine_tests::shop::{ARCADE, LEDGER, Shop, next_archive, next_version, of};

/// A draft of the next version at the service: created, updated, read back, its files uploaded. Nothing is committed.
pub async fn prepared(store: &StorePartner, app: &str) -> String {
    let created = store.create(&of(app)).await.expect("a submission is created");
    let sent = next_version(&created.document);
    let answered = store.update(&of(app), created.id(), &sent).await.expect("it is taken over");
    assert_eq!(compare_sent(&sent, &answered.document), [], "the answer shows what was sent");
    let read = store.submission(&of(app), created.id()).await.expect("it can be read");
    assert_eq!(read.document, answered.document, "and so does a reading");
    let address = read.upload.expect("a submission of the API has an address");
    let uploaded = store.upload(&address, next_archive(), |_| {}).await.expect("its files are uploaded");
    assert_eq!(uploaded.bytes, next_archive().len() as u64);
    created.id().to_owned()
}

/// The whole course. `shop` only moves the clock and plays the portal.
pub async fn course(shop: &Shop, app: &str) -> Value {
    let store = &shop.store;
    let before = store.application(app).await.unwrap();
    assert_eq!(before.pending_submission, None);
    let id = prepared(store, app).await;
    assert_eq!(store.application(app).await.unwrap().pending_submission.as_deref(), Some(id.as_str()));

    assert_eq!(store.commit(&of(app), &id).await.unwrap(), "CommitStarted");
    assert!(store.status(&of(app), &id).await.unwrap().is_committed());
    let passed = shop.until(app, &id, "Published").await;
    assert_eq!(
        passed,
        [
            "CommitStarted",
            "PreProcessing",
            "Certification",
            "Release",
            "PendingPublication",
            "Publishing",
            "Published"
        ]
    );

    let after = store.application(app).await.unwrap();
    assert_eq!(after.last_published_submission.as_deref(), Some(id.as_str()));
    assert_eq!(after.pending_submission, None);
    let live = store.submission(&of(app), &id).await.unwrap().document;
    assert_eq!(live["listings"]["fr-fr"]["baseListing"]["releaseNotes"], "Rapprochement bancaire.");
    let packages = live["applicationPackages"].as_array().unwrap();
    let versions: Vec<_> = packages.iter().filter_map(|package| package["version"].as_str()).collect();
    assert_eq!(versions, ["4.1.0.0"], "the new package is there and the old one went");
    assert_eq!(packages[0]["architecture"], "X64");
    assert_eq!(packages[0]["fileStatus"], "Uploaded");
    let images = live["listings"]["en-us"]["baseListing"]["images"].as_array().unwrap();
    let bank =
        images.iter().find(|image| image["fileName"] == "bank.png").expect("the new screenshot is there");
    assert!(bank["id"].as_str().is_some_and(|id| id.parse::<u64>().is_ok()), "the service named it: {bank}");
    live
}

#[tokio::test(flavor = "multi_thread")]
async fn a_submission_is_copied_changed_uploaded_committed_and_goes_live() {
    let shop = Shop::open().await;
    let before = shop.store.application(LEDGER).await.unwrap().last_published_submission.unwrap();
    let before = shop.store.submission(&of(LEDGER), &before).await.unwrap().document;
    let after = course(&shop, LEDGER).await;
    assert_eq!(before["friendlyName"], "Submission 4");
    assert_eq!(after["friendlyName"], "Submission 5");
    for name in ["visibility", "trailers", "hardwarePreferences", "applicationCategory", "gamingOptions"] {
        assert_eq!(before[name], after[name], "{name}");
    }
    assert_eq!(after["pricing"]["priceId"], "Tier1012", "the price is what it was");
    assert_eq!(after["pricing"]["marketSpecificPricings"], before["pricing"]["marketSpecificPricings"]);
    assert_eq!(shop.asked("POST", "/submissions").len(), 1);
    assert_eq!(shop.asked("POST", "/commit").len(), 1);
    assert_eq!(shop.asked("PUT", "").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_copy_is_what_is_live_and_carries_no_address_in_its_document() {
    let shop = Shop::open().await;
    let live = shop.store.application(LEDGER).await.unwrap().last_published_submission.unwrap();
    let live = shop.store.submission(&of(LEDGER), &live).await.unwrap();
    let made = shop.store.create(&of(LEDGER)).await.unwrap();
    assert_ne!(made.id(), live.id());
    assert_eq!(made.status(), "PendingCommit");
    assert!(
        made.document.get("fileUploadUrl").is_none(),
        "the address is a secret and comes beside the document"
    );
    assert!(made.upload.is_some());
    for name in ["listings", "applicationPackages", "pricing", "trailers", "packageDeliveryOptions"] {
        assert_eq!(made.document[name], live.document[name], "{name}");
    }
    let debug = format!("{made:?}");
    assert!(!debug.contains("sig="), "no signature in a print of it");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_short_answer_names_the_submission_and_a_reading_gives_the_rest() {
    let shop = Shop::open().await;
    let made = shop.store.create_minimal(&of(LEDGER)).await.unwrap();
    assert!(made.upload.is_some());
    let read = shop.store.submission(&of(LEDGER), &made.id).await.unwrap();
    assert_eq!(read.document["listings"].as_object().unwrap().len(), 2);
    assert_eq!(shop.asked("POST", "/submissions").len(), 1);
}

/// What no document knows goes through create, PUT, publication and reading unchanged.
#[tokio::test(flavor = "multi_thread")]
async fn unknown_members_and_values_survive_a_round_trip() {
    let shop = Shop::open().await;
    let live = shop.store.application(ARCADE).await.unwrap().last_published_submission.unwrap();
    let live = shop.store.submission(&of(ARCADE), &live).await.unwrap().document;
    assert_eq!(live["revision"], 1_152_921_504_621_243_540_u64, "no digit of a large number is lost");
    assert_eq!(live["visibility"], "ByInvitation");
    assert_eq!(live["listings"]["en-us"]["spatialListing"]["anchors"], json!([null, false, 0]));

    let made = shop.store.create(&of(ARCADE)).await.unwrap();
    let mut sent = made.document.clone();
    sent["notesForCertification"] = "Nothing else changed.".into();
    let answered = shop.store.update(&of(ARCADE), made.id(), &sent).await.unwrap();
    assert_eq!(compare_sent(&sent, &answered.document), []);
    shop.store.commit(&of(ARCADE), made.id()).await.unwrap();
    shop.until(ARCADE, made.id(), "Published").await;
    let after = shop.store.submission(&of(ARCADE), made.id()).await.unwrap().document;
    for (name, value) in live.as_object().unwrap() {
        // `isAdvancedPricingModel` turns by itself, as it does at the service.
        if !["id", "friendlyName", "status", "statusDetails", "notesForCertification", "pricing"]
            .contains(&name.as_str())
        {
            assert_eq!(&after[name], value, "{name}");
        }
    }
    for name in ["priceId", "trialPeriod", "marketSpecificPricings", "currencyModel"] {
        assert_eq!(after["pricing"][name], live["pricing"][name], "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_held_by_hand_waits_for_the_portal_and_one_with_a_date_for_its_date() {
    let shop = Shop::open().await;
    let id = held(&shop, json!("Manual"), json!("1601-01-01T00:00:00Z")).await;
    assert_eq!(shop.store.status(&of(LEDGER), &id).await.unwrap().status, "Release");
    assert!(!shop.sandbox.until_next_step().await.unwrap(), "nothing happens by itself");
    shop.portal("publishNow", LEDGER).await;
    shop.until(LEDGER, &id, "Published").await;

    let date = shop.now().await + jiff::SignedDuration::from_hours(24 * 50);
    let id = held(&shop, json!("SpecificDate"), json!(date.to_string())).await;
    shop.sandbox.advance(Duration::from_secs(24 * 3600)).await.unwrap();
    assert_eq!(shop.another().status(&of(LEDGER), &id).await.unwrap().status, "Release", "days early");
    shop.sandbox.advance(Duration::from_secs(60 * 24 * 3600)).await.unwrap();
    assert_eq!(shop.another().status(&of(LEDGER), &id).await.unwrap().status, "Published");
}

/// A committed submission that has come to its release.
async fn held(shop: &Shop, mode: Value, date: Value) -> String {
    let made = shop.store.create(&of(LEDGER)).await.unwrap();
    let mut sent = made.document.clone();
    (sent["targetPublishMode"], sent["targetPublishDate"]) = (mode, date);
    shop.store.update(&of(LEDGER), made.id(), &sent).await.unwrap();
    shop.store.commit(&of(LEDGER), made.id()).await.unwrap();
    shop.until(LEDGER, made.id(), "Release").await;
    made.id().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_fails_says_why_and_gives_the_place_free() {
    let steps = [
        ("CommitStarted", "CommitFailed"),
        ("PreProcessing", "PreProcessingFailed"),
        ("Certification", "CertificationFailed"),
        ("Release", "ReleaseFailed"),
        ("Publishing", "PublishFailed"),
    ];
    let shop = Shop::open().await;
    for (step, failed) in steps {
        let id = prepared(&shop.store, LEDGER).await;
        shop.store.commit(&of(LEDGER), &id).await.unwrap();
        shop.until(LEDGER, &id, step).await;
        shop.portal("failStep", LEDGER).await;
        let status = shop.store.status(&of(LEDGER), &id).await.unwrap();
        assert_eq!(status.status, failed);
        if failed == "CertificationFailed" {
            assert!(status.reports[0].date.is_some() && status.reports[0].address.starts_with("https://"));
        } else {
            assert!(!status.errors[0].code.is_empty() && !status.errors[0].details.is_empty(), "{status:?}");
        }
        shop.store
            .delete(&of(LEDGER), &id)
            .await
            .unwrap_or_else(|e| panic!("{failed} can be deleted: {e:?}"));
    }
}

/// Seen at the service: a commit that was taken, and a submission that is a draft again (StoreBroker, `Documentation/USAGE.md`).
#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_the_service_forgot_is_found_and_may_be_made_again() {
    let shop = Shop::open().await;
    let id = prepared(&shop.store, LEDGER).await;
    shop.store.commit(&of(LEDGER), &id).await.unwrap();
    shop.portal_with(json!({"action": "failStep", "product": LEDGER, "backToDraft": true})).await;
    let look = shop.store.look_after_commit(&of(LEDGER), &id).await.unwrap();
    assert!(matches!(look, CommitLook::NotCommitted(_)), "{look:?}");
    shop.store.commit(&of(LEDGER), &id).await.unwrap();
    shop.until(LEDGER, &id, "Published").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_committed_is_read_only_and_what_is_a_draft_can_go() {
    let shop = Shop::open().await;
    let draft = shop.store.create(&of(LEDGER)).await.unwrap();
    shop.store.delete(&of(LEDGER), draft.id()).await.unwrap();
    assert_eq!(shop.store.application(LEDGER).await.unwrap().pending_submission, None);
    let gone = shop.store.submission(&of(LEDGER), draft.id()).await.unwrap_err();
    assert!(matches!(gone, PartnerError::NotFound(_)), "{gone:?}");

    let id = prepared(&shop.store, LEDGER).await;
    shop.store.commit(&of(LEDGER), &id).await.unwrap();
    let sent = shop.store.submission(&of(LEDGER), &id).await.unwrap().document;
    for step in ["CommitStarted", "PreProcessing", "Certification", "Publishing", "Published"] {
        shop.until(LEDGER, &id, step).await;
        let refused = [
            shop.store.update(&of(LEDGER), &id, &sent).await.err(),
            shop.store.delete(&of(LEDGER), &id).await.err(),
            shop.store.commit(&of(LEDGER), &id).await.err(),
        ];
        for refused in refused {
            assert!(matches!(refused, Some(PartnerError::WrongState(_))), "{step}: {refused:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_without_new_files_needs_no_archive() {
    let shop = Shop::open().await;
    let made = shop.store.create(&of(LEDGER)).await.unwrap();
    shop.store.commit(&of(LEDGER), made.id()).await.unwrap();
    shop.until(LEDGER, made.id(), "Published").await;
    let status = shop.store.status(&of(LEDGER), made.id()).await.unwrap();
    assert_eq!(status.warnings[0].code, "SalesUnsupportedWarning", "the noise that every submission carries");
    assert_eq!(shop.blob_puts(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn progress_of_an_upload_only_ever_grows_to_its_end() {
    let shop = Shop::open().await;
    let made = shop.store.create(&of(LEDGER)).await.unwrap();
    let heard = std::sync::Arc::new(std::sync::Mutex::new(Vec::<UploadProgress>::new()));
    let own = heard.clone();
    let archive = next_archive();
    let total = archive.len() as u64;
    shop.store
        .upload(made.upload.as_ref().unwrap(), archive, move |at| own.lock().unwrap().push(at))
        .await
        .unwrap();
    let heard = heard.lock().unwrap();
    assert!(heard.windows(2).all(|pair| pair[0].sent <= pair[1].sent && pair[0].stored <= pair[1].stored));
    assert!(heard.iter().all(|at| at.stored <= at.sent && at.sent <= total && at.total == total));
    assert_eq!(heard.last().map(|at| at.stored), Some(total));
}
