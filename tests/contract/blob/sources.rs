//! Bytes to upload: noise that is made where it is read, and a file that is mostly a hole.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::sync::Mutex;

use sha2::{Digest as _, Sha256};
use vitrine_partner::ByteSource;

/// Every byte is a function of its place and the seed; nothing is held.
pub struct Noise {
    length: u64,
    seed: u64,
}

impl Noise {
    pub fn new(length: u64, seed: u64) -> Self {
        Self { length, seed }
    }
}

impl ByteSource for Noise {
    fn len(&self) -> u64 {
        self.length
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<()> {
        let word = |n: u64| {
            let mixed = (n ^ self.seed).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            (mixed ^ (mixed >> 31)).to_le_bytes()
        };
        let mut at = offset;
        let mut rest = into;
        while !rest.is_empty() {
            let bytes = &word(at / 8)[(at % 8) as usize..];
            let count = bytes.len().min(rest.len());
            let (now, later) = rest.split_at_mut(count);
            now.copy_from_slice(&bytes[..count]);
            (rest, at) = (later, at + count as u64);
        }
        Ok(())
    }
}

/// A file of holes with a mark here and there.
pub struct Sparse {
    length: u64,
    file: Mutex<File>,
}

impl Sparse {
    pub fn new(length: u64) -> Self {
        let mut file = tempfile::tempfile().expect("a temporary file");
        file.set_len(length).expect("a sparse file");
        for place in [0, length / 3, length - 5] {
            file.seek(SeekFrom::Start(place)).and_then(|_| file.write_all(b"mark\n")).expect("a mark");
        }
        Self { length, file: Mutex::new(file) }
    }
}

impl ByteSource for Sparse {
    fn len(&self) -> u64 {
        self.length
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<()> {
        let mut file = self.file.lock().unwrap();
        file.seek(SeekFrom::Start(offset))?;
        file.read_exact(into)
    }
}

/// SHA-256 of all of it, hexadecimal.
pub fn digest(source: &dyn ByteSource) -> String {
    let mut sum = Sha256::new();
    let mut piece = vec![0; 1 << 20];
    let mut at = 0;
    while at < source.len() {
        let count = (source.len() - at).min(piece.len() as u64) as usize;
        source.read_at(at, &mut piece[..count]).expect("it can be read");
        sum.update(&piece[..count]);
        at += count as u64;
    }
    hex(&sum.finalize())
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
