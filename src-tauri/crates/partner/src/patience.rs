//! How long anything may take and how often it is tried: every figure of time in one place.
//!
//! Only requests that change nothing are ever repeated; which those are is said where they are sent, not here.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

/// The longest wait a service may impose on us; beyond it the person is told instead (reliability notes 7.1).
const LONGEST_WAIT: Duration = Duration::from_secs(600);

/// Times and tries.
#[derive(Debug, Clone)]
pub(crate) struct Patience {
    /// Making a connection.
    pub connect: Duration,
    /// From the last byte sent to the first byte of an answer.
    pub answer: Duration,
    /// The same for create and update, which take minutes for products with many languages.
    pub long_answer: Duration,
    /// Between two pieces of an answer.
    pub between: Duration,
    /// Tries of a read, the first included. Clients of Microsoft use 5.
    pub tries: u32,
    /// Tries of a block.
    pub block_tries: u32,
    /// The first and the longest back-off; the real one is drawn between nothing and its double each time.
    pub first: Duration,
    pub most: Duration,
    /// A read with all its repeats.
    pub read: Duration,
    /// An upload that hands over no byte for this long is stuck.
    pub stall: Duration,
    /// A piece that finds no line for this long ends the upload.
    pub lost_line: Duration,
    /// The slowest line that a try is given time for, bytes a second.
    pub slowest: u64,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            answer: Duration::from_secs(60),
            long_answer: Duration::from_secs(600),
            between: Duration::from_secs(30),
            tries: 5,
            block_tries: 8,
            first: Duration::from_millis(500),
            most: Duration::from_secs(60),
            read: Duration::from_secs(180),
            stall: Duration::from_secs(60),
            lost_line: Duration::from_secs(300),
            slowest: 64 * 1024,
        }
    }
}

impl Patience {
    /// Full jitter: anything between nothing and `first · 2^(attempt - 1)`, at most `most`. `attempt` counts from 1.
    pub fn back_off(&self, attempt: u32) -> Duration {
        let ceiling = self.first.saturating_mul(1 << attempt.saturating_sub(1).min(20)).min(self.most);
        ceiling.mul_f64(fraction())
    }

    /// The time one try of sending `bytes` may take in all.
    pub fn sending(&self, bytes: u64) -> Duration {
        self.stall.max(Duration::from_secs(bytes / self.slowest.max(1)))
    }

    #[cfg(test)]
    pub fn short() -> Self {
        Self {
            answer: Duration::from_millis(400),
            long_answer: Duration::from_millis(400),
            between: Duration::from_millis(400),
            first: Duration::from_millis(2),
            most: Duration::from_millis(8),
            stall: Duration::from_millis(300),
            lost_line: Duration::from_millis(150),
            ..Self::default()
        }
    }
}

/// Random, evenly between 0 and 1. Without a source of randomness a middle value is as good a guess as any.
fn fraction() -> f64 {
    getrandom::u32().map_or(0.5, |drawn| f64::from(drawn) / f64::from(u32::MAX))
}

/// How long a service asks to wait: `Retry-After` as seconds or as a date (measured against the answer's own `Date`, so that
/// a wrong clock here does not matter), Azure's `x-ms-retry-after-ms`, or the sentence of the Store's 429.
/// Capped at ten minutes.
pub(crate) fn asked_to_wait(headers: &HeaderMap, body: &str, now: Timestamp) -> Option<Duration> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let milliseconds =
        header("x-ms-retry-after-ms").and_then(|text| text.parse().ok()).map(Duration::from_millis);
    let seconds = header(RETRY_AFTER.as_str()).and_then(|text| {
        text.parse().ok().map(Duration::from_secs).or_else(|| {
            let until = date(text)?;
            let now = header(DATE.as_str()).and_then(date).unwrap_or(now);
            Some(Duration::try_from(until.duration_since(now)).unwrap_or_default())
        })
    });
    milliseconds.or(seconds).or_else(|| sentence(body)).map(|wait| wait.min(LONGEST_WAIT))
}

fn date(text: &str) -> Option<Timestamp> {
    jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text).ok()
}

/// `"Rate limit is exceeded. Try again in 14 seconds."` (msstore-cli issue 125).
fn sentence(body: &str) -> Option<Duration> {
    let after = body.split_once("Try again in ")?.1;
    let digits = after.find(|c: char| !c.is_ascii_digit())?;
    let unit = after[digits..].trim_start();
    unit.starts_with("second").then(|| after[..digits].parse().ok().map(Duration::from_secs))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn every_way_of_asking_us_to_wait_is_understood() {
        let now: Timestamp = "2026-11-20T10:00:00Z".parse().unwrap();
        let wait = |pairs: &[(&'static str, &str)], body: &str| {
            asked_to_wait(&headers(pairs), body, now).map(|wait| wait.as_millis())
        };
        assert_eq!(wait(&[("retry-after", "7")], ""), Some(7_000));
        assert_eq!(wait(&[("retry-after", "Fri, 20 Nov 2026 10:00:30 GMT")], ""), Some(30_000));
        assert_eq!(
            wait(
                &[
                    ("retry-after", "Fri, 20 Nov 2026 12:00:30 GMT"),
                    ("date", "Fri, 20 Nov 2026 12:00:10 GMT")
                ],
                ""
            ),
            Some(20_000),
            "the answer's own date counts, not our clock"
        );
        assert_eq!(wait(&[("retry-after", "Fri, 20 Nov 2026 09:00:00 GMT")], ""), Some(0));
        assert_eq!(wait(&[("x-ms-retry-after-ms", "250")], ""), Some(250));
        assert_eq!(
            wait(&[], r#"{"statusCode":429,"message":"Rate limit is exceeded. Try again in 14 seconds."}"#),
            Some(14_000)
        );
        assert_eq!(wait(&[("retry-after", "86400")], ""), Some(600_000), "an absurd wait is capped");
        assert_eq!(wait(&[("retry-after", "soon")], "Try again in a while"), None);
    }

    #[test]
    fn back_off_grows_to_its_limit_and_never_past_it() {
        let patience = Patience::default();
        for attempt in 1..40 {
            let ceiling = patience.first * 2_u32.pow((attempt - 1).min(20));
            assert!(patience.back_off(attempt) <= ceiling.min(patience.most));
        }
    }

    #[test]
    fn a_try_is_given_time_for_a_slow_line() {
        let patience = Patience::default();
        assert_eq!(patience.sending(1), Duration::from_secs(60));
        assert_eq!(patience.sending(8 << 20), Duration::from_secs(128));
    }
}
