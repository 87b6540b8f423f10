//! What happens when somebody else was faster: at Microsoft, in what is live, or with the other mouse button.

use serde_json::{Value, json};
use vitrine_sandbox::Sandbox;
use vitrine_tests::desk::{Desk, until};
use vitrine_tests::raw;

use crate::publishing::{publish, sandbox, to_the_end, with_draft};

async fn portal(sandbox: &Sandbox, order: Value) {
    if let Err(why) = sandbox.portal(&order).await {
        panic!("{order} cannot be done: {why}");
    }
}

/// Publishes a change of Tailspin's English text past this computer, as a colleague's tool would.
async fn publish_elsewhere(sandbox: &Sandbox, id: &str, text: &str) {
    let token = raw::token(sandbox).await;
    let base =
        format!("{}/manage.devcenter.microsoft.com/v1.0/my/applications/{id}/submissions", sandbox.base());
    let client = reqwest::Client::new();
    let made: Value = client
        .post(&base)
        .bearer_auth(&token)
        .header("Content-Length", 0)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let submission = made["id"].as_str().expect("a submission was made").to_owned();
    let mut body = made;
    body["listings"]["en-us"]["baseListing"]["releaseNotes"] = text.into();
    let put =
        client.put(format!("{base}/{submission}")).bearer_auth(&token).json(&body).send().await.unwrap();
    assert!(put.status().is_success(), "{}", put.text().await.unwrap());
    let commit =
        client.post(format!("{base}/{submission}/commit")).bearer_auth(&token).header("Content-Length", 0);
    assert!(commit.send().await.unwrap().status().is_success());
    until(async || {
        sandbox.until_next_step().await.ok();
        let status =
            raw::get(sandbox, &token, &format!("applications/{id}/submissions/{submission}/status")).await;
        (status["status"] == "Published").then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_published_comes_in_where_nobody_here_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
    publish_elsewhere(&sandbox, product["store_id"].as_str().unwrap(), "From a colleague.").await;
    desk.ask("product_read", product["id"].clone()).await;
    let review = desk.ask("review", saved["draft"].clone()).await;
    let fields: Vec<&str> =
        review["changes"]["groups"].as_array().unwrap().iter().filter_map(|g| g["field"].as_str()).collect();
    assert_eq!(fields, ["releaseNotes"], "only what was written here is shown: {review:#}");
    assert_eq!(review["changes"]["groups"][0]["languages"], json!(["fr-fr"]));
    let job = publish(&desk, &review).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
    let view = desk.ask("draft_start", product["id"].clone()).await;
    let notes = |code: &str| view["document"]["listings"][code]["baseListing"]["releaseNotes"].clone();
    assert_eq!(notes("en-us"), "From a colleague.", "theirs is kept");
    assert_eq!(notes("fr-fr"), "Un début de semaine plus calme.", "ours came in");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_field_on_both_sides_waits_for_the_person() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
    let draft = saved["draft"].clone();
    let edit = json!({ "pointer": "/listings/en-us/baseListing/releaseNotes", "value": "From here." });
    desk.ask("draft_patch", json!({ "draft": draft, "edits": [edit] })).await;
    publish_elsewhere(&sandbox, product["store_id"].as_str().unwrap(), "From a colleague.").await;
    desk.ask("product_read", product["id"].clone()).await;
    let review = desk.ask("review", draft.clone()).await;
    assert_eq!(review["problems"][0]["code"], "draft.conflict");
    assert_eq!(review["problems"][0]["params"]["count"], 1);
    let asked = json!({ "draft": draft, "revision": review["revision"] });
    assert_eq!(
        desk.call("publish_start", asked).await.unwrap_err().code,
        "draft.problems",
        "nothing is overwritten"
    );

    let asked = desk.ask("draft_conflicts", draft.clone()).await;
    assert_eq!(asked["conflicts"][0]["mine"], "From here.", "{asked:#}");
    assert_eq!(asked["conflicts"][0]["theirs"], "From a colleague.");
    let none = json!({ "draft": draft, "choices": [] });
    assert_eq!(
        desk.call("draft_resolve", none).await.unwrap_err().code,
        "draft.conflict",
        "no choice, no answer"
    );
    let choices = json!([{ "pointer": asked["conflicts"][0]["pointer"], "side": "mine" }]);
    desk.ask("draft_resolve", json!({ "draft": draft, "choices": choices })).await;
    let review = desk.ask("review", draft.clone()).await;
    assert!(review["problems"].as_array().unwrap().iter().all(|p| p["code"] != "draft.conflict"));
    let job = publish(&desk, &review).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_elses_submission_is_never_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
    portal(&sandbox, json!({ "action": "createSubmission", "product": product["store_id"] })).await;
    let job = publish(&desk, &saved).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["status"], "interrupted", "{end:#}");
    assert_eq!(end["problem"]["code"], "submission.open.elsewhere");
    assert_eq!(end["at_microsoft"]["exists"], "no", "nothing of ours is there");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_try_replaces_what_the_first_one_sent() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, _, saved) = with_draft(folder.path(), &sandbox).await;
    let rule = json!({ "route": "POST applications/*/submissions/*/commit", "effect": "status", "value": 400, "times": 1 });
    reqwest::Client::new()
        .post(format!("{}/_sandbox/faults", sandbox.base()))
        .json(&rule)
        .send()
        .await
        .unwrap();
    let first = publish(&desk, &saved).await;
    let end = to_the_end(&desk, &sandbox, &first).await;
    assert_ne!(end["status"], "succeeded", "the commit was refused: {end:#}");
    // The same field again: what the first try left at Microsoft must not count as somebody's change.
    let edit =
        json!({ "pointer": "/listings/fr-fr/baseListing/releaseNotes", "value": "Encore plus calme." });
    let saved = desk.ask("draft_patch", json!({ "draft": saved["draft"], "edits": [edit] })).await;
    let job = publish(&desk, &saved).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_clicks_are_one_draft() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let desk = Desk::practice(folder.path(), &sandbox, 600.0).await;
    let product = desk.product("Tailspin Planner").await;
    let (one, two) = tokio::join!(
        desk.ask("draft_start", product["id"].clone()),
        desk.ask("draft_start", product["id"].clone())
    );
    assert_eq!(one["id"], two["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn following_goes_on_when_nothing_answers_and_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, _, saved) = with_draft(folder.path(), &sandbox).await;
    let job = publish(&desk, &saved).await;
    desk.job_when(&job["id"], |job| job["status"] == "following").await;
    let rule = json!({ "route": "GET applications/*/submissions/*/status", "effect": "status", "value": 403, "times": 3 });
    reqwest::Client::new()
        .post(format!("{}/_sandbox/faults", sandbox.base()))
        .json(&rule)
        .send()
        .await
        .unwrap();
    desk.job_when(&job["id"], |job| job["problem"].is_object()).await;
    let path = desk.end().await;
    let desk = Desk::practice(&path, &sandbox, 600.0).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["status"], "succeeded", "a refused look is no end: {end:#}");
}

/// A creation that is cancelled half-way may have happened: it is looked for and taken back.
#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_creation_leaves_nothing_at_microsoft() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
    // The service does it and answers late.
    let rule =
        json!({ "route": "POST applications/*/submissions", "effect": "delay", "value": 1_500, "times": 1 });
    reqwest::Client::new()
        .post(format!("{}/_sandbox/faults", sandbox.base()))
        .json(&rule)
        .send()
        .await
        .unwrap();
    let job = publish(&desk, &saved).await;
    desk.job_when(&job["id"], |job| job["at_microsoft"]["exists"] == "unknown").await;
    let ended = desk.ask("job_cancel", job["id"].clone()).await;
    assert_eq!(ended["status"], "cancelled", "{ended:#}");
    let token = raw::token(&sandbox).await;
    let app =
        raw::get(&sandbox, &token, &format!("applications/{}", product["store_id"].as_str().unwrap())).await;
    assert!(app["pendingApplicationSubmission"].is_null(), "nothing is left behind: {app:#}");
}
