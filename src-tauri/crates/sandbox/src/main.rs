//! The program: flags, one line of JSON once it listens, logs on standard error.

use std::path::PathBuf;
use std::process::ExitCode;

use vitrine_sandbox::{Options, Sandbox, Scenario, assumption_list};

const USAGE: &str = "vitrine-sandbox [--port N] [--scenario demo|large|empty|FILE] [--speed N] [--state FOLDER] \
                     [--assume NAME=VALUE]… | --assume list";

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("VITRINE_SANDBOX_LOG")
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info")),
        )
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .init();
    let options = match options(std::env::args().skip(1)) {
        Ok(Asked::Run(options)) => options,
        Ok(Asked::Print(text)) => {
            print!("{text}");
            return ExitCode::SUCCESS;
        }
        Err(why) => {
            eprintln!("{why}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let sandbox = match Sandbox::start(options).await {
        Ok(sandbox) => sandbox,
        Err(error) => {
            eprintln!("vitrine-sandbox: {error}");
            return ExitCode::FAILURE;
        }
    };
    let credentials = sandbox.credentials();
    println!(
        "{}",
        serde_json::json!({
            "base": sandbox.base(),
            "tenant_id": credentials.tenant_id,
            "client_id": credentials.client_id,
            "client_secret": credentials.client_secret,
            "seller_id": credentials.seller_id,
        })
    );
    told_to_stop().await;
    sandbox.stop().await;
    ExitCode::SUCCESS
}

enum Asked {
    Run(Options),
    Print(String),
}

fn options(mut words: impl Iterator<Item = String>) -> Result<Asked, String> {
    let mut options = Options::default();
    while let Some(word) = words.next() {
        let (flag, mut given) = match word.split_once('=') {
            Some((flag, value)) => (flag.to_owned(), Some(value.to_owned())),
            None => (word, None),
        };
        if matches!(flag.as_str(), "--help" | "-h") {
            return Ok(Asked::Print(format!("{USAGE}\n")));
        }
        let mut value =
            || given.take().or_else(|| words.next()).ok_or_else(|| format!("{flag} needs a value"));
        match flag.as_str() {
            "--port" => {
                options.port = value()?.parse().map_err(|_| "--port is a number up to 65535".to_owned())?;
            }
            "--scenario" => options.scenario = Scenario::parse(&value()?),
            "--speed" => options.speed = value()?.parse().map_err(|_| "--speed is a number".to_owned())?,
            "--state" => options.state = Some(PathBuf::from(value()?)),
            "--assume" => {
                let pair = value()?;
                if pair == "list" {
                    return Ok(Asked::Print(assumption_list()));
                }
                let (name, value) = pair.split_once('=').ok_or("--assume takes NAME=VALUE, or list")?;
                options.assume.push((name.to_owned(), value.to_owned()));
            }
            other => return Err(format!("{other} is not a flag of this program")),
        }
    }
    Ok(Asked::Run(options))
}

/// Waits for Ctrl+C, and on Unix for a polite end.
async fn told_to_stop() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => {
                tokio::select! { () = interrupted => {}, _ = terminated.recv() => {} }
            }
            Err(_) => interrupted.await,
        }
    }
    #[cfg(not(unix))]
    interrupted.await;
}
