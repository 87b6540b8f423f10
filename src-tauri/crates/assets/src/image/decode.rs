//! Every pixel: the strict check before a picture is sent, and thumbnails. Decoders run under limits and may panic without
//! taking anything down with them; `image` itself warns that many of them do on hostile input.

use std::fs::File;
use std::io::{BufReader, Cursor};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use ::image::metadata::Orientation;
use ::image::{DynamicImage, ImageError, ImageFormat as Codec, ImageReader, Limits};
use ::png::{DecodeOptions, Decoder};
use vitrine_domain::facts::{ImageFacts, ImageFormat};

use super::read;
use super::walk::corrupted;
use crate::{About, Meaning, ReadFault};

/// A valid PNG of 48 KB can unfold into 1.6 GB; the Store's largest picture is 3840 × 2160.
const EDGE: u32 = 16_384;
const PIXELS: u64 = 100_000_000;
const MEMORY: u64 = 512 << 20;

/// Walks the headers and decodes every pixel, checksums included.
///
/// # Errors
/// `Truncated`, `Corrupted`, or `TooBig` beyond 16384 pixels an edge or 100 million in all.
pub fn verify(path: &Path) -> Result<ImageFacts, ReadFault> {
    let facts = bounded(path)?;
    if !facts.complete {
        return Err(ReadFault::image(Meaning::Truncated));
    }
    contained(|| match facts.format {
        ImageFormat::Png => strict_png(path),
        _ => decode(path, &facts).map(drop),
    })?;
    Ok(facts)
}

/// A PNG made by us, upright, its longest edge at most `max_edge` pixels; never enlarged. Animations give their first frame.
pub fn thumbnail(path: &Path, max_edge: u32) -> Result<Vec<u8>, ReadFault> {
    let facts = bounded(path)?;
    contained(|| {
        let mut picture = decode(path, &facts)?;
        if picture.width().max(picture.height()) > max_edge {
            picture = picture.thumbnail(max_edge, max_edge);
        }
        // After shrinking: turning a thumbnail is cheap. Orientation 5 to 8 swaps the edges, and the bound is a square.
        picture.apply_orientation(
            Orientation::from_exif(facts.orientation).unwrap_or(Orientation::NoTransforms),
        );
        let plain = if picture.color().has_alpha() {
            DynamicImage::from(picture.into_rgba8())
        } else {
            DynamicImage::from(picture.into_rgb8())
        };
        let mut png = Cursor::new(Vec::new());
        plain.write_to(&mut png, Codec::Png).map_err(|error| meaning(&error))?;
        Ok(png.into_inner())
    })
}

fn bounded(path: &Path) -> Result<ImageFacts, ReadFault> {
    let facts = read(path)?;
    let too_big = |found, limit| Err(ReadFault::image(Meaning::TooBig { what: "pixels", found, limit }));
    let longest = facts.width.max(facts.height);
    if longest > EDGE {
        return too_big(u64::from(longest), u64::from(EDGE));
    }
    let pixels = u64::from(facts.width) * u64::from(facts.height);
    if pixels > PIXELS { too_big(pixels, PIXELS) } else { Ok(facts) }
}

fn contained<T>(work: impl FnOnce() -> Result<T, ReadFault>) -> Result<T, ReadFault> {
    // Nothing outlives the closure but its result, so a half-done decoder is never seen.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(corrupted("pixels")))
}

fn open(path: &Path) -> Result<BufReader<File>, ReadFault> {
    File::open(path).map(BufReader::new).map_err(|error| ReadFault::from_io(About::Image, &error))
}

/// Row by row, so that memory does not grow with the picture.
fn strict_png(path: &Path) -> Result<(), ReadFault> {
    let mut options = DecodeOptions::default();
    options.set_ignore_checksums(false);
    options.set_skip_ancillary_crc_failures(false);
    let decode = || {
        let mut reader = Decoder::new_with_options(open(path)?, options).read_info().map_err(png_meaning)?;
        while reader.next_row().map_err(png_meaning)?.is_some() {}
        reader.finish().map_err(png_meaning)
    };
    decode()
}

fn png_meaning(error: ::png::DecodingError) -> ReadFault {
    match error {
        ::png::DecodingError::IoError(error) => ReadFault::from_io(About::Image, &error),
        ::png::DecodingError::LimitsExceeded => memory(),
        _ => corrupted("pixels"),
    }
}

fn decode(path: &Path, facts: &ImageFacts) -> Result<DynamicImage, ReadFault> {
    let codec = match facts.format {
        ImageFormat::Png => Codec::Png,
        ImageFormat::Jpeg => Codec::Jpeg,
        ImageFormat::Gif => Codec::Gif,
        ImageFormat::Webp => Codec::WebP,
        ImageFormat::Bmp => Codec::Bmp,
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(EDGE);
    limits.max_image_height = Some(EDGE);
    limits.max_alloc = Some(MEMORY);
    let mut reader = ImageReader::with_format(open(path)?, codec);
    reader.limits(limits);
    reader.decode().map_err(|error| meaning(&error))
}

fn meaning(error: &ImageError) -> ReadFault {
    match error {
        ImageError::IoError(error) => ReadFault::from_io(About::Image, error),
        ImageError::Limits(_) => memory(),
        _ => corrupted("pixels"),
    }
}

fn memory() -> ReadFault {
    ReadFault::image(Meaning::TooBig { what: "memory", found: 0, limit: MEMORY })
}
