//! Writes `src-tauri/notices.txt`: every package of others inside the program, with its licence as its authors wrote it.
//!
//! Inside means linked into `vitrine` on any system, or bundled into its page. Tools that only build or test are not named.
//! A licence text that several packages share word by word is printed once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::json::Json;
use crate::{Done, command, places};

struct Package {
    name: String,
    version: String,
    licence: String,
    texts: Vec<String>,
}

pub fn write() -> Done {
    let mut packages = rust_packages()?;
    packages.extend(page_packages()?);
    packages.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    let path = places::root().join("src-tauri/notices.txt");
    std::fs::write(&path, text(&packages))
        .map_err(|e| format!("{} cannot be written: {e}", path.display()))?;
    println!("notices of {} packages written", packages.len());
    Ok(())
}

fn text(packages: &[Package]) -> String {
    let mut all = String::from("Vitrine contains these packages of others, each under its own licence.\n\n");
    // By words: copies of one licence differ in line ends and margins.
    let mut texts: BTreeMap<String, (&str, Vec<String>)> = BTreeMap::new();
    for package in packages {
        let label = format!("{} {}", package.name, package.version);
        all.push_str(&format!("{label}  {}\n", package.licence));
        for text in &package.texts {
            let words = terms(text).split_whitespace().collect::<Vec<_>>().join(" ");
            texts.entry(words).or_insert((text, Vec::new())).1.push(label.clone());
        }
    }
    for (text, labels) in texts.into_values() {
        all.push_str(&format!("\n{}\n{}\n\n{text}\n", "─".repeat(72), labels.join(", ")));
    }
    all
}

/// The part of a licence text that tells it from others: of the Apache licence its terms, without the appendix on how to
/// apply it, which packages fill in or not.
fn terms(text: &str) -> &str {
    match text.find("END OF TERMS AND CONDITIONS") {
        Some(end) if text.contains("Apache License") => {
            let start = text.find("Apache License").unwrap_or(0);
            &text[start..end]
        }
        _ => text,
    }
}

/// The crates that are linked, asked of cargo for every target.
fn rust_packages() -> Done<Vec<Package>> {
    let tree = command::ask(&mut command::cargo([
        "tree", "--locked", "-p", "vitrine", "-e", "normal", "--target", "all", "--prefix", "none",
        "--format", "{p}",
    ]))
    .ok_or("`cargo tree` did not answer.")?;
    let linked: BTreeSet<(String, String)> = tree
        .lines()
        .filter_map(|line| line.split_once(" v"))
        .map(|(name, rest)| (name.to_owned(), rest.split(' ').next().unwrap_or_default().to_owned()))
        .collect();
    let metadata = command::ask(&mut command::cargo(["metadata", "--locked", "--format-version", "1"]))
        .ok_or("`cargo metadata` did not answer.")?;
    let metadata = Json::read(&metadata)?;
    let packages = metadata.get("packages").map(Json::list).unwrap_or_default();
    let word =
        |package: &Json, name: &str| package.get(name).and_then(Json::text).unwrap_or_default().to_owned();
    Ok(packages
        .iter()
        .filter(|package| package.get("source").and_then(Json::text).is_some())
        .filter(|package| linked.contains(&(word(package, "name"), word(package, "version"))))
        .map(|package| {
            let manifest = word(package, "manifest_path");
            let licence = word(package, "license");
            Package {
                name: word(package, "name"),
                version: word(package, "version"),
                licence: if licence.is_empty() { "see its text".to_owned() } else { licence },
                texts: Path::new(&manifest).parent().map(licence_texts).unwrap_or_default(),
            }
        })
        .collect())
}

/// What the page is made of, as installed: everything of `node_modules` that is not for development only.
fn page_packages() -> Done<Vec<Package>> {
    let listed = command::ask(
        command::program("npm", ["ls", "--omit=dev", "--all", "--parseable"]).current_dir(places::ui()),
    )
    .ok_or("`npm ls` did not answer; run `cargo xtask setup`.")?;
    let folders: BTreeSet<&str> = listed.lines().filter(|line| line.contains("node_modules")).collect();
    let mut packages = Vec::new();
    for folder in folders {
        let manifest = std::fs::read_to_string(Path::new(folder).join("package.json"))
            .map_err(|e| format!("a package of the page cannot be read: {e}"))?;
        let manifest = Json::read(&manifest)?;
        let word = |name: &str| manifest.get(name).and_then(Json::text).unwrap_or_default().to_owned();
        packages.push(Package {
            name: word("name"),
            version: word("version"),
            licence: word("license"),
            texts: licence_texts(Path::new(folder)),
        });
    }
    Ok(packages)
}

/// The licence files at the top of a package.
fn licence_texts(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<_> = entries
        .flatten()
        .filter(|entry| {
            let name = entry.file_name().to_string_lossy().to_ascii_uppercase();
            ["LICENSE", "LICENCE", "COPYING", "NOTICE"].iter().any(|start| name.starts_with(start))
        })
        .map(|entry| entry.path())
        .collect();
    files.sort();
    files
        .iter()
        .filter_map(|file| std::fs::read_to_string(file).ok())
        .map(|text| text.replace("\r\n", "\n").trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect()
}
