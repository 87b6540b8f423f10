//! What `AppxManifest.xml` says, read by local name so that every form since Windows 8 is understood.

use vitrine_domain::facts::{PackageIdentity, TargetFamily};

use super::xml::{self, Element};
use crate::{Meaning, ReadFault};

/// Every namespace of packages and bundles begins so.
pub(super) const APPX: &str = "http://schemas.microsoft.com/appx/";
/// Capabilities that the Store approves one by one.
const RESTRICTED: &str =
    "http://schemas.microsoft.com/appx/manifest/foundation/windows10/restrictedcapabilities";

#[derive(Debug)]
pub(super) struct Manifest {
    pub identity: PackageIdentity,
    pub display_name: String,
    pub publisher_display_name: String,
    pub languages: Vec<String>,
    pub families: Vec<TargetFamily>,
    pub capabilities: Vec<String>,
    pub restricted: Vec<String>,
    pub resource_package: bool,
}

pub(super) fn unreadable(why: &'static str) -> ReadFault {
    ReadFault::package(Meaning::ManifestUnreadable { why })
}

pub(super) fn read(bytes: &[u8]) -> Result<Manifest, ReadFault> {
    let root = xml::parse(bytes)?;
    if root.name != "Package" || !root.space.starts_with(APPX) {
        return Err(unreadable("root"));
    }
    let mut identity = identity(&root)?;
    let element = root.child("Identity");
    // Absent means neutral: it has no code, or code for every processor.
    let architecture =
        element.and_then(|identity| identity.attribute("ProcessorArchitecture")).unwrap_or("neutral");
    identity.architecture = architecture.to_ascii_lowercase();

    let properties = root.child("Properties");
    let property = |name| properties.map_or("", |properties| properties.text_of(name));
    let (capabilities, restricted) = capabilities(&root);
    Ok(Manifest {
        identity,
        display_name: property("DisplayName").to_owned(),
        publisher_display_name: property("PublisherDisplayName").to_owned(),
        languages: languages(&root),
        families: families(&root),
        capabilities,
        restricted,
        resource_package: matches!(property("ResourcePackage"), "true" | "1"),
    })
}

/// Name, publisher and version; the architecture is the caller's, since a bundle has none.
pub(super) fn identity(root: &Element) -> Result<PackageIdentity, ReadFault> {
    let element = root.child("Identity").ok_or_else(|| unreadable("identity"))?;
    let attribute = |name| {
        element.attribute(name).filter(|value| !value.is_empty()).ok_or_else(|| unreadable("identity"))
    };
    let version = attribute("Version")?.to_owned();
    if !is_quad(&version) {
        return Err(ReadFault::package(Meaning::VersionWrong { found: version, expected: None }));
    }
    Ok(PackageIdentity {
        name: attribute("Name")?.to_owned(),
        publisher: attribute("Publisher")?.to_owned(),
        version,
        architecture: String::new(),
    })
}

/// Four numbers up to 65535 without leading zeros, as the manifest schema writes them.
pub(super) fn is_quad(version: &str) -> bool {
    let part = |part: &str| part.parse::<u16>().is_ok_and(|number| number.to_string() == part);
    version.split('.').count() == 4 && version.split('.').all(part)
}

/// As written and in order; a language that is named twice counts once.
pub(super) fn languages(parent: &Element) -> Vec<String> {
    let mut languages: Vec<String> = Vec::new();
    for resource in parent.named("Resources").flat_map(|resources| resources.named("Resource")) {
        if let Some(language) = resource.attribute("Language")
            && !languages.iter().any(|known| known.eq_ignore_ascii_case(language))
        {
            languages.push(language.to_owned());
        }
    }
    languages
}

pub(super) fn families(parent: &Element) -> Vec<TargetFamily> {
    let found =
        parent.named("Dependencies").flat_map(|dependencies| dependencies.named("TargetDeviceFamily"));
    let family = |element: &Element| TargetFamily {
        name: element.attribute("Name").unwrap_or_default().to_owned(),
        min_version: element.attribute("MinVersion").unwrap_or_default().to_owned(),
    };
    let mut families: Vec<TargetFamily> = found.map(family).collect();
    let old = parent.child("Prerequisites").map_or("", |prerequisites| prerequisites.text_of("OSMinVersion"));
    if families.is_empty() && !old.is_empty() {
        families.push(TargetFamily { name: "Windows".to_owned(), min_version: old.to_owned() });
    }
    families
}

fn capabilities(root: &Element) -> (Vec<String>, Vec<String>) {
    let (mut all, mut restricted) = (Vec::new(), Vec::new());
    for capability in root.named("Capabilities").flat_map(|capabilities| &capabilities.children) {
        let Some(name) = capability.attribute("Name").map(str::to_owned) else { continue };
        if capability.space.starts_with(RESTRICTED) && !restricted.contains(&name) {
            restricted.push(name.clone());
        }
        if !all.contains(&name) {
            all.push(name);
        }
    }
    (all, restricted)
}
