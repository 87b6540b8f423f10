//! Add-ons: lists, create and delete; their submissions from the first price to the icon that is live.

mod support;

use reqwest::Method;
use serde_json::{Value, json};
use support::{Partner, QUIET, app_path, codes, place, png, word, zip};
use vitrine_sandbox::{Options, Scenario};

const MAKE: &str = "inappproducts";

fn wanted(product_id: &str) -> Value {
    json!({"applicationIds": [QUIET], "productId": product_id, "productType": "Durable"})
}

/// A new add-on of the quiet app: its path.
async fn made(partner: &Partner, product_id: &str) -> String {
    let (status, add_on) = partner.call(Method::POST, MAKE, Some(&wanted(product_id))).await;
    assert_eq!(status, 201, "{add_on}");
    format!("{MAKE}/{}", word(&add_on["id"]))
}

/// What a person fills in first.
fn fill(submission: &mut Value) {
    submission["contentType"] = json!("OnlineDownload");
    submission["pricing"]["priceId"] = json!("Tier1012");
    submission["listings"] = json!({"en-us": {"title": "Paper themes", "description": "Six papers."}});
}

fn with_icon(submission: &mut Value) {
    fill(submission);
    submission["listings"]["en-us"]["icon"] = json!({"fileName": "icon.png", "fileStatus": "PendingUpload"});
}

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
async fn the_first_submission_is_made_here_and_goes_live_with_its_icon() {
    let partner = Partner::busy(&[]).await;
    let owner = made(&partner, "themes.paper").await;
    let first = partner.open(&owner).await;
    let members: Vec<&str> = first.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        members,
        [
            "id",
            "contentType",
            "keywords",
            "lifetime",
            "listings",
            "pricing",
            "targetPublishDate",
            "targetPublishMode",
            "tag",
            "visibility",
            "status",
            "statusDetails",
            "fileUploadUrl",
            "friendlyName"
        ]
    );
    assert_eq!(first["pricing"]["priceId"], "NotAvailable", "nobody chose a price yet");
    assert!(first["pricing"].get("trialPeriod").is_none());
    assert_eq!(partner.post(&format!("{owner}/submissions")).await.0, 409, "one at a time");
    partner.call(Method::DELETE, &place(&owner, &first), None).await;

    let archive = zip(&[("icon.png", &png(300, 300))]);
    let live = partner.published_at(&owner, with_icon, Some(archive)).await;
    assert_eq!(live["listings"]["en-us"]["icon"], json!({"fileName": "icon.png", "fileStatus": "Uploaded"}));
    assert_eq!(live["friendlyName"], "Submission 2");
    let (_, add_on) = partner.get(&owner).await;
    assert_eq!(add_on["lastPublishedInAppProductSubmission"]["id"], live["id"]);
    assert!(add_on.get("pendingInAppProductSubmission").is_none());
    let next = partner.open(&owner).await;
    assert_eq!((&next["listings"], &next["pricing"]["priceId"]), (&live["listings"], &json!("Tier1012")));
    assert_eq!(partner.get(&format!("{}/packagerollout", place(&owner, &next))).await.0, 404, "no rollout");
}

#[tokio::test]
async fn the_first_price_is_one_of_three() {
    for (value, refused) in [("NotAvailable", false), ("Base", true), ("Free", false)] {
        let partner = Partner::busy(&[("first-price", value)]).await;
        let owner = made(&partner, "one").await;
        let mut first = partner.open(&owner).await;
        assert_eq!(first["pricing"]["priceId"], value);
        fill(&mut first);
        first["pricing"]["priceId"] = json!(value);
        let (status, _) = partner.update_at(&owner, &first).await;
        assert_eq!(status.as_u16() == 400, refused, "{value}");
    }
}

#[tokio::test]
async fn prices_of_add_ons_have_the_same_danger_zone() {
    let partner = Partner::busy(&[]).await;
    let owner = made(&partner, "one").await;
    let mut first = partner.open(&owner).await;
    fill(&mut first);
    let put = async |pricing: Value| {
        let mut body = first.clone();
        body["pricing"] = pricing;
        partner.update_at(&owner, &body).await
    };
    assert_eq!(put(json!({})).await.1["pricing"]["priceId"], "Free", "silently");
    for pricing in [json!(null), json!({"priceId": "Base"}), json!({"priceId": "Tier5000"})] {
        assert_eq!(put(pricing).await.0, 400);
    }
    let markets =
        json!({"priceId": "Tier3", "marketSpecificPricings": {"FR": "Tier4", "DE": "NotAvailable"}});
    let (status, after) = put(markets).await;
    assert_eq!((status.as_u16(), &after["pricing"]["marketSpecificPricings"]["FR"]), (200, &json!("Tier4")));
    assert_eq!(after["pricing"]["isAdvancedPricingModel"], false, "it flips");
    assert!(after["pricing"].get("trialPeriod").is_none());

    let partner = Partner::busy(&[("advanced-pricing-flag", "kept")]).await;
    let owner = made(&partner, "one").await;
    let mut first = partner.open(&owner).await;
    fill(&mut first);
    assert_eq!(partner.update_at(&owner, &first).await.1["pricing"]["isAdvancedPricingModel"], true);
}

#[tokio::test]
async fn closed_sets_and_types_of_an_add_on_are_checked() {
    let partner = Partner::busy(&[]).await;
    let owner = made(&partner, "one").await;
    let mut first = partner.open(&owner).await;
    fill(&mut first);
    for (name, value) in [
        ("contentType", json!("Emagazine")),
        ("lifetime", json!("TwoDays")),
        ("visibility", json!("public")),
        ("keywords", json!("paper")),
        ("tag", json!(7)),
        ("listings", json!({})),
        ("listings", json!({"xx-zz": {"title": "x"}})),
        ("listings", json!({"en-us": {"title": "x", "icon": "icon.png"}})),
        (
            "listings",
            json!({"en-us": {"title": "x", "icon": {"fileName": "a.png", "fileStatus": "Uploaded"}}}),
        ),
    ] {
        let mut body = first.clone();
        body[name] = value.clone();
        assert_eq!(partner.update_at(&owner, &body).await.0, 400, "{name} {value}");
    }
    first["lifetime"] = json!("OneWeek");
    first["futureMember"] = json!(1);
    let (status, after) = partner.update_at(&owner, &first).await;
    assert_eq!((status.as_u16(), after["lifetime"].as_str()), (200, Some("OneWeek")));
    assert!(after.get("futureMember").is_none());
}

#[tokio::test]
async fn what_an_add_on_lacks_shows_at_the_commit() {
    for (change, code, said) in [
        (json!({"contentType": "NotSet"}), "InvalidParameterValue", "content type"),
        (json!({"listings": {"en-us": {"title": " "}}}), "InvalidParameterValue", "title"),
        (json!({"listings": {"en-us": {"title": "x".repeat(101)}}}), "InvalidParameterValue", "100"),
        (
            json!({"listings": {"en-us": {"title": "x", "description": "x".repeat(201)}}}),
            "InvalidParameterValue",
            "200",
        ),
        (json!({"tag": "x".repeat(3_001)}), "InvalidParameterValue", "3000"),
        (json!({"keywords": vec!["k"; 11]}), "InvalidParameterValue", "10"),
        (json!({"keywords": ["x".repeat(31)]}), "InvalidParameterValue", "30"),
        (
            json!({"listings": {"en-us": {"title": "x", "icon": {"fileName": "icon.png", "fileStatus": "PendingUpload"}}}}),
            "MissingFiles",
            "icon.png",
        ),
    ] {
        let partner = Partner::busy(&[]).await;
        let owner = made(&partner, "one").await;
        let fault = |first: &mut Value| {
            fill(first);
            for (name, value) in change.as_object().unwrap() {
                first[name] = value.clone();
            }
        };
        let first = partner.submitted_at(&owner, fault, None).await;
        let status = partner.status_at(&owner, &first).await;
        assert_eq!(
            (word(&status["status"]), codes(&status)),
            ("CommitFailed".into(), vec![code.into()]),
            "{change}"
        );
        assert!(word(&status["statusDetails"]["errors"][0]["details"]).contains(said), "{status}");
    }
    let partner = Partner::busy(&[("unset-content-type", "accepted")]).await;
    let owner = made(&partner, "one").await;
    let unset = |first: &mut Value| {
        fill(first);
        first["contentType"] = json!("NotSet");
    };
    partner.published_at(&owner, unset, None).await;
    let partner = Partner::busy(&[("text-limits", "update")]).await;
    let owner = made(&partner, "one").await;
    let mut first = partner.open(&owner).await;
    fill(&mut first);
    first["tag"] = json!("x".repeat(3_001));
    assert_eq!(partner.update_at(&owner, &first).await.0, 400);
}

#[tokio::test]
async fn an_icon_is_measured_kept_replaced_and_removed() {
    let partner = Partner::busy(&[]).await;
    let owner = made(&partner, "one").await;
    let wrong = zip(&[("icon.png", &png(301, 300))]);
    let first = partner.submitted_at(&owner, with_icon, Some(wrong)).await;
    let status = partner.status_at(&owner, &first).await;
    assert!(word(&status["statusDetails"]["errors"][0]["details"]).contains("301 x 300"), "{status}");
    partner.call(Method::DELETE, &place(&owner, &first), None).await;
    partner.published_at(&owner, with_icon, Some(zip(&[("icon.png", &png(300, 300))]))).await;

    let left_out = |made: &mut Value| drop(made["listings"]["en-us"].as_object_mut().unwrap().remove("icon"));
    let live = partner.published_at(&owner, left_out, None).await;
    assert_eq!(live["listings"]["en-us"]["icon"]["fileName"], "icon.png", "left out is kept");
    let replace = |made: &mut Value| {
        made["listings"]["en-us"]["icon"] = json!({"fileName": "new.png", "fileStatus": "PendingUpload"});
    };
    let live = partner.published_at(&owner, replace, Some(zip(&[("new.png", &png(300, 300))]))).await;
    assert_eq!(live["listings"]["en-us"]["icon"], json!({"fileName": "new.png", "fileStatus": "Uploaded"}));
    let remove = |made: &mut Value| made["listings"]["en-us"]["icon"]["fileStatus"] = json!("PendingDelete");
    let live = partner.published_at(&owner, remove, None).await;
    assert!(live["listings"]["en-us"].get("icon").is_none());

    let partner = Partner::busy(&[("left-out-icon", "removed")]).await;
    let owner = made(&partner, "one").await;
    partner.published_at(&owner, with_icon, Some(zip(&[("icon.png", &png(300, 300))]))).await;
    let live = partner.published_at(&owner, left_out, None).await;
    assert!(live["listings"]["en-us"].get("icon").is_none());
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
async fn details_of_add_ons_may_carry_entries_without_content() {
    for (value, errors) in
        [("absent", json!([])), ("present", json!([{"code": "None", "details": "string"}]))]
    {
        let partner = Partner::busy(&[("status-placeholders", value)]).await;
        let owner = made(&partner, "one").await;
        let first = partner.open(&owner).await;
        assert_eq!(first["statusDetails"]["errors"], errors);
        assert_eq!(partner.status_at(&owner, &first).await["statusDetails"]["errors"], errors);
        assert_eq!(partner.create(QUIET).await["statusDetails"]["errors"], json!([]), "apps have none");
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
