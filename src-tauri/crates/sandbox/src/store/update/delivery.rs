//! The package delivery options of apps and flights (store-api 5.10).

use serde_json::{Map, Value, json};

use super::values::{boolean, date, keep_unknown};
use crate::assume::Assumptions;
use crate::store::ApiError;

pub fn replaced(sent: Option<&Value>, current: &Value, assume: &Assumptions) -> Result<Value, ApiError> {
    let target = "packageDeliveryOptions";
    let none = json!({});
    let sent = sent.filter(|sent| !sent.is_null()).unwrap_or(&none);
    let Some(members) = sent.as_object() else {
        return Err(ApiError::value(target, "The value is not an object."));
    };
    let (rollout, held) = (&sent["packageRollout"], &current["packageRollout"]);
    // The Azure DevOps task sends the number as a text, and the service takes it (apiHelper.ts, `toPrecision`).
    let percentage = match rollout.get("packageRolloutPercentage") {
        None | Some(Value::Null) => Some(0.0),
        Some(Value::String(text)) => text.parse().ok(),
        Some(number) => number.as_f64(),
    };
    let Some(percentage) = percentage.filter(|p| (0.0..=100.0).contains(p)) else {
        return Err(ApiError::value(target, "packageRolloutPercentage is a number from 0 to 100."));
    };
    let mut next_rollout = Map::new();
    next_rollout.insert("isPackageRollout".into(), boolean(rollout.get("isPackageRollout"), target)?);
    next_rollout.insert("packageRolloutPercentage".into(), json!(percentage));
    // Set by the service, ignored in a PUT (store-api 5.10).
    for (name, usual) in [("packageRolloutStatus", "PackageRolloutNotStarted"), ("fallbackSubmissionId", "0")]
    {
        next_rollout.insert(name.into(), held.get(name).cloned().unwrap_or_else(|| json!(usual)));
    }
    // Newest member; older answers lack it.
    if let Some(seek) = rollout.get("isSeekEnabled") {
        next_rollout.insert("isSeekEnabled".into(), boolean(Some(seek), target)?);
    }
    let mandatory = boolean(members.get("isMandatoryUpdate"), target)?;
    if mandatory == true && assume.is("mandatory-update", "409") {
        // Products with mandatory updates belong to Partner Center (store-api 1).
        return Err(ApiError::unsupported());
    }
    let mut next = Map::new();
    next.insert("packageRollout".into(), Value::Object(next_rollout));
    next.insert("isMandatoryUpdate".into(), mandatory);
    let at = date(members.get("mandatoryUpdateEffectiveDate"), target)?;
    next.insert("mandatoryUpdateEffectiveDate".into(), at);
    if let Some(current) = current.as_object() {
        keep_unknown(members, current, &mut next);
    }
    Ok(Value::Object(next))
}
