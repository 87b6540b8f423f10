//! What the rules need to know beside the document: the product, the files behind it, the moment.

use jiff::Timestamp;
use serde_json::Value;
use vitrine_domain::document::Pointer;
use vitrine_domain::facts::FileFacts;
use vitrine_domain::rules::{StoreContext, StoreProduct};
use vitrine_domain::{FileId, Problem, codes};

use crate::App;
use crate::drafts::OpenDraft;

impl App {
    pub(crate) async fn store_context(&self, draft: &OpenDraft) -> Result<StoreContext, Problem> {
        let own = self.product_record(&draft.product).await?;
        // Packages of a flight are packages of its app.
        let record = match &own.row.parent {
            Some(app) => self.product_record(app).await.unwrap_or(own),
            None => own,
        };
        let text =
            |name: &str| record.listed.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let product = StoreProduct {
            name: text("primaryName"),
            identity_name: text("packageIdentityName"),
            publisher: text("publisherName"),
            family_name: text("packageFamilyName"),
        };
        let mut context = StoreContext::new(product, Timestamp::now());
        for (key, card) in self.cards(draft.document.value()).await? {
            match card.facts {
                FileFacts::Image(facts) => {
                    context.images.insert(key, facts);
                }
                FileFacts::Package(facts) => {
                    context.packages.insert(FileId(key), *facts);
                }
                FileFacts::Video(facts) => {
                    context.videos.insert(FileId(key), facts);
                }
                FileFacts::Other { .. } | FileFacts::Unknown => {}
            }
        }
        let lists =
            ["applicationPackages", "flightPackages", "trailers"].map(|list| Pointer::root().push(list));
        for (pointer, member) in lists.iter().flat_map(|list| draft.document.members(list)) {
            let Some(file) = member.get("$file").and_then(Value::as_str) else { continue };
            match self.file_path(file).await {
                Ok(_) => {}
                Err(problem) if problem.code == codes::ARCHIVE_FILE_CHANGED => {
                    context.changed.insert(pointer);
                }
                Err(_) => {
                    context.missing.insert(pointer);
                }
            }
        }
        Ok(context)
    }
}
