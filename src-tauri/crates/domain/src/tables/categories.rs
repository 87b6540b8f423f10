//! Categories, subcategories and the genres of games.
//!
//! Values: StoreBroker `StoreBroker/AppConfigTemplate.json` and msstore-cli `DevCenterApplicationCategory.cs` (clients; the
//! service's page says only that a category may be followed by `_` and a subcategory); genres: windows-dev-docs
//! `uwp/monetize/manage-app-submissions.md`, read November 2026. Role playing is written `Games_Roleplaying` as a category
//! and `Games_RolePlaying` as a genre. The second category of Partner Center has no member in a submission.

use serde::Serialize;
use ts_rs::TS;

/// A category with its subcategories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Category {
    /// The value of `applicationCategory` without a subcategory.
    pub value: &'static str,
    /// Whole values of `applicationCategory`; empty when the category has none.
    pub subcategories: &'static [&'static str],
}

/// The category that only games have, and that a game never leaves.
pub const GAMES: &str = "Games";

const fn whole(value: &'static str) -> Category {
    Category { value, subcategories: &[] }
}

/// Every category, in alphabetical order of the values.
pub const CATEGORIES: &[Category] = &[
    Category {
        value: "BooksAndReference",
        subcategories: &[
            "BooksAndReference_EReader",
            "BooksAndReference_Fiction",
            "BooksAndReference_Nonfiction",
            "BooksAndReference_Reference",
        ],
    },
    Category {
        value: "Business",
        subcategories: &[
            "Business_AccountingAndFinance",
            "Business_Collaboration",
            "Business_CRM",
            "Business_DataAndAnalytics",
            "Business_FileManagement",
            "Business_InventoryAndLogistics",
            "Business_LegalAndHR",
            "Business_ProjectManagement",
            "Business_RemoteDesktop",
            "Business_SalesAndMarketing",
            "Business_TimeAndExpenses",
        ],
    },
    Category {
        value: "DeveloperTools",
        subcategories: &[
            "DeveloperTools_Database",
            "DeveloperTools_DesignTools",
            "DeveloperTools_DevelopmentKits",
            "DeveloperTools_Networking",
            "DeveloperTools_ReferenceAndTraining",
            "DeveloperTools_Servers",
            "DeveloperTools_Utilities",
            "DeveloperTools_Webhosting",
        ],
    },
    Category {
        value: "Education",
        subcategories: &[
            "Education_BooksAndReference",
            "Education_EarlyLearning",
            "Education_InstructionalTools",
            "Education_Language",
            "Education_StudyAids",
        ],
    },
    whole("Entertainment"),
    whole("FoodAndDining"),
    Category {
        value: GAMES,
        subcategories: &[
            "Games_ActionAndAdventure",
            "Games_CardAndBoard",
            "Games_Casino",
            "Games_Classics",
            "Games_Educational",
            "Games_FamilyAndKids",
            "Games_Fighting",
            "Games_MultiPlayerOnlineBattleArena",
            "Games_Music",
            "Games_Other",
            "Games_Platformer",
            "Games_PuzzleAndTrivia",
            "Games_RacingAndFlying",
            "Games_Roleplaying",
            "Games_Shooter",
            "Games_Simulation",
            "Games_Sports",
            "Games_Strategy",
            "Games_Tools",
            "Games_Word",
        ],
    },
    whole("GovernmentAndPolitics"),
    whole("HealthAndFitness"),
    Category {
        value: "KidsAndFamily",
        subcategories: &[
            "KidsAndFamily_BooksAndReference",
            "KidsAndFamily_Entertainment",
            "KidsAndFamily_HobbiesAndToys",
            "KidsAndFamily_SportsAndActivities",
            "KidsAndFamily_Travel",
        ],
    },
    Category {
        value: "Lifestyle",
        subcategories: &[
            "Lifestyle_Automotive",
            "Lifestyle_DIY",
            "Lifestyle_HomeAndGarden",
            "Lifestyle_Relationships",
            "Lifestyle_SpecialInterest",
            "Lifestyle_StyleAndFashion",
        ],
    },
    whole("Medical"),
    Category {
        value: "MultimediaDesign",
        subcategories: &[
            "MultimediaDesign_IllustrationAndGraphicDesign",
            "MultimediaDesign_MusicProduction",
            "MultimediaDesign_PhotoAndVideoProduction",
        ],
    },
    whole("Music"),
    whole("NavigationAndMaps"),
    Category { value: "NewsAndWeather", subcategories: &["NewsAndWeather_News", "NewsAndWeather_Weather"] },
    Category {
        value: "PersonalFinance",
        subcategories: &["PersonalFinance_BankingAndInvestments", "PersonalFinance_BudgetingAndTaxes"],
    },
    Category {
        value: "Personalization",
        subcategories: &[
            "Personalization_RingtonesAndSounds",
            "Personalization_Themes",
            "Personalization_WallpaperAndLockScreens",
        ],
    },
    whole("PhotoAndVideo"),
    whole("Productivity"),
    Category { value: "Security", subcategories: &["Security_PCProtection", "Security_PersonalSecurity"] },
    whole("Shopping"),
    whole("Social"),
    whole("Sports"),
    Category { value: "Travel", subcategories: &["Travel_CityGuides", "Travel_Hotels"] },
    Category {
        value: "UtilitiesAndTools",
        subcategories: &["UtilitiesAndTools_BackupAndManage", "UtilitiesAndTools_FileManager"],
    },
];

/// Values of `gamingOptions.genres`, as that resource spells them.
pub const GENRES: &[&str] = &[
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

/// The row of a value of `applicationCategory`, with or without a subcategory: by what stands before `_`.
pub fn category(value: &str) -> Option<&'static Category> {
    let parent = value.split('_').next().unwrap_or_default();
    CATEGORIES.iter().find(|category| category.value == parent)
}

/// Whether a value of `applicationCategory` stands in the table as it is.
pub fn is_known_category(value: &str) -> bool {
    category(value).is_some_and(|row| row.value == value || row.subcategories.contains(&value))
}

/// Whether a value of `applicationCategory` makes the product a game.
pub fn is_game(value: &str) -> bool {
    value.split('_').next() == Some(GAMES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subcategories_begin_with_their_category() {
        assert!(CATEGORIES.is_sorted_by_key(|category| category.value));
        assert_eq!(CATEGORIES.len(), 26);
        for row in CATEGORIES {
            let sorted = row.subcategories.is_sorted_by_key(|value| value.to_ascii_lowercase());
            assert!(sorted && is_known_category(row.value), "{}", row.value);
            for value in row.subcategories {
                assert_eq!(category(value), Some(row), "{value}");
                assert!(is_known_category(value), "{value}");
            }
        }
    }

    #[test]
    fn unknown_values_are_told_apart() {
        assert!(!is_known_category("Games_RolePlaying"));
        assert!(!is_known_category("Business_Tax") && category("Business_Tax").is_some());
        assert!(!is_known_category("NotSet") && !is_known_category(""));
        assert!(is_game("Games") && is_game("Games_New") && !is_game("Gameshow") && !is_game("Music"));
        assert_eq!(GENRES.len(), 16);
    }
}
