//! Looking at products within the budget of their tenant: state and version of the rows on screen, a few at a time.
//!
//! The pace itself is the client's; here it is only decided what is worth a request. A product that was seen a moment ago
//! is not asked again because somebody scrolled.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use vitrine_domain::document::Document;
use vitrine_domain::state::{RolloutStatus, SubmissionState, SubmissionStatus};
use vitrine_domain::{AccountId, Problem, ProductId, codes};

use vitrine_partner::{Owner, Rank};

use crate::App;
use crate::api::StateSeen;
use crate::elsewhere::Turn;
use crate::products::Record;

/// What was seen of a product beyond the list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Seen {
    pub at: Option<Timestamp>,
    pub state: Option<StateSeen>,
    pub live_version: Option<String>,
    /// Of an add-on: what customers read, in the language the person had then.
    pub title: Option<String>,
    pub closed: Option<Problem>,
    pub pending: Option<Pending>,
}

/// The submission that is open or under way at Microsoft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pending {
    pub id: String,
    pub friendly_name: Option<String>,
    pub status: String,
    pub version: Option<String>,
    pub publish_mode: Option<String>,
    /// `statusDetails` as sent, addresses with signatures cut out.
    pub details: Value,
    /// The service gave an upload address: an app made it, and it can be worked on from here.
    pub by_app: bool,
}

/// Rows wait here, newest wish first.
#[derive(Default)]
pub struct Looks {
    queues: Mutex<HashMap<AccountId, Queue>>,
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<ProductId>,
    running: bool,
}

impl Looks {
    pub fn forget(&self, account: &AccountId) {
        self.queues.lock().unwrap_or_else(PoisonError::into_inner).remove(account);
    }

    /// Puts products first in line; answers whether somebody has to start serving.
    fn wish(&self, account: &AccountId, products: Vec<ProductId>) -> bool {
        let mut queues = self.queues.lock().unwrap_or_else(PoisonError::into_inner);
        let queue = queues.entry(account.clone()).or_default();
        queue.waiting.retain(|p| !products.contains(p));
        for product in products.into_iter().rev() {
            queue.waiting.push_front(product);
        }
        !queue.waiting.is_empty() && !std::mem::replace(&mut queue.running, true)
    }

    fn next(&self, account: &AccountId) -> Option<ProductId> {
        let mut queues = self.queues.lock().unwrap_or_else(PoisonError::into_inner);
        let queue = queues.get_mut(account)?;
        let next = queue.waiting.pop_front();
        if next.is_none() {
            queue.running = false;
        }
        next
    }

    fn clear(&self, account: &AccountId) {
        if let Some(queue) = self.queues.lock().unwrap_or_else(PoisonError::into_inner).get_mut(account) {
            queue.waiting.clear();
        }
    }
}

impl App {
    /// The rows on screen: those not seen for a while are asked for, in this order.
    pub(crate) async fn products_look(&self, products: Vec<ProductId>) -> Result<(), Problem> {
        let mut by_account: HashMap<AccountId, Vec<ProductId>> = HashMap::new();
        for product in products {
            let Ok(record) = self.product_record(&product).await else { continue };
            if !self.is_fresh(&record.seen) {
                by_account.entry(record.row.account).or_default().push(product);
            }
        }
        for (account, products) in by_account {
            if self.looks.wish(&account, products) {
                self.serve_looks(account);
            }
        }
        Ok(())
    }

    /// Looks now and then at what is under way at Microsoft, whoever sent it, for as long as the app runs.
    pub(crate) fn keep_looking(&self) {
        let Some(app) = self.arc() else { return };
        let closing = self.closing.clone();
        tokio::spawn(async move {
            loop {
                tokio::select! {
                    () = closing.cancelled() => return,
                    () = tokio::time::sleep(app.until_next_look()) => {}
                }
                if app.is_offline() {
                    app.read_all_lists();
                    continue;
                }
                let Ok(records) = app.product_records().await else { continue };
                let wanted = |record: &Record| is_moving(record) || app.is_awaited(record);
                let under_way = records.into_iter().filter(wanted).map(|record| record.row.id).collect();
                if let Err(problem) = app.products_look(under_way).await {
                    tracing::info!(%problem, "what is under way was not looked at");
                }
            }
        });
    }

    /// It has a draft here and was not looked at for half an hour: others may have changed it.
    fn is_awaited(&self, record: &Record) -> bool {
        let long = self.stale_after().saturating_mul(6);
        let old = record.seen.at.is_none_or(|at| Timestamp::now().duration_since(at) > long);
        record.row.draft.is_some() && old
    }

    /// While nothing answers, the line is tried more often than a state would be asked for.
    fn until_next_look(&self) -> Duration {
        let usual = self.stale_after().unsigned_abs();
        if self.is_offline() { usual.min(Duration::from_secs(15)) } else { usual }
    }

    /// Read a moment ago: nothing is gained by asking again.
    pub(crate) fn is_fresh(&self, seen: &Seen) -> bool {
        seen.at.is_some_and(|at| Timestamp::now().duration_since(at) <= self.stale_after())
    }

    /// Five minutes, as clients poll (StoreBroker); practice time runs faster.
    fn stale_after(&self) -> SignedDuration {
        SignedDuration::from_secs_f64(300.0 / self.speed().max(1.0)).max(SignedDuration::from_secs(5))
    }

    /// How many times faster than real time the services run.
    pub(crate) fn speed(&self) -> f64 {
        self.practice.as_ref().map_or(1.0, |p| p.speed)
    }

    fn serve_looks(&self, account: AccountId) {
        let Some(app) = self.arc() else { return };
        let closing = self.closing.clone();
        tokio::spawn(async move {
            while let Some(product) = app.looks.next(&account) {
                let looked = tokio::select! {
                    () = closing.cancelled() => return,
                    looked = app.look_ranked(&product, Rank::Background) => looked,
                };
                match looked {
                    Ok(()) => {}
                    // The whole account does not answer: the list says so, and asking on would only be refused again.
                    Err(problem) if account_wide(&problem.code) => app.looks.clear(&account),
                    Err(problem) => tracing::info!(%problem, "a product could not be looked at"),
                }
            }
        });
    }

    /// Reads a product's state and version now, keeps them and tells the window.
    pub(crate) async fn look_at(&self, product: &ProductId) -> Result<(), Problem> {
        self.look_ranked(product, Rank::Asked).await
    }

    /// A person's look goes before those that only fill in a table.
    async fn look_ranked(&self, product: &ProductId, rank: Rank) -> Result<(), Problem> {
        let record = self.product_record(product).await?;
        let named = |problem| self.with_names(problem, &record.row.account, &record.row.name);
        self.look(product, &record, rank).await.map_err(named)
    }

    async fn look(&self, product: &ProductId, record: &Record, rank: Rank) -> Result<(), Problem> {
        let partner = self.partner(&record.row.account).await?.ranked(rank);
        let owner = crate::listed::owner(product);
        let holding = self.answer(partner.holder(&owner).await)?;
        let mut seen = Seen { at: Some(Timestamp::now()), ..Seen::default() };
        let live = self.live_document(product).await?.map(|live| live.submission.clone());
        let open = record.seen.pending.as_ref().and_then(|p| self.pending_document(product, &p.id));
        let result = self.look_deeper(product, &owner, &partner, &holding, &record.seen, &mut seen).await;
        match result {
            Err(problem) if problem.code == codes::PRODUCT_API_UNSUPPORTED => {
                seen.closed = Some(problem.with("product", record.row.name.clone()));
            }
            other => other?,
        }
        self.notice_others(Turn { product, record, live, open, seen: &seen }).await?;
        self.keep_seen(product, &holding.document, seen).await
    }

    async fn look_deeper(
        &self,
        product: &ProductId,
        owner: &Owner,
        partner: &vitrine_partner::StorePartner,
        holding: &vitrine_partner::store::Holding,
        before: &Seen,
        seen: &mut Seen,
    ) -> Result<(), Problem> {
        let mut live = self.live_document(product).await?;
        if let Some(last) = &holding.last_published
            && live.as_ref().is_none_or(|l| l.submission != *last || can_move(&l.document))
        {
            let read = self.answer(partner.submission(owner, last).await)?;
            self.keep_live(product, last, &self.document(read.document).await?).await?;
            live = self.live_document(product).await?;
        }
        seen.live_version = live.as_ref().and_then(|l| crate::live::version(&l.document));
        seen.title = live.as_ref().and_then(|l| self.part_title(l.document.value()));
        if let Some(id) = &holding.pending {
            let read = self.answer(partner.submission(owner, id).await)?;
            // Past the commit the service gives no address any more; what this computer made is known.
            let by_app = read.upload.is_some() || self.made_here(id).await?.is_some();
            let document = self.document(read.document).await?;
            self.keep_pending_document(product, id, &document);
            seen.pending = Some(pending(id, &document, by_app));
            seen.state = Some(state(&document, before));
        } else if let Some(live) = &live {
            seen.state = Some(state(&live.document, before));
        }
        Ok(())
    }
}

impl App {
    /// What a job just opened, or goes on with: the overview follows without another question.
    pub(crate) async fn note_opened(
        &self,
        product: &ProductId,
        id: &str,
        submission: &Value,
    ) -> Result<(), Problem> {
        let document = self.document(submission.clone()).await?;
        self.note_submission(product, id, document).await
    }

    /// What a job learned of the status of its submission.
    pub(crate) async fn note_status(
        &self,
        product: &ProductId,
        id: &str,
        status: &Value,
    ) -> Result<(), Problem> {
        let Some(document) = self.pending_document(product, id) else { return self.look_at(product).await };
        let mut value = document.value().clone();
        for member in ["status", "statusDetails"] {
            value[member] = status[member].clone();
        }
        crate::secrets::seal(&mut value["statusDetails"], self.vault().await?)?;
        let document =
            serde_json::from_value(value).map_err(|_| Problem::must(codes::SERVICE_ANSWER_UNREADABLE))?;
        self.note_submission(product, id, document).await
    }

    async fn note_submission(
        &self,
        product: &ProductId,
        id: &str,
        document: Document,
    ) -> Result<(), Problem> {
        self.keep_pending_document(product, id, &document);
        let record = self.product_record(product).await?;
        let seen = Seen {
            at: Some(Timestamp::now()),
            state: Some(state(&document, &record.seen)),
            pending: Some(pending(id, &document, true)),
            ..record.seen
        };
        self.keep_seen(product, &record.listed, seen).await
    }
}

/// Microsoft is at work on a submission of it.
fn is_moving(record: &Record) -> bool {
    record.seen.pending.as_ref().is_some_and(|pending| {
        let status = SubmissionStatus::from(pending.status.as_str());
        status != SubmissionStatus::PendingCommit && !status.is_terminal()
    })
}

/// Whether a problem is about the account, not about one product.
pub(crate) fn account_wide(code: &str) -> bool {
    const ONE_PRODUCT: [&str; 3] =
        [codes::SERVICE_NOTFOUND, codes::SERVICE_TROUBLE, codes::SERVICE_ANSWER_UNREADABLE];
    let area = code.split('.').next().unwrap_or_default();
    matches!(area, "signin" | "service" | "account") && !ONE_PRODUCT.contains(&code)
}

fn pending(id: &str, document: &Document, by_app: bool) -> Pending {
    let value = document.value();
    let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    Pending {
        id: id.to_owned(),
        friendly_name: text("friendlyName"),
        status: text("status").unwrap_or_default(),
        version: crate::live::version(document),
        publish_mode: text("targetPublishMode"),
        details: value.get("statusDetails").cloned().unwrap_or(Value::Null),
        by_app,
    }
}

/// The percentage of a rollout that runs.
pub(crate) fn rollout(document: &Document) -> Option<f64> {
    let rollout = document.value().get("packageDeliveryOptions")?.get("packageRollout")?;
    let running =
        rollout.get("packageRolloutStatus").and_then(Value::as_str) == Some("PackageRolloutInProgress");
    running.then(|| rollout.get("packageRolloutPercentage").and_then(Value::as_f64).unwrap_or_default())
}

/// Whether a live submission can still change: its rollout has not come to its end. One that has not begun by the first reading
/// may begin later.
fn can_move(document: &Document) -> bool {
    let rollout = &document.value()["packageDeliveryOptions"]["packageRollout"];
    let status = rollout["packageRolloutStatus"].as_str().unwrap_or_default();
    rollout["isPackageRollout"] == true
        && !matches!(RolloutStatus::from(status), RolloutStatus::Stopped | RolloutStatus::Complete)
}

fn state(document: &Document, before: &Seen) -> StateSeen {
    let now = Timestamp::now();
    let shown = SubmissionState::of(document.value()).shown();
    let same = before.state.as_ref().filter(|s| s.raw == shown.raw && s.state == shown.state);
    StateSeen {
        state: shown.state,
        first_seen_at: same.map_or(now, |s| s.first_seen_at),
        raw: shown.raw,
        percent: shown.percentage,
        date: shown.date,
        seen_at: now,
    }
}
