//! Azurite as a child of this test, with an account of its own, and addresses signed for it.
//!
//! Its version is fixed because its deviations from Azure are known. It is a program for Node; `cargo xtask test` installs
//! both. Nothing here is skipped when they are missing: the test fails and says what to do.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};
use vitrine_partner::UploadAddress;

const VERSION: &str = "3.35.0";
const ACCOUNT: &str = "vitrine";
const CONTAINER: &str = "ingestion";

pub struct Azurite {
    child: Child,
    port: u16,
    key: Vec<u8>,
    blobs: AtomicU32,
    _folder: tempfile::TempDir,
}

impl Azurite {
    pub async fn start() -> Self {
        let program = installed();
        let folder = tempfile::tempdir().expect("a temporary folder");
        let key: Vec<u8> = (0..4).flat_map(|_| uuid::Uuid::new_v4().into_bytes()).collect();
        let mut child = Command::new("node")
            .arg(program)
            .args([
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                "0",
                "--skipApiVersionCheck",
                "--disableTelemetry",
            ])
            .arg("--location")
            .arg(folder.path())
            .env("AZURITE_ACCOUNTS", format!("{ACCOUNT}:{}", STANDARD.encode(&key)))
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap_or_else(|e| {
                panic!("node, which Azurite needs, did not start: {e}. `cargo xtask setup` installs it.")
            });
        let out = BufReader::new(child.stdout.take().expect("a pipe"));
        let listening = tokio::task::spawn_blocking(move || {
            let mut told = String::new();
            let mut port = None;
            let mut lines = out.lines();
            while let Some(Ok(line)) = lines.next() {
                told += &line;
                if let Some((_, address)) = line.split_once("successfully listens on http://127.0.0.1:") {
                    port = address.trim().parse().ok();
                    break;
                }
            }
            // Whoever writes into a pipe that nobody reads stops in the end.
            std::thread::spawn(move || lines.for_each(drop));
            port.ok_or(told)
        });
        let port = listening
            .await
            .expect("reading goes on")
            .unwrap_or_else(|told| panic!("Azurite did not start: {told}"));
        let azurite = Self { child, port, key, blobs: AtomicU32::new(0), _folder: folder };
        azurite.make_container().await;
        azurite
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// An address for a new blob, as Partner Center hands it out: `sp=rwl`, a day from now.
    pub fn sas(&self) -> Sas {
        let number = self.blobs.fetch_add(1, Ordering::SeqCst);
        Sas {
            key: self.key.clone(),
            port: self.port,
            blob: format!("archive-{number}"),
            version: "2021-12-02",
            permissions: "rwl",
            ends: Timestamp::now() + SignedDuration::from_hours(24),
            altered: false,
        }
    }

    /// SHA-256 of the blob behind the address.
    pub async fn read_back(&self, sas: &Sas) -> String {
        let mut answer = reqwest::get(sas.escaped()).await.expect("an answer");
        assert_eq!(answer.status(), 200, "the blob is there");
        let mut sum = Sha256::new();
        while let Some(piece) = answer.chunk().await.expect("all of it") {
            sum.update(&piece);
        }
        super::sources::hex(&sum.finalize())
    }

    /// Leaves an uncommitted block there.
    pub async fn stage(&self, sas: &Sas, id: &str, bytes: &'static [u8]) {
        let url = format!("{}&comp=block&blockid={}", sas.escaped(), id.replace('=', "%3D"));
        let answer = reqwest::Client::new()
            .put(url)
            .header("x-ms-version", "2021-12-02")
            .body(bytes)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 201, "{}", answer.text().await.unwrap());
    }

    /// With an account signature: resource types, then permissions, then the time.
    async fn make_container(&self) {
        let ends = stamp(Timestamp::now() + SignedDuration::from_hours(1));
        let lines = [ACCOUNT, "rwdlac", "b", "sco", "", &ends, "", "", "2021-12-02", ""];
        let signature = signed(&self.key, &format!("{}\n", lines.join("\n")));
        let url = format!(
            "http://127.0.0.1:{}/{ACCOUNT}/{CONTAINER}?restype=container&sv=2021-12-02&ss=b&srt=sco&sp=rwdlac&se={}&sig={}",
            self.port,
            ends.replace(':', "%3A"),
            escape(&signature)
        );
        let answer =
            reqwest::Client::new().put(url).header("content-length", 0).send().await.expect("an answer");
        assert_eq!(answer.status(), 201, "{}", answer.text().await.unwrap());
    }
}

impl Drop for Azurite {
    fn drop(&mut self) {
        // Our own child; it holds nothing worth a farewell.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where xtask puts it, below the folder that cargo builds into.
fn installed() -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let package = target.join("tools/azurite/node_modules/azurite");
    let told = std::fs::read_to_string(package.join("package.json")).unwrap_or_default();
    let version = serde_json::from_str::<serde_json::Value>(&told)
        .ok()
        .and_then(|read| Some(read["version"].as_str()?.to_owned()));
    assert_eq!(
        version.as_deref(),
        Some(VERSION),
        "Azurite {VERSION} is not installed at {}. `cargo xtask setup` installs it, or: npm install --prefix {} azurite@{VERSION}",
        package.display(),
        target.join("tools/azurite").display()
    );
    package.join("dist/src/blob/main.js")
}

/// A shared access signature for one blob, before it is written down.
#[derive(Clone)]
pub struct Sas {
    key: Vec<u8>,
    port: u16,
    blob: String,
    version: &'static str,
    permissions: &'static str,
    ends: Timestamp,
    altered: bool,
}

impl Sas {
    pub fn version(self, version: &'static str) -> Self {
        Self { version, ..self }
    }

    pub fn permits(&self, permissions: &'static str) -> Self {
        Self { permissions, ..self.clone() }
    }

    pub fn ends_in(self, time: Duration) -> Self {
        Self { ends: Timestamp::now() + SignedDuration::try_from(time).expect("a short time"), ..self }
    }

    /// Signed by somebody else.
    pub fn altered(self) -> Self {
        Self { altered: true, ..self }
    }

    /// The same blob by way of another port.
    pub fn through(&self, port: u16) -> Self {
        Self { port, ..self.clone() }
    }

    /// Moves its end until the signature holds a plus sign.
    pub fn with_plus(mut self) -> Self {
        while !self.signature().contains('+') {
            self.ends += SignedDuration::from_secs(1);
        }
        self
    }

    pub fn address(&self) -> UploadAddress {
        UploadAddress::parse(&self.url()).expect("an address")
    }

    /// With the plus signs of the signature left as they are, as the service does.
    pub fn url(&self) -> String {
        self.written(&self.signature().replace('/', "%2F").replace('=', "%3D"))
    }

    pub fn escaped(&self) -> String {
        self.written(&escape(&self.signature()))
    }

    fn written(&self, signature: &str) -> String {
        let Self { port, blob, version, permissions, .. } = self;
        let ends = stamp(self.ends);
        format!(
            "http://127.0.0.1:{port}/{ACCOUNT}/{CONTAINER}/{blob}?sv={version}&sr=b&sig={signature}&se={ends}&sp={permissions}"
        )
    }

    /// The lines that are signed grew with the versions: 13 at first, the snapshot came in 2018, the scope in 2020.
    fn signature(&self) -> String {
        let place = format!("/blob/{ACCOUNT}/{CONTAINER}/{}", self.blob);
        let ends = stamp(self.ends);
        let mut lines = vec![self.permissions, "", &ends, &place, "", "", "", self.version];
        if self.version >= "2018-11-09" {
            lines.extend(["b", ""]);
        }
        if self.version >= "2020-12-06" {
            lines.push("");
        }
        lines.extend(["", "", "", "", ""]);
        let mut key = self.key.clone();
        if self.altered {
            key[0] ^= 1;
        }
        signed(&key, &lines.join("\n"))
    }
}

fn signed(key: &[u8], text: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes any key");
    mac.update(text.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

fn stamp(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn escape(base64: &str) -> String {
    base64.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D")
}
