//! What somebody else did to a product that has a draft on this computer: they opened a submission, changed the one that is
//! open, or published. The person is told once, when it is first seen; nothing of theirs is touched.

use vitrine_domain::document::{Document, differences, is_services_own};
use vitrine_domain::{Problem, ProductId};

use crate::look::Seen;
use crate::products::Record;
use crate::{App, Notice, NoticeKind};

/// A product before and after it was read.
pub(crate) struct Turn<'a> {
    pub product: &'a ProductId,
    pub record: &'a Record,
    /// The submission that was live, and the open one, as they were known before.
    pub live: Option<String>,
    pub open: Option<Document>,
    pub seen: &'a Seen,
}

impl App {
    pub(crate) async fn notice_others(&self, turn: Turn<'_>) -> Result<(), Problem> {
        let Turn { product, record, .. } = &turn;
        let before = &record.seen;
        // The first reading has nothing to compare with, and what a job of ours does is no news.
        let ours = self.jobs.of_product(product).is_some_and(|(_, status)| status.holds_draft());
        if record.row.draft.is_none() || before.at.is_none() || ours {
            return Ok(());
        }
        if self.published_elsewhere(&turn).await? || self.worked_on_elsewhere(&turn).await? {
            let name = record.row.name.clone();
            let notice = Notice { kind: NoticeKind::ChangedElsewhere, product: (*product).clone(), name };
            self.host.notify(&notice, self.language());
        }
        Ok(())
    }

    async fn published_elsewhere(&self, turn: &Turn<'_>) -> Result<bool, Problem> {
        let Some(before) = &turn.live else { return Ok(false) };
        let Some(now) = self.live_document(turn.product).await? else { return Ok(false) };
        Ok(now.submission != *before && self.made_here(&now.submission).await?.is_none())
    }

    async fn worked_on_elsewhere(&self, turn: &Turn<'_>) -> Result<bool, Problem> {
        let Some(pending) = &turn.seen.pending else { return Ok(false) };
        let known = turn.record.seen.pending.as_ref().is_some_and(|before| before.id == pending.id);
        if !known {
            return Ok(self.made_here(&pending.id).await?.is_none());
        }
        let now = self.pending_document(turn.product, &pending.id);
        let (Some(before), Some(now)) = (&turn.open, now) else { return Ok(false) };
        Ok(differences(before, &now).iter().any(|change| !is_services_own(&change.pointer)))
    }
}
