//! From a draft to the body of a PUT and the list of files that go with it.
//!
//! Two traps of the service decide the shape (windows-dev-docs `uwp/monetize/manage-app-submissions.md`, StoreBroker,
//! msstore-cli): a PUT replaces the whole submission, so the body starts from what the service has now; and an image or
//! package that is merely left out *stays*, so what the draft no longer has is sent back with `PendingDelete`. A language
//! that is left out is removed. Reading files and writing the archive are not here (`vitrine-assets`).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{Document, Merged, Pointer, identity, merge, name_member};
use crate::FileId;

/// Where the bytes of a file come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FileSource {
    /// The content store, by hash: the `$asset` of an image.
    Asset(String),
    /// A file taken in: the `$file` of a package.
    File(FileId),
}

/// One entry of the archive: flat, ASCII, unique without case. Several images of one content share an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedFile {
    pub name: String,
    pub source: FileSource,
    /// The images and packages of the document that name the entry.
    pub pointers: Vec<Pointer>,
}

/// A document whose new files carry the names they have in the archive, and those entries (none: no upload is needed).
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    pub document: Document,
    pub files: Vec<PlannedFile>,
}

/// Brings a draft onto what the service has now: the merged document, once its conflicts are resolved and
/// [`upload_names`] has named its files, is what a PUT sends.
///
/// `base` is what the draft last knew of the service: the live submission it was started from. `theirs` is the fresh clone,
/// or the open submission read again after an earlier PUT of the same draft. Members that the service gave new ids (a clone
/// may) or that it knows from the earlier PUT are recognised by file name, so that nothing is doubled. What `theirs` holds
/// and the merge does not stands in the merged document with `PendingDelete`.
pub fn rebase(base: &Document, draft: &Document, theirs: &Document) -> Merged {
    let (mut base, mut mine) = (base.clone(), upload_names(draft).document);
    let (aligned, renamed) = align(&base, &mine, theirs);
    for document in [&mut base, &mut mine] {
        renamed.iter().for_each(|renamed| renamed.apply(document));
    }
    let mut merged = merge(&base, &mine, &aligned);
    let lists = member_lists(theirs).into_iter().chain(member_lists(&merged.document));
    for list in lists.collect::<BTreeSet<_>>() {
        complete_list(&list, theirs, &mut merged.document);
    }
    merged
}

/// Names the files of every image and package of a document that is still to be uploaded. Deterministic: images are named
/// by their content, so that a name means the same bytes in every attempt; packages keep their own name, made plain.
/// Members without a source on this computer get no entry; the rules tell them.
pub fn upload_names(document: &Document) -> Named {
    let files = planned(document);
    let mut document = document.clone();
    write_names(&mut document, &files);
    Named { document, files }
}

fn planned(document: &Document) -> Vec<PlannedFile> {
    let mut files: Vec<PlannedFile> = Vec::new();
    let mut taken = BTreeSet::new();
    for list in member_lists(document) {
        for (pointer, member) in document.members(&list) {
            let Some(source) = source(member) else { continue };
            if let Some(known) = files.iter_mut().find(|file| file.source == source) {
                known.pointers.push(pointer);
                continue;
            }
            let own = member.get("fileName").and_then(Value::as_str).unwrap_or_default();
            let name = match &source {
                FileSource::Asset(hash) => image_name(hash, own),
                FileSource::File(_) => plain_name(own),
            };
            let name = unique(name, &mut taken);
            files.push(PlannedFile { name, source, pointers: vec![pointer] });
        }
    }
    files
}

/// Adds what the service needs to see of a list: the members to delete, and the two values every new package must carry.
/// A listing or platform that the document does not hold any more needs nothing: it goes as a whole.
fn complete_list(list: &Pointer, theirs: &Document, document: &mut Document) {
    let holder = list.parent().and_then(|holder| document.get(&holder));
    let Some(Value::Object(_)) = holder else { return };
    let mut members = match document.get(list) {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(members)) => members.clone(),
        Some(_) => return,
    };
    let mut leaving = Vec::new();
    for (at, theirs) in theirs.members(list) {
        let key = at.last().map(|key| key[1..].to_owned()).unwrap_or_default();
        let mut gone = Value::Object(theirs.clone());
        gone["fileStatus"] = json!("PendingDelete");
        let ours = members.iter_mut().find(|m| m.as_object().is_some_and(|m| is_counterpart(m, theirs)));
        match ours {
            None => leaving.push(gone),
            // A new file in the place of an old one: the old one goes, the new one comes without the service's id.
            Some(member) if member.as_object().is_some_and(is_pending) && !is_pending(theirs) => {
                let own = identity(member).unwrap_or(&key).to_owned();
                if let Value::Object(member) = member {
                    member.shift_remove("id");
                }
                name_member(member, &own);
                name_member(&mut gone, &format!("leaving-{key}"));
                leaving.push(gone);
            }
            Some(_) => {}
        }
    }
    if list.as_str() == "/applicationPackages" {
        for member in members.iter_mut().filter_map(Value::as_object_mut).filter(|member| is_pending(member))
        {
            for name in ["minimumDirectXVersion", "minimumSystemRam"] {
                member.entry(name).or_insert(json!("None"));
            }
        }
    }
    members.extend(leaving);
    if !members.is_empty()
        && let Some(place) = list_mut(document, list)
    {
        *place = Value::Array(members);
    }
}

/// The place of a list, made when its holder lacks it.
fn list_mut<'a>(document: &'a mut Document, list: &Pointer) -> Option<&'a mut Value> {
    let mut value = &mut document.0;
    let mut site = super::Site::Root;
    for name in list.segments() {
        let object = value.as_object_mut()?;
        let spelled = site.spelling(object, &name).map_or_else(|| name.to_string(), str::to_owned);
        value = object.entry(spelled).or_insert(Value::Null);
        site = site.below(&name);
    }
    Some(value)
}

/// The lists whose members are files, in the order of the document: packages, then the images of each language.
fn member_lists(document: &Document) -> Vec<Pointer> {
    let mut lists = vec![Pointer::of(["applicationPackages"])];
    for language in document.languages() {
        let listing = Pointer::of(["listings", &language]);
        lists.push(listing.push("baseListing").push("images"));
        let overrides = listing.push("platformOverrides");
        if let Some(Value::Object(platforms)) = document.get(&overrides) {
            let with_images = platforms.iter().filter(|(_, texts)| texts.get("images").is_some());
            lists.extend(with_images.map(|(platform, _)| overrides.push(platform).push("images")));
        }
    }
    lists
}

fn is_pending(member: &Map<String, Value>) -> bool {
    status(member) == "PendingUpload"
}

fn status(member: &Map<String, Value>) -> &str {
    text(member, "fileStatus")
}

fn text<'a>(member: &'a Map<String, Value>, name: &str) -> &'a str {
    member.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn source(member: &Map<String, Value>) -> Option<FileSource> {
    let local = |name: &str| Some(text(member, name)).filter(|value| !value.is_empty() && is_pending(member));
    let asset = local("$asset").map(|hash| FileSource::Asset(hash.to_owned()));
    asset.or_else(|| local("$file").map(|id| FileSource::File(FileId::new(id))))
}

/// The same file of the submission: by the service's id, else by name while there is none.
fn is_counterpart(ours: &Map<String, Value>, theirs: &Map<String, Value>) -> bool {
    match (text(ours, "id"), text(theirs, "id")) {
        ("", "") => {
            is_pending(ours) && is_pending(theirs) && text(ours, "fileName") == text(theirs, "fileName")
        }
        (a, b) if !a.is_empty() && !b.is_empty() => a == b,
        ("", _) => {
            is_pending(ours) && is_pending(theirs) && text(ours, "fileName") == text(theirs, "fileName")
        }
        _ => false,
    }
}

fn write_names(document: &mut Document, files: &[PlannedFile]) {
    let names: BTreeMap<&Pointer, &str> = files
        .iter()
        .flat_map(|file| file.pointers.iter().map(|pointer| (pointer, file.name.as_str())))
        .collect();
    for list in member_lists(document) {
        let Some(Value::Array(members)) = document.get(&list).cloned() else { continue };
        let named = members.into_iter().map(|mut member| {
            let pointer = identity(&member).map(|key| list.push(&format!("@{key}")));
            if let (Some(name), Some(object)) =
                (pointer.and_then(|at| names.get(&at)), member.as_object_mut())
            {
                object.insert("fileName".to_owned(), json!(name));
            }
            member
        });
        let named = Value::Array(named.collect());
        if let Some(place) = list_mut(document, &list) {
            *place = named;
        }
    }
}

/// A member that the service knows under a new id.
struct Renamed {
    list: Pointer,
    key: String,
    id: Value,
}

impl Renamed {
    /// Gives the member the new id under its old identity: an id that only the service changed is no change.
    fn apply(&self, document: &mut Document) {
        if document.get(&self.list).is_none() {
            return;
        }
        let Some(Value::Array(members)) = list_mut(document, &self.list) else { return };
        for member in members.iter_mut().filter(|member| identity(member) == Some(&self.key)) {
            member["id"] = self.id.clone();
            name_member(member, &self.key);
        }
    }
}

/// `theirs` with the identities of `base` and `mine` where a member is the same file under another name, and without the
/// marks that an earlier PUT left on what was to go.
fn align(base: &Document, mine: &Document, theirs: &Document) -> (Document, Vec<Renamed>) {
    let mut aligned = theirs.clone();
    let mut renamed = Vec::new();
    for list in member_lists(theirs) {
        let Some(Value::Array(members)) = aligned.get(&list).cloned() else { continue };
        let known: Vec<String> = members.iter().filter_map(identity).map(str::to_owned).collect();
        let free = |document: &Document| -> Vec<(String, Map<String, Value>)> {
            let all = document.members(&list).into_iter();
            let all = all.filter_map(|(at, member)| Some((at.last()?[1..].to_owned(), member.clone())));
            all.filter(|(key, _)| !known.contains(key)).collect()
        };
        let (mut in_base, mut in_mine) = (free(base), free(mine));
        let mut kept = Vec::with_capacity(members.len());
        for mut member in members {
            let Some(object) = member.as_object() else { continue };
            let mut key = identity(&member).unwrap_or_default().to_owned();
            let unknown = base.get(&list.push(&format!("@{key}"))).is_none();
            let pool = if is_pending(object) { &mut in_mine } else { &mut in_base };
            if let Some(at) = pool.iter().position(|(_, other)| unknown && is_same_file(other, object)) {
                let (known, other) = pool.swap_remove(at);
                if let (Some(id), true) = (object.get("id"), other.contains_key("id")) {
                    renamed.push(Renamed { list: list.clone(), key: known.clone(), id: id.clone() });
                }
                name_member(&mut member, &known);
                key = known;
            }
            if member["fileStatus"] == "PendingDelete" {
                // Only an earlier PUT of ours marks: what the draft says now decides.
                let Some(wanted) = mine.get(&list.push(&format!("@{key}"))) else { continue };
                member["fileStatus"] = wanted["fileStatus"].clone();
            }
            kept.push(member);
        }
        if let Some(place) = list_mut(&mut aligned, &list) {
            *place = Value::Array(kept);
        }
    }
    (aligned, renamed)
}

fn is_same_file(a: &Map<String, Value>, b: &Map<String, Value>) -> bool {
    let pending = is_pending(b);
    let same = |name: &str| text(a, name) == text(b, name);
    is_pending(a) == pending
        && !text(a, "fileName").is_empty()
        && same("fileName")
        && same("imageType")
        && (pending || (same("version") && same("architecture")))
}

/// `img-<hash>.png`: the first 16 digits of the content's hash say enough, [`unique`] sees to the rest.
fn image_name(hash: &str, own: &str) -> String {
    let digits: String = hash.chars().filter(char::is_ascii_alphanumeric).take(16).collect();
    let extension = own.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let known = extension.filter(|e| matches!(e.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "bmp"));
    format!("img-{}.{}", digits.to_ascii_lowercase(), known.as_deref().unwrap_or("png"))
}

/// Letters, digits, `-`, `_` and `.` only: which other characters the service takes is not documented. The end stays, it
/// says what the file is.
fn plain_name(own: &str) -> String {
    const LONGEST: usize = 120;
    let file = own.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = file
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' })
        .collect();
    let plain = plain.trim_start_matches(['.', '-']);
    let start = plain.len().saturating_sub(LONGEST);
    let plain = &plain[start..];
    if plain.is_empty() { "package".to_owned() } else { plain.to_owned() }
}

/// A number before the extension until no entry has the name.
fn unique(name: String, taken: &mut BTreeSet<String>) -> String {
    let (stem, extension) =
        name.rsplit_once('.').map_or((name.as_str(), String::new()), |(s, e)| (s, format!(".{e}")));
    let mut candidate = name.clone();
    let mut number = 2;
    while !taken.insert(candidate.to_ascii_lowercase()) {
        candidate = format!("{stem}-{number}{extension}");
        number += 1;
    }
    candidate
}

#[cfg(test)]
#[path = "sending_tests.rs"]
mod tests;
