//! The Azure storage SDKs that those clients upload with: headers, versions, block ids, lists.
//!
//! Seen on the wire of `azure-storage-blob` 12.31.1 (Python) and `@azure/storage-blob` 12.32.0 (Node), both of which upload to the
//! sandbox as they are; read in `Azure/azure-sdk-for-net` (`Azure.Storage.Blobs`), and for StoreBroker in
//! `Azure/azure-storage-net` (`Microsoft.Azure.Storage`) with `Azure/azure-storage-net-data-movement`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest as _, Md5};
use reqwest::Method;
use vitrine_tests::shop::{LEDGER, Shop, of};

use super::wire::{Answer, Wire, http_date};

/// One of the four, by what it does on the wire.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sdk {
    Python,
    Net,
    Node,
    /// The one before: sends its version in the query too, and re-writes the signature in its own order.
    OldNet,
}

pub const ALL: [Sdk; 4] = [Sdk::Python, Sdk::Net, Sdk::Node, Sdk::OldNet];

impl Sdk {
    pub fn version(self) -> &'static str {
        match self {
            Self::Python => "2026-10-06",
            Self::Net => "2025-05-05",
            Self::Node => "2026-04-06",
            Self::OldNet => "2019-07-07",
        }
    }

    /// Ids of one blob are equally long, and all are Base64 of something.
    fn block_id(self, index: usize, offset: usize) -> String {
        match self {
            // 48 digits, drawn at random; here from the place.
            Self::Python => {
                STANDARD.encode(format!("{:048}", (offset as u128 + 7) * 562_871_063_830_845_024_045))
            }
            Self::Net => {
                let mut id = [0; 48];
                id[..8].copy_from_slice(&(offset as u64).to_le_bytes());
                STANDARD.encode(id)
            }
            Self::Node => STANDARD.encode(format!("7d2f0f1e-6c0b-4a51-9d1c-3f1b2b0e9a77{index:0>12}")),
            Self::OldNet => STANDARD.encode(format!("b1946ac92492d2347c6235b4d2611184-{index:06}")),
        }
    }

    fn list(self, ids: &[String]) -> String {
        let head = match self {
            Self::Python => "<?xml version='1.0' encoding='utf-8'?>\n",
            Self::Node => "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>",
            Self::Net | Self::OldNet => "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>",
        };
        let items: String = ids.iter().map(|id| format!("<Latest>{id}</Latest>")).collect();
        format!("{head}<BlockList>{items}</BlockList>")
    }

    fn headers(self) -> Vec<(&'static str, String)> {
        let mut all = vec![
            ("x-ms-version", self.version().to_owned()),
            ("x-ms-client-request-id", "a3a1c2de-90aa-4f5a-8a0a-6a4fdc0c0b11".to_owned()),
        ];
        match self {
            Self::Python => {
                all.push(("x-ms-date", http_date()));
                all.push(("Accept", "application/xml".to_owned()));
                // `overwrite` is false unless somebody says otherwise.
                all.push(("If-None-Match", "*".to_owned()));
            }
            Self::Net => all.push(("x-ms-return-client-request-id", "true".to_owned())),
            Self::Node => all.push(("Accept", "application/xml".to_owned())),
            Self::OldNet => {
                all.push(("x-ms-date", http_date()));
                all.push(("Accept", "application/atom+xml,application/xml".to_owned()));
            }
        }
        all
    }

    /// The address of an operation. Two of the four take the signature apart and write it anew, escaped otherwise.
    fn address(self, url: &str, operation: &str) -> String {
        let (path, query) = url.split_once('?').expect("a signature");
        let query = match self {
            Self::Net | Self::Node => query.to_owned(),
            Self::Python => query.replace(':', "%3A"),
            Self::OldNet => {
                let mut pairs: Vec<&str> = query.split('&').collect();
                pairs.sort_unstable();
                pairs.join("&").replace(':', "%3A")
            }
        };
        let after = if operation.is_empty() { String::new() } else { format!("&{operation}") };
        match self {
            Self::OldNet => format!("{path}?{query}{after}&api-version={}&timeout=90", self.version()),
            Self::Python if !operation.is_empty() => format!("{path}?{operation}&{query}"),
            _ => format!("{path}?{query}{after}"),
        }
    }
}

async fn call(
    wire: &Wire,
    sdk: Sdk,
    method: Method,
    url: &str,
    operation: &str,
    more: &[(&str, &str)],
    body: Option<Vec<u8>>,
) -> Answer {
    let own = sdk.headers();
    // The condition belongs to what creates the blob, not to its blocks.
    let conditional = method == Method::PUT && matches!(operation, "" | "comp=blocklist");
    let own = own.iter().filter(|(name, _)| *name != "If-None-Match" || conditional);
    let all: Vec<_> = own.map(|(name, value)| (*name, value.as_str())).chain(more.iter().copied()).collect();
    wire.send(method, &sdk.address(url, operation), &all, body.map(Into::into)).await
}

/// The whole blob in one request, as the SDK does it for a small file.
pub async fn put_blob(wire: &Wire, sdk: Sdk, url: &str, bytes: Vec<u8>) -> Answer {
    let mut headers = vec![("x-ms-blob-type", "BlockBlob"), ("Content-Type", "application/octet-stream")];
    let md5 = STANDARD.encode(Md5::digest(&bytes));
    if sdk == Sdk::OldNet {
        headers.push(("x-ms-blob-content-md5", &md5));
    }
    call(wire, sdk, Method::PUT, url, "", &headers, Some(bytes)).await
}

/// In blocks and a list; how many blocks.
pub async fn put_in_blocks(wire: &Wire, sdk: Sdk, url: &str, bytes: &[u8], size: usize) -> usize {
    let mut ids = Vec::new();
    for (index, block) in bytes.chunks(size).enumerate() {
        let id = sdk.block_id(index, index * size);
        let operation =
            format!("comp=block&blockid={}", id.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D"));
        let octets = [("Content-Type", "application/octet-stream")];
        let staged = call(wire, sdk, Method::PUT, url, &operation, &octets, Some(block.to_vec())).await;
        assert_eq!(staged.status, 201, "{sdk:?} block {index}: {}", staged.text());
        ids.push(id);
    }
    let list = sdk.list(&ids);
    let xml = [
        ("Content-Type", "application/xml; charset=utf-8"),
        ("x-ms-blob-content-type", "application/octet-stream"),
    ];
    let committed = call(wire, sdk, Method::PUT, url, "comp=blocklist", &xml, Some(list.into_bytes())).await;
    assert_eq!(committed.status, 201, "{sdk:?}: {}", committed.text());
    assert!(!committed.header("etag").is_empty() && !committed.header("last-modified").is_empty());
    ids.len()
}

/// A fresh upload address and somebody to use it.
async fn place(pairs: &[(&str, &str)]) -> (Shop, Wire, String) {
    let shop = Shop::assuming(pairs).await;
    let made = shop.store.create(&of(LEDGER)).await.unwrap();
    let url = shop.upload_url(LEDGER, made.id()).await;
    let wire = Wire::new(&shop.sandbox, "azsdk", false);
    (shop, wire, url)
}

#[tokio::test(flavor = "multi_thread")]
async fn each_of_them_uploads_in_one_piece_and_in_blocks() {
    for sdk in ALL {
        let (shop, wire, told) = place(&[]).await;
        let url = told.replace('+', "%2B");
        let bytes: Vec<u8> = (0..300_000_u32).map(|n| ((n * 31) >> 3) as u8).collect();
        if sdk == Sdk::OldNet {
            // The data movement library looks first whether it would overwrite something.
            let head = call(&wire, sdk, Method::HEAD, &url, "", &[], None).await;
            assert_eq!((head.status, head.header("x-ms-error-code")), (404, "BlobNotFound"));
        }
        assert_eq!(put_in_blocks(&wire, sdk, &url, &bytes, 100_000).await, 3, "{sdk:?}");
        assert!(shop.blob(&told).await.unwrap() == bytes, "{sdk:?}");

        let (shop, wire, told) = place(&[]).await;
        let put = put_blob(&wire, sdk, &told.replace('+', "%2B"), bytes.clone()).await;
        assert_eq!(put.status, 201, "{sdk:?}: {}", put.text());
        assert_eq!(put.header("x-ms-version"), sdk.version(), "the version in force is told");
        assert!(shop.blob(&told).await.unwrap() == bytes, "{sdk:?}");
    }
}

/// `If-None-Match: *` is how a second upload of the Python SDK finds the first one in its way.
#[tokio::test(flavor = "multi_thread")]
async fn who_asks_not_to_replace_is_told_that_a_blob_is_there() {
    let (_shop, wire, told) = place(&[]).await;
    let url = told.replace('+', "%2B");
    assert_eq!(put_blob(&wire, Sdk::Python, &url, b"first".to_vec()).await.status, 201);
    let second = put_blob(&wire, Sdk::Python, &url, b"second".to_vec()).await;
    assert_eq!((second.status, second.header("x-ms-error-code")), (409, "BlobAlreadyExists"));
    assert_eq!(
        put_blob(&wire, Sdk::Net, &url, b"second".to_vec()).await.status,
        201,
        "who does not ask replaces"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lists_of_blocks_are_read_in_every_form() {
    for sdk in ALL {
        let (_shop, wire, told) = place(&[]).await;
        let url = told.replace('+', "%2B");
        let missing =
            call(&wire, sdk, Method::GET, &url, "comp=blocklist&blocklisttype=all", &[], None).await;
        assert_eq!((missing.status, missing.header("x-ms-error-code")), (404, "BlobNotFound"));
        assert!(missing.text().contains("<Code>BlobNotFound</Code>"), "the code is in the body too");
        let committed = sdk.block_id(0, 0);
        put_in_blocks(&wire, sdk, &url, b"committed", 1 << 20).await;
        let staged = sdk.block_id(7, 7 << 20);
        let operation = format!(
            "comp=block&blockid={}",
            staged.replace('/', "%2F").replace('+', "%2B").replace('=', "%3D")
        );
        assert_eq!(
            call(&wire, sdk, Method::PUT, &url, &operation, &[], Some(b"staged".to_vec())).await.status,
            201
        );
        for (kind, here, there) in
            [("all", true, true), ("committed", true, false), ("uncommitted", false, true), ("", true, false)]
        {
            let wanted = if kind.is_empty() { String::new() } else { format!("&blocklisttype={kind}") };
            let list =
                call(&wire, sdk, Method::GET, &url, &format!("comp=blocklist{wanted}"), &[], None).await;
            let xml = list.text();
            assert_eq!(list.header("content-type"), "application/xml");
            let named =
                |id: &str, size: usize| xml.contains(&format!("<Name>{id}</Name><Size>{size}</Size>"));
            assert_eq!((named(&committed, 9), named(&staged, 6)), (here, there), "{sdk:?} {kind}: {xml}");
        }
    }
}

/// From September 2024 on a request older than its signature was refused (microsoft/SDCM issue 57): the old library stopped
/// working with the newer addresses, and the others did not notice.
#[tokio::test(flavor = "multi_thread")]
async fn a_request_older_than_its_signature_is_refused() {
    let newer = [("sas-version", "2024-05-04"), ("sas-plus", "escaped")];
    for sdk in ALL {
        let (_shop, wire, told) = place(&newer).await;
        // The newer form signs a value with a blank: only the signature itself is left alone here.
        let put = put_blob(&wire, sdk, &told, b"x".to_vec()).await;
        match sdk {
            Sdk::OldNet => {
                assert_eq!((put.status, put.header("x-ms-error-code")), (403, "AuthenticationFailed"));
            }
            _ => assert_eq!(put.status, 201, "{sdk:?}: {}", put.text()),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_without_a_length_is_refused_as_azure_refuses_it() {
    let (_shop, wire, told) = place(&[]).await;
    let chunks = futures_util::stream::iter([Ok::<_, std::io::Error>("one"), Ok("two")]);
    let body = reqwest::Body::wrap_stream(chunks);
    let headers = [("x-ms-blob-type", "BlockBlob"), ("x-ms-version", "2025-05-05")];
    let refused = wire.send(Method::PUT, &told.replace('+', "%2B"), &headers, Some(body)).await;
    assert_eq!((refused.status, refused.header("x-ms-error-code")), (411, "MissingContentLengthHeader"));
}
