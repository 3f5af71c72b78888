//! From the words that a rule took to what they mean.

use super::action::{Action, Verb};
use super::expression::{Clock, Direction, Meaning, Named, Part, TimexType, Unit};
use super::grammar::Captures;
use super::holiday::Holiday;
use super::length::{set_of, unit};
use super::lexicon::{Class, PARTS, SEASONS};
use super::period::Period;
use super::printed::{century, day, decade, month, slashed, year, years};

/// What was read from a place.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// Number of the first token behind it.
    pub end: usize,
    /// Read as something that is no time after all.
    pub silent: bool,
    pub kind: TimexType,
    pub meaning: Meaning,
    pub direction: Direction,
    pub part: Option<Part>,
    pub clock: Option<Clock>,
}

impl Reading {
    fn new(kind: TimexType, meaning: Meaning) -> Self {
        Reading { end: 0, silent: false, kind, meaning, direction: Direction::Open, part: None, clock: None }
    }

    fn date(meaning: Meaning) -> Self {
        Self::new(TimexType::Date, meaning)
    }
}

/// Units beyond which nothing is counted from a date.
const FARTHEST: i64 = 10_000;

impl Action {
    /// The reading of what a rule took up to token `end`; `None` where that is no date after all (`31 April`).
    pub(super) fn read(&self, taken: &Captures, end: usize) -> Option<Reading> {
        let mut reading = match self.verb {
            Verb::None => Reading { silent: true, ..Reading::date(Meaning::Unplaced) },
            Verb::Day => Reading::date(day(taken)?),
            Verb::Slashed => Reading::date(slashed(taken)?),
            Verb::Month => Reading::date(month(taken)?),
            Verb::Year => Reading::date(years(taken)?),
            Verb::Decade => Reading::date(decade(taken)?),
            Verb::Century => Reading::date(century(taken)?),
            Verb::Named => self.named(taken)?,
            Verb::Shift | Verb::Since | Verb::Chained | Verb::Compared => self.counted(taken)?,
            Verb::Length => Reading::new(TimexType::Duration, Meaning::Length(self.length(taken)?)),
            Verb::Set => Reading::new(TimexType::Set, Meaning::Length(self.length(taken)?)),
            Verb::SetOf => Reading::new(TimexType::Set, Meaning::Length(set_of(taken)?)),
            Verb::Reference => Reading::date(Meaning::Reference(self.reference?)),
            Verb::Holiday => Reading::date(Meaning::Holiday(self.holiday?, year(taken))),
            Verb::Unplaced => Reading::date(Meaning::Unplaced),
            Verb::Same => taken.inner.first()?.clone(),
            Verb::Clock => self.clock(taken)?,
            Verb::Beside => {
                let named = self.which(taken)?;
                // A weekday is counted from the day that was named before, a day's number is of its month.
                let beside = if matches!(named, Named::DayOfMonth(_)) { Unit::Month } else { Unit::Day };
                Reading::date(Meaning::Within(Box::new(Meaning::Chained(beside, 0)), named))
            }
            Verb::EndingOn => Reading::date(Meaning::EndingOn(self.unit?)),
            Verb::Nth => Reading::date(Meaning::Holiday(self.nth(taken)?, year(taken))),
            Verb::SamePeriod => Reading::date(Meaning::SamePeriodOf(year(taken)?)),
        };
        if let Some(direction) = self.direction {
            reading.direction = direction;
        }
        let part = taken.get(Class::Part).or_else(|| taken.get(Class::Edge));
        let part = part.and_then(|at| PARTS.get(usize::try_from(at).ok()?)).map(|(_, part)| *part);
        let dated = !matches!(self.verb, Verb::Length | Verb::Set | Verb::SetOf | Verb::Clock | Verb::None);
        if let Some(part) = self.part.or(part).filter(|_| dated) {
            reading.part = Some(part);
            if part.code().is_some() {
                reading.kind = TimexType::Time;
            }
        }
        reading.end = end;
        Some(reading)
    }

    /// A stretch named without the one around it, or with it in figures, or with it as an expression of its own.
    fn named(&self, taken: &Captures) -> Option<Reading> {
        let named = self.which(taken)?;
        if let Some(outer) = taken.inner.first() {
            let direction = outer.direction;
            return Some(Reading {
                direction,
                ..Reading::date(Meaning::Within(Box::new(outer.meaning.clone()), named))
            });
        }
        let meaning = match (year(taken), named) {
            (None, _) => Meaning::Named(named),
            (Some(year), Named::Month(month)) => Meaning::Absolute(Period::Month(year, month), None),
            (Some(year), Named::Quarter(quarter)) => Meaning::Absolute(Period::Quarter(year, quarter), None),
            (Some(year), Named::Half(half)) => Meaning::Absolute(Period::Half(year, half), None),
            (Some(year), Named::Season(season)) => Meaning::Absolute(Period::Season(year, season), None),
            (
                Some(_),
                Named::Weekday(_) | Named::DayOfMonth(_) | Named::DayOfYear(..) | Named::Week | Named::Weekend,
            ) => {
                return None;
            }
        };
        Some(Reading::date(meaning))
    }

    /// The first, second … or last such weekday of a month.
    fn nth(&self, taken: &Captures) -> Option<Holiday> {
        let small = |class| taken.get(class).and_then(|value| i8::try_from(value).ok());
        let nth = self.amount.and_then(|n| i8::try_from(n / 100).ok()).or_else(|| small(Class::Ord))?;
        Some(Holiday::Nth(small(Class::Month)?, nth, small(Class::Weekday)?, 0)).filter(|_| nth <= 5)
    }

    fn which(&self, taken: &Captures) -> Option<Named> {
        let small = |class| taken.get(class).and_then(|value| i8::try_from(value).ok());
        if self.unit == Some(Unit::Week) {
            return Some(Named::Week);
        }
        if let Some(unit) = self.unit {
            let number = self.amount.map(|n| n / 100).and_then(|n| i8::try_from(n).ok());
            let number =
                number.or_else(|| small(Class::Ord)).or_else(|| small(Class::Q)).or_else(|| small(Class::Day))?;
            return match unit {
                Unit::Quarter if (1..=4).contains(&number) => Some(Named::Quarter(number)),
                Unit::Half if (1..=2).contains(&number) => Some(Named::Half(number)),
                Unit::Day => Some(Named::DayOfMonth(number)),
                _ => None,
            };
        }
        if self.verb == Verb::Named && taken.values.is_empty() {
            return Some(Named::Weekend);
        }
        if let Some((month, day)) = small(Class::Month).zip(small(Class::Day)) {
            return Some(Named::DayOfYear(month, day));
        }
        let weekday = small(Class::Weekday).or_else(|| small(Class::ShortWeekday));
        let month = small(Class::Month).or_else(|| small(Class::SureMonth)).or_else(|| small(Class::LongMonth));
        let season = || taken.get(Class::Season).or_else(|| taken.get(Class::SureSeason));
        let season = || SEASONS.get(usize::try_from(season()?).ok()?).map(|(_, season)| *season);
        weekday.map(Named::Weekday).or(month.map(Named::Month)).or_else(|| season().map(Named::Season))
    }

    fn counted(&self, taken: &Captures) -> Option<Reading> {
        let unit = self.unit.or_else(|| unit(taken))?;
        let amount = match self.amount.or_else(|| taken.get(Class::Figure)) {
            Some(amount) => amount,
            None if taken.get(Class::Vague).is_some() => {
                let side = if self.sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
                return Some(Reading::date(Meaning::Reference(side)));
            }
            None => 100,
        };
        let by = amount.checked_div(100).filter(|n| *n <= FARTHEST)?.checked_mul(self.sign)?;
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
            if self.verb == Verb::Chained {
                return None;
            }
            let side = if by < 0 { "PAST_REF" } else { "FUTURE_REF" };
            return Some(Reading::date(Meaning::Reference(side)));
        }
        Some(Reading::date(match self.verb {
            Verb::Chained => Meaning::Chained(unit, by),
            Verb::Compared => Meaning::Compared(unit, by),
            // "Two decades ago" is a year, if not to the year.
            Verb::Since if unit == Unit::Decade => Meaning::Shift(Unit::Year, by.checked_mul(10)?),
            Verb::Since if unit == Unit::Century => Meaning::Shift(Unit::Year, by.checked_mul(100)?),
            _ => Meaning::Shift(unit, by),
        }))
    }

    /// Hour and minute as the text has them.
    fn clock_in_words(&self, taken: &Captures) -> Option<Clock> {
        let packed = taken.get(Class::Hhmm).or_else(|| taken.get(Class::Hmm));
        let words = || taken.get(Class::Figure).map(|hundredths| hundredths / 100);
        let hour = packed.map(|time| time / 100).or_else(|| taken.get(Class::Hour)).or_else(words)?;
        let minute = packed.map(|time| time % 100).or_else(|| taken.get(Class::Min)).unwrap_or(0);
        let hour = match (self.half, hour) {
            (Some(true), 1..=11) => hour + 12,
            (Some(false), 12) => 0,
            (Some(true), 0) | (Some(_), 13..) | (None, 25..) => return None,
            _ => hour,
        };
        Some(Clock { hour: i8::try_from(hour).ok()?, minute: i8::try_from(minute).ok()?, universal: false })
    }

    fn clock(&self, taken: &Captures) -> Option<Reading> {
        let given = self.clock.map(|(hour, minute)| Clock { hour, minute, universal: false });
        let clock = given.or_else(|| self.clock_in_words(taken))?;
        let clock = Clock { universal: self.universal || taken.get(Class::Universal).is_some(), ..clock };
        let printed = || day(taken).map(Reading::date);
        let day = taken.inner.first().cloned().or_else(printed);
        // Without a day of its own it is a time of the day the text speaks of, else of the document's.
        let mut reading = day.unwrap_or_else(|| Reading::date(Meaning::Compared(Unit::Day, 0)));
        reading.kind = TimexType::Time;
        reading.part = None;
        reading.clock = Some(clock);
        Some(reading)
    }
}
