//! Content stems: what a sentence is about, for comparing sentences.

use std::borrow::Cow;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::boundary::words;
use super::table::WordSet;
use super::token::without_possessive;

static STOPWORDS: LazyLock<WordSet<&'static str>> =
    LazyLock::new(|| include_str!("stopwords.txt").lines().filter(|l| !l.starts_with('#')).collect());
static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

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
    Some(STEMMER.stem(bare).into_owned())
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
