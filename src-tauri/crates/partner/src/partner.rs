//! The one way out of Vitrine: hands a client to each account and makes accounts of one tenant share a queue.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use crate::auth::Credentials;
use crate::connection::Connection;
use crate::endpoints::Endpoints;
use crate::http::Http;
use crate::pace::Queue;
use crate::patience::Patience;
use crate::store::StorePartner;
use crate::told::Listener;

/// The services, for one process: one HTTP client, one queue for each tenant. Clones are the same.
#[derive(Clone)]
pub struct Partner(Arc<Inner>);

struct Inner {
    http: Arc<Http>,
    /// By Store address and tenant: the limit of the service is by tenant, whichever account asks.
    queues: Mutex<HashMap<(String, String), Arc<Queue>>>,
}

impl Partner {
    /// `version` is Vitrine's own, for the user agent `Vitrine/<version>`.
    pub fn new(version: &str) -> Self {
        Self::with(version, Patience::default(), Timestamp::now)
    }

    /// The same services; `listener` hears of every request from now on. There is one listener: a second one is not heard.
    #[must_use]
    pub fn told(self, listener: Listener) -> Self {
        if self.0.http.listener.set(listener).is_err() {
            tracing::warn!("somebody already listens to the requests");
        }
        self
    }

    pub(crate) fn with(version: &str, patience: Patience, clock: fn() -> Timestamp) -> Self {
        let http = Arc::new(Http::new(version, patience, clock));
        Self(Arc::new(Inner { http, queues: Mutex::default() }))
    }

    /// The Store for one account. Keep it as long as the account is open: it holds the token.
    pub fn store(&self, endpoints: &Endpoints, credentials: &Credentials) -> StorePartner {
        let tenant = credentials.tenant.to_ascii_lowercase();
        let queue = {
            let mut queues = self.0.queues.lock().unwrap_or_else(PoisonError::into_inner);
            let key = (endpoints.store.to_string(), tenant);
            Arc::clone(queues.entry(key).or_insert_with(|| Arc::new(Queue::new(endpoints.pace()))))
        };
        queue.set_pace(endpoints.pace());
        let http = Arc::clone(&self.0.http);
        StorePartner::new(Arc::new(Connection::new(http, endpoints.clone(), credentials.clone(), queue)))
    }
}

impl std::fmt::Debug for Partner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Partner")
    }
}
