//! Any byte range of a planned archive, made from the plan and the files.

use std::collections::{HashMap, VecDeque};
use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::plan::{Plan, stat};
use super::sink::Segment;
use super::{Fingerprint, Member, PlanFault};

/// A submission may hold thousands of pictures, and a process may open about a thousand files.
const OPEN_FILES: usize = 32;

/// Reads from several threads at once, in any order, any number of times. Each read checks that the files it touched still
/// carry their fingerprints; whoever reads a member from first to last byte in order gets its checksum compared as well.
#[derive(Debug)]
pub struct PlanReader {
    plan: Arc<Plan>,
    /// By index of the plan's members.
    paths: Vec<PathBuf>,
    /// Where each segment starts.
    starts: Vec<u64>,
    open: Mutex<VecDeque<(usize, Arc<File>)>>,
    running: Vec<Mutex<Running>>,
}

/// The checksum of a member as far as it was read in order.
#[derive(Debug, Default)]
struct Running {
    next: u64,
    crc32: crc32fast::Hasher,
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is guarded stays consistent at every point where a thread could die, so a poisoned lock is still good.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl PlanReader {
    /// Matches `members` to the plan by name and checks every file against its fingerprint.
    ///
    /// # Errors
    /// `OtherMembers` when the names differ, `Missing` or `Changed` for a file, `Unusable` for a plan that does not add up.
    pub fn open(plan: Arc<Plan>, members: &[Member]) -> Result<Self, PlanFault> {
        plan.check()?;
        let mut given: HashMap<&str, &Member> = members.iter().map(|m| (m.name.as_str(), m)).collect();
        let mut paths = Vec::with_capacity(plan.members().len());
        for planned in plan.members() {
            let name = &planned.name;
            let member = given.remove(name.as_str());
            let member = member.ok_or_else(|| PlanFault::OtherMembers { name: name.clone() })?;
            if stat(member)? != planned.fingerprint {
                return Err(PlanFault::Changed { name: name.clone() });
            }
            paths.push(member.path.clone());
        }
        if let Some(name) = given.into_keys().min() {
            return Err(PlanFault::OtherMembers { name: name.to_owned() });
        }
        let mut end = 0;
        let place = |segment: &Segment| {
            end += segment.len();
            end - segment.len()
        };
        let starts = plan.segments().iter().map(place).collect();
        let running = plan.members().iter().map(|_| Mutex::default()).collect();
        Ok(Self { plan, paths, starts, open: Mutex::default(), running })
    }

    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Bytes of the whole archive.
    pub fn len(&self) -> u64 {
        self.plan.len()
    }

    /// See [`Plan::is_empty`].
    pub fn is_empty(&self) -> bool {
        self.plan.is_empty()
    }

    /// Fills `buf` from `offset`. Returns fewer bytes only at the end of the archive, 0 beyond it.
    ///
    /// # Errors
    /// `Changed`, `Missing` or `Unreadable`, naming the member. What `buf` holds then is not to be used.
    pub fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, PlanFault> {
        let mut done = 0;
        let mut segment = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        while done < buf.len() && segment < self.starts.len() {
            let within = offset + done as u64 - self.starts[segment];
            let left = self.plan.segments()[segment].len().saturating_sub(within);
            let count = left.min((buf.len() - done) as u64) as usize;
            if count > 0 {
                let part = &mut buf[done..done + count];
                match &self.plan.segments()[segment] {
                    Segment::Mem(bytes) => {
                        part.copy_from_slice(&bytes[within as usize..within as usize + count]);
                    }
                    Segment::File { member, .. } => self.read_member(*member, within, part)?,
                }
            }
            done += count;
            segment += 1;
        }
        Ok(done)
    }

    fn read_member(&self, index: usize, within: u64, buf: &mut [u8]) -> Result<(), PlanFault> {
        let planned = &self.plan.members()[index];
        let failed = |error: io::Error| PlanFault::from_io(&planned.name, &error);
        let file = self.file(index)?;
        read_exact_at(&file, buf, within).map_err(failed)?;
        // After the bytes were read, so that an edit between check and use cannot slip through.
        if Fingerprint::of(&file.metadata().map_err(failed)?) != planned.fingerprint {
            return Err(PlanFault::Changed { name: planned.name.clone() });
        }
        let mut running = held(&self.running[index]);
        if within == 0 {
            *running = Running::default();
        }
        if within == running.next {
            running.crc32.update(buf);
            running.next += buf.len() as u64;
            let whole = running.next == planned.fingerprint.bytes;
            if whole && running.crc32.clone().finalize() != planned.crc32 {
                return Err(PlanFault::Changed { name: planned.name.clone() });
            }
        }
        Ok(())
    }

    fn file(&self, index: usize) -> Result<Arc<File>, PlanFault> {
        let mut open = held(&self.open);
        if let Some(at) = open.iter().position(|(held, _)| *held == index)
            && let Some(found) = open.remove(at)
        {
            let file = Arc::clone(&found.1);
            open.push_back(found);
            return Ok(file);
        }
        let file = File::open(&self.paths[index]);
        let file =
            Arc::new(file.map_err(|error| PlanFault::from_io(&self.plan.members()[index].name, &error))?);
        if open.len() == OPEN_FILES {
            open.pop_front();
        }
        open.push_back((index, Arc::clone(&file)));
        Ok(file)
    }
}

#[cfg(unix)]
fn read_exact_at(file: &File, buf: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buf, offset)
}

#[cfg(windows)]
fn read_exact_at(file: &File, mut buf: &mut [u8], mut offset: u64) -> io::Result<()> {
    while !buf.is_empty() {
        let count = std::os::windows::fs::FileExt::seek_read(file, buf, offset)?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        buf = &mut buf[count..];
        offset += count as u64;
    }
    Ok(())
}
