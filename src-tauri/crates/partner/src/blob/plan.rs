//! How an archive is cut into blocks, and what the blocks are called.
//!
//! Pure: the same length and block size give the same plan, and the same bytes the same names.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// What goes in one piece: the limit of Put Blob under the oldest storage versions.
const ONE_PIECE: u64 = 64 << 20;
/// Blocks of one blob, at most.
const MOST_BLOCKS: u64 = 50_000;
/// A block, at most, under storage versions from 2019-12-12 on.
const LARGEST_BLOCK: u64 = 4000 << 20;
/// The storage version from which blocks may be larger than 4 MiB.
const LARGER_BLOCKS: &str = "2016-05-31";

/// Sizes that the storage version of an address asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sizes {
    /// What goes in one piece.
    pub one_piece: u64,
    /// A block.
    pub block: u64,
    /// The smallest block tried when even that is refused as too large and no limit is named.
    pub smallest: u64,
}

impl Sizes {
    /// 4 MiB blocks under an old or unknown version, else 8.
    pub fn of(sv: Option<&str>) -> Self {
        let block = if sv.is_some_and(|sv| sv >= LARGER_BLOCKS) { 8 << 20 } else { 4 << 20 };
        Self { one_piece: ONE_PIECE, block, smallest: 1 << 20 }
    }
}

/// Blocks of equal size; the last one may be shorter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Plan {
    pub total: u64,
    pub block: u64,
}

impl Plan {
    /// Blocks of `first` bytes, doubled until 50,000 of them suffice. `None` when no block size does.
    pub fn new(total: u64, first: u64) -> Option<Self> {
        let mut block = first;
        while total.div_ceil(block) > MOST_BLOCKS {
            block *= 2;
        }
        (block <= LARGEST_BLOCK).then_some(Self { total, block })
    }

    /// The plan that obeys a limit the service named: the largest power of two within it, and no growing past it.
    pub fn within(total: u64, limit: u64) -> Option<Self> {
        let block = 1 << limit.checked_ilog2()?;
        let plan = Self { total, block };
        (plan.count() <= MOST_BLOCKS).then_some(plan)
    }

    pub fn count(&self) -> u64 {
        self.total.div_ceil(self.block)
    }

    /// Offset and length of block `index`.
    pub fn range(&self, index: u64) -> (u64, u64) {
        let offset = index * self.block;
        (offset, self.block.min(self.total.saturating_sub(offset)))
    }

    /// 24 bytes as 32 characters of Base64: version, place, the first half of the content's SHA-256, and three bytes that
    /// belong to this plan. All names of a blob must be equally long; these prove the content, for a later resume.
    pub fn name(&self, index: u64, content: &[u8; 32]) -> String {
        let mut plan = Sha256::new();
        plan.update(self.total.to_be_bytes());
        plan.update(self.block.to_be_bytes());
        let tag = plan.finalize();
        let mut name = [0; 24];
        name[0] = 1;
        // Below 50,000 by construction.
        name[1..5].copy_from_slice(&(index as u32).to_be_bytes());
        name[5..21].copy_from_slice(&content[..16]);
        name[21..].copy_from_slice(&tag[..3]);
        STANDARD.encode(name)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_version_of_the_address_chooses_the_first_size() {
        let block = |sv| Sizes::of(sv).block;
        assert_eq!(block(Some("2014-02-14")), 4 << 20);
        assert_eq!(block(None), 4 << 20);
        assert_eq!(block(Some("2016-05-31")), 8 << 20);
        assert_eq!(block(Some("2024-05-04")), 8 << 20);
    }

    #[test]
    fn four_mebibytes_reach_to_195_gibibytes_and_then_grow() {
        let limit = (4 << 20) * 50_000;
        assert_eq!(Plan::new(limit, 4 << 20).unwrap(), Plan { total: limit, block: 4 << 20 });
        assert_eq!(Plan::new(limit + 1, 4 << 20).unwrap().block, 8 << 20);
        assert_eq!(Plan::new(u64::MAX, 4 << 20), None);
    }

    #[test]
    fn a_limit_of_the_service_is_obeyed_or_the_archive_is_too_large() {
        assert_eq!(Plan::within(1 << 30, 4_194_304).unwrap().block, 4_194_304);
        assert_eq!(Plan::within(1 << 30, 5_000_000).unwrap().block, 4_194_304);
        assert_eq!(Plan::within(1 << 40, 4_194_304), None);
        assert_eq!(Plan::within(1, 0), None);
    }

    proptest! {
        #[test]
        fn blocks_cover_every_byte_once(total in 1_u64..(300 << 30), new in any::<bool>()) {
            let plan = Plan::new(total, Sizes::of(new.then_some("2024-05-04")).block).unwrap();
            prop_assert!(plan.count() <= MOST_BLOCKS);
            prop_assert!(plan.block.is_power_of_two());
            let (last, length) = plan.range(plan.count() - 1);
            prop_assert!(length > 0 && length <= plan.block);
            prop_assert_eq!(last + length, total);
            let middle = plan.count() / 2;
            let (start, length) = plan.range(middle);
            if middle + 1 < plan.count() {
                prop_assert_eq!(start + length, plan.range(middle + 1).0);
            }
        }

        #[test]
        fn names_are_equally_long_and_differ_by_place_content_and_plan(
            index in 0_u64..49_999, content in any::<[u8; 32]>(), total in 1_u64..(1 << 40),
        ) {
            let plan = Plan::new(total, 4 << 20).unwrap();
            let name = plan.name(index, &content);
            prop_assert_eq!(name.len(), 32);
            prop_assert_ne!(&name, &plan.name(index + 1, &content));
            let mut other = content;
            other[0] ^= 1;
            prop_assert_ne!(&name, &plan.name(index, &other));
            prop_assert_eq!(STANDARD.decode(&name).unwrap().len(), 24);
        }
    }
}
