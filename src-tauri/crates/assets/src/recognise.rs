//! What a file is, by its content and never by its name. A name only sharpens a fault: `app.msix` that holds a web page is
//! not a package, while `notes.txt` that holds one is text.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use vitrine_domain::facts::FileFacts;

use crate::package::is_package_name;
use crate::{About, Meaning, ReadFault, image, package, video};

/// The words of [`FileFacts::Other`]; the catalogues have a sentence for each.
pub const OTHER: [&str; 10] = ["3gp", "avi", "heif", "html", "matroska", "pdf", "svg", "text", "wmv", "zip"];

const START: u64 = 4096;

/// Reads enough of the file to say what it is, and its facts when Vitrine uses such files.
///
/// # Errors
/// When the file cannot be opened, is empty, or is of a kind that Vitrine reads and is damaged.
pub fn facts(path: &Path) -> Result<FileFacts, ReadFault> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let about = expected(name);
    let failed = |error: std::io::Error| ReadFault::from_io(about, &error);
    let metadata = std::fs::metadata(path).map_err(failed)?;
    if !metadata.is_file() {
        return Err(ReadFault::new(about, Meaning::NotAFile));
    }
    let mut file = File::open(path).map_err(failed)?;
    let mut start = Vec::new();
    file.by_ref().take(START).read_to_end(&mut start).map_err(failed)?;
    file.seek(SeekFrom::Start(0)).map_err(failed)?;
    if start.is_empty() {
        return Err(ReadFault::new(about, Meaning::Empty));
    }
    if image::sniff(&start).is_some() {
        return image::read_from(file, metadata.len()).map(FileFacts::Image);
    }
    if is_encrypted(&start) {
        return Err(ReadFault::package(Meaning::Encrypted));
    }
    if is_zip(&start) {
        let source = std::io::BufReader::new(file);
        return Ok(match package::read_from(source, metadata.len(), name)? {
            Some(facts) => FileFacts::Package(Box::new(facts)),
            None => FileFacts::Other { what: "zip".to_owned() },
        });
    }
    let film = media(&start);
    if film == Some(FILM) {
        return video::read_from(file, metadata.len()).map(FileFacts::Video);
    }
    match about {
        About::Package => return Err(ReadFault::package(Meaning::NotAPackage)),
        About::Image => return Err(ReadFault::image(Meaning::NotAnImage)),
        About::Video if film.is_none() => return Err(ReadFault::video(Meaning::NotAVideo)),
        About::Video | About::File => {}
    }
    let whole = start.len() as u64 == metadata.len();
    let what = film.or_else(|| document(&start, whole));
    Ok(what.map_or(FileFacts::Unknown, |what| FileFacts::Other { what: what.to_owned() }))
}

fn expected(name: &str) -> About {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref().unwrap_or_default() {
        _ if is_package_name(name) => About::Package,
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "bmp" => About::Image,
        "mp4" | "m4v" | "mov" => About::Video,
        _ => About::File,
    }
}

fn is_zip(start: &[u8]) -> bool {
    [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"].iter().any(|signature| start.starts_with(*signature))
}

/// The packages that the Store hands to devices: `.eappx`, `.emsix` and their bundles. The signatures are those that public
/// analyses of the format name (package, package without signature, bundle).
fn is_encrypted(start: &[u8]) -> bool {
    [b"EXPH", b"EXSH", b"EXBH"].iter().any(|signature| start.starts_with(*signature))
}

/// The kinds of media that are read as films.
const FILM: &str = "film";

/// ISO base media files name their brand at the start; QuickTime before 2000 has none and begins with one of its atoms. The
/// others are told by the signatures of RFC 9559 (Matroska, WebM), RIFF and the header object of ASF.
fn media(start: &[u8]) -> Option<&'static str> {
    const ASF: &[u8] = b"\x30\x26\xb2\x75\x8e\x66\xcf\x11";
    match (start.get(4..8)?, start.get(8..12).unwrap_or_default()) {
        (b"ftyp", b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1" | b"avif" | b"avis") => Some("heif"),
        (b"ftyp", [b'3', b'g', ..]) => Some("3gp"),
        (b"ftyp" | b"moov" | b"mdat" | b"wide", _) => Some(FILM),
        (_, b"AVI ") if start.starts_with(b"RIFF") => Some("avi"),
        _ if start.starts_with(b"\x1a\x45\xdf\xa3") => Some("matroska"),
        _ if start.starts_with(ASF) => Some("wmv"),
        _ => None,
    }
}

fn document(start: &[u8], whole: bool) -> Option<&'static str> {
    // Readers accept a PDF header within the first kibibyte (ISO 32000-1, annex H).
    if start[..start.len().min(1024)].windows(5).any(|five| five == b"%PDF-") {
        return Some("pdf");
    }
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let text = match std::str::from_utf8(start) {
        Ok(text) => text,
        // The last character may be cut where we stopped reading.
        Err(error) if !whole && error.error_len().is_none() => {
            std::str::from_utf8(&start[..error.valid_up_to()]).ok()?
        }
        Err(_) => return None,
    };
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')) {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let has = |tag: &str| lower.contains(tag);
    Some(match lower.trim_start().starts_with('<') {
        true if has("<!doctype html") || has("<html") => "html",
        true if has("<svg") => "svg",
        _ => "text",
    })
}

#[cfg(test)]
mod tests {
    use super::{OTHER, facts};
    use crate::ReadFault;
    use vitrine_domain::facts::FileFacts;

    fn of(name: &str, content: &[u8]) -> Result<FileFacts, ReadFault> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        facts(&path)
    }

    fn other(name: &str, content: &[u8]) -> String {
        match of(name, content) {
            Ok(FileFacts::Other { what }) => what,
            found => panic!("{name}: {found:?}"),
        }
    }

    fn code(name: &str, content: &[u8]) -> String {
        of(name, content).unwrap_err().problem().code
    }

    #[test]
    fn tells_kinds_apart_by_content() {
        let cut = ["é".repeat(2047), "xé".to_owned()].concat();
        let seen = [
            other("a.bin", b"%PDF-1.7\n"),
            other("a.bin", b"\0\0\0\x18ftyp3gp5\0\0\0\0"),
            other("a.mp4", b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81"),
            other("a.bin", b"RIFF\0\0\0\0AVI LIST"),
            other("a.bin", b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9"),
            other("a.bin", b"\0\0\0\x18ftypheic\0\0\0\0"),
            other("a.txt", b"<!-- c --><SVG xmlns='http://www.w3.org/2000/svg'/>"),
            other("a.svg", b"  <!DOCTYPE html><svg>"),
            other("a.md", "naïve".as_bytes()),
            other("a.md", cut.as_bytes()),
            other("a.docx", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
        ];
        assert_eq!(
            seen,
            ["pdf", "3gp", "matroska", "avi", "wmv", "heif", "svg", "html", "text", "text", "zip"]
        );
        assert!(seen.iter().all(|what| OTHER.contains(&what.as_str())));
        assert_eq!(of("a.bin", b"\x01\x02\x03"), Ok(FileFacts::Unknown));
        assert_eq!(of("a.txt", b"caf\xe9"), Ok(FileFacts::Unknown));
    }

    #[test]
    fn a_film_is_one_under_any_name() {
        assert_eq!(code("a.bin", b"\0\0\0\x10ftypisom\0\0\0\0"), "video.file.incomplete");
        assert_eq!(code("a.png", b"\0\0\0\x10ftypqt  \0\0\0\0"), "video.file.incomplete");
        assert_eq!(code("a.msix", b"\0\0\0\x08wide\0\0\0\x08mdat"), "video.file.incomplete");
    }

    #[test]
    fn a_name_that_promises_more_sharpens_the_fault() {
        assert_eq!(code("a.msix", b""), "file.empty");
        assert_eq!(code("a.appxbundle", b"1234"), "package.file.notapackage");
        assert_eq!(code("a.jpg", b"<html>"), "image.file.notanimage");
        assert_eq!(code("a.mov", b"<html>"), "video.file.notavideo");
        assert_eq!(code("a.MP4", b""), "file.empty");
        assert_eq!(code("a.txt", b"EXPH\0\0"), "package.file.encrypted");
        assert_eq!(code("a.emsix", b"EXBH\0\0"), "package.file.encrypted");
        assert_eq!(code("a.msix", b"PK\x03\x04 and no more"), "package.file.incomplete");
        assert_eq!(
            code("a.msix", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
            "package.file.manifest"
        );
        assert_eq!(
            facts(std::path::Path::new("/nowhere/a.msix")).unwrap_err().problem().code,
            "file.missing"
        );
        assert_eq!(facts(&std::env::temp_dir()).unwrap_err().problem().code, "file.unreadable");
    }
}
