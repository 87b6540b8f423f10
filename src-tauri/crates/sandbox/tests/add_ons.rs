//! Add-ons: lists, create and delete, and what Partner Center does to them.

mod support;

use reqwest::Method;
use serde_json::{Value, json};
use support::add_ons::{MAKE, fill, made, wanted};
use support::{Partner, QUIET, app_path, place, word};
use vitrine_sandbox::{Options, Scenario};

#[tokio::test]
async fn an_add_on_is_made_listed_and_deleted() {
    let partner = Partner::busy(&[]).await;
    let (status, add_on) = partner.call(Method::POST, MAKE, Some(&wanted("themes.paper"))).await;
    assert_eq!(status, 201);
    let id = word(&add_on["id"]);
    assert_eq!(id.len(), 12, "a Store id");
    let app = json!({"value": [{"id": QUIET, "resourceLocation": app_path(QUIET)}], "totalCount": 1});
    let expected =
        json!({"applications": app, "id": id, "productId": "themes.paper", "productType": "Durable"});
    assert_eq!(add_on, expected, "no submission yet");
    let path = format!("{MAKE}/{id}");
    assert_eq!(partner.get(&path).await.1, expected);
    assert_eq!(partner.get(MAKE).await.1, json!({"value": [expected], "totalCount": 1}));
    let list = format!("{}/listinappproducts", app_path(QUIET));
    assert_eq!(partner.get(&list).await.1, json!({"value": [{"inAppProductId": id}], "totalCount": 1}));
    let other = format!("{}/listinappproducts", app_path("9PWNGTPNTS02"));
    assert_eq!(partner.get(&other).await.1["totalCount"], 0);

    assert_eq!(partner.call(Method::DELETE, &path, None).await, (204.try_into().unwrap(), Value::Null));
    assert_eq!(partner.get(&path).await.0, 404);
    assert_eq!(partner.get(&list).await.1["totalCount"], 0);
    assert_eq!(partner.put(&path, &expected).await.0, 404, "no call changes an add-on");
}

#[tokio::test]
async fn a_create_without_what_it_needs_is_refused() {
    let partner = Partner::busy(&[]).await;
    made(&partner, "taken").await;
    let with = |name: &str, value: Value| {
        let mut body = wanted("free");
        body[name] = value;
        body
    };
    for (body, expected) in [
        (json!([]), 400),
        (with("applicationIds", json!([])), 400),
        (with("applicationIds", json!([QUIET, "9PWNGTPNTS02"])), 400),
        (with("applicationIds", json!(["9NOTHERE0000"])), 400),
        (with("productId", json!("")), 400),
        (with("productId", json!("x".repeat(101))), 400),
        (with("productId", json!("a&b")), 400),
        (with("productType", json!("durable")), 400),
        (with("productType", json!("Subscription")), 400),
        (with("productId", json!("taken")), 409),
        (with("productId", json!("x".repeat(100))), 201),
    ] {
        let (status, answer) = partner.call(Method::POST, MAKE, Some(&body)).await;
        assert_eq!(status, expected, "{body} {answer}");
    }
    let partner = Partner::busy(&[("create-subscription", "accepted")]).await;
    let body = with("productType", json!("Subscription"));
    assert_eq!(partner.call(Method::POST, MAKE, Some(&body)).await.0, 201);
}

#[tokio::test]
async fn pages_of_add_ons_have_the_slash_of_the_documents() {
    let partner =
        Partner::with(Options { scenario: Scenario::Large, speed: 600.0, ..Options::default() }).await;
    let (_, all) = partner.get(MAKE).await;
    assert_eq!((all["value"].as_array().unwrap().len(), all["totalCount"].clone()), (300, json!(300)));
    assert!(all.get("@nextLink").is_none(), "all of them without parameters");
    let (_, page) = partner.get(&format!("{MAKE}?top=5")).await;
    assert_eq!(page["@nextLink"], "inappproducts/?skip=5&top=5");
    let app = word(&page["value"][0]["applications"]["value"][0]["id"]);
    let mut next = Some(format!("{}/listinappproducts", app_path(&app)));
    let mut seen = Vec::new();
    while let Some(link) = next {
        let (_, page) = partner.get(&link).await;
        assert!(page["value"].as_array().unwrap().len() <= 10);
        seen.extend(page["value"].as_array().unwrap().iter().map(|entry| word(&entry["inAppProductId"])));
        next = page["@nextLink"].as_str().map(str::to_owned);
        assert!(
            next.iter().all(|next| next.starts_with(&format!("applications/{app}/listinappproducts/?skip=")))
        );
    }
    assert_eq!(seen.len(), 300);
    let (_, one) = partner.get(&format!("{MAKE}/{}", seen[299])).await;
    let (_, live) =
        partner.get(one["lastPublishedInAppProductSubmission"]["resourceLocation"].as_str().unwrap()).await;
    assert_eq!(live["listings"].as_object().unwrap().len(), 12);
}

#[tokio::test]
async fn a_published_add_on_stays_or_goes_and_one_on_its_way_stays() {
    for (value, expected) in [("409", 409), ("accepted", 204)] {
        let partner = Partner::busy(&[("delete-published-add-on", value)]).await;
        let owner = made(&partner, "one").await;
        partner.published_at(&owner, fill, None).await;
        assert_eq!(partner.call(Method::DELETE, &owner, None).await.0, expected);
        let moving = made(&partner, "two").await;
        partner.submitted_at(&moving, fill, None).await;
        assert_eq!(partner.call(Method::DELETE, &moving, None).await.0, 409);
        let draft = made(&partner, "three").await;
        partner.open(&draft).await;
        assert_eq!(partner.call(Method::DELETE, &draft, None).await.0, 204, "a draft goes with its add-on");
    }
}

#[tokio::test]
async fn partner_center_plays_its_part_for_add_ons_too() {
    let partner = Partner::busy(&[]).await;
    let owner = made(&partner, "one").await;
    let id = owner.rsplit('/').next().unwrap();
    let act = async |action: &str| partner.sandbox.portal(&json!({"action": action, "product": id})).await;
    act("firstSubmission").await.unwrap();
    act("createSubmission").await.unwrap();
    let (_, add_on) = partner.get(&owner).await;
    let open = json!({"id": add_on["pendingInAppProductSubmission"]["id"]});
    let (status, refused) = partner.post(&format!("{}/commit", place(&owner, &open))).await;
    assert_eq!((status.as_u16(), refused["target"].as_str()), (400, Some("inAppProductSubmission")));
    act("deleteSubmission").await.unwrap();
    act("makeUnavailable").await.unwrap();
    act("makeAvailable").await.unwrap();
    assert!(act("answerAgeRating").await.is_err() && act("useMandatoryUpdates").await.is_err());
    let held = partner.submitted_at(&owner, |made| made["targetPublishMode"] = json!("Manual"), None).await;
    partner.walk_at(&owner, &held).await;
    act("publishNow").await.unwrap();
    assert_eq!(partner.walk_at(&owner, &held).await.last().unwrap(), "Published");
}

#[tokio::test]
async fn managed_consumables_and_other_apps_are_out_of_reach() {
    let partner = Partner::with(Options { speed: 600.0, ..Options::default() }).await;
    let managed = format!("{MAKE}/9PALPNSADD02");
    for (method, path) in
        [(Method::POST, format!("{managed}/submissions")), (Method::DELETE, managed.clone())]
    {
        let (status, refused) = partner.call(method, &path, None).await;
        assert_eq!(status, 409);
        assert!(word(&refused["message"]).starts_with("This application uses features"));
    }
    let (_, add_on) = partner.get(&managed).await;
    let live = word(&add_on["lastPublishedInAppProductSubmission"]["id"]);
    assert_eq!(partner.get(&format!("{MAKE}/9PALPNSADD01/submissions/{live}")).await.0, 404);
    assert_eq!(partner.get(&format!("{MAKE}/{QUIET}")).await.0, 404, "an app is no add-on");
    assert_eq!(partner.get(&app_path("9PALPNSADD01")).await.0, 404, "and an add-on no app");
    assert_eq!(partner.post(&format!("{}/submissions", app_path("9PALPNSADD01"))).await.0, 404);
}

#[tokio::test]
async fn a_restart_finds_the_add_ons() {
    let folder = tempfile::tempdir().unwrap();
    let options = || Options { state: Some(folder.path().join("state")), speed: 600.0, ..Options::default() };
    let partner = Partner::with(options()).await;
    let total = partner.get(MAKE).await.1["totalCount"].as_u64().unwrap();
    let kept = made(&partner, "kept").await;
    let draft = partner.open(&kept).await;
    let gone = made(&partner, "gone").await;
    partner.call(Method::DELETE, &gone, None).await;
    drop(partner);
    let partner = Partner::with(options()).await;
    assert_eq!(partner.get(MAKE).await.1["totalCount"], total + 1);
    assert_eq!(partner.get(&place(&kept, &draft)).await.0, 200);
    assert_eq!(partner.get(&gone).await.0, 404);
}
