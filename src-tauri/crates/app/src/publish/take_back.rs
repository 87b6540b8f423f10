//! Taking back what a job made: the draft at Microsoft, after *Cancel* or a refusal.

use jiff::Timestamp;
use serde_json::Value;
use vitrine_domain::document::readback::compare_sent;
use vitrine_domain::document::sending::PlannedFile;
use vitrine_domain::{Problem, codes};
use vitrine_partner::store::DeleteLook;
use vitrine_partner::{Owner, PartnerError, StorePartner};

use super::record::{Call, Intent, Record};
use super::{Entry, Jobs};
use crate::App;
use crate::api::JobStatus;
use crate::problem::ToProblem as _;

impl Jobs {
    /// Whether a job heard that Partner Center edited this submission, which closes it to apps.
    pub fn refused_as_edited(&self, submission: &str) -> bool {
        self.lock().values().map(|e| &e.record.job).any(|job| {
            job.at_microsoft.submission.as_deref() == Some(submission)
                && job.problem.as_ref().is_some_and(|p| p.code == codes::SUBMISSION_PORTAL_EDITED)
        })
    }

    /// Whether a task of this computer works on this submission now.
    pub fn works_on(&self, submission: &str) -> bool {
        let works = |entry: &Entry| {
            entry.cancel.is_some()
                && entry.record.job.status == JobStatus::Running
                && entry.record.job.at_microsoft.submission.as_deref() == Some(submission)
        };
        self.lock().values().any(works)
    }

    /// The files of a job that made this submission.
    pub fn files_of(&self, submission: &str) -> Vec<PlannedFile> {
        let jobs = self.lock();
        let made = |entry: &&Entry| entry.record.job.at_microsoft.submission.as_deref() == Some(submission);
        jobs.values().find(made).map(|entry| entry.record.files.clone()).unwrap_or_default()
    }

    /// Jobs that nobody works on and that made this submission.
    fn stopped_of(&self, submission: &str) -> Vec<Record> {
        let jobs = self.lock();
        jobs.values()
            .filter(|e| e.cancel.is_none())
            .map(|e| &e.record)
            .filter(|r| r.job.at_microsoft.submission.as_deref() == Some(submission))
            .cloned()
            .collect()
    }
}

/// Nothing was ever published, and nobody has written anything: the state in which the service hands out a first submission.
fn is_blank(read: &Value) -> bool {
    let empty = |name: &str| match &read[name] {
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        other => other.is_null(),
    };
    ["listings", "flightPackages", "applicationPackages"].into_iter().all(empty)
}

impl App {
    /// After *Cancel*: deletes the draft that this job made at Microsoft, and says what is left.
    pub(super) async fn clean_up(&self, mut record: Record) -> Result<(), Problem> {
        let partner = self.partner(&self.account_of(&record).await).await?;
        let lost = record.intent.as_ref().is_some_and(|i| i.call == Call::Create);
        if lost && record.job.at_microsoft.submission.is_none() {
            // The creation may have happened without an answer: what it made is taken back too.
            match self.lost_creation(&record, &partner).await {
                Ok(found) => record.job.at_microsoft.submission = found,
                Err(problem) => {
                    record.interrupt(problem);
                    return self.save(&mut record).await;
                }
            }
        }
        let made = record.job.at_microsoft.submission.clone().filter(|_| !record.continued);
        if let Some(submission) = made {
            record.intent = Some(Intent { call: Call::Delete, at: Timestamp::now() });
            self.save(&mut record).await?;
            if let Err(problem) = self.delete_own(&record, &partner, &submission).await {
                record.intent = None;
                record.interrupt(self.named(problem, &record));
                return self.save(&mut record).await;
            }
        }
        record.intent = None;
        record.job.at_microsoft = Default::default();
        record.job.status = JobStatus::Cancelled;
        record.job.can_resume = false;
        record.job.progress = None;
        record.job.problem = None;
        record.end(crate::api::StepState::Todo);
        self.note_publication(&record, "cancelled").await;
        self.save(&mut record).await?;
        if let Err(problem) = self.look_at(&record.job.product).await {
            tracing::info!(%problem, "the product was not looked at after a cancellation");
        }
        Ok(())
    }

    /// Deletes what a job made, unless somebody has worked on it since: that goes only with a person's yes (`acts`).
    async fn delete_own(
        &self,
        record: &Record,
        partner: &StorePartner,
        submission: &str,
    ) -> Result<(), Problem> {
        let owner = record.owner();
        let read = match partner.submission(&owner, submission).await {
            Err(PartnerError::NotFound(_)) => return Ok(()),
            read => self.answer(read)?,
        };
        self.refuse_others_work(record, submission, &read.document).await?;
        self.delete_at_microsoft(partner, &owner, submission).await
    }

    /// # Errors
    /// `submission.changed.elsewhere` when a submission says something else than this computer last knew of it, or was about
    /// to write into it.
    pub(super) async fn refuse_others_work(
        &self,
        record: &Record,
        submission: &str,
        read: &Value,
    ) -> Result<(), Problem> {
        if let Some(mut sent) = record.sent.clone() {
            self.put_secrets_back(&mut sent).await?;
            if compare_sent(&sent, read).is_empty() {
                return Ok(());
            }
        }
        let document = self.document(read.clone()).await?;
        match self.changed_since_sent(submission, &document).await? {
            Some(changes) if !changes.is_empty() => {
                let friendly = read["friendlyName"].as_str().unwrap_or(submission);
                Err(Problem::must(codes::SUBMISSION_CHANGED_ELSEWHERE).with("submission", friendly))
            }
            _ => Ok(()),
        }
    }

    /// The submission that a creation without an answer made, if it made one and nobody has worked on it since.
    async fn lost_creation(
        &self,
        record: &Record,
        partner: &StorePartner,
    ) -> Result<Option<String>, Problem> {
        let holding = self.answer(partner.holder(&record.owner()).await)?;
        let Some(open) = holding.pending else { return Ok(None) };
        let read = self.answer(partner.submission(&record.owner(), &open).await)?;
        Ok(self.is_copy_of_live(record, &read.document).await?.then_some(open))
    }

    /// Whether a submission says what is live: the state in which the service hands out a new one.
    pub(super) async fn is_copy_of_live(&self, record: &Record, read: &Value) -> Result<bool, Problem> {
        let Some(live) = self.live_document(&record.job.product).await? else { return Ok(is_blank(read)) };
        let live = self.with_secrets(&live.document).await?.to_submission();
        Ok(compare_sent(&live, read).is_empty())
    }

    /// Deletes a submission; a lost answer is looked up.
    pub(crate) async fn delete_at_microsoft(
        &self,
        partner: &StorePartner,
        owner: &Owner,
        submission: &str,
    ) -> Result<(), Problem> {
        match partner.delete(owner, submission).await {
            Ok(()) | Err(PartnerError::NotFound(_)) => Ok(()),
            Err(error @ PartnerError::Ambiguous { .. }) => {
                match self.answer(partner.look_after_delete(owner, submission).await)? {
                    DeleteLook::Gone => Ok(()),
                    DeleteLook::Still(_) => Err(error.problem()),
                }
            }
            Err(error) => self.answer(Err(error)),
        }
    }

    /// What a person deleted is nothing to go on with: jobs that made it and stand still know it.
    pub(crate) async fn submission_deleted(&self, submission: &str) -> Result<(), Problem> {
        for mut record in self.jobs.stopped_of(submission) {
            match record.job.status {
                // Only a draft can be deleted: a commit without an answer was none.
                JobStatus::Interrupted if !record.job.at_microsoft.committed => record.begin_again(),
                JobStatus::Interrupted | JobStatus::Failed => {
                    record.job.at_microsoft = Default::default();
                    record.renew_cancel();
                }
                _ => continue,
            }
            self.save(&mut record).await?;
        }
        Ok(())
    }

    /// The draft, or the job without one, that a submission was made for, when this computer made it.
    pub(crate) async fn made_for(&self, submission: &str) -> Result<Option<String>, Problem> {
        use rusqlite::OptionalExtension as _;
        let key = submission.to_owned();
        let draft: Option<Option<String>> = self
            .database
            .read(move |c| {
                c.prepare_cached("SELECT draft FROM made_here WHERE submission = ?")?
                    .query_row([key], |row| row.get(0))
                    .optional()
            })
            .await?;
        Ok(draft.flatten())
    }
}
