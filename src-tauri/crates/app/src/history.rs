//! History: snapshots of what was live, taken before each act that changes it, kept on this computer.

use jiff::Timestamp;
use rusqlite::OptionalExtension as _;
use serde_json::Value;
use vitrine_domain::document::{Document, differences};
use vitrine_domain::review::changes;
use vitrine_domain::{Problem, ProductId, SnapshotId, codes};

use crate::App;
use crate::api::{DraftView, Snapshot, SnapshotReason, SnapshotView};
use crate::store::{from_json, json};

impl App {
    /// Keeps a document. Secrets were cut out of it when it was read.
    pub(crate) async fn take_snapshot(
        &self,
        product: &ProductId,
        reason: SnapshotReason,
        document: &Document,
    ) -> Result<SnapshotId, Problem> {
        let id = SnapshotId::new(uuid::Uuid::now_v7().to_string());
        let text = json(document);
        let snapshot = Snapshot {
            id: id.clone(),
            product: product.clone(),
            at: Timestamp::now(),
            reason,
            friendly_name: document.value().get("friendlyName").and_then(Value::as_str).map(str::to_owned),
            version: crate::live::version(document),
            languages: document.languages().len() as u32,
            images: count_images(document.value()),
            bytes: text.len() as u64,
        };
        let (key, product, at, record) =
            (id.to_string(), product.to_string(), snapshot.at.to_string(), json(&snapshot));
        self.database
            .write(move |t| {
                t.execute(
                    "INSERT INTO snapshots (id, product, at, record, document) VALUES (?, ?, ?, ?, ?)",
                    (key, product, at, record, text),
                )
            })
            .await?;
        Ok(id)
    }

    /// Newest first.
    pub(crate) async fn history(&self, product: ProductId) -> Result<Vec<Snapshot>, Problem> {
        let key = product.to_string();
        self.database
            .read(move |c| {
                c.prepare_cached("SELECT record FROM snapshots WHERE product = ? ORDER BY at DESC, id DESC")?
                    .query_map([key], |row| from_json(0, &row.get::<_, String>(0)?))?
                    .collect()
            })
            .await
    }

    pub(crate) async fn snapshot(&self, id: SnapshotId) -> Result<SnapshotView, Problem> {
        let (snapshot, document) = self.read_snapshot(&id).await?;
        let live = self.live_document(&snapshot.product).await?;
        let now = live.as_ref().map_or(&document, |l| &l.document);
        Ok(SnapshotView {
            against_live: changes(&document, now, &differences(&document, now)),
            live_version: live.as_ref().and_then(|l| crate::live::version(&l.document)),
            snapshot,
        })
    }

    /// Brings the words and options of a snapshot into the draft: one act, one undo. Packages and pictures stay the live
    /// ones: the service does not hand out their bytes.
    pub(crate) async fn snapshot_copy(&self, id: SnapshotId) -> Result<DraftView, Problem> {
        let (snapshot, document) = self.read_snapshot(&id).await?;
        let view = self.draft_start(snapshot.product).await?;
        let shared = self.open_draft(&view.id).await?;
        let edits: Vec<_> = {
            let draft = shared.lock().await;
            differences(&draft.document, &document)
                .into_iter()
                .filter(|d| is_words_or_option(d.pointer.as_str()))
                .map(|d| vitrine_domain::document::Edit { pointer: d.pointer, value: d.after })
                .collect()
        };
        self.draft_edit(&shared, edits, Vec::new()).await?;
        self.draft_open(view.id).await
    }

    pub(crate) async fn read_snapshot(&self, id: &SnapshotId) -> Result<(Snapshot, Document), Problem> {
        let key = id.to_string();
        self.database
            .read(move |c| {
                c.prepare_cached("SELECT record, document FROM snapshots WHERE id = ?")?
                    .query_row([key], |row| {
                        Ok((
                            from_json(0, &row.get::<_, String>(0)?)?,
                            from_json(1, &row.get::<_, String>(1)?)?,
                        ))
                    })
                    .optional()
            })
            .await?
            .ok_or_else(|| Problem::must(codes::ACCOUNT_UNKNOWN))
    }
}

/// Members that a person writes. What the service fills in, packages, pictures and prices are left as they are.
fn is_words_or_option(pointer: &str) -> bool {
    const OPTIONS: [&str; 3] = ["/notesForCertification", "/targetPublishMode", "/targetPublishDate"];
    OPTIONS.contains(&pointer) || (pointer.starts_with("/listings/") && !pointer.contains("/images/"))
}

fn count_images(value: &Value) -> u32 {
    let listings = value.get("listings").and_then(Value::as_object);
    listings.map_or(0, |map| {
        map.values()
            .filter_map(|l| l["baseListing"]["images"].as_array())
            .map(|images| images.len() as u32)
            .sum()
    })
}
