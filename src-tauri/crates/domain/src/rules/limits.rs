//! How long the words of a Store listing may be: one dated row per field, for the rules and for the counters of the window.
//!
//! Characters are UTF-16 units; whether the service counts those or code points is not documented. Sources, all read on
//! the date of the rows: windows-dev-docs `hub/apps/publish/publish-your-app/msix/` (portal pages), the older windows-uwp
//! `windows-apps-src/publish/` pages, StoreBroker's `PDP/ProductDescription.xsd`, `hub/apps/publish/store-submission-api.md`.

use serde::Serialize;
use ts_rs::TS;

/// The limits of one field of a base listing, of an image (`images.description`), a trailer (`trailers.title`), an add-on
/// (`addOn.title`, `addOn.keywords` …) or of the submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct FieldLimit {
    pub field: &'static str,
    /// Characters, for a text.
    pub max: Option<u32>,
    /// Above this many characters a counter warns: the strict limit, else 98 per cent of the limit.
    pub warn: Option<u32>,
    /// Above this many characters a stricter source disagrees.
    pub strict: Option<u32>,
    /// Some places of the Store show only so many characters.
    pub shown: Option<u32>,
    /// Items, for a list of words.
    pub items: Option<u32>,
    /// Characters of one item.
    pub item_max: Option<u32>,
    /// Above this many characters of one item a stricter source disagrees.
    pub item_strict: Option<u32>,
    /// Words over all items.
    pub words: Option<u32>,
    pub required: bool,
    /// Line breaks belong into it.
    pub lines: bool,
    /// A document states the limit for this API; otherwise it is never more than a tip.
    pub firm: bool,
    pub source: &'static str,
    /// When the source was read.
    pub date: &'static str,
}

impl FieldLimit {
    /// The field's own name, without what it is a field of.
    pub fn name(&self) -> &'static str {
        self.field.rsplit('.').next().unwrap_or(self.field)
    }
}

/// Counts above this are too close to a limit for a way of counting that is not documented.
pub const fn near(max: u32) -> u32 {
    max - max.div_ceil(50)
}

/// The date on which every source of this table was read.
pub const READ: &str = "2026-11-20";

const INFO_PAGE: &str = "windows-dev-docs: msix/add-and-edit-store-listing-info.md";
const MORE_PAGE: &str = "windows-dev-docs: msix/add-additional-information.md";
const IMAGES_PAGE: &str = "windows-dev-docs: msix/screenshots-and-images.md";
const OLDER_PAGE: &str = "windows-uwp: windows-apps-src/publish/create-app-store-listings.md";
const NAME_PAGE: &str = "windows-dev-docs: msix/reserve-your-apps-name.md";
const DEV_STUDIO_PAGE: &str = "windows-dev-docs: uwp/monetize/manage-app-submissions.md";
const ADD_ON_PAGE: &str = "windows-dev-docs: add-on/add-and-edit-store-listing-info.md";
const ADD_ON_PROPERTIES_PAGE: &str = "windows-dev-docs: add-on/create-app-submission.md";
const ADD_ON_ID_PAGE: &str = "windows-uwp: windows-apps-src/publish/set-your-add-on-product-id.md";
const MSI_PAGE: &str = "windows-dev-docs: hub/apps/publish/store-submission-api.md (MSI and EXE)";

const NONE: FieldLimit = FieldLimit {
    field: "",
    max: None,
    warn: None,
    strict: None,
    shown: None,
    items: None,
    item_max: None,
    item_strict: None,
    words: None,
    required: false,
    lines: false,
    firm: true,
    source: "",
    date: READ,
};

const fn text(field: &'static str, max: u32, source: &'static str) -> FieldLimit {
    FieldLimit { field, max: Some(max), warn: Some(near(max)), source, ..NONE }
}

const fn list(field: &'static str, items: u32, item_max: u32, source: &'static str) -> FieldLimit {
    FieldLimit { field, items: Some(items), item_max: Some(item_max), source, ..NONE }
}

/// The fields of a base listing.
pub const LISTING_LIMITS: [FieldLimit; 14] = [
    text("title", 256, NAME_PAGE),
    FieldLimit { required: true, lines: true, ..text("description", 10_000, INFO_PAGE) },
    FieldLimit { lines: true, ..text("releaseNotes", 1_500, INFO_PAGE) },
    list("features", 20, 200, OLDER_PAGE),
    // 1,000 on the portal's page, 500 in StoreBroker's schema; 270 is what some views show.
    FieldLimit {
        warn: Some(500),
        strict: Some(500),
        shown: Some(270),
        lines: true,
        ..text("shortDescription", 1_000, MORE_PAGE)
    },
    // 40 a term on the portal's page; 30 in its FAQ, in StoreBroker's schema and in the MSI and EXE API.
    FieldLimit { item_strict: Some(30), words: Some(21), ..list("keywords", 7, 40, MORE_PAGE) },
    text("shortTitle", 50, OLDER_PAGE),
    text("sortTitle", 255, OLDER_PAGE),
    text("voiceTitle", 255, OLDER_PAGE),
    text("copyrightAndTrademarkInfo", 200, OLDER_PAGE),
    FieldLimit { lines: true, ..text("licenseTerms", 10_000, MORE_PAGE) },
    text("devStudio", 255, DEV_STUDIO_PAGE),
    list("minimumHardware", 11, 200, OLDER_PAGE),
    list("recommendedHardware", 11, 200, OLDER_PAGE),
];

/// The caption of a screenshot.
pub const CAPTION: FieldLimit = text("images.description", 200, IMAGES_PAGE);

/// 2,000 characters are documented for MSI and EXE apps; for packaged apps no limit is.
pub const NOTES: FieldLimit =
    FieldLimit { lines: true, firm: false, ..text("notesForCertification", 2_000, MSI_PAGE) };

/// The title of a trailer, one a language.
pub const TRAILER_TITLE: FieldLimit = text("trailers.title", 255, IMAGES_PAGE);

/// The title of an add-on, one a language.
pub const ADD_ON_TITLE: FieldLimit = FieldLimit { required: true, ..text("addOn.title", 100, ADD_ON_PAGE) };

/// The description of an add-on, one a language.
pub const ADD_ON_DESCRIPTION: FieldLimit =
    FieldLimit { lines: true, ..text("addOn.description", 200, ADD_ON_PAGE) };

/// The keywords of an add-on, for its developer: not those of a listing.
pub const ADD_ON_KEYWORDS: FieldLimit = list("addOn.keywords", 10, 30, ADD_ON_PROPERTIES_PAGE);

/// Custom developer data of an add-on.
pub const ADD_ON_TAG: FieldLimit =
    FieldLimit { lines: true, ..text("addOn.tag", 3_000, ADD_ON_PROPERTIES_PAGE) };

/// The id that an add-on is created with.
pub const ADD_ON_PRODUCT_ID: FieldLimit =
    FieldLimit { required: true, ..text("addOn.productId", 100, ADD_ON_ID_PAGE) };

/// Every limit, for the counters.
pub fn field_limits() -> Vec<FieldLimit> {
    let add_on = [ADD_ON_TITLE, ADD_ON_DESCRIPTION, ADD_ON_KEYWORDS, ADD_ON_TAG, ADD_ON_PRODUCT_ID];
    LISTING_LIMITS.into_iter().chain([CAPTION, TRAILER_TITLE, NOTES]).chain(add_on).collect()
}

/// The length that the limits speak of, in UTF-16 units.
pub fn length(text: &str) -> u32 {
    let units = if text.is_ascii() { text.len() } else { text.encode_utf16().count() };
    u32::try_from(units).unwrap_or(u32::MAX)
}

/// The length in code points: what a limit may mean instead.
pub fn code_points(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_utf_16_units() {
        assert_eq!(length("abc"), 3);
        assert_eq!(length("é€"), 2);
        assert_eq!(length("🚀"), 2);
        assert_eq!(code_points("🚀"), 1);
    }

    #[test]
    fn warns_two_per_cent_below_a_limit() {
        assert_eq!(near(10_000), 9_800);
        assert_eq!(near(200), 196);
        assert_eq!(near(50), 49);
        assert_eq!(near(30), 29);
    }

    #[test]
    fn every_row_is_named_once_and_has_a_source() {
        let rows = field_limits();
        for (at, row) in rows.iter().enumerate() {
            assert!(rows[..at].iter().all(|other| other.field != row.field), "{}", row.field);
            assert!(row.max.is_some() != row.items.is_some(), "{} is a text or a list", row.field);
            assert_eq!(row.warn, row.strict.or(row.max.map(near)), "{}", row.field);
            assert!(!row.source.is_empty() && !row.date.is_empty(), "{}", row.field);
        }
    }
}
