//! Bad days: no network at the start, one service of two in trouble, a state that nobody has heard of.

use serde_json::{Value, json};
use vitrine_sandbox::{Options, Sandbox, Scenario};
use vitrine_tests::desk::form;
use vitrine_tests::raw;
use vitrine_tests::visit::PartnerCenter;
use vitrine_tests::window::Start;

use super::{Draft, PRODUCT, english, one_product, promise};

fn own() -> Start {
    Start { flags: vec![], ..Start::default() }
}

/// Statement 30.
#[tokio::test(flavor = "multi_thread")]
async fn offline_at_the_start_everything_but_sending_works() {
    let sandbox = one_product().await;
    promise("offline", own(), async |window| {
        let t = english();
        window.call("account_connect", form(&sandbox)).await;
        let draft = Draft::start(window, PRODUCT).await;
        sandbox.stop().await;
        window.restart(&[]).await;
        window.says(&t.say("shell:offline.title")).await;
        window.go("#/products").await;
        window.control("link", PRODUCT).await;
        draft.open(window, "listing?language=fr-fr").await;
        let news = t.say("states:field.releaseNotes");
        window.fill(&news, "Écrit dans le train.").await;
        window.control("button", &t.say("common:putBack")).await;
        draft.open(window, "review").await;
        window.says(&t.say("review:offline")).await;
        window.picture("review").await;
        let submit = window.control("button", &t.say("review:submit")).await;
        let reason = submit.attr("aria-describedby").await.expect("an attribute can be read");
        let words = "return document.getElementById(arguments[0]).textContent;";
        let words = window.script(words, vec![json!(reason.expect("Submit says why not"))]).await;
        assert!(words.as_str().is_some_and(|words| words.contains(&t.say("review:offline"))), "{words}");
        submit.click().await.expect("Submit can be pressed all the same");
        window
            .script_until(
                "the focus on the reason",
                "return document.activeElement.textContent.includes(arguments[0]);",
                vec![json!(t.say("review:offline"))],
            )
            .await;
        assert_eq!(window.heading().await, t.say("review:title"), "nothing was begun");
    })
    .await;
}

/// Statement 31.
#[tokio::test(flavor = "multi_thread")]
async fn one_service_in_trouble_leaves_the_other_usable() {
    let good = one_product().await;
    // Without products: nothing of this account's budget is used up before its list is asked for.
    let bad = Options { scenario: Scenario::Empty, ..Options::default() };
    let bad = Sandbox::start(bad).await.expect("the sandbox starts");
    promise("two-accounts", own(), async |window| {
        let t = english();
        let connect = async |sandbox: &Sandbox, name: &str| {
            let mut form = form(sandbox);
            form["name"] = json!(name);
            window.call("account_connect", form).await;
        };
        connect(&good, "Contoso SAS").await;
        let troubled = PartnerCenter::at(bad.base());
        connect(&bad, "Contoso Labs").await;
        troubled.fault(json!({ "route": "GET applications", "effect": "status", "value": 500, "times": 100 })).await;
        window.call("products_read", Value::Null).await;
        window.go("#/products").await;
        let retry = t.say("common:retry");
        window.control("button", &retry).await;
        let bars = "return [...document.querySelectorAll('main button')].filter((one) => one.textContent.trim() === arguments[0]).length;";
        assert_eq!(window.script(bars, vec![json!(retry)]).await, json!(1), "one bar, for the one that failed");
        window.says("Contoso Labs").await;
        window.control("link", PRODUCT).await;
        window.picture("products").await;
        troubled.heal().await;
        window.press("button", &retry).await;
        window.gone("button", &retry).await;
    })
    .await;
}

/// Statement 34.
#[tokio::test(flavor = "multi_thread")]
async fn a_state_that_nobody_has_heard_of_is_shown_as_it_came() {
    let sandbox = Sandbox::start(Options::default()).await.expect("the sandbox starts");
    let strange = strange_submission(&sandbox).await;
    promise("unknown-state", own(), async |window| {
        let t = english();
        let partner_center = PartnerCenter::at(sandbox.base());
        for route in [
            "GET applications/9PFBRKMPHL03/submissions/*",
            "GET applications/9PFBRKMPHL03/submissions/*/status",
        ] {
            let answer = json!({ "status": 200, "body": strange });
            partner_center
                .fault(json!({ "route": route, "effect": "status", "value": answer, "times": 100 }))
                .await;
        }
        window.call("account_connect", form(&sandbox)).await;
        let product = window.product("Fabrikam Photo Lab").await;
        window.go(&format!("#/products/{product}")).await;
        window.control("heading", &t.say("product:now.unknown.title")).await;
        window.says(&t.with("product:now.unknown.body", &[("raw", "Teleporting")])).await;
        window.picture("product").await;
        window.go("#/products").await;
        window.says(&t.with("states:state.unknown", &[("raw", "Teleporting")])).await;
        window.control("link", PRODUCT).await;
    })
    .await;
}

/// The submission of a product in certification, in a state of the future.
async fn strange_submission(sandbox: &Sandbox) -> Value {
    let token = raw::token(sandbox).await;
    let app = raw::get(sandbox, &token, "applications/9PFBRKMPHL03").await;
    let pending =
        app["pendingApplicationSubmission"]["id"].as_str().expect("a submission is pending").to_owned();
    let mut submission =
        raw::get(sandbox, &token, &format!("applications/9PFBRKMPHL03/submissions/{pending}")).await;
    submission["status"] = json!("Teleporting");
    submission
}
