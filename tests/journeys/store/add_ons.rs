//! An add-on from its creation to what customers can buy, in French.

use serde_json::{Value, json};
use thirtyfour::By;
use vitrine_tests::display::Desktop;
use vitrine_tests::drag::file;
use vitrine_tests::pictures::make_png;
use vitrine_tests::visit::PartnerCenter;
use vitrine_tests::window::{Start, Window};
use vitrine_tests::words::Words;

use crate::person::{PRODUCT, promise, required, until_live};

const ID: &str = "planner.carnet";
const TITLE: &str = "Carnet de semaine";
const TEXT: &str = "Vingt pages à remplir ; elles s’impriment aussi.";

#[tokio::test(flavor = "multi_thread")]
async fn an_add_on_from_its_creation_to_live() {
    let french =
        Start { desktop: Desktop { language: "fr_FR.UTF-8", ..Desktop::default() }, ..Start::default() };
    promise("add-on", french, async |window| {
        let t = Words::new("fr");
        let partner_center = window.partner_center().await;
        let app = window.product(PRODUCT).await;
        let since = partner_center.now().await;
        window.go(&format!("#/products/{app}/add-ons")).await;
        window.at(&t.say("addons:title")).await;
        create(window, &t).await;
        fill_in(window, &t).await;
        let holder = publish(window, &t, &partner_center).await;
        let submissions = format!("{holder}/submissions");
        let sent =
            ["POST inappproducts".to_owned(), format!("POST {submissions}"), format!("PUT {submissions}/#")];
        assert_eq!(
            partner_center.changes(since).await,
            [&sent[..], &[format!("POST {submissions}/#/commit")]].concat(),
            "each call once"
        );
        what_is_live_is_what_was_written(window, &holder).await;
        window.go(&format!("#/products/{app}/add-ons")).await;
        window.says(TITLE).await;
        window.picture("listed").await;
    })
    .await;
}

/// What can never be changed is judged while it is typed.
async fn create(window: &Window, t: &Words) {
    window.press("button", &t.say("addons:new.open")).await;
    window.fill(&t.say("addons:new.id"), "planner.family").await;
    window.says(&t.say("problems:addon.productid.taken.title")).await;
    window.fill(&t.say("addons:new.id"), ID).await;
    window.says(&t.say("addons:new.free")).await;
    window.press_first("radio", &t.say("addons:new.kind.Consumable.name")).await;
    window.picture("new").await;
    window.press("button", &t.say("addons:new.create")).await;
    window.at(&t.say("draft:title")).await;
}

async fn fill_in(window: &Window, t: &Words) {
    window.press_first("link", &t.say("shell:nav.listing")).await;
    window.at(&t.say("listing:title")).await;
    window.press_first("button", &t.say("listing:addOpen")).await;
    window.control("combobox", &t.say("listing:search")).await;
    window.keys("francais france").await;
    window.press("button", &t.say("listing:add")).await;
    window.fill(&required(t, "addons:listing.word"), TITLE).await;
    window.paste(&t.say("addons:listing.description"), TEXT).await;
    let folder = window.display.folder("Icons");
    let icon = file(&folder, "carnet.png", &make_png(300, 300, 4));
    window.drop_files(&[icon], &t.count("common:drop.images", 1, &[])).await;
    window.says("carnet.png").await;
    window.picture("listing").await;

    window.press_first("link", &t.say("shell:nav.price")).await;
    window.at(&t.say("price:title")).await;
    window.press("button", &t.say("price:base.choose")).await;
    window.control("combobox", &t.say("price:dialog.search")).await;
    window.keys("1022").await;
    window.press("button", &t.say("price:dialog.act")).await;
    window.gone("combobox", &t.say("price:dialog.search")).await;

    window.press_first("link", &t.say("shell:nav.properties")).await;
    window.at(&t.say("properties:title")).await;
    let content = window.control("combobox", &t.say("properties:addOn.contentType")).await;
    let download =
        content.find(By::Css("option[value=OnlineDownload]")).await.expect("the content is on the list");
    download.click().await.expect("an option can be chosen");
    assert_eq!(window.accessibility_problems().await, Vec::<String>::new());
}

async fn publish(window: &Window, t: &Words, partner_center: &PartnerCenter) -> String {
    window.press_first("link", &t.say("shell:nav.review")).await;
    window.at(&t.say("review:title")).await;
    window.says(TITLE).await;
    window.picture("review").await;
    window.press("button", &t.say("review:submit")).await;
    until_live(window, t, partner_center, ID).await;
    window.picture("live").await;
    let address = window.address().await;
    let key =
        address.trim_start_matches("#/products/addon:").split('/').next().unwrap_or_default().to_owned();
    format!("inappproducts/{key}")
}

async fn what_is_live_is_what_was_written(window: &Window, holder: &str) {
    let live = window.colleague().await.live(holder).await;
    let listing = &live["listings"]["fr-fr"];
    assert_eq!((&listing["title"], &listing["description"]), (&json!(TITLE), &json!(TEXT)), "{live:#}");
    assert_eq!(
        (&live["contentType"], &live["pricing"]["priceId"]),
        (&json!("OnlineDownload"), &json!("Tier1022"))
    );
    assert!(listing["icon"]["fileStatus"] == "Uploaded", "{}", listing["icon"]);
    assert_eq!(live["pricing"]["marketSpecificPricings"], Value::Object(Default::default()));
}
