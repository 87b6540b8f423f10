//! The archive plan.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use vitrine_domain::Problem;

/// A file to send: its name inside the archive and where it lies now.
#[derive(Debug, Clone)]
pub struct Member {
    pub name: String,
    pub path: PathBuf,
}

/// What tells a file from a changed one without reading it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    pub bytes: u64,
    pub modified_ns: i64,
    pub file_id: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedMember {
    pub name: String,
    pub fingerprint: Fingerprint,
    pub crc32: u32,
    pub sha256: String,
    /// Of the member's first byte inside the archive.
    pub offset: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    len: u64,
    members: Vec<PlannedMember>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanFault {
    #[error("{name} changed")]
    Changed { name: String },
    #[error("{name} is no longer there")]
    Missing { name: String },
    #[error("cancelled")]
    Cancelled,
}

impl PlanFault {
    pub fn problem(&self) -> Problem { todo!() }
}

impl Plan {
    /// First pass: reads every file once. `progress(done, total)` in bytes.
    pub fn build(
        _members: &[Member],
        _progress: &mut dyn FnMut(u64, u64),
        _cancelled: &dyn Fn() -> bool,
    ) -> Result<Self, PlanFault> {
        todo!()
    }

    /// Bytes of the whole archive.
    pub fn len(&self) -> u64 { self.len }
    pub fn is_empty(&self) -> bool { self.members.is_empty() }
    pub fn members(&self) -> &[PlannedMember] { &self.members }
}

/// Names both sides: those of the submission that the archive lacks, those of the archive that the submission does not name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameDifference {
    pub missing: Vec<String>,
    pub unexpected: Vec<String>,
}

pub fn check_names<'a>(_plan: &Plan, _expected: impl IntoIterator<Item = &'a str>) -> NameDifference { todo!() }

/// Any byte range of the archive, made from the plan and the files. `Send + Sync`; ranges may be read in any order.
pub struct PlanReader {}

impl PlanReader {
    /// `members` are matched by name; files are checked against their fingerprints now and at every read.
    pub fn open(_plan: std::sync::Arc<Plan>, _members: &[Member]) -> Result<Self, PlanFault> { todo!() }

    /// Fills `buf` from `offset`; returns fewer bytes only at the end of the archive.
    pub fn read_at(&self, _offset: u64, _buf: &mut [u8]) -> Result<usize, PlanFault> { todo!() }
}
