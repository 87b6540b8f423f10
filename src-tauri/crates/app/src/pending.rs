//! The submission that stands open at Microsoft: what it is, whose it is, what differs, and how to go on with it. It is never
//! deleted without a yes, and never before a copy of it is in History (`acts`).

use std::sync::PoisonError;

use jiff::Timestamp;
use vitrine_domain::document::{Document, differences, is_services_own};
use vitrine_domain::review::{Changes, changes};
use vitrine_domain::state::SubmissionStatus;
use vitrine_domain::{DraftId, Problem, ProductId, codes};

use crate::App;
use crate::api::{Capability, CommandName, DraftView, PendingOrigin, PendingView, SnapshotReason};
use crate::drafts::OpenDraft;
use crate::store::json;

impl App {
    /// The open submission; `None` when nothing is open. What was read a moment ago is not read again.
    pub(crate) async fn pending(&self, product: ProductId) -> Result<Option<PendingView>, Problem> {
        let record = self.product_record(&product).await?;
        let known = record.seen.pending.as_ref().map(|p| self.pending_document(&product, &p.id).is_some());
        if !self.is_fresh(&record.seen) || known == Some(false) {
            self.look_at(&product).await?;
        }
        self.pending_seen(product).await
    }

    /// The open submission as it was last read.
    async fn pending_seen(&self, product: ProductId) -> Result<Option<PendingView>, Problem> {
        let record = self.product_record(&product).await?;
        let (Some(pending), Some(state)) = (&record.seen.pending, &record.seen.state) else {
            return Ok(None);
        };
        let Some(document) = self.pending_document(&product, &pending.id) else { return Ok(None) };
        let live = self.live_document(&product).await?;
        let nothing = Document::default();
        let against_live = compared(live.as_ref().map_or(&nothing, |live| &live.document), &document);
        let draft = match &record.row.draft {
            Some(mark) => Some(self.open_draft(&mark.id).await?.lock().await.document.clone()),
            None => None,
        };
        let made_here_at = self.made_here(&pending.id).await?;
        let since_sent = self.changed_since_sent(&pending.id, &document).await?;
        // An address to upload to says who made it, not who edited it since: that shows when the service refuses.
        let by_portal = !pending.by_app || self.jobs.refused_as_edited(&pending.id);
        let editable = SubmissionStatus::from(pending.status.as_str()) == SubmissionStatus::PendingCommit;
        let name = pending.friendly_name.clone().unwrap_or_else(|| pending.id.clone());
        let because = |code| Capability::NotPossible {
            because: Box::new(Problem::must(code).with("submission", name.as_str())),
        };
        let commands = crate::commands::commands(&record, live.as_ref().map(|l| &l.document));
        let delete = commands.into_iter().find(|c| c.name == CommandName::DeletePending).map(|c| c.can);
        let can_continue = match () {
            () if by_portal => because(codes::SUBMISSION_PORTAL_EDITED),
            () if !editable => Capability::NotPossible {
                because: Box::new(
                    Problem::must(codes::SUBMISSION_STATE_REFUSED).with("status", pending.status.as_str()),
                ),
            },
            () if record.row.draft.is_some() => because(codes::DRAFT_EXISTS),
            () => Capability::Available,
        };
        let can_delete = delete.unwrap_or_else(|| because(codes::SUBMISSION_OPEN_ELSEWHERE));
        Ok(Some(PendingView {
            submission: pending.id.clone(),
            friendly_name: pending.friendly_name.clone(),
            origin: match () {
                () if by_portal => PendingOrigin::PartnerCenter,
                () if made_here_at.is_some() => PendingOrigin::ThisComputer,
                () => PendingOrigin::AnotherApp,
            },
            made_here_at,
            since_sent: since_sent.filter(|_| editable && made_here_at.is_some()),
            state: state.clone(),
            version: pending.version.clone(),
            against_live,
            against_draft: draft.map(|draft| compared(&document, &draft)),
            can_rebuild: match record.row.draft {
                Some(_) => can_delete.clone(),
                None => because(codes::DRAFT_UNKNOWN),
            },
            can_continue,
            can_delete,
            product,
        }))
    }

    /// Makes what stands open at Microsoft the draft on this computer: submitting it goes on with that submission.
    ///
    /// # Errors
    /// `submission.portal.edited`, `submission.state.refused`, `draft.exists`.
    pub(crate) async fn pending_continue(&self, product: ProductId) -> Result<DraftView, Problem> {
        let gone = || Problem::must(codes::SUBMISSION_GONE).with("submission", product.as_str());
        self.look_at(&product).await?;
        let view = self.pending_seen(product.clone()).await?.ok_or_else(gone)?;
        if let Capability::NotPossible { because } = view.can_continue {
            return Err(*because);
        }
        let _one = self.starting.lock().await;
        if self.draft_of(&product).await?.is_some() {
            return Err(Problem::must(codes::DRAFT_EXISTS).with("submission", view.submission));
        }
        let document = self.pending_document(&product, &view.submission).ok_or_else(gone)?;
        let id = DraftId::new(uuid::Uuid::now_v7().to_string());
        let mut draft =
            OpenDraft::new(id.clone(), product.clone(), view.submission.clone(), document, Timestamp::now());
        draft.adopted = Some(view.submission);
        let mark = self.mark(&draft, &self.judged(&draft).await?, draft.saved_at);
        draft.insert(&self.database, json(&mark)).await?;
        self.row_changed(&product).await?;
        self.draft_open(id).await
    }

    /// Deletes the submission that is open at Microsoft, after a copy of it went into History: the one that was `shown`, and
    /// no other that took its place.
    ///
    /// # Errors
    /// `act.notnow` when another stands there; `job.running` while a job of this computer works on it.
    pub(crate) async fn pending_delete(&self, id: &ProductId, shown: Option<&str>) -> Result<(), Problem> {
        let record = self.product_record(id).await?;
        let pending = record.seen.pending.filter(|pending| shown.is_none_or(|shown| shown == pending.id));
        let Some(pending) = pending else {
            return Err(Problem::must(codes::ACT_NOTNOW).with("product", record.row.name));
        };
        if self.jobs.works_on(&pending.id) {
            return Err(Problem::must(codes::JOB_RUNNING));
        }
        let partner = self.partner(&record.row.account).await?;
        let owner = crate::listed::owner(id);
        let read = self.answer(partner.submission(&owner, &pending.id).await)?;
        let document = self.document(read.document).await?;
        self.take_snapshot(id, SnapshotReason::BeforeDelete, &document).await?;
        self.delete_at_microsoft(&partner, &owner, &pending.id).await?;
        self.submission_deleted(&pending.id).await?;
        // It is done, whether or not it can be looked at now.
        self.look_quietly(id).await;
        Ok(())
    }

    pub(crate) fn keep_pending_document(&self, product: &ProductId, submission: &str, document: &Document) {
        let mut pendings = self.pendings.lock().unwrap_or_else(PoisonError::into_inner);
        pendings.insert(product.clone(), (submission.to_owned(), document.clone()));
    }

    /// The open submission as it was last read in this run.
    pub(crate) fn pending_document(&self, product: &ProductId, submission: &str) -> Option<Document> {
        let pendings = self.pendings.lock().unwrap_or_else(PoisonError::into_inner);
        pendings.get(product).filter(|(id, _)| id == submission).map(|(_, document)| document.clone())
    }
}

/// What the second document says otherwise than the first.
fn compared(from: &Document, to: &Document) -> Changes {
    let mut found = differences(from, to);
    found.retain(|difference| !is_services_own(&difference.pointer));
    changes(from, to, &found)
}
