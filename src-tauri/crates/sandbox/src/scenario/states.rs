//! The past of a product in a scenario file: published submissions, oldest first, then the pending one.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::account::Account;
use crate::model::{CertificationReport, Document, Note, Origin, Status, StatusDetails, Submission, Upload};
use crate::product::Product;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct State {
    status: Status,
    number: u32,
    #[serde(default)]
    days_ago: i64,
    #[serde(default)]
    minutes_ago: i64,
    #[serde(default = "by_api")]
    origin: Origin,
    /// A JSON merge patch over the document of the published submission.
    #[serde(default)]
    change: Value,
    #[serde(default)]
    errors: Vec<Note>,
    #[serde(default)]
    warnings: Vec<Note>,
    /// There is a certification report of this submission.
    #[serde(default)]
    report: bool,
}

fn by_api() -> Origin {
    Origin::Api
}

/// Gives `product` its submissions, each a change of the one before, the first of `document`.
pub fn fill(
    product: &mut Product,
    states: &[State],
    mut document: Document,
    account: &mut Account,
    epoch: Timestamp,
) {
    product.next_number = states.iter().map(|state| state.number).max().unwrap_or(0) + 1;
    for state in states {
        if !state.change.is_null() {
            let mut changed = Value::Object(document);
            merge(&mut changed, &state.change);
            document = changed.as_object().cloned().unwrap_or_default();
        }
        let submission = submission(state, &document, product, account, epoch);
        if state.status == Status::Published {
            product.last_published = Some(submission.id.clone());
        } else {
            product.pending = Some(submission.id.clone());
        }
        product.submissions.insert(submission.id.clone(), submission);
    }
}

fn submission(
    state: &State,
    document: &Document,
    product: &Product,
    account: &mut Account,
    epoch: Timestamp,
) -> Submission {
    let since = back(epoch, state.days_ago, state.minutes_ago);
    let id = account.next_id();
    let mut document = document.clone();
    if product.flight().is_none() {
        document.insert("friendlyName".into(), json!(format!("Submission {}", state.number)));
    }
    let rollout = document.get_mut("packageDeliveryOptions").map(|options| &mut options["packageRollout"]);
    // Without a submission before it there is nothing to fall back to, and no rollout.
    if let (Some(rollout), Some(before)) = (rollout, &product.last_published)
        && rollout["isPackageRollout"] == true
        && state.status == Status::Published
    {
        rollout["packageRolloutStatus"] = json!("PackageRolloutInProgress");
        rollout["fallbackSubmissionId"] = json!(before);
    }
    let mut details = StatusDetails {
        errors: state.errors.clone(),
        warnings: state.warnings.clone(),
        ..Default::default()
    };
    if state.report {
        details.certification_reports.push(CertificationReport {
            date: since,
            // The form of this address is UNVERIFIED; it is the dashboard's own path.
            report_url: format!(
                "https://partner.microsoft.com/dashboard/products/{}/submissions/{id}",
                product.parent().unwrap_or(&product.id)
            ),
        });
    }
    // What Partner Center made has no address; an older address ended with its day.
    let upload = (state.origin == Origin::Api).then(|| Upload {
        container: "ingestion".into(),
        blob: format!("{}-{id}", product.id.to_ascii_lowercase()),
        expires: since + SignedDuration::from_hours(24),
    });
    Submission {
        id,
        origin: state.origin,
        edited_in_portal: false,
        status: state.status,
        since,
        details,
        upload,
        publish_now: false,
        deferred: Vec::new(),
        cloned_languages: product
            .published()
            .map(|published| published.listings().map(|(language, _)| language.clone()).collect())
            .unwrap_or_default(),
        document,
    }
}

pub fn back(epoch: Timestamp, days: i64, minutes: i64) -> Timestamp {
    epoch - SignedDuration::from_mins(days * 24 * 60 + minutes)
}

/// JSON merge patch (RFC 7396).
pub fn merge(target: &mut Value, patch: &Value) {
    let Some(patch) = patch.as_object() else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    if let Some(target) = target.as_object_mut() {
        for (name, value) in patch {
            if value.is_null() {
                target.shift_remove(name);
            } else {
                merge(target.entry(name.clone()).or_insert(Value::Null), value);
            }
        }
    }
}
