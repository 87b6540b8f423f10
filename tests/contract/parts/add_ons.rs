//! Add-ons: three hundred of them, one made although the answer was lost, first and next submissions, deletion.

use serde_json::{Value, json};
use vitrine_sandbox::{Effect, Options, Sandbox, Scenario};
use vitrine_tests::colleague::{Colleague, changes, differing, fault, now};
use vitrine_tests::desk::Desk;

use super::{SPEED, assuming, listed, must};
use crate::publishing::{publish, to_the_end};

async fn planner(folder: &std::path::Path, sandbox: &Sandbox) -> (Desk, Value) {
    let desk = Desk::practice(folder, sandbox, SPEED).await;
    desk.hold(0).await;
    let app = desk.product("Tailspin Planner").await["id"].clone();
    listed(&desk, "add_ons", &app).await;
    (desk, app)
}

/// A new add-on of the planner.
async fn made(desk: &Desk, app: &Value, product_id: &str) -> Value {
    let form = json!({ "app": app, "product_id": product_id, "product_type": "Consumable" });
    desk.ask("add_on_create", form).await
}

fn store_id(product: &Value) -> &str {
    product.as_str().and_then(|key| key.strip_prefix("addon:")).expect("the key of an add-on")
}

/// Everything that a first submission needs, as the pages write it.
async fn filled_in(desk: &Desk, draft: &Value, price: &str) -> Value {
    desk.ask("language_add", json!({ "draft": draft, "language": "en-us" })).await;
    let edits = json!([
        { "pointer": "/contentType", "value": "OnlineDownload" },
        { "pointer": "/pricing/priceId", "value": price },
        { "pointer": "/listings/en-us/title", "value": "Coins" },
        { "pointer": "/listings/en-us/description", "value": "A handful of coins." },
    ]);
    desk.ask("draft_patch", json!({ "draft": draft, "edits": edits })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn three_hundred_are_listed_with_the_least_questions() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { scenario: Scenario::Large, speed: SPEED, ..Options::default() };
    let sandbox = Sandbox::start(options).await.unwrap();
    let desk = Desk::practice(folder.path(), &sandbox, SPEED).await;
    let app = desk.product("Relecloud Atlas").await["id"].clone();
    let rows = listed(&desk, "add_ons", &app).await;
    assert_eq!(rows.len(), 300);
    let mut ids: Vec<&str> = rows.iter().filter_map(|row| row["row"]["id"].as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 300, "each once");
    assert!(rows.iter().all(|row| row["row"]["parent"] == app && row["facts"]["product_id"].is_string()));
    let pages = sandbox.log().iter().filter(|entry| entry.path.ends_with("/inappproducts")).count();
    assert_eq!(pages, 3, "a hundred a page, read once");
    let view = desk.ask("product", app.clone()).await;
    assert_eq!(view["parts"]["add_ons"], 300);
    let list = desk.ask("products", Value::Null).await;
    assert!(
        list["rows"].as_array().unwrap().iter().all(|row| row["parent"].is_null()),
        "the products table shows apps"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_submission_and_the_next_one_go_live() {
    // Whatever price the service's own first copy tells, the one that the person chose is what is sold.
    for first_price in ["NotAvailable", "Base", "Free"] {
        let folder = tempfile::tempdir().unwrap();
        let sandbox = assuming(&[("first-price", first_price), ("advanced-pricing-flag", "kept")]).await;
        let (desk, app) = planner(folder.path(), &sandbox).await;
        let since = now(&sandbox);
        let product = made(&desk, &app, "planner.coins").await;
        let view = desk.ask("product", product.clone()).await;
        assert_eq!((&view["row"]["kind"], &view["parent"]["id"]), (&json!("addOn"), &app));

        let view = desk.ask("draft_start", product.clone()).await;
        let sections = view["standing"]["sections"].as_array().unwrap();
        assert!(sections.iter().all(|s| s["changes"] == 0), "a form that nobody filled in: {sections:#?}");
        let draft = view["id"].clone();
        let review = desk.ask("review", draft.clone()).await;
        let missing = must(&review["problems"]);
        for code in ["price.base.unset", "addon.content.missing"] {
            assert!(missing.iter().any(|found| found == code), "{code}: {missing:?}");
        }
        let early = json!({ "draft": draft, "revision": review["revision"] });
        let refused = desk.call("publish_start", early).await.unwrap_err();
        assert!(["draft.problems", "submission.identical"].contains(&refused.code.as_str()), "{refused:?}");
        assert_eq!(changes(&sandbox, since), ["POST inappproducts"], "no price was sent that nobody chose");

        let saved = filled_in(&desk, &draft, "Tier1012").await;
        assert_eq!(must(&saved["standing"]["problems"]), [""; 0]);
        let end = to_the_end(&desk, &sandbox, &publish(&desk, &saved).await).await;
        assert_eq!(end["status"], "succeeded", "{first_price}: {end:#}");
        let history = desk.ask("history", product.clone()).await;
        let kept: Vec<&Value> = history.as_array().unwrap().iter().map(|copy| &copy["reason"]).collect();
        assert_eq!(kept, ["live"], "nothing was live before, so there is no copy of it");
        let colleague = Colleague::of(&sandbox).await;
        let holder = format!("inappproducts/{}", store_id(&product));
        let live = colleague.live(&holder).await;
        assert_eq!(live["pricing"]["priceId"], "Tier1012");
        assert_eq!(live["listings"]["en-us"]["title"], "Coins");

        let next = desk.ask("draft_start", product.clone()).await["id"].clone();
        let saved = desk.edit(&next, "/listings/en-us/description", json!("Two handfuls.")).await;
        let end = to_the_end(&desk, &sandbox, &publish(&desk, &saved).await).await;
        assert_eq!(end["status"], "succeeded", "{end:#}");
        let after = colleague.live(&holder).await;
        assert_eq!(
            differing(&live, &after),
            ["/listings/en-us/description"],
            "nothing beside what was touched"
        );
        let submission = format!("{holder}/submissions");
        let sent = [
            "POST inappproducts".to_owned(),
            format!("POST {submission}"),
            format!("PUT {submission}/#"),
            format!("POST {submission}/#/commit"),
        ];
        let expected: Vec<String> = sent.iter().chain(&sent[1..]).cloned().collect();
        assert_eq!(changes(&sandbox, since), expected, "each step once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_makes_one_add_on() {
    for effect in [Effect::LoseReply, Effect::Cut] {
        let folder = tempfile::tempdir().unwrap();
        let sandbox = assuming(&[]).await;
        let (desk, app) = planner(folder.path(), &sandbox).await;
        fault(&sandbox, "POST inappproducts", effect, Value::Null);
        let form = json!({ "app": app, "product_id": "planner.coins", "product_type": "Consumable" });
        let since = now(&sandbox);
        let first = desk.call("add_on_create", form.clone()).await;
        assert_eq!(changes(&sandbox, since).len(), 1, "{effect:?}: it was looked for, not made again");
        let product = match effect {
            Effect::LoseReply => first.unwrap(),
            // It is not there, and that was said; the form stands as it was, and the person asks again.
            _ => {
                assert_eq!(first.unwrap_err().code, "service.silent");
                desk.ask("add_on_create", form).await
            }
        };
        let all = Colleague::of(&sandbox).await.get("inappproducts?top=100").await;
        let same: Vec<&Value> = all["value"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["productId"] == "planner.coins")
            .collect();
        assert_eq!(same.len(), 1, "{effect:?}: {same:#?}");
        assert_eq!(same[0]["id"], store_id(&product), "{effect:?}: it is the one that was made");
        let since = now(&sandbox);
        let form = json!({ "app": app, "product_id": "planner.coins", "product_type": "Durable" });
        let taken = desk.call("add_on_create", form).await.unwrap_err();
        assert_eq!(taken.code, "addon.productid.taken");
        assert!(changes(&sandbox, since).is_empty(), "what is known to be taken is not asked for");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_clicks_make_one_add_on() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = assuming(&[]).await;
    let (desk, app) = planner(folder.path(), &sandbox).await;
    let since = now(&sandbox);
    let form = json!({ "app": app, "product_id": "planner.coins", "product_type": "Durable" });
    let (one, two) = tokio::join!(desk.call("add_on_create", form.clone()), desk.call("add_on_create", form));
    assert!(one.is_ok() != two.is_ok(), "the second click is told that it exists: {one:?}, {two:?}");
    assert_eq!(changes(&sandbox, since), ["POST inappproducts"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_was_never_published_is_deleted_whatever_becomes_of_the_answer() {
    for effect in [None, Some(Effect::LoseReply), Some(Effect::Cut)] {
        let folder = tempfile::tempdir().unwrap();
        let sandbox = assuming(&[]).await;
        let (desk, app) = planner(folder.path(), &sandbox).await;
        let product = made(&desk, &app, "planner.coins").await;
        let draft = desk.ask("draft_start", product.clone()).await["id"].clone();
        if let Some(effect) = effect {
            fault(&sandbox, "DELETE inappproducts/*", effect, Value::Null);
        }
        let since = now(&sandbox);
        let act = json!({ "name": "deleteAddOn", "product": product });
        let done = desk.call("act_begin", act.clone()).await;
        let sent = changes(&sandbox, since).len();
        if effect == Some(Effect::Cut) {
            // Nothing was done, and it was said; the person may ask again.
            assert!(done.is_err(), "{done:?}");
            assert_eq!(sent, 1, "a deletion is not repeated by itself");
            desk.ask("act_begin", act).await;
        } else {
            assert_eq!(done.unwrap()["outcome"], "done");
            assert_eq!(sent, 1, "{effect:?}");
        }
        let rows = listed(&desk, "add_ons", &app).await;
        assert!(rows.iter().all(|row| row["row"]["id"] != product), "{effect:?}");
        assert!(desk.call("draft_open", draft).await.is_err(), "its draft went with it");
        let told = desk.ask("activity", json!({ "requests": false, "errors": false })).await;
        let newest = &told["entries"][0];
        assert_eq!(
            (&newest["product_name"], &newest["what"]["act"]),
            (&json!("planner.coins"), &json!("deleteAddOn"))
        );
        assert!(newest["account"].is_string(), "what is gone keeps its name: {newest:#}");
        let all = Colleague::of(&sandbox).await.get("inappproducts?top=100").await;
        assert!(all["value"].as_array().unwrap().iter().all(|one| one["id"] != store_id(&product)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_deletion_leaves_everything_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    // Nobody knows whether the service deletes an add-on that was published: here it refuses.
    let sandbox = assuming(&[("delete-published-add-on", "409")]).await;
    let (desk, app) = planner(folder.path(), &sandbox).await;
    let rows = listed(&desk, "add_ons", &app).await;
    let archive = rows.iter().find(|row| row["facts"]["product_id"] == "planner.archive.year").unwrap();
    let product = archive["row"]["id"].clone();
    let draft = desk.ask("draft_start", product.clone()).await["id"].clone();
    let refused =
        desk.call("act_begin", json!({ "name": "deleteAddOn", "product": product })).await.unwrap_err();
    assert!(!refused.code.starts_with("app."), "{refused:?}");
    assert_eq!(desk.ask("draft_open", draft.clone()).await["id"], draft, "the draft is here");
    let rows = listed(&desk, "add_ons", &app).await;
    assert!(rows.iter().any(|row| row["row"]["id"] == product));
    let told = desk.ask("activity", json!({ "requests": false, "errors": true })).await;
    assert_eq!(told["entries"][0]["what"]["problem"]["code"], refused.code, "{told:#}");
}
