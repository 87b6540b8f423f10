//! WebP (RFC 9649) and BMP: two small headers that say everything we ask.

use std::io::{Read, Seek};

use vitrine_domain::facts::{ImageFacts, ImageFormat};

use super::plain;
use super::walk::{Walk, corrupted, orientation, settle};
use crate::ReadFault;

pub(super) fn walk<R: Read + Seek>(walk: &mut Walk<R>) -> Result<ImageFacts, ReadFault> {
    let mut facts = plain(ImageFormat::Webp, walk.len());
    let walked = chunks(walk, &mut facts);
    settle(facts, walked)
}

fn chunks<R: Read + Seek>(walk: &mut Walk<R>, facts: &mut ImageFacts) -> Result<(), ReadFault> {
    walk.skip(4)?;
    // The form type `WEBP` counts as part of the RIFF's size.
    let mut rest =
        u64::from(u32::from_le_bytes(walk.bytes()?)).checked_sub(4).ok_or_else(|| corrupted("size"))?;
    walk.skip(4)?;
    while rest >= 8 {
        walk.part()?;
        let kind = walk.bytes::<4>()?;
        let len = u64::from(u32::from_le_bytes(walk.bytes()?));
        let padded = len + (len & 1);
        rest = rest.checked_sub(8 + padded).ok_or_else(|| corrupted("chunk"))?;
        let read = header(walk, facts, kind, len)?;
        walk.skip(padded - read)?;
    }
    if facts.width == 0 {
        return Err(corrupted("frame"));
    }
    walk.skip(rest)?;
    facts.complete = true;
    facts.trailing = walk.left();
    Ok(())
}

/// Reads what a chunk tells and says how many bytes of it that took.
fn header<R: Read + Seek>(
    walk: &mut Walk<R>,
    facts: &mut ImageFacts,
    kind: [u8; 4],
    len: u64,
) -> Result<u64, ReadFault> {
    match &kind {
        b"VP8X" if len >= 10 => {
            let [flags, _, _, _, w0, w1, w2, h0, h1, h2] = walk.bytes::<10>()?;
            facts.width = u32::from_le_bytes([w0, w1, w2, 0]) + 1;
            facts.height = u32::from_le_bytes([h0, h1, h2, 0]) + 1;
            facts.profile = flags & 0x20 != 0;
            facts.alpha = flags & 0x10 != 0;
            facts.animated = flags & 0x02 != 0;
            Ok(10)
        }
        b"VP8 " if len >= 10 && facts.width == 0 => {
            let [_, _, _, mark @ .., w0, w1, h0, h1] = walk.bytes::<10>()?;
            let (width, height) =
                (u16::from_le_bytes([w0, w1]) & 0x3fff, u16::from_le_bytes([h0, h1]) & 0x3fff);
            if mark != [0x9d, 0x01, 0x2a] || width == 0 || height == 0 {
                return Err(corrupted("frame"));
            }
            (facts.width, facts.height) = (u32::from(width), u32::from(height));
            Ok(10)
        }
        b"VP8L" if len >= 5 && facts.width == 0 => {
            let [mark, bits @ ..] = walk.bytes::<5>()?;
            if mark != 0x2f {
                return Err(corrupted("frame"));
            }
            let bits = u32::from_le_bytes(bits);
            facts.width = (bits & 0x3fff) + 1;
            facts.height = (bits >> 14 & 0x3fff) + 1;
            facts.alpha = bits >> 28 & 1 != 0;
            Ok(5)
        }
        b"EXIF" if len <= u64::from(u16::MAX) => {
            let exif = walk.vec(len as u16)?;
            // Some writers keep the JPEG prefix.
            facts.orientation = orientation(exif.strip_prefix(b"Exif\0\0").unwrap_or(&exif));
            Ok(len)
        }
        _ => Ok(0),
    }
}

pub(super) fn walk_bmp<R: Read + Seek>(walk: &mut Walk<R>) -> Result<ImageFacts, ReadFault> {
    let mut facts = plain(ImageFormat::Bmp, walk.len());
    walk.skip(2)?;
    let size = u64::from(u32::from_le_bytes(walk.bytes()?));
    walk.skip(8)?;
    let header = u32::from_le_bytes(walk.bytes()?);
    let (width, height, bits) = if header == 12 {
        let [w0, w1, h0, h1, _, _, b0, b1] = walk.bytes::<8>()?;
        let wide = |low, high| u32::from(u16::from_le_bytes([low, high]));
        (wide(w0, w1), wide(h0, h1), u16::from_le_bytes([b0, b1]))
    } else {
        let (width, height) = (i32::from_le_bytes(walk.bytes()?), i32::from_le_bytes(walk.bytes()?));
        walk.skip(2)?;
        let bits = u16::from_le_bytes(walk.bytes()?);
        // A negative height means rows from the top.
        (u32::try_from(width).unwrap_or(0), height.unsigned_abs(), bits)
    };
    if width == 0 || height == 0 {
        return Err(corrupted("size"));
    }
    // The mask of the alpha channel exists from the third form of the header on, 52 bytes into it.
    if header >= 56 && bits == 32 {
        walk.skip(36)?;
        facts.alpha = u32::from_le_bytes(walk.bytes()?) != 0;
    }
    (facts.width, facts.height) = (width, height);
    facts.depth = if bits == 16 { 5 } else { 8 };
    facts.complete = size <= walk.len();
    facts.trailing = if size == 0 { 0 } else { walk.len().saturating_sub(size) };
    Ok(facts)
}
