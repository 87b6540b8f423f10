//! Images: facts by walking their headers, a full decode before they are sent, and thumbnails that we encode ourselves.
//!
//! The walkers are our own because probing libraries trust what they find: they read sizes at fixed offsets, skip checksums
//! and do not see a second picture behind the first. A walk reads headers and seeks over pixels (except in JPEG, where the
//! end of a scan can only be found by looking), keeps a few kilobytes and stops at a bound. Not here: judging sizes against
//! the Store's rules, conversion, cropping.

mod decode;
mod gif;
mod jpeg;
mod png;
mod riff;
#[cfg(test)]
mod tests;
mod walk;

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

use vitrine_domain::facts::{ImageFacts, ImageFormat};

pub use decode::{thumbnail, verify};
pub use vitrine_domain::rules::suggest_slot;

use crate::{About, Meaning, ReadFault};
use walk::Walk;

/// Longest edges of the thumbnails that the window uses, in pixels.
pub const EDGES: [u32; 3] = [160, 320, 960];

/// Facts from a walk over the headers; pixels are not decoded. A file that ends early has facts with `complete: false` as
/// long as its size was reached.
///
/// # Errors
/// `NotAnImage`, or the fault of a header that cannot be believed.
pub fn read(path: &Path) -> Result<ImageFacts, ReadFault> {
    let failed = |error: std::io::Error| ReadFault::from_io(About::Image, &error);
    let file = File::open(path).map_err(failed)?;
    let len = file.metadata().map_err(failed)?.len();
    read_from(file, len)
}

/// As [`read`], from `len` bytes.
pub fn read_from(source: impl Read + Seek, len: u64) -> Result<ImageFacts, ReadFault> {
    if len == 0 {
        return Err(ReadFault::image(Meaning::Empty));
    }
    let mut walk = Walk::new(source, len);
    let mut start = [0; 32];
    let count = walk.peek(&mut start)?;
    match sniff(&start[..count]) {
        Some(ImageFormat::Png) => png::walk(&mut walk),
        Some(ImageFormat::Jpeg) => jpeg::walk(&mut walk),
        Some(ImageFormat::Gif) => gif::walk(&mut walk),
        Some(ImageFormat::Webp) => riff::walk(&mut walk),
        Some(ImageFormat::Bmp) => riff::walk_bmp(&mut walk),
        None => Err(ReadFault::image(Meaning::NotAnImage)),
    }
}

/// The format that a file's first 32 bytes promise.
pub(crate) fn sniff(start: &[u8]) -> Option<ImageFormat> {
    match start {
        // Also with a signature that a transfer as text has broken: the walk says so.
        [0x89, b'P', b'N', b'G', ..] => Some(ImageFormat::Png),
        [0xff, 0xd8, 0xff, ..] => Some(ImageFormat::Jpeg),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(ImageFormat::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(ImageFormat::Webp),
        // Two letters are little: the reserved words and the size of the header that follows must fit as well.
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, _, _, _, _, 12 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0, ..] => {
            Some(ImageFormat::Bmp)
        }
        _ => None,
    }
}

/// Facts of a still, opaque picture without anything odd; walkers change what they find.
fn plain(format: ImageFormat, bytes: u64) -> ImageFacts {
    ImageFacts {
        format,
        width: 0,
        height: 0,
        depth: 8,
        alpha: false,
        animated: false,
        profile: false,
        orientation: 1,
        trailing: 0,
        bytes,
        complete: false,
    }
}
