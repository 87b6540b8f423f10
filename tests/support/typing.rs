//! What a person types into a draft, as a script that repeats with its seed, and what the draft must then say. The program
//! `typist` plays it; whoever ended that program by force plays it too and compares.

use serde_json::{Value, json};

use crate::rounds::Dice;

const NOTES: &str = "/notesForCertification";
const TERMS: &str = "/listings/en-us/baseListing/licenseTerms";

/// One act in the window.
#[derive(Debug, Clone, PartialEq)]
pub enum Stroke {
    /// Two texts at once, so that no two acts are ever joined into one.
    Write(Page),
    Undo,
    Redo,
}

/// The two texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    pub notes: String,
    pub terms: String,
}

/// The acts of one sitting; every text is told apart by its number.
pub fn script(seed: u64) -> impl Iterator<Item = Stroke> {
    let mut dice = Dice::new(seed);
    (0..).map(move |number| match dice.below(10) {
        0 | 1 => Stroke::Undo,
        2 => Stroke::Redo,
        // Past the size up to which the whole document is written with every act.
        3 => Stroke::Write(page(seed, number, 9_000)),
        _ => Stroke::Write(page(seed, number, 3)),
    })
}

fn page(seed: u64, number: u64, lines: usize) -> Page {
    let line = format!("Sitting {seed}, text {number}. Élève, 雪, «»\n");
    Page { notes: line.trim_end().to_owned(), terms: line.repeat(lines) }
}

impl Stroke {
    /// The command and what goes with it.
    pub fn command(&self, draft: &Value) -> (&'static str, Value) {
        match self {
            Self::Write(page) => {
                let edits =
                    json!([{"pointer": NOTES, "value": page.notes}, {"pointer": TERMS, "value": page.terms}]);
                ("draft_patch", json!({"draft": draft, "edits": edits}))
            }
            Self::Undo => ("draft_undo", draft.clone()),
            Self::Redo => ("draft_redo", draft.clone()),
        }
    }
}

impl Page {
    pub fn of(document: &Value) -> Self {
        let text = |pointer| document.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
        Self { notes: text(NOTES), terms: text(TERMS) }
    }
}

/// The draft as it must be: every page that undo and redo can reach, and where it stands.
#[derive(Debug, Clone)]
pub struct Expected {
    pages: Vec<Page>,
    at: usize,
}

impl Expected {
    pub fn new(first: Page) -> Self {
        Self { pages: vec![first], at: 0 }
    }

    pub fn page(&self) -> &Page {
        &self.pages[self.at]
    }

    /// Whether there is an act to take back.
    pub fn undoable(&self) -> bool {
        self.at > 0
    }

    pub fn apply(&mut self, stroke: &Stroke) {
        match stroke {
            Stroke::Write(page) => {
                self.pages.truncate(self.at + 1);
                self.pages.push(page.clone());
                self.at += 1;
            }
            Stroke::Undo => self.at = self.at.saturating_sub(1),
            Stroke::Redo => self.at = (self.at + 1).min(self.pages.len() - 1),
        }
    }
}
