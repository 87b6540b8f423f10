//! A draft in memory and its two tables.

use jiff::Timestamp;
use rusqlite::OptionalExtension as _;
use serde_json::Value;
use vitrine_domain::document::{Document, Edit};
use vitrine_domain::{DraftId, Problem, ProductId, codes};

use crate::store::{Database, from_json, json};

/// Acts after which the whole document is written again; small documents are written with every act.
const CHECKPOINT_EVERY: u64 = 32;
const SMALL: usize = 128 * 1024;

pub struct OpenDraft {
    pub id: DraftId,
    pub product: ProductId,
    /// The submission that was live when the draft began, and its document: the base of every comparison at sending.
    pub base_submission: String,
    pub base: Document,
    /// The submission open at Microsoft that this draft goes on with: it is the base then.
    pub adopted: Option<String>,
    pub document: Document,
    /// Acts done and not undone; also the sequence number of the last one.
    pub position: u64,
    /// Acts in the journal, those that can be redone included.
    pub acts: u64,
    pub revision: u64,
    pub saved_at: Timestamp,
    pub guide: Option<String>,
    checkpoint: u64,
    bytes: usize,
}

/// One act of the journal.
pub struct Act {
    pub at: Timestamp,
    pub edits: Vec<Edit>,
    pub inverse: Vec<Edit>,
}

/// How the journal changes with a commit.
pub enum Entry {
    /// A new act; what could be redone is forgotten.
    New(Act),
    /// The last act and this one are one: consecutive typing in one field.
    Joined(Act),
    /// The position moved by undo or redo.
    Moved,
}

impl OpenDraft {
    /// A new draft over what is live.
    pub fn new(
        id: DraftId,
        product: ProductId,
        base_submission: String,
        base: Document,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            product,
            base_submission,
            document: base.clone(),
            base,
            adopted: None,
            position: 0,
            acts: 0,
            revision: 0,
            saved_at: now,
            guide: None,
            checkpoint: 0,
            bytes: 0,
        }
    }

    pub async fn insert(&mut self, database: &Database, mark: String) -> Result<(), Problem> {
        let document = json(&self.document);
        self.bytes = document.len();
        let (id, product, submission, base, at, adopted) = (
            self.id.to_string(),
            self.product.to_string(),
            self.base_submission.clone(),
            json(&self.base),
            self.saved_at.to_string(),
            self.adopted.clone(),
        );
        database
            .write(move |t| {
                t.execute(
                    "INSERT INTO drafts (id, product, base_submission, base, document, checkpoint, position, revision, saved_at, mark, adopted)
                     VALUES (?, ?, ?, ?, ?, 0, 0, 0, ?, ?, ?)",
                    (id, product, submission, base, document, at, mark, adopted),
                )
            })
            .await
            .map(drop)
    }

    /// Reads the last written document and does the acts of the journal since then.
    pub async fn read(database: &Database, id: &DraftId) -> Result<Self, Problem> {
        let key = id.clone();
        let found = database.read(move |c| read_rows(c, &key)).await?;
        let (mut draft, later) = found.ok_or_else(|| Problem::must(codes::DRAFT_UNKNOWN))?;
        for (sequence, edits, inverse) in later {
            let edits = if sequence <= draft.position { edits } else { inverse };
            draft.document.apply(&edits).map_err(|refused| {
                tracing::error!(draft = %draft.id, sequence, ?refused, "the journal does not fit the document");
                Problem::must(codes::STORAGE_DAMAGED).with("reason", format!("act {sequence} of the draft"))
            })?;
        }
        Ok(draft)
    }

    /// Writes an act and, when it is time, the document: one transaction.
    pub async fn commit(
        &mut self,
        database: &Database,
        entry: Entry,
        now: Timestamp,
        mark: String,
    ) -> Result<(), Problem> {
        // The written document must never hold an act that the journal has replaced.
        let overtaken = !matches!(entry, Entry::Moved) && self.position <= self.checkpoint;
        let due = self.bytes < SMALL || self.position.abs_diff(self.checkpoint) >= CHECKPOINT_EVERY;
        let document = (overtaken || due).then(|| json(&self.document));
        let (id, position, revision) =
            (self.id.to_string(), self.position as i64, (self.revision + 1) as i64);
        let written = document.as_ref().map(String::len);
        database
            .write(move |t| {
                match entry {
                    Entry::New(act) => {
                        t.execute("DELETE FROM journal WHERE draft = ? AND sequence >= ?", (&id, position))?;
                        t.execute(
                            "INSERT INTO journal (draft, sequence, at, edits, inverse) VALUES (?, ?, ?, ?, ?)",
                            (&id, position, act.at.to_string(), json(&act.edits), json(&act.inverse)),
                        )?;
                    }
                    Entry::Joined(act) => {
                        t.execute(
                            "UPDATE journal SET at = ?, edits = ?, inverse = ? WHERE draft = ? AND sequence = ?",
                            (act.at.to_string(), json(&act.edits), json(&act.inverse), &id, position),
                        )?;
                    }
                    Entry::Moved => {}
                }
                t.execute(
                    "UPDATE drafts SET position = ?, revision = ?, saved_at = ?, mark = ? WHERE id = ?",
                    (position, revision, now.to_string(), mark, &id),
                )?;
                if let Some(document) = document {
                    t.execute("UPDATE drafts SET document = ?, checkpoint = ? WHERE id = ?", (document, position, &id))?;
                }
                Ok(())
            })
            .await?;
        if let Some(bytes) = written {
            self.bytes = bytes;
            self.checkpoint = self.position;
        }
        self.revision += 1;
        self.saved_at = now;
        Ok(())
    }

    /// Nothing can be undone any more, and the written document is the whole of it.
    pub(super) fn began_anew(&mut self) {
        (self.position, self.acts, self.checkpoint) = (0, 0, 0);
        self.revision += 1;
    }

    /// Whether the last act may still grow: not when that would write a large document with every keystroke.
    pub fn may_join(&self) -> bool {
        self.bytes < SMALL || self.position > self.checkpoint
    }

    /// Writes the whole document if the journal is ahead of it.
    pub async fn checkpoint(&mut self, database: &Database) -> Result<(), Problem> {
        if self.checkpoint == self.position {
            return Ok(());
        }
        let (id, document, position) = (self.id.to_string(), json(&self.document), self.position as i64);
        database
            .write(move |t| {
                t.execute(
                    "UPDATE drafts SET document = ?, checkpoint = ? WHERE id = ?",
                    (document, position, id),
                )
            })
            .await?;
        self.checkpoint = self.position;
        Ok(())
    }

    /// An act of the journal by its number.
    pub async fn act(&self, database: &Database, sequence: u64) -> Result<Option<Act>, Problem> {
        let id = self.id.to_string();
        database
            .read(move |c| {
                c.prepare_cached("SELECT at, edits, inverse FROM journal WHERE draft = ? AND sequence = ?")?
                    .query_row((id, sequence as i64), |row| {
                        Ok(Act {
                            at: row.get::<_, String>(0)?.parse().unwrap_or(Timestamp::UNIX_EPOCH),
                            edits: from_json(1, &row.get::<_, String>(1)?)?,
                            inverse: from_json(2, &row.get::<_, String>(2)?)?,
                        })
                    })
                    .optional()
            })
            .await
    }
}

type Later = Vec<(u64, Vec<Edit>, Vec<Edit>)>;

fn read_rows(c: &rusqlite::Connection, id: &DraftId) -> rusqlite::Result<Option<(OpenDraft, Later)>> {
    let found = c
        .prepare_cached(
            "SELECT product, base_submission, base, document, checkpoint, position, revision, saved_at, guide,
                    (SELECT coalesce(max(sequence), 0) FROM journal WHERE draft = drafts.id), adopted
             FROM drafts WHERE id = ? AND ended IS NULL",
        )?
        .query_row([id.as_str()], |row| {
            let document: String = row.get(3)?;
            Ok(OpenDraft {
                id: id.clone(),
                product: ProductId(row.get(0)?),
                base_submission: row.get(1)?,
                base: from_json::<Document>(2, &row.get::<_, String>(2)?)?,
                bytes: document.len(),
                document: from_json(3, &document)?,
                checkpoint: row.get::<_, i64>(4)? as u64,
                position: row.get::<_, i64>(5)? as u64,
                revision: row.get::<_, i64>(6)? as u64,
                saved_at: row.get::<_, String>(7)?.parse().unwrap_or(Timestamp::UNIX_EPOCH),
                guide: row.get(8)?,
                acts: row.get::<_, i64>(9)? as u64,
                adopted: row.get(10)?,
            })
        })
        .optional()?;
    let Some(draft) = found else { return Ok(None) };
    // Ahead of the document: acts to do, in order. Behind it (after undo): acts to undo, last first.
    let (from, to, order) = if draft.position >= draft.checkpoint {
        (draft.checkpoint, draft.position, "ASC")
    } else {
        (draft.position, draft.checkpoint, "DESC")
    };
    let later = c
        .prepare(&format!(
            "SELECT sequence, edits, inverse FROM journal WHERE draft = ? AND sequence > ? AND sequence <= ? ORDER BY sequence {order}"
        ))?
        .query_map((id.as_str(), from as i64, to as i64), |row| {
            Ok((
                row.get::<_, i64>(0)? as u64,
                from_json(1, &row.get::<_, String>(1)?)?,
                from_json(2, &row.get::<_, String>(2)?)?,
            ))
        })?
        .collect::<rusqlite::Result<Later>>()?;
    Ok(Some((draft, later)))
}

/// Files in a document: content hashes of images and ids of packages.
pub fn file_keys(document: &Value, assets: &mut Vec<String>, files: &mut Vec<String>) {
    match document {
        Value::Object(members) => {
            if let Some(asset) = members.get("$asset").and_then(Value::as_str) {
                assets.push(asset.to_owned());
            }
            if let Some(file) = members.get("$file").and_then(Value::as_str) {
                files.push(file.to_owned());
            }
            members.values().for_each(|v| file_keys(v, assets, files));
        }
        Value::Array(items) => items.iter().for_each(|v| file_keys(v, assets, files)),
        _ => {}
    }
}
