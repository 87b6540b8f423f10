//! Finding the product, starting its draft, and being guided through it.

use super::{OLD, PRODUCT, Tour};

pub async fn products(tour: &Tour<'_>) {
    let (window, t) = (tour.window, &tour.words);
    window.press_first("link", &t.say("shell:nav.products")).await;
    tour.at("products:title").await;
    // State and version arrive for the rows on the screen.
    window.says(OLD).await;
    window.says(&t.say("states:state.certification")).await;
    window
        .script_until(
            "every state to be read",
            "return !document.querySelector('[role=grid]').innerText.includes(arguments[0]);",
            vec![t.say("states:state.unread").into()],
        )
        .await;
    tour.picture("products").await;
    window.fill(&t.say("products:search"), "pla").await;
    let rows = "return document.querySelectorAll('[role=grid] [role=row]').length === 2;";
    window.script_until("one product under the head of the table", rows, vec![]).await;
    tour.picture("products-found").await;
    window.press("link", PRODUCT).await;
    window.at(PRODUCT).await;
    window.control("heading", &t.say("product:customers")).await;
    tour.picture("product").await;
}

pub async fn start_a_draft(tour: &Tour<'_>) {
    let (window, t) = (tour.window, &tour.words);
    tour.press("product:primary.start").await;
    tour.at("draft:title").await;
    window.says(&t.count("draft:section.listing", 12, &[])).await;
    tour.picture("draft").await;
}

/// The same pages one after the other; leaving keeps the place.
pub async fn guide_me(tour: &Tour<'_>) {
    let (window, t) = (tour.window, &tour.words);
    let step = |n: &str| t.with("common:step", &[("n", n), ("m", "12")]);
    let next = |to: &str| format!("{}: {}", t.say("common:next"), t.say(&format!("draft:walk.{to}")));
    tour.press("draft:guide.start").await;
    tour.at("packages:title").await;
    window.says(&step("1")).await;
    window.press("button", &next("release")).await;
    tour.at("draft:walk.release").await;
    window.says(&step("2")).await;
    window.press("button", &next("texts")).await;
    tour.at("draft:walk.texts").await;
    window.press("button", &next("details")).await;
    tour.at("draft:walk.details").await;
    tour.picture("guided").await;
    tour.press("common:back").await;
    tour.at("draft:walk.texts").await;
    tour.press("common:leave").await;
    tour.at("draft:title").await;
    let resume = t.with("draft:guide.resume", &[("n", "3"), ("m", "12")]);
    window.press("button", &resume).await;
    tour.at("draft:walk.texts").await;
    tour.press("common:leave").await;
    tour.at("draft:title").await;
    window.control("button", &resume).await;
}
