//! Apps, their submissions and rollouts: store-api 4.1 to 4.3, 5.1, 5.4, 5.5.

use serde_json::{Value, json};

use super::place::{Place, has, id, request_of};

#[tokio::test]
async fn apps_are_listed_by_pages_and_read_by_id() {
    let place = Place::open().await;
    let (small, large) = (place.all("applications", 2).await, place.all("applications", 100).await);
    let ids = |list: &[Value]| list.iter().map(|app| id(app).to_owned()).collect::<Vec<_>>();
    assert_eq!(ids(&small), ids(&large), "the pages are one list");
    let app = place.get(&format!("applications/{}", id(&large[0]))).await.good();
    has(
        &app,
        &["primaryName", "packageFamilyName", "packageIdentityName", "publisherName", "firstPublishedDate"],
    );
    has(&app, &["hasAdvancedListingPermission"]);
    place.get("applications/9NOBODYHASIT").await.refused(&[404]);
}

#[tokio::test]
async fn a_submission_is_created_changed_and_deleted() {
    let place = Place::open().await;
    let app = place.live_app().await;
    let submissions = format!("applications/{}/submissions", id(&app));
    let made = place.post(&submissions, None).await.good();
    let one = format!("{submissions}/{}", id(&made));
    assert_eq!(made["status"], "PendingCommit");
    has(
        &made,
        &["applicationCategory", "pricing", "visibility", "listings", "applicationPackages", "friendlyName"],
    );
    assert!(
        made["fileUploadUrl"].as_str().is_some_and(|address| address.contains("sig=")),
        "an upload address"
    );
    place.post(&submissions, None).await.refused(&[409, 400]);
    let pending = place.get(&format!("applications/{}", id(&app))).await.good();
    assert_eq!(
        pending["pendingApplicationSubmission"]["id"], made["id"],
        "one is open, and the app says which"
    );

    let read = place.get(&one).await.good();
    let mut body = request_of(read.clone());
    body["notesForCertification"] = json!("Nothing to sign in to.");
    let put = place.put(&one, body.clone()).await.good();
    assert_eq!(put["notesForCertification"], "Nothing to sign in to.");
    let again = place.get(&one).await.good();
    for (name, value) in body.as_object().unwrap() {
        if name != "pricing" {
            assert_eq!(&again[name], value, "{name} is what was sent");
        }
    }
    assert_eq!(again["pricing"]["priceId"], body["pricing"]["priceId"]);

    let status = place.get(&format!("{one}/status")).await.good();
    assert_eq!(status["status"], "PendingCommit");
    has(&status["statusDetails"], &["errors", "warnings", "certificationReports"]);
    let deleted = place.delete(&one).await;
    assert!((200..300).contains(&deleted.status) && deleted.body.is_null(), "{}", deleted.status);
    place.get(&one).await.refused(&[404]);
    place.delete(&one).await.refused(&[404]);
}

#[tokio::test]
async fn prices_that_nobody_chose_are_refused_or_become_free() {
    let place = Place::open().await;
    let app = place.live_app().await;
    let submissions = format!("applications/{}/submissions", id(&app));
    let made = place.post(&submissions, None).await.good();
    let one = format!("{submissions}/{}", id(&made));
    let body = request_of(place.get(&one).await.good());
    let with = |pricing: Value| {
        let mut body = body.clone();
        body["pricing"] = pricing;
        body
    };
    let base = place.put(&one, with(json!({ "trialPeriod": "NoFreeTrial", "marketSpecificPricings": {}, "sales": [], "priceId": "Base" }))).await;
    base.refused(&[400]);
    place.put(&one, with(Value::Null)).await.refused(&[400]);
    let silent = place.put(&one, with(json!({}))).await.good();
    assert_eq!(silent["pricing"]["priceId"], "Free", "the trap that clients have to know (store-api 5.5)");
    place.delete(&one).await;
}

#[tokio::test]
async fn a_commit_ends_the_editing() {
    let place = Place::open().await;
    let app = place.live_app().await;
    let submissions = format!("applications/{}/submissions", id(&app));
    let made = place.post(&submissions, None).await.good();
    let one = format!("{submissions}/{}", id(&made));
    let mut body = request_of(place.get(&one).await.good());
    body["notesForCertification"] = json!("Once more.");
    place.put(&one, body.clone()).await.good();
    let committed = place.post(&format!("{one}/commit"), None).await.good();
    assert_eq!(committed["status"], "CommitStarted");
    let status = place.get(&format!("{one}/status")).await.good();
    assert_ne!(status["status"], "PendingCommit", "it is on its way: {status}");
    place.put(&one, body).await.refused(&[400, 409]);
}

#[tokio::test]
async fn a_rollout_that_does_not_run_cannot_be_changed() {
    let place = Place::open().await;
    let app = place.live_app().await;
    let last = app["lastPublishedApplicationSubmission"]["id"].as_str().unwrap();
    let one = format!("applications/{}/submissions/{last}", id(&app));
    let info = place.get(&format!("{one}/packagerollout")).await.good();
    has(
        &info,
        &["isPackageRollout", "packageRolloutPercentage", "packageRolloutStatus", "fallbackSubmissionId"],
    );
    for call in
        ["updatepackagerolloutpercentage?percentage=25", "haltpackagerollout", "finalizepackagerollout"]
    {
        place.post(&format!("{one}/{call}"), None).await.refused(&[409]);
    }
    place.get(&format!("applications/{}/submissions/1/packagerollout", id(&app))).await.refused(&[404]);
}
