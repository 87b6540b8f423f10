//! The window and the program say the same: every sentence of the shared catalogues and a table of numbers, sizes and
//! dates, as the window's own library rendered them into `ui/src/i18n/words.fixture.json` (fixture.test.ts).

use jiff::tz::TimeZone;
use serde_json::{Map, Value};
use vitrine_words::format::{self, Clock};
use vitrine_words::{Language, Words};

fn fixture() -> Value {
    serde_json::from_str(include_str!("../../../../ui/src/i18n/words.fixture.json"))
        .expect("the fixture is JSON")
}

fn clock(fixture: &Value) -> Clock {
    Clock { now: fixture["now"].as_str().unwrap().parse().unwrap(), zone: TimeZone::UTC }
}

fn language(row: &Value) -> Language {
    match row["language"].as_str() {
        Some("en") => Language::En,
        Some("fr") => Language::Fr,
        other => panic!("no language: {other:?}"),
    }
}

#[test]
fn every_sentence_is_the_same() {
    let fixture = fixture();
    let rows = fixture["sentences"].as_array().unwrap();
    assert!(rows.len() > 1000, "only {} sentences", rows.len());
    for row in rows {
        let words = Words::new(language(row), clock(&fixture));
        let key = row["key"].as_str().unwrap();
        let params: Map<String, Value> = row["params"].as_object().unwrap().clone();
        assert_eq!(
            words.find(key, &params).as_deref(),
            row["text"].as_str(),
            "{} {key} {params:?}",
            row["language"]
        );
    }
}

#[test]
fn every_number_and_date_is_the_same() {
    let fixture = fixture();
    let clock = clock(&fixture);
    for row in fixture["table"].as_array().unwrap() {
        let language = language(row);
        let figure = || row["value"].as_f64().unwrap();
        let text = || row["value"].as_str().unwrap();
        let moment = || text().parse().unwrap();
        let what = row["what"].as_str().unwrap();
        let got = match what {
            "number" => format::number(figure(), language, 2),
            "percent" => format::percent(figure(), language),
            "bytes" => format::bytes(figure(), language),
            "duration" => format::duration(figure(), language),
            "date" => format::date(moment(), language, &clock),
            "time" => format::time(moment(), language, &clock),
            "moment" => format::date_time(moment(), language, &clock),
            "when" => format::when(moment(), language, &clock),
            "deadline" => format::deadline(moment(), language, &clock),
            "relative" => format::ago(moment(), language, &clock),
            "list" => {
                let items: Vec<&str> = text().split('|').filter(|item| !item.is_empty()).collect();
                format::list(&items, language)
            }
            other => panic!("the table has a row that this side does not know: {other}"),
        };
        assert_eq!(Some(got.as_str()), row["text"].as_str(), "{what} {} in {language:?}", row["value"]);
    }
}

#[test]
fn a_problem_is_told_whole_and_a_new_code_is_not_told_by_its_name_alone() {
    let words = Words::new(Language::En, clock(&fixture()));
    let text = words.problem(&vitrine_domain::Problem {
        code: "made.up.tomorrow".to_owned(),
        severity: vitrine_domain::problem::Severity::Must,
        pointer: String::new(),
        params: Map::new(),
        details: None,
    });
    assert_eq!(text.title, "Something needs a look");
    assert!(text.body.contains("made.up.tomorrow"));
    assert_eq!(words.place("/listings/fr-FR/baseListing/description"), "Description, French (France)");
    assert_eq!(words.place("/notesForCertification"), "Notes for testers");
    assert_eq!(words.place(""), "");
}
