//! The gradual rollout of a published submission: read, change its percentage, halt, finalize. Apps and flights.
//!
//! Source: `store-api` 4.3 (codes, shapes), 11 (what it means). It starts at publication (`progress`), and blocks the
//! next submission while it runs (`create`).

use hyper::StatusCode;
use serde_json::{Value, json};

use super::ApiError;
use super::owner::Owner;
use super::submissions::{found, put_back};
use crate::Shared;
use crate::http::{Reply, Request};
use crate::model::Document;

pub fn info(shared: &Shared, owner: &Owner<'_>, id: &str) -> Result<Reply, ApiError> {
    let mut world = shared.lock();
    Ok(told(found(&mut world, owner, id)?.rollout()))
}

pub fn percentage(
    shared: &Shared,
    owner: &Owner<'_>,
    id: &str,
    request: &Request,
) -> Result<Reply, ApiError> {
    let asked = request.query("percentage").and_then(|text| text.parse::<f64>().ok());
    let Some(asked) = asked.filter(|percentage| (0.0..=100.0).contains(percentage)) else {
        return Err(ApiError::value("percentage", "percentage is a number from 0 to 100."));
    };
    change(shared, owner, id, |rollout| {
        let now = rollout["packageRolloutPercentage"].as_f64().unwrap_or(0.0);
        if asked < now && shared.assume.is("rollout-lower", "409") {
            return Err(ApiError::state(
                "packageRollout",
                "The package rollout percentage cannot be lowered.",
            ));
        }
        // All of the customers is not the end: that is finalize's (store-api 11).
        rollout.insert("packageRolloutPercentage".into(), json!(asked));
        Ok(())
    })
}

pub fn halt(shared: &Shared, owner: &Owner<'_>, id: &str) -> Result<Reply, ApiError> {
    let answer = change(shared, owner, id, |rollout| {
        rollout.insert("packageRolloutPercentage".into(), json!(0.0));
        rollout.insert("packageRolloutStatus".into(), json!("PackageRolloutStopped"));
        Ok(())
    })?;
    if shared.assume.is("halted-live", "fallback") {
        let mut world = shared.lock();
        let product = owner.product(&mut world)?;
        let before = product.published().and_then(|live| live.rollout()["fallbackSubmissionId"].as_str());
        if let Some(before) = before.filter(|id| product.submissions.contains_key(*id)).map(str::to_owned) {
            product.last_published = Some(before);
            world.save_product(owner.id())?;
        }
    }
    Ok(answer)
}

pub fn finalize(shared: &Shared, owner: &Owner<'_>, id: &str) -> Result<Reply, ApiError> {
    change(shared, owner, id, |rollout| {
        rollout.insert("packageRolloutPercentage".into(), json!(100.0));
        rollout.insert("packageRolloutStatus".into(), json!("PackageRolloutComplete"));
        Ok(())
    })
}

fn change(
    shared: &Shared,
    owner: &Owner<'_>,
    id: &str,
    how: impl FnOnce(&mut Document) -> Result<(), ApiError>,
) -> Result<Reply, ApiError> {
    let mut world = shared.lock();
    let product = owner.product(&mut world)?;
    let live = product.last_published.as_deref() == Some(id);
    if !product.submissions.contains_key(id) && world.someone_holds(id) {
        // The pages give this a 409, where the other calls answer 404.
        let message = format!("The submission {id} does not belong to the {} {}.", owner.word(), owner.id());
        return Err(ApiError::state("submission", &message));
    }
    let mut submission = found(&mut world, owner, id)?.clone();
    owner.supported(&world)?;
    if !live || !submission.rollout_running() {
        let message = "The submission is not published with a package rollout in progress.";
        return Err(ApiError::state("packageRollout", message));
    }
    if let Some(rollout) = submission.rollout_mut() {
        how(rollout)?;
    }
    let answer = told(submission.rollout());
    put_back(&mut world, owner, submission);
    world.save(owner.id(), id)?;
    Ok(answer)
}

/// `isSeekEnabled` belongs to the submission; the rollout pages show four members.
fn told(rollout: &Value) -> Reply {
    Reply::json(
        StatusCode::OK,
        &json!({
            "isPackageRollout": rollout["isPackageRollout"],
            "packageRolloutPercentage": rollout["packageRolloutPercentage"],
            "packageRolloutStatus": rollout["packageRolloutStatus"],
            "fallbackSubmissionId": rollout["fallbackSubmissionId"],
        }),
    )
}
