//! Why a file could not be read, by meaning: a closed set that becomes a problem code `image.file.*`, `package.file.*`,
//! `video.file.*` or `file.*`. Paths never enter a fault: they are private, and a fault travels to the window and into support files.

use std::io;

use serde_json::Value;
use vitrine_domain::{Problem, codes};

/// What the reader took the file for when it gave up. It chooses the area of the problem code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    File,
    Image,
    Package,
    Video,
}

/// Why reading stopped.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Meaning {
    #[error("the file is no longer there")]
    Missing,
    #[error("the operating system denied access")]
    Denied,
    #[error("a folder or a device, not a file")]
    NotAFile,
    /// Reading failed below us; `kind` is the system's word for it.
    #[error("reading failed: {kind}")]
    Unreadable { kind: String },
    #[error("the file has no content")]
    Empty,
    #[error("not an image that can be read")]
    NotAnImage,
    #[error("not a package: the content is something else")]
    NotAPackage,
    /// The content is something else, or holds sound without a picture.
    #[error("not a video that can be read")]
    NotAVideo,
    #[error("the file ends too early")]
    Truncated,
    /// `what` names the part: `header`, `checksum`, `directory`, a chunk type …
    #[error("damaged: {what}")]
    Corrupted { what: String },
    #[error("encrypted")]
    Encrypted,
    /// Beyond what Vitrine reads; `what` is `pixels`, `entries`, `manifest`, `ratio`, `memory`.
    #[error("too big: {what} {found}, limit {limit}")]
    TooBig { what: &'static str, found: u64, limit: u64 },
    /// Xcode writes such PNG files for iOS bundles (chunk `CgBI`); no general decoder reads them.
    #[error("a PNG in Apple's iOS form")]
    IphonePng,
    #[error("the manifest is missing")]
    ManifestMissing,
    /// A part that every package has.
    #[error("{part} is missing")]
    PartMissing { part: &'static str },
    /// `why` is `encoding`, `syntax`, `doctype`, `root`, `identity`.
    #[error("the manifest cannot be read: {why}")]
    ManifestUnreadable { why: &'static str },
    /// A version that is not four numbers up to 65535, or not the one that the bundle declares; then `expected` says it.
    #[error("version {found:?} is wrong")]
    VersionWrong { found: String, expected: Option<String> },
    /// A package inside a bundle has another name, publisher, architecture or role than the bundle declares; `field` says
    /// which.
    #[error("{field} is {found:?} inside and {expected:?} outside")]
    IdentityMixed { field: &'static str, found: String, expected: String },
    /// The manifest of a bundle names a package that is not inside, or not at the place, with the size and uncompressed as it
    /// must be; or a package lies inside that the manifest does not name.
    #[error("the bundle does not hold what its manifest says")]
    ContentsMixed,
    /// An upload file holds one package or one bundle (StoreBroker `PackageTool.ps1` refuses others).
    #[error("{count} packages in one upload file")]
    SeveralPackages { count: u64 },
}

/// A file, or a part inside it, that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{meaning}")]
pub struct ReadFault {
    pub about: About,
    pub meaning: Meaning,
    /// The package inside a bundle or an upload file in which it happened.
    pub inside: Option<String>,
}

impl ReadFault {
    pub fn new(about: About, meaning: Meaning) -> Self {
        Self { about, meaning, inside: None }
    }
    pub(crate) fn image(meaning: Meaning) -> Self {
        Self::new(About::Image, meaning)
    }
    pub(crate) fn package(meaning: Meaning) -> Self {
        Self::new(About::Package, meaning)
    }
    pub(crate) fn video(meaning: Meaning) -> Self {
        Self::new(About::Video, meaning)
    }

    pub(crate) fn corrupted(about: About, what: impl Into<String>) -> Self {
        Self::new(about, Meaning::Corrupted { what: what.into() })
    }

    /// An early end is the file's fault and means *truncated*; everything else is the system's.
    pub(crate) fn from_io(about: About, error: &io::Error) -> Self {
        let meaning = match error.kind() {
            io::ErrorKind::NotFound => Meaning::Missing,
            io::ErrorKind::PermissionDenied => Meaning::Denied,
            io::ErrorKind::UnexpectedEof => Meaning::Truncated,
            io::ErrorKind::IsADirectory => Meaning::NotAFile,
            io::ErrorKind::InvalidData => Meaning::Corrupted { what: "data".to_owned() },
            kind => Meaning::Unreadable { kind: kind.to_string() },
        };
        Self::new(about, meaning)
    }

    pub(crate) fn inside(mut self, name: &str) -> Self {
        self.inside.get_or_insert_with(|| name.to_owned());
        self
    }

    /// The fault as the window, the terminal and support files know it. Sentences also need `name`, the file's, which is the
    /// caller's to add.
    pub fn problem(&self) -> Problem {
        let mut problem = Problem::must(self.code());
        for (name, value) in self.meaning.params() {
            problem = problem.with(name, value);
        }
        match &self.inside {
            Some(name) => problem.with("inside", name.as_str()),
            None => problem,
        }
    }

    fn code(&self) -> &'static str {
        let by_kind = |package, image, video| match self.about {
            About::Package => package,
            About::Image => image,
            About::Video => video,
            About::File => codes::FILE_UNREADABLE,
        };
        match &self.meaning {
            Meaning::Missing => codes::FILE_MISSING,
            Meaning::Empty => codes::FILE_EMPTY,
            Meaning::Denied | Meaning::NotAFile | Meaning::Unreadable { .. } => codes::FILE_UNREADABLE,
            Meaning::NotAnImage => codes::IMAGE_FILE_NOTANIMAGE,
            Meaning::NotAPackage => codes::PACKAGE_FILE_NOTAPACKAGE,
            Meaning::NotAVideo => codes::VIDEO_FILE_NOTAVIDEO,
            Meaning::IphonePng => codes::IMAGE_FILE_IPHONE,
            Meaning::Truncated => by_kind(
                codes::PACKAGE_FILE_INCOMPLETE,
                codes::IMAGE_FILE_INCOMPLETE,
                codes::VIDEO_FILE_INCOMPLETE,
            ),
            Meaning::TooBig { .. } => {
                by_kind(codes::PACKAGE_FILE_UNSAFE, codes::IMAGE_FILE_UNSAFE, codes::VIDEO_FILE_UNSAFE)
            }
            Meaning::Corrupted { .. } | Meaning::PartMissing { .. } => by_kind(
                codes::PACKAGE_FILE_UNREADABLE,
                codes::IMAGE_FILE_UNREADABLE,
                codes::VIDEO_FILE_UNREADABLE,
            ),
            Meaning::Encrypted => codes::PACKAGE_FILE_ENCRYPTED,
            Meaning::ManifestMissing | Meaning::ManifestUnreadable { .. } => codes::PACKAGE_FILE_MANIFEST,
            Meaning::VersionWrong { expected: None, .. } => codes::PACKAGE_VERSION_INVALID,
            Meaning::VersionWrong { .. } | Meaning::IdentityMixed { .. } => codes::PACKAGE_FILE_MIXED,
            Meaning::ContentsMixed => codes::PACKAGE_FILE_CONTENTS,
            Meaning::SeveralPackages { .. } => codes::PACKAGE_FILE_SEVERAL,
        }
    }
}

impl Meaning {
    fn params(&self) -> Vec<(&'static str, Value)> {
        let mixed = |field: &str, found: &str, expected: &str| {
            vec![("field", field.into()), ("found", found.into()), ("expected", expected.into())]
        };
        match self {
            Self::Unreadable { kind } => vec![("reason", kind.as_str().into())],
            Self::Corrupted { what } => vec![("what", what.as_str().into())],
            Self::PartMissing { part } => vec![("what", (*part).into())],
            Self::ManifestUnreadable { why } => vec![("what", (*why).into())],
            Self::TooBig { what, found, limit } => {
                vec![("what", (*what).into()), ("found", (*found).into()), ("max", (*limit).into())]
            }
            Self::VersionWrong { found, expected: None } => vec![("version", found.as_str().into())],
            Self::VersionWrong { found, expected: Some(expected) } => mixed("version", found, expected),
            Self::IdentityMixed { field, found, expected } => mixed(field, found, expected),
            Self::SeveralPackages { count } => vec![("count", (*count).into())],
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{About, Meaning, ReadFault};

    #[test]
    fn becomes_a_problem_with_its_values() {
        let meaning = Meaning::VersionWrong { found: "1.0.0.2".into(), expected: Some("1.2.0.0".into()) };
        let problem = ReadFault::package(meaning).inside("a.appx").inside("outer.appxbundle").problem();
        assert_eq!(
            (problem.code.as_str(), &problem.params["field"]),
            ("package.file.mixed", &"version".into())
        );
        assert_eq!(problem.params["found"], "1.0.0.2");
        assert_eq!(problem.params["inside"], "a.appx");
        let gone = ReadFault::from_io(About::File, &std::io::ErrorKind::NotFound.into());
        assert_eq!(gone.problem().code, "file.missing");
    }
}
