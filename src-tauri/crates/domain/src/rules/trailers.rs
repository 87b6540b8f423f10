//! Trailers: how many, in which languages, and the one thumbnail of each. The video itself is judged in `videos`.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::StoreContext;
use super::limits::TRAILER_TITLE;
use super::read::is_live;
use super::slots::{TRAILER_THUMBNAIL, fits};
use super::words::Words;
use crate::document::{Document, Pointer};
use crate::facts::ImageFacts;
use crate::tables::TRAILERS_MAX;
use crate::{Problem, codes};

pub(super) fn check(
    live: Option<&Document>,
    draft: &Document,
    context: &StoreContext,
    problems: &mut Vec<Problem>,
) {
    let at = Pointer::of(["trailers"]);
    let trailers = draft.members(&at);
    let before = live.map(|live| live.members(&at)).unwrap_or_default();
    if trailers.len() > TRAILERS_MAX.max(before.len()) {
        let problem = Problem::must(codes::TRAILER_COUNT_TOOMANY).at(at.clone());
        problems.push(problem.with("count", trailers.len()).with("max", TRAILERS_MAX));
    }
    for (gone, trailer) in before {
        if draft.get(&gone).is_none() {
            problems.push(Problem::check(codes::TRAILER_REMOVED).at(at.clone()).with("name", name(trailer)));
        }
    }
    let listings = draft.languages();
    for (at, trailer) in &trailers {
        let assets = at.push("trailerAssets");
        let languages: Vec<String> = draft
            .get(&assets)
            .and_then(Value::as_object)
            .map(|assets| assets.keys().cloned().collect())
            .unwrap_or_default();
        let has = |codes: &[String], code: &str| codes.iter().any(|one| one.eq_ignore_ascii_case(code));
        for language in &languages {
            let one = Asset { at: assets.push(language), language, trailer: name(trailer) };
            if !has(&listings, language) {
                problems.push(one.tell(Problem::check(codes::TRAILER_LANGUAGE_NOLISTING)));
            }
            if !is_live(live, draft, &one.at) {
                one.check(draft, context, problems);
            }
        }
        for language in listings.iter().filter(|language| !has(&languages, language)) {
            let one = Asset { at: at.clone(), language, trailer: name(trailer) };
            problems.push(one.tell(Problem::tip(codes::TRAILER_LANGUAGE_MISSING)));
        }
    }
}

fn name(trailer: &Map<String, Value>) -> &str {
    trailer.get("videoFileName").and_then(Value::as_str).unwrap_or_default()
}

/// A trailer in one language.
struct Asset<'a> {
    at: Pointer,
    language: &'a str,
    trailer: &'a str,
}

impl Asset<'_> {
    fn tell(&self, problem: Problem) -> Problem {
        problem.at(self.at.clone()).with("language", self.language).with("name", self.trailer)
    }

    fn check(&self, draft: &Document, context: &StoreContext, problems: &mut Vec<Problem>) {
        let title = self.at.push("title");
        let value = draft.get(&title);
        if value.and_then(Value::as_str).is_none_or(|title| title.trim().is_empty()) {
            problems.push(self.tell(Problem::check(codes::TRAILER_TITLE_MISSING)).at(title.clone()));
        }
        let mut words = Words {
            limit: &TRAILER_TITLE,
            language: self.language,
            pointer: &title,
            problems: &mut *problems,
        };
        words.check(value);
        let list = self.at.push("imageList");
        let thumbnails = draft.members(&list);
        match thumbnails.len() {
            1 => {}
            0 => problems.push(self.tell(Problem::must(codes::TRAILER_THUMBNAIL_MISSING)).at(list)),
            count => {
                let problem = self.tell(Problem::must(codes::TRAILER_THUMBNAIL_SEVERAL)).at(list);
                problems.push(problem.with("count", count));
            }
        }
        for (at, thumbnail) in thumbnails {
            picture(&at, thumbnail, context, problems);
        }
    }
}

/// A thumbnail has no status: what the service has not named yet is to be sent.
fn picture(
    at: &Pointer,
    thumbnail: &Map<String, Value>,
    context: &StoreContext,
    problems: &mut Vec<Problem>,
) {
    let text = |name: &str| thumbnail.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let asset = text("$asset");
    if asset.is_none() && text("id").is_none() {
        let problem = Problem::must(codes::ARCHIVE_FILE_MISSING).at(at.clone());
        problems.push(problem.with("name", text("fileName").unwrap_or_default()));
    }
    let embedded = || thumbnail.get("$facts").and_then(|facts| ImageFacts::deserialize(facts).ok());
    let facts = asset.and_then(|hash| context.images.get(hash).cloned().or_else(embedded));
    if let Some(facts) = facts {
        let told = fits(&TRAILER_THUMBNAIL, &facts);
        problems.extend(told.into_iter().map(|problem| problem.at(at.clone())));
    }
}
