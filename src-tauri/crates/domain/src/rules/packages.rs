//! The packages: does a new one belong to this product, and what does the set change for customers.
//!
//! A package that the service knows is judged by what the service tells of it, a new one by the facts read from the file.
//! A new package without facts (a file that cannot be read here) is left to Microsoft.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::StoreContext;
use super::images::{is_leaving, status};
use crate::document::{Document, Pointer};
use crate::facts::{PackageFacts, PackageForm};
use crate::{FileId, Problem, codes};

/// 25 GB a package, taken as 25 × 2^30 (windows-dev-docs: msix/app-package-requirements.md).
const MAX_BYTES: u64 = 26_843_545_600;
/// Packages in one group (StoreBroker, windows-dev-center-vsts-extension: a client's figure, so never blocking).
const MAX_COUNT: usize = 25;

/// A package of a submission, from whichever source tells most.
struct Package {
    pointer: Pointer,
    name: String,
    version: Option<[u16; 4]>,
    written_version: String,
    architectures: Vec<String>,
    languages: Vec<String>,
    capabilities: Vec<String>,
    /// Names of device families, without versions.
    families: Vec<String>,
    facts: Option<PackageFacts>,
    is_new: bool,
    sourceless: bool,
}

/// The languages that the packages of a submission speak; `None` when a package does not tell.
pub(super) fn package_languages(draft: &Document, context: &StoreContext) -> Option<Vec<String>> {
    let packages = packages("applicationPackages", draft, context);
    let silent = packages.is_empty() || packages.iter().any(|package| package.languages.is_empty());
    (!silent).then(|| packages.into_iter().flat_map(|package| package.languages).collect())
}

/// The device families that the packages of an app submission name.
pub(super) fn package_families(draft: &Document, context: &StoreContext) -> Vec<String> {
    packages("applicationPackages", draft, context).into_iter().flat_map(|package| package.families).collect()
}

fn packages(list: &str, document: &Document, context: &StoreContext) -> Vec<Package> {
    let at = Pointer::of([list]);
    let staying = document.members(&at).into_iter().filter(|(_, package)| !is_leaving(package));
    staying.map(|(pointer, package)| Package::read(pointer, package, context)).collect()
}

impl Package {
    fn read(pointer: Pointer, package: &Map<String, Value>, context: &StoreContext) -> Self {
        let text = |name: &str| package.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let texts = |name: &str| -> Vec<String> {
            let list = package.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let is_new = status(package) == "PendingUpload";
        let file = package.get("$file").and_then(Value::as_str);
        let known = file.and_then(|file| context.packages.get(&FileId::new(file)).cloned());
        let embedded = || package.get("$facts").and_then(|facts| PackageFacts::deserialize(facts).ok());
        let facts = known.or_else(embedded).filter(|_| is_new);
        let written_version =
            facts.as_ref().map_or_else(|| text("version"), |facts| facts.identity.version.clone());
        // "Windows.Desktop min version 10.0.17763.0" as the service writes it.
        let family = |written: String| written.split(' ').next().unwrap_or_default().to_owned();
        let told =
            |own: Vec<String>, pick: fn(&PackageFacts) -> Vec<String>| facts.as_ref().map_or(own, pick);
        Self {
            name: text("fileName"),
            version: version(&written_version),
            architectures: match &facts {
                Some(facts) => facts.architectures.clone(),
                None => Some(text("architecture").to_lowercase())
                    .filter(|one| !one.is_empty())
                    .into_iter()
                    .collect(),
            },
            languages: told(texts("languages"), |facts| facts.languages.clone()),
            capabilities: told(texts("capabilities"), |facts| facts.capabilities.clone()),
            families: told(texts("targetDeviceFamilies").into_iter().map(family).collect(), |facts| {
                facts.families.iter().map(|family| family.name.clone()).collect()
            }),
            sourceless: is_new && file.is_none(),
            written_version,
            facts,
            is_new,
            pointer,
        }
    }

    fn tell(&self, problem: Problem) -> Problem {
        problem.at(self.pointer.clone()).with("name", self.name.as_str())
    }
}

/// `a.b.c.d`, each part 0 to 65535.
fn version(written: &str) -> Option<[u16; 4]> {
    let parts: Vec<u16> = written.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    parts.try_into().ok()
}

pub(super) fn check(
    list: &str,
    live: Option<&Document>,
    draft: &Document,
    context: &StoreContext,
    problems: &mut Vec<Problem>,
) {
    let at = Pointer::of([list]);
    let now = packages(list, draft, context);
    let before = live.map(|live| packages(list, live, context)).unwrap_or_default();
    if now.is_empty() {
        problems.push(Problem::must(codes::PACKAGE_NONE).at(at.clone()));
    }
    if now.len() > MAX_COUNT {
        let problem = Problem::check(codes::PACKAGE_COUNT_TOOMANY).at(at.clone());
        problems.push(problem.with("count", now.len()).with("max", MAX_COUNT));
    }
    for (number, package) in now.iter().enumerate().filter(|(_, package)| package.is_new) {
        if package.sourceless {
            problems.push(package.tell(Problem::must(codes::ARCHIVE_FILE_MISSING)));
        }
        let Some(facts) = &package.facts else { continue };
        identity(package, facts, context, problems);
        file(package, facts, problems);
        let others: Vec<&Package> =
            now.iter().enumerate().filter(|(at, _)| *at != number).map(|(_, other)| other).collect();
        versions(package, &others, &before, problems);
        capabilities(package, facts, &before, problems);
        // A flight has no words of its own.
        if list == "applicationPackages" {
            languages(package, &before, draft, problems);
        }
    }
    lost(&now, &before, &at, problems);
}

/// The manifest must name this product (windows-dev-docs: msix/resolve-submission-errors.md).
fn identity(package: &Package, facts: &PackageFacts, context: &StoreContext, problems: &mut Vec<Problem>) {
    let product = &context.product;
    let mut differs = |code: &str, found: &str, expected: &str| {
        if !expected.is_empty() && !found.eq_ignore_ascii_case(expected) {
            let problem = package.tell(Problem::must(code));
            problems.push(problem.with("found", found).with("expected", expected));
            return true;
        }
        false
    };
    let name = differs(codes::PACKAGE_IDENTITY_NAME, &facts.identity.name, &product.identity_name);
    let publisher = differs(codes::PACKAGE_IDENTITY_PUBLISHER, &facts.identity.publisher, &product.publisher);
    if !name && !publisher {
        differs(codes::PACKAGE_IDENTITY_FAMILY, &facts.family_name, &product.family_name);
    }
    // A name taken from the package's resources cannot be read without them.
    let readable = !facts.display_name.is_empty() && !facts.display_name.starts_with("ms-resource:");
    if readable && !product.name.is_empty() && facts.display_name != product.name {
        let problem = package.tell(Problem::check(codes::PACKAGE_DISPLAYNAME_OTHER));
        problems
            .push(problem.with("found", facts.display_name.as_str()).with("product", product.name.as_str()));
    }
}

fn file(package: &Package, facts: &PackageFacts, problems: &mut Vec<Problem>) {
    if facts.bytes > MAX_BYTES {
        let problem = Problem::must(codes::PACKAGE_FILE_TOOBIG).at(package.pointer.clone());
        problems.push(problem.with("bytes", facts.bytes).with("max", MAX_BYTES));
    }
    if facts.resource_package {
        problems.push(package.tell(Problem::check(codes::PACKAGE_RESOURCE_ALONE)));
    }
    let bare = !matches!(facts.form, PackageForm::Msixupload | PackageForm::Appxupload);
    if bare && package.families.iter().any(|family| family == "Windows.Universal") {
        problems.push(package.tell(Problem::tip(codes::PACKAGE_FORM_UPLOAD)));
    }
}

/// Windows-uwp: `publish/package-version-numbering.md`.
fn versions(package: &Package, others: &[&Package], before: &[Package], problems: &mut Vec<Problem>) {
    let told = |code: Problem| package.tell(code).with("version", package.written_version.as_str());
    let Some(version) = package.version.filter(|version| version[0] > 0) else {
        problems.push(told(Problem::must(codes::PACKAGE_VERSION_INVALID)));
        return;
    };
    if version[3] != 0 {
        problems.push(told(Problem::must(codes::PACKAGE_VERSION_FOURTH)));
    }
    let shared = |other: &Package| -> Option<String> {
        package.architectures.iter().find(|architecture| other.architectures.contains(architecture)).cloned()
    };
    let twin = |other: &Package| shared(other).filter(|_| other.version == Some(version));
    // Two packages of one submission may share a version only with different architectures. The same version again after
    // a replacement is refused in practice, which no document states.
    if let Some(architecture) = others.iter().find_map(|other| twin(other)) {
        problems.push(told(Problem::must(codes::PACKAGE_VERSION_SAME)).with("architecture", architecture));
    } else if let Some(architecture) = before.iter().find_map(twin) {
        problems.push(told(Problem::check(codes::PACKAGE_VERSION_SAME)).with("architecture", architecture));
    }
    let highest = before.iter().filter(|other| shared(other).is_some()).max_by_key(|other| other.version);
    if let Some(highest) = highest.filter(|highest| highest.version > Some(version)) {
        let problem = told(Problem::check(codes::PACKAGE_VERSION_LOWER));
        problems.push(problem.with("live", highest.written_version.as_str()));
    }
}

fn capabilities(package: &Package, facts: &PackageFacts, before: &[Package], problems: &mut Vec<Problem>) {
    let had = |capability: &str| {
        before.iter().flat_map(|live| &live.capabilities).any(|known| known.eq_ignore_ascii_case(capability))
    };
    for capability in facts.capabilities.iter().filter(|capability| !had(capability)) {
        if facts.restricted.contains(capability) {
            let problem = package.tell(Problem::check(codes::PACKAGE_CAPABILITY_RESTRICTED));
            problems.push(problem.with("capability", capability.as_str()));
        } else if !before.is_empty() {
            let problem = package.tell(Problem::check(codes::PACKAGE_CAPABILITY_ADDED));
            problems.push(problem.with("capability", capability.as_str()));
        }
    }
}

/// A language that came with the package and that no listing speaks.
fn languages(package: &Package, before: &[Package], draft: &Document, problems: &mut Vec<Problem>) {
    let listings = draft.languages();
    for language in &package.languages {
        let same = |other: &String| other.eq_ignore_ascii_case(language);
        let is_listed = listings.iter().any(|listed| {
            same(listed)
                || listed.get(..language.len() + 1).is_some_and(|start| {
                    start.ends_with('-') && start[..language.len()].eq_ignore_ascii_case(language)
                })
        });
        let told_already = problems.iter().any(|problem| {
            problem.code == codes::PACKAGE_LANGUAGE_NOLISTING
                && problem.params["language"] == language.as_str()
        });
        let was_there = before.iter().flat_map(|live| &live.languages).any(same);
        if !is_listed && !was_there && !told_already {
            let problem = Problem::check(codes::PACKAGE_LANGUAGE_NOLISTING).at(package.pointer.clone());
            problems.push(problem.with("language", language.as_str()));
        }
    }
}

/// What customers of some devices lose with this set of packages.
fn lost(now: &[Package], before: &[Package], at: &Pointer, problems: &mut Vec<Problem>) {
    // A package that does not tell (not readable here) may bring anything.
    if now.is_empty()
        || now.iter().any(|package| package.families.is_empty() || package.architectures.is_empty())
    {
        return;
    }
    fn all(packages: &[Package], pick: fn(&Package) -> &Vec<String>) -> Vec<&str> {
        let mut names: Vec<&str> = packages.iter().flat_map(pick).map(String::as_str).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
    let families = all(now, |package| &package.families);
    if !families.contains(&"Windows.Universal") {
        for family in all(before, |package| &package.families) {
            if !family.is_empty() && family != "None" && !families.contains(&family) {
                let problem = Problem::check(codes::PACKAGE_FAMILY_REMOVED).at(at.clone());
                problems.push(problem.with("family", family));
            }
        }
    }
    let architectures = all(now, |package| &package.architectures);
    if !architectures.contains(&"neutral") {
        for architecture in all(before, |package| &package.architectures) {
            if architecture != "neutral" && !architectures.contains(&architecture) {
                let problem = Problem::check(codes::PACKAGE_ARCHITECTURE_REMOVED).at(at.clone());
                problems.push(problem.with("architecture", architecture));
            }
        }
    }
}
