//! Signing in, and everything that only reads.

use std::time::Duration;

use futures_util::TryStreamExt as _;
use serde_json::json;
use vitrine_partner::{Credentials, Key, PartnerError, SignInFault, StorePartner, TokenVersion};
use vitrine_sandbox::{Effect, Options, Scenario};
use vitrine_tests::raw;
use vitrine_tests::shop::{self, LEDGER, Shop, of};

const LOGIN: &str = "login.microsoftonline.com";

fn tokens(shop: &Shop) -> Vec<String> {
    shop.log(LOGIN, "POST", "").into_iter().map(|entry| entry.path).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn both_token_endpoints_serve_and_one_token_serves_many_requests() {
    let shop = Shop::open().await;
    let tenant = shop.sandbox.credentials().tenant_id.clone();
    for (version, ending) in [
        (TokenVersion::V1, "oauth2/token"),
        (TokenVersion::V2, "oauth2/v2.0/token"),
        (TokenVersion::Auto, "oauth2/v2.0/token"),
    ] {
        let before = tokens(&shop).len();
        let endpoints = shop::endpoints(&shop.sandbox, shop::SPEED).with_token_version(version);
        let store = shop::client(&endpoints, &shop::credentials(&shop.sandbox));
        store.sign_in().await.unwrap_or_else(|e| panic!("{version:?}: {e:?}"));
        for _ in 0..3 {
            store.application(LEDGER).await.unwrap();
        }
        assert_eq!(tokens(&shop)[before..], [format!("/{tenant}/{ending}")], "{version:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_without_the_second_endpoint_is_spoken_to_through_the_first() {
    let shop = Shop::open().await;
    let missing = json!({"status": 404, "body": "<html>no such page</html>"});
    shop.fault("POST login.microsoftonline.com/*/oauth2/v2.0/token", Effect::Status, missing);
    shop.store.sign_in().await.unwrap();
    assert_eq!(tokens(&shop).len(), 2);
    assert!(tokens(&shop)[1].ends_with("/oauth2/token"));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_wrong_text_has_its_meaning_and_its_ids() {
    let shop = Shop::open().await;
    let right = shop::credentials(&shop.sandbox);
    let nobody = "11111111-2222-4333-8444-555555555555".to_owned();
    let cases = [
        (Credentials { tenant: nobody.clone(), ..right.clone() }, SignInFault::UnknownTenant, 90_002),
        (
            Credentials { tenant: "no tenant at all".into(), ..right.clone() },
            SignInFault::UnknownTenant,
            900_023,
        ),
        (Credentials { client_id: nobody, ..right.clone() }, SignInFault::UnknownApplication, 700_016),
        (Credentials { key: Key::new("the-id-of-the-key"), ..right }, SignInFault::WrongKey, 7_000_215),
    ];
    for version in [TokenVersion::V1, TokenVersion::V2] {
        for (credentials, fault, code) in &cases {
            let endpoints = shop::endpoints(&shop.sandbox, shop::SPEED).with_token_version(version);
            let refused = shop::client(&endpoints, credentials).sign_in().await.unwrap_err();
            let PartnerError::SignIn(error) = &refused else { panic!("{refused:?}") };
            assert_eq!((error.fault, error.code), (*fault, Some(*code)));
            assert!(error.trace_id.is_some() && error.details.correlation_id.is_some());
            assert!(!format!("{refused:?}").contains("the-id-of-the-key"), "no key in an error");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_ended_is_renewed_without_a_word() {
    let shop = Shop::open().await;
    shop.store.application(LEDGER).await.unwrap();
    // The sandbox's wall clock moves, ours does not: the service is the first to notice.
    shop.sandbox.advance(Duration::from_secs(61 * 60)).await.unwrap();
    shop.store.application(LEDGER).await.unwrap();
    assert_eq!(tokens(&shop).len(), 2);
    let answers: Vec<_> = shop.asked("GET", LEDGER).iter().map(|entry| entry.status).collect();
    assert_eq!(answers, [Some(200), Some(401), Some(200)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_that_partner_center_does_not_know_and_one_without_the_role() {
    let shop = Shop::open().await;
    shop.portal_with(json!({"action": "setRole", "role": "absent"})).await;
    let refused = shop.store.applications_page(10, 0).await.unwrap_err();
    assert!(matches!(refused, PartnerError::NotOnboarded(_)), "{refused:?}");

    for status in ["403", "401"] {
        let shop = Shop::assuming(&[("missing-role", status)]).await;
        shop.portal_with(json!({"action": "setRole", "role": "developer"})).await;
        assert_eq!(shop.store.application(LEDGER).await.unwrap().id, LEDGER, "reading needs no role");
        let refused = shop.store.create(&of(LEDGER)).await.unwrap_err();
        assert!(matches!(refused, PartnerError::NotPermitted { change: true, .. }), "{status}: {refused:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_followed_to_the_end_in_the_services_order() {
    let shop = Shop::open().await;
    let first = shop.store.applications_page(3, 0).await.unwrap();
    assert_eq!((first.entries.len(), first.total), (3, Some(7)));
    assert_eq!(first.next.as_deref(), Some("applications?skip=3&top=3"));
    assert_eq!(first.entries[0].primary_name, "Fabrikam Ledger");
    let last = shop.store.applications_page(100, 6).await.unwrap();
    assert_eq!((last.entries.len(), last.next), (1, None));
    assert!(last.entries[0].last_published_submission.is_some());

    let large = Shop::with(Options { scenario: Scenario::Large, ..Shop::options() }).await;
    let ids = all(&large.store).await;
    assert_eq!(ids.len(), 5_000);
    let mut sorted = ids.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(sorted.len(), 5_000, "each of them once");
    assert_eq!(large.asked("GET", "/applications").len(), 50);
}

async fn all(store: &StorePartner) -> Vec<String> {
    let pages: Vec<_> = store.applications().try_collect().await.expect("all pages");
    pages.into_iter().flat_map(|page| page.entries).map(|app| app.id).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_without_products_answers_a_page_or_a_404() {
    let empty = |value: &str| {
        let assume = vec![("empty-lists".to_owned(), value.to_owned())];
        Shop::with(Options { scenario: Scenario::Empty, assume, ..Shop::options() })
    };
    let page = empty("page").await.store.applications_page(100, 0).await.unwrap();
    assert_eq!((page.entries, page.total, page.next), (vec![], Some(0), None));
    let refused = empty("404").await.store.applications_page(100, 0).await.unwrap_err();
    assert!(matches!(refused, PartnerError::NotFound(_)), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_is_what_the_service_says_and_nothing_more() {
    let shop = Shop::open().await;
    let app = shop.store.application(LEDGER).await.unwrap();
    let token = raw::token(&shop.sandbox).await;
    assert_eq!(app.document, raw::get(&shop.sandbox, &token, &format!("applications/{LEDGER}")).await);
    assert_eq!(app.package_identity_name, "Fabrikam.Ledger");
    assert!(app.package_family_name.starts_with("Fabrikam.Ledger_"));
    assert!(app.first_published.is_some() && !app.awaits_first_submission());
    let first = shop.store.application(shop::FIRST).await.unwrap();
    assert!(first.first_published.is_none() && first.awaits_first_submission(), "1601 is never");

    for (app, id) in [
        ("9NNOBODYHAS0", None),
        (LEDGER, Some("1")),
        (shop::ARCADE, app.last_published_submission.as_deref()),
    ] {
        let refused = match id {
            None => shop.store.application(app).await.unwrap_err(),
            Some(id) => shop.store.submission(&of(app), id).await.unwrap_err(),
        };
        assert!(matches!(refused, PartnerError::NotFound(_)), "{app} {id:?}: {refused:?}");
    }
}
