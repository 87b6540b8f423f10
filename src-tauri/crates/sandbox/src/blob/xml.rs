//! The XML of block blobs: block lists in and out, and errors in Azure's form.

use hyper::StatusCode;
use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::Event;
use uuid::Uuid;

use super::shelf::{Source, block_id, block_key};
use crate::http::Reply;

/// An error of the storage service.
#[derive(Debug)]
pub struct StorageError {
    pub status: StatusCode,
    pub code: &'static str,
    pub message: String,
    /// Further members, for example `MaxLimit`.
    pub more: Vec<(&'static str, String)>,
}

impl StorageError {
    pub fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
        Self { status, code, message: message.into(), more: Vec::new() }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.more.push((name, value.into()));
        self
    }

    pub fn reply(&self) -> Reply {
        let id = Uuid::new_v4();
        let more: String = self
            .more
            .iter()
            .map(|(name, value)| format!("<{name}>{}</{name}>", escape(value.as_str())))
            .collect();
        let body = format!(
            "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{}</Code><Message>{}\nRequestId:{id}\
             </Message>{more}</Error>",
            self.code,
            escape(self.message.as_str())
        );
        Reply::text(self.status, "application/xml", body)
            .with("x-ms-error-code", self.code)
            .with("x-ms-request-id", &id.to_string())
    }
}

/// Reads the body of Put Block List: where to look for each block, and its key.
pub fn block_list(body: &[u8]) -> Result<Vec<(Source, String)>, StorageError> {
    let wrong = || StorageError::new(400, "InvalidXmlDocument", "XML specified is not syntactically valid.");
    let text = std::str::from_utf8(body).map_err(|_| wrong())?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let (mut list, mut inside, mut source) = (Vec::new(), false, None);
    let mut id = String::new();
    loop {
        match reader.read_event().map_err(|_| wrong())? {
            Event::Start(tag) | Event::Empty(tag) if !inside && tag.name().as_ref() == "BlockList" => {
                inside = true;
            }
            Event::Start(tag) => {
                source = Some(match tag.name().as_ref() {
                    "Latest" if inside => Source::Latest,
                    "Committed" if inside => Source::Committed,
                    "Uncommitted" if inside => Source::Uncommitted,
                    _ => return Err(wrong()),
                });
                id.clear();
            }
            Event::Text(part) if source.is_some() => id.push_str(&part),
            Event::End(_) => {
                if let Some(source) = source.take() {
                    let key = block_key(id.trim()).ok_or_else(invalid_block_list)?;
                    list.push((source, key));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if inside { Ok(list) } else { Err(wrong()) }
}

pub fn invalid_block_list() -> StorageError {
    StorageError::new(400, "InvalidBlockList", "The specified block list is invalid.")
}

/// The answer of Get Block List. `None` leaves a list out.
pub fn block_lists(committed: Option<&[(String, u64)]>, staged: Option<&[(String, u64)]>) -> String {
    let list = |name: &str, blocks: Option<&[(String, u64)]>| {
        blocks.map_or_else(String::new, |blocks| {
            let blocks: String = blocks
                .iter()
                .map(|(key, size)| {
                    format!("<Block><Name>{}</Name><Size>{size}</Size></Block>", block_id(key))
                })
                .collect();
            format!("<{name}>{blocks}</{name}>")
        })
    };
    format!(
        "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>{}{}</BlockList>",
        list("CommittedBlocks", committed),
        list("UncommittedBlocks", staged)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn block_lists_keep_order_and_source() {
        let body = b"\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList><Latest>YWE=</Latest>\
                     <Committed>YmI=</Committed>\n<Uncommitted>Y2M=</Uncommitted></BlockList>";
        let list = block_list(body).unwrap();
        assert_eq!(list[0], (Source::Latest, "6161".to_owned()));
        assert_eq!(list[1], (Source::Committed, "6262".to_owned()));
        assert_eq!(list[2], (Source::Uncommitted, "6363".to_owned()));
        assert!(block_list(b"<BlockList/>").unwrap().is_empty());
        assert!(block_list(b"<BlockList></BlockList>").unwrap().is_empty());
        assert_eq!(block_list(b"<Blocks/>").unwrap_err().code, "InvalidXmlDocument");
        assert_eq!(
            block_list(b"<BlockList><Latest>***</Latest></BlockList>").unwrap_err().code,
            "InvalidBlockList"
        );
    }
}
