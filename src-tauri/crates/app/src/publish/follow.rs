//! Microsoft's part: the job looks from time to time until it is live, or needs the person.
//!
//! States may be skipped, come back, or be unknown; none of that ends the looking. A status that stays `CommitStarted` for
//! hours is slow, not failed.

use std::time::Duration;

use serde_json::Value;
use tokio_util::sync::CancellationToken;
use vitrine_domain::state::{SubmissionStatus, status_problems};
use vitrine_domain::{Problem, ProductId, codes};
use vitrine_partner::StorePartner;

use super::Record;
use crate::api::{CancelMeans, JobPhase, JobStatus, SnapshotReason, StepState};
use crate::{App, NoticeKind};

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
        let partner = match self.partner(&self.account_of(record).await).await {
            Ok(partner) => partner.cancelled_by(cancel.clone()),
            // The key is to be given again: connecting makes every job look at once.
            Err(problem) => return self.look_again_after(record, problem, cancel).await,
        };
        match partner.status(&record.owner(), &submission).await {
            Ok(status) => {
                self.note_answer(false);
                let changed = record.status.as_deref() != Some(status.status.as_str());
                let was_held = held(record);
                record.status = Some(status.status.clone());
                record.details = status.document.get("statusDetails").cloned().unwrap_or(Value::Null);
                crate::secrets::seal(&mut record.details, self.vault().await?)?;
                record.job.problem = None;
                match SubmissionStatus::from(status.status.as_str()) {
                    SubmissionStatus::Published => {
                        return self.went_live(record, &partner, &submission).await;
                    }
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
                        self.take_up_next(record).await?;
                        record.end(StepState::Failed);
                        record.job.status = JobStatus::Cancelled;
                        self.note_publication(record, "cancelled").await;
                        self.save(record).await?;
                        self.look_quietly(&record.job.product).await;
                        return Ok(false);
                    }
                    status if status.is_failed() => {
                        self.take_up_next(record).await?;
                        self.look_quietly(&record.job.product).await;
                        return Err(refusal(record, status.as_str()));
                    }
                    // Unknown: shown as it is, and followed on.
                    _ => {}
                }
                self.save(record).await?;
                if changed {
                    if held(record) && !was_held {
                        self.notify_of(record, NoticeKind::Ready);
                    }
                    let told = self.note_status(&record.job.product, &submission, &status.document).await;
                    if let Err(problem) = told {
                        tracing::info!(%problem, "the overview does not follow the job");
                    }
                }
                self.wait(record, cancel).await
            }
            Err(vitrine_partner::PartnerError::Cancelled) => Err(Problem::must(codes::JOB_CANCELLED)),
            // The submission is Microsoft's now; no fault on the way to a look changes that.
            Err(error) => {
                let problem = self.answer::<()>(Err(error)).err();
                let problem = problem.unwrap_or_else(|| Problem::must(codes::APP_FAULT));
                self.look_again_after(record, problem, cancel).await
            }
        }
    }

    /// Says why nothing was seen, and goes on looking: only what the service says of the submission ends a job.
    async fn look_again_after(
        &self,
        record: &mut Record,
        problem: Problem,
        cancel: &CancellationToken,
    ) -> Result<bool, Problem> {
        record.job.problem = Some(self.named(problem, record));
        self.save(record).await?;
        self.wait(record, cancel).await
    }

    /// The overview follows the job; when it cannot, the job goes on.
    pub(crate) async fn look_quietly(&self, product: &ProductId) {
        if let Err(problem) = self.look_at(product).await {
            tracing::info!(%problem, "the product was not looked at");
        }
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

    async fn went_live(
        &self,
        record: &mut Record,
        partner: &StorePartner,
        submission: &str,
    ) -> Result<bool, Problem> {
        record.reach(JobPhase::Live);
        record.end(StepState::Done);
        record.job.status = JobStatus::Succeeded;
        record.job.cancel = CancelMeans::NotPossible;
        // By its own id: the app resource may name the one before for a while.
        match partner.submission(&record.owner(), submission).await {
            Ok(read) => {
                let document = self.document(read.document).await?;
                self.keep_live(&record.job.product, submission, &document).await?;
                self.take_snapshot(&record.job.product, SnapshotReason::Live, &document).await?;
            }
            Err(error) => tracing::info!(%error, "what went live was not read"),
        }
        self.look_quietly(&record.job.product).await;
        if let Some(id) = record.job.draft.clone() {
            let (draft, now) = (id.to_string(), jiff::Timestamp::now().to_string());
            self.database
                .write(move |t| t.execute("UPDATE drafts SET ended = ? WHERE id = ?", (now, draft)))
                .await?;
            self.open_drafts.lock().await.remove(&id);
        }
        self.note_publication(record, "live").await;
        self.save(record).await?;
        self.notify_of(record, NoticeKind::Live);
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
