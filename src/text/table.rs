//! Maps and sets of the words of a built-in table, hashed cheaply.
//!
//! The standard hasher withstands keys that somebody chose to collide; these tables are ours, their keys are short, and
//! they are asked for nearly every word of a text: hashing is what most of a look-up costs. Not for words of a source.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map whose keys stand in a built-in table.
pub type Table<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// A set whose members stand in a built-in table.
pub type WordSet<K> = HashSet<K, BuildHasherDefault<WordHasher>>;

/// A map of words of sources: hashed with a seed that is another in every run, so that nobody can choose words that collide.
/// In no order: what is told of it must not depend on one.
pub type Map<K, V> = HashMap<K, V, foldhash::fast::RandomState>;

/// A set of words of sources, as [`Map`].
pub type Set<K> = HashSet<K, foldhash::fast::RandomState>;

const K: u64 = 0x9e37_79b9_7f4a_7c15;

/// Takes eight bytes at a time: rotate, xor, multiply.
#[derive(Debug, Clone, Copy, Default)]
pub struct WordHasher(u64);

impl WordHasher {
    #[inline]
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(K);
    }
}

impl Hasher for WordHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (chunks, rest) = bytes.as_chunks::<8>();
        for chunk in chunks {
            self.add(u64::from_le_bytes(*chunk));
        }
        self.add(eight(rest) ^ (bytes.len() as u64) << 56);
    }

    // The mark that ends a string: its length is in already.
    #[inline]
    fn write_u8(&mut self, _: u8) {}

    #[inline]
    fn finish(&self) -> u64 {
        // The map looks at the lowest bits and at the highest; a product is good in its high ones.
        self.0 ^ self.0 >> 32
    }
}

/// Which words a table may hold, by their length, first and last letter: most words of a text are told by these alone to
/// be in none, at a tenth of the cost of a look-up.
#[derive(Debug, Clone)]
pub struct Shapes([u32; 256]);

impl Default for Shapes {
    fn default() -> Self {
        Shapes([0; 256])
    }
}

impl Shapes {
    /// Takes in a word.
    pub fn add(&mut self, word: &str) {
        let (place, length) = Self::of(word.as_bytes());
        self.0[place] |= length;
    }

    /// Whether the table may hold this word in some case of ASCII's letters.
    #[inline]
    pub fn may_hold(&self, word: &str) -> bool {
        let (place, length) = Self::of(word.as_bytes());
        self.0[place] & length != 0
    }

    /// Five bits of the first letter and three of the last, which are the same in either case, and the length as a bit.
    #[inline]
    fn of(word: &[u8]) -> (usize, u32) {
        let (first, last) = (word.first().copied().unwrap_or(0), word.last().copied().unwrap_or(0));
        (usize::from(first & 31) | usize::from(last & 7) << 5, 1 << word.len().min(31))
    }
}

/// A built-in list of lower-case words with what each is, asked of words in any case. Words are compared as three
/// numbers, which are made lower-case in a few steps each: twice as fast as texts are.
#[derive(Debug, Clone)]
pub struct WordList<V> {
    shapes: Shapes,
    words: Table<Packed, V>,
}

/// Up to 23 bytes of a word, zeros behind them, and their number.
type Packed = [u64; 3];

/// A word as numbers, ASCII's letters in lower case; `None` for one that is too long.
#[inline]
fn packed(word: &str) -> Option<Packed> {
    let mut bytes = [0_u8; 24];
    bytes[..23].get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    let mut numbers = [0; 3];
    for (number, chunk) in numbers.iter_mut().zip(bytes.as_chunks::<8>().0) {
        *number = lower_eight(u64::from_le_bytes(*chunk));
    }
    numbers[2] |= (word.len() as u64) << 56;
    Some(numbers)
}

/// The first eight bytes, zeros behind the last, as a number. Words are short: a call of a copy of any length would cost
/// more than the copy (a twentieth of tokens and tags).
#[inline]
pub(crate) fn eight(bytes: &[u8]) -> u64 {
    if let Some(first) = bytes.first_chunk() {
        return u64::from_le_bytes(*first);
    }
    match (bytes, bytes.first_chunk(), bytes.last_chunk()) {
        // What both hold is the same in both.
        (_, Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << (8 * (bytes.len() - 4))
        }
        ([a, b, c], ..) => u64::from(*a) | u64::from(*b) << 8 | u64::from(*c) << 16,
        ([a, b], ..) => u64::from(*a) | u64::from(*b) << 8,
        ([a], ..) => u64::from(*a),
        _ => 0,
    }
}

/// Eight bytes, ASCII's capitals among them made small.
#[inline]
fn lower_eight(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let ascii = !bytes & EACH << 7;
    let low = bytes & !(EACH << 7);
    // The high bit of each byte from `A` on, and of each behind `Z`.
    let (from, behind) = (low + EACH * u64::from(0x80 - b'A'), low + EACH * u64::from(0x7f - b'Z'));
    bytes | ((from ^ behind) & ascii) >> 2
}

impl<V> Default for WordList<V> {
    fn default() -> Self {
        WordList { shapes: Shapes::default(), words: Table::default() }
    }
}

impl<V> FromIterator<(&'static str, V)> for WordList<V> {
    /// Of two entries for a word the last counts.
    fn from_iter<I: IntoIterator<Item = (&'static str, V)>>(words: I) -> Self {
        let mut list = WordList::default();
        words.into_iter().for_each(|(word, value)| list.insert(word, value));
        list
    }
}

impl<V> WordList<V> {
    /// Takes in a word of at most 23 bytes.
    pub fn insert(&mut self, word: &str, value: V) {
        debug_assert!(packed(word).is_some(), "{word} is too long for a list");
        self.shapes.add(word);
        self.words.extend(packed(word).map(|packed| (packed, value)));
    }

    /// What a word is, ASCII's letters in any case.
    #[inline]
    pub fn get(&self, word: &str) -> Option<&V> {
        if self.shapes.may_hold(word) { self.words.get(&packed(word)?) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::{Table, WordHasher, WordList};
    use std::collections::HashSet;
    use std::hash::{Hash, Hasher};

    #[test]
    fn listed_words_are_found_in_any_case_and_no_others() {
        let list: WordList<usize> = [("harbour", 1), ("", 2), ("a-b", 3), ("é@[`{z", 4)].into_iter().collect();
        let of = |word: &str| list.get(word).copied();
        assert_eq!(["harbour", "", "a-b", "é@[`{z"].map(of), [Some(1), Some(2), Some(3), Some(4)]);
        assert_eq!(["Harbour", "HARBOUR", "A-b", "é@[`{Z"].map(of), [Some(1), Some(1), Some(3), Some(4)]);
        assert_eq!(["Harbours", "hatbour", "hárbour", "harbour\0", "É@[`{z", "é`[`{z"].map(of), [None; 6]);
        assert_eq!(of("a word that is too long for any list"), None);
    }

    #[test]
    fn bytes_are_a_number_with_zeros_behind_them() {
        let bytes = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        for length in 0..=bytes.len() {
            let mut eight = [0; 8];
            let copied = length.min(8);
            eight[..copied].copy_from_slice(&bytes[..copied]);
            assert_eq!(super::eight(&bytes[..length]), u64::from_le_bytes(eight), "{length}");
        }
    }

    #[test]
    fn words_are_found_and_their_hashes_differ() {
        let words: Vec<String> = (0..5000).map(|number: usize| format!("w{number}")).collect();
        let table: Table<&str, usize> = words.iter().map(String::as_str).zip(0..).collect();
        assert!(words.iter().enumerate().all(|(at, word)| table.get(word.as_str()) == Some(&at)));
        let hash = |word: &String| {
            let mut hasher = WordHasher::default();
            word.hash(&mut hasher);
            hasher.finish()
        };
        assert_eq!(words.iter().map(hash).collect::<HashSet<u64>>().len(), words.len());
    }
}
