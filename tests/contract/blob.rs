//! The uploader against Azurite, Microsoft's emulator of the blob service, alone and behind a line that breaks.
//!
//! Where Azurite is not Azure (the code of a wrong MD5, limits by version, what an expired address answers) nothing is
//! asserted of it; the sandbox plays those (`client::upload`).

mod azurite;
mod line;
mod sources;

use std::sync::Arc;
use std::time::{Duration, Instant};

use vitrine_partner::{
    ByteSource, Credentials, Endpoints, Key, Partner, PartnerError, StorePartner, UploadRefusal, Uploaded,
};
use vitrine_tests::rounds::{Dice, rounds, seed};

use azurite::{Azurite, Sas};
use line::{Line, Rule};
use sources::{Noise, Sparse};

const MIB: u64 = 1 << 20;

/// A client with nobody to sign in to: an upload needs an address only.
fn store() -> StorePartner {
    let endpoints = Endpoints::loopback("http://127.0.0.1:9").expect("loopback");
    let nobody = Credentials { tenant: "t".into(), client_id: "c".into(), key: Key::new("k") };
    Partner::new("0.0.0-test").store(&endpoints, &nobody)
}

async fn send(sas: &Sas, source: Arc<dyn ByteSource>) -> Result<Uploaded, PartnerError> {
    store().upload(&sas.address(), source, |_| {}).await
}

fn refusal(outcome: Result<Uploaded, PartnerError>) -> UploadRefusal {
    match outcome {
        Err(PartnerError::UploadRefused { reason, .. }) => reason,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_size_is_read_back_byte_for_byte() {
    let azurite = Azurite::start().await;
    for (size, version, blocks) in [
        (1, "2021-12-02", 0),
        (64 * MIB, "2021-12-02", 0),
        (64 * MIB + 1, "2021-12-02", 9),
        // A version that knows no block of more than 4 MiB.
        (64 * MIB + 1, "2015-04-05", 17),
    ] {
        let sas = azurite.sas().version(version);
        let source = Arc::new(Noise::new(size, size));
        let sent = send(&sas, source.clone()).await.unwrap_or_else(|e| panic!("{size} {version}: {e:?}"));
        assert_eq!(sent, Uploaded { bytes: size, blocks, checked: true });
        assert_eq!(azurite.read_back(&sas).await, sources::digest(&*source), "{size} {version}");
    }
    let sparse = Arc::new(Sparse::new(130 * MIB));
    let sas = azurite.sas();
    assert_eq!(send(&sas, sparse.clone()).await.unwrap().blocks, 17);
    assert_eq!(azurite.read_back(&sas).await, sources::digest(&*sparse));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_with_a_plus_sign_is_understood_by_a_storage_that_is_not_ours() {
    let azurite = Azurite::start().await;
    let sas = azurite.sas().with_plus();
    assert!(sas.url().contains('+'), "the trap is set");
    send(&sas, Arc::new(Noise::new(1000, 1))).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_address_forbids_is_told_apart() {
    let azurite = Azurite::start().await;
    let source = || Arc::new(Noise::new(1000, 2));
    let ended = send(&azurite.sas().ends_in(Duration::ZERO), source()).await.unwrap_err();
    assert!(matches!(ended, PartnerError::UploadExpired { .. }), "{ended:?}");
    assert_eq!(refusal(send(&azurite.sas().permits("r"), source()).await), UploadRefusal::Permission);
    let altered = azurite.sas().altered();
    assert!(matches!(
        refusal(send(&altered, source()).await),
        UploadRefusal::Signature | UploadRefusal::Permission
    ));

    // It may create and not replace: the first upload goes, the second is refused by the storage itself.
    let once = azurite.sas().permits("rc");
    send(&once, source()).await.unwrap();
    assert_eq!(refusal(send(&once, source()).await), UploadRefusal::Permission);

    // Without the right to read there is nothing to check with.
    let blind = azurite.sas().permits("w");
    let large = Arc::new(Noise::new(64 * MIB + 1, 3));
    let sent = send(&blind, large.clone()).await.unwrap();
    assert_eq!((sent.blocks, sent.checked), (9, false));
    assert_eq!(azurite.read_back(&blind.permits("r")).await, sources::digest(&*large));
}

#[tokio::test(flavor = "multi_thread")]
async fn blocks_that_another_tool_left_are_cleared_away() {
    let azurite = Azurite::start().await;
    let sas = azurite.sas();
    // Shorter ids than ours: the storage refuses a mixture.
    azurite.stage(&sas, "b2xk", b"an older tool's block").await;
    let source = Arc::new(Noise::new(64 * MIB + 7, 4));
    assert_eq!(send(&sas, source.clone()).await.unwrap().blocks, 9);
    assert_eq!(azurite.read_back(&sas).await, sources::digest(&*source));

    // As long as ours, and no part of the list: they vanish with the commit.
    let sas = azurite.sas();
    azurite.stage(&sas, "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", b"somebody's").await;
    send(&sas, source.clone()).await.unwrap();
    assert_eq!(azurite.read_back(&sas).await, sources::digest(&*source));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_lost_or_cut_is_no_second_blob() {
    let azurite = Azurite::start().await;
    let (small, large) = (Arc::new(Noise::new(MIB, 5)), Arc::new(Noise::new(64 * MIB + 1, 6)));
    let of = |to: &'static str, keep| Rule::Reply { to, keep };
    for (what, keep) in [("PUT /", 0), ("PUT /", 9), ("HEAD /", 0)] {
        assert_eq!(check(&azurite, small.clone(), vec![of(what, keep)]).await, 1, "{what} {keep}");
    }
    // A connection for each: two blocks, the list that is asked for, the list that is committed, twice.
    let lost = vec![
        of("comp=block&", 0),
        of("comp=block&", 5),
        of("blocklisttype=all", 40),
        of("comp=blocklist HTTP/1.1", 0),
        of("comp=blocklist HTTP/1.1", 11),
    ];
    assert_eq!(check(&azurite, large, lost).await, 5, "every answer was lost");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_line_is_slow_and_nothing_else() {
    let azurite = Azurite::start().await;
    let line = Line::to(azurite.port(), vec![Rule::Slow { bytes_a_second: 2 * MIB }]).await;
    let sas = azurite.sas();
    let source = Arc::new(Noise::new(2 * MIB, 7));
    let start = Instant::now();
    send(&sas.through(line.port()), source.clone()).await.unwrap();
    assert!(start.elapsed() > Duration::from_millis(700), "it was slowed down");
    assert_eq!(azurite.read_back(&sas).await, sources::digest(&*source));
}

/// Lines that break at random places: the bytes that lie there in the end are the ones that were sent.
#[tokio::test(flavor = "multi_thread")]
async fn random_breaks_leave_the_same_bytes() {
    let azurite = Azurite::start().await;
    let (mut dice, mut harm) = (Dice::new(seed()), 0);
    for round in 0..rounds(12) {
        let in_blocks = round % 4 == 3;
        let size = if in_blocks { 64 * MIB + 1 + dice.below(4 * MIB) } else { 1 + dice.below(3 * MIB) };
        let rules = (0..=dice.below(3)).map(|_| match dice.below(5) {
            0 => Rule::Reply { to: "PUT /", keep: dice.below(20) as usize },
            1 => Rule::Refuse,
            // Also past the end: then the line holds.
            _ => Rule::Reset { after: dice.below(size + size / 4) },
        });
        let rules: Vec<Rule> = rules.collect();
        println!("seed {} round {round}: {size} bytes, {rules:?}", seed());
        harm += check(&azurite, Arc::new(Noise::new(size, dice.roll())), rules).await;
    }
    assert!(harm >= rounds(12) / 2, "most lines broke: {harm}");
}

/// Uploads through a line with these rules and compares what lies there; how many rules did their harm.
async fn check(azurite: &Azurite, source: Arc<Noise>, rules: Vec<Rule>) -> usize {
    let told = format!("{} bytes, {rules:?}", source.len());
    let line = Line::to(azurite.port(), rules).await;
    let sas = azurite.sas();
    let sent =
        send(&sas.through(line.port()), source.clone()).await.unwrap_or_else(|e| panic!("{told}: {e:?}"));
    assert_eq!((sent.bytes, sent.checked), (source.len(), true), "{told}");
    assert_eq!(azurite.read_back(&sas).await, sources::digest(&*source), "{told}");
    line.met()
}

/// A storage that went away: told within minutes of patience, or at once when nobody ever answered.
#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_upload_through_a_dead_line_ends_at_once() {
    let azurite = Azurite::start().await;
    let line = Line::to(azurite.port(), vec![Rule::Silence]).await;
    let cancel = tokio_util::sync::CancellationToken::new();
    let (store, address) =
        (store().cancelled_by(cancel.clone()), azurite.sas().through(line.port()).address());
    let sending =
        tokio::spawn(async move { store.upload(&address, Arc::new(Noise::new(MIB, 8)), |_| {}).await });
    vitrine_tests::desk::until(async || (line.met() == 1).then_some(())).await;
    let start = Instant::now();
    cancel.cancel();
    assert!(matches!(sending.await.unwrap(), Err(PartnerError::Cancelled)));
    assert!(start.elapsed() < Duration::from_secs(1));
}
