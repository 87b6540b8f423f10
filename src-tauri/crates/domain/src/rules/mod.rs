//! The rules of a Store draft (app, add-on or flight): dated tables with their sources, and one function that turns a draft
//! and the facts about its files into problems.
//!
//! Blocking (*must*) is kept for limits that a document states for this API; where sources disagree or only a client knows
//! a limit, a problem is worth a look (*check*) or a *tip*. The rules never change a document and never cut a text.

mod add_on;
mod catalogue;
mod delivery;
mod flight;
mod game;
mod images;
mod languages;
pub mod limits;
mod listing;
mod options;
mod packages;
mod place;
mod price;
mod properties;
mod read;
mod sections;
pub mod slots;
mod trailers;
mod videos;
mod words;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::{Document, Pointer};
use crate::facts::{ImageFacts, PackageFacts, VideoFacts};
use crate::{FileId, Problem, SubmissionKind, codes};

pub use add_on::product_id_problems;
pub use catalogue::{RULES, Rule, rule};
pub use flight::flight_problems;
pub use languages::{document_name, is_store_language, language_codes};
pub use limits::{FieldLimit, field_limits, length};
pub use place::{Place, Section, language_of, place};
pub use sections::{SectionState, SectionStatus, sections};
pub use slots::{
    ADD_ON_ICON, ImageSlot, MAX_BYTES as MAX_IMAGE_BYTES, SLOTS, Size, SlotGroup, TRAILER_THUMBNAIL, Wanted,
    fits, slot, suggest_slot,
};
pub use videos::{MAX_VIDEO_BYTES, VIDEO_SIZE, video_fits};

/// What Partner Center says about the product. An empty text is unknown and judged by no rule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StoreProduct {
    /// `primaryName`: the one reserved name that the service returns.
    pub name: String,
    /// `packageIdentityName`.
    pub identity_name: String,
    /// `publisherName`, for example `CN=…`.
    pub publisher: String,
    /// `packageFamilyName`.
    pub family_name: String,
}

/// Everything the rules need beside the documents.
#[derive(Debug, Clone)]
pub struct StoreContext {
    pub product: StoreProduct,
    /// Facts of images by the content hash in `$asset`; a `$facts` member in the image serves as well.
    pub images: BTreeMap<String, ImageFacts>,
    /// Facts of packages by the `$file` of the package; a `$facts` member in the package serves as well.
    pub packages: BTreeMap<FileId, PackageFacts>,
    /// Facts of videos by the `$file` of the trailer; a `$facts` member in the trailer serves as well.
    pub videos: BTreeMap<FileId, VideoFacts>,
    /// Images, packages and trailers whose file is not where it was.
    pub missing: BTreeSet<Pointer>,
    /// Images, packages and trailers whose file is not what it was when its facts were read.
    pub changed: BTreeSet<Pointer>,
    pub now: Timestamp,
}

impl StoreContext {
    /// A context that knows nothing about files yet.
    pub fn new(product: StoreProduct, now: Timestamp) -> Self {
        Self {
            product,
            images: BTreeMap::new(),
            packages: BTreeMap::new(),
            videos: BTreeMap::new(),
            missing: BTreeSet::new(),
            changed: BTreeSet::new(),
            now,
        }
    }
}

/// All problems of a draft, worst first, then in the order of the sections; within one, languages are in alphabetical
/// order. `live` is what the Store has now, absent before the first publication.
pub fn check_draft(
    kind: SubmissionKind,
    live: Option<&Document>,
    draft: &Document,
    context: &StoreContext,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let Some(list) = package_list(kind) {
        packages::check(list, live, draft, context, &mut problems);
    }
    if kind == SubmissionKind::App {
        listing::check(live, draft, context, &mut problems);
        images::check(live, draft, context, &mut problems);
        videos::check(draft, context, &mut problems);
        trailers::check(live, draft, context, &mut problems);
        properties::check(live, draft, &mut problems);
        game::check(live, draft, &mut problems);
    }
    if kind == SubmissionKind::AddOn {
        add_on::check(live, draft, context, &mut problems);
    } else {
        delivery::check(live, draft, context, &mut problems);
    }
    if kind != SubmissionKind::Flight {
        price::check(live, draft, &mut problems);
    }
    options::check(live, draft, context, &mut problems);
    files(draft, context, &mut problems);
    problems.sort_by_cached_key(|problem| {
        let section =
            Pointer::parse(&problem.pointer).map_or(Section::Other, |pointer| place(&pointer).section);
        (problem.severity, section)
    });
    problems
}

/// The member that holds the packages of a submission; `None` when the kind has none.
pub fn package_list(kind: SubmissionKind) -> Option<&'static str> {
    match kind {
        SubmissionKind::App => Some("applicationPackages"),
        SubmissionKind::Flight => Some("flightPackages"),
        SubmissionKind::AddOn => None,
    }
}

/// Files that were deleted or changed after they were taken in.
fn files(draft: &Document, context: &StoreContext, problems: &mut Vec<Problem>) {
    let missing = context.missing.iter().map(|pointer| (pointer, codes::ARCHIVE_FILE_MISSING));
    let changed = context.changed.iter().map(|pointer| (pointer, codes::ARCHIVE_FILE_CHANGED));
    for (pointer, code) in missing.chain(changed) {
        let Some(member) = draft.get(pointer) else { continue };
        let name = ["fileName", "videoFileName"].iter().find_map(|name| member[*name].as_str());
        let name = name.unwrap_or_default();
        problems.push(Problem::must(code).at(pointer.clone()).with("name", name));
    }
}
