//! Stretches of the calendar that a temporal expression can name, and how they are counted and written.

use jiff::civil::{Date, Weekday};
use jiff::{Span as Days, ToSpan};

use crate::text::edtf::{Edtf, Point};

use super::expression::{Season, Unit};

/// A day, week, month … of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// One day.
    Day(Date),
    /// Seven days from this Monday.
    Week(Date),
    /// This Saturday and the Sunday after it.
    Weekend(Date),
    /// Year and month.
    Month(i16, i8),
    /// Year and quarter, 1 to 4.
    Quarter(i16, i8),
    /// Year and half, 1 or 2.
    Half(i16, i8),
    /// Year in which the season begins.
    Season(i16, Season),
    /// One year.
    Year(i16),
    /// Ten years from a year ending in 0.
    Decade(i16),
    /// A hundred years from a year ending in 00.
    Century(i16),
}

impl Period {
    /// The period as fine as `unit` that holds `day`; `None` for units of the clock.
    pub fn holding(unit: Unit, day: Date) -> Option<Self> {
        let (year, month) = (day.year(), day.month());
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            Unit::Day | Unit::Night => Period::Day(day),
            Unit::Week => Period::Week(monday(day)?),
            Unit::Weekend => Period::Weekend(monday(day)?.checked_add(5.days()).ok()?),
            Unit::Month => Period::Month(year, month),
            Unit::Quarter => Period::Quarter(year, (month - 1) / 3 + 1),
            Unit::Half => Period::Half(year, (month - 1) / 6 + 1),
            Unit::Year => Period::Year(year),
            Unit::Decade => Period::Decade(year - year.rem_euclid(10)),
            Unit::Century => Period::Century(year - year.rem_euclid(100)),
        })
    }

    /// The same period `by` units later, as fine as it is: the third quarter, a year earlier.
    pub fn shifted(self, unit: Unit, by: i64) -> Option<Self> {
        let first = self.first_day()?;
        let moved = shift(first, unit, by)?;
        match self {
            Period::Season(year, season) => Some(Period::Season(year + (moved.year() - first.year()), season)),
            _ => Period::holding(self.unit(), moved),
        }
    }

    /// How fine it is.
    pub fn unit(self) -> Unit {
        match self {
            Period::Day(_) => Unit::Day,
            Period::Week(_) => Unit::Week,
            Period::Weekend(_) => Unit::Weekend,
            Period::Month(..) => Unit::Month,
            Period::Quarter(..) | Period::Season(..) => Unit::Quarter,
            Period::Half(..) => Unit::Half,
            Period::Year(_) => Unit::Year,
            Period::Decade(_) => Unit::Decade,
            Period::Century(_) => Unit::Century,
        }
    }

    /// As an EDTF date.
    pub fn edtf(self) -> Edtf {
        let months = |year: i16, from: i8, to: i8| {
            let last = Point::month(year + i16::from(to < from), to);
            Some(Edtf::Interval(Point::month(year, from)?, Some(last?)))
        };
        let days = |from: Date, days: i64| {
            Some(Edtf::Interval(Point::day(from), Some(Point::day(from.checked_add(days.days()).ok()?))))
        };
        let point = |point: Option<Point>| point.map(Edtf::Point);
        let date = match self {
            Period::Day(day) => Some(Edtf::day(day)),
            Period::Week(monday) => days(monday, 6),
            Period::Weekend(saturday) => days(saturday, 1),
            Period::Month(year, month) => point(Point::month(year, month)),
            Period::Quarter(year, quarter) => months(year, quarter * 3 - 2, quarter * 3),
            Period::Half(year, half) => months(year, half * 6 - 5, half * 6),
            Period::Season(year, season) => months(year, season.months().0, season.months().1),
            Period::Year(year) => point(Point::year(year)),
            Period::Decade(year) => point(Point::decade(year)),
            Period::Century(year) => point(Point::century(year)),
        };
        date.unwrap_or_default()
    }

    /// First day.
    pub fn first_day(self) -> Option<Date> {
        self.edtf().first_day()
    }

    /// As TIMEX3 writes it: `1998-08-07`, `1998-W32`, `1998-W32-WE`, `1998-Q3`, `1998-SU`, `199X`.
    pub fn timex(self) -> String {
        let week = |day: Date| {
            let week = day.iso_week_date();
            format!("{:04}-W{:02}", week.year(), week.week())
        };
        match self {
            Period::Day(day) => day.to_string(),
            Period::Week(monday) => week(monday),
            Period::Weekend(saturday) => format!("{}-WE", week(saturday)),
            Period::Month(year, month) => format!("{year:04}-{month:02}"),
            Period::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Period::Half(year, half) => format!("{year:04}-H{half}"),
            Period::Season(year, season) => format!("{year:04}-{}", season.code()),
            Period::Year(year) => format!("{year:04}"),
            Period::Decade(year) => format!("{:03}X", year / 10),
            Period::Century(year) => format!("{:02}XX", year / 100),
        }
    }
}

/// Monday of the week of `day`.
pub(super) fn monday(day: Date) -> Option<Date> {
    day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()
}

/// `day` moved by whole units; `None` outside the calendar and for units of the clock.
pub(super) fn shift(day: Date, unit: Unit, by: i64) -> Option<Date> {
    let span = Days::new();
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        Unit::Day | Unit::Night => span.try_days(by),
        Unit::Week | Unit::Weekend => span.try_weeks(by),
        Unit::Month => span.try_months(by),
        Unit::Quarter => span.try_months(by.checked_mul(3)?),
        Unit::Half => span.try_months(by.checked_mul(6)?),
        Unit::Year => span.try_years(by),
        Unit::Decade => span.try_years(by.checked_mul(10)?),
        Unit::Century => span.try_years(by.checked_mul(100)?),
    };
    day.checked_add(span.ok()?).ok().filter(|day| day.year() > 0)
}

/// Easter Sunday of a Gregorian year (the anonymous computus as printed by Jean Meeus, Astronomical Algorithms, ch. 8).
pub(super) fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let leap = century - century / 4 - (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + leap + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * weekday) / 451;
    let of_month = moon + weekday - 7 * late + 114;
    Date::new(year.try_into().ok()?, (of_month / 31).try_into().ok()?, (of_month % 31 + 1).try_into().ok()?).ok()
}

/// The `nth` such weekday of a month (-1: the last).
pub(super) fn nth_weekday_of(year: i16, month: i8, nth: i8, day: Weekday) -> Option<Date> {
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, day).ok()
}
