//! Where a pointer lies for a person: the section of the draft, the language, the field. Jump links, names of changes and
//! counts per section all come from here.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::SubmissionKind;
use crate::document::{ORDER, Pointer, Site};

/// The sections of a draft that can be edited, in the order shown, and the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Section {
    /// Packages and how they reach customers.
    Packages,
    Listing,
    /// Images and trailers.
    Images,
    /// Price, markets, visibility.
    Price,
    /// Category, hardware and declarations; of an add-on what is sold.
    Properties,
    /// What is asked of games only.
    Game,
    /// Notes for the testers, when to publish, older settings.
    Options,
    /// Everything that has no page of its own here.
    Other,
}

impl Section {
    /// The sections that a kind of submission has a page for, in the order shown. Whether an app is a game decides
    /// [`sections`](super::sections).
    pub fn pages(kind: SubmissionKind) -> &'static [Section] {
        match kind {
            SubmissionKind::App => &[
                Section::Packages,
                Section::Listing,
                Section::Images,
                Section::Price,
                Section::Properties,
                Section::Game,
                Section::Options,
            ],
            SubmissionKind::AddOn => {
                &[Section::Listing, Section::Price, Section::Properties, Section::Options]
            }
            SubmissionKind::Flight => &[Section::Packages, Section::Options],
        }
    }
}

/// A place in a draft as a person names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct Place {
    pub section: Section,
    /// The language as spelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub language: Option<String>,
    /// The field's name in the submission: `description`, `images`, `targetPublishMode`; empty for a whole listing.
    pub field: String,
    /// The identity of a list member without its `@`, the number of an item of a words list, or the old platform.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub member: Option<String>,
    /// What lies further inside, joined with `/`: the `description` of an image is its caption. `@order` is the order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub part: Option<String>,
}

/// Names the place of a value.
pub fn place(pointer: &Pointer) -> Place {
    let names: Vec<String> = pointer.segments().map(std::borrow::Cow::into_owned).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    match names.as_slice() {
        ["listings", language, "baseListing", rest @ ..] => listing(language, rest),
        ["listings", language, rest @ ..] => listing(language, rest),
        ["listings"] => plain(Section::Listing, &[]),
        ["trailers", trailer, "trailerAssets", language, rest @ ..] => {
            let names: Vec<&str> = ["trailers", *trailer].iter().chain(rest).copied().collect();
            Place { language: Some((*language).to_owned()), ..plain(Section::Images, &names) }
        }
        [top, ..] => plain(section(top), &names),
        [] => plain(Section::Other, &names),
    }
}

/// The section of a member of the submission itself.
fn section(top: &str) -> Section {
    match top {
        "applicationPackages" | "flightPackages" | "packageDeliveryOptions" => Section::Packages,
        "trailers" => Section::Images,
        "pricing" | "visibility" => Section::Price,
        "applicationCategory"
        | "hardwarePreferences"
        | "hasExternalInAppProducts"
        | "meetAccessibilityGuidelines"
        | "canInstallOnRemovableMedia"
        | "automaticBackupEnabled"
        | "contentType"
        | "keywords"
        | "lifetime"
        | "tag" => Section::Properties,
        "gamingOptions" | "isGameDvrEnabled" => Section::Game,
        "notesForCertification"
        | "targetPublishMode"
        | "targetPublishDate"
        | "enterpriseLicensing"
        | "allowTargetFutureDeviceFamilies"
        | "allowMicrosoftDecideAppAvailabilityToFutureDeviceFamilies" => Section::Options,
        _ => Section::Other,
    }
}

fn listing(language: &str, rest: &[&str]) -> Place {
    let section = if rest.first() == Some(&"images") { Section::Images } else { Section::Listing };
    let mut place = Place { language: Some(language.to_owned()), ..plain(section, rest) };
    // An add-on has one icon a language: what lies below it names no member of a list.
    if let ["icon", part @ ..] = rest {
        (place.member, place.part) = (None, (!part.is_empty()).then(|| part.join("/")));
    }
    place
}

fn plain(section: Section, names: &[&str]) -> Place {
    let [field, below @ ..] = names else {
        return Place { section, language: None, field: String::new(), member: None, part: None };
    };
    let (member, part) = match below {
        [] => (None, &[][..]),
        [ORDER, ..] => (None, below),
        [member, part @ ..] => (Some(member.strip_prefix('@').unwrap_or(member).to_owned()), part),
    };
    let part = (!part.is_empty()).then(|| part.join("/"));
    Place { section, language: None, field: (*field).to_owned(), member, part }
}

/// The language of a place inside the listings, as the pointer spells it.
pub fn language_of(pointer: &Pointer) -> Option<String> {
    let mut names = pointer.segments();
    let listings = names.next()?;
    (Site::Root.below(&listings) == Site::Listings).then(|| names.next().map(std::borrow::Cow::into_owned))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_places_as_a_person_does() {
        let table = [
            ("/listings/fr-fr/baseListing/description", "listing fr-fr description - -"),
            ("/listings/fr-fr/baseListing/keywords/3", "listing fr-fr keywords 3 -"),
            ("/listings/fr-fr/baseListing/images/@77", "images fr-fr images 77 -"),
            ("/listings/fr-fr/baseListing/images/@77/description", "images fr-fr images 77 description"),
            ("/listings/fr-fr/baseListing/images/@order", "images fr-fr images - @order"),
            (
                "/listings/fr-fr/platformOverrides/Windows81/title",
                "listing fr-fr platformOverrides Windows81 title",
            ),
            ("/listings/fr-fr", "listing fr-fr  - -"),
            ("/listings", "listing -  - -"),
            ("/applicationPackages/@k/fileName", "packages - applicationPackages k fileName"),
            ("/applicationPackages", "packages - applicationPackages - -"),
            ("/targetPublishMode", "options - targetPublishMode - -"),
            ("/notesForCertification", "options - notesForCertification - -"),
            ("/listings/en/title", "listing en title - -"),
            ("/listings/en/icon", "listing en icon - -"),
            ("/listings/en/icon/fileName", "listing en icon - fileName"),
            ("/flightPackages/@k", "packages - flightPackages k -"),
            (
                "/packageDeliveryOptions/isMandatoryUpdate",
                "packages - packageDeliveryOptions isMandatoryUpdate -",
            ),
            ("/trailers/@t", "images - trailers t -"),
            ("/trailers/@t/videoFileName", "images - trailers t videoFileName"),
            ("/trailers/@t/trailerAssets/fr-fr/title", "images fr-fr trailers t title"),
            ("/trailers/@t/trailerAssets/fr-fr/imageList/@i", "images fr-fr trailers t imageList/@i"),
            ("/trailers/@order", "images - trailers - @order"),
            ("/pricing/priceId", "price - pricing priceId -"),
            ("/pricing/marketSpecificPricings/FR", "price - pricing marketSpecificPricings FR"),
            ("/visibility", "price - visibility - -"),
            ("/applicationCategory", "properties - applicationCategory - -"),
            ("/hardwarePreferences/2", "properties - hardwarePreferences 2 -"),
            ("/tag", "properties - tag - -"),
            ("/gamingOptions/@only/genres", "game - gamingOptions only genres"),
            ("/isGameDvrEnabled", "game - isGameDvrEnabled - -"),
            ("/enterpriseLicensing", "options - enterpriseLicensing - -"),
            ("/allowTargetFutureDeviceFamilies/Xbox", "options - allowTargetFutureDeviceFamilies Xbox -"),
            ("/newMember/x", "other - newMember x -"),
            ("", "other -  - -"),
        ];
        for (pointer, expected) in table {
            let place = place(&Pointer::parse(pointer).unwrap());
            let section = serde_json::to_value(place.section).unwrap();
            let or = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
            let told = [
                section.as_str().unwrap_or_default().to_owned(),
                or(place.language),
                place.field,
                or(place.member),
                or(place.part),
            ];
            assert_eq!(told.join(" "), expected, "{pointer}");
        }
    }
}
