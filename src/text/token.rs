//! Words of a text with their places.

use super::Span;
use super::boundary::{Kind, pieces};

pub use super::boundary::words;

/// A word, number or single mark, with its place in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'t> {
    /// The token as it stands.
    pub text: &'t str,
    /// Its place in the text given to [`tokens`].
    pub span: Span,
    /// Whether it holds a letter or a digit.
    pub is_word: bool,
}

impl Token<'_> {
    /// Whether the first character is an upper-case letter.
    pub fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

/// Words and marks of `text` in order, white space left out (word boundaries of UAX #29).
///
/// Spans are offset by `base`, so that a part of a text can be read in the coordinates of the whole. Words joined by
/// hyphens come as several tokens with the hyphen between them.
pub fn tokens(text: &str, base: usize) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    append_tokens(text, base, &mut out);
    out
}

/// [`tokens`], appended to a caller's own.
pub fn append_tokens<'t>(text: &'t str, base: usize, out: &mut Vec<Token<'t>>) {
    let pieces = pieces(text).filter(|piece| piece.kind != Kind::Blank);
    out.extend(pieces.map(|piece| Token {
        text: piece.text,
        span: Span::new(base + piece.start, base + piece.start + piece.text.len()),
        is_word: piece.kind == Kind::Word,
    }));
}

/// A word without a possessive ending, singular or plural, with either kind of apostrophe.
pub fn without_possessive(word: &str) -> &str {
    ["’s", "'s", "’", "'"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

/// Number of words in `text`.
pub fn count_words(text: &str) -> usize {
    words(text).count()
}
