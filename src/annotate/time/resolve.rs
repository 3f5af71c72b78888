//! Meaning and anchor to value and reason.
//!
//! The defaults follow counts on dated newswire: a weekday alone is nine times in ten the latest such day not after
//! the document's date; a month and day without a year lie in the year that brings them nearest.

use jiff::civil::{Date, Weekday};
use jiff::{Span as Days, ToSpan};

use crate::text::edtf::{Edtf, Point, Precision, either_in_words, month_name, weekday_name};

use super::expression::{Direction, Meaning, Timex, TimexType};
use super::lexicon::Unit;

/// The date that expressions are set against: the document's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// First day it can be.
    pub first: Date,
    /// Last day it can be.
    pub last: Date,
    /// Whether it is itself an inference.
    pub inferred: bool,
}

/// What an expression comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// TIMEX3 value.
    pub timex: String,
    /// The date, where it is one and could be set.
    pub date: Edtf,
    /// The rule and the anchor, for a reader.
    pub reason: String,
    /// Whether the anchor was needed.
    pub relative: bool,
}

/// Resolves an expression; without an anchor, relative ones come with `X` for what is not known.
pub fn resolve(timex: &Timex, anchor: Option<Anchor>) -> Value {
    let value = match anchor {
        _ if is_complete(&timex.meaning) => complete(timex),
        _ if matches!(timex.meaning, Meaning::Anaphoric(..)) => {
            Value { reason: "counted from another moment in the text, which is not followed".to_owned(), ..open(timex) }
        }
        None => open(timex),
        Some(anchor) => against(timex, anchor),
    };
    with_part(value, timex)
}

fn is_complete(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Absolute(_) | Meaning::Length(_) | Meaning::Reference(_) | Meaning::Season(_, Some(_)))
}

fn complete(timex: &Timex) -> Value {
    let (value, date, reason) = match &timex.meaning {
        Meaning::Absolute(date) => (timex_value(*date), *date, "the date as printed"),
        Meaning::Length(value) if timex.kind == TimexType::Set => (value.clone(), Edtf::Unknown, "a repeated time"),
        Meaning::Length(value) => (value.clone(), Edtf::Unknown, "a length of time"),
        Meaning::Reference(value) => ((*value).to_owned(), Edtf::Unknown, "a vague time"),
        Meaning::Season(code, year) => {
            (format!("{:04}-{code}", year.unwrap_or(0)), Edtf::Unknown, "the season as printed")
        }
        _ => (String::new(), Edtf::Unknown, ""),
    };
    Value { timex: value, date, reason: reason.to_owned(), relative: false }
}

/// Without a date for the document.
fn open(timex: &Timex) -> Value {
    let value = match &timex.meaning {
        Meaning::MonthDay { month, day, .. } => format!("XXXX-{month:02}-{day:02}"),
        Meaning::Month(month) => format!("XXXX-{month:02}"),
        Meaning::Weekday(day) => format!("XXXX-WXX-{day}"),
        Meaning::Season(code, _) => format!("XXXX-{code}"),
        Meaning::Days(_) | Meaning::Ago(Unit::Day, _) | Meaning::Anaphoric(Unit::Day, _) => "XXXX-XX-XX".to_owned(),
        _ => "XXXX".to_owned(),
    };
    let reason = "the source's own date is not known, so this can't be set on the calendar".to_owned();
    Value { timex: value, date: Edtf::Unknown, reason, relative: true }
}

/// Against the two ends of the anchor: where both give one date it is that date, else the interval between.
fn against(timex: &Timex, anchor: Anchor) -> Value {
    let (first, last) = (day_of(timex, anchor.first), day_of(timex, anchor.last));
    let Some(last) = last else { return open(timex) };
    let date = match first {
        Some(first) if first != last => between(first, last),
        _ => last,
    };
    let mut reason = rule(timex, anchor);
    let value = if timex.kind == TimexType::Date && matches!(timex.meaning, Meaning::Units(Unit::Week, _)) {
        last.first_day().map(week_value).unwrap_or_default()
    } else if let (Meaning::Season(code, _), Some(day)) = (&timex.meaning, last.first_day()) {
        format!("{:04}-{code}", day.year())
    } else if let (Meaning::Units(Unit::Quarter, _), Some(day)) = (&timex.meaning, last.first_day()) {
        format!("{:04}-Q{}", day.year(), (day.month() - 1) / 3 + 1)
    } else {
        timex_value(last)
    };
    if let Edtf::Interval(..) = date
        && first != Some(last)
    {
        reason.push_str("; either day of that range");
    }
    Value { timex: value, date, reason, relative: true }
}

fn between(first: Edtf, last: Edtf) -> Edtf {
    match (first.first_day(), last.last_day()) {
        (Some(from), Some(to)) if from < to => {
            Edtf::Interval(Point::day(from).approximately(), Some(Point::day(to).approximately()))
        }
        _ => last,
    }
}

/// The expression's date for a document of one day.
fn day_of(timex: &Timex, dct: Date) -> Option<Edtf> {
    let point = |p: Option<Point>| p.map(Edtf::Point);
    match timex.meaning {
        Meaning::Weekday(day) => Some(Edtf::day(weekday_from(dct, weekday(day)?, timex.direction)?)),
        Meaning::Days(days) => Some(Edtf::day(dct.checked_add(days.days()).ok()?)),
        Meaning::MonthDay { month, day, to } => month_day(dct, month, day, to, timex.direction),
        Meaning::Month(month) => point(nearest_month(dct, month, timex.direction)),
        Meaning::Units(unit, step) => units(dct, unit, step),
        Meaning::Ago(unit, number) => ago(dct, unit, number),
        Meaning::Season(code, None) => {
            let step = i16::from(timex.direction == Direction::Ahead) - i16::from(timex.direction == Direction::Back);
            season(dct.year() + step, code)
        }
        _ => None,
    }
}

fn weekday(day: i8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(day).ok()
}

/// The latest such weekday not after `dct`; ahead: the first not before it; `last Monday` is never the day itself.
fn weekday_from(dct: Date, day: Weekday, direction: Direction) -> Option<Date> {
    match direction {
        Direction::Ahead if dct.weekday() == day => Some(dct),
        Direction::Ahead => dct.nth_weekday(1, day).ok(),
        Direction::Back => dct.nth_weekday(-1, day).ok(),
        Direction::Open | Direction::This if dct.weekday() == day => Some(dct),
        Direction::This => {
            let monday = dct.checked_sub(i64::from(dct.weekday().to_monday_zero_offset()).days()).ok()?;
            monday.checked_add(i64::from(day.to_monday_zero_offset()).days()).ok()
        }
        Direction::Open => dct.nth_weekday(-1, day).ok(),
    }
}

/// The year that brings the day nearest to `dct`, or the first on the side it looks to.
fn month_day(dct: Date, month: i8, day: i8, to: Option<(i8, i8)>, direction: Direction) -> Option<Edtf> {
    let candidates = (-1..=1).filter_map(|step| Date::new(dct.year() + step, month, day).ok());
    let first = candidates
        .filter(|&date| match direction {
            Direction::Ahead => date >= dct,
            Direction::Back => date < dct,
            Direction::Open | Direction::This => true,
        })
        .min_by_key(|&date| (distance(dct, date), date > dct))?;
    let Some((month, day)) = to else { return Some(Edtf::day(first)) };
    let last = Date::new(first.year(), month, day).ok().filter(|&last| last > first)?;
    Some(Edtf::Interval(Point::day(first), Some(Point::day(last))))
}

fn nearest_month(dct: Date, month: i8, direction: Direction) -> Option<Point> {
    let here = i32::from(dct.year()) * 12 + i32::from(dct.month());
    let year = (-1..=1)
        .map(|step| dct.year() + step)
        .filter(|&year| {
            let there = i32::from(year) * 12 + i32::from(month);
            match direction {
                Direction::Back => there < here,
                Direction::Ahead => there >= here,
                Direction::Open | Direction::This => true,
            }
        })
        .min_by_key(|&year| {
            let away = i32::from(year) * 12 + i32::from(month) - here;
            (away.abs(), away > 0)
        })?;
    Point::month(year, month)
}

fn units(dct: Date, unit: Unit, step: i64) -> Option<Edtf> {
    let moved = |span: Days| dct.checked_add(span).ok();
    match unit {
        Unit::Day => Some(Edtf::day(moved(step.days())?)),
        Unit::Week => {
            let monday = dct.checked_sub(i64::from(dct.weekday().to_monday_zero_offset()).days()).ok()?;
            let monday = monday.checked_add(step.weeks()).ok()?;
            Some(Edtf::Interval(Point::day(monday), Some(Point::day(monday.checked_add(6.days()).ok()?))))
        }
        Unit::Weekend => {
            let saturday =
                if step < 0 { dct.nth_weekday(-1, Weekday::Saturday) } else { dct.nth_weekday(1, Weekday::Saturday) };
            let saturday = saturday.ok()?;
            Some(Edtf::Interval(Point::day(saturday), Some(Point::day(saturday.tomorrow().ok()?))))
        }
        Unit::Month => moved(step.months()).and_then(|d| Point::month(d.year(), d.month())).map(Edtf::Point),
        Unit::Quarter => {
            let day = moved((step * 3).months())?;
            let from = Point::month(day.year(), (day.month() - 1) / 3 * 3 + 1)?;
            Some(Edtf::Interval(from, Some(Point::month(day.year(), (day.month() - 1) / 3 * 3 + 3)?)))
        }
        Unit::Year => moved(step.years()).and_then(|d| Point::year(d.year())).map(Edtf::Point),
        Unit::Decade => moved((step * 10).years()).and_then(|d| Point::decade(d.year())).map(Edtf::Point),
        Unit::Century => moved((step * 100).years()).and_then(|d| Point::century(d.year())).map(Edtf::Point),
        Unit::Minute | Unit::Hour | Unit::Night => None,
    }
}

fn ago(dct: Date, unit: Unit, number: i64) -> Option<Edtf> {
    let back = |span: Days| dct.checked_sub(span).ok();
    match unit {
        Unit::Day | Unit::Night => back(Days::new().try_days(number).ok()?).map(Edtf::day),
        Unit::Week => back(Days::new().try_weeks(number).ok()?).map(|d| Edtf::Point(Point::day(d).approximately())),
        Unit::Month => {
            back(Days::new().try_months(number).ok()?).and_then(|d| Point::month(d.year(), d.month())).map(Edtf::Point)
        }
        Unit::Year => back(Days::new().try_years(number).ok()?).and_then(|d| Point::year(d.year())).map(Edtf::Point),
        Unit::Decade => {
            back(Days::new().try_years(number * 10).ok()?).and_then(|d| Point::decade(d.year())).map(Edtf::Point)
        }
        _ => None,
    }
}

fn season(year: i16, code: &str) -> Option<Edtf> {
    let (from, to) = match code {
        "SP" => (3, 5),
        "SU" => (6, 8),
        "FA" => (9, 11),
        _ => (12, 2),
    };
    Some(Edtf::Interval(Point::month(year, from)?, Some(Point::month(year + i16::from(to < from), to)?)))
}

fn distance(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |span| span.get_days().abs())
}

fn week_value(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// As TIMEX3 writes a date: no approximation mark, an interval by its first point's unit.
fn timex_value(date: Edtf) -> String {
    match date {
        Edtf::Point(mut point) | Edtf::Interval(mut point, _) => {
            point.approximate = false;
            point.to_string()
        }
        Edtf::Unknown => String::new(),
    }
}

/// Adds the part of the day or of the period.
fn with_part(mut value: Value, timex: &Timex) -> Value {
    match timex.part {
        Some(part @ ("MO" | "MI" | "AF" | "EV" | "NI")) => value.timex = format!("{}T{part}", value.timex),
        Some(part) => value.date = narrow(value.date, part),
        None => {}
    }
    value
}

/// A third of a month or year: `early October` is its first ten days, near enough.
fn narrow(date: Edtf, part: &str) -> Edtf {
    let Edtf::Point(point) = date else { return date };
    let days = |from: i8, to: Option<i8>| {
        let first = point.first_day();
        let last = to.map_or(first.last_of_month().day(), |to| to);
        let at = |day| Date::new(first.year(), first.month(), day).ok().map(|d| Point::day(d).approximately());
        Some(Edtf::Interval(at(from)?, Some(at(last)?)))
    };
    let months = |from: i8, to: i8| {
        let at = |m| Point::month(point.first_day().year(), m).map(Point::approximately);
        Some(Edtf::Interval(at(from)?, Some(at(to)?)))
    };
    let narrowed = match (point.precision, part) {
        (Precision::Month, "START") => days(1, Some(10)),
        (Precision::Month, "MID") => days(11, Some(20)),
        (Precision::Month, "END") => days(21, None),
        (Precision::Year, "START") => months(1, 4),
        (Precision::Year, "MID") => months(5, 8),
        (Precision::Year, "END") => months(9, 12),
        _ => None,
    };
    narrowed.unwrap_or(date)
}

/// The rule in words.
fn rule(timex: &Timex, anchor: Anchor) -> String {
    let inferred = if anchor.inferred || anchor.first != anchor.last { "inferred " } else { "" };
    let dct = format!("{}, the source’s {inferred}date", either_in_words(anchor.first, anchor.last));
    let cue = timex.cue.as_ref().map(|cue| format!(", for “{cue}”")).unwrap_or_default();
    match (&timex.meaning, timex.direction) {
        (Meaning::Weekday(day), direction) => {
            let name = weekday(*day).map_or("", weekday_name);
            match direction {
                Direction::Ahead => format!("the first {name} from {dct}{cue}"),
                Direction::Back => format!("the {name} before {dct}"),
                Direction::This => format!("the {name} in the week of {dct}"),
                Direction::Open => format!("the latest {name} up to {dct}"),
            }
        }
        (Meaning::MonthDay { .. }, _) => format!("in the year that brings it nearest to {dct}{cue}"),
        (Meaning::Month(month), _) => format!("the {} nearest to {dct}{cue}", month_name(*month)),
        _ => format!("counted from {dct}{cue}"),
    }
}
