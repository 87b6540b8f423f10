//! Texts as runs of words, lists of words as items.

use similar::{Algorithm, ChangeTag, TextDiff};

use super::{Run, RunKind};

/// A text as runs of words kept, removed and added; the kept and added runs read in order are `after`.
pub fn word_runs(before: &str, after: &str) -> Vec<Run> {
    if before.is_empty() || after.is_empty() {
        let whole = [(RunKind::Removed, before), (RunKind::Added, after)];
        let told = whole.into_iter().filter(|(_, text)| !text.is_empty());
        return told.map(|(kind, text)| Run { kind, text: text.to_owned() }).collect();
    }
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_unicode_words(before, after);
    let mut runs: Vec<Run> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = run_kind(change.tag());
        match runs.last_mut() {
            Some(run) if run.kind == kind => run.text.push_str(change.value()),
            _ => runs.push(Run { kind, text: change.value().to_owned() }),
        }
    }
    runs
}

/// A list of words as items kept, removed and added.
pub(super) fn item_runs(before: &[String], after: &[String]) -> Vec<Run> {
    let [before, after] = [before, after].map(|items| items.iter().map(String::as_str).collect::<Vec<_>>());
    let diff = TextDiff::from_slices(&before, &after);
    diff.iter_all_changes()
        .map(|change| Run { kind: run_kind(change.tag()), text: change.value().to_owned() })
        .collect()
}

fn run_kind(tag: ChangeTag) -> RunKind {
    match tag {
        ChangeTag::Equal => RunKind::Kept,
        ChangeTag::Delete => RunKind::Removed,
        ChangeTag::Insert => RunKind::Added,
    }
}
