//! How one member of a PUT is read: its type, its closed set, its empty value.

use serde_json::{Value, json};

use crate::model::{Document, NEVER};
use crate::store::ApiError;

/// Members that the service serves and this crate does not know are replaced like the rest; new ones are dropped,
/// as a typed service drops them.
pub fn keep_unknown(sent: &Document, current: &Document, next: &mut Document) {
    const SERVED: [&str; 4] = ["id", "status", "statusDetails", "fileUploadUrl"];
    for (name, value) in sent {
        if !next.contains_key(name) && current.contains_key(name) && !SERVED.contains(&name.as_str()) {
            next.insert(name.clone(), value.clone());
        }
    }
}

pub fn choice(
    sent: Option<&Value>,
    now: &Value,
    set: &[&str],
    empty: &str,
    name: &str,
) -> Result<Value, ApiError> {
    match sent {
        None | Some(Value::Null) => Ok(json!(empty)),
        Some(value) if value.as_str().is_some_and(|v| set.contains(&v)) || value == now => Ok(value.clone()),
        Some(value) => Err(ApiError::value(name, format!("{value} is not a valid {name}."))),
    }
}

pub fn boolean(sent: Option<&Value>, target: &str) -> Result<Value, ApiError> {
    match sent {
        None | Some(Value::Null) => Ok(json!(false)),
        Some(Value::Bool(flag)) => Ok(json!(flag)),
        Some(other) => Err(ApiError::value(target, format!("{other} is not a boolean."))),
    }
}

/// A text; null stays null, because clients send it for a title that the package gives (store-api 12, trap 4).
pub fn text(sent: Option<&Value>, target: &str) -> Result<Value, ApiError> {
    match sent {
        None => Ok(json!("")),
        Some(value) if value.is_string() || value.is_null() => Ok(value.clone()),
        Some(_) => Err(ApiError::value(target, format!("{target} is not a text."))),
    }
}

/// `""` and an absent date mean "not set".
pub fn date(sent: Option<&Value>, target: &str) -> Result<Value, ApiError> {
    match sent {
        None | Some(Value::Null) => Ok(json!(NEVER)),
        Some(Value::String(text)) if text.is_empty() || text.parse::<jiff::Timestamp>().is_ok() => {
            Ok(json!(text))
        }
        Some(other) => Err(ApiError::value(target, format!("{other} is not a date."))),
    }
}

/// A flight says "not set" with an empty text (store-api 3, 5.13).
pub fn date_or_empty(sent: Option<&Value>, target: &str) -> Result<Value, ApiError> {
    match sent {
        None | Some(Value::Null) => Ok(json!("")),
        sent => date(sent, target),
    }
}

pub fn list(sent: Option<&Value>, target: &str) -> Result<Vec<Value>, ApiError> {
    match sent {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(list)) => Ok(list.clone()),
        Some(_) => Err(ApiError::value(target, format!("{target} is not a list."))),
    }
}

pub fn words(sent: Option<&Value>, target: &str) -> Result<Vec<Value>, ApiError> {
    let list = list(sent, target)?;
    match list.iter().all(Value::is_string) {
        true => Ok(list),
        false => Err(ApiError::value(target, format!("{target} is not a list of texts."))),
    }
}
