//! What a temporal expression means before it is set against a date.

use crate::text::Span;

use super::holiday::Holiday;
use super::period::Period;

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

/// A unit of the calendar or the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A sixtieth of a minute.
    Second,
    /// 60 seconds.
    Minute,
    /// 60 minutes.
    Hour,
    /// A night.
    Night,
    /// A calendar day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Seven days from a Monday.
    Week,
    /// A calendar month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    Half,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// A season of the northern year, as English news means it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
}

impl Season {
    /// As TIMEX3 writes it.
    pub fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// First and last month; winter ends in the year after.
    pub fn months(self) -> (i8, i8) {
        match self {
            Season::Spring => (3, 5),
            Season::Summer => (6, 8),
            Season::Autumn => (9, 11),
            Season::Winter => (12, 2),
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
    /// Open, with a word of the past by it: of two dates about as near, the earlier.
    Past,
    /// After, or the day itself: a word of the future stands by it.
    Ahead,
    /// The one after this: `next Friday`, never the day itself.
    Next,
    /// The running week, month or year: `this Friday`.
    This,
}

impl Direction {
    /// Whether it looks to what is to come.
    pub fn is_ahead(self) -> bool {
        matches!(self, Direction::Ahead | Direction::Next)
    }
}

/// Which stretch of a longer one is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The small hours and the forenoon.
    Morning,
    /// About noon.
    Midday,
    /// From noon on.
    Afternoon,
    /// After work.
    Evening,
    /// After dark.
    Night,
    /// Daylight.
    Daytime,
    /// The first of three: `early 2025`, `early Tuesday`.
    Start,
    /// The middle.
    Mid,
    /// The last of three: `late October`.
    End,
}

impl Part {
    /// As TIMEX3 writes a part of the day behind `T`; `None` for parts of longer stretches, which leave the value.
    pub fn code(self) -> Option<&'static str> {
        match self {
            Part::Morning => Some("MO"),
            Part::Midday => Some("MI"),
            Part::Afternoon => Some("AF"),
            Part::Evening => Some("EV"),
            Part::Night => Some("NI"),
            Part::Daytime => Some("DT"),
            Part::Start | Part::Mid | Part::End => None,
        }
    }
}

/// A time on the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 24.
    pub hour: i8,
    /// 0 to 59.
    pub minute: i8,
    /// Given in Universal Time.
    pub universal: bool,
}

/// A stretch of the calendar named without the longer one that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// Day of the week, 1 (Monday) to 7.
    Weekday(i8),
    /// 1 to 12.
    Month(i8),
    /// 1 to 4.
    Quarter(i8),
    /// 1 or 2.
    Half(i8),
    /// Season of a year.
    Season(Season),
    /// Day of a month, 1 to 31.
    DayOfMonth(i8),
    /// Month and day of a year.
    DayOfYear(i8, i8),
    /// Saturday and Sunday.
    Weekend,
    /// From Monday to Sunday.
    Week,
}

/// The meaning of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Complete in itself: `27 October 2025`, `August 2021`, `the 1990s`; with a second period, from the one to the other.
    Absolute(Period, Option<Period>),
    /// A day without its year, perhaps to a second day: `October 19`, `Oct 25–28`.
    MonthDay {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
        /// Month and day of the end.
        to: Option<(i8, i8)>,
        /// Day of the week beside it, 1 (Monday) to 7: `Tuesday, October 28`.
        weekday: Option<i8>,
    },
    /// A stretch without the longer one around it: `Monday`, `March`, `the third quarter`, `last summer`.
    Named(Named),
    /// A stretch of a longer one that is itself to be found: `the first quarter of next year`, `Tuesday of last week`.
    Within(Box<Meaning>, Named),
    /// Feast days of the calendar, in the year that brings them nearest or in the year given.
    Holiday(Holiday, Option<i16>),
    /// Units from the document's date; the result is as fine as the unit: `last week` is -1 week, `yesterday` -1 day.
    Shift(Unit, i64),
    /// Units from the moment the text named last: `two days later`, `the previous day`, `that year` (0 years).
    Chained(Unit, i64),
    /// Units from the moment that was named last, as fine as that was; failing one, from the document's date:
    /// `a year earlier` near a quarter is that quarter of the year before.
    Compared(Unit, i64),
    /// The stretch of three months or the like that ends on the day named right after it: `the quarter ended Sept. 29`.
    EndingOn(Unit),
    /// The period that was named last, in another year: `the 1988 period`; failing one, that year.
    SamePeriodOf(i16),
    /// A length, or a repeated length, as TIMEX3 writes it.
    Length(String),
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Reference(&'static str),
    /// A time by a calendar that this program doesn't compute, or one of which only the name is known.
    Unplaced,
}

impl Meaning {
    /// The day of the week it names, 1 (Monday) to 7.
    pub fn weekday(&self) -> Option<i8> {
        match self {
            Meaning::Named(Named::Weekday(day)) => Some(*day),
            _ => None,
        }
    }

    /// Whether it names a day by its number in a month.
    pub fn is_numbered_day(&self) -> bool {
        matches!(self, Meaning::MonthDay { .. } | Meaning::Absolute(Period::Day(_), _))
    }
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
    /// Part of the day or of the period.
    pub part: Option<Part>,
    /// Time on the clock.
    pub clock: Option<Clock>,
    /// For one that counts from another: which of the article's expressions that is.
    pub antecedent: Option<usize>,
}
