//! Apps: the list in pages, and one app (store-api 4.1, 5.1).

use hyper::StatusCode;

use super::ApiError;
use super::owner::Owner;
use super::pages::Pages;
use crate::Shared;
use crate::http::{Reply, Request};

pub fn list(shared: &Shared, request: &Request) -> Result<Reply, ApiError> {
    let world = shared.lock();
    let pages = Pages { link: "applications?".into(), usual: Some(10), word: "application" };
    pages.reply(request, &shared.assume, world.apps().len(), |skip, top| {
        let ids = world.apps().iter().skip(skip).take(top);
        ids.filter_map(|id| world.resource(id, true, true)).collect()
    })
}

pub fn get(shared: &Shared, app: &str) -> Result<Reply, ApiError> {
    let world = shared.lock();
    let there = world.peek(app).is_some_and(|product| product.app().is_some());
    let resource = if there { world.resource(app, false, true) } else { None };
    let resource = resource.ok_or_else(|| Owner::App(app).missing())?;
    Ok(Reply::json(StatusCode::OK, &resource))
}
