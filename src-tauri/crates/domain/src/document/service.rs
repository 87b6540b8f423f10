//! Which values of a submission the service alone decides: it fills them in, or ignores what a PUT says.
//!
//! Source: windows-dev-docs `uwp/monetize/manage-app-submissions.md`, `manage-add-on-submissions.md`,
//! `manage-flight-submissions.md` and the request samples of `update-an-app-submission.md`, `update-an-add-on-submission.md`
//! and `update-a-flight-submission.md`, read November 2026. No change of such a value is a change of the draft.

use super::Pointer;

/// Whether the service alone decides the value at these names. Packages are judged as wholes elsewhere: what the service
/// reads out of a file is part of telling one package from another.
pub(super) fn is_own(names: &[&str]) -> bool {
    matches!(
        names,
        ["id" | "flightId" | "status" | "statusDetails" | "fileUploadUrl" | "friendlyName", ..]
            | ["pricing", "sales" | "isAdvancedPricingModel", ..]
            | ["packageDeliveryOptions", "packageRollout", "packageRolloutStatus" | "fallbackSubmissionId"]
            | ["listings", _, "baseListing", "privacyPolicy" | "supportContact" | "websiteUrl"]
    )
}

/// Whether the service alone decides the value at this place.
pub fn is_services_own(pointer: &Pointer) -> bool {
    let names: Vec<_> = pointer.segments().collect();
    is_own(&names.iter().map(AsRef::as_ref).collect::<Vec<&str>>())
}
