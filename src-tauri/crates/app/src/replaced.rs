//! Which packages of a draft a new one takes the place of. The person may keep both; nothing is decided for good here.

use serde_json::Value;
use vitrine_domain::facts::PackageFacts;

use crate::files::version_numbers;

/// A package that stays so far, whose architectures the new one covers in a version that is not lower.
pub fn replaced(present: &Value, new: &PackageFacts) -> bool {
    let text = |name: &str| present.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    if text("fileStatus") == "PendingDelete" {
        return false;
    }
    let facts = present.get("$facts");
    let version =
        facts.and_then(|f| f["identity"]["version"].as_str()).map_or_else(|| text("version"), str::to_owned);
    let architectures: Vec<String> = match facts.and_then(|f| f["architectures"].as_array()) {
        Some(list) => list.iter().filter_map(Value::as_str).map(str::to_ascii_lowercase).collect(),
        None => vec![text("architecture").to_ascii_lowercase()],
    };
    // The service tells one architecture a package, so of a bundle it tells none of those inside.
    let untold = is_bundle(&text("fileName")) && architectures.iter().all(|a| a.is_empty() || a == "neutral");
    let covered = if untold {
        !new.contents.is_empty()
    } else {
        architectures.iter().all(|a| new.architectures.contains(a))
    };
    covered && version_numbers(&version) <= version_numbers(&new.identity.version)
}

/// By its name: the service says nothing else about the form of a package.
fn is_bundle(file: &str) -> bool {
    let file = file.to_ascii_lowercase();
    file.ends_with("bundle") || file.ends_with("upload")
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use vitrine_domain::facts::{ContentRole, PackageContent, PackageForm, PackageIdentity};

    use super::*;

    fn new(version: &str, architectures: &[&str], bundle: bool) -> PackageFacts {
        let content = PackageContent {
            file: "app.msix".into(),
            role: ContentRole::Application,
            version: version.into(),
            architecture: "x64".into(),
            languages: vec![],
            bytes: 1,
        };
        PackageFacts {
            form: if bundle { PackageForm::Msixbundle } else { PackageForm::Msix },
            identity: PackageIdentity { version: version.into(), ..PackageIdentity::default() },
            family_name: String::new(),
            display_name: String::new(),
            publisher_display_name: String::new(),
            architectures: architectures.iter().map(|a| (*a).to_owned()).collect(),
            languages: vec![],
            families: vec![],
            capabilities: vec![],
            restricted: vec![],
            contents: if bundle { vec![content] } else { vec![] },
            resource_package: false,
            symbols: false,
            bytes: 1,
        }
    }

    #[test]
    fn takes_the_place_of_what_it_covers() {
        let present = |file: &str, version: &str, architecture: &str| {
            let mut package = json!({ "fileName": file, "version": version });
            package["architecture"] = json!(architecture);
            package
        };
        let both = new("3.3.0.0", &["arm64", "x64"], true);
        let single = new("3.3.0.0", &["x64"], false);
        for (package, by, expected) in [
            (present("a.msix", "3.2.0.0", "X64"), &both, true),
            (present("a.msix", "3.2.0.0", "X64"), &single, true),
            (present("a.msix", "3.2.0.0", "Arm64"), &single, false),
            (present("a.msix", "3.4.0.0", "X64"), &both, false),
            (present("a.msix", "3.2.0.0", "Neutral"), &both, false),
            (present("a.msixbundle", "3.2.0.0", "Neutral"), &both, true),
            (present("a.MSIXUPLOAD", "3.2.0.0", ""), &both, true),
            (present("a.msixbundle", "3.2.0.0", "Neutral"), &single, false),
            (present("a.msixbundle", "3.3.1.0", "Neutral"), &both, false),
        ] {
            assert_eq!(replaced(&package, by), expected, "{package}");
        }
        let mut leaving = present("a.msix", "3.2.0.0", "X64");
        leaving["fileStatus"] = json!("PendingDelete");
        assert!(!replaced(&leaving, &both));
    }
}
