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
    /// `store:<storeId>`; later `offer:<guid>` and `teams:<guid>`.
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

impl ProductId {
    /// The key of a Store app.
    pub fn store(store_id: &str) -> Self {
        Self(format!("store:{store_id}"))
    }

    /// The Store id behind the key, when this is a Store product.
    pub fn store_id(&self) -> Option<&str> {
        self.0.strip_prefix("store:")
    }
}
