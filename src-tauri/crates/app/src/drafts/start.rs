//! The beginning of a draft: a copy of what is live, on this computer. Nothing is created at Microsoft.

use jiff::Timestamp;
use vitrine_domain::{DraftId, Problem, ProductId};

use super::OpenDraft;
use crate::App;
use crate::api::DraftView;
use crate::store::json;

impl App {
    /// Opens the product's draft, or begins one over what is live.
    pub(crate) async fn draft_start(&self, product: ProductId) -> Result<DraftView, Problem> {
        if let Some(id) = self.draft_of(&product).await? {
            return self.draft_open(id).await;
        }
        let _one = self.starting.lock().await;
        let live = self.live_now(&product).await?;
        // The other click was faster.
        if let Some(id) = self.draft_of(&product).await? {
            return self.draft_open(id).await;
        }
        let id = DraftId::new(uuid::Uuid::now_v7().to_string());
        let mut draft = OpenDraft::new(
            id.clone(),
            product.clone(),
            live.submission.clone(),
            live.document.clone(),
            Timestamp::now(),
        );
        let mark = self.mark(&draft, &self.judged(&draft).await?, draft.saved_at);
        draft.insert(&self.database, json(&mark)).await?;
        self.row_changed(&product).await?;
        self.draft_open(id).await
    }
}
