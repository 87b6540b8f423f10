//! Pictures made here, bent in one place each; the walkers against the decoders; noise (`PROPTEST_CASES` lengthens it).

use std::io::Cursor;

use ::image::{DynamicImage, ImageFormat as Codec, Rgb, RgbImage, Rgba, RgbaImage};
use proptest::prelude::*;
use vitrine_domain::facts::{ImageFacts, ImageFormat};

use super::{read_from, thumbnail, verify};
use crate::{Meaning, ReadFault};

fn facts(bytes: &[u8]) -> Result<ImageFacts, ReadFault> {
    read_from(Cursor::new(bytes), bytes.len() as u64)
}

fn meaning(bytes: &[u8]) -> Meaning {
    facts(bytes).unwrap_err().meaning
}

fn what(bytes: &[u8]) -> String {
    match meaning(bytes) {
        Meaning::Corrupted { what } => what,
        other => format!("{other:?}"),
    }
}

/// Left half red, right half blue.
fn halves(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([220, 0, 0]) } else { Rgb([0, 0, 220]) })
        .into()
}

fn encoded(picture: &DynamicImage, codec: Codec) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, codec).unwrap();
    bytes.into_inner()
}

fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(&halves(width, height), Codec::Png)
}
fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(&halves(width, height), Codec::Jpeg)
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let sum = crc32fast::hash(&[kind, data].concat());
    [&(data.len() as u32).to_be_bytes()[..], kind, data, &sum.to_be_bytes()].concat()
}

/// Puts bytes where the first chunk or segment after the header begins.
fn after_header(bytes: &[u8], at: usize, more: &[u8]) -> Vec<u8> {
    [&bytes[..at], more, &bytes[at..]].concat()
}

/// A TIFF block with the orientation alone, little-endian.
fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    block.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    block
}

fn jpeg_segment(marker: u8, data: &[u8]) -> Vec<u8> {
    [&[0xff, marker], &(data.len() as u16 + 2).to_be_bytes()[..], data].concat()
}

fn saved(bytes: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("picture");
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn verified(bytes: &[u8]) -> Result<ImageFacts, ReadFault> {
    let (_folder, path) = saved(bytes);
    verify(&path)
}

#[test]
fn every_format_tells_its_size_and_that_it_is_whole() {
    let plain = halves(123, 45);
    let clear: DynamicImage = RgbaImage::from_pixel(123, 45, Rgba([1, 2, 3, 0])).into();
    let codecs = [
        (Codec::Png, ImageFormat::Png, true),
        (Codec::Jpeg, ImageFormat::Jpeg, false),
        (Codec::WebP, ImageFormat::Webp, true),
        (Codec::Bmp, ImageFormat::Bmp, true),
        (Codec::Gif, ImageFormat::Gif, true),
    ];
    for (codec, format, transparent) in codecs {
        let bytes = encoded(&plain, codec);
        let facts = facts(&bytes).unwrap();
        let expected = ImageFacts {
            format,
            width: 123,
            height: 45,
            depth: 8,
            alpha: facts.alpha && format == ImageFormat::Gif,
            animated: false,
            profile: false,
            orientation: 1,
            trailing: 0,
            bytes: bytes.len() as u64,
            complete: true,
        };
        assert_eq!(facts, expected);
        assert_eq!(verified(&bytes), Ok(expected), "{format:?}");
        if transparent {
            assert!(self::facts(&encoded(&clear, codec)).unwrap().alpha, "{format:?}");
        }

        let more = self::facts(&[&bytes[..], b"PK\x03\x04"].concat()).unwrap();
        assert_eq!((more.trailing, more.complete), (4, true), "{format:?}");
        let cut = self::facts(&bytes[..bytes.len() - 1]).unwrap();
        assert_eq!((cut.width, cut.height, cut.complete), (123, 45, false), "{format:?}");
        assert_eq!(
            verified(&bytes[..bytes.len() - 1]).unwrap_err().meaning,
            Meaning::Truncated,
            "{format:?}"
        );
    }
    assert_eq!(meaning(b"<svg/>"), Meaning::NotAnImage);
    assert_eq!(meaning(b""), Meaning::Empty);
}

#[test]
fn png_chunks_say_more_than_the_size() {
    let bytes = png(40, 30);
    let with = |more: Vec<u8>| facts(&after_header(&bytes, 33, &more)).unwrap();
    assert!(with(chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0])).animated);
    assert!(with(chunk(b"tRNS", &[0; 6])).alpha);
    assert!(with(chunk(b"iCCP", b"p\0\0")).profile);
    assert_eq!(with(chunk(b"eXIf", &exif(6))).orientation, 6);
    assert_eq!(with(chunk(b"eXIf", b"II*\0 nonsense")).orientation, 1);
    let deep: DynamicImage =
        ::image::ImageBuffer::<::image::Luma<u16>, _>::from_pixel(3, 3, ::image::Luma([9_u16])).into();
    assert_eq!(facts(&encoded(&deep, Codec::Png)).unwrap().depth, 16);
}

#[test]
fn png_headers_that_cannot_be_believed() {
    let bytes = png(40, 30);
    let header = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut data = bytes[16..29].to_vec();
        change(&mut data);
        [&bytes[..8], &chunk(b"IHDR", &data), &bytes[33..]].concat()
    };
    assert!(facts(&header(&|_| ())).is_ok());
    assert_eq!(what(&header(&|data| data[3] = 0)), "IHDR", "no width");
    assert_eq!(what(&header(&|data| data[0] = 0x80)), "IHDR", "wider than PNG allows");
    assert_eq!(what(&header(&|data| data[8] = 3)), "IHDR", "three bits");
    assert_eq!(what(&header(&|data| data[9] = 5)), "IHDR", "no such colour type");
    assert_eq!(what(&header(&|data| data[12] = 2)), "IHDR", "no such interlace");
    assert_eq!(what(&header(&|data| data[9] = 3)), "PLTE", "indexes without a palette");
    let mut sum = bytes.clone();
    sum[30] ^= 1;
    assert_eq!(what(&sum), "IHDR");
    assert_eq!(meaning(&after_header(&bytes, 8, &chunk(b"CgBI", &[0; 4]))), Meaning::IphonePng);
    assert_eq!(what(&after_header(&bytes, 8, &chunk(b"tEXt", b"a\0b"))), "IHDR");
    assert_eq!(what(&after_header(&bytes, 33, &bytes[8..33])), "IHDR", "two headers");
    assert_eq!(what(&after_header(&bytes, 33, &chunk(b"IEND", b""))), "IDAT");
    assert_eq!(what(&after_header(&bytes, 33, &chunk(b"a\0bc", b""))), "chunk");
    // A line end that a transfer as text has changed.
    assert_eq!(what(&bytes.iter().copied().filter(|byte| *byte != b'\r').collect::<Vec<_>>()), "signature");
    assert_eq!(meaning(&bytes[..20]), Meaning::Truncated);
}

#[test]
fn jpeg_segments_with_fill_bytes_profiles_and_an_orientation() {
    let bytes = jpeg(64, 48);
    let with = |more: Vec<u8>| facts(&after_header(&bytes, 2, &more)).unwrap();
    let app1 = |orientation| jpeg_segment(0xe1, &[b"Exif\0\0", &exif(orientation)[..]].concat());
    assert_eq!(with(app1(8)).orientation, 8);
    assert_eq!(with(app1(9)).orientation, 1);
    assert!(with(jpeg_segment(0xe2, b"ICC_PROFILE\0\x01\x01")).profile);
    assert_eq!(with(vec![0xff; 7]).width, 64, "FF before a marker is legal filling");
    // A thumbnail inside a segment has markers of its own.
    assert_eq!(with(jpeg_segment(0xe1, &jpeg(8, 8))).width, 64);
    assert_eq!(what(&after_header(&bytes, 2, b"\xff\xd8")), "marker");
    assert_eq!(what(&after_header(&bytes, 2, b"\xff\xe0\0\x01")), "segment");
    assert_eq!(what(&after_header(&bytes, 2, b"\xff\xd9")), "frame");
    assert_eq!(what(&after_header(&bytes, 2, &jpeg_segment(0xda, &[0; 8]))), "frame");
    let frame = jpeg_segment(0xc2, &[8, 0, 9, 0, 9, 1, 0, 0, 0]);
    assert_eq!(what(&after_header(&bytes, 2, &frame)), "frame", "a second frame");
    assert_eq!(what(&after_header(&bytes, 2, b"\0")), "NotAnImage");
}

#[test]
fn the_strict_decode_sees_what_a_walk_cannot() {
    let bytes = png(40, 30);
    let at = bytes.windows(4).position(|four| four == b"IDAT").unwrap();
    let len = u32::from_be_bytes(bytes[at - 4..at].try_into().unwrap()) as usize;
    let mut flipped = bytes.clone();
    flipped[at + 10] ^= 0x40;
    assert!(facts(&flipped).unwrap().complete);
    assert_eq!(verified(&flipped).unwrap_err().problem().code, "image.file.unreadable");

    // A right chunk checksum over a wrong Adler-32 at the end of the deflated pixels.
    let mut data = bytes[at + 4..at + 4 + len].to_vec();
    data[len - 1] ^= 1;
    let bent = [&bytes[..at - 4], &chunk(b"IDAT", &data), &bytes[at + 8 + len..]].concat();
    assert!(facts(&bent).is_ok() && verified(&bent).is_err());

    // An ancillary chunk with a wrong checksum, which decoders skip by default.
    let mut text = chunk(b"tEXt", b"Title\0x");
    *text.last_mut().unwrap() ^= 1;
    assert!(verified(&after_header(&bytes, 33, &text)).is_err());
}

#[test]
fn a_bomb_is_refused_from_its_header() {
    let mut data = Vec::from(20_000_u32.to_be_bytes());
    data.extend(20_000_u32.to_be_bytes());
    data.extend([1, 0, 0, 0, 0]);
    let bomb =
        [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &data), chunk(b"IDAT", b""), chunk(b"IEND", b"")]
            .concat();
    let (_folder, path) = saved(&bomb);
    let expected = Meaning::TooBig { what: "pixels", found: 20_000, limit: 16_384 };
    assert_eq!(verify(&path).unwrap_err().meaning, expected);
    assert_eq!(thumbnail(&path, 160).unwrap_err().meaning, expected);
}

#[test]
fn thumbnails_are_small_upright_and_ours() {
    let (_folder, path) =
        saved(&after_header(&jpeg(640, 320), 2, &jpeg_segment(0xe1, &[b"Exif\0\0", &exif(6)[..]].concat())));
    let thumb = thumbnail(&path, 160).unwrap();
    let upright = ::image::load_from_memory_with_format(&thumb, Codec::Png).unwrap().into_rgb8();
    assert_eq!(upright.dimensions(), (80, 160));
    // Turned clockwise: what was left is now on top.
    let (top, bottom) = (upright.get_pixel(40, 10).0, upright.get_pixel(40, 150).0);
    assert!(top[0] > 180 && top[2] < 60 && bottom[2] > 180 && bottom[0] < 60, "{top:?} {bottom:?}");
    assert!(!facts(&thumb).unwrap().alpha);

    let (_folder, path) = saved(&png(40, 30));
    let same = facts(&thumbnail(&path, 960).unwrap()).unwrap();
    assert_eq!((same.width, same.height), (40, 30), "never enlarged");
    let (_folder, path) = saved(&png(40, 30)[..60]);
    assert!(thumbnail(&path, 160).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(600), ..ProptestConfig::default() })]

    /// Whatever is done to a picture, walking it ends with facts or a fault, soon and without a panic; and what the walk
    /// calls whole and the strict decode accepts has the size that the decoder sees.
    #[test]
    fn mutated_pictures_end(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        cut in prop::option::of(any::<prop::sample::Index>()),
        which in 0_usize..5,
    ) {
        let codec = [Codec::Png, Codec::Jpeg, Codec::Gif, Codec::WebP, Codec::Bmp][which];
        let mut bytes = encoded(&halves(19, 11), codec);
        for (at, byte) in changes {
            // Headers are where it hurts: half of the changes fall into the first sixty bytes.
            let at = at.index(if byte & 1 == 0 { bytes.len() } else { bytes.len().min(60) });
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(facts) = verified(&bytes) {
            let decoded = ::image::load_from_memory(&bytes);
            if let Ok(decoded) = decoded {
                prop_assert_eq!((facts.width, facts.height), (decoded.width(), decoded.height()));
            }
        }
    }
}
