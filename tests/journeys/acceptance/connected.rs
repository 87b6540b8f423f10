//! Where the key lies: in the keyring of the system, or in this run alone, which is said.

use serde_json::{Value, json};
use vitrine_sandbox::Sandbox;
use vitrine_tests::desk::form;
use vitrine_tests::display::{Desktop, Keyring};
use vitrine_tests::window::{Start, Window, until};
use vitrine_tests::words::Words;

use super::{PRODUCT, english, one_product, promise};

#[tokio::test(flavor = "multi_thread")]
async fn a_key_in_the_keyring_connects_again_without_asking() {
    let sandbox = one_product().await;
    promise("keyring", Start { flags: vec![], ..Start::default() }, async |window| {
        let t = english();
        let account = window.call("account_connect", form(&sandbox)).await;
        assert_eq!(account["key_kept"], "keyring");
        window.product(PRODUCT).await;
        let asked = sign_ins(&sandbox);
        window.restart(&[]).await;
        until("a sign-in with the kept key", async || (sign_ins(&sandbox) > asked).then_some(())).await;
        window.go("#/settings").await;
        window.says(&t.say("settings:accounts.keyKept.keyring")).await;
        disconnecting_is_asked(window, &t).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_keyring_the_key_is_kept_for_this_run_and_the_page_says_so() {
    let sandbox = one_product().await;
    let desktop = Desktop { keyring: Keyring::None, ..Desktop::default() };
    promise("no-keyring", Start { flags: vec![], desktop, ..Start::default() }, async |window| {
        let t = english();
        window.go("#/connect").await;
        connect_by_hand(window, &t, &sandbox).await;
        window.says(&t.say("accounts:connect.thisRun")).await;
        window.picture("this-run").await;
        window.product(PRODUCT).await;
        window.restart(&[]).await;
        let session = window.call("session", Value::Null).await;
        assert_eq!(session["accounts"][0]["key_kept"], json!("missing"), "{}", session["accounts"]);
        window.go("#/settings").await;
        window.says(&t.say("settings:accounts.keyKept.missing")).await;
        window.picture("to-be-given-again").await;
    })
    .await;
}

async fn disconnecting_is_asked(window: &Window, t: &Words) {
    let title = t.with("settings:disconnect.title", &[("name", "Contoso SAS")]);
    window.press_first("button", &t.say("settings:accounts.disconnect")).await;
    window.control("alertdialog", &title).await;
    window.rest().await;
    assert_eq!(window.accessibility_problems().await, Vec::<String>::new());
    window.press("button", &t.say("settings:disconnect.act")).await;
    window.says(&t.say("settings:accounts.none")).await;
}

async fn connect_by_hand(window: &Window, t: &Words, sandbox: &Sandbox) {
    let given = sandbox.credentials();
    window.press_first("radio", &t.say("accounts:endpoints.custom")).await;
    window.fill(&t.say("accounts:endpoints.login"), sandbox.base()).await;
    window.fill(&t.say("accounts:connect.tenant"), &given.tenant_id).await;
    window.fill(&t.say("accounts:connect.client"), &given.client_id).await;
    window.fill(&t.say("accounts:connect.key"), &given.client_secret).await;
    window.press("button", &t.say("accounts:connect.act")).await;
}

fn sign_ins(sandbox: &Sandbox) -> usize {
    sandbox
        .log()
        .iter()
        .filter(|entry| entry.host == "login.microsoftonline.com" && entry.status == Some(200))
        .count()
}
