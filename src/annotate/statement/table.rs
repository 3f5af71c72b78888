//! Features by number, and the weights that stand under these numbers.
//!
//! Knows nothing but names and numbers: `build.rs` reads this file too, and lays out the table when the program is
//! compiled, so that a run begins without reading `weights.tsv` (70 million instructions, half of a short run).

use std::borrow::Cow;

/// A 64-bit digest of a name, the same on every machine (FNV-1a, mixed once more).
pub(super) const fn digest(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let mut digest = 0xcbf2_9ce4_8422_2325;
    let mut at = 0;
    while at < bytes.len() {
        digest = (digest ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    mix(digest)
}

/// The key of a feature: its kind and the values that make it, each by its digest. Each value is turned by a turn of its
/// own, so that their order counts, and only the whole is mixed: what a feature costs is one multiplication, and the
/// turns that features share are made once.
#[inline]
pub(super) fn key(kind: u64, values: impl IntoIterator<Item = u64>) -> u64 {
    values.into_iter().zip(1..).fold(kind, |key, (value, turn)| key ^ value.rotate_left(11 * turn))
}

const fn mix(value: u64) -> u64 {
    let value = value.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value ^ (value >> 29)
}

/// Bits of a slot that hold the weight; the others tell its feature from those that share its place.
const WEIGHT_BITS: u32 = 10;
/// The largest weight; a larger one counts as this.
const MOST: i32 = (1 << (WEIGHT_BITS - 1)) - 1;

/// Slots that lie side by side and are looked at together.
const BUCKET: usize = 8;

/// Weights, each with a part of its feature's mixed key, little-endian; zeros where a place is free. Four bytes each: the
/// table is asked in no order at all, and half a megabyte of it stays near the processor where a whole one does not.
type Bucket = [u8; 4 * BUCKET];

/// Weights by the key of their feature, in buckets that the key chooses, at most half of all places taken, the number of
/// buckets a power of two. Nearly all features are told by one bucket, without a branch that a processor would have to
/// guess.
#[derive(Debug, Default)]
pub(super) struct Table {
    buckets: Cow<'static, [Bucket]>,
}

impl Table {
    /// Reads lines of a weight, a tab and a feature; `#` begins a comment, a line that is neither is left out.
    pub(super) fn read(lines: &str) -> Table {
        let weights: Vec<(u64, i32)> = weights(lines).collect();
        let mut buckets = vec![Bucket::default(); (weights.len() * 2).div_ceil(BUCKET).next_power_of_two()];
        for (key, weight) in weights {
            insert(&mut buckets, mix(key), weight.clamp(-MOST, MOST));
        }
        Table { buckets: Cow::Owned(buckets) }
    }

    /// The table whose [bytes](Table::bytes) these are.
    pub(super) const fn laid_out(bytes: &'static [u8]) -> Table {
        Table { buckets: Cow::Borrowed(bytes.as_chunks().0) }
    }

    /// The table as it is laid out.
    #[allow(dead_code, reason = "for the build and for tests")]
    pub(super) fn bytes(&self) -> &[u8] {
        self.buckets.as_flattened()
    }

    /// The sum of the weights of features; one that has none counts nothing.
    pub(super) fn sum(&self, keys: &[u64]) -> i32 {
        let buckets = &*self.buckets;
        if buckets.is_empty() { 0 } else { keys.iter().map(|key| find(buckets, mix(*key))).sum() }
    }
}

/// The features and weights of a table's lines.
pub(super) fn weights(lines: &str) -> impl Iterator<Item = (u64, i32)> + '_ {
    lines.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (weight, feature) = line.split_once('\t')?;
        let mut parts = feature.split(' ').map(digest);
        let kind = parts.next()?;
        Some((key(kind, parts), weight.parse().ok()?))
    })
}

/// The slots of a bucket.
#[inline]
fn slots(bucket: &Bucket) -> [u32; BUCKET] {
    let mut slots = [0; BUCKET];
    for (slot, bytes) in slots.iter_mut().zip(bucket.as_chunks().0) {
        *slot = u32::from_le_bytes(*bytes);
    }
    slots
}

/// Puts a weight into the first place free from the bucket of `key` on; of two of one key the first is kept.
fn insert(buckets: &mut [Bucket], key: u64, weight: i32) {
    let own = check(key);
    let mut at = key as usize;
    loop {
        let bucket = at & (buckets.len() - 1);
        let slots = slots(&buckets[bucket]);
        if let Some(place) = slots.iter().position(|slot| *slot == 0 || slot >> WEIGHT_BITS == own) {
            if slots[place] == 0 {
                let slot = own << WEIGHT_BITS | weight as u32 & ((1 << WEIGHT_BITS) - 1);
                buckets[bucket][4 * place..4 * place + 4].copy_from_slice(&slot.to_le_bytes());
            }
            return;
        }
        at += 1;
    }
}

/// The weight under `key`; 0 where there is none. `buckets` has a free place.
#[inline]
#[allow(clippy::needless_bitwise_bool, reason = "one branch that is nearly always taken, not two that are guessed")]
fn find(buckets: &[Bucket], key: u64) -> i32 {
    let own = check(key);
    let mut at = key as usize;
    loop {
        let slots = slots(&buckets[at & (buckets.len() - 1)]);
        let mut found = 0;
        for slot in slots {
            found |= if slot >> WEIGHT_BITS == own { slot } else { 0 };
        }
        if (found != 0) | (slots[BUCKET - 1] == 0) {
            return (found << (u32::BITS - WEIGHT_BITS)) as i32 >> (u32::BITS - WEIGHT_BITS);
        }
        at += 1;
    }
}

/// The part of a mixed key that stands in its slot; never zero.
#[inline]
fn check(key: u64) -> u32 {
    (key >> (32 + WEIGHT_BITS)) as u32 | 1
}
