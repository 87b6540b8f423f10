//! The uploader against a storage in memory that faults at will.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::memory::{Blob, error, storage};
use super::plan::Sizes;
use super::upload::Upload;
use super::*;
use crate::error::UploadRefusal;
use crate::patience::Patience;
use crate::stub::{Act, Hold, Stub, answer};

fn address(stub: &Stub) -> UploadAddress {
    let text = format!(
        "{}/blob.core.windows.net/c/b?sv=2021-12-02&sr=b&sig=a+b&sp=rwl&se=2100-01-01T00:00:00Z",
        stub.base
    );
    UploadAddress::parse(&text).unwrap()
}

fn archive(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at * 31 / 7) as u8).collect()
}

const SMALL: Sizes = Sizes { one_piece: 1000, block: 1024, smallest: 16 };

type Heard = Arc<Mutex<Vec<UploadProgress>>>;

async fn send_to(
    address: &UploadAddress,
    source: Arc<dyn ByteSource>,
    sizes: Sizes,
) -> (Result<Uploaded, PartnerError>, Heard) {
    let http = Arc::new(Http::new("0.0.0", Patience::short(), jiff::Timestamp::now));
    let heard = Heard::default();
    let own = Arc::clone(&heard);
    let progress: Progress = Arc::new(move |progress| own.lock().unwrap().push(progress));
    let result = match Upload::new(&http, address, source, progress) {
        Ok(mut upload) => {
            upload.sizes = sizes;
            upload.run().await
        }
        Err(error) => Err(error),
    };
    (result, heard)
}

async fn send(stub: &Stub, bytes: &[u8]) -> Result<Uploaded, PartnerError> {
    send_to(&address(stub), Arc::new(bytes.to_vec()), SMALL).await.0
}

fn refusal(result: Result<Uploaded, PartnerError>) -> UploadRefusal {
    match result {
        Err(PartnerError::UploadRefused { reason, .. }) => reason,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_small_archive_goes_in_one_piece_and_is_checked() {
    let (stub, blob) = storage(|_, _| None).await;
    let bytes = archive(1000);
    let uploaded = send(&stub, &bytes).await.unwrap();
    assert_eq!(uploaded, Uploaded { bytes: 1000, blocks: 0, checked: true });
    assert_eq!(blob.lock().unwrap().committed.as_deref(), Some(&bytes[..]));
    let put = &stub.seen()[0];
    assert_eq!(put.header("x-ms-blob-type"), "BlockBlob");
    assert_eq!(put.header("content-type"), "application/zip");
    assert_eq!(put.header("x-ms-version"), "2021-12-02", "as new as the address");
    assert_eq!(put.header("transfer-encoding"), "", "the storage takes no chunked body");
    assert!(put.path.contains("sig=a%2Bb&"), "{}", put.path);
    assert_eq!(put.header("authorization"), "");
}

#[tokio::test]
async fn a_large_one_goes_in_blocks_whose_bytes_are_counted_exactly() {
    let (stub, blob) = storage(|_, _| None).await;
    let bytes = archive(10_000);
    let (uploaded, heard) = send_to(&address(&stub), Arc::new(bytes.clone()), SMALL).await;
    assert_eq!(uploaded.unwrap(), Uploaded { bytes: 10_000, blocks: 10, checked: true });
    assert_eq!(blob.lock().unwrap().committed.as_deref(), Some(&bytes[..]));
    let heard = heard.lock().unwrap();
    assert_eq!(heard.last(), Some(&UploadProgress { total: 10_000, sent: 10_000, stored: 10_000 }));
    assert!(heard.is_sorted_by_key(|progress| progress.sent), "nothing had to be sent again");
    assert!(heard.iter().all(|progress| progress.stored <= progress.sent && progress.sent <= 10_000));
}

#[tokio::test]
async fn a_large_piece_is_told_while_it_leaves() {
    let (stub, _) = storage(|_, _| None).await;
    let sizes = Sizes { one_piece: 4 << 20, ..SMALL };
    let (uploaded, heard) = send_to(&address(&stub), Arc::new(archive(1 << 20)), sizes).await;
    uploaded.unwrap();
    let sent: Vec<u64> = heard.lock().unwrap().iter().map(|progress| progress.sent).collect();
    assert_eq!(sent[..16], (1..=16).map(|piece| piece * 65_536).collect::<Vec<u64>>()[..]);
}

#[tokio::test]
async fn passing_trouble_and_cut_lines_end_in_the_same_bytes() {
    let count = AtomicUsize::new(0);
    let (stub, blob) = storage(move |_, _| match count.fetch_add(1, Ordering::SeqCst) % 5 {
        0 => Some(error(503, "ServerBusy")),
        1 => Some(Act::Cut),
        2 => Some(Act::Half(500, b"<Error><Code>InternalError</Code></Error>".to_vec())),
        3 => Some(Act::Answer(429, vec![("retry-after", "0".into())], Vec::new())),
        _ => None,
    })
    .await;
    let bytes = archive(5000);
    send(&stub, &bytes).await.unwrap();
    assert_eq!(blob.lock().unwrap().committed.as_deref(), Some(&bytes[..]));
}

#[tokio::test]
async fn a_lost_reply_of_the_commit_is_committed_again_without_harm() {
    let first = AtomicBool::new(true);
    let (stub, blob) = storage(move |seen, blob| {
        let commit = seen.method == "PUT" && seen.path.contains("comp=blocklist");
        (commit && first.swap(false, Ordering::SeqCst)).then(|| {
            blob.serve(seen);
            Act::Cut
        })
    })
    .await;
    let bytes = archive(3000);
    send(&stub, &bytes).await.unwrap();
    let blob = blob.lock().unwrap();
    assert_eq!((blob.commits, blob.committed.as_deref()), (2, Some(&bytes[..])));
}

#[tokio::test]
async fn bytes_altered_on_the_way_are_sent_again_three_times_and_no_more() {
    let count = AtomicUsize::new(0);
    let (stub, _) =
        storage(move |_, _| (count.fetch_add(1, Ordering::SeqCst) < 3).then(|| error(400, "Md5Mismatch")))
            .await;
    send(&stub, &archive(500)).await.unwrap();

    let (stub, _) = storage(|_, _| Some(error(400, "Md5Mismatch"))).await;
    assert_eq!(refusal(send(&stub, &archive(500)).await), UploadRefusal::AlteredInTransit);
    assert_eq!(stub.seen().len(), 4, "once and three times again");
    assert_eq!(refusal(send(&stub, &archive(5000)).await), UploadRefusal::AlteredInTransit);
}

#[tokio::test]
async fn blocks_of_another_tool_are_discarded_once() {
    let (stub, blob) = storage(|_, _| None).await;
    blob.lock().unwrap().staged.insert("short".into(), vec![1]);
    let bytes = archive(3000);
    send(&stub, &bytes).await.unwrap();
    assert_eq!(blob.lock().unwrap().committed.as_deref(), Some(&bytes[..]));

    let (stub, _) =
        storage(|seen, _| seen.path.contains("comp=block&").then(|| error(400, "InvalidBlobOrBlock"))).await;
    assert_eq!(refusal(send(&stub, &archive(3000)).await), UploadRefusal::InUse);
    assert_eq!(stub.seen().len(), 3, "a block, the discarding, a block");
}

#[tokio::test]
async fn blocks_that_vanish_before_the_commit_are_sent_again() {
    // Once before the list is asked for, once between the list and the commit.
    let (listed, committed) = (AtomicBool::new(false), AtomicBool::new(false));
    let (stub, blob) = storage(move |seen, blob| {
        let list = seen.path.contains("comp=blocklist");
        let turn = if seen.method == "GET" { &listed } else { &committed };
        if list && !turn.swap(true, Ordering::SeqCst) {
            let lost = blob.staged.keys().next().cloned().unwrap();
            blob.staged.remove(&lost);
        }
        None
    })
    .await;
    let bytes = archive(4096);
    let (uploaded, heard) = send_to(&address(&stub), Arc::new(bytes.clone()), SMALL).await;
    uploaded.unwrap();
    assert_eq!(blob.lock().unwrap().committed.as_deref(), Some(&bytes[..]));
    let puts = stub.seen().iter().filter(|seen| seen.path.contains("comp=block&")).count();
    assert_eq!(puts, 6, "four blocks and the two that vanished");
    assert_eq!(heard.lock().unwrap().last().unwrap().stored, 4096);
}

#[tokio::test]
async fn a_limit_of_the_service_is_obeyed() {
    let limited = |limit: usize| {
        storage(move |seen, _| {
            let block = seen.method == "PUT" && !seen.path.contains("comp=blocklist");
            let xml = format!("<Error><Code>RequestBodyTooLarge</Code><MaxLimit>{limit}</MaxLimit></Error>");
            (block && seen.body.len() > limit).then(|| answer(413, xml))
        })
    };
    for length in [900, 5000] {
        let (stub, blob) = limited(300).await;
        let bytes = archive(length);
        let (uploaded, heard) = send_to(&address(&stub), Arc::new(bytes.clone()), SMALL).await;
        assert_eq!(uploaded.unwrap().blocks as usize, length.div_ceil(256));
        assert_eq!(blob.lock().unwrap().committed.as_deref(), Some(&bytes[..]));
        assert_eq!(heard.lock().unwrap().last().unwrap().stored as usize, length);
    }
    let (stub, _) = limited(8).await;
    assert_eq!(refusal(send(&stub, &archive(5000)).await), UploadRefusal::TooLarge);
}

#[tokio::test]
async fn a_version_that_is_not_spoken_falls_to_the_next() {
    let refused = "<Error><Code>InvalidHeaderValue</Code><HeaderName>x-ms-version</HeaderName></Error>";
    let (stub, _) =
        storage(move |seen, _| (!seen.header("x-ms-version").is_empty()).then(|| answer(400, refused))).await;
    send(&stub, &archive(10)).await.unwrap();
    let versions: Vec<String> =
        stub.seen().iter().map(|seen| seen.header("x-ms-version").to_owned()).collect();
    assert_eq!(versions, ["2021-12-02", "", ""], "and stays there");
}

#[tokio::test]
async fn a_403_tells_an_ended_address_from_a_missing_right_and_a_bad_signature() {
    let answering = |code: &'static str| storage(move |_, _| Some(error(403, code)));
    let (stub, _) = answering("AuthenticationFailed").await;
    assert_eq!(refusal(send(&stub, &archive(10)).await), UploadRefusal::Signature);
    let (stub, _) = answering("AuthorizationPermissionMismatch").await;
    assert_eq!(refusal(send(&stub, &archive(10)).await), UploadRefusal::Permission);
    assert_eq!(stub.seen().len(), 1, "not tried again");

    // Our clock is behind; the answer's date is not.
    let late = Act::Answer(403, vec![("date", "Fri, 01 Jan 2100 00:00:01 GMT".into())], Vec::new());
    let (stub, _) = storage(move |_, _| Some(late.clone())).await;
    assert!(matches!(
        send(&stub, &archive(10)).await,
        Err(PartnerError::UploadExpired { ended: Some(_), .. })
    ));
}

#[tokio::test]
async fn an_ended_or_read_only_address_sends_nothing() {
    let (stub, _) = storage(|_, _| None).await;
    let at = |query: &str| UploadAddress::parse(&format!("{}/c/b?{query}&sig=x", stub.base)).unwrap();
    let bytes: Arc<dyn ByteSource> = Arc::new(archive(10));
    let (ended, _) = send_to(&at("se=2001-01-01T00:00:00Z&sp=rwl"), Arc::clone(&bytes), SMALL).await;
    assert!(matches!(ended, Err(PartnerError::UploadExpired { .. })));
    let (refused, _) = send_to(&at("sp=r"), Arc::clone(&bytes), SMALL).await;
    assert_eq!(refusal(refused), UploadRefusal::Permission);
    assert!(stub.seen().is_empty());
    let (unchecked, _) = send_to(&at("sp=w"), bytes, SMALL).await;
    assert!(!unchecked.unwrap().checked, "what cannot be read is not claimed to be checked");
}

#[tokio::test]
async fn a_stuck_connection_is_noticed_and_the_block_sent_again() {
    let blob = Arc::new(Mutex::new(Blob::default()));
    let (own, stuck) = (Arc::clone(&blob), AtomicUsize::new(0));
    let stub = Stub::holding(
        move |seen| match (seen.method.as_str(), stuck.fetch_add(1, Ordering::SeqCst)) {
            ("PUT", 0) => Hold::Body,
            ("PUT", 1) => Hold::CutAt(1 << 20),
            _ => Hold::No,
        },
        move |seen| own.lock().unwrap().serve(seen),
    )
    .await;
    // Larger than what the kernel and the HTTP library swallow without a reader.
    let bytes = archive(24 << 20);
    let sizes = Sizes { one_piece: 64 << 20, ..SMALL };
    let (uploaded, heard) = send_to(&address(&stub), Arc::new(bytes.clone()), sizes).await;
    uploaded.unwrap();
    assert_eq!(blob.lock().unwrap().committed.as_deref(), Some(&bytes[..]));
    let heard = heard.lock().unwrap();
    assert!(
        !heard.is_sorted_by_key(|progress| progress.sent),
        "the count stepped back when a piece was lost"
    );
}

#[tokio::test]
async fn a_line_that_does_not_come_back_ends_the_upload() {
    let (stub, _) = storage(|_, _| Some(Act::Cut)).await;
    let began = tokio::time::Instant::now();
    let failed = send(&stub, &archive(5000)).await.unwrap_err();
    assert!(matches!(failed, PartnerError::ServiceTrouble(_)), "{failed:?}");
    assert!(began.elapsed() >= Patience::short().lost_line, "but not before the patience for it is over");
    assert!(began.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn a_blob_of_another_length_is_not_taken_for_the_archive() {
    let (stub, _) = storage(|seen, _| {
        (seen.method == "HEAD").then(|| Act::Answer(200, vec![("content-length", "9".into())], Vec::new()))
    })
    .await;
    assert_eq!(refusal(send(&stub, &archive(10)).await), UploadRefusal::NotWhole);
}

#[tokio::test]
async fn an_error_of_the_source_reaches_the_caller_as_it_is() {
    struct Changed;
    impl ByteSource for Changed {
        fn len(&self) -> u64 {
            5000
        }
        fn read_at(&self, offset: u64, _: &mut [u8]) -> io::Result<()> {
            if offset > 2000 { Err(io::Error::new(io::ErrorKind::NotFound, "unplugged")) } else { Ok(()) }
        }
    }
    let (stub, blob) = storage(|_, _| None).await;
    let (failed, _) = send_to(&address(&stub), Arc::new(Changed), SMALL).await;
    let Err(PartnerError::SourceFailed(error)) = failed else { panic!("{failed:?}") };
    assert_eq!((error.kind(), error.to_string().as_str()), (io::ErrorKind::NotFound, "unplugged"));
    assert_eq!(blob.lock().unwrap().commits, 0);
}
