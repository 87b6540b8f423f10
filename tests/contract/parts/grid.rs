//! The grid of words of all add-ons: one act a draft, no question to the service, taken back whole, and what is locked stays
//! as it is. With it goes the icon of a listing, which the same draft sends.

use serde_json::{Value, json};
use vitrine_sandbox::Sandbox;
use vitrine_tests::desk::{Desk, until};
use vitrine_tests::pictures;

use super::{assuming, listed};
use crate::publishing::{publish, to_the_end};

const FAMILY: &str = "addon:9PTLSPNADD01";
const PAPER: &str = "addon:9PTLSPNADD02";

/// Requests about one add-on, and those that change anything: the window reads other products meanwhile.
fn requests(sandbox: &Sandbox, product: &str) -> usize {
    let id = product.trim_start_matches("addon:");
    let asked = |path: &str, method: &str| path.contains(id) || method != "GET";
    let log = sandbox.log();
    log.iter().filter(|e| e.host.starts_with("manage") && asked(&e.path, &e.method)).count()
}

fn row<'a>(grid: &'a Value, product: &str) -> &'a Value {
    grid["rows"].as_array().unwrap().iter().find(|row| row["product"] == product).expect("the row is there")
}

fn cell<'a>(grid: &'a Value, product: &str, language: &str) -> &'a Value {
    let languages = grid["languages"].as_array().unwrap();
    let at = languages.iter().position(|one| one == language).expect("the language has a column");
    &row(grid, product)["cells"][at]
}

/// The planner with every add-on read.
async fn read_whole(folder: &std::path::Path, sandbox: &Sandbox, app: &str) -> (Desk, Value) {
    let desk = Desk::practice(folder, sandbox, super::SPEED).await;
    desk.hold(0).await;
    let app = desk.product(app).await["id"].clone();
    let rows = listed(&desk, "add_ons", &app).await;
    let ids: Vec<Value> = rows.iter().map(|row| row["row"]["id"].clone()).collect();
    desk.ask("products_look", json!(ids)).await;
    until(async || {
        let grid = desk.ask("add_on_grid", app.clone()).await;
        let unread = |row: &Value| row["locked"]["code"] == "addon.unread";
        (!grid["rows"].as_array()?.iter().any(unread)).then_some(())
    })
    .await;
    (desk, app)
}

async fn patch(desk: &Desk, app: &Value, cells: Value) -> Value {
    desk.ask("add_on_grid_patch", json!({ "app": app, "cells": cells })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_block_is_one_act_a_draft_asks_nothing_and_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = assuming(&[]).await;
    let (desk, app) = read_whole(folder.path(), &sandbox, "Tailspin Planner").await;
    let kept = desk.ask("draft_start", PAPER.into()).await["id"].clone();
    desk.edit(&kept, "/tag", "mine".into()).await;
    let before = desk.ask("add_on_grid", app.clone()).await;
    let asked = requests(&sandbox, FAMILY);
    let saved = patch(
        &desk,
        &app,
        json!([
            { "product": FAMILY, "language": "en-us", "title": "Weeks together" },
            { "product": FAMILY, "language": "it-it", "title": "Settimane", "description": "Insieme." },
            { "product": PAPER, "language": "fr-fr", "description": "Sept papiers." },
        ]),
    )
    .await;
    assert_eq!(requests(&sandbox, FAMILY), asked, "words on this computer are nobody else's business");
    assert_eq!((&saved["refused"], saved["acts"].as_array().unwrap().len()), (&json!([]), 2));

    let grid = desk.ask("add_on_grid", app.clone()).await;
    let italian = cell(&grid, FAMILY, "it-it");
    assert_eq!((&italian["title"], &italian["title_changed"]), (&json!("Settimane"), &json!(true)));
    let english = cell(&grid, FAMILY, "en-us");
    assert_eq!((&english["title_changed"], &english["description_changed"]), (&json!(true), &json!(false)));
    let draft = desk.ask("product", FAMILY.into()).await["row"]["draft"]["id"].clone();
    let document = desk.ask("draft_open", draft.clone()).await["document"].clone();
    let listings = &document["listings"];
    assert_eq!(listings["it-it"], json!({ "description": "Insieme.", "title": "Settimane" }));
    assert_eq!(listings["en-us"]["icon"]["fileStatus"], "Uploaded", "what nobody touched stays");
    assert_eq!(listings["en-us"]["title"], "Weeks together");

    // A second block on top, then both are taken back, newest first.
    let second =
        patch(&desk, &app, json!([{ "product": FAMILY, "language": "en-us", "title": "Again" }])).await;
    for acts in [&second["acts"], &saved["acts"]] {
        let undone = desk.ask("add_on_grid_undo", acts.clone()).await;
        assert_eq!(undone["refused"], json!([]), "{undone:#}");
    }
    assert_eq!(desk.ask("add_on_grid", app.clone()).await, before);
    assert_eq!(
        desk.ask("product", FAMILY.into()).await["row"]["draft"],
        Value::Null,
        "it began with the block"
    );
    let own = desk.ask("draft_open", kept).await;
    assert_eq!(own["document"]["tag"], "mine", "a draft that was there keeps what else is in it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_block_that_was_changed_since_is_not_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = assuming(&[]).await;
    let (desk, app) = read_whole(folder.path(), &sandbox, "Tailspin Planner").await;
    let saved = patch(&desk, &app, json!([{ "product": FAMILY, "language": "en-us", "title": "One" }])).await;
    desk.edit(&saved["acts"][0]["draft"], "/tag", "later".into()).await;
    let undone = desk.ask("add_on_grid_undo", saved["acts"].clone()).await;
    assert_eq!(undone["refused"][0]["problem"]["code"], "draft.revision.old");
    let grid = desk.ask("add_on_grid", app).await;
    assert_eq!(cell(&grid, FAMILY, "en-us")["title"], "One");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_block_that_changes_nothing_leaves_no_draft() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = assuming(&[]).await;
    let (desk, app) = read_whole(folder.path(), &sandbox, "Tailspin Planner").await;
    let same = json!([
        { "product": FAMILY, "language": "en-us", "title": "Family weeks" },
        { "product": FAMILY, "language": "ja-jp", "title": "" },
    ]);
    let saved = patch(&desk, &app, same).await;
    assert_eq!((&saved["acts"], &saved["refused"]), (&json!([]), &json!([])));
    assert_eq!(desk.ask("product", FAMILY.into()).await["row"]["draft"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cell_that_is_refused_holds_up_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = assuming(&[]).await;
    let (desk, app) = read_whole(folder.path(), &sandbox, "Alpine Ski Racer").await;
    let ours = "addon:9PALPNSADD01";
    let cells = json!([
        { "product": FAMILY, "language": "en-us", "title": "Of another app" },
        { "product": ours, "language": "en-us", "title": "Polar pistes" },
    ]);
    let saved = patch(&desk, &app, cells).await;
    assert_eq!(saved["acts"].as_array().unwrap().len(), 1);
    assert_eq!(saved["acts"][0]["product"], ours);
    assert_eq!(saved["refused"][0]["product"], FAMILY);
    assert_eq!(saved["refused"][0]["problem"]["code"], "product.unknown");
    assert_eq!(desk.ask("product", FAMILY.into()).await["row"]["draft"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_never_read_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = assuming(&[]).await;
    let desk = Desk::practice(folder.path(), &sandbox, super::SPEED).await;
    let app = desk.product("Tailspin Planner").await["id"].clone();
    listed(&desk, "add_ons", &app).await;
    let grid = desk.ask("add_on_grid", app.clone()).await;
    assert_eq!(row(&grid, FAMILY)["locked"]["code"], "addon.unread");
    assert_eq!(row(&grid, "addon:9PTLSPNADD07")["locked"], Value::Null, "nothing was ever sent for it");
    let saved =
        patch(&desk, &app, json!([{ "product": FAMILY, "language": "en-us", "title": "Blind" }])).await;
    assert_eq!(saved["refused"][0]["problem"]["code"], "addon.unread");
    let first = json!([{ "product": "addon:9PTLSPNADD07", "language": "en-us", "title": "Focus" }]);
    assert_eq!(patch(&desk, &app, first).await["refused"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_the_grid_a_language_and_an_icon_go_live_together() {
    let (folder, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let sandbox = assuming(&[]).await;
    let (desk, app) = read_whole(folder.path(), &sandbox, "Tailspin Planner").await;
    let cells =
        json!([{ "product": FAMILY, "language": "it-it", "title": "Settimane", "description": "Insieme." }]);
    let draft = patch(&desk, &app, cells).await["acts"][0]["draft"].clone();
    let picture = files.path().join("family.png");
    std::fs::write(&picture, pictures::make_png(300, 300, 5)).unwrap();
    let placed = desk.place(&draft, picture, json!({ "kind": "icon", "language": "it-it" })).await;
    let icon = placed["edits"][0]["value"].clone();
    let saved = desk.edit(&draft, "/listings/es-es/icon", icon).await;
    let musts = saved["standing"]["problems"].as_array().unwrap().iter().filter(|p| p["severity"] == "must");
    assert_eq!(musts.count(), 0, "{:#}", saved["standing"]["problems"]);

    let job = publish(&desk, &saved).await;
    let end = to_the_end(&desk, &sandbox, &job).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
    desk.ask("product_read", FAMILY.into()).await;
    let draft = desk.ask("draft_start", FAMILY.into()).await;
    let listings = &draft["document"]["listings"];
    assert_eq!(listings["it-it"]["title"], "Settimane");
    for language in ["it-it", "es-es"] {
        assert_eq!(listings[language]["icon"]["fileStatus"], "Uploaded", "{language}");
    }
    assert_eq!(listings["it-it"]["icon"]["fileName"], listings["es-es"]["icon"]["fileName"], "sent once");
    assert_ne!(listings["it-it"]["icon"]["fileName"], listings["de-de"]["icon"]["fileName"]);
}
