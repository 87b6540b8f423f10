//! The plan against the `zip` crate as writer and as reader, and against a byte-level reading of our own.

use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use zip::{ZipArchive, ZipWriter};

use super::plan::options;
use super::{Member, Plan, PlanFault, PlanReader, check_names};

fn member(folder: &Path, name: &str, content: &[u8]) -> Member {
    let path = folder.join(format!("source of {name}"));
    std::fs::write(&path, content).unwrap();
    Member { name: name.to_owned(), path }
}

fn build(members: &[Member]) -> Result<Plan, PlanFault> {
    Plan::build(members, &mut |_, _| (), &|| false)
}

fn reader(plan: &Plan, members: &[Member]) -> PlanReader {
    PlanReader::open(Arc::new(plan.clone()), members).unwrap()
}

fn whole(plan: &Plan, members: &[Member]) -> Vec<u8> {
    let mut bytes = vec![0; plan.len() as usize];
    assert_eq!(reader(plan, members).read_at(0, &mut bytes), Ok(bytes.len()));
    bytes
}

/// The same archive as the library writes it whole.
fn written_by_zip(contents: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut sorted: Vec<_> = contents.iter().collect();
    sorted.sort();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in sorted {
        zip.start_file(name, options(content.len() as u64)).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}
fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())
}
fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap())
}

proptest! {
    #[test]
    fn any_range_is_that_range_of_the_archive_written_whole(
        contents in prop::collection::btree_map("[a-z][a-z0-9_-]{0,12}\\.(png|msix)", prop::collection::vec(any::<u8>(), 0..3000), 0..6),
        ranges in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..4000), 1..12),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let contents: Vec<(String, Vec<u8>)> = contents.into_iter().collect();
        let members: Vec<_> = contents.iter().rev().map(|(name, content)| member(folder.path(), name, content)).collect();
        let plan = build(&members).unwrap();
        let expected = written_by_zip(&contents);
        prop_assert_eq!(plan.len(), expected.len() as u64);

        let kept = serde_json::to_string(&plan).unwrap();
        let plan: Plan = serde_json::from_str(&kept).unwrap();
        let reader = reader(&plan, &members);
        for (start, len) in ranges {
            let start = start.index(expected.len());
            let mut bytes = vec![0; len];
            let count = reader.read_at(start as u64, &mut bytes).unwrap();
            prop_assert_eq!(count, len.min(expected.len() - start));
            prop_assert_eq!(&bytes[..count], &expected[start..start + count]);
        }
        prop_assert_eq!(reader.read_at(plan.len() + 7, &mut [0; 4]), Ok(0));
    }
}

#[test]
fn the_archive_is_what_the_rules_ask_for() {
    let folder = tempfile::tempdir().unwrap();
    let members = [member(folder.path(), "b.png", b"picture"), member(folder.path(), "a.msix", b"")];
    let plan = build(&members).unwrap();
    let bytes = whole(&plan, &members);

    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let names: Vec<_> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names, ["a.msix", "b.png"]);
    let mut content = String::new();
    archive.by_name("b.png").unwrap().read_to_string(&mut content).unwrap();
    assert_eq!(content, "picture");

    // Local header of `b.png`, after that of the empty `a.msix`: stored, no descriptor, 1980-01-01, no extra field.
    let local = 30 + "a.msix".len();
    assert_eq!(&bytes[local..local + 4], b"PK\x03\x04");
    assert_eq!((u16_at(&bytes, local + 6), u16_at(&bytes, local + 8)), (0, 0));
    assert_eq!((u16_at(&bytes, local + 10), u16_at(&bytes, local + 12)), (0, 0x0021));
    assert_eq!(u32_at(&bytes, local + 14), crc32fast::hash(b"picture"));
    assert_eq!((u32_at(&bytes, local + 18), u32_at(&bytes, local + 22)), (7, 7));
    assert_eq!((u16_at(&bytes, local + 26), u16_at(&bytes, local + 28)), (5, 0));
    let planned = &plan.members()[1];
    assert_eq!((planned.offset, planned.crc32), (local as u64 + 35, crc32fast::hash(b"picture")));
    assert_eq!(&planned.sha256[..16], "2cea274d0bedc39e");

    // Directory: made by DOS, no attributes, sizes as in the local header; the end record without a comment.
    let end = bytes.len() - 22;
    assert_eq!(&bytes[end..end + 4], b"PK\x05\x06");
    let first = u32_at(&bytes, end + 16) as usize;
    let second = first + 46 + "a.msix".len();
    assert_eq!(&bytes[second..second + 4], b"PK\x01\x02");
    assert_eq!((bytes[second + 5], u32_at(&bytes, second + 38)), (0, 0));
    assert_eq!((u32_at(&bytes, second + 20), u32_at(&bytes, second + 42)), (7, local as u32));
    assert_eq!(second + 46 + "b.png".len(), end);
}

#[test]
fn an_archive_without_members_is_still_an_archive() {
    let plan = build(&[]).unwrap();
    assert!(plan.is_empty());
    assert_eq!(ZipArchive::new(Cursor::new(whole(&plan, &[]))).unwrap().len(), 0);
}

#[test]
fn a_member_beyond_4_gib_and_one_that_starts_beyond_it_need_zip64() {
    let folder = tempfile::tempdir().unwrap();
    let huge = folder.path().join("huge");
    let bytes: u64 = (5 << 30) + 3;
    std::fs::File::create(&huge).unwrap().set_len(bytes).unwrap();
    let members = [
        Member { name: "huge.msix".into(), path: huge },
        member(folder.path(), "small.png", b"beyond four gibibytes"),
    ];
    let mut last = (0, 0);
    let plan = Plan::build(&members, &mut |done, total| last = (done, total), &|| false).unwrap();
    assert_eq!(last, (bytes + 21, bytes + 21));
    let reader = reader(&plan, &members);

    // The local header says "see the ZIP64 field", and the field has both sizes.
    let mut header = [0; 59];
    reader.read_at(0, &mut header).unwrap();
    assert_eq!((u32_at(&header, 18), u32_at(&header, 22)), (u32::MAX, u32::MAX));
    assert_eq!((u16_at(&header, 28), u16_at(&header, 39), u16_at(&header, 41)), (20, 1, 16));
    assert_eq!((u64_at(&header, 43), u64_at(&header, 51)), (bytes, bytes));

    // The small member starts beyond 4 GiB: its offset alone stands in the directory's ZIP64 field, its sizes do not.
    let small = 59 + bytes;
    assert_eq!(plan.members()[1].offset, small + 39);
    let mut tail = vec![0; (plan.len() - small) as usize];
    reader.read_at(small, &mut tail).unwrap();
    assert_eq!(&tail[39..60], b"beyond four gibibytes");
    let entry = tail.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    assert_eq!((u32_at(&tail, entry + 20), u32_at(&tail, entry + 42)), (21, u32::MAX));
    let field = entry + 46 + "small.png".len();
    assert_eq!((u16_at(&tail, field), u16_at(&tail, field + 2), u64_at(&tail, field + 4)), (1, 8, small));

    // An independent reader of the whole thing: the library, over the plan.
    let mut archive = ZipArchive::new(Seekable { reader: &reader, at: 0 }).unwrap();
    let found = archive.by_name("huge.msix").unwrap();
    assert_eq!((found.size(), found.data_start()), (bytes, Some(59)));
    drop(found);
    let mut content = String::new();
    archive.by_name("small.png").unwrap().read_to_string(&mut content).unwrap();
    assert_eq!(content, "beyond four gibibytes");
}

#[test]
fn more_members_than_the_end_record_can_count_need_zip64() {
    let folder = tempfile::tempdir().unwrap();
    let path = member(folder.path(), "same", b"x").path;
    let members: Vec<_> =
        (0..65_536).map(|n| Member { name: format!("{n:05}"), path: path.clone() }).collect();
    let plan = build(&members).unwrap();
    let mut tail = vec![0; 98];
    reader(&plan, &members).read_at(plan.len() - 98, &mut tail).unwrap();
    let signatures = (&tail[..4], &tail[56..60], &tail[76..80]);
    assert_eq!(signatures, (&b"PK\x06\x06"[..], &b"PK\x06\x07"[..], &b"PK\x05\x06"[..]));
    assert_eq!((u64_at(&tail, 24), u64_at(&tail, 32), u16_at(&tail, 86)), (65_536, 65_536, 0xffff));
}

struct Seekable<'a> {
    reader: &'a PlanReader,
    at: u64,
}

impl Read for Seekable<'_> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        let count = self.reader.read_at(self.at, buf).map_err(std::io::Error::other)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl std::io::Seek for Seekable<'_> {
    fn seek(&mut self, to: std::io::SeekFrom) -> std::io::Result<u64> {
        let target = match to {
            std::io::SeekFrom::Start(at) => Some(at),
            std::io::SeekFrom::Current(delta) => self.at.checked_add_signed(delta),
            std::io::SeekFrom::End(delta) => self.reader.plan().len().checked_add_signed(delta),
        };
        self.at = target.ok_or_else(|| std::io::Error::from(std::io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

#[test]
fn a_changed_file_is_named_and_never_read_as_if_it_were_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let members = [member(folder.path(), "a.png", b"one"), member(folder.path(), "b.png", &[7; 5000])];
    let plan = build(&members).unwrap();
    let changed = PlanFault::Changed { name: "b.png".into() };

    // Grown while a reader is open.
    let open = reader(&plan, &members);
    let mut buf = vec![0; plan.len() as usize];
    open.read_at(0, &mut buf).unwrap();
    std::fs::write(&members[1].path, [7; 5001]).unwrap();
    assert_eq!(open.read_at(200, &mut buf[..9]), Err(changed.clone()));
    assert!(open.read_at(0, &mut buf[..33]).is_ok(), "what comes before it is still there");
    assert_eq!(PlanReader::open(Arc::new(plan.clone()), &members).unwrap_err(), changed);

    // Cut short.
    std::fs::write(&members[1].path, [7; 10]).unwrap();
    assert_eq!(open.read_at(4000, &mut buf[..9]), Err(changed));

    std::fs::remove_file(&members[1].path).unwrap();
    let missing = PlanFault::Missing { name: "b.png".into() };
    assert_eq!(PlanReader::open(Arc::new(plan), &members).unwrap_err(), missing);
    assert_eq!(missing.problem().code, "archive.file.missing");
}

#[test]
fn a_change_that_keeps_size_and_time_is_found_by_the_checksum() {
    let folder = tempfile::tempdir().unwrap();
    let members = [member(folder.path(), "a.msix", &[1; 3000])];
    let plan = build(&members).unwrap();
    let time = std::fs::metadata(&members[0].path).unwrap().modified().unwrap();
    let file = std::fs::OpenOptions::new().write(true).open(&members[0].path).unwrap();
    (&file).write_all(&[2]).unwrap();
    file.set_modified(time).unwrap();
    drop(file);

    let reader = reader(&plan, &members);
    let mut buf = [0; 1000];
    let fault = (0..plan.len()).step_by(1000).find_map(|at| reader.read_at(at, &mut buf).err());
    assert_eq!(fault, Some(PlanFault::Changed { name: "a.msix".into() }));
}

#[test]
fn a_plan_is_bound_to_its_members_and_to_itself() {
    let folder = tempfile::tempdir().unwrap();
    let members = [member(folder.path(), "a.png", b"one"), member(folder.path(), "b.png", b"two")];
    let plan = build(&members).unwrap();
    let other = |members: &[Member]| PlanReader::open(Arc::new(plan.clone()), members).unwrap_err();
    assert_eq!(other(&members[..1]), PlanFault::OtherMembers { name: "b.png".into() });
    let more = [members[0].clone(), members[1].clone(), member(folder.path(), "c.png", b"")];
    assert_eq!(other(&more), PlanFault::OtherMembers { name: "c.png".into() });

    let mut kept = serde_json::to_value(&plan).unwrap();
    kept["members"][0]["offset"] = 1.into();
    let bent: Plan = serde_json::from_value(kept).unwrap();
    let fault = PlanReader::open(Arc::new(bent), &members).unwrap_err();
    assert_eq!(fault, PlanFault::Unusable { why: "offset".into() });

    let difference = check_names(&plan, ["b.png", "d.png", "A.png"]);
    assert_eq!(
        (difference.missing, difference.unexpected),
        (vec!["A.png".into(), "d.png".into()], vec!["a.png".into()])
    );
    assert!(check_names(&plan, ["b.png", "a.png"]).is_empty());
}

#[test]
fn blocks_may_be_read_by_several_threads_in_any_order() {
    let folder = tempfile::tempdir().unwrap();
    let content: Vec<u8> = (0..200_000_u32).map(|n| (n.wrapping_mul(n) / 7) as u8).collect();
    let members: Vec<_> =
        (0..40).map(|n| member(folder.path(), &format!("{n}.png"), &content[n * 500..])).collect();
    let plan = build(&members).unwrap();
    let (expected, reader) = (whole(&plan, &members), reader(&plan, &members));
    std::thread::scope(|scope| {
        for thread in 0..4_usize {
            let (reader, expected) = (&reader, &expected);
            scope.spawn(move || {
                let blocks: Vec<&[u8]> = expected.chunks(10_007).collect();
                for turn in 0..blocks.len() {
                    let at = (turn * 31 + thread * 17) % blocks.len();
                    let mut block = vec![0; blocks[at].len()];
                    assert_eq!(reader.read_at(at as u64 * 10_007, &mut block), Ok(block.len()));
                    assert!(block == blocks[at], "block {at}");
                }
            });
        }
    });
}

#[test]
fn cancelling_stops_and_many_files_stay_within_the_handles_of_a_process() {
    let folder = tempfile::tempdir().unwrap();
    let members: Vec<_> =
        (0..100).map(|n| member(folder.path(), &format!("{n}.png"), &[n as u8; 70])).collect();
    assert_eq!(Plan::build(&members, &mut |_, _| (), &|| true), Err(PlanFault::Cancelled));
    let plan = build(&members).unwrap();
    let mut archive = ZipArchive::new(Cursor::new(whole(&plan, &members))).unwrap();
    for n in 0..100 {
        let mut content = Vec::new();
        archive.by_name(&format!("{n}.png")).unwrap().read_to_end(&mut content).unwrap();
        assert_eq!(content, [n as u8; 70]);
    }
}
