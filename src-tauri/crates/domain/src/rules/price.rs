//! Price, markets and visibility, of an app or an add-on.
//!
//! A submission names no open markets: a market is closed by the price `NotAvailable`, and a market without a price of its
//! own takes the base price. What the draft closes is told as a consequence, never refused.

use std::collections::BTreeSet;

use serde_json::Value;

use super::read::{differs, is_live, text};
use crate::document::{Document, Pointer};
use crate::tables::{
    BASE, NOT_AVAILABLE, TRIAL_PERIODS, VISIBILITIES, is_known_market, is_known_price, is_unset_price,
    markets,
};
use crate::{Problem, codes};

pub(super) fn check(live: Option<&Document>, draft: &Document, problems: &mut Vec<Problem>) {
    let open = open_markets(draft);
    base(live, draft, &open, problems);
    by_market(live, draft, problems);
    if let Some(before) = live.map(open_markets) {
        closed(&before, &open, problems);
    }
    trial(live, draft, problems);
    visibility(live, draft, problems);
}

fn pricing(name: &str) -> Pointer {
    Pointer::of(["pricing", name])
}

fn base_price(document: &Document) -> Option<&str> {
    document.get(&pricing("priceId")).and_then(Value::as_str)
}

/// The prices of single markets, each with its code.
fn market_prices(document: &Document) -> Vec<(&str, &str)> {
    let prices = document.get(&pricing("marketSpecificPricings")).and_then(Value::as_object);
    prices.map_or_else(Vec::new, |prices| {
        prices.iter().map(|(code, price)| (code.as_str(), price.as_str().unwrap_or_default())).collect()
    })
}

/// The markets in which the product can be had, those of no list included.
fn open_markets(document: &Document) -> BTreeSet<String> {
    let own = market_prices(document);
    let base = base_price(document);
    let all: BTreeSet<&str> =
        markets().into_iter().map(|market| market.code).chain(own.iter().map(|(code, _)| *code)).collect();
    let is_open = |code: &&str| {
        let price = own.iter().find(|(other, _)| other == code).map(|(_, price)| *price);
        let price = price.filter(|price| *price != BASE).or(base);
        price != Some(NOT_AVAILABLE)
    };
    all.into_iter().filter(is_open).map(str::to_owned).collect()
}

/// The base price is never sent without a choice (observed: msstore-cli, pull request 175). Tiers that nobody here knows
/// are the service's newer prices: kept, and worth a look, because sending one back is not documented either.
fn base(live: Option<&Document>, draft: &Document, open: &BTreeSet<String>, problems: &mut Vec<Problem>) {
    let at = pricing("priceId");
    let price = base_price(draft);
    if is_unset_price(price) {
        let problem = Problem::must(codes::PRICE_BASE_UNSET).at(at);
        problems.push(problem.with("price", price.unwrap_or_default()));
        return;
    }
    let price = price.unwrap_or_default();
    if !is_known_price(price) {
        problems.push(Problem::check(codes::PRICE_BASE_UNKNOWN).at(at).with("price", price));
    } else if price == NOT_AVAILABLE && !open.is_empty() {
        problems.push(Problem::check(codes::PRICE_BASE_NOTAVAILABLE).at(at));
    } else if is_another_price(live, draft) {
        problems.push(Problem::check(codes::PRICE_BASE_CHANGED).at(at));
    }
    if open.is_empty() {
        problems.push(Problem::check(codes::MARKET_NONE).at(pricing("marketSpecificPricings")));
    }
}

/// Whether customers will pay another base price. While nobody can get the product, `PRICE_STOPPED` tells it.
fn is_another_price(live: Option<&Document>, draft: &Document) -> bool {
    let before = live.and_then(base_price);
    let is_sold = text(draft, &Pointer::of(["visibility"])) != "Hidden";
    let is_offered = base_price(draft) != Some(NOT_AVAILABLE);
    is_sold && is_offered && !is_unset_price(before) && before != base_price(draft)
}

fn by_market(live: Option<&Document>, draft: &Document, problems: &mut Vec<Problem>) {
    let at = pricing("marketSpecificPricings");
    for (code, price) in market_prices(draft) {
        let at = at.push(code);
        // A market that the service itself names is one, whatever the list says.
        if !is_known_market(code) && live.is_none_or(|live| live.get(&at).is_none()) {
            problems.push(Problem::check(codes::MARKET_UNKNOWN).at(at.clone()).with("market", code));
        }
        if !is_known_price(price) && price != BASE && !is_live(live, draft, &at) {
            let problem = Problem::check(codes::PRICE_MARKET_UNKNOWN).at(at).with("market", code);
            problems.push(problem.with("price", price));
        }
    }
}

fn closed(before: &BTreeSet<String>, open: &BTreeSet<String>, problems: &mut Vec<Problem>) {
    let gone: Vec<&str> = before.difference(open).map(String::as_str).collect();
    // That no market is left is told already, in stronger words.
    if !gone.is_empty() && !open.is_empty() {
        let problem = Problem::check(codes::MARKET_REMOVED).at(pricing("marketSpecificPricings"));
        problems.push(problem.with("count", gone.len()).with("markets", gone.join(", ")));
    }
}

fn trial(live: Option<&Document>, draft: &Document, problems: &mut Vec<Problem>) {
    let at = pricing("trialPeriod");
    let trial = text(draft, &at);
    if !trial.is_empty() && !TRIAL_PERIODS.contains(&trial) && !is_live(live, draft, &at) {
        problems.push(Problem::check(codes::PRICE_TRIAL_UNKNOWN).at(at).with("trial", trial));
    }
}

fn visibility(live: Option<&Document>, draft: &Document, problems: &mut Vec<Problem>) {
    let at = Pointer::of(["visibility"]);
    let now = text(draft, &at);
    let is_new = live.is_none_or(|live| text(live, &at) != now);
    let told = match now {
        "" | "NotSet" if is_new => Problem::check(codes::VISIBILITY_UNSET),
        "Private" if is_new => Problem::check(codes::VISIBILITY_PRIVATE),
        "Hidden" if is_new => Problem::check(codes::VISIBILITY_HIDDEN),
        "Hidden" if live.is_some_and(|live| differs(live, draft, &PRICES.map(pricing))) => {
            // Windows-uwp: `publish/set-and-schedule-app-pricing.md`.
            problems.push(Problem::check(codes::PRICE_STOPPED).at(pricing("priceId")));
            return;
        }
        unknown if is_new && !VISIBILITIES.contains(&unknown) => {
            Problem::check(codes::VISIBILITY_UNKNOWN).with("visibility", unknown)
        }
        _ => return,
    };
    problems.push(told.at(at));
}

const PRICES: [&str; 3] = ["priceId", "marketSpecificPricings", "trialPeriod"];
