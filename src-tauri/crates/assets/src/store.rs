//! The content store: copies of what drafts hold, addressed by what they contain, so that a draft survives a file that was
//! moved, edited or deleted. Thumbnails lie beside it and can always be made again.
//!
//! `objects/ab/cdef…` holds content by its SHA-256, `thumbs/<edge>/ab/cdef….png` the thumbnails. A file appears under its
//! name only when it is whole and on the disk (temporary file, sync, rename), so a crash leaves nothing half. Not here:
//! what may be forgotten, which is for the keeper of the drafts to know.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;
use vitrine_domain::{Problem, codes};

use crate::{About, ReadFault, hex, image};

const COPY_BYTES: usize = 1 << 20;

#[derive(Debug, Clone)]
pub struct ContentStore {
    objects: PathBuf,
    thumbs: PathBuf,
    incoming: PathBuf,
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
    /// The file to put could not be read; or a picture could not be decoded for its thumbnail.
    #[error(transparent)]
    Source(#[from] ReadFault),
    #[error("{sha256:?} is not the SHA-256 of anything")]
    NotAHash { sha256: String },
    #[error("{sha256} is not in the store")]
    Missing { sha256: String },
    /// What lies under the name is something else: the disk or another program changed it.
    #[error("{sha256} is damaged in the store")]
    Damaged { sha256: String },
    /// The disk refused: full, read-only, gone. `kind` is the system's word for it.
    #[error("the store cannot be used: {kind}")]
    Disk { kind: String, full: bool },
}

impl StoreFault {
    fn disk(error: impl Into<io::Error>) -> Self {
        let kind = error.into().kind();
        Self::Disk { full: kind == io::ErrorKind::StorageFull, kind: kind.to_string() }
    }

    /// The fault as the window, the terminal and support files know it.
    pub fn problem(&self) -> Problem {
        match self {
            Self::Source(fault) => fault.problem(),
            Self::NotAHash { .. } => Problem::must(codes::APP_FAULT).with("reason", self.to_string()),
            Self::Missing { .. } | Self::Damaged { .. } => Problem::must(codes::STORAGE_DAMAGED),
            Self::Disk { full: true, .. } => Problem::must(codes::STORAGE_FULL),
            Self::Disk { kind, .. } => Problem::must(codes::STORAGE_UNWRITABLE).with("reason", kind.as_str()),
        }
    }
}

impl ContentStore {
    /// Opens or makes the folder, and clears what a crash left behind while it was being copied.
    ///
    /// # Errors
    /// `Disk` when the folder cannot be made.
    pub fn open(folder: &Path) -> Result<Self, StoreFault> {
        let [objects, thumbs, incoming] = ["objects", "thumbs", "incoming"].map(|name| folder.join(name));
        // One process owns the data folder, so nothing in here belongs to anybody who still runs.
        match fs::remove_dir_all(&incoming) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(StoreFault::disk(error)),
            _ => {}
        }
        for folder in [&objects, &thumbs, &incoming] {
            fs::create_dir_all(folder).map_err(StoreFault::disk)?;
        }
        Ok(Self { objects, thumbs, incoming })
    }

    /// Copies a file in and gives its name. Content that is there already is checked, and replaced if it was damaged.
    ///
    /// # Errors
    /// `Source` when the file cannot be read, `Disk` when it cannot be written.
    pub fn put(&self, path: &Path) -> Result<Stored, StoreFault> {
        let unreadable = |error: io::Error| StoreFault::Source(ReadFault::from_io(About::File, &error));
        let mut source = File::open(path).map_err(unreadable)?;
        let mut copy = NamedTempFile::new_in(&self.incoming).map_err(StoreFault::disk)?;
        let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; COPY_BYTES]);
        loop {
            let count = source.read(&mut buffer).map_err(unreadable)?;
            if count == 0 {
                break;
            }
            hash.update(&buffer[..count]);
            copy.write_all(&buffer[..count]).map_err(StoreFault::disk)?;
            bytes += count as u64;
        }
        let stored = Stored { sha256: hex::encode(&hash.finalize()), bytes };
        if self.get(&stored.sha256).is_err() {
            keep(copy, &place(&self.objects, &stored.sha256, "")?)?;
        }
        Ok(stored)
    }

    /// Where the content lies, after its hash was checked. The file must not be changed.
    ///
    /// # Errors
    /// `Missing`, `Damaged`, or `NotAHash` for a name that no content can have.
    pub fn get(&self, sha256: &str) -> Result<PathBuf, StoreFault> {
        let path = place(&self.objects, sha256, "")?;
        let mut file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(StoreFault::Missing { sha256: sha256.to_owned() });
            }
            Err(error) => return Err(StoreFault::disk(error)),
        };
        let (mut hash, mut buffer) = (Sha256::new(), vec![0; COPY_BYTES]);
        loop {
            match file.read(&mut buffer).map_err(StoreFault::disk)? {
                0 => break,
                count => hash.update(&buffer[..count]),
            }
        }
        if hex::encode(&hash.finalize()) == sha256 {
            Ok(path)
        } else {
            Err(StoreFault::Damaged { sha256: sha256.to_owned() })
        }
    }

    /// A thumbnail as PNG, its longest edge at most `edge` pixels; made when first asked for.
    ///
    /// # Errors
    /// As [`ContentStore::get`], and `Source` when the content is no picture that can be decoded.
    pub fn thumb(&self, sha256: &str, edge: u32) -> Result<Vec<u8>, StoreFault> {
        let cached = place(&self.thumbs.join(edge.to_string()), sha256, ".png")?;
        match fs::read(&cached) {
            // Only a whole PNG is believed; anything else is made again.
            Ok(png)
                if image::read_from(io::Cursor::new(&png), png.len() as u64)
                    .is_ok_and(|facts| facts.complete) =>
            {
                return Ok(png);
            }
            _ => {}
        }
        let png = image::thumbnail(&self.get(sha256)?, edge)?;
        let mut copy = NamedTempFile::new_in(&self.incoming).map_err(StoreFault::disk)?;
        copy.write_all(&png).map_err(StoreFault::disk)?;
        keep(copy, &cached)?;
        Ok(png)
    }
}

/// A name from outside never becomes a path unless it is a hash.
fn place(root: &Path, sha256: &str, ending: &str) -> Result<PathBuf, StoreFault> {
    if sha256.len() != 64 || hex::decode(sha256).is_none() {
        return Err(StoreFault::NotAHash { sha256: sha256.to_owned() });
    }
    let (folder, name) = sha256.split_at(2);
    Ok(root.join(folder).join(format!("{name}{ending}")))
}

fn keep(copy: NamedTempFile, path: &Path) -> Result<(), StoreFault> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(StoreFault::disk)?;
    copy.as_file().sync_all().map_err(StoreFault::disk)?;
    copy.persist(path).map_err(StoreFault::disk)?;
    // The rename itself reaches the disk only with its folder; Windows has no such call and needs none.
    #[cfg(unix)]
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(StoreFault::disk)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{ContentStore, StoreFault};
    use std::fs;
    use std::io::Cursor;
    use std::path::Path;

    const HELLO: &str = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    fn files(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn keeps_content_by_what_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("content");
        let source = folder.path().join("source");
        let store = ContentStore::open(&root).unwrap();
        fs::write(&source, "hello").unwrap();
        let stored = store.put(&source).unwrap();
        assert_eq!((stored.sha256.as_str(), stored.bytes), (HELLO, 5));
        assert_eq!(store.put(&source).unwrap(), stored);
        fs::remove_file(&source).unwrap();

        let path = ContentStore::open(&root).unwrap().get(HELLO).unwrap();
        assert_eq!(path, root.join("objects/2c").join(&HELLO[2..]));
        assert_eq!(fs::read(&path).unwrap(), b"hello");
        assert_eq!(files(&root.join("incoming")), 0);
        assert!(matches!(store.put(&source), Err(StoreFault::Source(_))));
    }

    #[test]
    fn finds_and_repairs_damage_and_never_leaves_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("source");
        let store = ContentStore::open(&folder.path().join("content")).unwrap();
        fs::write(&source, "hello").unwrap();
        store.put(&source).unwrap();
        let path = store.get(HELLO).unwrap();
        fs::write(&path, "hellO").unwrap();
        assert_eq!(store.get(HELLO), Err(StoreFault::Damaged { sha256: HELLO.into() }));
        store.put(&source).unwrap();
        assert_eq!(fs::read(store.get(HELLO).unwrap()).unwrap(), b"hello");

        let absent = "0".repeat(64);
        assert_eq!(store.get(&absent), Err(StoreFault::Missing { sha256: absent.clone() }));
        let upwards = format!("../{}", "a".repeat(61));
        for name in ["", "../../etc/passwd", &HELLO.to_uppercase(), &upwards] {
            assert!(matches!(store.get(name), Err(StoreFault::NotAHash { .. })), "{name}");
            assert!(matches!(store.thumb(name, 160), Err(StoreFault::NotAHash { .. })), "{name}");
        }
    }

    #[test]
    fn a_crash_while_copying_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        ContentStore::open(folder.path()).unwrap();
        let incoming = folder.path().join("incoming");
        fs::write(incoming.join("half"), "hel").unwrap();
        ContentStore::open(folder.path()).unwrap();
        assert_eq!(files(&incoming), 0);
    }

    #[test]
    fn thumbnails_are_made_once_and_again_when_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let store = ContentStore::open(folder.path()).unwrap();
        let source = folder.path().join("source");
        let mut png = Cursor::new(Vec::new());
        image::RgbImage::from_pixel(400, 100, image::Rgb([9, 99, 199]))
            .write_to(&mut png, image::ImageFormat::Png)
            .unwrap();
        fs::write(&source, png.get_ref()).unwrap();
        let stored = store.put(&source).unwrap();

        let thumb = store.thumb(&stored.sha256, 160).unwrap();
        let decoded = image::load_from_memory(&thumb).unwrap().into_rgb8();
        assert_eq!((decoded.dimensions(), decoded.get_pixel(3, 3).0), ((160, 40), [9, 99, 199]));
        let cached = folder
            .path()
            .join("thumbs/160")
            .join(&stored.sha256[..2])
            .join(format!("{}.png", &stored.sha256[2..]));
        assert_eq!(fs::read(&cached).unwrap(), thumb);

        fs::write(&cached, &thumb[..thumb.len() / 2]).unwrap();
        assert_eq!(store.thumb(&stored.sha256, 160).unwrap(), thumb);
        // From the cache: the content itself is not needed any more.
        fs::remove_file(store.get(&stored.sha256).unwrap()).unwrap();
        assert_eq!(store.thumb(&stored.sha256, 160).unwrap(), thumb);
        assert!(matches!(store.thumb(&stored.sha256, 320), Err(StoreFault::Missing { .. })));
    }
}
