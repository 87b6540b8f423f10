//! What a job wants the submission at Microsoft to say: the person's draft on top of the fresh copy, or that copy with one
//! other value. Names of files, secrets and the comparison afterwards are not here.

use serde_json::{Value, json};
use vitrine_domain::document::sending::{first_submission, follow, rebase, rebase_left};
use vitrine_domain::document::{Document, Edit, Pointer};
use vitrine_domain::{Problem, codes};

use super::Record;
use crate::App;

impl App {
    /// # Errors
    /// `draft.conflict` when both sides changed the same fields; `price.base.unset` when a change of the sale would send a price
    /// that nobody chose.
    pub(super) async fn wanted(&self, record: &Record, clone: &Document) -> Result<Document, Problem> {
        let Some(id) = &record.job.draft else { return sale(record, clone) };
        let (base, mine, first, adopted) = {
            let shared = self.open_draft(id).await?;
            let draft = shared.lock().await;
            (
                draft.base.clone(),
                draft.document.clone(),
                draft.base_submission.is_empty(),
                draft.adopted.clone(),
            )
        };
        let live = self.live_document(&record.job.product).await?;
        let gone = adopted.is_some() && adopted != record.job.at_microsoft.submission;
        let merged = match live {
            // What it went on with is gone: everything that is not live is the draft's own.
            None if gone => return Ok(first_submission(&Document::default(), &mine, clone)),
            Some(live) if gone && adopted.as_ref() != Some(&live.submission) => {
                rebase_left(&base, &mine, &live.document, clone)
            }
            None if first => return Ok(first_submission(&base, &mine, clone)),
            _ => rebase(&base, &mine, clone),
        };
        match merged.conflicts.len() {
            0 => Ok(merged.document),
            count => Err(Problem::must(codes::DRAFT_CONFLICT).with("count", count)),
        }
    }
}

impl App {
    /// Whether the submission that a draft goes on with says something else than the draft last knew of it.
    pub(super) async fn moved_under(&self, record: &Record, theirs: &Value) -> Result<bool, Problem> {
        let Some(id) = &record.job.draft else { return Ok(false) };
        let theirs = self.document(theirs.clone()).await?;
        let shared = self.open_draft(id).await?;
        let draft = shared.lock().await;
        Ok(follow(&draft.base, &draft.document, &theirs).is_some())
    }

    /// Whether the person chose to go on with this open submission.
    pub(super) async fn continues(&self, record: &Record, open: &str) -> Result<bool, Problem> {
        let Some(id) = &record.job.draft else { return Ok(false) };
        let shared = self.open_draft(id).await?;
        let draft = shared.lock().await;
        Ok(draft.adopted.as_deref() == Some(open))
    }
}

/// The copy of what is live, with another visibility and nothing else.
fn sale(record: &Record, clone: &Document) -> Result<Document, Problem> {
    let to = record.visibility.as_ref().ok_or_else(|| Problem::must(codes::APP_FAULT))?;
    if let Some(problem) = price_unsaid(clone) {
        return Err(problem);
    }
    let mut document = clone.clone();
    document
        .apply(&[Edit { pointer: Pointer::of(["visibility"]), value: Some(json!(to)) }])
        .map_err(|refused| Problem::must(codes::DRAFT_EDIT_REFUSED).with("why", refused.to_string()))?;
    Ok(document)
}

/// A base price that is missing, empty or `Base` makes the product free without a word, or is refused (store-api 5.5: seen on
/// a live account): it is sent by nobody but a person who chose it.
pub fn price_unsaid(document: &Document) -> Option<Problem> {
    let price = document.get(&Pointer::of(["pricing", "priceId"])).and_then(serde_json::Value::as_str);
    match price {
        Some(price) if !price.is_empty() && price != "Base" => None,
        other => Some(Problem::must(codes::PRICE_BASE_UNSET).with("price", other.unwrap_or_default())),
    }
}
