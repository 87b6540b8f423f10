//! The submission that stands open at Microsoft: whose it is, what it says otherwise, and what becomes of it.

use serde_json::{Value, json};
use vitrine_app::NoticeKind;
use vitrine_sandbox::Sandbox;
use vitrine_tests::colleague::{self, Colleague, portal};
use vitrine_tests::desk::{Desk, until};
use vitrine_tests::pictures;

use crate::publishing::{publish, sandbox, to_the_end, with_draft};

const NOTES: &str = "/listings/en-us/baseListing/releaseNotes";

fn holder(product: &Value) -> String {
    format!("applications/{}", product["store_id"].as_str().expect("an app has a Store ID"))
}

async fn pending(desk: &Desk, product: &Value) -> Value {
    desk.ask("product_read", product["id"].clone()).await;
    desk.ask("pending", product["id"].clone()).await
}

/// A submission that this computer made and could not hand in.
async fn left_behind(desk: &Desk, sandbox: &Sandbox, saved: &Value) {
    let route = "POST applications/*/submissions/*/commit";
    colleague::fault(sandbox, route, vitrine_sandbox::Effect::Status, 400);
    let job = publish(desk, saved).await;
    let end = to_the_end(desk, sandbox, &job).await;
    assert_eq!(end["status"], "failed", "{end:#}");
}

/// Deletes what is open, with the yes of a person and without the wait.
async fn delete(desk: &Desk, product: &Value) {
    let mut settings = desk.ask("session", Value::Null).await["settings"].clone();
    settings["hold"] = json!(0);
    desk.ask("settings_set", settings).await;
    let done = desk.ask("act_begin", json!({ "name": "deletePending", "product": product["id"] })).await;
    assert_eq!(done["outcome"], "done");
}

async fn kept(desk: &Desk, product: &Value, reason: &str) -> Value {
    let history = desk.ask("history", product["id"].clone()).await;
    let found = history.as_array().unwrap().iter().find(|copy| copy["reason"] == reason).cloned();
    found.unwrap_or_else(|| panic!("no copy {reason}: {history:#}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn another_tools_submission_is_compared_and_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let desk = Desk::practice(folder.path(), &sandbox, 600.0).await;
    let product = desk.product("Tailspin Planner").await;
    let other = Colleague::of(&sandbox).await;
    let mut body = other.begins(&holder(&product)).await;
    body["listings"]["en-us"]["baseListing"]["releaseNotes"] = "From a colleague.".into();
    other.writes(&holder(&product), &body).await;

    let seen = pending(&desk, &product).await;
    assert_eq!((&seen["submission"], &seen["origin"]), (&body["id"], &json!("anotherApp")), "{seen:#}");
    assert_eq!(seen["against_live"]["groups"][0]["field"], "releaseNotes");
    assert_eq!(seen["since_sent"], Value::Null, "nothing was sent from here");
    let draft = desk.ask("pending_continue", product["id"].clone()).await;
    let begun = colleague::now(&sandbox);
    let edit = json!({ "pointer": "/listings/fr-fr/baseListing/releaseNotes", "value": "Et d’ici." });
    let saved = desk.ask("draft_patch", json!({ "draft": draft["id"], "edits": [edit] })).await;
    let job = publish(&desk, &saved).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
    let asked = colleague::changes(&sandbox, begun);
    assert!(asked.iter().all(|one| !one.ends_with("/submissions")), "no second submission: {asked:?}");
    let live = other.live(&holder(&product)).await;
    let notes = |code: &str| live["listings"][code]["baseListing"]["releaseNotes"].clone();
    assert_eq!((notes("en-us"), notes("fr-fr")), (json!("From a colleague."), json!("Et d’ici.")));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_partner_center_made_is_closed_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, _) = with_draft(folder.path(), &sandbox).await;
    portal(&sandbox, json!({ "action": "createSubmission", "product": product["store_id"] })).await;
    let seen = pending(&desk, &product).await;
    assert_eq!(seen["origin"], "partnerCenter");
    for can in ["can_continue", "can_delete", "can_rebuild"] {
        assert_eq!(seen[can]["because"]["code"], "submission.portal.edited", "{can}: {seen:#}");
    }
    assert_eq!(seen["against_draft"]["groups"][0]["field"], "releaseNotes", "the draft says this otherwise");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_since_it_was_sent_goes_only_with_a_yes() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
    left_behind(&desk, &sandbox, &saved).await;
    let seen = pending(&desk, &product).await;
    assert_eq!(seen["origin"], "thisComputer");
    assert_eq!(seen["since_sent"]["groups"], json!([]), "it stands there as it was sent: {seen:#}");

    let change = json!({ "listings": { "en-us": { "baseListing": { "description": "By hand." } } } });
    let order = json!({ "action": "editDraft", "product": product["store_id"], "change": change });
    portal(&sandbox, order).await;
    let seen = pending(&desk, &product).await;
    let fields: Vec<&Value> =
        seen["since_sent"]["groups"].as_array().unwrap().iter().map(|group| &group["field"]).collect();
    assert_eq!(fields, ["description"], "{seen:#}");
    assert_eq!(seen["can_rebuild"]["state"], "available");
    let review = desk.ask("review", saved["draft"].clone()).await;
    assert_eq!(review["open_submission"]["id"], seen["submission"], "Review does not pass over it");

    let begun = colleague::now(&sandbox);
    let job = publish(&desk, &review).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["problem"]["code"], "submission.changed.elsewhere", "{end:#}");
    assert_eq!(colleague::changes(&sandbox, begun), Vec::<String>::new(), "nothing was deleted or sent");

    delete(&desk, &product).await;
    let copy = kept(&desk, &product, "beforeDelete").await;
    let told = desk.ask("snapshot", copy["id"].clone()).await;
    let said = told["against_live"]["groups"].as_array().unwrap().iter().any(|g| g["before"] == "By hand.");
    assert!(said, "the work of the other is kept: {told:#}");
    let job = desk.ask("job_resume", job["id"].clone()).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["status"], "succeeded", "the draft was rebuilt at Microsoft: {end:#}");
}

/// Acceptance 19: every field and image of a deleted submission comes back.
#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_submission_comes_back_whole() {
    let (folder, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let sandbox = sandbox().await;
    let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
    let picture = files.path().join("week.png");
    std::fs::write(&picture, pictures::make_png(1920, 1080, 7)).unwrap();
    *desk.host.picks.lock().unwrap() = vec![picture.clone()];
    let cards = desk.ask("files_choose", json!({ "what": "anything" })).await;
    let hash = cards[0]["thumb"].clone();
    let slot = json!({ "kind": "image", "language": "fr-fr", "imageType": "Screenshot" });
    let place = json!({ "draft": saved["draft"], "placements": [{ "file": cards[0]["id"], "slot": slot }] });
    desk.ask("files_place", place).await;
    let edits = json!([
        { "pointer": NOTES, "value": "Planned together 🗓️" },
        { "pointer": "/pricing/priceId", "value": "Tier4" },
        { "pointer": "/pricing/marketSpecificPricings/BR", "value": "NotAvailable" },
        { "pointer": "/notesForCertification", "value": "No account is needed." },
    ]);
    let saved = desk.ask("draft_patch", json!({ "draft": saved["draft"], "edits": edits })).await;
    let wanted = desk.ask("draft_open", saved["draft"].clone()).await["document"].clone();
    left_behind(&desk, &sandbox, &saved).await;
    desk.ask("draft_discard", saved["draft"].clone()).await;
    delete(&desk, &product).await;
    std::fs::remove_file(&picture).unwrap();

    let copy = kept(&desk, &product, "beforeDelete").await;
    let told = desk.ask("snapshot", copy["id"].clone()).await;
    assert_eq!(told["left_out"], json!([]), "everything can come back");
    let copied = desk.ask("snapshot_copy", copy["id"].clone()).await;
    assert_eq!(copied["left_out"], json!([]));
    let back = &copied["draft"]["document"];
    for at in ["/notesForCertification", "/pricing", "/visibility", NOTES] {
        assert_eq!(back.pointer(at), wanted.pointer(at), "{at}");
    }
    for language in ["en-us", "fr-fr"] {
        let words = |document: &Value| {
            let mut listing = document["listings"][language].clone();
            listing["baseListing"].as_object_mut().unwrap().shift_remove("images");
            listing
        };
        assert_eq!(words(back), words(&wanted), "{language}");
        let pictures = |document: &Value| -> Vec<(Value, Value, Value)> {
            let images = document["listings"][language]["baseListing"]["images"].as_array().unwrap().clone();
            let of = |image: &Value| {
                (image["$asset"].clone(), image["imageType"].clone(), image["description"].clone())
            };
            images.iter().map(of).collect()
        };
        assert_eq!(pictures(back), pictures(&wanted), "{language}");
    }
    let again = back["listings"]["fr-fr"]["baseListing"]["images"].as_array().unwrap();
    assert!(again.iter().any(|image| image["$asset"] == hash), "byte for byte: the same content");

    let draft = &copied["draft"];
    let saved = json!({ "draft": draft["id"], "revision": draft["revision"] });
    let job = publish(&desk, &saved).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
    let live = Colleague::of(&sandbox).await.live(&holder(&product)).await;
    assert_eq!(live["pricing"]["priceId"], "Tier4");
    assert_eq!(live["listings"]["en-us"]["baseListing"]["releaseNotes"], "Planned together 🗓️");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_else_did_to_a_product_with_a_draft_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, _) = with_draft(folder.path(), &sandbox).await;
    let told = || {
        let notices = desk.host.notices.lock().unwrap().clone();
        notices.iter().filter(|notice| notice.kind == NoticeKind::ChangedElsewhere).count()
    };
    desk.ask("product_read", product["id"].clone()).await;
    assert_eq!(told(), 0, "nothing happened");
    let other = Colleague::of(&sandbox).await;
    let body = other.begins(&holder(&product)).await;
    for _ in 0..2 {
        desk.ask("product_read", product["id"].clone()).await;
    }
    assert_eq!(told(), 1, "a submission was opened");
    let mut body = body;
    body["visibility"] = "Private".into();
    other.writes(&holder(&product), &body).await;
    for _ in 0..2 {
        desk.ask("product_read", product["id"].clone()).await;
    }
    assert_eq!(told(), 2, "it was changed");
    // What was seen is looked at again by itself, because the product has a draft.
    body["visibility"] = "Public".into();
    other.writes(&holder(&product), &body).await;
    until(async || (told() == 3).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_this_computer_sent_is_no_news_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, _, saved) = with_draft(folder.path(), &sandbox).await;
    let job = publish(&desk, &saved).await;
    to_the_end(&desk, &sandbox, &job).await;
    // The job is told before the desktop is.
    let kinds: Vec<NoticeKind> = until(async || {
        let notices = desk.host.notices.lock().unwrap();
        (!notices.is_empty()).then(|| notices.iter().map(|notice| notice.kind).collect())
    })
    .await;
    assert_eq!(kinds, [NoticeKind::Live]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_app_appears_once_its_name_is_reserved_and_leads_to_its_first_submission() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let desk = Desk::practice(folder.path(), &sandbox, 600.0).await;
    desk.product("Tailspin Planner").await;
    portal(&sandbox, json!({ "action": "reserveName", "name": "Woodgrove Maps" })).await;
    desk.ask("products_read", Value::Null).await;
    let product = desk.product("Woodgrove Maps").await;
    assert_eq!((&product["published"], &product["next"]), (&json!(false), &json!("firstSubmission")));
    let view = desk.ask("product_read", product["id"].clone()).await;
    let first = view["commands"].as_array().unwrap().iter().find(|one| one["name"] == "firstSubmission");
    assert_eq!(first.unwrap()["can"]["state"], "handOff", "{view:#}");
    portal(&sandbox, json!({ "action": "firstSubmission", "product": product["store_id"] })).await;
    let view = desk.ask("product_read", product["id"].clone()).await;
    assert_eq!(view["row"]["state"]["state"], "live");
    assert_eq!(view["row"]["next"], "startDraft");
}
