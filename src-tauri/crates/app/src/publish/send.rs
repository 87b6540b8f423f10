//! Our part of a publication: create, update, compare, archive, upload, commit.
//!
//! Before each state-changing call the intent is saved. When a phase is entered and its intent is still there, the call may
//! have been made: the machine looks at Microsoft first and decides by what it finds.

use std::sync::Arc;
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use tokio_util::sync::CancellationToken;
use vitrine_assets::archive::{Member, Plan, PlanReader, check_names};
use vitrine_domain::document::readback::compare_sent;
use vitrine_domain::document::sending::{FileSource, upload_names};
use vitrine_domain::{Problem, codes};
use vitrine_partner::store::{CommitLook, UpdateLook};
use vitrine_partner::{PartnerError, StorePartner, UploadAddress};

use super::record::{Call, Intent, Record};
use crate::App;
use crate::api::{JobPhase, JobStatus, Progress};
use crate::problem::ToProblem as _;
use crate::sent::Sent;

/// How long a comparison counts; later the submission is read once more before it is handed in.
const COMPARED_FOR: SignedDuration = SignedDuration::from_mins(5);

impl App {
    /// Does the present phase. `Ok(true)`: there is a next one.
    pub(super) async fn send_step(
        &self,
        record: &mut Record,
        cancel: &CancellationToken,
    ) -> Result<bool, Problem> {
        if cancel.is_cancelled() {
            return Err(Problem::must(codes::JOB_CANCELLED));
        }
        let partner = self.partner(&self.account_of(record).await).await?.cancelled_by(cancel.clone());
        match record.phase {
            JobPhase::Create => {
                self.create(record, &partner, cancel).await?;
                // From here on something exists at Microsoft, and the ribbon says so.
                if let Some(made) = &record.fresh {
                    self.note_opened(&record.job.product, made.id(), &made.document).await?;
                }
            }
            JobPhase::Update => self.update(record, &partner).await?,
            JobPhase::Compare => {
                self.compare(record, &partner).await?;
                record.advance();
            }
            JobPhase::Archive => self.archive(record, cancel).await?,
            JobPhase::Upload => self.upload(record, &partner).await?,
            JobPhase::Commit => self.commit(record, &partner).await?,
            _ => record.job.status = JobStatus::Following,
        }
        self.save(record).await?;
        Ok(true)
    }

    pub(super) async fn intend(&self, record: &mut Record, call: Call) -> Result<(), Problem> {
        record.intent = Some(Intent { call, at: Timestamp::now() });
        self.save(record).await
    }

    async fn update(&self, record: &mut Record, partner: &StorePartner) -> Result<(), Problem> {
        let submission = submission(record)?;
        let theirs = match record.fresh.take() {
            Some(fresh) if fresh.id() == submission => fresh,
            _ => {
                let read = self.answer(partner.submission(&record.owner(), &submission).await)?;
                self.note_opened(&record.job.product, &submission, &read.document).await?;
                read
            }
        };
        self.refuse_unseen(record, &submission, &theirs.document).await?;
        let friendly = theirs.document["friendlyName"].as_str().map(str::to_owned);
        record.job.at_microsoft.friendly_name = friendly.or(record.job.at_microsoft.friendly_name.take());
        if record.sent.is_none() {
            let clone = self.document(theirs.document.clone()).await?;
            let named = upload_names(&self.wanted(record, &clone).await?);
            let mut kept = self.with_secrets(&named.document).await?.to_submission();
            crate::secrets::seal(&mut kept, self.vault().await?)?;
            record.sent = Some(kept);
            record.files = named.files;
        }
        let body = self.body(record).await?;
        for attempt in 0..2 {
            self.intend(record, Call::Update).await?;
            match partner.update(&record.owner(), &submission, &body).await {
                Ok(_) => break,
                Err(error @ PartnerError::Ambiguous { .. }) => {
                    let look = partner
                        .look_after_update(&record.owner(), &submission, &theirs.document, &body)
                        .await;
                    match self.answer(look)? {
                        UpdateLook::Done(_) => break,
                        // It holds what it held before our attempt: the same words may be sent once more.
                        UpdateLook::NotDone(_) if attempt == 0 => {}
                        _ => return Err(error.problem()),
                    }
                }
                Err(error) => return self.answer(Err(error)),
            }
        }
        record.intent = None;
        record.known_at = Some(Timestamp::now());
        record.advance();
        Ok(())
    }

    /// What is sent, its secrets put back.
    async fn body(&self, record: &Record) -> Result<Value, Problem> {
        let mut body = record.sent.clone().ok_or_else(|| Problem::must(codes::APP_FAULT))?;
        self.put_secrets_back(&mut body).await?;
        Ok(body)
    }

    /// Stops at what somebody wrote into the submission since it was last seen: nobody looked at it here, and it would be
    /// handed in with the rest, or written over.
    async fn refuse_unseen(&self, record: &Record, submission: &str, theirs: &Value) -> Result<(), Problem> {
        if !record.continued {
            // Made with the short answer, it is read here for the first time.
            self.keep_handed_out(submission, theirs).await?;
            return self.refuse_others_work(record, submission, theirs).await;
        }
        if let Some(sent) = &record.sent
            && compare_sent(sent, theirs).is_empty()
        {
            return Ok(());
        }
        match self.moved_under(record, theirs).await? {
            true => Err(Problem::must(codes::DRAFT_REVISION_OLD)),
            false => Ok(()),
        }
    }

    /// Reads back what the service has and stops at any difference: what was shown is what is committed.
    async fn compare(&self, record: &mut Record, partner: &StorePartner) -> Result<(), Problem> {
        let submission = submission(record)?;
        let read = self.answer(partner.submission(&record.owner(), &submission).await)?;
        self.note_opened(&record.job.product, &submission, &read.document).await?;
        let differences = compare_sent(&self.body(record).await?, &read.document);
        if !differences.is_empty() {
            let places: Vec<&str> = differences.iter().take(20).map(|d| d.pointer.as_str()).collect();
            if record.phase == JobPhase::Compare && record.known_at.is_some() {
                // What the service made of it is what this computer left there.
                let body = self.document(read.document).await?.to_submission();
                self.keep_sent(&submission, &Sent { body, files: record.files.clone() }).await?;
            }
            // What was sent is wrong from the service's view; the next try begins from a fresh reading.
            record.sent = None;
            record.enter(JobPhase::Update);
            return Err(Problem::must(codes::SUBMISSION_READBACK_DIFFERS)
                .with("count", differences.len())
                .because(vitrine_domain::problem::Details {
                    answer: Some(places.join("\n")),
                    ..Default::default()
                }));
        }
        if let Some(body) = record.sent.clone() {
            self.keep_sent(&submission, &Sent { body, files: record.files.clone() }).await?;
        }
        record.fresh = Some(read);
        record.known_at = Some(Timestamp::now());
        Ok(())
    }

    /// Lays the archive out. Nothing is written: the plan knows every byte.
    async fn archive(&self, record: &mut Record, cancel: &CancellationToken) -> Result<(), Problem> {
        if record.files.is_empty() {
            record.skip();
            record.skip();
            return Ok(());
        }
        let members = self.members(record).await?;
        let cancel = cancel.clone();
        let plan = tokio::task::spawn_blocking(move || {
            Plan::build(&members, &mut |_, _| {}, &|| cancel.is_cancelled())
        })
        .await
        .map_err(|_| Problem::must(codes::APP_FAULT))?
        .map_err(|fault| fault.problem())?;
        let difference = check_names(&plan, record.files.iter().map(|f| f.name.as_str()));
        if !difference.missing.is_empty() || !difference.unexpected.is_empty() {
            return Err(Problem::must(codes::ARCHIVE_NAMES_DIFFER)
                .with("missing", difference.missing.join(", "))
                .with("unexpected", difference.unexpected.join(", ")));
        }
        record.plan = Some(plan);
        record.advance();
        Ok(())
    }

    async fn upload(&self, record: &mut Record, partner: &StorePartner) -> Result<(), Problem> {
        let address = self.upload_address(record, partner).await?;
        let members = self.members(record).await?;
        let Some(plan) = record.plan.clone() else { return Err(Problem::must(codes::APP_FAULT)) };
        let total = plan.len();
        let reader = tokio::task::spawn_blocking(move || PlanReader::open(Arc::new(plan), &members))
            .await
            .map_err(|_| Problem::must(codes::APP_FAULT))?
            .map_err(|fault| fault.problem())?;
        let ends = address.expires();
        record.job.progress = Some(Progress {
            sent: 0,
            total,
            bytes_per_second: None,
            seconds_left: None,
            address_ends_at: ends,
        });
        self.save(record).await?;
        let (events, mut job, began) = (self.events.clone(), record.job.clone(), Instant::now());
        let told = std::sync::Mutex::new(move |sent: u64| {
            let seconds = began.elapsed().as_secs_f64();
            let speed = (seconds > 0.5).then(|| (sent as f64 / seconds) as u64).filter(|s| *s > 0);
            job.progress = Some(Progress {
                sent,
                total,
                bytes_per_second: speed,
                seconds_left: speed.map(|speed| total.saturating_sub(sent) / speed),
                address_ends_at: ends,
            });
            events.job(job.clone());
        });
        let uploaded = partner
            .upload(&address, Arc::new(super::source::Archive(reader)), move |progress| {
                (told.lock().unwrap_or_else(std::sync::PoisonError::into_inner))(progress.sent);
            })
            .await;
        record.job.progress = None;
        self.answer(uploaded)?;
        record.job.at_microsoft.files_sent = true;
        record.advance();
        Ok(())
    }

    /// Of the reading a moment ago, else asked for anew: it is never written down.
    async fn upload_address(
        &self,
        record: &mut Record,
        partner: &StorePartner,
    ) -> Result<UploadAddress, Problem> {
        let read = match record.fresh.take() {
            Some(fresh) if fresh.upload.is_some() => fresh,
            _ => self.answer(partner.submission(&record.owner(), &submission(record)?).await)?,
        };
        let address = read.upload.ok_or_else(|| Problem::must(codes::UPLOAD_LINK_MISSING))?;
        if address.has_ended(Timestamp::now()) {
            let ended = address.expires().map(|t| t.to_string()).unwrap_or_default();
            return Err(Problem::must(codes::UPLOAD_LINK_EXPIRED).with("ended", ended));
        }
        Ok(address)
    }

    /// The files of the archive and where they lie now.
    async fn members(&self, record: &Record) -> Result<Vec<Member>, Problem> {
        let mut members = Vec::with_capacity(record.files.len());
        for file in &record.files {
            let path = match &file.source {
                FileSource::Asset(hash) => self.content.get(hash).map_err(|fault| fault.problem())?,
                FileSource::File(id) => self.file_path(id.as_str()).await?,
            };
            members.push(Member { name: file.name.clone(), path });
        }
        Ok(members)
    }

    /// Whether a commit that got no answer was taken: then there is nothing left to compare.
    async fn is_committed(
        &self,
        record: &Record,
        partner: &StorePartner,
        submission: &str,
    ) -> Result<bool, Problem> {
        if record.intent.as_ref().is_none_or(|intent| intent.call != Call::Commit) {
            return Ok(false);
        }
        let look = partner.look_after_commit(&record.owner(), submission).await;
        Ok(!matches!(self.answer(look)?, CommitLook::NotCommitted(_)))
    }

    async fn commit(&self, record: &mut Record, partner: &StorePartner) -> Result<(), Problem> {
        let submission = submission(record)?;
        // After a long upload, a stop or a lost answer others may have been there: what was shown is what is committed.
        let recent = |at: Timestamp| Timestamp::now().duration_since(at) < COMPARED_FOR;
        if !record.known_at.is_some_and(recent) && !self.is_committed(record, partner, &submission).await? {
            self.compare(record, partner).await?;
        }
        // From here on a cancellation may come too late; the answer has to be known.
        let partner = partner.cancelled_by(self.closing.child_token());
        for attempt in 0..2 {
            if record.intent.as_ref().is_some_and(|i| i.call == Call::Commit) {
                let look = partner.look_after_commit(&record.owner(), &submission).await;
                if !matches!(self.answer(look)?, CommitLook::NotCommitted(_)) {
                    break;
                }
                self.rest(&self.closing).await?;
                let look = partner.look_after_commit(&record.owner(), &submission).await;
                if !matches!(self.answer(look)?, CommitLook::NotCommitted(_)) {
                    break;
                }
            }
            self.intend(record, Call::Commit).await?;
            match partner.commit(&record.owner(), &submission).await {
                Ok(_) => break,
                Err(PartnerError::Ambiguous { .. }) if attempt == 0 => {}
                Err(error @ PartnerError::Ambiguous { .. }) => return Err(error.problem()),
                Err(error) => {
                    record.intent = None;
                    return self.answer(Err(error));
                }
            }
        }
        record.intent = None;
        record.job.at_microsoft.committed = true;
        record.job.status = JobStatus::Following;
        record.advance();
        Ok(())
    }
}

fn submission(record: &Record) -> Result<String, Problem> {
    record
        .job
        .at_microsoft
        .submission
        .clone()
        .ok_or_else(|| Problem::must(codes::SUBMISSION_GONE).with("submission", ""))
}
