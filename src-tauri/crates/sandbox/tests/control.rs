//! What steers the sandbox: clock, faults, log, portal page, rate limit, state folder, the door to the outside.

mod support;

use std::path::PathBuf;

use reqwest::Method;
use serde_json::{Value, json};
use support::{Partner, QUIET, announce_package, escaped, planner, word, zip};
use vitrine_sandbox::{Effect, Fault, Options, Sandbox, Scenario};

fn scenario() -> Scenario {
    Scenario::File(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scenario.json")))
}

async fn own(partner: &Partner, method: Method, route: &str, body: Option<Value>) -> (u16, Value) {
    let request = partner.http.request(method, format!("{}/_sandbox/{route}", partner.sandbox.base()));
    let answer = match body {
        Some(body) => request.json(&body),
        None => request,
    }
    .send()
    .await
    .unwrap();
    let status = answer.status().as_u16();
    let text = answer.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or(Value::String(text)))
}

#[tokio::test]
async fn the_clock_is_read_moved_and_sped_up() {
    let mut partner = Partner::start().await;
    let (_, before) = own(&partner, Method::GET, "clock", None).await;
    assert_eq!(before["speed"], 1.0);
    let (_, after) = own(&partner, Method::POST, "clock", Some(json!({"advance": "PT6H"}))).await;
    let at = |reading: &Value| reading["now"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    assert!(at(&after).duration_since(at(&before)) >= jiff::SignedDuration::from_hours(6));
    partner.sign_in().await;
    let made = partner.create(QUIET).await;
    partner.commit(QUIET, &made).await;
    let step = |product: &str| json!({"untilNextStep": true, "product": product});
    own(&partner, Method::POST, "clock", Some(step("9PWNGTPNTS02"))).await;
    assert_eq!(
        partner.status(QUIET, &made).await["status"],
        "CommitStarted",
        "nothing moves in the other product"
    );
    own(&partner, Method::POST, "clock", Some(step(QUIET))).await;
    assert_eq!(partner.status(QUIET, &made).await["status"], "PreProcessing");
    let (_, sped) = own(&partner, Method::POST, "clock", Some(json!({"speed": 600}))).await;
    assert_eq!(sped["speed"], 600.0);
    for wrong in [json!({}), json!({"advance": "soon"}), json!({"speed": 0}), json!({"speed": -1})] {
        assert_eq!(own(&partner, Method::POST, "clock", Some(wrong)).await.0, 400);
    }
}

#[tokio::test]
async fn faults_bite_once_and_the_log_remembers_without_bodies() {
    let partner = Partner::start().await;
    let path = format!("applications/{QUIET}");
    own(
        &partner,
        Method::POST,
        "faults",
        Some(json!({"route": "GET applications/*", "effect": "status", "value": 503})),
    )
    .await;
    assert_eq!(partner.get(&path).await.0, 503);
    assert_eq!(partner.get(&path).await.0, 200);

    let create = format!("applications/{QUIET}/submissions");
    partner.sandbox.faults().add(Fault::new(
        "POST applications/*/submissions",
        Effect::LoseReply,
        Value::Null,
    ));
    assert!(partner.send(Method::POST, &create, None).await.is_err(), "the answer is lost");
    let (_, app) = partner.get(&path).await;
    let pending = word(&app["pendingApplicationSubmission"]["id"]);
    assert!(!pending.is_empty(), "and the work is done");

    let submission = format!("{create}/{pending}");
    partner.sandbox.faults().add(Fault::new(
        "DELETE **",
        Effect::Status,
        json!({"status": 500, "after": true}),
    ));
    assert_eq!(partner.call(Method::DELETE, &submission, None).await.0, 500);
    assert_eq!(partner.get(&submission).await.0, 404, "done although it answered 500");

    partner.sandbox.faults().add(Fault::new("POST applications/*/submissions", Effect::Cut, 0));
    assert!(partner.send(Method::POST, &create, None).await.is_err());
    assert!(
        partner.get(&path).await.1.get("pendingApplicationSubmission").is_none(),
        "a cut request does nothing"
    );

    partner.sandbox.faults().add(Fault::new("GET applications", Effect::Truncate, 20));
    let answer = partner.send(Method::GET, "applications", None).await.unwrap();
    assert!(answer.bytes().await.is_err(), "the answer breaks off");

    let made = partner.create(QUIET).await;
    partner.sandbox.faults().add(Fault::new("PUT blob.core.windows.net/*/*", Effect::Flip, Value::Null));
    let url = escaped(made["fileUploadUrl"].as_str().unwrap());
    let put = || {
        let md5 = "XUFAKrxLKna5cZ2REBfFkg=="; // of "hello"
        partner
            .http
            .put(&url)
            .header("x-ms-blob-type", "BlockBlob")
            .header("Content-MD5", md5)
            .body("hello")
            .send()
    };
    assert_eq!(put().await.unwrap().status(), 400);
    assert_eq!(put().await.unwrap().status(), 201);

    let (_, log) = own(&partner, Method::GET, "log?since=0", None).await;
    let log = log.as_array().unwrap();
    assert!(log.iter().enumerate().all(|(n, entry)| entry["n"] == n as u64 + 1));
    assert!(log.iter().any(|entry| entry["status"].is_null() && entry["method"] == "POST"));
    let upload = log.last().unwrap();
    assert_eq!(
        (upload["host"].as_str(), upload["status"].as_u64()),
        (Some("blob.core.windows.net"), Some(201))
    );
    assert_eq!(upload["requestSha256"], "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    let text = serde_json::to_string(log).unwrap();
    for secret in ["sig=", &partner.token, &partner.sandbox.credentials().client_secret] {
        assert!(!text.contains(secret), "the log holds a secret");
    }
    assert_eq!(own(&partner, Method::DELETE, "faults", None).await.0, 204);
}

#[tokio::test]
async fn twenty_requests_a_minute_then_429() {
    let partner = Partner::start().await;
    // A minute may turn while the test runs; within 50 requests one answer must be refused.
    let mut refused = None;
    for _ in 0..50 {
        let (status, body) = partner.get(&format!("applications/{QUIET}")).await;
        if status == 429 {
            refused = Some(body);
            break;
        }
    }
    let refused = refused.expect("no limit");
    assert_eq!(refused["statusCode"], 429);
    let message = refused["message"].as_str().unwrap();
    assert!(message.starts_with("Rate limit is exceeded. Try again in ") && message.ends_with(" seconds."));
    assert_eq!(partner.token(&[]).await.status(), 200, "signing in is not counted");
    partner.sandbox.advance(std::time::Duration::from_secs(60)).await.unwrap();
    assert_eq!(partner.get("applications").await.0, 200);
}

#[tokio::test]
async fn only_loopback_gets_in_and_pages_of_others_cannot_steer() {
    let partner = Partner::start().await;
    let url = format!("{}/_sandbox/clock", partner.sandbox.base());
    let with = |name: &'static str, value: String| partner.http.get(&url).header(name, value).send();
    assert_eq!(with("host", "evil.example".into()).await.unwrap().status(), 403);
    assert_eq!(with("origin", "https://evil.example".into()).await.unwrap().status(), 403);
    assert_eq!(with("origin", "null".into()).await.unwrap().status(), 403);
    assert_eq!(with("origin", partner.sandbox.base().to_owned()).await.unwrap().status(), 200);
    assert_eq!(with("host", "localhost:1".into()).await.unwrap().status(), 200);
}

#[tokio::test]
async fn the_portal_is_a_page_of_forms_without_scripts() {
    let partner = Partner::start().await;
    let base = partner.sandbox.base();
    let page = partner.http.get(format!("{base}/_sandbox/portal")).send().await.unwrap();
    let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("default-src 'none'") && !policy.contains("script"));
    let html = page.text().await.unwrap();
    assert!(
        html.contains("Tailspin Planner")
            && html.contains("Create a submission here")
            && !html.contains("<script")
    );
    let form = [("action", "createSubmission"), ("product", QUIET), ("lang", "fr")];
    let after = partner.http.post(format!("{base}/_sandbox/portal")).form(&form).send().await.unwrap();
    assert_eq!(after.status(), 200, "the browser is sent back to the page");
    let html = after.text().await.unwrap();
    assert!(html.contains("Supprimer la soumission ici") && !html.contains("Wingtip"), "{html}");
    let (status, refused) =
        own(&partner, Method::POST, "portal", Some(json!({"action": "publishNow", "product": QUIET}))).await;
    assert_eq!(status, 409);
    assert!(refused["error"].is_string());
    let form = [("action", "reserveName"), ("name", "Woodgrove Maps"), ("lang", "en")];
    let after = partner.http.post(format!("{base}/_sandbox/portal")).form(&form).send().await.unwrap();
    let html = after.text().await.unwrap();
    assert!(html.contains("<h2>Woodgrove Maps</h2>") && html.contains("Make the first submission"), "{html}");
    let again = json!({"action": "reserveName", "name": "Woodgrove Maps"});
    assert_eq!(own(&partner, Method::POST, "portal", Some(again)).await.0, 409, "a name is reserved once");
    let (status, all) = own(&partner, Method::GET, "assumptions", None).await;
    assert_eq!(status, 200);
    assert!(all.as_array().unwrap().iter().any(|a| a["name"] == "clone-archive" && a["value"] == "absent"));
}

#[tokio::test]
async fn a_restart_finds_everything() {
    let folder = tempfile::tempdir().unwrap();
    let options =
        || Options { scenario: scenario(), state: Some(folder.path().join("state")), ..Options::default() };
    let partner = Partner::with(options()).await;
    let mut made = partner.create(QUIET).await;
    announce_package(&mut made, "planner.msix");
    partner.update(QUIET, &made).await;
    partner.upload(&made, zip(&[("planner.msix", &planner("3.3.0.0"))])).await;
    let credentials = partner.sandbox.credentials().clone();
    let token = partner.token.clone();
    partner.sandbox.stop().await;

    let partner = Partner::with(options()).await;
    assert_eq!(partner.sandbox.credentials().client_secret, credentials.client_secret);
    let partner = Partner { token, ..partner };
    let path = format!("applications/{QUIET}/submissions/{}", word(&made["id"]));
    let (status, found) = partner.get(&path).await;
    assert_eq!(status, 200, "an older token is still good");
    assert_eq!(found["applicationPackages"][1]["fileName"], "planner.msix");
    partner.commit(QUIET, &made).await;
    partner.sandbox.until_next_step().await.unwrap();
    let before: Value = own(&partner, Method::GET, "clock", None).await.1;
    // Dropped without a word, as a killed process is.
    drop(partner);

    let partner = Partner::with(options()).await;
    assert_eq!(partner.status(QUIET, &made).await["status"], "PreProcessing");
    let after: Value = own(&partner, Method::GET, "clock", None).await.1;
    let at = |reading: &Value| reading["now"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    assert!(at(&after) >= at(&before), "the clock never runs back");
    partner.walk(QUIET, &made).await;
    let (_, live) = partner.get(&path).await;
    assert_eq!(
        (word(&live["status"]), word(&live["applicationPackages"][1]["version"])),
        ("Published".into(), "3.3.0.0".into())
    );
    partner.sandbox.stop().await;

    let other = Options { scenario: Scenario::Demo, ..options() };
    let refused = Sandbox::start(other).await.err().expect("another scenario is not mixed in");
    assert!(refused.to_string().contains("holds the scenario"));
}

#[tokio::test]
async fn assumptions_change_what_is_assumed() {
    let partner = Partner::assuming(&[("clone-archive", "present"), ("clone-ids", "new")]).await;
    let archive = zip(&[("planner.msix", &planner("3.3.0.0"))]);
    let made =
        partner.submitted(QUIET, |made| announce_package(made, "planner.msix"), Some(archive.clone())).await;
    partner.walk(QUIET, &made).await;
    let (_, live) = partner.get(&format!("applications/{QUIET}/submissions/{}", word(&made["id"]))).await;
    let next = partner.create(QUIET).await;
    let read = partner.http.get(escaped(next["fileUploadUrl"].as_str().unwrap())).send().await.unwrap();
    assert_eq!(read.bytes().await.unwrap(), archive);
    assert_ne!(next["applicationPackages"][0]["id"], live["applicationPackages"][0]["id"]);
    assert_eq!(next["applicationPackages"][0]["fileName"], live["applicationPackages"][0]["fileName"]);
    let wrong = Options { assume: vec![("no-such".into(), "x".into())], ..Options::default() };
    assert!(Sandbox::start(wrong).await.is_err());
}
