//! One change: which field it is, what happened to it, and what it shares with the same change elsewhere.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::runs::{item_runs, word_runs};
use super::spread::{Market, market, on_market};
use super::{ChangeGroup, ChangeKind};
use crate::document::{Difference, Document, KEY, Pointer};
use crate::rules::{Place, Section, place};

pub(super) struct Change {
    pub kind: ChangeKind,
    pub pointer: Pointer,
    pub language: Option<String>,
    pub market: Option<String>,
    /// Stands for every difference that says which file a member is.
    pub whole_file: bool,
    section: Section,
    field: String,
    /// The identity of a list member, or the old platform.
    member: Option<String>,
    part: Option<String>,
    before: Option<Value>,
    after: Option<Value>,
}

/// Members of an image, package, icon or trailer that say which file it is: together they are one change, of the file.
const FILE_PARTS: &[&str] =
    &["id", "fileName", "fileStatus", "videoFileName", "videoFileId", "$asset", "$file", "$facts"];

/// The still picture of a trailer, in a language.
const THUMBNAIL: &str = "thumbnail";

impl Change {
    /// What a difference tells a person; nothing where one kind of nothing becomes another.
    pub fn of(difference: Difference, from: &Document, to: &Document) -> Vec<Self> {
        if let Some(code) = market(&difference.pointer) {
            return Self::of_market(&difference, &code);
        }
        let Difference { pointer, before, after } = difference;
        let Place { section, language, field, member, part } = place(&pointer);
        let mut change = Self {
            kind: ChangeKind::Changed,
            pointer,
            language,
            market: None,
            section,
            field,
            member,
            part,
            before,
            after,
            whole_file: false,
        };
        change.name_innermost();
        if change.tells_of_file() {
            return vec![change.told_as_file(from, to)];
        }
        change.kind = match (is_nothing(change.before.as_ref()), is_nothing(change.after.as_ref())) {
            (true, true) => return Vec::new(),
            _ if change.part.as_deref() == Some("@order") => ChangeKind::Moved,
            (true, false) => ChangeKind::Added,
            (false, true) => ChangeKind::Removed,
            (false, false) => ChangeKind::Changed,
        };
        vec![change]
    }

    /// A market is opened, closed or priced: the same act on many markets reads as one.
    fn of_market(difference: &Difference, code: &str) -> Vec<Self> {
        let of = |what| {
            let price = |side: &Option<Value>| {
                side.clone().filter(|price| *price != "NotAvailable" && !is_nothing(Some(price)))
            };
            let (field, kind, before, after) = match what {
                Market::Opened => ("markets", ChangeKind::Added, None, None),
                Market::Closed => ("markets", ChangeKind::Removed, None, None),
                Market::Priced => {
                    let (before, after) = (price(&difference.before), price(&difference.after));
                    let kind = match (&before, &after) {
                        (None, _) => ChangeKind::Added,
                        (_, None) => ChangeKind::Removed,
                        _ => ChangeKind::Changed,
                    };
                    ("marketPrice", kind, before, after)
                }
            };
            Self {
                kind,
                pointer: difference.pointer.clone(),
                language: None,
                market: Some(code.to_owned()),
                section: Section::Price,
                field: field.to_owned(),
                member: None,
                part: None,
                before,
                after,
                whole_file: false,
            }
        };
        on_market(difference.before.as_ref(), difference.after.as_ref()).into_iter().map(of).collect()
    }

    /// Inside a form the member is the field; of device families and old platforms it says which.
    fn name_innermost(&mut self) {
        let inner: Vec<String> = match (&self.member, &self.part) {
            (Some(member), part) => {
                let below = part.as_deref().into_iter().flat_map(|part| part.split('/'));
                std::iter::once(member.as_str()).chain(below).map(str::to_owned).collect()
            }
            (None, _) => Vec::new(),
        };
        match self.field.as_str() {
            "pricing" | "packageDeliveryOptions" | "gamingOptions" => {
                let mut names =
                    inner.into_iter().skip_while(|name| matches!(name.as_str(), "packageRollout" | "only"));
                if let Some(field) = names.next() {
                    let below: Vec<String> = names.collect();
                    (self.field, self.member) = (field, None);
                    self.part = (!below.is_empty()).then(|| below.join("/"));
                }
            }
            "allowTargetFutureDeviceFamilies" | "platformOverrides" if !inner.is_empty() => {
                self.part = Some(inner.join("/"));
            }
            "trailers" => {
                if let Some(rest) = self.part.as_deref().and_then(|part| part.strip_prefix("imageList/@")) {
                    let below = rest.split_once('/').map(|(_, below)| below);
                    self.part = Some(
                        below.map_or_else(|| THUMBNAIL.to_owned(), |below| format!("{THUMBNAIL}/{below}")),
                    );
                }
            }
            _ => {}
        }
    }

    /// Whether the difference is about which file stands here.
    fn tells_of_file(&self) -> bool {
        let is_file = self.member.is_some() || self.field == "icon";
        let part = self.part.as_deref().unwrap_or_default();
        let part = part.strip_prefix(THUMBNAIL).and_then(|rest| rest.strip_prefix('/')).unwrap_or(part);
        is_file && FILE_PARTS.contains(&part.split('/').next().unwrap_or_default())
    }

    /// The same, told as the file that was and the file that is.
    fn told_as_file(self, from: &Document, to: &Document) -> Self {
        let pointer = holder_of_file(&self.pointer);
        let [before, after] = [from, to].map(|side| side.get(&pointer).cloned());
        let thumbnail = self.part.as_deref().is_some_and(|part| part.starts_with(THUMBNAIL));
        let file = if thumbnail { THUMBNAIL } else { "file" };
        // Marked to go, or no longer: for a person that is removing and putting back.
        let leaving =
            |side: &Option<Value>| side.as_ref().is_some_and(|m| m["fileStatus"] == "PendingDelete");
        let (kind, part, before, after) = match (leaving(&before), leaving(&after)) {
            (false, true) => (ChangeKind::Removed, None, before, None),
            (true, false) => (ChangeKind::Added, None, None, after),
            _ => (ChangeKind::Changed, Some(file.to_owned()), before, after),
        };
        Self { pointer, part, kind, before, after, whole_file: true, ..self }
    }

    /// A trailer has one still picture a language: one that goes and one that comes are one change.
    pub fn is_replaced_by(&self, other: &Change) -> bool {
        let thumbnail =
            |change: &Change| change.field == "trailers" && change.part.as_deref() == Some(THUMBNAIL);
        thumbnail(self)
            && thumbnail(other)
            && (&self.member, &self.language) == (&other.member, &other.language)
            && (self.kind, other.kind) == (ChangeKind::Removed, ChangeKind::Added)
    }

    /// Takes what comes from the other.
    pub fn replace_by(&mut self, other: Change) {
        (self.kind, self.pointer, self.after) = (ChangeKind::Changed, other.pointer, other.after);
    }

    /// Equal for the same edit in several languages: the same field, before and after, whatever the members' keys.
    pub fn grouping(&self) -> String {
        // An order names members by keys that differ between languages: every language is its own change, as are packages,
        // trailers and the texts of one old platform.
        let own = match (self.kind, &self.language, &self.member) {
            (ChangeKind::Moved, Some(language), _) => language.as_str(),
            (_, Some(_), Some(_)) if self.field == "images" => "",
            (_, _, Some(member)) => member.as_str(),
            _ => "",
        };
        let values = json!([
            self.section,
            self.field,
            self.part,
            self.kind,
            own,
            keyless(self.before.as_ref()),
            keyless(self.after.as_ref())
        ]);
        values.to_string()
    }

    /// Whether words were written here. The words of a choice are names of the service, which the page says in its own.
    fn is_text(&self) -> bool {
        match self.section {
            Section::Listing | Section::Images | Section::Other => true,
            _ => matches!(self.field.as_str(), "notesForCertification" | "tag"),
        }
    }

    pub fn group(&self) -> ChangeGroup {
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
                (Some(before), Some(after), _, _) if self.is_text() => (word_runs(&before, &after), false),
                (_, _, Some(before), Some(after)) => (item_runs(&before, &after), true),
                _ => (Vec::new(), false),
            };
        ChangeGroup {
            kind: self.kind,
            section: self.section,
            field: self.field.clone(),
            part: self.part.clone(),
            languages: Vec::new(),
            markets: Vec::new(),
            pointers: Vec::new(),
            before: self.before.clone(),
            after: self.after.clone(),
            runs,
            items,
        }
    }
}

/// The place of the file that a member like `fileName` belongs to; facts lie deeper.
fn holder_of_file(pointer: &Pointer) -> Pointer {
    let names: Vec<Cow<'_, str>> = pointer.segments().collect();
    let at = names.iter().rposition(|name| FILE_PARTS.contains(&name.as_ref())).unwrap_or(names.len());
    Pointer::of(&names[..at])
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
