//! What this computer sent for a submission: kept with it, so that what others changed since can be told, and so that its
//! files are found again when it was deleted.

use rusqlite::OptionalExtension as _;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use vitrine_domain::Problem;
use vitrine_domain::document::readback::compare_sent;
use vitrine_domain::document::sending::PlannedFile;
use vitrine_domain::document::{Document, is_services_own};
use vitrine_domain::review::{Changes, changes};

use crate::App;
use crate::store::{from_json, json};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Sent {
    /// The body of the last PUT that was read back, before the first one what the service handed out. Secrets cut out.
    pub body: Value,
    /// The entries of the archive that goes with it.
    pub files: Vec<PlannedFile>,
}

impl App {
    /// Keeps what was sent, once the service was seen to have it. A submission that was not made here keeps nothing.
    pub(crate) async fn keep_sent(&self, submission: &str, sent: &Sent) -> Result<(), Problem> {
        let (key, text) = (submission.to_owned(), json(sent));
        self.database
            .write(move |t| t.execute("UPDATE made_here SET sent = ? WHERE submission = ?", [text, key]))
            .await
            .map(drop)
    }

    /// Keeps how the service handed a submission out, unless something was sent since. Nothing goes with it yet.
    pub(crate) async fn keep_handed_out(&self, submission: &str, read: &Value) -> Result<(), Problem> {
        let body = self.document(read.clone()).await?.to_submission();
        let (key, text) = (submission.to_owned(), json(&Sent { body, files: Vec::new() }));
        self.database
            .write(move |t| {
                t.execute("UPDATE made_here SET sent = ? WHERE submission = ? AND sent IS NULL", [text, key])
            })
            .await
            .map(drop)
    }

    pub(crate) async fn sent(&self, submission: &str) -> Result<Option<Sent>, Problem> {
        let key = submission.to_owned();
        self.database
            .read(move |c| {
                let text: Option<Option<String>> = c
                    .prepare_cached("SELECT sent FROM made_here WHERE submission = ?")?
                    .query_row([key], |row| row.get(0))
                    .optional()?;
                text.flatten().map(|text| from_json(0, &text)).transpose()
            })
            .await
    }

    /// The files that went with a submission: those of what was sent, or of a job that had no time to send them.
    pub(crate) async fn files_sent(&self, submission: &str) -> Result<Vec<PlannedFile>, Problem> {
        match self.sent(submission).await? {
            Some(sent) if !sent.files.is_empty() => Ok(sent.files),
            _ => Ok(self.jobs.files_of(submission)),
        }
    }

    /// What a submission says otherwise than this computer last sent; `None` when nothing is known to have been sent.
    pub(crate) async fn changed_since_sent(
        &self,
        submission: &str,
        document: &Document,
    ) -> Result<Option<Changes>, Problem> {
        let Some(sent) = self.sent(submission).await? else { return Ok(None) };
        let mut found = compare_sent(&sent.body, &document.to_submission());
        found.retain(|difference| !is_services_own(&difference.pointer));
        let before = self.document(sent.body).await?;
        Ok(Some(changes(&before, document, &found)))
    }
}
