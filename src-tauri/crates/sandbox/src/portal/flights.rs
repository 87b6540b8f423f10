//! Flights in Partner Center: making one there, and changing what the API cannot change.

use serde_json::Value;

use crate::Shared;
use crate::model::Origin;
use crate::store::flights::Wanted;
use crate::store::{create as submission, flights};
use crate::world::World;

/// Makes a flight of the app `id`. Partner Center opens its first submission at once, and that one has no upload
/// address: the API can neither use nor delete it (store-api 6).
pub fn create(shared: &Shared, world: &mut World, id: &str, order: &Value) -> Result<String, String> {
    let failed = |error: std::io::Error| error.to_string();
    if world.peek(id).is_none_or(|app| app.app().is_none() || app.last_published.is_none()) {
        return Err("Flights can be created once the app is published.".to_owned());
    }
    let text = |name: &str| order[name].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    let wanted = Wanted {
        friendly_name: text("friendlyName"),
        group_ids: groups(order).unwrap_or_default(),
        below: text("rankHigherThan"),
    };
    let flight = flights::open(world, id, wanted).map_err(|error| error.message().to_owned())?;
    let number = world.next_id().map_err(failed)?;
    let now = shared.clock.now();
    if let Some(product) = world.product(&flight) {
        let document = submission::first(product, &shared.assume).unwrap_or_default();
        let made = submission::clone(product, number.clone(), document, Origin::Portal, None, now);
        product.pending = Some(number.clone());
        product.submissions.insert(number.clone(), made);
    }
    world.save(&flight, &number).map_err(failed)?;
    Ok(format!(
        "The flight {flight} was made in Partner Center, with a submission that the API cannot change."
    ))
}

/// Name and groups of a flight. Partner Center takes them while nothing is on its way and the flight is published
/// (windows-uwp `publish/package-flights`).
pub fn edit(world: &mut World, id: &str, order: &Value) -> Result<String, String> {
    let product = world.product(id).ok_or_else(|| format!("There is no product {id}."))?;
    let ready = product.pending.is_none() && product.last_published.is_some();
    let Some(flight) = product.flight_mut() else { return Err("This is not a flight.".to_owned()) };
    if !ready {
        return Err("A flight is changed once it is published and nothing is on its way.".to_owned());
    }
    if let Some(name) = order["friendlyName"].as_str().filter(|name| !name.is_empty()) {
        flight.friendly_name = name.to_owned();
    }
    if let Some(groups) = groups(order) {
        flight.group_ids = groups;
    }
    world.save_product(id).map_err(|error| error.to_string())?;
    Ok("The flight was changed in Partner Center.".to_owned())
}

fn groups(order: &Value) -> Option<Vec<String>> {
    let groups = order["groupIds"].as_array()?;
    Some(groups.iter().filter_map(|group| group.as_str().map(str::to_owned)).collect())
}
