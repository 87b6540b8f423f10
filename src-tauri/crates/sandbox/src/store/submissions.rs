//! One submission: get, status, commit, delete. Creation, update and rollout have files of their own.

use hyper::StatusCode;
use serde_json::{Value, json};

use super::owner::Owner;
use super::{ApiError, emptied};
use crate::Shared;
use crate::blob::sas;
use crate::http::Reply;
use crate::model::{Note, Origin, Status, Submission, Upload};
use crate::progress::enter;
use crate::world::World;

/// An upload address is good for a day of the wall clock (store-api 9).
pub const ADDRESS_HOURS: i64 = 24;

pub fn get(shared: &Shared, owner: &Owner<'_>, id: &str) -> Result<Reply, ApiError> {
    let mut world = shared.lock();
    let submission = found(&mut world, owner, id)?;
    Ok(Reply::json(StatusCode::OK, &shown(shared, owner, submission)))
}

pub fn status(shared: &Shared, owner: &Owner<'_>, id: &str) -> Result<Reply, ApiError> {
    let mut world = shared.lock();
    let submission = found(&mut world, owner, id)?;
    let mut answer = json!({"status": submission.status, "statusDetails": submission.details});
    with_placeholders(shared, owner, &mut answer);
    Ok(Reply::json(StatusCode::OK, &answer))
}

/// The resource as an answer tells it.
pub fn shown(shared: &Shared, owner: &Owner<'_>, submission: &Submission) -> Value {
    let mut answer = submission.to_json(upload_url(shared, submission.upload.as_ref()));
    with_placeholders(shared, owner, &mut answer);
    answer
}

/// The add-on samples carry an entry without content where there is nothing to say (store-api 5.14).
fn with_placeholders(shared: &Shared, owner: &Owner<'_>, answer: &mut Value) {
    if !matches!(owner, Owner::AddOn(_)) || shared.assume.is("status-placeholders", "absent") {
        return;
    }
    for (name, empty) in
        [("errors", json!({"code": "None", "details": "string"})), ("certificationReports", json!({}))]
    {
        if let Some(list) = answer["statusDetails"][name].as_array_mut().filter(|list| list.is_empty()) {
            list.push(empty);
        }
    }
}

pub fn commit(shared: &Shared, owner: &Owner<'_>, id: &str) -> Result<Reply, ApiError> {
    let now = shared.clock.now();
    let mut world = shared.lock();
    let mut submission = found(&mut world, owner, id)?.clone();
    owner.supported(&world)?;
    let accepted = StatusCode::from_u16(if shared.assume.is("commit-status", "200") { 200 } else { 202 })
        .unwrap_or(StatusCode::ACCEPTED);
    let started = json!({"status": "CommitStarted"});
    closed_to_api(owner, &submission)?;
    if submission.status != Status::PendingCommit {
        if submission.status.moving() && shared.assume.is("repeat-commit", "202") {
            return Ok(Reply::json(accepted, &started));
        }
        // Once committed a submission is read-only (store-api 6).
        return Err(ApiError::state("submissionId", "Submission in its current state cannot be committed"));
    }
    submission.details.warnings.retain(|note| note.code != "SalesUnsupportedWarning");
    if submission.document.contains_key("pricing") {
        // Comes with nearly every submission and means nothing (store-api 12, trap 6).
        let noise = Note::new("SalesUnsupportedWarning", "The sales resource is no longer supported.");
        submission.details.warnings.push(noise);
    }
    enter(&mut submission, Status::CommitStarted, now);
    put_back(&mut world, owner, submission);
    if let Some(app) = owner.product(&mut world)?.app_mut() {
        // A draft from before May 2017 hides the newer members until it is committed (store-api 5.8).
        app.advanced_listings = true;
    }
    world.save(owner.id(), id)?;
    Ok(Reply::json(accepted, &started))
}

pub fn delete(shared: &Shared, owner: &Owner<'_>, id: &str) -> Result<Reply, ApiError> {
    let mut world = shared.lock();
    let submission = found(&mut world, owner, id)?;
    let (status, origin, upload) = (submission.status, submission.origin, submission.upload.clone());
    owner.supported(&world)?;
    if origin == Origin::Portal {
        return Err(ApiError::not_made_by_api(owner.submission_word()));
    }
    // PendingCommit for sure, CommitFailed as clients do it; the other failures are open (store-api 7).
    let deletable = match status {
        Status::PendingCommit | Status::CommitFailed => true,
        status => status.failed() && shared.assume.is("deletable-failed", "yes"),
    };
    if !deletable {
        return Err(ApiError::state("submissionId", "Submission in its current state cannot be deleted"));
    }
    world.remove_submission(owner.id(), id)?;
    drop(world);
    if let Some(upload) = upload {
        shared.shelf.remove(&upload.container, &upload.blob)?;
    }
    Ok(emptied(shared))
}

/// A submission of a product. 404 when it is another product's.
pub fn found<'w>(world: &'w mut World, owner: &Owner<'_>, id: &str) -> Result<&'w Submission, ApiError> {
    let product = owner.product(world)?;
    product.submissions.get(id).ok_or_else(|| ApiError::not_found("submission", id))
}

/// Puts a changed copy in the place of the submission it came from.
pub fn put_back(world: &mut World, owner: &Owner<'_>, submission: Submission) {
    if let Some(product) = world.product(owner.id()) {
        product.submissions.insert(submission.id.clone(), submission);
    }
}

/// What Partner Center made or changed is closed to the API (store-api 1).
pub fn closed_to_api(owner: &Owner<'_>, submission: &Submission) -> Result<(), ApiError> {
    if submission.origin == Origin::Portal || submission.edited_in_portal {
        return Err(ApiError::not_made_by_api(owner.submission_word()));
    }
    Ok(())
}

/// The address to upload to; null for what Partner Center made.
fn upload_url(shared: &Shared, upload: Option<&Upload>) -> Option<String> {
    let upload = upload?;
    let expires = if shared.assume.is("upload-address", "renewed") {
        shared.clock.wall().saturating_add(jiff::SignedDuration::from_hours(ADDRESS_HOURS)).ok()?
    } else {
        upload.expires
    };
    let query = sas::query(&shared.sas_key, &upload.container, &upload.blob, expires, shared.sas_style());
    Some(format!("{}/blob.core.windows.net/{}/{}?{query}", shared.base(), upload.container, upload.blob))
}
