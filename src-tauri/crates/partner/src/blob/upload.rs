//! The course of one upload: in one piece or in blocks, through every trouble that passes, to a checked end.

use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use futures_util::future::BoxFuture;
use md5::Md5;
use sha2::{Digest, Sha256};
use tokio::time::Instant;

use super::meter::Meter;
use super::plan::{Plan, Sizes};
use super::storage::{Storage, Trouble};
use super::{ByteSource, Progress, Uploaded};
use crate::error::{PartnerError, UploadRefusal};
use crate::http::{Http, details};
use crate::upload_address::UploadAddress;

/// How often a piece that arrived altered is read and sent again before the network is called broken.
const RESENDS: u32 = 3;
/// How often blocks that vanished are sent again before a commit is given up.
const ROUNDS: u32 = 3;

pub(super) struct Upload {
    storage: Storage,
    source: Arc<dyn ByteSource>,
    meter: Arc<Meter>,
    total: u64,
    pub(super) sizes: Sizes,
}

/// A piece in memory with its sums.
struct Piece {
    bytes: Bytes,
    md5: String,
    sha256: [u8; 32],
}

/// Why blocks have to start again from the first.
enum Restart {
    /// What lies there has to go first.
    Discard(PartnerError),
    /// Blocks must not be larger than this.
    Smaller(u64, PartnerError),
    Stop(PartnerError),
}

/// What one more try of a request has gone through.
#[derive(Default)]
struct Strain {
    tries: u32,
    altered: u32,
    line_lost: Option<Instant>,
}

impl Upload {
    pub fn new(
        http: &Arc<Http>,
        address: &UploadAddress,
        source: Arc<dyn ByteSource>,
        progress: Progress,
    ) -> Result<Self, PartnerError> {
        let storage = Storage::new(Arc::clone(http), address.clone());
        let total = source.len();
        if !(address.permits('w') || address.permits('c')) {
            let details = details(&format!("PUT {address}"), None, None, "the address allows no writing");
            return Err(PartnerError::UploadRefused { reason: UploadRefusal::Permission, details });
        }
        let sizes = Sizes::of(address.sv());
        Ok(Self { storage, meter: Meter::new(total, progress), source, total, sizes })
    }

    pub async fn run(mut self) -> Result<Uploaded, PartnerError> {
        let plan = if self.total <= self.sizes.one_piece {
            match self.in_one_piece().await? {
                ControlFlow::Break(()) => return self.checked(0).await,
                ControlFlow::Continue(plan) => plan,
            }
        } else {
            Plan::new(self.total, self.sizes.block).ok_or_else(|| self.too_large())?
        };
        let blocks = self.in_blocks(plan).await?;
        self.checked(blocks).await
    }

    /// Done, or the plan to go on with when the storage takes no single piece of this size.
    async fn in_one_piece(&mut self) -> Result<ControlFlow<(), Plan>, PartnerError> {
        let mut strain = Strain::default();
        let mut piece = self.read(0, self.total).await?;
        loop {
            self.still_open()?;
            let trouble = match self.storage.put_blob(piece.bytes.clone(), &piece.md5, &self.meter).await {
                Ok(()) => return Ok(ControlFlow::Break(())),
                Err(trouble) => trouble,
            };
            match trouble {
                Trouble::TooLarge { limit, error } => {
                    let limit = limit.map_or(self.sizes.block, |limit| limit.min(self.sizes.block));
                    self.meter.restart();
                    let plan = Plan::within(self.total, limit).filter(|plan| plan.block < self.total);
                    return plan.map(ControlFlow::Continue).ok_or(error);
                }
                Trouble::Altered(error) => {
                    strain.altered(error)?;
                    piece = self.read(0, self.total).await?;
                }
                trouble => self.endure(&mut strain, trouble).await.map_err(Trouble::into_error)?,
            }
        }
    }

    async fn in_blocks(&mut self, mut plan: Plan) -> Result<u32, PartnerError> {
        let mut discarded = false;
        loop {
            let mut names: Vec<Option<String>> = vec![None; plan.count() as usize];
            match self.blocks_to_the_end(&plan, &mut names).await {
                // At most 50,000 by construction.
                Ok(()) => return Ok(plan.count() as u32),
                Err(Restart::Discard(error)) => {
                    if discarded {
                        return Err(error);
                    }
                    discarded = true;
                    // Deleting is beyond the rights of the address; committing nothing drops all that lies there, and harms
                    // nothing, because the blob is written anew at once.
                    self.persist(|storage| Box::pin(storage.put_list(&[]))).await?;
                }
                Err(Restart::Smaller(limit, error)) => {
                    plan = Plan::within(self.total, limit)
                        .filter(|next| next.block < plan.block)
                        .ok_or(error)?;
                }
                Err(Restart::Stop(error)) => return Err(error),
            }
            self.meter.restart();
        }
    }

    async fn blocks_to_the_end(&mut self, plan: &Plan, names: &mut [Option<String>]) -> Result<(), Restart> {
        for _ in 0..ROUNDS {
            for index in 0..plan.count() {
                if names[index as usize].is_none() {
                    names[index as usize] = Some(self.block(plan, index).await?);
                }
            }
            if self.missing(plan, names).await? > 0 {
                continue;
            }
            let list: Arc<[String]> = names.iter().flatten().cloned().collect();
            let committed = self.persist_through(move |storage| {
                let list = Arc::clone(&list);
                Box::pin(async move { storage.put_list(&list).await })
            });
            match committed.await {
                Ok(()) => return Ok(()),
                Err(Trouble::BlocksMissing(_)) => {
                    self.missing(plan, names).await?;
                }
                Err(trouble) => return Err(trouble.into()),
            }
        }
        let details = details(&format!("PUT {}", self.storage.address), None, None, "blocks keep vanishing");
        Err(Restart::Stop(PartnerError::UploadRefused { reason: UploadRefusal::InUse, details }))
    }

    /// Sends one block until the storage holds it; answers its name.
    async fn block(&mut self, plan: &Plan, index: u64) -> Result<String, Restart> {
        let (offset, length) = plan.range(index);
        let mut strain = Strain::default();
        let mut piece = self.read(offset, length).await.map_err(Restart::Stop)?;
        loop {
            self.still_open().map_err(Restart::Stop)?;
            let name = plan.name(index, &piece.sha256);
            let trouble =
                match self.storage.put_block(&name, piece.bytes.clone(), &piece.md5, &self.meter).await {
                    Ok(()) => return Ok(name),
                    Err(trouble) => trouble,
                };
            match trouble {
                Trouble::TooLarge { limit, error } => {
                    let limit = limit.filter(|limit| *limit < plan.block).unwrap_or(plan.block / 2);
                    return Err(if limit < self.sizes.smallest {
                        Restart::Stop(error)
                    } else {
                        Restart::Smaller(limit, error)
                    });
                }
                Trouble::Altered(error) => {
                    strain.altered(error).map_err(Restart::Stop)?;
                    piece = self.read(offset, length).await.map_err(Restart::Stop)?;
                }
                trouble => self.endure(&mut strain, trouble).await?,
            }
        }
    }

    /// Strikes out the names that the storage does not hold in full size, and answers how many. Without the right to read
    /// there is nothing to ask; the commit tells then.
    pub(super) async fn missing(
        &mut self,
        plan: &Plan,
        names: &mut [Option<String>],
    ) -> Result<u64, Trouble> {
        if !self.storage.address.permits('r') {
            return Ok(0);
        }
        let held = self.persist_through(|storage| Box::pin(storage.blocks())).await?;
        let held: std::collections::HashSet<(String, u64)> =
            held.into_iter().map(|block| (block.name, block.size)).collect();
        let (mut missing, mut bytes) = (0, 0);
        for (index, name) in names.iter_mut().enumerate() {
            let length = plan.range(index as u64).1;
            if let Some(known) = name.take_if(|name| !held.contains(&(name.clone(), length))) {
                tracing::warn!(index, name = known, "a block that was stored is not there");
                missing += 1;
                bytes += length;
            }
        }
        self.meter.withdraw(bytes);
        Ok(missing)
    }

    async fn checked(mut self, blocks: u32) -> Result<Uploaded, PartnerError> {
        let readable = self.storage.address.permits('r');
        if readable {
            let length = self.persist(|storage| Box::pin(storage.length())).await?;
            if length.is_some_and(|length| length != self.total) {
                let text = format!("{length:?} bytes there, {} sent", self.total);
                let details = details(&format!("HEAD {}", self.storage.address), None, None, &text);
                return Err(PartnerError::UploadRefused { reason: UploadRefusal::NotWhole, details });
            }
        }
        Ok(Uploaded { bytes: self.total, blocks, checked: readable })
    }

    /// A request that carries none of the archive, sent until it is answered.
    async fn persist<T, F>(&mut self, ask: F) -> Result<T, PartnerError>
    where
        F: for<'a> Fn(&'a Storage) -> BoxFuture<'a, Result<T, Trouble>>,
    {
        self.persist_through(ask).await.map_err(Trouble::into_error)
    }

    async fn persist_through<T, F>(&mut self, ask: F) -> Result<T, Trouble>
    where
        F: for<'a> Fn(&'a Storage) -> BoxFuture<'a, Result<T, Trouble>>,
    {
        let mut strain = Strain::default();
        loop {
            match ask(&self.storage).await {
                Ok(answer) => return Ok(answer),
                Err(Trouble::Altered(error)) => strain.altered(error).map_err(Trouble::Stop)?,
                Err(trouble) => self.endure(&mut strain, trouble).await?,
            }
        }
    }

    /// Waits out what passes; gives back what does not.
    async fn endure(&mut self, strain: &mut Strain, trouble: Trouble) -> Result<(), Trouble> {
        let patience = &self.storage.http.patience;
        strain.tries += 1;
        let asked = match trouble {
            Trouble::Again { asked, error } => {
                if strain.tries >= patience.block_tries {
                    return Err(Trouble::Stop(error));
                }
                asked.unwrap_or_default()
            }
            Trouble::LineLost(error) => {
                let since = *strain.line_lost.get_or_insert_with(Instant::now);
                if since.elapsed() >= patience.lost_line {
                    return Err(Trouble::Stop(error));
                }
                std::time::Duration::ZERO
            }
            Trouble::Version(error) => {
                return if self.storage.next_version() { Ok(()) } else { Err(Trouble::Stop(error)) };
            }
            other => return Err(other),
        };
        let wait = asked.max(patience.back_off(strain.tries));
        tokio::time::sleep(wait).await;
        Ok(())
    }

    fn still_open(&self) -> Result<(), PartnerError> {
        let address = &self.storage.address;
        if address.has_ended((self.storage.http.clock)()) {
            let details = details(&format!("PUT {address}"), None, None, "");
            return Err(PartnerError::UploadExpired { ended: address.expires(), details });
        }
        Ok(())
    }

    async fn read(&self, offset: u64, length: u64) -> Result<Piece, PartnerError> {
        let source = Arc::clone(&self.source);
        let reading = tokio::task::spawn_blocking(move || {
            let mut bytes = vec![0; usize::try_from(length).map_err(io::Error::other)?];
            source.read_at(offset, &mut bytes)?;
            let (md5, sha256) = (STANDARD.encode(Md5::digest(&bytes)), Sha256::digest(&bytes).into());
            Ok(Piece { bytes: bytes.into(), md5, sha256 })
        });
        let read = reading.await.unwrap_or_else(|_| Err(io::Error::other("reading the source broke off")));
        read.map_err(|error| PartnerError::SourceFailed(Arc::new(error)))
    }

    fn too_large(&self) -> PartnerError {
        let details = details(&format!("PUT {}", self.storage.address), None, None, "");
        PartnerError::UploadRefused { reason: UploadRefusal::TooLarge, details }
    }
}

impl Strain {
    fn altered(&mut self, error: PartnerError) -> Result<(), PartnerError> {
        self.altered += 1;
        if self.altered > RESENDS { Err(error) } else { Ok(()) }
    }
}

impl Trouble {
    fn into_error(self) -> PartnerError {
        match self {
            Self::Again { error, .. }
            | Self::LineLost(error)
            | Self::Altered(error)
            | Self::ForeignBlocks(error)
            | Self::BlocksMissing(error)
            | Self::TooLarge { error, .. }
            | Self::Version(error)
            | Self::Stop(error) => error,
        }
    }
}

impl From<Trouble> for Restart {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::ForeignBlocks(error) => Self::Discard(error),
            trouble => Self::Stop(trouble.into_error()),
        }
    }
}
