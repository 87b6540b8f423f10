//! Three-way merge: what I changed and what the service changed since a common base, value by value.
//!
//! Taken from `theirs` is everything I did not touch, from `mine` everything only I touched. Where both changed one value
//! differently the merged document holds theirs and a conflict says so: a person chooses. Nothing is decided by time, and
//! what is done with files that one side has replaced is not here (`sending`).

use std::collections::{HashMap, HashSet};
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

use super::diff::Trail;
use super::edit::some;
use super::sites::{self, KEY, ORDER, Site, same_option};
use super::{Document, Edit, Pointer, is_services_own};

/// One value that both sides changed, differently.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Conflict {
    pub pointer: Pointer,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "some")]
    #[ts(optional, type = "any")]
    pub base: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "some")]
    #[ts(optional, type = "any")]
    pub mine: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "some")]
    #[ts(optional, type = "any")]
    pub theirs: Option<Value>,
}

/// The merged document; in conflict it holds theirs.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    pub document: Document,
    pub conflicts: Vec<Conflict>,
}

/// Whose value of a conflict stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Side {
    Mine,
    Theirs,
}

/// What a person decided about one conflict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Choice {
    pub pointer: Pointer,
    pub side: Side,
}

/// The choices are not those that the conflicts ask for. Nothing was decided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unresolved {
    /// Conflicts without a choice.
    pub open: Vec<Pointer>,
    /// Choices about what is no conflict (any more): the person looked at something else.
    pub unasked: Vec<Pointer>,
}

impl fmt::Display for Unresolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} conflicts without a choice, {} choices without a conflict",
            self.open.len(),
            self.unasked.len()
        )
    }
}

impl std::error::Error for Unresolved {}

/// The document that the choices make of a merge: one choice for each conflict. Where two choices name one conflict the last
/// stands. An order that I chose keeps what the other side added behind the member it stood behind.
pub fn resolve(merged: Merged, choices: &[Choice]) -> Result<Document, Unresolved> {
    let Merged { mut document, conflicts } = merged;
    let chosen: HashMap<&Pointer, Side> =
        choices.iter().map(|choice| (&choice.pointer, choice.side)).collect();
    let asked: HashSet<&Pointer> = conflicts.iter().map(|conflict| &conflict.pointer).collect();
    let unresolved = Unresolved {
        open: conflicts.iter().map(|c| &c.pointer).filter(|p| !chosen.contains_key(p)).cloned().collect(),
        unasked: choices.iter().map(|c| &c.pointer).filter(|p| !asked.contains(p)).cloned().collect(),
    };
    if unresolved != Unresolved::default() {
        return Err(unresolved);
    }
    for conflict in conflicts.iter().filter(|conflict| chosen[&conflict.pointer] == Side::Mine) {
        let applied = document.apply(&[mine_of(&document, conflict)]);
        debug_assert!(applied.is_ok(), "my side of a conflict fits the document that the merge made");
    }
    Ok(document)
}

/// As [`resolve`], with my side of every conflict.
pub(super) fn resolve_mine(merged: Merged) -> Document {
    let choices: Vec<Choice> = merged
        .conflicts
        .iter()
        .map(|conflict| Choice { pointer: conflict.pointer.clone(), side: Side::Mine })
        .collect();
    let theirs = merged.document.clone();
    // Every conflict has its choice, so nothing is left open.
    resolve(merged, &choices).unwrap_or(theirs)
}

fn mine_of(document: &Document, conflict: &Conflict) -> Edit {
    let pointer = conflict.pointer.clone();
    let list = pointer.parent().filter(|_| pointer.last().is_some_and(|last| last == ORDER));
    let Some(present) = list.and_then(|list| document.order(&list)) else {
        return Edit { pointer, value: conflict.mine.clone() };
    };
    let named = conflict.mine.as_ref().and_then(Value::as_array).into_iter().flatten();
    let mine = named.filter_map(Value::as_str).filter(|key| present.iter().any(|other| other == key));
    Edit::set(pointer, woven(mine.map(str::to_owned).collect(), &present))
}

/// Merges two descendants of one base. [`resolve`] settles the conflicts.
pub fn merge(base: &Document, mine: &Document, theirs: &Document) -> Merged {
    let mut merger = Merger { conflicts: Vec::new() };
    let root = Trail { above: None, name: "" };
    let three = Three { base: Some(&base.0), mine: Some(&mine.0), theirs: Some(&theirs.0) };
    let value = merger.value(Site::Root, &root, three).unwrap_or_else(|| theirs.0.clone());
    Merged { document: Document(value), conflicts: merger.conflicts }
}

#[derive(Clone, Copy)]
struct Three<'a> {
    base: Option<&'a Value>,
    mine: Option<&'a Value>,
    theirs: Option<&'a Value>,
}

struct Merger {
    conflicts: Vec<Conflict>,
}

impl Merger {
    fn value(&mut self, site: Site, trail: &Trail<'_>, three: Three<'_>) -> Option<Value> {
        let Three { base, mine, theirs } = three;
        let same = |a, b| same_option(trail.name, a, b);
        if same(base, mine) || same(mine, theirs) {
            return theirs.cloned();
        }
        if same(base, theirs) {
            return mine.cloned();
        }
        let lists = [base, mine, theirs].map(|side| side.map(|value| site.members(value)));
        if let [None | Some(Some(_)), Some(Some(m)), Some(Some(t))] = lists {
            let b = lists[0].flatten().unwrap_or_default();
            return Some(Value::Array(self.members(site, trail, b, m, t)));
        }
        if let (None | Some(Value::Object(_)), Some(Value::Object(m)), Some(Value::Object(t))) =
            (base, mine, theirs)
        {
            let nothing = Map::new();
            let b = base.and_then(Value::as_object).unwrap_or(&nothing);
            let site = theirs.map_or(site, |value| site.given(value));
            return Some(Value::Object(self.objects(site, trail, b, m, t)));
        }
        self.conflict(trail.pointer(), three);
        theirs.cloned()
    }

    fn conflict(&mut self, pointer: Pointer, three: Three<'_>) {
        // The service alone decides these, and theirs is what it says now: there is nothing to choose.
        if is_services_own(&pointer) {
            return;
        }
        let Three { base, mine, theirs } = three;
        let [base, mine, theirs] = [base, mine, theirs].map(Option::<&Value>::cloned);
        self.conflicts.push(Conflict { pointer, base, mine, theirs });
    }

    fn objects(
        &mut self,
        site: Site,
        trail: &Trail<'_>,
        base: &Map<String, Value>,
        mine: &Map<String, Value>,
        theirs: &Map<String, Value>,
    ) -> Map<String, Value> {
        let find = |map: &'_ Map<String, Value>, name: &str| site.spelling(map, name).map(str::to_owned);
        let mut merged = Map::with_capacity(theirs.len());
        for (name, value) in theirs {
            if name == KEY {
                merged.insert(name.clone(), value.clone());
                continue;
            }
            let [base, mine] = [base, mine].map(|map| find(map, name).and_then(|spelled| map.get(&spelled)));
            let three = Three { base, mine, theirs: Some(value) };
            if let Some(value) = self.value(site.below(name), &trail.below(name), three) {
                merged.insert(name.clone(), value);
            }
        }
        for (name, value) in mine.iter().filter(|(name, _)| *name != KEY && find(theirs, name).is_none()) {
            let base = find(base, name).and_then(|spelled| base.get(&spelled));
            let three = Three { base, mine: Some(value), theirs: None };
            if let Some(value) = self.value(site.below(name), &trail.below(name), three) {
                site.insert(&mut merged, name, value);
            }
        }
        merged
    }

    fn members(
        &mut self,
        site: Site,
        trail: &Trail<'_>,
        base: &[Value],
        mine: &[Value],
        theirs: &[Value],
    ) -> Vec<Value> {
        let find = |list: &'_ [Value], key: &str| sites::position(list, key);
        let key_of = |member| sites::identity(member).unwrap_or_default();
        let only_mine = mine.iter().filter(|member| find(theirs, key_of(member)).is_none());
        let mut merged: Vec<Value> = Vec::with_capacity(theirs.len().max(mine.len()));
        for member in theirs.iter().chain(only_mine) {
            let key = key_of(member);
            let name = format!("@{key}");
            let three = Three {
                base: find(base, key).map(|at| &base[at]),
                mine: find(mine, key).map(|at| &mine[at]),
                theirs: find(theirs, key).map(|at| &theirs[at]),
            };
            if let Some(mut value) = self.value(site.below(&name), &trail.below(&name), three) {
                super::name_member(&mut value, key);
                merged.push(value);
            }
        }
        let order = self.order(trail, base, mine, theirs);
        merged.sort_by_key(|member| order.iter().position(|key| sites::identity(member) == Some(key)));
        merged
    }

    /// The order of the merged list: of the side that moved members, with what the other side added behind the member it
    /// stood behind there.
    fn order(&mut self, trail: &Trail<'_>, base: &[Value], mine: &[Value], theirs: &[Value]) -> Vec<String> {
        let [base, mine, theirs] = [base, mine, theirs].map(sites::order);
        let common = |list: &[String]| -> Vec<String> {
            let everywhere = |key: &&String| [&base, &mine, &theirs].iter().all(|side| side.contains(key));
            list.iter().filter(everywhere).cloned().collect()
        };
        let [was, by_me, by_them] = [&base, &mine, &theirs].map(|list| common(list));
        if was != by_me && was != by_them && by_me != by_them {
            let pointer = trail.below(ORDER).pointer();
            let [base, mine, theirs] = [&base, &mine, &theirs].map(|keys| Some(Value::from(keys.clone())));
            self.conflicts.push(Conflict { pointer, base, mine, theirs });
        }
        let (order, other) = if was == by_them && was != by_me { (mine, theirs) } else { (theirs, mine) };
        woven(order, &other)
    }
}

/// An order with what only the other order names, each behind the member that it stands behind there.
fn woven(mut order: Vec<String>, other: &[String]) -> Vec<String> {
    for (at, key) in other.iter().enumerate() {
        if !order.contains(key) {
            let before = other[..at].iter().rev().find_map(|key| order.iter().position(|known| known == key));
            order.insert(before.map_or(0, |place| place + 1), key.clone());
        }
    }
    order
}
