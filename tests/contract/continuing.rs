//! Going on with a submission that is open at Microsoft, stopping at one that Partner Center touched, and following one for as
//! long as the service takes.

use serde_json::{Value, json};
use vitrine_sandbox::{Effect, Fault, Options, Sandbox, Scenario};
use vitrine_tests::colleague::{Colleague, changes, fault, now, portal};
use vitrine_tests::desk::{Desk, until};

use crate::publishing::{publish, sandbox, to_the_end, with_draft};

const PLANNER: &str = "applications/9PTLSPNPLNR1";
const STORE: &str = "9PTLSPNPLNR1";
const NOTES: &str = "/notesForCertification";

/// Practice, and a colleague's open submission of Tailspin Planner that says something.
async fn with_theirs(folder: &std::path::Path, sandbox: &Sandbox) -> (Desk, Value, Value) {
    let desk = Desk::practice(folder, sandbox, 600.0).await;
    let product = desk.product("Tailspin Planner").await["id"].clone();
    let colleague = Colleague::of(sandbox).await;
    let mut theirs = colleague.begins(PLANNER).await;
    theirs["listings"]["en-us"]["baseListing"]["releaseNotes"] = json!("From a colleague.");
    colleague.writes(PLANNER, &theirs).await;
    desk.ask("product_read", product.clone()).await;
    (desk, product, theirs)
}

#[tokio::test(flavor = "multi_thread")]
async fn going_on_writes_to_the_submission_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, theirs) = with_theirs(folder.path(), &sandbox).await;
    let view = desk.ask("pending_continue", product.clone()).await;
    assert_eq!(view["document"]["listings"]["en-us"]["baseListing"]["releaseNotes"], "From a colleague.");
    let saved = desk.edit(&view["id"], NOTES, json!("And from here.")).await;
    let since = now(&sandbox);
    let end = to_the_end(&desk, &sandbox, &publish(&desk, &saved).await).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
    assert_eq!(end["at_microsoft"]["submission"], theirs["id"]);
    assert_eq!(
        changes(&sandbox, since),
        [format!("PUT {PLANNER}/submissions/#"), format!("POST {PLANNER}/submissions/#/commit")],
        "nothing was created or deleted"
    );
    let live = Colleague::of(&sandbox).await.live(PLANNER).await;
    assert_eq!(live["id"], theirs["id"]);
    assert_eq!(live["listings"]["en-us"]["baseListing"]["releaseNotes"], "From a colleague.");
    assert_eq!(live["notesForCertification"], "And from here.");
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_leaves_what_was_there_before() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, theirs) = with_theirs(folder.path(), &sandbox).await;
    let view = desk.ask("pending_continue", product.clone()).await;
    let saved = desk.edit(&view["id"], NOTES, json!("And from here.")).await;
    // The service takes a minute for the update: time to think again.
    fault(&sandbox, "PUT applications/*/submissions/*", Effect::Delay, 60_000);
    let since = now(&sandbox);
    let job = publish(&desk, &saved).await;
    let job = desk.job_when(&job["id"], |job| job["at_microsoft"]["exists"] == "yes").await;
    assert_eq!(job["cancel"], "stop", "what somebody else made is not deleted");
    let ended = desk.ask("job_cancel", job["id"].clone()).await;
    assert_eq!(ended["status"], "cancelled", "{ended:#}");
    assert!(changes(&sandbox, since).iter().all(|call| !call.starts_with("DELETE")));
    let open = Colleague::of(&sandbox).await.open(PLANNER).await.expect("it is still there");
    assert_eq!(open["id"], theirs["id"]);
}

/// The answer to the commit was lost, and before anybody looked the draft was changed in Partner Center: going on hands nothing
/// in, and the draft of this computer is sent anew after a yes.
#[tokio::test(flavor = "multi_thread")]
async fn what_partner_center_touched_is_never_handed_in() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
    let product = product["id"].clone();
    desk.hold(0).await;
    let commit = "POST applications/*/submissions/*/commit";
    sandbox.faults().add(Fault::new(commit, Effect::Cut, 0).times(2));
    let job = publish(&desk, &saved).await;
    let stopped = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(
        (&stopped["status"], &stopped["can_resume"]),
        (&json!("interrupted"), &json!(true)),
        "{stopped:#}"
    );
    let change = json!({ "listings": { "fr-fr": { "baseListing": { "releaseNotes": "Du portail." } } } });
    portal(&sandbox, json!({ "action": "editDraft", "product": STORE, "change": change })).await;

    desk.ask("job_resume", job["id"].clone()).await;
    let stopped = to_the_end(&desk, &sandbox, &job).await;
    // The reading before the commit sees it first, unless nothing that is compared was touched; then the service refuses.
    let code = stopped["problem"]["code"].as_str().unwrap_or_default();
    assert!(["submission.readback.differs", "submission.portal.edited"].contains(&code), "{stopped:#}");
    assert_eq!(stopped["at_microsoft"]["committed"], false);

    let seen = desk.ask("pending", product.clone()).await;
    assert_eq!(seen["can_rebuild"]["state"], "available", "{seen:#}");
    let differs = seen["against_draft"]["groups"].as_array().is_some_and(|groups| !groups.is_empty());
    assert!(differs, "what differs is shown: {seen:#}");
    let since = now(&sandbox);
    desk.ask("act_begin", json!({ "name": "deletePending", "product": product })).await;
    assert_eq!(desk.ask("history", product.clone()).await[0]["reason"], "beforeDelete");
    let review = desk.ask("review", saved["draft"].clone()).await;
    let end = to_the_end(&desk, &sandbox, &publish(&desk, &review).await).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
    let submissions = format!("{PLANNER}/submissions");
    assert_eq!(
        changes(&sandbox, since),
        [
            format!("DELETE {submissions}/#"),
            format!("POST {submissions}"),
            format!("PUT {submissions}/#"),
            format!("POST {submissions}/#/commit")
        ]
    );
    let live = Colleague::of(&sandbox).await.live(PLANNER).await;
    let notes = &live["listings"]["fr-fr"]["baseListing"]["releaseNotes"];
    assert_eq!(notes, "Un début de semaine plus calme.", "the draft is what went live");
}

/// The commit is taken and stays the last word for hours; Vitrine is closed and opened in between.
#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_takes_hours_is_followed_through_a_restart() {
    let (folder, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    // The archive is read after ten hours.
    let planner = include_str!("../../src-tauri/crates/sandbox/data/demo/tailspin-planner.json");
    let planner: Value = serde_json::from_str(planner).unwrap();
    let scenario = files.path().join("slow.json");
    let slow = json!({ "durations": { "commitStarted": 36_000 }, "apps": [planner] });
    std::fs::write(&scenario, slow.to_string()).unwrap();
    let options = Options { scenario: Scenario::File(scenario), speed: 600.0, ..Options::default() };
    let sandbox = Sandbox::start(options).await.unwrap();
    let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
    let job = publish(&desk, &saved).await;
    desk.job_when(&job["id"], |job| job["status"] == "following").await;
    sandbox.advance(std::time::Duration::from_secs(4 * 3_600)).await.unwrap();
    let path = desk.end().await;
    let since = now(&sandbox);
    sandbox.advance(std::time::Duration::from_secs(3 * 3_600)).await.unwrap();

    let desk = Desk::practice(&path, &sandbox, 600.0).await;
    let again = until(async || {
        let asked = sandbox.log().iter().any(|entry| entry.n > since && entry.path.ends_with("/status"));
        let now = desk.ask("job", job["id"].clone()).await;
        (asked && now["status"] == "following").then_some(now)
    })
    .await;
    assert_eq!(again["problem"], Value::Null, "slow is not stopped: {again:#}");
    assert_eq!(again["at_microsoft"]["committed"], true);
    let view = desk.ask("product_read", product["id"].clone()).await;
    assert_eq!(view["row"]["state"]["raw"], "CommitStarted", "{view:#}");
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
    assert!(changes(&sandbox, since).is_empty(), "nothing was sent a second time");
}

/// Takes the clock to the certification of what was handed in.
async fn certified(desk: &Desk, sandbox: &vitrine_sandbox::Sandbox, product: &Value) {
    until(async || {
        let view = desk.ask("product_read", product.clone()).await;
        if view["row"]["state"]["raw"] == "Certification" {
            let can = view["commands"].as_array()?.iter().find(|c| c["name"] == "nextVersion")?;
            return (can["can"]["state"] == "available").then_some(());
        }
        sandbox.until_next_step().await.ok();
        None
    })
    .await;
}

/// Acceptance 32: the next version begins while Microsoft works on this one, and is sent once it is live.
#[tokio::test(flavor = "multi_thread")]
async fn the_next_version_is_prepared_during_certification() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
    let id = product["id"].clone();
    let job = publish(&desk, &saved).await;
    certified(&desk, &sandbox, &id).await;

    let next = desk.ask("draft_next", id.clone()).await;
    assert_ne!(next["id"], saved["draft"], "beside the one that was handed in");
    assert!(next["locked"].is_null(), "{:#}", next["locked"]);
    assert_eq!(next["standing"]["differences"], json!([]), "it begins as what was handed in");
    assert_eq!(desk.ask("draft_next", id.clone()).await["id"], next["id"], "two clicks are one");
    let edit = json!({ "pointer": "/listings/en-us/baseListing/releaseNotes", "value": "The one after." });
    let edited = desk.ask("draft_patch", json!({ "draft": next["id"], "edits": [edit] })).await;
    let review = desk.ask("review", next["id"].clone()).await;
    assert_eq!(review["changes"]["groups"].as_array().map(Vec::len), Some(1), "{:#}", review["changes"]);
    assert_eq!(review["submit"]["state"], "notPossible", "Microsoft takes one at a time");
    let early =
        desk.call("publish_start", json!({ "draft": next["id"], "revision": edited["revision"] })).await;
    assert!(early.is_err(), "and nothing is sent");

    assert_eq!(to_the_end(&desk, &sandbox, &job).await["status"], "succeeded");
    let review = desk.ask("review", next["id"].clone()).await;
    let fields: Vec<&Value> =
        review["changes"]["groups"].as_array().unwrap().iter().map(|g| &g["field"]).collect();
    assert_eq!(fields, ["releaseNotes"], "against what is live now: {:#}", review["changes"]);
    let job = publish(&desk, &review).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
    let live = desk.ask("draft_start", id).await;
    let notes = |code: &str| live["document"]["listings"][code]["baseListing"]["releaseNotes"].clone();
    assert_eq!(notes("en-us"), "The one after.");
    assert_eq!(notes("fr-fr"), "Un début de semaine plus calme.", "the first one's words stay");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_version_is_part_of_the_next_one() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
    let id = product["id"].clone();
    let job = publish(&desk, &saved).await;
    certified(&desk, &sandbox, &id).await;
    let next = desk.ask("draft_next", id.clone()).await;
    let edit = json!({ "pointer": "/listings/en-us/baseListing/releaseNotes", "value": "The one after." });
    desk.ask("draft_patch", json!({ "draft": next["id"], "edits": [edit] })).await;
    let refuse = json!({ "action": "failStep", "product": product["store_id"] });
    sandbox.portal(&refuse).await.unwrap();
    let end = desk.job_when(&job["id"], |job| job["status"] == "failed").await;
    assert_eq!(end["draft"], next["id"], "the next version stands for both: {end:#}");

    let review = desk.ask("review", next["id"].clone()).await;
    let mut told: Vec<&str> = review["changes"]["groups"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|group| group["languages"][0].as_str())
        .collect();
    told.sort_unstable();
    assert_eq!(told, ["en-us", "fr-fr"], "nothing that was handed in is lost: {:#}", review["changes"]);
    let job = publish(&desk, &review).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
}
