//! What only an add-on has: its words and icon, what is sold, and the id that it is created with.
//!
//! What must be filled in: windows-dev-docs `add-on/create-app-submission.md` (the checklist). Price, markets and options
//! are judged with those of apps.

use serde::Deserialize;
use serde_json::Value;

use super::StoreContext;
use super::images::status;
use super::limits::{
    ADD_ON_DESCRIPTION, ADD_ON_KEYWORDS, ADD_ON_PRODUCT_ID, ADD_ON_TAG, ADD_ON_TITLE, FieldLimit,
    code_points, length,
};
use super::listing;
use super::read::{is_live, text};
use super::slots::{ADD_ON_ICON, fits};
use super::words::Words;
use crate::document::{Document, Pointer};
use crate::facts::ImageFacts;
use crate::tables::{CONTENT_TYPES, LIFETIMES};
use crate::{Problem, Severity, codes};

pub(super) fn check(
    live: Option<&Document>,
    draft: &Document,
    context: &StoreContext,
    problems: &mut Vec<Problem>,
) {
    listing::languages(live, draft, problems);
    for language in draft.languages() {
        words(&language, draft, problems);
        icon(&language, draft, context, problems);
    }
    sold(live, draft, problems);
    let at = Pointer::of(["keywords"]);
    if !is_live(live, draft, &at) {
        keywords(&at, draft, problems);
    }
    let at = Pointer::of(["tag"]);
    if !is_live(live, draft, &at) {
        problems.extend(too_long(&ADD_ON_TAG, codes::ADDON_TAG_TOOLONG, text(draft, &at)).map(|p| p.at(at)));
    }
}

fn words(language: &str, draft: &Document, problems: &mut Vec<Problem>) {
    let listing = Pointer::of(["listings", language]);
    let title = listing.push("title");
    if text(draft, &title).trim().is_empty() {
        let problem = Problem::must(codes::ADDON_TITLE_MISSING).at(title.clone());
        problems.push(problem.with("language", language));
    }
    for (limit, pointer) in [(&ADD_ON_TITLE, title), (&ADD_ON_DESCRIPTION, listing.push("description"))] {
        Words { limit, language, pointer: &pointer, problems }.check(draft.get(&pointer));
    }
}

fn icon(language: &str, draft: &Document, context: &StoreContext, problems: &mut Vec<Problem>) {
    let at = Pointer::of(["listings", language, "icon"]);
    let Some(icon) = draft.get(&at).and_then(Value::as_object) else { return };
    if status(icon) != "PendingUpload" {
        return;
    }
    let Some(asset) = icon.get("$asset").and_then(Value::as_str) else {
        let name = icon.get("fileName").and_then(Value::as_str).unwrap_or_default();
        problems.push(Problem::must(codes::ARCHIVE_FILE_MISSING).at(at).with("name", name));
        return;
    };
    let embedded = || icon.get("$facts").and_then(|facts| ImageFacts::deserialize(facts).ok());
    let facts = context.images.get(asset).cloned().or_else(embedded);
    for problem in facts.iter().flat_map(|facts| fits(&ADD_ON_ICON, facts)) {
        problems.push(problem.at(at.clone()));
    }
}

fn sold(live: Option<&Document>, draft: &Document, problems: &mut Vec<Problem>) {
    let at = Pointer::of(["contentType"]);
    let content = text(draft, &at);
    let told = match content {
        "" | "NotSet" => Some(Problem::must(codes::ADDON_CONTENT_MISSING)),
        known if CONTENT_TYPES.contains(&known) => None,
        unknown => Some(Problem::check(codes::ADDON_CONTENT_UNKNOWN).with("content", unknown)),
    };
    problems.extend(told.filter(|_| !is_live(live, draft, &at)).map(|problem| problem.at(at.clone())));
    // Only durable add-ons have a lifetime, and no submission tells the type: a missing one is not judged.
    let at = Pointer::of(["lifetime"]);
    let lifetime = text(draft, &at);
    if !lifetime.is_empty() && !LIFETIMES.contains(&lifetime) && !is_live(live, draft, &at) {
        problems.push(Problem::check(codes::ADDON_LIFETIME_UNKNOWN).at(at).with("lifetime", lifetime));
    }
}

fn keywords(at: &Pointer, draft: &Document, problems: &mut Vec<Problem>) {
    let Some(list) = draft.get(at).and_then(Value::as_array) else { return };
    let words: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
    if let Some(max) = ADD_ON_KEYWORDS.items.filter(|max| words.len() > *max as usize) {
        let problem = Problem::must(codes::ADDON_KEYWORDS_TOOMANY).at(at.clone());
        problems.push(problem.with("count", words.len()).with("max", max));
    }
    let one = FieldLimit { max: ADD_ON_KEYWORDS.item_max, ..ADD_ON_KEYWORDS };
    for (number, word) in words.iter().enumerate() {
        let at = at.push(&number.to_string());
        let long = too_long(&one, codes::ADDON_KEYWORD_TOOLONG, word);
        problems.extend(long.map(|problem| problem.at(at.clone()).with("number", number + 1)));
        let same = |other: &&str| other.trim().to_lowercase() == word.trim().to_lowercase();
        if !word.trim().is_empty() && words[..number].iter().any(same) {
            let problem = Problem::check(codes::ADDON_KEYWORD_REPEATED).at(at);
            problems.push(problem.with("term", word.trim()));
        }
    }
}

/// Sure only when it is too long in both ways of counting.
fn too_long(limit: &FieldLimit, code: &str, text: &str) -> Option<Problem> {
    let (max, count) = (limit.max?, length(text));
    let severity = if code_points(text) > max { Severity::Must } else { Severity::Check };
    let problem = Problem { severity, ..Problem::check(code) };
    (count > max).then(|| problem.with("count", count).with("max", max).with("over", count - max))
}

/// What Partner Center does not take in the id of an add-on (windows-uwp: `publish/set-your-add-on-product-id.md`).
const REFUSED: &[char] = &['<', '>', '*', '%', '&', ':', '\\', '?', '+', ','];

/// What is wrong with the id that a new add-on shall have, for the form that creates it; the place is `/productId`. That
/// the id is not taken already only the service can tell.
pub fn product_id_problems(id: &str) -> Vec<Problem> {
    let at = Pointer::of(["productId"]);
    let mut problems = Vec::new();
    if id.trim().is_empty() {
        problems.push(Problem::must(codes::ADDON_PRODUCTID_MISSING).at(at.clone()));
    }
    problems.extend(too_long(&ADD_ON_PRODUCT_ID, codes::ADDON_PRODUCTID_TOOLONG, id));
    let mut found: Vec<char> = id.chars().filter(|one| REFUSED.contains(one) || one.is_control()).collect();
    found.sort_unstable();
    found.dedup();
    if !found.is_empty() {
        let shown: Vec<String> = found
            .iter()
            .map(|one| if one.is_control() { format!("U+{:04X}", u32::from(*one)) } else { one.to_string() })
            .collect();
        let problem = Problem::must(codes::ADDON_PRODUCTID_CHARACTERS);
        problems.push(problem.with("characters", shown.join(" ")));
    }
    problems.into_iter().map(|problem| problem.at(at.clone())).collect()
}
