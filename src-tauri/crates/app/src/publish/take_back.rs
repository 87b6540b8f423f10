//! Taking back what a job made: the draft at Microsoft, after *Cancel* or a refusal.

use jiff::Timestamp;
use vitrine_domain::Problem;
use vitrine_partner::store::DeleteLook;
use vitrine_partner::{PartnerError, StorePartner};

use super::record::{Call, Intent, Record};
use crate::App;
use crate::api::JobStatus;
use crate::problem::ToProblem as _;

impl App {
    /// After *Cancel*: deletes the draft that this job made at Microsoft, and says what is left.
    pub(super) async fn clean_up(&self, mut record: Record) -> Result<(), Problem> {
        let partner = self.partner(&record.account).await?;
        if let Some(submission) = record.job.at_microsoft.submission.clone() {
            record.intent = Some(Intent { call: Call::Delete, at: Timestamp::now() });
            self.save(&mut record).await?;
            if let Err(problem) = self.delete_at_microsoft(&partner, &record.store_id, &submission).await {
                record.interrupt(problem);
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
        self.save(&mut record).await?;
        match self.look_at(&record.job.product).await {
            Ok(()) => Ok(()),
            Err(problem) => {
                tracing::info!(%problem, "the product was not looked at after a cancellation");
                Ok(())
            }
        }
    }

    /// Deletes a submission; a lost answer is looked up.
    pub(crate) async fn delete_at_microsoft(
        &self,
        partner: &StorePartner,
        app: &str,
        submission: &str,
    ) -> Result<(), Problem> {
        match partner.delete(app, submission).await {
            Ok(()) | Err(PartnerError::NotFound(_)) => Ok(()),
            Err(error @ PartnerError::Ambiguous { .. }) => {
                match self.answer(partner.look_after_delete(app, submission).await)? {
                    DeleteLook::Gone => Ok(()),
                    DeleteLook::Still(_) => Err(error.problem()),
                }
            }
            Err(error) => self.answer(Err(error)),
        }
    }

    /// The draft that a submission was made for, when this computer made it.
    pub(super) async fn made_for(
        &self,
        submission: &str,
    ) -> Result<Option<vitrine_domain::DraftId>, Problem> {
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
        Ok(draft.flatten().map(vitrine_domain::DraftId))
    }
}
