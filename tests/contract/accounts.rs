//! Connecting: one verdict a prerequisite, and one failing account never empties the others.

use serde_json::{Value, json};
use vitrine_sandbox::{Options, Sandbox};
use vitrine_tests::desk::{Desk, form, until};

async fn sandbox() -> Sandbox {
    Sandbox::start(Options::default()).await.expect("the sandbox starts")
}

/// The verdicts as `about: outcome`, and the code of the one that was refused.
fn verdicts(report: &Value) -> (Vec<String>, Option<String>) {
    let all = report["verdicts"].as_array().unwrap();
    let word = |v: &Value| format!("{}: {}", v["about"].as_str().unwrap(), v["outcome"].as_str().unwrap());
    let code = all.iter().find_map(|v| v["problem"]["code"].as_str().map(str::to_owned));
    (all.iter().map(word).collect(), code)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_good_connection_holds_and_the_role_is_listed_as_not_checked() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let desk = Desk::open(folder.path()).await.unwrap();
    let report = desk.ask("account_check", form(&sandbox)).await;
    let (words, refused) = verdicts(&report);
    assert_eq!(refused, None);
    assert_eq!(
        words,
        [
            "tenant: holds",
            "application: holds",
            "key: holds",
            "partnerCenter: holds",
            "products: holds",
            "role: notChecked"
        ]
    );
    assert_eq!(report["verdicts"][4]["count"], 13);
    let account = desk.connect(&sandbox).await;
    assert_eq!(account["key_kept"], "thisRun", "this computer has no keyring in tests, and the page says so");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_wrong_text_is_named_and_what_comes_after_it_is_not_checked() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let desk = Desk::open(folder.path()).await.unwrap();
    let unknown = "00000000-0000-4000-8000-000000000001";
    for (field, value, at, code) in [
        ("tenant", unknown, 0, "signin.tenant.unknown"),
        ("client", unknown, 1, "signin.application.unknown"),
        ("key", "wrong~key", 2, "signin.key.wrong"),
    ] {
        let mut typed = form(&sandbox);
        typed[field] = value.into();
        let report = desk.ask("account_check", typed.clone()).await;
        let (words, refused) = verdicts(&report);
        assert_eq!(refused.as_deref(), Some(code), "{field}: {report:#}");
        for (index, word) in words.iter().enumerate() {
            let expected = match index {
                i if i < at => "holds",
                i if i == at => "refused",
                _ => "notChecked",
            };
            assert!(word.ends_with(expected), "{field}: {word} at {index}");
        }
        assert!(desk.call("account_connect", typed).await.is_err(), "and it is not connected");
    }
    assert_eq!(desk.ask("session", Value::Null).await["accounts"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_http_is_for_this_computer_only() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).await.unwrap();
    let sandbox = sandbox().await;
    let mut typed = form(&sandbox);
    typed["endpoints"]["store"] = "http://partner.example/".into();
    let refused = desk.call("account_check", typed).await.unwrap_err();
    assert_eq!(refused.code, "account.endpoint.plain");
    assert_eq!(refused.params["endpoint"], "store");
}

#[tokio::test(flavor = "multi_thread")]
async fn changing_an_endpoint_asks_for_the_key_again() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (sandbox().await, sandbox().await);
    let desk = Desk::open(folder.path()).await.unwrap();
    let account = desk.connect(&first).await;
    let mut typed = form(&first);
    typed["id"] = account["id"].clone();
    typed["key"] = Value::Null;
    assert_eq!(desk.ask("account_check", typed.clone()).await["ready"], true, "the kept key is used");
    typed["endpoints"] = form(&second)["endpoints"].clone();
    let refused = desk.call("account_check", typed).await.unwrap_err();
    assert_eq!(refused.code, "signin.key.empty", "a key never goes to an address it was not given for");
    assert!(second.log().is_empty(), "nothing was asked there");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_account_that_fails_leaves_the_other_usable() {
    let folder = tempfile::tempdir().unwrap();
    // Without products of its own: nothing but the list uses its minute's budget.
    let empty = Options { scenario: vitrine_sandbox::Scenario::Empty, ..Options::default() };
    let (good, bad) = (sandbox().await, Sandbox::start(empty).await.unwrap());
    let desk = Desk::open(folder.path()).await.unwrap();
    desk.connect(&good).await;
    desk.product("Tailspin Planner").await;
    desk.connect(&bad).await;
    // The reading that connecting began is over: the next one meets the fault.
    until(async || {
        let list = desk.ask("products", Value::Null).await;
        list["accounts"]
            .as_array()?
            .iter()
            .all(|a| a["reading"] == false && a["read_at"].is_string())
            .then_some(())
    })
    .await;
    let rule = json!({ "route": "GET applications", "effect": "status", "value": 500, "times": 1000 });
    reqwest::Client::new().post(format!("{}/_sandbox/faults", bad.base())).json(&rule).send().await.unwrap();
    desk.ask("products_read", Value::Null).await;
    let list = until(async || {
        let list = desk.ask("products", Value::Null).await;
        let failed = list["accounts"].as_array()?.iter().any(|a| a["problem"].is_object());
        failed.then_some(list)
    })
    .await;
    let failing: Vec<&Value> =
        list["accounts"].as_array().unwrap().iter().filter(|a| a["problem"].is_object()).collect();
    assert_eq!(failing.len(), 1, "one bar, for the one that failed");
    assert_eq!(failing[0]["problem"]["code"], "service.trouble");
    let good_rows =
        list["rows"].as_array().unwrap().iter().filter(|r| r["account"] != failing[0]["account"]).count();
    assert!(good_rows >= 8, "the other account's products are there");
}

#[tokio::test(flavor = "multi_thread")]
async fn offline_at_the_start_known_products_open_and_can_be_edited() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = Sandbox::start(Options { speed: 600.0, ..Options::default() }).await.unwrap();
    let desk = Desk::practice(folder.path(), &sandbox, 600.0).await;
    let product = desk.product("Tailspin Planner").await;
    desk.ask("draft_start", product["id"].clone()).await;
    let folder_path = desk.end().await;
    let base = sandbox.base().to_owned();
    sandbox.stop().await;

    // The same folder with nobody at the other end: practice's account is kept, its sandbox is gone.
    let desk = Desk::open(&folder_path).await.unwrap();
    let rows = desk.ask("products", Value::Null).await["rows"].as_array().unwrap().len();
    assert_eq!(rows, 13, "{base}");
    let draft = desk.ask("draft_start", product["id"].clone()).await;
    desk.ask(
        "draft_patch",
        json!({ "draft": draft["id"], "edits": [{ "pointer": "/notesForCertification", "value": "Written on a train." }] }),
    )
    .await;
    let again = desk.ask("draft_open", draft["id"].clone()).await;
    assert_eq!(again["document"]["notesForCertification"], "Written on a train.");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_key_reaches_the_disk_or_an_event() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = sandbox().await;
    let desk = Desk::open(folder.path()).await.unwrap();
    desk.connect(&sandbox).await;
    desk.product("Tailspin Planner").await;
    let key = sandbox.credentials().client_secret.clone();
    let told = serde_json::to_string(&*desk.events.lock().unwrap()).unwrap();
    assert!(!told.contains(&key), "no event carries the key");
    let path = desk.end().await;
    for entry in walk(&path) {
        // The database takes its write-ahead file away while it closes.
        let Ok(bytes) = std::fs::read(&entry) else { continue };
        assert!(!bytes.windows(key.len()).any(|w| w == key.as_bytes()), "{} holds the key", entry.display());
        assert!(!bytes.windows(4).any(|w| w == b"sig="), "{} holds a signature", entry.display());
    }
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    std::fs::read_dir(folder)
        .unwrap()
        .flatten()
        .flat_map(|e| if e.path().is_dir() { walk(&e.path()) } else { vec![e.path()] })
        .collect()
}

/// Acceptance 31: five lists, one answers 500. The four others stay usable, and *Try again* asks for that one alone.
#[tokio::test(flavor = "multi_thread")]
async fn one_of_five_lists_that_fails_is_tried_again_alone() {
    let (folder, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let desk = Desk::open(folder.path()).await.unwrap();
    let (mut sandboxes, mut accounts) = (Vec::new(), Vec::new());
    for number in 1..=5 {
        let file = files.path().join(format!("{number}.json"));
        let app = json!({ "id": format!("9NFIVELIST0{number}"), "primaryName": format!("App {number}"), "identityName": format!("Five.App{number}"), "states": [] });
        std::fs::write(&file, json!({ "apps": [app] }).to_string()).unwrap();
        let options = Options { scenario: vitrine_sandbox::Scenario::File(file), ..Options::default() };
        let sandbox = Sandbox::start(options).await.unwrap();
        accounts.push(desk.connect(&sandbox).await["id"].clone());
        sandboxes.push(sandbox);
    }
    // Once every reading is over.
    let read = async || {
        until(async || {
            let list = desk.ask("products", Value::Null).await;
            let over =
                |a: &Value| a["reading"] == false && (a["read_at"].is_string() || a["problem"].is_object());
            list["accounts"].as_array()?.iter().all(over).then_some(list)
        })
        .await
    };
    let asked = |index: usize| {
        sandboxes[index].log().iter().filter(|entry| entry.path.ends_with("/my/applications")).count()
    };
    read().await;
    let fault = vitrine_sandbox::Fault::new("GET applications", vitrine_sandbox::Effect::Status, 500);
    sandboxes[2].faults().add(fault.times(1_000));
    let before: Vec<usize> = (0..5).map(asked).collect();
    desk.ask("products_read", Value::Null).await;
    until(async || (0..5).all(|index| asked(index) > before[index]).then_some(())).await;
    let list = read().await;
    let failed: Vec<&Value> =
        list["accounts"].as_array().unwrap().iter().filter(|a| a["problem"].is_object()).collect();
    assert_eq!(failed.len(), 1, "{list:#}");
    assert_eq!(failed[0]["account"], accounts[2]);
    assert_eq!(list["rows"].as_array().map(Vec::len), Some(5), "what was read before stays");
    for row in list["rows"].as_array().unwrap() {
        desk.ask("product", row["id"].clone()).await;
    }

    reqwest::Client::new().delete(format!("{}/_sandbox/faults", sandboxes[2].base())).send().await.unwrap();
    let before: Vec<usize> = (0..5).map(asked).collect();
    desk.ask("products_read", accounts[2].clone()).await;
    until(async || (asked(2) > before[2]).then_some(())).await;
    let list = read().await;
    assert!(list["accounts"].as_array().unwrap().iter().all(|a| a["problem"].is_null()), "{list:#}");
    let others: Vec<usize> =
        [0, 1, 3, 4].into_iter().filter(|index| asked(*index) > before[*index]).collect();
    assert!(others.is_empty(), "only that one was asked again: {others:?}");
}
