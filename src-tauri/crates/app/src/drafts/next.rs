//! *Prepare the next version*: while Microsoft works on a submission its draft can only be read, and the next one begins
//! beside it, from what was handed in. It is sent once that submission is live or over; nothing of it reaches Microsoft
//! before. Should the submission be refused, the next version holds everything that was in it.

use jiff::Timestamp;
use vitrine_domain::document::{Choice, Document, Side, merge, resolve};
use vitrine_domain::state::SubmissionStatus;
use vitrine_domain::{DraftId, Problem, ProductId, codes};

use super::OpenDraft;
use super::meet::Other;
use crate::App;
use crate::api::{Capability, ConflictWith, DraftView, JobPhase, JobStatus};
use crate::products::Record as Product;
use crate::publish::Record;
use crate::store::json;

impl App {
    /// Whether a draft goes on from a submission that Microsoft works on: what that says is what it is compared with.
    pub(crate) async fn is_next(&self, draft: &OpenDraft) -> Result<bool, Problem> {
        let Some(adopted) = &draft.adopted else { return Ok(false) };
        let pending = self.product_record(&draft.product).await?.seen.pending;
        Ok(pending.is_some_and(|pending| {
            let status = SubmissionStatus::from(pending.status.as_str());
            pending.id == *adopted && status != SubmissionStatus::PendingCommit && !status.is_terminal()
        }))
    }

    /// Whether the next version can begin now; absent when nothing of this computer is under way, or when it has begun.
    pub(crate) fn can_begin_next(&self, product: &Product) -> Option<Capability> {
        let record = self.under_way(product)?;
        // Until its packages and pictures were read, the submission does not say yet what it will be.
        let early = record.phase < JobPhase::Certification;
        Some(match early {
            false => Capability::Available,
            true => Capability::NotPossible { because: Box::new(too_early(&record)) },
        })
    }

    /// The job that Microsoft works on with the draft that the product shows.
    fn under_way(&self, product: &Product) -> Option<Record> {
        let (id, status) = self.jobs.of_product(&product.row.id)?;
        let record = self.jobs.get(&id).filter(|_| status == JobStatus::Following)?;
        let shown = product.row.draft.as_ref().map(|draft| &draft.id);
        (record.job.draft.is_some() && record.job.draft.as_ref() == shown).then_some(record)
    }

    /// Begins the next version; a second click opens it.
    ///
    /// # Errors
    /// `submission.state.refused` before Microsoft has read the packages and pictures; `act.notnow` when nothing is under way.
    pub(crate) async fn draft_next(&self, product: ProductId) -> Result<DraftView, Problem> {
        let _one = self.starting.lock().await;
        self.look_at(&product).await?;
        let shown = self.product_record(&product).await?;
        let Some(job) = self.under_way(&shown) else {
            // Begun already, by the other click; or there is nothing under way to go on from.
            return match self.draft_of(&product).await? {
                Some(id) if self.jobs.of_draft(&id).is_none() => self.draft_open(id).await,
                _ => Err(Problem::must(codes::ACT_NOTNOW).with("product", shown.row.name)),
            };
        };
        let submission = job.job.at_microsoft.submission.clone().unwrap_or_default();
        let document = self.pending_document(&product, &submission);
        let Some(document) = document.filter(|_| job.phase >= JobPhase::Certification) else {
            return Err(too_early(&job));
        };
        let id = DraftId::new(uuid::Uuid::now_v7().to_string());
        let mut draft =
            OpenDraft::new(id.clone(), product.clone(), submission.clone(), document, Timestamp::now());
        draft.adopted = Some(submission);
        let mark = self.mark(&draft, &self.judged(&draft).await?, draft.saved_at);
        if let Some(sent) = job.job.draft {
            self.park(&sent).await?;
        }
        draft.insert(&self.database, json(&mark)).await?;
        self.row_changed(&product).await?;
        self.draft_open(id).await
    }

    async fn park(&self, id: &DraftId) -> Result<(), Problem> {
        let (key, now) = (id.to_string(), Timestamp::now().to_string());
        self.database
            .write(move |t| t.execute("UPDATE drafts SET parked = ? WHERE id = ?", (now, key)))
            .await
            .map(drop)
    }

    /// The submission of a job is over without being live: the next version takes up what was in it, and is the draft from now
    /// on. Without a next version the draft that was handed in can be edited again, as ever.
    pub(crate) async fn take_up_next(&self, record: &mut Record) -> Result<(), Problem> {
        let (Some(sent), Some(submission)) =
            (record.job.draft.clone(), record.job.at_microsoft.submission.clone())
        else {
            return Ok(());
        };
        let Some(id) = self.draft_of(&record.job.product).await?.filter(|id| *id != sent) else {
            return Ok(());
        };
        let (base_submission, base, handed_in) = {
            let shared = self.open_draft(&sent).await?;
            let sent = shared.lock().await;
            (sent.base_submission.clone(), sent.base.clone(), sent.document.clone())
        };
        let shared = self.open_draft(&id).await?;
        let mut next = shared.lock().await;
        if next.adopted.as_deref() != Some(submission.as_str()) {
            return Ok(());
        }
        let document = on_top(&next.base, &next.document, &handed_in);
        let other = Other { with: ConflictWith::Live, submission: base_submission, document: base };
        next.put_on(&self.database, &other, document).await?;
        let (old, new, at) = (sent.to_string(), id.to_string(), Timestamp::now().to_string());
        self.database
            .write(move |t| {
                t.execute("UPDATE drafts SET ended = ?1 WHERE id = ?2", (&at, &old))?;
                // What was made for the one is the other's from now on: the next try replaces it.
                t.execute("UPDATE made_here SET draft = ?1 WHERE submission = ?2", (new, submission))
            })
            .await?;
        self.open_drafts.lock().await.remove(&sent);
        record.job.draft = Some(id);
        Ok(())
    }
}

/// What the person changed since, on what was handed in. Where the service wrote a value its own way and the person changed
/// it too, the person's stands: nobody else had a hand in it.
fn on_top(base: &Document, mine: &Document, handed_in: &Document) -> Document {
    let merged = merge(base, mine, handed_in);
    let choices: Vec<Choice> = merged
        .conflicts
        .iter()
        .map(|conflict| Choice { pointer: conflict.pointer.clone(), side: Side::Mine })
        .collect();
    resolve(merged, &choices).unwrap_or_else(|_| mine.clone())
}

fn too_early(record: &Record) -> Problem {
    let status = record.status.clone().unwrap_or_else(|| "CommitStarted".to_owned());
    Problem::must(codes::SUBMISSION_STATE_REFUSED).with("status", status)
}
