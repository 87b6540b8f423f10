//! One change: apply, judge, write, answer.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use vitrine_domain::document::{Document, Edit, Pointer, differences, is_services_own};
use vitrine_domain::rules::{check_draft, sections};
use vitrine_domain::{DraftId, Problem, Severity, SubmissionKind, codes};

use super::open::{Act, Entry, file_keys};
use super::{OpenDraft, Shared};
use crate::App;
use crate::api::{AppEvent, DraftMark, DraftPatch, DraftSaved, DraftView, FileCard, Standing};
use crate::store::json;

/// Typing in one field within this time is one act for undo.
const ONE_ACT: SignedDuration = SignedDuration::from_millis(1500);

impl App {
    pub(crate) async fn draft_patch(&self, patch: DraftPatch) -> Result<DraftSaved, Problem> {
        let shared = self.open_draft(&patch.draft).await?;
        self.draft_edit(&shared, patch.edits, Vec::new()).await
    }

    /// Applies edits and answers; `told` are the edits that the window did not make itself.
    pub(crate) async fn draft_edit(
        &self,
        shared: &Shared,
        edits: Vec<Edit>,
        told: Vec<Edit>,
    ) -> Result<DraftSaved, Problem> {
        let mut draft = shared.lock().await;
        self.refuse_while_sending(&draft.id)?;
        let mut edited = draft.document.clone();
        let inverse = edited
            .apply(&edits)
            .map_err(|refused| Problem::must(codes::DRAFT_EDIT_REFUSED).with("why", refused.to_string()))?;
        if inverse.is_empty() {
            let standing = self.standing(&draft).await?;
            return self.saved(&draft, standing, told).await;
        }
        let now = Timestamp::now();
        let joined = match single(&edits) {
            Some(pointer) if draft.may_join() && draft.position == draft.acts => draft
                .act(&self.database, draft.position)
                .await?
                .filter(|last| now.duration_since(last.at) < ONE_ACT && single(&last.edits) == Some(pointer)),
            _ => None,
        };
        let before = std::mem::replace(&mut draft.document, edited);
        let (position, acts) = (draft.position, draft.acts);
        let entry = match joined {
            Some(last) => Entry::Joined(Act { at: now, edits, inverse: last.inverse }),
            None => {
                draft.position += 1;
                draft.acts = draft.position;
                Entry::New(Act { at: now, edits, inverse })
            }
        };
        let standing = self.write(&mut draft, entry, now, before, (position, acts)).await?;
        self.saved(&draft, standing, told).await
    }

    pub(crate) async fn draft_undo(&self, id: DraftId) -> Result<DraftSaved, Problem> {
        self.step(id, false).await
    }

    pub(crate) async fn draft_redo(&self, id: DraftId) -> Result<DraftSaved, Problem> {
        self.step(id, true).await
    }

    async fn step(&self, id: DraftId, forward: bool) -> Result<DraftSaved, Problem> {
        let shared = self.open_draft(&id).await?;
        let mut draft = shared.lock().await;
        self.refuse_while_sending(&id)?;
        let sequence = if forward { draft.position + 1 } else { draft.position };
        let Some(act) = draft.act(&self.database, sequence).await? else {
            let standing = self.standing(&draft).await?;
            return self.saved(&draft, standing, Vec::new()).await;
        };
        let edits = if forward { act.edits } else { act.inverse };
        let before = draft.document.clone();
        draft
            .document
            .apply(&edits)
            .map_err(|refused| Problem::must(codes::DRAFT_EDIT_REFUSED).with("why", refused.to_string()))?;
        let (position, acts) = (draft.position, draft.acts);
        draft.position = if forward { position + 1 } else { position - 1 };
        let standing =
            self.write(&mut draft, Entry::Moved, Timestamp::now(), before, (position, acts)).await?;
        self.saved(&draft, standing, edits).await
    }

    /// Judges and writes; when the disk refuses, the document in memory is what it was.
    async fn write(
        &self,
        draft: &mut OpenDraft,
        entry: Entry,
        now: Timestamp,
        before: Document,
        (position, acts): (u64, u64),
    ) -> Result<Standing, Problem> {
        let written = async {
            let standing = self.judged(draft).await?;
            let mark = self.mark(draft, &standing, now);
            draft.commit(&self.database, entry, now, json(&mark)).await?;
            Ok(standing)
        }
        .await;
        let standing = match written {
            Ok(standing) => self.with_steps(draft, standing).await?,
            Err(problem) => {
                draft.document = before;
                (draft.position, draft.acts) = (position, acts);
                return Err(problem);
            }
        };
        self.note_saved(now);
        self.events.send(AppEvent::Draft { draft: draft.id.clone(), revision: draft.revision });
        self.row_changed(&draft.product).await?;
        Ok(standing)
    }

    /// The short form of a draft that the products table shows.
    pub(crate) fn mark(&self, draft: &OpenDraft, standing: &Standing, now: Timestamp) -> DraftMark {
        DraftMark {
            id: draft.id.clone(),
            changes: standing.differences.len() as u32,
            problems: standing.problems.iter().filter(|p| p.severity == Severity::Must).count() as u32,
            saved_at: now,
        }
    }

    /// What follows from the document: differences from live, problems, sections, and what undo and redo would touch.
    pub(crate) async fn standing(&self, draft: &OpenDraft) -> Result<Standing, Problem> {
        let standing = self.judged(draft).await?;
        self.with_steps(draft, standing).await
    }

    pub(crate) async fn judged(&self, draft: &OpenDraft) -> Result<Standing, Problem> {
        let live = self.live_document(&draft.product).await?;
        let live = match self.is_next(draft).await? {
            true => Some(&draft.base),
            false => live.as_ref().map(|live| &live.document),
        };
        let context = self.store_context(draft).await?;
        let kind = draft.product.kind().unwrap_or(SubmissionKind::App);
        let mut problems = check_draft(kind, live, &draft.document, &context);
        let conflicts = self.conflicts(draft).await?.len();
        if conflicts > 0 {
            problems.insert(0, Problem::must(codes::DRAFT_CONFLICT).with("count", conflicts));
        }
        let mut differences = differences(live.unwrap_or(&draft.base), &draft.document);
        differences.retain(|difference| !is_services_own(&difference.pointer));
        Ok(Standing {
            differences,
            // A first draft began from a form: what the form says is nobody's change.
            sections: sections(kind, Some(live.unwrap_or(&draft.base)), &draft.document, &problems),
            problems,
            languages: draft.document.languages(),
            undo: None,
            redo: None,
        })
    }

    /// Adds what one step back or forward is about.
    async fn with_steps(&self, draft: &OpenDraft, standing: Standing) -> Result<Standing, Problem> {
        let about = async |sequence: u64| {
            let act = draft.act(&self.database, sequence).await?;
            Ok::<_, Problem>(act.and_then(|a| a.edits.into_iter().next()).map(|e| e.pointer))
        };
        Ok(Standing {
            undo: about(draft.position).await?,
            redo: about(draft.position + 1).await?,
            ..standing
        })
    }

    async fn saved(
        &self,
        draft: &OpenDraft,
        standing: Standing,
        edits: Vec<Edit>,
    ) -> Result<DraftSaved, Problem> {
        Ok(DraftSaved {
            draft: draft.id.clone(),
            revision: draft.revision,
            saved_at: draft.saved_at,
            standing,
            edits,
            files: self.cards(draft.document.value()).await?,
        })
    }

    pub(crate) async fn draft_view(&self, draft: &OpenDraft) -> Result<DraftView, Problem> {
        let product = self.product_record(&draft.product).await?;
        Ok(DraftView {
            id: draft.id.clone(),
            product: draft.product.clone(),
            product_name: product.row.name.clone(),
            store_id: product.row.store_id.clone(),
            account_name: self.account_name(&product.row.account).await,
            revision: draft.revision,
            saved_at: draft.saved_at,
            document: draft.document.value().clone(),
            standing: self.standing(draft).await?,
            locked: self.refuse_while_sending(&draft.id).err(),
            files: self.cards(draft.document.value()).await?,
            guide_place: draft.guide.clone(),
            ribbon: self.ribbon(&product).await?,
        })
    }

    /// Cards of the files that a document names, by content hash and by file id.
    pub(crate) async fn cards(&self, document: &Value) -> Result<BTreeMap<String, FileCard>, Problem> {
        let (mut assets, mut files) = (Vec::new(), Vec::new());
        file_keys(document, &mut assets, &mut files);
        self.files.cards(&self.database, assets, files).await
    }

    pub(crate) fn refuse_while_sending(&self, id: &DraftId) -> Result<(), Problem> {
        match self.jobs.of_draft(id) {
            Some(job) if job.status.holds_draft() => Err(Problem::must(codes::JOB_RUNNING)),
            _ => Ok(()),
        }
    }
}

/// The one pointer that all edits are about.
fn single(edits: &[Edit]) -> Option<&Pointer> {
    match edits {
        [one] if one.value.as_ref().is_some_and(|v| !v.is_object()) => Some(&one.pointer),
        _ => None,
    }
}
