//! Sentence boundaries.

use super::Span;

/// Splits `text` into sentences; spans in bytes, offset by `base`, trimmed of white space, in order, never empty.
pub fn sentences(text: &str, base: usize) -> Vec<Span> {
    use unicode_segmentation::UnicodeSegmentation;
    text.split_sentence_bound_indices()
        .map(|(at, s)| Span::new(base + at, base + at + s.len()))
        .map(|s| Span::new(s.start - base, s.end - base).trim(text))
        .filter(|s| !s.is_empty())
        .map(|s| Span::new(s.start + base, s.end + base))
        .collect()
}
