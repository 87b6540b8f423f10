//! Windows packages, their bundles and upload files: read in place, nothing extracted, everything bounded.
//!
//! What a package is comes from what lies inside, never from its name. A damaged or contradictory package is a fault; an
//! odd but readable one gives facts, and the rules judge them. Not here: signatures, block-map hashes and the content of
//! any member but the manifests (display names that live in `resources.pri` stay `ms-resource:` keys).

mod bundle;
mod directory;
mod identity;
mod manifest;
mod source;
#[cfg(test)]
mod tests;
mod upload;
mod xml;

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::Path;

use vitrine_domain::facts::{PackageFacts, PackageForm};
use zip::ZipArchive;

use directory::{DEFLATED, Directory, Entry, content_start};
use manifest::Manifest;
use source::{Inflated, Source, Window};

pub use identity::{family_name, publisher_id};

use crate::{About, Meaning, ReadFault};

const MANIFEST: &str = "AppxManifest.xml";
const BLOCK_MAP: &str = "AppxBlockMap.xml";
/// Real manifests stay below 200 KiB.
const MANIFEST_BYTES: u64 = 8 << 20;
/// An upload file holds a bundle that holds packages; nothing is deeper.
const DEPTH: u32 = 3;

/// Facts of `.msix`, `.appx`, their bundles and their upload files.
///
/// # Errors
/// `NotAPackage` for a sound ZIP (or anything else) without a package inside, and the faults of a damaged one.
pub fn read(path: &Path) -> Result<PackageFacts, ReadFault> {
    let failed = |error: std::io::Error| ReadFault::from_io(About::Package, &error);
    let file = File::open(path).map_err(failed)?;
    let len = file.metadata().map_err(failed)?.len();
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let facts = read_from(BufReader::new(file), len, name)?;
    facts.ok_or_else(|| ReadFault::package(Meaning::NotAPackage))
}

/// Reads a ZIP of `len` bytes; `None` when it is sound and no package. `name` decides only between `msix` and `appx` where
/// the content is the same, and whether a ZIP without manifest is a damaged package.
pub fn read_from(
    mut source: impl Read + Seek,
    len: u64,
    name: &str,
) -> Result<Option<PackageFacts>, ReadFault> {
    if len == 0 {
        return Err(ReadFault::package(Meaning::Empty));
    }
    Reading { len, name, headers: true, depth: 1 }.package(&mut source)
}

/// Whether a name carries one of the endings of Windows packages.
pub(crate) fn is_package_name(name: &str) -> bool {
    spelling(name).is_some()
}

/// The two generations of packages hold the same; only a name tells them apart: true for `msix`, false for `appx`.
fn spelling(name: &str) -> Option<bool> {
    let (_, extension) = name.rsplit_once('.')?;
    let (word, tail) = extension.split_at_checked(4)?;
    let known = ["", "bundle", "upload"].iter().any(|known| tail.eq_ignore_ascii_case(known));
    match (word.to_ascii_lowercase().as_str(), known) {
        ("msix", true) => Some(true),
        ("appx", true) => Some(false),
        _ => None,
    }
}

fn has_extension(name: &str, extension: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(extension))
}

/// One archive being read, perhaps inside another.
struct Reading<'a> {
    len: u64,
    name: &'a str,
    /// Compare every local header: not where that means inflating the outer archive once more.
    headers: bool,
    depth: u32,
}

impl Reading<'_> {
    fn package(&self, source: &mut dyn Source) -> Result<Option<PackageFacts>, ReadFault> {
        let directory = directory::read(source, self.len, self.headers)?;
        let has = |name| directory.find(name).is_some();
        // Its hashes are what Windows installs and updates by; makeappx writes none without it.
        if (has(bundle::MANIFEST) || has(MANIFEST)) && !has(BLOCK_MAP) {
            return Err(ReadFault::package(Meaning::PartMissing { part: BLOCK_MAP }));
        }
        if has(bundle::MANIFEST) {
            let facts = bundle::read(self, source, &directory)?;
            return Ok(Some(facts));
        }
        if has(MANIFEST) {
            let manifest = manifest::read(&manifest_bytes(source, &directory, MANIFEST)?)?;
            return Ok(Some(self.single(manifest)));
        }
        if upload::is_upload(&directory, self.name) && self.depth == 1 {
            return upload::read(self, source, &directory).map(Some);
        }
        // Parts that only a package has, or a name that promises one.
        if has(BLOCK_MAP) || has("AppxSignature.p7x") || is_package_name(self.name) {
            return Err(ReadFault::package(Meaning::ManifestMissing));
        }
        Ok(None)
    }

    fn single(&self, manifest: Manifest) -> PackageFacts {
        let Manifest { identity, display_name, publisher_display_name, languages, families, .. } = manifest;
        PackageFacts {
            form: if spelling(self.name) == Some(false) { PackageForm::Appx } else { PackageForm::Msix },
            family_name: family_name(&identity.name, &identity.publisher),
            architectures: vec![identity.architecture.clone()],
            identity,
            display_name,
            publisher_display_name,
            languages,
            families,
            capabilities: manifest.capabilities,
            restricted: manifest.restricted,
            contents: Vec::new(),
            resource_package: manifest.resource_package,
            symbols: false,
            bytes: self.len,
        }
    }

    /// The facts of a package that is a member of this archive.
    fn package_inside(&self, source: &mut dyn Source, entry: &Entry) -> Result<PackageFacts, ReadFault> {
        let facts = self.open(source, entry, |inner, source| inner.package(source))?;
        facts.ok_or_else(|| ReadFault::package(Meaning::NotAPackage))
    }

    /// The manifest of a single package that is a member of this archive.
    fn manifest_inside(&self, source: &mut dyn Source, entry: &Entry) -> Result<Manifest, ReadFault> {
        self.open(source, entry, |inner, source| {
            let directory = directory::read(source, inner.len, inner.headers)?;
            manifest::read(&manifest_bytes(source, &directory, MANIFEST)?)
        })
    }

    fn open<T>(
        &self,
        source: &mut dyn Source,
        entry: &Entry,
        read: impl FnOnce(&Reading<'_>, &mut dyn Source) -> Result<T, ReadFault>,
    ) -> Result<T, ReadFault> {
        if self.depth >= DEPTH {
            return Err(ReadFault::corrupted(About::Package, "nesting"));
        }
        if entry.size == 0 {
            return Err(ReadFault::package(Meaning::Empty));
        }
        let start = content_start(source, entry)?;
        let deflated = entry.method == DEFLATED;
        let inner = Reading {
            len: entry.size,
            name: &entry.name,
            headers: self.headers && !deflated,
            depth: self.depth + 1,
        };
        if deflated {
            return read(&inner, &mut Inflated::new(source, start, entry));
        }
        let failed = |error: std::io::Error| ReadFault::from_io(About::Package, &error);
        read(&inner, &mut Window::new(source, start, entry.size).map_err(failed)?)
    }
}

/// A whole manifest, its checksum compared by the `zip` crate.
fn manifest_bytes(source: &mut dyn Source, directory: &Directory, name: &str) -> Result<Vec<u8>, ReadFault> {
    let (index, entry) = directory.find(name).ok_or_else(|| ReadFault::package(Meaning::ManifestMissing))?;
    if entry.size > MANIFEST_BYTES {
        let (found, limit) = (entry.size, MANIFEST_BYTES);
        return Err(ReadFault::package(Meaning::TooBig { what: "manifest", found, limit }));
    }
    let damaged = || ReadFault::corrupted(About::Package, "manifest");
    let mut archive = ZipArchive::new(source).map_err(|_| damaged())?;
    let member = archive.by_index(index).map_err(|_| damaged())?;
    let mut bytes = Vec::new();
    // One byte more than declared, so that a member that gives more is seen and the checksum is always reached.
    member.take(entry.size + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
    if bytes.len() as u64 == entry.size { Ok(bytes) } else { Err(damaged()) }
}
