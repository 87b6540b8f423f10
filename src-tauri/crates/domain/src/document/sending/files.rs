//! The objects of a submission that name a file, of all three kinds, and how each says where its file stands.
//!
//! Packages, images and icons carry a `fileStatus`; trailers and their thumbnails have none: there, only our own mark of a
//! file on this computer tells a new one (windows-dev-docs `uwp/monetize/manage-app-submissions.md`).

use serde_json::{Map, Value};

use super::FileSource;
use crate::FileId;
use crate::document::{Document, Pointer};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FileKind {
    Package,
    Image,
    Icon,
    Trailer,
    Thumbnail,
}

impl FileKind {
    /// The member that holds the path inside the archive.
    pub fn name_member(self) -> &'static str {
        if self == Self::Trailer { "videoFileName" } else { "fileName" }
    }

    /// Whether the service says in `fileStatus` where the file stands.
    pub fn is_marked(self) -> bool {
        !matches!(self, Self::Trailer | Self::Thumbnail)
    }

    pub fn name(self, object: &Map<String, Value>) -> &str {
        text(object, self.name_member())
    }

    /// Whether the file is still to be uploaded, as far as the object itself can tell.
    pub fn is_new(self, object: &Map<String, Value>) -> bool {
        if self.is_marked() { is_pending(object) } else { local(object).is_some() }
    }

    /// Where the bytes of a file that is still to be uploaded lie on this computer.
    pub fn source(self, object: &Map<String, Value>) -> Option<FileSource> {
        self.local(object).filter(|_| self.is_new(object))
    }

    /// Where the bytes of a file lie on this computer, uploaded or not.
    pub fn local(self, object: &Map<String, Value>) -> Option<FileSource> {
        local(object)
    }
}

/// A list whose members are files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FileList {
    pub kind: FileKind,
    pub at: Pointer,
}

/// The lists whose members are files, in the order of the archive: packages, the images of each language, trailers, their
/// thumbnails. Trailers stand before what lies inside them.
pub(super) fn file_lists(document: &Document) -> Vec<FileList> {
    let mut lists = outer_lists(document);
    lists.extend(thumbnail_lists(document));
    lists
}

/// The lists that do not lie inside a member of another.
pub(super) fn outer_lists(document: &Document) -> Vec<FileList> {
    let of = |kind, at| FileList { kind, at };
    let mut lists = Vec::new();
    for name in ["applicationPackages", "flightPackages"] {
        lists.push(of(FileKind::Package, Pointer::of([name])));
    }
    for language in document.languages() {
        let listing = Pointer::of(["listings", &language]);
        lists.push(of(FileKind::Image, listing.push("baseListing").push("images")));
        let overrides = listing.push("platformOverrides");
        if let Some(Value::Object(platforms)) = document.get(&overrides) {
            let with_images = platforms.iter().filter(|(_, texts)| texts.get("images").is_some());
            lists.extend(
                with_images.map(|(platform, _)| of(FileKind::Image, overrides.push(platform).push("images"))),
            );
        }
    }
    lists.push(of(FileKind::Trailer, Pointer::of(["trailers"])));
    lists
}

/// The thumbnails of each trailer and language.
pub(super) fn thumbnail_lists(document: &Document) -> Vec<FileList> {
    let mut lists = Vec::new();
    for (trailer, object) in document.members(&Pointer::of(["trailers"])) {
        let Some(Value::Object(assets)) = object.get("trailerAssets") else { continue };
        let assets_at = trailer.push("trailerAssets");
        lists.extend(assets.keys().map(|language| FileList {
            kind: FileKind::Thumbnail,
            at: assets_at.push(language).push("imageList"),
        }));
    }
    lists
}

/// The icon of each listing of an add-on.
pub(super) fn icons(document: &Document) -> Vec<(Pointer, &Map<String, Value>)> {
    let languages = document.languages().into_iter();
    let at = languages.map(|language| Pointer::of(["listings", &language, "icon"]));
    at.filter_map(|at| Some((at.clone(), document.get(&at)?.as_object()?))).collect()
}

/// Every object that names a file, in the order of the archive.
pub(super) fn file_objects(document: &Document) -> Vec<(FileKind, Pointer, &Map<String, Value>)> {
    let icons = icons(document).into_iter().map(|(at, icon)| (FileKind::Icon, at, icon));
    let members = file_lists(document).into_iter().flat_map(|list| {
        document.members(&list.at).into_iter().map(move |(at, member)| (list.kind, at, member))
    });
    icons.chain(members).collect()
}

pub(super) fn is_pending(object: &Map<String, Value>) -> bool {
    text(object, "fileStatus") == "PendingUpload"
}

pub(super) fn text<'a>(object: &'a Map<String, Value>, name: &str) -> &'a str {
    object.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn local(object: &Map<String, Value>) -> Option<FileSource> {
    let ours = |name: &str| Some(text(object, name)).filter(|value| !value.is_empty());
    let asset = ours("$asset").map(|hash| FileSource::Asset(hash.to_owned()));
    asset.or_else(|| ours("$file").map(|id| FileSource::File(FileId::new(id))))
}
