//! Thin typed views of the Store's documents: only what a client decides by. Everything else stays in the raw JSON.

use jiff::Timestamp;
use serde_json::Value;

use super::pages::Listed;

/// An app resource.
#[derive(Debug, Clone, PartialEq)]
pub struct Application {
    /// The Store id, for example `9NBLGGH4R315`.
    pub id: String,
    /// The reserved name that Partner Center shows.
    pub primary_name: String,
    /// `Package/Identity/Name` that a package of this app must carry.
    pub package_identity_name: String,
    /// `Package/Identity/Publisher`, `CN=…`.
    pub publisher_name: String,
    /// `<name>_<publisher hash>`.
    pub package_family_name: String,
    /// `None` when never published (the service then says 1601).
    pub first_published: Option<Timestamp>,
    /// Id of the submission that is live.
    pub last_published_submission: Option<String>,
    /// Id of the submission that is open or under way.
    pub pending_submission: Option<String>,
    /// The resource as sent.
    pub document: Value,
}

/// Where a submission stands.
#[derive(Debug, Clone, PartialEq)]
pub struct SubmissionStatus {
    /// As sent, for example `PendingCommit`. The set is open.
    pub status: String,
    /// Those that say something.
    pub errors: Vec<StatusDetail>,
    /// Those that say something.
    pub warnings: Vec<StatusDetail>,
    /// Those that have an address.
    pub reports: Vec<CertificationReport>,
    /// The resource as sent.
    pub document: Value,
}

/// An error or a warning of a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusDetail {
    /// For example `MissingFiles`. The set is open.
    pub code: String,
    /// The service's words; may be empty.
    pub details: String,
}

/// A report of the certification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificationReport {
    /// When it was written.
    pub date: Option<Timestamp>,
    /// Where it can be read; open it only as the rules for received links allow.
    pub address: String,
}

impl Application {
    pub(crate) fn read(document: &Value) -> Option<Self> {
        Some(Self {
            id: word(document, "id")?,
            primary_name: word(document, "primaryName").unwrap_or_default(),
            package_identity_name: word(document, "packageIdentityName").unwrap_or_default(),
            publisher_name: word(document, "publisherName").unwrap_or_default(),
            package_family_name: word(document, "packageFamilyName").unwrap_or_default(),
            first_published: moment(&document["firstPublishedDate"]),
            last_published_submission: word(&document["lastPublishedApplicationSubmission"], "id"),
            pending_submission: word(&document["pendingApplicationSubmission"], "id"),
            document: document.clone(),
        })
    }

    /// Was never published, and nothing is open: only Partner Center can make its first submission.
    pub fn awaits_first_submission(&self) -> bool {
        self.first_published.is_none()
            && self.last_published_submission.is_none()
            && self.pending_submission.is_none()
    }
}

impl Listed for Application {
    fn read(entry: &Value) -> Option<Self> {
        Self::read(entry)
    }

    fn id(&self) -> &str {
        &self.id
    }
}

impl SubmissionStatus {
    /// Reads the answer of the status call, or a submission, which holds the same members.
    pub fn read(document: &Value) -> Option<Self> {
        let details = &document["statusDetails"];
        Some(Self {
            status: word(document, "status")?,
            errors: said(&details["errors"]),
            warnings: said(&details["warnings"]),
            reports: members(&details["certificationReports"])
                .filter_map(|report| {
                    Some(CertificationReport {
                        date: moment(&report["date"]),
                        address: word(report, "reportUrl")?,
                    })
                })
                .collect(),
            document: document.clone(),
        })
    }

    /// Committed: read-only, and on its way (or through).
    pub fn is_committed(&self) -> bool {
        !matches!(self.status.as_str(), "None" | "PendingCommit" | "CommitFailed" | "Canceled")
    }
}

pub(super) fn members(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

/// Entries that say something: the documented samples carry empty ones with the code `None`.
fn said(list: &Value) -> Vec<StatusDetail> {
    members(list)
        .filter_map(|entry| {
            let code = word(entry, "code").filter(|code| code != "None")?;
            Some(StatusDetail { code, details: word(entry, "details").unwrap_or_default() })
        })
        .collect()
}

/// A member that is a text; see [`text`].
pub(super) fn word(object: &Value, name: &str) -> Option<String> {
    text(object.get(name)?)
}

/// A text, or an id that came as a number: the pages promise texts, their samples are not of one mind. A number that JSON could
/// only keep as a fraction is nobody's id.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) if !number.is_f64() => Some(number.to_string()),
        _ => None,
    }
}

/// A date of the Store; the year 1601 means *never*.
fn moment(value: &Value) -> Option<Timestamp> {
    let text = value.as_str().filter(|text| !text.starts_with("1601-"))?;
    // Some dates come without the zone that the pages promise; all are UTC.
    text.parse().ok().or_else(|| format!("{text}Z").parse().ok())
}
