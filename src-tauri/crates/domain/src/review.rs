//! What will change, as a person reads it: one group for the same edit in several languages, texts as runs of words.
//!
//! Made from the differences of two documents; who wins a conflict and what is wrong are not here (`merge`, `rules`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use similar::{Algorithm, ChangeTag, TextDiff};
use ts_rs::TS;

use crate::document::{Difference, Document, KEY, Pointer, is_services_own};
use crate::rules::{Place, Section, place};

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
    pub field: String,
    /// What lies inside the member or field: `description` is the caption of an image, `file` its picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub part: Option<String>,
    /// The languages in which exactly this changed; empty where languages do not matter.
    pub languages: Vec<String>,
    /// The values that changed, one a language.
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
    /// Values, each language counted.
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
    let mut found: Vec<Change> = Vec::new();
    for difference in differences {
        if !is_services_own(&difference.pointer)
            && let Some(change) = Change::of(difference, from, to)
            && !found.iter().rev().take(FILE_PARTS.len()).any(|other| other.is_file_of(&change))
        {
            found.push(change);
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
        changes.groups[at].languages.extend(change.place.language);
        changes.groups[at].pointers.push(change.pointer);
    }
    changes.groups.sort_by_key(|group| group.section);
    changes
}

fn missing(all: &[String], known: &[String]) -> Vec<String> {
    all.iter().filter(|one| !known.iter().any(|other| other.eq_ignore_ascii_case(one))).cloned().collect()
}

struct Change {
    pointer: Pointer,
    place: Place,
    part: Option<String>,
    kind: ChangeKind,
    before: Option<Value>,
    after: Option<Value>,
    /// Stands for every difference that says which file a member is.
    whole_file: bool,
}

/// Members of an image or package that say which file it is: together they are one change, of the file.
const FILE_PARTS: &[&str] = &["id", "fileName", "fileStatus", "$asset", "$file", "$facts"];

impl Change {
    fn of(difference: &Difference, from: &Document, to: &Document) -> Option<Self> {
        let Difference { pointer, before, after } = difference.clone();
        let place = place(&pointer);
        let part = place.part.clone();
        if place.member.is_some() && part.as_deref().is_some_and(part_of_file) {
            let member = pointer_of_member(&pointer, part.as_deref().unwrap_or_default());
            let [before, after] = [from, to].map(|side| side.get(&member).cloned());
            // Marked to go, or no longer: for a person that is removing and putting back.
            let leaving =
                |side: &Option<Value>| side.as_ref().is_some_and(|m| m["fileStatus"] == "PendingDelete");
            let (kind, part, before, after) = match (leaving(&before), leaving(&after)) {
                (false, true) => (ChangeKind::Removed, None, before, None),
                (true, false) => (ChangeKind::Added, None, None, after),
                _ => (ChangeKind::Changed, Some("file".to_owned()), before, after),
            };
            return Some(Self { pointer: member, place, part, kind, before, after, whole_file: true });
        }
        let kind = match (is_nothing(before.as_ref()), is_nothing(after.as_ref())) {
            (true, true) => return None,
            _ if part.as_deref() == Some("@order") => ChangeKind::Moved,
            (true, false) => ChangeKind::Added,
            (false, true) => ChangeKind::Removed,
            (false, false) => ChangeKind::Changed,
        };
        Some(Self { pointer, place, part, kind, before, after, whole_file: false })
    }

    /// Another difference of a member whose file is told already.
    fn is_file_of(&self, other: &Change) -> bool {
        self.whole_file && other.whole_file && self.pointer == other.pointer
    }

    /// Equal for the same edit in several languages: the same field, before and after, whatever the members' keys.
    fn grouping(&self) -> String {
        let place = &self.place;
        // An order names members by keys that differ between languages: every language is its own change, as are packages.
        let own = match (self.kind, &place.language, &place.member) {
            (ChangeKind::Moved, Some(language), _) => language.as_str(),
            (_, None, Some(member)) => member.as_str(),
            _ => "",
        };
        let values = serde_json::json!([
            place.section,
            place.field,
            self.part,
            self.kind,
            own,
            keyless(self.before.as_ref()),
            keyless(self.after.as_ref())
        ]);
        values.to_string()
    }

    fn group(&self) -> ChangeGroup {
        let texts = |value: &Option<Value>| match value {
            None | Some(Value::Null) => Some(String::new()),
            Some(Value::String(text)) => Some(text.clone()),
            Some(_) => None,
        };
        let words = |value: &Option<Value>| match value {
            None | Some(Value::Null) => Some(Vec::new()),
            Some(Value::Array(items)) => items.iter().map(|item| item.as_str().map(str::to_owned)).collect(),
            Some(_) => None,
        };
        let (runs, items) =
            match (texts(&self.before), texts(&self.after), words(&self.before), words(&self.after)) {
                _ if self.kind == ChangeKind::Moved => (Vec::new(), false),
                (Some(before), Some(after), _, _) => (word_runs(&before, &after), false),
                (_, _, Some(before), Some(after)) => (item_runs(&before, &after), true),
                _ => (Vec::new(), false),
            };
        ChangeGroup {
            kind: self.kind,
            section: self.place.section,
            field: self.place.field.clone(),
            part: self.part.clone(),
            languages: Vec::new(),
            pointers: Vec::new(),
            before: self.before.clone(),
            after: self.after.clone(),
            runs,
            items,
        }
    }
}

fn part_of_file(part: &str) -> bool {
    FILE_PARTS.contains(&part.split('/').next().unwrap_or_default())
}

/// The pointer without the names of `part`.
fn pointer_of_member(pointer: &Pointer, part: &str) -> Pointer {
    let below = part.split('/').count();
    let names: Vec<String> = pointer.segments().map(std::borrow::Cow::into_owned).collect();
    Pointer::of(&names[..names.len().saturating_sub(below)])
}

fn keyless(value: Option<&Value>) -> Value {
    match value {
        Some(Value::Object(object)) => {
            let kept = object.iter().filter(|(name, _)| *name != KEY);
            Value::Object(kept.map(|(name, value)| (name.clone(), keyless(Some(value)))).collect())
        }
        other => other.cloned().unwrap_or_default(),
    }
}

fn is_nothing(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.is_empty(),
        Some(Value::Array(list)) => list.is_empty(),
        Some(Value::Object(object)) => object.is_empty(),
        Some(_) => false,
    }
}

/// A text as runs of words kept, removed and added; the kept and added runs read in order are `after`.
pub fn word_runs(before: &str, after: &str) -> Vec<Run> {
    if before.is_empty() || after.is_empty() {
        let whole = [(RunKind::Removed, before), (RunKind::Added, after)];
        let told = whole.into_iter().filter(|(_, text)| !text.is_empty());
        return told.map(|(kind, text)| Run { kind, text: text.to_owned() }).collect();
    }
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_unicode_words(before, after);
    let mut runs: Vec<Run> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = run_kind(change.tag());
        match runs.last_mut() {
            Some(run) if run.kind == kind => run.text.push_str(change.value()),
            _ => runs.push(Run { kind, text: change.value().to_owned() }),
        }
    }
    runs
}

/// A list of words as items kept, removed and added.
fn item_runs(before: &[String], after: &[String]) -> Vec<Run> {
    let [before, after] = [before, after].map(|items| items.iter().map(String::as_str).collect::<Vec<_>>());
    let diff = TextDiff::from_slices(&before, &after);
    diff.iter_all_changes()
        .map(|change| Run { kind: run_kind(change.tag()), text: change.value().to_owned() })
        .collect()
}

fn run_kind(tag: ChangeTag) -> RunKind {
    match tag {
        ChangeTag::Equal => RunKind::Kept,
        ChangeTag::Delete => RunKind::Removed,
        ChangeTag::Insert => RunKind::Added,
    }
}

#[cfg(test)]
#[path = "review_tests.rs"]
mod tests;
