//! The list of codes itself.

use super::*;

#[test]
fn codes_are_unique_and_well_formed() {
    for (at, code) in ALL.iter().enumerate() {
        assert!(!ALL[..at].contains(code), "{code} stands twice");
        let words: Vec<&str> = code.split('.').collect();
        assert!((2..=3).contains(&words.len()), "{code} is not area.thing.fault");
        assert!(
            words.iter().all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase())),
            "{code}"
        );
    }
    assert_eq!(ALL.len(), PARAMS.len());
}

#[test]
#[cfg(debug_assertions)]
#[should_panic(expected = "not in the list of codes")]
fn a_problem_needs_a_code_of_the_list() {
    let _ = crate::Problem::must("made.up");
}
