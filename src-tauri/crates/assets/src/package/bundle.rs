//! Bundles: what `AppxBundleManifest.xml` lists, compared with the packages that lie inside.

use vitrine_domain::facts::{ContentRole, PackageContent, PackageFacts, PackageForm};

use super::directory::{Directory, Entry, STORED, content_start};
use super::manifest::{self, APPX, Manifest, is_quad, unreadable};
use super::source::Source;
use super::upload::is_single;
use super::xml::{self, Element};
use super::{Reading, identity};
use crate::{Meaning, ReadFault};

pub(super) const MANIFEST: &str = "AppxMetadata/AppxBundleManifest.xml";

/// One `Package` element.
struct Listed<'a> {
    element: &'a Element,
    content: PackageContent,
}

pub(super) fn read(
    reading: &Reading,
    source: &mut dyn Source,
    directory: &Directory,
) -> Result<PackageFacts, ReadFault> {
    let root = xml::parse(&super::manifest_bytes(source, directory, MANIFEST)?)?;
    if root.name != "Bundle" || !root.space.starts_with(APPX) {
        return Err(unreadable("root"));
    }
    let outer = manifest::identity(&root)?;
    let packages = root.child("Packages").ok_or_else(|| unreadable("root"))?;
    let mut facts = PackageFacts {
        form: PackageForm::Msixbundle,
        family_name: identity::family_name(&outer.name, &outer.publisher),
        identity: outer,
        display_name: String::new(),
        publisher_display_name: String::new(),
        architectures: Vec::new(),
        languages: Vec::new(),
        families: Vec::new(),
        capabilities: Vec::new(),
        restricted: Vec::new(),
        contents: Vec::new(),
        resource_package: false,
        symbols: false,
        bytes: reading.len,
    };
    let mut all_msix = true;
    let mut named: Vec<String> = Vec::new();
    for element in packages.named("Package") {
        let listed = listed(element)?;
        all_msix &= super::has_extension(&listed.content.file, "msix");
        named.push(listed.content.file.to_lowercase());
        let content = take(reading, source, directory, listed, &mut facts)?;
        facts.contents.push(content);
    }
    let stray = directory
        .entries
        .iter()
        .find(|entry| is_single(entry) && !named.contains(&entry.name.to_lowercase()));
    if let Some(stray) = stray {
        return Err(ReadFault::package(Meaning::ContentsMixed).inside(&stray.name));
    }
    facts.architectures.sort();
    if !super::spelling(reading.name).unwrap_or(all_msix) {
        facts.form = PackageForm::Appxbundle;
    }
    Ok(facts)
}

fn listed(element: &Element) -> Result<Listed<'_>, ReadFault> {
    let file = element
        .attribute("FileName")
        .filter(|name| !name.is_empty())
        .ok_or_else(|| unreadable("identity"))?;
    let version = element.attribute("Version").unwrap_or_default();
    if !is_quad(version) {
        return Err(ReadFault::package(Meaning::VersionWrong { found: version.to_owned(), expected: None }));
    }
    let content = PackageContent {
        file: file.replace('\\', "/"),
        // What the schema says when the attributes are absent.
        role: match element.attribute("Type") {
            Some("application") => ContentRole::Application,
            _ => ContentRole::Resource,
        },
        version: version.to_owned(),
        architecture: element.attribute("Architecture").unwrap_or("neutral").to_ascii_lowercase(),
        languages: manifest::languages(element),
        bytes: 0,
    };
    Ok(Listed { element, content })
}

/// Compares one listed package with what lies inside, and adds what it tells to the facts of the bundle.
fn take(
    reading: &Reading,
    source: &mut dyn Source,
    directory: &Directory,
    Listed { element, mut content }: Listed<'_>,
    facts: &mut PackageFacts,
) -> Result<PackageContent, ReadFault> {
    let inner = match directory.find(&content.file) {
        Some((_, entry)) => {
            content.bytes = entry.size;
            let inner = compare(reading, source, entry, element, &content, facts);
            Some(inner.map_err(|fault| fault.inside(&content.file))?)
        }
        // A flat bundle keeps its packages beside itself and gives no offset.
        None if element.attribute("Offset").is_none() => None,
        None => return Err(ReadFault::package(Meaning::ContentsMixed).inside(&content.file)),
    };
    merge(&mut facts.languages, &content.languages, |a, b| a.eq_ignore_ascii_case(b));
    if content.role == ContentRole::Application {
        merge(&mut facts.architectures, std::slice::from_ref(&content.architecture), |a, b| a == b);
        merge(&mut facts.families, &manifest::families(element), |a, b| a == b);
        if let Some(inner) = inner {
            merge(&mut facts.families, &inner.families, |a, b| a == b);
            merge(&mut facts.capabilities, &inner.capabilities, |a, b| a == b);
            merge(&mut facts.restricted, &inner.restricted, |a, b| a == b);
            if facts.display_name.is_empty() {
                facts.display_name = inner.display_name;
                facts.publisher_display_name = inner.publisher_display_name;
            }
        }
    }
    Ok(content)
}

fn compare(
    reading: &Reading,
    source: &mut dyn Source,
    entry: &Entry,
    element: &Element,
    content: &PackageContent,
    facts: &PackageFacts,
) -> Result<Manifest, ReadFault> {
    let number = |name| element.attribute(name).and_then(|value| value.parse::<u64>().ok());
    // Windows installs a package out of its bundle by this offset, so it lies there as it is.
    let misplaced = match number("Offset") {
        Some(offset) => entry.method != STORED || content_start(source, entry)? != offset,
        None => false,
    };
    if misplaced || number("Size").is_some_and(|size| size != entry.size) {
        return Err(ReadFault::package(Meaning::ContentsMixed));
    }
    let inner = reading.manifest_inside(source, entry)?;
    let mixed = |field, found: &str, expected: &str| {
        let (found, expected) = (found.to_owned(), expected.to_owned());
        ReadFault::package(Meaning::IdentityMixed { field, found, expected })
    };
    let (found, outer) = (&inner.identity, &facts.identity);
    if found.name != outer.name {
        return Err(mixed("name", &found.name, &outer.name));
    }
    if found.publisher != outer.publisher {
        return Err(mixed("publisher", &found.publisher, &outer.publisher));
    }
    if found.architecture != content.architecture {
        return Err(mixed("architecture", &found.architecture, &content.architecture));
    }
    let role = |resource| if resource { "resource" } else { "application" };
    let expected = content.role == ContentRole::Resource;
    if inner.resource_package != expected {
        return Err(mixed("role", role(inner.resource_package), role(expected)));
    }
    if found.version != content.version {
        let (found, expected) = (found.version.clone(), Some(content.version.clone()));
        return Err(ReadFault::package(Meaning::VersionWrong { found, expected }));
    }
    Ok(inner)
}

fn merge<T: Clone>(into: &mut Vec<T>, from: &[T], same: impl Fn(&T, &T) -> bool) {
    for item in from {
        if !into.iter().any(|known| same(known, item)) {
            into.push(item.clone());
        }
    }
}
