//! Gradual rollout and mandatory updates.

use serde_json::{Value, json};

use super::*;

const ROLLOUT: &str = "/packageDeliveryOptions/packageRollout";

#[test]
fn delivery() {
    let percentage = |value: Value| {
        vec![set(ROLLOUT, json!({"isPackageRollout": true, "packageRolloutPercentage": value}))]
    };
    let mandatory = |date: &str| {
        vec![
            set("/packageDeliveryOptions/isMandatoryUpdate", json!(true)),
            set("/packageDeliveryOptions/mandatoryUpdateEffectiveDate", json!(date)),
        ]
    };
    let portal = "check update.mandatory.portal /packageDeliveryOptions/isMandatoryUpdate";
    let at = format!("{ROLLOUT}/packageRolloutPercentage");
    let mut words = percentage(json!(5.0));
    words.push(set(&format!("{TEXTS}/description"), json!("New.")));
    let mut words_for_all = percentage(json!(100));
    words_for_all.push(words[1].clone());
    let table: Vec<(&str, Vec<Edit>, Vec<String>)> = vec![
        ("some", percentage(json!(5.0)), vec![]),
        ("a fraction", percentage(json!(0.5)), vec![]),
        ("none", percentage(json!(0)), vec![format!("check rollout.percentage.zero {at}")]),
        ("all", percentage(json!(100.0)), vec![format!("tip rollout.percentage.whole {at}")]),
        (
            "more than all",
            percentage(json!(100.5)),
            vec![format!("must rollout.percentage.range {at} percentage=100.5")],
        ),
        (
            "less than none",
            percentage(json!(-1)),
            vec![format!("must rollout.percentage.range {at} percentage=-1.0")],
        ),
        ("no number", percentage(json!(null)), vec![format!("must rollout.percentage.missing {at}")]),
        (
            "off",
            vec![set(ROLLOUT, json!({"isPackageRollout": false, "packageRolloutPercentage": 400}))],
            vec![],
        ),
        (
            "with words",
            words,
            vec![format!("check options.rollout.texts {at} percentage=5.0")],
        ),
        ("with words for all", words_for_all, vec![format!("tip rollout.percentage.whole {at}")]),
        ("mandatory", mandatory("2026-12-24T00:00:00Z"), vec![portal.to_owned()]),
        (
            "mandatory without a date",
            mandatory("1601-01-01T00:00:00.0000000Z"),
            vec![
                portal.to_owned(),
                "check update.date.missing /packageDeliveryOptions/mandatoryUpdateEffectiveDate".to_owned(),
            ],
        ),
        (
            "mandatory since yesterday",
            mandatory("2026-11-19T12:00:00Z"),
            vec![
                portal.to_owned(),
                "check update.date.past /packageDeliveryOptions/mandatoryUpdateEffectiveDate date=2026-11-19T12:00:00Z"
                    .to_owned(),
            ],
        ),
        ("a date alone", vec![mandatory("2026-11-19T12:00:00Z")[1].clone()], vec![]),
    ];
    for (name, edits, expected) in table {
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        assert_told(name, &check(&edits, &context()), &expected);
    }
    let mut live = live();
    live.apply(&mandatory("2026-12-24T00:00:00Z")).unwrap();
    assert_told("mandatory already", &check_against(SubmissionKind::App, &live, &[], &context()), &[]);
}
