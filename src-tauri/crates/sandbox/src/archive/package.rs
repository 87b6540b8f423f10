//! Packages: `.msix`/`.appx`, bundles of them, and upload files around either. Signatures and block maps are not
//! checked: practice packages are rarely signed, and the Store signs anew.

use std::io;

use super::container::{Container, ReadSeek};
use super::manifest::{self, Bundle, Manifest};

pub const MANIFEST: &str = "AppxManifest.xml";
pub const BUNDLE: &str = "AppxMetadata/AppxBundleManifest.xml";

/// Largest manifest that is read.
const MANIFEST_BYTES: u64 = 8 * 1024 * 1024;

/// What the service fills in for a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageFacts {
    pub name: String,
    pub publisher: String,
    pub version: String,
    /// `X86`, `X64`, `ARM`, `ARM64`, `Neutral`.
    pub architecture: String,
    pub languages: Vec<String>,
    pub capabilities: Vec<String>,
    /// `Windows.Desktop min version 10.0.17763.0`
    pub families: Vec<String>,
    pub display_name: String,
}

/// Reads a package of any of the six forms. The error is half a sentence.
pub fn read(file: Box<dyn ReadSeek + '_>) -> Result<PackageFacts, String> {
    let mut container = Container::open_package(file).map_err(|_| "it is not a package".to_owned())?;
    container.verify_all().map_err(|error| format!("a file inside it is damaged ({error})"))?;
    if container.has(BUNDLE) {
        return bundle(&mut container);
    }
    if container.has(MANIFEST) {
        let manifest = manifest_of(&mut container)?;
        let architecture = spelled(&manifest.architecture);
        return Ok(facts(manifest, architecture));
    }
    // An upload file holds one package or bundle, and symbols beside it.
    let inner = container.names().find(|name| is_package(name)).map(str::to_owned);
    let inner = inner.ok_or_else(|| "it holds no manifest and no package".to_owned())?;
    container
        .with_file(&inner, nested)
        .map_err(|error| format!("{inner} inside it cannot be read: {error}"))?
}

/// One level down, where another upload file would be one too many.
fn nested(file: Box<dyn ReadSeek + '_>) -> Result<PackageFacts, String> {
    let mut container =
        Container::open_package(file).map_err(|_| "the file inside it is not a package".to_owned())?;
    if container.has(BUNDLE) {
        return bundle(&mut container);
    }
    let manifest = manifest_of(&mut container)?;
    let architecture = spelled(&manifest.architecture);
    Ok(facts(manifest, architecture))
}

fn bundle(container: &mut Container<'_>) -> Result<PackageFacts, String> {
    let xml = text(container, BUNDLE)?;
    let Bundle { identity, applications, languages } = manifest::bundle(&xml)?;
    let first = applications.first().ok_or_else(|| "the bundle names no application package".to_owned())?;
    for (file, _) in &applications {
        if !container.has(file) {
            return Err(format!("the bundle lacks its package {file}"));
        }
    }
    let manifest = container
        .with_file(&first.0.clone(), |file| {
            let mut inner =
                Container::open_package(file).map_err(|_| "a package of the bundle is not one".to_owned())?;
            manifest_of(&mut inner)
        })
        .map_err(|error| format!("a package of the bundle cannot be read: {error}"))??;
    let mut architectures: Vec<String> = applications.iter().map(|(_, a)| spelled(a)).collect();
    architectures.sort();
    architectures.dedup();
    // How a bundle of several is told is not documented.
    let architecture = if architectures.len() == 1 { architectures.remove(0) } else { "Neutral".to_owned() };
    let mut facts = facts(manifest, architecture);
    (facts.name, facts.publisher, facts.version) = (identity.name, identity.publisher, identity.version);
    for language in languages {
        if !facts.languages.iter().any(|held| held.eq_ignore_ascii_case(&language)) {
            facts.languages.push(language);
        }
    }
    Ok(facts)
}

fn manifest_of(container: &mut Container<'_>) -> Result<Manifest, String> {
    manifest::package(&text(container, MANIFEST)?)
}

fn text(container: &mut Container<'_>, name: &str) -> Result<String, String> {
    let bytes = container.bytes(name, MANIFEST_BYTES).map_err(|error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => format!("it has no {name}"),
        _ => format!("{name} cannot be read: {error}"),
    })?;
    let bytes = bytes.ok_or_else(|| format!("{name} is too large"))?;
    manifest::decoded(bytes)
}

fn facts(manifest: Manifest, architecture: String) -> PackageFacts {
    PackageFacts {
        name: manifest.identity.name,
        publisher: manifest.identity.publisher,
        version: manifest.identity.version,
        architecture,
        languages: manifest.languages,
        capabilities: manifest.capabilities,
        families: manifest.families.iter().map(|(name, min)| format!("{name} min version {min}")).collect(),
        display_name: manifest.display_name,
    }
}

fn is_package(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [".msix", ".appx", ".msixbundle", ".appxbundle"].iter().any(|end| lower.ends_with(end))
}

/// As the documented sample spells it (`ARM`), and clients expect the others.
fn spelled(architecture: &str) -> String {
    match architecture.to_ascii_lowercase().as_str() {
        "x86" => "X86",
        "x64" => "X64",
        "arm" => "ARM",
        "arm64" => "ARM64",
        _ => "Neutral",
    }
    .to_owned()
}
