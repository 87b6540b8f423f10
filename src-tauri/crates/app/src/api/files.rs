//! Files that were dropped or chosen: an id, a name and facts. Paths stay in the core.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vitrine_domain::facts::FileFacts;
use vitrine_domain::{DraftId, FileId, Problem};

/// A file and its verdict.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FileCard {
    pub id: FileId,
    /// The name for people, without its folder.
    pub name: String,
    pub bytes: u64,
    pub facts: FileFacts,
    pub fit: Fit,
    pub problems: Vec<Problem>,
    /// Image types it fits, best first; empty for what is not an image.
    pub slots: Vec<String>,
    /// Content hash for `vtthumb`, when a thumbnail can be made.
    pub thumb: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Fit {
    Fits,
    /// Usable, with something to look at.
    Check,
    CannotBeUsed,
}

#[derive(Debug, Clone, Deserialize, TS)]
pub struct FilesChoose {
    pub what: FilesWanted,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FilesWanted {
    Anything,
    Images,
    Packages,
    Videos,
    /// A table of price tiers, as Partner Center offers it.
    PriceTable,
}

#[derive(Debug, Clone, Deserialize, TS)]
pub struct FilesPlace {
    pub draft: DraftId,
    pub placements: Vec<Placement>,
}

#[derive(Debug, Clone, Deserialize, TS)]
pub struct Placement {
    pub file: FileId,
    pub slot: Slot,
}

/// Where a file lands.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Slot {
    #[serde(rename_all = "camelCase")]
    Image {
        language: String,
        image_type: String,
        /// The key of an image that this one replaces.
        #[serde(default)]
        #[ts(optional)]
        replaces: Option<String>,
    },
    Package,
    /// A video, as a new trailer.
    #[serde(rename_all = "camelCase")]
    Trailer {
        /// The key of a trailer whose video this one takes the place of.
        #[serde(default)]
        #[ts(optional)]
        replaces: Option<String>,
    },
    /// An image, as the one thumbnail of a trailer in a language.
    #[serde(rename_all = "camelCase")]
    Thumbnail {
        /// The key of the trailer.
        trailer: String,
        language: String,
    },
    /// An image, as the icon of an add-on in a language.
    Icon {
        language: String,
    },
}

/// A file that is being dragged over the window: only counts, until it is dropped.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct Dragged {
    pub images: u32,
    pub packages: u32,
    pub videos: u32,
    pub others: u32,
    /// Names of the first few.
    pub names: Vec<String>,
}
