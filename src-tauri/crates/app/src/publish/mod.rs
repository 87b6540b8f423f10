//! Publishing: a saved state machine. Each phase, and the intent of the next call, is on the disk before the call is made;
//! every phase can be entered again after a crash, a lost answer or a night.
//!
//! Create → update → read back and compare → archive → upload → commit, then Microsoft's part is followed until it is
//! live. A POST is never repeated blindly: after a lost answer the machine looks first.

mod begin;
mod content;
mod create;
mod follow;
mod record;
mod send;
mod source;
mod take_back;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use vitrine_domain::{AccountId, DraftId, JobId, Problem, ProductId, codes};

use crate::api::{CancelMeans, Job, JobStatus};
use crate::store::{Database, from_json, json};
use crate::{App, Notice, NoticeKind};

pub use content::price_unsaid;
pub use record::Record;

/// The jobs of this folder, the finished ones that were not dismissed included.
pub struct Jobs {
    records: Mutex<HashMap<JobId, Entry>>,
    tasks: TaskTracker,
    /// Somebody knows that something changed: look now.
    hurry: tokio::sync::Notify,
}

struct Entry {
    record: Record,
    /// Present while a task works on it.
    cancel: Option<CancellationToken>,
}

impl JobStatus {
    /// While a job is in this state its draft may not change.
    pub fn holds_draft(self) -> bool {
        matches!(self, Self::Running | Self::Following | Self::Interrupted)
    }
}

impl Jobs {
    pub async fn read(database: &Database) -> Result<Self, Problem> {
        let records: Vec<Record> = database
            .read(|c| {
                c.prepare("SELECT record FROM jobs WHERE dismissed = 0")?
                    .query_map([], |row| from_json(0, &row.get::<_, String>(0)?))?
                    .collect()
            })
            .await?;
        let records = records
            .into_iter()
            .map(|record| (record.job.id.clone(), Entry { record, cancel: None }))
            .collect();
        Ok(Self {
            records: Mutex::new(records),
            tasks: TaskTracker::new(),
            hurry: tokio::sync::Notify::new(),
        })
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<JobId, Entry>> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// As the window shows them, newest first.
    pub fn shown(&self) -> Vec<Job> {
        let mut jobs: Vec<Job> = self.lock().values().map(|e| e.record.job.clone()).collect();
        jobs.sort_by_key(|job| std::cmp::Reverse(job.started_at));
        jobs
    }

    pub fn get(&self, id: &JobId) -> Option<Record> {
        self.lock().get(id).map(|e| e.record.clone())
    }

    pub fn of_draft(&self, draft: &DraftId) -> Option<Job> {
        self.shown().into_iter().find(|job| job.draft.as_ref() == Some(draft) && job.status.holds_draft())
    }

    /// The job that says what happens with a product: one under way, else the newest that stopped.
    pub fn of_product(&self, product: &ProductId) -> Option<(JobId, JobStatus)> {
        let jobs = self.lock();
        jobs.values()
            .map(|e| &e.record.job)
            .filter(|job| {
                job.product == *product && !matches!(job.status, JobStatus::Succeeded | JobStatus::Cancelled)
            })
            .max_by_key(|job| (job.status.holds_draft(), job.started_at))
            .map(|job| (job.id.clone(), job.status))
    }

    /// Jobs of a draft that are over without having gone live.
    fn ended_of(&self, draft: &DraftId) -> Vec<JobId> {
        let ended = |job: &Job| matches!(job.status, JobStatus::Failed | JobStatus::Cancelled);
        self.shown()
            .into_iter()
            .filter(|job| job.draft.as_ref() == Some(draft) && ended(job))
            .map(|job| job.id)
            .collect()
    }

    pub fn of_account(&self, account: &AccountId) -> bool {
        self.lock().values().any(|e| e.record.account == *account && e.record.job.status.holds_draft())
    }

    fn put(&self, record: Record) {
        let mut records = self.lock();
        match records.get_mut(&record.job.id) {
            Some(entry) => entry.record = record,
            None => {
                records.insert(record.job.id.clone(), Entry { record, cancel: None });
            }
        }
    }

    /// Takes the job for one task; `None` when another has it.
    fn take(&self, id: &JobId, parent: &CancellationToken) -> Option<CancellationToken> {
        let mut records = self.lock();
        let entry = records.get_mut(id)?;
        if entry.cancel.is_some() {
            return None;
        }
        let token = parent.child_token();
        entry.cancel = Some(token.clone());
        Some(token)
    }

    fn release(&self, id: &JobId) {
        if let Some(entry) = self.lock().get_mut(id) {
            entry.cancel = None;
        }
    }

    /// Cancels the task of a job: it notices, cleans up and writes the end. Without a task the job is taken for the caller,
    /// who does that. Decided and done under one lock, so that a commit cannot slip in between.
    fn cancel(&self, id: &JobId, parent: &CancellationToken) -> Result<Option<Record>, Problem> {
        let mut records = self.lock();
        let entry = records.get_mut(id).ok_or_else(|| Problem::must(codes::JOB_UNKNOWN))?;
        if matches!(entry.record.job.cancel, CancelMeans::HandOff | CancelMeans::NotPossible) {
            return Err(Problem::must(codes::JOB_CANCEL_TOOLATE).with("step", entry.record.phase_name()));
        }
        match &entry.cancel {
            Some(token) => {
                token.cancel();
                Ok(None)
            }
            None => {
                entry.cancel = Some(parent.child_token());
                Ok(Some(entry.record.clone()))
            }
        }
    }

    /// Marks a stopped job as running again; only one caller succeeds.
    fn resume(&self, id: &JobId) -> Result<Record, Problem> {
        let mut records = self.lock();
        let entry = records.get_mut(id).ok_or_else(|| Problem::must(codes::JOB_UNKNOWN))?;
        if !entry.record.job.can_resume {
            return Err(Problem::must(codes::JOB_RUNNING));
        }
        let job = &mut entry.record.job;
        (job.status, job.can_resume, job.problem) = (JobStatus::Running, false, None);
        entry.record.renew_cancel();
        Ok(entry.record.clone())
    }

    /// A new token for a task whose cancellation came too late.
    fn renew(&self, id: &JobId, parent: &CancellationToken) -> CancellationToken {
        let token = parent.child_token();
        if let Some(entry) = self.lock().get_mut(id) {
            entry.cancel = Some(token.clone());
        }
        token
    }

    fn token(&self, id: &JobId) -> Option<CancellationToken> {
        self.lock().get(id)?.cancel.clone()
    }

    /// Makes every job that waits look at once.
    pub fn hurry(&self) {
        self.hurry.notify_waiters();
    }

    async fn hurried(&self) {
        self.hurry.notified().await;
    }

    /// Waits until no task works on a job any more.
    pub async fn settled(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }
}

impl App {
    pub(crate) async fn job(&self, id: JobId) -> Result<Job, Problem> {
        self.jobs.get(&id).map(|r| r.job).ok_or_else(|| Problem::must(codes::JOB_UNKNOWN))
    }

    /// Stops what Vitrine does, and takes back what can be taken back: a draft at Microsoft that this job created.
    pub(crate) async fn job_cancel(&self, id: JobId) -> Result<Job, Problem> {
        if let Some(record) = self.jobs.cancel(&id, &self.closing)? {
            let cleaned = self.clean_up(record).await;
            self.jobs.release(&id);
            cleaned?;
        }
        self.job_settled(&id).await
    }

    /// Waits until the task of a job has ended, then says how the job stands.
    async fn job_settled(&self, id: &JobId) -> Result<Job, Problem> {
        let mut beat = tokio::time::interval(std::time::Duration::from_millis(20));
        while self.jobs.token(id).is_some() {
            beat.tick().await;
        }
        self.job(id.clone()).await
    }

    pub(crate) async fn job_resume(&self, id: JobId) -> Result<Job, Problem> {
        self.job_settled(&id).await?;
        let mut record = self.jobs.resume(&id)?;
        self.save(&mut record).await?;
        self.work(id.clone());
        self.job(id).await
    }

    pub(crate) async fn job_dismiss(&self, id: JobId) -> Result<(), Problem> {
        let record = self.jobs.get(&id).ok_or_else(|| Problem::must(codes::JOB_UNKNOWN))?;
        if matches!(record.job.status, JobStatus::Running | JobStatus::Following) {
            return Err(Problem::must(codes::JOB_RUNNING));
        }
        let key = id.to_string();
        self.database.write(move |t| t.execute("UPDATE jobs SET dismissed = 1 WHERE id = ?", [key])).await?;
        self.jobs.lock().remove(&id);
        self.row_changed(&record.job.product).await
    }

    /// Saves a job and tells it. Called before every side effect.
    async fn save(&self, record: &mut Record) -> Result<(), Problem> {
        record.job.updated_at = jiff::Timestamp::now();
        let (id, product, draft, at, text) = (
            record.job.id.to_string(),
            record.job.product.to_string(),
            record.job.draft.as_ref().map(ToString::to_string).unwrap_or_default(),
            record.job.updated_at.to_string(),
            json(&*record),
        );
        let status = json(&record.job.status);
        self.database
            .write(move |t| {
                t.execute(
                    "INSERT INTO jobs (id, product, draft, status, record, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                     ON CONFLICT (id) DO UPDATE SET status = ?4, record = ?5, updated_at = ?6",
                    (id, product, draft, status, text, at),
                )
            })
            .await?;
        self.jobs.put(record.clone());
        self.events.job(record.job.clone());
        self.row_changed(&record.job.product).await
    }

    /// At the start: what was being sent is offered again; what Microsoft works on is followed on.
    pub(crate) async fn take_up_jobs(&self) -> Result<(), Problem> {
        for job in self.jobs.shown() {
            let Some(mut record) = self.jobs.get(&job.id) else { continue };
            match job.status {
                JobStatus::Running => {
                    record.interrupt(Problem::must(codes::JOB_INTERRUPTED).with("step", record.phase_name()));
                    self.save(&mut record).await?;
                }
                JobStatus::Following => self.work(job.id),
                _ => {}
            }
        }
        Ok(())
    }

    /// Starts the task of a job, unless it has one.
    fn work(&self, id: JobId) {
        let (Some(app), Some(cancel)) = (self.arc(), self.jobs.take(&id, &self.closing)) else { return };
        self.jobs.tasks.spawn(async move {
            app.run(&id, &cancel).await;
            app.jobs.release(&id);
        });
    }

    async fn run(&self, id: &JobId, cancel: &CancellationToken) {
        let Some(mut record) = self.jobs.get(id) else { return };
        let mut cancel = cancel.clone();
        let result = loop {
            let step = if record.job.status == JobStatus::Following {
                self.follow(&mut record, &cancel).await
            } else {
                self.send_step(&mut record, &cancel).await
            };
            match step {
                Ok(true) => {}
                Err(problem) if self.too_late(&problem, &record) => {
                    cancel = self.jobs.renew(id, &self.closing);
                }
                other => break other.map(drop),
            }
        };
        let Err(problem) = result else { return };
        let ended = if self.closing.is_cancelled() {
            // The app goes: what exists stays, and the next start offers it.
            if record.job.status == JobStatus::Following {
                return;
            }
            record.interrupt(Problem::must(codes::JOB_INTERRUPTED).with("step", record.phase_name()));
            self.save(&mut record).await
        } else if problem.code == codes::JOB_CANCELLED {
            self.clean_up(record).await
        } else {
            self.stop(record, problem).await
        };
        if let Err(problem) = ended {
            tracing::error!(%problem, "the end of a job could not be written");
            self.events.send(crate::api::AppEvent::Trouble { problem });
        }
    }

    /// A cancellation that reached a job after it was handed in.
    fn too_late(&self, problem: &Problem, record: &Record) -> bool {
        problem.code == codes::JOB_CANCELLED && record.handed_in() && !self.closing.is_cancelled()
    }

    fn notify_of(&self, record: &Record, kind: NoticeKind) {
        let Job { product, product_name, .. } = &record.job;
        let notice = Notice { kind, product: product.clone(), name: product_name.clone() };
        self.host.notify(&notice, self.language());
    }

    async fn stop(&self, mut record: Record, problem: Problem) -> Result<(), Problem> {
        let problem = self.named(problem, &record);
        if problem.code == codes::SERVICE_NOTFOUND && !record.job.at_microsoft.committed {
            // Deleted meanwhile, which only a draft can be: a commit without an answer was none. The next try makes a new one.
            let submission = record.job.at_microsoft.submission.take().unwrap_or_default();
            record.begin_again();
            record.stop(Problem::must(codes::SUBMISSION_GONE).with("submission", submission));
        } else {
            record.stop(problem);
        }
        self.notify_of(&record, NoticeKind::NeedsYou);
        self.note_publication(&record, "stopped").await;
        self.save(&mut record).await
    }

    /// The account that a job's product belongs to now: after a disconnect and a new connection it has another key.
    async fn account_of(&self, record: &Record) -> AccountId {
        match self.product_record(&record.job.product).await {
            Ok(product) => product.row.account,
            Err(_) => record.account.clone(),
        }
    }

    /// Adds the names that a problem's sentence needs and that the client does not know.
    fn named(&self, problem: Problem, record: &Record) -> Problem {
        self.with_names(problem, &record.account, &record.job.product_name)
    }
}
