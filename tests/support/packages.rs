//! Windows packages for tests and journeys: small, unsigned and otherwise as `makeappx` would make them, block map included.

use std::io::{Cursor, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::pictures::make_png;

/// What the manifest of a sample says. `Default` is Contoso's note-taking app.
#[derive(Debug, Clone)]
pub struct Sample {
    pub name: String,
    pub publisher: String,
    pub version: String,
    /// `x86`, `x64`, `arm`, `arm64` or `neutral`.
    pub architecture: String,
    pub display_name: String,
    pub publisher_display_name: String,
    pub languages: Vec<String>,
    /// Names of device families with their minimum versions.
    pub families: Vec<(String, String)>,
    pub capabilities: Vec<String>,
    /// Capabilities of the restricted namespace.
    pub restricted: Vec<String>,
    /// Size of the program inside, without the rest of the package.
    pub program_bytes: u32,
}

impl Default for Sample {
    fn default() -> Self {
        Self {
            name: "ContosoSAS.WingtipNotes".to_owned(),
            publisher: "CN=ContosoSAS".to_owned(),
            version: "1.0.0.0".to_owned(),
            architecture: "x64".to_owned(),
            display_name: "Wingtip Notes".to_owned(),
            publisher_display_name: "Contoso SAS".to_owned(),
            languages: vec!["en-us".to_owned()],
            families: vec![("Windows.Desktop".to_owned(), "10.0.17763.0".to_owned())],
            capabilities: vec!["internetClient".to_owned()],
            restricted: Vec::new(),
            program_bytes: 800_000,
        }
    }
}

/// A package with this identity; the rest as in [`Sample::default`].
pub fn make_msix(
    name: &str,
    publisher: &str,
    version: &str,
    architecture: &str,
    languages: &[&str],
    families: &[(&str, &str)],
) -> Vec<u8> {
    let sample = Sample {
        name: name.to_owned(),
        publisher: publisher.to_owned(),
        version: version.to_owned(),
        architecture: architecture.to_owned(),
        languages: languages.iter().map(|&language| language.to_owned()).collect(),
        families: families.iter().map(|&(name, min)| (name.to_owned(), min.to_owned())).collect(),
        ..Sample::default()
    };
    sample.msix()
}

/// An upload file: the package or bundle, and symbols beside it.
pub fn make_upload(inner_name: &str, inner: &[u8]) -> Vec<u8> {
    let stem = inner_name.rsplit_once('.').map_or(inner_name, |(stem, _)| stem);
    let symbols = archive(&[Part::new("WingtipNotes.pdb", b"Microsoft C/C++ MSF 7.00\r\n\x1aDS\0\0\0")]);
    let parts = [Part::new(inner_name, inner), Part::new(&format!("{stem}.appxsym"), &symbols)];
    archive(&parts)
}

struct Part {
    name: String,
    content: Vec<u8>,
}

impl Part {
    fn new(name: &str, content: &[u8]) -> Self {
        Self { name: name.to_owned(), content: content.to_vec() }
    }
}

impl Sample {
    pub fn msix(&self) -> Vec<u8> {
        let mut program = b"MZ sample program of a test package\n".to_vec();
        // Some bytes that are not all the same, so that uploads have something to carry.
        program.extend((0..self.program_bytes / 4).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()));
        let parts = vec![
            Part::new("Assets/StoreLogo.png", &make_png(50, 50, 1)),
            Part::new("Assets/Square150x150Logo.png", &make_png(150, 150, 1)),
            Part::new("Assets/Square44x44Logo.png", &make_png(44, 44, 1)),
            Part::new("WingtipNotes.exe", &program),
            Part::new("AppxManifest.xml", self.manifest().as_bytes()),
        ];
        sealed(parts, "/AppxManifest.xml", "application/vnd.ms-appx.manifest+xml")
    }

    /// A bundle of one package for each architecture.
    pub fn bundle(&self, architectures: &[&str]) -> Vec<u8> {
        let mut parts = Vec::new();
        let mut listed = String::new();
        let mut offset = 0;
        for architecture in architectures {
            let inner = Self { architecture: (*architecture).to_owned(), ..self.clone() };
            let part = Part::new(&format!("WingtipNotes_{architecture}.msix"), &inner.msix());
            // Packages lie stored and in this order, each behind a local header of 30 bytes and its name.
            offset += 30 + part.name.len();
            let (file, size, version) = (&part.name, part.content.len(), &self.version);
            listed += &format!(
                r#"<Package Type="application" Version="{version}" Architecture="{architecture}" FileName="{file}" Offset="{offset}" Size="{size}"><Resources>{}</Resources></Package>"#,
                self.resources()
            );
            offset += size;
            parts.push(part);
        }
        let manifest = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><Bundle xmlns="http://schemas.microsoft.com/appx/2013/bundle" SchemaVersion="5.0"><Identity Name="{}" Publisher="{}" Version="{}"/><Packages>{listed}</Packages></Bundle>"#,
            escaped(&self.name),
            escaped(&self.publisher),
            self.version
        );
        parts.push(Part::new("AppxMetadata/AppxBundleManifest.xml", manifest.as_bytes()));
        let manifest = "/AppxMetadata/AppxBundleManifest.xml";
        sealed(parts, manifest, "application/vnd.ms-appx.bundlemanifest+xml")
    }

    fn resources(&self) -> String {
        self.languages
            .iter()
            .map(|language| format!(r#"<Resource Language="{}"/>"#, escaped(language)))
            .collect()
    }

    fn manifest(&self) -> String {
        let families: String = self
            .families
            .iter()
            .map(|(name, min)| {
                format!(r#"<TargetDeviceFamily Name="{name}" MinVersion="{min}" MaxVersionTested="10.0.26100.0"/>"#)
            })
            .collect();
        let capability =
            |prefix: &'static str| move |name: &String| format!(r#"<{prefix}Capability Name="{name}"/>"#);
        let capabilities: String = self
            .capabilities
            .iter()
            .map(capability(""))
            .chain(self.restricted.iter().map(capability("rescap:")))
            .collect();
        format!(
            r#"<?xml version="1.0" encoding="utf-8"?>
<Package xmlns="http://schemas.microsoft.com/appx/manifest/foundation/windows10" xmlns:uap="http://schemas.microsoft.com/appx/manifest/uap/windows10" xmlns:rescap="http://schemas.microsoft.com/appx/manifest/foundation/windows10/restrictedcapabilities" IgnorableNamespaces="uap rescap">
  <Identity Name="{name}" Publisher="{publisher}" Version="{version}" ProcessorArchitecture="{architecture}"/>
  <Properties><DisplayName>{display}</DisplayName><PublisherDisplayName>{by}</PublisherDisplayName><Logo>Assets\StoreLogo.png</Logo></Properties>
  <Dependencies>{families}</Dependencies>
  <Resources>{resources}</Resources>
  <Applications><Application Id="App" Executable="WingtipNotes.exe" EntryPoint="WingtipNotes.App"><uap:VisualElements DisplayName="{display}" Description="{display}" BackgroundColor="transparent" Square150x150Logo="Assets\Square150x150Logo.png" Square44x44Logo="Assets\Square44x44Logo.png"/></Application></Applications>
  <Capabilities>{capabilities}</Capabilities>
</Package>
"#,
            name = escaped(&self.name),
            publisher = escaped(&self.publisher),
            version = self.version,
            architecture = self.architecture,
            display = escaped(&self.display_name),
            by = escaped(&self.publisher_display_name),
            resources = self.resources(),
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// Adds the block map and the content types and zips it all.
fn sealed(mut parts: Vec<Part>, manifest: &str, manifest_type: &str) -> Vec<u8> {
    let files: String = parts.iter().map(block_map).collect();
    let map = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><BlockMap xmlns="http://schemas.microsoft.com/appx/2010/blockmap" HashMethod="http://www.w3.org/2001/04/xmlenc#sha256">{files}</BlockMap>"#
    );
    let types = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="png" ContentType="image/png"/><Default Extension="exe" ContentType="application/x-msdownload"/><Default Extension="msix" ContentType="application/vnd.ms-appx"/><Override PartName="{manifest}" ContentType="{manifest_type}"/><Override PartName="/AppxBlockMap.xml" ContentType="application/vnd.ms-appx.blockmap+xml"/></Types>"#
    );
    parts.push(Part::new("AppxBlockMap.xml", map.as_bytes()));
    parts.push(Part::new("[Content_Types].xml", types.as_bytes()));
    archive(&parts)
}

/// Hashes of 64 KiB each; stored parts carry no compressed size.
fn block_map(part: &Part) -> String {
    let blocks: String = part
        .content
        .chunks(64 << 10)
        .map(|block| format!(r#"<Block Hash="{}"/>"#, STANDARD.encode(Sha256::digest(block))))
        .collect();
    let (name, size, header) = (part.name.replace('/', "\\"), part.content.len(), 30 + part.name.len());
    format!(r#"<File Name="{name}" Size="{size}" LfhSize="{header}">{blocks}</File>"#)
}

fn archive(parts: &[Part]) -> Vec<u8> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .system(System::Dos);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        zip.start_file(&part.name, options).expect("names of samples are unique");
        zip.write_all(&part.content).expect("memory takes every sample");
    }
    zip.finish().expect("memory takes every sample").into_inner()
}

#[cfg(test)]
mod tests {
    use super::{Sample, make_msix, make_upload};
    use vitrine_domain::facts::{FileFacts, PackageFacts, PackageForm};

    fn facts(name: &str, bytes: &[u8]) -> PackageFacts {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        match vitrine_assets::facts(&path) {
            Ok(FileFacts::Package(facts)) => *facts,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn samples_read_as_what_they_were_made() {
        let families = [("Windows.Universal", "10.0.19041.0"), ("Windows.Xbox", "10.0.18362.0")];
        let single =
            make_msix("Contoso.A&B", "CN=\"Contoso, SAS\"", "3.2.1.0", "arm64", &["fr-fr", "de"], &families);
        assert_eq!(
            single,
            make_msix("Contoso.A&B", "CN=\"Contoso, SAS\"", "3.2.1.0", "arm64", &["fr-fr", "de"], &families)
        );
        let single = facts("a.msix", &single);
        assert_eq!((single.form, single.identity.name.as_str()), (PackageForm::Msix, "Contoso.A&B"));
        assert_eq!(single.identity.publisher, "CN=\"Contoso, SAS\"");
        assert_eq!(
            (single.identity.version.as_str(), single.architectures),
            ("3.2.1.0", vec!["arm64".to_owned()])
        );
        assert_eq!(single.languages, ["fr-fr", "de"]);
        let found: Vec<_> =
            single.families.iter().map(|f| (f.name.as_str(), f.min_version.as_str())).collect();
        assert_eq!(found, families);

        let sample = Sample { restricted: vec!["runFullTrust".to_owned()], ..Sample::default() };
        let bundle = sample.bundle(&["x64", "arm64"]);
        let bundled = facts("b.msixbundle", &bundle);
        assert_eq!((bundled.form, bundled.display_name.as_str()), (PackageForm::Msixbundle, "Wingtip Notes"));
        assert_eq!(bundled.architectures, ["arm64", "x64"]);
        assert_eq!((bundled.capabilities.len(), bundled.restricted), (2, vec!["runFullTrust".to_owned()]));

        let upload = facts("c.msixupload", &make_upload("WingtipNotes_1.0.0.0.msixbundle", &bundle));
        assert_eq!((upload.form, upload.symbols, upload.contents.len()), (PackageForm::Msixupload, true, 4));
    }
}
