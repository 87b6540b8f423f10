//! Numbers, sizes, dates and lists as people read them: the twin of `ui/src/i18n/format.ts`.
//!
//! The window asks the system's own tables (ICU), this side has the few rows it needs; `tests/twin.rs` holds the two
//! together. Where a value comes from, and which language is on, is not decided here.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde_json::Value;

use crate::Params;

/// Joins words that must not part (U+00A0).
const NB: char = '\u{a0}';
/// Groups the digits of a French number (U+202F).
const NARROW: char = '\u{202f}';

/// The languages of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    En,
    Fr,
}

impl Language {
    /// Plural forms for a count, best first (CLDR 48). `zero` is no form of either language, but the window's library takes
    /// it when a catalogue has one.
    pub(crate) fn plural(self, count: f64) -> [&'static str; 2] {
        let whole = count.fract() == 0.0;
        let form = match self {
            Self::En if count == 1.0 => "one",
            Self::Fr if count.abs() < 2.0 => "one",
            Self::Fr if whole && count != 0.0 && count % 1e6 == 0.0 => "many",
            _ => "other",
        };
        if count == 0.0 { ["zero", form] } else { [form, form] }
    }

    fn decimal(self) -> char {
        if self == Self::Fr { ',' } else { '.' }
    }
    fn group(self) -> char {
        if self == Self::Fr { NARROW } else { ',' }
    }
}

/// The moment that relative dates are read against, and the zone that all dates are shown in.
#[derive(Debug, Clone)]
pub struct Clock {
    pub now: Timestamp,
    pub zone: TimeZone,
}

impl Clock {
    /// Now, in the zone of the system.
    pub fn system() -> Self {
        Self { now: Timestamp::now(), zone: TimeZone::system() }
    }

    fn at(&self, moment: Timestamp) -> Zoned {
        moment.to_zoned(self.zone.clone())
    }
    fn today(&self) -> Date {
        self.at(self.now).date()
    }
}

/// `1240` → "1,240", « 1 240 ». At most `digits` decimals, none when they would be zero; halves are rounded away from zero.
pub fn number(value: f64, language: Language, digits: usize) -> String {
    let (whole, fraction) = rounded(value.abs(), digits);
    let mut text = String::new();
    if value < 0.0 && (whole != "0" || !fraction.is_empty()) {
        text.push('-');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(language.group());
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(language.decimal());
        text.push_str(&fraction);
    }
    text
}

/// Whole part and decimals without trailing zeros. Rounds the shortest decimal that means this number, as ICU does: 1.005 is
/// a half for people, although the double lies a little below it.
fn rounded(value: f64, digits: usize) -> (String, String) {
    let exact = value.to_string();
    let (whole, fraction) = exact.split_once('.').unwrap_or((&exact, ""));
    let up = fraction.as_bytes().get(digits).is_some_and(|digit| *digit >= b'5');
    let decimals = fraction.bytes().chain(std::iter::repeat(b'0')).take(digits);
    let mut kept: Vec<u8> = whole.bytes().chain(decimals).collect();
    if up {
        let mut carry = true;
        for digit in kept.iter_mut().rev() {
            if !carry {
                break;
            }
            carry = *digit == b'9';
            *digit = if carry { b'0' } else { *digit + 1 };
        }
        if carry {
            kept.insert(0, b'1');
        }
    }
    let text: String = kept.iter().map(|digit| char::from(*digit)).collect();
    let (whole, fraction) = text.split_at(text.len() - digits);
    (whole.to_owned(), fraction.trim_end_matches('0').to_owned())
}

/// `10` → "10%", « 10 % ». The value is in hundredths, as the services count.
pub fn percent(hundredths: f64, language: Language) -> String {
    // The window divides by a hundred and its library multiplies again; so does this side, to meet the same rounding.
    let text = number(hundredths / 100.0 * 100.0, language, 1);
    if language == Language::Fr { format!("{text}{NB}%") } else { format!("{text}%") }
}

/// `440_000_000` → "440 MB", « 440 Mo ». Powers of 1,000; one decimal below 10, none from there on.
pub fn bytes(bytes: f64, language: Language) -> String {
    if bytes < 1000.0 {
        let word = match language {
            Language::Fr if bytes < 2.0 => "octet",
            Language::Fr => "octets",
            Language::En if bytes == 1.0 => "byte",
            Language::En => "bytes",
        };
        return format!("{}{NB}{word}", number(bytes, language, 2));
    }
    let units = if language == Language::Fr { ["ko", "Mo", "Go", "To"] } else { ["kB", "MB", "GB", "TB"] };
    let (mut size, mut unit) = (bytes / 1000.0, 0);
    while size >= 999.5 && unit < units.len() - 1 {
        size /= 1000.0;
        unit += 1;
    }
    format!("{}{NB}{}", number(size, language, usize::from(size < 9.95)), units[unit])
}

/// Seconds below a minute, then minutes, then hours and minutes: "45 s", "12 min", "1 h 30 min", « 1 h 30 ».
pub fn duration(seconds: f64, language: Language) -> String {
    if seconds < 60.0 {
        return format!("{}{NB}s", number(seconds.ceil(), language, 2));
    }
    let minutes = (seconds / 60.0).round();
    if minutes < 60.0 {
        return format!("{minutes}{NB}min");
    }
    let rest = minutes % 60.0;
    let hours = format!("{}{NB}h", number((minutes / 60.0).floor(), language, 2));
    match language {
        _ if rest == 0.0 => hours,
        Language::Fr => format!("{hours}{NB}{rest}"),
        Language::En => format!("{hours}{NB}{rest}{NB}min"),
    }
}

const WEEKDAYS: [[&str; 7]; 2] = [
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."],
];
const MONTHS: [[&str; 12]; 2] = [
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
];

/// "14:05", « 14 h 05 ».
pub fn time(moment: Timestamp, language: Language, clock: &Clock) -> String {
    let at = clock.at(moment);
    match language {
        Language::En => format!("{:02}:{:02}", at.hour(), at.minute()),
        Language::Fr => format!("{}{NB}h{NB}{:02}", at.hour(), at.minute()),
    }
}

/// "Wed 18 Nov", « mer. 18 nov. »; the year only when it is another one.
pub fn date(moment: Timestamp, language: Language, clock: &Clock) -> String {
    let day = clock.at(moment).date();
    let row = usize::from(language == Language::Fr);
    let weekday = WEEKDAYS[row][usize::from(day.weekday().to_monday_zero_offset().unsigned_abs())];
    let month = MONTHS[row][usize::from(day.month().unsigned_abs() - 1)];
    let number =
        if language == Language::Fr && day.day() == 1 { "1er".to_owned() } else { day.day().to_string() };
    let year = if day.year() == clock.today().year() { String::new() } else { format!(" {}", day.year()) };
    format!("{weekday} {number}{NB}{month}{year}")
}

/// "Mon 16 Nov, 13:50", « lun. 16 nov., 13 h 50 ».
pub fn date_time(moment: Timestamp, language: Language, clock: &Clock) -> String {
    format!("{}, {}", date(moment, language, clock), time(moment, language, clock))
}

/// The shortest that says when: "14:05" today, "yesterday", else the date.
pub fn when(moment: Timestamp, language: Language, clock: &Clock) -> String {
    match days_from_today(moment, clock) {
        0 => time(moment, language, clock),
        days @ (-1 | 1) => relative(days, Unit::Day, language),
        _ => date(moment, language, clock),
    }
}

/// For deadlines, absolute and relative: "Tue 24 Nov, in 4 days".
pub fn deadline(moment: Timestamp, language: Language, clock: &Clock) -> String {
    let days = days_from_today(moment, clock);
    format!("{}, {}", date(moment, language, clock), relative(days, Unit::Day, language))
}

/// "2 minutes ago", « il y a 2 minutes »: whole minutes, hours or days, rounded towards now.
pub fn ago(moment: Timestamp, language: Language, clock: &Clock) -> String {
    let minutes = (moment.as_millisecond() - clock.now.as_millisecond()) / 60_000;
    match (minutes.abs(), minutes / 60) {
        (0..60, _) => relative(minutes, Unit::Minute, language),
        (_, hours) if hours.abs() < 24 => relative(hours, Unit::Hour, language),
        (_, hours) => relative(hours / 24, Unit::Day, language),
    }
}

fn days_from_today(moment: Timestamp, clock: &Clock) -> i64 {
    let days =
        |date: Date| Date::constant(1970, 1, 1).until(date).map_or(0, |span| i64::from(span.get_days()));
    days(clock.at(moment).date()) - days(clock.today())
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Minute,
    Hour,
    Day,
}

fn relative(value: i64, unit: Unit, language: Language) -> String {
    match (language, unit, value) {
        (Language::En, Unit::Minute, 0) => return "just now".to_owned(),
        (Language::Fr, Unit::Minute, 0) => return "à l’instant".to_owned(),
        (Language::En, Unit::Day, -1) => return "yesterday".to_owned(),
        (Language::En, Unit::Day, 0) => return "today".to_owned(),
        (Language::En, Unit::Day, 1) => return "tomorrow".to_owned(),
        (Language::Fr, Unit::Day, -1) => return "hier".to_owned(),
        (Language::Fr, Unit::Day, 0) => return "aujourd’hui".to_owned(),
        (Language::Fr, Unit::Day, 1) => return "demain".to_owned(),
        _ => {}
    }
    let size = value.unsigned_abs();
    let name = match (language, unit) {
        (_, Unit::Minute) => "minute",
        (Language::En, Unit::Hour) => "hour",
        (Language::En, Unit::Day) => "day",
        (Language::Fr, Unit::Hour) => "heure",
        (Language::Fr, Unit::Day) => "jour",
    };
    let many = if size == 1 { "" } else { "s" };
    // Days of a century stay far below 2^53.
    let figure = number(size as f64, language, 0);
    match language {
        Language::En if value < 0 => format!("{figure} {name}{many} ago"),
        Language::En => format!("in {figure} {name}{many}"),
        Language::Fr if value < 0 => format!("il y a {figure} {name}{many}"),
        Language::Fr => format!("dans {figure} {name}{many}"),
    }
}

/// "a, b and c", « a, b et c ».
pub fn list(items: &[&str], language: Language) -> String {
    let and = if language == Language::Fr { "et" } else { "and" };
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

/// Parameters whose value is a word of a closed set, and the group of the catalogue `states` that has it.
const WORD_GROUPS: &[(&str, &str)] = &[
    ("language", "language"),
    ("field", "field"),
    ("slot", "image"),
    ("what", "what"),
    ("step", "phase"),
    ("endpoint", "endpoint"),
    ("format", "format"),
];

/// A parameter of a sentence; its name says what it is (see `formatParam` of the window).
pub(crate) fn param(
    name: &str,
    value: &Value,
    all: &Params,
    language: Language,
    clock: &Clock,
    word: &dyn Fn(&str, &str) -> Option<&'static str>,
) -> String {
    let plain = name.to_ascii_lowercase();
    if let Some(figure) = value.as_f64() {
        return if plain.ends_with("bytes") || (name == "max" && all.contains_key("bytes")) {
            bytes(figure, language)
        } else if plain.ends_with("percent") || plain.ends_with("percentage") {
            percent(figure, language)
        } else if plain.ends_with("width") || plain.ends_with("height") {
            // Pixels are written as people write them, 1920 × 1080.
            figure.to_string()
        } else {
            number(figure, language, 2)
        };
    }
    let text = match value {
        Value::String(text) => text.as_str(),
        _ => "",
    };
    if text.is_empty() {
        return "—".to_owned();
    }
    if let Some(moment) = instant(text) {
        return if plain.ends_with("date") {
            date(moment, language, clock)
        } else if plain.ends_with("time") {
            time(moment, language, clock)
        } else if plain.ends_with("deadline") {
            deadline(moment, language, clock)
        } else {
            date_time(moment, language, clock)
        };
    }
    let group = WORD_GROUPS.iter().find(|(known, _)| *known == name).map(|(_, group)| *group);
    let lower = text.to_ascii_lowercase();
    group
        .and_then(|group| word(group, if group == "language" { &lower } else { text }))
        .map_or_else(|| text.to_owned(), str::to_owned)
}

/// A whole ISO instant in UTC, as the core and the services write them. Anything shorter is a text.
fn instant(text: &str) -> Option<Timestamp> {
    let shaped = text.len() >= 17 && text.ends_with('Z') && text.as_bytes().get(10) == Some(&b'T');
    if shaped { text.parse().ok() } else { None }
}
