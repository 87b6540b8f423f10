//! The large account: 5,000 apps, one with 100 languages. Times are printed for whoever looks; results are asserted.

use std::time::Instant;

use serde_json::{Value, json};
use vitrine_sandbox::{Options, Sandbox, Scenario};
use vitrine_tests::desk::{Desk, until};

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_languages_open_and_are_edited() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { scenario: Scenario::Large, speed: 600.0, ..Options::default() };
    let sandbox = Sandbox::start(options).await.unwrap();
    let desk = Desk::practice(folder.path(), &sandbox, 600.0).await;
    let began = Instant::now();
    let rows = until(async || {
        let list = desk.ask("products", Value::Null).await;
        let rows = list["rows"].as_array()?.clone();
        (rows.len() == 5_000).then_some(rows)
    })
    .await;
    println!("list of 5,000 read after {:?}", began.elapsed());
    let began = Instant::now();
    desk.ask("products", Value::Null).await;
    println!("products answered in {:?}", began.elapsed());
    let atlas = rows.iter().find(|r| r["name"] == "Relecloud Atlas").expect("the app with 100 languages");
    let began = Instant::now();
    let draft = desk.ask("draft_start", atlas["id"].clone()).await;
    println!("draft_start in {:?}", began.elapsed());
    assert_eq!(draft["standing"]["languages"].as_array().unwrap().len(), 100);
    let began = Instant::now();
    desk.ask("draft_open", draft["id"].clone()).await;
    println!("draft_open in {:?}, {} bytes", began.elapsed(), draft.to_string().len());
    let began = Instant::now();
    let edit = json!({ "pointer": "/listings/fr-fr/baseListing/title", "value": "Atlas" });
    let saved = desk.ask("draft_patch", json!({ "draft": draft["id"], "edits": [edit] })).await;
    println!("draft_patch in {:?}", began.elapsed());
    let changed: Vec<&str> = saved["standing"]["differences"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|d| d["pointer"].as_str())
        .collect();
    assert_eq!(changed, ["/listings/fr-fr/baseListing/title"]);
    let began = Instant::now();
    desk.ask("review", draft["id"].clone()).await;
    println!("review in {:?}", began.elapsed());
}
