//! Real packages with exact facts, packages bent in one place each, and noise (`PROPTEST_CASES` lengthens it).

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use vitrine_domain::facts::{ContentRole, PackageFacts, PackageForm, PackageIdentity, TargetFamily};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{read, read_from};
use crate::{Meaning, ReadFault};

const MICROSOFT: &str = "CN=Microsoft Corporation, O=Microsoft Corporation, L=Redmond, S=Washington, C=US";

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/packages").join(name)
}

fn facts(name: &str) -> PackageFacts {
    read(&fixture(name)).unwrap()
}

fn fault(name: &str) -> ReadFault {
    read(&fixture(name)).unwrap_err()
}

fn identity(name: &str, publisher: &str, version: &str, architecture: &str) -> PackageIdentity {
    let [name, publisher, version, architecture] =
        [name, publisher, version, architecture].map(str::to_owned);
    PackageIdentity { name, publisher, version, architecture }
}

fn family(name: &str, min_version: &str) -> TargetFamily {
    TargetFamily { name: name.to_owned(), min_version: min_version.to_owned() }
}

#[test]
fn signed_x64_package() {
    let expected = PackageFacts {
        form: PackageForm::Appx,
        identity: identity("20477fca-282d-49fb-b03e-371dca074f0f", MICROSOFT, "1.0.0.0", "x64"),
        family_name: "20477fca-282d-49fb-b03e-371dca074f0f_8wekyb3d8bbwe".into(),
        display_name: "ms-resource:appName".into(),
        publisher_display_name: "Microsoft Corporation".into(),
        architectures: vec!["x64".into()],
        languages: vec!["EN-US".into()],
        families: vec![family("Windows.Universal", "10.0.10586.0")],
        capabilities: vec!["internetClient".into()],
        restricted: vec![],
        contents: vec![],
        resource_package: false,
        symbols: false,
        bytes: 105_962,
    };
    assert_eq!(facts("TestAppxPackage_x64.appx"), expected);
}

#[test]
fn bundle_with_a_name_outside_ascii() {
    let facts = facts("BundleWithIntlPackage.appxbundle");
    assert_eq!(facts.form, PackageForm::Appxbundle);
    let expected = identity("20477fca-282d-49fb-b03e-371dca074f0f", MICROSOFT, "2018.1126.2350.0", "");
    assert_eq!(facts.identity, expected);
    assert_eq!((facts.architectures, facts.languages), (vec!["x86".to_owned()], vec!["EN-US".to_owned()]));
    assert_eq!(facts.families, [family("Windows.Universal", "10.0.10586.0")]);
    assert_eq!(facts.display_name, "ms-resource:appName");
    let [content] = &facts.contents[..] else { panic!("{:?}", facts.contents) };
    assert_eq!((content.file.as_str(), content.role), ("महसुस.appx", ContentRole::Application));
    assert_eq!((content.version.as_str(), content.bytes), ("1.0.0.0", 92_981));
}

#[test]
fn other_real_packages() {
    let intl = facts("IntlPackage.appx");
    assert_eq!((intl.identity.architecture.as_str(), intl.bytes), ("x86", 93_655));

    let extension = facts("TestWindows.msix");
    assert_eq!(extension.form, PackageForm::Msix);
    assert_eq!(extension.identity, identity("BestAppExtension", "CN=awesomepublisher", "1.0.0.0", "neutral"));
    let families =
        ["Windows8.Desktop", "Windows7.Desktop", "Windows.Universal"].map(|name| family(name, "0.0.0.0"));
    assert_eq!(extension.families, families);
    assert_eq!(extension.display_name, "Best App Extension");
    assert!(extension.capabilities.is_empty());

    let french = facts("language-fr.appx");
    assert!(french.resource_package);
    assert_eq!((french.identity.version.as_str(), french.languages), ("0.1.1.0", vec!["fr-fr".to_owned()]));
}

#[test]
fn damaged_real_packages() {
    let corrupted = Meaning::Corrupted { what: "directory".into() };
    assert_eq!(fault("bad-corrupted.appx").meaning, corrupted);
    let wrong = fault("bad-ManifestPackageHasIncorrectVersion.appxbundle");
    assert_eq!(wrong.inside.as_deref(), Some("AppPackage_Neutral.appx"));
    let expected = Meaning::VersionWrong { found: "1.0.0.2".into(), expected: Some("1.2.0.0".into()) };
    assert_eq!(wrong.meaning, expected);
    let empty = crate::facts(&fixture("bad-empty.appx")).unwrap_err();
    assert_eq!(empty.problem().code, "package.file.notapackage");
}

fn zip(method: CompressionMethod, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const STORED: CompressionMethod = CompressionMethod::Stored;
const DEFLATED: CompressionMethod = CompressionMethod::Deflated;

fn manifest(architecture: &str, version: &str, rest: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><Package xmlns="http://schemas.microsoft.com/appx/manifest/foundation/windows10"
        xmlns:rescap="http://schemas.microsoft.com/appx/manifest/foundation/windows10/restrictedcapabilities"
        xmlns:uap="http://schemas.microsoft.com/appx/manifest/uap/windows10">
        <Identity Name="Contoso.Notes" Publisher="CN=Contoso" Version="{version}" ProcessorArchitecture="{architecture}"/>
        <Properties><DisplayName>Notes &amp; Lists</DisplayName><PublisherDisplayName>Contoso</PublisherDisplayName></Properties>
        <Resources><Resource Language="en-us"/><Resource uap:Scale="200"/><Resource Language="EN-US"/></Resources>{rest}</Package>"#
    )
}

fn package(architecture: &str, version: &str, rest: &str) -> Vec<u8> {
    let manifest = manifest(architecture, version, rest);
    zip(DEFLATED, &[("AppxManifest.xml", manifest.as_bytes()), ("AppxBlockMap.xml", b"<BlockMap/>")])
}

fn from(bytes: &[u8], name: &str) -> Result<Option<PackageFacts>, ReadFault> {
    read_from(Cursor::new(bytes), bytes.len() as u64, name)
}

fn meaning(bytes: &[u8]) -> Meaning {
    from(bytes, "a.msix").unwrap_err().meaning
}

/// A bundle of x64 and arm64; `listed` may change what its manifest says.
fn bundle(listed: impl Fn(String) -> String) -> Vec<u8> {
    let packages = [package("x64", "2.1.0.0", ""), package("arm64", "2.1.0.0", "")];
    let (x64, arm64) = (packages[0].len(), packages[1].len());
    // Both lie behind a local header of 30 bytes and their name of ten or twelve.
    let second = 30 + 10 + x64 + 30 + 12;
    let manifest = listed(format!(
        r#"<Bundle xmlns="http://schemas.microsoft.com/appx/2013/bundle" xmlns:b4="http://schemas.microsoft.com/appx/2018/bundle">
        <Identity Name="Contoso.Notes" Publisher="CN=Contoso" Version="2.1.0.0"/><Packages>
        <Package Type="application" Version="2.1.0.0" Architecture="x64" FileName="n_x64.msix" Offset="40" Size="{x64}">
        <Resources><Resource Language="en-us"/></Resources>
        <b4:Dependencies><b4:TargetDeviceFamily Name="Windows.Desktop" MinVersion="10.0.17763.0"/></b4:Dependencies></Package>
        <Package Type="application" Version="2.1.0.0" Architecture="arm64" FileName="n_arm64.msix" Offset="{second}" Size="{arm64}">
        <Resources><Resource Language="fr"/></Resources></Package></Packages></Bundle>"#
    ));
    zip(
        STORED,
        &[
            ("n_x64.msix", &packages[0]),
            ("n_arm64.msix", &packages[1]),
            ("AppxMetadata/AppxBundleManifest.xml", manifest.as_bytes()),
            ("AppxBlockMap.xml", b"<BlockMap/>"),
        ],
    )
}

#[test]
fn an_upload_file_tells_what_its_bundle_holds_stored_or_deflated() {
    let bundle = bundle(|manifest| manifest);
    for method in [STORED, DEFLATED] {
        let bytes =
            zip(method, &[("Notes_2.1.0.0.msixbundle", &bundle), ("Notes_2.1.0.0_x64.appxsym", b"PK")]);
        let facts = from(&bytes, "anything.zip").unwrap().unwrap();
        assert_eq!(
            (facts.form, facts.symbols, facts.bytes),
            (PackageForm::Msixupload, true, bytes.len() as u64)
        );
        assert_eq!(facts.identity, identity("Contoso.Notes", "CN=Contoso", "2.1.0.0", ""));
        assert_eq!(
            (facts.architectures, facts.languages),
            (vec!["arm64".into(), "x64".into()], vec!["en-us".into(), "fr".into()])
        );
        assert_eq!(facts.display_name, "Notes & Lists");
        assert_eq!(facts.families, [family("Windows.Desktop", "10.0.17763.0")]);
        let roles: Vec<_> =
            facts.contents.iter().map(|content| (content.file.as_str(), content.role)).collect();
        let expected = [
            ("Notes_2.1.0.0.msixbundle", ContentRole::Bundle),
            ("n_x64.msix", ContentRole::Application),
            ("n_arm64.msix", ContentRole::Application),
            ("Notes_2.1.0.0_x64.appxsym", ContentRole::Symbols),
        ];
        assert_eq!(roles, expected);
    }
}

#[test]
fn a_bundle_holds_what_its_manifest_says() {
    let bent =
        |from: &'static str, to: &'static str| meaning(&bundle(|manifest| manifest.replacen(from, to, 1)));
    let mixed = |field, found: &str, expected: &str| {
        let (found, expected) = (found.to_owned(), expected.to_owned());
        Meaning::IdentityMixed { field, found, expected }
    };
    assert_eq!(bent(r#"Offset="40""#, r#"Offset="41""#), Meaning::ContentsMixed);
    assert_eq!(bent("Size=\"", "Size=\"1"), Meaning::ContentsMixed);
    assert_eq!(bent("n_x64.msix", "n_x86.msix"), Meaning::ContentsMixed);
    assert_eq!(
        bent("n_x64.msix\" Offset=\"40\"", "n_x86.msix\""),
        Meaning::ContentsMixed,
        "a package nobody names"
    );
    assert_eq!(bent("Architecture=\"x64\"", "Architecture=\"x86\""), mixed("architecture", "x64", "x86"));
    assert_eq!(bent("CN=Contoso", "CN=Fabrikam"), mixed("publisher", "CN=Contoso", "CN=Fabrikam"));
    assert_eq!(bent("Contoso.Notes", "Contoso.Lists"), mixed("name", "Contoso.Notes", "Contoso.Lists"));
    assert_eq!(bent("Type=\"application\"", "Type=\"resource\""), mixed("role", "application", "resource"));
    let wrong = Meaning::VersionWrong { found: "2.1.0".into(), expected: None };
    assert_eq!(bent("Version=\"2.1.0.0\" Arch", "Version=\"2.1.0\" Arch"), wrong);
    assert_eq!(bent("<Bundle", "<Bundles"), Meaning::ManifestUnreadable { why: "syntax" });
    assert_eq!(bent("/appx/2013/bundle", "/2013/bundle"), Meaning::ManifestUnreadable { why: "root" });
}

#[test]
fn capabilities_and_the_windows_8_form() {
    let rest = r#"<Dependencies><TargetDeviceFamily Name="Windows.Desktop" MinVersion="10.0.17763.0"/></Dependencies>
        <Capabilities><Capability Name="internetClient"/><rescap:Capability Name="runFullTrust"/>
        <uap:Capability Name="picturesLibrary"/><DeviceCapability Name="microphone"/><Capability Name="internetClient"/></Capabilities>"#;
    let facts = from(&package("neutral", "1.0.0.0", rest), "a.APPX").unwrap().unwrap();
    assert_eq!(facts.form, PackageForm::Appx);
    assert_eq!(facts.languages, ["en-us"]);
    assert_eq!(facts.capabilities, ["internetClient", "runFullTrust", "picturesLibrary", "microphone"]);
    assert_eq!(facts.restricted, ["runFullTrust"]);

    let old = "<Prerequisites><OSMinVersion>6.3.1</OSMinVersion></Prerequisites>";
    let old = manifest("x86", "1.0.0.0", old).replace("manifest/foundation/windows10\"", "2010/manifest\"");
    let bytes = zip(STORED, &[("AppxManifest.xml", old.as_bytes()), ("AppxBlockMap.xml", b"<BlockMap/>")]);
    assert_eq!(from(&bytes, "a.appx").unwrap().unwrap().families, [family("Windows", "6.3.1")]);
}

#[test]
fn manifests_that_say_too_little() {
    for (version, good) in [
        ("1.0.0.0", true),
        ("65535.0.0.1", true),
        ("1.0.0", false),
        ("1.0.0.65536", false),
        ("1.0.00.0", false),
        ("", false),
    ] {
        assert_eq!(from(&package("x64", version, ""), "a").is_ok(), good, "{version}");
    }
    let part = |manifest: &str| {
        meaning(&zip(
            STORED,
            &[("AppxManifest.xml", manifest.as_bytes()), ("AppxBlockMap.xml", b"<BlockMap/>")],
        ))
    };
    assert_eq!(part("<Package/>"), Meaning::ManifestUnreadable { why: "root" });
    let nameless = manifest("x64", "1.0.0.0", "").replace("Name=\"Contoso.Notes\"", "");
    assert_eq!(part(&nameless), Meaning::ManifestUnreadable { why: "identity" });
    let huge = format!("{}{}", manifest("x64", "1.0.0.0", ""), " ".repeat(9 << 20));
    assert!(matches!(part(&huge), Meaning::TooBig { what: "manifest", .. }));
    assert_eq!(meaning(&zip(STORED, &[("AppxBlockMap.xml", b"<BlockMap/>")])), Meaning::ManifestMissing);
    let alone = manifest("x64", "1.0.0.0", "");
    let alone = zip(STORED, &[("AppxManifest.xml", alone.as_bytes())]);
    assert_eq!(meaning(&alone), Meaning::PartMissing { part: "AppxBlockMap.xml" });
    assert_eq!(from(&zip(STORED, &[("readme.txt", b"hello")]), "a.zip"), Ok(None));
    let two = package("x64", "1.0.0.0", "");
    assert_eq!(
        meaning(&zip(STORED, &[("a.msix", &two), ("b.appx", &two)])),
        Meaning::SeveralPackages { count: 2 }
    );
    assert_eq!(from(&zip(STORED, &[("a.msix", &two), ("b.appx", &two)]), "release.zip"), Ok(None));
    assert_eq!(meaning(b""), Meaning::Empty);
}

#[test]
fn an_archive_that_two_readers_could_see_differently_is_refused() {
    let sound = package("x64", "1.0.0.0", "");
    let what = |bytes: &[u8]| match meaning(bytes) {
        Meaning::Corrupted { what } => what,
        other => format!("{other:?}"),
    };
    let find = |needle: &[u8], from: usize| {
        from + sound[from..].windows(needle.len()).position(|w| w == needle).unwrap()
    };
    let with = |at: usize, byte: u8| {
        let mut bytes = sound.clone();
        bytes[at] = byte;
        bytes
    };
    let central = find(b"PK\x01\x02", 0);
    let second = find(b"PK\x01\x02", central + 1);
    let end = sound.len() - 22;
    assert_eq!(meaning(&sound[..sound.len() - 1]), Meaning::Truncated);
    assert_eq!(meaning(&sound[..central]), Meaning::Truncated);
    assert_eq!(what(&[&sound[..], b"x"].concat()), "end");
    assert_eq!(what(&with(end + 10, 1)), "volumes");
    assert_eq!(what(&with(end + 12, sound[end + 12] - 1)), "directory");
    assert_eq!(what(&with(central + 46, b'a')), "header", "another name than the local header");
    assert_eq!(what(&with(0, b'Q')), "header");
    assert_eq!(what(&with(central + 10, 12)), "method");
    assert_eq!(what(&with(central + 42, 9)), "header");
    assert_eq!(what(&with(second + 42, 0)), "overlap");
    assert_eq!(what(&with(second + 46, b'/')), "name");
    assert_eq!(meaning(&with(central + 8, 1)), Meaning::Encrypted);
    assert!(matches!(meaning(&with(second + 27, 1)), Meaning::TooBig { what: "ratio", .. }));
    // A flipped byte of the deflated manifest: the directory is sound, the content is not.
    assert_eq!(what(&with(30 + "AppxManifest.xml".len() + 40, sound[86] ^ 0x55)), "manifest");

    let mut twice = package("x64", "1.0.0.0", "");
    let name = b"AppxBlockMap.xml";
    for at in 0..twice.len() - name.len() {
        if twice[at..].starts_with(name) {
            twice[at..at + name.len()].copy_from_slice(b"AppxManifest.xml");
        }
    }
    assert_eq!(what(&twice), "duplicate");
}

#[test]
fn more_entries_than_anybody_packs() {
    let mut end = b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0".to_vec();
    let mut big = b"PK\x06\x06\x2c\0\0\0\0\0\0\0\x2d\0\x2d\0\0\0\0\0\0\0\0\0".to_vec();
    for number in [1_000_000_u64, 1_000_000, 46_000_000, 0] {
        big.extend(number.to_le_bytes());
    }
    big.extend(b"PK\x06\x07\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0");
    big.append(&mut end);
    assert!(matches!(meaning(&big), Meaning::TooBig { what: "entries", found: 1_000_000, .. }));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(400), ..ProptestConfig::default() })]

    /// Whatever is done to a package, reading it ends with facts or a fault, soon and without a panic.
    #[test]
    fn mutated_packages_end(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
        which in 0..3,
    ) {
        let mut bytes = match which {
            0 => package("x64", "1.0.0.0", ""),
            1 => bundle(|manifest| manifest),
            _ => zip(DEFLATED, &[("n.msixbundle", &bundle(|manifest| manifest))]),
        };
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = from(&bytes, "a.msix");
    }
}
