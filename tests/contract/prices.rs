//! Prices and markets: what the page writes and takes back, and the account's own table of amounts.

use serde_json::{Value, json};
use vitrine_domain::codes;
use vitrine_tests::colleague::changes;
use vitrine_tests::desk::Desk;

use crate::publishing::{sandbox, with_draft};

const MARKETS: &str = "/pricing/marketSpecificPricings";

#[tokio::test(flavor = "multi_thread")]
async fn many_markets_are_one_act_and_nothing_else_of_the_price_moves() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, _, saved) = with_draft(folder.path(), &sandbox).await;
    let draft = saved["draft"].clone();
    let pricing = async || desk.ask("draft_open", draft.clone()).await["document"]["pricing"].clone();
    let before = pricing().await;
    let edits: Vec<Value> = ["DE", "FR", "JP"]
        .iter()
        .map(|code| json!({ "pointer": format!("{MARKETS}/{code}"), "value": "NotAvailable" }))
        .collect();
    desk.ask("draft_patch", json!({ "draft": draft, "edits": edits })).await;
    let mut closed = before.clone();
    for code in ["DE", "FR", "JP"] {
        closed["marketSpecificPricings"][code] = json!("NotAvailable");
    }
    assert_eq!(pricing().await, closed, "three members, and no other");
    let undone = desk.ask("draft_undo", draft.clone()).await;
    assert_eq!(undone["edits"].as_array().map(Vec::len), Some(3));
    assert_eq!(pricing().await, before, "one undo takes all of them back");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_price_table_is_read_once_for_every_product_of_the_account() {
    let folder = tempfile::tempdir().unwrap();
    let files = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let desk = Desk::practice(folder.path(), &sandbox, 600.0).await;
    let product = desk.product("Tailspin Planner").await["id"].clone();
    let other = desk.product("Proseware Reader").await["id"].clone();
    assert_eq!(desk.ask("price_table", product.clone()).await, Value::Null);
    let closed = desk.ask("price_table_import", json!({ "product": product })).await;
    assert_eq!(closed, Value::Null, "closing the dialog is no fault");

    let path = files.path().join("prices.csv");
    std::fs::write(&path, "Tier;EUR;USD\nTier1012;1,09;0,99\nTier1013;1,19;1,09\n").unwrap();
    *desk.host.picks.lock().unwrap() = vec![path.clone()];
    let view = desk.ask("price_table_import", json!({ "product": product })).await;
    assert_eq!(
        (&view["file"], &view["table"]["columns"][0]["currency"]),
        (&json!("prices.csv"), &json!("EUR"))
    );
    assert!(!view.to_string().contains(files.path().to_str().unwrap()), "no path reaches the page");

    std::fs::write(&path, "Dear customer,\nthank you.\n").unwrap();
    *desk.host.picks.lock().unwrap() = vec![path];
    let refused = desk.app.call("price_table_import", json!({ "product": product })).await.unwrap_err();
    assert_eq!(
        (refused.code.as_str(), &refused.params["name"]),
        (codes::PRICE_TABLE_NOTIERS, &json!("prices.csv"))
    );

    let folder = desk.end().await;
    let desk = Desk::practice(&folder, &sandbox, 600.0).await;
    let kept = desk.ask("price_table", other).await;
    assert_eq!(kept["table"]["tiers"][1], json!({ "tier": "Tier1013", "amounts": [1.19, 1.09] }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_that_was_dropped_is_read_by_its_card() {
    let folder = tempfile::tempdir().unwrap();
    let files = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let desk = Desk::practice(folder.path(), &sandbox, 600.0).await;
    let product = desk.product("Tailspin Planner").await["id"].clone();
    let path = files.path().join("prices.csv");
    std::fs::write(&path, "Tier,USD\nTier1012,0.99\n").unwrap();
    desk.app.dropped(vec![path]).await;
    let card = desk.events.lock().unwrap().iter().rev().find_map(|event| {
        let told = serde_json::to_value(event).unwrap();
        (told["event"] == "dropped").then(|| told["files"][0].clone())
    });
    let card = card.expect("the drop was told");
    assert_eq!(card["facts"], json!({ "kind": "other", "what": "text" }));
    let view = desk.ask("price_table_import", json!({ "product": product, "file": card["id"] })).await;
    assert_eq!(view["table"]["tiers"][0]["amounts"], json!([0.99]));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_answers_for_local_law_is_said_once_a_product() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let desk = Desk::practice(folder.path(), &sandbox, 600.0).await;
    let product = desk.product("Tailspin Planner").await["id"].clone();
    let other = desk.product("Proseware Reader").await["id"].clone();
    assert_eq!(desk.ask("market_duty", product.clone()).await, json!(false));
    desk.ask("market_duty_read", product.clone()).await;
    desk.ask("market_duty_read", product.clone()).await;
    let folder = desk.end().await;
    let desk = Desk::practice(&folder, &sandbox, 600.0).await;
    assert_eq!(desk.ask("market_duty", product).await, json!(true));
    assert_eq!(desk.ask("market_duty", other).await, json!(false));
}

/// A base price that is missing, empty or `Base` makes the product free without a word, or is refused (seen on a live
/// account): nobody sends one that a person did not choose.
#[tokio::test(flavor = "multi_thread")]
async fn a_price_that_nobody_chose_is_never_sent() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, _, saved) = with_draft(folder.path(), &sandbox).await;
    let draft = saved["draft"].clone();
    for price in [Some(Value::Null), Some(json!("")), Some(json!("Base")), None] {
        let mut edit = json!({ "pointer": "/pricing/priceId" });
        if let Some(price) = &price {
            edit["value"] = price.clone();
        }
        let saved = desk.ask("draft_patch", json!({ "draft": draft, "edits": [edit] })).await;
        let unset = |problem: &&Value| problem["code"] == "price.base.unset" && problem["severity"] == "must";
        let problems = saved["standing"]["problems"].as_array().unwrap();
        assert!(problems.iter().any(|problem| unset(&problem)), "{price:?}: {problems:#?}");
        let asked = json!({ "draft": draft, "revision": saved["revision"] });
        let refused = desk.call("publish_start", asked).await.unwrap_err();
        assert_eq!(refused.code, "draft.problems", "{price:?}");
    }
    assert!(changes(&sandbox, 0).is_empty(), "nothing was sent");
}
