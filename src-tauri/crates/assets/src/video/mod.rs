//! Videos: what the headers of an MP4 or MOV file say about size, length and formats.
//!
//! A film may be two gigabytes, so nothing of it is read but the boxes that describe it: the pictures (`mdat`) are seeked
//! over, wherever the index (`moov`) stands. Own code because the crates that read these files build the whole index in
//! memory and trust its counts. Layouts: ISO/IEC 14496-12 (boxes), QuickTime File Format (Apple; the same boxes, older).
//! Not here: decoding a frame, captions, other containers, and what the Store thinks of a video (`rules`).

mod boxes;
#[cfg(test)]
mod tests;

use std::io::{Read, Seek};

use vitrine_domain::facts::{VideoContainer, VideoFacts};

use crate::{Meaning, ReadFault};
use boxes::{Boxes, Place, corrupted, four};

/// A length that no film has: a header that says more is not believed.
const LONGEST_MS: u64 = 366 * 24 * 3_600_000;

/// Facts of a film of `len` bytes; `source` stands at its start.
///
/// # Errors
/// `NotAVideo` when no picture is inside, `Truncated` when the file ends before what its headers announce, `TooBig` beyond
/// the number of boxes that a film needs, or the box that cannot be believed.
pub fn read_from(source: impl Read + Seek, len: u64) -> Result<VideoFacts, ReadFault> {
    let mut boxes = Boxes::new(source, len);
    let (file, mut at) = (boxes.file(), 0);
    let mut brand = None;
    let mut pictures = false;
    let mut film: Option<(Film, bool)> = None;
    while let Some(found) = boxes.at(at, file)? {
        match &found.kind {
            b"ftyp" if brand.is_none() => brand = Some(boxes.bytes::<4>(found, 0)?),
            b"mdat" => pictures = true,
            b"moov" if film.is_none() => film = Some((Film::read(&mut boxes, found)?, !pictures)),
            _ => {}
        }
        at = found.end;
    }
    // A file without an index was not closed by what wrote it, one without pictures was cut or points elsewhere for them.
    let (film, starts_fast) =
        film.filter(|_| pictures).ok_or_else(|| ReadFault::video(Meaning::Truncated))?;
    // Files of the first QuickTime have no brand.
    let container = match brand {
        None | Some([b'q', b't', b' ', b' ']) => VideoContainer::Mov,
        Some(_) => VideoContainer::Mp4,
    };
    film.facts(container, starts_fast, len)
}

/// What `moov` says.
#[derive(Default)]
struct Film {
    duration_ms: u64,
    tracks: Vec<Track>,
}

/// What `trak` says.
#[derive(Default)]
struct Track {
    /// `vide`, `soun`, or something that is neither seen nor heard.
    handler: [u8; 4],
    codec: [u8; 4],
    /// As the description of the pictures has it.
    stored: (u32, u32),
    /// As the track is to be shown: what is left when the description says nothing.
    shown: (u32, u32),
    turned: bool,
    duration_ms: u64,
    edited: bool,
}

impl Film {
    fn read<R: Read + Seek>(boxes: &mut Boxes<R>, moov: Place) -> Result<Self, ReadFault> {
        let mut film = Self::default();
        let mut at = moov.body;
        while let Some(found) = boxes.at(at, moov)? {
            match &found.kind {
                b"mvhd" => film.duration_ms = duration(boxes, found)?,
                b"trak" => film.tracks.push(Track::read(boxes, found)?),
                // A film in fragments says its length here, in units of the film.
                b"mvex" if film.duration_ms == 0 => film.duration_ms = fragments(boxes, moov, found)?,
                // A compressed index, out of use for decades; nobody's encoder writes it.
                b"cmov" => return Err(corrupted("cmov")),
                _ => {}
            }
            at = found.end;
        }
        Ok(film)
    }

    fn facts(
        self,
        container: VideoContainer,
        starts_fast: bool,
        bytes: u64,
    ) -> Result<VideoFacts, ReadFault> {
        let of = |handler: &[u8; 4]| self.tracks.iter().find(|track| track.handler == *handler);
        let picture = of(b"vide").ok_or_else(|| ReadFault::video(Meaning::NotAVideo))?;
        let size = if picture.stored == (0, 0) { picture.shown } else { picture.stored };
        let (width, height) = if picture.turned { (size.1, size.0) } else { size };
        let longest = self.tracks.iter().map(|track| track.duration_ms).max().unwrap_or_default();
        Ok(VideoFacts {
            container,
            width,
            height,
            duration_ms: if self.duration_ms == 0 { longest } else { self.duration_ms },
            video_codec: four(picture.codec),
            audio: of(b"soun").map(|track| four(track.codec)),
            starts_fast,
            edit_list: self.tracks.iter().any(|track| track.edited),
            bytes,
        })
    }
}

impl Track {
    fn read<R: Read + Seek>(boxes: &mut Boxes<R>, trak: Place) -> Result<Self, ReadFault> {
        let mut track = Self::default();
        let mut at = trak.body;
        while let Some(found) = boxes.at(at, trak)? {
            match &found.kind {
                b"tkhd" => track.header(boxes, found)?,
                b"edts" => {
                    if let Some(list) = inside(boxes, found, b"elst")? {
                        track.edited = is_edited(boxes, list)?;
                    }
                }
                b"mdia" => track.media(boxes, found)?,
                _ => {}
            }
            at = found.end;
        }
        Ok(track)
    }

    fn header<R: Read + Seek>(&mut self, boxes: &mut Boxes<R>, tkhd: Place) -> Result<(), ReadFault> {
        // Behind the times, which are longer in version 1, and 16 bytes of layer and volume.
        let matrix = if is_long(boxes, tkhd)? { 52 } else { 40 };
        let (a, b) = (boxes.u32(tkhd, matrix)?, boxes.u32(tkhd, matrix + 4)?);
        self.turned = a == 0 && b != 0;
        // 16.16 fixed point.
        self.shown = (boxes.u32(tkhd, matrix + 36)? >> 16, boxes.u32(tkhd, matrix + 40)? >> 16);
        Ok(())
    }

    fn media<R: Read + Seek>(&mut self, boxes: &mut Boxes<R>, mdia: Place) -> Result<(), ReadFault> {
        let mut at = mdia.body;
        while let Some(found) = boxes.at(at, mdia)? {
            match &found.kind {
                b"mdhd" => self.duration_ms = duration(boxes, found)?,
                b"hdlr" => self.handler = boxes.bytes(found, 8)?,
                b"minf" => {
                    if let Some(stbl) = inside(boxes, found, b"stbl")?
                        && let Some(stsd) = inside(boxes, stbl, b"stsd")?
                    {
                        self.description(boxes, stsd)?;
                    }
                }
                _ => {}
            }
            at = found.end;
        }
        Ok(())
    }

    /// The first description; a second one is for other parts of the same track.
    fn description<R: Read + Seek>(&mut self, boxes: &mut Boxes<R>, stsd: Place) -> Result<(), ReadFault> {
        let Some(entry) = boxes.at(stsd.body + 8, stsd)? else { return Ok(()) };
        self.codec = entry.kind;
        // Descriptions of sound are as long and hold something else there; only pictures are asked for their size.
        if entry.end - entry.body >= 28 {
            let [w0, w1, h0, h1] = boxes.bytes::<4>(entry, 24)?;
            self.stored = (u32::from(u16::from_be_bytes([w0, w1])), u32::from(u16::from_be_bytes([h0, h1])));
        }
        Ok(())
    }
}

/// The first box of a kind.
fn inside<R: Read + Seek>(
    boxes: &mut Boxes<R>,
    holder: Place,
    kind: &[u8; 4],
) -> Result<Option<Place>, ReadFault> {
    let mut at = holder.body;
    while let Some(found) = boxes.at(at, holder)? {
        if found.kind == *kind {
            return Ok(Some(found));
        }
        at = found.end;
    }
    Ok(None)
}

/// Version 1 of a box has times of 64 bits.
fn is_long<R: Read + Seek>(boxes: &mut Boxes<R>, of: Place) -> Result<bool, ReadFault> {
    Ok(boxes.bytes::<1>(of, 0)? == [1])
}

/// Milliseconds from `mvhd` or `mdhd`, which begin alike; 0 when they do not tell.
fn duration<R: Read + Seek>(boxes: &mut Boxes<R>, of: Place) -> Result<u64, ReadFault> {
    if is_long(boxes, of)? {
        let units = boxes.u64(of, 24)?;
        Ok(milliseconds(units, boxes.u32(of, 20)?))
    } else {
        let units = boxes.u32(of, 16)?;
        // All ones mean unknown.
        Ok(if units == u32::MAX { 0 } else { milliseconds(u64::from(units), boxes.u32(of, 12)?) })
    }
}

fn fragments<R: Read + Seek>(boxes: &mut Boxes<R>, moov: Place, mvex: Place) -> Result<u64, ReadFault> {
    let (Some(mehd), Some(mvhd)) = (inside(boxes, mvex, b"mehd")?, inside(boxes, moov, b"mvhd")?) else {
        return Ok(0);
    };
    let scale = if is_long(boxes, mvhd)? { boxes.u32(mvhd, 20)? } else { boxes.u32(mvhd, 12)? };
    let units = if is_long(boxes, mehd)? { boxes.u64(mehd, 4)? } else { u64::from(boxes.u32(mehd, 4)?) };
    Ok(milliseconds(units, scale))
}

fn milliseconds(units: u64, per_second: u32) -> u64 {
    let exact = u128::from(units) * 1000 / u128::from(per_second.max(1));
    u64::try_from(exact).ok().filter(|ms| per_second > 0 && *ms <= LONGEST_MS).unwrap_or_default()
}

/// One entry that begins at the beginning is the list that encoders write without meaning anything by it.
fn is_edited<R: Read + Seek>(boxes: &mut Boxes<R>, elst: Place) -> Result<bool, ReadFault> {
    Ok(match boxes.u32(elst, 4)? {
        0 => false,
        1 if is_long(boxes, elst)? => boxes.u64(elst, 16)? != 0,
        1 => boxes.u32(elst, 12)? != 0,
        _ => true,
    })
}
