//! Dates with honest precision, written in EDTF (ISO 8601-2:2019, levels 0 to 2 as far as used here).
//!
//! `2025-10-28`, `2025-10-28~` (approximate), `2025-10-27/2025-10-28~` (interval), `2025-10/..` (open end),
//! `2025-10`, `2025`, `199X`, `18XX`; the empty string of an [`Edtf::Unknown`].

use std::fmt;

use jiff::civil::{Date, Weekday};

/// How fine a [`Point`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// One day.
    Day,
    /// One calendar month.
    Month,
    /// One year.
    Year,
    /// Ten years from a year ending in 0.
    Decade,
    /// A hundred years from a year ending in 00.
    Century,
}

/// One date of the calendar, from a day to a century wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    first: Date,
    /// How wide the point is.
    pub precision: Precision,
    /// Written with `~`: near this date.
    pub approximate: bool,
}

impl Point {
    /// One day.
    pub fn day(date: Date) -> Self {
        Point { first: date, precision: Precision::Day, approximate: false }
    }

    /// A month of a year; `None` where there is no such month.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        Some(Point { first: Date::new(year, month, 1).ok()?, precision: Precision::Month, approximate: false })
    }

    /// A year; `None` outside the calendar (years 1 to 9999).
    pub fn year(year: i16) -> Option<Self> {
        Self::years(year, Precision::Year)
    }

    /// The decade that holds `year`.
    pub fn decade(year: i16) -> Option<Self> {
        Self::years(year - year.rem_euclid(10), Precision::Decade)
    }

    /// The hundred years that hold `year`.
    pub fn century(year: i16) -> Option<Self> {
        Self::years(year - year.rem_euclid(100), Precision::Century)
    }

    fn years(year: i16, precision: Precision) -> Option<Self> {
        let year = if year == 0 && precision > Precision::Year { 1 } else { year };
        (1..=9999).contains(&year).then_some(())?;
        Some(Point { first: Date::new(year, 1, 1).ok()?, precision, approximate: false })
    }

    /// The same date, marked approximate.
    #[must_use]
    pub fn approximately(mut self) -> Self {
        self.approximate = true;
        self
    }

    /// First day of the point.
    pub fn first_day(&self) -> Date {
        self.first
    }

    /// Last day of the point.
    pub fn last_day(&self) -> Date {
        let years = |n: i16| Date::new((self.first.year() / n * n + n - 1).min(9999), 12, 31).unwrap_or(Date::MAX);
        match self.precision {
            Precision::Day => self.first,
            Precision::Month => self.first.last_of_month(),
            Precision::Year => years(1),
            Precision::Decade => years(10),
            Precision::Century => years(100),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (y, m, d) = (self.first.year(), self.first.month(), self.first.day());
        match self.precision {
            Precision::Day => write!(f, "{y:04}-{m:02}-{d:02}")?,
            Precision::Month => write!(f, "{y:04}-{m:02}")?,
            Precision::Year => write!(f, "{y:04}")?,
            Precision::Decade => write!(f, "{:03}X", y / 10)?,
            Precision::Century => write!(f, "{:02}XX", y / 100)?,
        }
        if self.approximate { f.write_str("~") } else { Ok(()) }
    }
}

/// A date, an interval, or nothing known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Edtf {
    /// Nothing is known; displayed as the empty string.
    #[default]
    Unknown,
    /// A single date.
    Point(Point),
    /// From one date to another, or to an open end (`..`).
    Interval(Point, Option<Point>),
}

impl Edtf {
    /// One day.
    pub fn day(date: Date) -> Self {
        Edtf::Point(Point::day(date))
    }

    /// First day the value can mean.
    pub fn first_day(&self) -> Option<Date> {
        match self {
            Edtf::Unknown => None,
            Edtf::Point(p) | Edtf::Interval(p, _) => Some(p.first_day()),
        }
    }

    /// Last day the value can mean; `None` where nothing bounds it.
    pub fn last_day(&self) -> Option<Date> {
        match self {
            Edtf::Unknown | Edtf::Interval(_, None) => None,
            Edtf::Point(p) | Edtf::Interval(_, Some(p)) => Some(p.last_day()),
        }
    }

    /// The one day it names, approximate or not.
    pub fn as_day(&self) -> Option<Date> {
        match self {
            Edtf::Point(p) if p.precision == Precision::Day => Some(p.first_day()),
            _ => None,
        }
    }

    /// Whether any part is marked approximate.
    pub fn is_approximate(&self) -> bool {
        match self {
            Edtf::Unknown => false,
            Edtf::Point(p) => p.approximate,
            Edtf::Interval(a, b) => a.approximate || b.is_some_and(|b| b.approximate),
        }
    }

    /// The coarsest precision of its ends; `None` when unknown.
    pub fn precision(&self) -> Option<Precision> {
        match self {
            Edtf::Unknown => None,
            Edtf::Point(p) => Some(p.precision),
            Edtf::Interval(a, b) => Some(b.map_or(a.precision, |b| a.precision.max(b.precision))),
        }
    }

    /// Reads the notation that [`fmt::Display`] writes; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Edtf::Unknown);
        }
        match text.split_once('/') {
            None => parse_point(text).map(Edtf::Point),
            Some((from, "..")) => Some(Edtf::Interval(parse_point(from)?, None)),
            Some((from, to)) => {
                let (from, to) = (parse_point(from)?, parse_point(to)?);
                (from.first_day() <= to.last_day()).then_some(Edtf::Interval(from, Some(to)))
            }
        }
    }

    /// A key that sorts earlier dates first, and of those with one first day the narrower first; unknown last.
    pub fn sort_key(&self) -> (bool, Option<Date>, Option<Date>) {
        (self.first_day().is_none(), self.first_day(), self.last_day().or(Some(Date::MAX)))
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Edtf::Unknown => Ok(()),
            Edtf::Point(p) => write!(f, "{p}"),
            Edtf::Interval(a, Some(b)) => write!(f, "{a}/{b}"),
            Edtf::Interval(a, None) => write!(f, "{a}/.."),
        }
    }
}

fn parse_point(text: &str) -> Option<Point> {
    let (body, approximate) = text.strip_suffix('~').map_or((text, false), |body| (body, true));
    if !body.bytes().all(|b| b.is_ascii_digit() || b == b'-' || b == b'X') {
        return None;
    }
    let number = |s: &str| s.parse::<i16>().ok();
    let mut point = match body.len() {
        10 => Point::day(body.parse().ok()?),
        7 if body.as_bytes()[4] == b'-' => Point::month(number(&body[..4])?, number(&body[5..])?.try_into().ok()?)?,
        4 if body.ends_with("XX") => Point::century(number(&body[..2])? * 100)?,
        4 if body.ends_with('X') => Point::decade(number(&body[..3])? * 10)?,
        4 => Point::year(number(body)?)?,
        _ => return None,
    };
    point.approximate = approximate;
    Some(point)
}

/// English name of a day of the week.
pub fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// English name of a month (1 to 12); empty outside that range.
pub fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month - 1).ok().and_then(|at| NAMES.get(at)).copied().unwrap_or("")
}

/// A day as a person writes it: `27 October 2025`.
pub fn day_in_words(day: Date) -> String {
    format!("{} {} {}", day.day(), month_name(day.month()), day.year())
}

/// One of two days, what they share said once: `27 or 28 October 2025`; of more days `27–30 October 2025`.
pub fn either_in_words(first: Date, last: Date) -> String {
    let whole = day_in_words(last);
    let adjoin = first.tomorrow().is_ok_and(|next| next == last);
    if first == last {
        whole
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        let or = if adjoin { " or " } else { "–" };
        format!("{}{or}{whole}", first.day())
    } else if first.year() == last.year() {
        let or = if adjoin { "or" } else { "–" };
        format!("{} {} {or} {whole}", first.day(), month_name(first.month()))
    } else {
        let or = if adjoin { "or" } else { "–" };
        format!("{} {or} {whole}", day_in_words(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_days_what_they_share_is_said_once() {
        for (first, last, words) in [
            ("2025-10-27", "2025-10-28", "27 or 28 October 2025"),
            ("2025-10-27", "2025-10-30", "27–30 October 2025"),
            ("2025-10-31", "2025-11-02", "31 October – 2 November 2025"),
            ("2025-10-31", "2025-11-01", "31 October or 1 November 2025"),
            ("2024-12-31", "2025-01-01", "31 December 2024 or 1 January 2025"),
            ("2025-10-27", "2025-10-27", "27 October 2025"),
        ] {
            assert_eq!(either_in_words(first.parse().unwrap(), last.parse().unwrap()), words);
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        for text in ["2025-10-28", "2025-10-25~", "199X", "18XX", "2021-08/..", "2025-10-27/2025-10-28~", "2024", ""] {
            assert_eq!(Edtf::parse(text).map(|e| e.to_string()).as_deref(), Some(text));
        }
        for text in ["2025-02-30", "2025-13", "x", "2025-10-28/2025-10-27", "20é5", "0000", "12345"] {
            assert_eq!(Edtf::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_decade_ends_with_its_ninth_year() {
        let decade = Edtf::parse("199X").unwrap();
        assert_eq!(decade.first_day().unwrap().to_string(), "1990-01-01");
        assert_eq!(decade.last_day().unwrap().to_string(), "1999-12-31");
    }
}
