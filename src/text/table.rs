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

/// Reads a word in lower case without a copy on the heap; `None` for long words and other letters than ASCII's.
pub fn lowered<T>(word: &str, read: impl Fn(&str) -> T) -> Option<T> {
    let mut lower = [0_u8; 24];
    let buffer = lower.get_mut(..word.len()).filter(|_| word.is_ascii())?;
    buffer.copy_from_slice(word.as_bytes());
    buffer.make_ascii_lowercase();
    std::str::from_utf8(buffer).ok().map(read)
}

#[cfg(test)]
mod tests {
    use super::{Table, WordHasher};
    use std::collections::HashSet;
    use std::hash::{Hash, Hasher};

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
