//! What nobody on this computer touched never changes at Microsoft, and what somebody else wrote is never lost: not after an
//! interruption, not when a submission that was gone on with disappears, not when an act had waited.

use serde_json::{Value, json};
use vitrine_sandbox::{Effect, Fault, Options, Sandbox};
use vitrine_tests::colleague::{Colleague, changes, fault, now};
use vitrine_tests::desk::Desk;

use crate::publishing::{publish, sandbox, tailspin, to_the_end, with_draft};

const PLANNER: &str = "applications/9PTLSPNPLNR1";
const NOTES: &str = "/notesForCertification";

/// The colleague's tool deletes the submission that is open.
async fn deletes(sandbox: &Sandbox, holder: &str) {
    let open = Colleague::of(sandbox).await.open(holder).await.expect("something is open");
    let token = vitrine_tests::raw::token(sandbox).await;
    let at = format!("{holder}/submissions/{}", open["id"].as_str().unwrap());
    let address = format!("{}/manage.devcenter.microsoft.com/v1.0/my/{at}", sandbox.base());
    let gone = reqwest::Client::new().delete(address).bearer_auth(token).send().await.unwrap();
    assert!(gone.status().is_success(), "{at}: {}", gone.status());
}

/// The colleague changes the submission that is open.
async fn writes(sandbox: &Sandbox, holder: &str, change: impl FnOnce(&mut Value)) {
    let colleague = Colleague::of(sandbox).await;
    let mut open = colleague.open(holder).await.expect("something is open");
    change(&mut open);
    colleague.writes(holder, &open).await;
}

const COMMIT: &str = "POST applications/*/submissions/*/commit";

/// A job that stopped before its commit, which the service refused by the role.
async fn stopped_before_the_commit(desk: &Desk, sandbox: &Sandbox, saved: &Value) -> Value {
    fault(sandbox, COMMIT, Effect::Status, 403);
    let job = publish(desk, saved).await;
    let stopped = to_the_end(desk, sandbox, &job).await;
    assert_eq!(stopped["status"], "interrupted", "{stopped:#}");
    stopped
}

/// Practice, and a colleague's open submission of Tailspin Planner that a draft of this computer goes on with.
async fn going_on(folder: &std::path::Path, sandbox: &Sandbox) -> (Desk, Value, Value) {
    let desk = Desk::practice(folder, sandbox, 600.0).await;
    let product = desk.product("Tailspin Planner").await["id"].clone();
    Colleague::of(sandbox).await.begins(PLANNER).await;
    writes(sandbox, PLANNER, |body| {
        body["listings"]["en-us"]["baseListing"]["releaseNotes"] = json!("From a colleague.");
    })
    .await;
    desk.ask("product_read", product.clone()).await;
    let draft = desk.ask("pending_continue", product.clone()).await["id"].clone();
    (desk, product, draft)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_that_came_in_while_the_job_stood_still_is_not_handed_in() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, _, saved) = with_draft(folder.path(), &sandbox).await;
    let stopped = stopped_before_the_commit(&desk, &sandbox, &saved).await;
    writes(&sandbox, PLANNER, |body| body["pricing"]["priceId"] = json!("Tier5")).await;
    let since = now(&sandbox);
    desk.ask("job_resume", stopped["id"].clone()).await;
    let end = to_the_end(&desk, &sandbox, &stopped).await;
    assert_eq!(end["problem"]["code"], "submission.readback.differs", "{end:#}");
    assert!(changes(&sandbox, since).is_empty(), "nothing was handed in");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_that_came_in_before_the_first_update_is_not_sent_along() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, _, saved) = with_draft(folder.path(), &sandbox).await;
    fault(&sandbox, "PUT applications/*/submissions/*", Effect::Delay, 60_000);
    let job = publish(&desk, &saved).await;
    desk.job_when(&job["id"], |job| job["at_microsoft"]["exists"] == "yes").await;
    let path = desk.end().await;
    sandbox.faults().clear();
    writes(&sandbox, PLANNER, |body| body["pricing"]["priceId"] = json!("Tier5")).await;
    let desk = Desk::practice(&path, &sandbox, 600.0).await;
    let since = now(&sandbox);
    desk.ask("job_resume", job["id"].clone()).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["problem"]["code"], "submission.changed.elsewhere", "{end:#}");
    assert!(changes(&sandbox, since).is_empty(), "their work stands: {:?}", changes(&sandbox, since));
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_does_not_delete_what_a_colleague_wrote_into_it() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
    let stopped = stopped_before_the_commit(&desk, &sandbox, &saved).await;
    writes(&sandbox, PLANNER, |body| {
        body["listings"]["en-us"]["baseListing"]["description"] = json!("An afternoon's work.");
    })
    .await;
    let end = desk.ask("job_cancel", stopped["id"].clone()).await;
    assert_eq!(end["problem"]["code"], "submission.changed.elsewhere", "{end:#}");
    let open = Colleague::of(&sandbox).await.open(PLANNER).await.expect("it is still there");
    assert_eq!(open["listings"]["en-us"]["baseListing"]["description"], "An afternoon's work.");
    // With a yes it goes, after a copy, and then there is nothing left to take back.
    desk.hold(0).await;
    desk.ask("act_begin", json!({ "name": "deletePending", "product": product["id"] })).await;
    let end = desk.ask("job_cancel", stopped["id"].clone()).await;
    assert_eq!(end["status"], "cancelled", "{end:#}");
}

/// The update was refused, so nothing is known to have been sent; then somebody went on with that submission.
#[tokio::test(flavor = "multi_thread")]
async fn a_second_try_does_not_delete_what_a_colleague_made_of_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, _, saved) = with_draft(folder.path(), &sandbox).await;
    fault(&sandbox, "PUT applications/*/submissions/*", Effect::Status, 400);
    let job = publish(&desk, &saved).await;
    let failed = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(failed["status"], "failed", "{failed:#}");
    writes(&sandbox, PLANNER, |body| body[&NOTES[1..]] = json!("An afternoon's work.")).await;
    let since = now(&sandbox);
    let review = desk.ask("review", saved["draft"].clone()).await;
    let end = to_the_end(&desk, &sandbox, &publish(&desk, &review).await).await;
    assert_eq!(end["problem"]["code"], "submission.changed.elsewhere", "{end:#}");
    assert!(changes(&sandbox, since).is_empty(), "nothing was deleted");
}

/// Whether or not the service gives files new ids in a new submission.
#[tokio::test(flavor = "multi_thread")]
async fn what_it_went_on_with_is_deleted_and_the_draft_goes_live_whole() {
    for ids in ["same", "new"] {
        let folder = tempfile::tempdir().unwrap();
        let assume = vec![("clone-ids".to_owned(), ids.to_owned())];
        let options = Options { speed: 600.0, assume, ..Options::default() };
        let sandbox = Sandbox::start(options).await.unwrap();
        let colleague = Colleague::of(&sandbox).await;
        let files = |live: &Value| -> Vec<Value> {
            let images = live["listings"]["en-us"]["baseListing"]["images"].as_array().unwrap().iter();
            let packages = live["applicationPackages"].as_array().unwrap().iter();
            images.chain(packages).map(|file| file["fileName"].clone()).collect()
        };
        let before = files(&colleague.live(PLANNER).await);
        let (desk, product, draft) = going_on(folder.path(), &sandbox).await;
        desk.edit(&draft, NOTES, json!("And from here.")).await;
        deletes(&sandbox, PLANNER).await;
        desk.ask("product_read", product).await;
        let review = desk.ask("review", draft).await;
        let end = to_the_end(&desk, &sandbox, &publish(&desk, &review).await).await;
        assert_eq!(end["status"], "succeeded", "{ids}: {end:#}");
        let live = colleague.live(PLANNER).await;
        assert_eq!(live["listings"]["en-us"]["baseListing"]["releaseNotes"], "From a colleague.");
        assert_eq!(live[&NOTES[1..]], "And from here.");
        assert_eq!(files(&live), before, "{ids}: every file once");
    }
}

/// Another try made a submission of its own in place of the one that is gone: cancelling takes that one back.
#[tokio::test(flavor = "multi_thread")]
async fn what_took_the_place_of_what_it_went_on_with_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, draft) = going_on(folder.path(), &sandbox).await;
    let saved = desk.edit(&draft, NOTES, json!("And from here.")).await;
    let stopped = stopped_before_the_commit(&desk, &sandbox, &saved).await;
    desk.hold(0).await;
    desk.ask("act_begin", json!({ "name": "deletePending", "product": product })).await;
    fault(&sandbox, COMMIT, Effect::Status, 403);
    desk.ask("job_resume", stopped["id"].clone()).await;
    let again = to_the_end(&desk, &sandbox, &stopped).await;
    assert_eq!(again["status"], "interrupted", "{again:#}");
    assert_eq!(again["cancel"], "deleteDraft", "this one was made here: {again:#}");
    let end = desk.ask("job_cancel", stopped["id"].clone()).await;
    assert_eq!(end["status"], "cancelled", "{end:#}");
    assert!(Colleague::of(&sandbox).await.open(PLANNER).await.is_none(), "nothing is left behind");
}

/// Nobody knows whether the commit was taken; then the submission was deleted, which only a draft can be.
#[tokio::test(flavor = "multi_thread")]
async fn a_commit_without_an_answer_is_no_dead_end() {
    for with_a_yes in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let sandbox = sandbox().await;
        let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
        sandbox.faults().add(Fault::new(COMMIT, Effect::Cut, 0).times(2));
        let job = publish(&desk, &saved).await;
        assert_eq!(to_the_end(&desk, &sandbox, &job).await["status"], "interrupted");
        if with_a_yes {
            desk.hold(0).await;
            desk.ask("product_read", product["id"].clone()).await;
            desk.ask("act_begin", json!({ "name": "deletePending", "product": product["id"] })).await;
        } else {
            deletes(&sandbox, PLANNER).await;
            desk.ask("job_resume", job["id"].clone()).await;
            let stopped = to_the_end(&desk, &sandbox, &job).await;
            assert_eq!(stopped["problem"]["code"], "submission.gone", "{stopped:#}");
        }
        desk.ask("job_resume", job["id"].clone()).await;
        let end = to_the_end(&desk, &sandbox, &job).await;
        assert_eq!(end["status"], "succeeded", "{end:#}");
    }
}

/// They handed in what this draft went on with, and changed the price at the last moment.
#[tokio::test(flavor = "multi_thread")]
async fn what_it_went_on_with_went_live_with_another_price() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, draft) = going_on(folder.path(), &sandbox).await;
    desk.edit(&draft, NOTES, json!("And from here.")).await;
    writes(&sandbox, PLANNER, |body| body["pricing"]["priceId"] = json!("Tier5")).await;
    let colleague = Colleague::of(&sandbox).await;
    let open = colleague.open(PLANNER).await.unwrap();
    colleague.submits(PLANNER, &open).await;
    vitrine_tests::desk::until(async || {
        sandbox.until_next_step().await.ok();
        colleague.open(PLANNER).await.is_none().then_some(())
    })
    .await;
    desk.ask("product_read", product).await;
    let review = desk.ask("review", draft).await;
    let fields: Vec<&Value> =
        review["changes"]["groups"].as_array().unwrap().iter().map(|group| &group["field"]).collect();
    assert_eq!(fields, ["notesForCertification"], "the person touched nothing else");
    let end = to_the_end(&desk, &sandbox, &publish(&desk, &review).await).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
    assert_eq!(colleague.live(PLANNER).await["pricing"]["priceId"], "Tier5");
}

/// A job wrote into the submission and could not hand it in: what it wrote is the draft's own, and stands there once.
#[tokio::test(flavor = "multi_thread")]
async fn what_the_draft_wrote_itself_does_not_come_back_twice() {
    let (folder, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let sandbox = sandbox().await;
    let (desk, product, draft) = going_on(folder.path(), &sandbox).await;
    let package = files.path().join("tailspin_9.1.0.0.msix");
    std::fs::write(&package, tailspin("9.1.0.0")).unwrap();
    let saved = desk.place(&draft, package, json!({ "kind": "package" })).await;
    let stopped = stopped_before_the_commit(&desk, &sandbox, &saved).await;
    let packages = |view: &Value| -> Vec<(Value, Value)> {
        let all = view["document"]["applicationPackages"].as_array().unwrap().iter();
        all.map(|package| (package["fileName"].clone(), package["fileStatus"].clone())).collect()
    };
    let before = packages(&desk.ask("draft_open", draft.clone()).await);
    desk.ask("job_cancel", stopped["id"].clone()).await;
    desk.ask("product_read", product).await;
    assert_eq!(packages(&desk.ask("draft_open", draft.clone()).await), before);
    let review = desk.ask("review", draft).await;
    let end = to_the_end(&desk, &sandbox, &publish(&desk, &review).await).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
}

/// The wait is over, and something else stands where the thing stood that the person looked at.
#[tokio::test]
async fn an_act_that_waited_is_about_what_was_shown() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let desk = Desk::practice(folder.path(), &sandbox, 600.0).await;
    let product = desk.product("Tailspin Planner").await["id"].clone();
    let colleague = Colleague::of(&sandbox).await;
    colleague.begins(PLANNER).await;
    desk.ask("product_read", product.clone()).await;
    let held = desk.ask("act_begin", json!({ "name": "deletePending", "product": product })).await;
    deletes(&sandbox, PLANNER).await;
    let theirs = colleague.begins(PLANNER).await;
    desk.ask("product_read", product.clone()).await;
    tokio::time::pause();
    tokio::time::advance(std::time::Duration::from_secs(60)).await;
    tokio::time::resume();
    vitrine_tests::desk::until(async || {
        let told: Vec<Value> =
            desk.events.lock().unwrap().iter().map(|event| serde_json::to_value(event).unwrap()).collect();
        told.into_iter().find(|event| event["event"] == "actEnded")
    })
    .await;
    let open = colleague.open(PLANNER).await.unwrap_or_else(|| panic!("theirs is gone: {held:#}"));
    assert_eq!(open["id"], theirs["id"]);
}

/// The first reading came before the service had begun the rollout.
#[tokio::test(flavor = "multi_thread")]
async fn a_rollout_that_begins_after_the_first_reading_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let litware = "applications/9PLTWRFRMS06";
    let mut early = Colleague::of(&sandbox).await.live(litware).await;
    early["packageDeliveryOptions"]["packageRollout"]["packageRolloutStatus"] =
        json!("PackageRolloutNotStarted");
    let route = format!("GET {litware}/submissions/{}", early["id"].as_str().unwrap());
    // For every reading until the rollout begins: tables read the product beside the person.
    let early = Fault::new(&route, Effect::Status, json!({ "status": 200, "body": early })).times(1_000);
    sandbox.faults().add(early);
    let desk = Desk::practice(folder.path(), &sandbox, 600.0).await;
    let product = desk.product("Litware Forms").await["id"].clone();
    let state = async || {
        let view = desk.ask("product_read", product.clone()).await;
        view["rollout"]["state"].clone()
    };
    assert_eq!(state().await, Value::Null, "not yet");
    sandbox.faults().clear();
    assert_eq!(state().await, "running");
}
