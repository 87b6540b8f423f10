//! Properties of documents on odd submissions: unknown members, nulls, names with `/`, `~`, `@` and `$`, lists without ids,
//! ids that are numbers, empty, doubled or `order`.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::fixture::document;
use super::sites::same;
use super::*;

pub(super) fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-3i64..9).prop_map(Value::from),
        Just(json!(0.5)),
        Just(json!(1_152_921_504_621_243_540_u64)),
        "[a-c @$~/]{0,3}".prop_map(Value::from),
    ]
}

fn name() -> impl Strategy<Value = String> {
    "[ab@$~/]{1,3}"
}

fn object(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    prop::collection::vec((name(), value), 0..4).prop_map(|pairs| Value::Object(pairs.into_iter().collect()))
}

fn anything() -> impl Strategy<Value = Value> {
    let words = prop::collection::vec(leaf(), 0..3).prop_map(Value::from);
    let flat = prop_oneof![4 => leaf(), 1 => words, 1 => object(leaf())];
    prop_oneof![4 => flat, 1 => object(prop_oneof![leaf(), object(leaf())])]
}

/// An object that has some of the named members.
fn some_of(members: Vec<(&'static str, BoxedStrategy<Value>)>) -> impl Strategy<Value = Value> {
    let each: Vec<_> = members
        .into_iter()
        .map(|(name, value)| prop::option::of(value.prop_map(move |v| (name, v))))
        .collect();
    (each, prop::option::weighted(0.3, (name(), anything()))).prop_map(|(members, odd)| {
        let named = members.into_iter().flatten().map(|(name, value)| (name.to_owned(), value));
        Value::Object(named.chain(odd).collect())
    })
}

fn member(inner: Vec<(&'static str, BoxedStrategy<Value>)>) -> impl Strategy<Value = Value> {
    let id = prop_oneof![
        4 => "[a-e]".prop_map(Value::from), 1 => Just(json!("order")), 1 => Just(json!("")), 1 => Just(json!(7)), 1 => Just(json!(null)),
    ];
    let status = prop::sample::select(vec!["Uploaded", "PendingUpload", "PendingDelete", "None"]);
    let mut members = vec![
        ("id", id.boxed()),
        ("fileName", leaf().boxed()),
        ("fileStatus", status.prop_map(Value::from).boxed()),
        ("$key", leaf().boxed()),
    ];
    members.extend(inner);
    some_of(members)
}

fn list(member: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    let members = prop::collection::vec(member, 0..5).prop_map(Value::from);
    prop_oneof![9 => members, 1 => anything()]
}

/// Codes that no other code of the set equals without case.
fn by_language(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    let code = prop::sample::select(vec!["en-us", "fr-FR", "DE", "x~/@y"]);
    prop::collection::vec((code.prop_map(str::to_owned), value), 0..4)
        .prop_map(|pairs| Value::Object(pairs.into_iter().collect()))
}

pub(super) fn submission() -> BoxedStrategy<Value> {
    let texts = || {
        some_of(vec![
            ("description", leaf().boxed()),
            ("keywords", prop::collection::vec(leaf(), 0..3).prop_map(Value::from).boxed()),
            ("images", list(member(vec![])).boxed()),
        ])
    };
    let overrides = prop_oneof![some_of(vec![("Windows81", texts().boxed())]), leaf()];
    let listing = prop_oneof![
        9 => some_of(vec![("baseListing", texts().boxed()), ("platformOverrides", overrides.boxed())]),
        1 => anything(),
        1 => some_of(vec![("title", leaf().boxed()), ("icon", member(vec![]).boxed())]),
    ];
    let thumbnails = some_of(vec![("title", leaf().boxed()), ("imageList", list(member(vec![])).boxed())]);
    let trailer = member(vec![("trailerAssets", by_language(thumbnails).boxed())]);
    some_of(vec![
        ("id", leaf().boxed()),
        ("listings", by_language(listing).boxed()),
        ("applicationPackages", list(member(vec![])).boxed()),
        ("flightPackages", list(member(vec![])).boxed()),
        ("gamingOptions", list(some_of(vec![("genres", leaf().boxed()), ("id", leaf().boxed())])).boxed()),
        ("trailers", list(trailer).boxed()),
        ("pricing", object(anything()).boxed()),
        ("fileUploadUrl", leaf().boxed()),
        ("$facts", anything().boxed()),
    ])
    .boxed()
}

/// Every place of a document that an edit can name.
fn places(document: &Document) -> Vec<Pointer> {
    fn walk(site: Site, at: Pointer, value: &Value, found: &mut Vec<Pointer>) {
        let site = site.given(value);
        if let Some(members) = site.members(value) {
            found.push(at.push(ORDER));
            for member in members {
                let name = format!("@{}", identity(member).unwrap());
                walk(site.below(&name), at.push(&name), member, found);
            }
        } else if let Value::Object(object) = value {
            for (name, value) in object {
                walk(site.below(name), at.push(name), value, found);
            }
        }
        found.push(at);
    }
    let mut found = Vec::new();
    walk(Site::Root, Pointer::root(), document.value(), &mut found);
    found
}

/// A step of an editing session: a place that exists, perhaps a name below it, and what to put there.
fn steps() -> impl Strategy<Value = Vec<(Index, Option<String>, Option<Value>)>> {
    let below =
        prop_oneof![name(), "@[a-e]".prop_map(|n| n), Just("images".to_owned()), Just("id".to_owned())];
    let value = prop_oneof![3 => anything(), 1 => member(vec![]), 1 => list(member(vec![]))];
    prop::collection::vec((any::<Index>(), prop::option::of(below), prop::option::weighted(0.7, value)), 1..6)
}

fn edits(document: &Document, steps: Vec<(Index, Option<String>, Option<Value>)>) -> Vec<Edit> {
    let places = places(document);
    let edit = |(index, below, value): (Index, Option<String>, Option<Value>)| {
        let place = index.get(&places).clone();
        let is_order = place.last().is_some_and(|last| last == ORDER);
        match below {
            Some(name) if !is_order => Edit { pointer: place.push(&name), value },
            _ if is_order => {
                let mut keys = document.order(&place.parent().unwrap()).unwrap();
                keys.reverse();
                Edit::set(place, keys)
            }
            _ => Edit { pointer: place, value },
        }
    };
    steps.into_iter().map(edit).collect()
}

/// Makes the members of lists tell apart: two sides that add equal members are taken for one addition.
fn distinct(value: &mut Value, next: &mut u32) {
    match value {
        Value::Object(object) => object.values_mut().for_each(|value| distinct(value, next)),
        Value::Array(list) => {
            for item in list {
                if let Value::Object(member) = item {
                    *next += 1;
                    member.insert("fileName".to_owned(), json!(*next));
                }
                distinct(item, next);
            }
        }
        _ => {}
    }
}

/// What every document must keep to.
fn assert_well_formed(document: &Document) {
    for place in places(document) {
        let Some(keys) =
            place.parent().filter(|_| place.as_str().ends_with(ORDER)).and_then(|list| document.order(&list))
        else {
            continue;
        };
        let list = document.get(&place.parent().unwrap()).and_then(Value::as_array).unwrap();
        assert_eq!(keys.len(), list.len(), "every member has an identity");
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "no identity stands twice");
    }
}

fn applied(document: &Document, differences: &[&Difference]) -> Document {
    let mut document = document.clone();
    let edits: Vec<Edit> = differences.iter().map(|difference| difference.edit()).collect();
    document.apply(&edits).expect("a difference can be applied where it was found");
    document
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_came_in_goes_out(raw in submission()) {
        let mut expected = raw.clone();
        if let Value::Object(members) = &mut expected { members.shift_remove("fileUploadUrl"); }
        let document = document(raw);
        assert_well_formed(&document);
        prop_assert_eq!(document.to_submission(), expected);
        let stored = serde_json::to_string(&document).unwrap();
        prop_assert_eq!(serde_json::from_str::<Document>(&stored).unwrap(), document);
    }

    #[test]
    fn undo_brings_everything_back(raw in submission(), steps in steps()) {
        let before = document(raw);
        let edits = edits(&before, steps);
        let mut document = before.clone();
        match document.apply(&edits) {
            Err(_) => prop_assert_eq!(&document, &before, "a refused batch changes nothing"),
            Ok(undo) => {
                assert_well_formed(&document);
                let after = document.clone();
                let redo = document.apply(&undo).expect("undo is never refused");
                prop_assert_eq!(&document, &before);
                prop_assert_eq!(document.languages(), before.languages());
                document.apply(&redo).expect("redo is never refused");
                prop_assert_eq!(&document, &after);
            }
        }
    }

    #[test]
    fn differences_lead_from_one_to_the_other(from in submission(), to in submission()) {
        let (from, to) = (document(from), document(to));
        let found = differences(&from, &to);
        let reached = applied(&from, &found.iter().collect::<Vec<_>>());
        assert_well_formed(&reached);
        prop_assert!(same(reached.value(), to.value()), "{:#?}\n{:#?}\n{:#?}", found, reached, to);
        prop_assert_eq!(differences(&reached, &to), vec![]);
        prop_assert_eq!(differences(&from, &from), vec![]);
        // What is told is there, on the side that it is told of.
        for difference in found.iter().filter(|difference| difference.pointer.last().is_none_or(|last| last != ORDER)) {
            prop_assert_eq!(from.get(&difference.pointer), difference.before.as_ref());
            prop_assert_eq!(to.get(&difference.pointer), difference.after.as_ref());
        }
    }

    #[test]
    fn only_one_side_changed(base in submission(), mine in submission()) {
        let (base, mine) = (document(base), document(mine));
        for (one, other) in [(&mine, &base), (&base, &mine), (&mine, &mine)] {
            let merged = merge(&base, one, other);
            prop_assert_eq!(merged.conflicts, vec![]);
            prop_assert!(same(merged.document.value(), mine.value()));
        }
    }

    #[test]
    fn both_sides_survive_when_they_do_not_overlap(mut base in submission(), mut goal in submission(), split in any::<u64>()) {
        let mut next = 0;
        distinct(&mut base, &mut next);
        distinct(&mut goal, &mut next);
        let (base, goal) = (document(base), document(goal));
        // A language that goes goes as a whole, and an order speaks of all members: neither can be split in halves.
        let found = differences(&base, &goal);
        let found: Vec<&Difference> = found
            .iter()
            .filter(|d| !d.pointer.as_str().ends_with(ORDER))
            .filter(|d| d.after.is_some() || !d.pointer.as_str().starts_with("/listings/"))
            .collect();
        let side = |mine: bool| -> Vec<&Difference> {
            let all = found.iter().enumerate();
            all.filter(|(at, _)| (split >> (at % 64) & 1 == 1) == mine).map(|(_, difference)| *difference).collect()
        };
        let merged = merge(&base, &applied(&base, &side(true)), &applied(&base, &side(false)));
        prop_assert_eq!(merged.conflicts, vec![]);
        assert_well_formed(&merged.document);
        let left = differences(&merged.document, &applied(&base, &found));
        let only_order = left.iter().all(|difference| difference.pointer.as_str().ends_with(ORDER));
        prop_assert!(only_order, "{:#?}", left);
    }

    #[test]
    fn a_conflict_can_be_resolved_either_way(
        base in submission(), mine in submission(), theirs in submission(), sides in any::<u64>(),
    ) {
        let (base, mine, theirs) = (document(base), document(mine), document(theirs));
        let merged = merge(&base, &mine, &theirs);
        assert_well_formed(&merged.document);
        let conflicts = merged.conflicts.clone();
        let choices: Vec<Choice> = conflicts
            .iter()
            .enumerate()
            .map(|(at, conflict)| Choice {
                pointer: conflict.pointer.clone(),
                side: if sides >> (at % 64) & 1 == 1 { Side::Mine } else { Side::Theirs },
            })
            .collect();
        if let Some((_, some)) = choices.split_first() {
            let open = vec![choices[0].pointer.clone()];
            prop_assert_eq!(resolve(merged.clone(), some), Err(Unresolved { open, unasked: vec![] }));
        }
        let resolved = resolve(merged, &choices).unwrap();
        assert_well_formed(&resolved);
        for (conflict, Choice { pointer, side }) in conflicts.iter().zip(&choices) {
            let wanted = if *side == Side::Mine { &conflict.mine } else { &conflict.theirs };
            if pointer.last().is_some_and(|last| last == ORDER) {
                let order = resolved.order(&pointer.parent().unwrap()).unwrap();
                let named: Vec<&str> = wanted.as_ref().unwrap().as_array().unwrap().iter().filter_map(Value::as_str).collect();
                let told: Vec<&str> = order.iter().map(String::as_str).filter(|key| named.contains(key)).collect();
                prop_assert_eq!(&told, &named.into_iter().filter(|key| told.contains(key)).collect::<Vec<_>>());
            } else {
                prop_assert!(sites::same_option("", resolved.get(pointer), wanted.as_ref()), "{}", pointer);
            }
        }
    }
}
