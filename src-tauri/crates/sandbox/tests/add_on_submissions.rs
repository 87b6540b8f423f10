//! Submissions of add-ons, from the first price to the icon that is live.

mod support;

use reqwest::Method;
use serde_json::{Value, json};
use support::add_ons::{fill, made, with_icon};
use support::{Partner, QUIET, codes, place, png, word, zip};

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
async fn commits_of_add_ons_share_the_limit_or_have_their_own() {
    for (value, expected) in [("shared", 202), ("throttled", 429)] {
        let partner = Partner::busy(&[("add-on-commits", value)]).await;
        let mut answers = Vec::new();
        for product_id in ["one", "two"] {
            let owner = made(&partner, product_id).await;
            let mut first = partner.open(&owner).await;
            fill(&mut first);
            partner.update_at(&owner, &first).await;
            answers.push(partner.commit_at(&owner, &first).await.0.as_u16());
        }
        assert_eq!(answers, [202, expected], "{value}");
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
