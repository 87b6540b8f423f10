//! The queue of one tenant: how fast requests leave, and which of the waiting goes first.
//!
//! The Store accepts 20 requests a minute and tenant, other tools of the same company included; we send 15 and keep the rest
//! for changes, so that a page full of products never delays a commit. Counted is a sliding minute. A 429 stops the whole queue
//! for as long as the service asks.
//!
//! Not here: sign-in and blob requests, which the services do not count.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

const MINUTE: Duration = Duration::from_secs(60);

/// Requests a minute: all the service accepts, and how many of them ordinary requests may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// The service's limit.
    pub budget: u32,
    /// Our own for everything but changes.
    pub ours: u32,
}

impl Pace {
    /// Three quarters for us (15 of 20), at least one.
    pub fn of_budget(budget: u32) -> Self {
        let budget = budget.max(1);
        Self { budget, ours: (budget - budget.div_ceil(4)).max(1) }
    }

    /// How long a quarter of a minute's budget of 20 takes here: the pause after a 429 that names none.
    pub(crate) fn quarter(self) -> Duration {
        Duration::from_secs(300) / self.budget
    }
}

/// Who goes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// A change, and looking whether it happened. May use the kept part of the budget.
    Change,
    /// A person waits for it.
    #[default]
    Asked,
    /// Following submissions, filling in tables.
    Background,
}

/// What is left of a tenant's pace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// Requests a minute that the service accepts from the tenant.
    pub per_minute: u32,
    /// Our own pace for everything but changes.
    pub ours: u32,
    /// Requests that could leave at once, changes included. None while the service wants silence.
    pub left: u32,
    /// The part of them that is open to reads.
    pub left_for_reads: u32,
    /// Who waits for a place, the first to go first; ranks without anybody are left out.
    pub waiting: Vec<(Rank, u32)>,
    /// How long the service still wants silence.
    pub paused_for: Option<Duration>,
}

/// The queue of a tenant.
pub(crate) struct Queue(Mutex<State>);

struct State {
    pace: Pace,
    /// When the requests of the last minute left, oldest first.
    sent: VecDeque<Instant>,
    repeated: VecDeque<Instant>,
    waiting: BTreeMap<(Rank, u64), Arc<Notify>>,
    next: u64,
    /// The service asked for silence until then.
    silent: Option<Instant>,
}

impl Queue {
    pub fn new(pace: Pace) -> Self {
        Self(Mutex::new(State {
            pace,
            sent: VecDeque::new(),
            repeated: VecDeque::new(),
            waiting: BTreeMap::new(),
            next: 0,
            silent: None,
        }))
    }

    pub fn set_pace(&self, pace: Pace) {
        self.state().pace = pace;
    }

    /// Waits for a place. Dropping the future gives the place in the line up.
    pub async fn enter(&self, rank: Rank) {
        let bell = Arc::new(Notify::new());
        let key = {
            let mut state = self.state();
            let key = (rank, state.next);
            state.next += 1;
            state.waiting.insert(key, Arc::clone(&bell));
            key
        };
        let place = Place { queue: self, key };
        loop {
            let wake = {
                let mut state = self.state();
                let first = state.waiting.keys().next() == Some(&key);
                match first.then(|| state.free_at(rank, Instant::now())) {
                    Some(None) => {
                        state.sent.push_back(Instant::now());
                        break;
                    }
                    Some(Some(at)) => Some(at),
                    None => None,
                }
            };
            match wake {
                // Whoever comes in front in the meantime rings nobody; the wake-up finds out.
                Some(at) => tokio::time::sleep_until(at).await,
                None => bell.notified().await,
            }
        }
        drop(place);
    }

    /// The request that just entered never left (no connection): its place is free again.
    pub fn give_back(&self) {
        self.state().sent.pop_back();
    }

    /// Silence for everybody in this tenant.
    pub fn pause(&self, wait: Duration) {
        let until = Instant::now() + wait;
        let mut state = self.state();
        state.silent = Some(state.silent.map_or(until, |silent| silent.max(until)));
    }

    /// How long the service still wants silence; for a countdown.
    pub fn paused_for(&self) -> Option<Duration> {
        self.state().paused_for(Instant::now())
    }

    pub fn budget(&self) -> Budget {
        let now = Instant::now();
        let mut state = self.state();
        state.forget(now);
        let paused_for = state.paused_for(now);
        let sent = u32::try_from(state.sent.len()).unwrap_or(u32::MAX);
        let left = |of: u32| if paused_for.is_some() { 0 } else { of.saturating_sub(sent) };
        let mut waiting: Vec<(Rank, u32)> = Vec::new();
        for (rank, _) in state.waiting.keys() {
            match waiting.last_mut() {
                Some((last, count)) if last == rank => *count += 1,
                _ => waiting.push((*rank, 1)),
            }
        }
        let Pace { budget, ours } = state.pace;
        Budget {
            per_minute: budget,
            ours,
            left: left(budget),
            left_for_reads: left(ours),
            waiting,
            paused_for,
        }
    }

    /// Whether a repeat may be made: at most ten a minute and one for five requests, so that a service in trouble is not
    /// buried under repeats (Finagle's retry budget).
    pub fn may_repeat(&self) -> bool {
        let now = Instant::now();
        let mut state = self.state();
        state.forget(now);
        let allowed = 10 + state.sent.len() / 5;
        let may = state.repeated.len() < allowed;
        if may {
            state.repeated.push_back(now);
        }
        may
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Every change below is whole before it could panic, so a poisoned lock guards good data.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn paused_for(&self, now: Instant) -> Option<Duration> {
        self.silent.and_then(|until| until.checked_duration_since(now)).filter(|left| !left.is_zero())
    }

    fn forget(&mut self, now: Instant) {
        for log in [&mut self.sent, &mut self.repeated] {
            while log.front().is_some_and(|at| now.duration_since(*at) >= MINUTE) {
                log.pop_front();
            }
        }
    }

    /// `None`: now. Else the next moment at which it is worth asking again.
    fn free_at(&mut self, rank: Rank, now: Instant) -> Option<Instant> {
        self.forget(now);
        if let Some(until) = self.silent.filter(|until| *until > now) {
            return Some(until);
        }
        let limit = if rank == Rank::Change { self.pace.budget } else { self.pace.ours } as usize;
        // The request that has to be a minute old before there is room.
        let room = self.sent.len().checked_sub(limit)?;
        Some(self.sent[room] + MINUTE)
    }
}

/// A place in the line; given up when dropped, and then the next one is told.
struct Place<'a> {
    queue: &'a Queue,
    key: (Rank, u64),
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut state = self.queue.state();
        state.waiting.remove(&self.key);
        if let Some(bell) = state.waiting.values().next() {
            bell.notify_one();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(budget: u32) -> Arc<Queue> {
        Arc::new(Queue::new(Pace::of_budget(budget)))
    }

    #[test]
    fn our_pace_is_three_quarters_of_the_budget() {
        assert_eq!(Pace::of_budget(20), Pace { budget: 20, ours: 15 });
        assert_eq!(Pace::of_budget(12_000).ours, 9_000);
        assert_eq!(Pace::of_budget(1), Pace { budget: 1, ours: 1 });
        assert_eq!(Pace::of_budget(0), Pace { budget: 1, ours: 1 });
    }

    #[tokio::test(start_paused = true)]
    async fn a_burst_of_a_hundred_leaves_at_fifteen_a_minute() {
        let queue = queue(20);
        let start = Instant::now();
        let mut left = Vec::new();
        for _ in 0..100 {
            queue.enter(Rank::Asked).await;
            left.push(start.elapsed());
        }
        for window in left.windows(16) {
            assert!(window[15] - window[0] >= MINUTE, "sixteen within a minute: {window:?}");
        }
        assert!(left[99] < MINUTE * 7, "and no slower than that: {:?}", left[99]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_commit_passes_a_full_queue_and_the_tenant_stays_within_its_budget() {
        let queue = queue(20);
        for _ in 0..15 {
            queue.enter(Rank::Asked).await;
        }
        let reader = tokio::spawn({
            let queue = Arc::clone(&queue);
            async move { queue.enter(Rank::Asked).await }
        });
        tokio::task::yield_now().await;
        let start = Instant::now();
        for _ in 0..5 {
            queue.enter(Rank::Change).await;
        }
        assert_eq!(start.elapsed(), Duration::ZERO, "five places are kept for changes");
        assert!(!reader.is_finished(), "a read waits although it came first");
        queue.enter(Rank::Change).await;
        assert_eq!(start.elapsed(), MINUTE, "the sixth change would be the twenty-first request");
        reader.await.unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn who_is_asked_for_goes_before_the_background() {
        let queue = queue(20);
        for _ in 0..15 {
            queue.enter(Rank::Asked).await;
        }
        let order = Arc::new(Mutex::new(Vec::new()));
        let mut tasks = Vec::new();
        for rank in [Rank::Background, Rank::Background, Rank::Asked] {
            let (queue, order) = (Arc::clone(&queue), Arc::clone(&order));
            tasks.push(tokio::spawn(async move {
                queue.enter(rank).await;
                order.lock().unwrap().push(rank);
            }));
            tokio::task::yield_now().await;
        }
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(*order.lock().unwrap(), [Rank::Asked, Rank::Background, Rank::Background]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_place_given_up_goes_to_the_next() {
        let queue = queue(20);
        queue.pause(Duration::from_secs(30));
        let first = tokio::spawn({
            let queue = Arc::clone(&queue);
            async move { queue.enter(Rank::Asked).await }
        });
        tokio::task::yield_now().await;
        let second = tokio::spawn({
            let queue = Arc::clone(&queue);
            async move { queue.enter(Rank::Asked).await }
        });
        tokio::task::yield_now().await;
        first.abort();
        tokio::time::timeout(MINUTE, second).await.expect("the second moves up").unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn what_never_left_costs_no_place() {
        let queue = queue(20);
        let start = Instant::now();
        for _ in 0..100 {
            queue.enter(Rank::Asked).await;
            queue.give_back();
        }
        assert_eq!(start.elapsed(), Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_holds_changes_too_and_is_told() {
        let queue = queue(20);
        queue.pause(Duration::from_secs(14));
        queue.pause(Duration::from_secs(3));
        assert_eq!(
            queue.paused_for(),
            Some(Duration::from_secs(14)),
            "a shorter wish does not cut a longer one"
        );
        let start = Instant::now();
        queue.enter(Rank::Change).await;
        assert_eq!(start.elapsed(), Duration::from_secs(14));
        assert_eq!(queue.paused_for(), None);
    }

    #[tokio::test(start_paused = true)]
    async fn the_budget_tells_what_is_left_and_who_waits() {
        let queue = queue(20);
        assert_eq!(queue.budget().left, 20);
        for _ in 0..15 {
            queue.enter(Rank::Asked).await;
        }
        let wait = |rank| {
            let queue = Arc::clone(&queue);
            tokio::spawn(async move { queue.enter(rank).await })
        };
        let waiting = [Rank::Background, Rank::Asked, Rank::Background].map(wait);
        tokio::task::yield_now().await;
        let told = queue.budget();
        assert_eq!((told.per_minute, told.ours, told.left, told.left_for_reads), (20, 15, 5, 0));
        assert_eq!(told.waiting, [(Rank::Asked, 1), (Rank::Background, 2)]);
        queue.pause(Duration::from_secs(7));
        let told = queue.budget();
        assert_eq!((told.left, told.paused_for), (0, Some(Duration::from_secs(7))));
        for task in waiting {
            task.await.unwrap();
        }
        assert_eq!(queue.budget().waiting, []);
    }

    #[tokio::test(start_paused = true)]
    async fn repeats_have_a_budget_of_their_own() {
        let queue = queue(20);
        let granted = (0..50).filter(|_| queue.may_repeat()).count();
        assert_eq!(granted, 10);
        tokio::time::advance(MINUTE).await;
        assert!(queue.may_repeat());
    }
}
