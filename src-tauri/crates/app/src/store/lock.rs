//! One process owns a data folder.

use std::fs::File;
use std::path::Path;

use vitrine_domain::{Problem, codes};

/// Held for the life of the process; the operating system releases it even when the process is killed.
pub struct FolderLock {
    _file: File,
}

impl FolderLock {
    /// # Errors
    /// `storage.locked` when another process has the folder, `storage.trouble` when it cannot be written at all.
    pub fn take(folder: &Path) -> Result<Self, Problem> {
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join("lock"))
            .map_err(|e| Problem::must(codes::STORAGE_UNWRITABLE).with("reason", e.to_string()))?;
        file.try_lock().map_err(|error| match error {
            std::fs::TryLockError::WouldBlock => Problem::must(codes::STORAGE_LOCKED),
            std::fs::TryLockError::Error(e) => {
                Problem::must(codes::STORAGE_UNWRITABLE).with("reason", e.to_string())
            }
        })?;
        Ok(Self { _file: file })
    }
}
