//! The central directory of a ZIP package, read strictly and with caps before anything else is believed.
//!
//! The `zip` crate reads members and is lenient where archives in the wild are odd. A package that Microsoft will read with
//! another reader must not be odd: what two readers could see differently (duplicates, overlaps, headers that disagree) is a
//! fault here. Offsets and sizes are those of APPNOTE 6.3.10, 4.3.

use std::collections::HashSet;
use std::io::SeekFrom;

use percent_encoding::percent_decode;

use super::source::Source;
use crate::{About, Meaning, ReadFault};

const ENTRIES: u64 = 100_000;
const DIRECTORY_BYTES: u64 = 64 << 20;
/// Declared sizes of all entries against the size of the file; real packages stay below 20.
const RATIO: u64 = 200;
const END: usize = 22;
const COMMENT: u64 = 0xffff;

pub(super) const STORED: u16 = 0;
pub(super) const DEFLATED: u16 = 8;

#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Percent-decoded (package parts are, ECMA-376 part 2), with forward slashes.
    pub name: String,
    raw: Vec<u8>,
    flags: u16,
    pub method: u16,
    pub crc32: u32,
    pub compressed: u64,
    pub size: u64,
    header: u64,
}

#[cfg(test)]
impl Entry {
    pub(super) fn deflated(compressed: u64, size: u64, crc32: u32) -> Self {
        let (name, raw, flags, method, header) = ("x".to_owned(), b"x".to_vec(), 0, DEFLATED, 0);
        Self { name, raw, flags, method, crc32, compressed, size, header }
    }
}

#[derive(Debug)]
pub(super) struct Directory {
    pub entries: Vec<Entry>,
}

impl Directory {
    /// Part names are compared without case (ECMA-376 part 2, 6.2.3).
    pub(super) fn find(&self, name: &str) -> Option<(usize, &Entry)> {
        self.entries.iter().enumerate().find(|(_, entry)| entry.name.eq_ignore_ascii_case(name))
    }
}

fn corrupted(what: &str) -> ReadFault {
    ReadFault::corrupted(About::Package, what)
}

fn too_big(what: &'static str, found: u64, limit: u64) -> ReadFault {
    ReadFault::package(Meaning::TooBig { what, found, limit })
}

fn read_at(source: &mut dyn Source, offset: u64, buf: &mut [u8]) -> Result<(), ReadFault> {
    let failed = |error: std::io::Error| ReadFault::from_io(About::Package, &error);
    source.seek(SeekFrom::Start(offset)).map_err(failed)?;
    source.read_exact(buf).map_err(failed)
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}
fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}
fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}

/// Where the directory lies, from the end records.
struct Extent {
    count: u64,
    size: u64,
    offset: u64,
    /// Where it must end.
    end: u64,
}

/// Reads and checks the directory of an archive of `len` bytes. `headers`: also compare every local header, which touches
/// the whole file and is left out where that means inflating it again.
pub(super) fn read(source: &mut dyn Source, len: u64, headers: bool) -> Result<Directory, ReadFault> {
    let extent = extent(source, len)?;
    if extent.count > ENTRIES {
        return Err(too_big("entries", extent.count, ENTRIES));
    }
    if extent.size > DIRECTORY_BYTES {
        return Err(too_big("directory", extent.size, DIRECTORY_BYTES));
    }
    if extent.offset.checked_add(extent.size) != Some(extent.end) {
        return Err(corrupted("directory"));
    }
    let mut bytes = vec![0; extent.size as usize];
    read_at(source, extent.offset, &mut bytes)?;
    let entries = parse(&bytes, extent.count)?;
    check(&entries, len, extent.offset)?;
    if headers {
        let mut by_place: Vec<&Entry> = entries.iter().collect();
        by_place.sort_by_key(|entry| entry.header);
        for (at, entry) in by_place.iter().enumerate() {
            let next = by_place.get(at + 1).map_or(extent.offset, |next| next.header);
            if content_start(source, entry)?.checked_add(entry.compressed).is_none_or(|end| end > next) {
                return Err(corrupted("overlap"));
            }
        }
    }
    Ok(Directory { entries })
}

fn extent(source: &mut dyn Source, len: u64) -> Result<Extent, ReadFault> {
    let tail_len = len.min(END as u64 + COMMENT);
    let mut tail = vec![0; tail_len as usize];
    read_at(source, len - tail_len, &mut tail)?;
    let fits = |at: &usize| {
        tail[*at..].starts_with(b"PK\x05\x06") && at + END + usize::from(u16_at(&tail, at + 20)) == tail.len()
    };
    let Some(at) = (0..(tail.len() + 1).saturating_sub(END)).rev().find(fits) else {
        // A download that stopped lacks the end record or a part of it; one with bytes behind it is damaged otherwise.
        let behind = tail.windows(END).any(|record| record.starts_with(b"PK\x05\x06"));
        return Err(if behind { corrupted("end") } else { ReadFault::package(Meaning::Truncated) });
    };
    let end = &tail[at..];
    let place = len - tail_len + at as u64;
    let (disk, first_disk) = (u16_at(end, 4), u16_at(end, 6));
    let (here, count) = (u64::from(u16_at(end, 8)), u64::from(u16_at(end, 10)));
    let (size, offset) = (u64::from(u32_at(end, 12)), u64::from(u32_at(end, 16)));

    if at >= 20 && tail[at - 20..].starts_with(b"PK\x06\x07") {
        let big_place = u64_at(&tail, at - 12);
        let mut big = [0; 56];
        if big_place.checked_add(56).is_none_or(|end| end > place - 20) {
            return Err(corrupted("end"));
        }
        read_at(source, big_place, &mut big)?;
        let extent = Extent {
            count: u64_at(&big, 32),
            size: u64_at(&big, 40),
            offset: u64_at(&big, 48),
            end: big_place,
        };
        // The small record either defers to the big one or agrees with it.
        let agrees = |small: u64, all_ones: u64, big: u64| small == all_ones || small == big;
        let sound = big.starts_with(b"PK\x06\x06")
            && u64_at(&big, 24) == extent.count
            && big_place + 12 + u64_at(&big, 4) == place - 20
            && agrees(count, 0xffff, extent.count)
            && agrees(size, 0xffff_ffff, extent.size)
            && agrees(offset, 0xffff_ffff, extent.offset);
        return if sound { Ok(extent) } else { Err(corrupted("end")) };
    }
    if disk != 0 || first_disk != 0 || here != count {
        return Err(corrupted("volumes"));
    }
    Ok(Extent { count, size, offset, end: place })
}

fn parse(bytes: &[u8], count: u64) -> Result<Vec<Entry>, ReadFault> {
    let mut entries = Vec::new();
    let mut rest = bytes;
    for _ in 0..count {
        if rest.len() < 46 || !rest.starts_with(b"PK\x01\x02") {
            return Err(corrupted("directory"));
        }
        let (name, extra, comment) = (u16_at(rest, 28), u16_at(rest, 30), u16_at(rest, 32));
        let (name, extra, comment) = (usize::from(name), usize::from(extra), usize::from(comment));
        let (head, tail) = rest.split_at(46);
        if tail.len() < name + extra + comment {
            return Err(corrupted("directory"));
        }
        let raw = tail[..name].to_vec();
        let mut entry = Entry {
            name: decoded(&raw)?,
            raw,
            flags: u16_at(head, 8),
            method: u16_at(head, 10),
            crc32: u32_at(head, 16),
            compressed: u64::from(u32_at(head, 20)),
            size: u64::from(u32_at(head, 24)),
            header: u64::from(u32_at(head, 42)),
        };
        zip64(&mut entry, &tail[name..name + extra])?;
        entries.push(entry);
        rest = &tail[name + extra + comment..];
    }
    if rest.is_empty() { Ok(entries) } else { Err(corrupted("directory")) }
}

/// The ZIP64 field holds, in this order, exactly the numbers that did not fit (APPNOTE 4.5.3).
fn zip64(entry: &mut Entry, mut extra: &[u8]) -> Result<(), ReadFault> {
    let wanted = [&mut entry.size, &mut entry.compressed, &mut entry.header];
    let mut wanted = wanted.into_iter().filter(|value| **value == 0xffff_ffff).peekable();
    if wanted.peek().is_none() {
        return Ok(());
    }
    while extra.len() >= 4 {
        let (id, len) = (u16_at(extra, 0), usize::from(u16_at(extra, 2)));
        let Some(field) = extra.get(4..4 + len) else { break };
        if id == 1 {
            let (numbers, _) = field.as_chunks::<8>();
            let mut numbers = numbers.iter();
            for value in wanted {
                *value = u64::from_le_bytes(*numbers.next().ok_or_else(|| corrupted("zip64"))?);
            }
            return Ok(());
        }
        extra = &extra[4 + len..];
    }
    Err(corrupted("zip64"))
}

fn decoded(raw: &[u8]) -> Result<String, ReadFault> {
    let name = percent_decode(raw).decode_utf8_lossy().replace('\\', "/");
    let escapes = name.starts_with('/') || name.split('/').any(|part| part == "..");
    if name.is_empty() || escapes || name.chars().any(char::is_control) {
        return Err(corrupted("name"));
    }
    Ok(name)
}

fn check(entries: &[Entry], len: u64, directory: u64) -> Result<(), ReadFault> {
    let (mut names, mut starts, mut total) = (HashSet::new(), HashSet::new(), 0_u64);
    for entry in entries {
        // Bit 0: encrypted; bit 13: the directory itself is masked (APPNOTE 4.4.4).
        if entry.flags & 0x2001 != 0 {
            return Err(ReadFault::package(Meaning::Encrypted));
        }
        match entry.method {
            STORED if entry.compressed != entry.size => return Err(corrupted("sizes")),
            STORED | DEFLATED => {}
            _ => return Err(corrupted("method")),
        }
        if !names.insert(&entry.raw) {
            return Err(corrupted("duplicate"));
        }
        let end = entry.header.checked_add(30).and_then(|at| at.checked_add(entry.compressed));
        if !starts.insert(entry.header) || end.is_none_or(|end| end > directory) {
            return Err(corrupted("overlap"));
        }
        total = total.saturating_add(entry.size);
    }
    let limit = len.saturating_mul(RATIO);
    if total > limit { Err(too_big("ratio", total, limit)) } else { Ok(()) }
}

/// Where an entry's content starts, after its local header was compared with the directory.
pub(super) fn content_start(source: &mut dyn Source, entry: &Entry) -> Result<u64, ReadFault> {
    let mut head = [0; 30];
    read_at(source, entry.header, &mut head)?;
    let (name, extra) = (usize::from(u16_at(&head, 26)), u16_at(&head, 28));
    if !head.starts_with(b"PK\x03\x04") || name != entry.raw.len() {
        return Err(corrupted("header"));
    }
    let mut raw = vec![0; name];
    source.read_exact(&mut raw).map_err(|error| ReadFault::from_io(About::Package, &error))?;
    // With a descriptor (bit 3) the local numbers may be zero; with ZIP64 they may be all ones.
    let descriptor = entry.flags & 8 != 0;
    let agrees = |local: u32, central: u64| {
        u64::from(local) == central || local == u32::MAX || (descriptor && local == 0)
    };
    let sound = raw == entry.raw
        && u16_at(&head, 6) & 0x2009 == entry.flags & 0x2009
        && u16_at(&head, 8) == entry.method
        && agrees(u32_at(&head, 14), u64::from(entry.crc32))
        && agrees(u32_at(&head, 18), entry.compressed)
        && agrees(u32_at(&head, 22), entry.size);
    if !sound {
        return Err(corrupted("header"));
    }
    Ok(entry.header + 30 + name as u64 + u64::from(extra))
}
