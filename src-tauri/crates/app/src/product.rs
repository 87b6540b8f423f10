//! The overview of one product: three places, what happens now, what can be done.

use serde_json::Value;
use vitrine_domain::state::{ShownState, SubmissionState, SubmissionStatus, timeline};
use vitrine_domain::{Problem, ProductId, codes, state};
use vitrine_partner::Owner;

use crate::App;
use crate::api::{
    Capability, Command, CommandName, ComputerPlace, Language, LivePlace, LiveWords, MicrosoftPlace,
    PlaceName, ProductView, Report, Ribbon, SnapshotReason,
};
use crate::live::Live;
use crate::products::Record;

impl App {
    pub(crate) async fn product(&self, id: ProductId) -> Result<ProductView, Problem> {
        let record = self.product_record(&id).await?;
        let live = self.live_document(&id).await?;
        let (submission, details) = match &record.seen.pending {
            Some(pending) => (
                Some(
                    serde_json::json!({ "status": pending.status, "targetPublishMode": pending.publish_mode }),
                ),
                pending.details.clone(),
            ),
            None => (
                live.as_ref().map(|l| l.document.value().clone()),
                live.as_ref().map(|l| l.document.value()["statusDetails"].clone()).unwrap_or_default(),
            ),
        };
        let mut opened = details.clone();
        crate::secrets::unseal(&mut opened, self.vault().await?);
        let timeline = submission.as_ref().map(|s| timeline(&SubmissionState::of(s))).unwrap_or_default();
        let reports = state::reports(&opened)
            .into_iter()
            .enumerate()
            .map(|(at, report)| Report {
                number: at as u32,
                date: Some(report.date).filter(|d| state::is_set(d)),
            })
            .collect();
        Ok(ProductView {
            account_name: self.account_name(&record.row.account).await,
            ribbon: self.ribbon(&record).await?,
            timeline,
            problems: state::status_problems(&details),
            reports,
            commands: commands(&record),
            live_words: live.as_ref().and_then(|l| live_words(l, self.language())),
            read_at: record.seen.at,
            row: record.row,
        })
    }

    /// Reads the product anew, then tells.
    pub(crate) async fn product_read(&self, id: ProductId) -> Result<ProductView, Problem> {
        self.look_at(&id).await?;
        self.product(id).await
    }

    pub(crate) async fn ribbon(&self, record: &Record) -> Result<Ribbon, Problem> {
        let product = &record.row.id;
        let live = self.live_document(product).await?;
        let computer = match &record.row.draft {
            Some(mark) => {
                let version = self.draft_version(&mark.id).await?;
                Some(ComputerPlace {
                    draft: mark.id.clone(),
                    version,
                    changes: mark.changes,
                    saved_at: mark.saved_at,
                })
            }
            None => None,
        };
        let microsoft = match (&record.seen.pending, &record.row.state) {
            (Some(pending), Some(state)) => Some(MicrosoftPlace {
                submission: pending.id.clone(),
                friendly_name: pending.friendly_name.clone(),
                made_here_at: self.made_here(&pending.id).await?,
                version: pending.version.clone(),
                state: state.clone(),
            }),
            _ => None,
        };
        let current = match (&microsoft, &computer) {
            (Some(place), _) if place.state.state != ShownState::Draft => PlaceName::Microsoft,
            (_, Some(_)) => PlaceName::Computer,
            (Some(_), None) => PlaceName::Microsoft,
            (None, None) => PlaceName::Live,
        };
        let live = live.as_deref().map(|l| LivePlace {
            version: crate::live::version(&l.document),
            since: l.since,
            languages: l.document.languages().len() as u32,
            submission: l.submission.clone(),
        });
        Ok(Ribbon { computer, microsoft, live, current })
    }

    /// Deletes the submission that is open at Microsoft, after a copy of it went into History.
    pub(crate) async fn pending_delete(&self, id: ProductId) -> Result<ProductView, Problem> {
        let record = self.product_record(&id).await?;
        let Some(pending) = record.seen.pending else { return self.product_read(id).await };
        let partner = self.partner(&record.row.account).await?;
        let owner = Owner::App(record.row.store_id.clone());
        let read = self.answer(partner.submission(&owner, &pending.id).await)?;
        let document = self.document(read.document).await?;
        self.take_snapshot(&id, SnapshotReason::BeforeDelete, &document).await?;
        self.delete_at_microsoft(&partner, &owner, &pending.id).await?;
        self.product_read(id).await
    }

    /// The address of a certification report; it stays in the core.
    pub(crate) async fn report_address(&self, product: &ProductId, number: u32) -> Result<String, Problem> {
        let record = self.product_record(product).await?;
        let details = match record.seen.pending {
            Some(pending) => pending.details,
            None => self
                .live_document(product)
                .await?
                .map(|l| l.document.value()["statusDetails"].clone())
                .unwrap_or_default(),
        };
        let mut details = details;
        crate::secrets::unseal(&mut details, self.vault().await?);
        state::reports(&details)
            .get(number as usize)
            .map(|report| report.url.clone())
            .ok_or_else(|| Problem::must(codes::LINK_REFUSED).with("shown", number))
    }

    /// The version of the newest package that the draft adds.
    async fn draft_version(&self, id: &vitrine_domain::DraftId) -> Result<Option<String>, Problem> {
        let id = id.to_string();
        self.database
            .read(move |c| {
                let document: String = c
                    .prepare_cached("SELECT document FROM drafts WHERE id = ?")?
                    .query_row([id], |row| row.get(0))?;
                let document = crate::store::from_json(0, &document)?;
                Ok(crate::live::added_version(&document))
            })
            .await
    }

    pub(crate) async fn made_here(&self, submission: &str) -> Result<Option<jiff::Timestamp>, Problem> {
        use rusqlite::OptionalExtension as _;
        let key = submission.to_owned();
        let at: Option<String> = self
            .database
            .read(move |c| {
                c.prepare_cached("SELECT made_at FROM made_here WHERE submission = ?")?
                    .query_row([key], |row| row.get(0))
                    .optional()
            })
            .await?;
        Ok(at.and_then(|at| at.parse().ok()))
    }
}

/// What can be done now, and why not what cannot.
fn commands(record: &Record) -> Vec<Command> {
    let row = &record.row;
    let open = record.seen.pending.as_ref();
    let state = row.state.as_ref().map(|s| s.state);
    let closed = || row.closed.clone().map(|because| Capability::NotPossible { because: Box::new(because) });
    let first = || {
        (!row.published)
            .then(|| Problem::must(codes::PRODUCT_FIRST_MISSING).with("product", row.name.as_str()))
            .map(|because| Capability::NotPossible { because: Box::new(because) })
    };
    let rolling = || {
        (state == Some(ShownState::RollingOut)).then(|| Capability::NotPossible {
            because: Box::new(
                Problem::must(codes::SUBMISSION_ROLLOUT_RUNNING)
                    .with("percentage", row.state.as_ref().and_then(|s| s.percent).unwrap_or_default()),
            ),
        })
    };
    let busy = || {
        let moving =
            |status: &str| !SubmissionStatus::from(status).is_terminal() && status != "PendingCommit";
        open.filter(|p| moving(&p.status)).map(|p| Capability::NotPossible {
            because: Box::new(
                Problem::must(codes::SUBMISSION_STATE_REFUSED).with("status", p.status.as_str()),
            ),
        })
    };
    let mut commands = vec![
        Command {
            name: CommandName::EditDraft,
            can: closed().or_else(first).unwrap_or(Capability::Available),
        },
        Command {
            name: CommandName::Submit,
            can: closed().or_else(first).or_else(rolling).or_else(busy).unwrap_or(Capability::Available),
        },
    ];
    if !row.published && open.is_none() {
        commands.push(Command { name: CommandName::FirstSubmission, can: Capability::HandOff });
    }
    if state == Some(ShownState::Ready) {
        commands.push(Command { name: CommandName::PublishNow, can: Capability::HandOff });
    }
    if matches!(
        state,
        Some(ShownState::Checks | ShownState::Certification | ShownState::Ready | ShownState::Scheduled)
    ) {
        commands.push(Command { name: CommandName::CancelCertification, can: Capability::HandOff });
    }
    if let Some(pending) = open.filter(|p| {
        matches!(p.status.as_str(), "PendingCommit" | "CommitFailed") || p.status.ends_with("Failed")
    }) {
        let can = if pending.by_app {
            Capability::Available
        } else {
            Capability::NotPossible {
                because: Box::new(
                    Problem::must(codes::SUBMISSION_PORTAL_EDITED)
                        .with("submission", pending.friendly_name.as_deref().unwrap_or(&pending.id)),
                ),
            }
        };
        commands.push(Command { name: CommandName::DeletePending, can });
    }
    commands
}

/// The page customers read, in the person's language when there is one.
fn live_words(live: &Live, language: Language) -> Option<LiveWords> {
    let wanted = match language {
        Language::En => "en",
        Language::Fr => "fr",
    };
    let languages = live.document.languages();
    let code = languages.iter().find(|code| code.to_lowercase().starts_with(wanted)).or(languages.first())?;
    let page = &live.document.value()["listings"][code]["baseListing"];
    let text = |name: &str| page.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let words = [text("shortDescription"), text("description")].into_iter().find(|t| !t.is_empty())?;
    let first = words.lines().next().unwrap_or_default().to_owned();
    Some(LiveWords { language: code.clone(), title: text("title"), text: first })
}
