//! One submission: get, status, rollout, commit, delete. Creation and update have files of their own.

use hyper::StatusCode;
use serde_json::json;

use super::ApiError;
use crate::Shared;
use crate::blob::sas;
use crate::http::Reply;
use crate::model::{Note, Origin, Product, Status, Submission, Upload};
use crate::progress::enter;
use crate::world::World;

/// An upload address is good for a day of the wall clock (store-api 9).
pub const ADDRESS_HOURS: i64 = 24;

pub fn get(shared: &Shared, app: &str, id: &str) -> Result<Reply, ApiError> {
    let mut world = shared.lock();
    let (_, submission) = found(&mut world, app, id)?;
    let url = upload_url(shared, submission.upload.as_ref());
    Ok(Reply::json(StatusCode::OK, &submission.to_json(url)))
}

pub fn status(shared: &Shared, app: &str, id: &str) -> Result<Reply, ApiError> {
    let mut world = shared.lock();
    let (_, submission) = found(&mut world, app, id)?;
    Ok(Reply::json(
        StatusCode::OK,
        &json!({"status": submission.status, "statusDetails": submission.details}),
    ))
}

pub fn rollout(shared: &Shared, app: &str, id: &str) -> Result<Reply, ApiError> {
    let mut world = shared.lock();
    let (_, submission) = found(&mut world, app, id)?;
    let rollout = submission.rollout();
    // `isSeekEnabled` belongs to the submission; the rollout pages show four members.
    Ok(Reply::json(
        StatusCode::OK,
        &json!({
            "isPackageRollout": rollout["isPackageRollout"],
            "packageRolloutPercentage": rollout["packageRolloutPercentage"],
            "packageRolloutStatus": rollout["packageRolloutStatus"],
            "fallbackSubmissionId": rollout["fallbackSubmissionId"],
        }),
    ))
}

pub fn commit(shared: &Shared, app: &str, id: &str) -> Result<Reply, ApiError> {
    let now = shared.clock.now();
    let mut world = shared.lock();
    let (product, submission) = found(&mut world, app, id)?;
    if product.unsupported {
        return Err(ApiError::unsupported());
    }
    let accepted = StatusCode::from_u16(if shared.assume.is("commit-status", "200") { 200 } else { 202 })
        .unwrap_or(StatusCode::ACCEPTED);
    let started = json!({"status": "CommitStarted"});
    closed_to_api(&submission)?;
    if submission.status != Status::PendingCommit {
        if submission.status.moving() && shared.assume.is("repeat-commit", "202") {
            return Ok(Reply::json(accepted, &started));
        }
        // Once committed a submission is read-only (store-api 6).
        return Err(ApiError::state("submissionId", "Submission in its current state cannot be committed"));
    }
    let mut submission = submission;
    submission.details.warnings.retain(|note| note.code != "SalesUnsupportedWarning");
    // Comes with nearly every submission and means nothing (store-api 12, trap 6).
    submission
        .details
        .warnings
        .push(Note::new("SalesUnsupportedWarning", "The sales resource is no longer supported."));
    enter(&mut submission, Status::CommitStarted, now);
    put_back(&mut world, app, submission);
    world.save(app, id)?;
    Ok(Reply::json(accepted, &started))
}

pub fn delete(shared: &Shared, app: &str, id: &str) -> Result<Reply, ApiError> {
    let mut world = shared.lock();
    let (product, submission) = found(&mut world, app, id)?;
    if product.unsupported {
        return Err(ApiError::unsupported());
    }
    if submission.origin == Origin::Portal {
        return Err(ApiError::not_made_by_api());
    }
    // PendingCommit for sure, CommitFailed as clients do it; the other failures are open (store-api 7).
    let deletable = match submission.status {
        Status::PendingCommit | Status::CommitFailed => true,
        status => status.failed() && shared.assume.is("deletable-failed", "yes"),
    };
    if !deletable {
        return Err(ApiError::state("submissionId", "Submission in its current state cannot be deleted"));
    }
    world.remove_submission(app, id)?;
    drop(world);
    if let Some(upload) = submission.upload {
        shared.shelf.remove(&upload.container, &upload.blob)?;
    }
    let status =
        if shared.assume.is("delete-status", "200") { StatusCode::OK } else { StatusCode::NO_CONTENT };
    Ok(Reply::empty(status))
}

/// A submission of a product, and the product's own members. 404 when it is another product's.
pub fn found(world: &mut World, app: &str, id: &str) -> Result<(Head, Submission), ApiError> {
    let product = world.product(app).ok_or_else(|| ApiError::not_found("application", app))?;
    let submission = product.submissions.get(id).ok_or_else(|| ApiError::not_found("submission", id))?;
    Ok((Head { unsupported: product.unsupported }, submission.clone()))
}

/// What a change needs to know of the product.
pub struct Head {
    pub unsupported: bool,
}

/// Puts a changed copy in the place of the submission it came from.
pub fn put_back(world: &mut World, app: &str, submission: Submission) {
    if let Some(product) = world.product(app) {
        product.submissions.insert(submission.id.clone(), submission);
    }
}

/// What Partner Center made or changed is closed to the API (store-api 1).
pub fn closed_to_api(submission: &Submission) -> Result<(), ApiError> {
    if submission.origin == Origin::Portal || submission.edited_in_portal {
        return Err(ApiError::not_made_by_api());
    }
    Ok(())
}

/// The address to upload to; null for what Partner Center made.
pub fn upload_url(shared: &Shared, upload: Option<&Upload>) -> Option<String> {
    let upload = upload?;
    let expires = if shared.assume.is("upload-address", "renewed") {
        shared.clock.wall().saturating_add(jiff::SignedDuration::from_hours(ADDRESS_HOURS)).ok()?
    } else {
        upload.expires
    };
    let query = sas::query(&shared.sas_key, &upload.container, &upload.blob, expires, shared.sas_style());
    Some(format!("{}/blob.core.windows.net/{}/{}?{query}", shared.base(), upload.container, upload.blob))
}

/// Whether a new submission may be opened for this product (store-api 4.2, 6, 14).
pub fn may_create(product: &Product) -> Result<&Submission, ApiError> {
    if product.unsupported {
        return Err(ApiError::unsupported());
    }
    if product.pending.is_some() {
        let message = "Create submission failed, status code Conflict, reason phrase Conflict";
        return Err(ApiError::state("submission", message));
    }
    let Some(published) = product.published() else {
        // The documents ask for a first submission made in Partner Center; its refusal is among the documented 409.
        let message =
            "Create submission failed: the first submission of an application is made in Partner Center.";
        return Err(ApiError::state("application", message));
    };
    if published.rollout_running() {
        let message = "Create submission failed: a package rollout of the published submission is in progress. \
                       Finalize or halt it first.";
        return Err(ApiError::state("submission", message));
    }
    Ok(published)
}
