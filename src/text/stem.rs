//! Content stems: what a sentence is about, for comparing sentences.

use std::collections::HashSet;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

use super::token::without_possessive;

static STOPWORDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("stopwords.txt").lines().filter(|l| !l.starts_with('#')).collect());
static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// Stems of the content words of `text`, in order, function words left out (Porter's second English stemmer).
///
/// Case, diacritics, possessive endings and the kind of apostrophe make no difference; numbers are kept as they stand.
pub fn content_stems(text: &str) -> Vec<String> {
    text.unicode_words().filter_map(stem).collect()
}

/// The stem of one word; `None` for a function word.
pub fn stem(word: &str) -> Option<String> {
    let lower: String = word.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect();
    let bare = without_possessive(&lower);
    if bare.is_empty() || STOPWORDS.contains(bare) {
        return None;
    }
    Some(STEMMER.stem(bare).into_owned())
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
