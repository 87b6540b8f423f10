//! What happened to the value at one place, in the words of all changes: for a choice between two sides of one value.

use super::{Changes, changes, missing};
use crate::document::{Difference, Document, Pointer, differences};

/// What changed at one place from one document to another; nothing else of them is told. An order is told as a move.
pub fn changes_at(from: &Document, to: &Document, pointer: &Pointer) -> Changes {
    let list = pointer.parent().filter(|_| pointer.last().is_some_and(|last| last == crate::document::ORDER));
    if let Some(list) = list {
        let [before, after] = [from, to].map(|side| side.order(&list).map(serde_json::Value::from));
        let moved = (before != after).then(|| Difference { pointer: pointer.clone(), before, after });
        return changes(from, to, moved.as_slice());
    }
    let [was, is] = [from, to].map(|side| Document::alone(pointer, side.get(pointer)));
    let told = changes(from, to, &differences(&was, &is));
    // Other languages of the two documents are not asked about.
    Changes {
        languages_added: missing(&is.languages(), &was.languages()),
        languages_removed: missing(&was.languages(), &is.languages()),
        ..told
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::document::Edit;
    use crate::document::fixture::{at, document, documented, set};
    use crate::review::ChangeKind;

    fn edited(edits: &[Edit]) -> Document {
        let mut edited = document(documented());
        edited.apply(edits).unwrap();
        edited
    }

    #[test]
    fn one_text_is_told_in_words_and_its_neighbours_are_not() {
        let live = document(documented());
        let mine = edited(&[
            set("/listings/en-us/baseListing/description", json!("Something else")),
            set("/listings/en-us/baseListing/title", json!("Another title")),
        ]);
        let told = changes_at(&live, &mine, &at("/listings/en-us/baseListing/description"));
        assert_eq!(told.groups.len(), 1, "{told:#?}");
        assert_eq!(told.groups[0].field, "description");
        assert!(!told.groups[0].runs.is_empty());
        assert!(told.languages_added.is_empty() && told.languages_removed.is_empty());
    }

    #[test]
    fn a_language_that_goes_is_a_language_and_not_a_form() {
        let mut live = documented();
        live["listings"]["de-de"] = live["listings"]["en-us"].clone();
        let live = document(live);
        let mut gone = live.clone();
        gone.apply(&[Edit::remove(at("/listings/de-de"))]).unwrap();
        let told = changes_at(&live, &gone, &at("/listings/de-de"));
        assert_eq!(told.languages_removed, ["de-de"]);
        assert!(told.groups.iter().all(|group| group.kind == ChangeKind::Removed), "{told:#?}");
        assert!(told.groups.iter().any(|group| group.field == "description"));
    }

    #[test]
    fn a_setting_that_one_side_took_away_is_that_setting() {
        let live = document(documented());
        let mine = edited(&[Edit::remove(at("/pricing/trialPeriod"))]);
        let told = changes_at(&live, &mine, &at("/pricing/trialPeriod"));
        let fields: Vec<&str> = told.groups.iter().map(|group| group.field.as_str()).collect();
        assert_eq!(fields, ["trialPeriod"], "{told:#?}");
    }

    #[test]
    fn the_same_on_both_sides_is_nothing() {
        let live = document(documented());
        assert!(changes_at(&live, &live, &at("/pricing")).is_empty());
        assert!(changes_at(&live, &live, &at("/listings/en-us/baseListing/images/@order")).is_empty());
    }
}
