//! The rules of the house that no compiler knows: arrows, size of files, catalogues, paths of this machine.
//!
//! Boundaries inside the UI are not here: Biome's restricted imports hold them.

mod arrows;
mod catalogues;
mod files;

use crate::{Done, places};

/// A rule and its check, which answers one line for each place that breaks the rule.
type Rule = (&'static str, fn() -> Done<Vec<String>>);

const RULES: &[Rule] = &[
    ("arrows between crates", arrows::broken),
    ("files of at most 400 lines", files::too_long),
    ("no path of one machine", files::machine_paths),
    ("catalogues with the same keys", catalogues::broken),
];

pub fn lint() -> Done {
    let mut broken = 0;
    for (name, check) in RULES {
        let found = check()?;
        println!("  {} {name}", if found.is_empty() { "✓" } else { "✖" });
        for line in &found {
            println!("      {}", line.replace(&format!("{}/", places::root().display()), ""));
        }
        broken += found.len();
    }
    if broken == 0 { Ok(()) } else { Err(format!("{broken} places break a rule of the house.")) }
}
