//! The two manifests of Windows packages, as far as the service's answers need them. Names are compared without
//! their namespace prefix.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

#[derive(Debug, Default)]
pub struct Identity {
    pub name: String,
    pub publisher: String,
    pub version: String,
}

#[derive(Debug, Default)]
pub struct Manifest {
    pub identity: Identity,
    pub architecture: String,
    pub display_name: String,
    pub languages: Vec<String>,
    pub capabilities: Vec<String>,
    /// Name and lowest version.
    pub families: Vec<(String, String)>,
}

#[derive(Debug, Default)]
pub struct Bundle {
    pub identity: Identity,
    /// File name and architecture of each application package.
    pub applications: Vec<(String, String)>,
    pub languages: Vec<String>,
}

/// UTF-8 or UTF-16 with a mark.
pub fn decoded(bytes: Vec<u8>) -> Result<String, String> {
    let utf16 = |read: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| read([pair[0], pair[1]])).collect();
        String::from_utf16(&units).map_err(|_| "its manifest is not text".to_owned())
    };
    match bytes.as_slice() {
        [0xff, 0xfe, ..] => utf16(u16::from_le_bytes),
        [0xfe, 0xff, ..] => utf16(u16::from_be_bytes),
        _ => String::from_utf8(bytes).map_err(|_| "its manifest is not text".to_owned()),
    }
}

/// Reads `AppxManifest.xml`.
pub fn package(xml: &str) -> Result<Manifest, String> {
    let mut found = Manifest::default();
    let mut path: Vec<String> = Vec::new();
    walk(xml, &mut path, |path, tag, text| {
        let at: Vec<&str> = path.iter().map(String::as_str).collect();
        match (at.as_slice(), tag) {
            (["Package", "Identity"], Some(tag)) => {
                found.identity = identity(tag);
                found.architecture =
                    attribute(tag, "ProcessorArchitecture").unwrap_or_else(|| "neutral".into());
            }
            (["Package", "Resources", "Resource"], Some(tag)) => {
                found.languages.extend(attribute(tag, "Language"));
            }
            (["Package", "Capabilities", _], Some(tag)) => found.capabilities.extend(attribute(tag, "Name")),
            (["Package", "Dependencies", "TargetDeviceFamily"], Some(tag)) => {
                if let Some(name) = attribute(tag, "Name") {
                    found.families.push((name, attribute(tag, "MinVersion").unwrap_or_default()));
                }
            }
            (["Package", "Properties", "DisplayName"], None) => found.display_name.push_str(text.trim()),
            _ => {}
        }
    })?;
    complete(&found.identity)?;
    Ok(found)
}

/// Reads `AppxBundleManifest.xml`.
pub fn bundle(xml: &str) -> Result<Bundle, String> {
    let mut found = Bundle::default();
    let mut path: Vec<String> = Vec::new();
    walk(xml, &mut path, |path, tag, _| {
        let at: Vec<&str> = path.iter().map(String::as_str).collect();
        match (at.as_slice(), tag) {
            (["Bundle", "Identity"], Some(tag)) => found.identity = identity(tag),
            // Without a type it is a resource package.
            (["Bundle", "Packages", "Package"], Some(tag)) => {
                if attribute(tag, "Type").is_some_and(|kind| kind == "application")
                    && let Some(file) = attribute(tag, "FileName")
                {
                    found
                        .applications
                        .push((file, attribute(tag, "Architecture").unwrap_or_else(|| "neutral".into())));
                }
            }
            (["Bundle", "Packages", "Package", "Resources", "Resource"], Some(tag)) => {
                found.languages.extend(attribute(tag, "Language"));
            }
            _ => {}
        }
    })?;
    complete(&found.identity)?;
    Ok(found)
}

/// Calls `see` for each element (with its tag) and each text (without).
fn walk(
    xml: &str,
    path: &mut Vec<String>,
    mut see: impl FnMut(&[String], Option<&BytesStart<'_>>, &str),
) -> Result<(), String> {
    let wrong = |_| "its manifest is not well-formed XML".to_owned();
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    loop {
        match reader.read_event().map_err(wrong)? {
            Event::Start(tag) => {
                path.push(tag.local_name().as_ref().to_owned());
                see(path, Some(&tag), "");
            }
            Event::Empty(tag) => {
                path.push(tag.local_name().as_ref().to_owned());
                see(path, Some(&tag), "");
                path.pop();
            }
            Event::End(_) => drop(path.pop()),
            Event::Text(text) => see(path, None, &text),
            Event::Eof => break,
            _ => {}
        }
    }
    if path.is_empty() { Ok(()) } else { Err("its manifest is not well-formed XML".to_owned()) }
}

fn identity(tag: &BytesStart<'_>) -> Identity {
    let value = |name| attribute(tag, name).unwrap_or_default();
    Identity { name: value("Name"), publisher: value("Publisher"), version: value("Version") }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn complete(identity: &Identity) -> Result<(), String> {
    if identity.name.is_empty() || identity.publisher.is_empty() || identity.version.is_empty() {
        return Err("its manifest has no complete Identity".to_owned());
    }
    Ok(())
}
