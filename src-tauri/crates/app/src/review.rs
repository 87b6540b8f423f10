//! The Review page: what is wrong, what will change, what happens next.

use serde_json::Value;
use vitrine_domain::review::changes;
use vitrine_domain::state::SubmissionStatus;
use vitrine_domain::{DraftId, Problem, ProductId};

use crate::App;
use crate::api::{Capability, CommandName, NextStep, OpenSubmission, ReviewView};
use crate::look::Pending;

impl App {
    pub(crate) async fn review(&self, id: DraftId) -> Result<ReviewView, Problem> {
        let shared = self.open_draft(&id).await?;
        let mut draft = shared.lock().await;
        self.meet_live(&mut draft).await?;
        let record = self.product_record(&draft.product).await?;
        let live = self.live_document(&draft.product).await?;
        let live = live.as_ref().map_or(&draft.base, |l| &l.document);
        let standing = self.standing(&draft).await?;
        let (differences, mut problems) = (standing.differences, standing.problems);
        problems.sort_by_key(|p| p.severity);
        let value = draft.document.value();
        let text = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let product = self.product(draft.product.clone()).await?;
        let open_submission = match &record.seen.pending {
            Some(pending)
                if draft.adopted.as_ref() != Some(&pending.id)
                    && !self.replaced_by(&draft.product, pending, &draft.id).await? =>
            {
                Some(OpenSubmission {
                    id: pending.id.clone(),
                    friendly_name: pending.friendly_name.clone(),
                    state: pending.status.clone(),
                    deletable: pending.by_app && pending.status == "PendingCommit",
                })
            }
            _ => None,
        };
        let submit = product.commands.into_iter().find(|c| c.name == CommandName::Submit).map(|c| c.can);
        Ok(ReviewView {
            draft: draft.id.clone(),
            product: draft.product.clone(),
            product_name: record.row.name.clone(),
            store_id: record.row.store_id.clone(),
            account_name: product.account_name,
            revision: draft.revision,
            ribbon: product.ribbon,
            problems,
            changes: changes(live, &draft.document, &differences),
            identical: differences.is_empty(),
            live_version: crate::live::version(live),
            new_version: crate::live::added_version(&draft.document),
            next_steps: next_steps(&text("targetPublishMode"), &text("targetPublishDate")),
            submit: submit.unwrap_or(Capability::Available),
            notes: text("notesForCertification"),
            files: self.cards(value).await?,
            open_submission,
        })
    }
}

impl App {
    /// Made by this draft, and as it was sent or over: submitting puts the new one in its place.
    async fn replaced_by(
        &self,
        product: &ProductId,
        pending: &Pending,
        draft: &DraftId,
    ) -> Result<bool, Problem> {
        let status = SubmissionStatus::from(pending.status.as_str());
        let replaceable = status == SubmissionStatus::PendingCommit || status.is_terminal();
        if !replaceable || self.made_for(&pending.id).await?.as_deref() != Some(draft.as_str()) {
            return Ok(false);
        }
        // What somebody changed since goes only with a person's yes.
        let Some(document) = self.pending_document(product, &pending.id) else { return Ok(true) };
        let changed = self.changed_since_sent(&pending.id, &document).await?;
        Ok(status.is_terminal() || changed.is_none_or(|changes| changes.is_empty()))
    }
}

fn next_steps(mode: &str, date: &str) -> Vec<NextStep> {
    let last = match mode {
        "Manual" => NextStep::YouPublish,
        "SpecificDate" => NextStep::LiveOn { date: date.to_owned() },
        _ => NextStep::Live,
    };
    vec![NextStep::Checks, NextStep::Certification, last]
}
