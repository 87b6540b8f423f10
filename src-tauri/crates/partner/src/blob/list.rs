//! The three small XML shapes of the blob service: the list we commit, the list it answers, and its errors.
//!
//! A scanner for exactly these. Block names are Base64 and numbers are digits, so no entity can occur in what is read.

/// A block that the storage holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub name: String,
    pub size: u64,
}

/// The body of Put Block List. `<Latest>` finds a block whether it was committed before or not, which makes the commit
/// repeatable; with `<Uncommitted>` the second one fails.
pub(super) fn commit<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>");
    for name in names {
        xml.push_str("<Latest>");
        xml.push_str(name);
        xml.push_str("</Latest>");
    }
    xml.push_str("</BlockList>");
    xml
}

/// The blocks of a Get Block List answer, committed and uncommitted. `None` when it is no such answer.
pub(super) fn blocks(xml: &str) -> Option<Vec<Block>> {
    if !xml.contains("<BlockList") {
        return None;
    }
    let mut found = Vec::new();
    let mut rest = xml;
    while let Some(at) = rest.find("<Block>") {
        let (block, after) = rest[at..].split_once("</Block>")?;
        found.push(Block {
            name: element(block, "Name")?.to_owned(),
            size: element(block, "Size")?.parse().ok()?,
        });
        rest = after;
    }
    Some(found)
}

/// The text of the first element of this name.
pub(super) fn element<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    let after = xml.split_once(&format!("<{name}>"))?.1;
    Some(after.split_once(&format!("</{name}>"))?.0.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lists_of_an_answer_are_read() {
        let xml = "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList><CommittedBlocks><Block><Name>AAA=</Name><Size>4</Size></Block></CommittedBlocks><UncommittedBlocks><Block><Name>BBB=</Name><Size>5</Size></Block></UncommittedBlocks></BlockList>";
        let read = blocks(xml).unwrap();
        assert_eq!(
            read.iter().map(|b| (b.name.as_str(), b.size)).collect::<Vec<_>>(),
            [("AAA=", 4), ("BBB=", 5)]
        );
        assert_eq!(blocks("<BlockList><CommittedBlocks/></BlockList>"), Some(vec![]));
        assert_eq!(blocks("<html/>"), None);
        assert_eq!(blocks("<BlockList><Block><Name>A"), None, "cut in the middle");
    }

    #[test]
    fn an_empty_list_is_a_list() {
        assert!(commit([]).ends_with("<BlockList></BlockList>"));
        assert!(commit(["QQ=="]).contains("<Latest>QQ==</Latest>"));
    }

    #[test]
    fn an_error_gives_its_code_and_its_limit() {
        let xml = "<Error><Code>RequestBodyTooLarge</Code><Message>m</Message><MaxLimit>268435456</MaxLimit></Error>";
        assert_eq!(element(xml, "Code"), Some("RequestBodyTooLarge"));
        assert_eq!(element(xml, "MaxLimit"), Some("268435456"));
        assert_eq!(element(xml, "None"), None);
    }
}
