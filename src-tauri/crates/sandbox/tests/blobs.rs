//! The blob service behind an upload address.

mod support;

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};
use reqwest::{Method, Response, StatusCode};
use support::{Partner, QUIET, escaped};

const MIB: usize = 1024 * 1024;

struct Blob {
    partner: Partner,
    /// As the service told it.
    told: String,
    url: String,
}

impl Blob {
    async fn assuming(assume: &[(&str, &str)]) -> Self {
        let partner = Partner::assuming(assume).await;
        let made = partner.create(QUIET).await;
        let told = made["fileUploadUrl"].as_str().unwrap().to_owned();
        Self { partner, url: escaped(&told), told }
    }

    async fn new() -> Self {
        Self::assuming(&[]).await
    }

    async fn call(&self, method: Method, more: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Response {
        let method_has_body = method == Method::PUT;
        let mut request = self.partner.http.request(method, format!("{}{more}", self.url));
        if method_has_body {
            request = request.header("content-length", body.len()).body(body);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send().await.unwrap()
    }

    async fn block(&self, id: &str, bytes: &[u8]) -> Response {
        self.call(
            Method::PUT,
            &format!("&comp=block&blockid={}", id.replace('=', "%3D")),
            &[],
            bytes.to_vec(),
        )
        .await
    }

    async fn commit(&self, list: &[(&str, &str)]) -> Response {
        let list: String = list.iter().map(|(source, id)| format!("<{source}>{id}</{source}>")).collect();
        let body = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>{list}</BlockList>");
        self.call(Method::PUT, "&comp=blocklist", &[], body.into_bytes()).await
    }

    async fn list(&self, kind: &str) -> String {
        let answer =
            self.call(Method::GET, &format!("&comp=blocklist&blocklisttype={kind}"), &[], vec![]).await;
        assert_eq!(answer.status(), 200);
        answer.text().await.unwrap()
    }

    async fn put(&self, bytes: &[u8]) -> Response {
        self.call(Method::PUT, "", &[("x-ms-blob-type", "BlockBlob")], bytes.to_vec()).await
    }
}

/// Status and code of an error of the storage service.
async fn refused(answer: Response) -> (StatusCode, String) {
    let status = answer.status();
    assert_eq!(answer.headers()["content-type"], "application/xml");
    let code = answer.headers()["x-ms-error-code"].to_str().unwrap().to_owned();
    let text = answer.text().await.unwrap();
    assert!(text.contains(&format!("<Code>{code}</Code>")), "{text}");
    (status, code)
}

async fn assert_refused(answer: Response, status: u16, code: &str) {
    assert_eq!(refused(answer).await, (StatusCode::from_u16(status).unwrap(), code.to_owned()));
}

#[tokio::test]
async fn the_address_has_the_documented_members_and_its_plus_is_a_trap() {
    let blob = Blob::new().await;
    let query = blob.told.split_once('?').unwrap().1;
    let names: Vec<&str> = query.split('&').map(|part| part.split_once('=').unwrap().0).collect();
    assert_eq!(names, ["sv", "sr", "sig", "se", "sp"]);
    assert!(query.ends_with("&sp=rwl"));
    assert!(query.contains('+'), "the trap is there every time");
    let answer = blob
        .partner
        .http
        .put(&blob.told)
        .header("x-ms-blob-type", "BlockBlob")
        .body("x")
        .send()
        .await
        .unwrap();
    assert_refused(answer, 403, "AuthenticationFailed").await;
    assert_eq!(blob.put(b"x").await.status(), 201);
}

#[tokio::test]
async fn a_one_shot_upload_is_read_back_whole_and_in_ranges() {
    let blob = Blob::new().await;
    assert_refused(blob.call(Method::GET, "", &[], vec![]).await, 404, "BlobNotFound").await;
    let bytes: Vec<u8> = (0..300_000u32).map(|n| (n % 251) as u8).collect();
    let md5 = STANDARD.encode(Md5::digest(&bytes));
    let headers =
        [("x-ms-blob-type", "BlockBlob"), ("Content-MD5", md5.as_str()), ("Content-Type", "application/zip")];
    let answer = blob.call(Method::PUT, "", &headers, bytes.clone()).await;
    assert_eq!(answer.status(), 201);
    for header in ["etag", "last-modified", "x-ms-request-id", "x-ms-version", "date"] {
        assert!(answer.headers().contains_key(header), "{header}");
    }
    let head = blob.call(Method::HEAD, "", &[], vec![]).await;
    assert_eq!(head.headers()["content-length"], "300000");
    assert_eq!(head.headers()["content-md5"], md5.as_str());
    assert_eq!(head.headers()["content-type"], "application/zip");
    assert_eq!(head.headers()["x-ms-blob-type"], "BlockBlob");
    assert_eq!(blob.call(Method::GET, "", &[], vec![]).await.bytes().await.unwrap(), bytes);
    let part = blob.call(Method::GET, "", &[("Range", "bytes=299000-")], vec![]).await;
    assert_eq!(
        (part.status().as_u16(), part.headers()["content-range"].to_str().unwrap()),
        (206, "bytes 299000-299999/300000")
    );
    assert_eq!(part.bytes().await.unwrap(), bytes[299_000..]);
    let part = blob.call(Method::GET, "", &[("x-ms-range", "bytes=10-19")], vec![]).await;
    assert_eq!(part.bytes().await.unwrap(), bytes[10..20]);
    assert_refused(
        blob.call(Method::GET, "", &[("Range", "bytes=300000-")], vec![]).await,
        416,
        "InvalidRange",
    )
    .await;
}

#[tokio::test]
async fn blocks_are_staged_listed_and_committed() {
    let blob = Blob::new().await;
    for (id, bytes) in [("YWE=", b"one"), ("YmI=", b"two"), ("Y2M=", b"six")] {
        assert_eq!(blob.block(id, bytes).await.status(), 201);
    }
    assert_eq!(blob.block("YmI=", b"TWO!").await.status(), 201, "the same id replaces");
    assert_refused(blob.call(Method::GET, "", &[], vec![]).await, 404, "BlobNotFound").await;
    let staged = blob.list("uncommitted").await;
    assert!(staged.contains("<UncommittedBlocks><Block><Name>YWE=</Name><Size>3</Size></Block>"), "{staged}");
    assert!(!staged.contains("CommittedBlocks><Block><Name>YWE=</Name></Block></CommittedBlocks"));
    assert_eq!(
        blob.commit(&[("Latest", "YmI="), ("Latest", "YWE="), ("Latest", "YmI=")]).await.status(),
        201
    );
    assert_eq!(blob.call(Method::GET, "", &[], vec![]).await.text().await.unwrap(), "TWO!oneTWO!");
    let all = blob.list("all").await;
    assert!(all.contains("<CommittedBlocks><Block><Name>YmI=</Name><Size>4</Size></Block>"), "{all}");
    assert!(all.contains("<UncommittedBlocks></UncommittedBlocks>"), "what was not listed is dropped");
    assert_eq!(blob.commit(&[("Latest", "YWE=")]).await.status(), 201, "Latest can be repeated");
    assert_refused(blob.commit(&[("Uncommitted", "YWE=")]).await, 400, "InvalidBlockList").await;
    assert_refused(blob.commit(&[("Latest", "Y2M=")]).await, 400, "InvalidBlockList").await;
    assert_eq!(blob.call(Method::GET, "", &[], vec![]).await.text().await.unwrap(), "one");
    assert_eq!(blob.block("ZGQ=", b"more").await.status(), 201);
    assert_eq!(blob.commit(&[]).await.status(), 201, "an empty list discards what was staged");
    assert_eq!(blob.call(Method::HEAD, "", &[], vec![]).await.headers()["content-length"], "0");
    assert!(!blob.list("all").await.contains("<Name>"));
}

#[tokio::test]
async fn block_ids_and_sums_are_checked() {
    let blob = Blob::new().await;
    assert_eq!(blob.block("YWE=", b"one").await.status(), 201);
    assert_refused(blob.block("YWFh", b"one").await, 400, "InvalidBlobOrBlock").await;
    assert_refused(blob.block("***", b"one").await, 400, "InvalidQueryParameterValue").await;
    assert_refused(blob.block("YmI=", b"").await, 400, "InvalidHeaderValue").await;
    let wrong = STANDARD.encode(Md5::digest(b"two"));
    let put = |md5: String| {
        let blob = &blob;
        async move {
            blob.call(Method::PUT, "&comp=block&blockid=YmI%3D", &[("Content-MD5", &md5)], b"one".to_vec())
                .await
        }
    };
    assert_refused(put(wrong).await, 400, "Md5Mismatch").await;
    assert_refused(put("nonsense".into()).await, 400, "InvalidMd5").await;
    assert!(!blob.list("all").await.contains("YmI="), "a refused block is not there");
    assert_refused(blob.call(Method::PUT, "", &[], b"x".to_vec()).await, 400, "MissingRequiredHeader").await;
    let chunks = futures_util::stream::iter([Ok::<_, std::io::Error>("one")]);
    let chunked = reqwest::Body::wrap_stream(chunks);
    let answer =
        blob.partner.http.put(format!("{}&comp=block&blockid=YmI%3D", blob.url)).body(chunked).send().await;
    assert_refused(answer.unwrap(), 411, "MissingContentLengthHeader").await;
    let page = [("x-ms-blob-type", "PageBlob")];
    assert_refused(blob.call(Method::PUT, "", &page, b"x".to_vec()).await, 400, "InvalidHeaderValue").await;
    assert_refused(
        blob.call(Method::PUT, "&comp=blocklist", &[], b"<x/>".to_vec()).await,
        400,
        "InvalidXmlDocument",
    )
    .await;
}

#[tokio::test]
async fn limits_follow_the_version() {
    let blob = Blob::new().await;
    let answer = blob.block("YWE=", &vec![0; 4 * MIB + 1]).await;
    assert_eq!(answer.status(), 413);
    assert!(answer.text().await.unwrap().contains("<MaxLimit>4194304</MaxLimit>"));
    assert_eq!(blob.block("YWE=", &vec![0; 4 * MIB]).await.status(), 201);
    assert_refused(blob.put(&vec![0; 64 * MIB + 1]).await, 413, "RequestBodyTooLarge").await;
    let newer = [("x-ms-version", "2020-12-06")];
    let answer = blob.call(Method::PUT, "&comp=block&blockid=YmI%3D", &newer, vec![0; 5 * MIB]).await;
    assert_eq!(
        (answer.status().as_u16(), answer.headers()["x-ms-version"].to_str().unwrap()),
        (201, "2020-12-06")
    );
}

#[tokio::test]
async fn an_address_ends_after_a_day_of_the_wall() {
    let blob = Blob::new().await;
    assert_eq!(blob.put(b"x").await.status(), 201);
    blob.partner.sandbox.advance(Duration::from_secs(24 * 3600)).await.unwrap();
    let answer = blob.put(b"y").await;
    assert_eq!(answer.status(), 403);
    let text = answer.text().await.unwrap();
    assert!(text.contains("AuthenticationFailed") && text.contains("Signed expiry time"), "{text}");
}

#[tokio::test]
async fn permissions_and_foreign_headers_are_refused() {
    let blob = Blob::new().await;
    assert_refused(blob.call(Method::DELETE, "", &[], vec![]).await, 403, "AuthorizationPermissionMismatch")
        .await;
    let bearer = [("Authorization", "Bearer x"), ("x-ms-blob-type", "BlockBlob")];
    assert_refused(blob.call(Method::PUT, "", &bearer, b"x".to_vec()).await, 403, "AuthenticationFailed")
        .await;
    let other = blob.url.replace("/ingestion/", "/elsewhere/");
    assert_eq!(blob.partner.http.get(other).send().await.unwrap().status(), 403);
    assert_refused(
        blob.call(Method::PUT, "&comp=lease", &[], vec![]).await,
        400,
        "InvalidQueryParameterValue",
    )
    .await;
}

#[tokio::test]
async fn the_newer_form_of_addresses_refuses_older_requests() {
    let blob = Blob::assuming(&[("sas-version", "2024-05-04")]).await;
    assert!(blob.told.contains("skoid=") && blob.told.contains("rscd=attachment%3B+filename"));
    assert_eq!(blob.put(&vec![0; 65 * MIB]).await.status(), 201);
    let old = [("x-ms-version", "2019-12-12"), ("x-ms-blob-type", "BlockBlob")];
    assert_refused(blob.call(Method::PUT, "", &old, b"x".to_vec()).await, 403, "AuthenticationFailed").await;
    let all_escaped = blob.told.replace('+', "%2B");
    let answer = blob
        .partner
        .http
        .put(all_escaped)
        .header("x-ms-blob-type", "BlockBlob")
        .body("x")
        .send()
        .await
        .unwrap();
    assert_refused(answer, 403, "AuthenticationFailed").await;
}
