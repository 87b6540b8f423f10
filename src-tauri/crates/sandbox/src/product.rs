//! What submissions belong to: apps, add-ons and flights, each with a live submission, an open one, and a past. How
//! they look on the wire. No rule, no clock.
//!
//! The three are one type because everything that happens to a submission happens in the same way to all of them;
//! what differs stands in [`Kind`].

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::model::{NEVER, Submission};

/// How the service says that a flight ranks just above the packages that everybody gets (store-api 5.3).
pub const EVERYBODY: &str = "Non-flighted submission";

/// An app, an add-on or a flight.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Product {
    /// The Store id of an app or an add-on, the GUID of a flight.
    pub id: String,
    #[serde(flatten)]
    pub kind: Kind,
    #[serde(default)]
    pub first_published: Option<Timestamp>,
    #[serde(default)]
    pub last_published: Option<String>,
    #[serde(default)]
    pub pending: Option<String>,
    /// The number of the next submission ("Submission 4").
    pub next_number: u32,
    /// Uses a feature that the API does not support: every change answers 409.
    #[serde(default)]
    pub unsupported: bool,
    /// Offered in the Store: the portal's switch, which the API neither shows nor changes.
    #[serde(default = "yes")]
    pub available: bool,
    #[serde(skip)]
    pub submissions: BTreeMap<String, Submission>,
}

/// What only one of the three has. The members tell them apart: a state folder of a sandbox that played apps alone is
/// still read.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Kind {
    App(App),
    AddOn(AddOn),
    Flight(Flight),
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct App {
    pub primary_name: String,
    pub identity_name: String,
    /// `CN=…` of the manifest.
    pub publisher: String,
    /// Names reserved for it beside the primary one. The API never tells them.
    #[serde(default)]
    pub reserved_names: Vec<String>,
    /// The age-rating questionnaire is answered.
    #[serde(default = "yes")]
    pub age_rated: bool,
    /// `gamingOptions` and `trailers` can be set: not while a submission from before May 2017 is open
    /// (store-api 5.1, 5.8).
    #[serde(default = "yes")]
    pub advanced_listings: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AddOn {
    /// The app that it belongs to.
    pub app: String,
    /// The developer's own id.
    pub product_id: String,
    pub product_type: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Flight {
    /// The app whose packages it replaces for some.
    pub app: String,
    pub friendly_name: String,
    pub group_ids: Vec<String>,
    /// Among the flights of the app; a larger one comes first.
    pub rank: u32,
    /// Deleted, and shown until then (assumption `flight-deletion=late`).
    #[serde(default)]
    pub gone_at: Option<Timestamp>,
}

impl App {
    /// Whether `name` is the primary name or another one reserved for it.
    pub fn reserves(&self, name: &str) -> bool {
        self.primary_name == name || self.reserved_names.iter().any(|held| held == name)
    }
}

fn yes() -> bool {
    true
}

impl Product {
    /// One without a submission.
    pub fn new(id: String, kind: Kind) -> Self {
        Self {
            id,
            kind,
            first_published: None,
            last_published: None,
            pending: None,
            next_number: 1,
            unsupported: false,
            available: true,
            submissions: BTreeMap::new(),
        }
    }

    pub fn pending(&self) -> Option<&Submission> {
        self.pending.as_ref().and_then(|id| self.submissions.get(id))
    }

    pub fn pending_mut(&mut self) -> Option<&mut Submission> {
        self.pending.as_ref().and_then(|id| self.submissions.get_mut(id))
    }

    pub fn published(&self) -> Option<&Submission> {
        self.last_published.as_ref().and_then(|id| self.submissions.get(id))
    }

    pub fn app(&self) -> Option<&App> {
        if let Kind::App(app) = &self.kind { Some(app) } else { None }
    }

    pub fn app_mut(&mut self) -> Option<&mut App> {
        if let Kind::App(app) = &mut self.kind { Some(app) } else { None }
    }

    pub fn flight(&self) -> Option<&Flight> {
        if let Kind::Flight(flight) = &self.kind { Some(flight) } else { None }
    }

    pub fn flight_mut(&mut self) -> Option<&mut Flight> {
        if let Kind::Flight(flight) = &mut self.kind { Some(flight) } else { None }
    }

    /// The app of an add-on or a flight.
    pub fn parent(&self) -> Option<&str> {
        match &self.kind {
            Kind::App(_) => None,
            Kind::AddOn(add_on) => Some(&add_on.app),
            Kind::Flight(flight) => Some(&flight.app),
        }
    }

    /// What a person calls it.
    pub fn name(&self) -> &str {
        match &self.kind {
            Kind::App(app) => &app.primary_name,
            Kind::AddOn(add_on) => &add_on.product_id,
            Kind::Flight(flight) => &flight.friendly_name,
        }
    }

    /// The resource (store-api 5.1 to 5.3). Lists of apps leave `hasAdvancedListingPermission` out; members without a
    /// submission are absent, not null. `below` is the rank just below a flight.
    pub fn to_json(&self, in_list: bool, below: &str) -> Value {
        let mut out = Map::new();
        match &self.kind {
            Kind::App(app) => {
                out.insert("id".into(), json!(self.id));
                out.insert("primaryName".into(), json!(app.primary_name));
                let family = family_name(&app.identity_name, &app.publisher);
                out.insert("packageFamilyName".into(), json!(family));
                out.insert("packageIdentityName".into(), json!(app.identity_name));
                out.insert("publisherName".into(), json!(app.publisher));
                let first = self.first_published.map_or_else(|| NEVER.to_owned(), |at| at.to_string());
                out.insert("firstPublishedDate".into(), json!(first));
                let at = format!("applications/{}", self.id);
                self.insert_submission(
                    &mut out,
                    "lastPublishedApplicationSubmission",
                    &self.last_published,
                    &at,
                );
                self.insert_submission(&mut out, "pendingApplicationSubmission", &self.pending, &at);
                if !in_list {
                    out.insert("hasAdvancedListingPermission".into(), json!(app.advanced_listings));
                }
            }
            Kind::AddOn(add_on) => {
                let app =
                    json!({"id": add_on.app, "resourceLocation": format!("applications/{}", add_on.app)});
                out.insert("applications".into(), json!({"value": [app], "totalCount": 1}));
                out.insert("id".into(), json!(self.id));
                out.insert("productId".into(), json!(add_on.product_id));
                out.insert("productType".into(), json!(add_on.product_type));
                let at = format!("inappproducts/{}", self.id);
                self.insert_submission(&mut out, "pendingInAppProductSubmission", &self.pending, &at);
                self.insert_submission(
                    &mut out,
                    "lastPublishedInAppProductSubmission",
                    &self.last_published,
                    &at,
                );
            }
            Kind::Flight(flight) => {
                out.insert("flightId".into(), json!(self.id));
                out.insert("friendlyName".into(), json!(flight.friendly_name));
                // The samples lack `applications/{id}/` here (store-api 5.1).
                let at = format!("flights/{}", self.id);
                self.insert_submission(&mut out, "lastPublishedFlightSubmission", &self.last_published, &at);
                self.insert_submission(&mut out, "pendingFlightSubmission", &self.pending, &at);
                out.insert("groupIds".into(), json!(flight.group_ids));
                out.insert("rankHigherThan".into(), json!(below));
            }
        }
        Value::Object(out)
    }

    fn insert_submission(&self, out: &mut Map<String, Value>, name: &str, id: &Option<String>, at: &str) {
        if let Some(id) = id {
            let location = format!("{at}/submissions/{id}");
            out.insert(name.into(), json!({"id": id, "resourceLocation": location}));
        }
    }
}

/// `<identity name>_<publisher hash>`: the first eight bytes of the SHA-256 of the publisher in UTF-16LE, in base 32
/// with the alphabet of package names. Source: package identity pages of the Windows documentation.
pub fn family_name(identity_name: &str, publisher: &str) -> String {
    use sha2::{Digest, Sha256};
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let bytes: Vec<u8> = publisher.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let hash = Sha256::digest(&bytes);
    let mut bits = 0u128;
    for byte in &hash[..8] {
        bits = bits << 8 | u128::from(*byte);
    }
    // 64 bits and one zero bit make 13 groups of five.
    bits <<= 1;
    let suffix: String =
        (0..13).rev().map(|n| char::from(ALPHABET[(bits >> (n * 5)) as usize & 31])).collect();
    format!("{identity_name}_{suffix}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn family_names_are_those_of_windows() {
        // Two publicly known pairs: Microsoft's own publishers.
        let windows = "CN=Microsoft Windows, O=Microsoft Corporation, L=Redmond, S=Washington, C=US";
        assert_eq!(family_name("Windows.PrintDialog", windows), "Windows.PrintDialog_cw5n1h2txyewy");
        let store = "CN=Microsoft Corporation, O=Microsoft Corporation, L=Redmond, S=Washington, C=US";
        assert_eq!(
            family_name("Microsoft.WindowsTerminal", store),
            "Microsoft.WindowsTerminal_8wekyb3d8bbwe"
        );
    }
}
