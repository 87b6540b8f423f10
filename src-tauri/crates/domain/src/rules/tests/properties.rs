//! Category, hardware and declarations.

use serde_json::json;

use super::*;

#[test]
fn properties() {
    let category = |value: &str| vec![set("/applicationCategory", json!(value))];
    let hardware = |values: &[&str]| vec![set("/hardwarePreferences", json!(values))];
    let table: Vec<(&str, Vec<Edit>, &[&str])> = vec![
        ("with a subcategory", category("Travel_Hotels"), &[]),
        ("without one to choose", category("Music"), &[]),
        ("without one", category("Travel"), &["tip category.subcategory.none /applicationCategory"]),
        ("not set", category("NotSet"), &["check category.missing /applicationCategory"]),
        ("missing", vec![remove("/applicationCategory")], &["check category.missing /applicationCategory"]),
        (
            "of tomorrow",
            category("Travel_Moon"),
            &["check category.unknown /applicationCategory category=Travel_Moon"],
        ),
        (
            "no app becomes a game",
            category("Games_Puzzle"),
            &["must category.game.entered /applicationCategory", "tip game.settings.empty /gamingOptions"],
        ),
        ("hardware", hardware(&["Touch", "Nfc"]), &["check hardware.added /hardwarePreferences count=2"]),
        (
            "hardware of tomorrow",
            hardware(&["Retina"]),
            &[
                "check hardware.unknown /hardwarePreferences hardware=Retina",
                "check hardware.added /hardwarePreferences count=1",
            ],
        ),
        (
            "accessibility",
            vec![set("/meetAccessibilityGuidelines", json!(true))],
            &["check declaration.accessibility /meetAccessibilityGuidelines"],
        ),
        ("other declarations", vec![set("/hasExternalInAppProducts", json!(true))], &[]),
    ];
    for (name, edits, expected) in table {
        assert_told(name, &check(&edits, &context()), expected);
    }
}

/// What the service took is not called wrong, whatever the tables say.
#[test]
fn what_is_live_is_no_news() {
    let mut live = live();
    live.apply(&[
        set("/applicationCategory", json!("Travel_Moon")),
        set("/hardwarePreferences", json!(["Retina", "Touch"])),
        set("/meetAccessibilityGuidelines", json!(true)),
    ])
    .unwrap();
    assert_told("as live", &check_against(SubmissionKind::App, &live, &[], &context()), &[]);
    let fewer = [set("/hardwarePreferences", json!(["Touch"]))];
    assert_told("fewer", &check_against(SubmissionKind::App, &live, &fewer, &context()), &[]);
    // The first submission has nothing to compare with: hardware is a choice, not a change.
    let mut first = super::live();
    first
        .apply(&[
            set("/hardwarePreferences", json!(["Touch"])),
            set("/applicationCategory", json!("Games_Word")),
        ])
        .unwrap();
    let told = check_draft(SubmissionKind::App, None, &first, &context());
    let told: Vec<&str> = told.iter().map(|problem| problem.code.as_str()).collect();
    assert_eq!(told, [codes::LISTING_TITLE_COVERED, codes::GAME_SETTINGS_EMPTY]);
}
