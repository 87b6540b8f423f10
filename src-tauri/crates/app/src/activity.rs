//! Activity: what a person did, what was sent, and each request with its status. Kept for a while, so that support and the
//! person can see what happened. Never a body, a query or a secret: none of them reaches this module.

use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use vitrine_domain::{AccountId, Problem, ProductId, codes};
use vitrine_partner::{Listener, RequestTold};

use crate::App;
use crate::api::{ActivityAsk, ActivityEntry, ActivityText, ActivityView, ActivityWhat, AppEvent};
use crate::publish::Record;
use crate::store::{from_json, json};

/// Rows that are kept; older ones go.
const KEPT: i64 = 20_000;
/// Rows of one answer.
const PAGE: usize = 200;

/// A row of the table: what happened, and what its product was called then.
#[derive(Serialize)]
struct Noted<'a> {
    name: &'a str,
    #[serde(flatten)]
    what: &'a ActivityWhat,
}

/// What hears of requests, and where they arrive: the writing is not done on the task that asked.
pub fn listener() -> (Listener, UnboundedReceiver<RequestTold>) {
    let (sender, receiver) = unbounded_channel();
    // A core that closes hears nothing more.
    let told = move |request| drop(sender.send(request));
    (Arc::new(told), receiver)
}

impl App {
    /// Writes requests down as they come, all that wait in one transaction.
    pub(crate) fn keep_requests(&self, mut requests: UnboundedReceiver<RequestTold>) {
        let Some(app) = self.arc() else { return };
        let closing = self.closing.clone();
        tokio::spawn(async move {
            let mut told = Vec::new();
            loop {
                let some = tokio::select! {
                    () = closing.cancelled() => return,
                    some = requests.recv_many(&mut told, 256) => some,
                };
                if some == 0 {
                    return;
                }
                app.write_requests(std::mem::take(&mut told)).await;
            }
        });
    }

    async fn write_requests(&self, told: Vec<RequestTold>) {
        let accounts = self.records();
        let rows: Vec<(String, Option<String>, String)> = told
            .into_iter()
            .map(|request| {
                let account = accounts.iter().find(|a| Some(&a.tenant) == request.tenant.as_ref());
                let what = ActivityWhat::Request {
                    method: request.method,
                    path: request.path,
                    status: request.status,
                    milliseconds: request.duration.as_millis() as u64,
                    correlation: Some(request.correlation).filter(|id| !id.is_empty()),
                };
                (request.at.to_string(), account.map(|a| a.id.to_string()), json(&what))
            })
            .collect();
        let noted = self
            .database
            .write(move |t| {
                let mut insert =
                    t.prepare_cached("INSERT INTO activity (at, account, record) VALUES (?, ?, ?)")?;
                for row in &rows {
                    insert.execute((&row.0, &row.1, &row.2))?;
                }
                forget_old(t)
            })
            .await;
        match noted {
            Ok(()) => self.events.send(AppEvent::Activity),
            Err(problem) => tracing::error!(%problem, "requests could not be noted"),
        }
    }

    /// Notes something about a product under the name that it has now: what is deleted has no other. A note that cannot be
    /// written never stops what it is about.
    pub(crate) async fn note_activity(
        &self,
        product: &ProductId,
        name: &str,
        account: Option<&AccountId>,
        what: ActivityWhat,
    ) {
        let (account, product) = (account.map(ToString::to_string), product.to_string());
        let (at, record) = (Timestamp::now().to_string(), json(&Noted { name, what: &what }));
        let noted = self
            .database
            .write(move |t| {
                t.execute(
                    "INSERT INTO activity (at, account, product, record) VALUES (?, ?, ?, ?)",
                    (at, account, product, record),
                )?;
                forget_old(t)
            })
            .await;
        match noted {
            Ok(()) => self.events.send(AppEvent::Activity),
            Err(problem) => tracing::error!(%problem, "the activity could not be noted"),
        }
    }

    pub(crate) async fn note_publication(&self, record: &Record, outcome: &str) {
        let what = ActivityWhat::Publication {
            outcome: outcome.to_owned(),
            submission: record.job.at_microsoft.submission.clone(),
        };
        let Record { account, job, .. } = record;
        self.note_activity(&job.product, &job.product_name, Some(account), what).await;
    }

    pub(crate) async fn activity(&self, ask: ActivityAsk) -> Result<ActivityView, Problem> {
        let (before, product) = (ask.before.map(|id| id as i64), ask.product.map(|p| p.to_string()));
        let (requests, errors, publications) = (ask.requests, ask.errors, ask.publications);
        let mut entries: Vec<ActivityEntry> = self
            .database
            .read(move |c| {
                c.prepare_cached(
                    "SELECT a.id, a.at, a.account, a.product, a.record, json_extract(a.record, '$.name') FROM activity a
                     WHERE (?1 IS NULL OR a.id < ?1) AND (?2 IS NULL OR a.product = ?2)
                       AND (?3 OR json_extract(a.record, '$.kind') <> 'request')
                       AND (NOT ?4 OR json_extract(a.record, '$.problem') IS NOT NULL
                            OR json_extract(a.record, '$.outcome') = 'stopped'
                            OR (json_extract(a.record, '$.kind') = 'request'
                                AND coalesce(json_extract(a.record, '$.status'), 0) NOT BETWEEN 200 AND 399))
                       AND (NOT ?5 OR json_extract(a.record, '$.kind') = 'publication')
                     ORDER BY a.id DESC LIMIT ?6",
                )?
                .query_map((before, product, requests, errors, publications, PAGE as i64 + 1), |row| {
                    Ok(ActivityEntry {
                        id: row.get::<_, i64>(0)? as u64,
                        at: row.get::<_, String>(1)?.parse().unwrap_or(Timestamp::UNIX_EPOCH),
                        account: row.get::<_, Option<String>>(2)?.map(AccountId),
                        product: row.get::<_, Option<String>>(3)?.map(ProductId),
                        product_name: row.get(5)?,
                        what: from_json(4, &row.get::<_, String>(4)?)?,
                    })
                })?
                .collect()
            })
            .await?;
        let more = entries.len() > PAGE;
        entries.truncate(PAGE);
        Ok(ActivityView { entries, more, budgets: self.budgets().await })
    }

    /// Writes the activity to a file that the person chooses; the answer is its name, `None` when they closed the dialog. What
    /// would be a secret is cut out once more, as if the page could be wrong.
    ///
    /// # Errors
    /// `file.save.refused`.
    pub(crate) async fn activity_save(&self, ask: ActivityText) -> Result<Option<String>, Problem> {
        let Some(path) = self.host.pick_place(&ask.name, self.language()).await else { return Ok(None) };
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or(ask.name);
        let text = vitrine_partner::redact(&ask.text);
        let refused = |reason: String| {
            Problem::must(codes::FILE_SAVE_REFUSED).with("name", name.as_str()).with("reason", reason)
        };
        tokio::task::spawn_blocking(move || std::fs::write(path, text))
            .await
            .map_err(|error| refused(error.to_string()))?
            .map_err(|error| refused(error.to_string()))?;
        Ok(Some(name))
    }
}

fn forget_old(t: &rusqlite::Transaction<'_>) -> rusqlite::Result<()> {
    t.prepare_cached("DELETE FROM activity WHERE id <= ?")?.execute([t.last_insert_rowid() - KEPT]).map(drop)
}
