//! The learned table: its form on disk, and its form in memory.
//!
//! On disk, little-endian: the magic line; the number of classes (u32) and each class as 64 bits; the number of words
//! (u32) and for each its hash (u32), its class (u16) and its fixed tag (u8, 255 for none); the number of features (u32)
//! and for each its hash (u32), the number of its weights (u8), and each as tag (u8) and weight (i8). Words and
//! features come by ascending hash.

use super::Tag;

/// The first line of the file.
pub const MAGIC: &[u8] = b"dateline tagger 1\n";

/// Number of places for scores; a power of two, so that no place can lie outside.
pub const PLACES: usize = 64;

/// Weights of features and tags of words, each found by a hash.
#[derive(Debug, Clone, Default)]
pub struct Model {
    words: Slots,
    classes: Vec<u64>,
    features: Slots,
    weights: Vec<(u8, i8)>,
}

/// An open-addressed table: hash in the upper half, what it stands for in the lower.
#[derive(Debug, Clone)]
struct Slots {
    slots: Vec<u64>,
    shift: u32,
}

impl Default for Slots {
    fn default() -> Self {
        Slots::with_room(0)
    }
}

impl Slots {
    fn with_room(count: usize) -> Self {
        let bits = (count * 2).max(2).next_power_of_two().trailing_zeros();
        Slots { slots: vec![0; 1 << bits], shift: 32 - bits }
    }

    fn insert(&mut self, key: u32, value: u32) {
        let mask = self.slots.len() - 1;
        let mut at = (key >> self.shift) as usize;
        while self.slots[at & mask] != 0 {
            at += 1;
        }
        self.slots[at & mask] = u64::from(key) << 32 | u64::from(value);
    }

    /// What was inserted, never 0; 0 where nothing was.
    #[inline]
    fn get(&self, key: u32) -> u32 {
        let mask = self.slots.len() - 1;
        let mut at = (key >> self.shift) as usize;
        loop {
            let slot = self.slots[at & mask];
            if (slot >> 32) as u32 == key || slot == 0 {
                return slot as u32;
            }
            at += 1;
        }
    }
}

impl Model {
    /// Reads the table's file; `None` where it is none.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes.strip_prefix(MAGIC)?);
        let count = reader.u32()? as usize;
        let classes = (0..count).map(|_| reader.u64()).collect::<Option<Vec<u64>>>()?;
        let count = reader.u32()? as usize;
        let mut words = Slots::with_room(count.min(bytes.len()));
        for _ in 0..count {
            let (key, class, fixed) = (reader.u32()?, reader.u16()?, reader.u8()?);
            // One more than the tag, so that no entry is empty.
            words.insert(key, u32::from(class) << 16 | u32::from(fixed) + 1);
        }
        let count = reader.u32()? as usize;
        let mut features = Slots::with_room(count.min(bytes.len()));
        let mut weights = Vec::new();
        for _ in 0..count {
            let (key, length) = (reader.u32()?, reader.u8()?);
            features.insert(key, (weights.len() as u32) << 6 | u32::from(length.min(63)));
            for _ in 0..length {
                weights.push((reader.u8()?, reader.u8()? as i8));
            }
        }
        reader.0.is_empty().then_some(Model { words, classes, features, weights })
    }

    /// The tags of a word as bits, and the one tag it always has.
    pub fn word(&self, form: u32) -> (u64, Option<Tag>) {
        let entry = self.words.get(form);
        if entry == 0 {
            return (0, None);
        }
        let known = self.classes.get((entry >> 16) as usize).copied().unwrap_or(0);
        let fixed = (entry & 0xffff) as usize - 1;
        (known, Tag::ALL.get(fixed).copied())
    }

    /// Adds what a feature says for and against each tag.
    #[inline]
    pub fn add(&self, feature: u32, scores: &mut [i32; PLACES]) {
        let entry = self.features.get(feature);
        if entry == 0 {
            return;
        }
        let from = (entry >> 6) as usize;
        if let Some(weights) = self.weights.get(from..from + (entry & 63) as usize) {
            for &(tag, weight) in weights {
                scores[tag as usize % PLACES] += i32::from(weight);
            }
        }
    }
}

struct Reader<'b>(&'b [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*head)
    }

    fn u8(&mut self) -> Option<u8> {
        self.take().map(u8::from_le_bytes)
    }

    fn u16(&mut self) -> Option<u16> {
        self.take().map(u16::from_le_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.take().map(u64::from_le_bytes)
    }
}

/// A table to be written.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Hash of a word, its tags as bits, and the one tag it always has.
    pub words: Vec<(u32, u64, Option<Tag>)>,
    /// Hash of a feature and its weights.
    pub features: Vec<(u32, Vec<(Tag, i8)>)>,
}

impl Draft {
    /// The bytes of the file. Of two entries of one hash the first is kept.
    pub fn encode(mut self) -> Vec<u8> {
        self.words.sort_by_key(|word| word.0);
        self.words.dedup_by_key(|word| word.0);
        self.features.sort_by_key(|feature| feature.0);
        self.features.dedup_by_key(|feature| feature.0);
        let mut classes: Vec<u64> = self.words.iter().map(|word| word.1).collect();
        classes.sort_unstable();
        classes.dedup();
        let mut out = MAGIC.to_vec();
        out.extend((classes.len() as u32).to_le_bytes());
        out.extend(classes.iter().flat_map(|class| class.to_le_bytes()));
        out.extend((self.words.len() as u32).to_le_bytes());
        for (key, class, fixed) in &self.words {
            let class = classes.binary_search(class).unwrap_or_default() as u16;
            out.extend(key.to_le_bytes());
            out.extend(class.to_le_bytes());
            out.push(fixed.map_or(u8::MAX, |tag| tag as u8));
        }
        out.extend((self.features.len() as u32).to_le_bytes());
        for (key, weights) in &self.features {
            out.extend(key.to_le_bytes());
            out.push(weights.len() as u8);
            for (tag, weight) in weights {
                out.extend([*tag as u8, *weight as u8]);
            }
        }
        out
    }
}
