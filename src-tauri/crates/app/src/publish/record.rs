//! What a publishing job remembers between phases. No secret: the upload address is asked for anew.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use vitrine_assets::archive::Plan;
use vitrine_domain::document::sending::PlannedFile;
use vitrine_domain::{AccountId, DraftId, JobId, Problem};
use vitrine_partner::Owner;
use vitrine_partner::store::Submission;

use crate::api::{
    AtMicrosoft, CancelMeans, Existence, Job, JobPhase, JobPurpose, JobStatus, JobStep, ProductRow, StepState,
};

/// The steps in order.
pub const PHASES: [JobPhase; 10] = [
    JobPhase::Create,
    JobPhase::Update,
    JobPhase::Compare,
    JobPhase::Archive,
    JobPhase::Upload,
    JobPhase::Commit,
    JobPhase::Checks,
    JobPhase::Certification,
    JobPhase::Publishing,
    JobPhase::Live,
];

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Record {
    pub job: Job,
    pub account: AccountId,
    pub store_id: String,
    /// The one value that differs from what is live, when no draft is sent: the visibility.
    #[serde(default)]
    pub visibility: Option<String>,
    /// The submission was there before; the person chose to go on with it. It is never taken back.
    #[serde(default)]
    pub continued: bool,
    /// The revision that was reviewed.
    pub revision: u64,
    /// The phase that is entered next, or again.
    pub phase: JobPhase,
    /// A state-changing call that was about to be made; its outcome is looked up before it is made again.
    pub intent: Option<Intent>,
    /// The body that was sent, secrets cut out.
    pub sent: Option<Value>,
    /// The submission as it was read a moment ago, with its upload address: in memory only.
    #[serde(skip)]
    pub fresh: Option<Submission>,
    /// When the service was last known to have what was sent. After a stop nothing is: in memory only.
    #[serde(skip)]
    pub known_at: Option<Timestamp>,
    /// The entries of the archive.
    pub files: Vec<PlannedFile>,
    pub plan: Option<Plan>,
    /// The last word of the service.
    pub status: Option<String>,
    /// `statusDetails` of that moment.
    #[serde(default)]
    pub details: Value,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Intent {
    pub call: Call,
    pub at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Call {
    Create,
    Update,
    Commit,
    Delete,
}

impl Record {
    /// What the submission of this job belongs to.
    pub fn owner(&self) -> Owner {
        crate::listed::owner(&self.job.product)
    }

    /// A job that sends a draft as it was reviewed.
    pub fn of_draft(row: &ProductRow, draft: DraftId, revision: u64) -> Self {
        Self { revision, ..Self::new(row, JobPurpose::Draft, Some(draft), None) }
    }

    /// A job that sends what is live with another visibility, and never the person's draft.
    pub fn of_sale(row: &ProductRow, purpose: JobPurpose, visibility: &str) -> Self {
        Self::new(row, purpose, None, Some(visibility.to_owned()))
    }

    fn new(
        row: &ProductRow,
        purpose: JobPurpose,
        draft: Option<DraftId>,
        visibility: Option<String>,
    ) -> Self {
        let now = Timestamp::now();
        let steps = PHASES
            .iter()
            .map(|phase| JobStep { phase: *phase, state: StepState::Todo, started_at: None, ended_at: None })
            .collect();
        let job = Job {
            id: JobId::new(uuid::Uuid::now_v7().to_string()),
            product: row.id.clone(),
            product_name: row.name.clone(),
            draft,
            purpose,
            status: JobStatus::Running,
            steps,
            progress: None,
            problem: None,
            at_microsoft: AtMicrosoft::default(),
            cancel: CancelMeans::Stop,
            can_resume: false,
            started_at: now,
            updated_at: now,
        };
        let mut record = Self {
            job,
            account: row.account.clone(),
            store_id: row.store_id.clone(),
            visibility,
            continued: false,
            revision: 0,
            phase: JobPhase::Create,
            intent: None,
            sent: None,
            fresh: None,
            known_at: None,
            files: Vec::new(),
            plan: None,
            status: None,
            details: Value::Null,
        };
        record.enter(JobPhase::Create);
        record
    }

    /// What a submission that this job makes is kept under: a second try of the same draft knows it as its own.
    pub fn maker(&self) -> String {
        self.job.draft.as_ref().map_or_else(|| self.job.id.to_string(), ToString::to_string)
    }

    /// The wire name of the present phase, for sentences.
    pub fn phase_name(&self) -> String {
        serde_json::to_value(self.phase).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Ends the present step as done and begins the next one.
    pub fn advance(&mut self) {
        self.end(StepState::Done);
        if let Some(next) = PHASES.iter().position(|p| *p == self.phase).and_then(|at| PHASES.get(at + 1)) {
            self.enter(*next);
        }
    }

    /// Nothing to do in this step.
    pub fn skip(&mut self) {
        self.end(StepState::Skipped);
        if let Some(next) = PHASES.iter().position(|p| *p == self.phase).and_then(|at| PHASES.get(at + 1)) {
            self.enter(*next);
        }
    }

    /// Goes on to a later step; those between are done (the service may skip states).
    pub fn reach(&mut self, phase: JobPhase) {
        while self.phase < phase {
            self.advance();
        }
    }

    pub fn enter(&mut self, phase: JobPhase) {
        self.phase = phase;
        let now = Timestamp::now();
        if let Some(step) = self.step_mut(phase) {
            step.state = StepState::Current;
            step.started_at.get_or_insert(now);
            step.ended_at = None;
        }
        self.job.cancel = self.cancel_means();
    }

    pub fn end(&mut self, state: StepState) {
        let now = Timestamp::now();
        let phase = self.phase;
        if let Some(step) = self.step_mut(phase) {
            step.state = state;
            step.ended_at = Some(now);
        }
    }

    fn step_mut(&mut self, phase: JobPhase) -> Option<&mut JobStep> {
        self.job.steps.iter_mut().find(|step| step.phase == phase)
    }

    /// What exists at Microsoft changed within a phase.
    pub fn renew_cancel(&mut self) {
        self.job.cancel = self.cancel_means();
    }

    /// Handed in, or on the way there: nothing of it is taken back from here.
    pub fn handed_in(&self) -> bool {
        self.job.at_microsoft.committed || self.intent.as_ref().is_some_and(|i| i.call == Call::Commit)
    }

    /// What *Cancel* does in the present phase.
    fn cancel_means(&self) -> CancelMeans {
        match self.phase {
            phase if phase < JobPhase::Commit && self.continued => CancelMeans::Stop,
            phase if phase < JobPhase::Commit => match self.job.at_microsoft.exists {
                Existence::No => CancelMeans::Stop,
                Existence::Yes | Existence::Unknown => CancelMeans::DeleteDraft,
            },
            JobPhase::Commit | JobPhase::Publishing | JobPhase::Live => CancelMeans::NotPossible,
            _ => CancelMeans::HandOff,
        }
    }

    /// Forgets what was made at Microsoft; the steps begin anew.
    pub fn begin_again(&mut self) {
        self.job.at_microsoft = AtMicrosoft::default();
        (self.sent, self.plan, self.intent, self.fresh) = (None, None, None, None);
        self.files.clear();
        self.continued = false;
        for step in &mut self.job.steps {
            (step.state, step.started_at, step.ended_at) = (StepState::Todo, None, None);
        }
        self.enter(JobPhase::Create);
    }

    pub fn created(&mut self, submission: &str, friendly_name: Option<String>) {
        self.job.at_microsoft = AtMicrosoft {
            submission: Some(submission.to_owned()),
            friendly_name,
            exists: Existence::Yes,
            ..AtMicrosoft::default()
        };
        self.job.cancel = self.cancel_means();
    }

    /// Stopped by the end of the app; everything needed to go on is here.
    pub fn interrupt(&mut self, problem: Problem) {
        self.job.status = JobStatus::Interrupted;
        self.job.can_resume = true;
        self.known_at = None;
        self.job.progress = None;
        self.job.problem = Some(problem);
        self.stopped_cancel();
    }

    /// While nothing was handed in, a job that stands still can be taken back.
    fn stopped_cancel(&mut self) {
        if !self.handed_in() {
            let nothing = self.continued || self.job.at_microsoft.exists == Existence::No;
            self.job.cancel = if nothing { CancelMeans::Stop } else { CancelMeans::DeleteDraft };
        }
    }

    /// Stopped by a problem. What the service may take later, or the person can mend, can be resumed.
    pub fn stop(&mut self, problem: Problem) {
        self.end(StepState::Failed);
        self.known_at = None;
        let committed = self.job.at_microsoft.committed;
        self.job.can_resume = !committed && resumable(&problem.code);
        self.job.status = if self.job.can_resume { JobStatus::Interrupted } else { JobStatus::Failed };
        self.job.progress = None;
        self.job.problem = Some(problem);
        self.stopped_cancel();
        if committed {
            self.job.cancel = CancelMeans::NotPossible;
        }
    }
}

/// Faults after which the same job can go on: of the network, the service, the sign-in, or a file that comes back.
fn resumable(code: &str) -> bool {
    let area = code.split('.').next().unwrap_or_default();
    matches!(area, "service" | "signin" | "upload" | "account" | "storage" | "archive" | "secret")
        || code == vitrine_domain::codes::SUBMISSION_ROLLOUT_RUNNING
        || code == vitrine_domain::codes::SUBMISSION_OPEN_ELSEWHERE
        || code == vitrine_domain::codes::SUBMISSION_CHANGED_ELSEWHERE
        || code == vitrine_domain::codes::SUBMISSION_GONE
}

#[cfg(test)]
mod tests {
    use vitrine_domain::ProductId;

    use super::*;
    use crate::api::{NextAction, ProductKind};

    fn record() -> Record {
        let row = ProductRow {
            id: ProductId::store("9NBLGGH4R315"),
            account: AccountId::new("a"),
            name: "Tailspin".to_owned(),
            kind: ProductKind::StoreApp,
            store_id: "9NBLGGH4R315".to_owned(),
            parent: None,
            published: true,
            state: None,
            live_version: None,
            closed: None,
            draft: None,
            job: None,
            next: NextAction::Review,
        };
        Record::of_draft(&row, DraftId::new("d"), 3)
    }

    fn states(record: &Record) -> Vec<StepState> {
        record.job.steps.iter().map(|step| step.state).collect()
    }

    #[test]
    fn what_cancel_does_follows_the_phase_and_what_exists() {
        let mut record = record();
        assert_eq!(record.job.cancel, CancelMeans::Stop, "nothing exists yet");
        record.created("115", Some("Submission 2".to_owned()));
        assert_eq!(record.job.cancel, CancelMeans::DeleteDraft);
        record.reach(JobPhase::Commit);
        assert_eq!(record.job.cancel, CancelMeans::NotPossible, "the answer to a commit has to be known");
        record.reach(JobPhase::Certification);
        assert_eq!(record.job.cancel, CancelMeans::HandOff, "only Partner Center cancels a certification");
        record.reach(JobPhase::Publishing);
        assert_eq!(record.job.cancel, CancelMeans::NotPossible);
    }

    #[test]
    fn states_that_the_service_skips_count_as_done() {
        let mut record = record();
        record.reach(JobPhase::Publishing);
        let states = states(&record);
        assert!(states[..8].iter().all(|state| *state == StepState::Done), "{states:?}");
        assert_eq!(states[8..], [StepState::Current, StepState::Todo]);
        record.reach(JobPhase::Checks);
        assert_eq!(
            record.phase,
            JobPhase::Publishing,
            "a status that comes back does not turn the steps back"
        );
    }

    #[test]
    fn a_fault_of_the_network_can_be_resumed_and_a_refusal_cannot() {
        for (code, resumable) in [
            (vitrine_domain::codes::SERVICE_OFFLINE, true),
            (vitrine_domain::codes::SIGNIN_KEY_EXPIRED, true),
            (vitrine_domain::codes::ARCHIVE_FILE_MISSING, true),
            (vitrine_domain::codes::SUBMISSION_CONTENT_REFUSED, false),
        ] {
            let mut record = record();
            record.stop(Problem::must(code));
            assert_eq!(record.job.can_resume, resumable, "{code}");
            let expected = if resumable { JobStatus::Interrupted } else { JobStatus::Failed };
            assert_eq!(record.job.status, expected, "{code}");
        }
        let mut committed = record();
        committed.job.at_microsoft.committed = true;
        committed.stop(Problem::must(vitrine_domain::codes::SERVICE_OFFLINE));
        assert!(!committed.job.can_resume, "what is handed in is not sent again");
    }
}
