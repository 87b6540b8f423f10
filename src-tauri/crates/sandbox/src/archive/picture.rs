//! Pictures: PNG only, decoded whole, within limits of memory (store-listing-rules 3).

use image::codecs::png::PngDecoder;
use image::{DynamicImage, ImageDecoder, Limits};

/// A picture larger than this on a side is not decoded.
const MAX_SIDE: u32 = 16_384;
const MAX_MEMORY: u64 = 512 * 1024 * 1024;

/// Width and height of a PNG that can be shown. The error is half a sentence.
pub fn png_size(bytes: &[u8]) -> Result<(u32, u32), String> {
    if !bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Err("it is not a PNG file".to_owned());
    }
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    let mut decoder =
        PngDecoder::with_limits(std::io::Cursor::new(bytes), limits.clone()).map_err(|_| unreadable())?;
    decoder.set_limits(limits).map_err(|_| "it has too many pixels".to_owned())?;
    let size = decoder.dimensions();
    DynamicImage::from_decoder(decoder).map_err(|_| unreadable())?;
    Ok(size)
}

fn unreadable() -> String {
    "it cannot be decoded".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        DynamicImage::new_rgb8(width, height)
            .write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png)
            .unwrap();
        bytes
    }

    #[test]
    fn whole_pngs_only() {
        let good = png(30, 20);
        assert_eq!(png_size(&good), Ok((30, 20)));
        assert!(png_size(&good[..good.len() / 2]).is_err());
        assert!(png_size(b"\xff\xd8\xff\xe0 a photograph").is_err());
        let mut altered = good.clone();
        let middle = altered.len() / 2;
        altered[middle] ^= 0xff;
        assert!(png_size(&altered).is_err());
    }
}
