//! A flight from its creation to the testers.

use serde_json::json;
use vitrine_tests::drag::file;
use vitrine_tests::window::{Start, Window};
use vitrine_tests::words::Words;

use super::{PLANNER, planner};
use crate::person::{PRODUCT, english, promise, required, until_live};

const NAME: &str = "Field trial";
const GROUP: &str = "1152921504606971100";

#[tokio::test(flavor = "multi_thread")]
async fn a_flight_with_a_package_to_live() {
    promise("flight", Start::default(), async |window| {
        let t = english();
        let partner_center = window.partner_center().await;
        let app = window.product(PRODUCT).await;
        let since = partner_center.now().await;
        window.go(&format!("#/products/{app}/flights")).await;
        window.at(&t.say("flights:title")).await;
        create(window, &t).await;
        window.press("button", &t.say("common:nextAction.startFirst")).await;
        window.at(&t.say("draft:title")).await;
        window.press_first("link", &t.say("shell:nav.packages")).await;
        window.at(&t.say("packages:title")).await;
        let folder = window.display.folder("Tailspin 3.5");
        let package = file(&folder, "TailspinPlanner_3.5.0.0.msix", &planner("3.5.0.0").msix());
        window.drop_files(&[package], &t.count("common:drop.packages", 1, &[])).await;
        window.says("3.5.0.0").await;
        window.picture("package").await;
        window.press_first("link", &t.say("shell:nav.review")).await;
        window.at(&t.say("review:title")).await;
        window.press("button", &t.say("review:submit")).await;
        until_live(window, &t, &partner_center, NAME).await;

        let address = window.address().await;
        let key = address.trim_start_matches("#/products/flight:").split('/').next().unwrap_or_default();
        let (_, id) = key.split_once(':').expect("app and flight");
        let holder = format!("{PLANNER}/flights/{id}");
        let live = window.colleague().await.live(&holder).await;
        assert_eq!(live["flightPackages"][0]["version"], "3.5.0.0", "{live:#}");
        let submissions = format!("{holder}/submissions");
        assert_eq!(
            partner_center.changes(since).await,
            [
                format!("POST {PLANNER}/flights"),
                format!("POST {submissions}"),
                format!("PUT {submissions}/#"),
                format!("POST {submissions}/#/commit")
            ],
            "each call once"
        );
        window.go(&format!("#/products/{app}/flights")).await;
        window.says(NAME).await;
        window.says("3.5.0.0").await;
        // What the testers have can be given to everyone, of all three.
        let promotable = "return [...document.querySelectorAll('main button')]
            .filter((one) => one.textContent === arguments[0] && one.getAttribute('aria-disabled') !== 'true').length === 3;";
        window.script_until("every package to be there to give", promotable, vec![json!(t.say("flights:promote"))]).await;
        window.picture("flights").await;
    })
    .await;
}

/// Three steps; nothing is created before the last one has shown everything once more.
async fn create(window: &Window, t: &Words) {
    window.press("button", &t.say("flights:new.open")).await;
    window.at(&t.say("flights:new.title")).await;
    let next = async || window.press("button", &t.say("common:next")).await;
    next().await;
    window.control("heading", &t.say("flights:new.question.name")).await;
    window.fill(&required(t, "flights:new.name"), NAME).await;
    next().await;
    window.control("heading", &t.say("flights:new.question.groups")).await;
    window.fill(&t.with("flights:new.group", &[("n", "1")]), GROUP).await;
    next().await;
    window.control("heading", &t.say("flights:new.question.rank")).await;
    window.says(&t.say("flights:new.highest")).await;
    window.says(GROUP).await;
    assert_eq!(
        window.partner_center().await.changes(0).await,
        Vec::<String>::new(),
        "nothing was created yet"
    );
    window.picture("check").await;
    window.press("button", &t.say("flights:new.create")).await;
    window.at(NAME).await;
    let made = window.colleague().await.get(&format!("{PLANNER}/listflights")).await;
    let made =
        made["value"].as_array().and_then(|all| all.iter().find(|one| one["friendlyName"] == NAME)).cloned();
    assert_eq!(made.expect("it is at Microsoft")["groupIds"], json!([GROUP]));
}
