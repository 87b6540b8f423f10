//! GIF by blocks (GIF89a): the screen's size, more than one picture, transparency, the trailer.

use std::io::{Read, Seek};

use vitrine_domain::facts::{ImageFacts, ImageFormat};

use super::plain;
use super::walk::{Walk, corrupted, settle};
use crate::ReadFault;

pub(super) fn walk<R: Read + Seek>(walk: &mut Walk<R>) -> Result<ImageFacts, ReadFault> {
    let mut facts = plain(ImageFormat::Gif, walk.len());
    let walked = blocks(walk, &mut facts);
    settle(facts, walked)
}

fn blocks<R: Read + Seek>(walk: &mut Walk<R>, facts: &mut ImageFacts) -> Result<(), ReadFault> {
    walk.skip(6)?;
    let [w0, w1, h0, h1, flags, _, _] = walk.bytes::<7>()?;
    let (width, height) = (u16::from_le_bytes([w0, w1]), u16::from_le_bytes([h0, h1]));
    if width == 0 || height == 0 {
        return Err(corrupted("size"));
    }
    (facts.width, facts.height) = (u32::from(width), u32::from(height));
    walk.skip(colours(flags))?;
    let mut pictures = 0;
    loop {
        walk.part()?;
        match walk.byte()? {
            0x2c => {
                pictures += 1;
                facts.animated = pictures > 1;
                let flags = walk.bytes::<9>()?[8];
                walk.skip(colours(flags) + 1)?;
                data(walk)?;
            }
            0x21 => {
                let label = walk.byte()?;
                let mut start = [0; 13];
                let count = walk.peek(&mut start)?;
                // Graphic control: bit 0 of its flags means a transparent colour.
                facts.alpha |= label == 0xf9 && start[1] & 1 != 0;
                facts.profile |= label == 0xff && count > 12 && &start[1..9] == b"ICCRGBG1";
                data(walk)?;
            }
            0x3b if pictures == 0 => return Err(corrupted("picture")),
            0x3b => {
                facts.complete = true;
                facts.trailing = walk.left();
                return Ok(());
            }
            _ => return Err(corrupted("block")),
        }
    }
}

/// Bytes of the colour table that the flags announce.
fn colours(flags: u8) -> u64 {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

fn data<R: Read + Seek>(walk: &mut Walk<R>) -> Result<(), ReadFault> {
    loop {
        match walk.byte()? {
            0 => return Ok(()),
            len => walk.skip(u64::from(len))?,
        }
    }
}
