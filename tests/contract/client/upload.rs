//! Uploads to the address of a submission: in one piece, in blocks, through faults, and the refusals that cannot be waited out.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio_util::sync::CancellationToken;
use vitrine_partner::{ByteSource, PartnerError, UploadAddress, UploadRefusal, Uploaded};
use vitrine_sandbox::{Effect, Fault};
use vitrine_tests::desk::until;
use vitrine_tests::shop::{LEDGER, Shop, address, escaped, of};

const MIB: usize = 1 << 20;
const PUT_BLOB: &str = "PUT blob.core.windows.net/ingestion/*";
const PUT_BLOCK: &str = "PUT blob.core.windows.net/ingestion/*?comp=block";
const PUT_LIST: &str = "PUT blob.core.windows.net/ingestion/*?comp=blocklist";

/// Bytes that differ from one place to the next.
fn bytes(length: usize) -> Arc<Vec<u8>> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64 ^ length as u64;
    let mut all = Vec::with_capacity(length + 8);
    while all.len() < length {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        all.extend((state ^ state >> 29).to_le_bytes());
    }
    all.truncate(length);
    Arc::new(all)
}

/// A draft of the ledger and its upload address in the service's words.
async fn draft(shop: &Shop) -> String {
    let made = shop.store.create(&of(LEDGER)).await.unwrap();
    shop.upload_url(LEDGER, made.id()).await
}

async fn send(shop: &Shop, url: &str, bytes: &Arc<Vec<u8>>) -> Result<Uploaded, PartnerError> {
    shop.store.upload(&address(url), bytes.clone(), |_| {}).await
}

fn refusal(outcome: Result<Uploaded, PartnerError>) -> UploadRefusal {
    match outcome {
        Err(PartnerError::UploadRefused { reason, .. }) => reason,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_small_archive_goes_in_one_piece_and_a_large_one_in_blocks() {
    for (version, blocks) in [("2014-02-14", 17), ("2024-05-04", 9)] {
        let shop = Shop::assuming(&[("sas-version", version)]).await;
        let url = draft(&shop).await;
        let small = bytes(MIB / 2);
        let sent = send(&shop, &url, &small).await.unwrap();
        assert_eq!(sent, Uploaded { bytes: small.len() as u64, blocks: 0, checked: true });
        assert_eq!(shop.blob_puts(), 1);
        assert_eq!(shop.blob(&url).await.unwrap(), *small);

        // A second upload replaces the first, and 64 MiB are where one piece ends.
        let large = bytes(64 * MIB + 1);
        let sent = send(&shop, &url, &large).await.unwrap();
        assert_eq!((sent.bytes, sent.blocks, sent.checked), (large.len() as u64, blocks, true), "{version}");
        assert_eq!(shop.blob_puts(), 1 + blocks as usize + 1, "each block once, and the list");
        assert!(shop.blob(&url).await.unwrap() == *large, "byte for byte");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_plus_sign_of_a_signature_is_a_trap_that_we_do_not_fall_into() {
    for (plus, version) in
        [("raw", "2014-02-14"), ("raw", "2024-05-04"), ("escaped", "2014-02-14"), ("escaped", "2024-05-04")]
    {
        let shop = Shop::assuming(&[("sas-plus", plus), ("sas-version", version)]).await;
        let url = draft(&shop).await;
        let put = |url: String| {
            reqwest::Client::new().put(url).header("x-ms-blob-type", "BlockBlob").body("x").send()
        };
        if plus == "raw" {
            let signature = url.split("sig=").nth(1).unwrap().split('&').next().unwrap();
            assert!(signature.contains('+'), "the trap is set: {signature}");
            assert_eq!(put(url.clone()).await.unwrap().status(), 403);
        }
        assert_eq!(put(escaped(&url)).await.unwrap().status(), 201);
        send(&shop, &url, &bytes(10)).await.unwrap_or_else(|e| panic!("{plus} {version}: {e:?}"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bit_that_turned_on_the_way_is_noticed_and_sent_again() {
    let shop = Shop::open().await;
    let url = draft(&shop).await;
    let archive = bytes(MIB);
    shop.fault(PUT_BLOB, Effect::Flip, 4711);
    send(&shop, &url, &archive).await.unwrap();
    assert_eq!(shop.blob_puts(), 2);
    assert_eq!(shop.blob(&url).await.unwrap(), *archive);

    shop.sandbox.faults().add(Fault::new(PUT_BLOB, Effect::Flip, 4711).times(100));
    assert_eq!(refusal(send(&shop, &url, &archive).await), UploadRefusal::AlteredInTransit);
    assert_eq!(shop.blob_puts(), 2 + 4, "three more tries, then the network is called broken");
}

#[tokio::test(flavor = "multi_thread")]
async fn lost_answers_and_cut_lines_leave_the_same_bytes() {
    let shop = Shop::open().await;
    let url = draft(&shop).await;
    let (small, large) = (bytes(3 * MIB), bytes(66 * MIB));
    let busy = json!({"status": 503, "body": "<Error><Code>ServerBusy</Code></Error>", "headers": {"x-ms-error-code": "ServerBusy"}});
    for (effect, value) in
        [(Effect::LoseReply, json!(null)), (Effect::Cut, json!(MIB)), (Effect::Status, busy.clone())]
    {
        shop.fault(PUT_BLOB, effect, value);
        assert!(send(&shop, &url, &small).await.unwrap().checked, "{effect:?}");
        assert!(shop.blob(&url).await.unwrap() == *small, "{effect:?}");
    }
    // All of it at once, at different blocks, and the lists' own answers lost twice.
    shop.fault(PUT_BLOCK, Effect::LoseReply, json!(null));
    shop.fault(PUT_BLOCK, Effect::Cut, json!(MIB));
    shop.fault(PUT_BLOCK, Effect::Status, busy);
    shop.fault(PUT_BLOCK, Effect::Flip, json!(77));
    shop.sandbox.faults().add(Fault::new(PUT_LIST, Effect::LoseReply, json!(null)).times(2));
    shop.fault("GET blob.core.windows.net/ingestion/*?comp=blocklist", Effect::Truncate, json!(30));
    let sent = send(&shop, &url, &large).await.unwrap();
    assert_eq!((sent.blocks, sent.checked), (17, true));
    assert!(shop.sandbox.faults().list().is_empty(), "every fault was met");
    assert!(shop.blob(&url).await.unwrap() == *large, "byte for byte");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_ends_by_the_services_clock_and_by_ours() {
    let shop = Shop::open().await;
    let url = draft(&shop).await;
    // The service's clock alone is past the end.
    shop.sandbox.advance(Duration::from_secs(25 * 3600)).await.unwrap();
    match send(&shop, &url, &bytes(10)).await.unwrap_err() {
        PartnerError::UploadExpired { ended, .. } => assert_eq!(ended, address(&url).expires()),
        other => panic!("{other:?}"),
    }
    // By our own clock nothing is sent at all.
    let before = shop.blob_puts();
    let past = url.replace(&format!("se={}", value(&url, "se")), "se=2020-01-01T00:00:00Z");
    let refused = send(&shop, &past, &bytes(10)).await.unwrap_err();
    assert!(matches!(refused, PartnerError::UploadExpired { .. }), "{refused:?}");
    assert_eq!(shop.blob_puts(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_reading_renews_the_address_or_does_not() {
    for (assumed, renewed) in [("fixed", false), ("renewed", true)] {
        let shop = Shop::assuming(&[("upload-address", assumed)]).await;
        let made = shop.store.create(&of(LEDGER)).await.unwrap();
        let first = made.upload.clone().unwrap();
        shop.sandbox.advance(Duration::from_secs(3600)).await.unwrap();
        let later = shop.store.submission(&of(LEDGER), made.id()).await.unwrap().upload.unwrap();
        assert_eq!(later.expires() > first.expires(), renewed, "{assumed}");
        assert_eq!(later.shown(), first.shown(), "it is the same place");
        shop.store.upload(&later, bytes(10), |_| {}).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_cannot_be_written_to_is_told_apart() {
    let shop = Shop::open().await;
    let url = draft(&shop).await;
    let read_only = url.replace("sp=rwl", "sp=r");
    assert_eq!(refusal(send(&shop, &read_only, &bytes(10)).await), UploadRefusal::Permission);
    let elsewhere = "https://ingestion.blob.core.windows.net/a/b?sv=2014-02-14&sig=abc&se=2099-01-01&sp=rwl";
    assert_eq!(refusal(send(&shop, elsewhere, &bytes(10)).await), UploadRefusal::ForeignHost);
    assert_eq!(shop.blob_puts(), 0, "neither was tried");
    let altered = url.replace("sig=", "sig=AAAA");
    assert_eq!(refusal(send(&shop, &altered, &bytes(10)).await), UploadRefusal::Signature);
    assert_eq!(shop.blob_puts(), 1, "and that once");
    assert!(
        UploadAddress::parse("http://example.com/a?sig=b").is_err(),
        "plain http is for this computer only"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_upload_leaves_nothing_and_can_be_made_again() {
    let shop = Shop::open().await;
    let url = draft(&shop).await;
    let archive = bytes(66 * MIB);
    shop.fault(PUT_BLOCK, Effect::Delay, json!(600_000));
    let cancel = CancellationToken::new();
    let store = shop.store.cancelled_by(cancel.clone());
    let (to, own) = (address(&url), archive.clone());
    let sending = tokio::spawn(async move { store.upload(&to, own, |_| {}).await });
    until(async || shop.sandbox.faults().list().is_empty().then_some(())).await;
    cancel.cancel();
    assert!(matches!(sending.await.unwrap(), Err(PartnerError::Cancelled)));
    assert_eq!(shop.blob(&url).await, None);
    send(&shop, &url, &archive).await.unwrap();
    assert!(shop.blob(&url).await.unwrap() == *archive);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_cannot_be_read_ends_the_upload_with_its_own_words() {
    struct Unplugged;
    impl ByteSource for Unplugged {
        fn len(&self) -> u64 {
            70 << 20
        }
        fn read_at(&self, offset: u64, _: &mut [u8]) -> std::io::Result<()> {
            if offset > 20 << 20 { Err(std::io::Error::other("the drive is gone")) } else { Ok(()) }
        }
    }
    let shop = Shop::open().await;
    let url = draft(&shop).await;
    let failed = shop.store.upload(&address(&url), Arc::new(Unplugged), |_| {}).await.unwrap_err();
    let PartnerError::SourceFailed(error) = failed else { panic!("{failed:?}") };
    assert_eq!(error.to_string(), "the drive is gone");
    assert_eq!(shop.blob(&url).await, None, "nothing was committed");
}

fn value<'a>(url: &'a str, name: &str) -> &'a str {
    let query = url.split_once('?').unwrap().1;
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).unwrap()
}
