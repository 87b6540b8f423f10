//! Member names as the documents spell them. The service binds them without case: `msstore-cli` sends `Pricing` and
//! `PriceId`, because its serialiser keeps the names of its C# properties (`MSStore.API/SourceGenerationContext.cs`),
//! and its submissions go live.
//!
//! Keys that are data keep their spelling: languages, markets, device families, platforms.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::{Map, Value};

use super::ApiError;
use crate::model::Document;

/// Every member of the documented submissions and of the bodies that make add-ons and flights (windows-dev-docs
/// `uwp/monetize/manage-app-submissions.md` and its sisters for add-ons and flights).
const NAMES: &str = "\
    id applicationCategory pricing visibility targetPublishMode targetPublishDate listings \
    hardwarePreferences automaticBackupEnabled canInstallOnRemovableMedia isGameDvrEnabled gamingOptions \
    hasExternalInAppProducts meetAccessibilityGuidelines notesForCertification status statusDetails \
    fileUploadUrl applicationPackages packageDeliveryOptions enterpriseLicensing \
    allowMicrosoftDecideAppAvailabilityToFutureDeviceFamilies allowTargetFutureDeviceFamilies \
    friendlyName trailers trialPeriod marketSpecificPricings sales priceId isAdvancedPricingModel name \
    basePriceId startDate endDate baseListing platformOverrides copyrightAndTrademarkInfo keywords \
    licenseTerms privacyPolicy supportContact websiteUrl description features releaseNotes images \
    recommendedHardware minimumHardware title shortDescription shortTitle sortTitle voiceTitle devStudio \
    fileName fileStatus imageType genres isLocalMultiplayer isLocalCooperative isOnlineMultiplayer \
    isOnlineCooperative localMultiplayerMinPlayers localMultiplayerMaxPlayers localCooperativeMinPlayers \
    localCooperativeMaxPlayers isBroadcastingPrivilegeGranted isCrossPlayEnabled kinectDataForExternal \
    version architecture languages capabilities minimumDirectXVersion minimumSystemRam \
    targetDeviceFamilies packageRollout isMandatoryUpdate mandatoryUpdateEffectiveDate isPackageRollout \
    packageRolloutPercentage packageRolloutStatus fallbackSubmissionId isSeekEnabled videoFileName \
    videoFileId trailerAssets imageList errors warnings certificationReports code details date reportUrl \
    contentType lifetime tag icon flightId flightPackages applicationIds productId productType groupIds \
    rankHigherThan";

/// Members whose keys are data.
const MAPS: &[&str] = &[
    "listings",
    "marketSpecificPricings",
    "allowTargetFutureDeviceFamilies",
    "platformOverrides",
    "trailerAssets",
];

static SPELLED: LazyLock<HashMap<String, &'static str>> =
    LazyLock::new(|| NAMES.split(' ').map(|name| (name.to_ascii_lowercase(), name)).collect());

/// The object that a request carries, its members in their documented spelling.
pub fn object(body: &[u8], target: &str) -> Result<Document, ApiError> {
    let sent: Value = serde_json::from_slice(body)
        .map_err(|_| ApiError::value(target, "The request body is not valid JSON."))?;
    match spelled(sent) {
        Value::Object(sent) => Ok(sent),
        _ => Err(ApiError::value(target, "The request body is not an object.")),
    }
}

/// The body with every known member in its documented spelling; unknown ones stay as they came.
pub fn spelled(body: Value) -> Value {
    match body {
        Value::Object(members) => Value::Object(members.into_iter().map(member).collect()),
        Value::Array(items) => Value::Array(items.into_iter().map(spelled).collect()),
        other => other,
    }
}

fn member((name, value): (String, Value)) -> (String, Value) {
    let name = SPELLED.get(&name.to_ascii_lowercase()).map_or(name, |known| (*known).to_owned());
    let value = match value {
        Value::Object(entries) if MAPS.contains(&name.as_str()) => Value::Object(
            entries.into_iter().map(|(key, value)| (key, spelled(value))).collect::<Map<_, _>>(),
        ),
        other => spelled(other),
    };
    (name, value)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn members_are_bound_without_case_and_data_keeps_its_own() {
        let sent = json!({
            "Pricing": {"PriceId": "Tier2", "MarketSpecificPricings": {"FR": "Free"}},
            "Listings": {"en-US": {"BaseListing": {"Images": [{"FileName": "a"}], "newMember": {"Odd": 1}}}},
            "allowTargetFutureDeviceFamilies": {"Xbox": true},
        });
        assert_eq!(
            spelled(sent),
            json!({
                "pricing": {"priceId": "Tier2", "marketSpecificPricings": {"FR": "Free"}},
                "listings": {"en-US": {"baseListing": {"images": [{"fileName": "a"}], "newMember": {"Odd": 1}}}},
                "allowTargetFutureDeviceFamilies": {"Xbox": true},
            })
        );
    }

    #[test]
    fn no_two_names_differ_in_case_only() {
        assert_eq!(SPELLED.len(), NAMES.split(' ').count());
    }
}
