//! The submission machine on the sandbox clock: which state follows which, and when. What a state means for the
//! product (publication, rollout) is in `world`; nothing here touches files.
//!
//! Source: `store-api` 7, `submission-status` (order and holds), contracts 2 (durations).

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::model::{Status, Submission};

/// How long each state usually lasts, in seconds of sandbox time. A scenario may change them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Durations {
    pub commit_started: i64,
    pub pre_processing: i64,
    pub certification: i64,
    pub release: i64,
    pub pending_publication: i64,
    pub publishing: i64,
}

impl Default for Durations {
    fn default() -> Self {
        Self {
            commit_started: 2 * 60,
            pre_processing: 10 * 60,
            certification: 4 * 60 * 60,
            release: 60,
            pending_publication: 60,
            publishing: 15 * 60,
        }
    }
}

impl Durations {
    fn of(&self, status: Status) -> Option<SignedDuration> {
        let seconds = match status {
            Status::CommitStarted => self.commit_started,
            Status::PreProcessing => self.pre_processing,
            Status::Certification => self.certification,
            Status::Release => self.release,
            Status::PendingPublication => self.pending_publication,
            Status::Publishing => self.publishing,
            _ => return None,
        };
        Some(SignedDuration::from_secs(seconds))
    }
}

/// The state after `status` when all goes well.
pub fn next(status: Status) -> Option<Status> {
    Some(match status {
        Status::CommitStarted => Status::PreProcessing,
        Status::PreProcessing => Status::Certification,
        Status::Certification => Status::Release,
        Status::Release => Status::PendingPublication,
        Status::PendingPublication => Status::Publishing,
        Status::Publishing => Status::Published,
        _ => return None,
    })
}

/// The state after `status` when it goes wrong.
pub fn failure(status: Status) -> Option<Status> {
    Some(match status {
        Status::CommitStarted => Status::CommitFailed,
        Status::PreProcessing => Status::PreProcessingFailed,
        Status::Certification => Status::CertificationFailed,
        Status::Release => Status::ReleaseFailed,
        Status::PendingPublication | Status::Publishing => Status::PublishFailed,
        _ => return None,
    })
}

/// When the submission leaves its state, in sandbox time. `None` while it waits for a person or is at rest.
pub fn due(submission: &Submission, durations: &Durations) -> Option<Timestamp> {
    let usual = submission.since.saturating_add(durations.of(submission.status)?).ok()?;
    if submission.status != Status::Release || submission.publish_now {
        return Some(usual);
    }
    // Release waits for the portal's button, or for its date (store-api 7).
    match submission.text("targetPublishMode") {
        "Manual" => None,
        "SpecificDate" => {
            let date = submission.document.get("targetPublishDate").and_then(Value::as_str).and_then(date);
            Some(date.map_or(usual, |date| date.max(usual)))
        }
        _ => Some(usual),
    }
}

/// Reads a date of a document; an empty text and the year 1601 mean "not set".
pub fn date(text: &str) -> Option<Timestamp> {
    let at: Timestamp = text.parse().ok()?;
    (!text.starts_with("1601-01-01")).then_some(at)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::{Origin, StatusDetails};

    fn in_release(mode: &str, date: &str) -> Submission {
        let document = json!({"targetPublishMode": mode, "targetPublishDate": date});
        Submission {
            id: "1".into(),
            origin: Origin::Api,
            edited_in_portal: false,
            status: Status::Release,
            since: "2026-01-01T00:00:00Z".parse().unwrap(),
            details: StatusDetails::default(),
            upload: None,
            publish_now: false,
            deferred: vec![],
            cloned_languages: vec![],
            document: document.as_object().unwrap().clone(),
        }
    }

    #[test]
    fn a_release_waits_for_the_button_or_the_date() {
        let durations = Durations::default();
        let soon: Timestamp = "2026-01-01T00:01:00Z".parse().unwrap();
        assert_eq!(due(&in_release("Immediate", ""), &durations), Some(soon));
        let mut manual = in_release("Manual", "");
        assert_eq!(due(&manual, &durations), None);
        manual.publish_now = true;
        assert_eq!(due(&manual, &durations), Some(soon));
        let later = "2026-03-01T09:00:00Z";
        assert_eq!(due(&in_release("SpecificDate", later), &durations), later.parse().ok());
        assert_eq!(due(&in_release("SpecificDate", "1601-01-01T00:00:00Z"), &durations), Some(soon));
    }
}
