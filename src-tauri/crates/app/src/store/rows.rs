//! Documents in columns: everything that is not searched by SQL is one JSON text.

use rusqlite::types::Type;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value as it goes into a column.
///
/// # Panics
/// Never for our types: none has a map with keys that are not strings.
pub fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("our records are plain JSON")
}

/// The value of a column, or SQLite's own conversion error.
pub fn from_json<T: DeserializeOwned>(column: usize, text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text)
        .map_err(|e| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(e)))
}
