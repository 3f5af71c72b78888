//! Which expression another one counts from: `that day`, `two weeks later`, `a year earlier`.
//!
//! Only what the text has just named can be meant: the nearest expression before, as fine as asked, in the same
//! sentence or the ones right before it. Where there is none the expression stays open.

use super::expression::{Meaning, Named, Timex, Unit};
use super::period::Period;

/// How many sentences back a day is still the one that is meant.
const NEAR: usize = 1;
/// The same for months and years, which text stays in for longer.
const NEAR_MONTH: usize = 4;
/// The same for quarters, which reports on business speak of throughout.
const NEAR_QUARTER: usize = 12;

/// How many expressions back anything is looked for.
const FARTHEST: usize = 64;

/// Links each expression that counts from another to it. `sentences[i]` is the sentence of expression `i`.
pub(super) fn link(timexes: &mut [Timex], sentences: &[usize]) {
    for at in 0..timexes.len() {
        let antecedent = match inner(&timexes[at].meaning) {
            Meaning::Chained(Unit::Quarter, 0) => {
                before(timexes, sentences, at, NEAR_QUARTER, |unit| unit == Unit::Quarter)
            }
            Meaning::Chained(unit, by) => {
                let (unit, by) = (*unit, *by);
                let finest = if by == 0 || unit > Unit::Week { unit } else { Unit::Day };
                let reach = if unit > Unit::Week { NEAR_MONTH } else { NEAR };
                before(timexes, sentences, at, reach, |found| found <= finest.max(Unit::Day))
            }
            Meaning::Compared(Unit::Day, _) => before(timexes, sentences, at, 0, |unit| unit == Unit::Day),
            Meaning::Compared(..) | Meaning::SamePeriodOf(_) => {
                let quarter = before(timexes, sentences, at, NEAR_QUARTER, |unit| unit == Unit::Quarter);
                let quarter = quarter.filter(|&quarter| !timexes[quarter + 1..at].iter().any(is_longer));
                let year = || before(timexes, sentences, at, NEAR, |unit| unit == Unit::Year);
                let printed = |&at: &usize| matches!(timexes[at].meaning, Meaning::Absolute(..));
                quarter.or_else(|| year().filter(printed))
            }
            Meaning::EndingOn(_) => {
                let next = timexes.get(at + 1).filter(|_| sentences[at + 1] == sentences[at]);
                next.filter(|next| fineness(next) == Some(Unit::Day)).map(|_| at + 1)
            }
            _ => continue,
        };
        timexes[at].antecedent = antecedent;
    }
}

/// Whether an expression turns the talk from a quarter to a longer stretch: `the nine months`, `the year`.
fn is_longer(timex: &Timex) -> bool {
    match &timex.meaning {
        Meaning::Length(length) => matches!(length.as_str(), "P9M" | "P6M" | "P1Y" | "P12M"),
        Meaning::Shift(Unit::Year, 0) | Meaning::Absolute(Period::Year(_), None) => true,
        _ => false,
    }
}

fn inner(meaning: &Meaning) -> &Meaning {
    match meaning {
        Meaning::Within(outer, _) => inner(outer),
        meaning => meaning,
    }
}

/// The nearest expression before `at`, at most `reach` sentences back, that names a moment as fine as `fits` asks.
fn before(
    timexes: &[Timex],
    sentences: &[usize],
    at: usize,
    reach: usize,
    fits: impl Fn(Unit) -> bool,
) -> Option<usize> {
    (0..at)
        .rev()
        .take(FARTHEST)
        .take_while(|&before| sentences[before] + reach >= sentences[at])
        .find(|&before| fineness(&timexes[before]).is_some_and(&fits))
}

/// How fine a moment an expression names; `None` for lengths, vague times and those that stay open.
fn fineness(timex: &Timex) -> Option<Unit> {
    fn of(meaning: &Meaning) -> Option<Unit> {
        match meaning {
            Meaning::Absolute(Period::Season(..), _) => Some(Unit::Half),
            Meaning::Absolute(period, _) => Some(period.unit()),
            Meaning::MonthDay { .. } | Meaning::Holiday(..) => Some(Unit::Day),
            Meaning::Named(named) | Meaning::Within(_, named) => Some(match named {
                Named::Weekday(_) | Named::DayOfMonth(_) | Named::DayOfYear(..) => Unit::Day,
                Named::Weekend => Unit::Weekend,
                Named::Week => Unit::Week,
                Named::Month(_) => Unit::Month,
                Named::Quarter(_) => Unit::Quarter,
                // A season is no quarter of the kind that reports compare.
                Named::Half(_) | Named::Season(_) => Unit::Half,
            }),
            Meaning::Shift(unit, _) | Meaning::Chained(unit, _) => Some(*unit),
            Meaning::Compared(..)
            | Meaning::SamePeriodOf(_)
            | Meaning::EndingOn(_)
            | Meaning::Length(_)
            | Meaning::Reference(_)
            | Meaning::Unplaced => None,
        }
    }
    match timex.meaning {
        Meaning::Chained(..) if timex.antecedent.is_none() => None,
        _ => of(&timex.meaning),
    }
}
