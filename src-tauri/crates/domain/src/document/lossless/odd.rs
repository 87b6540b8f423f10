//! Submissions that are not as documented: nulls, numbers for ids, texts of all scripts, no common base.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{read_again, whole, without_upload_address};
use crate::document::fixture::{at, document, set};
use crate::document::properties::submission;
use crate::document::sending::{first_submission, rebase, upload_names};
use crate::document::{Document, Edit, KEY, ORDER, Pointer, differences, is_services_own, sites};

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_odd_submission_that_nobody_touched_goes_back_as_it_came(raw in submission()) {
        // What an earlier PUT left behind is not what came: the service itself knows only files that are there.
        let raw = all_uploaded(raw);
        let live = document(raw.clone());
        let merged = rebase(&live, &live, &read_again(&raw));
        prop_assert_eq!(merged.conflicts, vec![]);
        prop_assert_eq!(merged.document.to_submission(), without_upload_address(raw));
    }

    #[test]
    fn in_a_first_submission_what_a_person_set_stands(template in submission(), draft in submission(), theirs in submission()) {
        let [template, draft, theirs] = [template, draft, theirs].map(all_uploaded);
        let (template, draft, theirs) = (document(template), document(draft), read_again(&theirs));
        let body = first_submission(&template, &draft, &theirs);
        for difference in differences(&template, &draft) {
            let name = difference.pointer.last().map(std::borrow::Cow::into_owned).unwrap_or_default();
            // No person sets what the service alone decides.
            if is_services_own(&difference.pointer) {
                continue;
            }
            let in_a_list = difference.pointer.as_str().contains("/@") || name == ORDER;
            if let (Some(wanted), false) = (&difference.after, in_a_list || has_files(&difference.pointer)) {
                let got = body.get(&difference.pointer);
                prop_assert!(contains(got, wanted), "{}: {:?} in {:?}", difference.pointer, wanted, got);
            }
        }
    }
}

/// Files follow their own rules: a trailer or a package that is marked or aligned is no plain value.
fn has_files(pointer: &Pointer) -> bool {
    ["images", "icon", "Packages", "trailers", "imageList"].iter().any(|name| pointer.as_str().contains(name))
}

/// Whether everything of `wanted` is in `got`; objects may hold the service's members beside it.
fn contains(got: Option<&Value>, wanted: &Value) -> bool {
    match (got, wanted) {
        (Some(Value::Object(got)), Value::Object(wanted)) => {
            wanted.iter().all(|(name, value)| name == KEY || contains(got.get(name), value))
        }
        (Some(got), wanted) => sites::same(got, wanted) || (got.is_array() && wanted.is_array()),
        // A language that is left without any value is gone.
        (None, wanted) => {
            wanted.as_object().is_some_and(|wanted| wanted.values().all(|value| contains(None, value)))
        }
    }
}

fn all_uploaded(mut value: Value) -> Value {
    fn walk(value: &mut Value) {
        match value {
            Value::Object(members) => {
                if let Some(status) = members.get_mut("fileStatus") {
                    *status = json!("Uploaded");
                }
                members.values_mut().for_each(walk);
            }
            Value::Array(list) => list.iter_mut().for_each(walk),
            _ => {}
        }
    }
    walk(&mut value);
    value
}

/// 10,000 characters with emoji of several scalars and both writing directions, and what controls them.
#[test]
fn long_texts_of_all_scripts_survive() {
    let text: String = "👩‍👩‍👧‍👦 Plan — تخطيط الأسبوع \u{202e}txet\u{202c} e\u{301} 週\u{0}\n"
        .chars()
        .cycle()
        .take(10_000)
        .collect();
    assert_eq!(text.chars().count(), 10_000);
    let mut raw = whole("app");
    raw["listings"]["ar-sa"] = json!({"baseListing": {"description": text, "keywords": [text]}});
    let live = document(raw.clone());
    let mut draft: Document = serde_json::from_str(&serde_json::to_string(&live).unwrap()).unwrap();
    let longer = format!("{text}🪟");
    draft.apply(&[set("/listings/ar-sa/baseListing/description", json!(longer))]).unwrap();
    let body = rebase(&live, &draft, &read_again(&raw)).document.to_submission();
    let listing = &body["listings"]["ar-sa"]["baseListing"];
    assert_eq!(
        (listing["description"].as_str(), &listing["keywords"][0]),
        (Some(longer.as_str()), &json!(text))
    );
}

#[test]
fn nothing_where_lists_should_be_stays_nothing_until_something_is_put_there() {
    let raw = json!({
        "id": "18446744073709551615", "listings": {}, "applicationPackages": null, "trailers": null, "gamingOptions": null,
        "hardwarePreferences": null, "pricing": null, "someday": 9_007_199_254_740_993_u64, "deep": [18_446_744_073_709_551_615_u64]
    });
    let live = document(raw.clone());
    assert_eq!(rebase(&live, &live, &read_again(&raw)).document.to_submission(), raw);
    let mut draft = live.clone();
    let undo = draft
        .apply(&[
            set("/gamingOptions/@only/isCrossPlayEnabled", json!(true)),
            set("/trailers/@t", json!({"$file": "f", "videoFileName": "film.mp4", "trailerAssets": {}})),
            set(
                "/applicationPackages/@p",
                json!({"fileName": "a.msix", "fileStatus": "PendingUpload", "$file": "g"}),
            ),
            set("/pricing/priceId", json!("Free")),
            set(
                "/listings/en-us/baseListing/images/@i",
                json!({"fileName": "i.png", "fileStatus": "PendingUpload", "$asset": "aa"}),
            ),
        ])
        .unwrap();
    let named = upload_names(&rebase(&live, &draft, &read_again(&raw)).document);
    assert_eq!(
        named.document.to_submission(),
        json!({
            "id": "18446744073709551615",
            "listings": {"en-us": {"baseListing": {"images": [{"fileName": "img-aa.png", "fileStatus": "PendingUpload"}]}}},
            "applicationPackages": [{"fileName": "a.msix", "fileStatus": "PendingUpload", "minimumDirectXVersion": "None", "minimumSystemRam": "None"}],
            "trailers": [{"videoFileName": "film-f.mp4", "trailerAssets": {}}],
            "gamingOptions": [{"isCrossPlayEnabled": true}],
            "hardwarePreferences": null, "pricing": {"priceId": "Free"},
            "someday": 9_007_199_254_740_993_u64, "deep": [18_446_744_073_709_551_615_u64]
        })
    );
    assert_eq!(named.files.len(), 3);
    draft.apply(&undo).unwrap();
    assert_eq!(draft, live);
}

#[test]
fn ids_that_are_numbers_name_files_as_well() {
    let mut raw = whole("app");
    raw["applicationPackages"][0]["id"] = json!(9_007_199_254_740_993_u64);
    raw["listings"]["en-us"]["baseListing"]["images"][0]["id"] = json!(18_446_744_073_709_551_615_u64);
    let live = document(raw.clone());
    let unchanged = rebase(&live, &live, &read_again(&raw)).document.to_submission();
    assert_eq!(unchanged, without_upload_address(raw.clone()));
    let mut draft = live.clone();
    let package = live.members(&at("/applicationPackages"))[0].0.clone();
    draft.apply(&[Edit::remove(package)]).unwrap();
    let body = rebase(&live, &draft, &read_again(&raw)).document.to_submission();
    let gone = &body["applicationPackages"][0];
    assert_eq!(
        (&gone["id"], &gone["fileStatus"]),
        (&json!(9_007_199_254_740_993_u64), &json!("PendingDelete"))
    );
    assert_eq!(body["applicationPackages"].as_array().unwrap().len(), 1);
    assert_eq!(body["listings"], raw["listings"]);
}

/// A document that an older version stored knows the members of fewer lists.
#[test]
fn a_stored_document_gets_the_identities_that_it_lacks() {
    let stored = json!({"gamingOptions": [{"genres": []}], "flightPackages": [{"fileName": "a"}, {"id": "7"}, {"fileName": "a"}]});
    let document: Document = serde_json::from_value(stored.clone()).unwrap();
    assert_eq!(document.order(&at("/gamingOptions")).unwrap(), ["only"]);
    assert_eq!(document.order(&at("/flightPackages")).unwrap(), ["a", "7", "own-1"]);
    assert_eq!(document.to_submission(), stored);
}

#[test]
fn two_readings_of_one_submission_call_a_file_without_an_id_the_same() {
    let raw = json!({"flightPackages": [{"fileName": "a.msix", "fileStatus": "PendingUpload", "id": ""}], "trailers": [{"videoFileName": "Trailers\\film.mp4"}]});
    let (one, other) = (document(raw.clone()), read_again(&raw));
    assert_eq!(one, other);
    assert_eq!(one.order(&at("/flightPackages")).unwrap(), ["a.msix"]);
    assert_eq!(one.order(&at("/trailers")).unwrap(), ["Trailers\\film.mp4"]);
    assert_eq!(one.to_submission(), raw);
}
