use serde_json::{Value, json};

use super::fixture::{at, big, code, document, documented, remove, set};
use super::*;

const IMAGES: &str = "/listings/en-us/baseListing/images";

/// The documented submission with three more pictures.
fn gallery() -> Document {
    let mut raw = documented();
    let picture = |name: &str, id: Option<&str>| json!({"fileName": name, "fileStatus": "Uploaded", "imageType": "Screenshot", "id": id});
    let images = raw["listings"]["en-us"]["baseListing"]["images"].as_array_mut().unwrap();
    images.extend([picture("b.png", Some("b")), picture("c.png", None), picture("d.png", Some("d"))]);
    document(raw)
}

fn order(document: &Document) -> Vec<String> {
    document.order(&at(IMAGES)).unwrap()
}

fn told(differences: &[Difference]) -> Vec<String> {
    let one = |difference: &Difference| {
        let side = |value: &Option<Value>| value.as_ref().map_or("∅".to_owned(), ToString::to_string);
        format!("{} {} → {}", difference.pointer, side(&difference.before), side(&difference.after))
    };
    differences.iter().map(one).collect()
}

#[test]
fn the_upload_address_is_never_kept() {
    let document = document(documented());
    assert!(!serde_json::to_string(&document).unwrap().contains("blob.core"));
    let mut expected = documented();
    expected.as_object_mut().unwrap().shift_remove("fileUploadUrl");
    assert_eq!(document.to_submission(), expected);
    assert_eq!(document.value()["id"], "1152921504621243540", "ids stay texts");
}

#[test]
fn local_members_are_never_sent_and_the_services_own_dollars_are() {
    let mut raw = documented();
    raw["$key"] = json!("theirs");
    raw["pricing"]["$$odd"] = json!({"@at": 1, "$facts": [{"$file": null}]});
    let mut document = document(raw.clone());
    document
        .apply(&[
            set("/$note", json!("ours")),
            set(&format!("{IMAGES}/@new"), json!({"$asset": "ab", "fileName": "x"})),
        ])
        .unwrap();
    let sent = document.to_submission();
    assert_eq!(sent["$key"], "theirs");
    assert_eq!(sent["pricing"], raw["pricing"]);
    assert!(sent.get("$note").is_none());
    assert_eq!(sent["listings"]["en-us"]["baseListing"]["images"][1], json!({"fileName": "x"}));
}

#[test]
fn reads_by_name_language_identity_and_number() {
    let document = gallery();
    let table = [
        ("/visibility", json!("Public")),
        ("/listings/EN-US/baseListing/title", json!("Contoso ebook reader")),
        ("/listings/en-us/baseListing/keywords/0", json!("epub")),
        ("/listings/en-us/baseListing/images/@1152921504672272757/fileName", json!("contoso.png")),
        ("/listings/en-us/baseListing/images/@c.png/fileName", json!("c.png")),
        ("/applicationPackages/@1152921504620138797/version", json!("1.0.0.0")),
    ];
    for (pointer, expected) in table {
        assert_eq!(document.get(&at(pointer)), Some(&expected), "{pointer}");
    }
    for nothing in [
        "/nothing",
        "/visibility/x",
        "/listings/fr-fr",
        "/listings/en-us/baseListing/images/0",
        "/Visibility",
    ] {
        assert_eq!(document.get(&at(nothing)), None, "{nothing}");
    }
    assert_eq!(order(&document), ["1152921504672272757", "b", "c.png", "d"]);
    assert_eq!(document.languages(), ["en-us"]);
}

#[test]
fn ids_that_cannot_name_get_an_own_key() {
    let mut raw = documented();
    raw["applicationPackages"] =
        json!([{"id": "a"}, {"id": "a"}, {"id": "order"}, {"id": ""}, {"id": 7}, {}]);
    let document = document(raw.clone());
    assert_eq!(document.order(&at("/applicationPackages")).unwrap(), ["a", "k1", "k2", "k3", "k4", "k5"]);
    assert_eq!(document.to_submission()["applicationPackages"], raw["applicationPackages"]);
}

#[test]
fn an_edit_serialises_with_null_apart_from_nothing() {
    let table = [
        (set("/a", json!(null)), r#"{"pointer":"/a","value":null}"#),
        (remove("/a"), r#"{"pointer":"/a"}"#),
        (set("/a~1b", json!({"x": 1})), r#"{"pointer":"/a~1b","value":{"x":1}}"#),
    ];
    for (edit, text) in table {
        assert_eq!(serde_json::to_string(&edit).unwrap(), text);
        assert_eq!(serde_json::from_str::<Edit>(text).unwrap(), edit);
    }
    assert!(serde_json::from_str::<Edit>(r#"{"pointer":"no"}"#).is_err());
}

#[test]
fn setting_makes_what_is_missing_on_the_way() {
    let mut document = document(documented());
    let undo = document
        .apply(&[
            set("/listings/fr-fr/baseListing/description", json!("Bonjour")),
            set("/listings/fr-fr/baseListing/images/@new", json!({"fileName": "x.png"})),
            set("/listings/en-us/baseListing/minimumHardware", json!(["Touch"])),
            set("/trailers/@t/trailerAssets/en-us/title", json!("Film")),
        ])
        .unwrap();
    assert_eq!(document.languages(), ["en-us", "fr-fr"]);
    assert_eq!(
        document.value()["listings"]["fr-fr"]["baseListing"]["images"],
        json!([{"fileName": "x.png", "$key": "new"}])
    );
    assert_eq!(
        document.value()["trailers"],
        json!([{"trailerAssets": {"en-us": {"title": "Film"}}, "$key": "t"}])
    );
    document.apply(&undo).unwrap();
    assert_eq!(document, fixture::document(documented()));
}

#[test]
fn languages_stand_in_alphabetical_order_whatever_happens() {
    let mut document = document(documented());
    for code in ["sv-se", "de-de", "Fr-fr"] {
        document.apply(&[set(&format!("/listings/{code}/baseListing/description"), json!("x"))]).unwrap();
    }
    let all = ["de-de", "en-us", "Fr-fr", "sv-se"];
    assert_eq!(document.languages(), all);
    let undo = document.apply(&[remove("/listings/en-us")]).unwrap();
    assert_eq!(document.languages(), ["de-de", "Fr-fr", "sv-se"]);
    document.apply(&undo).unwrap();
    assert_eq!(document.languages(), all);
    document.apply(&[set("/listings/FR-FR/baseListing/title", json!("y"))]).unwrap();
    assert_eq!(document.languages(), all, "another spelling is the same language");
}

#[test]
fn a_language_goes_with_its_last_value_and_comes_back() {
    let mut raw = documented();
    raw["listings"]["fr-fr"] =
        json!({"baseListing": {"description": "Bonjour", "images": []}, "platformOverrides": {}});
    let before = document(raw);
    let mut document = before.clone();
    let undo = document.apply(&[remove("/listings/fr-fr/baseListing/description")]).unwrap();
    assert_eq!(document.languages(), ["en-us"]);
    document.apply(&undo).unwrap();
    assert_eq!(document, before);
    // An empty text is a value: clearing a field is not leaving a language.
    document.apply(&[set("/listings/fr-fr/baseListing/description", json!(""))]).unwrap();
    assert_eq!(document.languages(), ["en-us", "fr-fr"]);
}

#[test]
fn members_move_leave_and_return_to_their_place() {
    let mut document = gallery();
    let undo = document
        .apply(&[remove(&format!("{IMAGES}/@b")), remove(&format!("{IMAGES}/@1152921504672272757"))])
        .unwrap();
    assert_eq!(order(&document), ["c.png", "d"]);
    document.apply(&undo).unwrap();
    assert_eq!(document, gallery());

    // Members that the order does not name keep theirs, behind; names that are not there are passed over.
    let undo = document.apply(&[set(&format!("{IMAGES}/@order"), json!(["d", "gone", "b"]))]).unwrap();
    assert_eq!(order(&document), ["d", "b", "1152921504672272757", "c.png"]);
    document.apply(&undo).unwrap();
    assert_eq!(document, gallery());
}

#[test]
fn what_makes_no_sense_is_refused_and_changes_nothing() {
    let table = [
        ("", Some(json!({})), Refusal::Root),
        ("", None, Refusal::Root),
        ("/visibility/x", Some(json!(1)), Refusal::NotAContainer),
        ("/listings/en-us/baseListing/keywords/0", Some(json!("x")), Refusal::NotAContainer),
        ("/listings/en-us/baseListing/keywords/0", None, Refusal::NotAContainer),
        ("/listings/en-us/baseListing/images/0", Some(json!({})), Refusal::NotAMember),
        ("/listings/en-us/baseListing/images/@x", Some(json!("text")), Refusal::NotAMember),
        ("/listings/en-us/baseListing/images/@", Some(json!({})), Refusal::NotAMember),
        ("/listings/en-us/baseListing/images/@order", Some(json!("b")), Refusal::NotAnOrder),
        ("/listings/en-us/baseListing/images/@order", Some(json!([1])), Refusal::NotAnOrder),
        ("/listings/en-us/baseListing/images/@order", None, Refusal::NotAnOrder),
        ("/listings/xx/baseListing/images/@order", Some(json!([])), Refusal::NotAnOrder),
    ];
    for (pointer, value, why) in table {
        let mut document = gallery();
        let batch = [
            set("/visibility", json!("Hidden")),
            remove(&format!("{IMAGES}/@b")),
            Edit { pointer: at(pointer), value },
        ];
        let refused = EditRefused { pointer: at(pointer), why };
        assert_eq!(document.apply(&batch), Err(refused.clone()), "{pointer}");
        assert_eq!(document, gallery(), "{pointer}");
        assert_eq!(crate::Problem::from(refused).code, crate::codes::DRAFT_EDIT_REFUSED);
    }
    assert_eq!(
        gallery().apply(&[
            remove("/nothing/below"),
            remove("/listings/xx"),
            remove(&format!("{IMAGES}/@zz"))
        ]),
        Ok(vec![])
    );
}

#[test]
fn a_member_keeps_its_identity_whatever_its_id_becomes() {
    let mut document = gallery();
    let undo = document.apply(&[set(&format!("{IMAGES}/@c.png/id"), json!("77"))]).unwrap();
    assert_eq!(order(&document), ["1152921504672272757", "b", "c.png", "d"]);
    assert_eq!(document.to_submission()["listings"]["en-us"]["baseListing"]["images"][2]["id"], "77");
    document.apply(&undo).unwrap();
    assert_eq!(document, gallery());
}

#[test]
fn differences_are_told_by_value_member_and_order() {
    let from = gallery();
    let mut to = from.clone();
    to.apply(&[
        set("/listings/en-us/baseListing/title", json!("Reader")),
        set("/listings/en-us/baseListing/keywords", json!(["epub", "books"])),
        set(&format!("{IMAGES}/@b/description"), json!("Shelf")),
        remove(&format!("{IMAGES}/@c.png")),
        set(&format!("{IMAGES}/@n"), json!({"fileName": "n.png"})),
        set(&format!("{IMAGES}/@order"), json!(["n", "1152921504672272757"])),
        remove("/friendlyName"),
        set("/pricing/marketSpecificPricings", json!({"FR": "NotAvailable"})),
    ])
    .unwrap();
    assert_eq!(
        told(&differences(&from, &to)),
        [
            r#"/pricing/marketSpecificPricings/FR ∅ → "NotAvailable""#,
            r#"/listings/en-us/baseListing/keywords ["epub"] → ["epub","books"]"#,
            r#"/listings/en-us/baseListing/images/@b/description ∅ → "Shelf""#,
            r#"/listings/en-us/baseListing/images/@c.png {"fileName":"c.png","fileStatus":"Uploaded","imageType":"Screenshot","id":null,"$key":"c.png"} → ∅"#,
            r#"/listings/en-us/baseListing/images/@n ∅ → {"fileName":"n.png","$key":"n"}"#,
            r#"/listings/en-us/baseListing/images/@order ["1152921504672272757","b","c.png","d"] → ["n","1152921504672272757","b","d"]"#,
            r#"/listings/en-us/baseListing/title "Contoso ebook reader" → "Reader""#,
            r#"/friendlyName "Submission 2" → ∅"#,
        ]
    );
}

#[test]
fn a_language_is_told_leaf_by_leaf() {
    let without = document(documented());
    let mut raw = documented();
    raw["listings"]["fr-fr"] = json!({
        "baseListing": {"description": "Bonjour", "keywords": [], "images": [{"id": "i"}]}, "platformOverrides": {}
    });
    let with = document(raw);
    assert_eq!(
        told(&differences(&without, &with)),
        [
            r#"/listings/fr-fr/baseListing/description ∅ → "Bonjour""#,
            "/listings/fr-fr/baseListing/keywords ∅ → []",
            r#"/listings/fr-fr/baseListing/images/@i ∅ → {"id":"i"}"#,
            "/listings/fr-fr/platformOverrides ∅ → {}",
        ]
    );
    assert_eq!(
        told(&differences(&with, &without)),
        [
            r#"/listings/fr-fr/baseListing/description "Bonjour" → ∅"#,
            "/listings/fr-fr/baseListing/keywords [] → ∅",
            r#"/listings/fr-fr/baseListing/images/@i {"id":"i"} → ∅"#,
        ]
    );
}

#[test]
fn a_language_spelled_otherwise_is_the_same() {
    let mut raw = documented();
    let listing = raw["listings"]["en-us"].take();
    raw["listings"] = json!({"EN-us": listing});
    assert_eq!(differences(&document(documented()), &document(raw.clone())), []);
    let mut mine = document(documented());
    mine.apply(&[set("/listings/en-us/baseListing/title", json!("Mine"))]).unwrap();
    let merged = merge(&document(documented()), &mine, &document(raw));
    assert_eq!(merged.conflicts, []);
    assert_eq!(merged.document.languages(), ["EN-us"]);
    assert_eq!(merged.document.get(&at("/listings/en-us/baseListing/title")), Some(&json!("Mine")));
}

#[test]
fn another_way_of_writing_is_no_change() {
    let mut raw = documented();
    raw["targetPublishDate"] = json!("1601-01-01T00:00:00.0000000Z");
    raw["packageDeliveryOptions"]["packageRollout"]["packageRolloutPercentage"] = json!(0);
    let (base, theirs) = (document(documented()), document(raw.clone()));
    assert_eq!(differences(&base, &theirs), []);
    let mut mine = base.clone();
    mine.apply(&[set("/targetPublishDate", json!("2026-12-03T09:00:00Z"))]).unwrap();
    let merged = merge(&base, &mine, &theirs);
    assert_eq!(merged.conflicts, []);
    assert_eq!(merged.document.value()["targetPublishDate"], "2026-12-03T09:00:00Z");
    assert_eq!(
        theirs.to_submission()["targetPublishDate"],
        raw["targetPublishDate"],
        "what is not changed stays as written"
    );
}

#[test]
fn both_changed_one_value_is_a_conflict_and_theirs_stands() {
    let base = gallery();
    let changed = |edits: &[Edit]| {
        let mut document = base.clone();
        document.apply(edits).unwrap();
        document
    };
    let mine = changed(&[
        set("/visibility", json!("Hidden")),
        set("/notesForCertification", json!("same")),
        set(&format!("{IMAGES}/@b/description"), json!("mine")),
        remove(&format!("{IMAGES}/@d")),
        set(&format!("{IMAGES}/@mine"), json!({"fileName": "m.png"})),
        set(&format!("{IMAGES}/@order"), json!(["c.png", "b"])),
    ]);
    let theirs = changed(&[
        set("/visibility", json!("Private")),
        set("/notesForCertification", json!("same")),
        set(&format!("{IMAGES}/@b/imageType"), json!("XboxScreenshot")),
        set(&format!("{IMAGES}/@d/description"), json!("theirs")),
        set("/futureField", json!({"deep": [1]})),
        set(&format!("{IMAGES}/@theirs"), json!({"fileName": "t.png"})),
    ]);
    let Merged { document, conflicts } = merge(&base, &mine, &theirs);
    let places: Vec<&str> = conflicts.iter().map(|conflict| conflict.pointer.as_str()).collect();
    assert_eq!(places, ["/visibility", "/listings/en-us/baseListing/images/@d"]);
    assert_eq!(conflicts[0].base, Some(json!("Public")));
    assert_eq!(conflicts[0].mine, Some(json!("Hidden")));
    assert_eq!(conflicts[1].mine, None);
    assert_eq!(document.value()["visibility"], "Private");
    assert_eq!(document.value()["futureField"], json!({"deep": [1]}));
    let b = document.get(&at(&format!("{IMAGES}/@b"))).unwrap();
    assert_eq!((&b["description"], &b["imageType"]), (&json!("mine"), &json!("XboxScreenshot")));
    assert_eq!(order(&document), ["c.png", "d", "theirs", "b", "1152921504672272757", "mine"]);
}

#[test]
fn two_orders_of_one_list_are_a_conflict() {
    let base = gallery();
    let ordered = |keys: Value| {
        let mut document = base.clone();
        document.apply(&[set(&format!("{IMAGES}/@order"), keys)]).unwrap();
        document
    };
    let merged = merge(&base, &ordered(json!(["d", "b"])), &ordered(json!(["c.png"])));
    assert_eq!(merged.conflicts.len(), 1);
    assert_eq!(merged.conflicts[0].pointer.as_str(), format!("{IMAGES}/@order"));
    assert_eq!(order(&merged.document)[0], "c.png");
    let mut resolved = merged.document;
    resolved
        .apply(&[Edit {
            pointer: merged.conflicts[0].pointer.clone(),
            value: merged.conflicts[0].mine.clone(),
        }])
        .unwrap();
    assert_eq!(order(&resolved), ["d", "b", "1152921504672272757", "c.png"]);
}

/// A hundred languages, 1.5 MB: keystrokes and reviews must not wait. The bound is wide because tests run unoptimised beside
/// others; optimised it is a few milliseconds.
#[test]
fn a_hundred_languages_are_compared_at_once() {
    let from = document(big(100));
    assert!(serde_json::to_string(&from).unwrap().len() > 1_400_000);
    assert_eq!(from.languages().len(), 100);
    let mut to = from.clone();
    for number in 0..100 {
        let title = format!("/listings/{}/baseListing/title", code(number));
        to.apply(&[set(&title, json!(format!("Tailspin {number}")))]).unwrap();
    }
    let began = std::time::Instant::now();
    let found = differences(&from, &to);
    let took = began.elapsed();
    assert_eq!(found.len(), 100);
    assert!(took.as_millis() < 250, "{took:?}");
}
