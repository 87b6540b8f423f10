//! Add-ons as the pages print them: made with the printed request, filled with the printed update.

use reqwest::Method;
use serde_json::{Value, json};
use vitrine_tests::pictures;
use vitrine_tests::shop::{LEDGER, Shop, zipped};

use super::{reader, same_shape, sample};

#[tokio::test(flavor = "multi_thread")]
async fn an_add_on_lives_by_its_printed_payloads() {
    let shop = Shop::open().await;
    let wire = reader(&shop).await;
    let ask = async |method: Method, path: &str, body: Option<&Value>| {
        let json = [("Content-Type", "application/json")];
        let body = body.map(|body| body.to_string().into_bytes());
        wire.store(method, &format!("/v1.0/my/{path}"), &json, body).await.good()
    };
    let mut made = Vec::new();
    for product_id in ["my-new-add-on", "another"] {
        let mut wanted = sample("add-on-create.request");
        assert_eq!(wanted["productId"], "my-new-add-on");
        wanted["applicationIds"] = json!([LEDGER]);
        wanted["productId"] = product_id.into();
        let answered = ask(Method::POST, "inappproducts", Some(&wanted)).await;
        same_shape("add-on-create.response", &sample("add-on-create.response"), &answered);
        made.push(answered["id"].as_str().unwrap().to_owned());
    }
    let owner = format!("inappproducts/{}", made[0]);

    // The printed update keeps two icons: they have to be there first.
    let printed = sample("add-on-submission-update.request");
    let first = ask(Method::POST, &format!("{owner}/submissions"), None).await;
    let at = format!("{owner}/submissions/{}", first["id"].as_str().unwrap());
    let mut sent = printed.clone();
    for listing in sent["listings"].as_object_mut().unwrap().values_mut() {
        listing["icon"]["fileStatus"] = "PendingUpload".into();
    }
    ask(Method::PUT, &at, Some(&sent)).await;
    let icon = pictures::make_png(300, 300, 1);
    let files = [("add-on-en-us-listing2.png", icon.clone()), ("add-on-ru-listing.png", icon)];
    let archive = zipped(&files, zip::CompressionMethod::Stored);
    let url = vitrine_tests::shop::escaped(first["fileUploadUrl"].as_str().unwrap());
    let uploaded =
        wire.send(Method::PUT, &url, &[("x-ms-blob-type", "BlockBlob")], Some(archive.into())).await;
    assert_eq!(uploaded.status, 201, "{}", uploaded.text());
    let started = ask(Method::POST, &format!("{at}/commit"), None).await;
    assert_eq!(started, sample("add-on-submission-commit.response"));
    while shop.sandbox.until_next_step().await.unwrap() {}

    let created = ask(Method::POST, &format!("{owner}/submissions"), None).await;
    let at = format!("{owner}/submissions/{}", created["id"].as_str().unwrap());
    let answered = ask(Method::PUT, &at, Some(&printed)).await;
    for (member, value) in printed.as_object().unwrap().iter().filter(|(member, _)| *member != "pricing") {
        assert_eq!(answered[member], *value, "{member} as it is printed");
    }
    for member in ["priceId", "marketSpecificPricings", "sales"] {
        assert_eq!(answered["pricing"][member], printed["pricing"][member], "{member}");
    }
    let read = ask(Method::GET, &at, None).await;
    assert_eq!(read, answered);
    let add_on = ask(Method::GET, &owner, None).await;
    assert!(add_on["pendingInAppProductSubmission"].is_object());
    assert!(add_on["lastPublishedInAppProductSubmission"].is_object());
    let list = ask(Method::GET, "inappproducts?top=1", None).await;
    assert!(list["@nextLink"].as_str().unwrap().starts_with("inappproducts/?"), "as it is printed");
    let of_app = ask(Method::GET, &format!("applications/{LEDGER}/listinappproducts?top=1"), None).await;
    assert!(of_app["@nextLink"].is_string());
    for (name, served) in [
        ("add-on-submission-create.response", &created),
        ("add-on-submission-update.response", &answered),
        ("add-on-submission-get.response", &read),
        ("add-on-submission-resource", &read),
        ("add-on-submission-status.response", &ask(Method::GET, &format!("{at}/status"), None).await),
        ("add-on.response", &add_on),
        ("add-on-resource", &add_on),
        ("add-on-list.response", &list),
        ("app-addons-list.response", &of_app),
    ] {
        same_shape(&format!("{name}:"), &sample(name), served);
    }
}

/// The samples carry entries without content, and the service may do so too.
#[tokio::test(flavor = "multi_thread")]
async fn status_details_may_be_as_empty_as_they_are_printed() {
    let shop = Shop::assuming(&[("status-placeholders", "present")]).await;
    let wire = reader(&shop).await;
    let json = [("Content-Type", "application/json")];
    let mut wanted = sample("add-on-create.request");
    wanted["applicationIds"] = json!([LEDGER]);
    let body = Some(wanted.to_string().into_bytes());
    let add_on = wire.store(Method::POST, "/v1.0/my/inappproducts", &json, body).await.good();
    let path = format!("/v1.0/my/inappproducts/{}/submissions", add_on["id"].as_str().unwrap());
    let first = wire.store(Method::POST, &path, &[], None).await.good();
    let printed = sample("add-on-submission-get.response");
    for member in ["errors", "certificationReports"] {
        assert_eq!(first["statusDetails"][member], printed["statusDetails"][member], "{member}");
    }
}
