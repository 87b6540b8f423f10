//! What went wrong or wants a look, as data: a code of a closed set, where it is, and the values its sentence needs.
//!
//! Rules, services, files and storage all speak this one type; the window, menus and the terminal render the same
//! catalogue entry for a code. Codes are `area.thing.fault`, lower case, and never reused.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

/// How much a problem asks of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Blocks submitting.
    Must,
    /// Worth a look; recorded, never blocking.
    Check,
    /// An improvement.
    Tip,
}

/// One problem. `params` hold plain strings and numbers; they never hold a secret or a path.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Problem {
    pub code: String,
    pub severity: Severity,
    /// The JSON Pointer of the faulty value in the draft, or `""` when the problem has no place in a document.
    pub pointer: String,
    #[serde(default)]
    #[ts(type = "Record<string, string | number>")]
    pub params: Map<String, Value>,
    /// Folded under *Details*: what support asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub details: Option<Details>,
}

/// What a service said, for support: ids, status and its raw answer with every secret cut out.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Details {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub status: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub correlation_id: Option<String>,
    /// The operation as a person of support knows it, for example `POST applications/9NBL…/submissions`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub operation: Option<String>,
    /// At most 4 KiB, redacted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub answer: Option<String>,
}

/// The `code` is one of [`crate::codes::ALL`].
impl Problem {
    pub fn must(code: &str) -> Self {
        Self::new(code, Severity::Must)
    }

    pub fn check(code: &str) -> Self {
        Self::new(code, Severity::Check)
    }

    pub fn tip(code: &str) -> Self {
        Self::new(code, Severity::Tip)
    }

    fn new(code: &str, severity: Severity) -> Self {
        debug_assert!(crate::codes::is_known(code), "{code} is not in the list of codes");
        Self { code: code.to_owned(), severity, pointer: String::new(), params: Map::new(), details: None }
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = pointer.into();
        self
    }

    /// Adds a value that the sentence needs.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    #[must_use]
    pub fn because(mut self, details: Details) -> Self {
        self.details = Some(details);
        self
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.code)
    }
}

impl std::error::Error for Problem {}
