//! Quoted words of a paragraph.

use crate::text::Span;

/// Quoted words in `text[within]`, marks included, in order. A mark that is never closed runs to the end of the
/// paragraph where a typographic one opened it (a quotation continued in the next paragraph); a lone straight one is
/// no quotation.
pub(super) fn quotations(text: &str, within: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in within.of(text).char_indices().map(|(at, c)| (within.start + at, c)) {
        match (c, open) {
            ('“' | '„' | '«', None) => open = Some((at, c)),
            ('"', None) if opens(text, at) => open = Some((at, c)),
            ('”', Some((from, '“' | '„'))) | ('»', Some((from, '«'))) | ('"', Some((from, '"'))) => {
                found.push(Span::new(from, at + c.len_utf8()));
                open = None;
            }
            // A second opening mark: the paragraph repeats it, or the first was never closed.
            ('“', Some((_, '“'))) => open = Some((at, c)),
            _ => {}
        }
    }
    if let Some((from, '“')) = open {
        found.push(Span::new(from, within.end));
    }
    found
}

/// A straight mark opens where nothing or a space or bracket stands before it.
fn opens(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-'))
}

/// The share of the words of `span` that stand inside `quotations`, from 0 to 1.
pub(super) fn quoted_share(text: &str, span: Span, quotations: &[Span]) -> f64 {
    let (mut all, mut inside) = (0_usize, 0_usize);
    for token in crate::text::token::tokens(span.of(text), span.start).iter().filter(|t| t.is_word) {
        all += 1;
        inside += usize::from(quotations.iter().any(|q| q.contains(token.span)));
    }
    if all == 0 { 0.0 } else { inside as f64 / all as f64 }
}
