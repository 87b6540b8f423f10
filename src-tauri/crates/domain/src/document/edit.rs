//! One change of one value, and applying changes to a document: all or none, with the edits that undo them.
//!
//! An edit names what is there afterwards, never how to get there, so that the journal can replay it and a second
//! application changes nothing. Members of lists are set and removed by identity; the order of a list is a value of its own.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value, json};
use ts_rs::TS;

use super::{Document, ORDER, Pointer, Site, name_member, normalize, own_keys, sites};
use crate::Problem;
use crate::codes;

/// One change of one value. `{"pointer": …, "value": …}` sets (an explicit `null` is a value), without `value` it removes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Edit {
    pub pointer: Pointer,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "some")]
    #[ts(optional, type = "any")]
    pub value: Option<Value>,
}

impl Edit {
    pub fn set(pointer: Pointer, value: impl Into<Value>) -> Self {
        Self { pointer, value: Some(value.into()) }
    }

    pub fn remove(pointer: Pointer) -> Self {
        Self { pointer, value: None }
    }
}

/// Keeps `null` apart from a missing member, which serde would read alike.
pub(super) fn some<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// An edit that makes no sense for the document. Nothing of its batch was applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditRefused {
    pub pointer: Pointer,
    pub why: Refusal,
}

/// Why an edit was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The document as a whole is not one value to set or remove.
    Root,
    /// The way leads through a text, a number or an array that is one leaf.
    NotAContainer,
    /// In a list with identities the segment must be `@<identity>` and the value an object; where the service wants one
    /// object, the identity is `only`.
    NotAMember,
    /// `@order` needs a list that is there and an array of identities, and cannot be removed.
    NotAnOrder,
}

impl fmt::Display for EditRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = match self.why {
            Refusal::Root => "the whole document cannot be set or removed",
            Refusal::NotAContainer => "the way leads through a value that holds no others",
            Refusal::NotAMember => "not a member of a list with identities",
            Refusal::NotAnOrder => "not an order of the list",
        };
        write!(f, "edit of {} refused: {why}", self.pointer)
    }
}

impl std::error::Error for EditRefused {}

impl From<EditRefused> for Problem {
    fn from(refused: EditRefused) -> Self {
        Problem::must(codes::DRAFT_EDIT_REFUSED).at(refused.pointer).with("why", format!("{:?}", refused.why))
    }
}

impl Document {
    /// Applies all edits in order, or none; answers the edits that undo them, in the order to apply them.
    ///
    /// Setting below a missing (or null) object creates the objects on the way; setting an unknown member of a list appends
    /// it; removing what is not there does nothing. A language that a batch leaves without any value is gone. Undo restores
    /// the order of lists and languages; the order of the other objects' names carries no meaning and is not restored.
    pub fn apply(&mut self, edits: &[Edit]) -> Result<Vec<Edit>, EditRefused> {
        let mut undo = Vec::new();
        let hollow_before = self.touched_languages(edits, |_, _| true);
        for edit in edits {
            let done = match &edit.value {
                Some(value) => self.set(&edit.pointer, value.clone(), &mut undo),
                None => self.remove(&edit.pointer, &mut undo),
            };
            if let Err(why) = done {
                for back in undo.into_iter().rev() {
                    let restored = match back.value {
                        Some(value) => self.set(&back.pointer, value, &mut Vec::new()),
                        None => self.remove(&back.pointer, &mut Vec::new()),
                    };
                    debug_assert!(restored.is_ok(), "an undo edit always fits the document it was made from");
                }
                return Err(EditRefused { pointer: edit.pointer.clone(), why });
            }
        }
        let set_whole =
            |language: &Pointer| edits.iter().any(|edit| edit.value.is_some() && edit.pointer == *language);
        let emptied =
            self.touched_languages(edits, |language, edit| edit.value.is_none() && !set_whole(language));
        for (language, left) in emptied {
            if hollow_before.iter().any(|(before, _)| *before == language) {
                continue;
            }
            if self.remove(&language, &mut Vec::new()).is_ok() {
                undo.push(Edit::set(language, left));
            }
        }
        undo.reverse();
        // Undoing into a language that held nothing must not take the language away with the last value.
        undo.extend(hollow_before.into_iter().map(|(language, value)| Edit::set(language, value)));
        Ok(undo)
    }

    /// The value at a place, to change what has no bearing on identities.
    pub(super) fn value_mut(&mut self, pointer: &Pointer) -> Option<&mut Value> {
        let way = Way::through(&self.0, pointer);
        way.is_whole().then(|| way.value_mut(&mut self.0, way.found)).flatten()
    }

    /// The languages that hold nothing among those that the chosen edits lie inside of.
    fn touched_languages(
        &self,
        edits: &[Edit],
        chosen: impl Fn(&Pointer, &Edit) -> bool,
    ) -> Vec<(Pointer, Value)> {
        let listings = Pointer::root().push("listings");
        let mut found: Vec<(Pointer, Value)> = Vec::new();
        for edit in edits {
            let mut names = edit.pointer.segments();
            let (Some("listings"), Some(code), Some(_)) =
                (names.next().as_deref(), names.next(), names.next())
            else {
                continue;
            };
            let Some(Value::Object(map)) = self.0.get("listings") else { continue };
            let Some(spelled) = Site::Listings.spelling(map, &code) else { continue };
            let language = listings.push(spelled);
            if found.iter().all(|(known, _)| *known != language)
                && Site::Language.is_hollow(&map[spelled])
                && chosen(&language, edit)
            {
                found.push((language, map[spelled].clone()));
            }
        }
        found
    }

    /// `undo` receives the inverse edits last first.
    fn set(&mut self, pointer: &Pointer, mut value: Value, undo: &mut Vec<Edit>) -> Result<(), Refusal> {
        let way = Way::through(&self.0, pointer);
        let Some(last) = way.names.last() else { return Err(Refusal::Root) };
        if last == ORDER && way.site_of_parent().is_list() {
            return self.reorder(&way, &value, undo);
        }
        if way.site().is_member() && !value.is_object() {
            return Err(Refusal::NotAMember);
        }
        normalize(way.site(), &mut value, &mut own_keys());
        if way.is_whole() {
            if way.renames_member() {
                return self.set_inside_member(&way, Some(value), undo);
            }
            if way.site().is_member() {
                name_member(&mut value, &last[1..]);
            }
            let Some(place) = way.value_mut(&mut self.0, way.found) else {
                return Err(Refusal::NotAContainer);
            };
            undo.push(Edit::set(way.pointer(way.found), std::mem::replace(place, value)));
            return Ok(());
        }
        if way.renames_member() && way.found + 1 == way.names.len() {
            return self.set_inside_member(&way, Some(value), undo);
        }
        self.create(&way, value, undo)
    }

    /// Puts a value where the way ends early: the objects, the list and the member that are missing are made.
    fn create(&mut self, way: &Way, mut value: Value, undo: &mut Vec<Edit>) -> Result<(), Refusal> {
        for at in (way.found..way.names.len()).rev() {
            let (name, site) = (&way.names[at], way.sites[at]);
            let top = at == way.found;
            if site.is_list() {
                let key = name.strip_prefix('@').filter(|key| !key.is_empty() && name != ORDER);
                let (Some(key), true) = (key, value.is_object()) else { return Err(Refusal::NotAMember) };
                if site.fixed_key().is_some_and(|fixed| fixed != key) {
                    return Err(Refusal::NotAMember);
                }
                name_member(&mut value, key);
                if !top {
                    value = Value::Array(vec![value]);
                }
            } else if !top {
                value = Value::Object(Map::from_iter([(name.clone(), value)]));
            }
        }
        let (name, site) = (&way.names[way.found], way.sites[way.found]);
        let Some(holder) = way.value_mut(&mut self.0, way.found) else { return Err(Refusal::NotAContainer) };
        if let Some(members) = site.members_mut(holder) {
            members.push(value);
            undo.push(Edit::remove(way.pointer(way.found + 1)));
        } else if let Value::Object(object) = holder {
            site.insert(object, name, value);
            undo.push(Edit::remove(way.pointer(way.found + 1)));
        } else if holder.is_null() && way.found > 0 {
            *holder = if site.is_list() { json!([value]) } else { json!({ name.as_str(): value }) };
            undo.push(Edit::set(way.pointer(way.found), Value::Null));
        } else {
            return Err(Refusal::NotAContainer);
        }
        Ok(())
    }

    fn remove(&mut self, pointer: &Pointer, undo: &mut Vec<Edit>) -> Result<(), Refusal> {
        let way = Way::through(&self.0, pointer);
        let Some(last) = way.names.last() else { return Err(Refusal::Root) };
        if last == ORDER && way.site_of_parent().is_list() {
            return Err(Refusal::NotAnOrder);
        }
        if !way.is_whole() {
            let stopped = way.value_mut(&mut self.0, way.found);
            let open = stopped.is_some_and(|value| {
                value.is_object() || value.is_null() || way.sites[way.found].members(value).is_some()
            });
            return if open { Ok(()) } else { Err(Refusal::NotAContainer) };
        }
        if way.renames_member() {
            return self.set_inside_member(&way, None, undo);
        }
        let at = way.names.len() - 1;
        let site = way.sites[at];
        let Some(holder) = way.value_mut(&mut self.0, at) else { return Err(Refusal::NotAContainer) };
        if let Some(members) = site.members_mut(holder) {
            let Some(place) = sites::position(members, &last[1..]) else { return Ok(()) };
            if place + 1 < members.len() {
                undo.push(Edit::set(way.pointer(at).push(ORDER), sites::order(members)));
            }
            undo.push(Edit::set(way.pointer(at + 1), members.remove(place)));
        } else if let Value::Object(object) = holder
            && let Some(old) = object.shift_remove(last)
        {
            undo.push(Edit::set(way.pointer(at + 1), old));
        }
        Ok(())
    }

    /// Sets or removes the id or own key of a member. Its identity stays what the pointer said: other edits, undo included,
    /// speak of the member by it.
    fn set_inside_member(
        &mut self,
        way: &Way,
        value: Option<Value>,
        undo: &mut Vec<Edit>,
    ) -> Result<(), Refusal> {
        let at = way.names.len() - 1;
        let Some(member) = way.value_mut(&mut self.0, at) else { return Err(Refusal::NotAContainer) };
        undo.push(Edit::set(way.pointer(at), member.clone()));
        if let Value::Object(object) = member {
            match value {
                Some(value) => drop(object.insert(way.names[at].clone(), value)),
                None => drop(object.shift_remove(&way.names[at])),
            }
        }
        name_member(member, &way.names[at - 1][1..]);
        Ok(())
    }

    /// Named members come first in the order named, the others keep their order behind them; names that the list does not
    /// hold are passed over, so that an order survives members that came and went meanwhile.
    fn reorder(&mut self, way: &Way, value: &Value, undo: &mut Vec<Edit>) -> Result<(), Refusal> {
        let at = way.names.len() - 1;
        let keys: Option<Vec<&str>> =
            value.as_array().and_then(|keys| keys.iter().map(Value::as_str).collect::<Option<_>>());
        let (Some(keys), true) = (keys, way.found >= at) else { return Err(Refusal::NotAnOrder) };
        let members = way.value_mut(&mut self.0, at).and_then(|list| way.sites[at].members_mut(list));
        let Some(members) = members else { return Err(Refusal::NotAnOrder) };
        let before = sites::order(members);
        members.sort_by_key(|member| {
            keys.iter().position(|key| sites::identity(member) == Some(*key)).unwrap_or(keys.len())
        });
        undo.push(Edit::set(way.pointer(at).push(ORDER), before));
        Ok(())
    }
}

/// A pointer walked into a document as far as it leads.
struct Way {
    /// The names, spelled as the document spells them as far as they exist.
    names: Vec<String>,
    /// The site of the container of each name, then the site of the value itself.
    sites: Vec<Site>,
    /// How many names exist.
    found: usize,
}

impl Way {
    fn through(root: &Value, pointer: &Pointer) -> Self {
        let mut way = Self { names: Vec::new(), sites: vec![Site::Root], found: 0 };
        let mut here = Some(root);
        let mut site = Site::Root;
        for name in pointer.segments() {
            site = here.map_or(site, |value| site.given(value));
            *way.sites.last_mut().unwrap_or(&mut site) = site;
            let below = here.and_then(|value| site.child(value, &name));
            let spelled = match here {
                Some(Value::Object(object)) => site.spelling(object, &name).map(str::to_owned),
                _ => None,
            };
            way.names.push(spelled.unwrap_or_else(|| name.into_owned()));
            site = site.below(&way.names[way.names.len() - 1]);
            way.sites.push(site);
            way.found += usize::from(below.is_some());
            here = below;
        }
        way
    }

    fn is_whole(&self) -> bool {
        self.found == self.names.len()
    }

    fn site(&self) -> Site {
        self.sites[self.names.len()]
    }

    fn site_of_parent(&self) -> Site {
        self.sites[self.names.len().saturating_sub(1)]
    }

    fn pointer(&self, length: usize) -> Pointer {
        Pointer::of(&self.names[..length])
    }

    /// Whether the last name is what gives a list member its identity.
    fn renames_member(&self) -> bool {
        self.site_of_parent().is_member()
            && self.names.last().is_some_and(|name| name == "id" || name == super::KEY)
    }

    /// The value after `length` names, all of which exist.
    fn value_mut<'a>(&self, root: &'a mut Value, length: usize) -> Option<&'a mut Value> {
        let mut value = root;
        for (name, site) in self.names[..length].iter().zip(&self.sites) {
            value = match value {
                Value::Object(object) => object.get_mut(name)?,
                list => {
                    let members = site.members_mut(list)?;
                    let place = sites::position(members, name.strip_prefix('@')?)?;
                    members.get_mut(place)?
                }
            };
        }
        Some(value)
    }
}
