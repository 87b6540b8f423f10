//! The amounts behind price tiers, as far as a person's own table tells them, and what was said about markets.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vitrine_domain::price_table::PriceTable;
use vitrine_domain::{FileId, ProductId};

/// The table of the account that a product belongs to.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PriceTableView {
    /// The name of the file for people, without its folder.
    pub file: String,
    pub imported_at: Timestamp,
    pub table: PriceTable,
}

#[derive(Debug, Clone, Deserialize, TS)]
pub struct PriceTableImport {
    /// The table serves every product of its account.
    pub product: ProductId,
    /// A file that was dropped; absent: the system's dialog asks for one.
    #[serde(default)]
    #[ts(optional)]
    pub file: Option<FileId>,
}
