//! The learned table: its form on disk, and its form in memory.
//!
//! On disk, little-endian: the magic line; the number of readings (u16), each as the tags a word can take (64 bits) and
//! the one it always has (u8, 255 for none); the number of words (u32), each as hash (u32) and reading (u16); the number
//! of features (u32), each as hash (u32), the number of its weights (u8), and each of these as tag (u8) and weight (i8).
//! Words and features come by ascending hash.

use super::Tag;

/// The first line of the file.
pub const MAGIC: &[u8] = b"dateline tagger 1\n";

/// Number of places for scores; a power of two, so that no place can lie outside.
pub const PLACES: usize = 64;

/// Weights of features and tags of words, each found by a hash.
#[derive(Debug, Clone, Default)]
pub struct Model {
    words: Slots<16>,
    /// The tags of a word as bits, and the one it always has; the first is an unknown word's.
    readings: Vec<(u64, Option<Tag>)>,
    features: Slots<20>,
    /// The weights of each feature: the number of groups, and in each four pairs of tag and weight. The first is a feature
    /// without any.
    weights: Vec<u8>,
}

/// An open-addressed table of values of `BITS` bits, never 0, with as much of their hash as there is room for.
///
/// Small, so that it stays in a processor's cache; an entry in some thousands is found for a hash that was never put in.
#[derive(Debug, Clone)]
struct Slots<const BITS: u32> {
    slots: Vec<u32>,
    shift: u32,
}

impl<const BITS: u32> Default for Slots<BITS> {
    fn default() -> Self {
        Slots::with_room(0)
    }
}

impl<const BITS: u32> Slots<BITS> {
    fn with_room(count: usize) -> Self {
        let bits = (count * 3 / 2).max(2).next_power_of_two().trailing_zeros();
        Slots { slots: vec![0; 1 << bits], shift: 32 - bits }
    }

    fn insert(&mut self, key: u32, value: u32) {
        let mask = self.slots.len() - 1;
        let mut at = (key >> self.shift) as usize;
        while self.slots[at & mask] != 0 {
            at += 1;
        }
        self.slots[at & mask] = key << BITS | value & ((1 << BITS) - 1);
    }

    /// The slot where a hash belongs.
    #[inline]
    fn home(&self, key: u32) -> u32 {
        self.slots.get((key >> self.shift) as usize).copied().unwrap_or(0)
    }

    /// What was inserted, given the slot where it belongs; 0 where nothing was.
    #[inline]
    fn resolve(&self, key: u32, mut slot: u32) -> usize {
        let mut at = (key >> self.shift) as usize;
        while slot != 0 && (slot ^ key << BITS) >> BITS != 0 {
            at += 1;
            slot = self.slots[at & (self.slots.len() - 1)];
        }
        (slot & ((1 << BITS) - 1)) as usize
    }
}

impl Model {
    /// Reads the table's file; `None` where it is none.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes.strip_prefix(MAGIC)?);
        let count = usize::from(reader.u16()?);
        let mut readings = vec![(0, None)];
        for _ in 0..count {
            let (known, fixed) = (reader.u64()?, reader.u8()?);
            readings.push((known, Tag::ALL.get(usize::from(fixed)).copied()));
        }
        let count = reader.u32()? as usize;
        let mut words = Slots::with_room(count.min(bytes.len()));
        for _ in 0..count {
            let (key, reading) = (reader.u32()?, reader.u16()?);
            words.insert(key, u32::from(reading) + 1);
        }
        let count = reader.u32()? as usize;
        let mut features = Slots::with_room(count.min(bytes.len()));
        let mut weights = vec![0];
        for _ in 0..count {
            let (key, length) = (reader.u32()?, reader.u8()?);
            features.insert(key, weights.len() as u32);
            let groups = (usize::from(length) * 2).div_ceil(GROUP);
            weights.push(groups as u8);
            let end = weights.len() + groups * GROUP;
            for _ in 0..length {
                weights.extend([reader.u8()?, reader.u8()?]);
            }
            // Of no weight, for a place that no tag has.
            while weights.len() < end {
                weights.extend([PLACES as u8 - 1, 0]);
            }
        }
        let fits = weights.len() < 1 << 20;
        (fits && reader.0.is_empty()).then_some(Model { words, readings, features, weights })
    }

    /// The tags of a word as bits, and the one tag it always has.
    pub fn word(&self, form: u32) -> (u64, Option<Tag>) {
        self.readings.get(self.words.resolve(form, self.words.home(form))).copied().unwrap_or((0, None))
    }

    /// Adds what each feature says for and against each tag.
    ///
    /// All slots are read before the first is looked at, so that the waits for memory overlap.
    #[inline]
    pub fn add<const N: usize>(&self, features: &[u32; N], scores: &mut [i32; PLACES]) {
        let slots = features.map(|feature| self.features.home(feature));
        for (feature, slot) in features.iter().zip(slots) {
            let at = self.features.resolve(*feature, slot);
            let Some((length, rest)) = self.weights.get(at..).and_then(<[u8]>::split_first) else { continue };
            for group in rest.as_chunks::<GROUP>().0.iter().take(usize::from(*length)) {
                for pair in group.as_chunks::<2>().0 {
                    scores[usize::from(pair[0]) % PLACES] += i32::from(pair[1] as i8);
                }
            }
        }
    }
}

/// Bytes of the weights that are added without a look at how many there are: four pairs.
const GROUP: usize = 8;

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
        let mut readings: Vec<(u64, Option<Tag>)> = self.words.iter().map(|word| (word.1, word.2)).collect();
        readings.sort_unstable();
        readings.dedup();
        let mut out = MAGIC.to_vec();
        out.extend((readings.len() as u16).to_le_bytes());
        for (known, fixed) in &readings {
            out.extend(known.to_le_bytes());
            out.push(fixed.map_or(u8::MAX, |tag| tag as u8));
        }
        out.extend((self.words.len() as u32).to_le_bytes());
        for (key, known, fixed) in &self.words {
            let reading = readings.binary_search(&(*known, *fixed)).unwrap_or_default() as u16;
            out.extend(key.to_le_bytes());
            out.extend(reading.to_le_bytes());
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
