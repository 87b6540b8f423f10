//! Activity: what was done and asked, by page and filter, how much of the pace is left; and no secret in any of it.

use std::path::Path;

use serde_json::{Value, json};
use vitrine_sandbox::{Effect, Options, Sandbox, Scenario};
use vitrine_tests::colleague::{Colleague, fault, portal};
use vitrine_tests::desk::{Desk, until};

use crate::publishing::{publish, sandbox, tailspin, to_the_end, with_draft};

const PLANNER: &str = "applications/9PTLSPNPLNR1";

async fn entries(desk: &Desk, ask: Value) -> Vec<Value> {
    let mut whole = json!({ "requests": false, "errors": false });
    whole.as_object_mut().unwrap().extend(ask.as_object().unwrap().clone());
    desk.ask("activity", whole).await["entries"].as_array().unwrap().clone()
}

fn kinds(entries: &[Value]) -> Vec<String> {
    let word = |entry: &Value| {
        let what = &entry["what"];
        let second = ["outcome", "act", "method"].iter().find_map(|name| what[name].as_str());
        format!("{} {}", what["kind"].as_str().unwrap(), second.unwrap_or_default())
    };
    entries.iter().map(word).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn publications_acts_and_requests_are_told_by_filter() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
    let end = to_the_end(&desk, &sandbox, &publish(&desk, &saved).await).await;
    assert_eq!(end["status"], "succeeded", "{end:#}");
    let other = desk.product("Litware Forms").await["id"].clone();
    desk.ask("product_read", other.clone()).await;
    let change = json!({ "name": "changeRollout", "product": other, "percentage": 30.0 });
    desk.ask("act_begin", change).await;
    fault(&sandbox, "POST applications/*/submissions/*/haltpackagerollout", Effect::Status, 403);
    desk.call("act_begin", json!({ "name": "haltRollout", "product": other })).await.unwrap_err();

    let all = entries(&desk, json!({})).await;
    assert_eq!(
        kinds(&all),
        ["act haltRollout", "act changeRollout", "publication live", "publication begun"],
        "newest first, no request among them: {all:#?}"
    );
    assert_eq!(
        (&all[1]["what"]["percentage"], &all[1]["product_name"]),
        (&json!(30.0), &json!("Litware Forms"))
    );
    assert_eq!(all[2]["what"]["submission"], end["at_microsoft"]["submission"]);
    assert!(all.iter().all(|entry| entry["account"].is_string()), "each knows its account");
    let of_product = entries(&desk, json!({ "product": product["id"] })).await;
    assert_eq!(kinds(&of_product), ["publication live", "publication begun"]);
    let sent = entries(&desk, json!({ "publications": true })).await;
    assert_eq!(kinds(&sent), ["publication live", "publication begun"]);
    let errors = entries(&desk, json!({ "errors": true })).await;
    assert_eq!(kinds(&errors), ["act haltRollout"]);
    assert!(errors[0]["what"]["problem"]["code"].is_string());

    // Requests are written down beside the work, not before it.
    let requests = until(async || {
        let some = entries(&desk, json!({ "requests": true })).await;
        let halted = |entry: &&Value| {
            entry["what"]["path"].as_str().is_some_and(|p| p.ends_with("haltpackagerollout"))
        };
        let found = some.iter().find(halted).cloned();
        found.map(|halted| (some, halted))
    })
    .await;
    let (some, halted) = requests;
    assert_eq!((&halted["what"]["method"], &halted["what"]["status"]), (&json!("POST"), &json!(403)));
    assert!(halted["what"]["correlation"].as_str().is_some_and(|id| !id.is_empty()), "{halted:#}");
    assert!(some.iter().any(|entry| entry["what"]["kind"] == "publication"), "all of it, in one order");
    let errors = entries(&desk, json!({ "requests": true, "errors": true })).await;
    assert!(kinds(&errors).contains(&"request POST".to_owned()), "{errors:#?}");
    assert!(errors.iter().all(|entry| entry["what"]["status"] != 200));
}

#[tokio::test(flavor = "multi_thread")]
async fn older_entries_come_on_demand_and_each_once() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let desk = Desk::practice(folder.path(), &sandbox, 600.0).await;
    let product = desk.product("Tailspin Planner").await["id"].clone();
    for round in 0..210 {
        let name = ["stopSaleByHand", "resumeSaleByHand"][round % 2];
        desk.ask("act_begin", json!({ "name": name, "product": product })).await;
    }
    let ask = json!({ "requests": false, "errors": false });
    let first = desk.ask("activity", ask.clone()).await;
    assert_eq!((&first["more"], first["entries"].as_array().unwrap().len()), (&json!(true), 200));
    let last = first["entries"][199]["id"].clone();
    // Something happens between the two questions.
    desk.ask("act_begin", json!({ "name": "stopSaleByHand", "product": product })).await;
    let older = desk.ask("activity", json!({ "requests": false, "errors": false, "before": last })).await;
    assert_eq!((&older["more"], older["entries"].as_array().unwrap().len()), (&json!(false), 10));
    let both = first["entries"].as_array().unwrap().iter().chain(older["entries"].as_array().unwrap());
    let ids: Vec<u64> = both.filter_map(|entry| entry["id"].as_u64()).collect();
    assert!(ids.windows(2).all(|pair| pair[0] > pair[1]), "newest first, none twice: {ids:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pace_of_a_tenant_and_its_silence_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let empty = Options { scenario: Scenario::Empty, ..Options::default() };
    let sandbox = Sandbox::start(empty).await.unwrap();
    let desk = Desk::open(folder.path()).await.unwrap();
    let account = desk.connect(&sandbox).await;
    // The reading that connecting began is over: the next one meets the fault.
    until(async || {
        let list = desk.ask("products", Value::Null).await;
        let one = &list["accounts"][0];
        (one["reading"] == false && one["read_at"].is_string()).then_some(())
    })
    .await;
    let view = desk.ask("activity", json!({ "requests": true, "errors": false })).await;
    let budget = &view["budgets"][0];
    assert_eq!((&budget["account"], &budget["per_minute"]), (&account["id"], &json!(15)), "{view:#}");
    assert!(budget["left"].as_u64().is_some_and(|left| left < 15), "what was asked counts: {budget:#}");
    assert_eq!(budget["paused_until"], Value::Null);

    let busy = json!({ "status": 429, "headers": { "Retry-After": "45" } });
    fault(&sandbox, "GET applications", Effect::Status, busy);
    desk.ask("products_read", Value::Null).await;
    let budget = until(async || {
        let view = desk.ask("activity", json!({ "requests": true, "errors": false })).await;
        let budget = view["budgets"][0].clone();
        budget["paused_until"].is_string().then_some(budget)
    })
    .await;
    let until: jiff::Timestamp = budget["paused_until"].as_str().unwrap().parse().unwrap();
    let left = until.duration_since(jiff::Timestamp::now()).as_secs();
    assert!((20..=60).contains(&left), "{left} s");
    assert_eq!(budget["left"], 0, "nothing may leave meanwhile");
}

/// Every byte that this folder holds, the database's own files included.
fn everything(folder: &Path, found: &mut Vec<u8>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        match entry.path() {
            path if path.is_dir() => everything(&path, found),
            path => found.extend(std::fs::read(path).unwrap_or_default()),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_told_or_kept() {
    let (folder, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let sandbox = sandbox().await;
    let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
    let package = files.path().join("tailspin_9.5.0.0.msix");
    std::fs::write(&package, tailspin("9.5.0.0")).unwrap();
    let saved = desk.place(&saved["draft"], package, json!({ "kind": "package" })).await;
    // The upload meets an answer that quotes the address, as storage errors do.
    let quoting = json!({ "status": 403, "body": "<Error>Signature did not match for sig=Zm9yYmlkZGVuK3NpZw%3D%3D&se=2026</Error>" });
    fault(&sandbox, "PUT blob.core.windows.net/*/*", Effect::Status, quoting);
    let job = publish(&desk, &saved).await;
    desk.job_when(&job["id"], |job| job["at_microsoft"]["exists"] == "yes").await;
    let open = Colleague::of(&sandbox).await.open(PLANNER).await.expect("it is open");
    let address = open["fileUploadUrl"].as_str().expect("an address").to_owned();
    let stopped = to_the_end(&desk, &sandbox, &job).await;
    let help = desk.ask("help", json!({ "job": job["id"], "product": product["id"] })).await;
    let mut told = format!("{stopped}{help}{}", desk.ask("session", Value::Null).await);
    for requests in [true, false] {
        told += &json!(entries(&desk, json!({ "requests": requests })).await).to_string();
    }
    for event in desk.events.lock().unwrap().iter() {
        told += &serde_json::to_string(event).unwrap();
    }
    let path = desk.end().await;
    let mut kept = Vec::new();
    everything(&path, &mut kept);
    let kept = String::from_utf8_lossy(&kept);

    let signature = address.split_once("sig=").and_then(|(_, rest)| rest.split('&').next()).unwrap();
    let secrets = [
        sandbox.credentials().client_secret.clone(),
        signature.to_owned(),
        signature.replace('+', "%2B"),
        "Zm9yYmlkZGVuK3NpZw".to_owned(),
        "Bearer ".to_owned(),
        "eyJ".to_owned(),
    ];
    for (place, text) in [("told", told.as_str()), ("kept", &kept)] {
        for secret in &secrets {
            let at = text.find(secret.as_str());
            let around = at.map(|at| text.get(at.saturating_sub(80)..at).unwrap_or_default().to_owned());
            assert!(at.is_none(), "a secret was {place}, after: {around:?}");
        }
    }
    assert!(told.contains("/submissions"), "requests were among what was told");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_saved_as_text_lies_where_the_person_said_and_holds_no_secret() {
    let (folder, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let desk = Desk::open(folder.path()).await.unwrap();
    let ask = json!({ "name": "Vitrine.txt", "text": "14:05 sent\nPUT https://x.example/a?se=1&sig=Zm9yYmlkZGVu\n" });
    assert_eq!(desk.ask("activity_save", ask.clone()).await, Value::Null, "the dialog was closed");
    let place = files.path().join("chosen.txt");
    *desk.host.place.lock().unwrap() = Some(place.clone());
    assert_eq!(desk.ask("activity_save", ask.clone()).await, "chosen.txt", "a name, no path");
    let text = std::fs::read_to_string(&place).unwrap();
    assert!(text.starts_with("14:05 sent\n") && !text.contains("Zm9yYmlkZGVu"), "{text}");
    *desk.host.place.lock().unwrap() = Some(files.path().join("gone").join("chosen.txt"));
    let refused = desk.call("activity_save", ask).await.unwrap_err();
    assert_eq!((refused.code.as_str(), &refused.params["name"]), ("file.save.refused", &json!("chosen.txt")));
}

/// Whoever reads that something began reads how it ended, too.
#[tokio::test(flavor = "multi_thread")]
async fn a_publication_that_is_cancelled_is_told_so() {
    for in_partner_center in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let sandbox = sandbox().await;
        let (desk, product, saved) = with_draft(folder.path(), &sandbox).await;
        if in_partner_center {
            let job = publish(&desk, &saved).await;
            desk.job_when(&job["id"], |job| job["status"] == "following").await;
            sandbox.until_next_step().await.unwrap();
            let order = json!({ "action": "cancelCertification", "product": product["store_id"] });
            portal(&sandbox, order).await;
            desk.job_when(&job["id"], |job| job["status"] == "cancelled").await;
        } else {
            fault(&sandbox, "PUT applications/*/submissions/*", Effect::Delay, 60_000);
            let job = publish(&desk, &saved).await;
            desk.job_when(&job["id"], |job| job["at_microsoft"]["exists"] == "yes").await;
            desk.ask("job_cancel", job["id"].clone()).await;
        }
        let told = entries(&desk, json!({ "product": product["id"] })).await;
        assert_eq!(
            kinds(&told),
            ["publication cancelled", "publication begun"],
            "{in_partner_center}: {told:#?}"
        );
    }
}
