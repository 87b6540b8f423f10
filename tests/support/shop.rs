//! A sandbox with the products of the contract suite, and clients of ours in front of it.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use serde_json::{Value, json};
use vitrine_partner::{Credentials, Endpoints, Key, Owner, Partner, StorePartner, UploadAddress};
use vitrine_sandbox::{Effect, Fault, LogEntry, Options, Sandbox, Scenario};

use crate::packages::Sample;
use crate::{pictures, raw};

/// Published, two languages, a price, a trailer: what most tests work on.
pub const LEDGER: &str = "9NFABRLEDGR1";
/// Published, and full of members and values that no document knows.
pub const ARCADE: &str = "9NFABRARCAD2";
/// Published to a quarter of its customers; the rollout runs.
pub const SLOWLY: &str = "9NFABRSLOWR3";
/// Uses what the API does not support.
pub const CLOSED: &str = "9NFABRCLOSE4";
/// Reserved, and never submitted.
pub const FIRST: &str = "9NFABRFIRST5";
/// Published, and a draft of Partner Center is open.
pub const PORTAL: &str = "9NFABRPORTL6";
/// Published, and its age rating is not answered.
pub const UNRATED: &str = "9NFABRUNRAT7";

/// How many times faster than the wall the sandbox clock runs: no test waits for the pace.
pub const SPEED: f64 = 600.0;

/// An app, as what submissions belong to.
pub fn of(app: &str) -> Owner {
    Owner::App(app.to_owned())
}

pub struct Shop {
    pub sandbox: Sandbox,
    pub store: StorePartner,
}

impl Shop {
    pub async fn open() -> Self {
        Self::assuming(&[]).await
    }

    /// With these assumptions about the real service.
    pub async fn assuming(pairs: &[(&str, &str)]) -> Self {
        let assume = pairs.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
        Self::with(Options { assume, ..Self::options() }).await
    }

    pub fn options() -> Options {
        let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/scenarios/contract.json");
        Options { scenario: Scenario::File(file), speed: SPEED, ..Options::default() }
    }

    pub async fn with(options: Options) -> Self {
        let speed = options.speed;
        let sandbox = Sandbox::start(options).await.expect("the sandbox starts");
        let store = client(&endpoints(&sandbox, speed), &credentials(&sandbox));
        Self { sandbox, store }
    }

    /// Another client, with a token and a queue of its own.
    pub fn another(&self) -> StorePartner {
        client(&endpoints(&self.sandbox, SPEED), &credentials(&self.sandbox))
    }

    /// The next request of this route meets this.
    pub fn fault(&self, route: &str, effect: Effect, value: impl Into<Value>) {
        self.sandbox.faults().add(Fault::new(route, effect, value));
    }

    pub async fn portal(&self, action: &str, product: &str) {
        self.portal_with(json!({ "action": action, "product": product })).await;
    }

    pub async fn portal_with(&self, order: Value) {
        self.sandbox.portal(&order).await.unwrap_or_else(|why| panic!("{order}: {why}"));
    }

    /// Requests to the Store, without sign-ins and blobs.
    pub fn asked(&self, method: &str, ending: &str) -> Vec<LogEntry> {
        self.log("manage.devcenter.microsoft.com", method, ending)
    }

    pub fn log(&self, host: &str, method: &str, ending: &str) -> Vec<LogEntry> {
        let log = self.sandbox.log().into_iter();
        log.filter(|e| e.host == host && e.method == method && e.path.ends_with(ending)).collect()
    }

    /// Requests to the blob service.
    pub fn blob_puts(&self) -> usize {
        self.log("blob.core.windows.net", "PUT", "").len()
    }

    /// Moves the sandbox clock until the submission is in this state; the states passed, in order.
    pub async fn until(&self, app: &str, id: &str, wanted: &str) -> Vec<String> {
        let mut passed = Vec::new();
        for _ in 0..20 {
            let status = self.store.status(&of(app), id).await.expect("the status can be read").status;
            if passed.last() != Some(&status) {
                passed.push(status.clone());
            }
            if status == wanted {
                return passed;
            }
            assert!(self.sandbox.until_next_step().await.expect("the state is kept"), "{status} stays");
        }
        panic!("{wanted} was never reached: {passed:?}");
    }

    /// Sandbox time.
    pub async fn now(&self) -> jiff::Timestamp {
        let url = format!("{}/_sandbox/clock", self.sandbox.base());
        let reading: Value = reqwest::get(url).await.expect("an answer").json().await.expect("JSON");
        reading["now"].as_str().and_then(|now| now.parse().ok()).expect("a time")
    }

    /// The upload address of a submission, in the words of the service.
    pub async fn upload_url(&self, app: &str, id: &str) -> String {
        let token = raw::token(&self.sandbox).await;
        let read = raw::get(&self.sandbox, &token, &format!("applications/{app}/submissions/{id}")).await;
        read["fileUploadUrl"].as_str().expect("a submission of the API has an address").to_owned()
    }

    /// The bytes behind an upload address; `None` when there is no blob.
    pub async fn blob(&self, url: &str) -> Option<Vec<u8>> {
        let answer = reqwest::get(escaped(url)).await.expect("an answer");
        if answer.status() == 404 {
            return None;
        }
        assert_eq!(answer.status(), 200);
        Some(answer.bytes().await.expect("all of it").to_vec())
    }
}

/// The address with the plus signs of its signature escaped: the way out of the trap (store clients do the same).
pub fn escaped(url: &str) -> String {
    let (head, rest) = url.split_once("sig=").expect("a signature");
    let (signature, tail) = rest.split_once('&').unwrap_or((rest, ""));
    format!("{head}sig={}&{tail}", signature.replace('+', "%2B"))
}

pub fn address(url: &str) -> UploadAddress {
    UploadAddress::parse(url).expect("an address")
}

pub fn endpoints(sandbox: &Sandbox, speed: f64) -> Endpoints {
    let local = Endpoints::loopback(sandbox.base()).expect("a sandbox is on loopback");
    local.with_requests_per_minute((20.0 * speed) as u32)
}

pub fn credentials(sandbox: &Sandbox) -> Credentials {
    let given = sandbox.credentials();
    Credentials {
        tenant: given.tenant_id.clone(),
        client_id: given.client_id.clone(),
        key: Key::new(given.client_secret.clone()),
    }
}

pub fn client(endpoints: &Endpoints, credentials: &Credentials) -> StorePartner {
    Partner::new("0.0.0-test").store(endpoints, credentials)
}

/// A package of the ledger, as its developer would build it.
pub fn ledger(version: &str) -> Sample {
    Sample {
        name: "Fabrikam.Ledger".into(),
        publisher: "CN=3B0A6F54-27CD-4B9E-9F2B-6E5A4C1D7F10".into(),
        version: version.into(),
        display_name: "Fabrikam Ledger".into(),
        publisher_display_name: "Fabrikam".into(),
        languages: vec!["en-US".into(), "fr-FR".into()],
        ..Sample::default()
    }
}

/// What a person changes for the next version: words, a screenshot, the package.
pub fn next_version(document: &Value) -> Value {
    let mut next = document.clone();
    next["listings"]["fr-fr"]["baseListing"]["releaseNotes"] = "Rapprochement bancaire.".into();
    let images = next["listings"]["en-us"]["baseListing"]["images"].as_array_mut().expect("images");
    images.push(json!({"fileName": "bank.png", "fileStatus": "PendingUpload", "description": "Bank", "imageType": "Screenshot"}));
    let packages = next["applicationPackages"].as_array_mut().expect("packages");
    packages[0]["fileStatus"] = "PendingDelete".into();
    packages.push(json!({"fileName": "ledger_4.1.0.0.msix", "fileStatus": "PendingUpload", "minimumDirectXVersion": "None", "minimumSystemRam": "None"}));
    next
}

/// The archive that belongs to [`next_version`].
pub fn next_archive() -> Arc<Vec<u8>> {
    // Drawn once: without optimisation a screenshot takes a second.
    static MADE: OnceLock<Arc<Vec<u8>>> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let picture = pictures::make_png(1366, 768, 3);
        let files = [("ledger_4.1.0.0.msix", ledger("4.1.0.0").msix()), ("bank.png", picture)];
        Arc::new(zipped(&files, zip::CompressionMethod::Stored))
    });
    made.clone()
}

pub fn zipped(files: &[(&str, Vec<u8>)], method: zip::CompressionMethod) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in files {
        zip.start_file(*name, options).expect("names are unique");
        zip.write_all(bytes).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}
