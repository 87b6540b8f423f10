//! The values that a price may have.
//!
//! Two sets of tiers: windows-dev-docs `uwp/monetize/manage-app-submissions.md` (price tiers). What a tier of the newer set
//! costs in US dollars: msstore-cli's pricing guide, by steps; the amounts of the older set are published nowhere. Both read
//! November 2026. An amount is an anchor only: what a customer pays depends on the market. Which of the two sets a product
//! uses is not judged here: the flag that should tell it was seen to change by itself (msstore-cli, pull request 175).

use serde::Serialize;
use ts_rs::TS;

/// Free of charge.
pub const FREE: &str = "Free";
/// Not offered; in one market, or as a base price in every market without a price of its own.
pub const NOT_AVAILABLE: &str = "NotAvailable";
/// No price chosen; refused as a base price. In a market, the base price counts.
pub const BASE: &str = "Base";

/// Which set a tier belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TierSet {
    /// `Tier2` to `Tier96`, 0.99 to 999.99 US dollars.
    Older,
    /// `Tier1012` to `Tier1424`, 0.99 to 1,999.99 US dollars.
    Newer,
}

/// A price tier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PriceTier {
    /// The service's value of `priceId`.
    pub id: String,
    pub set: TierSet,
    /// The anchor in US cents, where it is published.
    pub usd_cents: Option<u32>,
}

const OLDER: std::ops::RangeInclusive<u32> = 2..=96;

/// Steps of the newer set: first tier, last tier, US cents of the first, US cents from one to the next.
const NEWER: &[(u32, u32, u32, u32)] = &[
    (1012, 1102, 99, 10),
    (1103, 1282, 1049, 50),
    (1283, 1382, 10_099, 100),
    (1383, 1402, 20_999, 1000),
    (1403, 1414, 44_999, 5000),
    (1415, 1424, 109_999, 10_000),
];

/// Every tier, the newer set first, each from cheap to dear.
pub fn price_tiers() -> Vec<PriceTier> {
    let newer = NEWER.iter().flat_map(|(first, last, cents, step)| {
        (*first..=*last).map(move |number| PriceTier {
            id: format!("Tier{number}"),
            set: TierSet::Newer,
            usd_cents: Some(cents + (number - first) * step),
        })
    });
    let older =
        OLDER.map(|number| PriceTier { id: format!("Tier{number}"), set: TierSet::Older, usd_cents: None });
    newer.chain(older).collect()
}

/// Whether a price is one that a document names: `Free`, `NotAvailable` or a tier of either set.
pub fn is_known_price(price: &str) -> bool {
    // "Tier012" and "Tier+12" parse as numbers too and are none of the service's.
    let number = |digits: &str| digits.parse().ok().filter(|number: &u32| number.to_string() == digits);
    match price.strip_prefix("Tier").and_then(number) {
        Some(tier) => {
            OLDER.contains(&tier) || NEWER.iter().any(|(first, last, ..)| (*first..=*last).contains(&tier))
        }
        None => matches!(price, FREE | NOT_AVAILABLE),
    }
}

/// Whether a base price is none that was chosen: nothing written, or `Base`. Sent like this the service refuses it, or makes
/// the product free without a word (observed: msstore-cli, pull request 175).
pub fn is_unset_price(price: Option<&str>) -> bool {
    price.is_none_or(|price| price.trim().is_empty() || price == BASE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiers_climb_to_the_documented_ends() {
        let tiers = price_tiers();
        let set = |set: TierSet| tiers.iter().filter(move |tier| tier.set == set).collect::<Vec<_>>();
        let newer = set(TierSet::Newer);
        assert_eq!((newer.len(), set(TierSet::Older).len()), (413, 95));
        assert!(newer.windows(2).all(|pair| pair[0].usd_cents < pair[1].usd_cents));
        let amount = |id: &str| tiers.iter().find(|tier| tier.id == id).unwrap().usd_cents;
        for (id, cents) in [
            ("Tier1012", Some(99)),
            ("Tier1102", Some(999)),
            ("Tier1103", Some(1049)),
            ("Tier1282", Some(9999)),
            ("Tier1283", Some(10_099)),
            ("Tier1382", Some(19_999)),
            ("Tier1402", Some(39_999)),
            ("Tier1414", Some(99_999)),
            ("Tier1424", Some(199_999)),
            ("Tier2", None),
            ("Tier96", None),
        ] {
            assert_eq!(amount(id), cents, "{id}");
        }
        assert!(tiers.iter().all(|tier| is_known_price(&tier.id)));
    }

    #[test]
    fn knows_prices_and_the_lack_of_one() {
        for price in ["Free", "NotAvailable", "Tier2", "Tier1424"] {
            assert!(is_known_price(price) && !is_unset_price(Some(price)), "{price}");
        }
        for price in ["Tier1", "Tier97", "Tier1011", "Tier1425", "Tier02", "Tier+2", "tier2", "free", "Tier"]
        {
            assert!(!is_known_price(price) && !is_unset_price(Some(price)), "{price}");
        }
        for price in [None, Some(""), Some(" "), Some("Base")] {
            assert!(is_unset_price(price), "{price:?}");
        }
        assert!(!is_known_price("Base"));
    }
}
