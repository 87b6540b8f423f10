//! The plan: what the archive consists of, byte by byte, without its members' content.

use std::fs::File;
use std::io::{Read, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::sink::{RecordingSink, Segment};
use super::{Fingerprint, Member, PlanFault, names};
use crate::hex;

/// Goes up when the meaning of a kept plan changes; a plan of another form is made again.
const FORM: u32 = 1;
const READ_BYTES: usize = 1 << 20;

/// A member as it was read in the first pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedMember {
    pub name: String,
    pub fingerprint: Fingerprint,
    pub crc32: u32,
    /// 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Of the member's first byte inside the archive.
    pub offset: u64,
}

/// The record of an archive that exists nowhere. Small (about 200 bytes a member), serialisable, without paths.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    form: u32,
    len: u64,
    members: Vec<PlannedMember>,
    segments: Vec<Segment>,
}

impl Plan {
    /// First pass: reads every file once for its checksums and lays the archive out, members sorted by name.
    /// `progress(done, total)` counts bytes of files; `cancelled` is asked at least once a mebibyte.
    ///
    /// # Errors
    /// A name that cannot be used, a file that is missing, unreadable or changes while it is read, or `Cancelled`.
    pub fn build(
        members: &[Member],
        progress: &mut dyn FnMut(u64, u64),
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Self, PlanFault> {
        names::check(members)?;
        let mut sorted: Vec<&Member> = members.iter().collect();
        sorted.sort_by(|a, b| a.name.as_bytes().cmp(b.name.as_bytes()));
        let mut total = 0;
        for member in &sorted {
            total += stat(member)?.bytes;
        }
        let mut pass = FirstPass { done: 0, total, progress, cancelled, buffer: vec![0; READ_BYTES] };
        let mut zip = ZipWriter::new(RecordingSink::default());
        let mut planned = Vec::with_capacity(sorted.len());
        for (index, member) in sorted.into_iter().enumerate() {
            planned.push(pass.take(&mut zip, index, member)?);
        }
        let sink = zip.finish().map_err(|error| unusable(&error))?;
        let plan = Self { form: FORM, len: sink.end(), members: planned, segments: sink.into_segments() };
        plan.check()?;
        Ok(plan)
    }

    /// Bytes of the whole archive.
    pub fn len(&self) -> u64 {
        self.len
    }

    /// True for an archive without members; its directory still has bytes.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Sorted by name.
    pub fn members(&self) -> &[PlannedMember] {
        &self.members
    }

    pub(super) fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// A plan comes back from storage: nothing is read through it before it adds up.
    pub(super) fn check(&self) -> Result<(), PlanFault> {
        let unusable = |why: &str| PlanFault::Unusable { why: why.to_owned() };
        if self.form != FORM {
            return Err(unusable("form"));
        }
        let (mut end, mut placed) = (0_u64, 0);
        for segment in &self.segments {
            if let Segment::File { member, len } = segment {
                let planned = self.members.get(*member).ok_or_else(|| unusable("member"))?;
                if planned.offset != end || planned.fingerprint.bytes != *len {
                    return Err(unusable("offset"));
                }
                placed += 1;
            }
            end = end.checked_add(segment.len()).ok_or_else(|| unusable("length"))?;
        }
        let with_bytes = self.members.iter().filter(|member| member.fingerprint.bytes > 0).count();
        if end != self.len || placed != with_bytes {
            return Err(unusable("length"));
        }
        Ok(())
    }
}

fn unusable(error: &zip::result::ZipError) -> PlanFault {
    PlanFault::Unusable { why: error.to_string() }
}

pub(super) fn stat(member: &Member) -> Result<Fingerprint, PlanFault> {
    let metadata =
        std::fs::metadata(&member.path).map_err(|error| PlanFault::from_io(&member.name, &error))?;
    if !metadata.is_file() {
        return Err(PlanFault::Unreadable { name: member.name.clone(), kind: "not a file".to_owned() });
    }
    Ok(Fingerprint::of(&metadata))
}

/// How every member is entered: the same bytes on every system and at any time.
pub(super) fn options(bytes: u64) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .system(System::Dos)
        .external_attributes(0)
        .large_file(bytes >= u64::from(u32::MAX))
}

struct FirstPass<'a> {
    done: u64,
    total: u64,
    progress: &'a mut dyn FnMut(u64, u64),
    cancelled: &'a dyn Fn() -> bool,
    buffer: Vec<u8>,
}

impl FirstPass<'_> {
    fn take(
        &mut self,
        zip: &mut ZipWriter<RecordingSink>,
        index: usize,
        member: &Member,
    ) -> Result<PlannedMember, PlanFault> {
        let name = &member.name;
        let failed = |error: std::io::Error| PlanFault::from_io(name, &error);
        let changed = || PlanFault::Changed { name: name.clone() };
        let mut file = File::open(&member.path).map_err(failed)?;
        let fingerprint = Fingerprint::of(&file.metadata().map_err(failed)?);

        zip.start_file(name, options(fingerprint.bytes)).map_err(|error| unusable(&error))?;
        let sink = zip.get_ref().ok_or_else(|| PlanFault::Unusable { why: "closed".to_owned() })?;
        let offset = sink.end();
        sink.announce(index, fingerprint.bytes);

        let (mut crc32, mut sha256, mut read) = (crc32fast::Hasher::new(), Sha256::new(), 0);
        loop {
            if (self.cancelled)() {
                return Err(PlanFault::Cancelled);
            }
            let count = file.read(&mut self.buffer).map_err(failed)?;
            read += count as u64;
            if count == 0 || read > fingerprint.bytes {
                break;
            }
            let chunk = &self.buffer[..count];
            crc32.update(chunk);
            sha256.update(chunk);
            zip.write_all(chunk).map_err(|error| PlanFault::Unusable { why: error.to_string() })?;
            self.done += count as u64;
            (self.progress)(self.done, self.total);
        }
        if read != fingerprint.bytes || Fingerprint::of(&file.metadata().map_err(failed)?) != fingerprint {
            return Err(changed());
        }
        let (crc32, sha256) = (crc32.finalize(), hex::encode(&sha256.finalize()));
        Ok(PlannedMember { name: name.clone(), fingerprint, crc32, sha256, offset })
    }
}
