//! A ZIP archive by the names that documents use: forward or backward slashes, exact case.

use std::collections::HashMap;
use std::io::{self, Read, Seek, SeekFrom};

use percent_encoding::percent_decode_str;
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
    /// Opens the archive of a submission.
    pub fn open(reader: Box<dyn ReadSeek + 'a>) -> io::Result<Self> {
        Self::read(reader, str::to_owned)
    }

    /// Opens a package. Names inside are parts of an Open Packaging container: written with percent signs.
    pub fn open_package(reader: Box<dyn ReadSeek + 'a>) -> io::Result<Self> {
        Self::read(reader, |name| percent_decode_str(name).decode_utf8_lossy().into_owned())
    }

    fn read(mut reader: Box<dyn ReadSeek + 'a>, plain: fn(&str) -> String) -> io::Result<Self> {
        let zip64 = end_of_directory(&mut *reader)?;
        let mut archive = ZipArchive::new(reader).map_err(io::Error::other)?;
        if archive.offset() != 0 {
            return Err(io::Error::other("the archive does not start at its first byte"));
        }
        if archive.has_duplicate_names() {
            return Err(io::Error::other("two files have the same name"));
        }
        let mut names = HashMap::new();
        for n in 0..archive.len() {
            let file = archive.by_index_raw(n).map_err(io::Error::other)?;
            if !file.is_dir() {
                names.insert(plain(&slashed(&file.name().map_err(io::Error::other)?)), n);
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

    /// Reads every file to its end.
    pub fn verify_all(&mut self) -> io::Result<()> {
        for n in 0..self.archive.len() {
            let mut file = self.archive.by_index(n).map_err(io::Error::other)?;
            io::copy(&mut file, &mut io::sink())?;
        }
        Ok(())
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

/// Whether the archive is in the ZIP64 form. It must end with its directory: an archive that was cut inside a stored
/// package would otherwise be read as that package.
fn end_of_directory(reader: &mut dyn ReadSeek) -> io::Result<bool> {
    const RECORD: usize = 22;
    let size = reader.seek(SeekFrom::End(0))?;
    let from = size.saturating_sub(66 * 1024);
    reader.seek(SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    reader.take(size - from).read_to_end(&mut tail)?;
    reader.seek(SeekFrom::Start(0))?;
    let ends_here = |at: &usize| {
        tail[*at..].starts_with(b"PK\x05\x06") && {
            let comment = usize::from(u16::from_le_bytes([tail[at + 20], tail[at + 21]]));
            at + RECORD + comment == tail.len()
        }
    };
    let last = tail.len().checked_sub(RECORD);
    let end = last.and_then(|last| (0..=last).rev().find(ends_here));
    let end = end.ok_or_else(|| io::Error::other("the archive has no end"))?;
    Ok(end >= 20 && tail[end - 20..].starts_with(b"PK\x06\x07"))
}
