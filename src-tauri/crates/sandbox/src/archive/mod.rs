//! Opens what was really uploaded, the way the service does after a commit, and says what it found.
//!
//! Readers of this crate's own, on purpose: the app writes archives with other code, and two independent readings of
//! one format are the point. Nothing is unpacked into a folder; names inside an archive never become paths.
//!
//! Source: `store-api` 8 and 9 (codes, names with backslashes, the bare package), `store-listing-rules` 3 and 4
//! (pictures, package identity and version). That pictures fail with `InvalidParameterValue` is an inference from
//! the documented code set: no document names a code for them.

mod container;
mod manifest;
mod package;
mod picture;

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Read};

use serde_json::Value;

use crate::assume::Assumptions;
use crate::blob::shelf::BlobReader;
use crate::model::{Document, Note};
use crate::product::App;
use crate::store::files::PACKAGES;
use crate::store::{checks, tables};
use container::Container;
pub use package::PackageFacts;

/// What is to be examined.
pub struct Order {
    /// The app; of an add-on or a flight, the one that it belongs to.
    pub app: App,
    pub document: Document,
    /// What was uploaded, when something was.
    pub archive: Option<BlobReader>,
    pub assume: Assumptions,
}

/// What came of it. No error means that the commit went through.
#[derive(Debug, Default)]
pub struct Findings {
    pub errors: Vec<Note>,
    pub warnings: Vec<Note>,
    /// Faults of packages that show at the end of pre-processing.
    pub deferred: Vec<Note>,
    /// Facts of new packages by the name in the document.
    pub packages: HashMap<String, PackageFacts>,
    /// The upload was a bare package: nothing that was announced takes place.
    pub ignored: bool,
    files: usize,
}

impl Findings {
    pub fn failed(note: Note) -> Self {
        Self { errors: vec![note], ..Self::default() }
    }

    /// An upper bound of the ids that the new files need.
    pub fn new_files(&self) -> usize {
        self.files
    }
}

/// The still picture of a trailer, where other pictures name their `imageType`.
const THUMBNAIL: &str = "thumbnail of a trailer";

/// Largest picture (store-listing-rules 3: 50 MB).
const PICTURE_BYTES: u64 = 50 * 1024 * 1024;

pub fn inspect(order: Order) -> Findings {
    let mut findings = Findings { errors: checks::commit_faults(&order), ..Findings::default() };
    let wanted = Wanted::of(&order.document);
    findings.files = wanted.count();
    if !wanted.is_empty() {
        match &order.archive {
            None => findings.errors.extend(wanted.names().map(|name| missing(name))),
            Some(archive) => examine(&order, archive.again(), &wanted, &mut findings),
        }
    }
    if !findings.ignored && left_packages(&order.document) == Some(0) {
        findings.errors.push(Note::new("NoValidPackages", "The submission has no valid package left."));
    }
    findings
}

fn examine(order: &Order, archive: BlobReader, wanted: &Wanted, findings: &mut Findings) {
    let size = archive.size();
    let Ok(mut container) = Container::open(Box::new(archive)) else {
        let details = format!("The uploaded file of {size} bytes is not a valid ZIP archive.");
        findings.errors.push(Note::new("InvalidArchive", details));
        return;
    };
    if container.is_bare_package() {
        // Seen twice in the field: the commit succeeds and nothing changes (store-api 9).
        findings.ignored = true;
        return;
    }
    if container.is_zip64() && order.assume.is("zip64", "refused") {
        findings
            .errors
            .push(Note::new("InvalidArchive", "The archive is in the ZIP64 form, which is not supported."));
        return;
    }
    for name in wanted.names().filter(|name| !container.has(name)) {
        findings.errors.push(missing(name));
    }
    for (name, kinds) in &wanted.pictures {
        if container.has(name) {
            let read = container.bytes(name, PICTURE_BYTES);
            findings.errors.extend(kinds.iter().filter_map(|kind| picture_fault(name, kind, &read)));
        }
    }
    let mut faults = Vec::new();
    for name in &wanted.packages {
        if !container.has(name) {
            continue;
        }
        match package_of(&mut container, name, order) {
            Ok(facts) => drop(findings.packages.insert(name.clone(), facts)),
            Err(details) => faults.push(Note::new("PackageValidationFailed", details)),
        }
    }
    for name in &wanted.others {
        if container.has(name)
            && let Err(error) = container.verify(name)
        {
            findings
                .errors
                .push(Note::new("InvalidArchive", format!("The file {name} cannot be read: {error}.")));
        }
    }
    // The documents allow both steps (status-codes; submission-status).
    if order.assume.is("package-fault", "preprocessing") {
        findings.deferred = faults;
    } else {
        findings.errors.extend(faults);
    }
}

fn missing(name: &str) -> Note {
    Note::new("MissingFiles", format!("File {name} was not found in the archive."))
}

fn picture_fault(name: &str, kind: &str, read: &io::Result<Option<Vec<u8>>>) -> Option<Note> {
    let refused = |details: String| Some(Note::new("InvalidParameterValue", details));
    let bytes = match read {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return refused(format!("The image {name} is larger than 50 MB.")),
        Err(error) => {
            return Some(Note::new("InvalidArchive", format!("The file {name} cannot be read: {error}.")));
        }
    };
    match picture::png_size(bytes) {
        Err(why) => refused(format!("The image {name} cannot be used: {why}.")),
        Ok((width, height)) => {
            let kind_of = if kind == THUMBNAIL { &*tables::THUMBNAIL } else { tables::image_kind(kind)? };
            (!kind_of.fits(width, height))
                .then(|| {
                    refused(format!(
                        "The image {name} is {width} x {height} pixels; an image of type {kind} is {}.",
                        kind_of.wanted()
                    ))
                })
                .flatten()
        }
    }
}

fn package_of(container: &mut Container<'_>, name: &str, order: &Order) -> Result<PackageFacts, String> {
    let facts = container
        .with_file(name, |file| package::read(file))
        .map_err(|error| format!("The package {name} cannot be read: {error}."))?
        .map_err(|why| format!("The package {name} cannot be read: {why}."))?;
    if facts.name != order.app.identity_name {
        return Err(format!(
            "The identity name {} of the package {name} is not the one of the product, {}.",
            facts.name, order.app.identity_name
        ));
    }
    if facts.publisher != order.app.publisher {
        return Err(format!(
            "The publisher {} of the package {name} is not the one of the product, {}.",
            facts.publisher, order.app.publisher
        ));
    }
    if !version_fits(&facts.version) {
        return Err(format!(
            "The version {} of the package {name} is not allowed: four parts, the first from 1, the last 0.",
            facts.version
        ));
    }
    // A name out of the package's resources is not looked up.
    let shown = facts.display_name.as_str();
    if !shown.is_empty() && !shown.starts_with("ms-resource:") && !order.app.reserves(shown) {
        return Err(format!(
            "The name {shown} found in the package {name} is not one of the reserved names."
        ));
    }
    Ok(facts)
}

/// `a.b.c.0`, a from 1, parts up to 65535 (store-listing-rules 4: the fourth part is the Store's).
fn version_fits(version: &str) -> bool {
    let parts: Option<Vec<u16>> = version.split('.').map(|part| part.parse().ok()).collect();
    parts.is_some_and(|parts| parts.len() == 4 && parts[0] > 0 && parts[3] == 0)
}

/// How many packages a submission keeps; `None` for an add-on, which has none.
fn left_packages(document: &Document) -> Option<usize> {
    let packages = PACKAGES.iter().find_map(|member| document.get(*member))?;
    let packages = packages.as_array().map(Vec::as_slice).unwrap_or_default();
    Some(packages.iter().filter(|package| package["fileStatus"] != "PendingDelete").count())
}

/// The new files that a document names, by what they are. One entry may serve several listings.
#[derive(Default)]
struct Wanted {
    packages: Vec<String>,
    pictures: BTreeMap<String, Vec<String>>,
    others: Vec<String>,
    entries: usize,
}

impl Wanted {
    fn of(document: &Document) -> Self {
        let mut wanted = Self::default();
        let new = |file: &Value| {
            (file["fileStatus"] == "PendingUpload")
                .then(|| file["fileName"].as_str().unwrap_or_default().to_owned())
        };
        let list = |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
        for member in PACKAGES {
            for name in list(document.get(member)).iter().filter_map(new) {
                wanted.packages.push(name);
                wanted.entries += 1;
            }
        }
        for (_, listing) in document.get("listings").and_then(Value::as_object).into_iter().flatten() {
            for image in list(listing["baseListing"].get("images")) {
                if let Some(name) = new(&image) {
                    wanted.picture(name, image["imageType"].as_str().unwrap_or_default());
                }
            }
            if let Some(name) = listing.get("icon").and_then(new) {
                wanted.picture(name, "Icon");
            }
        }
        // What has no id is new: a video, and the still picture of a language (store-api 5.11).
        for trailer in list(document.get("trailers")) {
            if !trailer["videoFileId"].is_string() {
                wanted.others.extend(trailer["videoFileName"].as_str().map(str::to_owned));
                wanted.entries += 2;
            }
            for (_, asset) in trailer["trailerAssets"].as_object().into_iter().flatten() {
                for image in list(asset.get("imageList")).iter().filter(|image| !image["id"].is_string()) {
                    wanted.picture(image["fileName"].as_str().unwrap_or_default().to_owned(), THUMBNAIL);
                }
            }
        }
        wanted
    }

    fn picture(&mut self, name: String, kind: &str) {
        let kinds = self.pictures.entry(name).or_default();
        if !kinds.iter().any(|held| held == kind) {
            kinds.push(kind.to_owned());
        }
        self.entries += 1;
    }

    fn names(&self) -> impl Iterator<Item = &String> {
        self.packages.iter().chain(self.pictures.keys()).chain(&self.others)
    }

    fn is_empty(&self) -> bool {
        self.names().next().is_none()
    }

    fn count(&self) -> usize {
        self.entries
    }
}

/// Reads a file of at most `limit` bytes; `None` when it is longer.
fn read_at_most(reader: &mut dyn Read, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_part_of_a_version_belongs_to_the_store() {
        assert!(version_fits("1.0.0.0") && version_fits("65535.2.3.0"));
        for version in ["0.1.0.0", "1.0.0.1", "1.0.0", "1.0.0.0.0", "65536.0.0.0", "a.b.c.0", ""] {
            assert!(!version_fits(version), "{version}");
        }
    }
}
