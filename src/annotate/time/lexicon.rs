//! The words of temporal expressions, read from `lexicon.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::printed_date::{month_number, weekday_number};

/// A unit of the calendar or the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// 60 seconds.
    Minute,
    /// 60 minutes.
    Hour,
    /// A calendar day.
    Day,
    /// A night.
    Night,
    /// Seven days from a Monday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// A calendar month.
    Month,
    /// Three months.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// What a word is in the grammar of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Month 1–12; `sure` unless it is also another word.
    Month {
        month: i8,
        sure: bool,
    },
    /// Weekday 1 (Monday) to 7; `sure` unless it is also another word.
    Weekday {
        day: i8,
        sure: bool,
    },
    Unit(Unit),
    Part(&'static str),
    Season(&'static str),
    Deictic(i64),
    Tonight,
    Back,
    Ahead,
    This,
    Edge(&'static str),
    Number(u32),
    Vague,
    Ref(&'static str),
}

static WORDS: LazyLock<HashMap<&'static str, Class>> =
    LazyLock::new(|| include_str!("lexicon.txt").lines().filter_map(entry).collect());

/// The class of a lower-case word.
pub(super) fn class(word: &str) -> Option<Class> {
    let month = || Some(Class::Month { month: month_number(word)?, sure: true });
    let weekday = || Some(Class::Weekday { day: weekday_number(word)?, sure: true });
    WORDS.get(word).copied().or_else(month).or_else(weekday)
}

fn entry(line: &'static str) -> Option<(&'static str, Class)> {
    let mut fields = line.split('\t');
    let (class, word, value) = (fields.next()?, fields.next()?, fields.next()?);
    let class = match class {
        "month?" => Class::Month { month: value.parse().ok()?, sure: false },
        "weekday?" => Class::Weekday { day: value.parse().ok()?, sure: false },
        "unit" => Class::Unit(unit(value)?),
        "part" => Class::Part(value),
        "season" => Class::Season(value),
        "deictic" => Class::Deictic(value.parse().ok()?),
        "tonight" => Class::Tonight,
        "back" => Class::Back,
        "ahead" => Class::Ahead,
        "this" => Class::This,
        "edge" => Class::Edge(value),
        "number" => Class::Number(value.parse().ok()?),
        "vague" => Class::Vague,
        "ref" => Class::Ref(value),
        _ => return None,
    };
    Some((word, class))
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "night" => Unit::Night,
        "week" => Unit::Week,
        "weekend" => Unit::Weekend,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = include_str!("lexicon.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty());
        for line in lines {
            assert!(super::entry(line).is_some(), "{line}");
        }
    }
}
