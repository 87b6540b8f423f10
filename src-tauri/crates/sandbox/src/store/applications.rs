//! Apps: the list in pages, one app, and the empty lists beside it (store-api 3 paging, 4.1, 5.1).

use hyper::StatusCode;
use serde_json::{Value, json};

use super::ApiError;
use crate::Shared;
use crate::http::{Reply, Request};

/// Without parameters the first ten (store-api 4.1).
const PAGE: usize = 10;

pub fn list(shared: &Shared, request: &Request) -> Result<Reply, ApiError> {
    let number = |name: &'static str, usual: usize| match request.query(name) {
        None => Ok(usual),
        Some(text) => {
            text.parse::<usize>().map_err(|_| ApiError::value(name, format!("{name} is not a number.")))
        }
    };
    let (top, skip) = (number("top", PAGE)?, number("skip", 0)?);
    if top == 0 {
        return Err(ApiError::value("top", "top is at least 1."));
    }
    let world = shared.lock();
    let total = world.len();
    if total == 0 && shared.assume.is("empty-lists", "404") {
        return Err(ApiError::not_found("application", "list"));
    }
    let mut page = serde_json::Map::new();
    let next = skip.saturating_add(top);
    if next < total {
        // Relative to the base, as documented; absent on the last page.
        page.insert("@nextLink".into(), json!(format!("applications?skip={next}&top={top}")));
    }
    page.insert("value".into(), Value::Array(world.page(skip, top)));
    page.insert("totalCount".into(), json!(total));
    Ok(Reply::json(StatusCode::OK, &Value::Object(page)))
}

pub fn get(shared: &Shared, app: &str) -> Result<Reply, ApiError> {
    let world = shared.lock();
    let product = world.peek(app).ok_or_else(|| ApiError::not_found("application", app))?;
    Ok(Reply::json(StatusCode::OK, &product.to_json(false)))
}

/// Add-ons and flights of an app: none here.
pub fn no_children(shared: &Shared, app: &str, list: &str) -> Result<Reply, ApiError> {
    if shared.lock().peek(app).is_none() {
        return Err(ApiError::not_found("application", app));
    }
    empty(shared, list)
}

/// Add-ons of the account: none here.
pub fn no_add_ons(shared: &Shared) -> Result<Reply, ApiError> {
    empty(shared, "inappproducts")
}

fn empty(shared: &Shared, list: &str) -> Result<Reply, ApiError> {
    if shared.assume.is("empty-lists", "404") {
        return Err(ApiError::not_found(list, "list"));
    }
    Ok(Reply::json(StatusCode::OK, &json!({"value": [], "totalCount": 0})))
}
