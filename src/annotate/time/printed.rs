//! Dates that are printed: what their figures and names come to by themselves.

use jiff::civil::Date;

use super::expression::{Meaning, Named};
use super::grammar::Captures;
use super::lexicon::Class;
use super::period::Period;

/// The year in figures or words.
pub(super) fn year(taken: &Captures) -> Option<i16> {
    let year = [Class::Year, Class::AnyYear, Class::Modern].into_iter().find_map(|class| taken.get(class));
    year.and_then(|year| i16::try_from(year).ok())
}

/// Day and month, perhaps twice, with or without the year.
pub(super) fn day(taken: &Captures) -> Option<Meaning> {
    let small = |class, nth| taken.nth(class, nth).and_then(|value| i8::try_from(value).ok());
    let month_at = |nth| small(Class::Month, nth).or_else(|| small(Class::Mm, nth));
    let (month, day) = (month_at(0)?, small(Class::Day, 0).or_else(|| small(Class::Ord, 0))?);
    let to = small(Class::Day, 1).map(|day| (month_at(1).unwrap_or(month), day));
    let Some(last_year) = year(taken) else {
        // 29 February is a day of some year, 31 April of none.
        Date::new(2024, month, day).ok()?;
        if let Some((to_month, to_day)) = to {
            Date::new(2024, to_month, to_day).ok()?;
            ((month, day) < (to_month, to_day)).then_some(())?;
        }
        let weekday = small(Class::Weekday, 0).or_else(|| small(Class::ShortWeekday, 0));
        return Some(Meaning::MonthDay { month, day, to, weekday });
    };
    let second = taken.nth(Class::Year, 1).and_then(|year| i16::try_from(year).ok());
    let first = Date::new(last_year, month, day).ok()?;
    let to = match to {
        Some((to_month, to_day)) => {
            let last = Date::new(second.unwrap_or(last_year), to_month, to_day).ok()?;
            (first < last).then_some(())?;
            Some(Period::Day(last))
        }
        None => None,
    };
    Some(Meaning::Absolute(Period::Day(first), to))
}

/// `27/10/2025` or `10/27/2025`: only where one of the two can't be a month, or both are the same.
pub(super) fn slashed(taken: &Captures) -> Option<Meaning> {
    let small = |class| taken.get(class).and_then(|value| i8::try_from(value).ok());
    let (month, day) = (small(Class::Mm)?, small(Class::Day)?);
    let year = year(taken)?;
    let date = Date::new(year, month, day).ok().filter(|_| day > 12 || day == month)?;
    Some(Meaning::Absolute(Period::Day(date), None))
}

/// A month with its year, or two months.
pub(super) fn month(taken: &Captures) -> Option<Meaning> {
    let of = |class, nth| taken.nth(class, nth);
    let small = |nth| of(Class::Month, nth).or_else(|| of(Class::SureMonth, nth)).or_else(|| of(Class::LongMonth, nth));
    let month = i8::try_from(small(0)?).ok()?;
    let to = small(1).and_then(|month| i8::try_from(month).ok());
    let Some(year) = year(taken) else { return Some(Meaning::Named(Named::Month(month))) };
    let second = taken.nth(Class::Year, 1).and_then(|year| i16::try_from(year).ok());
    let to = match to {
        Some(to) => {
            let last = second.unwrap_or(year);
            ((year, month) < (last, to)).then_some(())?;
            Some(Period::Month(last, to))
        }
        None => None,
    };
    Some(Meaning::Absolute(Period::Month(year, month), to))
}

/// A year, or from one to another, whose century may be left out: `2021-24`, `’82`.
pub(super) fn years(taken: &Captures) -> Option<Meaning> {
    let Some(from) = year(taken) else {
        let short = i16::try_from(taken.get(Class::Yy)?).ok()?;
        let century = if short < 30 { 2000 } else { 1900 };
        return Some(Meaning::Absolute(Period::Year(century + short), None));
    };
    let full = taken.nth(Class::Year, 1).and_then(|year| i16::try_from(year).ok());
    let short = taken.get(Class::Yy).and_then(|year| i16::try_from(year).ok()).map(|year| from - from % 100 + year);
    let to = match full.or(short) {
        Some(to) => Some((to > from).then_some(Period::Year(to))?),
        None => None,
    };
    Some(Meaning::Absolute(Period::Year(from), to))
}

/// `1990s`, `’90s`, `the nineties`: without a century that of the years 1930 to 1999.
pub(super) fn decade(taken: &Captures) -> Option<Meaning> {
    let value = taken.get(Class::Decade).or_else(|| taken.get(Class::DecadeWord))?;
    let year = match value {
        30..=90 => 1900 + value,
        1500.. => value,
        _ => return None,
    };
    // "the 1900s" is as a rule the century, "the 2000s" as a rule the decade.
    let year = i16::try_from(year).ok()?;
    let period = if year % 100 == 0 && year < 2000 { Period::Century(year) } else { Period::Decade(year) };
    Some(Meaning::Absolute(period, None))
}

pub(super) fn century(taken: &Captures) -> Option<Meaning> {
    let number = i16::try_from(taken.get(Class::Ord)?).ok().filter(|number| (1..=22).contains(number))?;
    Some(Meaning::Absolute(Period::Century((number - 1) * 100), None))
}
