//! Reading single values of a draft, and asking whether live says the same already.

use serde_json::Value;

use crate::document::{Document, Pointer, differences};

/// The text at a place; empty when there is none.
pub(super) fn text<'a>(document: &'a Document, at: &Pointer) -> &'a str {
    document.get(at).and_then(Value::as_str).unwrap_or_default()
}

/// Whether a switch is on.
pub(super) fn is_on(document: &Document, at: &Pointer) -> bool {
    document.get(at) == Some(&Value::Bool(true))
}

/// Whether live holds the very value that the draft holds. What is live was taken by the service: no rule calls it wrong.
pub(super) fn is_live(live: Option<&Document>, draft: &Document, at: &Pointer) -> bool {
    live.is_some_and(|live| live.get(at).is_some_and(|value| Some(value) == draft.get(at)))
}

/// Whether anything at or below one of these places differs from live.
pub(super) fn differs(live: &Document, draft: &Document, places: &[Pointer]) -> bool {
    differences(live, draft).iter().any(|change| places.iter().any(|place| change.pointer.starts_with(place)))
}
