//! Numbers and years in words.

use super::lexicon::{Class, Lexicon};
use super::scan::Token;

/// A number in figures or words from `at`: the token behind it, and its value in hundredths.
///
/// `12`, `1,990`, `2.5`, `2 1/2`, `seven`, `twenty-four`, `a hundred and fifty` (from `hundred`), `two and a half`.
pub(super) fn number(tokens: &[Token], at: usize, end: usize, lexicon: &Lexicon, text: &str) -> Option<(usize, i64)> {
    let first = tokens.get(at)?;
    let (mut next, mut value) = if first.classes.has(Class::Figure) {
        (at + 1, first.amount()?)
    } else {
        let (next, value) = in_words(tokens, at, end, lexicon, text)?;
        (next, value * 100)
    };
    let is = |at: usize, word: &str| {
        at < end && tokens.get(at).is_some_and(|t| text[t.start..t.end].eq_ignore_ascii_case(word))
    };
    let in_figures = first.classes.has(Class::Figure) && is(next, "1") && is(next + 1, "/") && is(next + 2, "2");
    if in_figures || is(next, "and") && is(next + 1, "a") && is(next + 2, "half") {
        (next, value) = (next + 3, value + 50);
    }
    Some((next, value))
}

/// "Two hundred thousand" has two, and no number below a million more.
const MULTIPLIERS: usize = 3;

/// Words for a whole number below a million.
fn in_words(tokens: &[Token], at: usize, end: usize, lexicon: &Lexicon, text: &str) -> Option<(usize, i64)> {
    let value_at = |at: usize, class: Class| {
        let token = tokens.get(at).filter(|_| at < end)?;
        lexicon.value(token.word, class).map(i64::from)
    };
    let is = |at: usize, words: &[&str]| {
        at < end && tokens.get(at).is_some_and(|t| words.iter().any(|w| text[t.start..t.end].eq_ignore_ascii_case(w)))
    };
    let below_hundred = |at: usize| -> Option<(usize, i64)> {
        let tens = value_at(at, Class::NumberWord)?;
        let after = at + 1 + usize::from(is(at + 1, &["-", "‑", "‐"]));
        match value_at(after, Class::NumberWord) {
            Some(ones) if tens >= 20 && (1..10).contains(&ones) => Some((after + 1, tens + ones)),
            _ => Some((at + 1, tens)),
        }
    };
    let (mut next, mut value) = match below_hundred(at) {
        Some(read) => read,
        None => (at, 1),
    };
    if next == at && value_at(at, Class::Multiplier).is_none() {
        return None;
    }
    for _ in 0..MULTIPLIERS {
        let Some(times) = value_at(next, Class::Multiplier) else { break };
        (next, value) = (next + 1, value.saturating_mul(times).min(1_000_000));
        let rest = next + usize::from(is(next, &["and"]));
        if let Some((after, more)) = below_hundred(rest).filter(|_| times >= 100) {
            (next, value) = (after, value + more);
        }
    }
    Some((next, value))
}

/// A year as it is spoken: `nineteen ninety-six`, `two thousand`, `two thousand and eleven`, `twenty twenty-five`.
pub(super) fn spoken_year(
    tokens: &[Token],
    at: usize,
    end: usize,
    lexicon: &Lexicon,
    text: &str,
) -> Option<(usize, i32)> {
    let century = lexicon.value(tokens.get(at)?.word, Class::NumberWord)?;
    if (15..=20).contains(&century) {
        let hundred = tokens.get(at + 1).filter(|_| at + 1 < end)?;
        if lexicon.value(hundred.word, Class::Multiplier) == Some(100) && century != 20 {
            return Some((at + 2, century * 100));
        }
        let (next, years) = in_words(tokens, at + 1, end, lexicon, text)?;
        let years = i32::try_from(years).ok().filter(|years| (10..100).contains(years))?;
        return Some((next, century * 100 + years));
    }
    let (next, year) = in_words(tokens, at, end, lexicon, text)?;
    let year = i32::try_from(year).ok().filter(|year| (2000..2100).contains(year))?;
    Some((next, year))
}
