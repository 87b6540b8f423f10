//! A ZIP archive by the names that documents use: forward or backward slashes, exact case.

use std::collections::HashMap;
use std::io::{self, Read, Seek, SeekFrom};

use zip::{CompressionMethod, ZipArchive};

use super::read_at_most;

pub trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

pub struct Container<'a> {
    archive: ZipArchive<Box<dyn ReadSeek + 'a>>,
    /// Position by name with forward slashes.
    names: HashMap<String, usize>,
    zip64: bool,
}

impl<'a> Container<'a> {
    pub fn open(mut reader: Box<dyn ReadSeek + 'a>) -> io::Result<Self> {
        let zip64 = has_zip64_end(&mut *reader)?;
        let mut archive = ZipArchive::new(reader).map_err(io::Error::other)?;
        if archive.has_duplicate_names() {
            return Err(io::Error::other("two files have the same name"));
        }
        let mut names = HashMap::new();
        for n in 0..archive.len() {
            let file = archive.by_index_raw(n).map_err(io::Error::other)?;
            if !file.is_dir() {
                names.insert(slashed(&file.name().map_err(io::Error::other)?), n);
            }
        }
        Ok(Self { archive, names, zip64 })
    }

    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(&slashed(name))
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    pub fn is_zip64(&self) -> bool {
        self.zip64
    }

    /// A package or a bundle, which are archives too.
    pub fn is_bare_package(&self) -> bool {
        self.has(super::package::MANIFEST) || self.has(super::package::BUNDLE)
    }

    /// The bytes of a file; `None` when there are more than `limit`.
    pub fn bytes(&mut self, name: &str, limit: u64) -> io::Result<Option<Vec<u8>>> {
        let n = self.position(name)?;
        let mut file = self.archive.by_index(n).map_err(io::Error::other)?;
        read_at_most(&mut file, limit)
    }

    /// Reads a file to its end, so that its checksum is checked.
    pub fn verify(&mut self, name: &str) -> io::Result<()> {
        let n = self.position(name)?;
        let mut file = self.archive.by_index(n).map_err(io::Error::other)?;
        io::copy(&mut file, &mut io::sink()).map(drop)
    }

    /// Hands a file to `read` as something that can be searched: in place when it is stored, from a temporary file
    /// when it is compressed. Its checksum is checked first.
    pub fn with_file<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(Box<dyn ReadSeek + '_>) -> T,
    ) -> io::Result<T> {
        let n = self.position(name)?;
        let stored = {
            let file = self.archive.by_index_raw(n).map_err(io::Error::other)?;
            file.compression() == CompressionMethod::Stored && !file.encrypted()
        };
        if stored {
            self.verify(name)?;
            let file = self.archive.by_index_seek(n).map_err(io::Error::other)?;
            return Ok(read(Box::new(file)));
        }
        let mut file = self.archive.by_index(n).map_err(io::Error::other)?;
        let mut unpacked = tempfile::tempfile()?;
        io::copy(&mut file, &mut unpacked)?;
        unpacked.seek(SeekFrom::Start(0))?;
        Ok(read(Box::new(unpacked)))
    }

    fn position(&self, name: &str) -> io::Result<usize> {
        self.names.get(&slashed(name)).copied().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

/// Documents write `Images\x.png`, archives `Images/x.png` (store-api 9).
fn slashed(name: &str) -> String {
    name.replace('\\', "/")
}

/// Looks for the ZIP64 end-of-directory locator in the last 64 KiB.
fn has_zip64_end(reader: &mut dyn ReadSeek) -> io::Result<bool> {
    let size = reader.seek(SeekFrom::End(0))?;
    let from = size.saturating_sub(66 * 1024);
    reader.seek(SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    reader.take(size - from).read_to_end(&mut tail)?;
    reader.seek(SeekFrom::Start(0))?;
    let end = tail.windows(4).rposition(|w| w == b"PK\x05\x06");
    Ok(end.is_some_and(|end| end >= 20 && tail[end - 20..].starts_with(b"PK\x06\x07")))
}
