//! When what a draft began from moves under it: others' changes come in where nobody here wrote, and where both wrote the
//! person decides, field by field. What a draft began from is what is live, or the open submission that it goes on with.

use std::collections::BTreeSet;

use serde_json::Value;
use vitrine_domain::document::sending::{Followed, follow};
use vitrine_domain::document::{
    Conflict, Document, KEY, Merged, ORDER, Pointer, differences, is_services_own, merge, resolve,
};
use vitrine_domain::review::{Changes, changes, changes_at};
use vitrine_domain::{DraftId, Problem, codes};

use super::OpenDraft;
use crate::App;
use crate::api::{ConflictChoices, ConflictShown, ConflictWith, ConflictsView, DraftView};

/// The other side: what stands now where the draft began.
pub(super) struct Other {
    pub with: ConflictWith,
    pub submission: String,
    pub document: Document,
}

impl App {
    /// Moves a draft onto what is there now, unless both sides changed the same fields. The journal begins anew then: undoing
    /// across it would undo other people's work.
    pub(crate) async fn meet_live(&self, draft: &mut OpenDraft) -> Result<(), Problem> {
        let Some((other, merged)) = self.moved(draft).await? else { return Ok(()) };
        if !merged.conflicts.is_empty()
            || self.jobs.of_draft(&draft.id).is_some_and(|j| j.status.holds_draft())
        {
            return Ok(());
        }
        draft.put_on(&self.database, &other, merged.document).await
    }

    /// Fields that both sides changed since the draft began.
    pub(super) async fn conflicts(&self, draft: &OpenDraft) -> Result<Vec<Conflict>, Problem> {
        Ok(self.moved(draft).await?.map(|(_, merged)| merged.conflicts).unwrap_or_default())
    }

    /// The fields to choose about, as they stand now.
    pub(crate) async fn draft_conflicts(&self, id: DraftId) -> Result<ConflictsView, Problem> {
        let shared = self.open_draft(&id).await?;
        let draft = shared.lock().await;
        let product = self.product_record(&draft.product).await?;
        let live = self.live_document(&draft.product).await?;
        let moved = self.moved(&draft).await?;
        let with = moved.as_ref().map_or(ConflictWith::Live, |(other, _)| other.with);
        let (conflicts, taken) =
            moved.map(|(other, merged)| shown(&draft, &other, merged)).unwrap_or_default();
        Ok(ConflictsView {
            draft: draft.id.clone(),
            product: draft.product.clone(),
            product_name: product.row.name,
            with,
            conflicts,
            taken,
            live_version: live.as_ref().and_then(|live| crate::live::version(&live.document)),
            files: self.cards(draft.document.value()).await?,
        })
    }

    /// Puts the draft on what is there now with exactly the chosen values.
    ///
    /// # Errors
    /// `draft.conflict` when the fields to choose about are others by now: nothing was decided, the page shows the new ones.
    pub(crate) async fn draft_resolve(&self, ask: ConflictChoices) -> Result<DraftView, Problem> {
        let shared = self.open_draft(&ask.draft).await?;
        let mut draft = shared.lock().await;
        self.refuse_while_sending(&ask.draft)?;
        if let Some((other, merged)) = self.moved(&draft).await? {
            let count = merged.conflicts.len();
            let document = resolve(merged, &ask.choices)
                .map_err(|_| Problem::must(codes::DRAFT_CONFLICT).with("count", count))?;
            draft.put_on(&self.database, &other, document).await?;
            self.row_changed(&draft.product).await?;
        }
        self.draft_view(&draft).await
    }

    /// What stands where the draft began and the merge with it, when it is not what the draft began from.
    async fn moved(&self, draft: &OpenDraft) -> Result<Option<(Other, Merged)>, Problem> {
        let live = self.live_document(&draft.product).await?;
        if let Some(adopted) = &draft.adopted
            && live.as_ref().is_none_or(|live| live.submission != *adopted)
        {
            let Some(now) = self.pending_document(&draft.product, adopted) else { return Ok(None) };
            let followed = follow(&draft.base, &draft.document, &now);
            return Ok(followed.map(|Followed { base, merged }| {
                let with = ConflictWith::Pending;
                (Other { with, submission: adopted.clone(), document: base }, merged)
            }));
        }
        // What it went on with may be live by now, as others handed it in: it is the base still, and no longer open.
        let Some(live) = live.filter(|l| draft.adopted.is_some() || l.submission != draft.base_submission)
        else {
            return Ok(None);
        };
        let (submission, document) = (live.submission.clone(), live.document.clone());
        let merged = match draft.adopted {
            Some(_) => match follow(&draft.base, &draft.document, &document) {
                Some(Followed { merged, .. }) => merged,
                None => Merged { document: draft.document.clone(), conflicts: Vec::new() },
            },
            None => merge(&draft.base, &draft.document, &document),
        };
        Ok(Some((Other { with: ConflictWith::Live, submission, document }, merged)))
    }
}

/// Each conflict with what both sides did to it, and what comes in without a question.
fn shown(draft: &OpenDraft, other: &Other, merged: Merged) -> (Vec<ConflictShown>, Changes) {
    let mut brought = differences(&draft.document, &merged.document);
    brought.retain(|change| {
        let asked = |conflict: &Conflict| {
            change.pointer.starts_with(&conflict.pointer) || conflict.pointer.starts_with(&change.pointer)
        };
        !is_services_own(&change.pointer) && !merged.conflicts.iter().any(asked)
    });
    let taken = changes(&draft.document, &merged.document, &brought);
    let conflicts = merged.conflicts.into_iter().map(|conflict| ConflictShown {
        by_me: changes_at(&draft.base, &draft.document, &conflict.pointer),
        by_them: changes_at(&draft.base, &other.document, &conflict.pointer),
        members: ordered(&conflict.pointer, &[&draft.document, &other.document]),
        conflict,
    });
    (conflicts.collect(), taken)
}

/// The members of the list whose order this is, each once.
fn ordered(order: &Pointer, sides: &[&Document]) -> Vec<Value> {
    let Some(list) = order.parent().filter(|_| order.last().is_some_and(|last| last == ORDER)) else {
        return Vec::new();
    };
    let mut known = BTreeSet::new();
    let mut members = Vec::new();
    for (at, member) in sides.iter().flat_map(|side| side.members(&list)) {
        let Some(key) = at.last().filter(|key| known.insert(key.to_string())) else { continue };
        let mut member = member.clone();
        member.insert(KEY.to_owned(), Value::from(&key[1..]));
        members.push(Value::Object(member));
    }
    members
}

impl OpenDraft {
    /// Begins anew from another base, in one transaction.
    pub(super) async fn put_on(
        &mut self,
        database: &crate::store::Database,
        other: &Other,
        document: Document,
    ) -> Result<(), Problem> {
        use crate::store::json;
        let Other { with, submission, document: base } = other;
        let adopted = self.adopted.clone().filter(|_| *with == ConflictWith::Pending);
        let (id, key, kept) = (self.id.to_string(), submission.clone(), adopted.clone());
        let (base_text, text) = (json(base), json(&document));
        let revision = (self.revision + 1) as i64;
        database
            .write(move |t| {
                t.execute("DELETE FROM journal WHERE draft = ?", [&id])?;
                t.execute(
                    "UPDATE drafts SET base_submission = ?, base = ?, document = ?, checkpoint = 0, position = 0, revision = ?,
                       adopted = ?
                     WHERE id = ?",
                    (key, base_text, text, revision, kept, id),
                )
            })
            .await?;
        self.base_submission = submission.clone();
        self.base = base.clone();
        self.adopted = adopted;
        self.document = document;
        self.began_anew();
        Ok(())
    }
}
