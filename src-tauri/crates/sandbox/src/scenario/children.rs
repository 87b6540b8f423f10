//! Turns an add-on or a flight of a scenario file into a product with submissions in the documented form.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::build::Package;
use super::states::{self, State, merge};
use crate::account::Account;
use crate::model::{Document, NEVER};
use crate::product::{self, Kind, Product};

/// One add-on of a scenario file.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddOn {
    id: String,
    pub app: String,
    product_id: String,
    product_type: String,
    #[serde(default)]
    unsupported: bool,
    /// Members of the submission that differ from the usual ones.
    #[serde(default)]
    submission: Document,
    /// `title`, `description`, and the file name of an `icon`, by language.
    #[serde(default)]
    listings: Map<String, Value>,
    #[serde(default)]
    states: Vec<State>,
}

impl AddOn {
    pub fn product(&self, account: &mut Account, epoch: Timestamp) -> Product {
        let add_on = product::AddOn {
            app: self.app.clone(),
            product_id: self.product_id.clone(),
            product_type: self.product_type.clone(),
        };
        let mut product = Product::new(self.id.clone(), Kind::AddOn(add_on));
        product.unsupported = self.unsupported;
        states::fill(&mut product, &self.states, self.document(), account, epoch);
        product
    }

    /// The resource in the order of the documented sample.
    fn document(&self) -> Document {
        let listings = self.listings.iter().map(|(language, texts)| {
            let mut listing = Map::new();
            listing
                .insert("description".into(), texts.get("description").cloned().unwrap_or_else(|| json!("")));
            if let Some(icon) = texts.get("icon") {
                listing.insert("icon".into(), json!({"fileName": icon, "fileStatus": "Uploaded"}));
            }
            listing.insert("title".into(), texts.get("title").cloned().unwrap_or_else(|| json!("")));
            (language.clone(), Value::Object(listing))
        });
        let listings: Map<String, Value> = listings.collect();
        let usual = json!({
            "contentType": "OnlineDownload", "keywords": [], "lifetime": "Forever", "listings": listings,
            "pricing": {"marketSpecificPricings": {}, "sales": [], "priceId": "Free",
                        "isAdvancedPricingModel": true},
            "targetPublishDate": NEVER, "targetPublishMode": "Immediate", "tag": "", "visibility": "Public",
            "friendlyName": "",
        });
        changed(usual, &self.submission)
    }
}

/// One flight of a scenario file; of one app, the later ones rank higher.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Flight {
    id: String,
    pub app: String,
    friendly_name: String,
    group_ids: Vec<String>,
    #[serde(default)]
    submission: Document,
    #[serde(default)]
    packages: Vec<Package>,
    #[serde(default)]
    states: Vec<State>,
}

impl Flight {
    pub fn product(&self, rank: u32, account: &mut Account, epoch: Timestamp) -> Product {
        let flight = product::Flight {
            app: self.app.clone(),
            friendly_name: self.friendly_name.clone(),
            group_ids: self.group_ids.clone(),
            rank,
            gone_at: None,
        };
        let mut product = Product::new(self.id.clone(), Kind::Flight(flight));
        let packages: Vec<Value> =
            self.packages.iter().map(|package| package.to_json(account.next_id(), true)).collect();
        let usual = json!({
            "flightId": self.id, "flightPackages": packages,
            "packageDeliveryOptions": super::usual()["packageDeliveryOptions"],
            "targetPublishMode": "Immediate", "targetPublishDate": "", "notesForCertification": "",
        });
        let document = changed(usual, &self.submission);
        states::fill(&mut product, &self.states, document, account, epoch);
        product
    }
}

fn changed(mut usual: Value, members: &Document) -> Document {
    merge(&mut usual, &Value::Object(members.clone()));
    usual.as_object().cloned().unwrap_or_default()
}
