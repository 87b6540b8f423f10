//! The two clocks: the wall, on which tokens, upload addresses and the rate limit live, and the sandbox clock, on
//! which submissions move. Nothing here sleeps; who wants to know the time asks.
//!
//! Advancing moves both. Going to the next step and the speed move the sandbox clock alone, so that a rehearsal that
//! skips a certification does not end a sign-in or an upload address.

use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, SpanRelativeTo, Timestamp};
use serde::{Deserialize, Serialize};

/// What a restart needs to go on from.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Reading {
    /// Sandbox time of the reading.
    pub sandbox: Timestamp,
    /// How far the wall clock was moved, in seconds.
    pub wall_offset: i64,
}

struct Dial {
    /// Sandbox time at the moment `anchor` of the real clock.
    sandbox: Timestamp,
    anchor: Timestamp,
    wall_offset: SignedDuration,
    speed: f64,
}

pub struct Clock(Mutex<Dial>);

impl Clock {
    /// A new clock that starts at the real time.
    pub fn start(speed: f64) -> Self {
        let now = Timestamp::now();
        Self(Mutex::new(Dial { sandbox: now, anchor: now, wall_offset: SignedDuration::ZERO, speed }))
    }

    /// Goes on after a restart. The sandbox clock never runs back, and while the program was off it ran no faster
    /// than the real one: at speed 600 a night would otherwise be ten months.
    pub fn resume(reading: Reading, speed: f64) -> Self {
        let now = Timestamp::now();
        let wall_offset = SignedDuration::from_secs(reading.wall_offset);
        let sandbox = reading.sandbox.max(now + wall_offset);
        Self(Mutex::new(Dial { sandbox, anchor: now, wall_offset, speed }))
    }

    /// Sandbox time.
    pub fn now(&self) -> Timestamp {
        let dial = self.dial();
        whole_micros(dial.at(Timestamp::now()))
    }

    /// Wall time, moved by what was advanced.
    pub fn wall(&self) -> Timestamp {
        let dial = self.dial();
        whole_micros(Timestamp::now() + dial.wall_offset)
    }

    pub fn speed(&self) -> f64 {
        self.dial().speed
    }

    pub fn reading(&self) -> Reading {
        let dial = self.dial();
        Reading { sandbox: whole_micros(dial.at(Timestamp::now())), wall_offset: dial.wall_offset.as_secs() }
    }

    /// Moves every clock forward.
    pub fn advance(&self, by: SignedDuration) {
        let mut dial = self.dial();
        dial.settle();
        dial.sandbox = dial.sandbox.saturating_add(by).unwrap_or(Timestamp::MAX);
        dial.wall_offset = dial.wall_offset.saturating_add(by);
    }

    /// Moves the sandbox clock forward to `to`; an earlier time changes nothing.
    pub fn skip_to(&self, to: Timestamp) {
        let mut dial = self.dial();
        dial.settle();
        dial.sandbox = dial.sandbox.max(to);
    }

    pub fn set_speed(&self, speed: f64) {
        let mut dial = self.dial();
        dial.settle();
        dial.speed = speed;
    }

    fn dial(&self) -> MutexGuard<'_, Dial> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Dial {
    fn at(&self, real: Timestamp) -> Timestamp {
        let run = real.duration_since(self.anchor).as_secs_f64().max(0.0) * self.speed;
        SignedDuration::try_from_secs_f64(run)
            .ok()
            .and_then(|run| self.sandbox.checked_add(run).ok())
            .unwrap_or(Timestamp::MAX)
    }

    fn settle(&mut self) {
        let real = Timestamp::now();
        self.sandbox = self.at(real);
        self.anchor = real;
    }
}

/// Dates of the service have at most seven decimals, and some clients read no more.
fn whole_micros(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

/// Reads an ISO 8601 duration; days count 24 hours. `None` when it is not one, or not forward.
pub fn duration(text: &str) -> Option<SignedDuration> {
    let span: jiff::Span = text.parse().ok()?;
    let duration = span.to_duration(SpanRelativeTo::days_are_24_hours()).ok()?;
    (!duration.is_negative()).then_some(duration)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_iso_8601_and_forward() {
        assert_eq!(duration("PT6H"), Some(SignedDuration::from_hours(6)));
        assert_eq!(duration("P2DT30M"), Some(SignedDuration::from_mins(48 * 60 + 30)));
        assert_eq!(duration("-PT1H"), None);
        assert_eq!(duration("six hours"), None);
    }

    #[test]
    fn advancing_moves_both_and_skipping_only_one() {
        let clock = Clock::start(1.0);
        let (sandbox, wall) = (clock.now(), clock.wall());
        clock.advance(SignedDuration::from_hours(2));
        assert!(clock.now().duration_since(sandbox) >= SignedDuration::from_hours(2));
        assert!(clock.wall().duration_since(wall) >= SignedDuration::from_hours(2));
        clock.skip_to(sandbox + SignedDuration::from_hours(9));
        assert!(clock.now().duration_since(sandbox) >= SignedDuration::from_hours(9));
        assert!(clock.wall().duration_since(wall) < SignedDuration::from_hours(3));
    }

    #[test]
    fn a_resumed_clock_never_runs_back() {
        let ahead = Timestamp::now() + SignedDuration::from_hours(500);
        let clock = Clock::resume(Reading { sandbox: ahead, wall_offset: 0 }, 600.0);
        assert!(clock.now() >= ahead);
        let behind = Timestamp::now() - SignedDuration::from_hours(500);
        let clock = Clock::resume(Reading { sandbox: behind, wall_offset: 0 }, 600.0);
        assert!(clock.now() > behind + SignedDuration::from_hours(499));
    }
}
