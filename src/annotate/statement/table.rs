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

/// The digest of a feature with one more value, whose digest is `value`.
#[inline]
pub(super) const fn with(key: u64, value: u64) -> u64 {
    mix(key ^ value)
}

const fn mix(value: u64) -> u64 {
    let value = value.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value ^ (value >> 29)
}

/// Bits of a slot that hold the weight; the others tell its feature from those that share its place.
const WEIGHT_BITS: u32 = 10;
/// The largest weight; a larger one counts as this.
const MOST: i32 = (1 << (WEIGHT_BITS - 1)) - 1;

/// A weight and a part of its feature's digest, little-endian; zeros where the place is free. Four bytes: the table is
/// asked in no order at all, and half a megabyte of it stays near the processor where a whole one does not.
type Slot = [u8; 4];

/// Weights by the digest of their feature: open addressing, at most half full, the number of slots a power of two.
#[derive(Debug, Default)]
pub(super) struct Table {
    slots: Cow<'static, [Slot]>,
}

impl Table {
    /// Reads lines of a weight, a tab and a feature; `#` begins a comment, a line that is neither is left out.
    pub(super) fn read(lines: &str) -> Table {
        let weights: Vec<(u64, i32)> = weights(lines).collect();
        let mut slots = vec![Slot::default(); (weights.len() * 2 + 1).next_power_of_two()];
        for (key, weight) in weights {
            let at = place(&slots, key);
            slots[at] = (check(key) | weight.clamp(-MOST, MOST) as u32 & ((1 << WEIGHT_BITS) - 1)).to_le_bytes();
        }
        Table { slots: Cow::Owned(slots) }
    }

    /// The table whose [bytes](Table::bytes) these are.
    pub(super) const fn laid_out(bytes: &'static [u8]) -> Table {
        Table { slots: Cow::Borrowed(bytes.as_chunks().0) }
    }

    /// The table as it is laid out.
    #[allow(dead_code, reason = "for the build and for tests")]
    pub(super) fn bytes(&self) -> &[u8] {
        self.slots.as_flattened()
    }

    /// The weight of a feature; 0 where it has none.
    #[inline]
    pub(super) fn get(&self, key: u64) -> i32 {
        let slots = &*self.slots;
        if slots.is_empty() {
            return 0;
        }
        let slot = u32::from_le_bytes(slots[place(slots, key)]);
        (slot << (u32::BITS - WEIGHT_BITS)) as i32 >> (u32::BITS - WEIGHT_BITS)
    }
}

/// The features and weights of a table's lines.
pub(super) fn weights(lines: &str) -> impl Iterator<Item = (u64, i32)> + '_ {
    lines.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (weight, feature) = line.split_once('\t')?;
        let mut parts = feature.split(' ');
        let kind = digest(parts.next()?);
        Some((parts.fold(kind, |key, value| with(key, digest(value))), weight.parse().ok()?))
    })
}

/// Where a feature stands, or the free place where it would.
#[inline]
fn place(slots: &[Slot], key: u64) -> usize {
    let mask = slots.len() - 1;
    let mut at = key as usize & mask;
    loop {
        let slot = u32::from_le_bytes(slots[at]);
        if slot == 0 || slot >> WEIGHT_BITS == check(key) >> WEIGHT_BITS {
            return at;
        }
        at = (at + 1) & mask;
    }
}

/// The upper bits of a slot; never all zero.
#[inline]
fn check(key: u64) -> u32 {
    ((key >> 32) as u32 | 1 << WEIGHT_BITS) & !((1 << WEIGHT_BITS) - 1)
}
