//! Refusals by their meaning: each of them is something that a person does differently.

use serde_json::{Value, json};
use vitrine_partner::{Change, PartnerError};
use vitrine_tests::shop::{ARCADE, CLOSED, FIRST, LEDGER, PORTAL, SLOWLY, Shop, UNRATED, of};

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_creation_says_which_of_the_four_reasons_it_was() {
    let shop = Shop::open().await;
    let store = &shop.store;

    let open = store.create(&of(LEDGER)).await.unwrap();
    match store.create(&of(LEDGER)).await.unwrap_err() {
        PartnerError::PendingExists { submission, details } => {
            assert_eq!(submission.as_deref(), Some(open.id()), "it names the one that is open");
            assert_eq!((details.status, details.correlation_id.is_some()), (Some(409), true));
        }
        other => panic!("{other:?}"),
    }
    let portal = store.application(PORTAL).await.unwrap().pending_submission;
    match store.create(&of(PORTAL)).await.unwrap_err() {
        PartnerError::PendingExists { submission, .. } => assert_eq!(submission, portal),
        other => panic!("{other:?}"),
    }
    let refused = store.create(&of(FIRST)).await.unwrap_err();
    assert!(matches!(refused, PartnerError::FirstSubmissionMissing(_)), "{refused:?}");
    let refused = store.create(&of(CLOSED)).await.unwrap_err();
    assert!(matches!(refused, PartnerError::Unsupported(_)), "{refused:?}");
    let refused = store.create(&of(SLOWLY)).await.unwrap_err();
    assert!(matches!(refused, PartnerError::RolloutRunning(_)), "{refused:?}");
    let refused = store.create(&of("9NNOBODYHAS0")).await.unwrap_err();
    assert!(matches!(refused, PartnerError::NotFound(_)), "{refused:?}");
    assert_eq!(shop.asked("POST", "/submissions").len(), 7, "each was asked once");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_partner_center_made_or_changed_is_not_ours_to_change() {
    let shop = Shop::open().await;
    let store = &shop.store;
    let portal = store.application(PORTAL).await.unwrap().pending_submission.unwrap();
    let read = store.submission(&of(PORTAL), &portal).await.unwrap();
    assert!(read.upload.is_none(), "it has no upload address");

    let ours = store.create(&of(LEDGER)).await.unwrap();
    shop.portal("editDraft", LEDGER).await;
    let edited = store.submission(&of(LEDGER), ours.id()).await.unwrap();
    for (app, submission) in [(PORTAL, &read), (LEDGER, &edited)] {
        let refused = [
            store.update(&of(app), submission.id(), &submission.document).await.err(),
            store.commit(&of(app), submission.id()).await.err(),
        ];
        for refused in refused {
            assert!(matches!(refused, Some(PartnerError::NotMadeHere(_))), "{app}: {refused:?}");
        }
    }
    let refused = store.delete(&of(PORTAL), &portal).await.unwrap_err();
    assert!(matches!(refused, PartnerError::NotMadeHere(_)), "{refused:?}");
    // The way out that the documents name.
    store.delete(&of(LEDGER), ours.id()).await.unwrap();
    store.create(&of(LEDGER)).await.unwrap();
}

/// The danger zone of prices, as it was observed on a live account (microsoft/msstore-cli pull request 175).
#[tokio::test(flavor = "multi_thread")]
async fn a_price_is_refused_lost_or_kept_exactly_as_the_service_does() {
    let shop = Shop::open().await;
    let store = &shop.store;
    let made = store.create(&of(LEDGER)).await.unwrap();
    let with = |pricing: Value| {
        let mut sent = made.document.clone();
        sent["pricing"] = pricing;
        sent
    };
    let mut none = made.document.clone();
    none.as_object_mut().unwrap().shift_remove("pricing");
    let refusals = [
        (none, "Pricing data"),
        (with(Value::Null), "Pricing data"),
        (with(json!({"priceId": "Base"})), "'Base'"),
        (with(json!({"priceId": ""})), "base price"),
        (with(json!({"priceId": "Tier9"})), ""),
        (with(json!({"priceId": "Tier1012", "marketSpecificPricings": {"Atlantis": "Free"}})), "Atlantis"),
        (with(json!({"priceId": "Tier1012", "trialPeriod": "AYear"})), "trialPeriod"),
    ];
    for (sent, words) in refusals {
        if words.is_empty() {
            store.update(&of(LEDGER), made.id(), &sent).await.expect("the old scale of tiers is taken too");
            continue;
        }
        match store.update(&of(LEDGER), made.id(), &sent).await.unwrap_err() {
            PartnerError::PriceRefused { message, .. } => assert!(message.contains(words), "{message}"),
            other => panic!("{}: {other:?}", sent["pricing"]),
        }
    }
    // The trap: an answer of 200, and the app costs nothing. The reading afterwards is what finds it.
    for silent in [json!({}), json!({"priceId": null})] {
        let answered = store.update(&of(LEDGER), made.id(), &with(silent)).await.unwrap();
        assert_eq!(answered.document["pricing"]["priceId"], "Free");
    }
    let kept = with(made.document["pricing"].clone());
    let answered = store.update(&of(LEDGER), made.id(), &kept).await.unwrap();
    assert_eq!(answered.document["pricing"]["priceId"], "Tier1012");
    assert_eq!(answered.document["pricing"]["isAdvancedPricingModel"], false, "it turns by itself");

    // A tier of the newer model that only the service knows may go back as it came.
    let arcade = store.create(&of(ARCADE)).await.unwrap();
    let answered = store.update(&of(ARCADE), arcade.id(), &arcade.document).await.unwrap();
    assert_eq!(answered.document["pricing"]["priceId"], "Tier77001");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_outside_its_set_names_its_place() {
    let shop = Shop::open().await;
    let made = shop.store.create(&of(LEDGER)).await.unwrap();
    let cases = [
        ("visibility", json!("public"), "visibility"),
        ("applicationCategory", json!("Cooking"), "applicationCategory"),
        ("targetPublishDate", json!("soon"), "targetPublishDate"),
        ("listings", json!({}), "listings"),
        ("hardwarePreferences", json!(["Theremin"]), "hardwarePreferences"),
        ("automaticBackupEnabled", json!("yes"), "automaticBackupEnabled"),
    ];
    for (member, value, target) in cases {
        let mut sent = made.document.clone();
        sent[member] = value;
        match shop.store.update(&of(LEDGER), made.id(), &sent).await.unwrap_err() {
            PartnerError::InvalidParameter { target: Some(found), message, .. } => {
                assert!(found.contains(target) && !message.is_empty(), "{member}: {found} {message}");
            }
            other => panic!("{member}: {other:?}"),
        }
    }
    let read = shop.store.submission(&of(LEDGER), made.id()).await.unwrap();
    assert_eq!(read.document, made.document, "a refused update changes nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unanswered_age_rating_fails_the_commit_by_name() {
    let shop = Shop::open().await;
    let made = shop.store.create(&of(UNRATED)).await.unwrap();
    shop.store.commit(&of(UNRATED), made.id()).await.unwrap();
    shop.until(UNRATED, made.id(), "CommitFailed").await;
    let status = shop.store.status(&of(UNRATED), made.id()).await.unwrap();
    let codes: Vec<_> = status.errors.iter().map(|error| error.code.as_str()).collect();
    assert_eq!(codes, ["InvalidMicrosoftAgeRating"]);
    shop.store.delete(&of(UNRATED), made.id()).await.unwrap();
    shop.portal("answerAgeRating", UNRATED).await;
    let made = shop.store.create(&of(UNRATED)).await.unwrap();
    shop.store.commit(&of(UNRATED), made.id()).await.unwrap();
    shop.until(UNRATED, made.id(), "Published").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_that_closes_while_a_draft_is_open_refuses_every_change() {
    let shop = Shop::open().await;
    let made = shop.store.create(&of(LEDGER)).await.unwrap();
    shop.portal("useMandatoryUpdates", LEDGER).await;
    for refused in [
        shop.store.update(&of(LEDGER), made.id(), &made.document).await.err(),
        shop.store.commit(&of(LEDGER), made.id()).await.err(),
        shop.store.delete(&of(LEDGER), made.id()).await.err(),
    ] {
        assert!(matches!(refused, Some(PartnerError::Unsupported(_))), "{refused:?}");
    }
    assert_eq!(
        shop.store.submission(&of(LEDGER), made.id()).await.unwrap().document,
        made.document,
        "it can be read"
    );
}

/// Every refusal and every print of one is free of secrets.
#[tokio::test(flavor = "multi_thread")]
async fn no_error_carries_a_key_a_token_or_a_signature() {
    let shop = Shop::open().await;
    let key = shop.sandbox.credentials().client_secret.clone();
    let made = shop.store.create(&of(LEDGER)).await.unwrap();
    let url = shop.upload_url(LEDGER, made.id()).await;
    let signature = url.split("sig=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    let leaky = json!({"status": 400, "body": {"code": "InvalidParameterValue", "target": "x",
        "message": format!("Cannot fetch {url} with Bearer eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJ4In0.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg and {key}")}});
    shop.fault("PUT applications/*/submissions/*", vitrine_sandbox::Effect::Status, leaky);
    let refused = shop.store.update(&of(LEDGER), made.id(), &made.document).await.unwrap_err();
    let print = format!("{refused:?} {refused}");
    assert!(!print.contains(&signature), "{print}");
    assert!(!print.contains("c2lnbmF0dXJl"), "{print}");
    assert!(matches!(refused, PartnerError::InvalidParameter { .. }));
    let lost = json!({"status": 503, "body": format!("<html>{url}</html>")});
    shop.fault("POST applications/*/submissions/*/commit", vitrine_sandbox::Effect::Status, lost);
    let unknown = shop.store.commit(&of(LEDGER), made.id()).await.unwrap_err();
    assert!(
        matches!(unknown, PartnerError::Ambiguous { change: Change::CommitSubmission, .. }),
        "{unknown:?}"
    );
    assert!(!format!("{unknown:?}").contains(&signature));
}
