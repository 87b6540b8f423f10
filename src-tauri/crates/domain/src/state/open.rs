//! The service's enums, kept open: a value that nobody here knows survives as it was written.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! open_enum {
    ($(#[$doc:meta])* $name:ident default $default:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
        #[serde(from = "String", into = "String")]
        #[ts(type = "string")]
        pub enum $name { $($variant,)* Unknown(String) }

        impl $name {
            /// The service's own word.
            pub fn as_str(&self) -> &str {
                match self { $(Self::$variant => $text,)* Self::Unknown(other) => other }
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                match text.as_str() { $($text => Self::$variant,)* _ => Self::Unknown(text) }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self { Self::from(text.to_owned()) }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String { value.as_str().to_owned() }
        }

        impl Default for $name {
            fn default() -> Self { Self::$default }
        }
    };
}

open_enum! {
    /// Where a submission stands: one list for apps, add-ons and flights.
    SubmissionStatus default None {
        None = "None",
        Canceled = "Canceled",
        PendingCommit = "PendingCommit",
        CommitStarted = "CommitStarted",
        CommitFailed = "CommitFailed",
        PendingPublication = "PendingPublication",
        Publishing = "Publishing",
        Published = "Published",
        PublishFailed = "PublishFailed",
        PreProcessing = "PreProcessing",
        PreProcessingFailed = "PreProcessingFailed",
        Certification = "Certification",
        CertificationFailed = "CertificationFailed",
        Release = "Release",
        ReleaseFailed = "ReleaseFailed",
    }
}

open_enum! {
    /// When a certified submission goes out.
    PublishMode default NotSet {
        Immediate = "Immediate",
        Manual = "Manual",
        SpecificDate = "SpecificDate",
        NotSet = "NotSet",
    }
}

open_enum! {
    /// How a gradual rollout stands.
    RolloutStatus default NotStarted {
        NotStarted = "PackageRolloutNotStarted",
        InProgress = "PackageRolloutInProgress",
        Complete = "PackageRolloutComplete",
        Stopped = "PackageRolloutStopped",
    }
}

open_enum! {
    /// Who finds the product: everybody, those with the link, nobody new.
    Visibility default NotSet {
        Public = "Public",
        Private = "Private",
        Hidden = "Hidden",
        NotSet = "NotSet",
    }
}

impl SubmissionStatus {
    /// Nothing changes any more without a new act of a person. An unknown status is taken for one that still moves.
    pub fn is_terminal(&self) -> bool {
        matches!(self, Self::Published | Self::Canceled) || self.is_failed()
    }

    pub fn is_failed(&self) -> bool {
        matches!(
            self,
            Self::CommitFailed
                | Self::PreProcessingFailed
                | Self::CertificationFailed
                | Self::ReleaseFailed
                | Self::PublishFailed
        )
    }
}
