//! The sink over which `zip::ZipWriter` writes: headers are kept, member bytes are counted and discarded.
//!
//! `ZipWriter` writes a local header with zeros, then the member, then seeks back and patches checksum and sizes into that
//! header, then seeks to the end again (zip 9, `finish_file` and `update_local_file_header`). So a write before the end is a
//! patch of kept bytes, and a write at the end is a member's byte as long as the announced member still lacks some, and a
//! header's byte otherwise. That the library ever rewrites member bytes would be news; it is refused.

use std::cell::Cell;
use std::io::{self, Seek, SeekFrom, Write};

use serde::{Deserialize, Serialize};

/// A part of the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Segment {
    /// Headers and the directory, as hexadecimal text where they are kept.
    Mem(#[serde(with = "crate::hex::text")] Vec<u8>),
    /// All bytes of one member.
    File { member: usize, len: u64 },
}

impl Segment {
    pub(super) fn len(&self) -> u64 {
        match self {
            Self::Mem(bytes) => bytes.len() as u64,
            Self::File { len, .. } => *len,
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct RecordingSink {
    segments: Vec<Segment>,
    /// Where each segment starts.
    starts: Vec<u64>,
    position: u64,
    end: u64,
    /// A member that begins with the next byte. A cell, because the writer owns the sink and lends it out shared.
    announced: Cell<Option<(usize, u64)>>,
    /// Bytes that the current member still lacks.
    due: u64,
}

impl RecordingSink {
    /// The next `len` bytes at the end are those of this member.
    pub(super) fn announce(&self, member: usize, len: u64) {
        if len > 0 {
            self.announced.set(Some((member, len)));
        }
    }

    /// Bytes so far.
    pub(super) fn end(&self) -> u64 {
        self.end
    }

    pub(super) fn into_segments(self) -> Vec<Segment> {
        self.segments
    }

    fn push(&mut self, segment: Segment) {
        self.starts.push(self.end);
        self.segments.push(segment);
    }

    fn patch(&mut self, buf: &[u8]) -> io::Result<usize> {
        let at = self.starts.partition_point(|start| *start <= self.position) - 1;
        let Segment::Mem(bytes) = &mut self.segments[at] else {
            return Err(io::Error::other("a member's bytes were written twice"));
        };
        let from = (self.position - self.starts[at]) as usize;
        let count = buf.len().min(bytes.len() - from);
        bytes[from..from + count].copy_from_slice(&buf[..count]);
        Ok(count)
    }

    fn append(&mut self, buf: &[u8]) -> usize {
        if let Some((member, len)) = self.announced.take() {
            self.push(Segment::File { member, len });
            self.due = len;
        }
        if self.due > 0 {
            let count = self.due.min(buf.len() as u64);
            self.due -= count;
            self.end += count;
            return count as usize;
        }
        if !matches!(self.segments.last(), Some(Segment::Mem(_))) {
            self.push(Segment::Mem(Vec::new()));
        }
        if let Some(Segment::Mem(bytes)) = self.segments.last_mut() {
            bytes.extend_from_slice(buf);
        }
        self.end += buf.len() as u64;
        buf.len()
    }
}

impl Write for RecordingSink {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        if buf.is_empty() {
            return Ok(0);
        }
        let count = if self.position < self.end { self.patch(buf)? } else { self.append(buf) };
        self.position += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for RecordingSink {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::Current(delta) => self.position.checked_add_signed(delta),
            SeekFrom::End(delta) => self.end.checked_add_signed(delta),
        };
        // Beyond the end there would be a hole that no segment describes.
        let target = target.filter(|offset| *offset <= self.end);
        self.position = target.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.position)
    }
}

#[cfg(test)]
mod tests {
    use super::{RecordingSink, Segment};
    use std::io::{Seek, SeekFrom, Write};

    #[test]
    fn keeps_headers_discards_members_and_takes_patches() {
        let mut sink = RecordingSink::default();
        sink.write_all(b"head0000").unwrap();
        sink.announce(0, 5);
        sink.write_all(b"abcdeHEAD").unwrap();
        sink.seek(SeekFrom::Start(4)).unwrap();
        sink.write_all(b"1234").unwrap();
        sink.seek(SeekFrom::End(0)).unwrap();
        sink.write_all(b"!").unwrap();
        assert_eq!(sink.end(), 18);
        assert!(sink.seek(SeekFrom::Start(19)).is_err());
        sink.seek(SeekFrom::Start(9)).unwrap();
        assert!(sink.write(b"x").is_err());
        let expected = [
            Segment::Mem(b"head1234".to_vec()),
            Segment::File { member: 0, len: 5 },
            Segment::Mem(b"HEAD!".to_vec()),
        ];
        assert_eq!(sink.into_segments(), expected);
    }
}
