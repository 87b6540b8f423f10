//! The Review page: what is wrong, what will change, what happens next.

use serde_json::Value;
use vitrine_domain::document::differences;
use vitrine_domain::review::changes;
use vitrine_domain::{DraftId, Problem};

use crate::App;
use crate::api::{Capability, CommandName, NextStep, OpenSubmission, ReviewView};

impl App {
    pub(crate) async fn review(&self, id: DraftId) -> Result<ReviewView, Problem> {
        let shared = self.open_draft(&id).await?;
        let draft = shared.lock().await;
        let record = self.product_record(&draft.product).await?;
        let live = self.live_document(&draft.product).await?;
        let live = live.as_ref().map_or(&draft.base, |l| &l.document);
        let differences = differences(live, &draft.document);
        let mut problems = self.standing(&draft).await?.problems;
        problems.sort_by_key(|p| p.severity);
        let value = draft.document.value();
        let text = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let product = self.product(draft.product.clone()).await?;
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
            open_submission: record.seen.pending.as_ref().map(|pending| OpenSubmission {
                id: pending.id.clone(),
                friendly_name: pending.friendly_name.clone(),
                state: pending.status.clone(),
                deletable: pending.by_app && pending.status == "PendingCommit",
            }),
        })
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
