//! What a journal hears of requests, and what it never hears.

use std::sync::Mutex;

use super::*;
use crate::stub::{endpoints, nobody, services};
use crate::{RequestFault, RequestTold, Service};

fn listened(base: &str) -> (StorePartner, Arc<Mutex<Vec<RequestTold>>>) {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let listener = Arc::clone(&heard);
    let services = services().told(Arc::new(move |told| listener.lock().unwrap().push(told)));
    (services.store(&endpoints(base), &nobody()), heard)
}

#[tokio::test]
async fn every_request_is_told_without_query_body_or_token() {
    let down =
        Act::Answer(503, vec![("retry-after", "0".into()), ("ms-correlationid", "theirs".into())], vec![]);
    let page = answer(200, r#"{"value":[]}"#);
    let stub = script([down, page, answer(200, SUBMISSION), answer(500, "")]).await;
    let (own, heard) = listened(&stub.base);
    own.ranked(Rank::Background).applications_page(3, 0).await.unwrap();
    own.update(&of("9N"), "1", &json!({"secret of the body": 1})).await.unwrap();
    own.change_rollout(&of("9N"), "1", RolloutChange::Percentage(50.0)).await.unwrap_err();

    let heard = heard.lock().unwrap();
    let lines: Vec<_> = heard
        .iter()
        .map(|told| (told.service, told.method.as_str(), told.path.as_str(), told.status, told.rank))
        .collect();
    let rollout = "applications/9N/submissions/1/updatepackagerolloutpercentage";
    assert_eq!(
        lines,
        [
            (Service::SignIn, "POST", "oauth2/v2.0/token", Some(200), Rank::Asked),
            (Service::Store, "GET", "applications", Some(503), Rank::Background),
            (Service::Store, "GET", "applications", Some(200), Rank::Background),
            (Service::Store, "PUT", "applications/9N/submissions/1", Some(200), Rank::Change),
            (Service::Store, "POST", rollout, Some(500), Rank::Change),
        ]
    );
    assert!(
        heard.iter().all(|told| told.tenant.as_deref() == Some("contoso.example") && told.fault.is_none())
    );
    assert_eq!(heard[1].correlation, "theirs");
    assert_eq!(
        heard[2].correlation,
        stub.seen()[1].header("ms-correlationid"),
        "ours where theirs is missing"
    );
    let print = format!("{heard:?}");
    for never in ["token-1", "key-of-the-test", "percentage=", "top=", "secret of the body", "cret%3D"] {
        assert!(!print.contains(never), "{never} in {print}");
    }
}

#[tokio::test]
async fn a_request_without_an_answer_is_told_with_its_reason() {
    for (act, fault, status) in [
        (Act::Cut, RequestFault::Cut, None),
        (Act::Half(200, SUBMISSION.into()), RequestFault::Cut, Some(200)),
        (Act::Silence, RequestFault::TimedOut, None),
    ] {
        let stub = script([act]).await;
        let (own, heard) = listened(&stub.base);
        own.commit(&of("9N"), "1").await.unwrap_err();
        let told = heard.lock().unwrap().pop().unwrap();
        assert_eq!((told.fault, told.status), (Some(fault), status));
    }
}

#[tokio::test]
async fn a_cancelled_request_is_told_as_given_up() {
    let stub = script([Act::Silence]).await;
    let (own, heard) = listened(&stub.base);
    let cancel = CancellationToken::new();
    let own = own.cancelled_by(cancel.clone());
    let changing = tokio::spawn(async move { own.delete(&of("9N"), "1").await });
    while stub.seen().is_empty() {
        tokio::task::yield_now().await;
    }
    cancel.cancel();
    changing.await.unwrap().unwrap_err();
    assert_eq!(heard.lock().unwrap().last().unwrap().fault, Some(RequestFault::GivenUp));
}

#[tokio::test]
async fn an_upload_is_told_without_its_signature() {
    let stub = script([answer(201, "")]).await;
    let (own, heard) = listened(&stub.base);
    let text = format!(
        "{}/blob.core.windows.net/c/b?sv=2014-02-14&sig=se%2Bcret&se=2099-01-01T00:00:00Z&sp=rwl",
        stub.base
    );
    let address = UploadAddress::parse(&text).unwrap();
    // That the stub holds nothing afterwards is another test's.
    let _ = own.upload(&address, Arc::new(vec![1_u8; 3]), |_| ()).await;
    let heard = heard.lock().unwrap();
    assert_eq!((heard[0].service, heard[0].path.as_str()), (Service::Storage, "/blob.core.windows.net/c/b"));
    assert_eq!((heard[0].tenant.as_ref(), heard[0].status), (None, Some(201)));
    assert!(!format!("{heard:?}").contains("cret"));
}
