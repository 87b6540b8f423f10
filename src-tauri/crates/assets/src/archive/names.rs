//! Names inside the archive: flat ASCII, legal on every system, unique without regard to case.
//!
//! A submission names its files and Microsoft looks them up at commit; a name that a system spells differently is reported
//! only then, as *not found in archive*. What a folder separator means there is UNVERIFIED, hence flat.

use std::collections::HashSet;

use super::{Member, Plan, PlanFault};

/// Windows keeps these for devices, with any extension.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];
const LONGEST: usize = 255;

pub(super) fn check(members: &[Member]) -> Result<(), PlanFault> {
    let mut seen = HashSet::new();
    for Member { name, .. } in members {
        if let Some(why) = fault(name) {
            return Err(PlanFault::BadName { name: name.clone(), why });
        }
        if !seen.insert(name.to_ascii_lowercase()) {
            return Err(PlanFault::SameName { name: name.clone() });
        }
    }
    Ok(())
}

fn fault(name: &str) -> Option<&'static str> {
    let bytes = name.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return Some("empty") };
    if bytes.len() > LONGEST {
        return Some("toolong");
    }
    if bytes.iter().any(|b| !matches!(b, b' '..=b'~') || br#"<>:"|?*\/"#.contains(b)) {
        return Some("character");
    }
    if b". ".contains(first) || b". ".contains(last) {
        return Some("edge");
    }
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device)).then_some("device")
}

/// What the submission names and the archive lacks, and what the archive holds and the submission does not name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameDifference {
    pub missing: Vec<String>,
    pub unexpected: Vec<String>,
}

impl NameDifference {
    pub fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.unexpected.is_empty()
    }
}

/// Compares byte for byte, both ways; both lists are sorted and name each file once.
pub fn check_names<'a>(plan: &Plan, expected: impl IntoIterator<Item = &'a str>) -> NameDifference {
    let held: std::collections::BTreeSet<&str> = plan.members().iter().map(|m| m.name.as_str()).collect();
    let named: std::collections::BTreeSet<&str> = expected.into_iter().collect();
    let list = |from: &std::collections::BTreeSet<&str>, without: &std::collections::BTreeSet<&str>| {
        from.difference(without).map(|&name| name.to_owned()).collect()
    };
    NameDifference { missing: list(&named, &held), unexpected: list(&held, &named) }
}

#[cfg(test)]
mod tests {
    use super::{Member, check, fault};
    use crate::archive::PlanFault;

    #[test]
    fn refuses_what_some_system_spells_differently() {
        for (name, why) in [
            ("", "empty"),
            (".", "edge"),
            ("..", "edge"),
            ("a.", "edge"),
            ("a ", "edge"),
            (" a", "edge"),
            ("a/b", "character"),
            ("a\\b", "character"),
            ("C:a", "character"),
            ("a\u{7}", "character"),
            ("é.png", "character"),
            ("CON", "device"),
            ("con.png", "device"),
            ("Lpt9.tar.gz", "device"),
            ("NUL .txt", "device"),
        ] {
            assert_eq!(fault(name), Some(why), "{name:?}");
        }
        assert_eq!(fault(&"a".repeat(256)), Some("toolong"));
        for name in ["a", "shot-01_en-us.png", "Tailspin 3.2 (x64).msixupload", "console.png", "com10.png"] {
            assert_eq!(fault(name), None, "{name:?}");
        }
    }

    proptest::proptest! {
        /// What is let through is one plain file name everywhere.
        #[test]
        fn a_name_that_passes_is_a_plain_file_name(name in ".{0,12}|[ -~]{1,20}|(con|lpt1|a)[. a-z]{0,4}") {
            if fault(&name).is_none() {
                let parts: Vec<_> = std::path::Path::new(&name).components().collect();
                let plain = matches!(parts[..], [std::path::Component::Normal(part)] if part == name.as_str());
                proptest::prop_assert!(plain && name.is_ascii() && name.trim() == name);
                proptest::prop_assert!(!name.contains(['\\', ':', '*', '?']));
            }
        }
    }

    #[test]
    fn two_names_that_differ_in_case_are_one_on_windows() {
        let member = |name: &str| Member { name: name.into(), path: "x".into() };
        let fault = check(&[member("Shot.png"), member("shot.PNG")]);
        assert_eq!(fault, Err(PlanFault::SameName { name: "shot.PNG".into() }));
    }
}
