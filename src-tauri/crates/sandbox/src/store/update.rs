//! PUT of a submission: it replaces the whole (store-api 10). What is left out takes its empty value; what the
//! service owns is ignored; values outside the closed sets are refused unless the service itself told them.

use hyper::StatusCode;
use serde_json::{Map, Value, json};

use super::submissions::{closed_to_api, found, put_back, upload_url};
use super::tables::{self, HARDWARE, LICENSING, PUBLISH_MODE, VISIBILITY};
use super::{ApiError, checks, files, members, pricing};
use crate::Shared;
use crate::assume::Assumptions;
use crate::http::Reply;
use crate::model::{Document, NEVER, Note, Status};

pub fn submission(shared: &Shared, app: &str, id: &str, body: &[u8]) -> Result<Reply, ApiError> {
    let sent: Value = serde_json::from_slice(body)
        .map_err(|_| ApiError::value("applicationSubmission", "The request body is not valid JSON."))?;
    let sent = members::spelled(sent);
    let Some(sent) = sent.as_object() else {
        return Err(ApiError::value("applicationSubmission", "The request body is not an object."));
    };
    let mut world = shared.lock();
    let (head, mut submission) = found(&mut world, app, id)?;
    if head.unsupported {
        return Err(ApiError::unsupported());
    }
    closed_to_api(&submission)?;
    if submission.status != Status::PendingCommit {
        return Err(ApiError::state("submissionId", "Submission in its current state cannot be updated"));
    }
    let next = replaced(sent, &submission.document, &shared.assume)?;
    submission.details.warnings = opt_warnings(&submission.cloned_languages, &next);
    submission.document = next;
    let url = upload_url(shared, submission.upload.as_ref());
    let answer = submission.to_json(url);
    put_back(&mut world, app, submission);
    world.save(app, id)?;
    Ok(Reply::json(StatusCode::OK, &answer))
}

/// The document after a PUT of `sent`.
fn replaced(sent: &Document, current: &Document, assume: &Assumptions) -> Result<Document, ApiError> {
    let now = |name: &str| current.get(name).unwrap_or(&Value::Null);
    let word =
        |name: &'static str, set: &[&str], empty: &str| choice(sent.get(name), now(name), set, empty, name);
    let flag = |name: &'static str| boolean(sent.get(name), name);
    let mut next = Map::new();
    let category = sent.get("applicationCategory").and_then(Value::as_str).unwrap_or("NotSet");
    if !tables::is_category(category) && now("applicationCategory") != category {
        return Err(ApiError::value("applicationCategory", format!("'{category}' is not a valid category.")));
    }
    next.insert("applicationCategory".into(), json!(category));
    next.insert("pricing".into(), pricing::replaced(sent.get("pricing"), now("pricing"))?);
    next.insert("visibility".into(), word("visibility", VISIBILITY, "NotSet")?);
    next.insert("targetPublishMode".into(), word("targetPublishMode", PUBLISH_MODE, "Immediate")?);
    next.insert("targetPublishDate".into(), date(sent.get("targetPublishDate"), "targetPublishDate")?);
    next.insert("listings".into(), listings(sent.get("listings"), now("listings"), assume)?);
    let hardware = list(sent.get("hardwarePreferences"), "hardwarePreferences")?;
    let held = now("hardwarePreferences").as_array().map(Vec::as_slice).unwrap_or_default();
    if let Some(odd) =
        hardware.iter().find(|h| !HARDWARE.iter().any(|known| *h == known) && !held.contains(h))
    {
        return Err(ApiError::value(
            "hardwarePreferences",
            format!("{odd} is not a valid hardware preference."),
        ));
    }
    next.insert("hardwarePreferences".into(), Value::Array(hardware));
    for name in ["automaticBackupEnabled", "canInstallOnRemovableMedia", "isGameDvrEnabled"] {
        next.insert(name.into(), flag(name)?);
    }
    let gaming = sent.get("gamingOptions").cloned().unwrap_or(Value::Null);
    if gaming.as_array().is_none_or(|options| options.len() > 1) && !gaming.is_null() {
        return Err(ApiError::value("gamingOptions", "gamingOptions is a list of at most one object."));
    }
    next.insert("gamingOptions".into(), if gaming.is_null() { json!([]) } else { gaming });
    for name in ["hasExternalInAppProducts", "meetAccessibilityGuidelines"] {
        next.insert(name.into(), flag(name)?);
    }
    next.insert(
        "notesForCertification".into(),
        text(sent.get("notesForCertification"), "notesForCertification")?,
    );
    let keep = assume.is("left-out-packages", "kept");
    next.insert(
        "applicationPackages".into(),
        files::packages(sent.get("applicationPackages"), now("applicationPackages"), keep)?,
    );
    next.insert(
        "packageDeliveryOptions".into(),
        delivery(sent.get("packageDeliveryOptions"), now("packageDeliveryOptions"), assume)?,
    );
    next.insert("enterpriseLicensing".into(), word("enterpriseLicensing", LICENSING, "None")?);
    let decide = "allowMicrosoftDecideAppAvailabilityToFutureDeviceFamilies";
    next.insert(decide.into(), flag(decide)?);
    let families = sent.get("allowTargetFutureDeviceFamilies").cloned().unwrap_or_else(|| json!({}));
    if families.as_object().is_none_or(|families| families.values().any(|v| !v.is_boolean())) {
        return Err(ApiError::value(
            "allowTargetFutureDeviceFamilies",
            "The value is not a map of booleans.",
        ));
    }
    next.insert("allowTargetFutureDeviceFamilies".into(), families);
    next.insert("friendlyName".into(), now("friendlyName").clone());
    let trailers = match sent.get("trailers").filter(|trailers| !trailers.is_null()) {
        Some(trailers) => Value::Array(list(Some(trailers), "trailers")?),
        None if assume.is("left-out-trailers", "kept") => now("trailers").clone(),
        None => json!([]),
    };
    if trailers.as_array().is_some_and(|trailers| trailers.len() > 15) {
        return Err(ApiError::value("trailers", "A submission holds at most 15 trailers."));
    }
    next.insert("trailers".into(), trailers);
    keep_unknown(sent, current, &mut next);
    if assume.is("text-limits", "update")
        && let Some(over) = checks::text_faults(&next).first()
    {
        return Err(ApiError::value("listings", over.details.clone()));
    }
    Ok(next)
}

/// Members that the service serves and this crate does not know are replaced like the rest; new ones are dropped,
/// as a typed service drops them.
fn keep_unknown(sent: &Document, current: &Document, next: &mut Document) {
    const SERVED: [&str; 4] = ["id", "status", "statusDetails", "fileUploadUrl"];
    for (name, value) in sent {
        if !next.contains_key(name) && current.contains_key(name) && !SERVED.contains(&name.as_str()) {
            next.insert(name.clone(), value.clone());
        }
    }
}

fn listings(sent: Option<&Value>, current: &Value, assume: &Assumptions) -> Result<Value, ApiError> {
    let sent = match sent {
        Some(Value::Object(sent)) if !sent.is_empty() => sent,
        None | Some(Value::Null | Value::Object(_)) => {
            return Err(ApiError::value("listings", "The size of Listings must be 1 or more"));
        }
        Some(_) => return Err(ApiError::value("listings", "listings is not an object.")),
    };
    let mut next = Map::new();
    for (language, listing) in sent {
        // Keys compare without case, and the service keeps its own spelling.
        let held =
            current.as_object().into_iter().flatten().find(|(key, _)| key.eq_ignore_ascii_case(language));
        if held.is_none() && !tables::is_language(language) && assume.is("unknown-language", "update") {
            return Err(ApiError::value("listings", format!("'{language}' is not a supported language.")));
        }
        let key = held.map_or_else(|| language.to_ascii_lowercase(), |(key, _)| key.clone());
        let held = held.map_or(&Value::Null, |(_, held)| held);
        let Some(listing) = listing.as_object() else {
            return Err(ApiError::value("listings", format!("The listing {language} is not an object.")));
        };
        let mut out = Map::new();
        let base = base_listing(listing.get("baseListing"), &held["baseListing"], language)?;
        out.insert("baseListing".into(), Value::Object(base));
        // A leftover of Windows 8.x: kept as sent (store-api 15).
        let overrides = listing.get("platformOverrides").filter(|o| o.is_object()).cloned();
        out.insert("platformOverrides".into(), overrides.unwrap_or_else(|| json!({})));
        if let Some(held) = held.as_object() {
            keep_unknown(listing, held, &mut out);
        }
        next.insert(key, Value::Object(out));
    }
    Ok(Value::Object(next))
}

/// Shown in every answer; the texts of the second row only once they were set.
const TEXTS: &[&str] = &["copyrightAndTrademarkInfo", "licenseTerms", "description", "releaseNotes", "title"];
const LATER_TEXTS: &[&str] = &["shortDescription", "shortTitle", "sortTitle", "voiceTitle", "devStudio"];
const LISTS: &[&str] = &["keywords", "features", "recommendedHardware"];
/// Obsolete: ignored when set (store-api 5.6).
const IGNORED: &[&str] = &["privacyPolicy", "supportContact", "websiteUrl"];

fn base_listing(sent: Option<&Value>, current: &Value, language: &str) -> Result<Document, ApiError> {
    let empty = Map::new();
    let sent = match sent {
        None | Some(Value::Null) => &empty,
        Some(Value::Object(sent)) => sent,
        Some(_) => {
            return Err(ApiError::value("listings", format!("baseListing of {language} is not an object.")));
        }
    };
    let place = |name: &str| format!("listings.{language}.baseListing.{name}");
    let mut next = Map::new();
    // The order of the documented sample first, then what newer resources add.
    const ORDER: &[&str] = &[
        "copyrightAndTrademarkInfo",
        "keywords",
        "licenseTerms",
        "privacyPolicy",
        "supportContact",
        "websiteUrl",
        "description",
        "features",
        "releaseNotes",
        "images",
        "recommendedHardware",
        "title",
        "minimumHardware",
        "shortDescription",
        "shortTitle",
        "sortTitle",
        "voiceTitle",
        "devStudio",
    ];
    for name in ORDER {
        let value = sent.get(*name);
        let kept = if *name == "images" {
            Some(files::images(value, &current["images"], &place("images"))?)
        } else if IGNORED.contains(name) {
            Some(current.get(*name).cloned().unwrap_or_else(|| json!("")))
        } else if TEXTS.contains(name) || (LATER_TEXTS.contains(name) && value.is_some()) {
            Some(text(value, &place(name))?)
        } else if LISTS.contains(name) || (*name == "minimumHardware" && value.is_some()) {
            Some(Value::Array(words(value, &place(name))?))
        } else {
            None
        };
        if let Some(kept) = kept {
            next.insert((*name).to_owned(), kept);
        }
    }
    if let Some(current) = current.as_object() {
        keep_unknown(sent, current, &mut next);
    }
    Ok(next)
}

fn delivery(sent: Option<&Value>, current: &Value, assume: &Assumptions) -> Result<Value, ApiError> {
    let target = "packageDeliveryOptions";
    let none = json!({});
    let sent = sent.filter(|sent| !sent.is_null()).unwrap_or(&none);
    let Some(members) = sent.as_object() else {
        return Err(ApiError::value(target, "The value is not an object."));
    };
    let (rollout, held) = (&sent["packageRollout"], &current["packageRollout"]);
    // The Azure DevOps task sends the number as a text, and the service takes it (apiHelper.ts, `toPrecision`).
    let percentage = match rollout.get("packageRolloutPercentage") {
        None | Some(Value::Null) => Some(0.0),
        Some(Value::String(text)) => text.parse().ok(),
        Some(number) => number.as_f64(),
    };
    let Some(percentage) = percentage.filter(|p| (0.0..=100.0).contains(p)) else {
        return Err(ApiError::value(target, "packageRolloutPercentage is a number from 0 to 100."));
    };
    let mut next_rollout = Map::new();
    next_rollout.insert("isPackageRollout".into(), boolean(rollout.get("isPackageRollout"), target)?);
    next_rollout.insert("packageRolloutPercentage".into(), json!(percentage));
    // Set by the service, ignored in a PUT (store-api 5.10).
    for (name, usual) in [("packageRolloutStatus", "PackageRolloutNotStarted"), ("fallbackSubmissionId", "0")]
    {
        next_rollout.insert(name.into(), held.get(name).cloned().unwrap_or_else(|| json!(usual)));
    }
    // Newest member; older answers lack it.
    if let Some(seek) = rollout.get("isSeekEnabled") {
        next_rollout.insert("isSeekEnabled".into(), boolean(Some(seek), target)?);
    }
    let mandatory = boolean(members.get("isMandatoryUpdate"), target)?;
    if mandatory == true && assume.is("mandatory-update", "409") {
        // Products with mandatory updates belong to Partner Center (store-api 1).
        return Err(ApiError::unsupported());
    }
    let mut next = Map::new();
    next.insert("packageRollout".into(), Value::Object(next_rollout));
    next.insert("isMandatoryUpdate".into(), mandatory);
    let at = date(members.get("mandatoryUpdateEffectiveDate"), target)?;
    next.insert("mandatoryUpdateEffectiveDate".into(), at);
    if let Some(current) = current.as_object() {
        keep_unknown(members, current, &mut next);
    }
    Ok(Value::Object(next))
}

fn choice(
    sent: Option<&Value>,
    now: &Value,
    set: &[&str],
    empty: &str,
    name: &str,
) -> Result<Value, ApiError> {
    match sent {
        None | Some(Value::Null) => Ok(json!(empty)),
        Some(value) if value.as_str().is_some_and(|v| set.contains(&v)) || value == now => Ok(value.clone()),
        Some(value) => Err(ApiError::value(name, format!("{value} is not a valid {name}."))),
    }
}

fn boolean(sent: Option<&Value>, target: &str) -> Result<Value, ApiError> {
    match sent {
        None | Some(Value::Null) => Ok(json!(false)),
        Some(Value::Bool(flag)) => Ok(json!(flag)),
        Some(other) => Err(ApiError::value(target, format!("{other} is not a boolean."))),
    }
}

/// A text; null stays null, because clients send it for a title that the package gives (store-api 12, trap 4).
fn text(sent: Option<&Value>, target: &str) -> Result<Value, ApiError> {
    match sent {
        None => Ok(json!("")),
        Some(value) if value.is_string() || value.is_null() => Ok(value.clone()),
        Some(_) => Err(ApiError::value(target, format!("{target} is not a text."))),
    }
}

/// `""` and an absent date mean "not set".
fn date(sent: Option<&Value>, target: &str) -> Result<Value, ApiError> {
    match sent {
        None | Some(Value::Null) => Ok(json!(NEVER)),
        Some(Value::String(text)) if text.is_empty() || text.parse::<jiff::Timestamp>().is_ok() => {
            Ok(json!(text))
        }
        Some(other) => Err(ApiError::value(target, format!("{other} is not a date."))),
    }
}

fn list(sent: Option<&Value>, target: &str) -> Result<Vec<Value>, ApiError> {
    match sent {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(list)) => Ok(list.clone()),
        Some(_) => Err(ApiError::value(target, format!("{target} is not a list."))),
    }
}

fn words(sent: Option<&Value>, target: &str) -> Result<Vec<Value>, ApiError> {
    let list = list(sent, target)?;
    match list.iter().all(Value::is_string) {
        true => Ok(list),
        false => Err(ApiError::value(target, format!("{target} is not a list of texts."))),
    }
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
