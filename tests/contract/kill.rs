//! A process that ends in the middle of typing, by no fault and with no farewell: what it had acknowledged is there, in order,
//! and undo still knows every step.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};
use vitrine_sandbox::Sandbox;
use vitrine_tests::desk::Desk;
use vitrine_tests::rounds::{Dice, rounds, seed};
use vitrine_tests::shop::{SPEED, Shop};
use vitrine_tests::typing::{Expected, Page, script};

/// An act that was acknowledged: its number and the revision.
type Acknowledged = (usize, u64);

/// Starts `typist` and gives the lines it prints. The order goes over its standard input: a key has no place among arguments.
fn typist(folder: &Path, sandbox: &Sandbox, draft: &Value, seed: u64) -> (Child, Receiver<String>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_typist"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the typist starts");
    let given = sandbox.credentials();
    let order = json!({
        "folder": folder, "base": sandbox.base(), "tenant": given.tenant_id, "client": given.client_id, "key": given.client_secret,
        "draft": draft, "seed": seed,
    });
    writeln!(child.stdin.take().expect("a pipe"), "{order}").expect("it listens");
    let out = BufReader::new(child.stdout.take().expect("a pipe"));
    let (tell, told) = channel();
    // Ends with the pipe; everything that was printed before the end is told.
    std::thread::spawn(move || out.lines().map_while(Result::ok).for_each(|line| drop(tell.send(line))));
    (child, told)
}

/// Lets it type for a while, ends it by force, and gives the last act that it acknowledged.
fn interrupted(mut child: Child, told: &Receiver<String>, dice: &mut Dice) -> Option<Acknowledged> {
    let patience = Duration::from_secs(30);
    // One in ten never gets to its first act.
    let acts = if dice.below(10) == 0 { 0 } else { 1 + dice.below(60) as usize };
    let mut last = None;
    for _ in 0..acts {
        last = Some(told.recv_timeout(patience).expect("it goes on typing"));
    }
    // Anywhere between two acts, or within the next one.
    std::thread::sleep(Duration::from_micros(dice.below(15_000)));
    child.kill().expect("it is ours to end");
    child.wait().expect("it ended");
    told.iter().last().or(last).as_deref().and_then(acknowledged)
}

/// `ready` acknowledges nothing.
fn acknowledged(line: &str) -> Option<Acknowledged> {
    let (number, revision) = line.split_once(' ')?;
    Some((number.parse().ok()?, revision.parse().ok()?))
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_when_the_process_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let shop = Shop::open().await;
    let desk = Desk::practice(folder.path(), &shop.sandbox, SPEED).await;
    let product = desk.product("Fabrikam Ledger").await;
    let view = desk.ask("draft_start", product["id"].clone()).await;
    let (draft, mut revision) = (view["id"].clone(), view["revision"].as_u64().unwrap());
    let mut expected = Expected::new(Page::of(&view["document"]));
    desk.end().await;

    let mut dice = Dice::new(seed());
    let mut acts = 0;
    for round in 0..rounds(20) {
        let sitting = dice.roll() >> 32;
        let (child, told) = typist(folder.path(), &shop.sandbox, &draft, sitting);
        let last = tokio::task::block_in_place(|| interrupted(child, &told, &mut dice));
        let (done, at) = last.unwrap_or((0, revision));

        let desk = Desk::practice(folder.path(), &shop.sandbox, SPEED).await;
        let view = desk.ask("draft_open", draft.clone()).await;
        let found = Page::of(&view["document"]);
        let said = format!("seed {}, round {round}, sitting {sitting}, {done} acts", seed());
        let strokes: Vec<_> = script(sitting).take(done + 1).collect();
        strokes[..done].iter().for_each(|stroke| expected.apply(stroke));
        if found != *expected.page() {
            // One act more may be on the disk: it was done, and the word of it did not get out.
            expected.apply(&strokes[done]);
            assert_eq!(found.notes, expected.page().notes, "{said}");
            assert!(found == *expected.page(), "{said}: the second text of the act is not the first one's");
        }
        revision = view["revision"].as_u64().unwrap();
        assert!(revision == at || revision == at + 1, "{said}: revision {revision} after {at}");
        acts += done;
        desk.end().await;
    }
    assert!(acts > rounds(20), "it did type: {acts} acts");

    // Every step back is there, through all sittings.
    let desk = Desk::practice(folder.path(), &shop.sandbox, SPEED).await;
    while expected.undoable() {
        desk.ask("draft_undo", draft.clone()).await;
        expected.apply(&vitrine_tests::typing::Stroke::Undo);
    }
    let view = desk.ask("draft_open", draft.clone()).await;
    assert_eq!(Page::of(&view["document"]), *expected.page());
    assert_eq!(view["standing"]["undo"], Value::Null, "there is nothing more to take back");
}
