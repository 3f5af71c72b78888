//! What a temporal expression means before it is set against a date.

use crate::text::{Edtf, Span};

use super::lexicon::Unit;

/// TIMEX3 `type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimexType {
    /// A calendar date.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time.
    Set,
}

impl TimexType {
    /// As TIMEX3 writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            TimexType::Date => "DATE",
            TimexType::Time => "TIME",
            TimexType::Duration => "DURATION",
            TimexType::Set => "SET",
        }
    }
}

/// On which side of the anchor an expression looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Nothing says: a weekday is the latest one, a month and day the nearest.
    Open,
    /// Before: `last Monday`.
    Back,
    /// After: `next Tuesday`, or a word of the future before it.
    Ahead,
    /// The running week, month or year: `this Friday`.
    This,
}

/// The meaning of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Complete in itself: `27 October 2025`, `August 2021`, `the 1990s`.
    Absolute(Edtf),
    /// A day without its year, perhaps to a second day: `October 19`, `Oct 25–28`.
    MonthDay {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
        /// Month and day of the end.
        to: Option<(i8, i8)>,
    },
    /// A month without its year.
    Month(i8),
    /// A day of the week, 1 (Monday) to 7.
    Weekday(i8),
    /// Days from the anchor: `yesterday` is -1.
    Days(i64),
    /// Units from the anchor's own unit: `last week` is -1 week; the value names the unit.
    Units(Unit, i64),
    /// Units from another moment that the text tells of, not from its own date: `the previous day`.
    Anaphoric(Unit, i64),
    /// A point this far back, as fine as the unit: `three days ago`, `two years ago`.
    Ago(Unit, i64),
    /// A season (`SP`, `SU`, `FA`, `WI`) of a year, or of the year of the anchor.
    Season(&'static str, Option<i16>),
    /// A length, or a repeated length, as TIMEX3 writes it.
    Length(String),
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Reference(&'static str),
}

/// A temporal expression as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timex {
    /// Its place.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimexType,
    /// What it means before it is set against a date.
    pub meaning: Meaning,
    /// Where it looks.
    pub direction: Direction,
    /// The word that sets it in the future: `set to`.
    pub cue: Option<String>,
    /// Part of the day or of the period: `NI`, `MO`, `START`, `MID`, `END`.
    pub part: Option<&'static str>,
}
