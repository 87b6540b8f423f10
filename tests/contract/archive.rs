//! Archives that `vitrine-assets` plans and that lie on no disk, uploaded and opened by the sandbox's own reader: two
//! independent readings of one format, and of the packages and pictures inside.

mod packages;

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};
use vitrine_assets::archive::{Member, Plan, PlanReader};
use vitrine_partner::{ByteSource, Uploaded};
use vitrine_tests::pictures;
use vitrine_tests::shop::{LEDGER, Shop, ledger, next_version, of};

/// A planned archive as the uploader takes it.
struct Planned(PlanReader);

impl ByteSource for Planned {
    fn len(&self) -> u64 {
        self.0.len()
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> std::io::Result<()> {
        let read = self.0.read_at(offset, into).map_err(std::io::Error::other)?;
        assert_eq!(read, into.len(), "the range lies inside the archive");
        Ok(())
    }
}

/// Files on the disk, and the archive made of them.
struct Files {
    folder: tempfile::TempDir,
    members: Vec<Member>,
}

impl Files {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let mut all = Self { folder: tempfile::tempdir().expect("a folder"), members: Vec::new() };
        for (name, bytes) in files {
            let path = all.path();
            std::fs::write(&path, bytes).expect("a file");
            all.members.push(Member { name: (*name).to_owned(), path });
        }
        all
    }

    /// What goes with [`next_version`].
    fn good() -> Self {
        Self::new(&[("ledger_4.1.0.0.msix", &ledger("4.1.0.0").msix()), ("bank.png", screenshot())])
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join(format!("file-{}", self.members.len()))
    }

    fn archive(&self) -> Planned {
        let plan = Plan::build(&self.members, &mut |_, _| {}, &|| false).expect("a plan");
        Planned(PlanReader::open(Arc::new(plan), &self.members).expect("the files are the planned ones"))
    }

    fn bytes(&self) -> Vec<u8> {
        let archive = self.archive();
        let mut bytes = vec![0; ByteSource::len(&archive) as usize];
        archive.read_at(0, &mut bytes).expect("all of it");
        bytes
    }
}

fn screenshot() -> &'static [u8] {
    static DRAWN: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    DRAWN.get_or_init(|| pictures::make_png(1366, 768, 3))
}

/// Where a submission came to rest, and the errors it tells.
#[derive(Debug)]
struct Outcome {
    id: String,
    status: String,
    errors: Vec<(String, String)>,
    uploaded: Option<Uploaded>,
}

impl Outcome {
    fn codes(&self) -> Vec<&str> {
        self.errors.iter().map(|(code, _)| code.as_str()).collect()
    }

    #[track_caller]
    fn failed_with(&self, code: &str, words: &str) {
        assert_eq!(self.status, "CommitFailed", "{self:?}");
        assert!(
            self.errors.iter().any(|(found, details)| found == code && details.contains(words)),
            "{self:?}"
        );
    }
}

/// Sends `change`d next version with this archive and waits until nothing moves any more.
async fn submit(
    shop: &Shop,
    archive: Option<Arc<dyn ByteSource>>,
    change: impl FnOnce(&mut Value),
) -> Outcome {
    let made = shop.store.create(&of(LEDGER)).await.expect("a draft");
    let mut sent = next_version(&made.document);
    change(&mut sent);
    shop.store.update(&of(LEDGER), made.id(), &sent).await.expect("it is taken over");
    let mut uploaded = None;
    if let Some(archive) = archive {
        let address = made.upload.as_ref().expect("an address");
        uploaded = Some(shop.store.upload(address, archive, |_| {}).await.expect("it is uploaded"));
    }
    shop.store.commit(&of(LEDGER), made.id()).await.expect("it is committed");
    while shop.sandbox.until_next_step().await.expect("the clock moves") {}
    let status = shop.store.status(&of(LEDGER), made.id()).await.expect("a status");
    let errors = status.errors.into_iter().map(|error| (error.code, error.details)).collect();
    Outcome { id: made.id().to_owned(), status: status.status, errors, uploaded }
}

/// The same, and the draft is gone afterwards.
async fn refused(shop: &Shop, archive: impl ByteSource + 'static) -> Outcome {
    let outcome = submit(shop, Some(Arc::new(archive)), |_| {}).await;
    shop.store.delete(&of(LEDGER), &outcome.id).await.unwrap_or_else(|e| panic!("{outcome:?}: {e:?}"));
    outcome
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_archive_goes_in_blocks_and_is_opened_at_the_other_end() {
    let shop = Shop::open().await;
    let mut files = Files::good();
    // A video that is mostly a hole: 66 MiB that no disk holds.
    let video = files.path();
    std::fs::File::create(&video).and_then(|file| file.set_len(66 << 20)).unwrap();
    files.members.push(Member { name: "month.mp4".into(), path: video });
    let still = files.path();
    std::fs::write(&still, pictures::make_png(1920, 1080, 9)).unwrap();
    files.members.push(Member { name: "month.png".into(), path: still });

    let outcome = submit(&shop, Some(Arc::new(files.archive())), |sent| {
        let asset = json!({"title": "A month", "imageList": [{"fileName": "month.png", "description": ""}]});
        let trailer = json!({"videoFileName": "month.mp4", "trailerAssets": {"en-us": asset}});
        sent["trailers"].as_array_mut().unwrap().push(trailer);
    })
    .await;
    assert_eq!(outcome.status, "Published", "{outcome:?}");
    assert_eq!(outcome.uploaded.map(|sent| (sent.blocks, sent.checked)), Some((17, true)));
    let live = shop.store.submission(&of(LEDGER), &outcome.id).await.unwrap().document;
    assert_eq!(live["applicationPackages"][0]["version"], "4.1.0.0");
    assert!(live["trailers"][1]["videoFileId"].is_string(), "the video has its id: {}", live["trailers"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_named_and_not_there_are_missing_by_name() {
    let shop = Shop::open().await;
    let nothing = submit(&shop, None, |_| {}).await;
    assert_eq!(nothing.codes(), ["MissingFiles", "MissingFiles"], "no upload at all: {nothing:?}");
    shop.store.delete(&of(LEDGER), &nothing.id).await.unwrap();

    let half = refused(&shop, Files::new(&[("bank.png", screenshot())]).archive()).await;
    half.failed_with("MissingFiles", "ledger_4.1.0.0.msix");
    assert_eq!(half.codes(), ["MissingFiles"]);

    let package = ledger("4.1.0.0").msix();
    let spelled = Files::new(&[("ledger_4.1.0.0.msix", &package), ("Bank.png", screenshot())]);
    refused(&shop, spelled.archive()).await.failed_with("MissingFiles", "bank.png");

    // More than was named harms nobody.
    let mut more = Files::good();
    let path = more.path();
    std::fs::write(&path, "left over").unwrap();
    more.members.push(Member { name: "notes.txt".into(), path });
    let outcome = submit(&shop, Some(Arc::new(more.archive())), |_| {}).await;
    assert_eq!(outcome.status, "Published", "{outcome:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_archive_is_told_and_a_bare_package_is_ignored() {
    let shop = Shop::open().await;
    let good = Files::good().bytes();
    for (what, bytes) in [
        ("cut in the middle", good[..good.len() / 2].to_vec()),
        ("without its directory", good[..good.len() - 22].to_vec()),
        ("noise", (0..9_999_u32).map(|n| (n * 7) as u8).collect()),
        ("nothing", Vec::new()),
    ] {
        let outcome = refused(&shop, bytes).await;
        assert_eq!(outcome.codes(), ["InvalidArchive"], "{what}: {outcome:?}");
    }

    // Seen twice in the field: the commit goes through, and nothing changes.
    let bare = submit(&shop, Some(Arc::new(ledger("4.1.0.0").msix())), |_| {}).await;
    assert_eq!(bare.status, "Published", "{bare:?}");
    let live = shop.store.submission(&of(LEDGER), &bare.id).await.unwrap().document;
    let packages = live["applicationPackages"].as_array().unwrap();
    assert_eq!(
        (packages.len(), &packages[0]["version"]),
        (1, &json!("4.0.0.0")),
        "the old package stays: {packages:?}"
    );
    let images = live["listings"]["en-us"]["baseListing"]["images"].as_array().unwrap();
    assert!(images.iter().all(|image| image["fileName"] != "bank.png"), "and no picture came");
}

/// One bit of a member: its checksum in the directory tells.
#[tokio::test(flavor = "multi_thread")]
async fn a_bit_that_turned_inside_a_member_is_found_by_the_other_reader() {
    let shop = Shop::open().await;
    let files = Files::good();
    let (plan, good) = (files.archive(), files.bytes());
    for member in plan.0.plan().members() {
        let mut bytes = good.clone();
        bytes[(member.offset + member.fingerprint.bytes / 2) as usize] ^= 0x10;
        let outcome = refused(&shop, bytes).await;
        let code = if member.name.ends_with(".png") { "InvalidArchive" } else { "PackageValidationFailed" };
        outcome.failed_with(code, &member.name);
    }
    let outcome = submit(&shop, Some(Arc::new(good)), |_| {}).await;
    assert_eq!(outcome.status, "Published", "the same archive unharmed: {outcome:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_are_decoded_and_measured() {
    let shop = Shop::open().await;
    let package = ledger("4.1.0.0").msix();
    let small = pictures::make_png(800, 600, 1);
    let mut photograph = b"\xff\xd8\xff\xe0\x00\x10JFIF\0".to_vec();
    photograph.extend([0; 500]);
    for (picture, words) in [
        (small, "800 x 600"),
        (photograph, "not a PNG"),
        (screenshot()[..9_000].to_vec(), "cannot be decoded"),
    ] {
        let files = Files::new(&[("ledger_4.1.0.0.msix", &package), ("bank.png", &picture)]);
        refused(&shop, files.archive()).await.failed_with("InvalidParameterValue", words);
    }
}

/// 70,000 entries need the larger form of a directory; whether the service reads it is open.
#[tokio::test(flavor = "multi_thread")]
async fn an_archive_of_very_many_entries_is_in_the_larger_form() {
    let mut files = Files::good();
    let path = files.path();
    std::fs::write(&path, "x").unwrap();
    let many = (0..70_000).map(|n| Member { name: format!("more-{n:05}.txt"), path: path.clone() });
    files.members.extend(many);
    let bytes = Arc::new(files.bytes());
    for (value, status) in [("accepted", "Published"), ("refused", "CommitFailed")] {
        let shop = Shop::assuming(&[("zip64", value)]).await;
        let outcome = submit(&shop, Some(bytes.clone()), |_| {}).await;
        assert_eq!(outcome.status, status, "{outcome:?}");
        assert_eq!(outcome.codes(), if value == "refused" { vec!["InvalidArchive"] } else { vec![] });
    }
}
