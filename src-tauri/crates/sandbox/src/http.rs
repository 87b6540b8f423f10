//! Requests and replies as the rest of the crate sees them, with the places where a fault can bite. No routing.

use std::convert::Infallible;
use std::io;

use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::body::{Body, Frame, Incoming};
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, StatusCode};
use percent_encoding::percent_decode_str;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The connection is to be dropped without a (further) word. Only faults and a client that left say so.
#[derive(Debug)]
pub struct Gone;

impl std::fmt::Display for Gone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the connection was dropped")
    }
}

impl std::error::Error for Gone {}

/// A request: `host` is the first path segment, `path` the segments after it, decoded.
pub struct Request {
    pub method: Method,
    pub host: String,
    pub path: Vec<String>,
    /// Everything after the `?`, untouched.
    pub query: String,
    pub headers: HeaderMap,
    pub body: RequestBody,
}

impl Request {
    pub fn segments(&self) -> Vec<&str> {
        self.path.iter().map(String::as_str).collect()
    }

    /// The value of a query parameter, decoded as a form is (`+` is a blank).
    pub fn query(&self, name: &str) -> Option<String> {
        pairs(&self.query).into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|v| v.to_str().ok())
    }
}

/// Splits `a=b&c=d`, decoding both sides as a form is.
pub fn pairs(text: &str) -> Vec<(String, String)> {
    text.split('&')
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            (form_decoded(key), form_decoded(value))
        })
        .collect()
}

fn form_decoded(text: &str) -> String {
    let blanks = text.replace('+', " ");
    percent_decode_str(&blanks).decode_utf8_lossy().into_owned()
}

/// The body while it arrives: counted and hashed as sent, then cut or altered when a fault says so.
pub struct RequestBody {
    inner: Incoming,
    pub length: Option<u64>,
    seen: u64,
    hash: Sha256,
    pub cut_at: Option<u64>,
    pub flip_at: Option<u64>,
}

/// More arrived than the reader takes.
#[derive(Debug)]
pub struct TooLong;

impl RequestBody {
    pub fn new(inner: Incoming, headers: &HeaderMap) -> Self {
        let length = headers.get(CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse().ok());
        Self { inner, length, seen: 0, hash: Sha256::new(), cut_at: None, flip_at: None }
    }

    /// The next bytes, or `None` at the end.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Gone> {
        loop {
            let frame = match self.inner.frame().await {
                None => return Ok(None),
                Some(Err(_)) => return Err(Gone),
                Some(Ok(frame)) => frame,
            };
            let Ok(data) = frame.into_data() else { continue };
            self.hash.update(&data);
            let from = self.seen;
            self.seen += data.len() as u64;
            if self.cut_at.is_some_and(|at| self.seen >= at) {
                return Err(Gone);
            }
            if let Some(at) = self.flip_at.filter(|at| (from..self.seen).contains(at)) {
                let mut altered = BytesMut::from(&data[..]);
                altered[(at - from) as usize] ^= 1;
                return Ok(Some(altered.freeze()));
            }
            return Ok(Some(data));
        }
    }

    /// The whole body, when it holds at most `limit` bytes.
    pub async fn whole(&mut self, limit: usize) -> Result<Result<Bytes, TooLong>, Gone> {
        let mut all = BytesMut::new();
        while let Some(bytes) = self.chunk().await? {
            if all.len() + bytes.len() > limit {
                return Ok(Err(TooLong));
            }
            all.extend_from_slice(&bytes);
        }
        Ok(Ok(all.freeze()))
    }

    /// Reads what is left, so that an early answer reaches a client that is still sending.
    pub async fn drain(&mut self, limit: u64) {
        while self.seen < limit && !self.inner.is_end_stream() {
            match self.chunk().await {
                Ok(Some(_)) => {}
                Ok(None) | Err(Gone) => break,
            }
        }
    }

    /// SHA-256 of what arrived, lower-case hexadecimal.
    pub fn digest(&self) -> String {
        hex(&self.hash.clone().finalize())
    }
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

pub type WireBody = UnsyncBoxBody<Bytes, io::Error>;

/// What a reply carries.
pub enum ReplyBody {
    Whole(Bytes),
    /// `length` bytes, made while they leave.
    Stream {
        length: u64,
        bytes: BoxStream<'static, io::Result<Bytes>>,
    },
}

pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: ReplyBody,
}

impl Reply {
    pub fn empty(status: StatusCode) -> Self {
        Self { status, headers: HeaderMap::new(), body: ReplyBody::Whole(Bytes::new()) }
    }

    pub fn json(status: StatusCode, value: &Value) -> Self {
        Self::text(status, "application/json; charset=utf-8", value.to_string())
    }

    pub fn text(status: StatusCode, kind: &'static str, text: impl Into<Bytes>) -> Self {
        let mut reply = Self::empty(status);
        reply.headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        reply.body = ReplyBody::Whole(text.into());
        reply
    }

    /// Sets a header; a value that cannot stand in one is left out.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(HeaderName::from_static(name), value);
        }
        self
    }

    /// The reply on the wire. After `truncate_at` body bytes the connection breaks although more was announced.
    pub fn into_wire(self, head: bool, truncate_at: Option<u64>) -> hyper::Response<WireBody> {
        let (length, body) = match self.body {
            ReplyBody::Whole(bytes) => {
                let length = bytes.len() as u64;
                let body = match truncate_at {
                    Some(at) if at < length => broken(bytes.slice(..at as usize)),
                    _ => Full::new(bytes).map_err(|never: Infallible| match never {}).boxed_unsync(),
                };
                (length, body)
            }
            ReplyBody::Stream { length, bytes } => {
                let mut left = truncate_at.unwrap_or(u64::MAX);
                let frames = bytes.map(move |part| {
                    let part = part?;
                    if left == 0 {
                        return Err(io::Error::new(io::ErrorKind::ConnectionReset, "cut by a fault"));
                    }
                    let sent = part.slice(..usize::try_from(left).unwrap_or(usize::MAX).min(part.len()));
                    left -= sent.len() as u64;
                    Ok(Frame::data(sent))
                });
                (length, BodyExt::boxed_unsync(StreamBody::new(frames)))
            }
        };
        let body = if head {
            Full::new(Bytes::new()).map_err(|never: Infallible| match never {}).boxed_unsync()
        } else {
            body
        };
        let mut response = hyper::Response::new(body);
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        if self.status != StatusCode::NO_CONTENT && self.status != StatusCode::NOT_MODIFIED {
            response.headers_mut().entry(CONTENT_LENGTH).or_insert(HeaderValue::from(length));
        }
        response
    }
}

fn broken(sent: Bytes) -> WireBody {
    let parts =
        futures_util::stream::iter([Ok(Frame::data(sent))]).chain(futures_util::stream::once(async {
            // Lets the server send what it has before it hears of the break.
            tokio::task::yield_now().await;
            Err(io::Error::new(io::ErrorKind::ConnectionReset, "cut by a fault"))
        }));
    BodyExt::boxed_unsync(StreamBody::new(parts))
}
