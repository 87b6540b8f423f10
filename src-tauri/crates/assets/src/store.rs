//! The content store.

use std::path::{Path, PathBuf};

use vitrine_domain::Problem;

use crate::ReadFault;

#[derive(Debug)]
pub struct ContentStore {
    _root: PathBuf,
}

/// What was put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// 64 lower-case hexadecimal digits.
    pub sha256: String,
    pub bytes: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreFault {
    /// The file to put could not be read.
    #[error(transparent)]
    Source(#[from] ReadFault),
    #[error("not in the store")]
    Missing,
}

impl StoreFault {
    pub fn problem(&self) -> Problem { todo!() }
}

impl ContentStore {
    /// Opens or makes the folder.
    pub fn open(_folder: &Path) -> Result<Self, StoreFault> { todo!() }
    /// Copies a file in.
    pub fn put(&self, _path: &Path) -> Result<Stored, StoreFault> { todo!() }
    /// Where the content lies, after its hash was checked.
    pub fn get(&self, _sha256: &str) -> Result<PathBuf, StoreFault> { todo!() }
    /// PNG bytes; made on demand and kept beside the store.
    pub fn thumb(&self, _sha256: &str, _edge: u32) -> Result<Vec<u8>, StoreFault> { todo!() }
}
