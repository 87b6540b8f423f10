use serde_json::{Value, json};

use super::*;
use crate::document::fixture::{at, document, documented, set};
use crate::document::{Edit, differences, is_services_own};

const IMAGES: &str = "/listings/en-us/baseListing/images";

fn here(source: &FileSource) -> Option<Value> {
    (*source == FileSource::Asset("abc".to_owned())).then(|| json!({"kind": "image"}))
}

/// What the service answered for a submission that this computer had sent a new picture with.
fn kept() -> Value {
    let mut raw = documented();
    raw["id"] = json!("7");
    raw["listings"]["en-us"]["baseListing"]["description"] = json!("Kept words");
    let images = raw["listings"]["en-us"]["baseListing"]["images"].as_array_mut().unwrap();
    images.push(json!({
        "fileName": "img-abc.png", "fileStatus": "PendingUpload", "id": "99", "imageType": "Screenshot", "description": "Week"
    }));
    raw
}

fn entry() -> PlannedFile {
    PlannedFile {
        name: "img-abc.png".to_owned(),
        source: FileSource::Asset("abc".to_owned()),
        pointers: Vec::new(),
    }
}

#[test]
fn words_come_back_and_pictures_that_were_sent_from_here_go_again() {
    let live = document(documented());
    let restored = restore(&document(kept()), &[entry()], &live, &here);
    assert_eq!(restored.left_out, []);
    let edits: Vec<Edit> = differences(&live, &restored.document)
        .into_iter()
        .filter(|difference| !is_services_own(&difference.pointer))
        .map(|difference| difference.edit())
        .collect();
    let mut draft = live.clone();
    draft.apply(&edits).unwrap();
    assert_eq!(draft.get(&at("/listings/en-us/baseListing/description")), Some(&json!("Kept words")));
    let images = draft.members(&at(IMAGES));
    assert_eq!(images.len(), 2, "the one that is live, and the one that goes again");
    let again = images.iter().find(|(_, image)| image["fileName"] == "img-abc.png").unwrap().1;
    assert_eq!((&again["$asset"], &again["fileStatus"]), (&json!("abc"), &json!("PendingUpload")));
    assert_eq!(again["description"], "Week");
    assert!(!again.contains_key("id"), "the id belonged to the deleted submission");
    assert_eq!(upload_names(&draft).files.len(), 1);
}

#[test]
fn a_list_with_a_file_that_is_nowhere_stays_as_it_is() {
    let live = document(documented());
    let restored = restore(&document(kept()), &[], &live, &here);
    assert_eq!(restored.left_out, [LeftOut { pointer: at(IMAGES), names: vec!["img-abc.png".to_owned()] }]);
    assert_eq!(restored.document.get(&at(IMAGES)), live.get(&at(IMAGES)));
    let words = at("/listings/en-us/baseListing/description");
    assert_eq!(restored.document.get(&words), Some(&json!("Kept words")), "the words come back all the same");
}

#[test]
fn the_same_file_under_another_id_is_the_same_file() {
    let mut raw = kept();
    let images = raw["listings"]["en-us"]["baseListing"]["images"].as_array_mut().unwrap();
    images.truncate(1);
    images[0]["id"] = json!("another");
    images[0]["description"] = json!("New caption");
    let live = document(documented());
    let restored = restore(&document(raw), &[], &live, &here);
    assert_eq!(restored.left_out, []);
    let told = differences(&live, &restored.document);
    let pictures: Vec<_> = told.iter().filter(|d| d.pointer.starts_with(&at(IMAGES))).collect();
    assert_eq!(pictures.len(), 1, "{pictures:#?}");
    assert_eq!(pictures[0].after, Some(json!("New caption")));
}

#[test]
fn what_was_marked_to_go_does_not_come_back_and_what_the_draft_marked_does() {
    let mut raw = kept();
    raw["applicationPackages"][0]["fileStatus"] = json!("PendingDelete");
    let live = document(documented());
    let restored = restore(&document(raw), &[entry()], &live, &here);
    assert_eq!(restored.document.members(&at("/applicationPackages")).len(), 0);

    let key = live.members(&at("/applicationPackages"))[0].0.clone();
    let mut draft = live.clone();
    draft.apply(&[set(&format!("{key}/fileStatus"), json!("PendingDelete"))]).unwrap();
    let restored = restore(&document(kept()), &[entry()], &draft, &here);
    let back = restored.document.get(&key).unwrap();
    assert_ne!(back["fileStatus"], "PendingDelete");
}

#[test]
fn an_icon_comes_back_or_stays_as_it_is() {
    let listing = |icon: Value| document(json!({"listings": {"en-us": {"title": "Coins", "icon": icon}}}));
    let kept = listing(json!({"fileName": "img-abc.png", "fileStatus": "Uploaded", "id": "5"}));
    let present = listing(json!({"fileName": "other.png", "fileStatus": "Uploaded", "id": "6"}));
    let icon = at("/listings/en-us/icon");
    let restored = restore(&kept, &[entry()], &present, &here);
    assert_eq!(restored.document.get(&icon).unwrap()["$asset"], "abc");
    let restored = restore(&kept, &[], &present, &here);
    assert_eq!(restored.document.get(&icon), present.get(&icon));
    assert_eq!(restored.left_out.len(), 1);
}
