//! Bytes that arrive at a blob: one-shot uploads, blocks and block lists, with the limits of the storage version in
//! force and the sums that the client sent.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hyper::StatusCode;
use jiff::Timestamp;
use md5::{Digest, Md5};
use tokio::io::{AsyncWriteExt, BufWriter};
use tokio::sync::Mutex;

use super::shelf::{Blob, Properties, block_key};
use super::xml::{self, StorageError};
use super::{Stopped, stamped};
use crate::http::{Reply, Request};

const MIB: u64 = 1024 * 1024;
const COMMITTED_BLOCKS: usize = 50_000;
const STAGED_BLOCKS: usize = 100_000;

/// Largest block and largest one-shot upload by version (reliability 1.1, 1.2).
fn limits(version: &str) -> (u64, u64) {
    if version >= "2019-12-12" {
        (4_000 * MIB, 5_000 * MIB)
    } else if version >= "2016-05-31" {
        (100 * MIB, 256 * MIB)
    } else {
        (4 * MIB, 64 * MIB)
    }
}

pub async fn blob(
    request: &mut Request,
    blob: &Mutex<Blob>,
    version: &str,
    now: Timestamp,
) -> Result<Reply, Stopped> {
    match request.header("x-ms-blob-type") {
        Some("BlockBlob") => {}
        Some(other) => {
            let error = StorageError::new(400, "InvalidHeaderValue", "The blob type is not allowed here.");
            return Err(error.with("HeaderName", "x-ms-blob-type").with("HeaderValue", other).into());
        }
        None => {
            let error = StorageError::new(
                400,
                "MissingRequiredHeader",
                "An HTTP header that's mandatory is missing.",
            );
            return Err(error.with("HeaderName", "x-ms-blob-type").into());
        }
    }
    let length = length(request, limits(version).1)?;
    let place = {
        let blob = blob.lock().await;
        may_replace(request, &blob)?;
        blob.incoming()?
    };
    let md5 = arrive(request, &place, length).await?;
    let properties = properties(request, Some(md5.clone()));
    let mut blob = blob.lock().await;
    if let Err(error) = may_replace(request, &blob) {
        std::fs::remove_file(&place)?;
        return Err(error.into());
    }
    blob.put(&place, length, &properties, now)?;
    Ok(created(&blob, Some(&md5)))
}

pub async fn block(request: &mut Request, blob: &Mutex<Blob>, version: &str) -> Result<Reply, Stopped> {
    let id = request.query("blockid").unwrap_or_default();
    let key = block_key(&id).ok_or_else(|| {
        let message = "Value for one of the query parameters specified in the request URI is invalid.";
        StorageError::new(400, "InvalidQueryParameterValue", message)
            .with("QueryParameterName", "blockid")
            .with("Reason", "Not a valid base64 string.")
    })?;
    let length = length(request, limits(version).0)?;
    if length == 0 {
        let error = StorageError::new(400, "InvalidHeaderValue", "A block holds at least one byte.");
        return Err(error.with("HeaderName", "Content-Length").with("HeaderValue", "0").into());
    }
    let place = {
        let blob = blob.lock().await;
        fits(&blob, &key)?;
        blob.incoming()?
    };
    let md5 = arrive(request, &place, length).await?;
    let mut blob = blob.lock().await;
    if let Err(error) = fits(&blob, &key) {
        std::fs::remove_file(&place)?;
        return Err(error.into());
    }
    blob.stage(&key, &place, length)?;
    Ok(Reply::empty(StatusCode::CREATED)
        .with("content-md5", &md5)
        .with("x-ms-request-server-encrypted", "true"))
}

/// `If-None-Match: *` is how the SDKs for Python and .NET ask not to replace a blob, the first of them unasked.
fn may_replace(request: &Request, blob: &Blob) -> Result<(), StorageError> {
    match request.header("if-none-match") {
        Some("*") if blob.committed.is_some() => {
            Err(StorageError::new(409, "BlobAlreadyExists", "The specified blob already exists."))
        }
        _ => Ok(()),
    }
}

/// All staged ids of a blob have one length (reliability 1.3: leftovers of another tool are what clients meet); too
/// many staged blocks are refused.
fn fits(blob: &Blob, key: &str) -> Result<(), StorageError> {
    if blob.staged.keys().next().is_some_and(|other| other.len() != key.len()) {
        return Err(StorageError::new(
            400,
            "InvalidBlobOrBlock",
            "The specified blob or block content is invalid.",
        ));
    }
    if blob.staged.len() >= STAGED_BLOCKS && !blob.staged.contains_key(key) {
        let message = "The uncommitted block count exceeds the maximum limit of 100,000 blocks.";
        return Err(StorageError::new(409, "BlockCountExceedsLimit", message));
    }
    Ok(())
}

pub async fn block_list(request: &mut Request, blob: &Mutex<Blob>, now: Timestamp) -> Result<Reply, Stopped> {
    let length = length(request, 32 * MIB)?;
    let Ok(body) = request.body.whole(length as usize).await? else {
        return Err(too_large(length).into());
    };
    check_md5(request, &STANDARD.encode(Md5::digest(&body)))?;
    let list = xml::block_list(&body)?;
    if list.len() > COMMITTED_BLOCKS {
        let message = "The block list may not contain more than 50,000 blocks.";
        return Err(StorageError::new(400, "BlockListTooLong", message).into());
    }
    let properties = properties(request, None);
    let mut blob = blob.lock().await;
    may_replace(request, &blob)?;
    if blob.commit(&list, &properties, now)?.is_err() {
        return Err(xml::invalid_block_list().into());
    }
    Ok(created(&blob, None))
}

fn created(blob: &Blob, md5: Option<&str>) -> Reply {
    let mut reply = Reply::empty(StatusCode::CREATED).with("x-ms-request-server-encrypted", "true");
    if let Some(committed) = &blob.committed {
        reply = stamped(reply, committed);
    }
    match md5 {
        Some(md5) => reply.with("content-md5", md5),
        None => reply,
    }
}

fn properties(request: &Request, computed: Option<String>) -> Properties {
    let header = |name: &str| request.header(name).map(str::to_owned);
    Properties {
        // Put Block List's own Content-Type describes its XML, not the blob.
        content_type: header("x-ms-blob-content-type")
            .or_else(|| computed.as_ref().and_then(|_| header("content-type"))),
        content_md5: header("x-ms-blob-content-md5").or(computed),
    }
}

/// The announced length, which must be there and within `limit`.
fn length(request: &Request, limit: u64) -> Result<u64, StorageError> {
    let length = request.body.length.ok_or_else(|| {
        StorageError::new(411, "MissingContentLengthHeader", "The Content-Length header was not specified.")
    })?;
    if length > limit { Err(too_large(limit)) } else { Ok(length) }
}

fn too_large(limit: u64) -> StorageError {
    let message = "The request body is too large and exceeds the maximum permissible limit.";
    StorageError::new(413, "RequestBodyTooLarge", message).with("MaxLimit", limit.to_string())
}

/// Writes the body to `place` and checks its sums; gives its MD5. A body that fails leaves no file.
async fn arrive(request: &mut Request, place: &Path, length: u64) -> Result<String, Stopped> {
    let guard = Remove(Some(place.to_owned()));
    let mut file = BufWriter::with_capacity(MIB as usize, tokio::fs::File::create(place).await?);
    let (mut md5, mut arrived) = (Md5::new(), 0u64);
    let mut crc = request.header("x-ms-content-crc64").is_some().then(Crc64::new);
    while let Some(bytes) = request.body.chunk().await? {
        md5.update(&bytes);
        if let Some(crc) = &mut crc {
            crc.update(&bytes);
        }
        arrived += bytes.len() as u64;
        file.write_all(&bytes).await?;
    }
    file.flush().await?;
    if arrived != length {
        return Err(
            StorageError::new(400, "InvalidInput", "The body is shorter than its Content-Length.").into()
        );
    }
    let md5 = STANDARD.encode(md5.finalize());
    check_md5(request, &md5)?;
    if let (Some(sent), Some(crc)) = (request.header("x-ms-content-crc64"), crc) {
        let computed = STANDARD.encode(crc.sum().to_le_bytes());
        if sent != computed {
            let message = "The CRC64 value specified in the request did not match with the one calculated.";
            return Err(StorageError::new(400, "Crc64Mismatch", message).into());
        }
    }
    guard.keep();
    Ok(md5)
}

fn check_md5(request: &Request, computed: &str) -> Result<(), StorageError> {
    let Some(sent) = request.header("content-md5") else { return Ok(()) };
    if STANDARD.decode(sent).is_ok_and(|raw| raw.len() == 16) {
        if sent == computed {
            return Ok(());
        }
        let message = "The MD5 value specified in the request did not match with the MD5 value calculated by the server.";
        return Err(StorageError::new(400, "Md5Mismatch", message)
            .with("UserSpecifiedMd5", sent)
            .with("ServerCalculatedMd5", computed));
    }
    Err(StorageError::new(400, "InvalidMd5", "The MD5 value specified in the request is invalid."))
}

struct Remove(Option<PathBuf>);

impl Remove {
    fn keep(mut self) {
        self.0 = None;
    }
}

impl Drop for Remove {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            // Left over only when the disk itself fails; the folder is removed with its blob anyway.
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Azure's CRC-64: the reflected polynomial 0x9A6C9329AC4BC9B5 (reliability 1.1, known as CRC-64/NVME).
struct Crc64(u64);

static CRC64: [u64; 256] = {
    let mut table = [0; 256];
    let mut n = 0;
    while n < 256 {
        let (mut value, mut bit) = (n as u64, 0);
        while bit < 8 {
            value = if value & 1 == 1 { value >> 1 ^ 0x9A6C_9329_AC4B_C9B5 } else { value >> 1 };
            bit += 1;
        }
        table[n] = value;
        n += 1;
    }
    table
};

impl Crc64 {
    fn new() -> Self {
        Self(!0)
    }

    fn update(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = CRC64[(self.0 as u8 ^ byte) as usize] ^ self.0 >> 8;
        }
    }

    fn sum(&self) -> u64 {
        !self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_crc_64_nvme() {
        // The catalogue's check value for the nine digits.
        let mut crc = Crc64::new();
        crc.update(b"123456789");
        assert_eq!(crc.sum(), 0xAE8B_1486_0A79_9888);
    }

    #[test]
    fn limits_follow_the_version() {
        assert_eq!(limits("2014-02-14"), (4 * MIB, 64 * MIB));
        assert_eq!(limits("2018-03-28"), (100 * MIB, 256 * MIB));
        assert_eq!(limits("2024-05-04"), (4_000 * MIB, 5_000 * MIB));
    }
}
