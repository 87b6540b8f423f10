//! Who may depend on whom, and who may name which library.
//!
//! Every kind of dependency counts (normal, build, dev): a test that reaches across a wall keeps the wall from moving.

use crate::Done;
use crate::command::cargo;
use crate::json::Json;

/// Our packages, and which of ours each may name.
const ARROWS: &[(&str, &[&str])] = &[
    ("vitrine", &["vitrine-app", "vitrine-domain", "vitrine-words", "vitrine-sandbox"]),
    ("vitrine-app", &["vitrine-partner", "vitrine-assets", "vitrine-domain"]),
    ("vitrine-partner", &["vitrine-domain"]),
    ("vitrine-assets", &["vitrine-domain"]),
    ("vitrine-words", &["vitrine-domain"]),
    ("vitrine-cli", &["vitrine-app", "vitrine-assets", "vitrine-partner", "vitrine-words", "vitrine-domain"]),
    ("vitrine-domain", &[]),
    // Two independent readings of one format are the point: nothing of ours.
    ("vitrine-sandbox", &[]),
    ("xtask", &[]),
    (
        "vitrine-tests",
        &[
            "vitrine-app",
            "vitrine-assets",
            "vitrine-domain",
            "vitrine-partner",
            "vitrine-sandbox",
            "vitrine-words",
        ],
    ),
];

/// Libraries with one home among the product's own crates. A trailing `*` stands for a family.
const HOMES: &[(&str, &str)] = &[
    ("tauri*", "vitrine"),
    ("rfd", "vitrine"),
    ("reqwest", "vitrine-partner"),
    ("rusqlite", "vitrine-app"),
    ("keyring", "vitrine-app"),
    ("zip", "vitrine-assets"),
    ("image", "vitrine-assets"),
    ("png", "vitrine-assets"),
    ("quick-xml", "vitrine-assets"),
    ("jsonschema", "vitrine-assets"),
    ("csv", "vitrine-assets"),
];

/// These speak the same formats on purpose, from the other side.
const OUTSIDE_HOMES: &[&str] = &["vitrine-sandbox", "vitrine-tests"];

pub fn broken() -> Done<Vec<String>> {
    let output = cargo(["metadata", "--format-version", "1", "--no-deps"])
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(format!("cargo metadata failed:\n{}", String::from_utf8_lossy(&output.stderr)));
    }
    let metadata = Json::read(&String::from_utf8_lossy(&output.stdout))?;
    Ok(judge(&packages(&metadata)))
}

/// A package and the names of everything it declares.
struct Package {
    name: String,
    dependencies: Vec<String>,
}

fn packages(metadata: &Json) -> Vec<Package> {
    let name = |value: &Json| value.get("name").and_then(Json::text).unwrap_or_default().to_owned();
    metadata
        .get("packages")
        .map(Json::list)
        .unwrap_or_default()
        .iter()
        .map(|package| Package {
            name: name(package),
            dependencies: package
                .get("dependencies")
                .map(Json::list)
                .unwrap_or_default()
                .iter()
                .map(name)
                .collect(),
        })
        .collect()
}

fn judge(packages: &[Package]) -> Vec<String> {
    let mut broken = Vec::new();
    for Package { name, dependencies } in packages {
        let Some((_, allowed)) = ARROWS.iter().find(|(package, _)| package == name) else {
            broken.push(format!(
                "{name}: has no arrows yet; say in xtask/src/lint/arrows.rs what it may depend on"
            ));
            continue;
        };
        if name == "xtask" && !dependencies.is_empty() {
            broken.push(format!(
                "xtask: compiles from the standard library alone, but names {}",
                dependencies.join(", ")
            ));
        }
        for dependency in dependencies {
            let ours = ARROWS.iter().any(|(package, _)| package == dependency);
            if ours && !allowed.contains(&dependency.as_str()) {
                broken.push(format!("{name} → {dependency}: this arrow points the wrong way"));
            }
            let home = HOMES.iter().find(|(library, _)| names(library, dependency));
            if let Some((_, home)) =
                home.filter(|(_, home)| home != name && !OUTSIDE_HOMES.contains(&name.as_str()))
            {
                broken.push(format!("{name} → {dependency}: only {home} may name it"));
            }
        }
    }
    broken
}

fn names(library: &str, dependency: &str) -> bool {
    library.strip_suffix('*').map_or(library == dependency, |family| dependency.starts_with(family))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str, dependencies: &[&str]) -> Vec<String> {
        let metadata = format!(
            r#"{{"packages": [{{"name": "{name}", "dependencies": [{}]}}]}}"#,
            dependencies.iter().map(|name| format!(r#"{{"name": "{name}"}}"#)).collect::<Vec<_>>().join(",")
        );
        judge(&packages(&Json::read(&metadata).unwrap()))
    }

    #[test]
    fn arrows_as_drawn_are_silent() {
        assert!(
            one("vitrine-app", &["vitrine-partner", "vitrine-assets", "rusqlite", "keyring", "serde"])
                .is_empty()
        );
        assert!(
            one("vitrine", &["tauri", "tauri-build", "tauri-plugin-opener", "rfd", "vitrine-app"]).is_empty()
        );
        assert!(one("vitrine-tests", &["vitrine-sandbox", "reqwest", "zip", "image"]).is_empty());
        assert!(one("vitrine-sandbox", &["zip", "image", "reqwest"]).is_empty());
    }

    #[test]
    fn an_arrow_the_wrong_way_is_named() {
        assert_eq!(
            one("vitrine-domain", &["vitrine-app"]),
            ["vitrine-domain → vitrine-app: this arrow points the wrong way"]
        );
        assert_eq!(one("vitrine-sandbox", &["vitrine-partner"]).len(), 1);
        assert_eq!(one("vitrine-partner", &["vitrine-assets"]).len(), 1);
        assert_eq!(one("vitrine-tests", &["xtask"]).len(), 1);
    }

    #[test]
    fn a_library_outside_its_home_is_named() {
        assert_eq!(
            one("vitrine-app", &["reqwest"]),
            ["vitrine-app → reqwest: only vitrine-partner may name it"]
        );
        assert_eq!(
            one("vitrine-domain", &["tauri-utils"]),
            ["vitrine-domain → tauri-utils: only vitrine may name it"]
        );
        assert_eq!(one("vitrine-partner", &["zip", "rusqlite"]).len(), 2);
    }

    #[test]
    fn a_crate_nobody_drew_and_a_hungry_xtask_are_named() {
        assert_eq!(one("vitrine-extra", &[]).len(), 1);
        assert_eq!(one("xtask", &["serde"]).len(), 1);
    }
}
