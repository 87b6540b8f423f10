//! One value of a document in a document of its own, so that what happened to it can be told as if nothing else had.

use serde_json::{Map, Value, json};

use super::{Document, Pointer, name_member};

/// Beside the value on every level: an object that loses its only member would read as emptied.
const BESIDE: &str = "";

impl Document {
    /// A document that holds this value at this place and nothing else, or nothing there.
    pub(crate) fn alone(pointer: &Pointer, value: Option<&Value>) -> Self {
        let names: Vec<_> = pointer.segments().collect();
        let whole = names.iter().rev().fold(value.cloned(), |inner, name| {
            Some(match name.strip_prefix('@') {
                Some(key) => Value::Array(inner.map(|member| named(member, key)).into_iter().collect()),
                None => {
                    let mut object = Map::from_iter([(BESIDE.to_owned(), Value::Null)]);
                    object.extend(inner.map(|value| (name.to_string(), value)));
                    Value::Object(object)
                }
            })
        });
        Self(whole.unwrap_or_else(|| json!({})))
    }
}

fn named(mut member: Value, key: &str) -> Value {
    name_member(&mut member, key);
    member
}
