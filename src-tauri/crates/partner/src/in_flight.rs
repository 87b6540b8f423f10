//! Work in flight that several callers may share: the same read asked for twice, a token wanted by ten requests at once.
//!
//! Sharing is all it does; nothing is kept once it has arrived. Work whose callers have all gone is dropped with them.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared, WeakShared};

type Flight<T> = BoxFuture<'static, T>;

pub(crate) struct InFlight<T: Clone>(Mutex<HashMap<String, WeakShared<Flight<T>>>>);

impl<T: Clone> InFlight<T> {
    pub fn new() -> Self {
        Self(Mutex::new(HashMap::new()))
    }

    /// Joins the flight of this name, or starts it.
    pub fn join(&self, name: &str, start: impl FnOnce() -> Flight<T>) -> Shared<Flight<T>> {
        let mut flights = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let open = flights.get(name).and_then(WeakShared::upgrade).filter(|flight| flight.peek().is_none());
        open.unwrap_or_else(|| {
            flights.retain(|_, flight| flight.upgrade().is_some_and(|flight| flight.peek().is_none()));
            let flight = start().shared();
            if let Some(weak) = flight.downgrade() {
                flights.insert(name.to_owned(), weak);
            }
            flight
        })
    }

    /// Whoever comes now starts anew: what is in flight may tell of a time before a change.
    pub fn part(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use tokio::sync::Semaphore;

    use super::*;

    struct Counted {
        flights: InFlight<u32>,
        starts: AtomicU32,
        gate: Semaphore,
    }

    fn counted() -> Arc<Counted> {
        Arc::new(Counted { flights: InFlight::new(), starts: AtomicU32::new(0), gate: Semaphore::new(0) })
    }

    fn join(counted: &Arc<Counted>) -> Shared<Flight<u32>> {
        let own = Arc::clone(counted);
        counted.flights.join("a", move || {
            let number = own.starts.fetch_add(1, Ordering::SeqCst) + 1;
            Box::pin(async move {
                let _permit = own.gate.acquire().await;
                number
            })
        })
    }

    #[tokio::test]
    async fn two_callers_share_one_flight_and_a_later_one_starts_anew() {
        let counted = counted();
        let (one, two) = (join(&counted), join(&counted));
        counted.gate.add_permits(1);
        assert_eq!((one.await, two.await), (1, 1));
        assert_eq!(join(&counted).await, 2);
    }

    #[tokio::test]
    async fn a_caller_that_leaves_does_not_take_the_other_down() {
        let counted = counted();
        let (one, two) = (tokio::spawn(join(&counted)), join(&counted));
        tokio::task::yield_now().await;
        one.abort();
        counted.gate.add_permits(1);
        assert_eq!(two.await, 1);
    }

    #[tokio::test]
    async fn after_parting_nobody_joins_an_old_flight() {
        let counted = counted();
        let old = join(&counted);
        counted.flights.part();
        let new = join(&counted);
        counted.gate.add_permits(2);
        assert_eq!((old.await, new.await), (1, 2));
    }
}
