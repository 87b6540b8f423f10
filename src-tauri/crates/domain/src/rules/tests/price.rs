//! Price, markets and visibility.

use serde_json::{Value, json};

use super::*;
use crate::tables::markets;

const MARKETS: &str = "/pricing/marketSpecificPricings";

fn closed(but: &[&str]) -> Value {
    let codes = markets().into_iter().map(|market| market.code).filter(|code| !but.contains(code));
    Value::Object(codes.map(|code| (code.to_owned(), json!("NotAvailable"))).collect())
}

#[test]
fn prices() {
    let base = |price: Value| vec![set("/pricing/priceId", price)];
    let table: Vec<(&str, Vec<Edit>, &[&str])> = vec![
        ("not set", base(json!("Base")), &["must price.base.unset /pricing/priceId price=Base"]),
        ("empty", base(json!("")), &["must price.base.unset /pricing/priceId price="]),
        ("null", base(json!(null)), &["must price.base.unset /pricing/priceId price="]),
        ("missing", vec![remove("/pricing/priceId")], &["must price.base.unset /pricing/priceId price="]),
        ("no prices at all", vec![remove("/pricing")], &["must price.base.unset /pricing/priceId price="]),
        ("a tier", base(json!("Tier1012")), &["check price.base.changed /pricing/priceId"]),
        ("an older tier", base(json!("Tier96")), &["check price.base.changed /pricing/priceId"]),
        ("the live price", base(json!("Free")), &[]),
        (
            "a tier of tomorrow",
            base(json!("Tier9999")),
            &["check price.base.unknown /pricing/priceId price=Tier9999"],
        ),
        (
            "one market keeps a price",
            vec![set("/pricing/priceId", json!("NotAvailable")), set(MARKETS, json!({"FR": "Tier2"}))],
            &["check price.base.notavailable /pricing/priceId", REMOVED_240],
        ),
        ("no market", base(json!("NotAvailable")), &["check market.none /pricing/marketSpecificPricings"]),
        (
            "a price in a market",
            vec![set(MARKETS, json!({"FR": "Tier1013", "DE": "Free", "US": "Base"}))],
            &[],
        ),
        (
            "a price of tomorrow in a market",
            vec![set(MARKETS, json!({"FR": "Tier9999", "DE": 7}))],
            &[
                "check price.market.unknown /pricing/marketSpecificPricings/FR market=FR price=Tier9999",
                "check price.market.unknown /pricing/marketSpecificPricings/DE market=DE price=",
            ],
        ),
        (
            "a market of tomorrow",
            vec![set(MARKETS, json!({"XK": "Free"}))],
            &["check market.unknown /pricing/marketSpecificPricings/XK market=XK"],
        ),
        (
            "markets removed",
            vec![set(MARKETS, json!({"RU": "NotAvailable", "BY": "NotAvailable"}))],
            &["check market.removed /pricing/marketSpecificPricings count=2 markets=BY, RU"],
        ),
        (
            "every market removed",
            vec![set(MARKETS, closed(&[]))],
            &["check market.none /pricing/marketSpecificPricings"],
        ),
        ("a trial", vec![set("/pricing/trialPeriod", json!("ThirtyDays"))], &[]),
        (
            "a trial of tomorrow",
            vec![set("/pricing/trialPeriod", json!("TwoDays"))],
            &["check price.trial.unknown /pricing/trialPeriod trial=TwoDays"],
        ),
    ];
    for (name, edits, expected) in table {
        let told: Vec<String> = told(&check(&edits, &context()));
        let shortened = told
            .into_iter()
            .map(|line| if line.contains("count=240") { REMOVED_240.to_owned() } else { line });
        assert_eq!(shortened.collect::<Vec<_>>(), expected, "{name}");
    }
}

const REMOVED_240: &str = "check market.removed with 240 codes";

/// A market that the service names itself, in no list: kept without a word. One that was closed before is no loss.
#[test]
fn what_is_live_is_no_news() {
    let mut live = live();
    live.apply(&[
        set(MARKETS, json!({"EH": "NotAvailable", "RU": "NotAvailable", "FR": "Tier9999"})),
        set("/pricing/trialPeriod", json!("TwoDays")),
    ])
    .unwrap();
    let check = |edits: &[Edit]| check_against(SubmissionKind::App, &live, edits, &context());
    assert_told("as live", &check(&[]), &[]);
    assert_told("opened", &check(&[remove(&format!("{MARKETS}/RU"))]), &[]);
    let closed = check(&[
        set(&format!("{MARKETS}/EH"), json!("Free")),
        set(&format!("{MARKETS}/DE"), json!("NotAvailable")),
    ]);
    assert_told(
        "one opened, one closed",
        &closed,
        &["check market.removed /pricing/marketSpecificPricings count=1 markets=DE"],
    );
    // The other way round: sold in one market only, and that one goes.
    live.apply(&[
        set("/pricing/priceId", json!("NotAvailable")),
        set(MARKETS, json!({"FR": "Free", "DE": "Free"})),
    ])
    .unwrap();
    let told = check_against(
        SubmissionKind::App,
        &live,
        &[set(&format!("{MARKETS}/FR"), json!("Base"))],
        &context(),
    );
    assert_told(
        "back to a base price that closes",
        &told,
        &[
            "check price.base.notavailable /pricing/priceId",
            "check market.removed /pricing/marketSpecificPricings count=1 markets=FR",
        ],
    );
}

#[test]
fn visibility() {
    let shown = |value: &str| vec![set("/visibility", json!(value))];
    let table: Vec<(&str, Vec<Edit>, &[&str])> = vec![
        ("private", shown("Private"), &["check visibility.private /visibility"]),
        ("hidden", shown("Hidden"), &["check visibility.hidden /visibility"]),
        ("not set", shown("NotSet"), &["check visibility.unset /visibility"]),
        ("missing", vec![remove("/visibility")], &["check visibility.unset /visibility"]),
        ("of tomorrow", shown("Lunar"), &["check visibility.unknown /visibility visibility=Lunar"]),
    ];
    for (name, edits, expected) in table {
        assert_told(name, &check(&edits, &context()), expected);
    }
    let mut live = live();
    for kept in ["Hidden", "Private", "NotSet", "Lunar"] {
        live.apply(&shown(kept)).unwrap();
        assert_told(kept, &check_against(SubmissionKind::App, &live, &[], &context()), &[]);
    }
    live.apply(&shown("Hidden")).unwrap();
    let cheaper = [set("/pricing/priceId", json!("Tier1012"))];
    assert_told(
        "a price while stopped",
        &check_against(SubmissionKind::App, &live, &cheaper, &context()),
        &["check price.stopped /pricing/priceId"],
    );
    let sold_again = [set("/visibility", json!("Public")), cheaper[0].clone()];
    assert_told(
        "sold again",
        &check_against(SubmissionKind::App, &live, &sold_again, &context()),
        &["check price.base.changed /pricing/priceId"],
    );
}
