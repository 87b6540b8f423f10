//! What the Store offers to choose from: markets, categories, prices and the closed lists of a submission's values.
//!
//! Data only, dated and with its source. Names for people are not here: countries are named by the page, everything else
//! by the catalogues, keyed by the value itself. A value that stands in no table is the service's newer one: it is kept and
//! shown, and the rules say that it is unknown. Limits of texts and images stand in `rules`.

mod categories;
mod markets;
mod prices;
mod values;

use serde::Serialize;
use ts_rs::TS;

pub use categories::{CATEGORIES, Category, GAMES, GENRES, category, is_game, is_known_category};
pub use markets::{Market, WorldRegion, is_known_market, markets};
pub use prices::{
    BASE, FREE, NOT_AVAILABLE, PriceTier, TierSet, is_known_price, is_unset_price, price_tiers,
};
pub use values::*;

/// The date on which every source of these tables was read.
pub const READ: &str = "2026-11-20";

/// Every table, for the pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StoreTables {
    /// In the order of their codes.
    pub markets: Vec<Market>,
    pub categories: Vec<Category>,
    /// Values of `gamingOptions.genres`.
    pub genres: Vec<&'static str>,
    /// `Free` is not among them: it is a value of its own, as is `NotAvailable`.
    pub price_tiers: Vec<PriceTier>,
    pub trial_periods: Vec<&'static str>,
    pub visibilities: Vec<&'static str>,
    pub publish_modes: Vec<&'static str>,
    pub hardware: Vec<&'static str>,
    pub device_families: Vec<DeviceFamily>,
    pub content_types: Vec<&'static str>,
    pub lifetimes: Vec<&'static str>,
    /// What the API can create; the service knows more types than these.
    pub add_on_types: Vec<&'static str>,
    pub enterprise_licensing: Vec<&'static str>,
    /// Values of `gamingOptions.kinectDataForExternal`.
    pub kinect_data: Vec<&'static str>,
    pub direct_x_versions: Vec<&'static str>,
    pub system_rams: Vec<&'static str>,
    /// Fewest players that a game for several may name.
    pub players_min: u32,
    /// Most players that a game may name.
    pub players_max: u32,
    /// Most trailers of a submission.
    pub trailers_max: usize,
    /// When the sources were read.
    pub date: &'static str,
}

/// All tables at once.
pub fn store_tables() -> StoreTables {
    StoreTables {
        markets: markets(),
        categories: CATEGORIES.to_vec(),
        genres: GENRES.to_vec(),
        price_tiers: price_tiers(),
        trial_periods: TRIAL_PERIODS.to_vec(),
        visibilities: VISIBILITIES.to_vec(),
        publish_modes: PUBLISH_MODES.to_vec(),
        hardware: HARDWARE.to_vec(),
        device_families: DEVICE_FAMILIES.to_vec(),
        content_types: CONTENT_TYPES.to_vec(),
        lifetimes: LIFETIMES.to_vec(),
        add_on_types: ADD_ON_TYPES.to_vec(),
        enterprise_licensing: ENTERPRISE_LICENSING.to_vec(),
        kinect_data: KINECT_DATA.to_vec(),
        direct_x_versions: DIRECT_X_VERSIONS.to_vec(),
        system_rams: SYSTEM_RAMS.to_vec(),
        players_min: PLAYERS_MIN,
        players_max: PLAYERS_MAX,
        trailers_max: TRAILERS_MAX,
        date: READ,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A value that stood twice would be two rows of a list that cannot be told apart.
    #[test]
    fn no_list_holds_a_value_twice() {
        let tables = store_tables();
        let families = tables.device_families.iter().map(|family| family.name).collect();
        let lists = [
            tables.genres,
            tables.trial_periods,
            tables.visibilities,
            tables.publish_modes,
            tables.hardware,
            families,
            tables.content_types,
            tables.lifetimes,
            tables.add_on_types,
            tables.enterprise_licensing,
            tables.kinect_data,
            tables.direct_x_versions,
            tables.system_rams,
        ];
        for list in lists {
            assert!(list.len() > 1, "{list:?}");
            for (at, value) in list.iter().enumerate() {
                assert!(!list[..at].contains(value), "{value}");
            }
        }
    }
}
