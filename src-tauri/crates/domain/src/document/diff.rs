//! What differs between two documents, as a list of values that a person can read and an edit can set.
//!
//! The grain: objects are walked, an array is one leaf unless its members have an identity. A member or an object that one
//! side lacks is one difference with its whole value, except under `/listings`, where everything is told leaf by leaf, so
//! that a new language reads like any other change. Grouping and wording are not here (`review`).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

use super::edit::some;
use super::sites::{self, KEY, ORDER, Site, same_named};
use super::{Document, Edit, Pointer};

/// One value that differs. A missing `before` or `after` means that the value is not there; `null` is a value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Difference {
    pub pointer: Pointer,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "some")]
    #[ts(optional, type = "any")]
    pub before: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "some")]
    #[ts(optional, type = "any")]
    pub after: Option<Value>,
}

impl Difference {
    /// The edit that brings `after` about.
    pub fn edit(&self) -> Edit {
        Edit { pointer: self.pointer.clone(), value: self.after.clone() }
    }

    /// The edit that brings `before` back.
    pub fn revert(&self) -> Edit {
        Edit { pointer: self.pointer.clone(), value: self.before.clone() }
    }
}

/// Everything that differs. The edits of all differences, applied to `from` as one batch, give `to` (own keys aside).
///
/// A moved order is one difference at `<list>/@order`, its values the arrays of member keys. Languages are matched without
/// case and named as `from` spells them.
pub fn differences(from: &Document, to: &Document) -> Vec<Difference> {
    let mut found = Vec::new();
    let root = Trail { above: None, name: "" };
    compare(Site::Root, &root, Some(&from.0), Some(&to.0), &mut found);
    found
}

/// The way from the root, as a chain on the stack: a pointer is only made where something differs.
pub(super) struct Trail<'a> {
    pub above: Option<&'a Trail<'a>>,
    pub name: &'a str,
}

impl<'a> Trail<'a> {
    pub fn below(&'a self, name: &'a str) -> Trail<'a> {
        Trail { above: Some(self), name }
    }

    pub fn pointer(&self) -> Pointer {
        let mut names = Vec::new();
        let mut here = self;
        while let Some(above) = here.above {
            names.push(here.name);
            here = above;
        }
        names.reverse();
        Pointer::of(names)
    }
}

/// Inside a listing everything is told leaf by leaf.
fn told_leaf_by_leaf(site: Site) -> bool {
    matches!(site, Site::Language | Site::Texts | Site::Overrides | Site::Images)
}

fn compare(
    site: Site,
    trail: &Trail<'_>,
    from: Option<&Value>,
    to: Option<&Value>,
    found: &mut Vec<Difference>,
) {
    let mut tell = || {
        found.push(Difference { pointer: trail.pointer(), before: from.cloned(), after: to.cloned() });
    };
    match (from, to) {
        (None, None) => {}
        (Some(a), Some(b)) => match (a, b) {
            _ if site.is_list() && site.members(a).is_some() && site.members(b).is_some() => {
                let of = |value| site.members(value).unwrap_or_default();
                compare_members(site, trail, of(a), of(b), found);
            }
            (Value::Object(a), Value::Object(b)) => {
                let emptied = site != Site::Root && is_empty(b) && !is_empty(a);
                let hollowed = site == Site::Language && hollow(site, to) && !hollow(site, from);
                let below = site.given(from.unwrap_or(&Value::Null));
                if emptied || hollowed { tell() } else { compare_objects(below, trail, a, b, found) }
            }
            (a, b) if same_named(trail.name, a, b) => {}
            _ => tell(),
        },
        (None, Some(value)) if told_leaf_by_leaf(site) && !hollow(site, to) => {
            added(site, trail, value, found);
        }
        (Some(value), None) if site == Site::Language && !hollow(site, from) => {
            removed(site, trail, value, found);
        }
        _ => tell(),
    }
}

fn hollow(site: Site, value: Option<&Value>) -> bool {
    value.is_none_or(|value| site.is_hollow(value))
}

fn is_empty(object: &Map<String, Value>) -> bool {
    object.keys().all(|name| name == KEY)
}

fn compare_objects(
    site: Site,
    trail: &Trail<'_>,
    from: &Map<String, Value>,
    to: &Map<String, Value>,
    found: &mut Vec<Difference>,
) {
    // The same spelling wins over the same language: a map may hold two spellings of one code.
    let counterpart = |name: &str, own: &Map<String, Value>, other: &Map<String, Value>| -> Option<String> {
        let spelled = site.spelling(other, name)?;
        (spelled == name || !own.contains_key(spelled)).then(|| spelled.to_owned())
    };
    for (name, before) in from.iter().filter(|(name, _)| *name != KEY) {
        let after = match to.get(name) {
            Some(after) => Some(after),
            None if site.is_language_map() => {
                counterpart(name, from, to).and_then(|spelled| to.get(&spelled))
            }
            None => None,
        };
        compare(site.below(name), &trail.below(name), Some(before), after, found);
    }
    for (name, after) in to.iter().filter(|(name, _)| *name != KEY) {
        let known =
            from.contains_key(name) || (site.is_language_map() && counterpart(name, to, from).is_some());
        if !known {
            compare(site.below(name), &trail.below(name), None, Some(after), found);
        }
    }
}

fn compare_members(site: Site, trail: &Trail<'_>, from: &[Value], to: &[Value], found: &mut Vec<Difference>) {
    let find = |list: &'_ [Value], key: &str| sites::position(list, key);
    let mut kept = Vec::with_capacity(to.len());
    for before in from {
        let Some(key) = sites::identity(before) else { continue };
        let name = format!("@{key}");
        let after = find(to, key).map(|at| &to[at]);
        if after.is_some() {
            kept.push(key);
        }
        compare(site.below(&name), &trail.below(&name), Some(before), after, found);
    }
    for after in to {
        let Some(key) = sites::identity(after) else { continue };
        if find(from, key).is_none() {
            kept.push(key);
            let name = format!("@{key}");
            compare(site.below(&name), &trail.below(&name), None, Some(after), found);
        }
    }
    let wanted: Vec<&str> = to.iter().filter_map(sites::identity).collect();
    if kept != wanted {
        let [before, after] = [from, to].map(|list| Some(Value::from(sites::order(list))));
        found.push(Difference { pointer: trail.below(ORDER).pointer(), before, after });
    }
}

/// A part of a listing that only `to` has. What is empty is told too: it has to be made.
fn added(site: Site, trail: &Trail<'_>, value: &Value, found: &mut Vec<Difference>) {
    match value {
        Value::Object(object) if !is_empty(object) && told_leaf_by_leaf(site) && !site.is_list() => {
            for (name, value) in object {
                added(site.below(name), &trail.below(name), value, found);
            }
        }
        value => match site.members(value) {
            Some(members) if !members.is_empty() => {
                for member in members {
                    let name = format!("@{}", sites::identity(member).unwrap_or_default());
                    let pointer = trail.below(&name).pointer();
                    found.push(Difference { pointer, before: None, after: Some(member.clone()) });
                }
            }
            _ => {
                found.push(Difference { pointer: trail.pointer(), before: None, after: Some(value.clone()) });
            }
        },
    }
}

/// A language that only `from` has. What is empty goes with it and is not told.
fn removed(site: Site, trail: &Trail<'_>, value: &Value, found: &mut Vec<Difference>) {
    if site.is_hollow(value) {
        return;
    }
    match value {
        Value::Object(object) if told_leaf_by_leaf(site) && !site.is_list() => {
            for (name, value) in object {
                removed(site.below(name), &trail.below(name), value, found);
            }
        }
        value => match site.members(value) {
            Some(members) => {
                for member in members {
                    let name = format!("@{}", sites::identity(member).unwrap_or_default());
                    let pointer = trail.below(&name).pointer();
                    found.push(Difference { pointer, before: Some(member.clone()), after: None });
                }
            }
            None => {
                found.push(Difference { pointer: trail.pointer(), before: Some(value.clone()), after: None });
            }
        },
    }
}
