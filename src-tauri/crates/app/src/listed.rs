//! What the service's lists say of a product, for the three kinds: apps, add-ons and flights name the same things
//! differently (windows-dev-docs `uwp/monetize/get-app-data.md`, `manage-add-ons.md`, `manage-flights.md`).

use serde_json::Value;
use vitrine_domain::{ProductId, SubmissionKind};
use vitrine_partner::Owner;

use crate::api::ProductKind;

/// A resource of a list, read by kind. Members that are missing are empty.
pub struct Listed<'a> {
    pub kind: SubmissionKind,
    resource: &'a Value,
}

impl<'a> Listed<'a> {
    pub fn new(id: &ProductId, resource: &'a Value) -> Self {
        Self { kind: id.kind().unwrap_or(SubmissionKind::App), resource }
    }

    /// What a person calls it: an add-on has no other name than its product id until its listing is read.
    pub fn name(&self) -> &'a str {
        self.text(match self.kind {
            SubmissionKind::App => "primaryName",
            SubmissionKind::AddOn => "productId",
            SubmissionKind::Flight => "friendlyName",
        })
    }

    pub fn last_published(&self) -> Option<&'a str> {
        self.submission(match self.kind {
            SubmissionKind::App => "lastPublishedApplicationSubmission",
            SubmissionKind::AddOn => "lastPublishedInAppProductSubmission",
            SubmissionKind::Flight => "lastPublishedFlightSubmission",
        })
    }

    pub fn pending(&self) -> Option<&'a str> {
        self.submission(match self.kind {
            SubmissionKind::App => "pendingApplicationSubmission",
            SubmissionKind::AddOn => "pendingInAppProductSubmission",
            SubmissionKind::Flight => "pendingFlightSubmission",
        })
    }

    pub fn text(&self, member: &str) -> &'a str {
        self.resource.get(member).and_then(Value::as_str).unwrap_or_default()
    }

    /// Ids of groups are numbers in one sample and strings in another.
    pub fn words(&self, member: &str) -> Vec<String> {
        let items = self.resource.get(member).and_then(Value::as_array).into_iter().flatten();
        items.map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned)).collect()
    }

    fn submission(&self, member: &str) -> Option<&'a str> {
        self.resource.get(member)?.get("id")?.as_str()
    }
}

impl From<SubmissionKind> for ProductKind {
    fn from(kind: SubmissionKind) -> Self {
        match kind {
            SubmissionKind::App => Self::StoreApp,
            SubmissionKind::AddOn => Self::AddOn,
            SubmissionKind::Flight => Self::Flight,
        }
    }
}

/// What the submissions of a product belong to at the service.
pub fn owner(product: &ProductId) -> Owner {
    let store_id = product.store_id().unwrap_or_default().to_owned();
    match (product.kind(), product.flight_id()) {
        (Some(SubmissionKind::AddOn), _) => Owner::AddOn(store_id),
        (_, Some(flight)) => Owner::Flight { app: store_id, flight: flight.to_owned() },
        _ => Owner::App(store_id),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_kind_is_read_by_its_own_names() {
        let flight = json!({ "friendlyName": "Insiders", "groupIds": [12, "13"],
            "pendingFlightSubmission": { "id": "7", "resourceLocation": "flights/x" } });
        let id = ProductId::flight("9NBLGGH4R315", "43e448df-97c9-4a43-a0bc-2a445e736bcd");
        let listed = Listed::new(&id, &flight);
        assert_eq!((listed.name(), listed.pending(), listed.last_published()), ("Insiders", Some("7"), None));
        assert_eq!(listed.words("groupIds"), ["12", "13"]);
        assert_eq!(id.store_id(), Some("9NBLGGH4R315"), "a flight is reached through its app");

        let add_on = json!({ "productId": "coins", "lastPublishedInAppProductSubmission": { "id": "8" } });
        let id = ProductId::add_on("9PC1B7Z4KJ0Q");
        let listed = Listed::new(&id, &add_on);
        assert_eq!((listed.name(), listed.last_published()), ("coins", Some("8")));
    }
}
