//! Creating a submission: a clone of the last published one (store-api 4.2, 6; transport rule of the minimal form). The
//! first submission of an add-on or a flight may be made here; that of an app is made in Partner Center.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

use super::owner::Owner;
use super::submissions::{ADDRESS_HOURS, found, shown};
use super::{ApiError, created, files};
use crate::Shared;
use crate::assume::Assumptions;
use crate::blob::sas;
use crate::http::Reply;
use crate::model::{Document, NEVER, Origin, Status, StatusDetails, Submission, Upload};
use crate::product::{Kind, Product};
use crate::world::World;

/// From so many languages on a clone is large (assumption `large-clone`).
const LARGE: usize = 50;
/// A clone was seen to take 268 s (store-api 3).
const SLOW_SECONDS: f64 = 268.0;

pub async fn submission(shared: &Shared, owner: &Owner<'_>, minimal: bool) -> Result<Reply, ApiError> {
    if !minimal && shared.assume.is("large-clone", "500") && is_large(&mut shared.lock(), owner) {
        return Err(ApiError::internal());
    }
    let (id, archive) = open(shared, owner)?;
    let (body, upload, large) = {
        let mut world = shared.lock();
        let large = is_large(&mut world, owner);
        let made = found(&mut world, owner, &id)?;
        (shown(shared, owner, made), made.upload.clone(), large)
    };
    if shared.assume.is("clone-archive", "present")
        && let (Some(archive), Some(upload)) = (archive, upload)
    {
        shared.copy_blob(&archive, &upload).await?;
    }
    if !minimal && large {
        match shared.assume.value("large-clone") {
            "500-made" => return Err(ApiError::internal()),
            "slow" => {
                // Sandbox time: a rehearsal does not wait for minutes.
                tokio::time::sleep(Duration::from_secs_f64(SLOW_SECONDS / shared.clock.speed())).await;
            }
            _ => {}
        }
    }
    // Known for apps and flights (store-api 3).
    let minimal = minimal && !matches!(owner, Owner::AddOn(_));
    Ok(Reply::json(created(shared), &if minimal { without_bulk(body) } else { body }))
}

/// Opens a submission: its id, and the archive of the one that it was made of.
pub fn open(shared: &Shared, owner: &Owner<'_>) -> Result<(String, Option<Upload>), ApiError> {
    let upload = new_upload(shared);
    let mut world = shared.lock();
    owner.product(&mut world)?;
    owner.supported(&world)?;
    let product = owner.product(&mut world)?;
    let published = may_create(product)?;
    let archive = published.and_then(|published| published.upload.clone());
    let document = published.map(|published| published.document.clone());
    let mut document = match document {
        Some(document) => document,
        None => first(product, &shared.assume).ok_or_else(needs_partner_center)?,
    };
    let id = world.next_id()?;
    if shared.assume.is("clone-ids", "new") {
        let mut ids = Vec::new();
        for _ in 0..files::count(&document) {
            ids.push(world.account.next_id());
        }
        files::renumber(&mut document, &mut ids.into_iter());
        world.save_account()?;
    }
    let product = owner.product(&mut world)?;
    let made = clone(product, id.clone(), document, Origin::Api, Some(upload), shared.clock.now());
    product.pending = Some(id.clone());
    product.submissions.insert(id.clone(), made);
    world.save(owner.id(), &id)?;
    Ok((id, archive))
}

/// Whether a new submission may be opened, and of what it is a clone (store-api 4.2, 6, 14).
fn may_create(product: &Product) -> Result<Option<&Submission>, ApiError> {
    if product.pending.is_some() {
        let message = "Create submission failed, status code Conflict, reason phrase Conflict";
        return Err(ApiError::state("submission", message));
    }
    if product.flight().is_some_and(|flight| flight.gone_at.is_some()) {
        return Err(ApiError::state("flight", "Create submission failed: the flight is being deleted."));
    }
    let Some(published) = product.published() else { return Ok(None) };
    if published.rollout_running() {
        let message = "Create submission failed: a package rollout of the published submission is in progress. \
                       Finalize or halt it first.";
        return Err(ApiError::state("submission", message));
    }
    Ok(Some(published))
}

/// The documents ask for a first submission made in Partner Center; its refusal is among the documented 409.
fn needs_partner_center() -> ApiError {
    let message =
        "Create submission failed: the first submission of an application is made in Partner Center.";
    ApiError::state("application", message)
}

fn is_large(world: &mut World, owner: &Owner<'_>) -> bool {
    let product = owner.product(world).ok();
    let live = product.and_then(|product| product.published());
    live.is_some_and(|live| live.listings().count() >= LARGE)
}

/// What the first submission of an add-on or a flight says before anybody filled it in. `None` for an app.
pub fn first(product: &Product, assume: &Assumptions) -> Option<Document> {
    let document = match &product.kind {
        Kind::App(_) => return None,
        Kind::AddOn(_) => json!({
            "contentType": "NotSet", "keywords": [], "lifetime": "Forever", "listings": {},
            "pricing": {"marketSpecificPricings": {}, "sales": [], "priceId": assume.value("first-price"),
                        "isAdvancedPricingModel": true},
            "targetPublishDate": NEVER, "targetPublishMode": "Immediate", "tag": "", "visibility": "Public",
            "friendlyName": "",
        }),
        Kind::Flight(_) => json!({
            "flightId": product.id, "flightPackages": [],
            "packageDeliveryOptions": {
                "packageRollout": {"isPackageRollout": false, "packageRolloutPercentage": 0.0,
                                   "packageRolloutStatus": "PackageRolloutNotStarted",
                                   "fallbackSubmissionId": "0"},
                "isMandatoryUpdate": false, "mandatoryUpdateEffectiveDate": "1601-01-01T00:00:00.0000000Z",
            },
            "targetPublishMode": "Immediate", "targetPublishDate": "", "notesForCertification": "",
        }),
    };
    document.as_object().cloned()
}

/// A submission made of `document`, not yet part of the product.
pub fn clone(
    product: &mut Product,
    id: String,
    mut document: Document,
    origin: Origin,
    upload: Option<Upload>,
    now: Timestamp,
) -> Submission {
    let number = product.next_number;
    product.next_number += 1;
    // A flight submission has no name.
    if product.flight().is_none() {
        document.insert("friendlyName".into(), json!(format!("Submission {number}")));
    }
    // A rollout belongs to one submission; what else stands there is copied.
    let rollout = document.get_mut("packageDeliveryOptions").and_then(|o| o.get_mut("packageRollout"));
    if let Some(rollout) = rollout.and_then(Value::as_object_mut) {
        rollout.insert("isPackageRollout".into(), json!(false));
        rollout.insert("packageRolloutPercentage".into(), json!(0.0));
        rollout.insert("packageRolloutStatus".into(), json!("PackageRolloutNotStarted"));
        rollout.insert("fallbackSubmissionId".into(), json!("0"));
    }
    let cloned_languages = document
        .get("listings")
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(|l| l.keys().cloned())
        .collect();
    Submission {
        id,
        origin,
        edited_in_portal: false,
        status: Status::PendingCommit,
        since: now,
        details: StatusDetails::default(),
        upload,
        publish_now: false,
        deferred: Vec::new(),
        cloned_languages,
        document,
    }
}

/// A place for the files. With `sas-plus=raw` one is chosen whose signature holds a plus sign, so that the trap is
/// met every time and not every second time.
fn new_upload(shared: &Shared) -> Upload {
    let expires = shared.clock.wall() + SignedDuration::from_hours(ADDRESS_HOURS);
    loop {
        let upload = Upload { container: "ingestion".into(), blob: Uuid::new_v4().to_string(), expires };
        let style = shared.sas_style();
        let query = sas::query(&shared.sas_key, &upload.container, &upload.blob, expires, style);
        let signature =
            query.split("&sig=").nth(1).and_then(|rest| rest.split('&').next()).unwrap_or_default();
        if !style.raw_plus || signature.contains('+') {
            return upload;
        }
    }
}

/// The minimal answer lacks listings and packages (store-api 3).
fn without_bulk(mut body: Value) -> Value {
    if let Some(members) = body.as_object_mut() {
        for bulk in ["listings", "applicationPackages", "flightPackages"] {
            members.shift_remove(bulk);
        }
    }
    body
}
