//! Telling the files of two submissions apart when the service gave them new ids, or none yet: what the draft calls by one
//! name has to be found again under that name.

use serde_json::{Map, Value};

use super::files::{FileKind, FileList, icons, is_pending, outer_lists, text, thumbnail_lists};
use crate::document::{Document, Pointer, identity, name_member};

/// A member that the service knows under a new id.
pub(super) struct Renamed {
    list: Pointer,
    key: String,
    id: Value,
}

impl Renamed {
    /// Gives the member the new id under its old identity: an id that only the service changed is no change.
    pub fn apply(&self, document: &mut Document) {
        if let Some(member) = document.value_mut(&self.list.push(&format!("@{}", self.key))) {
            member["id"] = self.id.clone();
            name_member(member, &self.key);
        }
    }
}

/// `theirs` with the identities of `base` and `mine` where a member is the same file under another name, and without what an
/// earlier PUT left behind: marks on what was to go, and new files that the draft no longer has. Their bytes would have to
/// be in the archive that goes now.
///
/// A trailer that neither side knows stays: nothing tells who put it there, and leaving one out removes it.
pub(super) fn align(base: &Document, mine: &Document, theirs: &Document) -> (Document, Vec<Renamed>) {
    let mut aligned = theirs.clone();
    let mut renamed = Vec::new();
    for list in outer_lists(theirs) {
        align_list(&list, base, mine, &mut aligned, &mut renamed);
    }
    // Thumbnails are found under the identity that their trailer has by now.
    for list in thumbnail_lists(&aligned) {
        align_list(&list, base, mine, &mut aligned, &mut renamed);
    }
    (aligned, renamed)
}

fn align_list(
    list: &FileList,
    base: &Document,
    mine: &Document,
    aligned: &mut Document,
    renamed: &mut Vec<Renamed>,
) {
    let FileList { kind, at: list } = list;
    let known: Vec<String> = aligned.order(list).unwrap_or_default();
    let Some(Value::Array(members)) = aligned.value_mut(list) else { return };
    if !members.iter().all(Value::is_object) {
        return;
    }
    let free = |document: &Document| -> Vec<(String, Map<String, Value>)> {
        let all = document.members(list).into_iter();
        let all = all.filter_map(|(at, member)| Some((at.last()?[1..].to_owned(), member.clone())));
        all.filter(|(key, _)| !known.contains(key)).collect()
    };
    let (mut in_base, mut in_mine) = (free(base), free(mine));
    members.retain_mut(|member| {
        let Some(object) = member.as_object() else { return true };
        let mut key = identity(member).unwrap_or_default().to_owned();
        let new = is_pending(object);
        if base.get(&list.push(&format!("@{key}"))).is_none() {
            // Without a status a new file looks like any other: the names of new videos and pictures are their own.
            let pools = match (kind.is_marked(), new) {
                (true, true) => vec![&mut in_mine],
                (true, false) => vec![&mut in_base],
                (false, _) => vec![&mut in_base, &mut in_mine],
            };
            let found = pools.into_iter().find_map(|pool| {
                let at = pool.iter().position(|(_, other)| is_same_file(*kind, other, object))?;
                Some(pool.swap_remove(at))
            });
            if let Some((known, other)) = found {
                in_mine.retain(|(key, _)| *key != known);
                if let (Some(id), true) = (object.get("id"), other.contains_key("id")) {
                    renamed.push(Renamed { list: list.clone(), key: known.clone(), id: id.clone() });
                }
                name_member(member, &known);
                key = known;
            }
        }
        let wanted = mine.get(&list.push(&format!("@{key}")));
        if kind.is_marked() && member["fileStatus"] == "PendingDelete" {
            // Only an earlier PUT of ours marks: what the draft says now decides.
            let Some(wanted) = wanted else { return false };
            if let Value::Object(member) = member {
                match wanted.get("fileStatus") {
                    Some(status) => drop(member.insert("fileStatus".to_owned(), status.clone())),
                    None => drop(member.shift_remove("fileStatus")),
                }
            }
        }
        !(kind.is_marked() && new && wanted.is_none())
    });
}

/// As [`align`], for the icons of an add-on: each is one object, and an earlier PUT may have written over it.
pub(super) fn align_icons(base: &Document, mine: &Document, aligned: &mut Document) {
    let left: Vec<Pointer> = icons(aligned)
        .into_iter()
        .filter(|(at, icon)| {
            let wanted = mine.get(at).and_then(Value::as_object);
            let same = wanted.is_some_and(|mine| text(mine, "fileName") == text(icon, "fileName"));
            text(icon, "fileStatus") == "PendingDelete" || (is_pending(icon) && !same)
        })
        .map(|(at, _)| at)
        .collect();
    for at in left {
        let before = base.get(&at).cloned();
        if let Some(Value::Object(listing)) = at.parent().and_then(|listing| aligned.value_mut(&listing)) {
            match before {
                Some(before) => drop(listing.insert("icon".to_owned(), before)),
                None => drop(listing.shift_remove("icon")),
            }
        }
    }
}

pub(super) fn is_same_file(kind: FileKind, a: &Map<String, Value>, b: &Map<String, Value>) -> bool {
    let same = |name: &str| text(a, name) == text(b, name);
    if kind.name(a).is_empty() || kind.name(a) != kind.name(b) {
        return false;
    }
    let pending = is_pending(b);
    !kind.is_marked()
        || is_pending(a) == pending
            && same("imageType")
            && (pending || (same("version") && same("architecture")))
}
