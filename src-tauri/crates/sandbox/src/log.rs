//! What was asked: method, path and answer of each request, never a body, never a query (it may be a secret).

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use serde::Serialize;

/// One request. The sandbox's own routes are not logged.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LogEntry {
    /// Counts from 1.
    pub n: u64,
    /// Wall time.
    pub at: Timestamp,
    /// The host that the first path segment stands for.
    pub host: String,
    pub method: String,
    /// The path below the host, without its query.
    pub path: String,
    /// `None` when no answer left (a fault, or the client went away).
    pub status: Option<u16>,
    /// SHA-256 of the body as it arrived, lower-case hexadecimal.
    pub request_sha256: String,
}

const KEPT: usize = 20_000;

#[derive(Default)]
pub struct Log(Mutex<(u64, VecDeque<LogEntry>)>);

impl Log {
    pub fn push(&self, mut entry: LogEntry) {
        let mut guard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        guard.0 += 1;
        entry.n = guard.0;
        if guard.1.len() == KEPT {
            guard.1.pop_front();
        }
        guard.1.push_back(entry);
    }

    /// Entries with a number above `n`.
    pub fn since(&self, n: u64) -> Vec<LogEntry> {
        let guard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        guard.1.iter().filter(|entry| entry.n > n).cloned().collect()
    }
}
