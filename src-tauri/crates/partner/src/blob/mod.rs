//! Uploading an archive to the blob address of a submission.
//!
//! A small archive goes in one piece, a larger one in blocks, in order. Every piece carries its MD5, every block's name carries
//! the SHA-256 of its content, the list is committed as `<Latest>` so that committing twice is harmless, and the end is
//! checked against what the storage then holds. Bytes come from a [`ByteSource`], any range, any number of times: a retry
//! reads again, and no archive is ever written to disk.
//!
//! Deliberately not here yet: going on after a restart, and several blocks at once. Both have their joint: block names
//! prove content, `Upload::missing` asks the storage what it lacks, and blocks are sent one by one from any list.

mod list;
#[cfg(test)]
mod memory;
mod meter;
mod plan;
mod storage;
#[cfg(test)]
mod tests;
mod upload;

use std::io;
use std::sync::Arc;

use crate::error::PartnerError;
use crate::http::Http;
use crate::upload_address::UploadAddress;

/// The bytes to upload: any range of them, at any time, as often as asked.
///
/// Reading blocks, so it is called on a thread for blocking work. An error of `read_at` ends the upload and reaches the caller
/// unchanged as [`PartnerError::SourceFailed`].
pub trait ByteSource: Send + Sync {
    /// All bytes. Constant for the life of the source.
    fn len(&self) -> u64;

    /// No bytes at all.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Fills `into` with the bytes from `offset` on; the range lies inside [`ByteSource::len`].
    ///
    /// # Errors
    /// Whatever stands in the way: the file is gone, or no longer the one that was measured.
    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<()>;
}

impl ByteSource for [u8] {
    fn len(&self) -> u64 {
        <[u8]>::len(self) as u64
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<()> {
        let from = usize::try_from(offset).map_err(io::Error::other)?;
        let range = self.get(from..).and_then(|tail| tail.get(..into.len()));
        into.copy_from_slice(range.ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))?);
        Ok(())
    }
}

impl ByteSource for Vec<u8> {
    fn len(&self) -> u64 {
        ByteSource::len(self.as_slice())
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<()> {
        self.as_slice().read_at(offset, into)
    }
}

/// How far an upload is, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UploadProgress {
    /// Of the whole archive.
    pub total: u64,
    /// Handed to the connection. Steps back when a piece has to be sent again.
    pub sent: u64,
    /// Confirmed by the storage. Never more than `sent`.
    pub stored: u64,
}

/// A finished upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uploaded {
    /// Of the whole archive.
    pub bytes: u64,
    /// 0 when it went in one piece.
    pub blocks: u32,
    /// The storage was asked afterwards and holds exactly this many bytes. False when the address allows no reading.
    pub checked: bool,
}

/// What hears of progress.
pub(crate) type Progress = Arc<dyn Fn(UploadProgress) + Send + Sync>;

pub(crate) async fn upload(
    http: &Arc<Http>,
    address: &UploadAddress,
    source: Arc<dyn ByteSource>,
    progress: Progress,
) -> Result<Uploaded, PartnerError> {
    upload::Upload::new(http, address, source, progress)?.run().await
}
