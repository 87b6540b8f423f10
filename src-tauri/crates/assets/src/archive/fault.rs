//! Why an archive could not be planned or read.

use std::io;

use vitrine_domain::{Problem, codes};

/// Names are those inside the archive; paths never enter a fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanFault {
    /// The file is not the one that was planned. Nothing of it may be committed; a new plan is needed.
    #[error("{name} changed after it was checked")]
    Changed { name: String },
    #[error("{name} is no longer where it was")]
    Missing { name: String },
    /// `kind` is the system's word for it.
    #[error("{name} cannot be read: {kind}")]
    Unreadable { name: String, kind: String },
    /// `why` is `empty`, `toolong`, `character`, `edge` (begins or ends with a dot or a blank), `device`.
    #[error("{name:?} cannot be a name in the archive: {why}")]
    BadName { name: String, why: &'static str },
    #[error("two members are called {name}")]
    SameName { name: String },
    #[error("a member named {name} was not planned, or is not given")]
    OtherMembers { name: String },
    /// The plan contradicts itself: written by another version, or damaged where it was kept.
    #[error("the kept plan cannot be used: {why}")]
    Unusable { why: String },
    #[error("cancelled")]
    Cancelled,
}

impl PlanFault {
    pub(super) fn from_io(name: &str, error: &io::Error) -> Self {
        let name = name.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing { name },
            io::ErrorKind::UnexpectedEof => Self::Changed { name },
            kind => Self::Unreadable { name, kind: kind.to_string() },
        }
    }

    /// The fault as the window, the terminal and support files know it. Names and plans are made by Vitrine, so those that
    /// cannot be used are a fault of Vitrine, told apart by `reason`.
    pub fn problem(&self) -> Problem {
        let named = |code: &str, name: &str| Problem::must(code).with("name", name);
        match self {
            Self::Changed { name } => named(codes::ARCHIVE_FILE_CHANGED, name),
            Self::Missing { name } => named(codes::ARCHIVE_FILE_MISSING, name),
            Self::Unreadable { name, kind } => {
                named(codes::ARCHIVE_FILE_UNREADABLE, name).with("reason", kind.as_str())
            }
            Self::BadName { .. }
            | Self::SameName { .. }
            | Self::OtherMembers { .. }
            | Self::Unusable { .. } => Problem::must(codes::APP_FAULT).with("reason", self.to_string()),
            Self::Cancelled => Problem::check(codes::JOB_CANCELLED),
        }
    }
}
