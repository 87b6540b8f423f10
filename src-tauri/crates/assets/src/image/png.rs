//! PNG by chunks (PNG 3rd edition, 5 and 11): seeks over pixels, checks the header's checksum, sees what decoders ignore.

use std::io::{Read, Seek};

use vitrine_domain::facts::{ImageFacts, ImageFormat};

use super::plain;
use super::walk::{Walk, corrupted, orientation, settle};
use crate::{Meaning, ReadFault};

const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";
const LONGEST: u32 = i32::MAX as u32;

pub(super) fn walk<R: Read + Seek>(walk: &mut Walk<R>) -> Result<ImageFacts, ReadFault> {
    let mut facts = plain(ImageFormat::Png, walk.len());
    let walked = chunks(walk, &mut facts);
    settle(facts, walked)
}

fn chunks<R: Read + Seek>(walk: &mut Walk<R>, facts: &mut ImageFacts) -> Result<(), ReadFault> {
    if walk.bytes::<8>()? != SIGNATURE {
        return Err(corrupted("signature"));
    }
    let indexed = header(walk, facts)?;
    let (mut palette, mut pixels) = (false, false);
    loop {
        walk.part()?;
        let (len, kind) = chunk(walk)?;
        match &kind {
            b"IHDR" => return Err(corrupted("IHDR")),
            b"PLTE" => palette = true,
            b"IDAT" if indexed && !palette => return Err(corrupted("PLTE")),
            b"IDAT" => pixels = true,
            // Both mean what they say only before the pixels.
            b"tRNS" if !pixels => facts.alpha = true,
            b"acTL" if !pixels => facts.animated = true,
            b"iCCP" => facts.profile = true,
            b"eXIf" => {
                if let Ok(short) = u16::try_from(len) {
                    facts.orientation = orientation(&walk.vec(short)?);
                    walk.skip(4)?;
                    continue;
                }
            }
            b"IEND" if !pixels => return Err(corrupted("IDAT")),
            b"IEND" => {
                walk.skip(u64::from(len) + 4)?;
                facts.complete = true;
                facts.trailing = walk.left();
                return Ok(());
            }
            _ => {}
        }
        walk.skip(u64::from(len) + 4)?;
    }
}

/// Length and type of the next chunk.
fn chunk<R: Read + Seek>(walk: &mut Walk<R>) -> Result<(u32, [u8; 4]), ReadFault> {
    let len = u32::from_be_bytes(walk.bytes()?);
    let kind = walk.bytes::<4>()?;
    if len > LONGEST || !kind.iter().all(u8::is_ascii_alphabetic) {
        return Err(corrupted("chunk"));
    }
    Ok((len, kind))
}

/// The header; true for a picture of palette indexes.
fn header<R: Read + Seek>(walk: &mut Walk<R>, facts: &mut ImageFacts) -> Result<bool, ReadFault> {
    let (len, kind) = chunk(walk)?;
    if &kind == b"CgBI" {
        return Err(ReadFault::image(Meaning::IphonePng));
    }
    if (&kind, len) != (b"IHDR", 13) {
        return Err(corrupted("IHDR"));
    }
    let data = walk.bytes::<13>()?;
    let sum = u32::from_be_bytes(walk.bytes()?);
    let mut crc32 = crc32fast::Hasher::new();
    crc32.update(&kind);
    crc32.update(&data);
    if crc32.finalize() != sum {
        return Err(corrupted("IHDR"));
    }
    let [w0, w1, w2, w3, h0, h1, h2, h3, depth, colour, compression, filter, interlace] = data;
    let (width, height) = (u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3]));
    let depths: &[u8] = match colour {
        0 => &[1, 2, 4, 8, 16],
        3 => &[1, 2, 4, 8],
        2 | 4 | 6 => &[8, 16],
        _ => &[],
    };
    let sound = (1..=LONGEST).contains(&width)
        && (1..=LONGEST).contains(&height)
        && depths.contains(&depth)
        && compression == 0
        && filter == 0
        && interlace <= 1;
    if !sound {
        return Err(corrupted("IHDR"));
    }
    (facts.width, facts.height, facts.depth) = (width, height, depth);
    facts.alpha = colour & 4 != 0;
    Ok(colour == 3)
}
