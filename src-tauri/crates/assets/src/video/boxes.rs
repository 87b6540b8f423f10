//! A cursor over the boxes of an ISO base media file (ISO/IEC 14496-12; QuickTime calls them atoms): a size, a kind, a body
//! that may hold boxes again. Bodies are seeked over, never read as a whole.

use std::io::{BufReader, Read, Seek};

use crate::{About, Meaning, ReadFault};

/// Boxes looked at in one file. A film in fragments of two seconds, nine hours long, stays below.
const BOXES: u64 = 1 << 16;

/// Where a box lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub kind: [u8; 4],
    /// The first byte behind the header.
    pub body: u64,
    pub end: u64,
}

pub(super) struct Boxes<R> {
    inner: BufReader<R>,
    at: u64,
    len: u64,
    seen: u64,
}

impl<R: Read + Seek> Boxes<R> {
    /// `source` stands at its start and is `len` bytes long.
    pub(super) fn new(source: R, len: u64) -> Self {
        Self { inner: BufReader::with_capacity(4 << 10, source), at: 0, len, seen: 0 }
    }

    /// The whole file as a box that holds the others.
    pub(super) fn file(&self) -> Place {
        Place { kind: *b"file", body: 0, end: self.len }
    }

    /// The box that begins at `at` inside `holder`; `None` behind the last one. Fewer bytes than a header is long end a list
    /// too: QuickTime closes some of them with four zero bytes.
    pub(super) fn at(&mut self, at: u64, holder: Place) -> Result<Option<Place>, ReadFault> {
        if holder.end.saturating_sub(at) < 8 {
            return Ok(None);
        }
        self.seen += 1;
        if self.seen > BOXES {
            return Err(ReadFault::video(Meaning::TooBig { what: "boxes", found: self.seen, limit: BOXES }));
        }
        self.go(at)?;
        let [s0, s1, s2, s3, kind @ ..] = self.read::<8>()?;
        let (header, size) = match u32::from_be_bytes([s0, s1, s2, s3]) {
            // To the end of what holds it.
            0 => (8, holder.end - at),
            1 if holder.end - at < 16 => return Err(corrupted("box")),
            1 => (16, u64::from_be_bytes(self.read()?)),
            size => (8, u64::from(size)),
        };
        let end = at.checked_add(size).filter(|_| size >= header).ok_or_else(|| corrupted("box"))?;
        if end > holder.end {
            // Beyond the file is a file that was cut; beyond a box is nonsense.
            let cut = holder.end == self.len && holder.body == 0;
            return Err(if cut { ReadFault::video(Meaning::Truncated) } else { corrupted("box") });
        }
        Ok(Some(Place { kind, body: at + header, end }))
    }

    /// `N` bytes of a box, from `offset` behind its header.
    pub(super) fn bytes<const N: usize>(&mut self, of: Place, offset: u64) -> Result<[u8; N], ReadFault> {
        let from = of.body + offset;
        if from + N as u64 > of.end {
            return Err(corrupted(name(&of)));
        }
        self.go(from)?;
        self.read()
    }

    pub(super) fn u32(&mut self, of: Place, offset: u64) -> Result<u32, ReadFault> {
        Ok(u32::from_be_bytes(self.bytes(of, offset)?))
    }

    pub(super) fn u64(&mut self, of: Place, offset: u64) -> Result<u64, ReadFault> {
        Ok(u64::from_be_bytes(self.bytes(of, offset)?))
    }

    fn go(&mut self, to: u64) -> Result<(), ReadFault> {
        let delta = i128::from(to) - i128::from(self.at);
        let delta = i64::try_from(delta).map_err(|_| ReadFault::video(Meaning::Truncated))?;
        self.inner.seek_relative(delta).map_err(failed)?;
        self.at = to;
        Ok(())
    }

    fn read<const N: usize>(&mut self) -> Result<[u8; N], ReadFault> {
        let mut bytes = [0; N];
        self.inner.read_exact(&mut bytes).map_err(failed)?;
        self.at += N as u64;
        Ok(bytes)
    }
}

fn failed(error: std::io::Error) -> ReadFault {
    ReadFault::from_io(About::Video, &error)
}

pub(super) fn corrupted(what: impl Into<String>) -> ReadFault {
    ReadFault::corrupted(About::Video, what)
}

/// The kind in letters, for a fault.
fn name(of: &Place) -> String {
    four(of.kind)
}

/// Four characters as text; what is no printable ASCII becomes `?`: they come out of the file and go to the window.
pub(super) fn four(kind: [u8; 4]) -> String {
    kind.iter()
        .map(|byte| if byte.is_ascii_graphic() || *byte == b' ' { char::from(*byte) } else { '?' })
        .collect()
}
