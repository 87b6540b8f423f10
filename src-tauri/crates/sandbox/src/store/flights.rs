//! Flights of an app: the list, get, create, delete (store-api 4.6, 5.3). There is no PUT: name, groups and rank change
//! in Partner Center only.

use hyper::StatusCode;
use jiff::SignedDuration;
use serde_json::Value;
use uuid::Uuid;

use super::owner::Owner;
use super::pages::Pages;
use super::{ApiError, create as submission, created, emptied, members};
use crate::Shared;
use crate::http::{Reply, Request};
use crate::product::{Flight, Kind, Product};
use crate::world::World;

/// How long a deleted flight may still be shown (windows-uwp `publish/package-flights`).
const SHOWN: SignedDuration = SignedDuration::from_mins(30);

pub fn of_app(shared: &Shared, app: &str, request: &Request) -> Result<Reply, ApiError> {
    let mut world = shared.lock();
    Owner::App(app).product(&mut world)?;
    let ids = world.flights_of(app);
    let link = format!("applications/{app}/listflights/?");
    let pages = Pages { link, usual: Some(10), word: "flight" };
    pages.reply(request, &shared.assume, ids.len(), |skip, top| {
        // The list is documented to tell a name; what the other calls tell is open.
        ids.iter().skip(skip).take(top).filter_map(|id| world.resource(id, true, true)).collect()
    })
}

pub fn get(shared: &Shared, app: &str, id: &str) -> Result<Reply, ApiError> {
    let mut world = shared.lock();
    let owner = Owner::Flight { app, id };
    owner.product(&mut world)?;
    let resource = world.resource(id, false, names(shared)).ok_or_else(|| owner.missing())?;
    Ok(Reply::json(StatusCode::OK, &resource))
}

pub fn create(shared: &Shared, app: &str, body: &[u8]) -> Result<Reply, ApiError> {
    let sent = members::object(body, "flight")?;
    let text = |name: &'static str| match sent.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone()).filter(|text| !text.is_empty())),
        Some(_) => Err(ApiError::value(name, format!("{name} is not a text."))),
    };
    let wanted = Wanted {
        friendly_name: text("friendlyName")?,
        group_ids: groups(sent.get("groupIds"))?,
        below: text("rankHigherThan")?,
    };
    let mut world = shared.lock();
    let owner = Owner::App(app);
    let published = owner.product(&mut world)?.last_published.is_some();
    owner.supported(&world)?;
    if !published {
        return Err(ApiError::state(
            "application",
            "Flights can be created once the application is published.",
        ));
    }
    if let Some(name) = &wanted.friendly_name
        && shared.assume.is("same-flight-name", "409")
        && world.flights_of(app).iter().filter_map(|id| world.peek(id)).any(|held| held.name() == name)
    {
        return Err(ApiError::state("friendlyName", &format!("A flight {name} exists already.")));
    }
    let id = open(&mut world, app, wanted)?;
    let opens = shared.assume.is("flight-first-submission", "opened");
    drop(world);
    if opens {
        submission::open(shared, &Owner::Flight { app, id: &id })?;
    }
    let resource = shared.lock().resource(&id, false, names(shared)).unwrap_or_default();
    Ok(Reply::json(created(shared), &resource))
}

/// What a new flight shall be.
pub struct Wanted {
    pub friendly_name: Option<String>,
    pub group_ids: Vec<String>,
    /// Name or id of the flight just below; nothing means above all others.
    pub below: Option<String>,
}

/// Makes a flight. No document tells how one without a name is called.
pub fn open(world: &mut World, app: &str, wanted: Wanted) -> Result<String, ApiError> {
    let number = world.flights_of(app).len() + 1;
    let Some(rank) = world.make_room(app, wanted.below.as_deref())? else {
        let below = wanted.below.unwrap_or_default();
        return Err(ApiError::value("rankHigherThan", format!("There is no flight '{below}'.")));
    };
    let flight = Flight {
        app: app.to_owned(),
        friendly_name: wanted.friendly_name.unwrap_or_else(|| format!("Package flight {number}")),
        group_ids: wanted.group_ids,
        rank,
        gone_at: None,
    };
    let id = Uuid::new_v4().to_string();
    world.add(Product::new(id.clone(), Kind::Flight(flight)))?;
    Ok(id)
}

pub fn delete(shared: &Shared, app: &str, id: &str) -> Result<Reply, ApiError> {
    let gone_at = shared.clock.now() + SHOWN;
    let mut world = shared.lock();
    let owner = Owner::Flight { app, id };
    let product = owner.product(&mut world)?;
    let open = product.pending.is_some();
    owner.supported(&world)?;
    if open {
        let message = "The flight has a submission that is not published. Delete the submission first.";
        return Err(ApiError::state(owner.word(), message));
    }
    if shared.assume.is("flight-deletion", "late") {
        if let Some(flight) = owner.product(&mut world)?.flight_mut() {
            flight.gone_at.get_or_insert(gone_at);
        }
        world.save_product(id)?;
    } else {
        world.remove(id)?;
    }
    Ok(emptied(shared))
}

/// Ids of known-user groups are decimal texts; the sample of the page sends numbers.
fn groups(sent: Option<&Value>) -> Result<Vec<String>, ApiError> {
    let wrong = || ApiError::value("groupIds", "groupIds is a list of ids of known-user groups.");
    let decimal = |group: &Value| {
        let text = group.as_u64().map(|number| number.to_string());
        let text = text.or_else(|| group.as_str().map(str::to_owned)).ok_or_else(wrong)?;
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if digits { Ok(text) } else { Err(wrong()) }
    };
    match sent {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(groups)) => groups.iter().map(decimal).collect(),
        Some(_) => Err(wrong()),
    }
}

fn names(shared: &Shared) -> bool {
    shared.assume.is("flight-rank", "name")
}
