//! Videos made from nothing: a whole MP4 of ISO/IEC 14496-12 as far as headers go, with noise for pictures.

/// An MP4 of `seconds`, 1920 × 1080, H.264 and AAC by its headers; `bytes` of noise stand where the pictures would.
pub fn make_mp4(seconds: u32, bytes: usize) -> Vec<u8> {
    let ftyp = boxed(b"ftyp", &[b"mp42\0\0\0\0mp42isom".to_vec()]);
    let mvhd = boxed(b"mvhd", &[words(&[0, 0, 0, 1000, seconds * 1000, 0x0001_0000]), vec![0; 76]]);
    let picture = track(b"vide", b"avc1", (1920, 1080));
    let sound = track(b"soun", b"mp4a", (0, 0));
    let moov = boxed(b"moov", &[mvhd, picture, sound]);
    let noise: Vec<u8> = (0..bytes as u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    [ftyp, moov, boxed(b"mdat", &[noise])].concat()
}

fn track(handler: &[u8; 4], codec: &[u8; 4], (width, height): (u16, u16)) -> Vec<u8> {
    let shown = words(&[u32::from(width) << 16, u32::from(height) << 16]);
    let matrix = words(&[0x0001_0000, 0, 0, 0, 0x0001_0000, 0, 0, 0, 0x4000_0000]);
    let tkhd = boxed(b"tkhd", &[words(&[7, 0, 0, 1, 0, 0, 0, 0, 0, 0]), matrix, shown]);
    let hdlr = boxed(b"hdlr", &[words(&[0, 0]), handler.to_vec(), vec![0; 13]]);
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let entry = boxed(codec, &[vec![0; 24], size, vec![0; 50]]);
    let stsd = boxed(b"stsd", &[words(&[0, 1]), entry]);
    let minf = boxed(b"minf", &[boxed(b"stbl", &[stsd])]);
    boxed(b"trak", &[tkhd, boxed(b"mdia", &[hdlr, minf])])
}

fn boxed(kind: &[u8; 4], parts: &[Vec<u8>]) -> Vec<u8> {
    let body = parts.concat();
    [&(body.len() as u32 + 8).to_be_bytes()[..], kind, &body].concat()
}

fn words(values: &[u32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}
