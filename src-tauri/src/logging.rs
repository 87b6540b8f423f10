//! The log: one file a day in the data folder, a week of them.
//!
//! What may be written is decided where it is written: secrets are types that do not print, addresses lose their query
//! before they become a message. `VITRINE_LOG` takes a filter as `tracing` understands it, for a person who looks for a fault.

use std::path::Path;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

/// Libraries say what they do at `debug`; their warnings are enough.
const USUAL: &str =
    "warn,vitrine=info,vitrine_app=info,vitrine_partner=info,vitrine_assets=info,vitrine_sandbox=info";

/// Starts logging into `logs/` of the data folder. The guard writes what is left when it is dropped, so it has to live as
/// long as the program. Without a file (a full or read-only disk) the program runs unlogged.
pub fn start(data: &Path) -> Option<WorkerGuard> {
    // The appender complains on standard error about a folder that is not there yet.
    std::fs::create_dir_all(data.join("logs")).ok()?;
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("vitrine")
        .filename_suffix("log")
        .max_log_files(7)
        .build(data.join("logs"))
        .ok()?;
    let (writer, guard) = tracing_appender::non_blocking(file);
    let filter = EnvFilter::try_from_env("VITRINE_LOG").unwrap_or_else(|_| EnvFilter::new(USUAL));
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(writer).try_init().ok()?;
    log_panics();
    Some(guard)
}

/// A panic ends at most one task; without this it would end without a word on systems that hide standard error.
fn log_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        tracing::error!(
            place = panic.location().map(ToString::to_string),
            "a task panicked: {}",
            panic.payload_as_str().unwrap_or("")
        );
        usual(panic);
    }));
}
