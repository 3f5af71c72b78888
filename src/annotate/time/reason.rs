//! The rule and the anchor behind a value, in words for a reader.

use jiff::civil::Weekday;

use crate::text::edtf::{either_in_words, month_name, weekday_name};

use super::expression::{Direction, Meaning, Named, Timex, Unit};
use super::resolve::{Anchor, Ground, is_loose, place};

/// Why the expression at `at` has its value. `placed`: it could be set on the calendar; `either`: the anchor is not one
/// day, and which it is makes a difference.
pub(super) fn reason(
    timexes: &[Timex],
    at: usize,
    anchor: Option<Anchor>,
    ground: Ground,
    placed: bool,
    either: bool,
) -> String {
    let timex = &timexes[at];
    let mut reason = match (ground, anchor) {
        (Ground::Printed, _) => printed(&timex.meaning).to_owned(),
        (Ground::Text, _) if timex.antecedent.is_none() => {
            "counted from another moment, which the text before it does not name".to_owned()
        }
        (Ground::Text, _) if !placed => {
            "counted from a moment named before it that can’t be set on the calendar".to_owned()
        }
        (Ground::Text, _) => format!("{}, the time named before it", counted(&timex.meaning)),
        (Ground::Document, None) => {
            "the source’s own date is not known, so this can’t be set on the calendar".to_owned()
        }
        (Ground::Document, Some(anchor)) => against(timex, anchor),
    };
    if either && placed {
        reason.push_str("; either day of that range");
    }
    reason
}

fn printed(meaning: &Meaning) -> &'static str {
    match meaning {
        Meaning::Length(_) => "a length of time or a repeated time, not a date",
        Meaning::Reference(_) => "a vague time",
        Meaning::Unplaced => "a time whose days this program doesn’t compute",
        _ => "the date as printed",
    }
}

/// How far from where: `2 days after`, `the year of`.
fn counted(meaning: &Meaning) -> String {
    if let Meaning::SamePeriodOf(year) = meaning {
        return format!("in {year}, the like of");
    }
    let (Meaning::Chained(unit, by) | Meaning::Compared(unit, by) | Meaning::Shift(unit, by)) = meaning else {
        return "set by".to_owned();
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
    // A word of the past that changed nothing is no reason.
    let idle = timex.direction == Direction::Past && day(Direction::Past) == day(Direction::Open);
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
        (Meaning::MonthDay { .. }, Direction::Past) => format!("in the latest year that sets it before {dct}{cue}"),
        (Meaning::MonthDay { .. } | Meaning::Holiday(..), _) => {
            format!("in the year that brings it nearest to {dct}{cue}")
        }
        (Meaning::Named(Named::Month(month)), direction) => {
            format!("the {} {} {dct}{cue}", month_name(*month), side(direction))
        }
        (Meaning::Named(_), direction) => format!("the one {} {dct}{cue}", side(direction)),
        (Meaning::Chained(Unit::Quarter, 0), _) => {
            format!("the quarter named before it, or the latest that ended before {dct}")
        }
        (Meaning::Within(outer, _), _) => format!("in {} {dct}", counted(outer)),
        (meaning, _) => format!("{} {dct}{cue}", counted(meaning)),
    }
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
