//! The list of products: what the list call gives at once, what was seen since, and what a person does next.

use std::sync::PoisonError;

use futures_util::StreamExt as _;
use jiff::Timestamp;
use rusqlite::OptionalExtension as _;
use serde_json::Value;
use vitrine_domain::state::ShownState;
use vitrine_domain::{AccountId, Problem, ProductId, codes};

use crate::App;
use crate::api::{AccountListing, AppEvent, DraftMark, NextAction, ProductList, ProductRow, StateSeen};
use crate::listed::Listed;
use crate::look::Seen;
use crate::store::{from_json, json};

/// A product as it is kept: the list's resource, what was seen since, and its row.
#[derive(Clone)]
pub struct Record {
    pub row: ProductRow,
    pub listed: Value,
    pub seen: Seen,
    /// When a person said that they made it unavailable in Partner Center; nothing the API returns shows that.
    pub stopped_by_hand: Option<Timestamp>,
}

pub(crate) const COLUMNS: &str = "SELECT p.id, p.account, p.listed, p.seen,
        (SELECT d.mark FROM drafts d WHERE d.product = p.id AND d.ended IS NULL AND d.parked IS NULL ORDER BY d.saved_at DESC LIMIT 1), p.parent,
        (SELECT c.at FROM confirmed c WHERE c.product = p.id AND c.matter = 'sale' AND c.word = 'stopped')
     FROM products p";

impl App {
    /// The apps; what belongs to one is on its own pages.
    pub(crate) async fn products(&self, (): ()) -> Result<ProductList, Problem> {
        let records = self.product_records().await?;
        let rows = records.into_iter().map(|r| r.row).filter(|row| row.parent.is_none()).collect();
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

    /// Apps in the order of their lists, each followed by what belongs to it.
    pub(crate) async fn product_records(&self) -> Result<Vec<Record>, Problem> {
        let rows = self
            .database
            .read(|c| {
                c.prepare_cached(&format!(
                    "{COLUMNS} JOIN accounts a ON a.id = p.account ORDER BY a.position, p.parent IS NOT NULL, p.position"
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

    pub(crate) fn record_of(
        &self,
        (id, account, listed, seen, mark, parent, stopped_by_hand): Row,
    ) -> Record {
        let resource = Listed::new(&id, &listed);
        let job = self.jobs.of_product(&id);
        let mut row = ProductRow {
            account,
            // An add-on is called by its title once that was read; its id is what developers say.
            name: seen.title.clone().unwrap_or_else(|| resource.name().to_owned()),
            kind: resource.kind.into(),
            store_id: id.store_id().unwrap_or_default().to_owned(),
            parent,
            published: resource.last_published().is_some(),
            state: seen.state.clone().map(|state| stopped(state, stopped_by_hand.is_some())),
            live_version: seen.live_version.clone(),
            closed: seen.closed.clone(),
            draft: mark,
            job: job.as_ref().map(|(id, _)| id.clone()),
            next: NextAction::StartDraft,
            id,
        };
        row.next = crate::next::next_action(&row, resource.pending().is_some(), job.as_ref());
        Record { row, listed, seen, stopped_by_hand }
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
                if let Err(problem) = app.read_parts_of_drafts(&account).await {
                    tracing::warn!(%problem, "drafts of add-ons and flights are out of reach");
                }
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
                .entries
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
                // What is worked on here stays within reach, and so does the app that it belongs to, whatever a list says.
                const WORKED_ON: &str = "SELECT product FROM drafts WHERE ended IS NULL
                     UNION SELECT product FROM jobs WHERE dismissed = 0";
                t.execute(
                    &format!(
                        "DELETE FROM products WHERE account = ? AND parent IS NULL
                           AND id NOT IN (SELECT id FROM listed_now) AND id NOT IN ({WORKED_ON})
                           AND id NOT IN (SELECT parent FROM products WHERE parent IS NOT NULL AND id IN ({WORKED_ON}))"
                    ),
                    [&owner],
                )?;
                // Parts go with their app.
                t.execute(
                    &format!(
                        "DELETE FROM products WHERE account = ? AND parent IS NOT NULL
                           AND parent NOT IN (SELECT id FROM products) AND id NOT IN ({WORKED_ON})"
                    ),
                    [&owner],
                )?;
                t.execute("DELETE FROM parts_read WHERE app NOT IN (SELECT id FROM products)", [])
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
        let mine = |r: &Record| r.row.account == *account && r.row.parent.is_none();
        let mut wanted: Vec<_> = records.into_iter().filter(mine).collect();
        wanted.sort_by_key(|r| {
            let open = Listed::new(&r.row.id, &r.listed).pending().is_some();
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

pub(crate) type Row =
    (ProductId, AccountId, Value, Seen, Option<DraftMark>, Option<ProductId>, Option<Timestamp>);

pub(crate) fn read_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    let mark: Option<String> = row.get(4)?;
    Ok((
        ProductId(row.get(0)?),
        AccountId(row.get(1)?),
        from_json(2, &row.get::<_, String>(2)?)?,
        from_json(3, &row.get::<_, String>(3)?)?,
        mark.map(|text| from_json(4, &text)).transpose()?,
        row.get::<_, Option<String>>(5)?.map(ProductId),
        row.get::<_, Option<String>>(6)?.and_then(|at| at.parse().ok()),
    ))
}

/// A live product that a person made unavailable reads *not on sale*, whatever its submission says.
fn stopped(state: StateSeen, by_hand: bool) -> StateSeen {
    match state.state {
        ShownState::Live | ShownState::RollingOut if by_hand => {
            StateSeen { state: ShownState::Stopped, ..state }
        }
        _ => state,
    }
}
