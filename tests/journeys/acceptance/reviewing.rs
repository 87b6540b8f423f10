//! Review says exactly what would change and what is wrong, and lets nothing out that was not meant.

use serde_json::json;
use thirtyfour::Key;
use vitrine_tests::window::{Start, Window};
use vitrine_tests::words::Words;

use super::{Draft, PRODUCT, english, focused, hears, key, promise};

#[tokio::test(flavor = "multi_thread")]
async fn review() {
    promise("review", Start::default(), async |window| {
        let t = english();
        let draft = Draft::start(window, PRODUCT).await;
        a_draft_that_changes_nothing_has_no_submit(window, &t, &draft).await;
        exactly_what_changed_is_listed(window, &t, &draft).await;
        the_page_is_safe_when_it_opens(window, &t, &draft).await;
        i_decide_when_names_the_step_in_partner_center(window, &t, &draft).await;
        a_text_that_is_too_long_is_counted_alike_everywhere(window, &t, &draft).await;
        with_a_problem_submit_leads_to_it(window, &t, &draft).await;
        discarding_is_asked_with_the_safe_answer_first(window, &t, &draft).await;
        let sent = window.partner_center().await.writes().await;
        assert_eq!(sent, Vec::<String>::new(), "nothing of all this left the computer");
    })
    .await;
}

/// Statement 26.
async fn a_draft_that_changes_nothing_has_no_submit(window: &Window, t: &Words, draft: &Draft) {
    draft.open(window, "review").await;
    window.says(&t.say("review:identical.body")).await;
    assert!(!window.shows("button", &t.say("review:submit")).await);
}

/// Statement 22: the same edit in several languages is one group of so many.
async fn exactly_what_changed_is_listed(window: &Window, t: &Words, draft: &Draft) {
    // What is live is the same in these languages too: the same edit is the same on both sides.
    let same = "Contoso Studio";
    draft
        .edit(
            window,
            &[
                ("/listings/it-it/baseListing/devStudio", same),
                ("/listings/nl-nl/baseListing/devStudio", same),
                ("/listings/sv-se/baseListing/devStudio", same),
                ("/listings/fr-fr/baseListing/shortDescription", "La semaine entière, sur une page."),
            ],
        )
        .await;
    draft.open(window, "review").await;
    window.says(&t.count("review:changes.count", 4, &[])).await;
    window.says(&t.count("review:changes.languages", 3, &[])).await;
    let fields = "return [...document.querySelectorAll('main li[data-kind]')].map((row) => row.querySelector('p').firstChild.textContent).sort();";
    let wanted = json!([t.say("states:field.devStudio"), t.say("states:field.shortDescription")]);
    assert_eq!(window.script(fields, vec![]).await, wanted);
}

/// Statements 16 and 20: the focus is on the heading, and no key submits.
async fn the_page_is_safe_when_it_opens(window: &Window, t: &Words, draft: &Draft) {
    draft.open(window, "draft").await;
    draft.open(window, "review").await;
    window.control("button", &t.say("review:submit")).await;
    assert_eq!(focused(window).await, t.say("review:title"));
    for pressed in ["Return", "Escape", "ctrl+Return", "ctrl+s"] {
        key(window, pressed);
    }
    hears(window, &t.say("shell:say.saved")).await;
    assert!(window.address().await.contains("/review"), "still here");
    assert_eq!(window.heading().await, t.say("review:title"));
}

/// Statement 27.
async fn i_decide_when_names_the_step_in_partner_center(window: &Window, t: &Words, draft: &Draft) {
    draft.open(window, "options").await;
    window.press_first("radio", &t.say("options:when.mode.Manual")).await;
    draft.open(window, "review").await;
    window.says(&t.say("review:next.youPublish")).await;
    window.says(&t.say("review:next.youPublishNote")).await;
    draft.open(window, "options").await;
    window.press_first("radio", &t.say("options:when.mode.Immediate")).await;
}

/// Statement 36.
async fn a_text_that_is_too_long_is_counted_alike_everywhere(window: &Window, t: &Words, draft: &Draft) {
    let label = t.say("states:field.copyrightAndTrademarkInfo");
    let long = "© Contoso ".repeat(21);
    let long = long.trim_end();
    let over = u32::try_from(long.chars().count() - 200).expect("a short text");
    draft.open(window, "listing?language=es-es").await;
    window.paste(&label, long).await;
    let sentence = t.count("common:overSay", over, &[]);
    window.says(&sentence).await;
    hears(window, &sentence).await;
    window.says(&t.with("problems:text.toolong.title", &[("over", &over.to_string())])).await;
    assert_eq!(window.value(&label).await, long, "nothing is cut");
    let view = window.call("review", draft.id.clone()).await;
    let problem = view["problems"].as_array().into_iter().flatten().find(|one| one["code"] == "text.toolong");
    assert_eq!(problem.expect("the core counts too")["params"]["over"], over);
}

/// Statements 24 and 46: the title says that something is wrong, the focus goes to the problems, nothing is sent.
async fn with_a_problem_submit_leads_to_it(window: &Window, t: &Words, draft: &Draft) {
    draft.open(window, "review").await;
    let error = t.with("shell:titleProblem", &[("title", "")]);
    let prefixed = "return document.title.startsWith(arguments[0]);";
    window.script_until("the title of a page with problems", prefixed, vec![json!(error.trim())]).await;
    window.press("button", &t.say("review:submit")).await;
    hears(window, &t.count("review:problemsFirst", 1, &[])).await;
    let heading = "return document.activeElement.tagName;";
    assert_eq!(window.script(heading, vec![]).await, json!("H2"), "the focus is on the problems' heading");
}

/// Statement 16 for a dialog.
async fn discarding_is_asked_with_the_safe_answer_first(window: &Window, t: &Words, draft: &Draft) {
    let title = t.with("draft:discard.title", &[("name", PRODUCT)]);
    for way_out in [Key::Escape, Key::Enter] {
        draft.open(window, "draft").await;
        window.press("button", &t.say("draft:discard.open")).await;
        window.control("alertdialog", &title).await;
        window
            .script_until(
                "the focus on the safe answer",
                "return document.activeElement.textContent === arguments[0];",
                vec![json!(t.say("draft:discard.safe"))],
            )
            .await;
        window.keys(way_out.value()).await;
        window.gone("alertdialog", &title).await;
    }
    let view = window.call("draft_open", draft.id.clone()).await;
    assert!(view["standing"]["differences"].as_array().is_some_and(|found| found.len() > 4), "all is there");
}
