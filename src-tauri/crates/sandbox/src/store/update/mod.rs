//! PUT of a submission: it replaces the whole (store-api 10). What is left out takes its empty value; what the
//! service owns is ignored; values outside the closed sets are refused unless the service itself told them.

mod add_on;
mod app;
mod delivery;
mod flight;
mod games;
mod listings;
mod values;

use hyper::StatusCode;
use serde_json::{Map, Value};

use super::owner::Owner;
use super::submissions::{closed_to_api, found, put_back, shown};
use super::{ApiError, checks, members};
use crate::Shared;
use crate::http::Reply;
use crate::model::{Document, Note, Status};
use crate::product::Kind;

pub fn submission(shared: &Shared, owner: &Owner<'_>, id: &str, body: &[u8]) -> Result<Reply, ApiError> {
    let sent = members::object(body, owner.submission_word())?;
    let mut world = shared.lock();
    let mut submission = found(&mut world, owner, id)?.clone();
    owner.supported(&world)?;
    closed_to_api(owner, &submission)?;
    if submission.status != Status::PendingCommit {
        return Err(ApiError::state("submissionId", "Submission in its current state cannot be updated"));
    }
    let (current, assume) = (&submission.document, &shared.assume);
    let next = match &owner.product(&mut world)?.kind {
        Kind::App(app) => app::replaced(&sent, current, assume, app.advanced_listings)?,
        Kind::AddOn(_) => add_on::replaced(&sent, current, assume)?,
        Kind::Flight(_) => flight::replaced(&sent, current, assume)?,
    };
    if shared.assume.is("text-limits", "update")
        && let Some(over) = checks::text_faults(&next).first()
    {
        return Err(ApiError::value("listings", over.details.clone()));
    }
    submission.details.warnings = opt_warnings(&submission.cloned_languages, &next);
    submission.document = next;
    let answer = shown(shared, owner, &submission);
    put_back(&mut world, owner, submission);
    world.save(owner.id(), id)?;
    Ok(Reply::json(StatusCode::OK, &answer))
}

/// Languages that went or came since the clone (store-api 8, 10).
fn opt_warnings(cloned: &[String], next: &Document) -> Vec<Note> {
    let now: Vec<&String> =
        next.get("listings").and_then(Value::as_object).into_iter().flat_map(Map::keys).collect();
    let gone = cloned.iter().filter(|language| !now.contains(language)).map(|language| {
        Note::new("ListingOptOutWarning", format!("The listing for the language {language} was removed."))
    });
    let new = now.iter().filter(|language| !cloned.contains(language)).map(|language| {
        Note::new("ListingOptInWarning", format!("A listing for the language {language} was added."))
    });
    gone.chain(new).collect()
}
