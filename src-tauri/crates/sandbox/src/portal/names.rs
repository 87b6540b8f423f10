//! A new app in Partner Center: it begins with a name that is reserved. The API makes no apps (store-api 13).

use serde_json::Value;

use crate::product::{App, Kind, Product};
use crate::store::add_ons::new_id;
use crate::world::World;

/// Reserves `name`; the app is in the lists from now on, without a submission.
pub fn reserve(world: &mut World, order: &Value) -> Result<String, String> {
    let failed = |error: std::io::Error| error.to_string();
    let name = order["name"].as_str().unwrap_or_default().trim().to_owned();
    if name.is_empty() {
        return Err("A name is wanted.".to_owned());
    }
    let apps = world.apps().to_vec();
    let held = |id: &String| world.peek(id).and_then(|app| app.app().cloned());
    if apps.iter().filter_map(held).any(|app| app.reserves(&name)) {
        return Err(format!("{name} is reserved already."));
    }
    // The publisher of an account is the same in all its apps.
    let publisher = apps.iter().find_map(held).map(|app| app.publisher).unwrap_or_default();
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let app = App {
        identity_name: format!("Reserved.{plain}"),
        primary_name: name.clone(),
        publisher,
        reserved_names: Vec::new(),
        age_rated: false,
        advanced_listings: true,
    };
    let id = new_id(world).map_err(failed)?;
    world.add(Product::new(id.clone(), Kind::App(app))).map_err(failed)?;
    Ok(format!("{name} is reserved: the new app is {id}."))
}
