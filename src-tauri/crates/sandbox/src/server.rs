//! The listener: loopback only, one task a connection, faults and log around every request. What is answered is
//! decided in `entra`, `store`, `blob`, `control` and `portal`.

use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::header::HOST;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use percent_encoding::percent_decode_str;
use serde_json::json;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::faults::{Effect, Fault};
use crate::http::{Gone, Reply, ReplyBody, Request, RequestBody, WireBody};
use crate::log::LogEntry;
use crate::{Shared, blob, control, entra, store};

/// An early answer still reads this much of a body, so that a client that is sending gets to read it.
const DRAINED: u64 = 512 * 1024 * 1024;

/// Accepts connections until `stop`, then lets the running requests end.
pub async fn run(listener: TcpListener, shared: Arc<Shared>, stop: CancellationToken) {
    let connections = TaskTracker::new();
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection(stream, Arc::clone(&shared), stop.clone()));
                }
                Err(error) => {
                    // Out of file descriptors, mostly: it passes when connections close.
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            },
        }
    }
    drop(listener);
    connections.close();
    if tokio::time::timeout(Duration::from_secs(5), connections.wait()).await.is_err() {
        tracing::warn!(open = connections.len(), "connections were still busy when the sandbox stopped");
    }
}

async fn connection(stream: TcpStream, shared: Arc<Shared>, stop: CancellationToken) {
    // Small answers must not wait for an acknowledgement.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| {
        let shared = Arc::clone(&shared);
        async move { respond(&shared, request).await }
    });
    let served =
        http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service);
    tokio::pin!(served);
    let ended = tokio::select! {
        ended = served.as_mut() => ended,
        () = stop.cancelled() => {
            served.as_mut().graceful_shutdown();
            served.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}

async fn respond(shared: &Shared, wire: hyper::Request<Incoming>) -> Result<hyper::Response<WireBody>, Gone> {
    let head = wire.method() == Method::HEAD;
    let (parts, body) = wire.into_parts();
    let mut path = parts
        .uri
        .path()
        .split('/')
        .filter(|part| !part.is_empty())
        .map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned());
    let mut request = Request {
        method: parts.method,
        host: path.next().unwrap_or_default(),
        path: path.collect(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        body: RequestBody::new(body, &parts.headers),
        headers: parts.headers,
    };
    if !from_loopback(&request) {
        let refused = json!({"error": "This sandbox answers to 127.0.0.1 and localhost only."});
        return Ok(Reply::json(StatusCode::FORBIDDEN, &refused).into_wire(head, None));
    }
    if request.host == "_sandbox" {
        let reply = control::handle(shared, &mut request).await?;
        request.body.drain(DRAINED).await;
        return Ok(reply.into_wire(head, None));
    }
    let fault = shared.faults.take(request.method.as_str(), &request.host, &request.path, &request.query);
    let answered = with_fault(shared, &mut request, fault.as_ref()).await;
    shared.log.push(LogEntry {
        n: 0,
        at: shared.clock.wall(),
        host: request.host.clone(),
        method: request.method.to_string(),
        path: format!("/{}", request.path.join("/")),
        status: answered.as_ref().ok().map(|reply| reply.status.as_u16()),
        request_sha256: request.body.digest(),
    });
    let truncate =
        fault.filter(|fault| fault.effect == Effect::Truncate).map(|f| f.value.as_u64().unwrap_or(0));
    answered.map(|reply| reply.into_wire(head, truncate))
}

async fn with_fault(shared: &Shared, request: &mut Request, fault: Option<&Fault>) -> Result<Reply, Gone> {
    let Some(fault) = fault else { return finished(shared, request).await };
    match fault.effect {
        Effect::Delay => {
            tokio::time::sleep(fault.delay()).await;
            finished(shared, request).await
        }
        Effect::Status if fault.after() => {
            finished(shared, request).await?;
            Ok(fault.reply())
        }
        Effect::Status => {
            request.body.drain(DRAINED).await;
            Ok(fault.reply())
        }
        Effect::Cut => {
            let at = fault.value.as_u64().unwrap_or(0);
            if at == 0 || request.body.length.is_none_or(|length| length == 0) {
                return Err(Gone);
            }
            request.body.cut_at = Some(at);
            finished(shared, request).await
        }
        Effect::LoseReply => {
            finished(shared, request).await?;
            Err(Gone)
        }
        Effect::Truncate => finished(shared, request).await,
        Effect::Flip => flipped(shared, request, fault).await,
    }
}

async fn flipped(shared: &Shared, request: &mut Request, fault: &Fault) -> Result<Reply, Gone> {
    let at = fault.value.as_u64();
    if let Some(length) = request.body.length.filter(|length| *length > 0) {
        request.body.flip_at = Some(at.unwrap_or(length / 2));
        return finished(shared, request).await;
    }
    let mut reply = finished(shared, request).await?;
    if let ReplyBody::Whole(bytes) = &mut reply.body
        && !bytes.is_empty()
    {
        let mut altered = bytes.to_vec();
        let at = at
            .map_or(altered.len() / 2, |at| usize::try_from(at).unwrap_or(usize::MAX))
            .min(altered.len() - 1);
        altered[at] ^= 1;
        *bytes = altered.into();
    }
    Ok(reply)
}

async fn finished(shared: &Shared, request: &mut Request) -> Result<Reply, Gone> {
    let reply = match request.host.as_str() {
        "login.microsoftonline.com" => entra::handle(shared, request).await?,
        "manage.devcenter.microsoft.com" => store::handle(shared, request).await?,
        "blob.core.windows.net" => blob::handle(shared, request).await?,
        other => {
            let message = format!("The sandbox does not play the host {other}.");
            Reply::json(StatusCode::NOT_FOUND, &json!({"error": message}))
        }
    };
    request.body.drain(DRAINED).await;
    Ok(reply)
}

/// A page of another site must not reach the sandbox by a name that resolves to loopback.
fn from_loopback(request: &Request) -> bool {
    let Some(host) = request.headers.get(HOST).and_then(|host| host.to_str().ok()) else { return false };
    is_loopback(host)
}

/// Whether `host[:port]` names this machine.
pub fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn only_loopback_names_are_hosts() {
        for host in ["127.0.0.1", "127.0.0.1:8080", "localhost:1", "localhost", "[::1]:9", "[::1]"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["evil.example", "127.0.0.1.evil.example:80", "localhost.evil", "192.168.0.1:80", ""] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
