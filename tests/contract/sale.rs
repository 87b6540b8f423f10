//! Stop sale and resume sale: from here with a submission in which one value differs, or by hand without a word to the service.

use serde_json::{Value, json};
use vitrine_sandbox::Sandbox;
use vitrine_tests::colleague::{Colleague, changes, differing, now, portal};
use vitrine_tests::desk::Desk;

use crate::publishing::{publish, sandbox, to_the_end, with_draft};

const PLANNER: &str = "applications/9PTLSPNPLNR1";

async fn begin(desk: &Desk, name: &str, product: &Value) -> Result<Value, vitrine_domain::Problem> {
    desk.call("act_begin", json!({ "name": name, "product": product })).await
}

/// Why an act cannot be done, by its sheet and by trying.
async fn refused(desk: &Desk, name: &str, product: &Value) -> String {
    let sheet = desk.ask("act_sheet", json!({ "name": name, "product": product })).await;
    let problem = begin(desk, name, product).await.unwrap_err();
    assert_eq!(sheet["can"]["because"]["code"], problem.code, "the sheet says what the act says: {sheet:#}");
    problem.code
}

/// Sends the submission of a change of the sale, and follows it to its end.
async fn sent(desk: &Desk, sandbox: &Sandbox, name: &str, product: &Value) -> Value {
    let started = begin(desk, name, product).await.unwrap();
    assert_eq!(started["outcome"], "started", "{started:#}");
    to_the_end(desk, sandbox, &json!({ "id": started["job"] })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn from_here_one_value_differs_and_the_draft_stays_the_persons() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
    let (product, draft) = (product["id"].clone(), saved["draft"].clone());
    let colleague = Colleague::of(&sandbox).await;
    // Seen once on a live account: any update turns this flag, and nothing reads it.
    let own = |mut found: Vec<String>| {
        found.retain(|at| at != "/pricing/isAdvancedPricingModel");
        found
    };
    let before = colleague.live(PLANNER).await;
    let mine = desk.ask("draft_open", draft.clone()).await;
    let since = now(&sandbox);
    let started = begin(&desk, "stopSaleHere", &product).await.unwrap();
    let again = begin(&desk, "stopSaleHere", &product).await.unwrap();
    assert_eq!(again["job"], started["job"], "a second click is the same job");
    desk.job_when(&started["job"], |job| job["at_microsoft"]["committed"] == true).await;
    let open = colleague.open(PLANNER).await.expect("the submission is under way");
    assert_eq!(own(differing(&before, &open)), ["/visibility"]);
    assert_eq!(open["visibility"], "Hidden");
    let now_mine = desk.ask("draft_open", draft.clone()).await;
    assert_eq!((&now_mine["revision"], &now_mine["document"]), (&mine["revision"], &mine["document"]));
    assert_eq!(now_mine["locked"], Value::Null, "the person goes on writing");
    desk.edit(&draft, "/notesForCertification", json!("Written meanwhile.")).await;

    let end = to_the_end(&desk, &sandbox, &json!({ "id": started["job"] })).await;
    assert_eq!((&end["status"], &end["purpose"]), (&json!("succeeded"), &json!("stopSale")), "{end:#}");
    let submission = format!("{PLANNER}/submissions");
    assert_eq!(
        changes(&sandbox, since),
        [format!("POST {submission}"), format!("PUT {submission}/#"), format!("POST {submission}/#/commit")],
        "the documented calls, each once"
    );
    let after = colleague.live(PLANNER).await;
    assert_eq!(own(differing(&before, &after)), ["/visibility"]);
    let view = desk.ask("product", product.clone()).await;
    assert_eq!(view["row"]["state"]["state"], "stopped", "{view:#}");
    let reasons = desk.ask("history", product).await;
    assert!(reasons.as_array().unwrap().iter().any(|copy| copy["reason"] == "beforeStopSale"));
    let mine = desk.ask("draft_open", draft).await;
    assert_eq!(mine["document"]["notesForCertification"], "Written meanwhile.");
    assert_eq!(
        mine["document"]["listings"]["fr-fr"]["baseListing"]["releaseNotes"],
        "Un début de semaine plus calme."
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn resuming_brings_back_the_visibility_it_had() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let desk = Desk::practice(folder.path(), &sandbox, 600.0).await;
    let product = desk.product("Tailspin Planner").await["id"].clone();
    let colleague = Colleague::of(&sandbox).await;
    // Not the one that most have, so that it can only be remembered.
    colleague.publishes(PLANNER, |body| body["visibility"] = json!("Private")).await;
    desk.ask("product_read", product.clone()).await;
    assert_eq!(refused(&desk, "resumeSaleHere", &product).await, "sale.hidden.not");
    let end = sent(&desk, &sandbox, "stopSaleHere", &product).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
    assert_eq!(refused(&desk, "stopSaleHere", &product).await, "act.notnow", "it is hidden already");
    let folder = desk.end().await;
    let desk = Desk::practice(&folder, &sandbox, 600.0).await;
    let end = sent(&desk, &sandbox, "resumeSaleHere", &product).await;
    assert_eq!((&end["status"], &end["purpose"]), (&json!("succeeded"), &json!("resumeSale")), "{end:#}");
    assert_eq!(colleague.live(PLANNER).await["visibility"], "Private");
    let view = desk.ask("product", product).await;
    assert_eq!(view["row"]["state"]["state"], "live", "{view:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visibility_that_nobody_here_knows_is_not_guessed() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let desk = Desk::practice(folder.path(), &sandbox, 600.0).await;
    let timer = desk.product("Fourth Coffee Timer").await["id"].clone();
    desk.ask("product_read", timer.clone()).await;
    let since = now(&sandbox);
    assert_eq!(refused(&desk, "resumeSaleHere", &timer).await, "sale.visibility.unknown");
    assert!(changes(&sandbox, since).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_under_way_makes_it_impossible_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
    let since = now(&sandbox);
    for (name, code) in [
        ("Fabrikam Photo Lab", "sale.submission.open"),
        ("Wingtip Notes", "sale.submission.open"),
        ("Litware Forms", "submission.rollout.running"),
    ] {
        let other = desk.product(name).await["id"].clone();
        desk.ask("product_read", other.clone()).await;
        assert_eq!(refused(&desk, "stopSaleHere", &other).await, code, "{name}");
    }
    assert!(changes(&sandbox, since).is_empty(), "nothing was asked");
    // The person's own publication is under way.
    let job = publish(&desk, &saved).await;
    desk.job_when(&job["id"], |job| job["at_microsoft"]["committed"] == true).await;
    let since = now(&sandbox);
    let code = begin(&desk, "stopSaleHere", &product["id"]).await.unwrap_err().code;
    assert!(["sale.submission.open", "job.running"].contains(&code.as_str()), "{code}");
    assert!(changes(&sandbox, since).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_that_nobody_chose_is_not_sent_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let desk = Desk::practice(folder.path(), &sandbox, 600.0).await;
    let product = desk.product("Tailspin Planner").await["id"].clone();
    for price in [Value::Null, json!(""), json!("Base")] {
        // Only Partner Center can bring such a price about.
        let store = "9PTLSPNPLNR1";
        portal(&sandbox, json!({ "action": "createSubmission", "product": store })).await;
        let change = json!({ "pricing": { "priceId": price } });
        portal(&sandbox, json!({ "action": "editDraft", "product": store, "change": change })).await;
        portal(&sandbox, json!({ "action": "submit", "product": store })).await;
        vitrine_tests::desk::until(async || {
            sandbox.until_next_step().await.expect("the clock moves");
            let app = Colleague::of(&sandbox).await.get(PLANNER).await;
            app["pendingApplicationSubmission"].is_null().then_some(())
        })
        .await;
        desk.ask("product_read", product.clone()).await;
        let since = now(&sandbox);
        assert_eq!(refused(&desk, "stopSaleHere", &product).await, "price.base.unset", "{price}");
        assert!(changes(&sandbox, since).is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn by_hand_nothing_is_asked_and_everything_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, _) = with_draft(folder.path(), &sandbox).await;
    let product = product["id"].clone();
    desk.ask("product_read", product.clone()).await;
    let since = now(&sandbox);
    assert_eq!(begin(&desk, "stopSaleByHand", &product).await.unwrap()["outcome"], "done");
    let view = desk.ask("product", product.clone()).await;
    assert_eq!(view["row"]["state"]["state"], "stopped");
    assert!(view["stopped_by_hand"].is_string());
    let folder = desk.end().await;
    let desk = Desk::practice(&folder, &sandbox, 600.0).await;
    desk.ask("product_read", product.clone()).await;
    let view = desk.ask("product", product.clone()).await;
    assert_eq!(view["row"]["state"]["state"], "stopped", "a restart and a reading keep what the person said");
    assert_eq!(begin(&desk, "resumeSaleByHand", &product).await.unwrap()["outcome"], "done");
    let view = desk.ask("product", product.clone()).await;
    assert_eq!((&view["row"]["state"]["state"], &view["stopped_by_hand"]), (&json!("live"), &Value::Null));
    assert!(changes(&sandbox, since).is_empty(), "no request that changes anything");
    let told = desk.ask("activity", json!({ "requests": false, "errors": false, "product": product })).await;
    let acts: Vec<&str> =
        told["entries"].as_array().unwrap().iter().filter_map(|e| e["what"]["act"].as_str()).collect();
    assert_eq!(acts, ["resumeSaleByHand", "stopSaleByHand"]);
}
