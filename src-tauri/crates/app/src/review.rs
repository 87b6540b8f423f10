//! The Review page: what is wrong, what will change, what happens next.

use serde_json::Value;
use vitrine_domain::review::{ChangeGroup, Changes, changes};
use vitrine_domain::rules::Section;
use vitrine_domain::state::SubmissionStatus;
use vitrine_domain::{DraftId, Problem, ProductId};

use crate::App;
use crate::api::{Capability, CommandName, Consequence, NextStep, OpenSubmission, ReviewView};
use crate::look::Pending;

impl App {
    pub(crate) async fn review(&self, id: DraftId) -> Result<ReviewView, Problem> {
        let shared = self.open_draft(&id).await?;
        let mut draft = shared.lock().await;
        self.meet_live(&mut draft).await?;
        let record = self.product_record(&draft.product).await?;
        let live = self.live_document(&draft.product).await?;
        let live = match live.as_ref() {
            Some(live) if !self.is_next(&draft).await? => &live.document,
            _ => &draft.base,
        };
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
        let changes = changes(live, &draft.document, &differences);
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
            consequences: consequences(value, &changes),
            changes,
            identical: differences.is_empty(),
            live_version: crate::live::version(live),
            new_version: crate::live::added_version(&draft.document),
            next_steps: next_steps(value),
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

fn consequences(draft: &Value, changes: &Changes) -> Vec<Consequence> {
    let mut found = Vec::new();
    let gradual = share(draft).filter(|percentage| *percentage < 100.0);
    let seen = |group: &ChangeGroup| matches!(group.section, Section::Listing | Section::Images);
    let texts = changes.groups.iter().any(seen)
        || !(changes.languages_added.is_empty() && changes.languages_removed.is_empty());
    if let Some(percentage) = gradual.filter(|_| texts) {
        found.push(Consequence::TextsForEveryone { percentage });
    }
    if !matches!(draft["enterpriseLicensing"].as_str(), None | Some("" | "None")) {
        found.push(Consequence::VolumePurchase);
    }
    found
}

/// Per cent of customers that a submission would begin its rollout with; `None` when everybody gets it.
fn share(draft: &Value) -> Option<f64> {
    let rollout = &draft["packageDeliveryOptions"]["packageRollout"];
    let percentage = rollout["packageRolloutPercentage"].as_f64().unwrap_or_default();
    // At 100 the rollout runs all the same, until it is finalized.
    (rollout["isPackageRollout"] == true).then_some(percentage)
}

fn next_steps(draft: &Value) -> Vec<NextStep> {
    let share = share(draft);
    let last = match (draft["targetPublishMode"].as_str(), share) {
        (Some("Manual"), _) => NextStep::YouPublish,
        (Some("SpecificDate"), _) => {
            NextStep::LiveOn { date: draft["targetPublishDate"].as_str().unwrap_or_default().to_owned() }
        }
        (_, Some(percentage)) => NextStep::LiveFor { percentage },
        _ => NextStep::Live,
    };
    let then = share.map(|percentage| NextStep::YouRaise { percentage });
    [NextStep::Checks, NextStep::Certification, last].into_iter().chain(then).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use vitrine_domain::document::{Document, Edit, Pointer, differences};

    use super::*;

    fn told(edits: &[(&str, Value)]) -> Vec<Consequence> {
        let raw = json!({
            "enterpriseLicensing": "None",
            "listings": { "en-us": { "baseListing": { "title": "Tailspin", "description": "A week." } } },
            "packageDeliveryOptions": { "packageRollout": { "isPackageRollout": false, "packageRolloutPercentage": 0.0 } },
            "visibility": "Public",
        });
        let live = Document::from_submission(raw, &mut String::new);
        let mut draft = live.clone();
        let edits: Vec<Edit> =
            edits.iter().map(|(at, value)| Edit::set(Pointer::parse(at).unwrap(), value.clone())).collect();
        draft.apply(&edits).unwrap();
        consequences(draft.value(), &changes(&live, &draft, &differences(&live, &draft)))
    }

    const TEXT: &str = "/listings/en-us/baseListing/description";
    const ON: &str = "/packageDeliveryOptions/packageRollout/isPackageRollout";
    const SHARE: &str = "/packageDeliveryOptions/packageRollout/packageRolloutPercentage";

    /// Acceptance 25.
    #[test]
    fn texts_for_everyone_are_told_with_a_rollout_and_a_text_and_not_without_one_of_them() {
        let text = (TEXT, json!("A calmer week."));
        let rollout = [(ON, json!(true)), (SHARE, json!(10.0))];
        let both = [text.clone(), rollout[0].clone(), rollout[1].clone()];
        assert_eq!(told(&both), [Consequence::TextsForEveryone { percentage: 10.0 }]);
        assert_eq!(told(std::slice::from_ref(&text)), [], "no rollout");
        assert_eq!(told(&rollout), [], "no text");
        assert_eq!(told(&[text, (ON, json!(true)), (SHARE, json!(100.0))]), [], "a rollout to everybody");
    }

    #[test]
    fn a_rollout_goes_on_after_it_is_live() {
        let draft = |mode: &str, on: bool, share: f64| {
            json!({ "targetPublishMode": mode, "packageDeliveryOptions": { "packageRollout": {
                "isPackageRollout": on, "packageRolloutPercentage": share } } })
        };
        let after = |draft: Value| next_steps(&draft)[2..].to_vec();
        assert_eq!(after(draft("Immediate", false, 10.0)), [NextStep::Live]);
        let ten = NextStep::YouRaise { percentage: 10.0 };
        assert_eq!(
            after(draft("Immediate", true, 10.0)),
            [NextStep::LiveFor { percentage: 10.0 }, ten.clone()]
        );
        assert_eq!(after(draft("Manual", true, 10.0)), [NextStep::YouPublish, ten]);
    }

    #[test]
    fn volume_purchase_is_told_unless_it_says_none() {
        assert_eq!(told(&[("/enterpriseLicensing", json!("Online"))]), [Consequence::VolumePurchase]);
        assert_eq!(told(&[("/enterpriseLicensing", json!("SomethingNew"))]), [Consequence::VolumePurchase]);
        assert_eq!(told(&[("/visibility", json!("Hidden"))]), []);
    }
}
