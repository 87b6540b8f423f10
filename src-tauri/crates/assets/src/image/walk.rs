//! A cursor over an image file that knows where it is and where the file ends.

use std::io::{BufRead, BufReader, Read, Seek};

use vitrine_domain::facts::ImageFacts;

use crate::{About, Meaning, ReadFault};

/// Chunks, segments or blocks of one file; a 50 MB picture in chunks of 100 bytes stays below.
const PARTS: u64 = 1 << 20;

pub(super) struct Walk<R> {
    inner: BufReader<R>,
    at: u64,
    len: u64,
    parts: u64,
}

impl<R: Read + Seek> Walk<R> {
    pub(super) fn new(source: R, len: u64) -> Self {
        Self { inner: BufReader::with_capacity(16 << 10, source), at: 0, len, parts: 0 }
    }

    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// Bytes that follow.
    pub(super) fn left(&self) -> u64 {
        self.len.saturating_sub(self.at)
    }

    /// The next bytes, as many as there are, without moving.
    pub(super) fn peek(&mut self, buf: &mut [u8]) -> Result<usize, ReadFault> {
        let there = self.inner.fill_buf().map_err(failed)?;
        let count = there.len().min(buf.len());
        buf[..count].copy_from_slice(&there[..count]);
        Ok(count)
    }

    pub(super) fn bytes<const N: usize>(&mut self) -> Result<[u8; N], ReadFault> {
        let mut bytes = [0; N];
        self.inner.read_exact(&mut bytes).map_err(failed)?;
        self.at += N as u64;
        Ok(bytes)
    }

    pub(super) fn byte(&mut self) -> Result<u8, ReadFault> {
        Ok(self.bytes::<1>()?[0])
    }

    pub(super) fn vec(&mut self, count: u16) -> Result<Vec<u8>, ReadFault> {
        let mut bytes = vec![0; usize::from(count)];
        self.inner.read_exact(&mut bytes).map_err(failed)?;
        self.at += u64::from(count);
        Ok(bytes)
    }

    /// Seeks over `count` bytes; over the end of the file is *truncated*.
    pub(super) fn skip(&mut self, count: u64) -> Result<(), ReadFault> {
        if count > self.left() {
            return Err(ReadFault::image(Meaning::Truncated));
        }
        let delta = i64::try_from(count).map_err(|_| ReadFault::image(Meaning::Truncated))?;
        self.inner.seek_relative(delta).map_err(failed)?;
        self.at += count;
        Ok(())
    }

    /// Moves behind the next byte that is `wanted`.
    pub(super) fn skip_to(&mut self, wanted: u8) -> Result<(), ReadFault> {
        loop {
            let there = self.inner.fill_buf().map_err(failed)?;
            if there.is_empty() {
                return Err(ReadFault::image(Meaning::Truncated));
            }
            let found = there.iter().position(|byte| *byte == wanted);
            let count = found.map_or(there.len(), |at| at + 1);
            self.inner.consume(count);
            self.at += count as u64;
            if found.is_some() {
                return Ok(());
            }
        }
    }

    /// Counts one part of the file.
    pub(super) fn part(&mut self) -> Result<(), ReadFault> {
        self.parts += 1;
        if self.parts > PARTS {
            return Err(ReadFault::image(Meaning::TooBig { what: "parts", found: self.parts, limit: PARTS }));
        }
        Ok(())
    }
}

fn failed(error: std::io::Error) -> ReadFault {
    ReadFault::from_io(About::Image, &error)
}

pub(super) fn corrupted(what: &str) -> ReadFault {
    ReadFault::corrupted(About::Image, what)
}

/// A walk that ended early is still good for its facts once the size is known.
pub(super) fn settle(facts: ImageFacts, walked: Result<(), ReadFault>) -> Result<ImageFacts, ReadFault> {
    match walked {
        Ok(()) => Ok(facts),
        Err(ReadFault { meaning: Meaning::Truncated, .. }) if facts.width > 0 && facts.height > 0 => {
            Ok(facts)
        }
        Err(fault) => Err(fault),
    }
}

/// The orientation that an EXIF block declares, 1 when it declares none.
pub(super) fn orientation(exif: &[u8]) -> u8 {
    image::metadata::Orientation::from_exif_chunk(exif).map_or(1, image::metadata::Orientation::to_exif)
}
