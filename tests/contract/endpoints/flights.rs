//! Flights and their submissions: store-api 4.6, 4.7, 5.3, 5.13.

use serde_json::{Value, json};

use super::place::{Place, has, id, request_of};

#[tokio::test]
async fn a_flight_lives_from_its_creation_to_its_deletion() {
    let place = Place::open().await;
    let app = place.live_app().await;
    let flights = format!("applications/{}/flights", id(&app));
    let form =
        json!({ "friendlyName": "Endpoints", "groupIds": ["1152921504606962205"], "rankHigherThan": null });
    let made = place.post(&flights, Some(form)).await.good();
    has(&made, &["flightId", "friendlyName", "groupIds", "rankHigherThan"]);
    let flight = made["flightId"].as_str().unwrap().to_owned();
    let one = format!("{flights}/{flight}");
    assert_eq!(place.get(&one).await.good()["flightId"], made["flightId"]);
    let listed = place.all(&format!("applications/{}/listflights", id(&app)), 2).await;
    assert!(listed.iter().any(|entry| entry["flightId"] == made["flightId"]), "{listed:?}");

    submission(&place, &one).await;
    let deleted = place.delete(&one).await;
    assert!((200..300).contains(&deleted.status), "{} {}", deleted.status, deleted.body);
    place.get(&format!("{flights}/00000000-0000-0000-0000-000000000000")).await.refused(&[400, 404]);
}

async fn submission(place: &Place, flight: &str) {
    let submissions = format!("{flight}/submissions");
    // Creating the flight may have opened its first one already.
    let resource = place.get(flight).await.good();
    let made = match resource["pendingFlightSubmission"]["id"].as_str() {
        Some(open) => place.get(&format!("{submissions}/{open}")).await.good(),
        None => place.post(&submissions, None).await.good(),
    };
    has(
        &made,
        &[
            "flightId",
            "status",
            "flightPackages",
            "packageDeliveryOptions",
            "fileUploadUrl",
            "notesForCertification",
        ],
    );
    let one = format!("{submissions}/{}", id(&made));
    place.post(&submissions, None).await.refused(&[400, 409]);
    place.delete(flight).await.refused(&[400, 409]);
    let mut body = request_of(place.get(&one).await.good());
    body["notesForCertification"] = json!("For the testers.");
    body["flightPackages"] = json!([{
        "fileName": "endpoints.msix", "fileStatus": "PendingUpload",
        "minimumDirectXVersion": "None", "minimumSystemRam": "None"
    }]);
    let put = place.put(&one, body).await.good();
    assert_eq!(put["flightPackages"][0]["fileStatus"], "PendingUpload");
    assert!(put.get("listings").is_none_or(Value::is_null), "a flight carries packages only");
    assert_eq!(place.get(&format!("{one}/status")).await.good()["status"], "PendingCommit");
    let deleted = place.delete(&one).await;
    assert!((200..300).contains(&deleted.status), "{} {}", deleted.status, deleted.body);
    place.get(&one).await.refused(&[404]);
}
