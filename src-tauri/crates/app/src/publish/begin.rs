//! Beginning a publication: what was reviewed is what is sent, once.

use vitrine_domain::{JobId, Problem, ProductId, Severity, codes};

use super::Record;
use crate::App;
use crate::api::{Capability, CommandName, Job, JobPurpose, PublishRequest, SnapshotReason};

impl App {
    /// Starts the job, or answers the one that is already running for this draft: a second click is the same act.
    pub(crate) async fn publish_start(&self, ask: PublishRequest) -> Result<Job, Problem> {
        // Held until the job is written, so that two clicks cannot both get past the look.
        let shared = self.open_draft(&ask.draft).await?;
        let mut draft = shared.lock().await;
        if let Some(job) = self.jobs.of_draft(&ask.draft) {
            return Ok(job);
        }
        // A change of the sale stands there: one submission at a time.
        if self.jobs.of_product(&draft.product).is_some_and(|(_, status)| status.holds_draft()) {
            return Err(Problem::must(codes::JOB_RUNNING));
        }
        self.refuse_when_closed(&draft.product).await?;
        // What was reviewed is what is sent: if live moved since, the page has to show the new difference first.
        self.meet_live(&mut draft).await?;
        if draft.revision != ask.revision {
            return Err(Problem::must(codes::DRAFT_REVISION_OLD));
        }
        let standing = self.standing(&draft).await?;
        if standing.differences.is_empty() {
            return Err(Problem::must(codes::SUBMISSION_IDENTICAL));
        }
        let blocking = standing.problems.iter().filter(|p| p.severity == Severity::Must).count();
        if blocking > 0 {
            return Err(Problem::must(codes::DRAFT_PROBLEMS).with("count", blocking));
        }
        let product = self.product_record(&draft.product).await?;
        // Before the first publication nothing is live, and History keeps no copy of nothing.
        if let Some(live) = self.live_document(&draft.product).await? {
            self.take_snapshot(&draft.product, SnapshotReason::BeforeSubmit, &live.document).await?;
        }
        let mut record = Record::of_draft(&product.row, draft.id.clone(), draft.revision);
        self.save(&mut record).await?;
        // What stopped before is told by this job from now on.
        for earlier in self.jobs.ended_of(&ask.draft) {
            self.job_dismiss(earlier).await?;
        }
        let id = record.job.id.clone();
        drop(draft);
        self.note_publication(&record, "begun").await;
        self.work(id.clone());
        self.job(id).await
    }

    /// Refuses what Microsoft would refuse, before the draft is held by a job that can only stop: a rollout that runs, a
    /// submission that is being worked on. What was seen of it may be old, and is read once more before it decides.
    async fn refuse_when_closed(&self, product: &ProductId) -> Result<(), Problem> {
        if self.submitting(product).await?.is_none() {
            return Ok(());
        }
        self.look_at(product).await?;
        self.submitting(product).await?.map_or(Ok(()), Err)
    }

    /// Why nothing can be submitted now, by what was last seen.
    async fn submitting(&self, product: &ProductId) -> Result<Option<Problem>, Problem> {
        let record = self.product_record(product).await?;
        let live = self.live_document(product).await?;
        let commands = crate::commands::commands(&record, live.as_ref().map(|live| &live.document));
        let submit = commands.into_iter().find(|command| command.name == CommandName::Submit);
        Ok(submit.and_then(|command| match command.can {
            Capability::NotPossible { because } => Some(*because),
            _ => None,
        }))
    }

    /// Begins a submission in which only the visibility of what is live changes; a second click answers the same job.
    pub(crate) async fn sale_start(
        &self,
        product: &ProductId,
        purpose: JobPurpose,
        visibility: &str,
    ) -> Result<JobId, Problem> {
        let _one = self.starting.lock().await;
        if let Some((id, status)) = self.jobs.of_product(product)
            && status.holds_draft()
        {
            return match self.jobs.get(&id).is_some_and(|record| record.job.purpose == purpose) {
                true => Ok(id),
                false => Err(Problem::must(codes::JOB_RUNNING)),
            };
        }
        let row = self.product_record(product).await?.row;
        let mut record = Record::of_sale(&row, purpose, visibility);
        self.save(&mut record).await?;
        let id = record.job.id.clone();
        self.note_publication(&record, "begun").await;
        self.work(id.clone());
        Ok(id)
    }
}
