//! Languages of a listing: one more page in the Store, or one less.

use serde_json::{Map, Value, json};
use vitrine_domain::document::{Edit, Pointer};
use vitrine_domain::{Problem, SubmissionKind, codes};

use crate::App;
use crate::api::{DraftSaved, LanguageAdd, LanguageRemove};

/// Members of a base listing that are words; they can start from another language. Pictures never do by themselves.
const WORDS: &[&str] = &[
    "title",
    "shortTitle",
    "sortTitle",
    "voiceTitle",
    "shortDescription",
    "description",
    "releaseNotes",
    "features",
    "keywords",
    "copyrightAndTrademarkInfo",
    "licenseTerms",
    "devStudio",
    "minimumHardware",
    "recommendedHardware",
];

/// Those of an add-on's listing, which holds them itself.
const ADD_ON_WORDS: &[&str] = &["title", "description"];

/// The page of a new language: its words empty, or those of the page it begins from.
fn page(kind: SubmissionKind, from: Option<&Value>) -> Value {
    let is_add_on = kind == SubmissionKind::AddOn;
    let mut words = Map::new();
    for name in if is_add_on { ADD_ON_WORDS } else { WORDS } {
        if let Some(value) = from.and_then(|page| page.get(*name)) {
            words.insert((*name).to_owned(), value.clone());
        }
    }
    words.entry("description").or_insert_with(|| Value::String(String::new()));
    if is_add_on {
        words.entry("title").or_insert_with(|| Value::String(String::new()));
        return Value::Object(words);
    }
    words.insert("images".to_owned(), json!([]));
    json!({ "baseListing": words, "platformOverrides": {} })
}

impl App {
    pub(crate) async fn language_add(&self, ask: LanguageAdd) -> Result<DraftSaved, Problem> {
        let shared = self.open_draft(&ask.draft).await?;
        let edit = {
            let draft = shared.lock().await;
            let languages = draft.document.languages();
            if languages.iter().any(|l| l.eq_ignore_ascii_case(&ask.language)) {
                return Err(Problem::must(codes::LISTING_LANGUAGE_EXISTS).with("language", ask.language));
            }
            let kind = draft.product.kind().unwrap_or(SubmissionKind::App);
            let from = ask.from.as_ref().and_then(|from| {
                let listing = Pointer::of(["listings", from]);
                let words = if kind == SubmissionKind::AddOn { listing } else { listing.push("baseListing") };
                draft.document.get(&words)
            });
            let pointer = Pointer::of(["listings", &ask.language.to_lowercase()]);
            Edit::set(pointer, page(kind, from))
        };
        self.draft_edit(&shared, vec![edit.clone()], vec![edit]).await
    }

    pub(crate) async fn language_remove(&self, ask: LanguageRemove) -> Result<DraftSaved, Problem> {
        let shared = self.open_draft(&ask.draft).await?;
        let mut edits = vec![Edit::remove(Pointer::root().push("listings").push(&ask.language))];
        {
            let draft = shared.lock().await;
            if draft.document.languages().len() < 2 {
                return Err(Problem::must(codes::LISTING_NONE));
            }
            // Titles and thumbnails of trailers belong to the language, and nobody would see them any more.
            for (trailer, _) in draft.document.members(&Pointer::root().push("trailers")) {
                let asset = trailer.push("trailerAssets").push(&ask.language);
                if draft.document.get(&asset).is_some() {
                    edits.push(Edit::remove(asset));
                }
            }
        }
        self.draft_edit(&shared, edits.clone(), edits).await
    }
}
