//! Temporal expressions (TIMEX3 of TimeML): found in an article, resolved against a date.
//!
//! In: an article's text. Out: [`Timex`]es with a [`Meaning`], and for an anchor date their values with reasons.
//! Knows nothing of where the anchor comes from.

mod direction;
mod expression;
mod grammar;
mod lexicon;
mod resolve;

#[cfg(test)]
mod tests;

use crate::corpus::{Article, BlockKind};
use crate::text::Span;
use crate::text::token::tokens;

pub use expression::{Direction, Meaning, Timex, TimexType};
pub use lexicon::Unit;
pub use resolve::{Anchor, Value, resolve};

/// Whether a lower-case word names a month or a weekday and nothing else.
pub(crate) fn is_calendar_word(word: &str) -> bool {
    use lexicon::Class;
    matches!(lexicon::class(word), Some(Class::Month { sure: true, .. } | Class::Weekday { sure: true, .. }))
}

/// Whether a lower-case word belongs to the language of time: "evening", "week", "last".
pub(crate) fn is_time_word(word: &str) -> bool {
    lexicon::class(word).is_some()
}

/// Finds the temporal expressions of an article, in text order. None runs over the end of its sentence.
pub fn find(article: &Article) -> Vec<Timex> {
    let text = article.text.as_str();
    let mut found = Vec::new();
    for block in article.blocks.iter().filter(|b| b.kind != BlockKind::Preformatted) {
        let mut scan = |from: usize, to: usize, sentence: Option<Span>| {
            let part = Span::new(from, to.max(from));
            for timex in grammar::scan(&tokens(part.of(text), part.start), text) {
                found.push(direction::set(timex, sentence, text));
            }
        };
        let mut at = block.span.start;
        for sentence in &article.sentences[block.sentences.clone()] {
            // What stands before a sentence is a dateline, or blank.
            scan(at, sentence.span.start, None);
            scan(sentence.span.start, sentence.span.end, Some(sentence.span));
            at = sentence.span.end;
        }
        scan(at, block.span.end, None);
    }
    found
}
