//! Submissions as the sandbox keeps them, and how they look on the wire. No rule, no clock; what they belong to is in
//! `product`.

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
    /// The resource as `GET` answers it: what the service alone knows stands among the members of the document, in
    /// the places of the documented samples.
    pub fn to_json(&self, upload_url: Option<String>) -> Value {
        let url_after = if self.document.contains_key("flightId") {
            "packageDeliveryOptions"
        } else if self.document.contains_key("contentType") {
            "visibility"
        } else {
            "notesForCertification"
        };
        let state_after = if self.document.contains_key("flightId") { "flightId" } else { url_after };
        let mut out = Map::new();
        out.insert("id".into(), json!(self.id));
        for (name, value) in &self.document {
            out.insert(name.clone(), value.clone());
            if name == state_after {
                self.insert_state(&mut out);
            }
            if name == url_after {
                out.insert("fileUploadUrl".into(), json!(upload_url));
            }
        }
        if !out.contains_key("status") {
            self.insert_state(&mut out);
        }
        out.entry("fileUploadUrl").or_insert_with(|| json!(upload_url));
        Value::Object(out)
    }

    fn insert_state(&self, out: &mut Document) {
        out.insert("status".into(), json!(self.status));
        out.insert("statusDetails".into(), json!(self.details));
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

    pub fn rollout_mut(&mut self) -> Option<&mut Document> {
        self.document.get_mut("packageDeliveryOptions")?.get_mut("packageRollout")?.as_object_mut()
    }

    fn document_value(&self, name: &str) -> &Value {
        self.document.get(name).unwrap_or(&Value::Null)
    }
}
