//! The closed sets of the documents: languages, categories, markets, image types, tiers. The large ones are data
//! (`data/store.json`, which names its sources).

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
struct Tables {
    /// Lower case.
    languages: Vec<String>,
    categories: Vec<String>,
    markets: Vec<String>,
    images: HashMap<String, ImageKind>,
}

/// What a picture of a type must be.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ImageKind {
    /// In one language.
    pub count: usize,
    /// The only sizes, in pixels.
    #[serde(default)]
    pub sizes: Vec<(u32, u32)>,
    /// The smallest landscape size; portrait swaps the sides.
    pub at_least: Option<(u32, u32)>,
}

impl ImageKind {
    pub fn fits(&self, width: u32, height: u32) -> bool {
        if let Some((least_width, least_height)) = self.at_least {
            let (long, short) = (width.max(height), width.min(height));
            return long >= least_width && short >= least_height;
        }
        self.sizes.is_empty() || self.sizes.contains(&(width, height))
    }

    /// The sizes, for a sentence.
    pub fn wanted(&self) -> String {
        match self.at_least {
            Some((width, height)) => format!("{width} x {height} pixels or larger"),
            None => self.sizes.iter().map(|(w, h)| format!("{w} x {h}")).collect::<Vec<_>>().join(" or "),
        }
    }
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    // Part of the program; a test reads it.
    serde_json::from_str(include_str!("../../data/store.json"))
        .unwrap_or_else(|e| unreachable!("data/store.json: {e}"))
});

pub fn is_language(code: &str) -> bool {
    TABLES.languages.binary_search(&code.to_ascii_lowercase()).is_ok()
}

pub fn languages() -> &'static [String] {
    &TABLES.languages
}

pub fn is_category(value: &str) -> bool {
    value == "NotSet" || TABLES.categories.iter().any(|c| c == value)
}

pub fn is_market(code: &str) -> bool {
    TABLES.markets.iter().any(|market| market == code)
}

pub fn image_kind(image_type: &str) -> Option<&'static ImageKind> {
    TABLES.images.get(image_type)
}

/// `Free`, `NotAvailable`, and the two scales of tiers (store-api 5.5).
pub fn is_price(price: &str) -> bool {
    let tier = || {
        let number: u32 = price.strip_prefix("Tier").filter(|n| !n.starts_with('0'))?.parse().ok()?;
        Some((2..=96).contains(&number) || (1012..=1424).contains(&number))
    };
    matches!(price, "Free" | "NotAvailable") || tier().unwrap_or(false)
}

/// Spelled as the documents of gaming options do, which is not always as categories are (store-api 5.8).
pub fn is_genre(value: &serde_json::Value) -> bool {
    value.as_str().is_some_and(|genre| GENRES.contains(&genre))
}

/// What the still picture of a trailer must be (store-listing-rules 3.3). It is no `imageType`.
pub static THUMBNAIL: LazyLock<ImageKind> =
    LazyLock::new(|| ImageKind { count: 1, sizes: vec![(1920, 1080)], at_least: None });

const GENRES: &[&str] = &[
    "Games_ActionAndAdventure",
    "Games_CardAndBoard",
    "Games_Casino",
    "Games_Educational",
    "Games_FamilyAndKids",
    "Games_Fighting",
    "Games_Music",
    "Games_Platformer",
    "Games_PuzzleAndTrivia",
    "Games_RacingAndFlying",
    "Games_RolePlaying",
    "Games_Shooter",
    "Games_Simulation",
    "Games_Sports",
    "Games_Strategy",
    "Games_Word",
];
pub const CONTENT_TYPE: &[&str] = &[
    "NotSet",
    "BookDownload",
    "EMagazine",
    "ENewspaper",
    "MusicDownload",
    "MusicStream",
    "OnlineDataStorage",
    "VideoDownload",
    "VideoStream",
    "Asp",
    "OnlineDownload",
];
pub const LIFETIME: &[&str] = &[
    "Forever",
    "OneDay",
    "ThreeDays",
    "FiveDays",
    "OneWeek",
    "TwoWeeks",
    "OneMonth",
    "TwoMonths",
    "ThreeMonths",
    "SixMonths",
    "OneYear",
];
pub const VISIBILITY: &[&str] = &["Public", "Private", "Hidden", "NotSet"];
pub const PUBLISH_MODE: &[&str] = &["Immediate", "Manual", "SpecificDate", "NotSet"];
pub const HARDWARE: &[&str] =
    &["Touch", "Keyboard", "Mouse", "Camera", "NfcHce", "Nfc", "BluetoothLE", "Telephony"];
pub const LICENSING: &[&str] = &["None", "Online", "OnlineAndOffline"];
pub const TRIAL: &[&str] =
    &["NoFreeTrial", "OneDay", "SevenDays", "FifteenDays", "ThirtyDays", "TrialNeverExpires"];
pub const FILE_STATUS: &[&str] = &["None", "PendingUpload", "Uploaded", "PendingDelete"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_can_be_read_and_searched() {
        assert!(TABLES.languages.is_sorted());
        assert!(is_language("en-us") && is_language("zh-Hans-CN") && !is_language("xx-yy"));
        assert!(is_category("BooksAndReference_EReader") && !is_category("Booksandreference"));
        assert!(is_market("FR") && !is_market("fr"));
        assert!(image_kind("Screenshot").unwrap().fits(768, 1366));
        assert!(!image_kind("Screenshot").unwrap().fits(1280, 720));
        assert!(image_kind("Icon").unwrap().fits(300, 300) && !image_kind("Icon").unwrap().fits(301, 300));
    }

    #[test]
    fn prices_are_the_two_scales() {
        for price in ["Free", "NotAvailable", "Tier2", "Tier96", "Tier1012", "Tier1424"] {
            assert!(is_price(price), "{price}");
        }
        for price in ["Base", "Tier1", "Tier97", "Tier1011", "Tier1425", "tier2", "Tier02", ""] {
            assert!(!is_price(price), "{price}");
        }
    }
}
