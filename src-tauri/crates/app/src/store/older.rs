//! A folder that the first release wrote: its accounts, products, drafts, jobs and settings are there after the update, and read.

use rusqlite::Connection;
use serde_json::{Value, json};
use vitrine_domain::{DraftId, ProductId};

use super::{Database, MIGRATIONS};
use crate::api::{JobPurpose, JobStatus};
use crate::drafts::OpenDraft;
use crate::publish::Jobs;

const APP: &str = "store:9NBLGGH4R315";

/// A job as the first release wrote it: no purpose, and a draft always.
fn job() -> Value {
    json!({
        "job": {
            "id": "j", "product": APP, "product_name": "Tailspin", "draft": "d", "status": "interrupted",
            "steps": [{ "phase": "create", "state": "done", "started_at": null, "ended_at": null }],
            "progress": null, "problem": null,
            "at_microsoft": {
                "submission": "1152921504621243540", "friendly_name": "Submission 2", "exists": "yes",
                "files_sent": false, "committed": false,
            },
            "cancel": "deleteDraft", "can_resume": true,
            "started_at": "2026-11-18T10:00:00Z", "updated_at": "2026-11-18T10:01:00Z",
        },
        "account": "a", "store_id": "9NBLGGH4R315", "revision": 1, "phase": "upload",
        "intent": { "call": "create", "at": "2026-11-18T10:00:00Z" },
        "sent": { "pricing": { "priceId": "Tier2" } },
        "files": [{
            "name": "img-00.png", "source": { "asset": "00" },
            "pointers": ["/listings/en-us/baseListing/images/@x"],
        }],
        "plan": null, "status": null,
    })
}

fn first_release(path: &std::path::Path) {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch(MIGRATIONS[0]).unwrap();
    let account = json!({ "id": "a" }).to_string();
    connection.execute("INSERT INTO accounts VALUES ('a', 1, ?)", [account]).unwrap();
    let listed = json!({ "id": "9NBLGGH4R315", "primaryName": "Tailspin" }).to_string();
    connection
        .execute("INSERT INTO products VALUES (?, 'a', 0, ?, '{\"pending\":null}')", (APP, listed))
        .unwrap();
    let (base, document) = (json!({ "visibility": "Public" }), json!({ "visibility": "Private" }));
    let mark =
        json!({ "id": "d", "changes": 1, "problems": 0, "saved_at": "2026-11-18T09:00:00Z" }).to_string();
    connection
        .execute(
            "INSERT INTO drafts VALUES ('d', ?, '7', ?, ?, 0, 1, 1, '2026-11-18T09:00:00Z', ?, NULL, NULL)",
            (APP, base.to_string(), base.to_string(), mark),
        )
        .unwrap();
    let edit =
        |value: &Value| json!([{ "pointer": "/visibility", "value": value["visibility"] }]).to_string();
    connection
        .execute(
            "INSERT INTO journal VALUES ('d', 1, '2026-11-18T09:00:00Z', ?, ?)",
            (edit(&document), edit(&base)),
        )
        .unwrap();
    connection
        .execute(
            "INSERT INTO jobs VALUES ('j', ?, 'd', '\"interrupted\"', ?, '2026-11-18T10:01:00Z', 0)",
            (APP, job().to_string()),
        )
        .unwrap();
    connection
        .execute("INSERT INTO made_here VALUES ('1152921504621243540', ?, 'd', 'x', NULL)", [APP])
        .unwrap();
    let settings = json!({ "language": "fr", "theme": "dark", "rail": true, "zoom": 120 }).to_string();
    connection.execute("INSERT INTO settings VALUES ('window', ?)", [settings]).unwrap();
    connection.pragma_update(None, "user_version", 1).unwrap();
}

#[tokio::test]
async fn what_the_first_release_wrote_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vitrine.db");
    first_release(&path);
    // Twice: the second opening finds the present form.
    drop(Database::open(&path).unwrap());
    let database = Database::open(&path).unwrap();

    let draft = OpenDraft::read(&database, &DraftId::new("d")).await.unwrap();
    assert_eq!(draft.document.value()["visibility"], "Private", "the journal was done");
    assert_eq!(draft.adopted, None);

    let jobs = Jobs::read(&database).await.unwrap();
    let job = jobs.of_draft(&DraftId::new("d")).expect("its job");
    assert_eq!((job.purpose, job.status), (JobPurpose::Draft, JobStatus::Interrupted));
    let record = jobs.get(&job.id).unwrap();
    assert_eq!(record.maker(), "d", "what it made is its own");
    assert_eq!((record.continued, record.visibility, record.files.len()), (false, None, 1));

    let settings = crate::session::read_settings(&database).await.unwrap();
    assert_eq!((settings.zoom, settings.hold), (120, 10), "what is new begins as it does for everybody");
    let row = database
        .read(|c| {
            c.query_row(
                &format!("{} WHERE p.id = ?", crate::products::COLUMNS),
                [APP],
                crate::products::read_row,
            )
        })
        .await
        .unwrap();
    assert_eq!(row.0, ProductId(APP.to_owned()));
    assert_eq!((row.4.map(|mark| mark.changes), row.5, row.6), (Some(1), None, None));
}
