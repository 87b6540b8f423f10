//! What a body must say beyond the draft: which files go, and what every new package has to carry.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::files::{FileKind, FileList, icons, is_pending, text};
use crate::document::{Document, Pointer, identity, name_member};

/// Adds what the service needs to see of a list: the members to delete, and the two values every new package must carry.
/// A listing or platform that the document does not hold any more needs nothing: it goes as a whole.
pub(super) fn complete_list(list: &FileList, theirs: &Document, document: &mut Document) {
    let FileList { kind, at } = list;
    let holder = at.parent().and_then(|holder| document.get(&holder));
    let Some(Value::Object(_)) = holder else { return };
    let mut members = match document.get(at) {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(members)) => members.clone(),
        Some(_) => return,
    };
    let mut leaving = Vec::new();
    let mut followed = HashSet::new();
    for (pointer, theirs) in theirs.members(at) {
        let key = pointer.last().map(|key| key[1..].to_owned()).unwrap_or_default();
        let ours = members.iter_mut().enumerate().find(|(place, member)| {
            let same = identity(member) == Some(&key)
                || member.as_object().is_some_and(|member| is_same_file(*kind, member, theirs));
            same && !followed.contains(place)
        });
        let ours = ours.map(|(place, member)| {
            followed.insert(place);
            member
        });
        match ours {
            // What was announced and has no id yet is only left out: there is nothing to name it by.
            None if is_pending(theirs) && id(theirs).is_none() => {}
            None => leaving.extend(kind.is_marked().then(|| marked(theirs))),
            // A new file in the place of an old one: the old one goes, the new one comes without the service's ids.
            Some(member) if member.as_object().is_some_and(|member| replaces(*kind, member, theirs)) => {
                let own = identity(member).unwrap_or(&key).to_owned();
                if let Value::Object(member) = member {
                    member.shift_remove("id");
                    member.shift_remove("videoFileId");
                }
                name_member(member, &own);
                if kind.is_marked() {
                    let mut gone = marked(theirs);
                    name_member(&mut gone, &format!("leaving-{key}"));
                    leaving.push(gone);
                }
            }
            Some(_) => {}
        }
    }
    if *kind == FileKind::Package {
        for member in members.iter_mut().filter_map(Value::as_object_mut).filter(|member| is_pending(member))
        {
            for name in ["minimumDirectXVersion", "minimumSystemRam"] {
                let value = member.entry(name).or_insert(Value::Null);
                if value.is_null() {
                    *value = json!("None");
                }
            }
        }
    }
    members.extend(leaving);
    if members.is_empty() {
        return;
    }
    let (Some(holder), Some(name)) = (at.parent(), at.last()) else { return };
    if let Some(Value::Object(holder)) = document.value_mut(&holder) {
        holder.insert(name.into_owned(), Value::Array(members));
    }
}

/// An icon that the draft took out is sent back to be deleted: what a PUT leaves out may stay, as other pictures do.
pub(super) fn complete_icons(theirs: &Document, document: &mut Document) {
    let leaving: Vec<(Pointer, Value)> = icons(theirs)
        .into_iter()
        .filter(|(at, icon)| {
            !FileKind::Icon.name(icon).is_empty() && !is_pending(icon) && is_taken_out(document, at)
        })
        .map(|(at, icon)| (at, marked(icon)))
        .collect();
    for (at, gone) in leaving {
        if let Some(Value::Object(listing)) = at.parent().and_then(|listing| document.value_mut(&listing)) {
            listing.insert("icon".to_owned(), gone);
        }
    }
}

fn is_taken_out(document: &Document, icon: &Pointer) -> bool {
    document.get(icon).is_none_or(Value::is_null)
}

fn marked(theirs: &Map<String, Value>) -> Value {
    let mut gone = Value::Object(theirs.clone());
    gone["fileStatus"] = json!("PendingDelete");
    gone
}

/// The same file of the submission: by the service's id, else by name where it gave none.
fn is_same_file(kind: FileKind, ours: &Map<String, Value>, theirs: &Map<String, Value>) -> bool {
    match (id(ours), id(theirs)) {
        (Some(ours), theirs) => Some(ours) == theirs,
        (None, Some(_)) if !kind.is_new(ours) => false,
        (None, _) => {
            let as_new = !kind.is_marked() || is_pending(ours) == is_pending(theirs);
            as_new
                && kind.name(ours) == kind.name(theirs)
                && text(ours, "imageType") == text(theirs, "imageType")
        }
    }
}

/// The id that the service gave. It is a text in every documented payload; a number names as well.
fn id(file: &Map<String, Value>) -> Option<&Value> {
    file.get("id").filter(|id| id.is_number() || id.as_str().is_some_and(|id| !id.is_empty()))
}

/// Whether a new file of ours stands in the place of another file of theirs.
fn replaces(kind: FileKind, ours: &Map<String, Value>, theirs: &Map<String, Value>) -> bool {
    kind.is_new(ours)
        && if kind.is_marked() { !is_pending(theirs) } else { kind.name(ours) != kind.name(theirs) }
}
