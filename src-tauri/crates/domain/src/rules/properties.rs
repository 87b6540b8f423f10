//! Category, hardware and declarations of an app.

use serde_json::Value;

use super::read::{is_on, text};
use crate::document::{Document, Pointer};
use crate::tables::{HARDWARE, category, is_game, is_known_category};
use crate::{Problem, codes};

pub(super) fn check(live: Option<&Document>, draft: &Document, problems: &mut Vec<Problem>) {
    the_category(live, draft, problems);
    hardware(live, draft, problems);
    let at = Pointer::of(["meetAccessibilityGuidelines"]);
    if is_on(draft, &at) && live.is_some_and(|live| !is_on(live, &at)) {
        problems.push(Problem::check(codes::DECLARATION_ACCESSIBILITY).at(at));
    }
}

fn the_category(live: Option<&Document>, draft: &Document, problems: &mut Vec<Problem>) {
    let at = Pointer::of(["applicationCategory"]);
    let value = text(draft, &at);
    let before = live.map(|live| text(live, &at)).filter(|before| is_chosen(before));
    if !is_chosen(value) {
        problems.push(Problem::check(codes::CATEGORY_MISSING).at(at));
        return;
    }
    match before.map(is_game) {
        Some(true) if !is_game(value) => {
            problems.push(Problem::must(codes::CATEGORY_GAME_LEFT).at(at));
            return;
        }
        Some(false) if is_game(value) => {
            problems.push(Problem::must(codes::CATEGORY_GAME_ENTERED).at(at));
            return;
        }
        _ => {}
    }
    if !is_known_category(value) {
        if before != Some(value) {
            problems.push(Problem::check(codes::CATEGORY_UNKNOWN).at(at).with("category", value));
        }
    } else if !is_game(value) && category(value).is_some_and(|row| has_unchosen(row.subcategories, value)) {
        problems.push(Problem::tip(codes::CATEGORY_SUBCATEGORY_NONE).at(at));
    }
}

fn has_unchosen(subcategories: &[&str], value: &str) -> bool {
    !subcategories.is_empty() && !subcategories.contains(&value)
}

fn is_chosen(category: &str) -> bool {
    !matches!(category, "" | "NotSet")
}

fn hardware(live: Option<&Document>, draft: &Document, problems: &mut Vec<Problem>) {
    let at = Pointer::of(["hardwarePreferences"]);
    let asked = |document: &Document| -> Vec<String> {
        let list = document.get(&at).and_then(Value::as_array);
        let texts = list.into_iter().flatten().filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    };
    let before = live.map(asked);
    let now = asked(draft);
    let is_new = |one: &String| before.as_ref().is_none_or(|before| !before.contains(one));
    for one in now.iter().filter(|one| is_new(one) && !HARDWARE.contains(&one.as_str())) {
        problems.push(Problem::check(codes::HARDWARE_UNKNOWN).at(at.clone()).with("hardware", one.as_str()));
    }
    // Customers without it are warned and cannot rate the product (StoreBroker: AppConfigTemplate.json).
    let added = now.iter().filter(|one| is_new(one)).count();
    if before.is_some() && added > 0 {
        problems.push(Problem::check(codes::HARDWARE_ADDED).at(at).with("count", added));
    }
}
