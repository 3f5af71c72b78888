//! Quantities: numbers with what is counted or measured, and what is told of it.
//!
//! In: an article, its tagged words and temporal expressions. Out: [`Quantity`]s in text order, their values as intervals.
//! `number` reads figures and words, `bound` what stands around them, `unit` what is measured or counted, `role` what is
//! told of it. Parts of dates are no quantities; lengths of time are. Knows nothing of other articles.

mod bound;
mod number;
mod role;
mod unit;

#[cfg(test)]
mod tests;

use crate::annotate::time::{Timex, TimexType};
use crate::annotate::words::Words;
use crate::corpus::Article;
use crate::text::Span;
use crate::text::tag::Tagged;

pub use bound::{Interval, Stated};
pub(crate) use number::counts;
pub use role::Role;
pub use unit::Unit;

/// A number with its unit or counted thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The words: bounds, number and unit, in bytes of the article's text.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// What the number may be, in base units.
    pub value: Interval,
    /// How it is told: as one number, a bound, a range, or vaguely.
    pub stated: Stated,
    /// What is measured or counted.
    pub unit: Unit,
    /// What it is of, as a stem: `oil` of "barrels of oil", `talk` of "three days of talks".
    pub of: Option<String>,
    /// In what time, where it is a rate: `day` of "barrels a day".
    pub per: Option<String>,
    /// What is told of it.
    pub role: Option<Role>,
    /// Stem of the verb it stands with.
    pub verb: Option<String>,
}

/// The quantities of an article's body, in text order.
pub fn find(article: &Article, words: &Words<'_>, timexes: &[Timex]) -> Vec<Quantity> {
    let dates: Vec<Span> = timexes.iter().filter(|t| t.kind != TimexType::Duration).map(|t| t.span).collect();
    let mut found = Vec::new();
    for sentence in article.body_sentences() {
        let tagged = words.sentence(sentence);
        let from = found.len();
        read(tagged, &dates, sentence, &mut found);
        role::assign(tagged, &mut found[from..]);
    }
    found
}

/// Reads one sentence.
fn read(words: Tagged<'_, '_>, dates: &[Span], sentence: usize, found: &mut Vec<Quantity>) {
    let mut at = 0;
    while at < words.tokens.len() {
        let Some(number) = number::read(words, at) else {
            at += 1;
            continue;
        };
        let place = words.tokens[at].span;
        let next = number.end.max(at + 1);
        let after_date = dates.partition_point(|date| date.end <= place.start);
        let dated = dates.get(after_date).is_some_and(|date| date.overlaps(place));
        let bounded = bound::around(words, at, number);
        if !dated && !bounded.former {
            let measured = unit::after(words, bounded.first, at, bounded.number.end, &bounded.number);
            if let Some(measured) = measured {
                let end = measured.end.clamp(next, words.tokens.len());
                let span = words.tokens[bounded.first.min(at)].span.cover(words.tokens[end - 1].span);
                found.push(Quantity {
                    span,
                    sentence,
                    value: bounded.value(&measured.unit).scaled(measured.factor),
                    stated: bounded.stated,
                    unit: measured.unit,
                    of: measured.of,
                    per: measured.per,
                    role: None,
                    verb: None,
                });
            }
        }
        at = bounded.number.end.max(next);
    }
}

/// Lines of a table, comments left out, split at tabs.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}
