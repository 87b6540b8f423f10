//! Drafts: a JSON document a product, edited by pointers, journaled, undone, compared with what is live.
//!
//! Every change is one transaction: the journal row, and from time to time the whole document. What the window sees as
//! *saved* is on the disk. Deliberately not here: what leaves for Microsoft (`publish`) and rules (`vitrine-domain`).

mod edit;
mod language;
mod meet;
mod next;
mod open;
mod start;

use std::sync::Arc;

use vitrine_domain::rules::{self, FieldLimit, ImageSlot};
use vitrine_domain::tables::{self, StoreTables};
use vitrine_domain::{DraftId, Problem, ProductId, codes};

use crate::App;
use crate::api::{DraftView, Flushed, GuidePlace};

pub use open::{OpenDraft, file_keys};

/// A draft in memory, used by one command at a time.
pub type Shared = Arc<tokio::sync::Mutex<OpenDraft>>;

impl App {
    pub(crate) async fn draft_open(&self, id: DraftId) -> Result<DraftView, Problem> {
        let shared = self.open_draft(&id).await?;
        let mut draft = shared.lock().await;
        self.meet_live(&mut draft).await?;
        self.draft_view(&draft).await
    }

    /// The draft of a product that is being worked on, if there is one.
    pub(crate) async fn draft_of(&self, product: &ProductId) -> Result<Option<DraftId>, Problem> {
        let product = product.to_string();
        self.database
            .read(move |c| {
                c.prepare_cached(
                    "SELECT id FROM drafts WHERE product = ? AND ended IS NULL AND parked IS NULL ORDER BY saved_at DESC",
                )?
                .query_row([product], |row| row.get::<_, String>(0))
                .map(|id| Some(DraftId(id)))
                .or_else(|e| if e == rusqlite::Error::QueryReturnedNoRows { Ok(None) } else { Err(e) })
            })
            .await
    }

    pub(crate) async fn draft_discard(&self, id: DraftId) -> Result<(), Problem> {
        let shared = self.open_draft(&id).await?;
        // Held to the end: a publication that begins meanwhile finds the draft gone, not half gone.
        let draft = shared.lock().await;
        if self.jobs.of_draft(&id).is_some_and(|job| job.status.holds_draft()) {
            return Err(Problem::must(codes::JOB_RUNNING));
        }
        let product = draft.product.clone();
        self.open_drafts.lock().await.remove(&id);
        let key = id.to_string();
        self.database.write(move |t| t.execute("DELETE FROM drafts WHERE id = ?", [key])).await?;
        self.row_changed(&product).await
    }

    pub(crate) async fn draft_guide(&self, place: GuidePlace) -> Result<(), Problem> {
        let GuidePlace { draft, place } = place;
        let (id, text) = (draft.to_string(), place.clone());
        self.database
            .write(move |t| t.execute("UPDATE drafts SET guide = ? WHERE id = ?", (text, id)))
            .await?;
        if let Some(shared) = self.open_drafts.lock().await.get(&draft) {
            shared.lock().await.guide = place;
        }
        Ok(())
    }

    /// Limits of the fields, for the counters.
    pub(crate) async fn limits(&self, (): ()) -> Result<Vec<FieldLimit>, Problem> {
        Ok(rules::field_limits())
    }

    /// The slots of pictures.
    pub(crate) async fn slots(&self, (): ()) -> Result<Vec<ImageSlot>, Problem> {
        Ok(rules::SLOTS.to_vec())
    }

    /// What the Store offers to choose from.
    pub(crate) async fn store_tables(&self, (): ()) -> Result<StoreTables, Problem> {
        Ok(tables::store_tables())
    }

    /// Codes of the languages that the Store lists.
    pub(crate) async fn languages(&self, (): ()) -> Result<Vec<String>, Problem> {
        Ok(rules::language_codes().map(Into::into).collect())
    }

    /// Everything was on the disk before this was asked; the answer says so, with the time.
    pub(crate) async fn flush(&self, (): ()) -> Result<Flushed, Problem> {
        let mut drafts = Vec::new();
        let mut saved_at = None;
        for (id, shared) in self.open_drafts.lock().await.iter() {
            let mut draft = shared.lock().await;
            draft.checkpoint(&self.database).await?;
            saved_at = saved_at.max(Some(draft.saved_at));
            drafts.push(id.clone());
        }
        Ok(Flushed { drafts, saved_at })
    }

    /// The draft in memory; read from the disk at the first use.
    pub(crate) async fn open_draft(&self, id: &DraftId) -> Result<Shared, Problem> {
        let mut open = self.open_drafts.lock().await;
        if let Some(shared) = open.get(id) {
            return Ok(shared.clone());
        }
        let draft = OpenDraft::read(&self.database, id).await?;
        let shared: Shared = Arc::new(tokio::sync::Mutex::new(draft));
        open.insert(id.clone(), shared.clone());
        Ok(shared)
    }
}
