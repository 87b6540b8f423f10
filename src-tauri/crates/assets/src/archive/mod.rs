//! The submission archive without a file: a plan from which any byte range is made again, in any order, after a restart.
//!
//! The `zip` crate stays the authority on the format: it writes the archive once, over a sink that keeps the headers and
//! discards the members ([`sink`]). The record is the [`Plan`]. Members are Stored; sizes and checksums stand in the local
//! headers, because descriptors after the data are UNVERIFIED at Microsoft's side and a forward-only reader cannot find the
//! end of a stored member without them; ZIP64 fields appear only where a number needs them, for the same reason. Every
//! entry carries the same time and no attributes: the same files give the same bytes, so a repeated upload can be compared.
//!
//! Not here: uploading, block sizes, compression (packages and pictures are compressed already).

mod fault;
mod fingerprint;
mod names;
mod plan;
mod reader;
mod sink;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

pub use fault::PlanFault;
pub use fingerprint::Fingerprint;
pub use names::{NameDifference, check_names};
pub use plan::{Plan, PlannedMember};
pub use reader::PlanReader;

/// A file to send: its name inside the archive and where it lies now. The name is flat ASCII, unique without regard to
/// case; [`Plan::build`] refuses others.
#[derive(Debug, Clone)]
pub struct Member {
    pub name: String,
    pub path: PathBuf,
}
