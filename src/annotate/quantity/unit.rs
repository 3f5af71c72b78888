//! What a number measures or counts.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::text::stem::stem;
use crate::text::table::WordList;
use crate::text::tag::{Tag, Tagged};

use super::number::Number;

/// What is measured or counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A measure by name: `time` in seconds, `distance` in metres, `percent`, `dollars`.
    Measure(&'static str),
    /// Things, as the stem of their noun: `soldier`. People without another name are `people`.
    Count(String),
    /// Nothing is named: "18 on Monday".
    Bare,
}

/// A unit with what else is told of it.
pub(super) struct Measured {
    /// The unit.
    pub(super) unit: Unit,
    /// How many base units one is.
    pub(super) factor: f64,
    /// Stem of what it is of.
    pub(super) of: Option<String>,
    /// In what time.
    pub(super) per: Option<String>,
    /// The token behind it.
    pub(super) end: usize,
}

/// Most words from a number to its noun.
const REACH: usize = 5;

static UNITS: LazyLock<WordList<(&str, f64)>> = LazyLock::new(|| {
    let mut units = WordList::default();
    for row in super::rows(include_str!("units.tsv")) {
        let [measure, factor, names] = row[..] else { continue };
        let Ok(factor) = factor.parse() else { continue };
        names.split(' ').for_each(|name| units.insert(name, (measure, factor)));
    }
    units
});
static PEOPLE: LazyLock<BTreeSet<&str>> = LazyLock::new(|| words_of(include_str!("people.txt")));
static PER: LazyLock<WordList<()>> =
    LazyLock::new(|| words_of(include_str!("per.txt")).into_iter().map(|word| (word, ())).collect());

fn words_of(table: &'static str) -> BTreeSet<&'static str> {
    table.lines().filter(|line| !line.starts_with('#')).collect()
}

/// The measure that a word is a unit of.
fn unit_of(word: &str) -> Option<(&'static str, f64)> {
    UNITS.get(word).copied()
}

/// Whether a word is a unit of measure.
pub(super) fn is_unit(word: &str) -> bool {
    unit_of(word).is_some()
}

/// Whether it stands before its number: `$`.
pub(super) fn is_sign(word: &str) -> bool {
    (word.chars().any(|c| matches!(c, '$' | '£' | '€' | '₹' | '¥' | '₪' | '₩')) || matches!(word, "Rs" | "Rs."))
        && unit_of(word).is_some()
}

/// What the number at `at` measures or counts, read behind it and before it; `None` where it is no quantity.
pub(super) fn after(words: Tagged<'_, '_>, first: usize, at: usize, end: usize, number: &Number) -> Option<Measured> {
    let measured = |measure, factor, end| {
        let (of, after) = complement(words, past_brackets(words, end));
        let (per, end) = rate(words, after);
        Measured { unit: Unit::Measure(measure), factor, of, per, end }
    };
    if let Some((measure, factor)) =
        at.checked_sub(1).and_then(|sign| unit_of(words.text(sign)).filter(|_| is_sign(words.text(sign))))
    {
        return Some(measured(measure, factor, end));
    }
    if words.is_any(end, &["per"]) && words.is_any(end + 1, &["cent"]) {
        return Some(measured("percent", 1.0, end + 2));
    }
    let hyphen = usize::from(words.is_any(end, &["-", "‑"]));
    if let Some((measure, factor)) = unit_of(words.text(end + hyphen)) {
        // "an 18-year-old" is no length.
        let age = words.is_any(end + hyphen + 1, &["-", "‑", "old"]) && words.tokens.len() > end + hyphen + 2;
        return (!age || measure != "time").then(|| {
            let mut found = measured(measure, factor, end + hyphen + 1);
            // "a nine-hour session": what has that length.
            if hyphen > 0 && found.of.is_none() {
                found.of = head(words, end + hyphen + 1).map(|(noun, _)| noun);
            }
            found
        });
    }
    // "Flight 12", "Article 5": the number is a name.
    let named = first > 0 && first == at && words.tag(at - 1).is_some_and(Tag::is_proper) && !number.vague;
    if named || hyphen > 0 {
        return None;
    }
    if let Some((noun, after)) = head(words, end) {
        let (of, behind) = complement(words, after);
        let (per, end) = rate(words, behind);
        let unit = if PEOPLE.contains(noun.as_str()) { "people".to_owned() } else { stem(&noun)? };
        return Some(Measured { unit: Unit::Count(unit), factor: 1.0, of, per, end });
    }
    // "one" alone is a pronoun, and "row 12" a name.
    let name = |at: usize| words.tag(at).is_some_and(Tag::is_noun) || words.tokens[at].is_capitalised();
    let row = at > 0 && name(at - 1) && !number.vague;
    let bare = Measured { unit: Unit::Bare, factor: 1.0, of: None, per: None, end };
    (number.low > 1.0 && !row).then_some(bare)
}

/// The head of the noun phrase from `from`, in lower case, and the token behind it. Words for a reader's people come as they are.
fn head(words: Tagged<'_, '_>, from: usize) -> Option<(String, usize)> {
    let of = usize::from(words.is_any(from, &["of"])) + usize::from(words.is_any(from + 1, &["the"]));
    let from = if words.is_any(from, &["of"]) { from + of } else { from };
    let mut found = None;
    for at in from..from + REACH {
        match words.tag(at) {
            Some(tag) if tag.is_noun() => found = Some(at),
            Some(Tag::JJ | Tag::JJR | Tag::VBN | Tag::VBG | Tag::Dash | Tag::POS) if found.is_none() => {}
            Some(Tag::Dash | Tag::POS) => {}
            _ => break,
        }
        if words.text(at).contains(['’', '\'']) {
            return None;
        }
    }
    let found = found?;
    Some((words.text(found).to_lowercase(), found + 1))
}

/// Behind what stands in brackets at `at`: "barrels (210,000 gallons) of oil".
fn past_brackets(words: Tagged<'_, '_>, at: usize) -> usize {
    if !words.is_any(at, &["("]) {
        return at;
    }
    let close = (at + 1..words.tokens.len().min(at + 16)).find(|&end| words.is_any(end, &[")"]));
    let behind = close.map_or(at, |close| close + 1);
    // What is in brackets belongs to the quantity only where it goes on behind them.
    let goes_on = words.is_any(behind, &["of"]) || rate(words, behind).0.is_some();
    if goes_on { behind } else { at }
}

/// "of intense talks" behind a unit: the stem of its noun, and the token behind it.
fn complement(words: Tagged<'_, '_>, at: usize) -> (Option<String>, usize) {
    if !words.is_any(at, &["of"]) {
        return (None, at);
    }
    let from = at + 1 + usize::from(words.is_any(at + 1, &["the", "its", "their"]));
    match head(words, from) {
        Some((noun, end)) => (stem(&noun), end),
        None => (None, at),
    }
}

/// "a day", "per month": the unit of time, and the token behind it.
fn rate(words: Tagged<'_, '_>, at: usize) -> (Option<String>, usize) {
    let opens = PER.get(words.text(at)).is_some();
    match unit_of(words.text(at + 1)) {
        Some(("time", _)) if opens => (Some(words.text(at + 1).to_lowercase()), at + 2),
        _ if words.is_any(at, &["daily"]) => (Some("day".to_owned()), at + 1),
        _ => (None, at),
    }
}
