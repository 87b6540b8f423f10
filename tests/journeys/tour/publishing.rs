//! Review, the one door, and what happens behind it until the new version is live.

use serde_json::json;

use super::{NEW, OLD, PRODUCT, Tour};

/// One problem stands in the way: the link leads to it, Alt+Left back to the same line.
pub async fn review(tour: &Tour<'_>) {
    let (window, t) = (tour.window, &tour.words);
    tour.open("review").await;
    tour.at("review:title").await;
    window.says(&t.with("review:subtitle", &[("product", PRODUCT), ("version", NEW), ("live", OLD)])).await;
    tour.picture("review-with-a-problem").await;
    let copyright = t.say("states:field.copyrightAndTrademarkInfo");
    window.press_first("link", &format!("{}: {copyright}", t.say("common:goToField"))).await;
    tour.at("listing:title").await;
    let field = window.control("textbox", &copyright).await;
    let focused = window.focused().await;
    assert_eq!(focused.element_id(), field.element_id(), "the focus is in the faulty field");
    window.display.focus(&window.shown());
    window.display.act(&["key", "alt+Left"]);
    tour.at("review:title").await;
    let back = "return document.activeElement?.textContent.includes(arguments[0]);";
    window.script_until("the focus on the same line", back, vec![json!(copyright)]).await;
    window.press_first("link", &format!("{}: {copyright}", t.say("common:goToField"))).await;
    tour.at("listing:title").await;
    window.fill(&copyright, "© 2026 Contoso SAS").await;
    tour.open("review").await;
    tour.at("review:title").await;
    window
        .script_until(
            "no problem to fix",
            "return !document.title.startsWith(arguments[0]);",
            vec![json!(t.with("shell:titleProblem", &[("title", "")]).trim())],
        )
        .await;
    tour.picture("review").await;
    window.script("document.getElementById('page').scrollTo(0, 100000);", vec![]).await;
    tour.picture("review-to-its-end").await;
    window.script("document.getElementById('page').scrollTo(0, 0);", vec![]).await;
}

/// The service is made slow where files arrive, so that there is something to see.
pub async fn submit(tour: &Tour<'_>) {
    let (window, t) = (tour.window, &tour.words);
    let partner_center = window.partner_center().await;
    assert_eq!(partner_center.writes().await, Vec::<String>::new(), "nothing was sent before Submit");
    let slow =
        json!({ "route": "PUT blob.core.windows.net/*/*", "effect": "delay", "value": 4000, "times": 1 });
    partner_center.fault(slow).await;
    tour.press("review:submit").await;
    window.at(&t.with("publish:title.running", &[("product", PRODUCT)])).await;
    window.control("progressbar", &t.with("publish:upload", &[("product", PRODUCT)])).await;
    let partly = "const bar = document.querySelector('main [role=progressbar]');
        const [now, all] = [bar?.ariaValueNow ?? bar?.value, bar?.ariaValueMax ?? bar?.max].map(Number);
        return now > 0 && now < all;";
    window.script_until("a part to be sent", partly, vec![]).await;
    tour.picture("sending").await;
    window.at(&t.with("publish:title.following", &[("product", PRODUCT)])).await;
    tour.picture("following").await;
}

pub async fn until_live(tour: &Tour<'_>) {
    let (window, t) = (tour.window, &tour.words);
    tour.open("overview").await;
    window.at(PRODUCT).await;
    window.control("heading", &t.say("product:now.certification.title")).await;
    tour.picture("in-certification").await;
    window.go(&format!("{}/publish", tour.product)).await;
    let live = t.with("publish:title.succeeded", &[("product", PRODUCT)]);
    // Each press is one step of the practice clock; how many are needed is the machine's affair.
    let skip = "const button = [...document.querySelectorAll('main button')].find((one) => one.textContent === arguments[0]);
        button?.click();
        return [...document.querySelectorAll('h1')].some((one) => one.textContent === arguments[1]);";
    window
        .script_until("the new version to be live", skip, vec![json!(t.say("publish:skip")), json!(live)])
        .await;
    window.at(&live).await;
    tour.picture("live").await;
}

pub async fn afterwards(tour: &Tour<'_>) {
    let (window, t) = (tour.window, &tour.words);
    tour.press("publish:overview").await;
    window.at(PRODUCT).await;
    window.control("heading", &t.say("product:now.live.title")).await;
    window.says(NEW).await;
    tour.picture("the-new-version").await;
    tour.open("history").await;
    tour.at("history:title").await;
    window.says(&t.say("history:reason.beforeSubmit")).await;
    window.says(&t.with("history:version", &[("version", OLD)])).await;
    // The oldest copy, against what is live now.
    let oldest = "[...document.querySelectorAll('main li button[aria-expanded]')].at(-1).click();";
    window.script(oldest, vec![]).await;
    window.says(&t.with("history:against", &[("version", NEW)])).await;
    tour.picture("history").await;
    window.go("#/").await;
    tour.picture("home-afterwards").await;
}
