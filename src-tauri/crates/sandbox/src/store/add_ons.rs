//! Add-ons: both lists, get, create, delete (store-api 4.4, 5.2). There is no PUT: an add-on keeps its id and type.

use hyper::StatusCode;
use serde_json::{Value, json};

use super::owner::Owner;
use super::pages::Pages;
use super::{ApiError, created, emptied, members};
use crate::Shared;
use crate::http::{Reply, Request};
use crate::model::Origin;
use crate::product::{AddOn, Kind, Product};
use crate::world::World;

/// Longest `productId` (listing-limits).
const PRODUCT_ID: usize = 100;
const NOT_IN_PRODUCT_ID: &[char] = &['<', '>', '*', '%', '&', ':', '\\', '?', '+', ','];

/// All add-ons of the account; without parameters all at once.
pub fn list(shared: &Shared, request: &Request) -> Result<Reply, ApiError> {
    let world = shared.lock();
    let pages = Pages { link: "inappproducts/?".into(), usual: None, word: "inAppProduct" };
    pages.reply(request, &shared.assume, world.add_ons().len(), |skip, top| {
        let ids = world.add_ons().iter().skip(skip).take(top);
        ids.filter_map(|id| world.resource(id, true, true)).collect()
    })
}

/// The add-ons of one app: ids only.
pub fn of_app(shared: &Shared, app: &str, request: &Request) -> Result<Reply, ApiError> {
    let mut world = shared.lock();
    Owner::App(app).product(&mut world)?;
    let ids = world.add_ons_of(app);
    let link = format!("applications/{app}/listinappproducts/?");
    let pages = Pages { link, usual: Some(10), word: "inAppProduct" };
    pages.reply(request, &shared.assume, ids.len(), |skip, top| {
        ids.iter().skip(skip).take(top).map(|id| json!({"inAppProductId": id})).collect()
    })
}

pub fn get(shared: &Shared, id: &str) -> Result<Reply, ApiError> {
    let mut world = shared.lock();
    let owner = Owner::AddOn(id);
    owner.product(&mut world)?;
    let resource = world.resource(id, false, true).ok_or_else(|| owner.missing())?;
    Ok(Reply::json(StatusCode::OK, &resource))
}

pub fn create(shared: &Shared, body: &[u8]) -> Result<Reply, ApiError> {
    let sent = members::object(body, "inAppProduct")?;
    let word = |name: &'static str| {
        let text = sent.get(name).and_then(Value::as_str).unwrap_or_default();
        if text.is_empty() { Err(ApiError::value(name, format!("{name} is missing."))) } else { Ok(text) }
    };
    let app = match sent.get("applicationIds").and_then(Value::as_array).map(Vec::as_slice) {
        Some([Value::String(app)]) => app.clone(),
        _ => return Err(ApiError::value("applicationIds", "applicationIds is a list of one id of an app.")),
    };
    let (product_id, product_type) = (word("productId")?, word("productType")?);
    let mut world = shared.lock();
    if world.peek(&app).is_none_or(|product| product.app().is_none()) {
        // The page knows 400 and 409 for this call, no 404.
        return Err(ApiError::value("applicationIds", format!("The application {app} was not found.")));
    }
    Owner::App(&app).supported(&world)?;
    if product_id.chars().count() > PRODUCT_ID || product_id.contains(NOT_IN_PRODUCT_ID) {
        return Err(ApiError::value("productId", format!("'{product_id}' is not a valid productId.")));
    }
    let known = match product_type {
        "Durable" | "Consumable" => true,
        "Subscription" => shared.assume.is("create-subscription", "accepted"),
        _ => false,
    };
    if !known {
        return Err(ApiError::value("productType", format!("'{product_type}' is not a valid productType.")));
    }
    if taken(&world, &app, product_id) {
        // Unique inside the app; which of the two documented codes answers is an inference.
        let message = format!("The application {app} has an in-app product {product_id} already.");
        return Err(ApiError::state("productId", &message));
    }
    let add_on = AddOn { app, product_id: product_id.to_owned(), product_type: product_type.to_owned() };
    let id = new_id(&mut world)?;
    world.add(Product::new(id.clone(), Kind::AddOn(add_on)))?;
    let resource = world.resource(&id, false, true).unwrap_or_default();
    Ok(Reply::json(created(shared), &resource))
}

pub fn delete(shared: &Shared, id: &str) -> Result<Reply, ApiError> {
    let mut world = shared.lock();
    let owner = Owner::AddOn(id);
    let product = owner.product(&mut world)?;
    let refusal = refusal(shared, product);
    owner.supported(&world)?;
    if let Some(message) = refusal {
        return Err(ApiError::state(owner.word(), message));
    }
    world.remove(id)?;
    Ok(emptied(shared))
}

fn refusal(shared: &Shared, product: &Product) -> Option<&'static str> {
    if product.last_published.is_some() && shared.assume.is("delete-published-add-on", "409") {
        return Some("An in-app product that was published cannot be deleted.");
    }
    // What is at work, or made in Partner Center, goes first; a draft of the API goes with its add-on.
    let open = product.pending().is_some_and(|open| open.status.moving() || open.origin == Origin::Portal);
    open.then_some("An in-app product with a submission in progress cannot be deleted.")
}

fn taken(world: &World, app: &str, product_id: &str) -> bool {
    world.add_ons_of(app).iter().filter_map(|id| world.peek(id)).any(|held| held.name() == product_id)
}

/// A Store id has twelve characters.
pub fn new_id(world: &mut World) -> std::io::Result<String> {
    let number = world.account.take_number();
    world.save_account()?;
    Ok(format!("9NSBX{number:07}"))
}
