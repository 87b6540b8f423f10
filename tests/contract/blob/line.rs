//! A line to a storage that breaks on purpose: a TCP proxy on loopback with a row of rules, each used once. When they are used
//! up it carries everything.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// What happens: all but `Reply` to the next connection that is used, `Reply` wherever its request shows next.
#[derive(Debug, Clone, PartialEq)]
pub enum Rule {
    /// Accepted and closed without a word.
    Refuse,
    /// Takes bytes and never answers.
    Silence,
    /// Reset once this many bytes of requests have passed.
    Reset {
        after: u64,
    },
    /// The first request that holds `to` is carried out by the storage; of its answer `keep` bytes arrive.
    Reply {
        to: &'static str,
        keep: usize,
    },
    Slow {
        bytes_a_second: u64,
    },
}

pub struct Line {
    port: u16,
    row: Arc<Row>,
    task: JoinHandle<()>,
}

#[derive(Default)]
struct Row {
    rules: Mutex<VecDeque<Rule>>,
    met: AtomicUsize,
}

impl Row {
    /// The rule for a connection.
    fn of_connection(&self) -> Option<Rule> {
        let mut rules = self.rules.lock().unwrap();
        let waits = matches!(rules.front(), None | Some(Rule::Reply { .. }));
        if waits { None } else { rules.pop_front() }
    }

    /// How much of the answer to this request may arrive.
    fn of_request(&self, bytes: &[u8]) -> Option<usize> {
        let mut rules = self.rules.lock().unwrap();
        let Some(Rule::Reply { to, keep }) = rules.front() else { return None };
        let keep = *keep;
        let shows = bytes.windows(to.len()).any(|window| window == to.as_bytes());
        shows.then(|| rules.pop_front()).map(|_| keep)
    }

    fn harm(&self) {
        self.met.fetch_add(1, Ordering::SeqCst);
    }
}

impl Line {
    pub async fn to(port: u16, rules: Vec<Rule>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let own = listener.local_addr().expect("an address").port();
        let row = Arc::new(Row { rules: Mutex::new(rules.into()), ..Row::default() });
        let shared = Arc::clone(&row);
        let task = tokio::spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((near, _)) = listener.accept().await {
                let row = Arc::clone(&shared);
                connections.spawn(async move {
                    // A client may open a connection that it never uses; that one uses up no rule.
                    if near.readable().await.is_ok() {
                        carry(near, port, &row).await;
                    }
                });
            }
        });
        Self { port: own, row, task }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Rules that have done their harm.
    pub fn met(&self) -> usize {
        self.row.met.load(Ordering::SeqCst)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn carry(mut near: TcpStream, port: u16, row: &Row) {
    let rule = row.of_connection();
    if matches!(rule, Some(Rule::Refuse | Rule::Silence | Rule::Slow { .. })) {
        row.harm();
    }
    if rule == Some(Rule::Refuse) {
        return;
    }
    let Ok(mut far) = TcpStream::connect(("127.0.0.1", port)).await else { return };
    let (lost, keep) = (AtomicBool::new(false), AtomicUsize::new(0));
    let broken = {
        let ((mut from, mut to), (mut storage, mut ask)) = (near.split(), far.split());
        let asked = async {
            let (mut passed, mut tail, mut piece) = (0_u64, Vec::new(), vec![0; 64 << 10]);
            loop {
                let count = from.read(&mut piece).await.unwrap_or(0);
                if count == 0 {
                    return false;
                }
                let bytes = &piece[..count];
                match &rule {
                    Some(Rule::Silence) => continue,
                    Some(Rule::Slow { bytes_a_second }) => {
                        let time = count as f64 / *bytes_a_second as f64;
                        tokio::time::sleep(Duration::from_secs_f64(time)).await;
                    }
                    Some(Rule::Reset { after }) if passed + count as u64 >= *after => {
                        // What still fits arrives, then the line is gone.
                        let left = after.saturating_sub(passed) as usize;
                        let _ = ask.write_all(&bytes[..left]).await;
                        return true;
                    }
                    _ => {}
                }
                // A request line may come in two pieces.
                tail.extend_from_slice(bytes);
                if let Some(left) = row.of_request(&tail) {
                    keep.store(left, Ordering::SeqCst);
                    lost.store(true, Ordering::SeqCst);
                }
                tail.drain(..tail.len().saturating_sub(64));
                passed += count as u64;
                if ask.write_all(bytes).await.is_err() {
                    return false;
                }
            }
        };
        let answered = async {
            let mut piece = vec![0; 64 << 10];
            loop {
                let count = storage.read(&mut piece).await.unwrap_or(0);
                if count == 0 {
                    return false;
                }
                let cut = lost.load(Ordering::SeqCst);
                let bytes =
                    if cut { &piece[..count.min(keep.load(Ordering::SeqCst))] } else { &piece[..count] };
                if to.write_all(bytes).await.is_err() {
                    return false;
                }
                if cut {
                    return true;
                }
            }
        };
        tokio::select! { broken = asked => broken, broken = answered => broken }
    };
    if broken {
        row.harm();
        // A reset, where closing would send the rest and a farewell.
        let _ = near.set_zero_linger();
        let _ = far.set_zero_linger();
    }
}
