//! Which cells mean what: one row a tier with a column for each currency or market, or one row for each pair of them.

use std::collections::{HashMap, HashSet};

use vitrine_domain::price_table::{PriceColumn, PriceTable, PricedTier};

use super::TableFault;
use super::amount::{amount, currency, is_known_number, market, tier};

type Rows = [Vec<String>];

/// More than this is no table for people.
const MOST_COLUMNS: usize = 1_000;

pub fn understand(rows: &Rows) -> Result<PriceTable, TableFault> {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default().min(MOST_COLUMNS);
    let tiers = (0..width)
        .filter_map(|at| TierColumn::of(rows, at))
        .max_by_key(|column| column.score)
        .ok_or(TableFault::NoTiers)?;
    let unique = tiers.ids.iter().map(|(_, id)| id).collect::<HashSet<_>>().len();
    let table =
        if unique * 2 <= tiers.ids.len() { long(rows, &tiers, width) } else { wide(rows, &tiers, width) };
    table.ok_or(TableFault::NoAmounts)
}

/// The column that says which tier a row is about.
struct TierColumn {
    at: usize,
    /// Row and tier.
    ids: Vec<(usize, String)>,
    /// The row of the headings, when there is one above the first tier.
    head: Option<usize>,
    score: usize,
}

impl TierColumn {
    fn of(rows: &Rows, at: usize) -> Option<Self> {
        let worded = collect(rows, |cells| tier(cell(cells, at), false));
        let (ids, score) = if worded.is_empty() {
            let heading = |row: &Vec<String>| cell(row, at).to_ascii_lowercase().contains("tier");
            let told = rows.iter().take(20).any(heading);
            let bare = collect(rows, |cells| {
                let text = cell(cells, at);
                tier(text, told || is_known_number(text))
            });
            // Numbers alone are tiers only when something says so: the heading, or that they only ever grow.
            let grows = bare.windows(2).all(|pair| number(&pair[0].1) < number(&pair[1].1));
            let score = if told { bare.len() * 2 } else { bare.len() };
            (if told || grows { bare } else { Vec::new() }, score)
        } else {
            let score = worded.len() * 3;
            (worded, score)
        };
        let first = ids.first()?.0;
        // A word that stands in a few cells of another column does not make that one the column of tiers.
        let filled = rows[first..].iter().filter(|cells| !cell(cells, at).is_empty()).count();
        if ids.len() * 5 < filled * 4 {
            return None;
        }
        let head =
            rows[..first].iter().rposition(|cells| cells.iter().filter(|text| !text.is_empty()).count() > 1);
        Some(Self { at, ids, head, score })
    }
}

fn number(tier: &str) -> u32 {
    tier.trim_start_matches("Tier").parse().unwrap_or_default()
}

fn cell(cells: &[String], at: usize) -> &str {
    cells.get(at).map_or("", String::as_str)
}

fn collect<T>(rows: &Rows, read: impl Fn(&[String]) -> Option<T>) -> Vec<(usize, T)> {
    rows.iter().enumerate().filter_map(|(row, cells)| Some((row, read(cells)?))).collect()
}

/// One row a tier.
fn wide(rows: &Rows, tiers: &TierColumn, width: usize) -> Option<PriceTable> {
    let mut columns = Vec::new();
    let mut places = Vec::new();
    for at in (0..width).filter(|at| *at != tiers.at) {
        let heading = tiers.head.map_or("", |row| cell(&rows[row], at));
        let cells = || tiers.ids.iter().map(|(row, _)| cell(&rows[*row], at));
        let money = currency(heading).or_else(|| common(cells().map(currency)));
        let market = market(heading);
        let amounts = cells().filter(|text| amount(text, money.as_deref()).is_some()).count();
        // A column without a name says no currency and no market: its numbers would mean nothing.
        let named = money.is_some() || market.is_some() || heading.chars().any(char::is_alphabetic);
        if named && amounts * 2 > tiers.ids.len() {
            let name =
                if heading.is_empty() { money.clone().unwrap_or_default() } else { heading.to_owned() };
            columns.push(PriceColumn { name, currency: money, market });
            places.push(at);
        }
    }
    // Where some columns say their currency or market, others are remarks: an order, a share, a date.
    if columns.iter().any(is_coded) {
        let coded: Vec<bool> = columns.iter().map(is_coded).collect();
        let mut keep = coded.iter();
        columns.retain(|_| keep.next() == Some(&true));
        let mut keep = coded.iter();
        places.retain(|_| keep.next() == Some(&true));
    }
    let mut seen = HashSet::new();
    let priced = tiers
        .ids
        .iter()
        .filter(|(_, id)| seen.insert(id.as_str()))
        .map(|(row, id)| PricedTier {
            tier: id.clone(),
            amounts: places
                .iter()
                .zip(&columns)
                .map(|(at, column)| amount(cell(&rows[*row], *at), column.currency.as_deref()))
                .collect(),
        })
        .collect();
    (!columns.is_empty()).then_some(PriceTable { columns, tiers: priced })
}

fn is_coded(column: &PriceColumn) -> bool {
    column.currency.is_some() || column.market.is_some()
}

/// The one value that nearly all cells share.
fn common(found: impl Iterator<Item = Option<String>>) -> Option<String> {
    let all: Vec<Option<String>> = found.collect();
    let first = all.iter().flatten().next()?;
    (all.iter().filter(|one| one.as_ref() == Some(first)).count() * 5 >= all.len() * 4).then(|| first.clone())
}

/// One row for each tier and currency, or tier and market.
fn long(rows: &Rows, tiers: &TierColumn, width: usize) -> Option<PriceTable> {
    let mostly = |at: usize, is: &dyn Fn(&str) -> bool| {
        tiers.ids.iter().filter(|(row, _)| is(cell(&rows[*row], at))).count() * 5 >= tiers.ids.len() * 4
    };
    let others = || (0..width).filter(|at| *at != tiers.at);
    let money = others().find(|at| mostly(*at, &|text| text.len() == 3 && currency(text).is_some()));
    let place = others().find(|at| mostly(*at, &|text| market(text).is_some()));
    let sums: Vec<usize> = others()
        .filter(|at| {
            Some(*at) != money && Some(*at) != place && mostly(*at, &|text| amount(text, None).is_some())
        })
        .collect();
    let heading = |at: usize| tiers.head.map_or("", |row| cell(&rows[row], at)).to_lowercase();
    let says_price =
        |at: &usize| ["price", "prix", "amount", "montant"].iter().any(|word| heading(*at).contains(word));
    let sum = sums.iter().copied().find(|at| says_price(at)).or_else(|| sums.first().copied())?;
    if money.is_none() && place.is_none() {
        return None;
    }
    let mut columns: Vec<PriceColumn> = Vec::new();
    let mut places: HashMap<PriceColumn, usize> = HashMap::new();
    let mut priced: Vec<PricedTier> = Vec::new();
    let mut at_tier: HashMap<String, usize> = HashMap::new();
    for (row, id) in &tiers.ids {
        let cells = &rows[*row];
        let currency = money.and_then(|at| currency(cell(cells, at)));
        let market = place.and_then(|at| market(cell(cells, at)));
        let name = market.clone().or_else(|| currency.clone());
        let (Some(name), Some(value)) = (name, amount(cell(cells, sum), currency.as_deref())) else {
            continue;
        };
        let column = PriceColumn { name, currency, market };
        let at = *places.entry(column.clone()).or_insert_with(|| {
            columns.push(column);
            columns.len() - 1
        });
        let tier = *at_tier.entry(id.clone()).or_insert_with(|| {
            priced.push(PricedTier { tier: id.clone(), amounts: Vec::new() });
            priced.len() - 1
        });
        let amounts = &mut priced[tier].amounts;
        if amounts.len() <= at {
            amounts.resize(at + 1, None);
        }
        amounts[at] = Some(value);
    }
    for tier in &mut priced {
        tier.amounts.resize(columns.len(), None);
    }
    (!columns.is_empty() && columns.len() <= MOST_COLUMNS).then_some(PriceTable { columns, tiers: priced })
}
