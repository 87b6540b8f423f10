//! One cell: a tier, an amount as people write it somewhere in the world, a code of a currency or of a market.

/// ISO 4217, the currencies in use (list of 1 January 2024), so that "TAX" or "SKU" in a heading is none.
const CURRENCIES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP \
    BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ \
    GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD \
    MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR \
    RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH \
    UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL";

/// Currencies counted in thousandths (ISO 4217): "1.299" is one and a bit there, and a thousand elsewhere.
const THOUSANDTHS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

/// The tier of a cell as the service writes it: `Tier1012`, `tier 1012`; `1012` alone when `bare` says that the column may
/// hold numbers only. Ids of other forms are none.
pub fn tier(cell: &str, bare: bool) -> Option<String> {
    let lower = cell.trim().to_ascii_lowercase();
    let rest = lower.strip_prefix("tier").map(|rest| rest.trim_start_matches([' ', '-', '_', '\u{a0}', '#']));
    let digits = match rest {
        Some(digits) => digits,
        None if bare => lower.as_str(),
        None => return None,
    };
    let plain = !digits.is_empty() && digits.len() <= 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| format!("Tier{}", digits.trim_start_matches('0'))).filter(|tier| tier.len() > 4)
}

/// Whether a bare number may be a tier: the two documented sets (windows-dev-docs: `manage-app-submissions.md`).
pub fn is_known_number(cell: &str) -> bool {
    matches!(cell.trim().parse::<u32>(), Ok(2..=96 | 1012..=1424))
}

/// The currency that a text names.
pub fn currency(text: &str) -> Option<String> {
    words(text)
        .find(|word| word.len() == 3 && CURRENCIES.split(' ').any(|code| code == *word))
        .map(str::to_owned)
}

/// The market that a text names by its code: the code alone, or in brackets behind a name.
pub fn market(text: &str) -> Option<String> {
    let bracketed = text.split(['(', '[']).nth(1).and_then(|rest| rest.split([')', ']']).next());
    let code = |text: &str| {
        let text = text.trim();
        (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())).then(|| text.to_owned())
    };
    code(text).or_else(|| bracketed.and_then(code))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

/// An amount in units of its currency: `0.99`, `1 999,99 €`, `US$1,999.99`, `¥120`, `CHF 1'200.-`. Anything that is more than
/// a number, a sign and a code is none.
pub fn amount(cell: &str, currency: Option<&str>) -> Option<f64> {
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    if letters > 3 || cell.contains('%') || cell.trim_start().starts_with(['-', '−']) {
        return None;
    }
    let start = cell.find(|c: char| c.is_ascii_digit())?;
    let end = cell.rfind(|c: char| c.is_ascii_digit())? + 1;
    let kept: String = cell[start..end]
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '\u{202f}'))
        .collect();
    if !kept.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) {
        return None;
    }
    let point = decimal_point(&kept, currency.is_some_and(|code| THOUSANDTHS.contains(&code)));
    let number: String = kept
        .char_indices()
        .filter_map(|(at, c)| match c {
            _ if Some(at) == point => Some('.'),
            '.' | ',' => None,
            digit => Some(digit),
        })
        .collect();
    number.parse().ok().filter(|value: &f64| value.is_finite() && *value < 1e12)
}

/// Where the decimals begin: at the last mark, unless that one can only group thousands.
fn decimal_point(number: &str, thousandths: bool) -> Option<usize> {
    let last = number.rfind(['.', ','])?;
    let mark = &number[last..=last];
    let both = number.contains('.') && number.contains(',');
    if both {
        return Some(last);
    }
    if number.matches(mark).count() > 1 {
        return None;
    }
    let groups = number.len() - last - 1 == 3 && (1..=3).contains(&last) && &number[..last] != "0";
    (!groups || thousandths).then_some(last)
}
