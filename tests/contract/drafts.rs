//! Drafts: on the disk when it says so, undone across restarts, and silent towards Microsoft.

use serde_json::{Value, json};
use vitrine_tests::desk::Desk;

use crate::publishing::{sandbox, with_draft};

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_edits_send_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, _, saved) = with_draft(folder.path(), &sandbox).await;
    for round in 0..500 {
        let field = ["description", "releaseNotes", "shortDescription"][round % 3];
        let pointer = format!("/listings/en-us/baseListing/{field}");
        desk.ask("draft_patch", json!({ "draft": saved["draft"], "edits": [{ "pointer": pointer, "value": format!("Edit {round}") }] })).await;
    }
    let flushed = desk.ask("flush", Value::Null).await;
    assert_eq!(flushed["drafts"], json!([saved["draft"]]));
    let writes = sandbox.log().iter().filter(|e| e.host.starts_with("manage") && e.method != "GET").count();
    assert_eq!(writes, 0, "an edit never leaves this computer");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_on_its_row_from_the_first_moment() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let desk = Desk::practice(folder.path(), &sandbox, 600.0).await;
    let product = desk.product("Tailspin Planner").await;
    let draft = desk.ask("draft_start", product["id"].clone()).await;
    let row = desk.ask("product", product["id"].clone()).await["row"].clone();
    assert_eq!((&row["draft"]["id"], &row["draft"]["changes"]), (&draft["id"], &json!(0)));
    assert_eq!(row["next"], "continueDraft");
}

#[tokio::test(flavor = "multi_thread")]
async fn undo_and_redo_survive_a_restart_and_a_large_document() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, _, saved) = with_draft(folder.path(), &sandbox).await;
    let draft = saved["draft"].clone();
    let notes = async |desk: &Desk| {
        desk.ask("draft_open", draft.clone()).await["document"]["notesForCertification"].clone()
    };
    let before = notes(&desk).await;
    // Large enough that the document is written from time to time only.
    let long = "Ein langer Text. ".repeat(12_000);
    desk.ask("draft_patch", json!({ "draft": draft, "edits": [{ "pointer": "/listings/en-us/baseListing/licenseTerms", "value": long }] })).await;
    for number in 0..40 {
        // Two pointers in one act, so that acts never join.
        desk.ask(
            "draft_patch",
            json!({ "draft": draft, "edits": [
            { "pointer": "/notesForCertification", "value": format!("Note {number}") },
            { "pointer": "/listings/en-us/baseListing/devStudio", "value": format!("Studio {number}") },
        ] }),
        )
        .await;
    }
    for _ in 0..3 {
        desk.ask("draft_undo", draft.clone()).await;
    }
    assert_eq!(notes(&desk).await, "Note 36");

    let path = desk.end().await;
    let desk = Desk::practice(&path, &sandbox, 600.0).await;
    assert_eq!(
        desk.ask("session", Value::Null).await["left_at"],
        Value::Null,
        "a run that was closed begins at Home"
    );
    assert_eq!(notes(&desk).await, "Note 36", "as it was left");
    let redone = desk.ask("draft_redo", draft.clone()).await;
    assert_eq!(redone["edits"][0]["value"], "Note 37", "redo survives too");
    for _ in 0..38 {
        desk.ask("draft_undo", draft.clone()).await;
    }
    assert_eq!(notes(&desk).await, before);
    assert_eq!(desk.ask("draft_open", draft.clone()).await["standing"]["redo"], "/notesForCertification");

    // A new act after undo forgets what could be redone, and the disk agrees.
    desk.ask(
        "draft_patch",
        json!({ "draft": draft, "edits": [{ "pointer": "/notesForCertification", "value": "Another way" }] }),
    )
    .await;
    let path = desk.end().await;
    let desk = Desk::practice(&path, &sandbox, 600.0).await;
    assert_eq!(notes(&desk).await, "Another way");
    assert_eq!(desk.ask("draft_open", draft.clone()).await["standing"]["redo"], Value::Null);
}

/// A process that is killed has no time to write anything: the journal alone must bring the text back.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_is_there_without_a_proper_end() {
    let (folder, copy) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let sandbox = sandbox().await;
    let (desk, _, saved) = with_draft(folder.path(), &sandbox).await;
    let draft = saved["draft"].clone();
    let place = "/products/store:X/draft/listing?field=%2Flistings%2Fen-us%2FbaseListing%2FdevStudio";
    desk.ask("place_keep", place.into()).await;
    for number in 0..20 {
        let at = format!("/listings/en-us/baseListing/{}", ["title", "devStudio"][number % 2]);
        desk.ask(
            "draft_patch",
            json!({ "draft": draft, "edits": [{ "pointer": at, "value": format!("Word {number}") }] }),
        )
        .await;
        // What the disk would hold if the process ended now.
        for name in ["vitrine.db", "vitrine.db-wal"] {
            std::fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
        }
    }
    let after = Desk::practice(copy.path(), &sandbox, 600.0).await;
    assert_eq!(after.ask("session", Value::Null).await["left_at"], place, "the caret's field comes back too");
    let view = after.ask("draft_open", draft.clone()).await;
    let listing = &view["document"]["listings"]["en-us"]["baseListing"];
    assert_eq!((&listing["title"], &listing["devStudio"]), (&json!("Word 18"), &json!("Word 19")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_is_added_from_another_and_undone_in_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, _, saved) = with_draft(folder.path(), &sandbox).await;
    let draft = saved["draft"].clone();
    let before = desk.ask("draft_open", draft.clone()).await;
    let added =
        desk.ask("language_add", json!({ "draft": draft, "language": "cy-GB", "from": "en-us" })).await;
    assert!(added["standing"]["languages"].as_array().unwrap().contains(&json!("cy-gb")));
    let view = desk.ask("draft_open", draft.clone()).await;
    let page = &view["document"]["listings"]["cy-gb"]["baseListing"];
    assert_eq!(page["description"], view["document"]["listings"]["en-us"]["baseListing"]["description"]);
    assert_eq!(page["images"], json!([]), "pictures never come along by themselves");
    let twice = desk.call("language_add", json!({ "draft": draft, "language": "CY-gb" })).await.unwrap_err();
    assert_eq!(twice.code, "listing.language.exists");
    desk.ask("draft_undo", draft.clone()).await;
    assert_eq!(desk.ask("draft_open", draft.clone()).await["document"], before["document"]);
}
