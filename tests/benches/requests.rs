//! What a publication asks of a tenant's twenty requests a minute, beside the least that it can be: the app, a creation, the
//! update, the reading back that the guard needs, the commit; one more for each look at the status afterwards.

use serde_json::{Value, json};
use vitrine_sandbox::{Options, Sandbox};
use vitrine_tests::desk::{Desk, until};

use crate::report::Report;

const SPEED: f64 = 600.0;
const STORE: &str = "manage.devcenter.microsoft.com";

/// Without these nothing can be published that was read back first.
const LEAST: [&str; 5] = [
    "GET the app",
    "POST a submission",
    "PUT the submission",
    "GET it again, to compare what was shown",
    "POST the commit",
];

pub async fn of_one_publication(report: &mut Report) {
    let folder = tempfile::tempdir().expect("a folder");
    let sandbox = Sandbox::start(Options { speed: SPEED, ..Options::default() }).await.expect("the sandbox");
    let desk = Desk::practice(folder.path(), &sandbox, SPEED).await;
    let product = desk.product("Tailspin Planner").await;
    let draft = desk.ask("draft_start", product["id"].clone()).await;
    let edit = json!({ "pointer": "/notesForCertification", "value": "Nothing to sign in to." });
    let saved = desk.ask("draft_patch", json!({ "draft": draft["id"], "edits": [edit] })).await;
    // What the tables still read is not the publication's.
    let before = quiet(&sandbox).await;
    let id = product["store_id"].as_str().expect("an id").to_owned();
    let asked = json!({ "draft": saved["draft"], "revision": saved["revision"] });
    let job = desk.ask("publish_start", asked).await;
    desk.job_when(&job["id"], |job| job["at_microsoft"]["committed"] == Value::Bool(true)).await;
    let sent: Vec<String> = sandbox
        .log()
        .into_iter()
        .skip(before)
        .filter(|entry| entry.host == STORE && entry.path.contains(&id))
        .map(|entry| format!("{} {}", entry.method, entry.path.replace(&id, "…")))
        .collect();
    let committed = sent.iter().position(|line| line.ends_with("/commit")).map_or(sent.len(), |at| at + 1);
    println!("requests of a publication of words, until it is handed in:");
    sent[..committed].iter().for_each(|line| println!("  {line}"));
    println!("the least:");
    LEAST.iter().for_each(|line| println!("  {line}"));
    report.count("requests of a publication of words", committed, LEAST.len());
    desk.end().await;
}

/// How long the log is once nothing is asked any more.
async fn quiet(sandbox: &Sandbox) -> usize {
    let mut known = sandbox.log().len();
    let mut still = 0;
    until(async || {
        let now = sandbox.log().len();
        still = if now == known { still + 1 } else { 0 };
        known = now;
        (still > 20).then_some(now)
    })
    .await
}
