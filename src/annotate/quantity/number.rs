//! Numbers in figures and words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::text::table::WordList;
use crate::text::tag::Tagged;

/// A number as it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    /// The token behind it.
    pub(super) end: usize,
    /// Its value; of a vague one the lowest.
    pub(super) low: f64,
    /// The highest value of a vague one or of a range; else the value.
    pub(super) high: f64,
    /// Half of its last digit that is not a closing nought.
    pub(super) grain: f64,
    /// Whether words alone are vague: "dozens".
    pub(super) vague: bool,
}

enum Word {
    Ones(f64),
    Times(f64),
    Vague(f64, f64),
}

struct Table {
    words: WordList<Word>,
    suffixes: BTreeMap<&'static str, f64>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let (mut words, mut suffixes) = (Vec::new(), BTreeMap::new());
    for row in super::rows(include_str!("numbers.tsv")) {
        let value = |at: usize| row.get(at).and_then(|v| v.parse::<f64>().ok());
        let (Some(&kind), Some(&word), Some(low)) = (row.first(), row.get(1), value(2)) else { continue };
        match (kind, value(3)) {
            ("ones", _) => words.push((word, Word::Ones(low))),
            ("times", _) => words.push((word, Word::Times(low))),
            ("vague", Some(high)) => words.push((word, Word::Vague(low, high))),
            _ => drop(suffixes.insert(word, low)),
        }
    }
    Table { words: words.into_iter().collect(), suffixes }
});

/// Whether a word is a number or a part of one: "40", "forty-two", "million".
pub(crate) fn counts(word: &str) -> bool {
    let known = |part: &str| TABLE.words.get(part.to_lowercase().as_str()).is_some();
    word.chars().any(char::is_numeric) || word.split(['-', '‑']).any(known)
}

fn word(words: Tagged<'_, '_>, at: usize) -> Option<&'static Word> {
    let text = words.text(at);
    if text.is_empty() || text.len() > 10 {
        return None;
    }
    // Asked of every word of a text.
    TABLE.words.get(text)
}

/// The number that begins at `at`, if one does.
pub(super) fn read(words: Tagged<'_, '_>, at: usize) -> Option<Number> {
    let text = words.text(at);
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        let (mut value, mut grain) = figures(text)?;
        let mut end = at + 1;
        // "2.5 million", "1 1/2" is left alone.
        while let Some(Word::Times(times)) = word(words, end) {
            (value, grain, end) = (value * times, grain * times, end + 1);
        }
        return Some(Number { end, low: value, high: value, grain, vague: false });
    }
    match word(words, at)? {
        Word::Vague(low, high) => Some(vague(words, at, *low, *high)),
        Word::Times(times) => {
            let opened = at > 0 && words.is_any(at - 1, &["a", "an", "half-a"]);
            opened.then(|| in_words(words, at, *times, at + 1))
        }
        Word::Ones(ones) => Some(in_words(words, at, *ones, at + 1)),
    }
}

/// "tens of thousands", "dozens", "several hundred".
fn vague(words: Tagged<'_, '_>, at: usize, low: f64, high: f64) -> Number {
    let (mut times, mut end) = (1.0, at + 1);
    if words.is_any(end, &["of"])
        && let Some(Word::Vague(more, _)) = word(words, end + 1).filter(|_| low >= 20.0)
    {
        (times, end) = (more / 2.0, end + 2);
    } else {
        // "a couple of hundred".
        let mut next = end + usize::from(words.is_any(at, &["couple"]) && words.is_any(end, &["of"]));
        while let Some(Word::Times(more)) = word(words, next) {
            (times, next, end) = (times * more, next + 1, next + 1);
        }
    }
    Number { end, low: low * times, high: high * times, grain: 0.0, vague: true }
}

/// Whole numbers in words, from their first word's value.
fn in_words(words: Tagged<'_, '_>, at: usize, first: f64, mut end: usize) -> Number {
    let (mut total, mut part) = (0.0, first);
    let mut least = first;
    if matches!(word(words, at), Some(Word::Times(times)) if *times < 13.0) {
        least = 1.0;
    }
    loop {
        let hyphen = usize::from(words.is_any(end, &["-", "‑", "and"]));
        match word(words, end + hyphen) {
            Some(Word::Ones(ones)) if joins(part, *ones, hyphen > 0 && !words.is_any(end, &["and"])) => {
                (part, least, end) = (part + ones, *ones, end + hyphen + 1);
            }
            Some(Word::Times(times)) if hyphen == 0 => {
                least *= times;
                if *times >= 1000.0 {
                    (total, part) = ((total + part) * times, 0.0);
                } else {
                    part *= times;
                }
                end += 1;
            }
            _ => break,
        }
    }
    let value = total + part;
    let grain = if value >= 100.0 { half_digit(least.max(1.0)) } else { 0.5 };
    Number { end, low: value, high: value, grain, vague: false }
}

/// Whether a small number goes on a larger: "forty-two", "a hundred and six".
fn joins(part: f64, ones: f64, hyphen: bool) -> bool {
    let tens = (20.0..100.0).contains(&part) && part % 10.0 == 0.0 && ones < 10.0 && ones > 0.0;
    tens && hyphen || (part >= 100.0 && part % 100.0 == 0.0 && ones > 0.0) && !hyphen
}

/// "35,000", "2.5", "40m": the value, and half of its last telling digit.
fn figures(text: &str) -> Option<(f64, f64)> {
    let at = text.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(text.len());
    let (digits, suffix) = text.split_at(at);
    let times = if suffix.is_empty() { 1.0 } else { *TABLE.suffixes.get(suffix.to_lowercase().as_str())? };
    let plain: String = digits.chars().filter(|c| *c != ',').collect();
    let value: f64 = plain.parse().ok().filter(|v: &f64| v.is_finite() && *v < 1e18)?;
    let grain = match plain.split_once('.') {
        Some((_, decimals)) => 0.5 * 0.1_f64.powi(decimals.len().min(12) as i32),
        None => half_digit(value),
    };
    Some((value * times, grain * times))
}

/// Half of the last digit that is not a closing nought: 500 of 35,000.
fn half_digit(value: f64) -> f64 {
    let mut unit = 1.0;
    while value > 0.0 && value % (unit * 10.0) == 0.0 && unit < value {
        unit *= 10.0;
    }
    unit * 0.5
}
