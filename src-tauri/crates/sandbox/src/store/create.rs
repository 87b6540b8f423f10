//! Creating a submission: a clone of the last published one (store-api 4.2, 6; transport rule of the minimal form).

use hyper::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

use super::submissions::{ADDRESS_HOURS, may_create, upload_url};
use super::{ApiError, files};
use crate::Shared;
use crate::blob::sas;
use crate::http::Reply;
use crate::model::{Document, Origin, Product, Status, StatusDetails, Submission, Upload};

pub async fn submission(shared: &Shared, app: &str, minimal: bool) -> Result<Reply, ApiError> {
    let upload = new_upload(shared);
    let (body, archive) = {
        let mut world = shared.lock();
        let product = world.product(app).ok_or_else(|| ApiError::not_found("application", app))?;
        let published = may_create(product)?;
        let archive = published.upload.clone();
        let mut document = published.document.clone();
        let id = world.next_id()?;
        if shared.assume.is("clone-ids", "new") {
            let mut ids = Vec::new();
            for _ in 0..files::count(&document) {
                ids.push(world.account.next_id());
            }
            files::renumber(&mut document, &mut ids.into_iter());
            world.save_account()?;
        }
        let product = world.product(app).ok_or_else(|| ApiError::not_found("application", app))?;
        let made =
            clone(product, id.clone(), document, Origin::Api, Some(upload.clone()), shared.clock.now());
        let body = made.to_json(upload_url(shared, made.upload.as_ref()));
        product.pending = Some(id.clone());
        product.submissions.insert(id.clone(), made);
        world.save(app, &id)?;
        (body, archive)
    };
    if shared.assume.is("clone-archive", "present")
        && let Some(archive) = archive
    {
        shared.copy_blob(&archive, &upload).await?;
    }
    let status = if shared.assume.is("create-status", "200") { StatusCode::OK } else { StatusCode::CREATED };
    Ok(Reply::json(status, &if minimal { without_bulk(body) } else { body }))
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
    document.insert("friendlyName".into(), json!(format!("Submission {number}")));
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
        members.shift_remove("listings");
        members.shift_remove("applicationPackages");
    }
    body
}
