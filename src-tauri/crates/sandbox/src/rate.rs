//! The rate limit: 20 requests a minute and tenant, multiplied by the speed of the sandbox clock, then 429 for the
//! rest of the minute. Sign-in, blobs and the sandbox's own routes are not counted.
//!
//! Source: `store-api` 3 (20 a minute, the body, its wording); Retry-After is UNVERIFIED (`--assume retry-after`).

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use hyper::StatusCode;
use jiff::Timestamp;
use serde_json::json;

use crate::assume::Assumptions;
use crate::http::Reply;

const A_MINUTE: f64 = 20.0;

/// Requests of the running minute, by tenant.
#[derive(Default)]
pub struct Meter(Mutex<HashMap<String, (i64, u64)>>);

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
