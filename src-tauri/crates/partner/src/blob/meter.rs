//! Counting bytes as the connection takes them: for progress, and to notice a connection that takes none.
//!
//! The HTTP library buffers a few hundred KiB ahead of the socket, so `sent` runs that much early; `stored` is exact.

use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use reqwest::Body;
use tokio::time::Instant;

use super::{Progress, UploadProgress};

/// Bytes handed over at once.
const PIECE: usize = 64 << 10;

pub(super) struct Meter {
    total: u64,
    stored: AtomicU64,
    /// Of the piece that is under way.
    under_way: AtomicU64,
    /// When the connection last took bytes, and whether it has taken all of this piece.
    last: Mutex<(Instant, bool)>,
    progress: Progress,
}

impl Meter {
    pub fn new(total: u64, progress: Progress) -> Arc<Self> {
        Arc::new(Self {
            total,
            stored: AtomicU64::new(0),
            under_way: AtomicU64::new(0),
            last: Mutex::new((Instant::now(), false)),
            progress,
        })
    }

    /// `bytes` as a body that counts itself while it leaves. Starts a new try.
    pub fn body(self: &Arc<Self>, bytes: Bytes) -> Body {
        self.under_way.store(0, Ordering::SeqCst);
        self.touch(bytes.is_empty());
        let (meter, length) = (Arc::clone(self), bytes.len());
        Body::wrap_stream(stream::unfold(bytes, move |mut left| {
            let meter = Arc::clone(&meter);
            async move {
                if left.is_empty() {
                    return None;
                }
                let piece = left.split_to(left.len().min(PIECE));
                meter.under_way.store((length - left.len()) as u64, Ordering::SeqCst);
                meter.touch(left.is_empty());
                meter.report();
                Some((Ok::<_, Infallible>(piece), left))
            }
        }))
    }

    /// The storage confirmed a piece of this length.
    pub fn stored(&self, bytes: u64) {
        self.under_way.store(0, Ordering::SeqCst);
        self.stored.fetch_add(bytes, Ordering::SeqCst);
        self.report();
    }

    /// What was confirmed counts no more: the upload starts again, or blocks have to be sent again.
    pub fn withdraw(&self, bytes: u64) {
        self.under_way.store(0, Ordering::SeqCst);
        self.stored.fetch_sub(bytes.min(self.stored.load(Ordering::SeqCst)), Ordering::SeqCst);
        self.report();
    }

    pub fn restart(&self) {
        self.withdraw(u64::MAX);
    }

    /// Returns when the connection has taken nothing for `limit` although bytes are left.
    pub async fn stalled(&self, limit: Duration) {
        loop {
            let (last, all) = *self.last.lock().unwrap_or_else(PoisonError::into_inner);
            if all {
                // The wait for the answer has its own limit.
                return std::future::pending().await;
            }
            if last.elapsed() >= limit {
                return;
            }
            tokio::time::sleep_until(last + limit).await;
        }
    }

    fn touch(&self, all: bool) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = (Instant::now(), all);
    }

    fn report(&self) {
        let stored = self.stored.load(Ordering::SeqCst);
        let sent = stored + self.under_way.load(Ordering::SeqCst);
        (self.progress)(UploadProgress { total: self.total, sent, stored });
    }
}
