//! Packages inside an archive: what the service refuses of them, and whether both readers say the same of each.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;
use vitrine_domain::facts::{FileFacts, PackageFacts};
use vitrine_tests::packages::{Sample, make_upload};
use vitrine_tests::shop::{LEDGER, Shop, ledger, of};

use super::{Files, Outcome, refused, screenshot, submit};

async fn with_package(shop: &Shop, package: &[u8]) -> Outcome {
    refused(shop, Files::new(&[("ledger_4.1.0.0.msix", package), ("bank.png", screenshot())]).archive()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_package_of_another_product_is_refused_with_both_identities() {
    let shop = Shop::open().await;
    let other = |change: fn(&mut Sample)| {
        let mut sample = ledger("4.1.0.0");
        change(&mut sample);
        sample.msix()
    };
    for (package, words) in [
        (other(|s| s.name = "Fabrikam.Somethingelse".into()), "Fabrikam.Somethingelse"),
        (other(|s| s.publisher = "CN=Somebody & Sons".into()), "CN=Somebody & Sons"),
        (other(|s| s.display_name = "Ledger by Nobody".into()), "Ledger by Nobody"),
        (other(|s| s.version = "4.1.0.7".into()), "4.1.0.7"),
        (other(|s| s.version = "0.4.1.0".into()), "0.4.1.0"),
        (b"not a package".to_vec(), "ledger_4.1.0.0.msix"),
    ] {
        with_package(&shop, &package).await.failed_with("PackageValidationFailed", words);
    }
    // A name out of the package's resources cannot be looked up here, and is no reason to refuse.
    let package = other(|s| s.display_name = "ms-resource:AppName".into());
    let files = Files::new(&[("ledger_4.1.0.0.msix", &package), ("bank.png", screenshot())]);
    let outcome = submit(&shop, Some(Arc::new(files.archive())), |_| {}).await;
    assert_eq!(outcome.status, "Published", "{outcome:?}");
}

/// What our reader says of a file.
fn facts(path: &std::path::Path) -> Option<PackageFacts> {
    match vitrine_assets::facts(path) {
        Ok(FileFacts::Package(facts)) => Some(*facts),
        _ => None,
    }
}

fn words(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|word| Some(word.as_str()?.to_lowercase())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn both_readers_say_the_same_of_packages_bundles_and_upload_files() {
    let base = || Sample {
        families: vec![
            ("Windows.Universal".into(), "10.0.19041.0".into()),
            ("Windows.Xbox".into(), "10.0.18362.0".into()),
        ],
        capabilities: vec!["internetClient".into()],
        restricted: vec!["runFullTrust".into()],
        languages: vec!["en-US".into(), "fr-FR".into(), "de".into()],
        ..ledger("4.1.0.0")
    };
    let arm = Sample { architecture: "arm64".into(), ..base() };
    let bundle = base().bundle(&["x64", "arm64"]);
    for (name, bytes, architecture) in [
        ("one.msix", base().msix(), "X64"),
        ("two.appx", arm.msix(), "ARM64"),
        ("three.msixbundle", bundle.clone(), "Neutral"),
        ("four.msixupload", make_upload("Ledger.msixbundle", &bundle), "Neutral"),
        ("five.appxupload", make_upload("Ledger.msix", &base().msix()), "X64"),
    ] {
        let shop = Shop::open().await;
        let files = Files::new(&[(name, &bytes), ("bank.png", screenshot())]);
        let outcome = submit(&shop, Some(Arc::new(files.archive())), |sent| {
            sent["applicationPackages"][1]["fileName"] = name.into();
        })
        .await;
        assert_eq!(outcome.status, "Published", "{name}: {outcome:?}");
        let live = shop.store.submission(&of(LEDGER), &outcome.id).await.unwrap().document;
        let theirs = &live["applicationPackages"][0];
        let named = files.folder.path().join(name);
        std::fs::write(&named, &bytes).unwrap();
        let ours = facts(&named).unwrap_or_else(|| panic!("{name} can be read"));
        assert_eq!(theirs["version"], ours.identity.version.as_str(), "{name}");
        assert_eq!(theirs["architecture"], architecture, "{name}");
        let lower = |list: &[String]| list.iter().map(|word| word.to_lowercase()).collect::<Vec<_>>();
        assert_eq!(words(&theirs["languages"]), lower(&ours.languages), "{name}");
        assert_eq!(words(&theirs["capabilities"]), lower(&ours.capabilities), "{name}");
        let families: Vec<_> = ours
            .families
            .iter()
            .map(|f| format!("{} min version {}", f.name, f.min_version).to_lowercase())
            .collect();
        assert_eq!(words(&theirs["targetDeviceFamilies"]), families, "{name}");
    }
}

/// Real packages of other people (`tests/fixtures/packages`): whoever can be read has the same identity to both, and what one
/// refuses the other does not take.
#[tokio::test(flavor = "multi_thread")]
async fn both_readers_say_the_same_of_packages_that_we_did_not_make() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/packages");
    let shop = Shop::open().await;
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.contains(".appx") && !name.contains(".msix") {
            continue;
        }
        seen += 1;
        let outcome = with_package(&shop, &std::fs::read(&path).unwrap()).await;
        let told = &outcome
            .errors
            .iter()
            .find(|(code, _)| code == "PackageValidationFailed")
            .unwrap_or_else(|| panic!("{name}: {outcome:?}"))
            .1;
        match facts(&path) {
            // It is read to its end and refused for whose it is.
            Some(facts) => {
                assert!(told.contains(&facts.identity.name), "{name}: {told} against {:?}", facts.identity);
            }
            // Ours looks closer: at versions that disagree, at a directory that is longer than it says. Theirs asks first whose
            // the package is, which is reason enough to refuse it.
            None => assert!(name.starts_with("bad-"), "{name}: {told}"),
        }
    }
    assert!(seen >= 8, "{seen} packages");
}
