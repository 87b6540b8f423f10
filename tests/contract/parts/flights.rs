//! Flights: ranks, one made although the answer was lost, submissions in full, packages given to everyone, deletion.

use serde_json::{Value, json};
use vitrine_sandbox::{Effect, Sandbox};
use vitrine_tests::colleague::{Colleague, changes, differing, fault, now};
use vitrine_tests::desk::{Desk, until};

use super::{PLANNER, SPEED, assuming, listed, must};
use crate::publishing::{publish, tailspin, to_the_end};

async fn planner(folder: &std::path::Path, sandbox: &Sandbox) -> (Desk, Value) {
    let desk = Desk::practice(folder, sandbox, SPEED).await;
    desk.hold(0).await;
    let app = desk.product("Tailspin Planner").await["id"].clone();
    listed(&desk, "flights", &app).await;
    (desk, app)
}

fn form(app: &Value) -> Value {
    json!({ "app": app, "name": "Field trial", "groups": ["1152921504606971100"] })
}

fn holder(product: &Value) -> String {
    let key = product.as_str().and_then(|key| key.strip_prefix("flight:")).expect("the key of a flight");
    let (app, flight) = key.split_once(':').expect("app and flight");
    format!("applications/{app}/flights/{flight}")
}

async fn named(desk: &Desk, app: &Value, name: &str) -> Value {
    let rows = listed(desk, "flights", app).await;
    rows.into_iter().find(|row| row["row"]["name"] == name).unwrap_or_else(|| panic!("no flight {name}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn they_are_listed_by_rank_with_their_rollout() {
    // By id as the samples show it, by name as the text says.
    for rank in ["id", "name"] {
        let folder = tempfile::tempdir().unwrap();
        let sandbox = assuming(&[("flight-rank", rank)]).await;
        let (desk, app) = planner(folder.path(), &sandbox).await;
        let rows = listed(&desk, "flights", &app).await;
        let ranks: Vec<&Value> = rows.iter().map(|row| &row["rank"]).collect();
        assert_eq!(ranks, [&json!(1), &json!(2)], "{rank}");
        // What runs is read for each of them as soon as the list is there.
        let staff = until(async || {
            let row = named(&desk, &app, "Contoso staff").await;
            row["rollout"].is_object().then_some(row)
        })
        .await;
        assert_eq!(
            (&staff["rollout"]["state"], &staff["rollout"]["percentage"]),
            (&json!("running"), &json!(25.0))
        );
        let groups = &named(&desk, &app, "Beta testers").await["facts"]["groups"];
        assert_eq!(groups, &json!(["1152921504606971100"]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_makes_one_flight() {
    for effect in [Effect::LoseReply, Effect::Cut] {
        for opens in ["absent", "opened"] {
            let folder = tempfile::tempdir().unwrap();
            let sandbox = assuming(&[("flight-first-submission", opens)]).await;
            let (desk, app) = planner(folder.path(), &sandbox).await;
            fault(&sandbox, "POST applications/*/flights", effect, Value::Null);
            let since = now(&sandbox);
            let first = desk.call("flight_create", form(&app)).await;
            assert_eq!(changes(&sandbox, since).len(), 1, "{effect:?}: it was looked for, not made again");
            let product = match effect {
                Effect::LoseReply => first.unwrap(),
                // It is not there, and that was said; the form stands as it was, and the person asks again.
                _ => {
                    assert_eq!(first.unwrap_err().code, "service.silent");
                    desk.ask("flight_create", form(&app)).await
                }
            };
            let all = Colleague::of(&sandbox).await.get(&format!("applications/{PLANNER}/listflights")).await;
            let same = all["value"].as_array().unwrap().iter();
            let same: Vec<&Value> = same.filter(|one| one["friendlyName"] == "Field trial").collect();
            assert_eq!(same.len(), 1, "{effect:?} {opens}");
            assert!(product.as_str().unwrap().ends_with(same[0]["flightId"].as_str().unwrap()));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_one_is_sent_in_full_and_its_package_given_to_everyone() {
    for opens in ["absent", "opened"] {
        let (folder, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let sandbox = assuming(&[("flight-first-submission", opens)]).await;
        let (desk, app) = planner(folder.path(), &sandbox).await;
        let flight = desk.ask("flight_create", form(&app)).await;
        let nothing = desk.call("flight_promote", flight.clone()).await.unwrap_err();
        assert!(["product.first.missing", "flight.packages.none"].contains(&nothing.code.as_str()));

        let package = files.path().join("tailspin_9.4.0.0.msix");
        std::fs::write(&package, tailspin("9.4.0.0")).unwrap();
        desk.ask("product_read", flight.clone()).await;
        let draft = desk.ask("draft_start", flight.clone()).await["id"].clone();
        desk.place(&draft, package, json!({ "kind": "package" })).await;
        let saved = desk.edit(&draft, "/notesForCertification", json!("The same as before.")).await;
        assert_eq!(must(&saved["standing"]["problems"]), [""; 0], "{opens}");
        let end = to_the_end(&desk, &sandbox, &publish(&desk, &saved).await).await;
        assert_eq!(end["status"], "succeeded", "{opens}: {end:#}");
        let colleague = Colleague::of(&sandbox).await;
        let live = colleague.live(&holder(&flight)).await;
        assert_eq!(live["flightPackages"][0]["version"], "9.4.0.0");

        // The next one changes a note and nothing else.
        let next = desk.ask("draft_start", flight.clone()).await["id"].clone();
        let saved = desk.edit(&next, "/notesForCertification", json!("Once more.")).await;
        let end = to_the_end(&desk, &sandbox, &publish(&desk, &saved).await).await;
        assert_eq!(end["status"], "succeeded", "{end:#}");
        let after = colleague.live(&holder(&flight)).await;
        assert_eq!(differing(&live, &after), ["/notesForCertification"]);

        let view = desk.ask("flight_promote", flight.clone()).await;
        assert_eq!(view["product"], app, "it is a draft of the app");
        let versions: Vec<&Value> = view["document"]["applicationPackages"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|package| package["$facts"]["identity"].get("version"))
            .collect();
        assert_eq!(versions, ["9.4.0.0"]);
        let review = desk.ask("review", view["id"].clone()).await;
        let end = to_the_end(&desk, &sandbox, &publish(&desk, &review).await).await;
        assert_eq!(end["status"], "succeeded", "{end:#}");
        let everyone = colleague.live(&format!("applications/{PLANNER}")).await;
        let packages = everyone["applicationPackages"].as_array().unwrap();
        assert!(packages.iter().any(|package| package["version"] == "9.4.0.0"), "{packages:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_package_that_is_not_on_this_computer_cannot_be_given_to_everyone() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = assuming(&[]).await;
    let (desk, app) = planner(folder.path(), &sandbox).await;
    let flight = named(&desk, &app, "Beta testers").await["row"]["id"].clone();
    let refused = desk.call("flight_promote", flight).await.unwrap_err();
    assert_eq!(refused.code, "flight.package.elsewhere");
    let view = desk.ask("product", app).await;
    assert_eq!(view["row"]["draft"], Value::Null, "no draft began for nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_with_an_open_submission_is_not_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = assuming(&[]).await;
    let (desk, app) = planner(folder.path(), &sandbox).await;
    let flight = named(&desk, &app, "Beta testers").await["row"]["id"].clone();
    let colleague = Colleague::of(&sandbox).await;
    colleague.begins(&holder(&flight)).await;
    desk.ask("product_read", flight.clone()).await;
    let since = now(&sandbox);
    let delete = json!({ "name": "deleteFlight", "product": flight });
    let sheet = desk.ask("act_sheet", delete.clone()).await;
    assert_eq!(sheet["can"]["because"]["code"], "sale.submission.open", "{sheet:#}");
    assert_eq!(desk.call("act_begin", delete.clone()).await.unwrap_err().code, "sale.submission.open");
    assert!(changes(&sandbox, since).is_empty(), "nothing was asked");

    // Its submission first, with a copy in History, then the flight.
    desk.ask("act_begin", json!({ "name": "deletePending", "product": flight })).await;
    let history = desk.ask("history", flight.clone()).await;
    assert_eq!(history[0]["reason"], "beforeDelete");
    assert_eq!(desk.ask("act_begin", delete).await["outcome"], "done");
    let at = holder(&flight);
    assert_eq!(changes(&sandbox, since), [format!("DELETE {at}/submissions/#"), format!("DELETE {at}")]);
    let rows = listed(&desk, "flights", &app).await;
    assert!(rows.iter().all(|row| row["row"]["id"] != flight));
}

/// The row was read before somebody opened a submission: the service has the last word.
#[tokio::test(flavor = "multi_thread")]
async fn a_submission_that_this_computer_has_not_seen_stops_the_deletion_too() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = assuming(&[]).await;
    let (desk, app) = planner(folder.path(), &sandbox).await;
    let flight = named(&desk, &app, "Beta testers").await["row"]["id"].clone();
    Colleague::of(&sandbox).await.begins(&holder(&flight)).await;
    let refused =
        desk.call("act_begin", json!({ "name": "deleteFlight", "product": flight })).await.unwrap_err();
    assert!(!refused.code.starts_with("app."), "{refused:?}");
    let rows = listed(&desk, "flights", &app).await;
    assert!(rows.iter().any(|row| row["row"]["id"] == flight), "it is still in the list");
}
