//! What is live: the last published submission of a product, read once and kept, with its secrets cut out.

use std::sync::{Arc, PoisonError};

use jiff::Timestamp;
use rusqlite::OptionalExtension as _;
use serde_json::Value;
use vitrine_domain::document::Document;
use vitrine_domain::{Problem, ProductId, codes};

use crate::App;
use crate::store::{from_json, json};

/// The live submission as it was read.
#[derive(Clone)]
pub struct Live {
    pub submission: String,
    pub document: Document,
    /// When Vitrine saw it become live; absent when it was live before Vitrine first looked.
    pub since: Option<Timestamp>,
}

impl App {
    /// What is known to be live, without asking.
    pub(crate) async fn live_document(&self, product: &ProductId) -> Result<Option<Arc<Live>>, Problem> {
        if let Some(known) = self.lives.lock().unwrap_or_else(PoisonError::into_inner).get(product) {
            return Ok(known.clone());
        }
        let key = product.to_string();
        let live = self
            .database
            .read(move |c| {
                c.prepare_cached("SELECT submission, document, since FROM live WHERE product = ?")?
                    .query_row([key], |row| {
                        Ok(Live {
                            submission: row.get(0)?,
                            document: from_json(1, &row.get::<_, String>(1)?)?,
                            since: row.get::<_, Option<String>>(2)?.and_then(|t| t.parse().ok()),
                        })
                    })
                    .optional()
            })
            .await?
            .map(Arc::new);
        self.lives.lock().unwrap_or_else(PoisonError::into_inner).insert(product.clone(), live.clone());
        Ok(live)
    }

    /// What is live, asked now.
    ///
    /// # Errors
    /// `product.first.missing` when nothing was ever published; those of the service.
    pub(crate) async fn live_now(&self, product: &ProductId) -> Result<Arc<Live>, Problem> {
        let known = self.live_document(product).await?;
        match self.look_at(product).await {
            Ok(()) => {}
            // A draft may begin offline over what was read before.
            Err(problem) if known.is_some() && problem.code == codes::SERVICE_OFFLINE => {}
            Err(problem) => return Err(problem),
        }
        self.live_document(product)
            .await?
            .or(known)
            .ok_or_else(|| Problem::must(codes::PRODUCT_FIRST_MISSING))
    }

    /// Keeps a published submission. A change of the id after the first reading means that it became live since then.
    pub(crate) async fn keep_live(
        &self,
        product: &ProductId,
        submission: &str,
        document: &Document,
    ) -> Result<(), Problem> {
        let (key, submission, document) = (product.to_string(), submission.to_owned(), json(document));
        let now = Timestamp::now().to_string();
        self.database
            .write(move |t| {
                t.execute(
                    "INSERT INTO live (product, submission, document, read_at, since) VALUES (?1, ?2, ?3, ?4, NULL)
                     ON CONFLICT (product) DO UPDATE SET
                       since = CASE WHEN submission = ?2 THEN since ELSE ?4 END,
                       submission = ?2, document = ?3, read_at = ?4",
                    (key, submission, document, now),
                )
            })
            .await?;
        self.lives.lock().unwrap_or_else(PoisonError::into_inner).remove(product);
        Ok(())
    }

    /// A submission as the service sent it, as one of our documents: keys for unnamed members, secrets cut out.
    pub(crate) async fn document(&self, raw: Value) -> Result<Document, Problem> {
        let document = Document::from_submission(raw, &mut || uuid::Uuid::now_v7().to_string());
        let mut value = document.value().clone();
        crate::secrets::seal(&mut value, self.vault().await?)?;
        serde_json::from_value(value).map_err(|_| Problem::must(codes::SERVICE_ANSWER_UNREADABLE))
    }

    /// A document ready to be sent: its secrets put back.
    ///
    /// # Errors
    /// `secret.again` names those that were kept for an earlier run only.
    pub(crate) async fn with_secrets(&self, document: &Document) -> Result<Document, Problem> {
        let mut value = document.value().clone();
        self.put_secrets_back(&mut value).await?;
        serde_json::from_value(value).map_err(|_| Problem::must(codes::SERVICE_ANSWER_UNREADABLE))
    }

    /// # Errors
    /// `secret.again`.
    pub(crate) async fn put_secrets_back(&self, value: &mut Value) -> Result<(), Problem> {
        match crate::secrets::unseal(value, self.vault().await?).first() {
            Some(first) => Err(Problem::must(codes::SECRET_AGAIN).with("shown", first.as_str())),
            None => Ok(()),
        }
    }
}

/// The highest package version of a submission that customers are to get.
pub fn version(document: &Document) -> Option<String> {
    packages(document)
        .filter(|p| p.get("fileStatus").and_then(Value::as_str) != Some("PendingDelete"))
        .filter_map(|p| {
            p.get("version")
                .or_else(|| p.get("$facts")?.get("identity")?.get("version"))
                .and_then(Value::as_str)
        })
        .max_by_key(|version| crate::files::version_numbers(version))
        .map(str::to_owned)
}

/// The highest version among packages that this computer added.
pub fn added_version(document: &Document) -> Option<String> {
    packages(document)
        .filter_map(|p| p.get("$facts")?.get("identity")?.get("version")?.as_str())
        .max_by_key(|version| crate::files::version_numbers(version))
        .map(str::to_owned)
}

/// The packages of an app's or a flight's submission.
fn packages(document: &Document) -> impl Iterator<Item = &Value> {
    let lists = ["applicationPackages", "flightPackages"].into_iter();
    lists.filter_map(|list| document.value().get(list)?.as_array()).flatten()
}
