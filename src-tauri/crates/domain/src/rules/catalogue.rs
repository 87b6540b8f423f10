//! Where each rule comes from: one dated row per code that the rules can tell.
//!
//! A document is named by its repository and path; a client's figure or an observation says so. *Ours* marks advice that
//! follows from no document.

use serde::Serialize;
use ts_rs::TS;

use super::limits::READ;
use crate::codes::*;

/// A rule's source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Rule {
    pub code: &'static str,
    pub source: &'static str,
    /// When the source was read.
    pub date: &'static str,
}

const INFO: &str = "windows-dev-docs: msix/add-and-edit-store-listing-info.md";
const MORE: &str = "windows-dev-docs: msix/add-additional-information.md";
const IMAGES: &str = "windows-dev-docs: msix/screenshots-and-images.md";
const NAMES: &str = "windows-dev-docs: msix/reserve-your-apps-name.md";
const REQUIREMENTS: &str = "windows-dev-docs: msix/app-package-requirements.md";
const ERRORS: &str = "windows-dev-docs: msix/resolve-submission-errors.md";
const OPTIONS: &str = "windows-dev-docs: msix/manage-submission-options.md";
const SUBMISSIONS: &str = "windows-dev-docs: uwp/monetize/manage-app-submissions.md";
const ROLLOUT: &str = "windows-dev-docs: hub/apps/publish/gradual-package-rollout.md";
const OLDER_LISTING: &str = "windows-uwp: windows-apps-src/publish/create-app-store-listings.md";
const OLDER_VERSIONS: &str = "windows-uwp: windows-apps-src/publish/package-version-numbering.md";
const OLDER_FAMILIES: &str = "windows-uwp: windows-apps-src/publish/device-family-availability.md";
const OLDER_PRICES: &str = "windows-uwp: windows-apps-src/publish/set-and-schedule-app-pricing.md";
const OLDER_MARKETS: &str = "windows-uwp: windows-apps-src/publish/define-market-selection.md";
const OLDER_CATEGORIES: &str = "windows-uwp: windows-apps-src/publish/category-and-subcategory-table.md";
const OLDER_DECLARATIONS: &str = "windows-uwp: windows-apps-src/publish/product-declarations.md";
const OLDER_IDS: &str = "windows-uwp: windows-apps-src/publish/set-your-add-on-product-id.md";
const MARKETS: &str = "windows-dev-docs: msix/market-selection.md";
const CATEGORIES: &str = "windows-dev-docs: msix/categories-and-subcategories.md";
const EXAMPLES: &str =
    "windows-dev-docs: uwp/monetize/csharp-code-examples-for-submissions-game-options-and-trailers.md";
const OVERVIEW: &str =
    "windows-dev-docs: uwp/monetize/create-and-manage-submissions-using-windows-store-services.md";
const ADD_ONS: &str = "windows-dev-docs: add-on/create-app-submission.md";
const ADD_ON_SUBMISSIONS: &str = "windows-dev-docs: uwp/monetize/manage-add-on-submissions.md";
const TEMPLATE: &str = "StoreBroker: StoreBroker/AppConfigTemplate.json (a client)";
const STOREBROKER: &str = "StoreBroker: Documentation/USAGE.md, PDP.md (a client)";
const LIMITS: &str = "the row of the field in the table of limits";
const SLOTS: &str = "the row of the slot in the table of images";
const OURS: &str = "ours";

const fn of(code: &'static str, source: &'static str) -> Rule {
    Rule { code, source, date: READ }
}

/// Every rule.
pub const RULES: &[Rule] = &[
    of(LISTING_NONE, "observed answer: the size of listings must be 1 or more"),
    of(LISTING_LANGUAGE_UNKNOWN, REQUIREMENTS),
    of(LISTING_LANGUAGE_REMOVED, SUBMISSIONS),
    of(LISTING_DESCRIPTION_MISSING, INFO),
    of(LISTING_TITLE_MISSING, INFO),
    of(LISTING_TITLE_COVERED, STOREBROKER),
    of(LISTING_TITLE_EMOJI, NAMES),
    of(LISTING_TITLE_RESERVED, NAMES),
    of(LISTING_RELEASENOTES_FIRST, OLDER_LISTING),
    of(LISTING_KEYWORDS_WORDS, MORE),
    of(LISTING_KEYWORDS_REPEATED, MORE),
    of(TEXT_TOOLONG, LIMITS),
    of(TEXT_NEARLIMIT, LIMITS),
    of(TEXT_ABOVESTRICT, LIMITS),
    of(TEXT_CUTOFF, LIMITS),
    of(TEXT_CONTROL, OURS),
    of(TEXT_MARKUP, INFO),
    of(TEXT_BLANKS, STOREBROKER),
    of(TEXT_BULLET, OLDER_LISTING),
    of(TEXT_ITEMS_TOOMANY, LIMITS),
    of(TEXT_ITEM_EMPTY, OURS),
    of(TEXT_ITEM_TOOLONG, LIMITS),
    of(TEXT_ITEM_ABOVESTRICT, LIMITS),
    of(TEXT_KIND, SUBMISSIONS),
    of(IMAGE_FORMAT_WRONG, IMAGES),
    of(IMAGE_PIXELS_TOOSMALL, SLOTS),
    of(IMAGE_PIXELS_TOOBIG, SLOTS),
    of(IMAGE_PIXELS_WRONG, SLOTS),
    of(IMAGE_FILE_TOOBIG, IMAGES),
    of(IMAGE_FILE_INCOMPLETE, OURS),
    of(IMAGE_FILE_TRAILING, OURS),
    of(IMAGE_ANIMATED, OURS),
    of(IMAGE_ORIENTATION_ROTATED, OURS),
    of(IMAGE_SLOT_UNKNOWN, SUBMISSIONS),
    of(IMAGE_SLOT_RETIRED, SUBMISSIONS),
    of(IMAGE_COUNT_TOOMANY, SLOTS),
    of(IMAGE_COUNT_ABOVESTRICT, SLOTS),
    of(IMAGE_CAPTION_TOOLONG, IMAGES),
    of(IMAGE_TWICE, OURS),
    of(IMAGE_SCREENSHOT_NONE, IMAGES),
    of(IMAGE_SCREENSHOT_FEW, IMAGES),
    of(IMAGE_HERO_MISSING, IMAGES),
    of(PACKAGE_NONE, "observed status code NoValidPackages"),
    of(PACKAGE_COUNT_TOOMANY, STOREBROKER),
    of(PACKAGE_IDENTITY_NAME, ERRORS),
    of(PACKAGE_IDENTITY_PUBLISHER, ERRORS),
    of(PACKAGE_IDENTITY_FAMILY, ERRORS),
    of(PACKAGE_DISPLAYNAME_OTHER, ERRORS),
    of(PACKAGE_VERSION_INVALID, OLDER_VERSIONS),
    of(PACKAGE_VERSION_FOURTH, OLDER_VERSIONS),
    of(PACKAGE_VERSION_SAME, OLDER_VERSIONS),
    of(PACKAGE_VERSION_LOWER, OLDER_VERSIONS),
    of(PACKAGE_CAPABILITY_ADDED, OURS),
    of(PACKAGE_CAPABILITY_RESTRICTED, OPTIONS),
    of(PACKAGE_LANGUAGE_NOLISTING, INFO),
    of(PACKAGE_FAMILY_REMOVED, OLDER_FAMILIES),
    of(PACKAGE_ARCHITECTURE_REMOVED, OLDER_FAMILIES),
    of(PACKAGE_FORM_UPLOAD, REQUIREMENTS),
    of(PACKAGE_RESOURCE_ALONE, OURS),
    of(PACKAGE_FILE_TOOBIG, REQUIREMENTS),
    of(OPTIONS_DATE_MISSING, SUBMISSIONS),
    of(OPTIONS_DATE_SOON, OPTIONS),
    of(OPTIONS_MANUAL_HANDOFF, "StoreBroker: issues 188 and 270 (observed: the API has no call for it)"),
    of(OPTIONS_MODE_UNKNOWN, SUBMISSIONS),
    of(OPTIONS_NOTES_LONG, LIMITS),
    of(OPTIONS_ROLLOUT_TEXTS, ROLLOUT),
    of(PRICE_BASE_UNSET, "msstore-cli: pull request 175 (observed)"),
    of(PRICE_BASE_UNKNOWN, SUBMISSIONS),
    of(PRICE_BASE_NOTAVAILABLE, SUBMISSIONS),
    of(PRICE_BASE_CHANGED, OURS),
    of(PRICE_MARKET_UNKNOWN, SUBMISSIONS),
    of(PRICE_STOPPED, OLDER_PRICES),
    of(PRICE_TRIAL_UNKNOWN, SUBMISSIONS),
    of(MARKET_UNKNOWN, MARKETS),
    of(MARKET_NONE, SUBMISSIONS),
    of(MARKET_REMOVED, OLDER_MARKETS),
    of(VISIBILITY_UNSET, SUBMISSIONS),
    of(VISIBILITY_UNKNOWN, SUBMISSIONS),
    of(VISIBILITY_PRIVATE, TEMPLATE),
    of(VISIBILITY_HIDDEN, TEMPLATE),
    of(CATEGORY_MISSING, OLDER_CATEGORIES),
    of(CATEGORY_UNKNOWN, TEMPLATE),
    of(CATEGORY_SUBCATEGORY_NONE, OURS),
    of(CATEGORY_GAME_LEFT, OLDER_CATEGORIES),
    of(CATEGORY_GAME_ENTERED, OLDER_CATEGORIES),
    of(HARDWARE_UNKNOWN, SUBMISSIONS),
    of(HARDWARE_ADDED, TEMPLATE),
    of(DECLARATION_ACCESSIBILITY, OLDER_DECLARATIONS),
    of(GAME_SETTINGS_EMPTY, SUBMISSIONS),
    of(GAME_SETTINGS_SEVERAL, SUBMISSIONS),
    of(GAME_SETTINGS_UNUSED, SUBMISSIONS),
    of(GAME_GENRE_MISSING, SUBMISSIONS),
    of(GAME_GENRE_UNKNOWN, SUBMISSIONS),
    of(GAME_GENRE_MANY, CATEGORIES),
    of(GAME_PLAYERS_MISSING, EXAMPLES),
    of(GAME_PLAYERS_RANGE, EXAMPLES),
    of(GAME_PLAYERS_ORDER, EXAMPLES),
    of(GAME_KINECT_UNKNOWN, SUBMISSIONS),
    of(TRAILER_COUNT_TOOMANY, SUBMISSIONS),
    of(TRAILER_REMOVED, OURS),
    of(TRAILER_LANGUAGE_NOLISTING, OURS),
    of(TRAILER_LANGUAGE_MISSING, OURS),
    of(TRAILER_TITLE_MISSING, IMAGES),
    of(TRAILER_THUMBNAIL_MISSING, SUBMISSIONS),
    of(TRAILER_THUMBNAIL_SEVERAL, SUBMISSIONS),
    of(IMAGE_FAMILY_MISSING, IMAGES),
    of(ROLLOUT_PERCENTAGE_MISSING, SUBMISSIONS),
    of(ROLLOUT_PERCENTAGE_RANGE, SUBMISSIONS),
    of(ROLLOUT_PERCENTAGE_ZERO, ROLLOUT),
    of(ROLLOUT_PERCENTAGE_WHOLE, ROLLOUT),
    of(UPDATE_MANDATORY_PORTAL, OVERVIEW),
    of(UPDATE_DATE_MISSING, SUBMISSIONS),
    of(UPDATE_DATE_PAST, SUBMISSIONS),
    of(OPTIONS_LICENSING_UNKNOWN, SUBMISSIONS),
    of(OPTIONS_LICENSING_PORTAL, SUBMISSIONS),
    of(ADDON_TITLE_MISSING, ADD_ONS),
    of(ADDON_CONTENT_MISSING, ADD_ONS),
    of(ADDON_CONTENT_UNKNOWN, ADD_ON_SUBMISSIONS),
    of(ADDON_LIFETIME_UNKNOWN, ADD_ON_SUBMISSIONS),
    of(ADDON_KEYWORDS_TOOMANY, LIMITS),
    of(ADDON_KEYWORD_TOOLONG, LIMITS),
    of(ADDON_KEYWORD_REPEATED, OURS),
    of(ADDON_TAG_TOOLONG, LIMITS),
    of(ADDON_PRODUCTID_MISSING, "windows-dev-docs: uwp/monetize/create-an-add-on.md"),
    of(ADDON_PRODUCTID_TOOLONG, LIMITS),
    of(ADDON_PRODUCTID_CHARACTERS, OLDER_IDS),
    of(FLIGHT_NAME_EMPTY, OURS),
    of(FLIGHT_GROUPS_NONE, OURS),
    of(FLIGHT_GROUP_INVALID, STOREBROKER),
    of(ARCHIVE_FILE_MISSING, SUBMISSIONS),
    of(ARCHIVE_FILE_CHANGED, OURS),
    of(VIDEO_FILE_TOOBIG, IMAGES),
    of(VIDEO_PIXELS_WRONG, IMAGES),
    of(VIDEO_LENGTH_LONG, IMAGES),
    of(VIDEO_CODEC_OTHER, IMAGES),
    of(VIDEO_AUDIO_OTHER, IMAGES),
    of(VIDEO_LAYOUT_LATE, IMAGES),
    of(VIDEO_LAYOUT_EDITS, IMAGES),
];

/// The source of a rule's code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}
