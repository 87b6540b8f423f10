//! Beginning a publication: what was reviewed is what is sent, once.

use vitrine_domain::{JobId, Problem, Severity, codes};

use super::Record;
use crate::App;
use crate::api::{Job, PublishRequest, SnapshotReason};

impl App {
    /// Starts the job, or answers the one that is already running for this draft: a second click is the same act.
    pub(crate) async fn publish_start(&self, ask: PublishRequest) -> Result<Job, Problem> {
        // Held until the job is written, so that two clicks cannot both get past the look.
        let shared = self.open_draft(&ask.draft).await?;
        let mut draft = shared.lock().await;
        if let Some(job) = self.jobs.of_draft(&ask.draft) {
            return Ok(job);
        }
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
        let live = self.live_document(&draft.product).await?;
        let before = live.map_or_else(|| draft.base.clone(), |l| l.document.clone());
        self.take_snapshot(&draft.product, SnapshotReason::BeforeSubmit, &before).await?;
        let mut record = Record::new(
            JobId::new(uuid::Uuid::now_v7().to_string()),
            draft.product.clone(),
            product.row.name.clone(),
            draft.id.clone(),
            draft.revision,
            product.row.account.clone(),
            product.row.store_id.clone(),
        );
        self.save(&mut record).await?;
        // What stopped before is told by this job from now on.
        for earlier in self.jobs.ended_of(&ask.draft) {
            self.job_dismiss(earlier).await?;
        }
        let id = record.job.id.clone();
        drop(draft);
        self.work(id.clone());
        self.job(id).await
    }
}
