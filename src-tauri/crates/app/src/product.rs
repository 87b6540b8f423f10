//! The overview of one product: three places, what happens now, what can be done.

use jiff::Timestamp;
use serde_json::Value;
use vitrine_domain::state::{RolloutStatus, ShownState, SubmissionState, timeline};
use vitrine_domain::{Problem, ProductId, codes, state};

use crate::App;
use crate::api::{
    AddOnFacts, Command, CommandName, ComputerPlace, FlightFacts, Language, LivePlace, LiveWords,
    MicrosoftPlace, ParentApp, PlaceName, ProductKind, ProductView, Report, Ribbon, RolloutState,
    RolloutView,
};
use crate::listed::Listed;
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
                shown: shown(&report.url),
                date: Some(report.date).filter(|d| state::is_set(d)),
            })
            .collect();
        let mut commands = crate::commands::commands(&record, live.as_ref().map(|l| &l.document));
        if let Some(can) = self.can_begin_next(&record) {
            commands.push(Command { name: CommandName::NextVersion, can });
        }
        Ok(ProductView {
            account_name: self.account_name(&record.row.account).await,
            ribbon: self.ribbon(&record).await?,
            overdue: record.row.state.as_ref().and_then(|seen| {
                crate::overdue::overdue(&timeline, seen.first_seen_at, Timestamp::now(), self.speed())
            }),
            timeline,
            problems: state::status_problems(&details),
            reports,
            commands,
            live_words: live.as_ref().and_then(|l| live_words(l, self.language())),
            read_at: record.seen.at,
            advanced_listings: record.listed["hasAdvancedListingPermission"].as_bool(),
            parts: self.part_counts(&id).await?,
            parent: self.parent(&record).await,
            add_on: (record.row.kind == ProductKind::AddOn).then(|| add_on_facts(&record)),
            flight: (record.row.kind == ProductKind::Flight).then(|| flight_facts(&record)),
            rollout: self.rollout(&id, &record, live.as_deref()).await?,
            stopped_by_hand: record.stopped_by_hand,
            row: record.row,
        })
    }

    async fn parent(&self, record: &Record) -> Option<ParentApp> {
        let id = record.row.parent.clone()?;
        let name = self.product_record(&id).await.ok()?.row.name;
        Some(ParentApp { id, name })
    }

    /// The rollout of what is live, as last read.
    pub(crate) async fn rollout(
        &self,
        product: &ProductId,
        record: &Record,
        live: Option<&Live>,
    ) -> Result<Option<RolloutView>, Problem> {
        let (Some(live), Some(seen_at)) = (live, record.seen.at) else { return Ok(None) };
        let rollout = &live.document.value()["packageDeliveryOptions"]["packageRollout"];
        let raw = rollout["packageRolloutStatus"].as_str().unwrap_or_default();
        let state = match RolloutStatus::from(raw) {
            RolloutStatus::InProgress => RolloutState::Running,
            RolloutStatus::Stopped => RolloutState::Halted,
            RolloutStatus::Complete => RolloutState::Finalized,
            RolloutStatus::NotStarted => return Ok(None),
            RolloutStatus::Unknown(_) if raw.is_empty() => return Ok(None),
            RolloutStatus::Unknown(_) => RolloutState::Unknown,
        };
        let fallback = rollout["fallbackSubmissionId"].as_str().unwrap_or_default();
        let mut percentage = rollout["packageRolloutPercentage"].as_f64().unwrap_or_default();
        if state == RolloutState::Halted && percentage == 0.0 {
            percentage = self.share_before(product, &live.submission).await?.unwrap_or_default();
        }
        Ok(Some(RolloutView {
            state,
            raw: raw.to_owned(),
            percentage,
            version: crate::live::version(&live.document),
            fallback_version: self.version_of(product, fallback).await?,
            seen_at,
            since: live.since,
        }))
    }

    /// How far a rollout had come when this computer ended it: the service puts a halted one at 0
    /// (Microsoft Learn, *Halt the rollout for an app submission*).
    async fn share_before(&self, product: &ProductId, submission: &str) -> Result<Option<f64>, Problem> {
        let (product, submission) = (product.to_string(), submission.to_owned());
        self.database
            .read(move |c| {
                let mut found = c.prepare_cached(
                    "SELECT json_extract(document, '$.packageDeliveryOptions.packageRollout.packageRolloutPercentage')
                     FROM snapshots WHERE product = ? AND json_extract(document, '$.id') = ?
                       AND json_extract(record, '$.reason') = 'beforeRollout' ORDER BY at DESC LIMIT 1",
                )?;
                let mut rows = found.query((product, submission))?;
                rows.next()?.map_or(Ok(None), |row| row.get(0))
            })
            .await
    }

    /// The version of a submission that this computer kept a copy of.
    async fn version_of(&self, product: &ProductId, submission: &str) -> Result<Option<String>, Problem> {
        let (product, submission) = (product.to_string(), submission.to_owned());
        self.database
            .read(move |c| {
                let mut found = c.prepare_cached(
                    "SELECT json_extract(record, '$.version') FROM snapshots
                     WHERE product = ? AND json_extract(document, '$.id') = ? ORDER BY at DESC LIMIT 1",
                )?;
                let mut rows = found.query((product, submission))?;
                rows.next()?.map_or(Ok(None), |row| row.get(0))
            })
            .await
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

pub(crate) fn add_on_facts(record: &Record) -> AddOnFacts {
    let resource = Listed::new(&record.row.id, &record.listed);
    AddOnFacts {
        product_id: resource.text("productId").to_owned(),
        product_type: resource.text("productType").to_owned(),
    }
}

pub(crate) fn flight_facts(record: &Record) -> FlightFacts {
    let resource = Listed::new(&record.row.id, &record.listed);
    FlightFacts {
        groups: resource.words("groupIds"),
        rank_higher_than: resource.text("rankHigherThan").to_owned(),
    }
}

/// An address as a person reads it before it is opened: a query may hold a signature.
fn shown(address: &str) -> String {
    let plain = address.split(['?', '#']).next().unwrap_or_default();
    plain.strip_prefix("https://").unwrap_or(plain).to_owned()
}

/// The page customers read, in the person's language when there is one.
fn live_words(live: &Live, language: Language) -> Option<LiveWords> {
    let wanted = match language {
        Language::En => "en",
        Language::Fr => "fr",
    };
    let languages = live.document.languages();
    let code = languages.iter().find(|code| code.to_lowercase().starts_with(wanted)).or(languages.first())?;
    let listing = &live.document.value()["listings"][code];
    // An add-on's listing holds its words itself.
    let page = listing.get("baseListing").unwrap_or(listing);
    let text = |name: &str| page.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let words = [text("shortDescription"), text("description")].into_iter().find(|t| !t.is_empty())?;
    let first = words.lines().next().unwrap_or_default().to_owned();
    Some(LiveWords { language: code.clone(), title: text("title"), text: first })
}
