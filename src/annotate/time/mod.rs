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
use crate::text::token::tokens;

pub use expression::{Direction, Meaning, Timex, TimexType};
pub use lexicon::Unit;
pub use resolve::{Anchor, Value, resolve};

/// Whether a lower-case word names a month or a weekday and nothing else.
pub(crate) fn is_calendar_word(word: &str) -> bool {
    use lexicon::Class;
    matches!(lexicon::class(word), Some(Class::Month { sure: true, .. } | Class::Weekday { sure: true, .. }))
}

/// Finds the temporal expressions of an article, in text order.
pub fn find(article: &Article) -> Vec<Timex> {
    let mut found = Vec::new();
    for block in article.blocks.iter().filter(|b| b.kind != BlockKind::Preformatted) {
        for timex in grammar::scan(&tokens(block.span.of(&article.text), block.span.start), &article.text) {
            let sentence = article.sentence_at(timex.span.start).map(|s| article.sentences[s].span);
            found.push(direction::set(timex, sentence, &article.text));
        }
    }
    found
}
