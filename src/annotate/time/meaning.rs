//! From the words that a rule took to what they mean.

use jiff::civil::Date;

use super::expression::{Clock, Direction, Meaning, Named, Part, TimexType, Unit};
use super::grammar::Captures;
use super::holiday::Holiday;
use super::lexicon::{Class, PARTS, SEASONS, UNITS};
use super::period::Period;

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

/// What a rule does with the words it took: a verb and its settings.
#[derive(Debug, Clone)]
pub(super) struct Action {
    verb: Verb,
    /// Number in hundredths, in place of one in the text.
    amount: Option<i64>,
    /// Factor of the number: -1 counts back.
    sign: i64,
    unit: Option<Unit>,
    direction: Option<Direction>,
    part: Option<Part>,
    clock: Option<(i8, i8)>,
    /// Whether an hour is of the second half of the day, where the words say.
    half: Option<bool>,
    universal: bool,
    /// Hundredths added to the number of the text.
    plus: i64,
    vague: bool,
    holiday: Option<Holiday>,
    reference: Option<&'static str>,
}

/// Units beyond which nothing is counted from a date.
const FARTHEST: i64 = 10_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verb {
    None,
    Day,
    Slashed,
    Month,
    Year,
    Decade,
    Century,
    Named,
    Shift,
    Chained,
    Compared,
    Length,
    Set,
    SetOf,
    Reference,
    Holiday,
    Unplaced,
    Same,
    Clock,
    Beside,
    EndingOn,
    SamePeriod,
    Since,
    Nth,
}

const VERBS: [(&str, Verb); 24] = [
    ("none", Verb::None),
    ("day", Verb::Day),
    ("slashed", Verb::Slashed),
    ("month", Verb::Month),
    ("year", Verb::Year),
    ("decade", Verb::Decade),
    ("century", Verb::Century),
    ("named", Verb::Named),
    ("shift", Verb::Shift),
    ("chained", Verb::Chained),
    ("compared", Verb::Compared),
    ("length", Verb::Length),
    ("set", Verb::Set),
    ("setof", Verb::SetOf),
    ("reference", Verb::Reference),
    ("holiday", Verb::Holiday),
    ("unplaced", Verb::Unplaced),
    ("same", Verb::Same),
    ("clock", Verb::Clock),
    ("beside", Verb::Beside),
    ("endingon", Verb::EndingOn),
    ("sameperiod", Verb::SamePeriod),
    ("since", Verb::Since),
    ("nth", Verb::Nth),
];

impl Action {
    /// Reads `shift unit=day n=-1`; `None` where a word of it is not known.
    pub(super) fn parse(text: &'static str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let name = words.next()?;
        let mut action = Action {
            verb: VERBS.iter().find(|(of, _)| *of == name)?.1,
            amount: None,
            sign: 1,
            unit: None,
            direction: None,
            part: None,
            clock: None,
            half: None,
            universal: false,
            plus: 0,
            vague: false,
            holiday: None,
            reference: None,
        };
        for word in words {
            let (key, value) = word.split_once('=')?;
            match key {
                "n" if value == "X" => action.vague = true,
                "n" => action.amount = Some(hundredths(value)?),
                "sign" => action.sign = value.parse().ok()?,
                "unit" => action.unit = Some(UNITS.iter().find(|(name, _)| *name == value)?.1),
                "to" => action.direction = Some(direction(value)?),
                "part" => action.part = Some(PARTS.iter().find(|(code, _)| *code == value)?.1),
                "at" => action.clock = Some((value.get(..2)?.parse().ok()?, value.get(3..)?.parse().ok()?)),
                "half" => action.half = Some(value == "pm"),
                "universal" => action.universal = value == "yes",
                "plus" => action.plus = hundredths(value)?,
                "on" => action.holiday = Some(Holiday::parse(value)?),
                "ref" => action.reference = Some(value),
                _ => return None,
            }
        }
        Some(action)
    }

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

    /// A length as TIMEX3 writes it.
    fn length(&self, taken: &Captures) -> Option<String> {
        let Some(unit) = self.unit.or_else(|| unit(taken)) else {
            // "A while" is a length of no unit.
            return self.vague.then(|| "PXX".to_owned());
        };
        if self.vague || self.amount.is_none() && taken.get(Class::Vague).is_some() {
            return written("X", unit.min(Unit::Year));
        }
        let amount = self.amount.or_else(|| taken.get(Class::Figure)).unwrap_or(100).checked_add(self.plus)?;
        (amount < i64::from(i32::MAX)).then_some(())?;
        let (amount, unit) = match (unit, amount) {
            (Unit::Decade, _) => (amount.checked_mul(10)?, Unit::Year),
            (Unit::Century, _) => (amount.checked_mul(100)?, Unit::Year),
            (Unit::Year, 50) => (600, Unit::Month),
            (Unit::Day, 50) => (1200, Unit::Hour),
            (Unit::Hour, 50) => (3000, Unit::Minute),
            (Unit::Minute, 50) => (3000, Unit::Second),
            _ => (amount, unit),
        };
        let (whole, rest) = (amount / 100, amount % 100);
        let number = match (unit, rest) {
            (_, 0) => whole.to_string(),
            (Unit::Year, 50) => return Some(format!("P{whole}Y6M")),
            (Unit::Day, 50) => return Some(format!("P{whole}DT12H")),
            (Unit::Hour, 50) => return Some(format!("PT{whole}H30M")),
            (Unit::Minute, 50) => return Some(format!("PT{whole}M30S")),
            _ => format!("{whole}.{rest:02}").trim_end_matches('0').to_owned(),
        };
        written(&number, unit)
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

fn direction(name: &str) -> Option<Direction> {
    Some(match name {
        "open" => Direction::Open,
        "back" => Direction::Back,
        "past" => Direction::Past,
        "ahead" => Direction::Ahead,
        "this" => Direction::This,
        "next" => Direction::Next,
        _ => return None,
    })
}

fn hundredths(text: &str) -> Option<i64> {
    match text.split_once('.') {
        Some((whole, "5")) => Some(whole.parse::<i64>().ok()? * 100 + 50),
        Some(_) => None,
        None => Some(text.parse::<i64>().ok()? * 100),
    }
}

fn unit(taken: &Captures) -> Option<Unit> {
    let at = taken.get(Class::Unit).or_else(|| taken.get(Class::Units))?;
    UNITS.get(usize::try_from(at).ok()?).map(|(_, unit)| *unit)
}

fn year(taken: &Captures) -> Option<i16> {
    let year = [Class::Year, Class::AnyYear, Class::Modern].into_iter().find_map(|class| taken.get(class));
    year.and_then(|year| i16::try_from(year).ok())
}

fn written(number: &str, unit: Unit) -> Option<String> {
    Some(match unit {
        Unit::Second => format!("PT{number}S"),
        Unit::Minute => format!("PT{number}M"),
        Unit::Hour => format!("PT{number}H"),
        Unit::Day => format!("P{number}D"),
        Unit::Night => format!("P{number}NI"),
        Unit::Weekend => format!("P{number}WE"),
        Unit::Week => format!("P{number}W"),
        Unit::Month => format!("P{number}M"),
        Unit::Quarter => format!("P{number}Q"),
        Unit::Year => format!("P{number}Y"),
        Unit::Half | Unit::Decade | Unit::Century => return None,
    })
}

/// Day and month, perhaps twice, with or without the year.
fn day(taken: &Captures) -> Option<Meaning> {
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
fn slashed(taken: &Captures) -> Option<Meaning> {
    let small = |class| taken.get(class).and_then(|value| i8::try_from(value).ok());
    let (month, day) = (small(Class::Mm)?, small(Class::Day)?);
    let year = year(taken)?;
    let date = Date::new(year, month, day).ok().filter(|_| day > 12 || day == month)?;
    Some(Meaning::Absolute(Period::Day(date), None))
}

/// A month with its year, or two months.
fn month(taken: &Captures) -> Option<Meaning> {
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
fn years(taken: &Captures) -> Option<Meaning> {
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
fn decade(taken: &Captures) -> Option<Meaning> {
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

fn century(taken: &Captures) -> Option<Meaning> {
    let number = i16::try_from(taken.get(Class::Ord)?).ok().filter(|number| (1..=22).contains(number))?;
    Some(Meaning::Absolute(Period::Century((number - 1) * 100), None))
}

/// A repeated stretch: `every Monday`, `each July`.
fn set_of(taken: &Captures) -> Option<String> {
    if let Some(day) = taken.get(Class::Weekday).or_else(|| taken.get(Class::Weekdays)) {
        let part = taken.get(Class::Parts).and_then(|at| PARTS.get(usize::try_from(at).ok()?));
        let part = part.and_then(|(_, part)| part.code()).map(|code| format!("T{code}")).unwrap_or_default();
        return Some(format!("XXXX-WXX-{day}{part}"));
    }
    if let Some(month) = taken.get(Class::Month).or_else(|| taken.get(Class::SureMonth)) {
        return Some(match taken.get(Class::Day) {
            Some(day) => format!("XXXX-{month:02}-{day:02}"),
            None => format!("XXXX-{month:02}"),
        });
    }
    if let Some(season) = taken.get(Class::Season) {
        return SEASONS.get(usize::try_from(season).ok()?).map(|(code, _)| format!("XXXX-{code}"));
    }
    let part = taken.get(Class::Part).and_then(|at| PARTS.get(usize::try_from(at).ok()?))?;
    part.1.code().map(|code| format!("XXXX-XX-XXT{code}"))
}
