use proptest::prelude::*;
use vitrine_domain::price_table::{PriceColumn, PriceTable};

use super::amount::{amount, currency, market, tier};
use super::{TableFault, parse};

fn column(name: &str, currency: Option<&str>, market: Option<&str>) -> PriceColumn {
    PriceColumn {
        name: name.into(),
        currency: currency.map(str::to_owned),
        market: market.map(str::to_owned),
    }
}

fn said(table: &PriceTable, tier: &str) -> Vec<Option<f64>> {
    table.tiers.iter().find(|one| one.tier == tier).expect("the tier is there").amounts.clone()
}

#[test]
fn one_row_a_tier_whatever_the_separator_and_the_encoding() {
    let rows = [
        "Tier ID|USD|EUR|JPY",
        "Tier1012|0.99|1.09|150",
        "Tier1013|1.09|1.19|165",
        "Tier1112|14.99|17.49|2400",
    ];
    let with = |separator: &str| rows.join("\r\n").replace('|', separator);
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(with("\t").encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let marked = [b"\xef\xbb\xbf".as_slice(), with(";").as_bytes()].concat();
    let told = format!("sep=;\r\n{}", with(";"));
    for bytes in [with(",").into_bytes(), with("|").into_bytes(), wide, marked, told.into_bytes()] {
        let table = parse(&bytes).unwrap();
        let codes: Vec<_> = table.columns.iter().filter_map(|one| one.currency.as_deref()).collect();
        assert_eq!(codes, ["USD", "EUR", "JPY"]);
        assert_eq!(table.tiers.len(), 3);
        assert_eq!(said(&table, "Tier1112"), [Some(14.99), Some(17.49), Some(2400.0)]);
    }
}

#[test]
fn decimals_with_commas_titles_above_and_remarks_beside() {
    let file = "Conversion table;;;\nDownloaded 20 Nov 2026;;;\n;;;\nNo.;Niveau;Euro (EUR);Dollar (US$)\n\
        1;Tier 2;0,99 €;$0.99\n2;Tier 3;1,49 €;$1.49\n3;Tier 4;1 999,99 €;$1,999.99\n;;;\nPrices include tax;;;\n";
    let table = parse(file.as_bytes()).unwrap();
    assert_eq!(table.columns, [column("Euro (EUR)", Some("EUR"), None)], "what says no code is a remark");
    assert_eq!(said(&table, "Tier4"), [Some(1999.99)]);
    assert_eq!(table.tiers.len(), 3);
}

#[test]
fn numbers_alone_are_tiers_when_the_heading_says_so_or_they_only_grow() {
    let told = parse(b"tier,usd price (USD)\n1500,1\n1400,2\n").unwrap();
    assert_eq!(said(&told, "Tier1500"), [Some(1.0)]);
    let grown = parse(b"id,USD\n1012,0.99\n1013,1.09\n1014,1.19\n").unwrap();
    assert_eq!(said(&grown, "Tier1013"), [Some(1.09)]);
    assert_eq!(parse(b"id,USD\n1013,0.99\n1012,1.09\n1019,1.19\n"), Err(TableFault::NoTiers));
}

#[test]
fn markets_stand_by_code_or_by_name() {
    let coded = parse("Tier,France (FR),Japan (JP)\nTier2,\"0,99 EUR\",120 JPY\n".as_bytes()).unwrap();
    assert_eq!(
        coded.columns,
        [column("France (FR)", Some("EUR"), Some("FR")), column("Japan (JP)", Some("JPY"), Some("JP"))]
    );
    let named = parse(b"Tier,France,Japan\nTier2,0.99,120\nTier3,1.99,\n").unwrap();
    assert_eq!(named.columns, [column("France", None, None)], "half of a column without amounts is none");
    let more = parse(b"Tier,France,Japan\nTier2,0.99,120\nTier3,1.99,240\n").unwrap();
    assert_eq!(more.columns, [column("France", None, None), column("Japan", None, None)]);
}

#[test]
fn one_row_for_each_tier_and_currency() {
    let file = "Price tier,Currency,Retail price\nTier2,USD,0.99\nTier2,EUR,1.09\nTier2,KWD,0.300\n\
        Tier3,USD,1.99\nTier3,EUR,2.19\nTier3,KWD,1.299\n";
    let table = parse(file.as_bytes()).unwrap();
    assert_eq!(table.columns.len(), 3);
    assert_eq!(said(&table, "Tier2"), [Some(0.99), Some(1.09), Some(0.3)]);
    assert_eq!(said(&table, "Tier3"), [Some(1.99), Some(2.19), Some(1.299)], "KWD counts thousandths");
    let market =
        parse(b"Market;Currency;Tier;Prix\nFR;EUR;2;0,99\nDE;EUR;2;0,99\nFR;EUR;3;1,99\nDE;EUR;3;2,09\n")
            .unwrap();
    assert_eq!(
        market.columns,
        [column("FR", Some("EUR"), Some("FR")), column("DE", Some("EUR"), Some("DE"))]
    );
    assert_eq!(said(&market, "Tier3"), [Some(1.99), Some(2.09)]);
}

#[test]
fn what_is_no_table_says_why() {
    assert_eq!(parse(b"Hello, this is a letter.\nIt has, several, commas.\n"), Err(TableFault::NoTiers));
    assert_eq!(
        parse(b"Field,ID,Type\nDescription,2,Text\nTitle,4,Text\nNotes,3,Text\n"),
        Err(TableFault::NoTiers)
    );
    assert_eq!(parse(b"Tier,Remark\nTier2,cheap\nTier3,dear\n"), Err(TableFault::NoAmounts));
    assert_eq!(parse(b"Tier1012\nTier1013\n"), Err(TableFault::NoAmounts));
    assert_eq!(parse(&[0, 159, 146, 150, 1, 2, 3]), Err(TableFault::NoTiers));
    assert_eq!(TableFault::NoAmounts.problem().code, "price.table.noamounts");
}

#[test]
fn cells() {
    for (written, id) in [("Tier1012", "Tier1012"), ("TIER 12", "Tier12"), ("tier_0096", "Tier96")] {
        assert_eq!(tier(written, false).as_deref(), Some(id), "{written}");
    }
    for none in ["Free", "NotAvailable", "Tier", "Tier 1.5", "1012", "Tier0", "Tier12345678", "Frontier12"] {
        assert_eq!(tier(none, false), None, "{none}");
    }
    for (written, value) in [
        ("0.99", 0.99),
        ("0,99 €", 0.99),
        ("US$1,999.99", 1999.99),
        ("1.999,99", 1999.99),
        ("1\u{202f}999,99", 1999.99),
        ("CHF 1'200.-", 1200.0),
        ("12,000", 12000.0),
        ("1,234,567", 1234567.0),
        ("0.300", 0.3),
        ("¥120", 120.0),
        ("0", 0.0),
    ] {
        assert_eq!(amount(written, None), Some(value), "{written}");
    }
    for none in ["", "free", "-0.99", "10%", "2026-11-20", "0.99 per month", "n/a"] {
        assert_eq!(amount(none, None), None, "{none}");
    }
    assert_eq!((currency("Euro (EUR)").as_deref(), currency("TAX included")), (Some("EUR"), None));
    assert_eq!(
        (market("France (FR)").as_deref(), market("Tier ID"), market("ID").as_deref()),
        (Some("FR"), None, Some("ID"))
    );
}

proptest! {
    #[test]
    fn any_bytes_end_in_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        if let Ok(table) = parse(&bytes) {
            prop_assert!(table.tiers.iter().all(|tier| tier.amounts.len() == table.columns.len()));
        }
    }

    #[test]
    fn any_table_comes_back_as_it_was_written(
        amounts in proptest::collection::vec(proptest::collection::vec(proptest::option::weighted(0.9, 1u32..10_000_000), 2), 4..80),
        comma in any::<bool>(),
    ) {
        let write = |cents: &Option<u32>| cents.map_or(String::new(), |cents| {
            format!("{}{}{:02}", cents / 100, if comma { ',' } else { '.' }, cents % 100)
        });
        let separator = if comma { ";" } else { "," };
        let mut lines = vec![["Tier", "USD", "EUR"].join(separator)];
        for (row, cells) in amounts.iter().enumerate() {
            lines.push([format!("Tier{}", 1012 + row), write(&cells[0]), write(&cells[1])].join(separator));
        }
        let table = parse(lines.join("\n").as_bytes());
        let enough = |at: usize| amounts.iter().filter(|row| row[at].is_some()).count() * 2 > amounts.len();
        prop_assume!(enough(0) && enough(1));
        let table = table.unwrap();
        for (row, cells) in amounts.iter().enumerate() {
            let wanted: Vec<Option<f64>> = cells.iter().map(|cents| cents.map(|cents| f64::from(cents) / 100.0)).collect();
            prop_assert_eq!(&table.tiers[row].amounts, &wanted);
        }
    }
}
