//! Where a pointer lies for a person: the section of the draft, the language, the field. Jump links, names of changes and
//! counts per section all come from here.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::{ORDER, Pointer, Site};

/// The sections of a Store app draft that can be edited, in the order shown, and the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Section {
    Packages,
    Listing,
    Images,
    /// Notes for the testers and when to publish.
    Options,
    /// Everything that has no page of its own here.
    Other,
}

impl Section {
    /// The sections with a page, in the order shown.
    pub const PAGES: [Section; 4] = [Section::Packages, Section::Listing, Section::Images, Section::Options];
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
        ["listings", language, rest @ ..] => {
            Place { language: Some((*language).to_owned()), ..plain(Section::Listing, rest) }
        }
        ["listings"] => plain(Section::Listing, &[]),
        ["applicationPackages", ..] => plain(Section::Packages, &names),
        ["notesForCertification" | "targetPublishMode" | "targetPublishDate", ..] => {
            plain(Section::Options, &names)
        }
        _ => plain(Section::Other, &names),
    }
}

fn listing(language: &str, rest: &[&str]) -> Place {
    let section = if rest.first() == Some(&"images") { Section::Images } else { Section::Listing };
    Place { language: Some(language.to_owned()), ..plain(section, rest) }
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
            ("/pricing/priceId", "other - pricing priceId -"),
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
