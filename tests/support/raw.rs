//! The Store API spoken by hand, as a stranger's client would: no code of ours in between.

use serde_json::Value;
use vitrine_sandbox::{Credentials, Sandbox};

/// A token of the v1 endpoint, as the documentation shows it.
pub async fn token(sandbox: &Sandbox) -> String {
    token_at(sandbox.base(), sandbox.credentials()).await
}

/// The same from a sandbox of which only the address is known: the one inside the window.
pub async fn token_at(base: &str, credentials: &Credentials) -> String {
    let address = format!("{base}/login.microsoftonline.com/{}/oauth2/token", credentials.tenant_id);
    let form = [
        ("grant_type", "client_credentials"),
        ("client_id", credentials.client_id.as_str()),
        ("client_secret", credentials.client_secret.as_str()),
        ("resource", "https://manage.devcenter.microsoft.com"),
    ];
    let answer: Value = reqwest::Client::new()
        .post(address)
        .form(&form)
        .send()
        .await
        .expect("an answer")
        .json()
        .await
        .expect("JSON");
    answer["access_token"].as_str().unwrap_or_else(|| panic!("no token: {answer}")).to_owned()
}

/// A reading below `v1.0/my/`.
pub async fn get(sandbox: &Sandbox, token: &str, path: &str) -> Value {
    get_at(sandbox.base(), token, path).await
}

pub async fn get_at(base: &str, token: &str, path: &str) -> Value {
    let address = format!("{base}/manage.devcenter.microsoft.com/v1.0/my/{path}");
    let answer = reqwest::Client::new().get(address).bearer_auth(token).send().await.expect("an answer");
    assert!(answer.status().is_success(), "{path}: {}", answer.status());
    answer.json().await.expect("JSON")
}
