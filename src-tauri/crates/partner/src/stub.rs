//! A small HTTP server on loopback for this crate's tests: scripted answers, and the faults that no polite server offers (no
//! answer, half an answer, a request that is not read to its end). Raw sockets, because a framework would forbid them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A request as it arrived.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    pub method: String,
    /// Path and query.
    pub path: String,
    /// Names in lower case.
    pub headers: HashMap<String, String>,
    pub body: Vec<u8>,
}

impl Seen {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn is_token(&self) -> bool {
        self.path.contains("/oauth2/")
    }
}

/// What the server does with a request.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    Answer(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// Promises the whole body and sends half of it.
    Half(u16, Vec<u8>),
    /// Closes without a word, the request having been read.
    Cut,
    /// Says nothing and keeps the connection.
    Silence,
}

/// An answer without headers of its own.
pub(crate) fn answer(status: u16, body: impl Into<Vec<u8>>) -> Act {
    Act::Answer(status, Vec::new(), body.into())
}

pub(crate) fn token() -> Act {
    answer(200, r#"{"token_type":"Bearer","expires_in":3599,"access_token":"token-1"}"#)
}

/// What the server does while a request is still arriving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hold {
    /// Reads all of it.
    No,
    /// Reads no body at all and keeps the connection.
    Body,
    /// Closes after this many bytes of the body.
    CutAt(usize),
}

pub(crate) struct Stub {
    pub base: String,
    seen: Arc<Mutex<Vec<Seen>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Stub {
    pub async fn start(act: impl Fn(&Seen) -> Act + Send + Sync + 'static) -> Self {
        Self::holding(|_| Hold::No, act).await
    }

    pub async fn holding(
        hold: impl Fn(&Seen) -> Hold + Send + Sync + 'static,
        act: impl Fn(&Seen) -> Act + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&seen);
        let (hold, act) = (Arc::new(hold), Arc::new(act));
        let task = tokio::spawn(async move {
            let mut lines = tokio::task::JoinSet::new();
            while let Ok((line, _)) = listener.accept().await {
                let (log, hold, act) = (Arc::clone(&log), Arc::clone(&hold), Arc::clone(&act));
                lines.spawn(async move { serve(line, &log, &*hold, &*act).await });
            }
        });
        Self { base, seen, task }
    }

    /// Everything but sign-ins, in order of arrival.
    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().iter().filter(|seen| !seen.is_token()).cloned().collect()
    }

    pub fn tokens(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().iter().filter(|seen| seen.is_token()).cloned().collect()
    }

    /// `METHOD path` of everything but sign-ins, the path below `/v1.0/my/`.
    pub fn calls(&self) -> Vec<String> {
        let short = |path: &str| path.split_once("/v1.0/my/").map_or(path, |(_, tail)| tail).to_owned();
        self.seen().iter().map(|seen| format!("{} {}", seen.method, short(&seen.path))).collect()
    }
}

impl Drop for Stub {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(
    line: TcpStream,
    log: &Mutex<Vec<Seen>>,
    hold: &(dyn Fn(&Seen) -> Hold + Send + Sync),
    act: &(dyn Fn(&Seen) -> Act + Send + Sync),
) -> Option<()> {
    let mut line = BufReader::new(line);
    loop {
        let mut seen = head(&mut line).await?;
        match hold(&seen) {
            Hold::No => {}
            Hold::Body => return std::future::pending().await,
            Hold::CutAt(bytes) => {
                line.read_exact(&mut vec![0; bytes]).await.ok()?;
                return None;
            }
        }
        let length = seen.header("content-length").parse().unwrap_or(0);
        seen.body = vec![0; length];
        line.read_exact(&mut seen.body).await.ok()?;
        log.lock().unwrap().push(seen.clone());
        let (status, headers, body, whole) = match act(&seen) {
            Act::Answer(status, headers, body) => (status, headers, body, true),
            Act::Half(status, body) => (status, Vec::new(), body, false),
            Act::Cut => return None,
            Act::Silence => return std::future::pending().await,
        };
        let mut text = format!("HTTP/1.1 {status} Scripted\r\n");
        for (name, value) in &headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        if !headers.iter().any(|(name, _)| *name == "content-length") {
            text.push_str(&format!("content-length: {}\r\n", body.len()));
        }
        text.push_str("\r\n");
        let mut answer = text.into_bytes();
        if seen.method != "HEAD" {
            answer.extend_from_slice(if whole { &body[..] } else { &body[..body.len() / 2] });
        }
        // In one piece: a body behind its head waits for the other side's acknowledgement, some 40 ms each time.
        line.write_all(&answer).await.ok()?;
        line.flush().await.ok()?;
        if !whole {
            return None;
        }
    }
}

async fn head(line: &mut BufReader<TcpStream>) -> Option<Seen> {
    let mut text = Vec::new();
    while !text.ends_with(b"\r\n\r\n") {
        text.push(line.read_u8().await.ok()?);
    }
    let text = String::from_utf8(text).ok()?;
    let mut lines = text.split("\r\n");
    let mut first = lines.next()?.split(' ');
    Some(Seen {
        method: first.next()?.to_owned(),
        path: first.next()?.to_owned(),
        headers: lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect(),
        body: Vec::new(),
    })
}

/// A Store of one account behind a stub, fast enough that no test waits for the pace.
pub(crate) fn store(base: &str) -> crate::StorePartner {
    store_at(&endpoints(base))
}

pub(crate) fn endpoints(base: &str) -> crate::Endpoints {
    crate::Endpoints::loopback(base).unwrap().with_requests_per_minute(1_000_000)
}

pub(crate) fn store_at(endpoints: &crate::Endpoints) -> crate::StorePartner {
    services().store(endpoints, &nobody())
}

/// The services with no patience to speak of. Making one takes some milliseconds, which adds up where a test needs hundreds.
pub(crate) fn services() -> crate::Partner {
    crate::Partner::with("0.0.0", crate::patience::Patience::short(), jiff::Timestamp::now)
}

pub(crate) fn nobody() -> crate::Credentials {
    crate::Credentials {
        tenant: "contoso.example".into(),
        client_id: "client-1".into(),
        key: crate::Key::new("key-of-the-test"),
    }
}
