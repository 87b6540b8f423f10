//! Where blobs lie: for each blob a folder with its committed parts, its staged blocks and one record.
//!
//! A block list is committed by linking its blocks beside the old parts, writing the record, and only then removing
//! what is no longer named: a process killed in between leaves the old blob and its staged blocks, or the new one.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::http::hex;
use crate::state;

/// A part of a committed blob. A one-shot upload is a single part without an id.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Part {
    /// Hexadecimal of the decoded block id.
    pub id: Option<String>,
    pub size: u64,
    file: String,
}

/// What is known of a committed blob.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Committed {
    pub parts: Vec<Part>,
    pub content_type: String,
    /// As the client gave it: stored, never checked (reliability 1.1).
    pub content_md5: Option<String>,
    pub etag: String,
    pub last_modified: Timestamp,
}

impl Committed {
    pub fn size(&self) -> u64 {
        self.parts.iter().map(|part| part.size).sum()
    }
}

/// One blob: what can be read, and the blocks that wait for a list.
#[derive(Default)]
pub struct Blob {
    folder: PathBuf,
    pub committed: Option<Committed>,
    /// Size by id (hexadecimal of the decoded id).
    pub staged: BTreeMap<String, u64>,
}

/// How a block list names a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Committed,
    Uncommitted,
    Latest,
}

/// Properties that a commit sets.
#[derive(Debug, Clone, Default)]
pub struct Properties {
    pub content_type: Option<String>,
    pub content_md5: Option<String>,
}

impl Blob {
    fn load(folder: PathBuf) -> io::Result<Self> {
        let committed = state::read(&folder.join("blob.json"))?;
        let mut staged = BTreeMap::new();
        if let Ok(entries) = fs::read_dir(folder.join("staged")) {
            for entry in entries {
                let entry = entry?;
                if let Some(id) = entry.file_name().to_str().filter(|name| !name.contains('.')) {
                    staged.insert(id.to_owned(), entry.metadata()?.len());
                }
            }
        }
        Ok(Self { folder, committed, staged })
    }

    pub fn exists(&self) -> bool {
        self.committed.is_some() || !self.staged.is_empty()
    }

    /// A place for bytes that arrive; it becomes a block or a part when they are whole.
    pub fn incoming(&self) -> io::Result<PathBuf> {
        let folder = self.folder.join("incoming");
        fs::create_dir_all(&folder)?;
        Ok(folder.join(Uuid::new_v4().to_string()))
    }

    /// Takes a whole block. One that was staged under the same id is replaced.
    pub fn stage(&mut self, id: &str, arrived: &Path, size: u64) -> io::Result<()> {
        let folder = self.folder.join("staged");
        fs::create_dir_all(&folder)?;
        fs::rename(arrived, folder.join(id))?;
        self.staged.insert(id.to_owned(), size);
        Ok(())
    }

    /// Replaces the blob by one part; staged blocks go.
    pub fn put(
        &mut self,
        arrived: &Path,
        size: u64,
        properties: &Properties,
        now: Timestamp,
    ) -> io::Result<()> {
        let file = Uuid::new_v4().to_string();
        fs::create_dir_all(self.folder.join("parts"))?;
        fs::rename(arrived, self.folder.join("parts").join(&file))?;
        self.replace(vec![Part { id: None, size, file }], properties, now)
    }

    /// Commits a block list. The error names the first block that is not there.
    pub fn commit(
        &mut self,
        list: &[(Source, String)],
        properties: &Properties,
        now: Timestamp,
    ) -> io::Result<Result<(), String>> {
        let mut parts = Vec::with_capacity(list.len());
        let mut linked: HashMap<&str, Part> = HashMap::new();
        fs::create_dir_all(self.folder.join("parts"))?;
        for (source, id) in list {
            let staged = self.staged.get(id).filter(|_| *source != Source::Committed);
            if let Some(size) = staged {
                if !linked.contains_key(id.as_str()) {
                    let file = Uuid::new_v4().to_string();
                    let (from, to) =
                        (self.folder.join("staged").join(id), self.folder.join("parts").join(&file));
                    // Some file systems know no hard links.
                    fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(drop))?;
                    linked.insert(id, Part { id: Some(id.clone()), size: *size, file });
                }
                parts.push(linked[id.as_str()].clone());
                continue;
            }
            let committed = self.committed.iter().flat_map(|blob| &blob.parts);
            let found = committed
                .clone()
                .find(|part| part.id.as_deref() == Some(id) && *source != Source::Uncommitted);
            match found {
                Some(part) => parts.push(part.clone()),
                None => return Ok(Err(id.clone())),
            }
        }
        self.replace(parts, properties, now)?;
        Ok(Ok(()))
    }

    fn replace(&mut self, parts: Vec<Part>, properties: &Properties, now: Timestamp) -> io::Result<()> {
        let committed = Committed {
            parts,
            content_type: properties
                .content_type
                .clone()
                .unwrap_or_else(|| "application/octet-stream".to_owned()),
            content_md5: properties.content_md5.clone(),
            etag: format!("\"0x{}\"", &Uuid::new_v4().simple().to_string()[..15].to_uppercase()),
            last_modified: now,
        };
        state::write(&self.folder.join("blob.json"), &committed)?;
        let kept: HashSet<&str> = committed.parts.iter().map(|part| part.file.as_str()).collect();
        for entry in fs::read_dir(self.folder.join("parts"))? {
            let entry = entry?;
            if entry.file_name().to_str().is_some_and(|file| !kept.contains(file)) {
                fs::remove_file(entry.path())?;
            }
        }
        for id in self.staged.keys() {
            fs::remove_file(self.folder.join("staged").join(id))?;
        }
        self.staged.clear();
        self.committed = Some(committed);
        Ok(())
    }

    /// A reader over the committed bytes, independent of what happens to the blob later on this run.
    pub fn reader(&self) -> io::Result<Option<BlobReader>> {
        let Some(committed) = &self.committed else { return Ok(None) };
        let mut parts = Vec::with_capacity(committed.parts.len());
        let mut start = 0;
        for part in &committed.parts {
            parts.push((start, self.folder.join("parts").join(&part.file)));
            start += part.size;
        }
        Ok(Some(BlobReader { parts, size: start, at: 0, open: None }))
    }
}

/// Hexadecimal of a block id as it is written in requests; `None` when it is not base64 of 1 to 64 bytes.
pub fn block_key(id: &str) -> Option<String> {
    let raw = STANDARD.decode(id).ok()?;
    (1..=64).contains(&raw.len()).then(|| hex(&raw))
}

/// The id as written, from its key.
pub fn block_id(key: &str) -> String {
    let raw: Vec<u8> =
        (0..key.len() / 2).filter_map(|n| u8::from_str_radix(&key[n * 2..n * 2 + 2], 16).ok()).collect();
    STANDARD.encode(raw)
}

/// Reads a committed blob as one file. At most one part is open at a time.
pub struct BlobReader {
    parts: Vec<(u64, PathBuf)>,
    size: u64,
    at: u64,
    open: Option<(usize, File)>,
}

impl BlobReader {
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The same bytes from the start.
    pub fn again(&self) -> Self {
        Self { parts: self.parts.clone(), size: self.size, at: 0, open: None }
    }
}

impl Read for BlobReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.size || buffer.is_empty() {
            return Ok(0);
        }
        let n = self.parts.partition_point(|(start, _)| *start <= self.at) - 1;
        let end = self.parts.get(n + 1).map_or(self.size, |(start, _)| *start);
        if self.open.as_ref().is_none_or(|(open, _)| *open != n) {
            let mut file = File::open(&self.parts[n].1)?;
            file.seek(SeekFrom::Start(self.at - self.parts[n].0))?;
            self.open = Some((n, file));
        }
        let Some((_, file)) = &mut self.open else { return Ok(0) };
        let room = usize::try_from(end - self.at).unwrap_or(usize::MAX).min(buffer.len());
        let read = file.read(&mut buffer[..room])?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for BlobReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        self.open = None;
        Ok(self.at)
    }
}

/// All blobs, loaded when first asked for.
pub struct Shelf {
    root: PathBuf,
    /// By container and name.
    blobs: Mutex<HashMap<(String, String), Shared>>,
}

/// One blob, by one request at a time.
pub type Shared = Arc<tokio::sync::Mutex<Blob>>;

impl Shelf {
    pub fn new(root: PathBuf) -> Self {
        Self { root, blobs: Mutex::default() }
    }

    /// The blob of a name, which need not exist yet. `None` when the name cannot be one.
    pub fn blob(&self, container: &str, blob: &str) -> io::Result<Option<Shared>> {
        let plain = |name: &str| {
            !name.is_empty()
                && !name.starts_with('.')
                && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'))
        };
        if !plain(container) || !plain(blob) {
            return Ok(None);
        }
        let mut blobs = self.blobs.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (container.to_owned(), blob.to_owned());
        if let Some(found) = blobs.get(&key) {
            return Ok(Some(Arc::clone(found)));
        }
        let loaded = Blob::load(self.root.join(container).join(blob))?;
        let loaded = Arc::new(tokio::sync::Mutex::new(loaded));
        blobs.insert(key, Arc::clone(&loaded));
        Ok(Some(loaded))
    }

    /// Forgets and removes a blob; one that is not there is fine.
    pub fn remove(&self, container: &str, blob: &str) -> io::Result<()> {
        let mut blobs = self.blobs.lock().unwrap_or_else(PoisonError::into_inner);
        blobs.remove(&(container.to_owned(), blob.to_owned()));
        match fs::remove_dir_all(self.root.join(container).join(blob)) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
            _ => Ok(()),
        }
    }
}
