//! One edit of one value in a submission full of unknown members and words.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value, json};

use super::{differing, read_again, whole, without_upload_address};
use crate::Document;
use crate::document::fixture::{document, set};
use crate::document::properties::leaf;
use crate::document::sending::{rebase, upload_names};
use crate::document::sites::same;

/// What a page edits, for each kind of submission: the place, and where it stands in the body.
const TOUCHED: [(&str, &str, &str); 14] = [
    ("app", "/pricing/priceId", "/pricing/priceId"),
    ("app", "/pricing/marketSpecificPricings/FR", "/pricing/marketSpecificPricings/FR"),
    ("app", "/visibility", "/visibility"),
    ("app", "/hardwarePreferences", "/hardwarePreferences"),
    ("app", "/gamingOptions/@only/isCrossPlayEnabled", "/gamingOptions/0/isCrossPlayEnabled"),
    (
        "app",
        "/packageDeliveryOptions/packageRollout/packageRolloutPercentage",
        "/packageDeliveryOptions/packageRollout/packageRolloutPercentage",
    ),
    ("app", "/listings/EN-US/baseListing/title", "/listings/en-us/baseListing/title"),
    (
        "app",
        "/listings/en-us/baseListing/images/@1152921504672272757/description",
        "/listings/en-us/baseListing/images/0/description",
    ),
    (
        "app",
        "/trailers/@1158943556954955699/trailerAssets/en-us/title",
        "/trailers/0/trailerAssets/en-us/title",
    ),
    (
        "app",
        "/applicationPackages/@1152921504620138797/minimumSystemRam",
        "/applicationPackages/0/minimumSystemRam",
    ),
    ("add-on", "/listings/en/title", "/listings/en/title"),
    ("add-on", "/tag", "/tag"),
    ("flight", "/notesForCertification", "/notesForCertification"),
    ("flight", "/flightPackages/@11/minimumDirectXVersion", "/flightPackages/0/minimumDirectXVersion"),
];

/// Something 60 deep that no version of this program knows.
fn deep() -> impl Strategy<Value = Value> {
    let level = ("[a-zA-Z@$~/é]{1,4}", prop::option::of(leaf()), any::<bool>());
    (leaf(), prop::collection::vec(level, 60)).prop_map(|(leaf, levels)| {
        levels.into_iter().fold(leaf, |inside, (name, beside, in_a_list)| {
            if in_a_list {
                Value::Array(beside.into_iter().chain([inside]).collect())
            } else {
                let mut object = json!({ name.as_str(): inside });
                if let Some(beside) = beside {
                    object["beside"] = beside;
                }
                object
            }
        })
    })
}

/// Puts values into objects of the submission under names that it does not hold, and unknown words into its enumerations.
fn strewn(mut raw: Value, deep: Vec<(Index, String, Value)>, words: Vec<(Index, String)>) -> Value {
    fn walk<'a>(
        value: &'a mut Value,
        object: &mut dyn FnMut(&mut Map<String, Value>),
        word: &mut dyn FnMut(&mut String),
    ) {
        match value {
            Value::Object(members) => {
                for (name, value) in members.iter_mut() {
                    match value {
                        Value::String(text) if ENUMERATIONS.contains(&name.as_str()) => word(text),
                        value => walk(value, object, word),
                    }
                }
                object(members);
            }
            Value::Array(list) => list.iter_mut().for_each(|value| walk(value, object, word)),
            _ => {}
        }
    }
    let (mut objects, mut enumerations) = (0, 0);
    walk(&mut raw, &mut |_| objects += 1, &mut |_| enumerations += 1);
    let wanted: Vec<(usize, String, Value)> =
        deep.into_iter().map(|(index, name, value)| (index.index(objects), name, value)).collect();
    let unknown: Vec<(usize, String)> =
        words.into_iter().map(|(index, word)| (index.index(enumerations), word)).collect();
    let (mut object, mut enumeration) = (0, 0);
    walk(
        &mut raw,
        &mut |members| {
            for (_, name, value) in wanted.iter().filter(|(place, ..)| *place == object) {
                // Where a listing's or a market's name is expected an unknown member reads as one more of them.
                members.entry(format!("someday-{name}")).or_insert_with(|| value.clone());
            }
            object += 1;
        },
        &mut |text| {
            if let Some((_, word)) = unknown.iter().find(|(place, _)| *place == enumeration) {
                word.clone_into(text);
            }
            enumeration += 1;
        },
    );
    raw
}

const ENUMERATIONS: &[&str] = &[
    "applicationCategory",
    "visibility",
    "targetPublishMode",
    "enterpriseLicensing",
    "contentType",
    "lifetime",
    "trialPeriod",
    "imageType",
    "kinectDataForExternal",
    "packageRolloutStatus",
    "minimumDirectXVersion",
    "status",
    "architecture",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_put_differs_from_the_get_in_exactly_what_was_touched(
        (kind, pointer, place) in select(TOUCHED.to_vec()),
        unknown in prop::collection::vec((any::<Index>(), "[a-z$@~/]{0,4}", deep()), 0..8),
        words in prop::collection::vec((any::<Index>(), "[A-Z][a-z]{1,9}2030"), 0..4),
        value in prop_oneof![leaf(), Just(json!("Zuletzt geändert 🪟 عربي"))],
    ) {
        let raw = strewn(whole(kind), unknown, words);
        let live = document(raw.clone());
        let mut draft: Document = serde_json::from_str(&serde_json::to_string(&live).unwrap()).unwrap();
        draft.apply(&[set(pointer, value.clone())]).unwrap();
        let merged = rebase(&live, &draft, &read_again(&raw));
        prop_assert_eq!(merged.conflicts, vec![]);
        let body = upload_names(&merged.document).document.to_submission();
        let raw = without_upload_address(raw);
        let mut found = Vec::new();
        differing("", &raw, &body, &mut found);
        let was = raw.pointer(place);
        // Nothing and `null` are told apart, one number in two spellings is not.
        if was.is_some_and(|was| same(was, &value)) {
            prop_assert_eq!(found, Vec::<String>::new());
        } else {
            prop_assert_eq!(found, vec![place.to_owned()]);
            prop_assert_eq!(body.pointer(place), Some(&value));
        }
    }
}
