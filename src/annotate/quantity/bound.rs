//! What stands around a number: bounds, ranges, rounding.

use std::sync::LazyLock;

use crate::text::tag::Tagged;

use super::number::{self, Number};
use super::unit::Unit;

/// Share of a number that "about" may be off, and by which "nearly" may fall short.
const ABOUT: f64 = 0.1;
const NEARLY: f64 = 0.15;
/// The longest entry in words.
const LONGEST: usize = 4;

/// Values that a reading allows; the ends belong to it where they are told themselves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lowest value.
    pub low: f64,
    /// The highest; infinite for "more than".
    pub high: f64,
}

impl Interval {
    /// Whether no value is in both; common ends alone do not count.
    pub fn is_disjoint(self, other: Interval) -> bool {
        let (least, most) = (self.low.max(other.low), self.high.min(other.high));
        let width = (self.high - self.low).min(other.high - other.low);
        // Two rounded numbers that only touch share nothing; a bare number that stands on the end of a range is in it.
        if width > 0.0 { least >= most } else { least > most }
    }

    pub(super) fn scaled(self, factor: f64) -> Interval {
        Interval { low: self.low * factor, high: self.high * factor }
    }
}

/// How a number is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stated {
    /// As one number, also a rounded one: "40", "about 40".
    Number,
    /// As a bound: "more than 40".
    Bound,
    /// As a range with both ends: "40 to 50".
    Range,
    /// Without a number: "dozens".
    Vague,
    /// On top of something that is not told: "another 40".
    Added,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Above,
    From,
    Below,
    UpTo,
    Nearly,
    About,
    Another,
    Former,
}

struct Entry {
    before: bool,
    kind: Kind,
    words: Vec<&'static str>,
}

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let rows = super::rows(include_str!("bounds.tsv"));
    let entry = |row: Vec<&'static str>| {
        let kind = match *row.get(1)? {
            "above" => Kind::Above,
            "from" => Kind::From,
            "below" => Kind::Below,
            "upto" => Kind::UpTo,
            "nearly" => Kind::Nearly,
            "about" => Kind::About,
            "another" => Kind::Another,
            _ => Kind::Former,
        };
        Some(Entry { before: *row.first()? == "before", kind, words: row.get(2)?.split(' ').collect() })
    };
    let mut entries: Vec<Entry> = rows.filter_map(entry).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.words.len()));
    entries
});

/// A number with its bounds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounded {
    /// The first token, a bound or the number.
    pub(super) first: usize,
    /// The number; both ends of a range.
    pub(super) number: Number,
    /// How it is told.
    pub(super) stated: Stated,
    /// Whether it is an older number told beside the new one.
    pub(super) former: bool,
    kinds: [Option<Kind>; 2],
}

/// Reads what stands around the number at `at`.
pub(super) fn around(words: Tagged<'_, '_>, at: usize, number: Number) -> Bounded {
    let mut first = at;
    let money = first > 0 && super::unit::is_sign(words.text(first - 1));
    first -= usize::from(money);
    if first > 0 && words.is_any(first - 1, &["a", "the"]) && (number.vague || number.low >= 12.0) {
        first -= 1;
    }
    let mut kinds = [None; 2];
    if let Some(entry) = ENTRIES.iter().find(|e| e.before && stands_before(words, first, &e.words)) {
        (kinds[0], first) = (Some(entry.kind), first - entry.words.len());
    }
    let between = first > 0 && words.is_any(first - 1, &["between"]);
    let (number, ranged) = range(words, at, number, between);
    let behind = |from: usize| {
        ENTRIES
            .iter()
            .find(|e| !e.before && (0..e.words.len()).all(|i| words.text(from + i).eq_ignore_ascii_case(e.words[i])))
    };
    let mut number = number;
    if let Some(entry) = behind(number.end) {
        kinds[1] = Some(entry.kind);
        number.end += entry.words.len();
    } else if let Some(entry) = behind(number.end + 1) {
        // "40 people or more", "20 more" are read; the unit between stays where it is.
        kinds[1] = Some(entry.kind);
    }
    let is = |kind: Kind| kinds.contains(&Some(kind));
    let former = kinds[0] == Some(Kind::Former) && !ranged;
    let stated = match () {
        () if is(Kind::Another) => Stated::Added,
        () if number.vague => Stated::Vague,
        () if ranged => Stated::Range,
        () if [Kind::Above, Kind::From, Kind::Below, Kind::UpTo].into_iter().any(is) => Stated::Bound,
        () => Stated::Number,
    };
    Bounded { first, number, stated, former, kinds }
}

fn stands_before(words: Tagged<'_, '_>, first: usize, entry: &[&str]) -> bool {
    debug_assert!(entry.len() <= LONGEST);
    let Some(from) = first.checked_sub(entry.len()) else { return false };
    entry.iter().enumerate().all(|(i, word)| words.text(from + i).eq_ignore_ascii_case(word))
}

/// "40 to 50", "40-50", "between 40 and 50", "$40 million to $50 million"; units may stand between.
fn range(words: Tagged<'_, '_>, at: usize, number: Number, between: bool) -> (Number, bool) {
    for gap in 0..=2 {
        let joint = number.end + gap;
        // What stands between is a unit, not the whole of another phrase.
        if gap > 0 && !super::unit::is_unit(words.text(joint - 1)) && gap == 1 {
            break;
        }
        let joined = words.is_any(joint, &["to", "-", "–", "—", "‑"]) || between && words.is_any(joint, &["and"]);
        if !joined {
            continue;
        }
        let next = joint + 1 + usize::from(super::unit::is_sign(words.text(joint + 1)));
        let Some(mut other) = number::read(words, next) else { break };
        let mut low = number;
        // "2 to 3 million": the word stands for both.
        let shared = other.high / figures_of(words, next).unwrap_or(other.high);
        if shared > 1.0 && low.end == at + 1 && low.low < other.high / shared {
            (low.low, low.grain) = (low.low * shared, low.grain * shared);
        }
        if other.high > low.low && !other.vague {
            other.low = low.low;
            other.grain = other.grain.min(low.grain);
            return (other, true);
        }
        break;
    }
    (number, false)
}

/// The figures alone of the number at `at`.
fn figures_of(words: Tagged<'_, '_>, at: usize) -> Option<f64> {
    words.text(at).replace(',', "").parse().ok().filter(|value: &f64| *value > 0.0)
}

impl Bounded {
    /// What the number may be: a measure is rounded, few things are counted one by one.
    pub(super) fn value(&self, unit: &Unit) -> Interval {
        let Number { low, high, grain, vague, .. } = self.number;
        if vague {
            return Interval { low, high };
        }
        let counted_out = matches!(unit, Unit::Count(_) | Unit::Bare | Unit::Measure("time")) && high < 100.0;
        let grain = if counted_out { 0.0 } else { grain };
        let mut value = Interval { low: low - grain, high: high + grain };
        for kind in self.kinds.into_iter().flatten() {
            match kind {
                Kind::Above | Kind::From => value = Interval { low, high: f64::INFINITY },
                Kind::Below | Kind::UpTo => value = Interval { low: 0.0, high: high + grain },
                Kind::Nearly => value.low -= low * NEARLY,
                Kind::About => value = Interval { low: value.low - low * ABOUT, high: value.high + high * ABOUT },
                Kind::Another | Kind::Former => {}
            }
        }
        value
    }
}
