//! Add-ons of the quiet app, as a person makes and fills them in.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Partner, QUIET, word};

pub const MAKE: &str = "inappproducts";

pub fn wanted(product_id: &str) -> Value {
    json!({"applicationIds": [QUIET], "productId": product_id, "productType": "Durable"})
}

/// A new add-on of the quiet app: its path.
pub async fn made(partner: &Partner, product_id: &str) -> String {
    let (status, add_on) = partner.call(Method::POST, MAKE, Some(&wanted(product_id))).await;
    assert_eq!(status, 201, "{add_on}");
    format!("{MAKE}/{}", word(&add_on["id"]))
}

/// What a person fills in first.
pub fn fill(submission: &mut Value) {
    submission["contentType"] = json!("OnlineDownload");
    submission["pricing"]["priceId"] = json!("Tier1012");
    submission["listings"] = json!({"en-us": {"title": "Paper themes", "description": "Six papers."}});
}

pub fn with_icon(submission: &mut Value) {
    fill(submission);
    submission["listings"]["en-us"]["icon"] = json!({"fileName": "icon.png", "fileStatus": "PendingUpload"});
}
