//! The submission of an app (store-api 5.4).

use serde_json::{Map, Value, json};

use super::values::{boolean, choice, date, keep_unknown, list, text};
use super::{delivery, games, listings};
use crate::assume::Assumptions;
use crate::model::Document;
use crate::store::tables::{self, HARDWARE, LICENSING, PUBLISH_MODE, VISIBILITY};
use crate::store::{ApiError, files, pricing, trailers};

/// The document after a PUT of `sent`.
pub fn replaced(
    sent: &Document,
    current: &Document,
    assume: &Assumptions,
    advanced_listings: bool,
) -> Result<Document, ApiError> {
    let now = |name: &str| current.get(name).unwrap_or(&Value::Null);
    let word =
        |name: &'static str, set: &[&str], empty: &str| choice(sent.get(name), now(name), set, empty, name);
    let flag = |name: &'static str| boolean(sent.get(name), name);
    let mut next = Map::new();
    let category = sent.get("applicationCategory").and_then(Value::as_str).unwrap_or("NotSet");
    if !tables::is_category(category) && now("applicationCategory") != category {
        return Err(ApiError::value("applicationCategory", format!("'{category}' is not a valid category.")));
    }
    next.insert("applicationCategory".into(), json!(category));
    next.insert("pricing".into(), pricing::replaced(sent.get("pricing"), now("pricing"), assume)?);
    next.insert("visibility".into(), word("visibility", VISIBILITY, "NotSet")?);
    next.insert("targetPublishMode".into(), word("targetPublishMode", PUBLISH_MODE, "Immediate")?);
    next.insert("targetPublishDate".into(), date(sent.get("targetPublishDate"), "targetPublishDate")?);
    next.insert("listings".into(), listings::replaced(sent.get("listings"), now("listings"), assume)?);
    let hardware = list(sent.get("hardwarePreferences"), "hardwarePreferences")?;
    let held = now("hardwarePreferences").as_array().map(Vec::as_slice).unwrap_or_default();
    if let Some(odd) =
        hardware.iter().find(|h| !HARDWARE.iter().any(|known| *h == known) && !held.contains(h))
    {
        return Err(ApiError::value(
            "hardwarePreferences",
            format!("{odd} is not a valid hardware preference."),
        ));
    }
    next.insert("hardwarePreferences".into(), Value::Array(hardware));
    for name in ["automaticBackupEnabled", "canInstallOnRemovableMedia", "isGameDvrEnabled"] {
        next.insert(name.into(), flag(name)?);
    }
    let gaming = games::options(sent.get("gamingOptions"), now("gamingOptions"), advanced_listings)?;
    next.insert("gamingOptions".into(), gaming);
    for name in ["hasExternalInAppProducts", "meetAccessibilityGuidelines"] {
        next.insert(name.into(), flag(name)?);
    }
    next.insert(
        "notesForCertification".into(),
        text(sent.get("notesForCertification"), "notesForCertification")?,
    );
    let keep = assume.is("left-out-packages", "kept");
    next.insert(
        "applicationPackages".into(),
        files::packages(
            sent.get("applicationPackages"),
            now("applicationPackages"),
            "applicationPackages",
            keep,
        )?,
    );
    next.insert(
        "packageDeliveryOptions".into(),
        delivery::replaced(sent.get("packageDeliveryOptions"), now("packageDeliveryOptions"), assume)?,
    );
    next.insert("enterpriseLicensing".into(), word("enterpriseLicensing", LICENSING, "None")?);
    let decide = "allowMicrosoftDecideAppAvailabilityToFutureDeviceFamilies";
    next.insert(decide.into(), flag(decide)?);
    let families = sent.get("allowTargetFutureDeviceFamilies").cloned().unwrap_or_else(|| json!({}));
    if families.as_object().is_none_or(|families| families.values().any(|v| !v.is_boolean())) {
        return Err(ApiError::value(
            "allowTargetFutureDeviceFamilies",
            "The value is not a map of booleans.",
        ));
    }
    next.insert("allowTargetFutureDeviceFamilies".into(), families);
    next.insert("friendlyName".into(), now("friendlyName").clone());
    let trailers = trailers::replaced(sent.get("trailers"), now("trailers"), assume, advanced_listings)?;
    next.insert("trailers".into(), trailers);
    keep_unknown(sent, current, &mut next);
    Ok(next)
}
