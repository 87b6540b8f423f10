//! The whole Store in the window: rollout, stop sale, conflicts, what cannot be undone, what belongs to an app.
//!
//! One function a promise, several in one window where they do not disturb one another. What left the window is read in the
//! log of the sandbox of practice; what Microsoft then has, by a colleague with a tool of their own.

mod add_ons;
mod conflicts;
mod deleting;
mod dialogs;
mod flights;
mod hold;
mod prices;
mod rollout;
mod sale;

use vitrine_tests::packages::Sample;

use crate::person::PRODUCT;

/// What the colleague reads of the product that most is tried on.
const PLANNER: &str = "applications/9PTLSPNPLNR1";

/// A package of the planner, as its developer would build it.
fn planner(version: &str) -> Sample {
    let languages = [
        "en-US", "fr-FR", "de-DE", "es-ES", "it-IT", "pt-BR", "nl-NL", "pl-PL", "sv-SE", "ja-JP", "zh-CN",
        "ko-KR",
    ];
    Sample {
        name: "ContosoSAS.TailspinPlanner".to_owned(),
        publisher: "CN=3B0A6F54-27CD-4B9E-9F2B-6E5A4C1D7F10".to_owned(),
        version: version.to_owned(),
        display_name: PRODUCT.to_owned(),
        languages: languages.map(str::to_owned).to_vec(),
        ..Sample::default()
    }
}
