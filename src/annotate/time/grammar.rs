//! The grammar of temporal expressions: one pass over the tokens of a block, the longest reading at each place.

use crate::text::Span;
use crate::text::edtf::{Edtf, Point};
use crate::text::token::Token;

use super::expression::{Direction, Meaning, Timex, TimexType};
use super::lexicon::{Class, Unit, class};

/// Years that a bare number can mean.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2099;

/// All expressions of a block's tokens, in order, none overlapping.
pub(super) fn scan(tokens: &[Token<'_>], text: &str) -> Vec<Timex> {
    let words: Vec<Word> = tokens.iter().map(Word::new).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match read(&words, at) {
            Some(reading) if reading.end > at => {
                found.push(reading.timex(&words, at, text));
                at = reading.end;
            }
            _ => at += 1,
        }
    }
    found
}

/// A token as the grammar sees it.
struct Word {
    span: Span,
    lower: String,
    capital: bool,
    /// Without `’s`: where the word itself ends.
    end: usize,
    class: Option<Class>,
}

impl Word {
    fn new(token: &Token<'_>) -> Self {
        let bare = token.text.strip_suffix("’s").or_else(|| token.text.strip_suffix("'s")).unwrap_or(token.text);
        let lower = bare.to_lowercase();
        let class = class(&lower);
        Word { span: token.span, capital: token.is_capitalised(), end: token.span.start + bare.len(), lower, class }
    }

    /// A number of up to four digits.
    fn digits(&self) -> Option<i16> {
        (self.lower.len() <= 4 && self.lower.bytes().all(|b| b.is_ascii_digit())).then(|| self.lower.parse().ok())?
    }

    /// A day of the month, with or without its ordinal ending.
    fn day(&self) -> Option<i8> {
        let bare = ["st", "nd", "rd", "th"].iter().find_map(|e| self.lower.strip_suffix(e)).unwrap_or(&self.lower);
        let day = (bare.len() <= 2 && bare.bytes().all(|b| b.is_ascii_digit())).then(|| bare.parse().ok())??;
        (1..=31).contains(&day).then_some(day)
    }

    fn year(&self) -> Option<i16> {
        (self.lower.len() == 4).then(|| self.digits())?.filter(|year| YEARS.contains(year))
    }

    fn is_dash(&self) -> bool {
        matches!(self.lower.as_str(), "-" | "–" | "—" | "‑" | "‐")
    }
}

/// What was read from a place: the meaning and the first token after it.
struct Reading {
    end: usize,
    kind: TimexType,
    meaning: Meaning,
    direction: Direction,
    part: Option<&'static str>,
}

impl Reading {
    fn new(end: usize, kind: TimexType, meaning: Meaning) -> Self {
        Reading { end, kind, meaning, direction: Direction::Open, part: None }
    }

    fn date(end: usize, meaning: Meaning) -> Self {
        Self::new(end, TimexType::Date, meaning)
    }

    fn towards(mut self, direction: Direction) -> Self {
        self.direction = direction;
        self
    }

    fn part(mut self, part: Option<&'static str>) -> Self {
        self.part = part.or(self.part);
        if part.is_some_and(|p| matches!(p, "MO" | "MI" | "AF" | "EV" | "NI")) {
            self.kind = TimexType::Time;
        }
        self
    }

    fn timex(&self, words: &[Word], from: usize, text: &str) -> Timex {
        let span = Span::new(words[from].span.start, words[self.end - 1].end).trim(text);
        let Reading { kind, meaning, direction, part, .. } = self;
        Timex { span, kind: *kind, meaning: meaning.clone(), direction: *direction, cue: None, part: *part }
    }
}

fn read(words: &[Word], at: usize) -> Option<Reading> {
    iso_date(words, at)
        .or_else(|| edge(words, at))
        .or_else(|| weekday(words, at))
        .or_else(|| month_first(words, at))
        .or_else(|| day_first(words, at))
        .or_else(|| deictic(words, at))
        .or_else(|| shifted(words, at))
        .or_else(|| counted(words, at))
        .or_else(|| years(words, at))
}

fn get(words: &[Word], at: usize) -> Option<&Word> {
    words.get(at)
}

fn class_at(words: &[Word], at: usize) -> Option<Class> {
    words.get(at)?.class
}

fn lower_at(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |w| w.lower.as_str())
}

/// `2025-10-27`, with or without a time behind it.
fn iso_date(words: &[Word], at: usize) -> Option<Reading> {
    let year = get(words, at)?.year()?;
    let two = |i: usize| get(words, i).filter(|w| w.lower.len() == 2).and_then(Word::digits);
    if !(get(words, at + 1)?.lower == "-" && get(words, at + 3)?.lower == "-") {
        return None;
    }
    let (month, day) = (two(at + 2)?, two(at + 4)?);
    let date = jiff::civil::Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    Some(Reading::date(at + 5, Meaning::Absolute(Edtf::day(date))))
}

/// `early October`, `late 2021`, `mid-August`, `early Tuesday`, `late Monday night`.
fn edge(words: &[Word], at: usize) -> Option<Reading> {
    let Class::Edge(code) = class_at(words, at)? else { return None };
    let mut next = at + 1;
    while get(words, next).is_some_and(Word::is_dash) || matches!(lower_at(words, next), "on" | "in" | "this" | "the") {
        next += 1;
        if next > at + 3 {
            return None;
        }
    }
    let inner = weekday(words, next)
        .or_else(|| month_first(words, next).filter(|r| !matches!(r.meaning, Meaning::MonthDay { .. })))
        .or_else(|| years(words, next))
        .or_else(|| bare_year(words, next))?;
    let weekday = matches!(inner.meaning, Meaning::Weekday(_));
    // "earlier in October" means the month; "early Tuesday" the small hours of the day.
    let part = if !weekday {
        Some(code)
    } else if inner.part.is_none() && lower_at(words, at) == "early" {
        Some("MO")
    } else {
        inner.part
    };
    Some(inner.part(part))
}

fn weekday(words: &[Word], at: usize) -> Option<Reading> {
    let (direction, name) = match class_at(words, at)? {
        Class::Back => (Direction::Back, at + 1),
        Class::Ahead => (Direction::Ahead, at + 1),
        Class::This => (Direction::This, at + 1),
        _ => (Direction::Open, at),
    };
    let Class::Weekday { day, sure } = class_at(words, name)? else { return None };
    let word = get(words, name)?;
    let mut end = name + 1;
    if lower_at(words, end) == "." && word.lower.len() < 6 {
        end += 1;
    }
    let comma = usize::from(lower_at(words, end) == ",");
    if let Some(dated) = month_first(words, end + comma).or_else(|| day_first(words, end + comma)) {
        return (!matches!(dated.meaning, Meaning::Month(_))).then_some(dated);
    }
    if !word.capital || !sure {
        return None;
    }
    let part = match class_at(words, end) {
        Some(Class::Part(part)) => Some(part),
        _ => None,
    };
    end += usize::from(part.is_some());
    Some(Reading::date(end, Meaning::Weekday(day)).towards(direction).part(part))
}

/// `October 27th, 2025`, `Oct. 25–28`, `August 2021`, `October`.
fn month_first(words: &[Word], at: usize) -> Option<Reading> {
    let (month, sure) = month_at(words, at)?;
    let mut next = at + 1;
    if lower_at(words, next) == "." && words[at].lower.len() <= 4 {
        next += 1;
    }
    if let Some(day) = get(words, next).and_then(Word::day) {
        return month_day(words, next, month, day);
    }
    let of = next + usize::from(matches!(lower_at(words, next), "of" | ","));
    if let Some(year) = get(words, of).and_then(Word::year) {
        return Some(Reading::date(of + 1, Meaning::Absolute(Edtf::Point(Point::month(year, month)?))));
    }
    let after_preposition = at > 0
        && matches!(
            lower_at(words, at - 1),
            "in" | "since" | "last" | "until" | "by" | "from" | "early" | "late" | "mid"
        );
    // Behind a number it is the rest of a day that the calendar does not have.
    let day_before = at > 0 && words[at - 1].digits().is_some();
    ((sure && !day_before) || after_preposition).then(|| Reading::date(at + 1, Meaning::Month(month)))
}

fn month_at(words: &[Word], at: usize) -> Option<(i8, bool)> {
    let word = get(words, at)?;
    match word.class? {
        Class::Month { month, sure } if word.capital => Some((month, sure)),
        _ => None,
    }
}

/// The rest of a date whose month is read and whose day stands at `at`.
fn month_day(words: &[Word], at: usize, month: i8, day: i8) -> Option<Reading> {
    let mut end = at + 1;
    let mut to = None;
    let dash = get(words, end).is_some_and(Word::is_dash) || matches!(lower_at(words, end), "to" | "and");
    if dash {
        if let Some(last) = get(words, end + 1).and_then(Word::day).filter(|&last| last > day) {
            (to, end) = (Some((month, last)), end + 2);
        } else if let Some((to_month, _)) = month_at(words, end + 1)
            && let Some(last) = get(words, end + 2).and_then(Word::day)
        {
            (to, end) = (Some((to_month, last)), end + 3);
        }
    }
    let year_at = end + usize::from(lower_at(words, end) == ",");
    if let Some(year) = get(words, year_at).and_then(Word::year) {
        return Some(Reading::date(year_at + 1, Meaning::Absolute(range(year, month, day, to)?)));
    }
    // 29 February can be a day of some year; 31 April of none.
    jiff::civil::Date::new(2024, month, day).ok()?;
    Some(Reading::date(end, Meaning::MonthDay { month, day, to }))
}

fn range(year: i16, month: i8, day: i8, to: Option<(i8, i8)>) -> Option<Edtf> {
    let first = Point::day(jiff::civil::Date::new(year, month, day).ok()?);
    let Some((to_month, to_day)) = to else { return Some(Edtf::Point(first)) };
    let last = Point::day(jiff::civil::Date::new(year, to_month, to_day).ok()?);
    (first.first_day() < last.first_day()).then_some(Edtf::Interval(first, Some(last)))
}

/// `27 October 2025`, `25–28 October`, `the 19th of October`.
fn day_first(words: &[Word], at: usize) -> Option<Reading> {
    let day = get(words, at)?.day()?;
    let mut next = at + 1;
    let mut last = None;
    if get(words, next).is_some_and(Word::is_dash) || lower_at(words, next) == "to" {
        last = get(words, next + 1).and_then(Word::day).filter(|&last| last > day);
        next += if last.is_some() { 2 } else { 0 };
    }
    next += usize::from(lower_at(words, next) == "of");
    let (month, _) = month_at(words, next)?;
    let end = next + 1 + usize::from(lower_at(words, next + 1) == "." && words[next].lower.len() <= 4);
    let to = last.map(|last| (month, last));
    let year_at = end + usize::from(lower_at(words, end) == ",");
    if let Some(year) = get(words, year_at).and_then(Word::year) {
        return Some(Reading::date(year_at + 1, Meaning::Absolute(range(year, month, day, to)?)));
    }
    jiff::civil::Date::new(2024, month, last.unwrap_or(day)).ok()?;
    Some(Reading::date(next + 1, Meaning::MonthDay { month, day, to }))
}

/// `today`, `yesterday evening`, `tonight`, `recently`.
fn deictic(words: &[Word], at: usize) -> Option<Reading> {
    match class_at(words, at)? {
        Class::Deictic(days) => {
            let part = match class_at(words, at + 1) {
                Some(Class::Part(part)) => Some(part),
                _ => None,
            };
            let end = at + 1 + usize::from(part.is_some());
            Some(Reading::date(end, Meaning::Days(days)).part(part))
        }
        Class::Tonight => Some(Reading::date(at + 1, Meaning::Days(0)).part(Some("NI"))),
        Class::Ref(value) => Some(Reading::date(at + 1, Meaning::Reference(value))),
        _ => None,
    }
}

/// `last week`, `next month`, `this year`, `last night`, `the past two years`.
fn shifted(words: &[Word], at: usize) -> Option<Reading> {
    let (direction, step, back) = match class_at(words, at)? {
        Class::Back => (Direction::Back, -1, true),
        Class::Ahead => (Direction::Ahead, 1, false),
        Class::This => (Direction::This, 0, false),
        _ => return None,
    };
    match class_at(words, at + 1)? {
        Class::Part("NI") if back => Some(Reading::date(at + 2, Meaning::Days(-1)).part(Some("NI"))),
        Class::Part(part) if direction == Direction::This => {
            Some(Reading::date(at + 2, Meaning::Days(0)).part(Some(part)))
        }
        Class::Unit(Unit::Hour | Unit::Minute | Unit::Night) => None,
        // "the past year" is the length of a year up to now, "last year" the calendar year before.
        Class::Unit(unit) if lower_at(words, at) == "past" => {
            Some(Reading::new(at + 2, TimexType::Duration, Meaning::Length(length(1, unit, false)?)))
        }
        Class::Unit(unit) if matches!(lower_at(words, at), "previous" | "following") => {
            Some(Reading::date(at + 2, Meaning::Anaphoric(unit, step)).towards(direction))
        }
        Class::Unit(unit) => Some(Reading::date(at + 2, Meaning::Units(unit, step)).towards(direction)),
        Class::Season(code) => Some(Reading::date(at + 2, Meaning::Season(code, None)).towards(direction)),
        Class::Month { month, .. } if get(words, at + 1)?.capital => {
            Some(Reading::date(at + 2, Meaning::Month(month)).towards(direction))
        }
        _ => {
            let (value, end) = amount(words, at + 1)?;
            Some(Reading::new(end, TimexType::Duration, Meaning::Length(value)))
        }
    }
}

/// `three days`, `nine-hour`, `40 years`, `two years ago`, `recent years`, `every day`.
fn counted(words: &[Word], at: usize) -> Option<Reading> {
    if matches!(lower_at(words, at), "every" | "each") {
        let Class::Unit(unit) = class_at(words, at + 1)? else { return None };
        return Some(Reading::new(at + 2, TimexType::Set, Meaning::Length(length(1, unit, false)?)));
    }
    if lower_at(words, at) == "recent" {
        let Class::Unit(_) = class_at(words, at + 1)? else { return None };
        return Some(Reading::date(at + 2, Meaning::Reference("PAST_REF")));
    }
    let (value, end) = amount(words, at)?;
    if lower_at(words, end) == "ago" {
        let (number, unit, _) = quantity(words, at)?;
        return Some(match number {
            Some(number) => Reading::date(end + 1, Meaning::Ago(unit, i64::from(number))),
            None => Reading::date(end + 1, Meaning::Reference("PAST_REF")),
        });
    }
    Some(Reading::new(end, TimexType::Duration, Meaning::Length(value)))
}

/// A TIMEX3 length at `at`, and the token after it.
fn amount(words: &[Word], at: usize) -> Option<(String, usize)> {
    let (number, unit, end) = quantity(words, at)?;
    Some((length(number.unwrap_or(0), unit, number.is_none())?, end))
}

/// Number (`None` when vague), unit, and the token after them.
fn quantity(words: &[Word], at: usize) -> Option<(Option<u32>, Unit, usize)> {
    let mut next = at + 1;
    let number = match get(words, at)?.class {
        Some(Class::Number(number)) => Some(number),
        Some(Class::Vague) if lower_at(words, at) != "recent" => None,
        _ => Some(u32::try_from(get(words, at)?.digits()?).ok()?),
    };
    let number = match (number, lower_at(words, at), class_at(words, next)) {
        (Some(_), "a", Some(Class::Vague)) => {
            next += 1;
            None
        }
        (Some(_), "a", _) if lower_at(words, next) == "couple" => {
            next += 1 + usize::from(lower_at(words, next + 1) == "of");
            Some(2)
        }
        // "twenty-four hours"
        (Some(tens), _, _) if tens >= 20 && get(words, next).is_some_and(Word::is_dash) => {
            match class_at(words, next + 1) {
                Some(Class::Number(ones)) if ones < 10 => {
                    next += 2;
                    Some(tens + ones)
                }
                _ => Some(tens),
            }
        }
        (number, _, _) => number,
    };
    next += usize::from(get(words, next).is_some_and(Word::is_dash));
    let Class::Unit(unit) = class_at(words, next)? else { return None };
    Some((number, unit, next + 1))
}

fn length(number: u32, unit: Unit, vague: bool) -> Option<String> {
    let number = if vague { "X".to_owned() } else { number.to_string() };
    Some(match unit {
        Unit::Minute => format!("PT{number}M"),
        Unit::Hour => format!("PT{number}H"),
        Unit::Day => format!("P{number}D"),
        Unit::Night => format!("P{number}NI"),
        Unit::Week => format!("P{number}W"),
        Unit::Month => format!("P{number}M"),
        Unit::Quarter => format!("P{number}Q"),
        Unit::Year => format!("P{number}Y"),
        Unit::Decade => format!("P{number}DE"),
        Unit::Century => format!("P{number}CE"),
        Unit::Weekend => return None,
    })
}

/// `2024`, `2021-24`, `2019–2021`, `the 1990s`.
fn years(words: &[Word], at: usize) -> Option<Reading> {
    let word = get(words, at)?;
    if let Some(decade) = word.lower.strip_suffix('s').filter(|d| d.len() == 4 && d.ends_with('0')) {
        let year: i16 = decade.parse().ok().filter(|year| YEARS.contains(year))?;
        return Some(Reading::date(at + 1, Meaning::Absolute(Edtf::Point(Point::decade(year)?))));
    }
    let from = word.year()?;
    if get(words, at + 1).is_some_and(Word::is_dash)
        && let Some(to) = get(words, at + 2).and_then(|w| end_year(w, from))
    {
        let value = Edtf::Interval(Point::year(from)?, Some(Point::year(to)?));
        return Some(Reading::date(at + 3, Meaning::Absolute(value)));
    }
    let before = if at == 0 { "" } else { lower_at(words, at - 1) };
    // "from 2010 to 2013", "between 2010 and 2013": one period.
    let joined = matches!((before, lower_at(words, at + 1)), ("from", "to" | "until" | "through") | ("between", "and"));
    if let Some(to) = get(words, at + 2).and_then(Word::year).filter(|&to| joined && to > from) {
        let value = Edtf::Interval(Point::year(from)?, Some(Point::year(to)?));
        return Some(Reading::date(at + 3, Meaning::Absolute(value)));
    }
    let introduced = matches!(
        before,
        "in" | "since"
            | "of"
            | "by"
            | "during"
            | "from"
            | "until"
            | "till"
            | "before"
            | "after"
            | "through"
            | "and"
            | "("
            | "to"
            | "late"
            | "early"
            | "mid"
            | "for"
            | "between"
    );
    let amount = get(words, at + 1)
        .is_some_and(|w| w.span.start == word.span.end && matches!(w.lower.as_str(), "%" | "," | "."))
        && get(words, at + 2).is_some_and(|w| w.span.start == words[at + 1].span.end && w.digits().is_some());
    (introduced && !amount && !counts_something(words, at, before)).then(|| bare_year(words, at))?
}

fn bare_year(words: &[Word], at: usize) -> Option<Reading> {
    let year = get(words, at)?.year()?;
    Some(Reading::date(at + 1, Meaning::Absolute(Edtf::Point(Point::year(year)?))))
}

/// Whether a number after "of", "to", "for", "from" or "by" rather counts what follows it: "to 1900 people".
fn counts_something(words: &[Word], at: usize, before: &str) -> bool {
    matches!(before, "of" | "to" | "for" | "from" | "by" | "and" | "after")
        && get(words, at + 1).is_some_and(|w| {
            w.lower.len() > 3 && w.lower.ends_with('s') && !w.capital && w.lower.chars().all(char::is_alphabetic)
        })
}

/// The second year of a range: in full, or its last two digits.
fn end_year(word: &Word, from: i16) -> Option<i16> {
    let digits = word.digits()?;
    let to = if word.lower.len() == 2 { from - from % 100 + digits } else { word.year()? };
    (to > from).then_some(to)
}
