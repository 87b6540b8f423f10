//! Add-ons and flights of an app. Each is a product of its own: drafts, publishing and history are the same commands.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vitrine_domain::{DraftId, Problem, ProductId};

use super::products::{AddOnFacts, Command, FlightFacts, ProductRow, RolloutView};

/// The add-ons of an app, in the order of the service.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AddOnList {
    pub rows: Vec<AddOnRow>,
    /// When the list was last read whole.
    pub read_at: Option<Timestamp>,
    pub reading: bool,
    pub problem: Option<Problem>,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct AddOnRow {
    pub row: ProductRow,
    pub facts: AddOnFacts,
    /// Title in the person's language or the first one, of what is live or in the draft.
    pub title: Option<String>,
    /// Base price as the service names it, of what is live.
    pub price: Option<String>,
    pub commands: Vec<Command>,
}

/// The flights of an app, highest rank first as far as their `rankHigherThan` tells.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FlightList {
    pub rows: Vec<FlightRow>,
    pub read_at: Option<Timestamp>,
    pub reading: bool,
    pub problem: Option<Problem>,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct FlightRow {
    pub row: ProductRow,
    pub facts: FlightFacts,
    /// 1 is the highest; absent when the chain of ranks cannot be read.
    pub rank: Option<u32>,
    /// Name of the open submission that was made or edited in Partner Center: it cannot be continued from here.
    pub elsewhere: Option<String>,
    pub rollout: Option<RolloutView>,
    pub commands: Vec<Command>,
}

/// How many add-ons and flights of an app are known; absent as long as the list was never read.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct PartCounts {
    pub add_ons: Option<u32>,
    pub flights: Option<u32>,
}

/// What an add-on is created with; none of it changes afterwards.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct AddOnForm {
    pub app: ProductId,
    pub product_id: String,
    /// `Durable` or `Consumable`.
    pub product_type: String,
}

/// What a flight is created with. Only Partner Center changes it afterwards.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct FlightForm {
    pub app: ProductId,
    pub name: String,
    /// Ids of groups: the number at the end of a group's address in Partner Center.
    pub groups: Vec<String>,
    /// The flight that is to rank just below. Absent: highest of all.
    #[serde(default)]
    #[ts(optional)]
    pub rank_higher_than: Option<ProductId>,
}

/// Titles and descriptions of all add-ons in all their languages: rows × languages.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AddOnGrid {
    pub languages: Vec<String>,
    pub rows: Vec<AddOnGridRow>,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct AddOnGridRow {
    pub product: ProductId,
    /// The developer's own id.
    pub name: String,
    /// Why nothing can be edited: not read yet, locked, closed.
    pub locked: Option<Problem>,
    /// By language as in `languages`; `null` where the add-on has no such listing.
    pub cells: Vec<Option<AddOnCell>>,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct AddOnCell {
    pub title: String,
    pub description: String,
    /// Differs from what is live.
    pub title_changed: bool,
    pub description_changed: bool,
}

/// Cells of the grid that a person wrote or pasted: one act an add-on, drafts begin where there is none.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct AddOnGridPatch {
    pub app: ProductId,
    pub cells: Vec<AddOnCellEdit>,
}

#[derive(Debug, Clone, Deserialize, TS)]
pub struct AddOnCellEdit {
    pub product: ProductId,
    pub language: String,
    #[serde(default)]
    #[ts(optional)]
    pub title: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub description: Option<String>,
}

/// What became of a patch of the grid, or of its undo.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AddOnGridSaved {
    pub languages: Vec<String>,
    /// The rows that changed, as they are now.
    pub rows: Vec<AddOnGridRow>,
    /// One act in each of these drafts; what `add_on_grid_undo` takes back.
    pub acts: Vec<AddOnGridAct>,
    /// Add-ons in which nothing was changed, and why.
    pub refused: Vec<AddOnGridRefusal>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AddOnGridAct {
    pub product: ProductId,
    pub draft: DraftId,
    /// Number and moment of the act in the draft: when another one stands there, undo would take back something else.
    pub sequence: u64,
    pub at: Timestamp,
    /// The draft began with this act.
    pub began: bool,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct AddOnGridRefusal {
    pub product: ProductId,
    pub problem: Problem,
}
