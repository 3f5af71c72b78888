//! Content stems: what a sentence is about, for comparing sentences.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::boundary::words;
use super::table::{Map, WordSet};
use super::token::without_possessive;

static STOPWORDS: LazyLock<WordSet<&'static str>> =
    LazyLock::new(|| include_str!("stopwords.txt").lines().filter(|l| !l.starts_with('#')).collect());
static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// Words whose stems each thread remembers: each word of a story is stemmed dozens of times over, which was an eighth of a
/// build.
const REMEMBERED: usize = 1 << 14;
/// Bytes of a word that is remembered: all that a language has are shorter, and what is made up may be of any length.
const LONGEST: usize = 32;

thread_local! {
    static KNOWN: RefCell<Map<String, String>> = RefCell::default();
}

/// Stems of the content words of `text`, in order, function words left out (Porter's second English stemmer).
///
/// Case, diacritics, possessive endings and the kind of apostrophe make no difference; numbers are kept as they stand.
pub fn content_stems(text: &str) -> Vec<String> {
    words(text).filter_map(stem).collect()
}

/// The stem of one word; `None` for a function word.
pub fn stem(word: &str) -> Option<String> {
    let lower = folded(word);
    let bare = without_possessive(&lower);
    if bare.is_empty() || STOPWORDS.contains(bare) {
        return None;
    }
    if bare.len() > LONGEST {
        return Some(STEMMER.stem(bare).into_owned());
    }
    Some(KNOWN.with_borrow_mut(|known| {
        if let Some(stem) = known.get(bare) {
            return stem.clone();
        }
        if known.len() == REMEMBERED {
            known.clear();
        }
        let stem = STEMMER.stem(bare).into_owned();
        known.insert(bare.to_owned(), stem.clone());
        stem
    }))
}

/// A word in lower case and without diacritics; nearly all words are of ASCII and have none.
fn folded(word: &str) -> Cow<'_, str> {
    if !word.is_ascii() {
        return word.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect();
    }
    if word.bytes().any(|byte| byte.is_ascii_uppercase()) { word.to_ascii_lowercase().into() } else { word.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_what_it_is_about() {
        assert_eq!(
            content_stems("The Talks’ delegations were talking again in 2025"),
            ["talk", "deleg", "talk", "2025"]
        );
        assert!(content_stems("It was what they had").is_empty());
    }
}
