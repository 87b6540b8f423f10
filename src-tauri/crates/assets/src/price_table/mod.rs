//! The table of price tiers that Partner Center offers for download as CSV ("view conversion table", windows-uwp:
//! `publish/set-and-schedule-app-pricing.md`).
//!
//! Its columns are documented nowhere, so nothing is expected by name or position: every usual separator is tried, and the
//! reading that understands most wins. A file that names no tiers, or no amounts beside them, is refused with the reason.
//! Deliberately not here: which tiers exist (`vitrine_domain::tables`), and what amounts mean to a customer.

mod amount;
mod layout;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use vitrine_domain::price_table::PriceTable;
use vitrine_domain::{Problem, codes};

use crate::{About, Meaning, ReadFault};

/// Some hundred tiers in some sixty currencies are half a megabyte.
const MOST_BYTES: u64 = 8 * 1024 * 1024;
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Why a file is no price table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableFault {
    #[error(transparent)]
    Unreadable(#[from] ReadFault),
    /// No column of tier ids: another file, or one that is not text.
    #[error("no column holds price tiers")]
    NoTiers,
    /// Tiers, and nothing that could be an amount in a named currency or market.
    #[error("no column holds amounts")]
    NoAmounts,
}

impl TableFault {
    /// The fault as the window knows it. Sentences also need `name`, the file's, which is the caller's to add.
    pub fn problem(&self) -> Problem {
        match self {
            Self::Unreadable(fault) => fault.problem(),
            Self::NoTiers => Problem::must(codes::PRICE_TABLE_NOTIERS),
            Self::NoAmounts => Problem::must(codes::PRICE_TABLE_NOAMOUNTS),
        }
    }
}

/// Reads a table.
///
/// # Errors
/// When the file cannot be read, is too large to be one, or says no tiers or no amounts.
pub fn read(path: &Path) -> Result<PriceTable, TableFault> {
    let failed = |error: std::io::Error| ReadFault::from_io(About::File, &error);
    let mut bytes = Vec::new();
    File::open(path).map_err(failed)?.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.is_empty() {
        return Err(ReadFault::new(About::File, Meaning::Empty).into());
    }
    if bytes.len() as u64 > MOST_BYTES {
        return Err(TableFault::NoTiers);
    }
    parse(&bytes)
}

/// Reads the content of a table.
///
/// # Errors
/// [`TableFault::NoTiers`], [`TableFault::NoAmounts`].
pub fn parse(bytes: &[u8]) -> Result<PriceTable, TableFault> {
    let text = text(bytes);
    let body = text.trim_start();
    // Excel writes its separator as a first line of its own.
    let body = match body.get(..4) {
        Some(start) if start.eq_ignore_ascii_case("sep=") => {
            body.split_once('\n').map_or("", |(_, rest)| rest)
        }
        _ => body,
    };
    let mut best: Result<PriceTable, TableFault> = Err(TableFault::NoTiers);
    for separator in SEPARATORS {
        let found = layout::understand(&records(body, separator));
        if weight(&found) > weight(&best) {
            best = found;
        }
    }
    best
}

/// How much of the file a reading understood; tiers without amounts are still more than nothing.
fn weight(reading: &Result<PriceTable, TableFault>) -> usize {
    match reading {
        Ok(table) => 2 + table.tiers.len() * table.columns.len(),
        Err(TableFault::NoAmounts) => 1,
        Err(_) => 0,
    }
}

fn records(text: &str, separator: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    // A record that is not well formed ends nothing: what can be read of the file decides.
    reader.records().flatten().map(|record| record.iter().map(str::to_owned).collect()).collect()
}

/// The text of the file: UTF-8, UTF-16 with its mark (as Excel saves "Unicode text"), else one byte a character; only headings
/// and currency signs could suffer from the last.
fn text(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => {
            let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            match std::str::from_utf8(plain) {
                Ok(text) => text.to_owned(),
                Err(_) => plain.iter().map(|byte| char::from(*byte)).collect(),
            }
        }
    }
}
