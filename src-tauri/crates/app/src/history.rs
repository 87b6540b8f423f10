//! History: snapshots of what was live or was deleted, taken before each act that changes it, kept on this computer, and
//! brought back from here.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::OptionalExtension as _;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use vitrine_domain::document::sending::{FileSource, PlannedFile, Restored, restore};
use vitrine_domain::document::{Difference, Document, differences, is_services_own};
use vitrine_domain::facts::FileFacts;
use vitrine_domain::review::changes;
use vitrine_domain::{Problem, ProductId, SnapshotId, codes};

use crate::App;
use crate::api::{NotRestored, Snapshot, SnapshotCopied, SnapshotReason, SnapshotView};
use crate::store::{from_json, json};

/// A snapshot as it is stored: with the files that went with it, so that they are found again.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Kept {
    #[serde(flatten)]
    snapshot: Snapshot,
    #[serde(default)]
    files: Vec<PlannedFile>,
}

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
        let submission = document.value().get("id").and_then(Value::as_str).unwrap_or_default();
        let files = self.files_sent(submission).await?;
        let at = snapshot.at.to_string();
        let (key, product, record) = (id.to_string(), product.to_string(), json(&Kept { snapshot, files }));
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
        let (kept, document) = self.read_snapshot(&id).await?;
        let product = &kept.snapshot.product;
        let live = self.live_document(product).await?;
        let now = live.as_ref().map_or(&document, |l| &l.document);
        let left_out = match self.draft_of(product).await? {
            Some(draft) => {
                let shared = self.open_draft(&draft).await?;
                let draft = shared.lock().await;
                self.restored(&kept, &document, &draft.document).await?.left_out
            }
            None => self.restored(&kept, &document, now).await?.left_out,
        };
        Ok(SnapshotView {
            against_live: changes(&document, now, &differences(&document, now)),
            live_version: live.as_ref().and_then(|l| crate::live::version(&l.document)),
            left_out: left_out.into_iter().map(NotRestored::from).collect(),
            snapshot: kept.snapshot,
        })
    }

    /// Brings everything of a snapshot into the draft that this computer can bring back: one act, one undo.
    pub(crate) async fn snapshot_copy(&self, id: SnapshotId) -> Result<SnapshotCopied, Problem> {
        let (kept, document) = self.read_snapshot(&id).await?;
        let view = self.draft_start(kept.snapshot.product.clone()).await?;
        let shared = self.open_draft(&view.id).await?;
        let (edits, left_out) = {
            let draft = shared.lock().await;
            let restored = self.restored(&kept, &document, &draft.document).await?;
            let mut found = differences(&draft.document, &restored.document);
            found.retain(|difference| !is_services_own(&difference.pointer));
            (found.iter().map(Difference::edit).collect(), restored.left_out)
        };
        self.draft_edit(&shared, edits, Vec::new()).await?;
        Ok(SnapshotCopied {
            draft: self.draft_open(view.id).await?,
            left_out: left_out.into_iter().map(NotRestored::from).collect(),
        })
    }

    /// A snapshot on top of a draft, with the files that are still on this computer.
    async fn restored(
        &self,
        kept: &Kept,
        document: &Document,
        present: &Document,
    ) -> Result<Restored, Problem> {
        let mut here: HashMap<FileSource, FileFacts> = HashMap::new();
        let (mut assets, mut files) = (Vec::new(), Vec::new());
        crate::drafts::file_keys(document.value(), &mut assets, &mut files);
        for entry in &kept.files {
            match &entry.source {
                FileSource::Asset(hash) => assets.push(hash.clone()),
                FileSource::File(id) => files.push(id.to_string()),
            }
        }
        for (key, card) in self.files.cards(&self.database, assets, files).await? {
            // A picture is here while its content is; a package or video while its file stands where it was.
            if self.content.get(&key).is_ok() {
                here.insert(FileSource::Asset(key), card.facts);
            } else if let Ok(path) = self.file_path(&key).await
                && path.is_file()
            {
                here.insert(FileSource::File(card.id.clone()), card.facts);
            }
        }
        let facts = |source: &FileSource| here.get(source).and_then(|facts| serde_json::to_value(facts).ok());
        Ok(restore(document, &kept.files, present, &facts))
    }

    pub(crate) async fn read_snapshot(&self, id: &SnapshotId) -> Result<(Kept, Document), Problem> {
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

fn count_images(value: &Value) -> u32 {
    let listings = value.get("listings").and_then(Value::as_object);
    listings.map_or(0, |map| {
        map.values()
            .filter_map(|l| l["baseListing"]["images"].as_array())
            .map(|images| images.len() as u32)
            .sum()
    })
}
