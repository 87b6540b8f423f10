//! What will change, as a person reads it: one group for the same edit in several languages or markets, settings one by one,
//! texts as runs of words.
//!
//! Made from the differences of two documents; who wins a conflict and what is wrong are not here (`merge`, `rules`).

mod at;
mod change;
mod runs;
mod spread;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_kinds;

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::document::{Difference, Document, Pointer, is_services_own};
use crate::rules::Section;
use change::Change;
use spread::spread;

pub use at::changes_at;
pub use runs::word_runs;

/// What happened to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ChangeKind {
    Added,
    Changed,
    Removed,
    /// The order of a list.
    Moved,
}

/// What happened to a piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RunKind {
    Kept,
    Removed,
    Added,
}

/// A piece of a text, or one item of a list of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Run {
    pub kind: RunKind,
    pub text: String,
}

/// One change, in one or more languages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ChangeGroup {
    pub kind: ChangeKind,
    pub section: Section,
    /// The name of the field, of forms the innermost: `description`, `priceId`, `isPackageRollout`. Two are ours: `markets`,
    /// where the product is (no longer) offered, and `marketPrice`, where it has a price of its own.
    pub field: String,
    /// What lies inside the member or field: `description` is the caption of an image, `file` its picture, `thumbnail` the
    /// still picture of a trailer; a device family; an old platform and its field, `Windows81/title`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub part: Option<String>,
    /// The languages in which exactly this changed; empty where languages do not matter.
    pub languages: Vec<String>,
    /// The markets to which exactly this happens, by code, in alphabetical order; absent where markets do not matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub markets: Vec<String>,
    /// The values that changed, one a language or market.
    pub pointers: Vec<Pointer>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "any")]
    pub before: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "any")]
    pub after: Option<Value>,
    /// For texts and lists of words; empty otherwise.
    pub runs: Vec<Run>,
    /// `runs` holds whole items, not pieces of one text.
    pub items: bool,
}

/// Everything that changes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Changes {
    pub groups: Vec<ChangeGroup>,
    pub languages_added: Vec<String>,
    pub languages_removed: Vec<String>,
    /// Values, each language and market counted.
    pub added: usize,
    pub changed: usize,
    pub removed: usize,
    pub moved: usize,
}

impl Changes {
    /// Nothing would change.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}

/// What changes from one document to another, whose `differences` these are, without what the service decides alone.
pub fn changes(from: &Document, to: &Document, differences: &[Difference]) -> Changes {
    let mut told = Vec::with_capacity(differences.len());
    for difference in differences.iter().filter(|difference| !is_services_own(&difference.pointer)) {
        spread(difference.clone(), &mut told);
    }
    let mut found: Vec<Change> = Vec::new();
    let mut files: HashSet<Pointer> = HashSet::new();
    for difference in told.into_iter().filter(|difference| !is_services_own(&difference.pointer)) {
        for change in Change::of(difference, from, to) {
            // What says which file a member is differs in several members of it: it is told once.
            if change.whole_file && !files.insert(change.pointer.clone()) {
                continue;
            }
            match found.last_mut().filter(|last| last.is_replaced_by(&change)) {
                Some(last) => last.replace_by(change),
                None => found.push(change),
            }
        }
    }
    let mut changes = Changes {
        languages_added: missing(&to.languages(), &from.languages()),
        languages_removed: missing(&from.languages(), &to.languages()),
        ..Changes::default()
    };
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for change in found {
        match change.kind {
            ChangeKind::Added => changes.added += 1,
            ChangeKind::Changed => changes.changed += 1,
            ChangeKind::Removed => changes.removed += 1,
            ChangeKind::Moved => changes.moved += 1,
        }
        let at = *places.entry(change.grouping()).or_insert_with(|| {
            changes.groups.push(change.group());
            changes.groups.len() - 1
        });
        changes.groups[at].languages.extend(change.language);
        changes.groups[at].markets.extend(change.market);
        changes.groups[at].pointers.push(change.pointer);
    }
    for group in &mut changes.groups {
        group.markets.sort();
    }
    // What costs money and who sees it come first: nobody may pass over them between texts.
    changes.groups.sort_by_key(|group| (group.section != Section::Price, group.section));
    changes
}

fn missing(all: &[String], known: &[String]) -> Vec<String> {
    all.iter().filter(|one| !known.iter().any(|other| other.eq_ignore_ascii_case(one))).cloned().collect()
}
