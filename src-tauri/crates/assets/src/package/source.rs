//! Readers over a part of a file: a window for what lies stored, and a seekable view of what lies deflated. Packages nest
//! (an upload file holds a bundle that holds packages), so both work over any other source and nothing is extracted.

use std::io::{self, Read, Seek, SeekFrom};

use flate2::{Decompress, FlushDecompress, Status};

use super::directory::Entry;

/// What a package is read from.
pub(super) trait Source: Read + Seek {}
impl<T: Read + Seek> Source for T {}

fn target(to: SeekFrom, at: u64, len: u64) -> io::Result<u64> {
    let target = match to {
        SeekFrom::Start(offset) => Some(offset),
        SeekFrom::Current(delta) => at.checked_add_signed(delta),
        SeekFrom::End(delta) => len.checked_add_signed(delta),
    };
    target.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))
}

/// `len` bytes of a source from `start`, as if they were a file.
pub(super) struct Window<'a> {
    source: &'a mut dyn Source,
    start: u64,
    len: u64,
    at: u64,
}

impl<'a> Window<'a> {
    pub(super) fn new(source: &'a mut dyn Source, start: u64, len: u64) -> io::Result<Self> {
        source.seek(SeekFrom::Start(start))?;
        Ok(Self { source, start, len, at: 0 })
    }
}

impl Read for Window<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let left = self.len.saturating_sub(self.at).min(buf.len() as u64) as usize;
        let count = if left == 0 { 0 } else { self.source.read(&mut buf[..left])? };
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Window<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = target(to, self.at, self.len)?;
        let place =
            self.start.checked_add(self.at).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        self.source.seek(SeekFrom::Start(place))?;
        Ok(self.at)
    }
}

/// What stays in memory behind the point that was inflated last. Directories and manifests lie at the end of a package, so
/// that reading one package needs one pass and stays within this.
const RECENT: usize = 16 << 20;
const STEP: usize = 64 << 10;
/// A reader that jumps about could make us inflate the same gigabytes for ever: this many passes, then an error.
const PASSES: u64 = 12;

/// A deflated member as if it were a file. Going back further than [`RECENT`] starts inflating anew.
pub(super) struct Inflated<'a> {
    source: &'a mut dyn Source,
    start: u64,
    compressed: u64,
    len: u64,
    expected: u32,
    /// Of what came out in this pass.
    crc32: crc32fast::Hasher,
    at: u64,
    inflate: Decompress,
    input: Vec<u8>,
    used: usize,
    taken: u64,
    /// The last bytes that came out; they end at `made`.
    recent: Vec<u8>,
    made: u64,
    passes: u64,
}

impl<'a> Inflated<'a> {
    /// A stream that gives more, less or something else than its entry declares is an error at its end.
    pub(super) fn new(source: &'a mut dyn Source, start: u64, entry: &Entry) -> Self {
        Self {
            source,
            start,
            compressed: entry.compressed,
            len: entry.size,
            expected: entry.crc32,
            crc32: crc32fast::Hasher::new(),
            at: 0,
            inflate: Decompress::new(false),
            input: Vec::new(),
            used: 0,
            taken: 0,
            recent: Vec::new(),
            made: 0,
            passes: 1,
        }
    }

    fn restart(&mut self) -> io::Result<()> {
        self.passes += 1;
        if self.passes > PASSES {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "too many passes over a deflated member"));
        }
        self.inflate.reset(false);
        self.input.clear();
        self.recent.clear();
        self.crc32.reset();
        (self.used, self.taken, self.made) = (0, 0, 0);
        Ok(())
    }

    fn refill(&mut self) -> io::Result<()> {
        let count = (self.compressed - self.taken).min(STEP as u64) as usize;
        self.input.resize(count, 0);
        self.used = 0;
        self.source.seek(SeekFrom::Start(self.start + self.taken))?;
        self.source.read_exact(&mut self.input)?;
        self.taken += count as u64;
        Ok(())
    }

    /// Inflates one more step.
    fn advance(&mut self) -> io::Result<()> {
        let invalid = || io::Error::from(io::ErrorKind::InvalidData);
        if self.used == self.input.len() && self.taken < self.compressed {
            self.refill()?;
        }
        if self.recent.len() > RECENT + STEP {
            self.recent.drain(..self.recent.len() - RECENT);
        }
        let (before_in, before_out) = (self.inflate.total_in(), self.recent.len());
        self.recent.reserve(STEP);
        let status = self
            .inflate
            .decompress_vec(&self.input[self.used..], &mut self.recent, FlushDecompress::None)
            .map_err(|_| invalid())?;
        let consumed = self.inflate.total_in() - before_in;
        self.used += consumed as usize;
        let produced = self.recent.len() - before_out;
        self.made += produced as u64;
        self.crc32.update(&self.recent[before_out..]);
        let ended = status == Status::StreamEnd;
        let stuck = consumed == 0 && produced == 0;
        if self.made > self.len || ((ended || stuck) && self.made < self.len) {
            return Err(invalid());
        }
        if self.made == self.len && self.crc32.clone().finalize() != self.expected {
            return Err(invalid());
        }
        Ok(())
    }
}

impl Read for Inflated<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.len || buf.is_empty() {
            return Ok(0);
        }
        if self.at < self.made - self.recent.len() as u64 {
            self.restart()?;
        }
        while self.made <= self.at {
            self.advance()?;
        }
        let from = self.recent.len() - (self.made - self.at) as usize;
        let count = buf.len().min(self.recent.len() - from);
        buf[..count].copy_from_slice(&self.recent[from..from + count]);
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Inflated<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = target(to, self.at, self.len)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::{Inflated, Window};
    use crate::package::directory::Entry;
    use std::io::{Cursor, Read, Seek, SeekFrom, Write};

    #[test]
    fn a_window_is_a_file_of_its_own() {
        let mut whole = Cursor::new(b"0123456789".to_vec());
        let mut window = Window::new(&mut whole, 3, 4).unwrap();
        let mut text = String::new();
        window.read_to_string(&mut text).unwrap();
        assert_eq!(text, "3456");
        assert_eq!(window.seek(SeekFrom::End(-1)).unwrap(), 3);
        assert_eq!(window.read(&mut [0; 9]).unwrap(), 1);
        assert!(window.seek(SeekFrom::Current(-5)).is_err());
    }

    fn deflated(content: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_deflated_member_can_be_read_backwards() {
        let content: Vec<u8> = (0..40_000_000_u32).flat_map(|n| (n / 3).to_le_bytes()).step_by(4).collect();
        let mut source = Cursor::new([b"before".to_vec(), deflated(&content)].concat());
        let compressed = source.get_ref().len() as u64 - 6;
        let entry = Entry::deflated(compressed, content.len() as u64, crc32fast::hash(&content));
        let mut inflated = Inflated::new(&mut source, 6, &entry);
        for at in [39_999_990, 39_000_000, 20, 25_000_000] {
            let mut buf = [0; 10];
            inflated.seek(SeekFrom::Start(at)).unwrap();
            inflated.read_exact(&mut buf).unwrap();
            assert_eq!(buf, content[at as usize..at as usize + 10]);
        }
        assert_eq!(inflated.seek(SeekFrom::End(0)).unwrap(), 40_000_000);
        assert_eq!(inflated.read(&mut [0; 4]).unwrap(), 0);
    }

    #[test]
    fn a_stream_of_another_length_or_content_than_declared_is_an_error() {
        let sum = crc32fast::hash(&[7; 1000]);
        for (declared, sum, sound) in
            [(1000, sum, true), (999, sum, false), (1001, sum, false), (1000, sum ^ 1, false)]
        {
            let mut source = Cursor::new(deflated(&[7; 1000]));
            let entry = Entry::deflated(source.get_ref().len() as u64, declared, sum);
            let mut inflated = Inflated::new(&mut source, 0, &entry);
            assert_eq!(inflated.read_to_end(&mut Vec::new()).is_ok(), sound, "{declared} {sum}");
        }
    }
}
