//! What the model looks at: numbers for a word, its neighbours and the tags before it.
//!
//! The templates follow the usual ones of averaged perceptrons (Collins 2002; Toutanova et al. 2003) with the ambiguity
//! classes of a word and of the next (Giménez, Màrquez 2004). The trainer and the tagger both read them here.

use super::word::{Word, mix};

/// Edges put before and after the words of a sentence.
pub const EDGES: usize = 2;

/// How the capitals of a sentence are to be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Capitals {
    /// A capital may be a name's.
    #[default]
    Sentence,
    /// A Headline Like This: a capital says little.
    Headline,
    /// ALL CAPITALS: a capital says nothing.
    All,
}

impl Capitals {
    /// Reads the words of a sentence as they stand. Short words, which headlines leave small, do not count.
    pub fn of<'t>(words: impl Iterator<Item = &'t str>) -> Self {
        let (mut long, mut capital, mut lower) = (0_u32, 0_u32, 0_u32);
        for (at, word) in words.enumerate() {
            let mut chars = word.chars();
            let first = chars.next().is_some_and(char::is_uppercase);
            lower += u32::from(word.bytes().any(|b| b.is_ascii_lowercase()));
            if at > 0 && word.len() > 3 {
                long += 1;
                capital += u32::from(first);
            }
        }
        if lower == 0 && capital > 1 {
            Capitals::All
        } else if long > 2 && capital * 5 >= long * 4 {
            Capitals::Headline
        } else {
            Capitals::Sentence
        }
    }
}

/// Number of features of a word and its neighbours.
pub const OF_WORDS: usize = 13;
/// Number of features that the tags before enter into.
pub const OF_TAGS: usize = 8;

/// The features of the word at `at` that no tag enters into; `words` has [`EDGES`] on both sides.
#[inline]
pub fn of_words(words: &[Word], at: usize, capitals: Capitals) -> [u32; OF_WORDS] {
    let around = words.get(at.saturating_sub(EDGES)..=at + EDGES);
    let Some([_, before, word, after, after2]) = around else { return [0; OF_WORDS] };
    let shape = word.shape | (capitals as u32) << 8;
    [
        mix(10, word.form, 0),
        mix(11, word.endings[0], 0),
        mix(12, word.endings[1], word.shape),
        mix(13, word.endings[2], 0),
        mix(14, word.beginning, 0),
        mix(15, shape, before.shape),
        mix(16, shape, after.shape),
        mix(17, shape, word.class),
        mix(18, word.form, word.shape),
        mix(19, before.form, 0),
        mix(21, after.form, 0),
        mix(27, word.class, after.class),
        mix(28, after.class, after2.class),
    ]
}

/// The features that the two tags before enter into, the nearer one first.
#[inline]
pub fn of_tags(words: &[Word], at: usize, tags: [u32; 2]) -> [u32; OF_TAGS] {
    let (Some(word), Some(after)) = (words.get(at), words.get(at + 1)) else { return [0; OF_TAGS] };
    let [near, far] = tags;
    let both = near | far << 8;
    [
        mix(50, both, 0),
        mix(51, near, word.form),
        mix(52, near, word.class),
        mix(53, both, word.class),
        mix(54, near | word.shape << 8, word.endings[1]),
        mix(55, near, after.class),
        mix(56, near ^ word.class, after.class),
        mix(57, near, after.form),
    ]
}
