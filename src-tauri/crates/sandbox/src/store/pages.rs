//! Lists in pages: `top` and `skip`, and a link to the next page that is relative to the base (store-api 3).

use hyper::StatusCode;
use serde_json::{Map, Value, json};

use super::ApiError;
use crate::assume::Assumptions;
use crate::http::{Reply, Request};

/// A list as its page documents it.
pub struct Pages<'a> {
    /// What stands before the query of the next link: `applications?`, or `inappproducts/?` with the slash that some
    /// pages write.
    pub link: String,
    /// How many without parameters; `None` is all of them.
    pub usual: Option<usize>,
    /// What errors call the entries.
    pub word: &'a str,
}

impl Pages<'_> {
    pub fn reply(
        &self,
        request: &Request,
        assume: &Assumptions,
        total: usize,
        entries: impl FnOnce(usize, usize) -> Vec<Value>,
    ) -> Result<Reply, ApiError> {
        let number = |name: &'static str, usual: usize| match request.query(name) {
            None => Ok(usual),
            Some(text) => {
                text.parse::<usize>().map_err(|_| ApiError::value(name, format!("{name} is not a number.")))
            }
        };
        let (top, skip) = (number("top", self.usual.unwrap_or(usize::MAX))?, number("skip", 0)?);
        if top == 0 {
            return Err(ApiError::value("top", "top is at least 1."));
        }
        if total == 0 && assume.is("empty-lists", "404") {
            return Err(ApiError::not_found(self.word, "list"));
        }
        let mut page = Map::new();
        let next = skip.saturating_add(top);
        if next < total {
            // Absent on the last page.
            page.insert("@nextLink".into(), json!(format!("{}skip={next}&top={top}", self.link)));
        }
        page.insert("value".into(), Value::Array(entries(skip, top)));
        page.insert("totalCount".into(), json!(total));
        Ok(Reply::json(StatusCode::OK, &Value::Object(page)))
    }
}
