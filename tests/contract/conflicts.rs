//! Acceptance 13: fields that both sides changed wait for the person, and a choice per field yields exactly the chosen values.

use serde_json::{Value, json};
use vitrine_tests::colleague::Colleague;
use vitrine_tests::desk::Desk;

use crate::publishing::{publish, sandbox, to_the_end, with_draft};

const NOTES: &str = "/listings/en-us/baseListing/releaseNotes";
const MARKET: &str = "/pricing/marketSpecificPricings/BR";
const VISIBILITY: &str = "/visibility";

/// Tailspin Planner with three fields changed here and there, and one more there.
async fn quarrel(folder: &std::path::Path) -> (vitrine_sandbox::Sandbox, Desk, Value, Value) {
    let sandbox = sandbox().await;
    let (desk, product, saved) = with_draft(folder, &sandbox).await;
    let edits = json!([
        { "pointer": NOTES, "value": "A calmer week." },
        { "pointer": MARKET, "value": "NotAvailable" },
        { "pointer": VISIBILITY, "value": "Private" },
    ]);
    desk.ask("draft_patch", json!({ "draft": saved["draft"], "edits": edits })).await;
    let holder = format!("applications/{}", product["store_id"].as_str().unwrap());
    let publishes = |body: &mut Value| {
        body["listings"]["en-us"]["baseListing"]["releaseNotes"] = "A shorter week.".into();
        body["pricing"]["marketSpecificPricings"]["BR"] = "Tier2".into();
        body["visibility"] = "Hidden".into();
        body["notesForCertification"] = "Ask Ada.".into();
    };
    Colleague::of(&sandbox).await.publishes(&holder, publishes).await;
    desk.ask("product_read", product["id"].clone()).await;
    (sandbox, desk, product, saved["draft"].clone())
}

fn choices(sides: [&str; 3]) -> Value {
    let at = [NOTES, MARKET, VISIBILITY];
    at.iter().zip(sides).map(|(pointer, side)| json!({ "pointer": pointer, "side": side })).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn three_fields_are_shown_with_what_each_side_did() {
    let folder = tempfile::tempdir().unwrap();
    let (_sandbox, desk, _, draft) = quarrel(folder.path()).await;
    let asked = desk.ask("draft_conflicts", draft.clone()).await;
    let found = asked["conflicts"].as_array().unwrap();
    let mut at: Vec<&str> = found.iter().filter_map(|one| one["pointer"].as_str()).collect();
    at.sort_unstable();
    assert_eq!(at, [NOTES, MARKET, VISIBILITY], "{asked:#}");
    assert_eq!(asked["with"], "live");
    let of = |pointer: &str| found.iter().find(|one| one["pointer"] == pointer).unwrap();
    let words = of(NOTES);
    assert_eq!((&words["mine"], &words["theirs"]), (&json!("A calmer week."), &json!("A shorter week.")));
    for side in ["by_me", "by_them"] {
        let groups = words[side]["groups"].as_array().unwrap();
        assert_eq!(groups.len(), 1, "{side}: {words:#}");
        assert!(!groups[0]["runs"].as_array().unwrap().is_empty(), "words are told in words");
    }
    assert_eq!(of(MARKET)["by_me"]["groups"][0]["markets"], json!(["BR"]), "a market reads as a market");
    let taken: Vec<&Value> =
        asked["taken"]["groups"].as_array().unwrap().iter().map(|group| &group["field"]).collect();
    assert_eq!(taken, ["notesForCertification"], "what only the other side changed comes in by itself");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_per_field_yields_exactly_the_chosen_values() {
    let folder = tempfile::tempdir().unwrap();
    let (sandbox, desk, product, draft) = quarrel(folder.path()).await;
    let refused = desk.call("draft_resolve", json!({ "draft": draft, "choices": [] })).await.unwrap_err();
    assert_eq!(refused.code, "draft.conflict", "no choice, nothing overwritten");
    let ask = json!({ "draft": draft, "choices": choices(["mine", "theirs", "mine"]) });
    let view = desk.ask("draft_resolve", ask).await;
    let at = |pointer: &str| view["document"].pointer(pointer).cloned().unwrap_or_default();
    assert_eq!(at(NOTES), "A calmer week.");
    assert_eq!(at(MARKET), "Tier2");
    assert_eq!(at(VISIBILITY), "Private");
    assert_eq!(at("/notesForCertification"), "Ask Ada.");
    assert_eq!(at("/listings/fr-fr/baseListing/releaseNotes"), "Un début de semaine plus calme.");
    let asked = desk.ask("draft_conflicts", draft.clone()).await;
    assert_eq!(asked["conflicts"], json!([]));

    let review = desk.ask("review", draft).await;
    let job = publish(&desk, &review).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
    let holder = format!("applications/{}", product["store_id"].as_str().unwrap());
    let live = Colleague::of(&sandbox).await.live(&holder).await;
    assert_eq!(live.pointer(NOTES), Some(&json!("A calmer week.")));
    assert_eq!(live.pointer(MARKET), Some(&json!("Tier2")));
    assert_eq!(live.pointer(VISIBILITY), Some(&json!("Private")));
}

#[tokio::test(flavor = "multi_thread")]
async fn choices_about_other_fields_decide_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (_sandbox, desk, _, draft) = quarrel(folder.path()).await;
    // Meanwhile, on another page, one of the fields was given the other side's value.
    let edit = json!({ "pointer": MARKET, "value": "Tier2" });
    desk.ask("draft_patch", json!({ "draft": draft, "edits": [edit] })).await;
    let ask = json!({ "draft": draft, "choices": choices(["theirs", "theirs", "theirs"]) });
    let refused = desk.call("draft_resolve", ask).await.unwrap_err();
    assert_eq!(refused.code, "draft.conflict");
    let view = desk.ask("draft_open", draft).await;
    assert_eq!(view["document"].pointer(NOTES), Some(&json!("A calmer week.")), "nothing was decided");
}
