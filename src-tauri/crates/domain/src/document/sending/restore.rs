//! A kept submission brought back: every field, and every file whose bytes this computer can send again.
//!
//! No service hands out the bytes of a file (windows-dev-docs `uwp/monetize/manage-app-submissions.md` returns names and
//! statuses only). A file of a kept submission therefore comes back when the draft still refers to the same one at Microsoft,
//! or when it was sent from here and lies in the content store. A list with a file that does neither stays as the draft has
//! it: half a list would drop what is there now.

use serde_json::{Map, Value, json};

use super::align::is_same_file;
use super::files::{FileKind, FileList, icons, is_pending, outer_lists, text, thumbnail_lists};
use super::{FileSource, PlannedFile};
use crate::document::{Document, Pointer, identity, name_member};

/// A kept submission as a draft can hold it.
#[derive(Debug, Clone, PartialEq)]
pub struct Restored {
    pub document: Document,
    pub left_out: Vec<LeftOut>,
}

/// A list, or an icon, that stays as the draft has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    pub pointer: Pointer,
    /// The files of it whose bytes are nowhere within reach.
    pub names: Vec<String>,
}

/// Where the bytes of a file are, and what the draft notes beside it; nothing when they are gone.
pub type Facts<'a> = &'a dyn Fn(&FileSource) -> Option<Value>;

/// Brings `kept` onto the identities and files of `present`. `sent` are the entries of the archive that went with the kept
/// submission, when this computer sent it.
pub fn restore(kept: &Document, sent: &[PlannedFile], present: &Document, facts: Facts<'_>) -> Restored {
    let mut restored = Restored { document: kept.clone(), left_out: Vec::new() };
    let scene = Scene { sent, present, facts };
    for list in outer_lists(kept) {
        scene.list(&list, &mut restored);
    }
    // Under the identities that their trailers have by now.
    for list in thumbnail_lists(&restored.document) {
        scene.list(&list, &mut restored);
    }
    let icons: Vec<Pointer> = icons(&restored.document).into_iter().map(|(at, _)| at).collect();
    for at in icons {
        scene.icon(&at, &mut restored);
    }
    restored
}

struct Scene<'a> {
    sent: &'a [PlannedFile],
    present: &'a Document,
    facts: Facts<'a>,
}

/// What becomes of one file.
enum Fate {
    /// The draft refers to the same file under this identity.
    There(String, Map<String, Value>),
    /// Its bytes are here.
    Here(FileSource, Value),
    /// It was marked to go.
    Going,
    Lost,
}

impl Scene<'_> {
    fn list(&self, FileList { kind, at }: &FileList, restored: &mut Restored) {
        let known = self.present.members(at);
        let known: Vec<(String, &Map<String, Value>)> = known
            .into_iter()
            .filter_map(|(pointer, member)| Some((pointer.last()?[1..].to_owned(), member)))
            .collect();
        let Some(Value::Array(members)) = restored.document.value_mut(at) else { return };
        let (mut kept, mut lost) = (Vec::with_capacity(members.len()), Vec::new());
        for mut member in std::mem::take(members) {
            let key = identity(&member).unwrap_or_default().to_owned();
            let Some(object) = member.as_object_mut() else {
                kept.push(member);
                continue;
            };
            match self.fate(*kind, &key, object, &known) {
                Fate::Going => continue,
                Fate::Lost => lost.push(file_name(*kind, object)),
                Fate::There(key, present) => {
                    take_file(*kind, object, &present);
                    name_member(&mut member, &key);
                }
                Fate::Here(source, facts) => {
                    send_again(*kind, object, &source, facts);
                    name_member(&mut member, &key);
                }
            }
            kept.push(member);
        }
        if lost.is_empty() {
            *members = kept;
            return;
        }
        let present = self.present.get(at).cloned().unwrap_or_else(|| json!([]));
        *members = present.as_array().cloned().unwrap_or_default();
        restored.left_out.push(LeftOut { pointer: at.clone(), names: lost });
    }

    fn icon(&self, at: &Pointer, restored: &mut Restored) {
        let present = self.present.get(at).and_then(Value::as_object);
        let known: Vec<(String, &Map<String, Value>)> =
            present.map(|icon| (String::new(), icon)).into_iter().collect();
        let Some(Value::Object(icon)) = restored.document.value_mut(at) else { return };
        let lost = match self.fate(FileKind::Icon, "", icon, &known) {
            Fate::There(_, present) => return take_file(FileKind::Icon, icon, &present),
            Fate::Here(source, facts) => return send_again(FileKind::Icon, icon, &source, facts),
            Fate::Going => Vec::new(),
            Fate::Lost => vec![file_name(FileKind::Icon, icon)],
        };
        let present = present.cloned();
        if let Some(Value::Object(listing)) = at.parent().and_then(|up| restored.document.value_mut(&up)) {
            match present.filter(|_| !lost.is_empty()) {
                Some(present) => drop(listing.insert("icon".to_owned(), Value::Object(present))),
                None => drop(listing.shift_remove("icon")),
            }
        }
        if !lost.is_empty() {
            restored.left_out.push(LeftOut { pointer: at.clone(), names: lost });
        }
    }

    fn fate(
        &self,
        kind: FileKind,
        key: &str,
        object: &Map<String, Value>,
        known: &[(String, &Map<String, Value>)],
    ) -> Fate {
        if kind.is_marked() && text(object, "fileStatus") == "PendingDelete" {
            return Fate::Going;
        }
        let by_key = known.iter().filter(|(other, _)| !key.is_empty() && other == key);
        let by_file = known.iter().filter(|(_, member)| {
            // What still waits for its upload is the same only when it is the same bytes.
            !is_pending(member) && !is_pending(object) && is_same_file(kind, member, object)
        });
        if let Some((key, member)) = by_key.chain(by_file).next() {
            return Fate::There(key.clone(), (*member).clone());
        }
        let name = kind.name(object);
        let source = kind
            .local(object)
            .or_else(|| self.sent.iter().find(|entry| entry.name == name).map(|entry| entry.source.clone()));
        match source.and_then(|source| Some(((self.facts)(&source)?, source))) {
            Some((facts, source)) => Fate::Here(source, facts),
            None => Fate::Lost,
        }
    }
}

/// The file as the draft refers to it; the words beside it stay those of the kept one.
fn take_file(kind: FileKind, object: &mut Map<String, Value>, present: &Map<String, Value>) {
    let status = text(present, "fileStatus");
    for name in [kind.name_member(), "id", "videoFileId", "fileStatus", "$asset", "$file", "$facts"] {
        match present.get(name) {
            // Marked to go in the draft, and wanted back.
            Some(_) if name == "fileStatus" && status == "PendingDelete" => {}
            Some(value) => drop(object.insert(name.to_owned(), value.clone())),
            None => drop(object.shift_remove(name)),
        }
    }
}

/// A file that goes to Microsoft once more: without the ids that the deleted submission had.
fn send_again(kind: FileKind, object: &mut Map<String, Value>, source: &FileSource, facts: Value) {
    for name in ["id", "videoFileId", "$asset", "$file"] {
        object.shift_remove(name);
    }
    if kind.is_marked() {
        object.insert("fileStatus".to_owned(), json!("PendingUpload"));
    }
    match source {
        FileSource::Asset(hash) => object.insert("$asset".to_owned(), json!(hash)),
        FileSource::File(id) => object.insert("$file".to_owned(), json!(id)),
    };
    object.insert("$facts".to_owned(), facts);
}

fn file_name(kind: FileKind, object: &Map<String, Value>) -> String {
    let name = kind.name(object);
    name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned()
}
