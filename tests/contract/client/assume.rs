//! What the references leave open, both ways: the whole course under every value of every assumption, and what the client
//! sees of each.

use futures_util::StreamExt as _;
use serde_json::{Value, json};
use vitrine_partner::PartnerError;
use vitrine_sandbox::ASSUMPTIONS;
use vitrine_tests::shop::{LEDGER, Shop, next_archive, next_version, of};

use super::life;

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_course_holds_under_every_value_of_every_assumption() {
    let all: Vec<_> =
        ASSUMPTIONS.iter().flat_map(|a| a.values.iter().map(|value| (a.name, *value))).collect();
    assert!(all.len() >= 40, "{} values", all.len());
    futures_util::stream::iter(all)
        .for_each_concurrent(4, |(name, value)| async move {
            let shop = Shop::assuming(&[(name, value)]).await;
            tokio::spawn(async move { drop(life::course(&shop, LEDGER).await) })
                .await
                .unwrap_or_else(|_| panic!("with {name}={value} the course did not hold"));
        })
        .await;
}

/// A new draft under one assumption.
async fn draft(name: &str, value: &str) -> (Shop, vitrine_partner::store::Submission) {
    let shop = Shop::assuming(&[(name, value)]).await;
    let made = shop.store.create(&of(LEDGER)).await.unwrap();
    (shop, made)
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_of_the_copy_are_the_same_or_new_and_never_missing() {
    for (value, same) in [("same", true), ("new", false)] {
        let (shop, made) = draft("clone-ids", value).await;
        let live = shop.store.application(LEDGER).await.unwrap().last_published_submission.unwrap();
        let live = shop.store.submission(&of(LEDGER), &live).await.unwrap().document;
        for pointer in ["/applicationPackages/0/id", "/listings/en-us/baseListing/images/0/id"] {
            let (ours, theirs) = (made.document.pointer(pointer).unwrap(), live.pointer(pointer).unwrap());
            assert!(ours.is_string());
            assert_eq!(ours == theirs, same, "{value} {pointer}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_archive_of_the_last_publication_lies_behind_a_new_address_or_does_not() {
    for (value, there) in [("absent", false), ("present", true)] {
        let shop = Shop::assuming(&[("clone-archive", value)]).await;
        life::course(&shop, LEDGER).await;
        let made = shop.store.create(&of(LEDGER)).await.unwrap();
        let url = shop.upload_url(LEDGER, made.id()).await;
        let found = shop.blob(&url).await;
        assert_eq!(found.is_some(), there, "{value}");
        assert!(found.is_none_or(|bytes| bytes == *next_archive()));
        // Whatever lies there, an upload replaces it.
        shop.store.upload(made.upload.as_ref().unwrap(), next_archive(), |_| {}).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_a_put_leaves_out_stay_or_go() {
    for (name, member, kept) in [
        ("left-out-packages=kept", "applicationPackages", true),
        ("left-out-packages=removed", "applicationPackages", false),
        ("left-out-trailers=kept", "trailers", true),
        ("left-out-trailers=removed", "trailers", false),
    ] {
        let (assumption, value) = name.split_once('=').unwrap();
        let (shop, made) = draft(assumption, value).await;
        let mut sent = made.document.clone();
        sent.as_object_mut().unwrap().shift_remove(member);
        let answered = shop.store.update(&of(LEDGER), made.id(), &sent).await.unwrap();
        assert_eq!(answered.document[member] == made.document[member], kept, "{name}");
        let sent = answered.document[member].as_array().unwrap().len();
        assert_eq!(sent, usize::from(kept), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mandatory_update_is_taken_or_closes_the_product_to_us() {
    for value in ["409", "accepted"] {
        let (shop, made) = draft("mandatory-update", value).await;
        let mut sent = made.document.clone();
        sent["packageDeliveryOptions"]["isMandatoryUpdate"] = true.into();
        match shop.store.update(&of(LEDGER), made.id(), &sent).await {
            Err(PartnerError::Unsupported(_)) if value == "409" => {}
            Ok(there) if value == "accepted" => {
                assert_eq!(there.document["packageDeliveryOptions"]["isMandatoryUpdate"], true);
            }
            other => panic!("{value}: {other:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_commit_is_refused_or_answered_like_the_first() {
    for value in ["409", "202"] {
        let (shop, made) = draft("repeat-commit", value).await;
        shop.store.commit(&of(LEDGER), made.id()).await.unwrap();
        match shop.store.commit(&of(LEDGER), made.id()).await {
            Err(PartnerError::WrongState(_)) if value == "409" => {}
            Ok(status) if value == "202" => assert_eq!(status, "CommitStarted"),
            other => panic!("{value}: {other:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_submission_can_be_deleted_or_blocks_the_place() {
    for value in ["yes", "no"] {
        let (shop, made) = draft("deletable-failed", value).await;
        shop.store.commit(&of(LEDGER), made.id()).await.unwrap();
        shop.until(LEDGER, made.id(), "Certification").await;
        shop.portal("cancelCertification", LEDGER).await;
        assert_eq!(shop.store.status(&of(LEDGER), made.id()).await.unwrap().status, "Canceled");
        match shop.store.delete(&of(LEDGER), made.id()).await {
            Ok(()) if value == "yes" => {}
            Err(PartnerError::WrongState(_)) if value == "no" => {
                let refused = shop.store.create(&of(LEDGER)).await.unwrap_err();
                assert!(matches!(refused, PartnerError::PendingExists { .. }), "{refused:?}");
                shop.portal("deleteSubmission", LEDGER).await;
            }
            other => panic!("{value}: {other:?}"),
        }
        shop.store.create(&of(LEDGER)).await.expect("the place is free");
    }
}

/// Updates with `change`, commits, and answers either the refusal of the PUT or where the submission came to rest.
async fn outcome(
    shop: &Shop,
    change: impl FnOnce(&mut Value),
) -> Result<(String, Vec<String>), PartnerError> {
    let made = shop.store.create(&of(LEDGER)).await.unwrap();
    let mut sent = next_version(&made.document);
    change(&mut sent);
    shop.store.update(&of(LEDGER), made.id(), &sent).await?;
    shop.store.upload(made.upload.as_ref().unwrap(), next_archive(), |_| {}).await.unwrap();
    shop.store.commit(&of(LEDGER), made.id()).await.unwrap();
    while shop.sandbox.until_next_step().await.unwrap() {}
    let status = shop.store.status(&of(LEDGER), made.id()).await.unwrap();
    Ok((status.status, status.errors.into_iter().map(|error| error.code).collect()))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_over_its_limit_fails_at_the_commit_or_at_the_put() {
    for value in ["commit", "update"] {
        let shop = Shop::assuming(&[("text-limits", value)]).await;
        let long = "x".repeat(1501);
        let found =
            outcome(&shop, |sent| sent["listings"]["en-us"]["baseListing"]["releaseNotes"] = long.into())
                .await;
        match found {
            Err(PartnerError::InvalidParameter { .. }) if value == "update" => {}
            Ok((status, codes)) if value == "commit" => {
                assert_eq!(
                    (status.as_str(), codes),
                    ("CommitFailed", vec!["InvalidParameterValue".to_owned()])
                );
            }
            other => panic!("{value}: {other:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_that_the_store_lacks_fails_at_one_of_three_steps_or_not_at_all() {
    for value in ["update", "commit", "accepted"] {
        let shop = Shop::assuming(&[("unknown-language", value)]).await;
        let found = outcome(&shop, |sent| {
            let copy = sent["listings"]["en-us"].clone();
            sent["listings"]["tlh-aa"] = copy;
            // A copied page may not keep the ids of another page's pictures.
            let images =
                json!([{"fileName": "bank.png", "fileStatus": "PendingUpload", "imageType": "Screenshot"}]);
            sent["listings"]["tlh-aa"]["baseListing"]["images"] = images;
        })
        .await;
        match (value, found) {
            ("update", Err(PartnerError::InvalidParameter { .. })) => {}
            ("commit", Ok((status, codes))) => {
                assert_eq!(
                    (status.as_str(), codes),
                    ("CommitFailed", vec!["InvalidParameterValue".to_owned()])
                );
            }
            ("accepted", Ok((status, _))) => assert_eq!(status, "Published"),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_package_that_cannot_be_taken_fails_at_the_commit_or_in_pre_processing() {
    for (value, state) in [("commit", "CommitFailed"), ("preprocessing", "PreProcessingFailed")] {
        let shop = Shop::assuming(&[("package-fault", value)]).await;
        let made = shop.store.create(&of(LEDGER)).await.unwrap();
        shop.store.update(&of(LEDGER), made.id(), &next_version(&made.document)).await.unwrap();
        let mut other = vitrine_tests::shop::ledger("4.1.0.0");
        other.name = "Somebody.Else".into();
        let picture = vitrine_tests::pictures::make_png(1366, 768, 3);
        let files = [("ledger_4.1.0.0.msix", other.msix()), ("bank.png", picture)];
        let archive = vitrine_tests::shop::zipped(&files, zip::CompressionMethod::Stored);
        shop.store.upload(made.upload.as_ref().unwrap(), std::sync::Arc::new(archive), |_| {}).await.unwrap();
        shop.store.commit(&of(LEDGER), made.id()).await.unwrap();
        shop.until(LEDGER, made.id(), state).await;
        let status = shop.store.status(&of(LEDGER), made.id()).await.unwrap();
        assert_eq!(status.errors[0].code, "PackageValidationFailed");
        assert!(status.errors[0].details.contains("Somebody.Else"), "{:?}", status.errors);
    }
}
