//! Words: two languages, a difference and its way back, a text that is too long, and what the testers are told.

use super::Tour;

const FRENCH: &str = "Un lundi plus calme : les tâches reportées attendent dans une liste à part.";
const GERMAN: &str = "Montags ruhiger: Verschobenes steht jetzt in einer eigenen Liste.";

pub async fn two_languages(tour: &Tour<'_>) {
    let (window, t) = (tour.window, &tour.words);
    let news = t.say("states:field.releaseNotes");
    tour.open("listing").await;
    tour.at("listing:title").await;
    let language = |tag: &str| t.say(&format!("states:language.{tag}"));
    window.press_first("button", &language("fr-fr")).await;
    window.says(&t.with("listing:beside", &[("name", &language("en-us"))])).await;
    window.fill(&news, FRENCH).await;
    window
        .says(
            &t.with("common:counter", &[("count", &FRENCH.chars().count().to_string()), ("limit", "1,500")]),
        )
        .await;
    tour.press("common:showDifference").await;
    window.control("button", &t.say("common:putBack")).await;
    tour.picture("french").await;

    window.press_first("button", &language("de-de")).await;
    let before = window.value(&news).await;
    window.fill(&news, GERMAN).await;
    tour.press("common:putBack").await;
    assert_eq!(window.value(&news).await, before, "what is live stands there again");
    window.gone("button", &t.say("common:putBack")).await;
    window.fill(&news, GERMAN).await;
    window.control("button", &t.say("common:putBack")).await;
    tour.picture("german").await;
}

/// Nothing is cut; what is too much is counted and shown.
pub async fn too_long(tour: &Tour<'_>) {
    let (window, t) = (tour.window, &tour.words);
    let label = t.say("states:field.copyrightAndTrademarkInfo");
    let long =
        format!("© 2026 Contoso SAS. {}", "Tailspin Planner ist eine Marke der Contoso SAS. ".repeat(4));
    let over = u32::try_from(long.chars().count() - 200).expect("a short text");
    window.paste(&label, &long).await;
    window.says(&t.count("common:overSay", over, &[])).await;
    assert_eq!(window.value(&label).await, long, "nothing is cut");
    window.says(&t.say("common:excess")).await;
    let field = window.control("textbox", &label).await;
    field.scroll_into_view().await.expect("a field can be scrolled to");
    tour.picture("too-long").await;
}

pub async fn options(tour: &Tour<'_>) {
    let (window, t) = (tour.window, &tour.words);
    tour.open("options").await;
    tour.at("options:title").await;
    window
        .fill(
            &t.say("states:field.notesForCertification"),
            "Start the app, press Plan a week, then postpone any task.",
        )
        .await;
    window.press_first("radio", &t.say("options:when.mode.Manual")).await;
    window.says(&t.say("options:when.handOff.title")).await;
    window.script("document.getElementById('page').scrollTo(0, 100000);", vec![]).await;
    tour.picture("i-decide-when").await;
    window.press_first("radio", &t.say("options:when.mode.Immediate")).await;
    window
        .script_until(
            "the hand-off to go",
            "return !document.body.innerText.includes(arguments[0]);",
            vec![t.say("options:when.handOff.title").into()],
        )
        .await;
}
