//! Add-ons and flights of an app: their lists, and making new ones. Each is a product of its own afterwards.
//!
//! The service lists an app's add-ons by id only, so the account's whole list of add-ons is read instead: one request for
//! a hundred of them, and it serves every app of the account.

use std::sync::PoisonError;

use futures_util::StreamExt as _;
use jiff::Timestamp;
use rusqlite::OptionalExtension as _;
use serde_json::Value;
use vitrine_domain::{AccountId, Problem, ProductId, SubmissionKind};

use crate::App;
use crate::api::{AddOnList, AddOnRow, AppEvent, FlightList, FlightRow, PartCounts};
use crate::listed::Listed;
use crate::products::{COLUMNS, Record, read_row};
use crate::readings::Reading;
use crate::store::json;

impl App {
    /// The add-ons of an app as known; read now when they never were.
    pub(crate) async fn add_ons(&self, app: ProductId) -> Result<AddOnList, Problem> {
        let (records, read_at) = self.parts(&app, SubmissionKind::AddOn).await?;
        let mut rows = Vec::with_capacity(records.len());
        for record in records {
            let live = self.live_document(&record.row.id).await?;
            let document = live.as_ref().map(|live| live.document.value());
            rows.push(AddOnRow {
                facts: crate::product::add_on_facts(&record),
                title: document.and_then(|d| self.part_title(d)),
                price: document.and_then(|d| d["pricing"]["priceId"].as_str()).map(str::to_owned),
                commands: crate::commands::commands(&record, live.as_ref().map(|l| &l.document)),
                row: record.row,
            });
        }
        let Reading { running, problem } = self.readings.of(&app, SubmissionKind::AddOn);
        Ok(AddOnList { rows, read_at, reading: running, problem })
    }

    /// The flights of an app as known; read now when they never were.
    pub(crate) async fn flights(&self, app: ProductId) -> Result<FlightList, Problem> {
        let (records, read_at) = self.parts(&app, SubmissionKind::Flight).await?;
        let ranks = ranks(&records);
        let mut rows = Vec::with_capacity(records.len());
        for (record, rank) in records.into_iter().zip(ranks) {
            let live = self.live_document(&record.row.id).await?;
            let pending = record.seen.pending.as_ref().filter(|p| p.status == "PendingCommit" && !p.by_app);
            rows.push(FlightRow {
                facts: crate::product::flight_facts(&record),
                rank,
                elsewhere: pending.map(|p| p.friendly_name.clone().unwrap_or_else(|| p.id.clone())),
                rollout: self.rollout(&record.row.id, &record, live.as_deref()).await?,
                commands: crate::commands::commands(&record, live.as_ref().map(|l| &l.document)),
                row: record.row,
            });
        }
        rows.sort_by_key(|flight| flight.rank.unwrap_or(u32::MAX));
        let Reading { running, problem } = self.readings.of(&app, SubmissionKind::Flight);
        Ok(FlightList { rows, read_at, reading: running, problem })
    }

    pub(crate) async fn add_ons_read(&self, app: ProductId) -> Result<(), Problem> {
        self.read_parts(app, SubmissionKind::AddOn);
        Ok(())
    }

    pub(crate) async fn flights_read(&self, app: ProductId) -> Result<(), Problem> {
        self.read_parts(app, SubmissionKind::Flight);
        Ok(())
    }

    /// How many parts of an app are known, without asking; `None` for what has no parts.
    pub(crate) async fn part_counts(&self, app: &ProductId) -> Result<Option<PartCounts>, Problem> {
        if app.kind() != Some(SubmissionKind::App) {
            return Ok(None);
        }
        let key = app.to_string();
        let words = [SubmissionKind::AddOn, SubmissionKind::Flight].map(|kind| json(&kind));
        self.database
            .read(move |c| {
                let mut count = c.prepare_cached(
                    "SELECT (SELECT count(*) FROM products WHERE parent = ?1 AND id LIKE ?3) FROM parts_read
                     WHERE app = ?1 AND kind = ?2",
                )?;
                let mut of = |word: &str, like: &str| {
                    count.query_row((&key, word, like), |row| row.get::<_, u32>(0)).optional()
                };
                let [add_on, flight] = &words;
                Ok(Some(PartCounts { add_ons: of(add_on, "addon:%")?, flights: of(flight, "flight:%")? }))
            })
            .await
    }

    pub(crate) async fn parts(
        &self,
        app: &ProductId,
        kind: SubmissionKind,
    ) -> Result<(Vec<Record>, Option<Timestamp>), Problem> {
        let (key, word) = (app.to_string(), json(&kind));
        let (rows, read_at) = self
            .database
            .read(move |c| {
                let rows = c
                    .prepare_cached(&format!("{COLUMNS} WHERE p.parent = ? ORDER BY p.position"))?
                    .query_map([&key], read_row)?
                    .collect::<rusqlite::Result<Vec<_>>>()?;
                let at: Option<String> = c
                    .prepare_cached("SELECT at FROM parts_read WHERE app = ? AND kind = ?")?
                    .query_row((&key, &word), |row| row.get(0))
                    .optional()?;
                Ok((rows, at.and_then(|at| at.parse().ok())))
            })
            .await?;
        if read_at.is_none() && self.readings.of(app, kind).problem.is_none() {
            self.read_parts(app.clone(), kind);
        }
        let records = rows.into_iter().map(|row| self.record_of(row));
        Ok((records.filter(|record| record.row.id.kind() == Some(kind)).collect(), read_at))
    }

    /// Begins to read a list, once at a time.
    fn read_parts(&self, app: ProductId, kind: SubmissionKind) {
        let Some(me) = self.arc() else { return };
        if !self.readings.begin(&app, kind) {
            return;
        }
        let closing = self.closing.clone();
        tokio::spawn(async move {
            let read = tokio::select! {
                () = closing.cancelled() => return,
                read = me.read_parts_now(&app, kind) => read,
            };
            me.readings.end(&app, kind, read.err());
            me.events.send(AppEvent::Parts { app: app.clone() });
            if kind == SubmissionKind::Flight {
                // Few, and their state is what the page is for.
                me.look_at_parts(&app).await;
            }
        });
    }

    async fn look_at_parts(&self, app: &ProductId) {
        let Ok((records, _)) = self.parts(app, SubmissionKind::Flight).await else { return };
        let ids = records.into_iter().map(|record| record.row.id).collect();
        if let Err(problem) = self.products_look(ids).await {
            tracing::info!(%problem, "flights were not looked at");
        }
    }

    pub(crate) async fn read_parts_now(&self, app: &ProductId, kind: SubmissionKind) -> Result<(), Problem> {
        let record = self.product_record(app).await?;
        let account = record.row.account.clone();
        let named = |problem| self.with_names(problem, &account, &record.row.name);
        let partner = self.partner(&account).await?;
        let mut found: Vec<(ProductId, ProductId, Value)> = Vec::new();
        match kind {
            SubmissionKind::Flight => {
                let mut pages = std::pin::pin!(partner.flights(&record.row.store_id));
                while let Some(page) = pages.next().await {
                    let page = self.answer(page).map_err(named)?;
                    found.extend(page.entries.into_iter().map(|flight| {
                        let id = ProductId::flight(&record.row.store_id, &flight.id);
                        (id, app.clone(), flight.document)
                    }));
                }
            }
            _ => {
                let mut pages = std::pin::pin!(partner.add_ons());
                while let Some(page) = pages.next().await {
                    for add_on in self.answer(page).map_err(named)?.entries {
                        // An add-on that names no app, or several, is shown with the first.
                        let Some(parent) = add_on.apps.first() else { continue };
                        found.push((
                            ProductId::add_on(&add_on.id),
                            ProductId::store(parent),
                            add_on.document,
                        ));
                    }
                }
            }
        }
        self.keep_parts(&account, app, kind, found).await
    }

    async fn keep_parts(
        &self,
        account: &AccountId,
        app: &ProductId,
        kind: SubmissionKind,
        found: Vec<(ProductId, ProductId, Value)>,
    ) -> Result<(), Problem> {
        let (owner, app, word, at) =
            (account.to_string(), app.to_string(), json(&kind), Timestamp::now().to_string());
        let made: Vec<ProductId> = {
            let mut made = self.readings.made();
            made.retain(|id| found.iter().all(|(told, ..)| told != id));
            made.iter().cloned().collect()
        };
        self.database
            .write(move |t| {
                t.execute("CREATE TEMP TABLE IF NOT EXISTS parts_now (id TEXT PRIMARY KEY)", [])?;
                t.execute("DELETE FROM parts_now", [])?;
                for (position, (id, parent, listed)) in found.iter().enumerate() {
                    t.prepare_cached("INSERT OR IGNORE INTO parts_now (id) VALUES (?)")?
                        .execute([id.as_str()])?;
                    insert_part(t, id, &owner, parent, position as i64, listed)?;
                }
                for id in &made {
                    t.prepare_cached("INSERT OR IGNORE INTO parts_now (id) VALUES (?)")?
                        .execute([id.as_str()])?;
                }
                // What is worked on here stays within reach, whatever a list says.
                let all = kind == SubmissionKind::AddOn;
                t.execute(
                    "DELETE FROM products WHERE account = ?1 AND parent IS NOT NULL AND (?2 OR parent = ?3)
                       AND id LIKE ?4 AND id NOT IN (SELECT id FROM parts_now)
                       AND id NOT IN (SELECT product FROM drafts WHERE ended IS NULL)
                       AND id NOT IN (SELECT product FROM jobs WHERE dismissed = 0)",
                    (&owner, all, &app, if all { "addon:%" } else { "flight:%" }),
                )?;
                // One reading of the account's add-ons is a reading for each of its apps.
                const NOTE: &str = "ON CONFLICT (app, kind) DO UPDATE SET at = excluded.at";
                match all {
                    true => t.execute(
                        &format!(
                            "INSERT INTO parts_read (app, kind, at)
                             SELECT id, ?1, ?2 FROM products WHERE account = ?3 AND parent IS NULL {NOTE}"
                        ),
                        (&word, &at, &owner),
                    ),
                    false => t.execute(
                        &format!("INSERT INTO parts_read (app, kind, at) VALUES (?1, ?2, ?3) {NOTE}"),
                        (&app, &word, &at),
                    ),
                }
            })
            .await
            .map(drop)
    }

    /// Keeps one add-on or flight that was just made.
    pub(crate) async fn keep_part(
        &self,
        account: &AccountId,
        id: &ProductId,
        app: &ProductId,
        listed: Value,
    ) -> Result<(), Problem> {
        self.readings.made().insert(id.clone());
        let (account, id, parent) = (account.to_string(), id.clone(), app.clone());
        self.database
            .write(move |t| {
                let last: i64 = t.query_row(
                    "SELECT coalesce(max(position), -1) FROM products WHERE parent = ?",
                    [parent.as_str()],
                    |row| row.get(0),
                )?;
                insert_part(t, &id, &account, &parent, last + 1, &listed)
            })
            .await?;
        self.events.send(AppEvent::Parts { app: app.clone() });
        Ok(())
    }

    /// It is gone at Microsoft: its row, its draft and what was live of it go; its copies stay in History.
    pub(crate) async fn forget_part(&self, product: &ProductId) -> Result<(), Problem> {
        if let Some(draft) = self.draft_of(product).await? {
            self.draft_discard(draft).await?;
        }
        let key = product.to_string();
        self.database
            .write(move |t| {
                t.execute("DELETE FROM products WHERE id = ?", [&key])?;
                t.execute("DELETE FROM live WHERE product = ?", [&key])
            })
            .await?;
        self.readings.made().remove(product);
        self.lives.lock().unwrap_or_else(PoisonError::into_inner).remove(product);
        Ok(())
    }

    /// Drafts of parts that no row leads to, after an account came back: their lists are read, so that one does.
    pub(crate) async fn read_parts_of_drafts(&self, account: &AccountId) -> Result<(), Problem> {
        let owner = account.to_string();
        let (drafts, apps): (Vec<String>, Vec<String>) = self
            .database
            .read(move |c| {
                let drafts = c
                    .prepare(
                        "SELECT product FROM drafts
                         WHERE ended IS NULL AND product NOT IN (SELECT id FROM products)",
                    )?
                    .query_map([], |row| row.get(0))?
                    .collect::<rusqlite::Result<Vec<String>>>()?;
                let apps = match drafts.is_empty() {
                    true => Vec::new(),
                    false => c
                        .prepare("SELECT id FROM products WHERE account = ? AND parent IS NULL")?
                        .query_map([owner], |row| row.get(0))?
                        .collect::<rusqlite::Result<_>>()?,
                };
                Ok((drafts, apps))
            })
            .await?;
        for draft in drafts.into_iter().map(ProductId) {
            let app = match draft.kind() {
                Some(SubmissionKind::Flight) => draft.store_id().map(ProductId::store),
                // One reading of the account's add-ons serves all its apps.
                Some(SubmissionKind::AddOn) => apps.first().cloned().map(ProductId),
                _ => None,
            };
            if let (Some(app), Some(kind)) = (app, draft.kind())
                && apps.iter().any(|known| known == app.as_str())
            {
                self.read_parts(app, kind);
            }
        }
        Ok(())
    }

    /// The title in the person's language, or the first one.
    pub(crate) fn part_title(&self, document: &Value) -> Option<String> {
        let listings = document["listings"].as_object()?;
        let wanted = match self.language() {
            crate::api::Language::En => "en",
            crate::api::Language::Fr => "fr",
        };
        let mine = listings.iter().find(|(code, _)| code.to_lowercase().starts_with(wanted));
        let (_, listing) = mine.or_else(|| listings.iter().next())?;
        listing["title"].as_str().filter(|title| !title.is_empty()).map(str::to_owned)
    }
}

fn insert_part(
    t: &rusqlite::Transaction<'_>,
    id: &ProductId,
    account: &str,
    parent: &ProductId,
    position: i64,
    listed: &Value,
) -> rusqlite::Result<()> {
    t.prepare_cached(
        "INSERT INTO products (id, account, position, listed, seen, parent) VALUES (?1, ?2, ?3, ?4, '{}', ?5)
         ON CONFLICT (id) DO UPDATE SET account = ?2, position = ?3, listed = ?4, parent = ?5",
    )?
    .execute((id.as_str(), account, position, json(listed), parent.as_str()))
    .map(drop)
}

/// The rank of each flight: 1 is the highest. `rankHigherThan` names the flight just below by its name in the pages and by its
/// GUID in the samples; a chain that cannot be followed to its end ranks nobody.
fn ranks(records: &[Record]) -> Vec<Option<u32>> {
    let above: Vec<Option<usize>> = (0..records.len())
        .map(|below| {
            records.iter().position(|record| {
                let word = Listed::new(&record.row.id, &record.listed).text("rankHigherThan");
                let other = &records[below].row;
                !word.is_empty() && (word == other.name || Some(word) == other.id.flight_id())
            })
        })
        .collect();
    let height = |start: usize| {
        let mut at = start;
        for steps in 0..records.len() {
            match above[at] {
                Some(next) => at = next,
                None => return Some(steps as u32 + 1),
            }
        }
        None
    };
    let heights: Vec<Option<u32>> = (0..records.len()).map(height).collect();
    let mut distinct: Vec<u32> = heights.iter().flatten().copied().collect();
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.len() == records.len() { heights } else { vec![None; records.len()] }
}
