//! The requests of the blob service, each sent once, and what each answer tells the uploader to do.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use jiff::Timestamp;
use md5::{Digest, Md5};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, DATE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Body, Method};

use super::list::{self, Block, element};
use super::meter::Meter;
use crate::error::{PartnerError, UploadRefusal};
use crate::http::{Http, Lost, LostKind, Reply, correlation, details, request};
use crate::pace::Rank;
use crate::patience::asked_to_wait;
use crate::told::{Asking, Service};
use crate::upload_address::UploadAddress;

/// The oldest version we speak. An address may be older; the service then still takes this as the version of the request.
const OUR_VERSION: &str = "2020-12-06";
const ARCHIVE: HeaderValue = HeaderValue::from_static("application/zip");

/// The blob behind an address.
pub(super) struct Storage {
    pub http: Arc<Http>,
    pub address: UploadAddress,
    /// `x-ms-version`, best first. `None`: without the header, so that the address decides.
    versions: Vec<Option<String>>,
}

/// What stands in the way of a request.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Passing: send again. `asked` is how long the service wants to be left alone.
    Again { asked: Option<Duration>, error: PartnerError },
    /// No connection, or none that lasted: send again as long as the person has patience for a lost line.
    LineLost(PartnerError),
    /// The bytes that arrived are not the ones that were hashed.
    Altered(PartnerError),
    /// Blocks with names of another length lie there, from another tool.
    ForeignBlocks(PartnerError),
    /// A block of the list is not there (any more).
    BlocksMissing(PartnerError),
    /// Too large for the version in force; its limit, when named.
    TooLarge { limit: Option<u64>, error: PartnerError },
    /// The storage does not speak this version.
    Version(PartnerError),
    /// No use trying.
    Stop(PartnerError),
}

impl Storage {
    pub fn new(http: Arc<Http>, address: UploadAddress) -> Self {
        // A request older than its signature is refused (SDCM issue 57), so never below `sv`.
        let sv = address.sv().map(str::to_owned);
        let best =
            sv.clone().filter(|sv| sv.as_str() > OUR_VERSION).unwrap_or_else(|| OUR_VERSION.to_owned());
        let mut versions = vec![Some(best.clone())];
        versions.extend(sv.filter(|sv| *sv != best).map(Some));
        versions.push(None);
        Self { http, address, versions }
    }

    /// Goes on with the next version; false when there is none.
    pub fn next_version(&mut self) -> bool {
        self.versions.len() > 1 && {
            let refused = self.versions.remove(0);
            tracing::info!(?refused, next = ?self.versions[0], "the storage does not speak this version");
            true
        }
    }

    /// The whole blob in one request.
    pub async fn put_blob(&self, bytes: Bytes, md5: &str, meter: &Arc<Meter>) -> Result<(), Trouble> {
        let mut headers = content(md5);
        headers.insert(CONTENT_TYPE, ARCHIVE);
        headers.insert("x-ms-blob-type", HeaderValue::from_static("BlockBlob"));
        self.put("", bytes, headers, meter).await
    }

    pub async fn put_block(
        &self,
        name: &str,
        bytes: Bytes,
        md5: &str,
        meter: &Arc<Meter>,
    ) -> Result<(), Trouble> {
        let query = format!("comp=block&blockid={}", utf8_percent_encode(name, NON_ALPHANUMERIC));
        self.put(&query, bytes, content(md5), meter).await
    }

    /// Makes these blocks the blob. No names: an empty blob, which discards every block that lies there.
    pub async fn put_list(&self, names: &[String]) -> Result<(), Trouble> {
        let xml = list::commit(names.iter().map(String::as_str));
        let mut headers = content(&STANDARD.encode(Md5::digest(xml.as_bytes())));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/xml"));
        headers.insert("x-ms-blob-content-type", ARCHIVE);
        let reply = self.send(Method::PUT, "comp=blocklist", Some(xml.into()), headers, None).await?;
        self.judge(&reply, "PUT blocklist")
    }

    /// The blocks that lie there, committed or not.
    pub async fn blocks(&self) -> Result<Vec<Block>, Trouble> {
        let query = "comp=blocklist&blocklisttype=all";
        let reply = self.send(Method::GET, query, None, HeaderMap::new(), None).await?;
        if reply.status == 404 {
            // Nothing was ever staged: an answer, not an error.
            return Ok(Vec::new());
        }
        self.judge(&reply, "GET blocklist")?;
        list::blocks(&reply.text())
            .ok_or_else(|| Trouble::Stop(PartnerError::Unreadable(self.details(&reply, "GET blocklist"))))
    }

    /// The length of the blob.
    pub async fn length(&self) -> Result<Option<u64>, Trouble> {
        let reply = self.send(Method::HEAD, "", None, HeaderMap::new(), None).await?;
        self.judge(&reply, "HEAD")?;
        Ok(reply.header(CONTENT_LENGTH.as_str()).and_then(|text| text.parse().ok()))
    }

    async fn put(
        &self,
        query: &str,
        bytes: Bytes,
        headers: HeaderMap,
        meter: &Arc<Meter>,
    ) -> Result<(), Trouble> {
        let (what, length) = (if query.is_empty() { "PUT blob" } else { "PUT block" }, bytes.len() as u64);
        let reply = self.send(Method::PUT, query, Some(bytes), headers, Some(meter)).await?;
        self.judge(&reply, what)?;
        meter.stored(length);
        Ok(())
    }

    async fn send(
        &self,
        method: Method,
        query: &str,
        bytes: Option<Bytes>,
        mut headers: HeaderMap,
        meter: Option<&Arc<Meter>>,
    ) -> Result<Reply, Trouble> {
        let patience = &self.http.patience;
        let operation = format!("{method} {}", self.address);
        let sent = correlation();
        let length = bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
        let mut ask = request(method, self.address.with(query));
        if let Some(bytes) = bytes {
            // Said outright, because the storage takes no chunked body.
            headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
            *ask.body_mut() =
                Some(meter.map_or_else(|| Body::from(bytes.clone()), |meter| meter.body(bytes.clone())));
        }
        for (name, value) in [
            ("x-ms-version", self.versions.first().cloned().flatten()),
            ("x-ms-client-request-id", Some(sent.clone())),
        ] {
            if let Some(value) = value.and_then(|text| HeaderValue::from_str(&text).ok()) {
                headers.insert(HeaderName::from_static(name), value);
            }
        }
        *ask.headers_mut() = headers;
        let within = patience.sending(length) + patience.answer;
        let path = ask.url().path().to_owned();
        let asking = Asking {
            service: Service::Storage,
            tenant: None,
            path: &path,
            correlation: &sent,
            rank: Rank::Asked,
        };
        let exchange = self.http.exchange(ask, within, &asking);
        let reply = match meter {
            Some(meter) => tokio::select! {
                reply = exchange => reply,
                () = meter.stalled(patience.stall) => Err(Lost {
                    kind: LostKind::TimedOut,
                    text: "the connection takes no more bytes".to_owned(),
                    status: None,
                }),
            },
            None => exchange.await,
        };
        reply.map_err(|lost| match lost.kind {
            LostKind::Untrusted | LostKind::Proxy | LostKind::TooLarge => {
                Trouble::Stop(lost.meaning(&operation, None))
            }
            LostKind::Offline | LostKind::Cut | LostKind::TimedOut => {
                Trouble::LineLost(lost.meaning(&operation, None))
            }
        })
    }

    fn judge(&self, reply: &Reply, what: &str) -> Result<(), Trouble> {
        let status = reply.status.as_u16();
        if reply.status.is_success() {
            return Ok(());
        }
        let text = reply.text();
        let code = reply.header("x-ms-error-code").or_else(|| element(&text, "Code")).unwrap_or_default();
        let details = self.details(reply, what);
        let refused = |reason| PartnerError::UploadRefused { reason, details: details.clone() };
        tracing::debug!(what, status, code, "the storage refused");
        Err(match (status, code) {
            (400, "Md5Mismatch" | "InvalidMd5" | "Crc64Mismatch") => {
                Trouble::Altered(refused(UploadRefusal::AlteredInTransit))
            }
            (400, "InvalidBlobOrBlock") => Trouble::ForeignBlocks(refused(UploadRefusal::InUse)),
            (400, "InvalidBlockList") => Trouble::BlocksMissing(refused(UploadRefusal::Other)),
            (400, _) if speaks_of_version(&text) => Trouble::Version(refused(UploadRefusal::Other)),
            (413, _) | (400, "BlockListTooLong") => Trouble::TooLarge {
                limit: element(&text, "MaxLimit").and_then(|limit| limit.parse().ok()),
                error: refused(UploadRefusal::TooLarge),
            },
            (401 | 403, _) if self.ended(reply) || speaks_of_its_end(&text) => {
                Trouble::Stop(PartnerError::UploadExpired { ended: self.address.expires(), details })
            }
            (401 | 403, "AuthenticationFailed" | "InvalidAuthenticationInfo") => {
                Trouble::Stop(refused(UploadRefusal::Signature))
            }
            (401 | 403, _) => Trouble::Stop(refused(UploadRefusal::Permission)),
            (404, _) => Trouble::Stop(refused(UploadRefusal::Gone)),
            (409 | 412, _) => Trouble::Stop(refused(UploadRefusal::InUse)),
            (407, _) => Trouble::Stop(PartnerError::ProxyRefused(details)),
            (408 | 429 | 500 | 502 | 503 | 504, _) => Trouble::Again {
                asked: asked_to_wait(&reply.headers, &text, (self.http.clock)()),
                error: PartnerError::ServiceTrouble(details),
            },
            _ => Trouble::Stop(refused(UploadRefusal::Other)),
        })
    }

    /// By our clock, or by the service's own.
    fn ended(&self, reply: &Reply) -> bool {
        let theirs = reply
            .header(DATE.as_str())
            .and_then(|date| jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(date).ok());
        let now = (self.http.clock)();
        self.address.has_ended(theirs.map_or(now, |theirs: Timestamp| theirs.max(now)))
    }

    fn details(&self, reply: &Reply, what: &str) -> Box<vitrine_domain::problem::Details> {
        let operation = format!("{what} {}", self.address);
        details(&operation, Some(reply.status.as_u16()), reply.correlation(), &reply.text())
    }
}

fn content(md5: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if let Ok(md5) = HeaderValue::from_str(md5) {
        headers.insert("content-md5", md5);
    }
    headers
}

/// The two ways in which the storage says that an address ended: with a start of its own, and without.
fn speaks_of_its_end(text: &str) -> bool {
    text.contains("specified time frame") || text.contains("Signed expiry time")
}

fn speaks_of_version(text: &str) -> bool {
    element(text, "HeaderName").is_some_and(|name| name.eq_ignore_ascii_case("x-ms-version"))
        || text.contains("API version") && text.contains("is not supported")
}
