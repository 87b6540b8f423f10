//! Parts whose ground moves: an account that comes back, lists that lag or lose an app, submissions that others open, publish or
//! delete before the first one of this computer.

use serde_json::{Value, json};
use vitrine_sandbox::{Effect, Sandbox};
use vitrine_tests::colleague::{Colleague, changes, fault, now};
use vitrine_tests::desk::{Desk, until};

use super::{PLANNER, SPEED, assuming, listed};
use crate::publishing::{publish, to_the_end};

const LIST: &str = "GET inappproducts";

async fn planner(folder: &std::path::Path, sandbox: &Sandbox) -> (Desk, Value) {
    let desk = Desk::practice(folder, sandbox, SPEED).await;
    desk.hold(0).await;
    let app = desk.product("Tailspin Planner").await["id"].clone();
    listed(&desk, "add_ons", &app).await;
    (desk, app)
}

async fn made(desk: &Desk, app: &Value) -> (Value, String) {
    let form = json!({ "app": app, "product_id": "planner.coins", "product_type": "Consumable" });
    let product = desk.ask("add_on_create", form).await;
    let holder = product.as_str().unwrap().replace("addon:", "inappproducts/");
    (product, holder)
}

/// Everything that a first submission needs.
async fn filled_in(desk: &Desk, draft: &Value) -> Value {
    desk.ask("language_add", json!({ "draft": draft, "language": "en-us" })).await;
    let edits = json!([
        { "pointer": "/contentType", "value": "OnlineDownload" },
        { "pointer": "/pricing/priceId", "value": "Tier1012" },
        { "pointer": "/listings/en-us/title", "value": "Coins" },
        { "pointer": "/listings/en-us/description", "value": "A handful of coins." },
    ]);
    desk.ask("draft_patch", json!({ "draft": draft, "edits": edits })).await
}

/// What a colleague's tool writes into a first submission.
fn theirs(body: &mut Value) {
    body["contentType"] = json!("OnlineDownload");
    body["pricing"]["priceId"] = json!("Tier1024");
    body["listings"] = json!({ "en-us": { "title": "Coins", "description": "A bag of coins." } });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_to_the_first_creation_makes_one_submission() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = assuming(&[]).await;
    let (desk, app) = planner(folder.path(), &sandbox).await;
    let (product, holder) = made(&desk, &app).await;
    let draft = desk.ask("draft_start", product).await["id"].clone();
    let saved = filled_in(&desk, &draft).await;
    fault(&sandbox, "POST inappproducts/*/submissions", Effect::LoseReply, Value::Null);
    let since = now(&sandbox);
    let end = to_the_end(&desk, &sandbox, &publish(&desk, &saved).await).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
    let at = format!("{holder}/submissions");
    assert_eq!(
        changes(&sandbox, since),
        [format!("POST {at}"), format!("PUT {at}/#"), format!("POST {at}/#/commit")]
    );
}

/// The draft began when nothing was published. What others published since is a difference to decide about.
#[tokio::test(flavor = "multi_thread")]
async fn a_first_draft_is_not_laid_over_what_others_published_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = assuming(&[]).await;
    let (desk, app) = planner(folder.path(), &sandbox).await;
    let (product, holder) = made(&desk, &app).await;
    let draft = desk.ask("draft_start", product).await["id"].clone();
    let saved = filled_in(&desk, &draft).await;
    Colleague::of(&sandbox).await.publishes(&holder, theirs).await;
    let job = publish(&desk, &saved).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["problem"]["code"], "draft.conflict", "{end:#}");
    let asked = desk.ask("draft_conflicts", draft).await;
    let mut at: Vec<&str> =
        asked["conflicts"].as_array().unwrap().iter().filter_map(|one| one["pointer"].as_str()).collect();
    at.sort_unstable();
    assert_eq!(at, ["/listings/en-us/description", "/pricing/priceId"], "{asked:#}");
}

/// A colleague had written everything but the words of this computer, and the submission is deleted: the draft holds it all.
#[tokio::test(flavor = "multi_thread")]
async fn a_price_of_a_first_submission_that_is_gone_stays_the_price() {
    let folder = tempfile::tempdir().unwrap();
    // The service hands the next one out for nothing.
    let sandbox = assuming(&[("first-price", "Free")]).await;
    let (desk, app) = planner(folder.path(), &sandbox).await;
    let (product, holder) = made(&desk, &app).await;
    let colleague = Colleague::of(&sandbox).await;
    let mut body = colleague.begins(&holder).await;
    theirs(&mut body);
    colleague.writes(&holder, &body).await;
    let draft = desk.ask("pending_continue", product.clone()).await["id"].clone();
    desk.edit(&draft, "/listings/en-us/description", json!("Two handfuls.")).await;
    desk.ask("act_begin", json!({ "name": "deletePending", "product": product })).await;
    let review = desk.ask("review", draft).await;
    let end = to_the_end(&desk, &sandbox, &publish(&desk, &review).await).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
    let live = colleague.live(&holder).await;
    assert_eq!(live["pricing"]["priceId"], "Tier1024");
    assert_eq!(live["listings"]["en-us"]["title"], "Coins");
    assert_eq!(live["listings"]["en-us"]["description"], "Two handfuls.");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_being_sent_is_not_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = assuming(&[]).await;
    let (desk, app) = planner(folder.path(), &sandbox).await;
    let (product, _) = made(&desk, &app).await;
    let draft = desk.ask("draft_start", product.clone()).await["id"].clone();
    let saved = filled_in(&desk, &draft).await;
    fault(&sandbox, "POST inappproducts/*/submissions/*/commit", Effect::Status, 403);
    let job = publish(&desk, &saved).await;
    assert_eq!(to_the_end(&desk, &sandbox, &job).await["status"], "interrupted");
    let since = now(&sandbox);
    let act = json!({ "name": "deleteAddOn", "product": product });
    assert_eq!(desk.ask("act_sheet", act.clone()).await["can"]["because"]["code"], "job.running");
    assert_eq!(desk.call("act_begin", act.clone()).await.unwrap_err().code, "job.running");
    assert!(changes(&sandbox, since).is_empty());
    desk.ask("job_cancel", job["id"].clone()).await;
    assert_eq!(desk.ask("act_begin", act).await["outcome"], "done");
    assert!(desk.call("draft_open", draft).await.is_err(), "its draft went with it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_lags_does_not_take_away_what_was_just_made() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = assuming(&[]).await;
    let (desk, app) = planner(folder.path(), &sandbox).await;
    let old = Colleague::of(&sandbox).await.get("inappproducts?top=100").await;
    let (product, holder) = made(&desk, &app).await;
    let is_there = |rows: &[Value]| rows.iter().any(|row| row["row"]["id"] == product);
    fault(&sandbox, LIST, Effect::Status, json!({ "status": 200, "body": old }));
    let read = async || {
        let before = desk.ask("add_ons", app.clone()).await["read_at"].clone();
        desk.ask("add_ons_read", app.clone()).await;
        until(async || {
            let list = desk.ask("add_ons", app.clone()).await;
            (list["reading"] == false && list["read_at"] != before)
                .then(|| list["rows"].as_array().unwrap().clone())
        })
        .await
    };
    assert!(is_there(&read().await), "the list is older than it");
    assert!(is_there(&read().await), "the list tells of it");
    // From then on the list decides: somebody deleted it.
    let token = vitrine_tests::raw::token(&sandbox).await;
    let address = format!("{}/manage.devcenter.microsoft.com/v1.0/my/{holder}", sandbox.base());
    let gone = reqwest::Client::new().delete(address).bearer_auth(token).send().await.unwrap();
    assert!(gone.status().is_success());
    assert!(!is_there(&read().await), "it is gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_comes_back_brings_its_parts_and_their_drafts() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = assuming(&[]).await;
    let (desk, app) = planner(folder.path(), &sandbox).await;
    let add_ons = listed(&desk, "add_ons", &app).await;
    let flights = listed(&desk, "flights", &app).await;
    let part = |rows: &[Value]| rows[0]["row"]["id"].clone();
    let mut drafts = Vec::new();
    for product in [part(&add_ons), part(&flights)] {
        let draft = desk.ask("draft_start", product).await["id"].clone();
        desk.edit(&draft, "/targetPublishMode", json!("Manual")).await;
        drafts.push(draft);
    }
    let account = desk.ask("session", Value::Null).await["accounts"][0]["id"].clone();
    desk.ask("account_disconnect", account).await;
    let path = desk.end().await;
    let desk = Desk::practice(&path, &sandbox, SPEED).await;
    desk.product("Tailspin Planner").await;
    for draft in drafts {
        let view = until(async || desk.call("draft_open", draft.clone()).await.ok()).await;
        assert_eq!(view["document"]["targetPublishMode"], "Manual");
    }
    assert_eq!(listed(&desk, "add_ons", &app).await.len(), add_ons.len());
    assert_eq!(listed(&desk, "flights", &app).await.len(), flights.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_that_is_listed_no_more_stays_while_its_flight_is_worked_on() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = assuming(&[]).await;
    let (desk, app) = planner(folder.path(), &sandbox).await;
    let flights = listed(&desk, "flights", &app).await;
    let draft = desk.ask("draft_start", flights[0]["row"]["id"].clone()).await["id"].clone();
    let mut list = Colleague::of(&sandbox).await.get("applications?top=100").await;
    list["value"].as_array_mut().unwrap().retain(|one| one["id"] != PLANNER);
    let read = async |list: &Value| {
        let at = || async { desk.ask("products", Value::Null).await["accounts"][0].clone() };
        let before =
            until(async || Some(at().await).filter(|one| one["reading"] == false)).await["read_at"].clone();
        fault(&sandbox, "GET applications", Effect::Status, json!({ "status": 200, "body": list }));
        desk.ask("products_read", Value::Null).await;
        until(async || Some(at().await).filter(|one| one["reading"] == false && one["read_at"] != before))
            .await;
    };
    read(&list).await;
    let view = desk.ask("draft_open", draft.clone()).await;
    let parent = desk.ask("product", view["product"].clone()).await["parent"].clone();
    assert_eq!(parent["id"], app, "the way to it is there");
    desk.ask("draft_discard", draft).await;
    read(&list).await;
    for gone in [&app, &flights[0]["row"]["id"], &flights[1]["row"]["id"]] {
        let told = desk.call("product", gone.clone()).await;
        assert_eq!(told.unwrap_err().code, "product.unknown", "{gone} belongs to an app that is gone");
    }
}

/// The list of flights was never read, and there is one of this name already.
#[tokio::test(flavor = "multi_thread")]
async fn a_flight_that_was_there_before_is_not_taken_for_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = assuming(&[]).await;
    let (desk, app) = planner(folder.path(), &sandbox).await;
    fault(&sandbox, "POST applications/*/flights", Effect::Cut, 0);
    let since = now(&sandbox);
    let form = json!({ "app": app, "name": "Beta testers", "groups": ["1152921504606971100"] });
    let refused = desk.call("flight_create", form).await.unwrap_err();
    assert_eq!(refused.code, "service.silent", "{refused:?}");
    assert_eq!(changes(&sandbox, since).len(), 1);
}
