//! The price table of an account: taken in once from the file that Partner Center offers, kept beside the account and gone
//! with it. Deliberately not here: reading the file (`vitrine_assets::price_table`) and writing amounts (the page).

use std::path::PathBuf;

use jiff::Timestamp;
use rusqlite::OptionalExtension as _;
use vitrine_domain::price_table::PriceTable;
use vitrine_domain::{Problem, ProductId, codes};

use crate::App;
use crate::api::{FilesWanted, PriceTableImport, PriceTableView};
use crate::store::{from_json, json};

/// The matter under which a product keeps that its person was told who answers for local law.
const DUTY: &str = "marketDuty";

impl App {
    /// The table of the product's account; `None` before the first import.
    pub(crate) async fn price_table(&self, product: ProductId) -> Result<Option<PriceTableView>, Problem> {
        let account = self.product_record(&product).await?.row.account.to_string();
        self.database
            .read(move |c| {
                c.prepare_cached("SELECT file, imported_at, content FROM price_tables WHERE account = ?")?
                    .query_row([account], |row| {
                        Ok(PriceTableView {
                            file: row.get(0)?,
                            imported_at: from_json(1, &row.get::<_, String>(1)?)?,
                            table: from_json(2, &row.get::<_, String>(2)?)?,
                        })
                    })
                    .optional()
            })
            .await
    }

    /// Reads a file and keeps its table in place of the earlier one. `None` when the person closed the dialog.
    ///
    /// # Errors
    /// `price.table.notiers`, `price.table.noamounts`, `file.missing`, `file.unreadable`, `file.empty`: the earlier table stays.
    pub(crate) async fn price_table_import(
        &self,
        ask: PriceTableImport,
    ) -> Result<Option<PriceTableView>, Problem> {
        let account = self.product_record(&ask.product).await?.row.account.to_string();
        let path = match &ask.file {
            Some(id) => {
                let gone = || Problem::must(codes::FILE_MISSING).with("name", "");
                self.files.find(id).ok_or_else(gone)?.path
            }
            None => {
                let chosen = self.host.pick_files(FilesWanted::PriceTable, self.language()).await;
                let Some(path) = chosen.into_iter().next() else { return Ok(None) };
                path
            }
        };
        let (file, table) = read(path).await?;
        let view = PriceTableView { file, imported_at: Timestamp::now(), table };
        let row = (account, view.file.clone(), json(&view.imported_at), json(&view.table));
        self.database
            .write(move |t| {
                t.execute("INSERT OR REPLACE INTO price_tables (account, file, imported_at, content) VALUES (?, ?, ?, ?)", row)
            })
            .await?;
        Ok(Some(view))
    }

    /// Whether it was said for this product that its publisher answers for local law. Said once, not at each market.
    pub(crate) async fn market_duty(&self, product: ProductId) -> Result<bool, Problem> {
        let key = product.to_string();
        self.database
            .read(move |c| {
                c.prepare_cached("SELECT 1 FROM confirmed WHERE product = ? AND matter = ?")?
                    .exists((key, DUTY))
            })
            .await
    }

    /// Keeps that the person has read it.
    pub(crate) async fn market_duty_read(&self, product: ProductId) -> Result<(), Problem> {
        let row = (product.to_string(), DUTY, "read", json(&Timestamp::now()));
        self.database
            .write(move |t| {
                t.execute(
                    "INSERT OR REPLACE INTO confirmed (product, matter, word, at) VALUES (?, ?, ?, ?)",
                    row,
                )
            })
            .await
            .map(drop)
    }
}

async fn read(path: PathBuf) -> Result<(String, PriceTable), Problem> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let reading = tokio::task::spawn_blocking(move || vitrine_assets::price_table::read(&path)).await;
    match reading {
        Ok(Ok(table)) => Ok((name, table)),
        Ok(Err(fault)) => Err(fault.problem().with("name", name)),
        Err(_) => Err(Problem::must(codes::FILE_UNREADABLE).with("name", name).with("reason", "interrupted")),
    }
}
