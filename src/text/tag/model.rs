//! The learned table: its form on disk, and its form in memory.
//!
//! On disk, little-endian: the magic line; the number of readings (u16), each as the tags a word can take (64 bits) and
//! the one it always has (u8, 255 for none); the number of words (u32), each as hash (u32) and reading (u16); the number
//! of features (u32), each as hash (u32), the number of its weights (u8), and each of these as tag (u8) and weight (i8).
//! Words and features come by ascending hash.

use super::Tag;

/// The first line of the file.
pub const MAGIC: &[u8] = b"dateline tagger 1\n";

/// Number of places for the scores of the trainer; a power of two, so that no place can lie outside.
pub const PLACES: usize = 64;

/// Number of the tags of words, which have the lowest numbers.
pub const WORD_TAGS: usize = Tag::POS as usize;

/// What a weight of nothing is in a [`Row`].
const NOTHING: u8 = 128;

/// The weights of a feature for each tag of words, [`NOTHING`] more than they are. All tags get the same too much, so that
/// the best is the same; and a row is added without a look at how many weights it holds, or at whether there are any.
type Row = [u8; WORD_TAGS];

/// Weights of features and tags of words, each found by a hash.
#[derive(Debug, Clone)]
pub struct Model {
    words: Slots,
    /// The tags of a word as bits, and the one it always has; the first is an unknown word's.
    readings: Vec<(u64, Option<Tag>)>,
    features: Slots,
    /// The weights of each feature; the first is a feature without any.
    rows: Vec<Row>,
}

impl Default for Model {
    fn default() -> Self {
        let (words, features) = (Slots::with_room(0), Slots::with_room(0));
        Model { words, readings: vec![(0, None)], features, rows: vec![[NOTHING; WORD_TAGS]] }
    }
}

/// Slots that lie side by side and are looked at together.
const BUCKET: usize = 4;

/// A table of values of 16 bits, never 0, in buckets that a hash's high bits choose, with the low half of their hash.
///
/// Nearly all hashes are told by one bucket, without a branch that a processor would have to guess.
#[derive(Debug, Clone)]
struct Slots {
    buckets: Vec<[u32; BUCKET]>,
    shift: u32,
}

impl Slots {
    fn with_room(count: usize) -> Self {
        // At most five slots of sixteen are taken, so that a search always ends, and nearly always in its first bucket.
        let bits = (count * 4 / 5).max(2).next_power_of_two().trailing_zeros();
        Slots { buckets: vec![[0; BUCKET]; 1 << bits], shift: 32 - bits }
    }

    /// Puts a value where its hash belongs; of two values of one hash the first is kept.
    fn insert(&mut self, key: u32, value: u16) {
        let mask = self.buckets.len() - 1;
        let mut at = (key >> self.shift) as usize;
        loop {
            for slot in &mut self.buckets[at & mask] {
                if *slot == 0 {
                    *slot = key << 16 | u32::from(value);
                    return;
                }
                if *slot >> 16 == key & 0xffff {
                    return;
                }
            }
            at += 1;
        }
    }

    /// What was inserted; 0 where nothing was.
    #[inline]
    #[expect(
        clippy::needless_bitwise_bool,
        reason = "one branch that is nearly always taken, not two that are guessed"
    )]
    fn find(&self, key: u32) -> usize {
        let mask = self.buckets.len() - 1;
        let mut at = (key >> self.shift) as usize;
        loop {
            let bucket = &self.buckets[at & mask];
            let mut found = 0;
            for slot in bucket {
                found |= if (slot ^ key << 16) >> 16 == 0 { slot & 0xffff } else { 0 };
            }
            if (found != 0) | (bucket[BUCKET - 1] == 0) {
                return found as usize;
            }
            at += 1;
        }
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
            words.insert(key, reading.checked_add(1)?);
        }
        let count = reader.u32()? as usize;
        let mut features = Slots::with_room(count.min(bytes.len()));
        let mut rows = vec![[NOTHING; WORD_TAGS]];
        rows.reserve(count.min(bytes.len()));
        for _ in 0..count {
            let (key, length) = (reader.u32()?, reader.u8()?);
            features.insert(key, u16::try_from(rows.len()).ok()?);
            let mut row = [NOTHING; WORD_TAGS];
            for _ in 0..length {
                let (tag, weight) = (reader.u8()?, reader.u8()?);
                *row.get_mut(usize::from(tag))? = weight.wrapping_add(NOTHING);
            }
            rows.push(row);
        }
        reader.0.is_empty().then_some(Model { words, readings, features, rows })
    }

    /// The tags of a word as bits, and the one tag it always has.
    pub fn word(&self, form: u32) -> (u64, Option<Tag>) {
        self.readings.get(self.words.find(form)).copied().unwrap_or((0, None))
    }

    /// Adds what each feature says for and against each tag.
    #[inline]
    pub fn add<const N: usize>(&self, features: &[u32; N], scores: &mut Scores) {
        // All are looked for before the first is added, so that the waits for memory overlap.
        let mut rows = [0; N];
        for (row, feature) in rows.iter_mut().zip(features) {
            *row = self.features.find(*feature);
        }
        for row in rows {
            let Some(row) = self.rows.get(row) else { continue };
            for (score, weight) in scores.0.iter_mut().zip(row) {
                *score += i16::from(*weight);
            }
        }
    }
}

/// What speaks for each tag of words; only the order of these numbers means anything.
#[derive(Debug, Clone, Copy)]
pub struct Scores([i16; WORD_TAGS_ROUNDED]);

impl Default for Scores {
    fn default() -> Self {
        Scores([0; WORD_TAGS_ROUNDED])
    }
}

/// [`WORD_TAGS`] and some places that stay empty, so that a processor can take all in equal parts.
const WORD_TAGS_ROUNDED: usize = WORD_TAGS.next_multiple_of(8);

impl Scores {
    /// The tag with the highest score; of equals the first.
    #[inline]
    pub fn best(&self) -> Tag {
        let top = self.0.iter().copied().fold(0, i16::max);
        let places = self.0.iter().zip(0_i16..).map(|(&score, at)| if score == top { at } else { i16::MAX });
        Tag::ALL.get(places.fold(i16::MAX, i16::min) as usize).copied().unwrap_or(Tag::NN)
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

#[cfg(test)]
mod tests {
    use super::{BUCKET, Slots};

    #[test]
    fn what_was_put_in_is_found_and_little_else() {
        let key = |number: u32| number.wrapping_mul(0x9e37_79b9);
        let mut slots = Slots::with_room(5000);
        (1..=5000).for_each(|number| slots.insert(key(number), number as u16));
        assert!((1..=5000).all(|number| slots.find(key(number)) == number as usize));
        assert!((5001..=50_000).filter(|number| slots.find(key(*number)) != 0).count() < 50);
    }

    #[test]
    fn a_full_bucket_goes_on_in_the_next() {
        let mut slots = Slots::with_room(64);
        let key = |number: u16| 0xffff_0000 | u32::from(number);
        let numbers = 1..=BUCKET as u16 + 2;
        numbers.clone().for_each(|number| slots.insert(key(number), number));
        assert!(numbers.clone().all(|number| slots.find(key(number)) == usize::from(number)));
        slots.insert(key(1), 9);
        assert_eq!((slots.find(key(1)), slots.find(key(99))), (1, 0));
    }
}
