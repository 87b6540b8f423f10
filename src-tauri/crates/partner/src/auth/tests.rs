use std::sync::atomic::{AtomicUsize, Ordering};

use crate::stub::{Act, Stub, answer, store, store_at, token};
use crate::{Endpoints, PartnerError, SignInFault, TokenVersion};

fn wrong_key() -> Act {
    answer(
        401,
        r#"{"error":"invalid_client","error_description":"AADSTS7000215: no.","error_codes":[7000215]}"#,
    )
}

fn v1_of(stub: &Stub) -> Endpoints {
    Endpoints::loopback(&stub.base).unwrap().with_requests_per_minute(1_000_000)
}

#[tokio::test]
async fn v2_asks_with_a_scope_and_v1_with_a_resource() {
    let stub = Stub::start(|_| token()).await;
    store(&stub.base).sign_in().await.unwrap();
    store_at(&v1_of(&stub).with_token_version(TokenVersion::V1)).sign_in().await.unwrap();
    let seen = stub.tokens();
    assert_eq!(seen[0].path, "/login.microsoftonline.com/contoso.example/oauth2/v2.0/token");
    assert_eq!(
        seen[0].text(),
        "grant_type=client_credentials&client_id=client-1&client_secret=key-of-the-test\
         &scope=https%3A%2F%2Fmanage.devcenter.microsoft.com%2F.default"
    );
    assert_eq!(seen[1].path, "/login.microsoftonline.com/contoso.example/oauth2/token");
    assert!(seen[1].text().ends_with("&resource=https%3A%2F%2Fmanage.devcenter.microsoft.com"));
}

#[tokio::test]
async fn v1_is_tried_where_v2_does_not_exist_and_remembered() {
    let stub =
        Stub::start(|seen| if seen.path.contains("/v2.0/") { answer(404, "nothing here") } else { token() });
    let stub = stub.await;
    let store = store(&stub.base);
    store.sign_in().await.unwrap();
    store.sign_in().await.unwrap();
    let paths: Vec<bool> = stub.tokens().iter().map(|seen| seen.path.contains("/v2.0/")).collect();
    assert_eq!(paths, [true, false, false]);
}

#[tokio::test]
async fn a_wrong_key_is_told_after_one_question_however_many_ask() {
    let stub = Stub::start(|_| wrong_key()).await;
    let store = store(&stub.base);
    let asked = futures_util::future::join_all((0..8).map(|_| store.application("9N"))).await;
    for result in asked {
        let Err(PartnerError::SignIn(error)) = result else { panic!("{result:?}") };
        assert_eq!(error.fault, SignInFault::WrongKey);
        assert!(!format!("{error:?} {error}").contains("key-of-the-test"));
    }
    assert_eq!(stub.tokens().len(), 1, "v1 would say the same");
    assert!(stub.seen().is_empty());
}

#[tokio::test]
async fn many_requests_share_one_token() {
    let stub = Stub::start(|seen| if seen.is_token() { token() } else { answer(200, r#"{"id":"x"}"#) }).await;
    let store = store(&stub.base);
    let ids: Vec<String> = (0..10).map(|number| format!("9N{number}")).collect();
    let asked = futures_util::future::join_all(ids.iter().map(|id| store.application(id))).await;
    assert!(asked.iter().all(Result::is_ok));
    assert_eq!((stub.tokens().len(), stub.seen().len()), (1, 10));
    assert!(stub.seen().iter().all(|seen| seen.header("authorization") == "Bearer token-1"));
}

#[tokio::test]
async fn a_life_as_text_is_read_and_one_of_nothing_does_not_ask_for_ever() {
    for (life, minutes, renewals) in [
        (r#""expires_in":"3599","#, 50, 1),
        (r#""expires_in":"3599","#, 56, 2),
        (r#""expires_in":3599,"#, 56, 2),
        ("", 2, 1),
        ("", 6, 2),
        (r#""expires_in":0,"#, 2, 1),
        // Ten per cent of a day is more than five minutes.
        (r#""expires_in":86400,"#, 60 * 22, 2),
    ] {
        let stub = Stub::start(move |seen| {
            if seen.is_token() {
                answer(200, format!(r#"{{{life}"access_token":"t"}}"#))
            } else {
                answer(200, r#"{"id":"x"}"#)
            }
        });
        let stub = stub.await;
        let store = store(&stub.base);
        store.application("a").await.unwrap();
        store.application("b").await.unwrap();
        assert_eq!(stub.tokens().len(), 1, "{life}");
        tokio::time::pause();
        tokio::time::advance(std::time::Duration::from_secs(minutes * 60)).await;
        tokio::time::resume();
        store.application("c").await.unwrap();
        assert_eq!(stub.tokens().len(), renewals, "{life} after {minutes} min");
    }
}

#[tokio::test]
async fn trouble_of_entra_is_waited_out_three_times() {
    let count = AtomicUsize::new(0);
    let stub = Stub::start(move |_| match count.fetch_add(1, Ordering::SeqCst) {
        0 => answer(503, r#"{"error":"temporarily_unavailable","error_codes":[90033]}"#),
        1 => Act::Cut,
        _ => token(),
    });
    let stub = stub.await;
    store(&stub.base).sign_in().await.unwrap();
    assert_eq!(stub.tokens().len(), 3);

    let stub = Stub::start(|_| answer(500, "<html>down</html>")).await;
    let failed = store(&stub.base).sign_in().await.unwrap_err();
    assert!(matches!(failed, PartnerError::SignIn(error) if error.fault == SignInFault::Trouble));
    assert_eq!(stub.tokens().len(), 3);
}

#[tokio::test]
async fn an_answer_without_a_token_is_unreadable_and_keeps_nothing_of_it() {
    let stub = Stub::start(|_| answer(200, r#"{"token":"eyJwhatever-in-a-new-shape"}"#)).await;
    let failed = store(&stub.base).sign_in().await.unwrap_err();
    assert!(matches!(&failed, PartnerError::Unreadable(details) if details.answer.is_none()), "{failed:?}");
}
