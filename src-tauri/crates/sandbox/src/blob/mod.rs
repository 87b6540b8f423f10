//! The part of Azure's blob service that an upload address opens: block blobs, by Put Blob, Put Block, Put and Get
//! Block List, GET (with ranges) and HEAD. No containers, no account keys, no leases, no tiers, no other blob type:
//! those answer an Azure error and never pretend.
//!
//! Source: `reliability` 1.1 to 1.4 (limits by version, block ids, codes), the storage service's REST pages.

mod put;
pub mod sas;
pub mod shelf;
mod xml;

use std::io::{self, Read, Seek, SeekFrom};

use bytes::Bytes;
use futures_util::StreamExt;
use hyper::{Method, StatusCode};
use uuid::Uuid;

use crate::Shared;
use crate::http::{Gone, Reply, ReplyBody, Request};
use shelf::Blob;
use xml::StorageError;

/// Why an operation did not end well: with an error of the service, or with a dropped connection.
enum Stopped {
    Error(StorageError),
    Gone(Gone),
}

impl From<StorageError> for Stopped {
    fn from(error: StorageError) -> Self {
        Self::Error(error)
    }
}

impl From<Gone> for Stopped {
    fn from(gone: Gone) -> Self {
        Self::Gone(gone)
    }
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        tracing::error!(%error, "the blob could not be read or written");
        Self::Error(StorageError::new(500, "InternalError", "The server encountered an internal error."))
    }
}

pub async fn handle(shared: &Shared, request: &mut Request) -> Result<Reply, Gone> {
    let version = request.header("x-ms-version").map(str::to_owned);
    let client_id = request.header("x-ms-client-request-id").map(str::to_owned);
    let mut reply = match answer(shared, request).await {
        Ok(reply) => reply.with("x-ms-request-id", &Uuid::new_v4().to_string()),
        Err(Stopped::Error(error)) => error.reply(),
        Err(Stopped::Gone(gone)) => return Err(gone),
    };
    if let Some(id) = client_id {
        reply = reply.with("x-ms-client-request-id", &id);
    }
    reply = reply.with("server", "Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0");
    let sv = request.query("sv");
    Ok(match version.or(sv) {
        Some(version) => reply.with("x-ms-version", &version),
        None => reply,
    })
}

async fn answer(shared: &Shared, request: &mut Request) -> Result<Reply, Stopped> {
    let [container, blob] = request.path.as_slice() else {
        return Err(
            StorageError::new(400, "InvalidUri", "The requested URI does not represent a blob.").into()
        );
    };
    let (container, blob) = (container.clone(), blob.clone());
    if request.header("authorization").is_some() {
        return Err(not_authenticated(
            "The Authorization header must not be sent with a shared access signature.",
        )
        .into());
    }
    let wall = shared.clock.wall();
    let grant = sas::verify(&shared.sas_key, &container, &blob, &request.query, wall).map_err(|refused| {
        not_authenticated(&match refused {
            sas::Refused::Signature => "Signature did not match.".to_owned(),
            sas::Refused::Expired { at } => {
                // The words for an address without a start, seen in blrchen/azure-speed-test issue 12.
                let now = wall.strftime("%a, %d %b %Y %H:%M:%S GMT");
                format!("Signed expiry time [{at}] must be after signed start time [{now}]")
            }
        })
    })?;
    let sent = request.header("x-ms-version");
    if sent.is_some_and(|sent| sent.parse::<jiff::civil::Date>().is_err()) {
        let error = StorageError::new(
            400,
            "InvalidHeaderValue",
            "The value for one of the HTTP headers is not valid.",
        );
        return Err(error.with("HeaderName", "x-ms-version").into());
    }
    // Seen from September 2024 on: a request older than its signature is refused (reliability 1.2).
    if sent.is_some_and(|sent| sent < grant.version.as_str()) {
        return Err(
            not_authenticated("The version of the request is older than the one of its signature.").into()
        );
    }
    let version = sent.unwrap_or(&grant.version).to_owned();
    let comp = request.query("comp");
    let reads = matches!(request.method, Method::GET | Method::HEAD);
    let needed = if reads {
        'r'
    } else if request.method == Method::DELETE {
        'd'
    } else {
        'w'
    };
    if !grant.permissions.contains(needed) {
        let message = "This request is not authorized to perform this operation using this permission.";
        return Err(StorageError::new(403, "AuthorizationPermissionMismatch", message).into());
    }
    let handle = shared.shelf.blob(&container, &blob)?;
    let handle = handle.ok_or_else(|| {
        StorageError::new(400, "InvalidUri", "The requested URI does not represent a blob.")
    })?;
    match (request.method.clone(), comp.as_deref()) {
        (Method::PUT, None) => put::blob(request, &handle, &version, wall).await,
        (Method::PUT, Some("block")) => put::block(request, &handle, &version).await,
        (Method::PUT, Some("blocklist")) => put::block_list(request, &handle, wall).await,
        (Method::GET, Some("blocklist")) => lists(request, &*handle.lock().await),
        (Method::GET | Method::HEAD, None) => read(request, &*handle.lock().await),
        (_, Some(comp)) => {
            let error =
                StorageError::new(400, "InvalidQueryParameterValue", "This operation does not exist here.");
            Err(error.with("QueryParameterName", "comp").with("QueryParameterValue", comp).into())
        }
        _ => {
            Err(StorageError::new(405, "UnsupportedHttpVerb", "The resource doesn't support the HTTP verb.")
                .into())
        }
    }
}

fn not_authenticated(detail: &str) -> StorageError {
    let message = "Server failed to authenticate the request. Make sure the value of Authorization header is formed \
                   correctly including the signature.";
    StorageError::new(403, "AuthenticationFailed", message).with("AuthenticationErrorDetail", detail)
}

fn not_found() -> StorageError {
    StorageError::new(404, "BlobNotFound", "The specified blob does not exist.")
}

fn lists(request: &Request, blob: &Blob) -> Result<Reply, Stopped> {
    if !blob.exists() {
        return Err(not_found().into());
    }
    let committed: Vec<(String, u64)> = blob
        .committed
        .iter()
        .flat_map(|committed| &committed.parts)
        .filter_map(|part| part.id.clone().map(|id| (id, part.size)))
        .collect();
    let staged: Vec<(String, u64)> = blob.staged.iter().map(|(id, size)| (id.clone(), *size)).collect();
    let kind = request.query("blocklisttype").unwrap_or_else(|| "committed".to_owned());
    let body = match kind.to_ascii_lowercase().as_str() {
        "committed" => xml::block_lists(Some(&committed), None),
        "uncommitted" => xml::block_lists(None, Some(&staged)),
        "all" => xml::block_lists(Some(&committed), Some(&staged)),
        other => {
            let error = StorageError::new(400, "InvalidQueryParameterValue", "This list does not exist.");
            return Err(error
                .with("QueryParameterName", "blocklisttype")
                .with("QueryParameterValue", other)
                .into());
        }
    };
    let reply = Reply::text(StatusCode::OK, "application/xml", body);
    Ok(match &blob.committed {
        Some(committed) => {
            stamped(reply, committed).with("x-ms-blob-content-length", &committed.size().to_string())
        }
        None => reply.with("x-ms-blob-content-length", "0"),
    })
}

fn stamped(reply: Reply, committed: &shelf::Committed) -> Reply {
    let modified = committed.last_modified.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    reply.with("etag", &committed.etag).with("last-modified", &modified)
}

fn read(request: &Request, blob: &Blob) -> Result<Reply, Stopped> {
    let (Some(committed), Some(mut reader)) = (&blob.committed, blob.reader()?) else {
        return Err(not_found().into());
    };
    let size = committed.size();
    let asked = request.header("x-ms-range").or_else(|| request.header("range"));
    let (status, from, to) = match asked.and_then(range) {
        Some((from, to)) if from < size => {
            (StatusCode::PARTIAL_CONTENT, from, to.map_or(size, |to| size.min(to + 1)))
        }
        Some(_) => {
            let message = "The range specified is invalid for the current size of the resource.";
            return Err(StorageError::new(416, "InvalidRange", message).into());
        }
        None => (StatusCode::OK, 0, size),
    };
    let mut reply = stamped(Reply::empty(status), committed)
        .with("content-type", &committed.content_type)
        .with("accept-ranges", "bytes")
        .with("x-ms-blob-type", "BlockBlob");
    match &committed.content_md5 {
        Some(md5) if status == StatusCode::OK => reply = reply.with("content-md5", md5),
        Some(md5) => reply = reply.with("x-ms-blob-content-md5", md5),
        None => {}
    }
    if status == StatusCode::PARTIAL_CONTENT {
        reply = reply.with("content-range", &format!("bytes {from}-{}/{size}", to - 1));
    }
    reader.seek(SeekFrom::Start(from))?;
    reply.body = ReplyBody::Stream { length: to - from, bytes: pieces(reader.take(to - from)) };
    Ok(reply)
}

/// `bytes=a-b` and `bytes=a-`; anything else is read as no range, as the service does.
fn range(text: &str) -> Option<(u64, Option<u64>)> {
    let (from, to) = text.strip_prefix("bytes=")?.split_once('-')?;
    let from = from.parse().ok()?;
    match to {
        "" => Some((from, None)),
        to => to.parse().ok().filter(|to| *to >= from).map(|to| (from, Some(to))),
    }
}

fn pieces(reader: impl Read + Send + 'static) -> futures_util::stream::BoxStream<'static, io::Result<Bytes>> {
    const PIECE: usize = 256 * 1024;
    futures_util::stream::try_unfold(reader, |mut reader| async move {
        let (read, reader) = tokio::task::spawn_blocking(move || {
            let mut piece = Vec::with_capacity(PIECE);
            let read = reader.by_ref().take(PIECE as u64).read_to_end(&mut piece);
            (read.map(|_| piece), reader)
        })
        .await
        .map_err(io::Error::other)?;
        let piece = read?;
        Ok((!piece.is_empty()).then_some((Bytes::from(piece), reader)))
    })
    .boxed()
}
