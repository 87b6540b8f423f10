//! Documents as large as the Store allows: telling two apart, merging three, and making the body of a PUT. No window, no
//! service and no disk take part.

use std::hint::black_box;
use std::time::Instant;

use serde_json::{Map, Value, json};
use vitrine_domain::document::sending::{rebase, upload_names};
use vitrine_domain::document::{differences, merge};
use vitrine_domain::{Document, Edit, Pointer};

use crate::report::Report;

const RUNS: usize = 31;
const LANGUAGES: usize = 100;

/// Characters of a listing that is written out, and of one in which every text is as long as it may be.
const USUAL: usize = 13_000;
const LONGEST: usize = 17_000;

pub fn tell_merge_and_send(report: &mut Report) {
    let base = read(submission(USUAL, "Plan your week in one place. "));
    let mine = edited(&base, "title", "images/@1000");
    let theirs = edited(&base, "releaseNotes", "images/@1009");
    let told = timed(|| {
        assert_eq!(differences(black_box(&base), black_box(&mine)).len(), 2 * LANGUAGES);
    });
    report.value("differences of two submissions, 100 languages", &told, 10.0);
    let merged = timed(|| {
        assert!(merge(black_box(&base), black_box(&mine), black_box(&theirs)).conflicts.is_empty());
    });
    report.value("merge of two submissions, 100 languages", &merged, 10.0);

    // Three bytes a character: what a listing in Chinese or Japanese weighs.
    let answer = submission(LONGEST, "一つの場所で一週間を計画します。").to_string();
    assert!(answer.len() > 5_000_000, "{} bytes are not 5 MB", answer.len());
    let base = read(serde_json::from_str(&answer).expect("what was written can be read"));
    let mine = edited(&base, "title", "images/@1000");
    let body = timed(|| {
        let clone = read(serde_json::from_str(black_box(&answer)).expect("what was written can be read"));
        let named = upload_names(&rebase(&base, black_box(&mine), &clone).document);
        let body = serde_json::to_vec(&named.document.to_submission()).expect("a value can be written");
        assert!(body.len() > 5_000_000);
    });
    report.value("5 MB clone read, draft merged, body written", &body, 50.0);
}

fn read(raw: Value) -> Document {
    Document::from_submission(raw, &mut || unreachable!("every member of the submission has an id"))
}

/// One text changed and one picture gone in every language.
fn edited(base: &Document, field: &str, gone: &str) -> Document {
    let mut document = base.clone();
    let edits: Vec<Edit> = base
        .languages()
        .iter()
        .flat_map(|language| {
            let at = |rest: &str| {
                Pointer::parse(&format!("/listings/{language}/baseListing/{rest}")).expect("a pointer")
            };
            [Edit::set(at(field), format!("Another {field}")), Edit::remove(at(gone))]
        })
        .collect();
    document.apply(&edits).expect("the edits fit");
    document
}

/// Milliseconds, the first run thrown away.
fn timed(mut act: impl FnMut()) -> Vec<f64> {
    let mut once = || {
        let began = Instant::now();
        act();
        began.elapsed().as_secs_f64() * 1000.0
    };
    once();
    (0..RUNS).map(|_| once()).collect()
}

/// A submission in 100 languages, each with ten pictures and so many characters of words; every market has its price.
fn submission(characters: usize, sentence: &str) -> Value {
    let text = |part: usize| -> String { sentence.chars().cycle().take(characters * part / 100).collect() };
    let letter = |number: usize| char::from(b'a' + (number % 26) as u8);
    let code = |number: usize| format!("{}{}", letter(number / 26), letter(number));
    let images: Vec<Value> = (1000..1010)
        .map(|id| json!({"fileName": format!("{id}.png"), "fileStatus": "Uploaded", "id": id.to_string(), "imageType": "Screenshot", "description": "A week"}))
        .collect();
    let listing = json!({"baseListing": {
        "title": "Tailspin", "description": text(60), "releaseNotes": text(9), "licenseTerms": text(25), "shortDescription": text(6),
        "features": vec!["Everything in one place"; 20], "keywords": vec!["week"; 7], "images": images, "privacyPolicy": ""
    }, "platformOverrides": {}});
    let listings: Map<String, Value> = (0..LANGUAGES).map(|n| (code(n), listing.clone())).collect();
    let markets: Map<String, Value> = (0..241).map(|n| (code(n).to_uppercase(), json!("Tier1012"))).collect();
    json!({
        "id": "1152921504621243540", "visibility": "Public", "listings": listings,
        "pricing": {"priceId": "Tier1012", "marketSpecificPricings": markets, "sales": []},
        "applicationPackages": (0..25).map(|id| json!({"id": id.to_string(), "fileName": format!("{id}.msix"), "fileStatus": "Uploaded"})).collect::<Vec<_>>(),
        "trailers": [], "gamingOptions": []
    })
}
