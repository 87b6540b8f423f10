//! The program itself: flags, the one line, a polite end, and what the large account costs.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use vitrine_sandbox::{Options, Sandbox, Scenario};

fn program(flags: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vitrine-sandbox"));
    command.args(flags).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Ends the program when a test fails half-way.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn it_prints_one_line_of_json_and_answers_at_once() {
    let mut running = Running(
        program(&["--scenario", "large", "--speed=600", "--assume", "commit-status=200"]).spawn().unwrap(),
    );
    let mut out = BufReader::new(running.0.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    let told: Value = serde_json::from_str(&line).unwrap();
    let names: Vec<&String> = told.as_object().unwrap().keys().collect();
    assert_eq!(names, ["base", "tenant_id", "client_id", "client_secret", "seller_id"]);
    let base = told["base"].as_str().unwrap();
    assert!(base.starts_with("http://127.0.0.1:"));
    let clock: Value = reqwest::get(format!("{base}/_sandbox/clock")).await.unwrap().json().await.unwrap();
    assert_eq!(clock["speed"], 600.0);

    #[cfg(unix)]
    {
        let id = running.0.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let ended = tokio::task::spawn_blocking(move || {
            let status = running.0.wait().unwrap();
            let mut rest = String::new();
            out.read_to_string(&mut rest).unwrap();
            (status, rest)
        });
        let (status, rest) = tokio::time::timeout(Duration::from_secs(20), ended).await.unwrap().unwrap();
        assert!(status.success());
        assert_eq!(rest, "", "nothing else on standard output");
    }
}

#[test]
fn wrong_flags_are_explained() {
    for flags in [&["--nonsense"][..], &["--port"], &["--speed", "fast"], &["--assume", "x"]] {
        let output = program(flags).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{flags:?}");
        assert!(output.stdout.is_empty());
        assert!(String::from_utf8_lossy(&output.stderr).contains("vitrine-sandbox [--port N]"));
    }
    let output = program(&["--assume", "commit-status=204"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let output = program(&["--assume", "list"]).output().unwrap();
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stdout).contains("clone-archive=absent|present"));
}

#[tokio::test]
async fn the_large_account_opens_in_less_than_a_second() {
    let started = Instant::now();
    let sandbox = Sandbox::start(Options { scenario: Scenario::Large, ..Options::default() }).await.unwrap();
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    sandbox.stop().await;
}

#[tokio::test]
async fn a_taken_port_and_an_unreadable_scenario_are_said() {
    let first = Sandbox::start(Options { scenario: Scenario::Empty, ..Options::default() }).await.unwrap();
    let port = first.base().rsplit(':').next().unwrap().parse().unwrap();
    let taken = Sandbox::start(Options { port, scenario: Scenario::Empty, ..Options::default() }).await;
    assert!(taken.err().unwrap().to_string().contains("cannot be listened on"));
    let missing = Options { scenario: Scenario::File("nowhere.json".into()), ..Options::default() };
    assert!(Sandbox::start(missing).await.err().unwrap().to_string().contains("nowhere.json"));
}
