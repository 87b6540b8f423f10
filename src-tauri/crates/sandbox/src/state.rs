//! The folder in which everything lies: documents as JSON, blobs as files. Nothing is interpreted here.
//!
//! A file is written beside its place and renamed over it, before the answer that tells of it leaves, so that a
//! process killed at any moment leaves the old or the new file. Power loss is out of scope: nothing is fsynced.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The state folder; a temporary one goes when this is dropped.
pub struct Folder {
    root: PathBuf,
    _temporary: Option<tempfile::TempDir>,
}

impl Folder {
    /// Opens `at`, creating it (mode 0700 where modes exist), or a temporary folder.
    pub fn open(at: Option<&Path>) -> io::Result<Self> {
        let (root, temporary) = match at {
            Some(path) => {
                create_private(path)?;
                (path.to_owned(), None)
            }
            None => {
                let folder = tempfile::Builder::new().prefix("vitrine-sandbox-").tempdir()?;
                (folder.path().to_owned(), Some(folder))
            }
        };
        fs::create_dir_all(root.join("products"))?;
        fs::create_dir_all(root.join("blobs"))?;
        Ok(Self { root, _temporary: temporary })
    }

    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// `None` when there is no such file.
    pub fn read<T: DeserializeOwned>(&self, relative: impl AsRef<Path>) -> io::Result<Option<T>> {
        read(&self.path(relative))
    }

    pub fn write<T: Serialize>(&self, relative: impl AsRef<Path>, value: &T) -> io::Result<()> {
        write(&self.path(relative), value)
    }

    /// Removes a file or a folder; one that is not there is fine.
    pub fn remove(&self, relative: impl AsRef<Path>) -> io::Result<()> {
        let path = self.path(relative);
        let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        match removed {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }
}

/// Reads a JSON file; `None` when there is none.
pub fn read<T: DeserializeOwned>(path: &Path) -> io::Result<Option<T>> {
    match fs::read(path) {
        Ok(bytes) => serde_json::from_slice(&bytes)
            .map(Some)
            .map_err(|e| io::Error::new(io::ErrorKind::InvalidData, e)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e),
    }
}

/// Writes a JSON file beside its place and renames it over.
pub fn write<T: Serialize>(path: &Path, value: &T) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension("json.new");
    let bytes = serde_json::to_vec(value).map_err(|e| io::Error::new(io::ErrorKind::InvalidData, e))?;
    create_file(&beside)?.write_all(&bytes)?;
    fs::rename(&beside, path)
}

#[cfg(unix)]
fn create_private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Keys and tokens lie in these files: nobody else reads them.
#[cfg(unix)]
fn create_file(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn create_file(path: &Path) -> io::Result<File> {
    File::create(path)
}

#[cfg(not(unix))]
fn create_private(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}
