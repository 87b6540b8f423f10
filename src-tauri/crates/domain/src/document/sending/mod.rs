//! From a draft to the body of a PUT and the list of files that go with it.
//!
//! Two traps of the service decide the shape (windows-dev-docs `uwp/monetize/manage-app-submissions.md`, StoreBroker,
//! msstore-cli): a PUT replaces the whole submission, so the body starts from what the service has now; and an image or
//! package that is merely left out *stays*, so what the draft no longer has is sent back with `PendingDelete`. A language
//! that is left out is removed, and so, as far as anybody knows (UNVERIFIED), is a trailer: it has no `fileStatus` to say it
//! with. Reading files and writing the archive are not here (`vitrine-assets`).

mod align;
mod complete;
mod files;
mod names;
mod restore;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::merge::{resolve, resolve_mine};
use super::sites::same_option;
use super::{Choice, Difference, Document, Merged, Pointer, Unresolved, differences, is_services_own, merge};
use crate::FileId;
use align::{align, align_icons};
use complete::{complete_icons, complete_list};
use files::{file_lists, file_objects};

pub use names::upload_names;
pub use restore::{LeftOut, Restored, restore};

/// Where the bytes of a file come from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FileSource {
    /// The content store, by hash: the `$asset` of a picture.
    Asset(String),
    /// A file taken in: the `$file` of a package or a video.
    File(FileId),
}

/// One entry of the archive: flat, ASCII, unique without case. Several pictures of one content share an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedFile {
    pub name: String,
    pub source: FileSource,
    /// The packages, pictures and trailers of the document that name the entry.
    pub pointers: Vec<Pointer>,
}

/// A document whose new files carry the names they have in the archive, and those entries (none: no upload is needed).
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    pub document: Document,
    pub files: Vec<PlannedFile>,
}

/// Brings a draft onto what the service has now: the merged document, once [`upload_names`] has named its files, is what a
/// PUT sends. With conflicts it is not: [`rebase_choosing`] settles them first.
///
/// `base` is what the draft last knew of the service: the live submission it was started from. `theirs` is the fresh clone,
/// or the open submission read again after an earlier PUT of the same draft. Members that the service gave new ids (a clone
/// may) or that it knows from the earlier PUT are recognised by file name, so that nothing is doubled. What `theirs` holds
/// and the merge does not stands in the merged document with `PendingDelete`.
pub fn rebase(base: &Document, draft: &Document, theirs: &Document) -> Merged {
    let Met { mut merged, aligned } = meet(base, draft, theirs);
    complete(&mut merged.document, theirs, &aligned);
    merged
}

/// As [`rebase`], with a choice for every conflict.
pub fn rebase_choosing(
    base: &Document,
    draft: &Document,
    theirs: &Document,
    choices: &[Choice],
) -> Result<Document, Unresolved> {
    let Met { merged, aligned } = meet(base, draft, theirs);
    let mut document = resolve(merged, choices)?;
    complete(&mut document, theirs, &aligned);
    Ok(document)
}

/// The first submission of a product: nothing was ever published that both sides began from. What a person set in the
/// draft, seen from the `template` it was started from, wins over the service's defaults; the rest is the service's.
pub fn first_submission(template: &Document, draft: &Document, theirs: &Document) -> Document {
    let Met { merged, aligned } = meet(template, draft, theirs);
    let mut document = resolve_mine(merged);
    complete(&mut document, theirs, &aligned);
    document
}

/// As [`rebase`], for a draft that went on with an open submission which is gone: `base` is what that one said. Everything
/// that is not `live` is the draft's own then, the work of others in it included, because the draft holds it and was shown.
pub fn rebase_left(base: &Document, draft: &Document, live: &Document, theirs: &Document) -> Merged {
    let mut mine = upload_names(draft).document;
    let (mut began, renamed) = align(base, &mine, live);
    align_icons(base, &mine, &mut began);
    renamed.iter().for_each(|renamed| renamed.apply(&mut mine));
    rebase(&began, &mine, theirs)
}

/// An open submission that others changed, for the draft that goes on with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Followed {
    /// What it says by now, under the identities that the draft knows: the draft's next base.
    pub base: Document,
    pub merged: Merged,
}

/// What others changed in an open submission since `base`; `None` when that is nothing. What an earlier PUT of the same draft
/// left there is no news: a new file stands in the draft as it is known there, not once more as the service tells it.
pub fn follow(base: &Document, draft: &Document, theirs: &Document) -> Option<Followed> {
    let mine = upload_names(draft).document;
    let Met { mut merged, aligned } = meet(base, draft, theirs);
    let own: Vec<Pointer> = file_objects(&mine)
        .into_iter()
        .filter(|(kind, _, file)| kind.source(file).is_some())
        .map(|(_, at, _)| at)
        .collect();
    let is_own = |at: &Pointer| own.iter().any(|file| at.starts_with(file));
    for at in &own {
        if let (Some(there), Some(here)) = (merged.document.value_mut(at), mine.get(at)) {
            *there = here.clone();
        }
    }
    merged.conflicts.retain(|conflict| !is_own(&conflict.pointer));
    let is_news = |change: &Difference| {
        let at = &change.pointer;
        !is_services_own(at) && !is_own(at) && !same_option("", merged.document.get(at), mine.get(at))
    };
    let news = differences(base, &aligned).iter().any(is_news);
    (news || !merged.conflicts.is_empty()).then_some(Followed { base: aligned, merged })
}

struct Met {
    merged: Merged,
    /// What the service has, under the identities that the draft knows.
    aligned: Document,
}

fn meet(base: &Document, draft: &Document, theirs: &Document) -> Met {
    let (mut base, mut mine) = (base.clone(), upload_names(draft).document);
    let (mut aligned, renamed) = align(&base, &mine, theirs);
    align_icons(&base, &mine, &mut aligned);
    for document in [&mut base, &mut mine] {
        renamed.iter().for_each(|renamed| renamed.apply(document));
    }
    Met { merged: merge(&base, &mine, &aligned), aligned }
}

fn complete(document: &mut Document, theirs: &Document, aligned: &Document) {
    let lists = file_lists(theirs).into_iter().chain(file_lists(aligned)).chain(file_lists(document));
    for list in lists.collect::<BTreeSet<_>>() {
        // What the service marks is told as it stands there; the rest is followed under the identities of the draft.
        complete_list(&list, if list.kind.is_marked() { theirs } else { aligned }, document);
    }
    complete_icons(theirs, document);
}

#[cfg(test)]
mod restore_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_kinds;
