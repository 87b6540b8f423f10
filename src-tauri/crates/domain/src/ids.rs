//! Names of things. All are strings on every wire; the types only keep them apart.
//!
//! Submission ids of the Store are decimal numbers above 2^53 and are never parsed: they stay `String`.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(pub String);

        impl $name {
            pub fn new(id: impl Into<String>) -> Self { Self(id.into()) }
            pub fn as_str(&self) -> &str { &self.0 }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(&self.0) }
        }
    )*};
}

ids! {
    /// One connection to Partner Center (uuid v7).
    AccountId
    /// `store:<appId>`, `addon:<storeId>`, `flight:<appId>:<flightId>`; later `offer:<guid>` and `teams:<guid>`.
    ProductId
    /// uuid v7.
    DraftId
    /// uuid v7.
    JobId
    /// uuid v7.
    SnapshotId
    /// A file taken in from a drop or a dialog (uuid v7). The path behind it never leaves the core.
    FileId
}

/// What a submission of the Store is for. All three go the same way; their documents differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SubmissionKind {
    App,
    AddOn,
    /// Packages for known testers; no words, no price.
    Flight,
}

impl ProductId {
    /// The key of a Store app.
    pub fn store(store_id: &str) -> Self {
        Self(format!("store:{store_id}"))
    }

    /// The key of an add-on, by its own Store id.
    pub fn add_on(store_id: &str) -> Self {
        Self(format!("addon:{store_id}"))
    }

    /// The key of a flight of an app.
    pub fn flight(app: &str, flight: &str) -> Self {
        Self(format!("flight:{app}:{flight}"))
    }

    /// The kind of submissions behind the key; `None` when this is no product of the Store.
    pub fn kind(&self) -> Option<SubmissionKind> {
        match self.0.split_once(':')?.0 {
            "store" => Some(SubmissionKind::App),
            "addon" => Some(SubmissionKind::AddOn),
            "flight" => Some(SubmissionKind::Flight),
            _ => None,
        }
    }

    /// The Store id behind the key: of the app, of the add-on, of the app that a flight belongs to.
    pub fn store_id(&self) -> Option<&str> {
        let (kind, id) = self.0.split_once(':')?;
        match kind {
            "store" | "addon" => Some(id),
            "flight" => id.split_once(':').map(|(app, _)| app),
            _ => None,
        }
    }

    /// The flight's own id.
    pub fn flight_id(&self) -> Option<&str> {
        self.0.strip_prefix("flight:")?.split_once(':').map(|(_, flight)| flight)
    }
}
