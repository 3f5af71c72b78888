//! The rule and the anchor behind a value, in words for a reader.

use jiff::civil::Weekday;

use crate::text::edtf::{either_in_words, month_name, weekday_name};

use super::expression::{Direction, Meaning, Named, Timex, TimexType, Unit};
use super::resolve::{Anchor, Ground, is_loose, place};

/// What a word beside an expression did to it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Neighbour {
    /// Nothing.
    Quiet,
    /// The weekday printed beside it is another day's.
    Contradicts,
    /// It was set by the weekday that is listed behind it.
    Lists,
}

/// What a reason is about besides the expression itself.
pub(super) struct Case<'v> {
    /// The document's date.
    pub anchor: Option<Anchor>,
    pub ground: Ground,
    /// It could be set on the calendar.
    pub placed: bool,
    /// The anchor is not one day, and which it is makes a difference.
    pub either: bool,
    pub neighbour: Neighbour,
    /// The TIMEX3 value of the moment it counts from.
    pub named: Option<&'v str>,
}

/// Why an expression has its value.
pub(super) fn reason(timex: &Timex, case: &Case<'_>) -> String {
    let mut reason = match (case.ground, case.anchor, case.named) {
        (Ground::Printed, ..) => printed(timex).to_owned(),
        (Ground::Text, _, None) => {
            "counted from another moment, which the text right before it does not name".to_owned()
        }
        (Ground::Text, ..) if !case.placed => {
            "counted from a moment named before it that can’t be set on the calendar".to_owned()
        }
        (Ground::Text, _, Some(after)) if matches!(timex.meaning, Meaning::EndingOn(_)) => {
            format!("that which ends on {after}, named after it, or about then")
        }
        (Ground::Text, _, Some(before)) => format!("{} {before}, named before it", from_text(&timex.meaning)),
        (Ground::Document, None, _) => {
            "the source’s own date is not known, so this can’t be set on the calendar".to_owned()
        }
        (Ground::Document, _, Some(next)) if case.neighbour == Neighbour::Lists => {
            format!("the last one before {next}, listed behind it")
        }
        (Ground::Document, Some(anchor), _) => against(timex, anchor),
    };
    if case.either && case.placed {
        reason.push_str("; either day of that range");
    }
    if case.neighbour == Neighbour::Contradicts {
        reason.push_str("; the weekday printed beside it is another day’s");
    }
    reason
}

/// How an expression hangs on a moment named before it: `2 days after`, `the Friday after`.
fn from_text(meaning: &Meaning) -> String {
    match meaning {
        Meaning::SamePeriodOf(year) => format!("the stretch of {year} that is like"),
        Meaning::Within(_, Named::Weekday(day)) => {
            let name = Weekday::from_monday_one_offset(*day).map_or("", weekday_name);
            format!("the {name} counted from")
        }
        Meaning::Within(outer, _) => format!("in {}", counted(outer)),
        _ => counted(meaning),
    }
}

fn printed(timex: &Timex) -> &'static str {
    match (&timex.meaning, timex.kind) {
        (_, TimexType::Set) => "a repeated time, not a date",
        (Meaning::Length(_), _) => "a length of time, not a date",
        (Meaning::Reference(_), _) => "a vague time",
        (Meaning::Unplaced | Meaning::EndingOn(_), _) => "a time whose days this program doesn’t compute",
        (Meaning::Absolute(_, Some(_)), _) => "the dates as printed",
        _ => "the date as printed",
    }
}

/// How far from where: `2 days after`, `the year of`.
fn counted(meaning: &Meaning) -> String {
    let (Meaning::Chained(unit, by) | Meaning::Compared(unit, by) | Meaning::Shift(unit, by)) = meaning else {
        return "by".to_owned();
    };
    let name = unit_name(*unit);
    let side = if *by < 0 { "before" } else { "after" };
    match by.unsigned_abs() {
        0 => format!("the {name} of"),
        1 => format!("1 {name} {side}"),
        many => format!("{many} {name}s {side}").replace("centurys", "centuries").replace("halfs", "halves"),
    }
}

fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "second",
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Night | Unit::Day => "day",
        Unit::Weekend => "weekend",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Half => "half-year",
        Unit::Year => "year",
        Unit::Decade => "decade",
        Unit::Century => "century",
    }
}

fn against(timex: &Timex, anchor: Anchor) -> String {
    if is_loose(timex) {
        return "a time of day with no day beside it; written with the day of the source’s date, which may not be its day"
            .to_owned();
    }
    let inferred = if anchor.inferred || anchor.first != anchor.last { "inferred " } else { "" };
    let dct = format!("{}, the source’s {inferred}date", either_in_words(anchor.first, anchor.last));
    let day = |direction| place(&timex.meaning, direction, Some(anchor.last), None);
    // A word of the past or the future that changed nothing is no reason.
    let weekday = timex.meaning.weekday().is_some();
    let idle = matches!(timex.direction, Direction::Past | Direction::Ahead)
        && !(weekday && timex.direction == Direction::Ahead)
        && day(timex.direction) == day(Direction::Open);
    let direction = if idle { Direction::Open } else { timex.direction };
    let cue = timex.cue.as_ref().filter(|_| !idle).map(|cue| format!(", for “{cue}”")).unwrap_or_default();
    match (&timex.meaning, direction) {
        (Meaning::Named(Named::Weekday(weekday)), direction) => {
            let name = Weekday::from_monday_one_offset(*weekday).map_or("", weekday_name);
            match direction {
                Direction::Ahead => format!("the first {name} from {dct}{cue}"),
                Direction::Next => format!("the {name} after {dct}"),
                Direction::Back => format!("the {name} before {dct}"),
                Direction::This => format!("the {name} in the week of {dct}"),
                Direction::Open if day(Direction::Open) != day(Direction::Past) => {
                    format!("the day after {dct}, since nothing says that the last {name} is meant")
                }
                Direction::Open | Direction::Past => format!("the latest {name} up to {dct}{cue}"),
            }
        }
        (Meaning::MonthDay { weekday: Some(weekday), .. }, _) if by_weekday(&timex.meaning, direction, anchor) => {
            let name = Weekday::from_monday_one_offset(*weekday).map_or("", weekday_name);
            format!("in the year near {dct} in which it falls on a {name}")
        }
        (Meaning::MonthDay { .. }, Direction::Past) => format!("in the latest year that sets it before {dct}{cue}"),
        (Meaning::MonthDay { .. } | Meaning::Holiday(..), direction) => match direction {
            Direction::Back | Direction::Past => format!("the last one before {dct}{cue}"),
            Direction::Next | Direction::Ahead => format!("the first one from {dct}{cue}"),
            _ => format!("in the year that brings it nearest to {dct}{cue}"),
        },
        (Meaning::Named(Named::Month(month)), direction) => {
            format!("the {} {} {dct}{cue}", month_name(*month), side(direction))
        }
        (Meaning::Named(_), direction) => format!("the one {} {dct}{cue}", side(direction)),
        (Meaning::Chained(Unit::Quarter, 0), _) => {
            format!("the quarter named before it, or the latest that ended before {dct}")
        }
        (Meaning::Within(outer, _), _) => match **outer {
            Meaning::Shift(unit, 0) => format!("in the {} of {dct}", unit_name(unit)),
            Meaning::Shift(unit, _) => format!("in the {} {} that of {dct}", unit_name(unit), counted(outer)),
            _ => format!("within a stretch set by {dct}"),
        },
        (meaning, _) => format!("{} {dct}{cue}", counted(meaning)),
    }
}

/// Whether a month and day has another year for the weekday beside it than it would have without.
fn by_weekday(meaning: &Meaning, direction: Direction, anchor: Anchor) -> bool {
    let mut bare = meaning.clone();
    if let Meaning::MonthDay { weekday, .. } = &mut bare {
        *weekday = None;
    }
    let set = |meaning: &Meaning| place(meaning, direction, Some(anchor.last), None);
    set(meaning) != set(&bare)
}

fn side(direction: Direction) -> &'static str {
    match direction {
        Direction::Open => "nearest to",
        Direction::Past => "that came last up to",
        Direction::Back => "that ended last before",
        Direction::Ahead => "first from",
        Direction::Next => "next after",
        Direction::This => "in the year of",
    }
}
