//! Films made here box by box, bent in one place each; a film of five gigabytes of which hardly anything is read; noise
//! (`PROPTEST_CASES` lengthens it).

use std::io::{Cursor, Read, Seek, SeekFrom};

use proptest::prelude::*;
use vitrine_domain::facts::{VideoContainer, VideoFacts};

use super::{LONGEST_MS, read_from};
use crate::{Meaning, ReadFault};

fn facts(bytes: &[u8]) -> Result<VideoFacts, ReadFault> {
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

fn boxed(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&(body.len() as u32 + 8).to_be_bytes()[..], kind, body].concat()
}

fn words(values: &[u32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}

fn ftyp(brand: &[u8; 4]) -> Vec<u8> {
    boxed(b"ftyp", &[brand, &[0, 0, 2, 0][..], b"isom"].concat())
}

/// `mvhd` and `mdhd` begin alike: version and flags, two times, units a second, units.
fn times(kind: &[u8; 4], per_second: u32, units: u32) -> Vec<u8> {
    boxed(kind, &words(&[0, 1, 2, per_second, units, 0, 0]))
}

fn long_times(kind: &[u8; 4], per_second: u32, units: u64) -> Vec<u8> {
    let mut body = words(&[0x0100_0000, 0, 1, 0, 2, per_second]);
    body.extend(units.to_be_bytes());
    boxed(kind, &body)
}

const STRAIGHT: [u32; 2] = [0x0001_0000, 0];
const TURNED: [u32; 2] = [0, 0x0001_0000];

fn tkhd([a, b]: [u32; 2], width: u32, height: u32) -> Vec<u8> {
    let mut body = words(&[7, 1, 2, 1, 0, 9_000, 0, 0, 0, 0]);
    body.extend(words(&[a, b, 0, 0, 0x0001_0000, 0, 0, 0, 0x4000_0000, width << 16, height << 16]));
    boxed(b"tkhd", &body)
}

fn hdlr(handler: &[u8; 4]) -> Vec<u8> {
    boxed(b"hdlr", &[&words(&[0, 0])[..], handler, &words(&[0, 0, 0])].concat())
}

fn stsd(codec: &[u8; 4], width: u16, height: u16) -> Vec<u8> {
    let mut entry = vec![0; 24];
    entry.extend(width.to_be_bytes());
    entry.extend(height.to_be_bytes());
    entry.extend([0; 50]);
    let entry = boxed(codec, &entry);
    boxed(b"stsd", &[words(&[0, 1]), entry].concat())
}

fn media(handler: &[u8; 4], stsd: &[u8]) -> Vec<u8> {
    let stbl = boxed(b"stbl", &[stsd, &boxed(b"stts", &words(&[0, 0]))].concat());
    let minf = boxed(b"minf", &[boxed(b"vmhd", &words(&[1, 0, 0])), stbl].concat());
    boxed(b"mdia", &[times(b"mdhd", 30, 300), hdlr(handler), minf].concat())
}

fn picture() -> Vec<u8> {
    boxed(b"trak", &[tkhd(STRAIGHT, 1920, 1080), media(b"vide", &stsd(b"avc1", 1920, 1080))].concat())
}

fn sound() -> Vec<u8> {
    boxed(b"trak", &[tkhd(STRAIGHT, 0, 0), media(b"soun", &stsd(b"mp4a", 2, 16))].concat())
}

fn moov(parts: &[Vec<u8>]) -> Vec<u8> {
    boxed(b"moov", &parts.concat())
}

fn film(moov: Vec<u8>) -> Vec<u8> {
    [ftyp(b"mp42"), moov, boxed(b"mdat", &[7; 300])].concat()
}

fn plain() -> Vec<u8> {
    film(moov(&[times(b"mvhd", 600, 25_500), picture(), sound()]))
}

#[test]
fn a_film_tells_its_facts() {
    let bytes = plain();
    let expected = VideoFacts {
        container: VideoContainer::Mp4,
        width: 1920,
        height: 1080,
        duration_ms: 42_500,
        video_codec: "avc1".into(),
        audio: Some("mp4a".into()),
        starts_fast: true,
        edit_list: false,
        bytes: bytes.len() as u64,
    };
    assert_eq!(facts(&bytes), Ok(expected.clone()));
    // QuickTime: with its brand, or older than brands; the index behind the pictures, no sound.
    for start in [ftyp(b"qt  "), boxed(b"wide", &[])] {
        let index = moov(&[times(b"mvhd", 600, 25_500), picture()]);
        let bytes = [start, boxed(b"mdat", &[0; 64]), index].concat();
        let told = facts(&bytes).unwrap();
        assert_eq!((told.container, told.audio, told.starts_fast), (VideoContainer::Mov, None, false));
    }
}

#[test]
fn size_comes_from_the_pictures_and_turns_with_the_track() {
    let size = |matrix, shown: (u32, u32), stored: (u16, u16)| {
        let media = media(b"vide", &stsd(b"hvc1", stored.0, stored.1));
        let track = boxed(b"trak", &[tkhd(matrix, shown.0, shown.1), media].concat());
        let told = facts(&film(moov(&[times(b"mvhd", 600, 600), track]))).unwrap();
        (told.width, told.height)
    };
    assert_eq!(size(STRAIGHT, (1920, 1080), (1440, 1080)), (1440, 1080), "wide pixels are not many pixels");
    assert_eq!(size(TURNED, (1920, 1080), (1920, 1080)), (1080, 1920), "held upright");
    assert_eq!(size(STRAIGHT, (1280, 720), (0, 0)), (1280, 720), "no size with the pictures");
}

#[test]
fn length_is_found_where_it_stands() {
    let length = |parts: &[Vec<u8>]| facts(&film(moov(parts))).unwrap().duration_ms;
    assert_eq!(length(&[long_times(b"mvhd", 90_000, 90_000 * 3_600), picture()]), 3_600_000);
    // Nothing at the top: the tracks know (300 units of a thirtieth of a second).
    for untold in [0, u32::MAX] {
        assert_eq!(length(&[times(b"mvhd", 600, untold), picture()]), 10_000);
    }
    let fragmented = boxed(b"mvex", &boxed(b"mehd", &words(&[0, 1_200])));
    assert_eq!(length(&[times(b"mvhd", 600, 0), fragmented, picture()]), 2_000);
    // What cannot be is not believed.
    assert_eq!(length(&[long_times(b"mvhd", 1, u64::MAX), picture()]), 10_000);
    assert_eq!(length(&[times(b"mvhd", 0, 600), picture()]), 10_000);
}

#[test]
fn an_edit_list_is_told_when_it_edits() {
    let edited = |list: Vec<u8>| {
        let edits = boxed(b"edts", &boxed(b"elst", &list));
        let media = media(b"vide", &stsd(b"avc1", 1920, 1080));
        let track = boxed(b"trak", &[tkhd(STRAIGHT, 1920, 1080), edits, media].concat());
        facts(&film(moov(&[times(b"mvhd", 600, 600), track]))).unwrap().edit_list
    };
    assert!(!edited(words(&[0, 0])));
    assert!(!edited(words(&[0, 1, 600, 0, 0x0001_0000])), "the whole film from its beginning");
    assert!(edited(words(&[0, 1, 600, 1024, 0x0001_0000])), "begins later");
    assert!(edited(words(&[0, 2, 100, u32::MAX, 0x0001_0000, 600, 0, 0x0001_0000])), "a pause first");
    assert!(!edited(words(&[0x0100_0000, 1, 0, 600, 0, 0, 0x0001_0000])));
    assert!(edited(words(&[0x0100_0000, 1, 0, 600, 0, 7, 0x0001_0000])));
}

#[test]
fn what_is_no_film_is_said() {
    assert_eq!(meaning(&film(moov(&[times(b"mvhd", 600, 600), sound()]))), Meaning::NotAVideo);
    assert_eq!(meaning(&film(moov(&[]))), Meaning::NotAVideo);
    assert_eq!(what(&film(moov(&[boxed(b"cmov", &[0; 20])]))), "cmov");
    assert_eq!(what(&film(moov(&[boxed(b"mvhd", &[0; 7])]))), "mvhd");
    let endless = [ftyp(b"isom"), words(&[7]), b"moov".to_vec(), vec![0; 40]].concat();
    assert_eq!(what(&endless), "box");
    // A box larger than what holds it.
    let mut grown = plain();
    let at = grown.windows(4).position(|four| four == b"trak").unwrap();
    grown[at - 4..at].copy_from_slice(&100_000_u32.to_be_bytes());
    assert_eq!(what(&grown), "box");
    let many = film(moov(&vec![boxed(b"free", &[]); 70_000]));
    assert!(matches!(meaning(&many), Meaning::TooBig { what: "boxes", .. }));
    let problem = ReadFault::video(Meaning::NotAVideo).problem();
    assert_eq!(problem.code, "video.file.notavideo");
}

#[test]
fn every_cut_is_noticed() {
    let (first, last) = (plain(), {
        let index = moov(&[times(b"mvhd", 600, 25_500), picture(), sound()]);
        [ftyp(b"isom"), boxed(b"mdat", &[7; 300]), index].concat()
    });
    for bytes in [first, last] {
        assert!(facts(&bytes).is_ok());
        for length in 0..bytes.len() {
            assert_eq!(meaning(&bytes[..length]), Meaning::Truncated, "{length} of {}", bytes.len());
        }
    }
}

/// A film with a hole of zeros where its pictures would be; counts what is read.
struct Hollow {
    head: Vec<u8>,
    hole: u64,
    tail: Vec<u8>,
    at: u64,
    read: u64,
}

impl Hollow {
    fn len(&self) -> u64 {
        self.head.len() as u64 + self.hole + self.tail.len() as u64
    }
}

impl Read for Hollow {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = into.len().min(usize::try_from(self.len().saturating_sub(self.at)).unwrap_or(usize::MAX));
        for (place, byte) in into[..count].iter_mut().enumerate() {
            let at = self.at + place as u64;
            let (head, tail) = (self.head.len() as u64, self.head.len() as u64 + self.hole);
            *byte = match at {
                at if at < head => self.head[at as usize],
                at if at < tail => 0,
                at => self.tail[(at - tail) as usize],
            };
        }
        self.at += count as u64;
        self.read += count as u64;
        Ok(count)
    }
}

impl Seek for Hollow {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(by) => self.len().saturating_add_signed(by),
            SeekFrom::Current(by) => self.at.saturating_add_signed(by),
        };
        Ok(self.at)
    }
}

#[test]
fn five_gigabytes_of_pictures_are_not_read() {
    let hole = 5_u64 << 30;
    // A size of 64 bits, as every film above 4 GiB has.
    let mdat = [&1_u32.to_be_bytes()[..], b"mdat", &(hole + 16).to_be_bytes()].concat();
    let mut source = Hollow {
        head: [ftyp(b"isom"), mdat].concat(),
        hole,
        tail: moov(&[times(b"mvhd", 600, 25_500), picture(), sound()]),
        at: 0,
        read: 0,
    };
    let len = source.len();
    let told = read_from(&mut source, len).unwrap();
    assert_eq!((told.duration_ms, told.bytes, told.starts_fast), (42_500, len, false));
    assert!(source.read < 64 << 10, "{} bytes were read", source.read);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is bent, the answer is a fact that can be shown or a fault, and it comes.
    #[test]
    fn nothing_in_a_file_hurts_the_reader(bends in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut bytes = plain();
        for (place, byte) in bends {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(told) = facts(&bytes) {
            prop_assert!(told.duration_ms <= LONGEST_MS);
            prop_assert!(told.video_codec.len() == 4 && told.video_codec.is_ascii());
        }
    }

    #[test]
    fn noise_is_no_film(noise in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = facts(&noise);
        let _ = facts(&[ftyp(b"isom"), noise].concat());
    }
}
