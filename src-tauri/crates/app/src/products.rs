//! The list of products: what the list call gives at once, what was seen since, and what a person does next.

use std::sync::PoisonError;

use futures_util::StreamExt as _;
use jiff::Timestamp;
use rusqlite::OptionalExtension as _;
use serde_json::Value;
use vitrine_domain::state::ShownState;
use vitrine_domain::{AccountId, JobId, Problem, ProductId, codes};

use crate::App;
use crate::api::{
    AccountListing, AppEvent, DraftMark, JobStatus, NextAction, ProductKind, ProductList, ProductRow,
};
use crate::look::Seen;
use crate::store::{from_json, json};

/// A product as it is kept: the list's resource, what was seen since, and its row.
#[derive(Clone)]
pub struct Record {
    pub row: ProductRow,
    pub listed: Value,
    pub seen: Seen,
}

const COLUMNS: &str = "SELECT p.id, p.account, p.listed, p.seen,
        (SELECT d.mark FROM drafts d WHERE d.product = p.id AND d.ended IS NULL ORDER BY d.saved_at DESC LIMIT 1)
     FROM products p";

impl App {
    pub(crate) async fn products(&self, (): ()) -> Result<ProductList, Problem> {
        let rows = self.product_records().await?.into_iter().map(|r| r.row).collect();
        Ok(ProductList { rows, accounts: self.account_listings() })
    }

    pub(crate) fn account_listings(&self) -> Vec<AccountListing> {
        let listings = self.listings.lock().unwrap_or_else(PoisonError::into_inner);
        let known = |id: &AccountId| {
            listings.get(id).cloned().unwrap_or(AccountListing {
                account: id.clone(),
                read_at: None,
                reading: false,
                problem: None,
            })
        };
        self.records().iter().map(|r| known(&r.id)).collect()
    }

    pub(crate) async fn product_records(&self) -> Result<Vec<Record>, Problem> {
        let rows = self
            .database
            .read(|c| {
                c.prepare_cached(&format!(
                    "{COLUMNS} JOIN accounts a ON a.id = p.account ORDER BY a.position, p.position"
                ))?
                .query_map([], read_row)?
                .collect::<rusqlite::Result<Vec<_>>>()
            })
            .await?;
        Ok(rows.into_iter().map(|row| self.record_of(row)).collect())
    }

    pub(crate) async fn product_record(&self, id: &ProductId) -> Result<Record, Problem> {
        let key = id.to_string();
        let row = self
            .database
            .read(move |c| {
                c.prepare_cached(&format!("{COLUMNS} WHERE p.id = ?"))?.query_row([key], read_row).optional()
            })
            .await?;
        row.map(|row| self.record_of(row)).ok_or_else(|| Problem::must(codes::PRODUCT_UNKNOWN))
    }

    fn record_of(&self, (id, account, listed, seen, mark): Row) -> Record {
        let text = |name: &str| listed.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let job = self.jobs.of_product(&id);
        let mut row = ProductRow {
            account,
            name: text("primaryName"),
            kind: ProductKind::StoreApp,
            store_id: text("id"),
            published: listed.get("lastPublishedApplicationSubmission").is_some_and(Value::is_object),
            state: seen.state.clone(),
            live_version: seen.live_version.clone(),
            closed: seen.closed.clone(),
            draft: mark,
            job: job.as_ref().map(|(id, _)| id.clone()),
            next: NextAction::StartDraft,
            id,
        };
        row.next = next_action(&row, &listed, job.as_ref());
        Record { row, listed, seen }
    }

    /// Reads the list of one account, or of all.
    pub(crate) async fn products_read(&self, account: Option<AccountId>) -> Result<(), Problem> {
        match account {
            Some(account) => self.read_list(account),
            None => self.read_all_lists(),
        }
        Ok(())
    }

    pub(crate) fn read_all_lists(&self) {
        self.records().into_iter().for_each(|r| self.read_list(r.id));
    }

    /// Begins to read a list, once at a time an account.
    pub(crate) fn read_list(&self, account: AccountId) {
        let Some(app) = self.arc() else { return };
        {
            let mut listings = self.listings.lock().unwrap_or_else(PoisonError::into_inner);
            let listing = listings.entry(account.clone()).or_insert_with(|| AccountListing {
                account: account.clone(),
                read_at: None,
                reading: false,
                problem: None,
            });
            if std::mem::replace(&mut listing.reading, true) {
                return;
            }
        }
        let closing = self.closing.clone();
        tokio::spawn(async move {
            let read = tokio::select! {
                () = closing.cancelled() => return,
                read = app.read_pages(&account) => read,
            };
            let listing = {
                let mut listings = app.listings.lock().unwrap_or_else(PoisonError::into_inner);
                let Some(listing) = listings.get_mut(&account) else { return };
                listing.reading = false;
                match &read {
                    Ok(()) => {
                        listing.read_at = Some(Timestamp::now());
                        listing.problem = None;
                    }
                    Err(problem) => listing.problem = Some(problem.clone()),
                }
                listing.clone()
            };
            app.events.send(AppEvent::Products { rows: Vec::new(), listing: Some(listing) });
            app.events.send(AppEvent::ProductList);
            if read.is_ok() {
                app.look_first(&account).await;
            }
        });
    }

    async fn read_pages(&self, account: &AccountId) -> Result<(), Problem> {
        let partner = self.partner(account).await?;
        let mut pages = std::pin::pin!(partner.applications());
        let owner = account.to_string();
        let mut rows: Vec<(String, String)> = Vec::new();
        while let Some(page) = pages.next().await {
            let page = self.answer(page).map_err(|problem| self.with_names(problem, account, ""))?;
            let more: Vec<_> = page
                .applications
                .iter()
                .map(|a| (ProductId::store(&a.id).to_string(), json(&a.document)))
                .collect();
            let (first, new, owner) = (rows.len(), more.clone(), owner.clone());
            rows.extend(more);
            // A long list is usable from its first page on.
            self.database.write(move |t| write_rows(t, &owner, first, &new)).await?;
            if page.next.is_some() {
                self.events.send(AppEvent::ProductList);
            }
        }
        let count = rows.len() as u32;
        self.database
            .write(move |t| {
                t.execute("CREATE TEMP TABLE IF NOT EXISTS listed_now (id TEXT PRIMARY KEY)", [])?;
                t.execute("DELETE FROM listed_now", [])?;
                let mut seen_now = t.prepare_cached("INSERT OR IGNORE INTO listed_now (id) VALUES (?)")?;
                for (id, _) in &rows {
                    seen_now.execute([id])?;
                }
                t.execute(
                    // What is worked on here stays within reach, whatever a list says.
                    "DELETE FROM products WHERE account = ? AND id NOT IN (SELECT id FROM listed_now)
                       AND id NOT IN (SELECT product FROM drafts WHERE ended IS NULL)
                       AND id NOT IN (SELECT product FROM jobs WHERE dismissed = 0)",
                    [&owner],
                )
            })
            .await?;
        if let Ok(record) = self.record(account) {
            self.keep(crate::accounts::Record {
                products: Some(count),
                checked_at: Some(Timestamp::now()),
                ..record
            })
            .await?;
        }
        Ok(())
    }

    /// Home needs states: products with something open, a draft or a job first, then the rest, as far as a few minutes of the
    /// tenant's budget go.
    async fn look_first(&self, account: &AccountId) {
        const MOST: usize = 40;
        let Ok(records) = self.product_records().await else { return };
        let mut wanted: Vec<_> = records.into_iter().filter(|r| r.row.account == *account).collect();
        wanted.sort_by_key(|r| {
            let open = r.listed.get("pendingApplicationSubmission").is_some_and(Value::is_object);
            (!open, r.row.draft.is_none())
        });
        let ids = wanted.into_iter().take(MOST).map(|r| r.row.id).collect();
        if let Err(problem) = self.products_look(ids).await {
            tracing::info!(%problem, "products were not looked at");
        }
    }

    pub(crate) async fn keep_seen(
        &self,
        product: &ProductId,
        listed: &Value,
        seen: Seen,
    ) -> Result<(), Problem> {
        let before = self.product_record(product).await?;
        let changed = before.seen.state.as_ref().map(|s| s.state) != seen.state.as_ref().map(|s| s.state)
            || before.seen.pending != seen.pending;
        let (key, listed, seen) = (product.to_string(), json(listed), json(&seen));
        self.database
            .write(move |t| {
                t.execute("UPDATE products SET listed = ?, seen = ? WHERE id = ?", (listed, seen, key))
            })
            .await?;
        self.row_changed(product).await?;
        if changed {
            self.events.send(AppEvent::Product { product: product.clone() });
        }
        Ok(())
    }

    /// Tells the window the row of a product.
    pub(crate) async fn row_changed(&self, product: &ProductId) -> Result<(), Problem> {
        match self.product_record(product).await {
            Ok(record) => self.events.row(record.row),
            // The list moved on without it; its draft is still there.
            Err(problem) if problem.code == codes::PRODUCT_UNKNOWN => {}
            Err(problem) => return Err(problem),
        }
        Ok(())
    }
}

/// Rows of one account from a position on.
fn write_rows(
    t: &rusqlite::Transaction<'_>,
    owner: &str,
    first: usize,
    rows: &[(String, String)],
) -> rusqlite::Result<()> {
    let mut insert = t.prepare_cached(
        "INSERT INTO products (id, account, position, listed, seen) VALUES (?1, ?2, ?3, ?4, '{}')
         ON CONFLICT (id) DO UPDATE SET account = ?2, position = ?3, listed = ?4",
    )?;
    for (offset, (id, listed)) in rows.iter().enumerate() {
        insert.execute((id, owner, (first + offset) as i64, listed))?;
    }
    Ok(())
}

type Row = (ProductId, AccountId, Value, Seen, Option<DraftMark>);

fn read_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    let mark: Option<String> = row.get(4)?;
    Ok((
        ProductId(row.get(0)?),
        AccountId(row.get(1)?),
        from_json(2, &row.get::<_, String>(2)?)?,
        from_json(3, &row.get::<_, String>(3)?)?,
        mark.map(|text| from_json(4, &text)).transpose()?,
    ))
}

/// What to do next, in the order of who waits for whom.
fn next_action(row: &ProductRow, listed: &Value, job: Option<&(JobId, JobStatus)>) -> NextAction {
    match job.map(|(_, status)| *status) {
        Some(JobStatus::Interrupted) => return NextAction::ResumeJob,
        Some(JobStatus::Running | JobStatus::Following) => return NextAction::Follow,
        // Stopped for good, and Microsoft has no word on it: the job's own page says why.
        Some(JobStatus::Failed) if row.state.as_ref().is_none_or(|s| s.state != ShownState::NeedsYou) => {
            return NextAction::ResumeJob;
        }
        _ => {}
    }
    if row.closed.is_some() {
        return NextAction::OpenPartnerCenter;
    }
    let open = listed.get("pendingApplicationSubmission").is_some_and(Value::is_object);
    if !row.published && !open {
        return NextAction::FirstSubmission;
    }
    match row.state.as_ref().map(|s| s.state) {
        Some(ShownState::NeedsYou) => NextAction::SeeWhatToFix,
        Some(ShownState::Ready) => NextAction::PublishNow,
        Some(
            ShownState::Sending
            | ShownState::Checks
            | ShownState::Certification
            | ShownState::Scheduled
            | ShownState::GoingLive,
        ) => NextAction::Follow,
        _ => match &row.draft {
            Some(draft) if draft.changes > 0 && draft.problems == 0 => NextAction::Review,
            Some(_) => NextAction::ContinueDraft,
            None => NextAction::StartDraft,
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use vitrine_domain::DraftId;

    use super::*;
    use crate::api::StateSeen;

    fn row(published: bool, state: Option<ShownState>, draft: Option<(u32, u32)>) -> ProductRow {
        let now = Timestamp::UNIX_EPOCH;
        ProductRow {
            id: ProductId::store("9NBLGGH4R315"),
            account: AccountId::new("a"),
            name: "Tailspin".to_owned(),
            kind: ProductKind::StoreApp,
            store_id: "9NBLGGH4R315".to_owned(),
            published,
            state: state.map(|state| StateSeen {
                state,
                raw: String::new(),
                percent: None,
                date: None,
                seen_at: now,
                first_seen_at: now,
            }),
            live_version: None,
            closed: None,
            draft: draft.map(|(changes, problems)| DraftMark {
                id: DraftId::new("d"),
                changes,
                problems,
                saved_at: now,
            }),
            job: None,
            next: NextAction::StartDraft,
        }
    }

    #[test]
    fn the_next_thing_to_do_follows_who_waits_for_whom() {
        let none = json!({});
        let open = json!({ "pendingApplicationSubmission": { "id": "1" } });
        let next = |row: &ProductRow, listed: &Value| next_action(row, listed, None);
        assert_eq!(next(&row(false, None, None), &none), NextAction::FirstSubmission);
        assert_eq!(next(&row(true, None, None), &none), NextAction::StartDraft, "the list alone is enough");
        assert_eq!(next(&row(true, Some(ShownState::Live), Some((2, 1))), &none), NextAction::ContinueDraft);
        assert_eq!(next(&row(true, Some(ShownState::Live), Some((2, 0))), &none), NextAction::Review);
        assert_eq!(
            next(&row(true, Some(ShownState::Certification), Some((2, 0))), &open),
            NextAction::Follow
        );
        assert_eq!(next(&row(true, Some(ShownState::Ready), None), &open), NextAction::PublishNow);
        assert_eq!(
            next(&row(true, Some(ShownState::NeedsYou), Some((1, 0))), &open),
            NextAction::SeeWhatToFix
        );
        assert_eq!(next(&row(true, Some(ShownState::Unknown), None), &open), NextAction::StartDraft);
        let mut closed = row(true, Some(ShownState::Live), None);
        closed.closed = Some(Problem::must(codes::PRODUCT_API_UNSUPPORTED));
        assert_eq!(next(&closed, &none), NextAction::OpenPartnerCenter);
        let job = (JobId::new("j"), JobStatus::Interrupted);
        assert_eq!(
            next_action(&closed, &none, Some(&job)),
            NextAction::ResumeJob,
            "what stopped half-way comes first"
        );
    }
}
