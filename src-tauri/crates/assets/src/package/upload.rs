//! Upload files: one package or bundle, and its symbols, zipped together by Visual Studio or by hand.

use vitrine_domain::facts::{ContentRole, PackageContent, PackageFacts, PackageForm};

use super::directory::{Directory, Entry};
use super::source::Source;
use super::{Reading, has_extension, is_package_name, spelling};
use crate::{Meaning, ReadFault};

const PACKAGES: [&str; 2] = ["msix", "appx"];
const BUNDLES: [&str; 2] = ["msixbundle", "appxbundle"];
const SYMBOLS: [&str; 2] = ["appxsym", "msixsym"];

fn is(entry: &Entry, extensions: &[&str]) -> bool {
    extensions.iter().any(|extension| has_extension(&entry.name, extension))
}

pub(super) fn is_single(entry: &Entry) -> bool {
    is(entry, &PACKAGES)
}

fn is_main(entry: &Entry) -> bool {
    is_single(entry) || is(entry, &BUNDLES)
}

/// A ZIP is taken for an upload file when it holds one package or bundle; with several only when its name says so, because
/// people zip releases for many reasons.
pub(super) fn is_upload(directory: &Directory, name: &str) -> bool {
    match directory.entries.iter().filter(|entry| is_main(entry)).count() {
        0 => false,
        1 => true,
        _ => is_package_name(name),
    }
}

/// The facts of the package inside, under the form of the upload file; a bundle in the contents is followed by what it holds.
pub(super) fn read(
    reading: &Reading,
    source: &mut dyn Source,
    directory: &Directory,
) -> Result<PackageFacts, ReadFault> {
    let count = directory.entries.iter().filter(|entry| is_main(entry)).count() as u64;
    let (Some(main), 1) = (directory.entries.iter().find(|entry| is_main(entry)), count) else {
        return Err(ReadFault::package(Meaning::SeveralPackages { count }));
    };
    let mut facts = reading.package_inside(source, main).map_err(|fault| fault.inside(&main.name))?;
    let bundle = matches!(facts.form, PackageForm::Msixbundle | PackageForm::Appxbundle);
    facts.contents.insert(
        0,
        PackageContent {
            file: main.name.clone(),
            role: match (bundle, facts.resource_package) {
                (true, _) => ContentRole::Bundle,
                (false, true) => ContentRole::Resource,
                (false, false) => ContentRole::Application,
            },
            version: facts.identity.version.clone(),
            architecture: facts.identity.architecture.clone(),
            languages: facts.languages.clone(),
            bytes: main.size,
        },
    );
    let symbols = directory.entries.iter().filter(|entry| is(entry, &SYMBOLS)).map(|entry| PackageContent {
        file: entry.name.clone(),
        role: ContentRole::Symbols,
        version: String::new(),
        architecture: String::new(),
        languages: Vec::new(),
        bytes: entry.size,
    });
    facts.contents.extend(symbols);
    facts.symbols = facts.contents.iter().any(|content| content.role == ContentRole::Symbols);
    let inner_is_msix = matches!(facts.form, PackageForm::Msix | PackageForm::Msixbundle);
    facts.form = if spelling(reading.name).unwrap_or(inner_is_msix) {
        PackageForm::Msixupload
    } else {
        PackageForm::Appxupload
    };
    facts.bytes = reading.len;
    Ok(facts)
}
