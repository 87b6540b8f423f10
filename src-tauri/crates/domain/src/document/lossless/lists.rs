//! Lists that both sides of a merge reorder, shorten and lengthen.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::document::fixture::{at, document};
use crate::document::sending::rebase;
use crate::document::{Choice, Document, Edit, ORDER, Pointer, Side, merge, resolve};

/// A list after deletions, a new order and additions.
#[derive(Debug, Clone)]
struct Moved {
    gone: Vec<usize>,
    order: Vec<usize>,
    added: usize,
}

const MEMBERS: usize = 6;

fn moved() -> impl Strategy<Value = Moved> {
    let gone = prop::collection::vec(0..MEMBERS, 0..3);
    let order = prop_oneof![
        Just((0..MEMBERS).collect::<Vec<_>>()),
        Just((0..MEMBERS).collect::<Vec<_>>()).prop_shuffle()
    ];
    (gone, order, 0..3_usize).prop_map(|(gone, order, added)| Moved { gone, order, added })
}

impl Moved {
    fn kept(&self) -> Vec<usize> {
        self.order.iter().copied().filter(|member| !self.gone.contains(member)).collect()
    }

    fn apply(&self, document: &Document, list: &Pointer, side: &str) -> Document {
        let mut document = document.clone();
        let member = |key: &str| list.push(&format!("@{key}"));
        let mut edits: Vec<Edit> =
            self.gone.iter().map(|key| Edit::remove(member(&format!("m{key}")))).collect();
        edits.extend((0..self.added).map(|number| {
            let key = format!("{side}{number}");
            Edit::set(member(&key), json!({"id": key, "fileName": format!("{key}.png")}))
        }));
        let order: Vec<String> = self.order.iter().map(|key| format!("m{key}")).collect();
        edits.push(Edit::set(list.push(ORDER), order));
        document.apply(&edits).unwrap();
        document
    }
}

const LISTS: [&str; 5] = [
    "/listings/en-us/baseListing/images",
    "/applicationPackages",
    "/flightPackages",
    "/trailers",
    "/trailers/@t/trailerAssets/en-us/imageList",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lists_that_both_sides_changed_hold_every_member_once(list in select(LISTS.to_vec()), mine in moved(), theirs in moved()) {
        let list = at(list);
        let mut base = document(json!({}));
        for key in 0..MEMBERS {
            base.apply(&[Edit::set(list.push(&format!("@m{key}")), json!({"id": format!("m{key}")}))]).unwrap();
        }
        let merged = merge(&base, &mine.apply(&base, &list, "mine"), &theirs.apply(&base, &list, "theirs"));
        let order = merged.document.order(&list).unwrap_or_default();
        let stays = |member: &usize| !mine.gone.contains(member) && !theirs.gone.contains(member);
        let of = |moved: &Moved| -> Vec<usize> { moved.kept().into_iter().filter(stays).collect() };
        let (untouched, by_me, by_them) = ((0..MEMBERS).filter(stays).collect::<Vec<_>>(), of(&mine), of(&theirs));

        let mut expected: Vec<String> = untouched.iter().map(|key| format!("m{key}")).collect();
        expected.extend((0..mine.added).map(|number| format!("mine{number}")));
        expected.extend((0..theirs.added).map(|number| format!("theirs{number}")));
        let mut told = order.clone();
        expected.sort();
        told.sort();
        prop_assert_eq!(told, expected, "each member that nobody took out, once");

        let both = by_me != untouched && by_them != untouched && by_me != by_them;
        prop_assert_eq!(merged.conflicts.len(), usize::from(both));
        let in_order: Vec<usize> = order.iter().filter_map(|key| key.strip_prefix('m')?.parse().ok()).collect();
        let wanted = if by_them == untouched { &by_me } else { &by_them };
        prop_assert_eq!(&in_order, wanted, "the side that moved members decides");
        if both {
            let choice = Choice { pointer: list.push(ORDER), side: Side::Mine };
            let resolved = resolve(merged, &[choice]).unwrap().order(&list).unwrap();
            let in_order: Vec<usize> = resolved.iter().filter_map(|key| key.strip_prefix('m')?.parse().ok()).collect();
            prop_assert_eq!(in_order, by_me);
            prop_assert_eq!(resolved.len(), order.len());
        }
    }
}

/// Lists whose members carry a status.
const MARKED: [&str; 3] = ["/listings/en-us/baseListing/images", "/applicationPackages", "/flightPackages"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// What the service holds is named once in a body: as it is, or to be deleted when only I took it out.
    #[test]
    fn a_body_names_every_file_of_the_service_once(list in select(MARKED.to_vec()), mine in moved(), theirs in moved(), numbered_anew in any::<bool>()) {
        let list = at(list);
        let uploaded = |id: String, name: &str| json!({"id": id, "fileName": format!("{name}.png"), "fileStatus": "Uploaded"});
        let mut base = document(json!({}));
        for key in 0..MEMBERS {
            let name = format!("m{key}");
            base.apply(&[Edit::set(list.push(&format!("@{name}")), uploaded(name.clone(), &name))]).unwrap();
        }
        let mine_has = mine.apply(&base, &list, "mine");
        let mut service = theirs.apply(&base, &list, "theirs").to_submission();
        let held = service.pointer_mut(list.as_str()).unwrap().as_array_mut().unwrap();
        for file in held.iter_mut() {
            file["fileStatus"] = json!("Uploaded");
            if numbered_anew {
                file["id"] = json!(format!("anew-{}", file["id"].as_str().unwrap()));
            }
        }
        let held = held.clone();
        let merged = rebase(&base, &mine_has, &document(service));
        let conflicts = merged.conflicts.iter().filter(|conflict| !conflict.pointer.as_str().ends_with(ORDER)).count();
        prop_assert_eq!(conflicts, 0);
        let body = merged.document.to_submission();
        let sent = body.pointer(list.as_str()).and_then(Value::as_array).cloned().unwrap_or_default();
        for file in &held {
            let named: Vec<&Value> = sent.iter().filter(|sent| sent["id"] == file["id"]).collect();
            prop_assert_eq!(named.len(), 1, "{}", file);
            let key = file["fileName"].as_str().and_then(|name| name.strip_prefix('m')?.strip_suffix(".png")?.parse::<usize>().ok());
            let gone = key.is_some_and(|key| mine.gone.contains(&key));
            prop_assert_eq!(&named[0]["fileStatus"], if gone { "PendingDelete" } else { "Uploaded" });
        }
        prop_assert_eq!(sent.len(), held.len() + mine.added, "and nothing else but what I added");
    }
}
