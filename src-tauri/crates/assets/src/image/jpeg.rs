//! JPEG by segments (ITU T.81, annex B). Between the scans nothing tells a length, so pixels are looked through for their
//! end; what follows the end marker is counted.

use std::io::{Read, Seek};

use vitrine_domain::facts::{ImageFacts, ImageFormat};

use super::plain;
use super::walk::{Walk, corrupted, orientation, settle};
use crate::ReadFault;

pub(super) fn walk<R: Read + Seek>(walk: &mut Walk<R>) -> Result<ImageFacts, ReadFault> {
    let mut facts = plain(ImageFormat::Jpeg, walk.len());
    let walked = segments(walk, &mut facts);
    settle(facts, walked)
}

fn segments<R: Read + Seek>(walk: &mut Walk<R>, facts: &mut ImageFacts) -> Result<(), ReadFault> {
    walk.skip(2)?;
    let mut marker = first_marker(walk)?;
    loop {
        walk.part()?;
        marker = match marker {
            0xd9 => {
                facts.complete = facts.width > 0;
                facts.trailing = walk.left();
                return if facts.complete { Ok(()) } else { Err(corrupted("frame")) };
            }
            // Without a length: TEM and, stray, the restart markers.
            0x01 | 0xd0..=0xd7 => first_marker(walk)?,
            0x00 | 0xd8 => return Err(corrupted("marker")),
            0xda if facts.width == 0 => return Err(corrupted("frame")),
            0xda => {
                let len = length(walk)?;
                walk.skip(u64::from(len))?;
                end_of_scan(walk)?
            }
            other => {
                segment(walk, facts, other)?;
                first_marker(walk)?
            }
        };
    }
}

/// The marker at this place; any number of `FF` may fill the space before it.
fn first_marker<R: Read + Seek>(walk: &mut Walk<R>) -> Result<u8, ReadFault> {
    if walk.byte()? != 0xff {
        return Err(corrupted("marker"));
    }
    loop {
        match walk.byte()? {
            0xff => {}
            marker => return Ok(marker),
        }
    }
}

/// The marker that ends the scan: `FF 00` is a pixel's byte, a restart belongs to the scan.
fn end_of_scan<R: Read + Seek>(walk: &mut Walk<R>) -> Result<u8, ReadFault> {
    loop {
        walk.skip_to(0xff)?;
        let mut marker = 0xff;
        while marker == 0xff {
            marker = walk.byte()?;
        }
        if !matches!(marker, 0x00 | 0xd0..=0xd7) {
            return Ok(marker);
        }
    }
}

/// Bytes of the segment that follow its length.
fn length<R: Read + Seek>(walk: &mut Walk<R>) -> Result<u16, ReadFault> {
    u16::from_be_bytes(walk.bytes()?).checked_sub(2).ok_or_else(|| corrupted("segment"))
}

fn segment<R: Read + Seek>(walk: &mut Walk<R>, facts: &mut ImageFacts, marker: u8) -> Result<(), ReadFault> {
    let len = length(walk)?;
    match marker {
        // Every coding process has its own start of frame; C4, C8 and CC among them are something else.
        0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
            let frame = walk.vec(len)?;
            let [depth, h0, h1, w0, w1, ..] = frame[..] else { return Err(corrupted("frame")) };
            let (width, height) = (u16::from_be_bytes([w0, w1]), u16::from_be_bytes([h0, h1]));
            if facts.width > 0 || width == 0 || height == 0 {
                return Err(corrupted("frame"));
            }
            (facts.width, facts.height, facts.depth) = (u32::from(width), u32::from(height), depth);
            Ok(())
        }
        0xe1 | 0xe2 => {
            let data = walk.vec(len)?;
            if let Some(exif) = data.strip_prefix(b"Exif\0\0")
                && marker == 0xe1
            {
                facts.orientation = orientation(exif);
            }
            facts.profile |= marker == 0xe2 && data.starts_with(b"ICC_PROFILE\0");
            Ok(())
        }
        _ => walk.skip(u64::from(len)),
    }
}
