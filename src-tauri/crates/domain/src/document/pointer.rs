//! JSON Pointers (RFC 6901): the one way in which edits, differences, problems and jump links say *where*.
//!
//! A pointer is kept in its escaped form. What a segment means (a member of an object, a member of a list by identity,
//! the order of a list) is decided in `lists`, not here.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

/// Where a value lies in a document, for example `/listings/fr-fr/baseListing/images/@1152921504672272757`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct Pointer(String);

/// Neither empty nor beginning with `/`, or with a `~` that is not followed by `0` or `1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAPointer;

impl fmt::Display for NotAPointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a JSON Pointer (RFC 6901)")
    }
}

impl std::error::Error for NotAPointer {}

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self(String::new())
    }

    /// Reads the escaped form.
    pub fn parse(text: &str) -> Result<Self, NotAPointer> {
        let well_formed = text.is_empty() || text.starts_with('/');
        let escapes =
            text.match_indices('~').all(|(at, _)| matches!(text.as_bytes().get(at + 1), Some(b'0' | b'1')));
        if well_formed && escapes { Ok(Self(text.to_owned())) } else { Err(NotAPointer) }
    }

    /// The pointer one step further; `segment` is the plain, unescaped name.
    #[must_use]
    pub fn push(&self, segment: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + segment.len() + 1);
        text.push_str(&self.0);
        append(&mut text, segment);
        Self(text)
    }

    /// The pointer of plain, unescaped names.
    pub fn of<S: AsRef<str>>(segments: impl IntoIterator<Item = S>) -> Self {
        let mut text = String::new();
        for segment in segments {
            append(&mut text, segment.as_ref());
        }
        Self(text)
    }

    /// One step back; `None` at the root.
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|at| Self(self.0[..at].to_owned()))
    }

    /// The last name, unescaped; `None` at the root.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        self.0.rfind('/').map(|at| unescape(&self.0[at + 1..]))
    }

    /// The names from the root on, unescaped.
    pub fn segments(&self) -> impl DoubleEndedIterator<Item = Cow<'_, str>> {
        let mut names = self.0.split('/');
        names.next();
        names.map(unescape)
    }

    /// The escaped form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// True for `ancestor` itself and for everything below it.
    pub fn starts_with(&self, ancestor: &Pointer) -> bool {
        self.0.strip_prefix(ancestor.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

fn append(text: &mut String, segment: &str) {
    text.push('/');
    for character in segment.chars() {
        match character {
            '~' => text.push_str("~0"),
            '/' => text.push_str("~1"),
            other => text.push(other),
        }
    }
}

fn unescape(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') {
        Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(segment)
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Pointer {
    type Err = NotAPointer;
    fn from_str(text: &str) -> Result<Self, NotAPointer> {
        Self::parse(text)
    }
}

impl<'de> Deserialize<'de> for Pointer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

impl From<Pointer> for String {
    fn from(pointer: Pointer) -> Self {
        pointer.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_only_rfc_6901() {
        for good in ["", "/", "/a", "/a/b~1c/~0", "//"] {
            assert_eq!(Pointer::parse(good).map(|p| p.to_string()), Ok(good.to_owned()));
        }
        for bad in ["a", "a/b", "/~", "/~2", "/a~"] {
            assert_eq!(Pointer::parse(bad), Err(NotAPointer), "{bad}");
        }
    }

    #[test]
    fn knows_what_lies_below() {
        let at = |text: &str| Pointer::parse(text).unwrap();
        assert!(at("/a/b").starts_with(&at("/a")));
        assert!(at("/a").starts_with(&at("/a")));
        assert!(at("/a").starts_with(&Pointer::root()));
        assert!(!at("/ab").starts_with(&at("/a")));
        assert!(!at("/a").starts_with(&at("/a/b")));
    }

    proptest! {
        #[test]
        fn names_survive_escaping(names in prop::collection::vec("[a~/@$01 é]{0,6}", 0..5)) {
            let pointer = Pointer::of(&names);
            prop_assert_eq!(pointer.segments().map(Cow::into_owned).collect::<Vec<_>>(), names.clone());
            prop_assert_eq!(Pointer::parse(pointer.as_str()), Ok(pointer.clone()));
            prop_assert_eq!(pointer.last().map(Cow::into_owned), names.last().cloned());
            prop_assert_eq!(pointer.parent(), names.split_last().map(|(_, rest)| Pointer::of(rest)));
        }
    }
}
