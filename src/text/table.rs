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
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.add(u64::from_le_bytes(last) ^ (bytes.len() as u64) << 56);
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

/// A built-in list of lower-case words with what each is, asked of words in any case.
#[derive(Debug, Clone)]
pub struct WordList<V> {
    shapes: Shapes,
    words: Table<&'static str, V>,
}

impl<V> FromIterator<(&'static str, V)> for WordList<V> {
    /// Of two entries for a word the last counts.
    fn from_iter<I: IntoIterator<Item = (&'static str, V)>>(words: I) -> Self {
        let mut list = WordList { shapes: Shapes::default(), words: words.into_iter().collect() };
        list.words.keys().for_each(|word| list.shapes.add(word));
        list
    }
}

impl<V> WordList<V> {
    /// What a lower-case word is.
    #[inline]
    pub fn get(&self, word: &str) -> Option<&V> {
        if self.shapes.may_hold(word) { self.words.get(word) } else { None }
    }

    /// What a word is, in any case; `None` for long words and other letters than ASCII's.
    #[inline]
    pub fn get_any_case(&self, word: &str) -> Option<&V> {
        if !self.shapes.may_hold(word) {
            return None;
        }
        lowered(word, |word| self.words.get(word)).flatten()
    }
}

/// Reads a word in lower case without a copy on the heap; `None` for long words and other letters than ASCII's.
pub fn lowered<T>(word: &str, read: impl Fn(&str) -> T) -> Option<T> {
    let mut lower = [0_u8; 24];
    let buffer = lower.get_mut(..word.len()).filter(|_| word.is_ascii())?;
    if !word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Some(read(word));
    }
    buffer.copy_from_slice(word.as_bytes());
    buffer.make_ascii_lowercase();
    std::str::from_utf8(buffer).ok().map(read)
}

#[cfg(test)]
mod tests {
    use super::{Table, WordHasher, WordList};
    use std::collections::HashSet;
    use std::hash::{Hash, Hasher};

    #[test]
    fn listed_words_are_found_in_any_case_and_no_others() {
        let list: WordList<usize> = [("harbour", 1), ("", 2), ("a-b", 3)].into_iter().collect();
        assert_eq!(["harbour", "", "a-b"].map(|word| list.get(word).copied()), [Some(1), Some(2), Some(3)]);
        assert_eq!(["Harbour", "HARBOUR", "A-b"].map(|word| list.get_any_case(word).copied()), [Some(1), Some(1), Some(3)]);
        assert_eq!(["Harbours", "hatbour", "hárbour"].map(|word| list.get_any_case(word)), [None; 3]);
        assert_eq!(list.get("Harbour"), None);
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
