//! When to publish, and what no page edits.

use serde_json::json;

use super::*;

#[test]
fn options() {
    let dated = |date: &str| {
        vec![set("/targetPublishMode", json!("SpecificDate")), set("/targetPublishDate", json!(date))]
    };
    let rollout = set(
        "/packageDeliveryOptions/packageRollout",
        json!({"isPackageRollout": true, "packageRolloutPercentage": 5.0}),
    );
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
            "price not set",
            vec![set("/pricing/priceId", json!("Base"))],
            &["must price.base.unset /pricing/priceId price=Base"],
        ),
        (
            "price missing",
            vec![remove("/pricing/priceId")],
            &["must price.base.unset /pricing/priceId price="],
        ),
        ("price of tomorrow", vec![set("/pricing/priceId", json!("Tier9999"))], &[]),
        ("rollout alone", vec![rollout.clone()], &[]),
        (
            "rollout with words",
            vec![rollout, set(&format!("{TEXTS}/description"), json!("New."))],
            &[
                "check options.rollout.texts /packageDeliveryOptions/packageRollout/packageRolloutPercentage percentage=5.0",
            ],
        ),
    ];
    for (name, edits, expected) in table {
        assert_told(name, &check(&edits, &context()), expected);
    }
}
