//! The words of the listings: which languages there are, and every text of each.

use serde_json::Value;

use super::StoreContext;
use super::languages::{is_store_language, primary};
use super::limits::LISTING_LIMITS;
use super::packages::package_languages;
use super::read::text;
use super::words::Words;
use crate::document::{Document, Pointer};
use crate::{Problem, codes};

pub(super) fn check(
    live: Option<&Document>,
    draft: &Document,
    context: &StoreContext,
    problems: &mut Vec<Problem>,
) {
    languages(live, draft, problems);
    let spoken = package_languages(draft, context);
    for language in &draft.languages() {
        let listing = Listing {
            language,
            at: Pointer::of(["listings", language, "baseListing"]),
            live,
            draft,
            product: &context.product.name,
        };
        listing.check(spoken.as_deref(), problems);
    }
}

/// Which languages there are, of an app or an add-on.
pub(super) fn languages(live: Option<&Document>, draft: &Document, problems: &mut Vec<Problem>) {
    let listings = Pointer::of(["listings"]);
    let languages = draft.languages();
    if languages.is_empty() {
        problems.push(Problem::must(codes::LISTING_NONE).at(listings.clone()));
    }
    for gone in live.map(Document::languages).unwrap_or_default() {
        if !languages.iter().any(|kept| kept.eq_ignore_ascii_case(&gone)) {
            let problem = Problem::check(codes::LISTING_LANGUAGE_REMOVED).at(listings.push(&gone));
            problems.push(problem.with("language", gone));
        }
    }
    for language in languages.iter().filter(|language| !is_store_language(language)) {
        let problem = Problem::check(codes::LISTING_LANGUAGE_UNKNOWN).at(listings.push(language));
        problems.push(problem.with("language", language.as_str()));
    }
}

/// One language.
struct Listing<'a> {
    language: &'a str,
    at: Pointer,
    live: Option<&'a Document>,
    draft: &'a Document,
    product: &'a str,
}

impl Listing<'_> {
    fn text(&self, field: &str) -> &str {
        text(self.draft, &self.at.push(field))
    }

    fn check(&self, spoken: Option<&[String]>, problems: &mut Vec<Problem>) {
        let language = self.language;
        if self.text("description").trim().is_empty() {
            let problem = Problem::must(codes::LISTING_DESCRIPTION_MISSING).at(self.at.push("description"));
            problems.push(problem.with("language", language));
        }
        self.title(spoken, problems);
        if self.live.is_none() && !self.text("releaseNotes").trim().is_empty() {
            let problem = Problem::check(codes::LISTING_RELEASENOTES_FIRST).at(self.at.push("releaseNotes"));
            problems.push(problem.with("language", language));
        }
        for limit in &LISTING_LIMITS {
            let pointer = self.at.push(limit.field);
            let value = self.draft.get(&pointer);
            Words { limit, language, pointer: &pointer, problems }.check(value);
        }
        self.keywords(problems);
    }

    fn title(&self, spoken: Option<&[String]>, problems: &mut Vec<Problem>) {
        let (language, at) = (self.language, self.at.push("title"));
        let title = self.text("title");
        let mut tell = |problem: Problem| problems.push(problem.at(at.clone()).with("language", language));
        if title.trim().is_empty() {
            // A package in another region's language may name the product too: only a language that no package
            // speaks at all needs a title for sure.
            let spoken_at_all = |codes: &[String]| {
                codes.iter().any(|code| primary(code).eq_ignore_ascii_case(primary(language)))
            };
            if spoken.is_some_and(|codes| !codes.is_empty() && !spoken_at_all(codes)) {
                tell(Problem::must(codes::LISTING_TITLE_MISSING));
            }
            return;
        }
        if title.chars().any(is_emoji) {
            tell(Problem::must(codes::LISTING_TITLE_EMOJI));
        }
        let live = self.live.map(|live| text(live, &at)).unwrap_or_default();
        if title == live {
            return;
        }
        if spoken.is_some_and(|codes| codes.iter().any(|code| code.eq_ignore_ascii_case(language))) {
            tell(Problem::check(codes::LISTING_TITLE_COVERED));
        }
        if !self.product.is_empty() && title != self.product {
            let problem = Problem::tip(codes::LISTING_TITLE_RESERVED);
            tell(problem.with("title", title).with("product", self.product));
        }
    }

    /// Search terms: words over all terms, and no term twice.
    fn keywords(&self, problems: &mut Vec<Problem>) {
        let at = self.at.push("keywords");
        let Some(terms) = self.draft.get(&at).and_then(Value::as_array) else { return };
        let terms: Vec<String> =
            terms.iter().filter_map(Value::as_str).map(|t| t.trim().to_lowercase()).collect();
        let words: Vec<&str> = terms.iter().flat_map(|term| term.split_whitespace()).collect();
        let unique = words.iter().enumerate().filter(|(at, word)| !words[..*at].contains(word)).count();
        let max = LISTING_LIMITS.iter().find_map(|limit| limit.words).map_or(usize::MAX, |max| max as usize);
        if words.len() > max {
            // The page counts words, the MSI and EXE page unique words: only above both is it sure.
            let sure = unique > max;
            let code = codes::LISTING_KEYWORDS_WORDS;
            let problem = if sure { Problem::must(code) } else { Problem::check(code) };
            let problem = problem.at(at.clone()).with("language", self.language);
            problems.push(problem.with("count", words.len()).with("max", max));
        }
        for (number, term) in terms.iter().enumerate() {
            if !term.is_empty() && terms[..number].contains(term) {
                let problem =
                    Problem::check(codes::LISTING_KEYWORDS_REPEATED).at(at.push(&number.to_string()));
                problems.push(problem.with("language", self.language).with("term", term.as_str()));
            }
        }
    }
}

/// Pictographs, flags, dingbats and the variation selector that makes a sign one. `©`, `®` and `™` are letters here.
fn is_emoji(character: char) -> bool {
    matches!(
        u32::from(character),
        0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2B05..=0x2B55 | 0x231A..=0x231B | 0x23E9..=0x23FA | 0xFE0F | 0x20E3
    )
}
