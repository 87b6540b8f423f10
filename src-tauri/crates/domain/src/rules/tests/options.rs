//! When to publish, notes, and older licences.

use serde_json::json;

use super::*;

#[test]
fn options() {
    let dated = |date: &str| {
        vec![set("/targetPublishMode", json!("SpecificDate")), set("/targetPublishDate", json!(date))]
    };
    let table: Vec<(&str, Vec<Edit>, &[&str])> = vec![
        (
            "by hand",
            vec![set("/targetPublishMode", json!("Manual"))],
            &["check options.manual.handoff /targetPublishMode"],
        ),
        ("no date", dated("1601-01-01T00:00:00Z"), &["must options.date.missing /targetPublishDate"]),
        ("not a date", dated("soon"), &["must options.date.missing /targetPublishDate"]),
        (
            "too soon",
            dated("2026-11-21T11:59:59Z"),
            &["must options.date.soon /targetPublishDate date=2026-11-21T11:59:59Z"],
        ),
        ("a day ahead", dated("2026-11-21T12:00:00Z"), &[]),
        (
            "a mode of tomorrow",
            vec![set("/targetPublishMode", json!("Lunar"))],
            &["check options.mode.unknown /targetPublishMode mode=Lunar"],
        ),
        (
            "notes",
            vec![set("/notesForCertification", json!("x".repeat(2_001)))],
            &["tip options.notes.long /notesForCertification count=2001 max=2000"],
        ),
        (
            "licences for organisations",
            vec![set("/enterpriseLicensing", json!("Online"))],
            &["tip options.licensing.portal /enterpriseLicensing"],
        ),
        ("no licences", vec![set("/enterpriseLicensing", json!("None"))], &[]),
        (
            "licences of tomorrow",
            vec![set("/enterpriseLicensing", json!("Lunar"))],
            &["check options.licensing.unknown /enterpriseLicensing licensing=Lunar"],
        ),
    ];
    for (name, edits, expected) in table {
        assert_told(name, &check(&edits, &context()), expected);
    }
    let mut live = live();
    live.apply(&[set("/enterpriseLicensing", json!("Lunar"))]).unwrap();
    assert_told("live already", &check_against(SubmissionKind::App, &live, &[], &context()), &[]);
}
