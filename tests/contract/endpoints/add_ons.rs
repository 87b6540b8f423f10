//! Add-ons and their submissions: store-api 4.4, 4.5, 5.2, 5.12.

use serde_json::{Value, json};

use super::place::{Place, has, id, request_of};

#[tokio::test]
async fn an_add_on_lives_from_its_creation_to_its_deletion() {
    let place = Place::open().await;
    let app = place.live_app().await;
    let product_id = format!("endpoints.{}", uuid::Uuid::now_v7().simple());
    let form = json!({ "applicationIds": [id(&app)], "productId": product_id, "productType": "Durable" });
    let made = place.post("inappproducts", Some(form.clone())).await.good();
    assert_eq!((&made["productId"], &made["productType"]), (&form["productId"], &form["productType"]));
    assert_eq!(made["applications"]["value"][0]["id"], app["id"]);
    assert!(
        made.get("pendingInAppProductSubmission").is_none_or(Value::is_null),
        "no submission yet: {made}"
    );
    place.post("inappproducts", Some(form)).await.refused(&[400, 409]);
    for missing in ["applicationIds", "productId", "productType"] {
        let mut form = json!({ "applicationIds": [id(&app)], "productId": "x", "productType": "Consumable" });
        form.as_object_mut().unwrap().remove(missing);
        place.post("inappproducts", Some(form)).await.refused(&[400]);
    }

    let listed = place.all("inappproducts", 2).await;
    assert!(listed.iter().any(|add_on| add_on["id"] == made["id"]), "it is in the account's list");
    let of_app = place.all(&format!("applications/{}/listinappproducts", id(&app)), 10).await;
    assert!(
        of_app.iter().any(|add_on| add_on["inAppProductId"] == made["id"]),
        "and in the app's: {of_app:?}"
    );

    let one = format!("inappproducts/{}", id(&made));
    assert_eq!(place.get(&one).await.good()["id"], made["id"]);
    submission(&place, &one).await;
    let deleted = place.delete(&one).await;
    assert!((200..300).contains(&deleted.status), "{} {}", deleted.status, deleted.body);
    place.get(&one).await.refused(&[404]);
    place.get("inappproducts/9NOBODYHASIT").await.refused(&[404]);
}

async fn submission(place: &Place, add_on: &str) {
    let submissions = format!("{add_on}/submissions");
    let made = place.post(&submissions, None).await.good();
    has(
        &made,
        &["contentType", "keywords", "lifetime", "listings", "pricing", "tag", "visibility", "fileUploadUrl"],
    );
    assert!(made["pricing"].get("trialPeriod").is_none(), "an add-on has no trial: {}", made["pricing"]);
    let one = format!("{submissions}/{}", id(&made));
    place.post(&submissions, None).await.refused(&[400, 409]);
    let mut body = request_of(place.get(&one).await.good());
    body["listings"] = json!({ "en": { "title": "A hundred coins", "description": "For the shop." } });
    body["lifetime"] = json!("OneYear");
    body["contentType"] = json!("OnlineDownload");
    body["keywords"] = json!(["coins"]);
    body["pricing"]["priceId"] = json!("Free");
    let put = place.put(&one, body.clone()).await.good();
    assert_eq!(put["listings"]["en"]["title"], "A hundred coins");
    for member in ["lifetime", "contentType", "keywords", "tag", "visibility"] {
        assert_eq!(put[member], body[member], "{member}");
    }
    body["pricing"]["priceId"] = json!("Base");
    place.put(&one, body).await.refused(&[400]);
    assert_eq!(place.get(&format!("{one}/status")).await.good()["status"], "PendingCommit");
    let deleted = place.delete(&one).await;
    assert!((200..300).contains(&deleted.status), "{} {}", deleted.status, deleted.body);
}
