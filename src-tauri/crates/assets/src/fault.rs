//! Why a file could not be read, by meaning: a closed set that becomes a problem code `image.file.*`, `package.file.*` or
//! `file.read.*`. Paths never enter a fault: they are private, and a fault travels to the window and into support files.

use std::io;

use vitrine_domain::Problem;

/// What the reader took the file for when it gave up. It chooses the area of the problem code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    File,
    Image,
    Package,
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
    /// `why` is `encoding`, `syntax`, `doctype`, `root`, `identity`.
    #[error("the manifest cannot be read: {why}")]
    ManifestUnreadable { why: &'static str },
    /// A version that is not four numbers up to 65535, or not the one that the bundle declares; then `expected` says it.
    #[error("version {found:?} is wrong")]
    VersionWrong { found: String, expected: Option<String> },
    /// A package inside a bundle has another name, publisher or architecture than the bundle declares.
    #[error("{field} is {found:?} inside and {expected:?} outside")]
    IdentityMixed { field: &'static str, found: String, expected: String },
    /// The manifest of a bundle names a package that lies neither at the place nor with the size that it gives.
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
    pub fn new(about: About, meaning: Meaning) -> Self { Self { about, meaning, inside: None } }
    pub(crate) fn image(meaning: Meaning) -> Self { Self::new(About::Image, meaning) }
    pub(crate) fn package(meaning: Meaning) -> Self { Self::new(About::Package, meaning) }

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

    /// The fault as the window, the terminal and support files know it. `name` (of the file, for the sentence) is the
    /// caller's to add.
    pub fn problem(&self) -> Problem {
        let area = match self.about {
            About::File => "file.read",
            About::Image => "image.file",
            About::Package => "package.file",
        };
        let (fault, params) = self.meaning.word();
        let mut problem = Problem::must(&format!("{area}.{fault}"));
        for (name, value) in params {
            problem = problem.with(name, value);
        }
        match &self.inside {
            Some(name) => problem.with("inside", name.as_str()),
            None => problem,
        }
    }
}

type Params = Vec<(&'static str, serde_json::Value)>;

impl Meaning {
    /// The last part of the problem code, and the values of its sentence.
    fn word(&self) -> (&'static str, Params) {
        match self {
            Self::Missing => ("missing", vec![]),
            Self::Denied => ("denied", vec![]),
            Self::NotAFile => ("notafile", vec![]),
            Self::Unreadable { kind } => ("unreadable", vec![("kind", kind.as_str().into())]),
            Self::Empty => ("empty", vec![]),
            Self::NotAnImage => ("notanimage", vec![]),
            Self::NotAPackage => ("notapackage", vec![]),
            Self::Truncated => ("truncated", vec![]),
            Self::Corrupted { what } => ("corrupted", vec![("what", what.as_str().into())]),
            Self::Encrypted => ("encrypted", vec![]),
            Self::TooBig { what, found, limit } => {
                ("toobig", vec![("what", (*what).into()), ("found", (*found).into()), ("limit", (*limit).into())])
            }
            Self::IphonePng => ("iphonepng", vec![]),
            Self::ManifestMissing => ("manifestmissing", vec![]),
            Self::ManifestUnreadable { why } => ("manifestunreadable", vec![("why", (*why).into())]),
            Self::VersionWrong { found, expected: None } => ("versionform", vec![("found", found.as_str().into())]),
            Self::VersionWrong { found, expected: Some(expected) } => (
                "versionmixed",
                vec![("found", found.as_str().into()), ("expected", expected.as_str().into())],
            ),
            Self::IdentityMixed { field, found, expected } => (
                "identitymixed",
                vec![
                    ("field", (*field).into()),
                    ("found", found.as_str().into()),
                    ("expected", expected.as_str().into()),
                ],
            ),
            Self::ContentsMixed => ("contentsmixed", vec![]),
            Self::SeveralPackages { count } => ("severalpackages", vec![("count", (*count).into())]),
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
        assert_eq!(problem.code, "package.file.versionmixed");
        assert_eq!(problem.params["found"], "1.0.0.2");
        assert_eq!(problem.params["inside"], "a.appx");
        let gone = ReadFault::from_io(About::File, &std::io::ErrorKind::NotFound.into());
        assert_eq!(gone.problem().code, "file.read.missing");
    }
}
