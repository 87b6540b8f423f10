//! Microsoft's part: the job looks from time to time until it is live, or needs the person.
//!
//! States may be skipped, come back, or be unknown; none of that ends the looking. A status that stays `CommitStarted` for
//! hours is slow, not failed.

use std::time::Duration;

use serde_json::Value;
use tokio_util::sync::CancellationToken;
use vitrine_domain::state::{SubmissionStatus, status_problems};
use vitrine_domain::{Problem, codes};

use super::Record;
use crate::api::{CancelMeans, JobPhase, JobStatus, SnapshotReason, StepState};
use crate::problem::ToProblem as _;
use crate::{App, Notice};

/// While the commit is read, Microsoft's own client asks this often; afterwards five minutes are usual (StoreBroker).
const SOON: Duration = Duration::from_secs(30);
const LATER: Duration = Duration::from_secs(300);

impl App {
    /// One look. `Ok(true)`: look again; `Ok(false)`: it is live.
    pub(super) async fn follow(
        &self,
        record: &mut Record,
        cancel: &CancellationToken,
    ) -> Result<bool, Problem> {
        let Some(submission) = record.job.at_microsoft.submission.clone() else {
            return Err(Problem::must(codes::SUBMISSION_GONE).with("submission", ""));
        };
        let partner = self.partner(&record.account).await?.cancelled_by(cancel.clone());
        match partner.status(&record.store_id, &submission).await {
            Ok(status) => {
                self.note_answer(false);
                let changed = record.status.as_deref() != Some(status.status.as_str());
                record.status = Some(status.status.clone());
                record.details = status.document.get("statusDetails").cloned().unwrap_or(Value::Null);
                record.job.problem = None;
                match SubmissionStatus::from(status.status.as_str()) {
                    SubmissionStatus::Published => return self.went_live(record).await,
                    SubmissionStatus::CommitStarted => record.reach(JobPhase::Checks),
                    SubmissionStatus::PreProcessing => record.reach(JobPhase::Checks),
                    SubmissionStatus::Certification => record.reach(JobPhase::Certification),
                    SubmissionStatus::Release | SubmissionStatus::PendingPublication => {
                        record.reach(JobPhase::Publishing);
                        // Held or waiting: Partner Center can still cancel.
                        record.job.cancel = CancelMeans::HandOff;
                    }
                    SubmissionStatus::Publishing => {
                        record.reach(JobPhase::Publishing);
                        record.job.cancel = CancelMeans::NotPossible;
                    }
                    // A service fault, documented by Microsoft's client: the commit was lost.
                    SubmissionStatus::PendingCommit => {
                        record.job.at_microsoft.committed = false;
                        return Err(Problem::must(codes::SUBMISSION_COMMIT_REVERTED));
                    }
                    SubmissionStatus::Canceled => {
                        record.end(StepState::Failed);
                        record.job.status = JobStatus::Cancelled;
                        self.save(record).await?;
                        self.look_at(&record.job.product).await?;
                        return Ok(false);
                    }
                    status if status.is_failed() => {
                        self.look_at(&record.job.product).await?;
                        return Err(refusal(record, status.as_str()));
                    }
                    // Unknown: shown as it is, and followed on.
                    _ => {}
                }
                self.save(record).await?;
                if changed {
                    if held(record) {
                        let product = record.job.product_name.clone();
                        self.host.notify(&Notice::Ready { product }, self.language());
                    }
                    self.look_at(&record.job.product).await?;
                }
            }
            // The submission is Microsoft's now; no fault on the way to a look changes that.
            Err(error) if error.may_pass() => {
                self.note_answer(matches!(error, vitrine_partner::PartnerError::Offline(_)));
                record.job.problem = Some(error.problem());
                self.save(record).await?;
            }
            Err(error) => return Err(error.problem()),
        }
        self.wait(record, cancel).await
    }

    async fn wait(&self, record: &Record, cancel: &CancellationToken) -> Result<bool, Problem> {
        let usual = if record.phase <= JobPhase::Checks { SOON } else { LATER };
        let wait = usual.div_f64(self.speed().max(1.0)).max(Duration::from_millis(500));
        tokio::select! {
            () = cancel.cancelled() => Err(Problem::must(codes::JOB_CANCELLED)),
            () = self.jobs.hurried() => Ok(true),
            () = tokio::time::sleep(wait) => Ok(true),
        }
    }

    async fn went_live(&self, record: &mut Record) -> Result<bool, Problem> {
        record.reach(JobPhase::Live);
        record.end(StepState::Done);
        record.job.status = JobStatus::Succeeded;
        record.job.cancel = CancelMeans::NotPossible;
        self.look_at(&record.job.product).await?;
        if let Some(live) = self.live_document(&record.job.product).await? {
            self.take_snapshot(&record.job.product, SnapshotReason::Live, &live.document).await?;
        }
        let (draft, now) = (record.job.draft.to_string(), jiff::Timestamp::now().to_string());
        self.database
            .write(move |t| t.execute("UPDATE drafts SET ended = ? WHERE id = ?", (now, draft)))
            .await?;
        self.open_drafts.lock().await.remove(&record.job.draft);
        self.save(record).await?;
        let product = record.job.product_name.clone();
        self.host.notify(&Notice::Live { product }, self.language());
        Ok(false)
    }
}

/// Certified and held for the person.
fn held(record: &Record) -> bool {
    let manual = record.sent.as_ref().is_some_and(|sent| sent["targetPublishMode"] == "Manual");
    manual && matches!(record.status.as_deref(), Some("Release" | "PendingPublication"))
}

/// Why the service refused, as the first thing it names.
fn refusal(record: &Record, status: &str) -> Problem {
    let mut problems = status_problems(&record.details);
    problems.sort_by_key(|p| p.severity);
    problems
        .into_iter()
        .find(|p| p.severity == vitrine_domain::Severity::Must)
        .unwrap_or_else(|| Problem::must(codes::STATUS_FAILED).with("status", status))
}
