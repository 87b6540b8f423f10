//! When a step at Microsoft takes longer than usual. Slow is not failed: nothing is done about it here but saying so.

use jiff::{SignedDuration, Timestamp};
use vitrine_domain::state::{Mark, Step};

use crate::api::Overdue;

/// The present step, once it takes longer than its page says. Counted from when Vitrine first saw it: the service gives no
/// times, so it may have begun before. `speed`: how many times faster than real time the service's clock runs.
pub(crate) fn overdue(timeline: &[Step], since: Timestamp, now: Timestamp, speed: f64) -> Option<Overdue> {
    let step = timeline.iter().find(|step| step.mark == Mark::Current)?;
    let passed = now.duration_since(since).as_secs_f64() * speed;
    let now = since.saturating_add(SignedDuration::try_from_secs_f64(passed).ok()?).ok()?;
    (now > step.usual?.longest.end(since)).then_some(Overdue { step: step.step, since })
}

#[cfg(test)]
mod tests {
    use vitrine_domain::state::{StepName, SubmissionState, SubmissionStatus, timeline};

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn told(status: SubmissionStatus, now: &str, speed: f64) -> Option<StepName> {
        let timeline = timeline(&SubmissionState { status, ..SubmissionState::default() });
        overdue(&timeline, at("2026-11-16T10:00:00Z"), at(now), speed).map(|overdue| overdue.step)
    }

    #[test]
    fn a_commit_that_takes_hours_is_slow_and_certification_has_three_days() {
        use SubmissionStatus as S;
        assert_eq!(told(S::CommitStarted, "2026-11-16T10:59:00Z", 1.0), None);
        assert_eq!(told(S::CommitStarted, "2026-11-16T13:00:00Z", 1.0), Some(StepName::Sending));
        assert_eq!(told(S::Certification, "2026-11-18T22:00:00Z", 1.0), None);
        assert_eq!(told(S::Certification, "2026-11-19T11:00:00Z", 1.0), Some(StepName::Certification));
    }

    #[test]
    fn what_is_held_or_over_or_unknown_is_never_slow() {
        use SubmissionStatus as S;
        for status in [S::Release, S::Published, S::CertificationFailed, S::Unknown("Dreaming".to_owned())] {
            assert_eq!(told(status.clone(), "2027-11-16T10:00:00Z", 1.0), None, "{status:?}");
        }
    }

    #[test]
    fn practice_time_runs_faster() {
        assert_eq!(told(SubmissionStatus::CommitStarted, "2026-11-16T10:00:05Z", 600.0), None);
        assert!(told(SubmissionStatus::CommitStarted, "2026-11-16T10:00:07Z", 600.0).is_some());
    }
}
