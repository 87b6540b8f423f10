//! A gradual rollout from the draft to its end: begun, widened, finalized or halted, each call once, whatever becomes of its
//! answer; and no next submission while it runs.

use serde_json::{Value, json};
use vitrine_sandbox::{Effect, Fault, Options, Sandbox};
use vitrine_tests::colleague::{Colleague, changes, fault, now};
use vitrine_tests::desk::{Desk, until};

use crate::publishing::{publish, sandbox, tailspin, to_the_end, with_draft};

const SPEED: f64 = 600.0;
const PLANNER: &str = "applications/9PTLSPNPLNR1";
const ROLLOUT: &str = "/packageDeliveryOptions/packageRollout";

/// Practice with Tailspin Planner live for a tenth of its customers.
async fn rolling(folder: &std::path::Path, sandbox: &Sandbox) -> (Desk, Value) {
    let files = tempfile::tempdir().unwrap();
    let (desk, product, saved) = with_draft(folder, sandbox).await;
    desk.hold(0).await;
    let draft = saved["draft"].clone();
    let package = files.path().join("tailspin_9.1.0.0.msix");
    std::fs::write(&package, tailspin("9.1.0.0")).unwrap();
    desk.place(&draft, package, json!({ "kind": "package" })).await;
    let edits = json!([
        { "pointer": format!("{ROLLOUT}/isPackageRollout"), "value": true },
        { "pointer": format!("{ROLLOUT}/packageRolloutPercentage"), "value": 10 },
    ]);
    let saved = desk.ask("draft_patch", json!({ "draft": draft, "edits": edits })).await;
    let end = to_the_end(&desk, sandbox, &publish(&desk, &saved).await).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
    let product = product["id"].clone();
    desk.ask("product_read", product.clone()).await;
    (desk, product)
}

/// The demo account's flight whose rollout stands at a quarter.
async fn staff(desk: &Desk) -> Value {
    let app = desk.product("Tailspin Planner").await["id"].clone();
    until(async || {
        let list = desk.ask("flights", app.clone()).await;
        let row = list["rows"].as_array()?.iter().find(|row| row["row"]["name"] == "Contoso staff")?.clone();
        row["rollout"].is_object().then(|| row["row"]["id"].clone())
    })
    .await
}

fn act(name: &str, product: &Value, percentage: Option<f64>) -> Value {
    let mut act = json!({ "name": name, "product": product });
    if let Some(percentage) = percentage {
        act["percentage"] = json!(percentage);
    }
    act
}

fn calls(sandbox: &Sandbox, since: u64) -> Vec<String> {
    let name = |call: String| call.rsplit('/').next().unwrap_or_default().to_owned();
    changes(sandbox, since).into_iter().map(name).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenth_then_everybody_then_finalized() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product) = rolling(folder.path(), &sandbox).await;
    let view = desk.ask("product", product.clone()).await;
    assert_eq!(
        (&view["rollout"]["state"], &view["rollout"]["percentage"]),
        (&json!("running"), &json!(10.0))
    );
    let since = now(&sandbox);
    desk.ask("act_begin", act("changeRollout", &product, Some(100.0))).await;
    let view = desk.ask("product", product.clone()).await;
    assert_eq!(view["rollout"]["state"], "running", "all of them is not the end");
    desk.ask("act_begin", act("finalizeRollout", &product, None)).await;
    assert_eq!(calls(&sandbox, since), ["updatepackagerolloutpercentage", "finalizepackagerollout"]);
    let view = desk.ask("product", product.clone()).await;
    assert_eq!(view["rollout"]["state"], "finalized");
    let again = desk.call("act_begin", act("finalizeRollout", &product, None)).await.unwrap_err();
    assert_eq!(again.code, "act.notnow", "{again:?}");
    assert_eq!(calls(&sandbox, since).len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_and_finalized_is_one_choice_of_two_calls() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let desk = Desk::practice(folder.path(), &sandbox, SPEED).await;
    desk.hold(0).await;
    let flight = staff(&desk).await;
    let since = now(&sandbox);
    desk.ask("act_begin", act("finalizeRollout", &flight, Some(100.0))).await;
    assert_eq!(calls(&sandbox, since), ["updatepackagerolloutpercentage", "finalizepackagerollout"]);
    let view = desk.ask("product", flight).await;
    assert_eq!(view["rollout"]["state"], "finalized");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_halt_keeps_a_copy_and_how_far_it_had_come() {
    // Which submission is the last published one after a halt is open: both.
    for live in ["submission", "fallback"] {
        let folder = tempfile::tempdir().unwrap();
        let assume = vec![("halted-live".to_owned(), live.to_owned())];
        let sandbox = Sandbox::start(Options { speed: SPEED, assume, ..Options::default() }).await.unwrap();
        let (desk, product) = rolling(folder.path(), &sandbox).await;
        let since = now(&sandbox);
        desk.ask("act_begin", act("haltRollout", &product, None)).await;
        assert_eq!(calls(&sandbox, since), ["haltpackagerollout"], "{live}");
        let history = desk.ask("history", product.clone()).await;
        assert_eq!(history[0]["reason"], "beforeRollout", "{live}: {history:#}");
        let view = desk.ask("product", product.clone()).await;
        if live == "submission" {
            let rollout = &view["rollout"];
            assert_eq!((&rollout["state"], &rollout["percentage"]), (&json!("halted"), &json!(10.0)));
        }
        let submit = view["commands"].as_array().unwrap().iter().find(|c| c["name"] == "submit").unwrap();
        assert_eq!(submit["can"]["state"], "available", "{live}: the next submission may begin");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_looked_up_and_the_change_is_made_once() {
    for (name, percentage, route, state) in [
        ("changeRollout", Some(60.0), "updatepackagerolloutpercentage", "running"),
        ("haltRollout", None, "haltpackagerollout", "halted"),
        ("finalizeRollout", None, "finalizepackagerollout", "finalized"),
    ] {
        for (effect, sent) in [(Effect::LoseReply, 1), (Effect::Cut, 2)] {
            let folder = tempfile::tempdir().unwrap();
            let sandbox = sandbox().await;
            let desk = Desk::practice(folder.path(), &sandbox, SPEED).await;
            desk.hold(0).await;
            let flight = staff(&desk).await;
            let since = now(&sandbox);
            fault(
                &sandbox,
                &format!("POST applications/*/flights/*/submissions/*/{route}"),
                effect,
                Value::Null,
            );
            let done = desk.ask("act_begin", act(name, &flight, percentage)).await;
            assert_eq!(done["outcome"], "done", "{name} {effect:?}");
            assert_eq!(calls(&sandbox, since), vec![route; sent], "{name} {effect:?}");
            let view = desk.ask("product", flight).await;
            assert_eq!(view["rollout"]["state"], state, "{name} {effect:?}");
            if let Some(percentage) = percentage {
                assert_eq!(view["rollout"]["percentage"], percentage);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_share_outside_a_hundred_is_not_sent() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let desk = Desk::practice(folder.path(), &sandbox, SPEED).await;
    desk.hold(0).await;
    let flight = staff(&desk).await;
    let since = now(&sandbox);
    for wrong in [-1.0, 100.5] {
        let refused = desk.call("act_begin", act("changeRollout", &flight, Some(wrong))).await.unwrap_err();
        assert_eq!(refused.code, "rollout.percentage.range");
    }
    let none = desk.call("act_begin", act("changeRollout", &flight, None)).await.unwrap_err();
    assert_eq!(none.code, "rollout.percentage.range", "a change without a share is none");
    assert!(calls(&sandbox, since).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_clicks_are_one_change() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let desk = Desk::practice(folder.path(), &sandbox, SPEED).await;
    desk.hold(0).await;
    let flight = staff(&desk).await;
    let since = now(&sandbox);
    let change = act("changeRollout", &flight, Some(40.0));
    let (one, two) =
        tokio::join!(desk.ask("act_begin", change.clone()), desk.ask("act_begin", change.clone()));
    assert_eq!((&one["outcome"], &two["outcome"]), (&json!("done"), &json!("done")));
    assert_eq!(calls(&sandbox, since), ["updatepackagerolloutpercentage"]);
    let end = act("finalizeRollout", &flight, None);
    let (one, two) = tokio::join!(desk.ask("act_begin", end.clone()), desk.ask("act_begin", end));
    assert_eq!((&one["outcome"], &two["outcome"]), (&json!("done"), &json!("done")));
    assert_eq!(calls(&sandbox, since), ["updatepackagerolloutpercentage", "finalizepackagerollout"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn while_it_runs_no_next_submission_begins() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product) = rolling(folder.path(), &sandbox).await;
    let draft = desk.ask("draft_start", product.clone()).await["id"].clone();
    let saved = desk.edit(&draft, "/notesForCertification", json!("The next one.")).await;
    let review = desk.ask("review", draft.clone()).await;
    let because = &review["submit"]["because"];
    assert_eq!(because["code"], "submission.rollout.running", "{review:#}");
    assert_eq!(because["params"]["percentage"], 10.0);
    let since = now(&sandbox);
    let early = json!({ "draft": draft, "revision": saved["revision"] });
    assert_eq!(desk.call("publish_start", early).await.unwrap_err().code, "submission.rollout.running");
    assert!(changes(&sandbox, since).is_empty(), "nothing was asked");

    desk.ask("act_begin", act("finalizeRollout", &product, None)).await;
    let review = desk.ask("review", draft.clone()).await;
    assert_eq!(review["submit"]["state"], "available", "{review:#}");
    let end = to_the_end(&desk, &sandbox, &publish(&desk, &review).await).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
}

/// A colleague's rollout began while the job stood still: the service refuses its creation, and the job goes on later.
#[tokio::test(flavor = "multi_thread")]
async fn a_rollout_that_began_meanwhile_stops_the_job_and_lets_it_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
    desk.hold(0).await;
    let create = "POST applications/*/submissions";
    sandbox.faults().add(Fault::new(create, Effect::Cut, 0).times(2));
    let job = publish(&desk, &saved).await;
    let stopped = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!((&stopped["status"], &stopped["can_resume"]), (&json!("interrupted"), &json!(true)));
    Colleague::of(&sandbox)
        .await
        .publishes(PLANNER, |body| {
            body["packageDeliveryOptions"]["packageRollout"]["isPackageRollout"] = json!(true);
            body["packageDeliveryOptions"]["packageRollout"]["packageRolloutPercentage"] = json!(5.0);
        })
        .await;
    desk.ask("job_resume", job["id"].clone()).await;
    let stopped = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!((&stopped["status"], &stopped["can_resume"]), (&json!("interrupted"), &json!(true)));
    assert_eq!(stopped["problem"]["code"], "submission.rollout.running", "{stopped:#}");
    assert_eq!(stopped["at_microsoft"]["exists"], "no");
    desk.ask("product_read", product["id"].clone()).await;
    desk.ask("act_begin", act("haltRollout", &product["id"], None)).await;
    desk.ask("job_resume", job["id"].clone()).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
}
