//! A reader of JSON, as small as what it is for: cargo's metadata and the word catalogues.
//!
//! Here because xtask has no dependencies. It does not write, and it reads numbers as text.

use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    /// As written.
    Number(String),
    Text(String),
    List(Vec<Json>),
    Object(BTreeMap<String, Json>),
}

impl Json {
    /// Reads one value that fills the whole text.
    ///
    /// # Errors
    /// The byte at which the text stops being JSON, and what was expected there.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut reader = Reader { bytes: text.as_bytes(), at: 0 };
        let value = reader.value()?;
        reader.space();
        if reader.at == text.len() { Ok(value) } else { Err(reader.expected("the end")) }
    }

    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Object(members) => members.get(name),
            _ => None,
        }
    }

    pub fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn list(&self) -> &[Json] {
        match self {
            Json::List(values) => values,
            _ => &[],
        }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn value(&mut self) -> Result<Json, String> {
        self.space();
        match self.bytes.get(self.at) {
            Some(b'{') => self.object(),
            Some(b'[') => self.list(),
            Some(b'"') => self.text().map(Json::Text),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'n') => self.word("null", Json::Null),
            Some(b'-' | b'0'..=b'9') => Ok(self.number()),
            _ => Err(self.expected("a value")),
        }
    }

    fn object(&mut self) -> Result<Json, String> {
        let mut members = BTreeMap::new();
        self.take(b'{')?;
        self.space();
        if self.next_is(b'}') {
            return Ok(Json::Object(members));
        }
        loop {
            self.space();
            let name = self.text()?;
            self.space();
            self.take(b':')?;
            let value = self.value()?;
            if members.insert(name.clone(), value).is_some() {
                return Err(format!("the member \"{name}\" stands twice, byte {}", self.at));
            }
            self.space();
            if self.next_is(b'}') {
                return Ok(Json::Object(members));
            }
            self.take(b',')?;
        }
    }

    fn list(&mut self) -> Result<Json, String> {
        let mut values = Vec::new();
        self.take(b'[')?;
        self.space();
        if self.next_is(b']') {
            return Ok(Json::List(values));
        }
        loop {
            values.push(self.value()?);
            self.space();
            if self.next_is(b']') {
                return Ok(Json::List(values));
            }
            self.take(b',')?;
        }
    }

    fn text(&mut self) -> Result<String, String> {
        self.take(b'"')?;
        let mut units: Vec<u8> = Vec::new();
        loop {
            match self.bytes.get(self.at).copied() {
                None => return Err(self.expected("the closing quotation mark")),
                Some(b'"') => {
                    self.at += 1;
                    // The input is a `str` and escapes add whole characters.
                    return String::from_utf8(units).map_err(|error| error.to_string());
                }
                Some(b'\\') => {
                    let character = self.escape()?;
                    units.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                }
                Some(byte) => {
                    units.push(byte);
                    self.at += 1;
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, String> {
        let letter = self.bytes.get(self.at + 1).copied();
        self.at += 2;
        Ok(match letter {
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'u') => {
                let high = self.hex()?;
                let code = if (0xD800..0xDC00).contains(&high) && self.bytes[self.at..].starts_with(b"\\u") {
                    self.at += 2;
                    0x10000 + ((high - 0xD800) << 10) + self.hex()?.wrapping_sub(0xDC00)
                } else {
                    high
                };
                char::from_u32(code).ok_or_else(|| self.expected("a character"))?
            }
            Some(other @ (b'"' | b'\\' | b'/')) => char::from(other),
            _ => return Err(self.expected("an escape")),
        })
    }

    fn hex(&mut self) -> Result<u32, String> {
        let digits = self.bytes.get(self.at..self.at + 4).and_then(|digits| std::str::from_utf8(digits).ok());
        let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        self.at += 4;
        code.ok_or_else(|| self.expected("four hexadecimal digits"))
    }

    fn number(&mut self) -> Json {
        let start = self.at;
        while matches!(self.bytes.get(self.at), Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')) {
            self.at += 1;
        }
        Json::Number(String::from_utf8_lossy(&self.bytes[start..self.at]).into_owned())
    }

    fn word(&mut self, word: &str, value: Json) -> Result<Json, String> {
        if self.bytes[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
            Ok(value)
        } else {
            Err(self.expected(word))
        }
    }

    fn space(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn next_is(&mut self, byte: u8) -> bool {
        let found = self.bytes.get(self.at) == Some(&byte);
        self.at += usize::from(found);
        found
    }

    fn take(&mut self, byte: u8) -> Result<(), String> {
        if self.next_is(byte) { Ok(()) } else { Err(self.expected(&format!("`{}`", char::from(byte)))) }
    }

    fn expected(&self, what: &str) -> String {
        format!("expected {what} at byte {}", self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_cargo_and_catalogues_write() {
        let value =
            Json::read(r#" {"a": [1, -2.5e3, true, null], "b": {"c": "é\n\"\u00e9\ud83d\ude00"}} "#).unwrap();
        assert_eq!(value.get("a").unwrap().list()[1], Json::Number("-2.5e3".into()));
        assert_eq!(value.get("b").unwrap().get("c").unwrap().text(), Some("é\n\"é😀"));
    }

    #[test]
    fn refuses_what_is_not_json() {
        for bad in ["", "{", "[1,]", "{\"a\" 1}", "\"open", "{} {}", "tru", "{\"a\":1,\"a\":2}", "\"\\u12\""]
        {
            assert!(Json::read(bad).is_err(), "{bad} was read");
        }
    }
}
