//! The words of a sentence, as names need them: hyphenated words and dotted abbreviations in one, and what stands before each.
//!
//! A scan of bytes that is far cheaper than the word rules of Unicode, and made for one purpose: runs of capitals.

use crate::text::Span;

use super::lexicon::{Class, class};

/// A word with its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    /// As it stands, a possessive ending left out.
    pub(super) text: &'t str,
    /// Its place, the possessive ending left out.
    pub(super) span: Span,
    /// One past its possessive ending.
    pub(super) end: usize,
    /// Whether it begins with an upper-case letter.
    pub(super) capital: bool,
    /// What it is by the lists: asked for many times around a name.
    pub(super) class: Class,
}

impl Word<'_> {
    /// Whether a possessive ending was left out.
    pub(super) fn is_possessive(&self) -> bool {
        self.end > self.span.end
    }

    /// Capitals only, two or more: `NATO`, `U.S.`, `G20`.
    pub(super) fn is_all_capitals(&self) -> bool {
        let mut letters = 0;
        for c in self.text.chars() {
            if c.is_lowercase() || c == '-' {
                return false;
            }
            letters += usize::from(c.is_uppercase());
        }
        letters > 1
    }
}

/// Whether this is one of the marks that join two words into one.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Appends the words of `span` of `text`.
pub(super) fn scan<'t>(text: &'t str, span: Span, words: &mut Vec<Word<'t>>) {
    let mut at = span.start;
    while at < span.end {
        let Some(c) = char_at(text, at) else { return };
        if !c.is_alphanumeric() {
            at += c.len_utf8();
            continue;
        }
        let end = word_end(text, at, span.end);
        words.push(word(text, at, end));
        at = end;
    }
}

fn char_at(text: &str, at: usize) -> Option<char> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii() { Some(byte as char) } else { text.get(at..)?.chars().next() }
}

/// One past the word that starts at `from`.
fn word_end(text: &str, from: usize, limit: usize) -> usize {
    let mut at = from;
    // Letters since the last full stop: only single letters are dotted.
    let mut letters = 0;
    let mut dotted = false;
    let bytes = &text.as_bytes()[..limit];
    while at < limit {
        // Nearly all of a word is plain letters.
        let plain = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        (at, letters) = (at + plain, letters + plain);
        let Some(c) = char_at(text, at).filter(|_| at < limit) else { break };
        let next = at + c.len_utf8();
        if c.is_alphanumeric() || is_combining(c) {
            letters += 1;
        } else {
            let joined = next < limit && char_at(text, next).is_some_and(char::is_alphanumeric);
            let joins = match c {
                '.' => letters == 1 && (joined || dotted),
                '&' => joined,
                c => joined && (is_hyphen(c) || is_apostrophe(c)),
            };
            if !joins {
                break;
            }
            dotted |= c == '.';
            if !is_apostrophe(c) {
                letters = 0;
            }
        }
        at = next;
    }
    let is_abbreviated = at < limit && bytes[at] == b'.' && is_generation(&text[from..at]);
    at + usize::from(is_abbreviated)
}

/// What tells a son from the father whose name he has: `Jr.`, `Sr.`
pub(crate) fn is_generation(word: &str) -> bool {
    matches!(word, "Jr" | "Jr." | "jr" | "Sr" | "Sr." | "sr")
}

fn is_combining(c: char) -> bool {
    !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}

fn word(text: &str, from: usize, end: usize) -> Word<'_> {
    let whole = Span::new(from, end).of(text);
    let endings: &[&str] = if whole.ends_with(['s', 'S']) { &["’s", "'s", "ʼs", "’S", "'S"] } else { &[] };
    let bare = endings.iter().find_map(|ending| whole.strip_suffix(ending)).unwrap_or(whole);
    let capital = whole.chars().next().is_some_and(char::is_uppercase);
    Word { text: bare, span: Span::new(from, from + bare.len()), end, capital, class: class(bare) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let mut words = Vec::new();
        scan(text, Span::new(0, text.len()), &mut words);
        words.iter().map(|w| w.text).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn hyphens_dots_and_apostrophes_within_a_word_hold_it_together() {
        assert_eq!(read("U.S. envoys met in Washington D.C. today."), "U.S.|envoys|met|in|Washington|D.C.|today");
        assert_eq!(read("Jean‑Pierre’s, O’Neill's A&B. End"), "Jean‑Pierre|O’Neill|A&B|End");
        assert_eq!(read("Mr. Lee — the drivers’ man"), "Mr|Lee|the|drivers|man");
        assert_eq!(read("Chad–Sudan talks; -x- é"), "Chad–Sudan|talks|x|é");
    }
}
