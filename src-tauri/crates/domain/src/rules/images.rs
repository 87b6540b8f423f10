//! The images of the listings: every file against its slot, and what a listing must and should show.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::StoreContext;
use super::limits::{CAPTION, code_points, length};
use super::packages::package_families;
use super::slots::{ADVISED_SCREENSHOTS, ImageSlot, SLOTS, SlotGroup, fits, slot};
use crate::document::{Document, Pointer};
use crate::facts::ImageFacts;
use crate::{Problem, Severity, codes};

/// The pictures with which a device family shows a product: the page calls those of Xbox required there and the wide one of
/// HoloLens useful. Packages for every family do not say that Xbox is meant.
const OF_FAMILIES: &[(&str, &str, Severity)] = &[
    ("Windows.Xbox", "StoreLogo9x16", Severity::Check),
    ("Windows.Xbox", "StoreLogoSquare", Severity::Check),
    ("Windows.Holographic", "PromotionalArtwork2400X1200", Severity::Tip),
];

pub(super) fn check(
    live: Option<&Document>,
    draft: &Document,
    context: &StoreContext,
    problems: &mut Vec<Problem>,
) {
    let families = package_families(draft, context);
    for language in draft.languages() {
        let at = Pointer::of(["listings", &language, "baseListing", "images"]);
        let images: Vec<_> = draft.members(&at).into_iter().filter(|(_, image)| !is_leaving(image)).collect();
        for (pointer, image) in &images {
            let known = live.is_some_and(|live| live.get(pointer).is_some());
            one(&language, pointer, image, known, context, problems);
        }
        together(&language, &at, &images, draft, &families, problems);
    }
}

/// An image with its place.
type Placed<'a> = (Pointer, &'a Map<String, Value>);

/// Marked to be deleted by the service.
pub(super) fn is_leaving(member: &Map<String, Value>) -> bool {
    status(member) == "PendingDelete"
}

pub(super) fn status(member: &Map<String, Value>) -> &str {
    member.get("fileStatus").and_then(Value::as_str).unwrap_or_default()
}

fn image_type(image: &Map<String, Value>) -> &str {
    image.get("imageType").and_then(Value::as_str).unwrap_or_default()
}

fn one(
    language: &str,
    pointer: &Pointer,
    image: &Map<String, Value>,
    known: bool,
    context: &StoreContext,
    problems: &mut Vec<Problem>,
) {
    let name = image_type(image);
    let asset = image.get("$asset").and_then(Value::as_str);
    match slot(name) {
        // What is live stays as it is: the service knew the type when it took the image.
        None | Some(ImageSlot { group: SlotGroup::Retired, .. }) if known => {}
        None => {
            problems.push(Problem::check(codes::IMAGE_SLOT_UNKNOWN).at(pointer.clone()).with("slot", name));
        }
        Some(slot) => {
            if slot.group == SlotGroup::Retired {
                problems.push(Problem::tip(codes::IMAGE_SLOT_RETIRED).at(pointer.clone()).with("slot", name));
            }
            let embedded = || image.get("$facts").and_then(|facts| ImageFacts::deserialize(facts).ok());
            let facts = asset.and_then(|hash| context.images.get(hash).cloned()).or_else(embedded);
            if let Some(facts) = facts.filter(|_| status(image) == "PendingUpload") {
                problems.extend(fits(slot, &facts).into_iter().map(|problem| problem.at(pointer.clone())));
            }
        }
    }
    if status(image) == "PendingUpload" && asset.is_none() {
        let file = image.get("fileName").and_then(Value::as_str).unwrap_or_default();
        problems.push(Problem::must(codes::ARCHIVE_FILE_MISSING).at(pointer.clone()).with("name", file));
    }
    let caption = image.get("description").and_then(Value::as_str).unwrap_or_default();
    if let Some(max) = CAPTION.max.filter(|max| length(caption) > *max) {
        let code = codes::IMAGE_CAPTION_TOOLONG;
        let problem = if code_points(caption) > max { Problem::must(code) } else { Problem::check(code) };
        let count = length(caption);
        let problem = problem.at(pointer.push("description")).with("language", language);
        problems.push(problem.with("count", count).with("max", max).with("over", count - max));
    }
}

fn together(
    language: &str,
    at: &Pointer,
    images: &[Placed<'_>],
    draft: &Document,
    families: &[String],
    problems: &mut Vec<Problem>,
) {
    let mut by_slot: BTreeMap<&str, Vec<&Placed<'_>>> = BTreeMap::new();
    for image in images {
        by_slot.entry(image_type(image.1)).or_default().push(image);
    }
    for slot in SLOTS {
        let Some(inside) = by_slot.get(slot.image_type) else { continue };
        count(language, at, slot, inside.len(), problems);
        for (number, (pointer, image)) in inside.iter().enumerate() {
            let asset = image.get("$asset").and_then(Value::as_str);
            if asset.is_some()
                && inside[..number]
                    .iter()
                    .any(|(_, other)| other.get("$asset").and_then(Value::as_str) == asset)
            {
                let problem = Problem::tip(codes::IMAGE_TWICE).at(pointer.clone()).with("language", language);
                problems.push(problem.with("slot", slot.image_type));
            }
        }
    }
    let screenshots =
        images.iter().filter(|(_, image)| slot(image_type(image)).is_some_and(ImageSlot::is_screenshot));
    match screenshots.count() {
        0 => {
            let problem = Problem::must(codes::IMAGE_SCREENSHOT_NONE).at(at.clone());
            problems.push(problem.with("language", language));
        }
        few if few < ADVISED_SCREENSHOTS => {
            let problem = Problem::tip(codes::IMAGE_SCREENSHOT_FEW).at(at.clone()).with("language", language);
            problems.push(problem.with("count", few).with("advised", ADVISED_SCREENSHOTS));
        }
        _ => {}
    }
    for (family, slot, severity) in OF_FAMILIES {
        if families.iter().any(|one| one == family) && !by_slot.contains_key(slot) {
            let problem = Problem { severity: *severity, ..Problem::check(codes::IMAGE_FAMILY_MISSING) };
            let problem = problem.at(at.clone()).with("language", language).with("slot", *slot);
            problems.push(problem.with("family", *family));
        }
    }
    let trailers = Pointer::of(["trailers"]);
    let shown = draft
        .members(&trailers)
        .iter()
        .any(|(trailer, _)| draft.get(&trailer.push("trailerAssets").push(language)).is_some());
    if shown && !by_slot.contains_key("PromotionalArt16x9") {
        problems.push(Problem::check(codes::IMAGE_HERO_MISSING).at(at.clone()).with("language", language));
    }
}

fn count(language: &str, at: &Pointer, slot: &ImageSlot, count: usize, problems: &mut Vec<Problem>) {
    let told = |problem: Problem| {
        let problem = problem.at(at.clone()).with("language", language).with("slot", slot.image_type);
        problem.with("count", count).with("max", slot.count)
    };
    if count > slot.count as usize {
        // The documents state how many screenshots a listing takes; for the other slots one is the portal's form.
        let code = codes::IMAGE_COUNT_TOOMANY;
        problems.push(told(if slot.group == SlotGroup::Screenshots {
            Problem::must(code)
        } else {
            Problem::check(code)
        }));
    } else if let Some(strict) = slot.strict_count.filter(|strict| count > *strict as usize) {
        problems.push(told(Problem::check(codes::IMAGE_COUNT_ABOVESTRICT)).with("strict", strict));
    }
}
