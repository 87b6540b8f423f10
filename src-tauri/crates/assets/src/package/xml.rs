//! A manifest as a small tree: namespaces resolved, attributes and text unescaped, everything bounded.
//!
//! No document type is accepted, so there is nothing to expand; manifests of any encoding that XML allows without a
//! declaration of another one are read (UTF-8, and UTF-16 with or without a byte order mark).

use std::borrow::Cow;
use std::rc::Rc;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use crate::{Meaning, ReadFault};

const DEPTH: usize = 64;
const ELEMENTS: u64 = 100_000;

#[derive(Debug, Default)]
pub(super) struct Element {
    /// The namespace, empty when there is none.
    pub space: Rc<str>,
    /// Without prefix.
    pub name: String,
    /// Those without a prefix; the others are decoration to us.
    attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    /// Directly inside, not that of children.
    text: String,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim())
    }

    /// Children of this name in any namespace: every form of the manifest moved them to another one.
    pub(super) fn named(&self, name: &'static str) -> impl Iterator<Item = &Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    pub(super) fn child(&self, name: &'static str) -> Option<&Element> {
        self.named(name).next()
    }

    /// The text of a child, trimmed; empty when there is none.
    pub(super) fn text_of(&self, name: &'static str) -> &str {
        self.child(name).map_or("", |child| child.text.trim())
    }
}

fn unreadable(why: &'static str) -> ReadFault {
    ReadFault::package(Meaning::ManifestUnreadable { why })
}
fn syntax<E>(_: E) -> ReadFault {
    unreadable("syntax")
}

/// Parses a whole document and gives its root.
pub(super) fn parse(bytes: &[u8]) -> Result<Element, ReadFault> {
    let text = decode(bytes)?;
    let mut reader = NsReader::from_str(&text);
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    let mut count = 0;
    let mut space: Rc<str> = Rc::from("");
    loop {
        let (resolved, event) = reader.read_resolved_event().map_err(syntax)?;
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                count += 1;
                if count > ELEMENTS || open.len() >= DEPTH {
                    let found = count.max(open.len() as u64);
                    return Err(ReadFault::package(Meaning::TooBig {
                        what: "manifest",
                        found,
                        limit: ELEMENTS,
                    }));
                }
                let found = match resolved {
                    ResolveResult::Bound(found) => found.0,
                    ResolveResult::Unbound => "",
                    ResolveResult::Unknown(_) => return Err(unreadable("syntax")),
                };
                if *space != *found {
                    space = Rc::from(found);
                }
                open.push(element(tag, Rc::clone(&space))?);
                if matches!(event, Event::Empty(_)) {
                    close(&mut open, &mut root)?;
                }
            }
            Event::End(_) => close(&mut open, &mut root)?,
            Event::Text(text) => push_text(&mut open, &text.xml10_content()),
            Event::CData(text) => push_text(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref().map_err(syntax)? {
                    Some(character) => character,
                    None => predefined(&reference.xml10_content()).ok_or_else(|| unreadable("syntax"))?,
                };
                push_text(&mut open, character.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => return Err(unreadable("doctype")),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    if !open.is_empty() {
        return Err(unreadable("syntax"));
    }
    root.ok_or_else(|| unreadable("syntax"))
}

fn element(tag: &BytesStart<'_>, space: Rc<str>) -> Result<Element, ReadFault> {
    let mut element = Element { space, name: tag.local_name().as_ref().to_owned(), ..Element::default() };
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(syntax)?;
        if attribute.key.prefix().is_none() {
            let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(syntax)?;
            element.attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
        }
    }
    Ok(element)
}

fn close(open: &mut Vec<Element>, root: &mut Option<Element>) -> Result<(), ReadFault> {
    let done = open.pop().ok_or_else(|| unreadable("syntax"))?;
    match open.last_mut() {
        Some(parent) => parent.children.push(done),
        None if root.is_none() => *root = Some(done),
        None => return Err(unreadable("syntax")),
    }
    Ok(())
}

fn push_text(open: &mut [Element], text: &str) {
    if let Some(inner) = open.last_mut() {
        inner.text.push_str(text);
    }
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ReadFault> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let text = String::from_utf16(&pairs.iter().map(|pair| unit(*pair)).collect::<Vec<_>>());
        text.ok().filter(|_| rest.is_empty()).map(Cow::Owned)
    };
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => std::str::from_utf8(rest).ok().map(Cow::Borrowed),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [b'<', 0, ..] => wide(bytes, u16::from_le_bytes),
        [0, b'<', ..] => wide(bytes, u16::from_be_bytes),
        _ => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
    };
    text.ok_or_else(|| unreadable("encoding"))
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::{Meaning, ReadFault};

    fn why(bytes: &[u8]) -> Meaning {
        let ReadFault { meaning, .. } = parse(bytes).unwrap_err();
        meaning
    }

    #[test]
    fn reads_namespaces_references_and_every_encoding() {
        let text =
            "<a xmlns='u' xmlns:r='v' x='1&#x2d;&quot;2&quot;'><r:b>T&amp;<![CDATA[<J>]]>&#233;</r:b></a>";
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            marked(b"\xef\xbb\xbf", text.as_bytes()),
            marked(b"\xff\xfe", &wide),
            marked(b"\xfe\xff", &big),
            wide,
            big,
        ] {
            let root = parse(&bytes).unwrap();
            assert_eq!((&*root.space, root.attribute("x")), ("u", Some("1-\"2\"")));
            assert_eq!((&*root.children[0].space, root.text_of("b")), ("v", "T&<J>é"));
        }
    }

    #[test]
    fn refuses_what_a_manifest_never_needs() {
        let syntax = Meaning::ManifestUnreadable { why: "syntax" };
        for text in [
            "",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<p:a/>",
            "<a>&unknown;</a>",
            "<a x='1' x='2'/>",
            "<a>&#0;</a>",
        ] {
            assert_eq!(why(text.as_bytes()), syntax, "{text}");
        }
        let bomb = b"<!DOCTYPE a [<!ENTITY b \"bb\">]><a>&b;</a>";
        assert_eq!(why(bomb), Meaning::ManifestUnreadable { why: "doctype" });
        assert_eq!(why(b"<a>\xff\xfe</a>"), Meaning::ManifestUnreadable { why: "encoding" });
        assert!(matches!(why("<a>".repeat(65).as_bytes()), Meaning::TooBig { what: "manifest", .. }));
        let wide = format!("<a>{}</a>", "<b/>".repeat(100_001));
        assert!(matches!(why(wide.as_bytes()), Meaning::TooBig { what: "manifest", .. }));
    }
}
