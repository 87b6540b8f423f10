//! What goes wrong, as it is printed or was seen: failed commits and certifications, too many requests; and the parts of a
//! submission that have pages of their own.

use reqwest::Method;
use serde_json::{Value, json};
use vitrine_sandbox::Options;
use vitrine_tests::shop::{LEDGER, Shop};

use super::{reader, same_shape, sample};

#[tokio::test(flavor = "multi_thread")]
async fn failures_have_the_documented_details() {
    let shop = Shop::open().await;
    let wire = reader(&shop).await;
    let submissions = format!("/v1.0/my/applications/{LEDGER}/submissions");
    for (state, sampled, missing) in [
        ("CommitFailed", "app-submission-status-commit-failed.response", true),
        ("CertificationFailed", "app-submission-status-certification-failed.response", false),
    ] {
        let mut made = wire.store(Method::POST, &submissions, &[], None).await.good();
        let at = format!("{submissions}/{}", made["id"].as_str().unwrap());
        if missing {
            let printed = &sample("app-submission-update.request")["applicationPackages"][0];
            made["applicationPackages"].as_array_mut().unwrap().push(printed.clone());
            let json = [("Content-Type", "application/json")];
            wire.store(Method::PUT, &at, &json, Some(made.to_string().into_bytes())).await.good();
        }
        wire.store(Method::POST, &format!("{at}/commit"), &[], None).await.good();
        shop.sandbox.until_next_step().await.unwrap();
        if !missing {
            shop.sandbox.until_next_step().await.unwrap();
            shop.portal("failStep", LEDGER).await;
        }
        let status = wire.get(&format!("{at}/status")).await.good();
        assert_eq!(status["status"], state);
        let mut printed = sample(sampled);
        if !missing {
            // The noise of every commit, which that sample leaves out.
            printed["statusDetails"]["warnings"] = json!([{"code": "", "details": ""}]);
        }
        same_shape(sampled, &printed, &status);
        let codes = |status: &Value, list: &str| -> Vec<Value> {
            status["statusDetails"][list]
                .as_array()
                .unwrap()
                .iter()
                .map(|note| note["code"].clone())
                .collect()
        };
        assert_eq!(codes(&status, "errors"), codes(&printed, "errors"));
        wire.store(Method::DELETE, &at, &[], None).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_requests_are_told_in_the_words_that_were_seen() {
    let shop = Shop::with(Options { speed: 1.0, ..Shop::options() }).await;
    let wire = reader(&shop).await;
    // A minute may turn while the test runs; within 50 requests one is refused.
    let mut refused = None;
    for _ in 0..50 {
        let answer = wire.get("/v1.0/my/applications?top=1").await;
        if answer.status == 429 {
            refused = Some(answer.json());
            break;
        }
    }
    let words = |told: &Value| -> String {
        told["message"].as_str().unwrap().chars().filter(|c| !c.is_ascii_digit()).collect()
    };
    let (refused, printed) = (refused.expect("a limit"), sample("error-429-rate-limit"));
    assert_eq!((words(&refused), &refused["statusCode"]), (words(&printed), &printed["statusCode"]));
    same_shape("error-429-rate-limit", &printed, &refused);
}

#[tokio::test(flavor = "multi_thread")]
async fn gaming_options_and_delivery_options_are_taken_as_they_are_printed() {
    let shop = Shop::open().await;
    let wire = reader(&shop).await;
    let submissions = format!("/v1.0/my/applications/{LEDGER}/submissions");
    let mut made = wire.store(Method::POST, &submissions, &[], None).await.good();
    let at = format!("{submissions}/{}", made["id"].as_str().unwrap());
    let games = sample("gaming-options-resource")["gamingOptions"].clone();
    let delivery = sample("package-delivery-options-resource")["packageDeliveryOptions"].clone();
    made["gamingOptions"] = games.clone();
    made["packageDeliveryOptions"] = delivery.clone();
    let json = [("Content-Type", "application/json")];
    let answered = wire.store(Method::PUT, &at, &json, Some(made.to_string().into_bytes())).await.good();
    assert_eq!(answered["gamingOptions"], games);
    same_shape("package-delivery-options-resource", &delivery, &answered["packageDeliveryOptions"]);
    assert_eq!(answered["trailers"], made["trailers"], "untouched");
}
