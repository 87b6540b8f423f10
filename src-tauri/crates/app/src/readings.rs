//! Which lists of add-ons and flights are being read, and what of them no list tells yet. In memory only: the rows and when they
//! were read are in the database (`parts`).

use std::collections::{BTreeSet, HashMap};
use std::sync::PoisonError;

use vitrine_domain::{Problem, ProductId, SubmissionKind};

/// What is known of lists beyond their rows.
#[derive(Default)]
pub struct Readings {
    /// A list that is being read, or failed; the key is its app and kind.
    lists: std::sync::Mutex<HashMap<(ProductId, SubmissionKind), Reading>>,
    /// Made from here in this run, and not told of by any list yet: a list may have begun before it, or lag.
    made: std::sync::Mutex<BTreeSet<ProductId>>,
}

#[derive(Default, Clone)]
pub struct Reading {
    pub running: bool,
    pub problem: Option<Problem>,
}

impl Readings {
    pub fn of(&self, app: &ProductId, kind: SubmissionKind) -> Reading {
        let readings = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        readings.get(&(app.clone(), kind)).cloned().unwrap_or_default()
    }

    /// Begins a reading; `false` when one runs.
    pub fn begin(&self, app: &ProductId, kind: SubmissionKind) -> bool {
        let mut readings = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        !std::mem::replace(&mut readings.entry((app.clone(), kind)).or_default().running, true)
    }

    pub fn end(&self, app: &ProductId, kind: SubmissionKind, problem: Option<Problem>) {
        let mut readings = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        readings.insert((app.clone(), kind), Reading { running: false, problem });
    }

    /// What no list has told of yet.
    pub fn made(&self) -> std::sync::MutexGuard<'_, BTreeSet<ProductId>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
