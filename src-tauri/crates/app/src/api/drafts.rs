//! Drafts: one JSON document, edited by pointers.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use vitrine_domain::document::{Difference, Edit, Pointer};
use vitrine_domain::rules::SectionState;
use vitrine_domain::{DraftId, Problem, ProductId};

use super::files::FileCard;
use super::products::Ribbon;

/// A draft as it is opened. `document` is sent once; after that only changed pointers travel.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DraftView {
    pub id: DraftId,
    pub product: ProductId,
    pub product_name: String,
    pub store_id: String,
    pub account_name: String,
    pub revision: u64,
    pub saved_at: Timestamp,
    #[ts(type = "any")]
    pub document: Value,
    pub standing: Standing,
    /// Why nothing can be edited now; the page stays readable.
    pub locked: Option<Problem>,
    /// Files behind `$file` and `$asset` members.
    pub files: BTreeMap<String, FileCard>,
    /// Where *Guide me* was left.
    pub guide_place: Option<String>,
    pub ribbon: Ribbon,
}

/// What follows from the document: recomputed by the core after each edit.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Standing {
    /// Draft against live.
    pub differences: Vec<Difference>,
    pub problems: Vec<Problem>,
    pub sections: Vec<SectionState>,
    /// Codes of the listing's languages, as spelled.
    pub languages: Vec<String>,
    pub undo: Option<Pointer>,
    pub redo: Option<Pointer>,
}

#[derive(Debug, Clone, Deserialize, TS)]
pub struct DraftPatch {
    pub draft: DraftId,
    pub edits: Vec<Edit>,
}

/// The answer to every change: it is on disk when this arrives.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DraftSaved {
    pub draft: DraftId,
    pub revision: u64,
    pub saved_at: Timestamp,
    pub standing: Standing,
    /// What changed in the document beyond what was asked: by undo, redo, added files, an added language.
    pub edits: Vec<Edit>,
    /// Cards of files that came into the draft.
    pub files: BTreeMap<String, FileCard>,
}

#[derive(Debug, Clone, Deserialize, TS)]
pub struct LanguageAdd {
    pub draft: DraftId,
    pub language: String,
    /// Words are copied from this language; absent: an empty page.
    #[serde(default)]
    #[ts(optional)]
    pub from: Option<String>,
}

#[derive(Debug, Clone, Deserialize, TS)]
pub struct LanguageRemove {
    pub draft: DraftId,
    pub language: String,
}

#[derive(Debug, Clone, Deserialize, TS)]
pub struct GuidePlace {
    pub draft: DraftId,
    pub place: Option<String>,
}
