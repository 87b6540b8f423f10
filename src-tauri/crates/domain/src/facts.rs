//! What reading a file told: the input of the rules. Filled by `vitrine-assets`, judged here.
//!
//! Facts never hold a path. Sizes are bytes, lengths pixels, versions as written in the manifest.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a file is, by its content and never by its name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum FileFacts {
    Image(ImageFacts),
    Package(Box<PackageFacts>),
    Video(VideoFacts),
    /// Recognised (a WebM video, a PDF, a plain ZIP …) and not usable here yet; `what` is a word of the catalogue.
    Other {
        what: String,
    },
    /// Not recognised at all.
    Unknown,
}

/// How an image is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ImageFormat {
    Png,
    Jpeg,
    Gif,
    Webp,
    Bmp,
}

/// Facts of an image, from its header walk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ImageFacts {
    pub format: ImageFormat,
    /// Pixels as stored.
    pub width: u32,
    pub height: u32,
    /// Bits a channel.
    pub depth: u8,
    /// Has an alpha channel or a transparency chunk.
    pub alpha: bool,
    pub animated: bool,
    /// A colour profile is embedded.
    pub profile: bool,
    /// EXIF orientation 1 to 8; 1 when absent.
    pub orientation: u8,
    /// Bytes after the end marker.
    pub trailing: u64,
    pub bytes: u64,
    /// The end marker was reached: the file is whole.
    pub complete: bool,
}

/// The container of a video.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum VideoContainer {
    Mp4,
    Mov,
}

/// Facts of a video, from the headers of its container; no frame is decoded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VideoFacts {
    pub container: VideoContainer,
    /// Pixels as stored, turned when the track says so (a telephone held upright); 0 when the headers do not tell.
    pub width: u32,
    pub height: u32,
    /// Milliseconds; 0 when the headers do not tell, as in a stream that was never closed.
    pub duration_ms: u64,
    /// The four characters that name the picture's format, as written: `avc1`, `hvc1`, `apcn`.
    pub video_codec: String,
    /// The same for the first sound track; absent in a silent film.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub audio: Option<String>,
    /// The index (`moov`) stands before the pictures, so that a player can begin before it has the whole file.
    pub starts_fast: bool,
    /// A track is cut or shifted by an edit list: it plays otherwise than it is stored.
    pub edit_list: bool,
    pub bytes: u64,
}

/// How a package is wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum PackageForm {
    Msix,
    Appx,
    Msixbundle,
    Appxbundle,
    Msixupload,
    Appxupload,
}

/// Identity as written in the manifest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PackageIdentity {
    pub name: String,
    pub publisher: String,
    pub version: String,
    /// `x86`, `x64`, `arm`, `arm64`, `neutral`; empty for a bundle, whose members have their own.
    pub architecture: String,
}

/// A device family that the package targets. A manifest of the Windows 8 form names no family: it becomes `Windows` with
/// its `OSMinVersion` as written (`6.2`, `6.3.1`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TargetFamily {
    /// For example `Windows.Desktop`.
    pub name: String,
    pub min_version: String,
}

/// The part that a file plays inside a bundle or an upload file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ContentRole {
    Application,
    Resource,
    /// The bundle inside an upload file.
    Bundle,
    /// `.appxsym` or `.msixsym` beside the package of an upload file.
    Symbols,
}

/// One file inside a bundle or an upload file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PackageContent {
    /// Its name inside, percent-decoded.
    pub file: String,
    pub role: ContentRole,
    /// As written; empty for symbols.
    pub version: String,
    /// Lower case; empty for symbols and bundles.
    pub architecture: String,
    pub languages: Vec<String>,
    /// Uncompressed; 0 for a package that a flat bundle keeps outside.
    pub bytes: u64,
}

/// Facts of a Windows package, a bundle or an upload file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PackageFacts {
    pub form: PackageForm,
    pub identity: PackageIdentity,
    /// `<name>_<publisher hash>`, computed from the identity.
    pub family_name: String,
    pub display_name: String,
    pub publisher_display_name: String,
    /// All architectures inside, lower case, sorted.
    pub architectures: Vec<String>,
    /// Languages of the resources as written, in order.
    pub languages: Vec<String>,
    pub families: Vec<TargetFamily>,
    pub capabilities: Vec<String>,
    /// The part of `capabilities` declared in a restricted namespace.
    pub restricted: Vec<String>,
    /// What a bundle or an upload file holds, in the order of the file; empty for a single package.
    pub contents: Vec<PackageContent>,
    /// The package declares itself a resource package (`ResourcePackage`): it installs only beside a main package.
    pub resource_package: bool,
    /// An upload file carries symbols.
    pub symbols: bool,
    pub bytes: u64,
}
