//! The Store client against scripted servers: what is sent, how often, and what each answer means.

mod documented;
mod holders;
mod hostile;
mod paging;
mod rollout;
mod telling;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::*;
use crate::stub::{Act, Seen, Stub, answer, store, token};
use crate::{Change, Rank};

const SUBMISSION: &str = r#"{"id":"1152921504621243540","zeta":1.50,"alpha":{"new":["unknown"]},"status":"PendingCommit",
    "fileUploadUrl":"https://x.blob.core.windows.net/c/b?sv=2014-02-14&sig=se+cret%3D&se=2026-11-21T00:00:00Z&sp=rwl","friendlyName":"Submission 2"}"#;

/// Answers tokens, and everything else by the closure.
async fn stub(act: impl Fn(&Seen) -> Act + Send + Sync + 'static) -> Stub {
    Stub::start(move |seen| if seen.is_token() { token() } else { act(seen) }).await
}

/// Answers the requests in this order, the last one for ever.
async fn script(acts: impl Into<Vec<Act>>) -> Stub {
    let (acts, next) = (acts.into(), AtomicUsize::new(0));
    stub(move |_| acts[next.fetch_add(1, Ordering::SeqCst).min(acts.len() - 1)].clone()).await
}

fn of(app: &str) -> Owner {
    Owner::App(app.to_owned())
}

fn app(extra: Value) -> Vec<u8> {
    let mut app =
        json!({"id": "9N", "primaryName": "Contoso", "firstPublishedDate": "2016-03-11T01:32:11.0747851Z"});
    app.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    app.to_string().into_bytes()
}

#[tokio::test]
async fn a_submission_comes_as_it_is_without_its_address() {
    let stub = script([answer(200, SUBMISSION)]).await;
    let read = store(&stub.base).submission(&of("9N"), "1152921504621243540").await.unwrap();
    assert_eq!(
        read.document.to_string(),
        r#"{"id":"1152921504621243540","zeta":1.5,"alpha":{"new":["unknown"]},"status":"PendingCommit","friendlyName":"Submission 2"}"#
    );
    assert_eq!((read.id(), read.status()), ("1152921504621243540", "PendingCommit"));
    assert_eq!(read.upload.as_ref().unwrap().permissions(), Some("rwl"));
    assert!(!format!("{read:?}").contains("cret"));
    let seen = &stub.seen()[0];
    assert_eq!(
        seen.path,
        "/manage.devcenter.microsoft.com/v1.0/my/applications/9N/submissions/1152921504621243540"
    );
    assert_eq!(seen.header("user-agent"), "Vitrine/0.0.0");
}

#[tokio::test]
async fn an_update_sends_the_document_byte_for_byte_in_order() {
    let stub = script([answer(200, SUBMISSION)]).await;
    let document: Value = serde_json::from_str(r#"{"b":1,"a":null,"é":["x",{"q":0.0}]}"#).unwrap();
    store(&stub.base).update(&of("9N"), "1", &document).await.unwrap();
    let seen = &stub.seen()[0];
    assert_eq!(
        (seen.method.as_str(), seen.text().as_str()),
        ("PUT", r#"{"b":1,"a":null,"é":["x",{"q":0.0}]}"#)
    );
    assert_eq!(seen.header("content-type"), "application/json");
}

#[tokio::test]
async fn a_refused_token_is_renewed_once_for_reads_and_changes() {
    let stub = script([answer(401, ""), answer(200, app(json!({})))]).await;
    store(&stub.base).application("9N").await.unwrap();
    assert_eq!((stub.tokens().len(), stub.seen().len()), (2, 2));

    let stub = script([answer(401, ""), answer(200, r#"{"status":"CommitStarted"}"#)]).await;
    assert_eq!(store(&stub.base).commit(&of("9N"), "1").await.unwrap(), "CommitStarted");
    assert_eq!((stub.tokens().len(), stub.seen().len()), (2, 2));

    let stub = script([answer(401, "APIM: Unauthorized")]).await;
    let failed = store(&stub.base).application("9N").await.unwrap_err();
    assert!(matches!(failed, PartnerError::NotPermitted { change: false, .. }), "{failed:?}");
    assert_eq!(stub.seen().len(), 2, "and no third time");
}

#[tokio::test]
async fn a_read_goes_through_trouble_that_passes() {
    let again = Act::Answer(503, vec![("retry-after", "0".into())], b"busy".to_vec());
    let stub = script([again, answer(500, ""), Act::Cut, answer(200, app(json!({})))]).await;
    assert_eq!(store(&stub.base).application("9N").await.unwrap().primary_name, "Contoso");
    assert_eq!(stub.seen().len(), 4);
}

#[tokio::test]
async fn a_read_gives_trouble_that_stays_up_and_says_what_support_asks_for() {
    let down = Act::Answer(500, vec![("MS-CorrelationId", "their-id".into())], vec![b'x'; 1 << 20]);
    let stub = script([down]).await;
    let failed = store(&stub.base).application("9N").await.unwrap_err();
    let PartnerError::ServiceTrouble(details) = &failed else { panic!("{failed:?}") };
    assert_eq!(stub.seen().len(), 3, "a plain 500 is not worth more");
    assert_eq!(details.correlation_id.as_deref(), Some("their-id"));
    assert_eq!(details.operation.as_deref(), Some("GET applications/9N"));
    assert!(details.answer.as_ref().unwrap().len() < 5000);
    let sent = stub.seen()[0].header("ms-correlationid").to_owned();
    assert_eq!(sent.len(), 36, "we send an id of our own: {sent}");
}

#[tokio::test]
async fn a_change_is_sent_once_and_an_unknown_outcome_says_so() {
    for act in [
        answer(500, ""),
        answer(503, "Account service is experiencing issue"),
        answer(408, ""),
        Act::Cut,
        Act::Half(200, SUBMISSION.as_bytes().to_vec()),
        Act::Silence,
        answer(200, "<html>a portal</html>"),
        Act::Answer(302, vec![("location", "/elsewhere".into())], Vec::new()),
    ] {
        let stub = script([act.clone()]).await;
        let store = store(&stub.base);
        let failed = store.create(&of("9N")).await.unwrap_err();
        assert!(
            matches!(failed, PartnerError::Ambiguous { change: Change::CreateSubmission, .. }),
            "{act:?} {failed:?}"
        );
        let failed = store.update(&of("9N"), "1", &json!({})).await.unwrap_err();
        assert!(matches!(failed, PartnerError::Ambiguous { change: Change::UpdateSubmission, .. }));
        assert_eq!(
            stub.calls(),
            ["POST applications/9N/submissions", "PUT applications/9N/submissions/1"],
            "once each after {act:?}"
        );
    }
}

#[tokio::test]
async fn without_a_connection_nothing_was_sent() {
    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let store = store(&closed);
    for failed in [store.application("9N").await.err(), store.create(&of("9N")).await.err()] {
        assert!(matches!(failed, Some(PartnerError::Offline(_))), "{failed:?}");
    }
}

#[tokio::test]
async fn a_refused_create_is_explained_by_the_app() {
    let refused = r#"{"code":"InvalidState","message":"No.","target":"submission"}"#;
    let live = json!({"lastPublishedApplicationSubmission": {"id": "5"}});
    let pending = json!({"pendingApplicationSubmission": {"id": "7"}});
    let cases: [(Value, &str); 4] = [
        (pending, "PendingExists { submission: Some(\"7\")"),
        (json!({"firstPublishedDate": "1601-01-01T00:00:00Z"}), "FirstSubmissionMissing"),
        (live.clone(), "RolloutRunning"),
        (json!({"lastPublishedApplicationSubmission": {"id": "6"}}), "WrongState"),
    ];
    for (resource, want) in cases {
        let stub = stub(move |seen| match seen.path.rsplit('/').next().unwrap() {
            "submissions" => answer(409, refused),
            "packagerollout" if seen.path.contains("/5/") => {
                answer(200, r#"{"isPackageRollout":true,"packageRolloutStatus":"PackageRolloutInProgress"}"#)
            }
            "packagerollout" => answer(200, r#"{"isPackageRollout":false}"#),
            _ => answer(200, app(resource.clone())),
        });
        let stub = stub.await;
        let failed = store(&stub.base).create(&of("9N")).await.unwrap_err();
        assert!(format!("{failed:?}").starts_with(want), "{want}: {failed:?}");
        assert_eq!(stub.calls().iter().filter(|call| call.starts_with("POST")).count(), 1);
    }
}

#[tokio::test]
async fn the_same_read_asked_for_twice_is_sent_once() {
    let stub = script([answer(200, app(json!({})))]).await;
    let store = store(&stub.base);
    let (one, two, other) =
        tokio::join!(store.application("9N"), store.application("9N"), store.application("9M"));
    assert_eq!(one.unwrap(), two.unwrap());
    other.unwrap();
    let mut calls = stub.calls();
    calls.sort();
    assert_eq!(calls, ["GET applications/9M", "GET applications/9N"]);
}

#[tokio::test]
async fn a_429_pauses_the_whole_tenant_and_a_change_is_not_sent_again() {
    let body = r#"{"statusCode":429,"message":"Rate limit is exceeded. Try again in 14 seconds."}"#;
    let stub = script([answer(429, body)]).await;
    let store = store(&stub.base);
    let failed = store.commit(&of("9N"), "1").await.unwrap_err();
    assert!(
        matches!(failed, PartnerError::Throttled { retry_after: Some(wait), .. } if wait == Duration::from_secs(14))
    );
    assert_eq!(stub.seen().len(), 1);
    let left = store.paused_for().unwrap();
    assert!(left > Duration::from_secs(10) && left <= Duration::from_secs(14), "{left:?}");
}

#[tokio::test]
async fn a_read_waits_as_long_as_the_service_asks() {
    let wait = Act::Answer(429, vec![("retry-after", "1".into())], Vec::new());
    let stub = script([wait, answer(200, app(json!({})))]).await;
    let start = Instant::now();
    store(&stub.base).application("9N").await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert_eq!(stub.seen().len(), 2);

    let hour = Act::Answer(429, vec![("retry-after", "3600".into())], Vec::new());
    let stub = script([hour]).await;
    let failed = store(&stub.base).application("9N").await.unwrap_err();
    assert!(
        matches!(failed, PartnerError::Throttled { retry_after: Some(wait), .. } if wait == Duration::from_secs(600)),
        "told at once instead of waited out, and capped: {failed:?}"
    );
}

#[tokio::test]
async fn cancelling_ends_a_read_at_once_and_leaves_a_change_unknown() {
    let stub = script([Act::Silence]).await;
    let cancel = CancellationToken::new();
    let store = store(&stub.base).cancelled_by(cancel.clone());
    let (reading, changing) = (store.clone(), store.clone());
    let reading = tokio::spawn(async move { reading.application("9N").await });
    let changing = tokio::spawn(async move { changing.delete(&of("9N"), "1").await });
    while stub.seen().len() < 2 {
        tokio::task::yield_now().await;
    }
    cancel.cancel();
    assert!(matches!(reading.await.unwrap(), Err(PartnerError::Cancelled)));
    assert!(matches!(
        changing.await.unwrap(),
        Err(PartnerError::Ambiguous { change: Change::DeleteSubmission, .. })
    ));
    assert!(matches!(store.create(&of("9N")).await, Err(PartnerError::Cancelled)), "not even sent");
    assert_eq!(stub.seen().len(), 2);
}

#[tokio::test]
async fn a_page_in_place_of_an_answer_is_told_and_a_redirect_is_not_followed() {
    let stub = script([answer(200, "<html>Please sign in to this hotel</html>")]).await;
    assert!(matches!(store(&stub.base).application("9N").await, Err(PartnerError::Unreadable(_))));

    let elsewhere = Stub::start(|_| answer(200, r#"{"id":"x"}"#)).await;
    let target = format!("{}/x", elsewhere.base);
    let stub = script([Act::Answer(307, vec![("location", target)], Vec::new())]).await;
    assert!(matches!(store(&stub.base).application("9N").await, Err(PartnerError::Unreadable(_))));
    assert!(elsewhere.seen().is_empty(), "the token stays here");
}

#[tokio::test]
async fn a_document_never_stands_in_an_error() {
    let stub = script([answer(200, r#"{"notesForCertification":"user anna, password hello"}"#)]).await;
    let own = store(&stub.base);
    for failed in [own.submission(&of("9N"), "1").await.err(), own.create(&of("9N")).await.err()] {
        let failed = failed.unwrap();
        assert_eq!(
            failed.details().unwrap().answer,
            None,
            "confidential, and no help to support: {failed:?}"
        );
    }
}

#[tokio::test]
async fn a_status_reads_what_says_something() {
    let body = json!({"status": "BrandNew", "statusDetails": {
        "errors": [{"code": "None", "details": "string"}, {"code": "MissingFiles", "details": "a.png"}, {}],
        "warnings": [{"code": "SalesUnsupportedWarning"}],
        "certificationReports": [{}, {"date": "2026-11-01T00:00:00Z", "reportUrl": "https://microsoft.com/r"}],
    }});
    let stub = script([answer(200, body.to_string())]).await;
    let status = store(&stub.base).status(&of("9N"), "1").await.unwrap();
    assert_eq!(status.status, "BrandNew");
    let missing = StatusDetail { code: "MissingFiles".into(), details: "a.png".into() };
    assert_eq!(status.errors, [missing]);
    assert_eq!(status.warnings.len(), 1);
    assert_eq!(status.reports.len(), 1);
    assert_eq!(status.document, body);
}

#[tokio::test]
async fn looking_after_a_lost_reply_tells_what_happened() {
    let pending = answer(200, app(json!({"pendingApplicationSubmission": {"id": "7"}})));
    let stub = script([pending.clone(), pending, answer(200, app(json!({})))]).await;
    let own = store(&stub.base);
    let look = own.look_after_create(&of("9N"), None).await.unwrap();
    assert_eq!(look, CreateLook::Created { submission: "7".into() });
    let look = own.look_after_create(&of("9N"), Some("7")).await.unwrap();
    assert_eq!(look, CreateLook::AlreadyOpen { submission: "7".into() });
    assert_eq!(own.look_after_create(&of("9N"), None).await.unwrap(), CreateLook::NotCreated);

    let (before, sent) = (json!({"visibility": "Public"}), json!({"visibility": "Hidden"}));
    let holding = |visibility: &str| answer(200, json!({"id": "1", "visibility": visibility}).to_string());
    let stub = script([holding("Hidden"), holding("Public"), holding("Private")]).await;
    let own = store(&stub.base);
    let mut looks = Vec::new();
    for _ in 0..3 {
        looks.push(own.look_after_update(&of("9N"), "1", &before, &sent).await.unwrap());
    }
    assert!(matches!(
        looks.as_slice(),
        [UpdateLook::Done(_), UpdateLook::NotDone(_), UpdateLook::Different(_)]
    ));

    let status = |status: &str| answer(200, json!({"status": status}).to_string());
    let stub = script([status("PendingCommit"), status("PreProcessing"), status("CommitFailed")]).await;
    let own = store(&stub.base);
    assert!(matches!(own.look_after_commit(&of("9N"), "1").await.unwrap(), CommitLook::NotCommitted(_)));
    assert!(matches!(own.look_after_commit(&of("9N"), "1").await.unwrap(), CommitLook::Committed(_)));
    assert!(matches!(own.look_after_commit(&of("9N"), "1").await.unwrap(), CommitLook::Failed(_)));

    let stub = script([answer(404, ""), answer(200, SUBMISSION)]).await;
    let own = store(&stub.base);
    assert!(matches!(own.look_after_delete(&of("9N"), "1").await.unwrap(), DeleteLook::Gone));
    assert!(matches!(own.look_after_delete(&of("9N"), "1").await.unwrap(), DeleteLook::Still(_)));
}

#[tokio::test]
async fn the_short_answer_gives_only_what_it_holds() {
    let stub = script([answer(201, r#"{"id":"9","fileUploadUrl":"http://127.0.0.1:1/a?sig=x"}"#)]).await;
    let made = store(&stub.base).create_minimal(&of("9N")).await.unwrap();
    assert_eq!(made.id, "9");
    assert!(made.upload.is_some());
    assert_eq!(stub.calls(), ["POST applications/9N/submissions?isMinimalResponse=true"]);
}

#[tokio::test]
async fn ids_from_anywhere_stay_one_segment() {
    let stub = script([answer(404, "")]).await;
    let failed = store(&stub.base).submission(&of("../x?y"), "a/b#c").await.unwrap_err();
    assert!(matches!(failed, PartnerError::NotFound(_)));
    assert_eq!(stub.calls(), ["GET applications/%2E%2E%2Fx%3Fy/submissions/a%2Fb%23c"]);
}

#[tokio::test]
async fn no_secret_is_in_any_error_or_print() {
    let leaky = "Bearer token-1 and https://x.blob.core.windows.net/c?sv=1&sig=LEAKED and key-of-the-test";
    let stub = script([answer(400, json!({"code": "X", "message": leaky}).to_string())]).await;
    let store = store(&stub.base).ranked(Rank::Background);
    let failed = store.update(&of("9N"), "1", &json!({})).await.unwrap_err();
    let print = format!("{failed:?} {failed} {store:?}");
    assert!(!print.contains("token-1") && !print.contains("LEAKED"), "{print}");
    let stub = script([answer(200, SUBMISSION)]).await;
    let own = crate::stub::store(&stub.base);
    let address = own.submission(&of("9N"), "1").await.unwrap().upload.unwrap();
    let refused = own.upload(&address, Arc::new(vec![1_u8; 3]), |_| ()).await.unwrap_err();
    assert!(
        matches!(refused, PartnerError::UploadRefused { reason: UploadRefusal::ForeignHost, .. }),
        "practice does not upload to Azure: {refused:?}"
    );
    assert!(!format!("{refused:?}").contains("cret"));
}
