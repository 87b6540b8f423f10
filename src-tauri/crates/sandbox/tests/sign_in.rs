//! Sign-in: both endpoints, their errors, and the tokens they hand out.

mod support;

use std::time::Duration;

use serde_json::Value;
use support::{Partner, QUIET, RESOURCE, STORE};

#[tokio::test]
async fn the_first_endpoint_writes_its_numbers_as_strings() {
    let partner = Partner::start().await;
    let body: Value = partner.token(&[]).await.json().await.unwrap();
    assert_eq!(body["token_type"], "Bearer");
    assert_eq!(body["expires_in"], "3600");
    assert_eq!(body["resource"], RESOURCE);
    for name in ["ext_expires_in", "expires_on", "not_before", "access_token"] {
        assert!(body[name].is_string(), "{name}");
    }
}

#[tokio::test]
async fn the_second_endpoint_writes_numbers_and_takes_a_scope() {
    let partner = Partner::start().await;
    let tenant = partner.sandbox.credentials().tenant_id.clone();
    let path = format!("{tenant}/oauth2/v2.0/token");
    let scope = format!("{RESOURCE}/.default");
    let answer = partner.token_at(&path, &[("scope", &scope)], &[]).await;
    assert_eq!(answer.status(), 200);
    let body: Value = answer.json().await.unwrap();
    assert_eq!(body["expires_in"], 3600);
    assert!(body.get("resource").is_none());

    type Case<'a> = (&'a [(&'a str, &'a str)], u16, &'a str, i64);
    let cases: [Case<'_>; 4] = [
        (&[("scope", &scope), ("resource", RESOURCE)], 400, "invalid_request", 901_002),
        (&[], 400, "invalid_request", 900_144),
        (&[("scope", RESOURCE)], 400, "invalid_scope", 70_011),
        (&[("scope", "https://nothing.example/.default")], 400, "invalid_resource", 500_011),
    ];
    for (fields, status, error, code) in cases {
        let answer = partner.token_at(&path, fields, &[]).await;
        assert_eq!(answer.status(), status, "{code}");
        let body: Value = answer.json().await.unwrap();
        assert_eq!((body["error"].as_str(), body["error_codes"][0].as_i64()), (Some(error), Some(code)));
    }
}

#[tokio::test]
async fn errors_name_their_number_and_carry_ids() {
    let partner = Partner::start().await;
    let other = "11111111-2222-3333-4444-555555555555";
    let cases = [
        (("client_secret", "wrong"), 401, "invalid_client", 7_000_215),
        (("client_id", other), 400, "unauthorized_client", 700_016),
        (("client_id", ""), 400, "invalid_request", 900_144),
        (("client_secret", ""), 400, "invalid_request", 900_144),
        (("grant_type", ""), 400, "invalid_request", 900_144),
        (("grant_type", "password"), 400, "unsupported_grant_type", 70_003),
        (("resource", "https://nothing.example"), 400, "invalid_resource", 500_011),
    ];
    for (field, status, error, code) in cases {
        let answer = partner.token(&[field]).await;
        assert_eq!(answer.status(), status, "{field:?}");
        let body: Value = answer.json().await.unwrap();
        assert_eq!(body["error"], error, "{field:?}");
        assert_eq!(body["error_codes"], serde_json::json!([code]), "{field:?}");
        let description = body["error_description"].as_str().unwrap();
        assert!(description.starts_with(&format!("AADSTS{code}: ")), "{description}");
        assert!(description.contains(body["trace_id"].as_str().unwrap()));
        assert!(description.contains(body["correlation_id"].as_str().unwrap()));
        assert!(!description.contains(&partner.sandbox.credentials().client_secret));
    }
    for (tenant, code) in [(other, 90_002), ("not-a-tenant", 900_023)] {
        let answer =
            partner.token_at(&format!("{tenant}/oauth2/token"), &[("resource", RESOURCE)], &[]).await;
        assert_eq!(answer.status(), 400);
        let body: Value = answer.json().await.unwrap();
        assert_eq!(body["error_codes"][0], code);
    }
}

#[tokio::test]
async fn a_token_ends_after_an_hour_of_the_wall_and_only_then() {
    let partner = Partner::start().await;
    assert_eq!(partner.get("applications").await.0, 200);
    let made = partner.create(QUIET).await;
    partner.commit(QUIET, &made).await;
    for _ in 0..3 {
        assert!(partner.sandbox.until_next_step().await.unwrap());
    }
    assert_eq!(partner.get("applications").await.0, 200, "a skipped step does not end a sign-in");
    partner.sandbox.advance(Duration::from_secs(3_601)).await.unwrap();
    let (status, body) = partner.get("applications").await;
    assert_eq!((status.as_u16(), body["statusCode"].as_i64()), (401, Some(401)));
    assert!(body["message"].as_str().unwrap().contains("expired"));
}

#[tokio::test]
async fn without_a_good_token_there_is_a_401() {
    let partner = Partner::start().await;
    let url = format!("{}/{STORE}/applications", partner.sandbox.base());
    assert_eq!(partner.http.get(&url).send().await.unwrap().status(), 401);
    assert_eq!(partner.http.get(&url).bearer_auth("nonsense").send().await.unwrap().status(), 401);
    let for_graph: Value =
        partner.token(&[("resource", "https://graph.microsoft.com")]).await.json().await.unwrap();
    let token = for_graph["access_token"].as_str().unwrap();
    assert_eq!(partner.http.get(&url).bearer_auth(token).send().await.unwrap().status(), 401);
}
