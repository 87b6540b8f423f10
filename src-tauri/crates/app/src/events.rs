//! The way to the window: one listener, and never more than ten messages a second of the kind that repeats.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use vitrine_domain::{JobId, ProductId};

use crate::api::{AppEvent, Job, ProductRow};

const BEAT: Duration = Duration::from_millis(100);

type Listener = Box<dyn Fn(AppEvent) + Send + Sync>;

#[derive(Clone, Default)]
pub struct Events {
    inner: Arc<Mutex<Inner>>,
}

#[derive(Default)]
struct Inner {
    listener: Option<Arc<Listener>>,
    rows: BTreeMap<ProductId, ProductRow>,
    jobs: BTreeMap<JobId, Job>,
    beating: bool,
}

impl Events {
    /// Replaces the listener; the old one hears nothing more.
    pub fn listen(&self, listener: Listener) {
        let mut inner = self.lock();
        inner.listener = Some(Arc::new(listener));
        inner.rows.clear();
        inner.jobs.clear();
    }

    pub fn stop(&self) {
        self.lock().listener = None;
    }

    /// Sends at once.
    pub fn send(&self, event: AppEvent) {
        let listener = self.lock().listener.clone();
        if let Some(listener) = listener {
            listener(event);
        }
    }

    /// Sends a row with the next beat; a later one of the same product replaces it.
    pub fn row(&self, row: ProductRow) {
        self.lock().rows.insert(row.id.clone(), row);
        self.beat();
    }

    /// Sends a job with the next beat; snapshots, so a missed one loses nothing.
    pub fn job(&self, job: Job) {
        self.lock().jobs.insert(job.id.clone(), job);
        self.beat();
    }

    fn beat(&self) {
        if std::mem::replace(&mut self.lock().beating, true) {
            return;
        }
        let events = self.clone();
        tokio::spawn(async move {
            tokio::time::sleep(BEAT).await;
            let (rows, jobs) = {
                let mut inner = events.lock();
                inner.beating = false;
                (std::mem::take(&mut inner.rows), std::mem::take(&mut inner.jobs))
            };
            if !rows.is_empty() {
                events.send(AppEvent::Products { rows: rows.into_values().collect(), listing: None });
            }
            for job in jobs.into_values() {
                events.send(AppEvent::Job { job: Box::new(job) });
            }
        });
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
