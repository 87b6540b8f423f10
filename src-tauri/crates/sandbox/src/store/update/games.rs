//! The gaming options: a list of exactly one object for a game, an empty one for anything else (store-api 5.8).

use serde_json::{Map, Value, json};

use super::values::{boolean, choice, keep_unknown, list};
use crate::model::Document;
use crate::store::ApiError;
use crate::store::tables;

const FLAGS: [&str; 6] = [
    "isLocalMultiplayer",
    "isLocalCooperative",
    "isOnlineMultiplayer",
    "isOnlineCooperative",
    "isBroadcastingPrivilegeGranted",
    "isCrossPlayEnabled",
];
const PLAYERS: [&str; 4] = [
    "localMultiplayerMinPlayers",
    "localMultiplayerMaxPlayers",
    "localCooperativeMinPlayers",
    "localCooperativeMaxPlayers",
];
const KINECT: &[&str] = &["NotSet", "Unknown", "Enabled", "Disabled"];
const TARGET: &str = "gamingOptions";

/// The options after a PUT. While a submission from before May 2017 is open they show null, whatever is sent.
pub fn options(sent: Option<&Value>, current: &Value, permitted: bool) -> Result<Value, ApiError> {
    if !permitted {
        return Ok(current.clone());
    }
    let sent = match sent {
        // Null is what an old submission told; it goes back as it came.
        None | Some(Value::Null) => return Ok(if current.is_null() { Value::Null } else { json!([]) }),
        sent => list(sent, TARGET)?,
    };
    match sent.as_slice() {
        [] => Ok(json!([])),
        [Value::Object(only)] => Ok(json!([one(only, &current[0])?])),
        _ => Err(ApiError::value(TARGET, "gamingOptions is a list of at most one object.")),
    }
}

fn one(sent: &Document, current: &Value) -> Result<Document, ApiError> {
    let mut next = Map::new();
    let genres = list(sent.get("genres"), TARGET)?;
    let told = current["genres"].as_array().map(Vec::as_slice).unwrap_or_default();
    if let Some(odd) = genres.iter().find(|genre| !tables::is_genre(genre) && !told.contains(genre)) {
        return Err(ApiError::value(TARGET, format!("{odd} is not a valid genre.")));
    }
    next.insert("genres".into(), Value::Array(genres));
    // In the order of the documented sample; what the service told without a member stays without it.
    for name in FLAGS[..4].iter().chain(&PLAYERS).chain(&FLAGS[4..]) {
        let value = sent.get(*name);
        if value.is_none() && current.is_object() && current.get(*name).is_none() {
            continue;
        }
        let value = if PLAYERS.contains(name) { players(value, name)? } else { boolean(value, TARGET)? };
        next.insert((*name).to_owned(), value);
    }
    let kinect = "kinectDataForExternal";
    next.insert(kinect.into(), choice(sent.get(kinect), &current[kinect], KINECT, "NotSet", TARGET)?);
    if let Some(current) = current.as_object() {
        keep_unknown(sent, current, &mut next);
    }
    Ok(next)
}

fn players(sent: Option<&Value>, name: &str) -> Result<Value, ApiError> {
    match sent {
        None | Some(Value::Null) => Ok(json!(0)),
        Some(number) if number.as_u64().is_some() => Ok(number.clone()),
        Some(other) => Err(ApiError::value(TARGET, format!("{other} is not a number of players ({name})."))),
    }
}
