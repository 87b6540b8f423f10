//! A plain client, and files as a person would send them. No code of the crate under test is used to make them.

#![allow(dead_code, reason = "each suite uses its part")]

pub mod add_ons;

use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::time::Duration;

use reqwest::{Client, Method, Response, StatusCode};
use serde_json::{Value, json};
use vitrine_sandbox::{Options, Sandbox, Scenario};
use zip::write::{SimpleFileOptions, ZipWriter};

pub const STORE: &str = "manage.devcenter.microsoft.com/v1.0/my";
pub const RESOURCE: &str = "https://manage.devcenter.microsoft.com";
pub const PUBLISHER: &str = "CN=3B0A6F54-27CD-4B9E-9F2B-6E5A4C1D7F10";
/// An app that is live and has nothing open.
pub const QUIET: &str = "9PTLSPNPLNR1";

pub struct Partner {
    pub sandbox: Sandbox,
    pub http: Client,
    pub token: String,
}

impl Partner {
    pub async fn start() -> Self {
        Self::assuming(&[]).await
    }

    /// Starts with the two apps of `tests/scenario.json`, in which nothing moves by itself.
    pub async fn assuming(assume: &[(&str, &str)]) -> Self {
        Self::at_speed(1.0, assume).await
    }

    /// The same for somebody with more than twenty requests: the limit grows with the speed, and the shortest step
    /// still takes six seconds.
    pub async fn busy(assume: &[(&str, &str)]) -> Self {
        Self::at_speed(20.0, assume).await
    }

    async fn at_speed(speed: f64, assume: &[(&str, &str)]) -> Self {
        Self::with(Options {
            speed,
            scenario: Scenario::File(PathBuf::from(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/tests/scenario.json"
            ))),
            assume: assume.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            ..Options::default()
        })
        .await
    }

    pub async fn with(options: Options) -> Self {
        let sandbox = Sandbox::start(options).await.unwrap();
        let http = Client::builder().no_proxy().timeout(Duration::from_secs(30)).build().unwrap();
        let mut partner = Self { sandbox, http, token: String::new() };
        partner.sign_in().await;
        partner
    }

    pub async fn sign_in(&mut self) {
        let answer = self.token(&[]).await;
        let body: Value = answer.json().await.unwrap();
        self.token = body["access_token"].as_str().unwrap().to_owned();
    }

    /// Asks the v1 endpoint, with fields replaced (or, with an empty value, left out).
    pub async fn token(&self, replaced: &[(&str, &str)]) -> Response {
        let tenant = self.sandbox.credentials().tenant_id.clone();
        self.token_at(&format!("{tenant}/oauth2/token"), &[("resource", RESOURCE)], replaced).await
    }

    pub async fn token_at(&self, path: &str, more: &[(&str, &str)], replaced: &[(&str, &str)]) -> Response {
        let credentials = self.sandbox.credentials();
        let mut form = vec![
            ("grant_type", "client_credentials"),
            ("client_id", &credentials.client_id),
            ("client_secret", &credentials.client_secret),
        ];
        form.extend_from_slice(more);
        for (name, value) in replaced {
            form.retain(|(held, _)| held != name);
            if !value.is_empty() {
                form.push((name, value));
            }
        }
        let url = format!("{}/login.microsoftonline.com/{path}", self.sandbox.base());
        self.http.post(url).form(&form).send().await.unwrap()
    }

    pub async fn send(&self, method: Method, path: &str, body: Option<&Value>) -> reqwest::Result<Response> {
        let url = format!("{}/{STORE}/{path}", self.sandbox.base());
        let request = self.http.request(method, url).bearer_auth(&self.token);
        match body {
            Some(body) => request.json(body),
            None => request,
        }
        .send()
        .await
    }

    pub async fn get(&self, path: &str) -> (StatusCode, Value) {
        self.call(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str) -> (StatusCode, Value) {
        self.call(Method::POST, path, None).await
    }

    pub async fn put(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        self.call(Method::PUT, path, Some(body)).await
    }

    pub async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> (StatusCode, Value) {
        let answer = self.send(method, path, body).await.unwrap();
        let status = answer.status();
        let text = answer.text().await.unwrap();
        (status, if text.is_empty() { Value::Null } else { serde_json::from_str(&text).unwrap() })
    }

    /// Opens a submission of `app`.
    pub async fn create(&self, app: &str) -> Value {
        self.open(&app_path(app)).await
    }

    /// Opens a submission below `applications/…`, `inappproducts/…` or `applications/…/flights/…`.
    pub async fn open(&self, owner: &str) -> Value {
        let (status, made) = self.post(&format!("{owner}/submissions")).await;
        assert!(status.is_success(), "{status} {made}");
        made
    }

    pub async fn update(&self, app: &str, submission: &Value) -> (StatusCode, Value) {
        self.update_at(&app_path(app), submission).await
    }

    pub async fn update_at(&self, owner: &str, submission: &Value) -> (StatusCode, Value) {
        self.put(&place(owner, submission), submission).await
    }

    pub async fn commit(&self, app: &str, submission: &Value) -> (StatusCode, Value) {
        self.commit_at(&app_path(app), submission).await
    }

    pub async fn commit_at(&self, owner: &str, submission: &Value) -> (StatusCode, Value) {
        self.post(&format!("{}/commit", place(owner, submission))).await
    }

    pub async fn status(&self, app: &str, submission: &Value) -> Value {
        self.status_at(&app_path(app), submission).await
    }

    pub async fn status_at(&self, owner: &str, submission: &Value) -> Value {
        self.get(&format!("{}/status", place(owner, submission))).await.1
    }

    /// Opens a submission, changes it, uploads, commits, and lets the automatic checks pass.
    pub async fn submitted(
        &self,
        app: &str,
        change: impl FnOnce(&mut Value),
        upload: Option<Vec<u8>>,
    ) -> Value {
        self.submitted_at(&app_path(app), change, upload).await
    }

    pub async fn submitted_at(
        &self,
        owner: &str,
        change: impl FnOnce(&mut Value),
        upload: Option<Vec<u8>>,
    ) -> Value {
        let mut made = self.open(owner).await;
        change(&mut made);
        let (status, answer) = self.update_at(owner, &made).await;
        assert_eq!(status, 200, "{answer}");
        if let Some(bytes) = upload {
            assert_eq!(self.upload(&made, bytes).await.status(), 201);
        }
        let (status, answer) = self.commit_at(owner, &made).await;
        assert_eq!(status, 202, "{answer}");
        assert!(self.sandbox.until_next_step().await.unwrap());
        made
    }

    /// The same to the end, which is that it is live; what is live then.
    pub async fn published_at(
        &self,
        owner: &str,
        change: impl FnOnce(&mut Value),
        upload: Option<Vec<u8>>,
    ) -> Value {
        let made = self.submitted_at(owner, change, upload).await;
        let seen = self.walk_at(owner, &made).await;
        assert_eq!(
            seen.last().map(String::as_str),
            Some("Published"),
            "{:?}",
            self.status_at(owner, &made).await
        );
        self.get(&place(owner, &made)).await.1
    }

    pub async fn upload(&self, submission: &Value, bytes: Vec<u8>) -> Response {
        let url = escaped(submission["fileUploadUrl"].as_str().unwrap());
        let request = self.http.put(url).header("x-ms-blob-type", "BlockBlob");
        // Left out by the client library when it is 0, and asked for by the service.
        request.header("content-length", bytes.len()).body(bytes).send().await.unwrap()
    }

    /// Steps on until nothing moves, and says which states were seen.
    pub async fn walk(&self, app: &str, submission: &Value) -> Vec<String> {
        self.walk_at(&app_path(app), submission).await
    }

    pub async fn walk_at(&self, owner: &str, submission: &Value) -> Vec<String> {
        let mut seen = vec![word(&self.status_at(owner, submission).await["status"])];
        while self.sandbox.until_next_step().await.unwrap() {
            let now = word(&self.status_at(owner, submission).await["status"]);
            if seen.last() != Some(&now) {
                seen.push(now);
            }
        }
        seen
    }
}

pub fn app_path(app: &str) -> String {
    format!("applications/{app}")
}

/// Where a submission is.
pub fn place(owner: &str, submission: &Value) -> String {
    format!("{owner}/submissions/{}", submission["id"].as_str().unwrap())
}

pub fn word(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A raw plus sign in the signature is escaped, as every client of the real service has to.
pub fn escaped(url: &str) -> String {
    let (head, rest) = url.split_once("sig=").unwrap();
    let (signature, tail) = rest.split_once('&').unwrap();
    format!("{head}sig={}&{tail}", signature.replace('+', "%2B"))
}

pub fn codes(status: &Value) -> Vec<String> {
    status["statusDetails"]["errors"].as_array().unwrap().iter().map(|error| word(&error["code"])).collect()
}

pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    zipped(files, zip::CompressionMethod::Stored)
}

pub fn zipped(files: &[(&str, &[u8])], method: zip::CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(width, height).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A package of the given identity.
pub fn msix(name: &str, publisher: &str, version: &str) -> Vec<u8> {
    let manifest = format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<Package xmlns="http://schemas.microsoft.com/appx/manifest/foundation/windows10"
  xmlns:rescap="http://schemas.microsoft.com/appx/manifest/foundation/windows10/restrictedcapabilities">
  <Identity Name="{name}" Publisher="{publisher}" Version="{version}" ProcessorArchitecture="x64"/>
  <Properties><DisplayName>Tailspin Planner</DisplayName></Properties>
  <Resources><Resource Language="en-US"/><Resource Language="fr-FR"/></Resources>
  <Dependencies><TargetDeviceFamily Name="Windows.Desktop" MinVersion="10.0.17763.0" MaxVersionTested="10.0.22621.0"/></Dependencies>
  <Capabilities><Capability Name="internetClient"/><rescap:Capability Name="runFullTrust"/></Capabilities>
</Package>"#
    );
    zipped(
        &[("AppxManifest.xml", manifest.as_bytes()), ("app.exe", &[0; 4096])],
        zip::CompressionMethod::Deflated,
    )
}

pub fn planner(version: &str) -> Vec<u8> {
    msix("ContosoSAS.TailspinPlanner", PUBLISHER, version)
}

/// A bundle of one package.
pub fn msixbundle(version: &str) -> Vec<u8> {
    let manifest = format!(
        r#"<Bundle xmlns="http://schemas.microsoft.com/appx/2013/bundle"><Identity Name="ContosoSAS.TailspinPlanner"
  Publisher="{PUBLISHER}" Version="{version}"/><Packages>
  <Package Type="application" Version="{version}" Architecture="x64" FileName="x64.msix"><Resources><Resource Language="de-DE"/></Resources></Package>
  </Packages></Bundle>"#
    );
    zip(&[("x64.msix", &planner(version)), ("AppxMetadata/AppxBundleManifest.xml", manifest.as_bytes())])
}

/// Announces a new package beside those that are there.
pub fn announce_package(submission: &mut Value, name: &str) {
    submission["applicationPackages"].as_array_mut().unwrap().push(json!({
        "fileName": name, "fileStatus": "PendingUpload",
        "minimumDirectXVersion": "None", "minimumSystemRam": "None",
    }));
}

pub fn images<'a>(submission: &'a mut Value, language: &str) -> &'a mut Vec<Value> {
    submission["listings"][language]["baseListing"]["images"].as_array_mut().unwrap()
}

/// Announces a new screenshot of a language.
pub fn announce_screenshot(submission: &mut Value, language: &str, name: &str) {
    images(submission, language)
        .push(json!({"fileName": name, "fileStatus": "PendingUpload", "imageType": "Screenshot"}));
}
