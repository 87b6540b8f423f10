//! The rate limit: 20 requests a minute and tenant, multiplied by the speed of the sandbox clock, then 429 for the
//! rest of the minute. Sign-in, blobs and the sandbox's own routes are not counted.
//!
//! Source: `store-api` 3 (20 a minute, the body, its wording; commits of add-ons seen to be slower still, assumption
//! `add-on-commits`); Retry-After is UNVERIFIED (`--assume retry-after`).

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use hyper::StatusCode;
use jiff::Timestamp;
use serde_json::json;

use crate::assume::Assumptions;
use crate::http::Reply;

const A_MINUTE: f64 = 20.0;

/// Between two commits of add-ons, in seconds.
const ADD_ON_COMMITS: f64 = 180.0;

/// Requests of the running minute by tenant, and the last commit of an add-on.
#[derive(Default)]
pub struct Meter(Mutex<HashMap<String, (i64, u64)>>, Mutex<Option<Timestamp>>);

impl Meter {
    /// Counts a request; the number of seconds to wait when the minute is used up.
    pub fn count(&self, tenant: &str, wall: Timestamp, speed: f64) -> Result<(), i64> {
        let minute = wall.as_second().div_euclid(60);
        let mut tenants = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, used) = tenants.entry(tenant.to_owned()).or_insert((minute, 0));
        if *of != minute {
            (*of, *used) = (minute, 0);
        }
        // A clock slower than real time does not make the service stricter than it is.
        if *used as f64 >= A_MINUTE * speed.max(1.0) {
            return Err(60 - wall.as_second().rem_euclid(60));
        }
        *used += 1;
        Ok(())
    }

    /// Counts a commit of an add-on; the number of seconds to wait when another was taken too short a time ago.
    pub fn add_on_commit(&self, wall: Timestamp, speed: f64) -> Result<(), i64> {
        let mut last = self.1.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = last
            .map_or(0.0, |last| ADD_ON_COMMITS / speed.max(1.0) - wall.duration_since(last).as_secs_f64());
        if wait > 0.0 {
            return Err(wait.ceil() as i64);
        }
        *last = Some(wall);
        Ok(())
    }
}

pub fn exceeded(seconds: i64, assume: &Assumptions) -> Reply {
    let message = format!("Rate limit is exceeded. Try again in {seconds} seconds.");
    let reply = Reply::json(StatusCode::TOO_MANY_REQUESTS, &json!({"statusCode": 429, "message": message}));
    if assume.is("retry-after", "present") { reply.with("retry-after", &seconds.to_string()) } else { reply }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_commit_of_an_add_on_in_three_minutes() {
        let meter = Meter::default();
        let at = |second: i64| Timestamp::from_second(600_000 + second).unwrap();
        assert_eq!(meter.add_on_commit(at(0), 1.0), Ok(()));
        assert_eq!(meter.add_on_commit(at(30), 1.0), Err(150));
        assert_eq!(meter.add_on_commit(at(180), 1.0), Ok(()));
        assert_eq!(meter.add_on_commit(at(181), 600.0), Ok(()), "practice is as much faster as its clock");
    }

    #[test]
    fn twenty_a_minute_then_the_rest_of_it() {
        let meter = Meter::default();
        let at = Timestamp::from_second(600_046).unwrap();
        for _ in 0..20 {
            assert_eq!(meter.count("t", at, 1.0), Ok(()));
        }
        assert_eq!(meter.count("t", at, 1.0), Err(14));
        assert_eq!(meter.count("other", at, 1.0), Ok(()));
        assert_eq!(meter.count("t", Timestamp::from_second(600_060).unwrap(), 1.0), Ok(()));
        assert_eq!(meter.count("t", at, 600.0), Ok(()));
    }
}
