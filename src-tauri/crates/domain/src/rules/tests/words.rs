//! The rules of words and languages.

use serde_json::{Value, json};

use super::*;

#[test]
fn words() {
    let text = |field: &str, value: Value| vec![set(&format!("{TEXTS}/{field}"), value)];
    let table: Vec<(&str, Vec<Edit>, &[&str])> = vec![
        (
            "too long",
            text("description", json!("x".repeat(10_214))),
            &["must text.toolong …/description count=10214 max=10000 over=214"],
        ),
        (
            "exactly",
            text("description", json!("x".repeat(10_000))),
            &["check text.nearlimit …/description count=10000 max=10000"],
        ),
        (
            "two per cent",
            text("description", json!("x".repeat(9_801))),
            &["check text.nearlimit …/description count=9801 max=10000"],
        ),
        ("below", text("description", json!("x".repeat(9_800))), &[]),
        (
            "too long only in one way of counting",
            text("shortTitle", json!("🚀".repeat(26))),
            &["check text.toolong …/shortTitle count=52 max=50 over=2"],
        ),
        (
            "strict",
            text("shortDescription", json!("x".repeat(501))),
            &["check text.abovestrict …/shortDescription count=501 max=1000 strict=500"],
        ),
        (
            "cut off",
            text("shortDescription", json!("x".repeat(271))),
            &["tip text.cutoff …/shortDescription count=271 shown=270"],
        ),
        ("empty", text("description", json!(" ")), &["must listing.description.missing …/description"]),
        (
            "control",
            text("description", json!("a\u{7}b\r\n\tc")),
            &["check text.control …/description character=U+0007"],
        ),
        (
            "line in a single line",
            text("devStudio", json!("a\nb")),
            &["check text.control …/devStudio character=U+000A"],
        ),
        (
            "markup",
            text("description", json!("Hello <b>you</b>")),
            &["check text.markup …/description tag=<b>"],
        ),
        (
            "blanks",
            text("copyrightAndTrademarkInfo", json!("© Contoso ")),
            &["tip text.blanks …/copyrightAndTrademarkInfo"],
        ),
        ("not a text", text("devStudio", json!(7)), &["check text.kind …/devStudio"]),
        ("null", text("devStudio", json!(null)), &[]),
        (
            "emoji in a title",
            text("title", json!("Tailspin 🚀")),
            &[
                "must listing.title.emoji …/title",
                "check listing.title.covered …/title",
                "tip listing.title.reserved …/title title=Tailspin 🚀 product=Tailspin",
            ],
        ),
        (
            "features",
            text("features", json!(["• First", "", "x".repeat(201)])),
            &[
                "must text.item.toolong …/features/2 number=3 count=201 max=200 over=1",
                "check text.item.empty …/features/1 number=2",
                "tip text.bullet …/features/0 number=1",
            ],
        ),
        (
            "too many features",
            text("features", json!(vec!["x"; 21])),
            &["must text.items.toomany …/features count=21 max=20"],
        ),
        (
            "too much hardware",
            text("minimumHardware", json!(vec!["x"; 12])),
            &["must text.items.toomany …/minimumHardware count=12 max=11"],
        ),
        (
            "terms",
            text("keywords", json!(["Plan", "x".repeat(31), "y".repeat(41), " plan"])),
            &[
                "must text.item.toolong …/keywords/2 number=3 count=41 max=40 over=1",
                "check text.item.abovestrict …/keywords/1 number=2 count=31 max=40 strict=30",
                "check listing.keywords.repeated …/keywords/3 term=plan",
                "tip text.blanks …/keywords/3",
            ],
        ),
        (
            "many words",
            text("keywords", json!(["a b c d", "e f g h", "i j k l", "m n o p", "q r s t", "u v"])),
            &["must listing.keywords.words …/keywords count=22 max=21"],
        ),
        (
            "the same words again",
            text("keywords", json!(["a b c d", "a b c e", "a b c f", "a b c g", "a b c h", "a b"])),
            &["check listing.keywords.words …/keywords count=22 max=21"],
        ),
        (
            "eight terms",
            text("keywords", json!(["a", "b", "c", "d", "e", "f", "g", "h"])),
            &["must text.items.toomany …/keywords count=8 max=7"],
        ),
    ];
    for (name, edits, expected) in table {
        assert_told(name, &check(&edits, &context()), expected);
    }
}

#[test]
fn languages() {
    let shots = || ["1", "2", "3", "4"].map(screenshot).to_vec();
    let german = |title: &str| {
        let shots = shots();
        set("/listings/de-de/baseListing", json!({"title": title, "description": "Plane.", "images": shots}))
    };
    let table: Vec<(&str, Vec<Edit>, &[&str])> = vec![
        (
            "a title that no package gives",
            vec![german("")],
            &["must listing.title.missing /listings/de-de/baseListing/title"],
        ),
        ("with a title", vec![german("Tailspin")], &[]),
        (
            "another title",
            vec![german("Trudeln")],
            &["tip listing.title.reserved /listings/de-de/baseListing/title title=Trudeln product=Tailspin"],
        ),
        (
            "none left",
            vec![set("/listings", json!({}))],
            &["must listing.none /listings", "check listing.language.removed /listings/en-us"],
        ),
        (
            "not of the list",
            vec![set(
                "/listings/tlh/baseListing",
                json!({"title": "Tailspin", "description": "x", "images": shots()}),
            )],
            &["check listing.language.unknown /listings/tlh"],
        ),
    ];
    for (name, edits, expected) in table {
        assert_told(name, &check(&edits, &context()), expected);
    }
    // The first submission has nothing new to tell.
    let mut draft = live();
    draft.apply(&[set(&format!("{TEXTS}/releaseNotes"), json!("Faster."))]).unwrap();
    assert_told(
        "first",
        &check_draft(SubmissionKind::App, None, &draft, &context()),
        &["check listing.title.covered …/title", "check listing.releasenotes.first …/releaseNotes"],
    );
}
