//! What holds on every page: one heading, landmarks, a title of its own, the focus, the live regions, reasons for what
//! cannot be done, and no finding of axe-core, in French and in dialogs too.

use std::collections::BTreeMap;

use serde_json::json;
use vitrine_tests::screens::{Places, SCREENS, dialogs};
use vitrine_tests::window::{Start, Window};
use vitrine_tests::words::Words;

use super::{english, promise};

/// Every theme and every language. Colours depend on the theme alone, names and order on the language alone.
const CLOTHES: &[(&str, &str)] = &[("light", "fr"), ("dark", "en"), ("contrast", "fr")];

#[tokio::test(flavor = "multi_thread")]
async fn every_page() {
    promise("every-page", Start::default(), async |window| {
        let places = Places::of(window).await;
        let mut found = Vec::new();
        for (clothes, (theme, language)) in CLOTHES.iter().enumerate() {
            window.dress(theme, language).await;
            both_live_regions_stand_from_the_beginning(window).await;
            let mut titles = BTreeMap::new();
            for (name, address) in SCREENS {
                window.go(&places.fill(address)).await;
                if clothes == 0 {
                    found.extend(one_heading_and_landmarks(window, name).await);
                    found.extend(nothing_is_disabled_without_a_reason(window, name).await);
                    if let Some(other) = titles.insert(title(window).await, name) {
                        found.push(format!("{name} and {other} have one title"));
                    }
                }
                found.extend(judged(window, &format!("{name}, {theme}, {language}")).await);
            }
            both_live_regions_stand_still(window).await;
        }
        window.dress("light", "en").await;
        the_focus_follows_every_link(window, &english(), &places.product).await;
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_dialog() {
    promise("every-dialog", Start::default(), async |window| {
        let places = Places::of(window).await;
        let mut found = Vec::new();
        for (theme, language) in CLOTHES {
            window.dress(theme, language).await;
            for one in dialogs(&Words::new(language)) {
                one.open(window, &places).await;
                found.extend(judged(window, &format!("the dialog {}, {theme}, {language}", one.name)).await);
                window.keys(thirtyfour::Key::Escape.value()).await;
                one.closed(window).await;
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}

async fn judged(window: &Window, what: &str) -> Vec<String> {
    window.accessibility_problems().await.into_iter().map(|one| format!("{what}: {one}")).collect()
}

/// Statement 46.
async fn one_heading_and_landmarks(window: &Window, name: &str) -> Vec<String> {
    let count = "return Object.fromEntries(Object.entries({
        h1: 'h1', main: 'main', navigation: 'nav[aria-label]', footer: 'footer',
    }).map(([name, selector]) => [name, [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).length]));";
    let count = window.script(count, vec![]).await;
    let wrong = |part: &str, good: bool| (!good).then(|| format!("{name}: {part}: {count}"));
    [
        wrong("one H1", count["h1"] == json!(1)),
        wrong("one main", count["main"] == json!(1)),
        wrong("a named navigation", count["navigation"].as_u64() >= Some(1)),
        wrong("a footer", count["footer"] == json!(1)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Statement 33.
async fn nothing_is_disabled_without_a_reason(window: &Window, name: &str) -> Vec<String> {
    let mute = "return [...document.querySelectorAll(':disabled, [aria-disabled=true]')]
        .filter((one) => one.checkVisibility() && !document.getElementById(one.getAttribute('aria-describedby')?.split(' ')[0])?.textContent)
        .map((one) => one.outerHTML.slice(0, 120));";
    let mute: Vec<String> =
        serde_json::from_value(window.script(mute, vec![]).await).expect("a list of texts");
    mute.into_iter().map(|one| format!("{name}: disabled without a reason: {one}")).collect()
}

async fn title(window: &Window) -> String {
    window.driver.title().await.expect("a page has a title")
}

/// Statement 48: the regions are marked once and have to be the same nodes at the end.
async fn both_live_regions_stand_from_the_beginning(window: &Window) {
    let mark = "const all = [...document.querySelectorAll('footer [aria-live]')];
        all.forEach((one) => { one.marked = true; });
        return all.map((one) => one.getAttribute('aria-live')).sort();";
    assert_eq!(window.script(mark, vec![]).await, json!(["assertive", "polite"]));
}

async fn both_live_regions_stand_still(window: &Window) {
    let same =
        "return [...document.querySelectorAll('footer [aria-live]')].filter((one) => one.marked).length;";
    assert_eq!(window.script(same, vec![]).await, json!(2), "the same two regions, page after page");
}

/// Statement 47: through the links of the navigation, as a person goes.
async fn the_focus_follows_every_link(window: &Window, t: &Words, product: &str) {
    window.go(&format!("#/products/{product}")).await;
    for key in [
        "draft",
        "packages",
        "listing",
        "images",
        "price",
        "properties",
        "options",
        "review",
        "addOns",
        "flights",
        "history",
        "overview",
        "products",
        "activity",
        "settings",
        "home",
    ] {
        window.press_first("link", &t.say(&format!("shell:nav.{key}"))).await;
        let arrived =
            "return document.activeElement?.tagName === 'H1' && document.activeElement.checkVisibility()
            && !document.querySelector('[aria-busy=true]') && location.hash;";
        let before =
            window.script_until(&format!("the focus on the heading of {key}"), arrived, vec![]).await;
        assert!(before.is_string(), "{before}");
        if key == "overview" {
            window.go(&format!("#/products/{product}")).await;
        }
    }
}
