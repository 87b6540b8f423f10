//! Answers that never come, come in halves, late, or with trouble: reads go through it, changes are sent once and looked up.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use vitrine_partner::store::{CommitLook, CreateLook, DeleteLook, UpdateLook};
use vitrine_partner::{Change, PartnerError, StorePartner};
use vitrine_sandbox::Effect;
use vitrine_tests::desk::until;
use vitrine_tests::shop::{self, LEDGER, Shop, of};

const CREATE: &str = "POST applications/*/submissions";
const UPDATE: &str = "PUT applications/*/submissions/*";
const COMMIT: &str = "POST applications/*/submissions/*/commit";
const DELETE: &str = "DELETE applications/*/submissions/*";

/// What may happen to a change, and whether the service did it all the same.
pub(super) fn mishaps() -> [(Effect, Value, bool); 5] {
    [
        (Effect::LoseReply, Value::Null, true),
        (Effect::Truncate, json!(5), true),
        // Seen in the field: 503, and the submission exists (StoreBroker issue 123).
        (Effect::Status, json!({"status": 503, "after": true}), true),
        (Effect::Status, json!(500), false),
        (Effect::Cut, json!(0), false),
    ]
}

pub(super) fn unknown<T: std::fmt::Debug>(outcome: Result<T, PartnerError>, wanted: Change) {
    match outcome {
        Err(PartnerError::Ambiguous { change, .. }) => assert_eq!(change, wanted),
        other => panic!("{wanted:?}: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_creation_without_an_answer_is_looked_up() {
    let shop = Shop::open().await;
    for (effect, value, done) in mishaps() {
        let before = shop.store.application(LEDGER).await.unwrap().pending_submission;
        assert_eq!(before, None);
        shop.fault(CREATE, effect, value.clone());
        unknown(shop.store.create(&of(LEDGER)).await, Change::CreateSubmission);
        match shop.store.look_after_create(&of(LEDGER), None).await.unwrap() {
            CreateLook::Created { submission } if done => {
                let again = shop.store.look_after_create(&of(LEDGER), Some(&submission)).await.unwrap();
                assert_eq!(again, CreateLook::AlreadyOpen { submission: submission.clone() });
                assert!(shop.store.submission(&of(LEDGER), &submission).await.unwrap().upload.is_some());
                shop.store.delete(&of(LEDGER), &submission).await.unwrap();
            }
            CreateLook::NotCreated if !done => {}
            other => panic!("{effect:?} {value}: {other:?}"),
        }
    }
    assert_eq!(shop.asked("POST", "/submissions").len(), mishaps().len(), "none was sent twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_without_an_answer_is_compared() {
    let shop = Shop::open().await;
    let made = shop.store.create(&of(LEDGER)).await.unwrap();
    let mut before = made.document.clone();
    for (round, (effect, value, done)) in mishaps().into_iter().enumerate() {
        let mut sent = before.clone();
        sent["notesForCertification"] = format!("Round {round}").into();
        shop.fault(UPDATE, effect, value);
        unknown(shop.store.update(&of(LEDGER), made.id(), &sent).await, Change::UpdateSubmission);
        match shop.store.look_after_update(&of(LEDGER), made.id(), &before, &sent).await.unwrap() {
            UpdateLook::Done(there) if done => before = there.document,
            UpdateLook::NotDone(there) if !done => assert_eq!(there.document, before),
            other => panic!("{effect:?} {round}: {other:?}"),
        }
    }
    // Somebody else's text in between belongs to neither.
    shop.fault(UPDATE, Effect::Cut, 0);
    let mut ours = before.clone();
    ours["notesForCertification"] = "Ours".into();
    unknown(shop.store.update(&of(LEDGER), made.id(), &ours).await, Change::UpdateSubmission);
    let mut theirs = before.clone();
    theirs["notesForCertification"] = "Theirs".into();
    shop.another().update(&of(LEDGER), made.id(), &theirs).await.unwrap();
    let look = shop.store.look_after_update(&of(LEDGER), made.id(), &before, &ours).await.unwrap();
    assert!(matches!(look, UpdateLook::Different(_)), "{look:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_without_an_answer_is_never_sent_blindly_again() {
    let shop = Shop::open().await;
    for (effect, value, done) in mishaps() {
        let made = shop.store.create(&of(LEDGER)).await.unwrap();
        shop.fault(COMMIT, effect, value.clone());
        unknown(shop.store.commit(&of(LEDGER), made.id()).await, Change::CommitSubmission);
        match shop.store.look_after_commit(&of(LEDGER), made.id()).await.unwrap() {
            CommitLook::Committed(status) if done => {
                assert!(status.is_committed());
                shop.portal("cancelCertification", LEDGER).await;
            }
            CommitLook::NotCommitted(status) if !done => assert_eq!(status.status, "PendingCommit"),
            other => panic!("{effect:?} {value}: {other:?}"),
        }
        shop.store.delete(&of(LEDGER), made.id()).await.unwrap();
    }
    assert_eq!(shop.asked("POST", "/commit").len(), mishaps().len());

    // A commit that went through and failed is neither.
    let made = shop.store.create(&of(LEDGER)).await.unwrap();
    let mut sent = made.document.clone();
    sent["applicationPackages"][0]["fileStatus"] = "PendingDelete".into();
    shop.store.update(&of(LEDGER), made.id(), &sent).await.unwrap();
    shop.fault(COMMIT, Effect::LoseReply, Value::Null);
    unknown(shop.store.commit(&of(LEDGER), made.id()).await, Change::CommitSubmission);
    shop.until(LEDGER, made.id(), "CommitFailed").await;
    let look = shop.store.look_after_commit(&of(LEDGER), made.id()).await.unwrap();
    let CommitLook::Failed(status) = look else { panic!("{look:?}") };
    assert_eq!(status.errors[0].code, "NoValidPackages");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deletion_without_an_answer_is_looked_up() {
    let shop = Shop::open().await;
    let mut made = shop.store.create(&of(LEDGER)).await.unwrap();
    // An empty answer cannot be cut short.
    for (effect, value, done) in mishaps().into_iter().filter(|(effect, ..)| *effect != Effect::Truncate) {
        shop.fault(DELETE, effect, value.clone());
        unknown(shop.store.delete(&of(LEDGER), made.id()).await, Change::DeleteSubmission);
        match shop.store.look_after_delete(&of(LEDGER), made.id()).await.unwrap() {
            DeleteLook::Gone if done => made = shop.store.create(&of(LEDGER)).await.unwrap(),
            DeleteLook::Still(there) if !done => assert_eq!(there.id(), made.id()),
            other => panic!("{effect:?} {value}: {other:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reads_go_through_every_passing_trouble() {
    let shop = Shop::open().await;
    let made = shop.store.create(&of(LEDGER)).await.unwrap();
    let id = made.id();
    let app = format!("GET applications/{LEDGER}");
    let reads = [
        "GET applications".to_owned(),
        app.clone(),
        format!("{app}/submissions/{id}"),
        format!("{app}/submissions/{id}/status"),
    ];
    let troubles = [
        (Effect::Status, json!(500)),
        (
            Effect::Status,
            json!({"status": 503, "body": "<html>busy</html>", "headers": {"Retry-After": "0"}}),
        ),
        (Effect::Cut, json!(0)),
        (Effect::LoseReply, Value::Null),
        (Effect::Truncate, json!(20)),
        (Effect::Delay, json!(300)),
    ];
    for (effect, value) in troubles {
        for route in &reads {
            shop.fault(route, effect, value.clone());
        }
        // Repeats have a budget of ten a minute; a client of its own for each trouble keeps within it.
        let store = shop.another();
        let ledger = of(LEDGER);
        let (page, app, submission, status) = tokio::join!(
            store.applications_page(10, 0),
            store.application(LEDGER),
            store.submission(&ledger, id),
            store.status(&ledger, id),
        );
        assert_eq!(page.unwrap().total, Some(7), "{effect:?}");
        assert_eq!(app.unwrap().pending_submission.as_deref(), Some(id));
        assert_eq!(submission.unwrap().document, made.document);
        assert_eq!(status.unwrap().status, "PendingCommit");
        assert!(shop.sandbox.faults().list().is_empty(), "every fault was met");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn trouble_that_stays_is_told_with_the_id_for_support() {
    let shop = Shop::open().await;
    let page = json!({"status": 502, "body": "<html>bad gateway</html>", "headers": {"MS-CorrelationId": "abc-123"}});
    shop.sandbox
        .faults()
        .add(vitrine_sandbox::Fault::new("GET applications/*", Effect::Status, page).times(100));
    let failed = shop.store.application(LEDGER).await.unwrap_err();
    let PartnerError::ServiceTrouble(details) = &failed else { panic!("{failed:?}") };
    assert_eq!(details.status, Some(502));
    assert!(details.correlation_id.is_some() && failed.may_pass());
    assert!(shop.asked("GET", LEDGER).len() <= 5, "and it is not asked for ever");
}

/// A delay that ends is only a delay; a person who cancels in it learns that the outcome is unknown.
#[tokio::test(flavor = "multi_thread")]
async fn waiting_can_be_ended_and_is_then_looked_up() {
    let shop = Shop::open().await;
    shop.fault(CREATE, Effect::Delay, 300);
    let made = shop.store.create(&of(LEDGER)).await.unwrap();

    for (route, change) in [
        (UPDATE, Change::UpdateSubmission),
        (COMMIT, Change::CommitSubmission),
        (DELETE, Change::DeleteSubmission),
    ] {
        shop.fault(route, Effect::Delay, 600_000);
        let cancel = CancellationToken::new();
        let store = shop.store.cancelled_by(cancel.clone());
        let (id, document) = (made.id().to_owned(), made.document.clone());
        let call = tokio::spawn(async move { change_it(&store, change, &id, &document).await });
        until(async || shop.sandbox.faults().list().is_empty().then_some(())).await;
        cancel.cancel();
        unknown(call.await.unwrap(), change);
    }
    let look =
        shop.store.look_after_update(&of(LEDGER), made.id(), &made.document, &made.document).await.unwrap();
    assert!(matches!(look, UpdateLook::Done(_)), "{look:?}");
    let look = shop.store.look_after_commit(&of(LEDGER), made.id()).await.unwrap();
    assert!(matches!(look, CommitLook::NotCommitted(_)), "{look:?}");
    let look = shop.store.look_after_delete(&of(LEDGER), made.id()).await.unwrap();
    assert!(matches!(look, DeleteLook::Still(_)), "{look:?}");

    let cancelled = CancellationToken::new();
    cancelled.cancel();
    let store = shop.store.cancelled_by(cancelled);
    assert!(matches!(store.create(&of(LEDGER)).await, Err(PartnerError::Cancelled)), "nothing was sent");
    assert!(matches!(store.application(LEDGER).await, Err(PartnerError::Cancelled)));
}

async fn change_it(
    store: &StorePartner,
    change: Change,
    id: &str,
    document: &Value,
) -> Result<(), PartnerError> {
    match change {
        Change::UpdateSubmission => store.update(&of(LEDGER), id, document).await.map(drop),
        Change::CommitSubmission => store.commit(&of(LEDGER), id).await.map(drop),
        _ => store.delete(&of(LEDGER), id).await,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_429_silences_the_queue_for_as_long_as_the_service_asks() {
    let shop = Shop::open().await;
    let full = |after: &str| {
        json!({"status": 429, "headers": {"Retry-After": after},
               "body": {"statusCode": 429, "message": "Rate limit is exceeded. Try again in 1 seconds."}})
    };
    shop.fault("GET applications/*", Effect::Status, full("1"));
    let start = Instant::now();
    shop.store.application(LEDGER).await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1), "the second request waited");
    assert_eq!(shop.asked("GET", LEDGER).len(), 2);

    // A change is not repeated: who asked decides, and knows how long.
    shop.fault(CREATE, Effect::Status, full("40"));
    match shop.store.create(&of(LEDGER)).await.unwrap_err() {
        PartnerError::Throttled { retry_after, .. } => assert_eq!(retry_after, Some(Duration::from_secs(40))),
        other => panic!("{other:?}"),
    }
    let paused = shop.store.paused_for().expect("a countdown can be shown");
    assert!(paused <= Duration::from_secs(40) && paused > Duration::from_secs(30));
    assert_eq!(shop.another().look_after_create(&of(LEDGER), None).await.unwrap(), CreateLook::NotCreated);
}

/// The service's own limit: 20 a minute and tenant, whoever asks. Both forms of its answer tell how long to wait.
#[tokio::test(flavor = "multi_thread")]
async fn the_limit_of_the_tenant_is_told_with_and_without_a_header() {
    for header in ["absent", "present"] {
        let assume = vec![("retry-after".to_owned(), header.to_owned())];
        let shop = Shop::with(vitrine_sandbox::Options { assume, speed: 1.0, ..Shop::options() }).await;
        let token = vitrine_tests::raw::token(&shop.sandbox).await;
        let url = format!("{}/manage.devcenter.microsoft.com/v1.0/my/applications", shop.sandbox.base());
        let other_tool = reqwest::Client::new();
        // The minute may turn between the last of these and our own request; then they are made again.
        let refused = until(async || {
            while other_tool.get(&url).bearer_auth(&token).send().await.unwrap().status() != 429 {}
            let own = shop::client(&shop::endpoints(&shop.sandbox, 1.0), &shop::credentials(&shop.sandbox));
            own.create(&of(LEDGER)).await.err()
        })
        .await;
        match refused {
            PartnerError::Throttled { retry_after: Some(wait), .. } => {
                assert!(wait <= Duration::from_secs(60), "{header}: {wait:?}");
            }
            other => panic!("{header}: {other:?}"),
        }
    }
}

/// Ninety requests at once, as a page full of products asks for them: none of them meets a 429.
#[tokio::test(flavor = "multi_thread")]
async fn our_pace_stays_below_the_limit() {
    let shop = Shop::with(vitrine_sandbox::Options { speed: 6.0, ..Shop::options() }).await;
    let reads = (0..90).map(|n| {
        let store = shop.store.clone();
        async move { store.applications_page(1 + n % 45, n / 45).await.map(drop) }
    });
    for read in futures_util::future::join_all(reads).await {
        read.unwrap();
    }
    let made = shop.store.create(&of(LEDGER)).await.expect("the kept places are for changes");
    shop.store.delete(&of(LEDGER), made.id()).await.unwrap();
    let log = shop.sandbox.log();
    assert!(log.len() > 90 && log.iter().all(|entry| entry.status != Some(429)), "nothing was refused");
}
