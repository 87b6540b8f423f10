//! How often a test repeats itself, and with which numbers it begins.
//!
//! Normally a short dose. `cargo xtask test --long` sets `VITRINE_LONG`; `VITRINE_ROUNDS` names a figure, `VITRINE_SEED` the
//! number that a failure printed.

/// Rounds of a test whose short dose is `short`.
pub fn rounds(short: usize) -> usize {
    match number("VITRINE_ROUNDS") {
        Some(named) => usize::try_from(named).unwrap_or(usize::MAX),
        None if std::env::var_os("VITRINE_LONG").is_some() => short * 50,
        None => short,
    }
}

/// The seed of this run: the same every time, unless somebody names another.
pub fn seed() -> u64 {
    number("VITRINE_SEED").unwrap_or(1)
}

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is a number, not {text}")))
}

/// Numbers that look random and repeat with their seed (SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to and without `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.roll() % end.max(1)
    }
}
