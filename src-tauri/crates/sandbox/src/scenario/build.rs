//! Turns an app of a scenario file into a product with submissions in the documented form.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::PUBLISHER;
use crate::account::Account;
use crate::model::{
    CertificationReport, Document, NEVER, Note, Origin, Product, Status, StatusDetails, Submission, Upload,
};

/// One app of a scenario file.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct App {
    id: String,
    primary_name: String,
    identity_name: String,
    #[serde(default = "publisher")]
    publisher: String,
    #[serde(default)]
    reserved_names: Vec<String>,
    #[serde(default)]
    first_published_days_ago: Option<i64>,
    #[serde(default)]
    unsupported: bool,
    #[serde(default)]
    not_age_rated: bool,
    /// Members of the submission that differ from the usual ones.
    #[serde(default)]
    submission: Document,
    #[serde(default)]
    packages: Vec<Package>,
    #[serde(default)]
    images: Vec<Image>,
    #[serde(default)]
    listings: Map<String, Value>,
    /// Published submissions, oldest first, then the pending one.
    #[serde(default)]
    states: Vec<State>,
}

fn publisher() -> String {
    PUBLISHER.to_owned()
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Package {
    file_name: String,
    version: String,
    architecture: String,
    languages: Vec<String>,
    capabilities: Vec<String>,
    target_device_families: Vec<String>,
}

/// A picture of every language; `{language}` in the name is replaced.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Image {
    image_type: String,
    file_name: String,
    #[serde(default)]
    captions: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct State {
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

impl App {
    pub fn product(&self, account: &mut Account, epoch: Timestamp) -> Product {
        let mut product = Product {
            id: self.id.clone(),
            primary_name: self.primary_name.clone(),
            identity_name: self.identity_name.clone(),
            publisher: self.publisher.clone(),
            reserved_names: self.reserved_names.clone(),
            first_published: self.first_published_days_ago.map(|days| back(epoch, days, 7 * 60)),
            last_published: None,
            pending: None,
            next_number: self.states.iter().map(|state| state.number).max().unwrap_or(0) + 1,
            unsupported: self.unsupported,
            age_rated: !self.not_age_rated,
            available: true,
            submissions: Default::default(),
        };
        let mut document = self.document(account);
        for state in &self.states {
            if !state.change.is_null() {
                let mut changed = Value::Object(document);
                merge(&mut changed, &state.change);
                document = changed.as_object().cloned().unwrap_or_default();
            }
            let submission = self.submission(state, &document, &product, account, epoch);
            if state.status == Status::Published {
                product.last_published = Some(submission.id.clone());
            } else {
                product.pending = Some(submission.id.clone());
            }
            product.submissions.insert(submission.id.clone(), submission);
        }
        product
    }

    fn submission(
        &self,
        state: &State,
        document: &Document,
        product: &Product,
        account: &mut Account,
        epoch: Timestamp,
    ) -> Submission {
        let since = back(epoch, state.days_ago, state.minutes_ago);
        let id = account.next_id();
        let mut document = document.clone();
        document.insert("friendlyName".into(), json!(format!("Submission {}", state.number)));
        let rollout = &mut document["packageDeliveryOptions"]["packageRollout"];
        if rollout["isPackageRollout"] == true && state.status == Status::Published {
            rollout["packageRolloutStatus"] = json!("PackageRolloutInProgress");
            rollout["fallbackSubmissionId"] = json!(product.last_published);
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
                    self.id
                ),
            });
        }
        // What Partner Center made has no address; an older address ended with its day.
        let upload = (state.origin == Origin::Api).then(|| Upload {
            container: "ingestion".into(),
            blob: format!("{}-{id}", self.id.to_ascii_lowercase()),
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

    /// The resource in the order of the documented sample.
    fn document(&self, account: &mut Account) -> Document {
        let mut out = usual();
        for (name, value) in &self.submission {
            let mut merged = out.get(name).cloned().unwrap_or(Value::Null);
            merge(&mut merged, value);
            out.insert(name.clone(), merged);
        }
        let mut listings = Map::new();
        for (language, texts) in &self.listings {
            listings.insert(language.clone(), self.listing(language, texts, account));
        }
        out.insert("listings".into(), Value::Object(listings));
        let packages = self.packages.iter().map(|package| {
            json!({
                "fileName": package.file_name, "fileStatus": "Uploaded", "id": account.next_id(),
                "version": package.version, "architecture": package.architecture,
                "languages": package.languages, "capabilities": package.capabilities,
                "minimumDirectXVersion": "None", "minimumSystemRam": "None",
                "targetDeviceFamilies": package.target_device_families,
            })
        });
        let packages = packages.collect();
        out.insert("applicationPackages".into(), Value::Array(packages));
        out
    }

    fn listing(&self, language: &str, texts: &Value, account: &mut Account) -> Value {
        let text = |name: &str| texts.get(name).cloned().unwrap_or_else(|| json!(""));
        let list = |name: &str| texts.get(name).cloned().unwrap_or_else(|| json!([]));
        // Paragraphs are an array in the file, one text in the resource.
        let joined = |name: &str, between: &str| match texts.get(name) {
            Some(Value::Array(parts)) => {
                json!(parts.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(between))
            }
            other => other.cloned().unwrap_or_else(|| json!("")),
        };
        let images: Vec<Value> = self
            .images
            .iter()
            .map(|image| {
                let mut out = Map::new();
                out.insert("fileName".into(), json!(image.file_name.replace("{language}", language)));
                out.insert("fileStatus".into(), json!("Uploaded"));
                out.insert("id".into(), json!(account.next_id()));
                if let Some(caption) = image.captions.get(language) {
                    out.insert("description".into(), caption.clone());
                }
                out.insert("imageType".into(), json!(image.image_type));
                Value::Object(out)
            })
            .collect();
        let mut base = Map::new();
        base.insert("copyrightAndTrademarkInfo".into(), text("copyright"));
        base.insert("keywords".into(), list("keywords"));
        base.insert("licenseTerms".into(), text("licenseTerms"));
        for obsolete in ["privacyPolicy", "supportContact", "websiteUrl"] {
            base.insert(obsolete.into(), json!(""));
        }
        base.insert("description".into(), joined("description", "\n\n"));
        base.insert("features".into(), list("features"));
        base.insert("releaseNotes".into(), joined("releaseNotes", "\n"));
        base.insert("images".into(), Value::Array(images));
        base.insert("recommendedHardware".into(), list("recommendedHardware"));
        base.insert("title".into(), text("title"));
        base.insert("minimumHardware".into(), list("minimumHardware"));
        base.insert("shortDescription".into(), text("shortDescription"));
        base.insert("devStudio".into(), text("developedBy"));
        json!({"baseListing": base, "platformOverrides": {}})
    }
}

/// What most submissions say.
pub fn usual() -> Document {
    let document = json!({
        "applicationCategory": "Productivity",
        "pricing": {"trialPeriod": "NoFreeTrial", "marketSpecificPricings": {}, "sales": [],
                    "priceId": "Free", "isAdvancedPricingModel": true},
        "visibility": "Public",
        "targetPublishMode": "Immediate",
        "targetPublishDate": NEVER,
        "listings": {},
        "hardwarePreferences": [],
        "automaticBackupEnabled": false,
        "canInstallOnRemovableMedia": true,
        "isGameDvrEnabled": false,
        "gamingOptions": [],
        "hasExternalInAppProducts": false,
        "meetAccessibilityGuidelines": false,
        "notesForCertification": "",
        "applicationPackages": [],
        "packageDeliveryOptions": {
            "packageRollout": {"isPackageRollout": false, "packageRolloutPercentage": 0.0,
                               "packageRolloutStatus": "PackageRolloutNotStarted", "fallbackSubmissionId": "0"},
            "isMandatoryUpdate": false,
            "mandatoryUpdateEffectiveDate": "1601-01-01T00:00:00.0000000Z",
        },
        "enterpriseLicensing": "None",
        "allowMicrosoftDecideAppAvailabilityToFutureDeviceFamilies": true,
        "allowTargetFutureDeviceFamilies": {"Desktop": true, "Mobile": false, "Holographic": false,
                                            "Xbox": false, "Team": false},
        "friendlyName": "",
        "trailers": [],
    });
    document.as_object().cloned().unwrap_or_default()
}

fn back(epoch: Timestamp, days: i64, minutes: i64) -> Timestamp {
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
