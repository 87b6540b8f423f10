//! The names that new files have in the archive: flat, plain ASCII, unique without case.
//!
//! Deterministic, so that a name means the same bytes in every attempt. Pictures are named by their content. A video keeps
//! its own name, the only thing of it that Microsoft hands back, with a mark of the file that was taken in: trailers carry
//! no status, and a new video must never be taken for the one that it replaces. Packages keep their own name.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Value, json};

use super::files::{FileKind, file_objects};
use super::{FileSource, Named, PlannedFile};
use crate::document::Document;

/// Names the files of every package, picture and trailer of a document that is still to be uploaded. Objects without a
/// source on this computer get no entry; the rules tell them.
pub fn upload_names(document: &Document) -> Named {
    let mut files: Vec<PlannedFile> = Vec::new();
    let mut known: HashMap<FileSource, usize> = HashMap::new();
    let mut taken = BTreeSet::new();
    let mut named = document.clone();
    for (kind, pointer, object) in file_objects(document) {
        let Some(source) = kind.source(object) else { continue };
        let at = *known.entry(source.clone()).or_insert_with(|| {
            let name = match &source {
                FileSource::Asset(hash) => picture_name(hash, kind.name(object)),
                FileSource::File(id) if kind == FileKind::Trailer => {
                    video_name(id.as_str(), kind.name(object))
                }
                FileSource::File(_) => plain_name(kind.name(object)),
            };
            files.push(PlannedFile { name: unique(name, &mut taken), source, pointers: Vec::new() });
            files.len() - 1
        });
        if let Some(Value::Object(object)) = named.value_mut(&pointer) {
            object.insert(kind.name_member().to_owned(), json!(files[at].name));
        }
        files[at].pointers.push(pointer);
    }
    Named { document: named, files }
}

/// `img-<hash>.png`: the first 16 digits of the content's hash say enough, [`unique`] sees to the rest.
fn picture_name(hash: &str, own: &str) -> String {
    let digits: String = hash.chars().filter(char::is_ascii_alphanumeric).take(16).collect();
    let extension = own.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let known = extension.filter(|e| matches!(e.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "bmp"));
    format!("img-{}.{}", digits.to_ascii_lowercase(), known.as_deref().unwrap_or("png"))
}

/// `<own name>-<mark>.mp4`. The name may be one that this function made in an earlier attempt: the mark is not doubled.
fn video_name(id: &str, own: &str) -> String {
    const MARK: usize = 8;
    let plain: Vec<char> = id.chars().filter(char::is_ascii_alphanumeric).collect();
    // The end of a uuid of version 7 is random, its beginning a time.
    let mark: String = plain[plain.len().saturating_sub(MARK)..].iter().collect();
    let own = plain_name(own);
    let (stem, extension) = own.rsplit_once('.').unwrap_or((&own, "mp4"));
    let stem = stem.strip_suffix(&format!("-{mark}")).unwrap_or(stem);
    format!("{stem}-{mark}.{extension}")
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
