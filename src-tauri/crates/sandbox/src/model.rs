//! Products and submissions as the sandbox keeps them, and how they look on the wire. No rule, no clock.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

pub type Document = Map<String, Value>;

/// `1601-01-01T00:00:00Z`: "not set" (store-api 3).
pub const NEVER: &str = "1601-01-01T00:00:00Z";

/// The 15 values of the documents (store-api 7; `submission-status`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    None,
    Canceled,
    PendingCommit,
    CommitStarted,
    CommitFailed,
    PendingPublication,
    Publishing,
    Published,
    PublishFailed,
    PreProcessing,
    PreProcessingFailed,
    Certification,
    CertificationFailed,
    Release,
    ReleaseFailed,
}

impl Status {
    /// The word on the wire.
    pub fn word(self) -> String {
        format!("{self:?}")
    }

    /// Whether the service is at work on it.
    pub fn moving(self) -> bool {
        use Status::{Certification, CommitStarted, PendingPublication, PreProcessing, Publishing, Release};
        matches!(
            self,
            CommitStarted | PreProcessing | Certification | Release | PendingPublication | Publishing
        )
    }

    /// Whether it ended without being published.
    pub fn failed(self) -> bool {
        use Status::{
            Canceled, CertificationFailed, CommitFailed, PreProcessingFailed, PublishFailed, ReleaseFailed,
        };
        matches!(
            self,
            Canceled
                | CommitFailed
                | PreProcessingFailed
                | CertificationFailed
                | ReleaseFailed
                | PublishFailed
        )
    }
}

/// Who made a submission: what Partner Center made is closed to the API (store-api 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    Api,
    Portal,
}

/// `{code, details}` of a status (store-api 5.14).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub code: String,
    pub details: String,
}

impl Note {
    pub fn new(code: &str, details: impl Into<String>) -> Self {
        Self { code: code.to_owned(), details: details.into() }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CertificationReport {
    pub date: Timestamp,
    pub report_url: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusDetails {
    pub errors: Vec<Note>,
    pub warnings: Vec<Note>,
    pub certification_reports: Vec<CertificationReport>,
}

/// Where the files of a submission go, and until when (wall time).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Upload {
    pub container: String,
    pub blob: String,
    pub expires: Timestamp,
}

/// One submission. `document` is the resource without the members that the service alone knows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Submission {
    pub id: String,
    pub origin: Origin,
    /// Changed in Partner Center after it was made through the API: closed to the API from then on.
    #[serde(default)]
    pub edited_in_portal: bool,
    pub status: Status,
    /// Sandbox time at which `status` began.
    pub since: Timestamp,
    #[serde(default)]
    pub details: StatusDetails,
    pub upload: Option<Upload>,
    /// *Publish now* was pressed in Partner Center.
    #[serde(default)]
    pub publish_now: bool,
    /// Package faults that show at the end of pre-processing only (`--assume package-fault=preprocessing`).
    #[serde(default)]
    pub deferred: Vec<Note>,
    /// Listing languages of the submission from which this one was cloned.
    #[serde(default)]
    pub cloned_languages: Vec<String>,
    pub document: Document,
}

impl Submission {
    /// The resource as `GET` answers it, its members in the order of the documented sample.
    pub fn to_json(&self, upload_url: Option<String>) -> Value {
        let mut out = Map::new();
        out.insert("id".into(), json!(self.id));
        for (name, value) in &self.document {
            out.insert(name.clone(), value.clone());
            if name == "notesForCertification" {
                self.insert_served(&mut out, upload_url.as_deref());
            }
        }
        if !out.contains_key("status") {
            self.insert_served(&mut out, upload_url.as_deref());
        }
        Value::Object(out)
    }

    fn insert_served(&self, out: &mut Document, upload_url: Option<&str>) {
        out.insert("status".into(), json!(self.status));
        out.insert("statusDetails".into(), json!(self.details));
        out.insert("fileUploadUrl".into(), json!(upload_url));
    }

    pub fn text(&self, name: &str) -> &str {
        self.document.get(name).and_then(Value::as_str).unwrap_or("")
    }

    pub fn listings(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.document.get("listings").and_then(Value::as_object).into_iter().flatten()
    }

    pub fn rollout(&self) -> &Value {
        &self.document_value("packageDeliveryOptions")["packageRollout"]
    }

    pub fn rollout_running(&self) -> bool {
        self.rollout()["packageRolloutStatus"] == "PackageRolloutInProgress"
    }

    fn document_value(&self, name: &str) -> &Value {
        self.document.get(name).unwrap_or(&Value::Null)
    }
}

/// One app.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Product {
    pub id: String,
    pub primary_name: String,
    pub identity_name: String,
    /// `CN=…` of the manifest.
    pub publisher: String,
    /// Names reserved for it beside the primary one. The API never tells them.
    #[serde(default)]
    pub reserved_names: Vec<String>,
    #[serde(default)]
    pub first_published: Option<Timestamp>,
    #[serde(default)]
    pub last_published: Option<String>,
    #[serde(default)]
    pub pending: Option<String>,
    /// The number of the next submission ("Submission 4").
    pub next_number: u32,
    /// Uses a feature that the API does not support: every change answers 409.
    #[serde(default)]
    pub unsupported: bool,
    /// The age-rating questionnaire is answered.
    #[serde(default = "yes")]
    pub age_rated: bool,
    /// Offered in the Store: the portal's switch, which the API neither shows nor changes.
    #[serde(default = "yes")]
    pub available: bool,
    #[serde(skip)]
    pub submissions: BTreeMap<String, Submission>,
}

fn yes() -> bool {
    true
}

impl Product {
    pub fn pending(&self) -> Option<&Submission> {
        self.pending.as_ref().and_then(|id| self.submissions.get(id))
    }

    pub fn pending_mut(&mut self) -> Option<&mut Submission> {
        self.pending.as_ref().and_then(|id| self.submissions.get_mut(id))
    }

    pub fn published(&self) -> Option<&Submission> {
        self.last_published.as_ref().and_then(|id| self.submissions.get(id))
    }

    /// The app resource (store-api 5.1). Lists leave `hasAdvancedListingPermission` out; keys without a submission
    /// are absent, not null.
    pub fn to_json(&self, in_list: bool) -> Value {
        let mut out = Map::new();
        out.insert("id".into(), json!(self.id));
        out.insert("primaryName".into(), json!(self.primary_name));
        out.insert("packageFamilyName".into(), json!(family_name(&self.identity_name, &self.publisher)));
        out.insert("packageIdentityName".into(), json!(self.identity_name));
        out.insert("publisherName".into(), json!(self.publisher));
        let first = self.first_published.map_or_else(|| NEVER.to_owned(), |at| at.to_string());
        out.insert("firstPublishedDate".into(), json!(first));
        for (name, id) in [
            ("lastPublishedApplicationSubmission", &self.last_published),
            ("pendingApplicationSubmission", &self.pending),
        ] {
            if let Some(id) = id {
                let location = format!("applications/{}/submissions/{id}", self.id);
                out.insert(name.into(), json!({"id": id, "resourceLocation": location}));
            }
        }
        if !in_list {
            out.insert("hasAdvancedListingPermission".into(), json!(true));
        }
        Value::Object(out)
    }
}

/// `<identity name>_<publisher hash>`: the first eight bytes of the SHA-256 of the publisher in UTF-16LE, in base 32
/// with the alphabet of package names. Source: package identity pages of the Windows documentation.
pub fn family_name(identity_name: &str, publisher: &str) -> String {
    use sha2::{Digest, Sha256};
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let bytes: Vec<u8> = publisher.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let hash = Sha256::digest(&bytes);
    let mut bits = 0u128;
    for byte in &hash[..8] {
        bits = bits << 8 | u128::from(*byte);
    }
    // 64 bits and one zero bit make 13 groups of five.
    bits <<= 1;
    let suffix: String =
        (0..13).rev().map(|n| char::from(ALPHABET[(bits >> (n * 5)) as usize & 31])).collect();
    format!("{identity_name}_{suffix}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn family_names_are_those_of_windows() {
        // Two publicly known pairs: Microsoft's own publishers.
        let windows = "CN=Microsoft Windows, O=Microsoft Corporation, L=Redmond, S=Washington, C=US";
        assert_eq!(family_name("Windows.PrintDialog", windows), "Windows.PrintDialog_cw5n1h2txyewy");
        let store = "CN=Microsoft Corporation, O=Microsoft Corporation, L=Redmond, S=Washington, C=US";
        assert_eq!(
            family_name("Microsoft.WindowsTerminal", store),
            "Microsoft.WindowsTerminal_8wekyb3d8bbwe"
        );
    }
}
