//! The beginning of a draft: a copy of what is live, on this computer. Nothing is created at Microsoft.

use jiff::Timestamp;
use serde_json::{Value, json as form};
use vitrine_domain::document::Document;
use vitrine_domain::{DraftId, Problem, ProductId, SubmissionKind, codes};

use super::OpenDraft;
use crate::App;
use crate::api::DraftView;
use crate::store::json;

/// What a draft begins from.
struct Beginning {
    /// Empty when nothing was ever published.
    submission: String,
    document: Document,
    /// An open submission that it goes on with.
    adopted: Option<String>,
}

impl App {
    /// Opens the product's draft, or begins one over what is live.
    pub(crate) async fn draft_start(&self, product: ProductId) -> Result<DraftView, Problem> {
        if let Some(id) = self.draft_of(&product).await? {
            return self.draft_open(id).await;
        }
        let _one = self.starting.lock().await;
        let beginning = self.beginning(&product).await?;
        let (id, _) = self.begin(&product, beginning).await?;
        self.draft_open(id).await
    }

    /// The product's draft, and whether it began now: over what is known to be live, without a question. For many products
    /// at once, whose turns at the service would take longer than anybody waits; opening and sending a draft meet what is
    /// live anyway.
    pub(crate) async fn draft_begun(&self, product: &ProductId) -> Result<(DraftId, bool), Problem> {
        if let Some(id) = self.draft_of(product).await? {
            return Ok((id, false));
        }
        let _one = self.starting.lock().await;
        let beginning = match self.live_document(product).await? {
            Some(live) => Beginning {
                submission: live.submission.clone(),
                document: live.document.clone(),
                adopted: None,
            },
            None => self.beginning(product).await?,
        };
        self.begin(product, beginning).await
    }

    async fn begin(&self, product: &ProductId, beginning: Beginning) -> Result<(DraftId, bool), Problem> {
        // The other click was faster.
        if let Some(id) = self.draft_of(product).await? {
            return Ok((id, false));
        }
        let id = DraftId::new(uuid::Uuid::now_v7().to_string());
        let Beginning { submission, document, adopted } = beginning;
        let mut draft = OpenDraft::new(id.clone(), product.clone(), submission, document, Timestamp::now());
        draft.adopted = adopted;
        let mark = self.mark(&draft, &self.judged(&draft).await?, draft.saved_at);
        draft.insert(&self.database, json(&mark)).await?;
        self.row_changed(product).await?;
        Ok((id, true))
    }

    /// What a draft begins from: what is live, or for a new add-on or flight a form that asks everything.
    async fn beginning(&self, product: &ProductId) -> Result<Beginning, Problem> {
        let form = match (self.live_now(product).await, product.kind()) {
            (Ok(live), _) => {
                let (submission, document) = (live.submission.clone(), live.document.clone());
                return Ok(Beginning { submission, document, adopted: None });
            }
            (Err(problem), kind) if problem.code == codes::PRODUCT_FIRST_MISSING => match kind {
                Some(SubmissionKind::AddOn) => add_on_form(),
                Some(SubmissionKind::Flight) => flight_form(),
                _ => return Err(problem),
            },
            (Err(problem), _) => return Err(problem),
        };
        // Creating a flight may have opened its first submission already (StoreBroker): the draft goes on with it.
        let pending = self.product_record(product).await?.seen.pending;
        if let Some(pending) = pending.filter(|p| p.by_app && p.status == "PendingCommit")
            && let Some(document) = self.pending_document(product, &pending.id)
        {
            return Ok(Beginning { submission: pending.id.clone(), document, adopted: Some(pending.id) });
        }
        Ok(Beginning { submission: String::new(), document: self.document(form).await?, adopted: None })
    }
}

/// The members of an add-on submission that a person fills in (windows-dev-docs `uwp/monetize/manage-add-on-submissions.md`).
/// No price: choosing one is the person's act.
fn add_on_form() -> Value {
    form!({
        "contentType": "NotSet",
        "keywords": [],
        "lifetime": "Forever",
        "listings": {},
        "pricing": { "marketSpecificPricings": {}, "priceId": null },
        "targetPublishMode": "Immediate",
        "tag": "",
        "visibility": "Public",
    })
}

/// Those of a flight submission (`manage-flight-submissions.md`).
fn flight_form() -> Value {
    form!({
        "flightPackages": [],
        "packageDeliveryOptions": {
            "packageRollout": { "isPackageRollout": false, "packageRolloutPercentage": 0.0 },
            "isMandatoryUpdate": false,
        },
        "targetPublishMode": "Immediate",
        "notesForCertification": "",
    })
}
