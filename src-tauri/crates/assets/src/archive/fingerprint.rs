//! What tells a planned file from a changed one without reading it.

use std::fs::Metadata;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

/// Size, time of the last change, and which file it is. Two of the three change when a file is edited or replaced by the
/// usual tools; the checksum of the plan is the proof for the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    pub bytes: u64,
    /// Nanoseconds since 1970, as exact as the file system keeps them.
    pub modified_ns: i64,
    /// The inode on Unix; elsewhere the creation time, since the standard library does not offer the file index of NTFS.
    pub file_id: u64,
}

impl Fingerprint {
    pub(super) fn of(metadata: &Metadata) -> Self {
        let modified_ns = metadata.modified().map_or(0, |time| match time.duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
            Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |ns| -ns),
        });
        Self { bytes: metadata.len(), modified_ns, file_id: file_id(metadata) }
    }
}

#[cfg(unix)]
fn file_id(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(windows)]
fn file_id(metadata: &Metadata) -> u64 {
    std::os::windows::fs::MetadataExt::creation_time(metadata)
}
