//! Turns an app of a scenario file into a product with submissions in the documented form.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::PUBLISHER;
use super::states::{self, State, back, merge};
use crate::account::Account;
use crate::model::{Document, NEVER};
use crate::product::{self, Kind, Product};

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
    /// Its open submission is older than gaming options and trailers (store-api 5.8).
    #[serde(default)]
    before_may2017: bool,
    /// Members of the submission that differ from the usual ones.
    #[serde(default)]
    submission: Document,
    #[serde(default)]
    packages: Vec<Package>,
    #[serde(default)]
    images: Vec<Image>,
    #[serde(default)]
    listings: Map<String, Value>,
    #[serde(default)]
    states: Vec<State>,
}

fn publisher() -> String {
    PUBLISHER.to_owned()
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Package {
    file_name: String,
    version: String,
    architecture: String,
    languages: Vec<String>,
    capabilities: Vec<String>,
    target_device_families: Vec<String>,
}

impl Package {
    /// As an app tells it; a flight tells neither `architecture` nor `targetDeviceFamilies` (store-api 5.9).
    pub fn to_json(&self, id: String, of_flight: bool) -> Value {
        let mut out = Map::new();
        out.insert("fileName".into(), json!(self.file_name));
        out.insert("fileStatus".into(), json!("Uploaded"));
        out.insert("id".into(), json!(id));
        out.insert("version".into(), json!(self.version));
        if !of_flight {
            out.insert("architecture".into(), json!(self.architecture));
        }
        out.insert("languages".into(), json!(self.languages));
        out.insert("capabilities".into(), json!(self.capabilities));
        out.insert("minimumDirectXVersion".into(), json!("None"));
        out.insert("minimumSystemRam".into(), json!("None"));
        if !of_flight {
            out.insert("targetDeviceFamilies".into(), json!(self.target_device_families));
        }
        Value::Object(out)
    }
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

impl App {
    pub fn id(&self) -> &str {
        &self.id
    }

    pub fn product(&self, account: &mut Account, epoch: Timestamp) -> Product {
        let app = product::App {
            primary_name: self.primary_name.clone(),
            identity_name: self.identity_name.clone(),
            publisher: self.publisher.clone(),
            reserved_names: self.reserved_names.clone(),
            age_rated: !self.not_age_rated,
            advanced_listings: !self.before_may2017,
        };
        let mut product = Product::new(self.id.clone(), Kind::App(app));
        product.first_published = self.first_published_days_ago.map(|days| back(epoch, days, 7 * 60));
        product.unsupported = self.unsupported;
        let document = self.document(account);
        states::fill(&mut product, &self.states, document, account, epoch);
        if self.before_may2017 {
            // A merge patch cannot say null.
            for submission in product.submissions.values_mut() {
                submission.document.insert("gamingOptions".into(), Value::Null);
                submission.document.insert("trailers".into(), Value::Null);
            }
        }
        product
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
        let packages = self.packages.iter().map(|package| package.to_json(account.next_id(), false));
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
