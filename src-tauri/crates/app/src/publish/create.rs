//! The submission of a job at Microsoft: made once, or found again.
//!
//! A POST is never repeated blindly: what is open is looked at first, and what somebody else made is left alone.

use jiff::Timestamp;
use serde_json::Value;
use tokio_util::sync::CancellationToken;
use vitrine_domain::state::SubmissionStatus;
use vitrine_domain::{Problem, codes};
use vitrine_partner::store::{CreateLook, LOOK_AGAIN};
use vitrine_partner::{PartnerError, StorePartner};

use super::record::{Call, Record};
use crate::App;
use crate::api::{Existence, SnapshotReason};
use crate::problem::ToProblem as _;

impl App {
    pub(super) async fn create(
        &self,
        record: &mut Record,
        partner: &StorePartner,
        cancel: &CancellationToken,
    ) -> Result<(), Problem> {
        // A creation that was sent has to be known about: it is not cancelled half-way, but taken back afterwards.
        let partner = &partner.cancelled_by(self.closing.child_token());
        let holding = self.answer(partner.holder(&record.owner()).await)?;
        if let Some(open) = holding.pending {
            return self.take_over(record, partner, &open).await;
        }
        if holding.last_published.is_some() && self.live_document(&record.job.product).await?.is_none() {
            // Somebody published the first one meanwhile: the draft has to be merged with it, not laid over it.
            self.look_at(&record.job.product).await?;
        }
        for attempt in 0..2 {
            // An intent from before, or from the first attempt: the service may still be at it.
            if record.intent.as_ref().is_some_and(|i| i.call == Call::Create) {
                self.rest(cancel).await?;
                let look = partner.look_after_create(&record.owner(), None).await;
                if let CreateLook::Created { submission } | CreateLook::AlreadyOpen { submission } =
                    self.answer(look)?
                {
                    return self.take_over(record, partner, &submission).await;
                }
            }
            record.job.at_microsoft.exists = Existence::Unknown;
            record.renew_cancel();
            self.intend(record, Call::Create).await?;
            // A copy that took the service longer than it gives itself is asked for with the short answer, and read afterwards.
            let made = match attempt {
                0 => partner.create(&record.owner()).await.map(|made| (made.id().to_owned(), Some(made))),
                _ => partner.create_minimal(&record.owner()).await.map(|made| (made.id, None)),
            };
            match made {
                Ok((id, made)) => {
                    self.made(record, &id, made.as_ref().map(|made| &made.document)).await?;
                    record.fresh = made;
                    record.advance();
                    return Ok(());
                }
                Err(error @ PartnerError::Ambiguous { .. }) => {
                    let look = partner.look_after_create(&record.owner(), None).await;
                    if let CreateLook::Created { submission } = self.answer(look)? {
                        return self.take_over(record, partner, &submission).await;
                    }
                    if attempt > 0 {
                        return Err(error.problem());
                    }
                }
                Err(error) => {
                    record.job.at_microsoft.exists = Existence::No;
                    record.intent = None;
                    return self.answer(Err(error));
                }
            }
        }
        Ok(())
    }

    /// The time after which a change that cannot be seen may be believed not to have happened.
    pub(super) async fn rest(&self, cancel: &CancellationToken) -> Result<(), Problem> {
        let wait = LOOK_AGAIN.div_f64(self.speed().max(1.0));
        tokio::select! {
            () = cancel.cancelled() => Err(Problem::must(codes::JOB_CANCELLED)),
            () = tokio::time::sleep(wait) => Ok(()),
        }
    }

    /// Something is open. Ours: go on with it. A lost reply of ours: it is that one. Anybody else's: stop and say so.
    async fn take_over(
        &self,
        record: &mut Record,
        partner: &StorePartner,
        open: &str,
    ) -> Result<(), Problem> {
        let lost_reply = record.intent.as_ref().is_some_and(|i| i.call == Call::Create);
        let read = self.answer(partner.submission(&record.owner(), open).await)?;
        let friendly = read.document["friendlyName"].as_str().map(str::to_owned);
        let maker = self.made_for(open).await?;
        let ours = maker.as_ref().is_some_and(|maker| *maker == record.maker());
        let continued = self.continues(record, open).await?;
        let status = SubmissionStatus::from(read.status());
        let over = status.is_failed() || status == SubmissionStatus::Canceled;
        // Made by an earlier attempt of this draft, which holds what that attempt sent; or refused since then. Clients
        // delete such a one and begin again (StoreBroker, Mozilla's pushmsix).
        let earlier = record.job.at_microsoft.submission.as_deref() != Some(open);
        if ours && (over || (earlier && status == SubmissionStatus::PendingCommit)) {
            let document = self.document(read.document).await?;
            let changed = self.changed_since_sent(open, &document).await?;
            if changed.is_some_and(|changes| !over && !changes.is_empty()) {
                // Somebody worked on it since: that goes only with a person's yes.
                record.intent = None;
                record.job.at_microsoft.exists = Existence::No;
                return Err(Problem::must(codes::SUBMISSION_CHANGED_ELSEWHERE)
                    .with("submission", friendly.unwrap_or_else(|| open.to_owned())));
            }
            self.take_snapshot(&record.job.product, SnapshotReason::BeforeDelete, &document).await?;
            self.intend(record, Call::Delete).await?;
            self.delete_at_microsoft(partner, &record.owner(), open).await?;
            record.intent = None;
            record.job.at_microsoft = crate::api::AtMicrosoft::default();
            return Ok(());
        }
        // After a lost reply it is ours only while it still is the copy of what is live; else somebody else works on it. What
        // another job of this computer made is known, and that one's.
        let adopted = lost_reply && maker.is_none() && self.is_copy_of_live(record, &read.document).await?;
        if !(ours || adopted || continued) || status != SubmissionStatus::PendingCommit {
            record.intent = None;
            record.job.at_microsoft.exists = Existence::No;
            return Err(Problem::must(codes::SUBMISSION_OPEN_ELSEWHERE)
                .with("submission", friendly.unwrap_or_else(|| open.to_owned())));
        }
        if read.upload.is_none() {
            return Err(Problem::must(codes::SUBMISSION_PORTAL_EDITED)
                .with("submission", friendly.unwrap_or_else(|| open.to_owned())));
        }
        if continued && !ours {
            record.continued = true;
            record.created(open, friendly);
            record.intent = None;
            self.save(record).await?;
        } else {
            self.made(record, open, Some(&read.document)).await?;
        }
        record.fresh = Some(read);
        record.advance();
        Ok(())
    }

    /// Keeps that this computer made a submission, and how the service handed it out: what others change is told from there.
    async fn made(&self, record: &mut Record, submission: &str, read: Option<&Value>) -> Result<(), Problem> {
        let (id, product, draft, at) = (
            submission.to_owned(),
            record.job.product.to_string(),
            record.maker(),
            Timestamp::now().to_string(),
        );
        self.database
            .write(move |t| {
                t.execute(
                    "INSERT OR IGNORE INTO made_here (submission, product, draft, made_at) VALUES (?, ?, ?, ?)",
                    (id, product, draft, at),
                )
            })
            .await?;
        if let Some(read) = read {
            self.keep_handed_out(submission, read).await?;
        }
        record.continued = false;
        let friendly = read.and_then(|read| read["friendlyName"].as_str());
        record.created(submission, friendly.map(str::to_owned));
        record.intent = None;
        self.save(record).await
    }
}
