//! When what is live moves under a draft: others' changes come in where nobody here wrote, and where both wrote the person
//! decides. Choosing field by field belongs to the three-way page, which is not here yet.

use vitrine_domain::document::{Conflict, Document, Edit, Merged, merge};
use vitrine_domain::{DraftId, Problem};

use super::OpenDraft;
use crate::App;
use crate::api::DraftView;
use crate::live::Live;

impl App {
    /// Moves a draft onto what is live now, unless both sides changed the same fields. The journal begins anew then: undoing
    /// across it would undo other people's work.
    pub(crate) async fn meet_live(&self, draft: &mut OpenDraft) -> Result<(), Problem> {
        let Some((live, merged)) = self.moved(draft).await? else { return Ok(()) };
        if !merged.conflicts.is_empty()
            || self.jobs.of_draft(&draft.id).is_some_and(|j| j.status.holds_draft())
        {
            return Ok(());
        }
        draft.put_on(&self.database, &live.submission, &live.document, merged.document).await
    }

    /// Fields that both sides changed since the draft began.
    pub(super) async fn conflicts(&self, draft: &OpenDraft) -> Result<Vec<Conflict>, Problem> {
        Ok(self.moved(draft).await?.map(|(_, merged)| merged.conflicts).unwrap_or_default())
    }

    /// *Keep mine on this computer*: the draft's values stand, on top of what is live now.
    pub(crate) async fn draft_keep_mine(&self, id: DraftId) -> Result<DraftView, Problem> {
        let shared = self.open_draft(&id).await?;
        let mut draft = shared.lock().await;
        self.refuse_while_sending(&id)?;
        if let Some((live, mut merged)) = self.moved(&draft).await? {
            let mine: Vec<Edit> =
                merged.conflicts.into_iter().map(|c| Edit { pointer: c.pointer, value: c.mine }).collect();
            merged.document.apply(&mine).map_err(|refused| {
                Problem::must(vitrine_domain::codes::DRAFT_EDIT_REFUSED).with("why", refused.to_string())
            })?;
            draft.put_on(&self.database, &live.submission, &live.document, merged.document).await?;
            self.row_changed(&draft.product).await?;
        }
        self.draft_view(&draft).await
    }

    /// What is live and the merge with it, when it is not what the draft began from.
    async fn moved(&self, draft: &OpenDraft) -> Result<Option<(std::sync::Arc<Live>, Merged)>, Problem> {
        let Some(live) = self.live_document(&draft.product).await? else { return Ok(None) };
        if live.submission == draft.base_submission {
            return Ok(None);
        }
        let merged = merge(&draft.base, &draft.document, &live.document);
        Ok(Some((live, merged)))
    }
}

impl OpenDraft {
    /// Begins anew from another base, in one transaction.
    async fn put_on(
        &mut self,
        database: &crate::store::Database,
        submission: &str,
        base: &Document,
        document: Document,
    ) -> Result<(), Problem> {
        use crate::store::json;
        let (id, submission) = (self.id.to_string(), submission.to_owned());
        let (key, base_text, text) = (submission.clone(), json(base), json(&document));
        let revision = (self.revision + 1) as i64;
        database
            .write(move |t| {
                t.execute("DELETE FROM journal WHERE draft = ?", [&id])?;
                t.execute(
                    "UPDATE drafts SET base_submission = ?, base = ?, document = ?, checkpoint = 0, position = 0, revision = ?
                     WHERE id = ?",
                    (key, base_text, text, revision, id),
                )
            })
            .await?;
        self.base_submission = submission;
        self.base = base.clone();
        self.document = document;
        self.began_anew();
        Ok(())
    }
}
