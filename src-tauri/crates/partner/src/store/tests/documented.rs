//! What Microsoft's pages print for add-ons, flights and rollouts, read and sent by our client. Those of apps are read in the
//! contract suite, in front of the sandbox.

use futures_util::TryStreamExt as _;

use super::holders::owners;
use super::*;

/// A printed payload, by its name in the fixtures.
fn printed(name: &str) -> Value {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/store");
    let text = std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
    let mut sample: Value = serde_json::from_str(&text).unwrap();
    sample["body"].take()
}

async fn serving(names: &[&str]) -> Stub {
    script(names.iter().map(|name| answer(200, printed(name).to_string())).collect::<Vec<_>>()).await
}

#[tokio::test]
async fn add_ons_read_as_printed() {
    for name in ["add-on.response", "add-on-resource"] {
        let read = store(&serving(&[name]).await.base).add_on("9NBLGGH4TNMP").await.unwrap();
        assert_eq!(read.document, printed(name));
        assert_eq!(read.product_id, printed(name)["productId"].as_str().unwrap());
        assert_eq!(read.apps, ["9NBLGGH4R315"]);
        assert_eq!(read.last_published_submission.as_deref(), Some("1152921504621243705"));
        assert_eq!(read.pending_submission.as_deref(), Some("1152921504621243619"));
    }
    let stub = serving(&["add-on-create.response"]).await;
    let wanted = printed("add-on-create.request");
    let word = |name: &str| wanted[name].as_str().unwrap().to_owned();
    let app = wanted["applicationIds"][0].as_str().unwrap().to_owned();
    let new = NewAddOn { app, product_id: word("productId"), product_type: word("productType") };
    let made = store(&stub.base).create_add_on(&new).await.unwrap();
    assert_eq!((made.pending_submission, made.last_published_submission), (None, None));
    assert_eq!(serde_json::from_slice::<Value>(&stub.seen()[0].body).unwrap(), wanted);

    let stub = serving(&["add-on-list.response"]).await;
    let page = std::pin::pin!(store(&stub.base).add_ons()).try_next().await.unwrap().unwrap();
    assert_eq!((page.entries.len(), page.total), (2, Some(1072)));
    let stub = serving(&["app-addons-list.response"]).await;
    let page = std::pin::pin!(store(&stub.base).add_ons_of("9N")).try_next().await.unwrap().unwrap();
    assert_eq!(page.entries, ["9NBLGGH4TNMP", "9NBLGGH4TNMN", "9NBLGGH4TNNR"]);
}

#[tokio::test]
async fn flights_read_as_printed_and_groups_are_sent_as_texts() {
    for name in ["flight.response", "flight-resource", "flight-create.response"] {
        let read = store(&serving(&[name]).await.base).flight("9N", "f-1").await.unwrap();
        assert_eq!(read.document, printed(name));
        assert_eq!((read.name.as_str(), read.groups.len()), ("myflight", 1), "{name}");
        assert!(read.rank_higher_than.is_some());
    }
    let stub = serving(&["app-flights-list.response"]).await;
    let pages: Vec<Page<Flight>> = store(&stub.base).flights("9N").try_collect().await.unwrap();
    assert_eq!(pages[0].entries[0].rank_higher_than.as_deref(), Some("Non-flighted submission"));

    let wanted = printed("flight-create.request");
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let new = NewFlight {
        name: text(&wanted["friendlyName"]),
        groups: wanted["groupIds"].as_array().unwrap().iter().map(text).collect(),
        rank_higher_than: wanted["rankHigherThan"].as_str().map(str::to_owned),
    };
    let stub = serving(&["flight-create.response"]).await;
    store(&stub.base).create_flight("9N", &new).await.unwrap();
    let mut sent: Value = serde_json::from_slice(&stub.seen()[0].body).unwrap();
    assert!(
        sent["groupIds"].as_array().unwrap().iter().all(Value::is_string),
        "above 2^53 a number is rounded"
    );
    sent["groupIds"] = wanted["groupIds"].clone();
    assert_eq!(sent, wanted);
}

#[tokio::test]
async fn their_submissions_read_as_printed() {
    let [_, add_on, flight] = owners();
    for (owner, kind, calls) in [
        (&add_on, "add-on", ["create.response", "get.response", "update.response", "resource"].as_slice()),
        (&flight, "flight", ["create.response", "get.response", "update.response"].as_slice()),
    ] {
        for call in calls {
            let name = format!("{kind}-submission-{call}");
            let mut document = printed(&name);
            let address = document.as_object_mut().unwrap().shift_remove("fileUploadUrl").unwrap();
            let read = store(&serving(&[&name]).await.base).submission(owner, "1").await.unwrap();
            assert_eq!((&read.document, read.id()), (&document, document["id"].as_str().unwrap()), "{name}");
            let upload = read.upload.expect("an address");
            assert!(address.as_str().unwrap().starts_with(upload.shown()), "{name}");
        }
        let name = format!("{kind}-submission-status.response");
        let status = store(&serving(&[&name]).await.base).status(owner, "1").await.unwrap();
        assert_eq!((status.status.as_str(), status.document), ("PendingCommit", printed(&name)));
        assert!(status.errors.is_empty() && status.warnings.is_empty() && status.reports.is_empty());
        let name = format!("{kind}-submission-commit.response");
        let status = store(&serving(&[&name]).await.base).commit(owner, "1").await.unwrap();
        assert_eq!(status, "CommitStarted");
    }
}

#[tokio::test]
async fn rollouts_read_as_printed() {
    let [app, _, flight] = owners();
    for (owner, kind) in [(&app, "app"), (&flight, "flight")] {
        for (call, share, running, fallback) in [
            ("info-disabled", 0.0, false, false),
            ("info-in-progress", 25.0, true, true),
            ("update", 25.0, true, true),
            ("halt", 0.0, false, true),
            ("finalize", 100.0, false, true),
        ] {
            let name = format!("{kind}-rollout-{call}.response");
            let read = store(&serving(&[&name]).await.base).rollout(owner, "1").await.unwrap();
            let told = (read.percentage, read.is_running(), read.fallback.is_some());
            assert_eq!(told, (Some(share), running, fallback), "{name}");
            assert_eq!(read.document, printed(&name));
        }
    }
}
