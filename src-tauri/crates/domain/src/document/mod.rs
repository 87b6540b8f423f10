//! The draft and its two sisters (what Microsoft has, what is live) as documents: a submission as the service sent it, kept
//! whole, unknown members and values included, and changed only by patches addressed with JSON Pointers.
//!
//! Here: reading a submission in, addressing, applying with undo, differences, merging and the way back out. Not here:
//! what a value should be (`rules`), where documents are kept (`vitrine-app`), secrets other than the upload address
//! (their owner cuts them out before a document is made).

mod alone;
mod diff;
mod edit;
mod merge;
mod pointer;
pub mod readback;
pub mod sending;
mod service;
mod sites;

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod lossless;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

pub use diff::{Difference, differences};
pub use edit::{Edit, EditRefused, Refusal};
pub use merge::{Choice, Conflict, Merged, Side, Unresolved, merge, resolve};
pub use pointer::{NotAPointer, Pointer};
pub use service::is_services_own;
pub(crate) use sites::Site;
pub(crate) use sites::same_named as means_the_same;
pub use sites::{KEY, ORDER, identity};

/// A submission on this computer. Serialises as the stored JSON: the service's members, plus ours that begin with `$`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Document(Value);

impl<'de> Deserialize<'de> for Document {
    /// A stored document may be older than what this module knows about lists: members that had no identity then get one.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut stored = Value::deserialize(deserializer)?;
        normalize(Site::Root, &mut stored, &mut own_keys());
        Ok(Self(stored))
    }
}

impl Default for Document {
    /// A submission that says nothing yet.
    fn default() -> Self {
        Self(Value::Object(Map::new()))
    }
}

/// The upload address: a secret that is never kept.
const UPLOAD_ADDRESS: &str = "fileUploadUrl";

impl Document {
    /// Takes a submission as the service sent it. Cuts out what is never kept and gives list members that the service did
    /// not name their own key: their file name, or where that says nothing or is taken one that `key` makes (a uuid:
    /// randomness is the caller's).
    pub fn from_submission(mut raw: Value, key: &mut dyn FnMut() -> String) -> Self {
        if let Value::Object(submission) = &mut raw {
            submission.shift_remove(UPLOAD_ADDRESS);
        }
        keep_dollars(&mut raw);
        normalize(Site::Root, &mut raw, key);
        Self(raw)
    }

    /// The stored JSON.
    pub fn value(&self) -> &Value {
        &self.0
    }

    /// The value at a place. Beyond what can be edited, a decimal segment reads one item of a leaf array (a search term).
    /// `@order` is not a stored value: ask [`Document::order`].
    pub fn get(&self, pointer: &Pointer) -> Option<&Value> {
        let mut site = Site::Root;
        let mut value = &self.0;
        for name in pointer.segments() {
            site = site.given(value);
            value = match value {
                Value::Array(list) if !site.is_list() => list.get(name.parse::<usize>().ok()?)?,
                _ => site.child(value, &name)?,
            };
            site = site.below(&name);
        }
        Some(value)
    }

    /// The identities of the members of a list in order, or `None` when there is no such list at that place.
    pub fn order(&self, list: &Pointer) -> Option<Vec<String>> {
        let site = list.segments().fold(Site::Root, |site, name| site.below(&name));
        site.members(self.get(list)?).map(sites::order)
    }

    /// The members of a list with the pointer of each, in order; empty when there is no such list.
    pub fn members(&self, list: &Pointer) -> Vec<(Pointer, &Map<String, Value>)> {
        let site = list.segments().fold(Site::Root, |site, name| site.below(&name));
        let members = self.get(list).and_then(|value| site.members(value)).unwrap_or_default();
        let named = |member| Some((list.push(&format!("@{}", identity(member)?)), member.as_object()?));
        members.iter().filter_map(named).collect()
    }

    /// What goes to the service: everything of ours taken out, everything of the service's under its own name.
    pub fn to_submission(&self) -> Value {
        let mut value = outward(&self.0);
        if let Value::Object(submission) = &mut value {
            submission.shift_remove(UPLOAD_ADDRESS);
        }
        value
    }

    /// The languages of the listing as spelled, in alphabetical order.
    pub fn languages(&self) -> Vec<String> {
        let listings = self.0.get("listings").and_then(Value::as_object);
        listings.map(|map| map.keys().cloned().collect()).unwrap_or_default()
    }
}

/// Moves the service's own `$` names out of the way of ours, at any depth.
fn keep_dollars(value: &mut Value) {
    match value {
        Value::Object(object) => {
            if object.keys().any(|name| name.starts_with('$')) {
                let renamed = std::mem::take(object).into_iter().map(|(name, value)| {
                    (if name.starts_with('$') { format!("${name}") } else { name }, value)
                });
                *object = renamed.collect();
            }
            object.values_mut().for_each(keep_dollars);
        }
        Value::Array(list) => list.iter_mut().for_each(keep_dollars),
        _ => {}
    }
}

/// A copy without our members and with the service's under their own names.
fn outward(value: &Value) -> Value {
    match value {
        Value::Object(object) => Value::Object(
            object
                .iter()
                .filter_map(|(name, value)| {
                    let sent = match name.strip_prefix('$') {
                        None => name.as_str(),
                        Some(theirs) if theirs.starts_with('$') => theirs,
                        Some(_) => return None,
                    };
                    Some((sent.to_owned(), outward(value)))
                })
                .collect(),
        ),
        Value::Array(list) => Value::Array(list.iter().map(outward).collect()),
        leaf => leaf.clone(),
    }
}

/// Brings a value into the form that all of this module relies on: every member of a list has one identity that no other
/// member of the list has, with an own key exactly when the service's id does not name it; languages are in order.
fn normalize(site: Site, value: &mut Value, key: &mut dyn FnMut() -> String) {
    if let Some(members) = site.members_mut(value) {
        name_members(members, site.fixed_key(), key);
        for member in members {
            normalize(site.below(ORDER), member, key);
        }
    } else if site != Site::Elsewhere && value.is_object() {
        let site = site.given(value);
        let Value::Object(object) = value else { return };
        if site.is_language_map() && !object.keys().is_sorted_by_key(|code| sites::alphabetical(code)) {
            let mut sorted: Vec<_> = std::mem::take(object).into_iter().collect();
            sorted.sort_by(|(a, _), (b, _)| sites::alphabetical(a).cmp(&sites::alphabetical(b)));
            *object = sorted.into_iter().collect();
        }
        for (name, value) in object.iter_mut() {
            normalize(site.below(name), value, key);
        }
    }
}

/// Keys for members that came without one, where nobody outside says how they are made. They only tell apart.
fn own_keys() -> impl FnMut() -> String {
    let mut made = 0;
    move || {
        made += 1;
        format!("own-{made}")
    }
}

fn name_members(members: &mut [Value], fixed: Option<&str>, key: &mut dyn FnMut() -> String) {
    let mut taken: HashSet<String> = HashSet::with_capacity(members.len());
    let mut unnamed = Vec::new();
    if let (Some(fixed), Some(first)) = (fixed, members.first_mut()) {
        name_member(first, fixed);
    }
    for (at, member) in members.iter_mut().enumerate() {
        // An own key that says no more than the service's id is dropped: one identity has one form.
        if member
            .get(KEY)
            .is_some_and(|own| own.as_str() == sites::service_id(member) || !names_a_member(own))
        {
            without_key(member);
        }
        match identity(member) {
            Some(name) if !taken.contains(name) => drop(taken.insert(name.to_owned())),
            _ => unnamed.push(at),
        }
    }
    for at in unnamed {
        // A file without an id goes by its name, so that two readings of one submission call it the same.
        let mut fresh = sites::file_name(&members[at]).map_or_else(&mut *key, str::to_owned);
        while fresh.is_empty() || fresh == ORDER[1..] || taken.contains(&fresh) {
            fresh = key();
        }
        with_key(&mut members[at], &fresh);
        taken.insert(fresh);
    }
}

fn names_a_member(own: &Value) -> bool {
    own.as_str().is_some_and(|own| !own.is_empty() && own != &ORDER[1..])
}

fn without_key(member: &mut Value) {
    if let Value::Object(object) = member {
        object.shift_remove(KEY);
    }
}

fn with_key(member: &mut Value, key: &str) {
    if let Value::Object(object) = member {
        object.insert(KEY.to_owned(), Value::String(key.to_owned()));
    }
}

/// Gives a member exactly the identity `key`.
fn name_member(member: &mut Value, key: &str) {
    if sites::service_id(member) == Some(key) { without_key(member) } else { with_key(member, key) }
}
