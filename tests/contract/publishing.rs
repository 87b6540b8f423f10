//! A draft on this computer becomes a submission at Microsoft, once, whatever happens on the way.

use serde_json::{Value, json};
use vitrine_sandbox::{Options, Sandbox};
use vitrine_tests::desk::{Desk, until};
use vitrine_tests::{packages, pictures};

const SPEED: f64 = 600.0;

pub async fn sandbox() -> Sandbox {
    Sandbox::start(Options { speed: SPEED, ..Options::default() }).await.expect("the sandbox starts")
}

/// Practice with a draft of Tailspin Planner whose French text was changed.
pub async fn with_draft(folder: &std::path::Path, sandbox: &Sandbox) -> (Desk, Value, Value) {
    let desk = Desk::practice(folder, sandbox, SPEED).await;
    let product = desk.product("Tailspin Planner").await;
    let draft = desk.ask("draft_start", product["id"].clone()).await;
    let saved = desk
        .ask(
            "draft_patch",
            json!({ "draft": draft["id"], "edits": [{
                "pointer": "/listings/fr-fr/baseListing/releaseNotes",
                "value": "Un début de semaine plus calme."
            }] }),
        )
        .await;
    (desk, product, saved)
}

pub async fn publish(desk: &Desk, saved: &Value) -> Value {
    desk.ask("publish_start", json!({ "draft": saved["draft"], "revision": saved["revision"] })).await
}

/// A package of Tailspin Planner as its developer would build it.
pub fn tailspin(version: &str) -> Vec<u8> {
    packages::Sample {
        name: "ContosoSAS.TailspinPlanner".to_owned(),
        publisher: "CN=3B0A6F54-27CD-4B9E-9F2B-6E5A4C1D7F10".to_owned(),
        version: version.to_owned(),
        architecture: "neutral".to_owned(),
        display_name: "Tailspin Planner".to_owned(),
        languages: vec!["en-US".to_owned(), "fr-FR".to_owned()],
        ..packages::Sample::default()
    }
    .msix()
}

fn writes(sandbox: &Sandbox) -> Vec<(String, String)> {
    sandbox
        .log()
        .into_iter()
        .filter(|e| e.host == "manage.devcenter.microsoft.com" && e.method != "GET")
        .map(|e| (e.method, e.path))
        .collect()
}

pub async fn to_the_end(desk: &Desk, sandbox: &Sandbox, job: &Value) -> Value {
    let began = std::time::Instant::now();
    until(async || {
        let now = desk.ask("job", job["id"].clone()).await;
        match now["status"].as_str() {
            Some("succeeded" | "failed" | "cancelled" | "interrupted") => Some(now),
            _ => {
                assert!(
                    began.elapsed().as_secs() < 25,
                    "the job does not end: {now:#}\n{:#?}",
                    sandbox.log()
                );
                sandbox.until_next_step().await.ok();
                None
            }
        }
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn words_a_screenshot_and_a_package_go_live() {
    let (folder, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let sandbox = sandbox().await;
    let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
    let draft = saved["draft"].clone();

    let listed = desk.ask("product", product["id"].clone()).await;
    assert!(listed["ribbon"]["live"]["version"].is_string(), "the live version was read: {listed:#}");

    let picture = files.path().join("week.png");
    std::fs::write(&picture, pictures::make_png(1920, 1080, 7)).unwrap();
    let package = files.path().join("tailspin_9.1.0.0_x64.msix");
    std::fs::write(&package, tailspin("9.1.0.0")).unwrap();
    *desk.host.picks.lock().unwrap() = vec![picture.clone(), package.clone()];
    let cards = desk.ask("files_choose", json!({ "what": "anything" })).await;

    let of_kind =
        |kind: &str| cards.as_array().unwrap().iter().find(|c| c["facts"]["kind"] == kind).unwrap().clone();
    let saved = desk
        .ask(
            "files_place",
            json!({ "draft": draft, "placements": [
                { "file": of_kind("image")["id"], "slot": { "kind": "image", "language": "fr-fr", "imageType": "Screenshot" } },
                { "file": of_kind("package")["id"], "slot": { "kind": "package" } },
            ] }),
        )
        .await;
    // The original may go: pictures are copied at once.
    std::fs::remove_file(&picture).unwrap();

    let review = desk.ask("review", draft.clone()).await;
    assert_eq!(review["new_version"], "9.1.0.0");
    let must: Vec<&Value> =
        review["problems"].as_array().unwrap().iter().filter(|p| p["severity"] == "must").collect();
    assert!(must.is_empty(), "nothing blocks: {must:#?}");

    let job = publish(&desk, &saved).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");

    let view = desk.ask("product", product["id"].clone()).await;
    assert_eq!(view["ribbon"]["live"]["version"], "9.1.0.0");
    assert!(view["ribbon"]["computer"].is_null(), "the draft ended with it");
    let history = desk.ask("history", product["id"].clone()).await;
    let reasons: Vec<&str> =
        history.as_array().unwrap().iter().filter_map(|s| s["reason"].as_str()).collect();
    assert_eq!(reasons, ["live", "beforeSubmit"], "what was live before is kept");
    let store = product["store_id"].as_str().unwrap();
    let posts: Vec<_> =
        writes(&sandbox).into_iter().filter(|(m, p)| m == "POST" && p.contains(store)).collect();
    assert_eq!(posts.len(), 2, "one creation, one commit: {posts:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_clicks_are_one_submission() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, _, saved) = with_draft(folder.path(), &sandbox).await;
    let (first, second) = tokio::join!(publish(&desk, &saved), publish(&desk, &saved));
    assert_eq!(first["id"], second["id"], "the second click answers the first job");
    let end = to_the_end(&desk, &sandbox, &first).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
    let created = writes(&sandbox).iter().filter(|(m, p)| m == "POST" && p.ends_with("/submissions")).count();
    assert_eq!(created, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_reviewed_is_not_sent() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, _, saved) = with_draft(folder.path(), &sandbox).await;
    let old = saved["revision"].as_u64().unwrap() - 1;
    let refused =
        desk.call("publish_start", json!({ "draft": saved["draft"], "revision": old })).await.unwrap_err();
    assert_eq!(refused.code, "draft.revision.old");
    assert!(writes(&sandbox).is_empty());
}

/// Both outcomes of a reply that never came: the service had done it, or had not.
#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_looked_up_and_nothing_is_sent_twice() {
    for route in [
        "POST applications/*/submissions",
        "PUT applications/*/submissions/*",
        "POST applications/*/submissions/*/commit",
    ] {
        for effect in ["loseReply", "cut"] {
            let folder = tempfile::tempdir().unwrap();
            let sandbox = sandbox().await;
            let (desk, _, saved) = with_draft(folder.path(), &sandbox).await;
            fault(&sandbox, json!({ "route": route, "effect": effect, "times": 1 })).await;
            let job = publish(&desk, &saved).await;
            let end = to_the_end(&desk, &sandbox, &job).await;
            assert_eq!(end["status"], "succeeded", "{route} {effect}: {end:#}");
            let log = writes(&sandbox);
            let done = |suffix: &str| {
                sandbox
                    .log()
                    .iter()
                    .filter(|e| {
                        e.method == "POST" && e.path.ends_with(suffix) && e.status.is_some_and(|s| s < 300)
                    })
                    .count()
            };
            assert!(done("/submissions") <= 1 && done("/commit") <= 1, "{route} {effect}: {log:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_interrupted_by_the_end_of_the_app_is_offered_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, _, saved) = with_draft(folder.path(), &sandbox).await;
    fault(&sandbox, json!({ "route": "PUT applications/*/submissions/*", "effect": "delay", "value": 60_000, "times": 1 })).await;
    let job = publish(&desk, &saved).await;
    desk.job_when(&job["id"], |job| job["at_microsoft"]["exists"] == "yes").await;
    let folder_path = desk.end().await;

    let desk = Desk::practice(&folder_path, &sandbox, SPEED).await;
    let offered = desk.ask("job", job["id"].clone()).await;
    assert_eq!(offered["status"], "interrupted");
    assert_eq!(offered["can_resume"], true);
    assert_eq!(offered["at_microsoft"]["exists"], "yes", "it says what exists on the server");
    let refused = desk
        .call("draft_patch", json!({ "draft": saved["draft"], "edits": [{ "pointer": "/notesForCertification", "value": "x" }] }))
        .await;
    assert_eq!(refused.unwrap_err().code, "job.running", "what is being sent does not change");
    reqwest::Client::new().delete(format!("{}/_sandbox/faults", sandbox.base())).send().await.unwrap();
    desk.ask("job_resume", job["id"].clone()).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_deletes_the_draft_that_the_job_made() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
    fault(&sandbox, json!({ "route": "PUT applications/*/submissions/*", "effect": "delay", "value": 60_000, "times": 1 })).await;
    let job = publish(&desk, &saved).await;
    let job = desk.job_when(&job["id"], |job| job["at_microsoft"]["exists"] == "yes").await;
    assert_eq!(job["cancel"], "deleteDraft");
    let cancelled = desk.ask("job_cancel", job["id"].clone()).await;
    assert_eq!(cancelled["status"], "cancelled", "{cancelled:#}");
    assert_eq!(cancelled["at_microsoft"]["exists"], "no");
    let view = desk.ask("product_read", product["id"].clone()).await;
    assert!(view["ribbon"]["microsoft"].is_null(), "nothing is left at Microsoft");
    assert!(!view["ribbon"]["computer"].is_null(), "the draft is still here");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_package_deleted_after_it_was_dropped_stops_the_job_before_anything_is_sent() {
    let (folder, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let sandbox = sandbox().await;
    let (desk, _, saved) = with_draft(folder.path(), &sandbox).await;
    let package = files.path().join("tailspin.msix");
    std::fs::write(&package, tailspin("9.2.0.0")).unwrap();
    desk.host.picks.lock().unwrap().push(package.clone());
    let cards = desk.ask("files_choose", json!({ "what": "packages" })).await;
    desk.ask(
        "files_place",
        json!({ "draft": saved["draft"], "placements": [{ "file": cards[0]["id"], "slot": { "kind": "package" } }] }),
    )
    .await;
    std::fs::remove_file(&package).unwrap();
    let review = desk.ask("review", saved["draft"].clone()).await;
    let problem = review["problems"].as_array().unwrap().iter().find(|p| p["code"] == "archive.file.missing");
    assert_eq!(problem.expect("the review names the file")["params"]["name"], "tailspin.msix");
    let refused = desk
        .call("publish_start", json!({ "draft": saved["draft"], "revision": review["revision"] }))
        .await
        .unwrap_err();
    assert_eq!(refused.code, "draft.problems");
    assert!(writes(&sandbox).is_empty(), "nothing was sent");
}

#[tokio::test(flavor = "multi_thread")]
async fn values_that_nobody_touched_come_back_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
    let before = live(&sandbox, &product).await;
    let job = publish(&desk, &saved).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
    let after = live(&sandbox, &product).await;
    // The service flips `isAdvancedPricingModel` by itself on any PUT (observed on a live account); nothing here reads it.
    for name in ["priceId", "trialPeriod", "marketSpecificPricings"] {
        assert_eq!(before["pricing"][name], after["pricing"][name], "a price nobody touched stays: {name}");
    }
    for name in [
        "visibility",
        "hardwarePreferences",
        "enterpriseLicensing",
        "allowTargetFutureDeviceFamilies",
        "trailers",
        "gamingOptions",
    ] {
        assert_eq!(before[name], after[name], "{name} was not touched");
    }
    assert_eq!(before["listings"]["en-us"], after["listings"]["en-us"]);
    assert_eq!(after["listings"]["fr-fr"]["baseListing"]["releaseNotes"], "Un début de semaine plus calme.");
}

/// The live submission as the service has it, read past the app.
async fn live(sandbox: &Sandbox, product: &Value) -> Value {
    let token = vitrine_tests::raw::token(sandbox).await;
    let id = product["store_id"].as_str().unwrap();
    let app = vitrine_tests::raw::get(sandbox, &token, &format!("applications/{id}")).await;
    let last = app["lastPublishedApplicationSubmission"]["id"].as_str().expect("it is published").to_owned();
    vitrine_tests::raw::get(sandbox, &token, &format!("applications/{id}/submissions/{last}")).await
}

async fn fault(sandbox: &Sandbox, rule: Value) {
    let answer = reqwest::Client::new()
        .post(format!("{}/_sandbox/faults", sandbox.base()))
        .json(&rule)
        .send()
        .await
        .unwrap();
    assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_submission_is_replaced_by_the_next_one() {
    let (folder, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let sandbox = sandbox().await;
    let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
    let package = files.path().join("tailspin.msix");
    // Its display name is not reserved: only the service can know.
    let stranger = packages::Sample {
        name: "ContosoSAS.TailspinPlanner".to_owned(),
        publisher: "CN=3B0A6F54-27CD-4B9E-9F2B-6E5A4C1D7F10".to_owned(),
        version: "9.3.0.0".to_owned(),
        architecture: "neutral".to_owned(),
        languages: vec!["en-US".to_owned(), "fr-FR".to_owned()],
        ..packages::Sample::default()
    };
    std::fs::write(&package, stranger.msix()).unwrap();
    desk.host.picks.lock().unwrap().push(package.clone());
    let cards = desk.ask("files_choose", json!({ "what": "packages" })).await;
    let place = json!({ "draft": saved["draft"], "placements": [{ "file": cards[0]["id"], "slot": { "kind": "package" } }] });
    let placed = desk.ask("files_place", place).await;
    let job = publish(&desk, &placed).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["status"], "failed", "{end:#}");
    assert_eq!(end["problem"]["code"], "status.packagevalidationfailed");
    assert_eq!(end["at_microsoft"]["committed"], true, "it says what exists there");
    let row = desk.ask("product", product["id"].clone()).await["row"].clone();
    assert_eq!((&row["state"]["state"], &row["next"]), (&json!("needsYou"), &json!("seeWhatToFix")));

    let undone = desk.ask("draft_undo", saved["draft"].clone()).await;
    let again = publish(&desk, &undone).await;
    let end = to_the_end(&desk, &sandbox, &again).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
}
