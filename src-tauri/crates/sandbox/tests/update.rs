//! What a PUT does to a submission.

mod support;

use serde_json::{Value, json};
use support::{Partner, QUIET, images};

#[tokio::test]
async fn a_put_replaces_the_whole_and_ignores_what_the_service_owns() {
    let partner = Partner::start().await;
    let mut made = partner.create(QUIET).await;
    made["notesForCertification"] = json!("Sign in with the demo account.");
    made["friendlyName"] = json!("My own name");
    made["status"] = json!("Published");
    made["fileUploadUrl"] = json!("http://elsewhere.example/");
    made["listings"]["en-us"]["baseListing"]["privacyPolicy"] = json!("https://contoso.example/privacy");
    made["applicationPackages"][0]["version"] = json!("9.9.9.0");
    made["invented"] = json!(true);
    made.as_object_mut().unwrap().remove("hardwarePreferences");
    let (status, after) = partner.update(QUIET, &made).await;
    assert_eq!(status, 200);
    assert_eq!(after["notesForCertification"], "Sign in with the demo account.");
    assert_eq!(after["friendlyName"], "Submission 15");
    assert_eq!(after["status"], "PendingCommit");
    assert!(after["fileUploadUrl"].as_str().unwrap().starts_with(partner.sandbox.base()));
    assert_eq!(after["listings"]["en-us"]["baseListing"]["privacyPolicy"], "");
    assert_eq!(after["applicationPackages"][0]["version"], "3.2.0.0");
    assert_eq!(after["hardwarePreferences"], json!([]));
    assert!(after.get("invented").is_none(), "a typed service drops what it does not know");
    assert_eq!(after["pricing"]["isAdvancedPricingModel"], false, "seen to turn by a plain PUT");
}

#[tokio::test]
async fn the_price_has_its_danger_zone() {
    let partner = Partner::start().await;
    let made = partner.create(QUIET).await;
    let with = |pricing: Value| {
        let mut body = made.clone();
        body["pricing"] = pricing;
        body
    };
    for pricing in [json!({}), json!({"priceId": null, "trialPeriod": "OneDay"})] {
        let (status, after) = partner.update(QUIET, &with(pricing)).await;
        assert_eq!((status.as_u16(), after["pricing"]["priceId"].as_str()), (200, Some("Free")));
    }
    let refusals = [
        (json!({"priceId": "Base"}), "'Base' is not a valid PriceId for base price."),
        (json!({"priceId": "Tier9"}), ""),
        (json!({"priceId": "Tier5000"}), "You must select a valid base price"),
        (json!(null), "Pricing data was not provided in the request."),
    ];
    for (pricing, message) in refusals {
        let (status, body) = partner.update(QUIET, &with(pricing)).await;
        if message.is_empty() {
            assert_eq!(status, 200);
        } else {
            assert_eq!((status.as_u16(), body["message"].as_str()), (400, Some(message)));
            assert_eq!(
                (body["code"].as_str(), body["target"].as_str()),
                (Some("InvalidParameterValue"), Some("pricing"))
            );
        }
    }
    let mut without = made.clone();
    without.as_object_mut().unwrap().remove("pricing");
    assert_eq!(partner.update(QUIET, &without).await.0, 400);
}

#[tokio::test]
async fn a_language_left_out_goes_with_a_warning_and_one_must_stay() {
    let partner = Partner::start().await;
    let mut made = partner.create(QUIET).await;
    made["listings"].as_object_mut().unwrap().shift_remove("fr-fr");
    let (_, after) = partner.update(QUIET, &made).await;
    assert!(after["listings"].get("fr-fr").is_none());
    let warnings: Vec<&str> = after["statusDetails"]["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|w| w["code"].as_str().unwrap())
        .collect();
    assert!(warnings.contains(&"ListingOptOutWarning"), "{warnings:?}");
    made["listings"] = json!({});
    let (status, refused) = partner.update(QUIET, &made).await;
    assert_eq!(
        (status.as_u16(), refused["message"].as_str()),
        (400, Some("The size of Listings must be 1 or more"))
    );
}

#[tokio::test]
async fn an_image_left_out_stays_and_a_marked_one_waits_for_the_commit() {
    let partner = Partner::start().await;
    let mut made = partner.create(QUIET).await;
    let all = images(&mut made, "en-us").clone();
    assert!(all.len() > 1);
    images(&mut made, "en-us").clear();
    images(&mut made, "en-us")
        .push(json!({"fileName": "new.png", "fileStatus": "PendingUpload", "imageType": "Screenshot"}));
    let (_, mut after) = partner.update(QUIET, &made).await;
    let now = images(&mut after, "en-us").clone();
    assert_eq!(now.len(), all.len() + 1);
    assert_eq!(now[0]["fileName"], "new.png");
    assert!(now[0].get("id").is_none(), "ids come when the file was there");
    assert_eq!(now[1..], all[..]);

    let mut marked = made.clone();
    *images(&mut marked, "en-us") = vec![all[0].clone()];
    images(&mut marked, "en-us")[0]["fileStatus"] = json!("PendingDelete");
    let (_, mut after) = partner.update(QUIET, &marked).await;
    let now = images(&mut after, "en-us");
    assert_eq!(now.len(), all.len(), "an announced file that was never there does not stay");
    assert_eq!(now[0]["fileStatus"], "PendingDelete");

    *images(&mut marked, "en-us") =
        vec![json!({"fileName": "x.png", "fileStatus": "Uploaded", "id": "1", "imageType": "Icon"})];
    let (status, refused) = partner.update(QUIET, &marked).await;
    assert_eq!((status.as_u16(), refused["code"].as_str()), (400, Some("ResourceNotFound")));
}

#[tokio::test]
async fn what_the_service_tells_and_nobody_knows_survives_a_round_trip() {
    let partner = Partner::start().await;
    let app = "9PWNGTPNTS02";
    let (_, told) = partner.get(&format!("applications/{app}")).await;
    let (_, draft) =
        partner.get(told["pendingApplicationSubmission"]["resourceLocation"].as_str().unwrap()).await;
    let mut expected = draft.clone();
    expected["pricing"]["isAdvancedPricingModel"] = json!(false);
    let (status, after) = partner.update(app, &draft).await;
    assert_eq!(status, 200, "{after}");
    assert_eq!(after, expected);
    assert_eq!(after["visibility"], "InviteOnly");
    assert_eq!(after["listings"]["en-us"]["baseListing"]["images"][0]["futureMark"], true);

    let mut less = draft.clone();
    less.as_object_mut().unwrap().shift_remove("futureMember");
    less["listings"]["en-us"]["baseListing"].as_object_mut().unwrap().shift_remove("futureText");
    let (_, after) = partner.update(app, &less).await;
    assert!(after.get("futureMember").is_none(), "a PUT replaces the whole");
    assert!(after["listings"]["en-us"]["baseListing"].get("futureText").is_none());
    let mut invented = draft.clone();
    invented["visibility"] = json!("Elsewhere");
    assert_eq!(partner.update(app, &invented).await.0, 400, "unknown values only when the service told them");
}
