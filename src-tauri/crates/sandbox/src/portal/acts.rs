//! The acts themselves. Each says in one sentence what was done, or why it cannot be.

use serde_json::{Value, json};

use super::{flights, names};
use crate::Shared;
use crate::account::Role;
use crate::machine;
use crate::model::{CertificationReport, Note, Origin, Status, Submission};
use crate::product::{Kind, Product};
use crate::progress::enter;
use crate::scenario::merge;
use crate::store::create;
use crate::world::World;

/// Does what `{"action", "product", …}` asks.
pub fn act(shared: &Shared, order: &Value) -> Result<String, String> {
    let action = order["action"].as_str().unwrap_or_default();
    if action == "setRole" {
        return set_role(shared, order["role"].as_str().unwrap_or_default());
    }
    let id = order["product"].as_str().unwrap_or_default();
    let mut world = shared.lock();
    if action == "reserveName" {
        return names::reserve(&mut world, order);
    }
    let Some(product) = world.product(id) else { return Err(format!("There is no product {id}.")) };
    let now = shared.clock.now();
    let done = match action {
        "publishNow" => publish_now(product),
        "cancelCertification" => cancel(product, now),
        "finishReview" => finish_review(product, now),
        "failStep" => fail_step(product, order, now),
        "submit" => submit(product, now),
        "editDraft" => edit_draft(product, order),
        "createSubmission" => return create_submission(shared, &mut world, id, now),
        "deleteSubmission" => return delete_submission(&mut world, id),
        "firstSubmission" => return first_submission(shared, &mut world, id, now),
        "createFlight" => return flights::create(shared, &mut world, id, order),
        "editFlight" => return flights::edit(&mut world, id, order),
        "makeUnavailable" => make_available(product, false),
        "makeAvailable" => make_available(product, true),
        "answerAgeRating" => match product.app_mut() {
            Some(app) => {
                app.age_rated = true;
                Ok("The age rating questionnaire is answered.".to_owned())
            }
            None => Err("Only apps have an age rating.".to_owned()),
        },
        "useMandatoryUpdates" => {
            if product.app().is_none() {
                return Err("Only apps have mandatory updates.".to_owned());
            }
            product.unsupported = true;
            Ok("The product uses mandatory updates: the API answers 409 from now on.".to_owned())
        }
        "stopDistribution" => Err("Only offers stop distribution, and this account has none.".to_owned()),
        other => Err(format!("The portal has no act {other}.")),
    }?;
    saved(&mut world, id)?;
    Ok(done)
}

fn saved(world: &mut World, product: &str) -> Result<(), String> {
    let pending = world.product(product).and_then(|product| product.pending.clone()).unwrap_or_default();
    world.save(product, &pending).map_err(|error| error.to_string())
}

/// The switch of apps and add-ons; a flight is reached by its groups alone.
fn make_available(product: &mut Product, available: bool) -> Result<String, String> {
    if product.flight().is_some() {
        return Err("A flight has no availability of its own.".to_owned());
    }
    product.available = available;
    let said = if available {
        "The product can be acquired again."
    } else {
        "The product can no longer be acquired."
    };
    Ok(said.to_owned())
}

fn pending(product: &mut Product) -> Result<&mut Submission, String> {
    product.pending_mut().ok_or_else(|| "No submission is open.".to_owned())
}

fn publish_now(product: &mut Product) -> Result<String, String> {
    let submission = pending(product)?;
    let holds = matches!(submission.text("targetPublishMode"), "Manual" | "SpecificDate");
    if submission.status != Status::Release || !holds || submission.publish_now {
        return Err("No certified submission waits to be published.".to_owned());
    }
    submission.publish_now = true;
    Ok("The submission is being published.".to_owned())
}

fn cancel(product: &mut Product, now: jiff::Timestamp) -> Result<String, String> {
    let submission = pending(product)?;
    // Publishing cannot be cancelled (store-api 7).
    if !submission.status.moving() || submission.status == Status::Publishing {
        return Err("There is no certification that can be cancelled.".to_owned());
    }
    enter(submission, Status::Canceled, now);
    Ok("The certification was cancelled.".to_owned())
}

fn finish_review(product: &mut Product, now: jiff::Timestamp) -> Result<String, String> {
    let submission = pending(product)?;
    if !matches!(submission.status, Status::PreProcessing | Status::Certification) {
        return Err("The submission is not in review.".to_owned());
    }
    enter(submission, Status::Release, now);
    Ok("The submission passed certification.".to_owned())
}

fn fail_step(product: &mut Product, order: &Value, now: jiff::Timestamp) -> Result<String, String> {
    let id = product.parent().unwrap_or(&product.id).to_owned();
    let submission = pending(product)?;
    let Some(failed) = machine::failure(submission.status) else {
        return Err("No step is running.".to_owned());
    };
    if order["backToDraft"] == true && submission.status == Status::CommitStarted {
        // Seen as a fault of the service: the commit is forgotten (store-api 7).
        enter(submission, Status::PendingCommit, now);
        return Ok("The submission is a draft again.".to_owned());
    }
    let text = |name: &str, usual: &str| {
        order[name].as_str().filter(|text| !text.is_empty()).unwrap_or(usual).to_owned()
    };
    if failed == Status::CertificationFailed {
        submission.details.certification_reports.push(CertificationReport {
            date: now,
            // The form of this address is UNVERIFIED; it is the dashboard's own path.
            report_url: format!(
                "https://partner.microsoft.com/dashboard/products/{id}/submissions/{}",
                submission.id
            ),
        });
    } else {
        let code = text(
            "code",
            if failed == Status::PreProcessingFailed { "PackageValidationFailed" } else { "ServiceError" },
        );
        submission.details.errors.push(Note { code, details: text("details", "The step failed.") });
    }
    enter(submission, failed, now);
    Ok(format!("The submission is now {}.", failed.word()))
}

fn submit(product: &mut Product, now: jiff::Timestamp) -> Result<String, String> {
    let submission = pending(product)?;
    if submission.status != Status::PendingCommit {
        return Err("No draft is open.".to_owned());
    }
    enter(submission, Status::PreProcessing, now);
    Ok("The draft was submitted in Partner Center.".to_owned())
}

fn edit_draft(product: &mut Product, order: &Value) -> Result<String, String> {
    let submission = pending(product)?;
    if submission.status != Status::PendingCommit {
        return Err("No draft is open.".to_owned());
    }
    let mut document = Value::Object(std::mem::take(&mut submission.document));
    match &order["change"] {
        Value::Object(_) => merge(&mut document, &order["change"]),
        _ => document["notesForCertification"] = json!("Changed in Partner Center."),
    }
    submission.document = document.as_object().cloned().unwrap_or_default();
    submission.edited_in_portal = submission.origin == Origin::Api;
    Ok("The draft was changed in Partner Center: the API can no longer change or commit it.".to_owned())
}

fn create_submission(
    shared: &Shared,
    world: &mut World,
    id: &str,
    now: jiff::Timestamp,
) -> Result<String, String> {
    let failed = |error: std::io::Error| error.to_string();
    let number = world.next_id().map_err(failed)?;
    let product = world.product(id).ok_or_else(|| format!("There is no product {id}."))?;
    if product.pending.is_some() {
        return Err("A submission is open already.".to_owned());
    }
    let document = match product.published() {
        Some(live) => live.document.clone(),
        None => create::first(product, &shared.assume).ok_or("The product has no first submission.")?,
    };
    let made = create::clone(product, number.clone(), document, Origin::Portal, None, now);
    product.pending = Some(number.clone());
    product.submissions.insert(number.clone(), made);
    world.save(id, &number).map_err(failed)?;
    Ok("A submission was created in Partner Center: the API cannot change it.".to_owned())
}

fn delete_submission(world: &mut World, id: &str) -> Result<String, String> {
    let product = world.product(id).ok_or_else(|| format!("There is no product {id}."))?;
    let Some(pending) = product.pending() else { return Err("No submission is open.".to_owned()) };
    if pending.status.moving() {
        return Err("The submission is being processed; cancel it first.".to_owned());
    }
    let submission = pending.id.clone();
    world.remove_submission(id, &submission).map_err(|error| error.to_string())?;
    Ok("The submission was deleted in Partner Center.".to_owned())
}

/// A person fills in the pages that the API cannot: the first submission goes live at once.
fn first_submission(
    shared: &Shared,
    world: &mut World,
    id: &str,
    now: jiff::Timestamp,
) -> Result<String, String> {
    let failed = |error: std::io::Error| error.to_string();
    let (number, image) = (world.next_id().map_err(failed)?, world.next_id().map_err(failed)?);
    let product = world.product(id).ok_or_else(|| format!("There is no product {id}."))?;
    if product.last_published.is_some() {
        return Err("The product has a first submission already.".to_owned());
    }
    let fresh = match &mut product.kind {
        Kind::App(app) => {
            app.age_rated = true;
            first_document(&app.primary_name, &image)
        }
        Kind::AddOn(add_on) => {
            let title = add_on.product_id.clone();
            let mut fresh = create::first(product, &shared.assume).unwrap_or_default();
            fresh.insert("contentType".into(), json!("OnlineDownload"));
            fresh.insert("listings".into(), json!({"en-us": {"description": "", "title": title}}));
            fresh
        }
        Kind::Flight(_) => {
            return Err("A flight goes live with packages, not with a first submission.".into());
        }
    };
    let document = product.pending().map_or(fresh, |draft| draft.document.clone());
    if let Some(draft) = product.pending.take() {
        product.submissions.remove(&draft);
    }
    let made = create::clone(product, number.clone(), document, Origin::Portal, None, now);
    product.pending = Some(number.clone());
    product.submissions.insert(number.clone(), made);
    world.publish(id, now);
    world.save(id, &number).map_err(failed)?;
    Ok("The first submission was made in Partner Center and is live.".to_owned())
}

fn first_document(name: &str, image: &str) -> crate::model::Document {
    let mut document = crate::scenario::usual();
    let listing = json!({"en-us": {
        "baseListing": {
            "copyrightAndTrademarkInfo": "", "keywords": [], "licenseTerms": "", "privacyPolicy": "",
            "supportContact": "", "websiteUrl": "", "description": format!("{name} for Windows."), "features": [],
            "releaseNotes": "",
            "images": [{"fileName": "first.png", "fileStatus": "Uploaded", "id": image, "imageType": "Screenshot"}],
            "recommendedHardware": [], "title": name,
        },
        "platformOverrides": {},
    }});
    document.insert("listings".into(), listing);
    document
}

fn set_role(shared: &Shared, role: &str) -> Result<String, String> {
    let role = match role {
        "manager" => Role::Manager,
        "developer" => Role::Developer,
        "absent" => Role::Absent,
        other => return Err(format!("A role is manager, developer or absent, not {other}.")),
    };
    let mut world = shared.lock();
    world.account.role = role;
    world.save_account().map_err(|error| error.to_string())?;
    Ok("The role of the application was changed.".to_owned())
}
