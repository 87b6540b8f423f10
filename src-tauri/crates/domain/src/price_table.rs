//! What a person's own table of price tiers says: amounts by tier, in each currency or market of the file.
//!
//! Microsoft's service speaks of tiers alone; amounts come from a file that Partner Center offers for download. They are what
//! that table said when it was downloaded, and never a promise of what a customer pays. How the file is read is the work of
//! `vitrine-assets`.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A table as it was understood.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct PriceTable {
    pub columns: Vec<PriceColumn>,
    /// In the order of the file; every tier once.
    pub tiers: Vec<PricedTier>,
}

/// What a row of amounts is in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct PriceColumn {
    /// The words of the file: a code, or the name of a country.
    pub name: String,
    /// ISO 4217, when the file says it.
    pub currency: Option<String>,
    /// ISO 3166-1 alpha-2, when the file says it.
    pub market: Option<String>,
}

/// One tier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PricedTier {
    /// As the service writes it: `Tier1012`.
    pub tier: String,
    /// In units of the currency (not cents), one for each column; `None` where the file has none.
    pub amounts: Vec<Option<f64>>,
}
