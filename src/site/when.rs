//! What an expression of time in a source was taken to mean: for `<time>`, in words, and why.
//!
//! What could not be set on the calendar has nothing to show.

use jiff::ToSpan;
use serde::Serialize;

use crate::story::{DateBasis, ResolvedTimex, Source};
use crate::text::edtf::weekday_name;
use crate::text::{Edtf, Span};

use super::dates;

/// The meaning of an expression, for a reader.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Reading {
    /// `Monday 27 October 2025, evening`.
    pub text: String,
    /// For `<time datetime>`, where HTML has a form for it.
    pub machine: Option<String>,
    /// `inferred`, `approximate`.
    pub mark: Option<&'static str>,
    /// The rule and the anchor.
    pub reason: String,
}

/// The expressions of a source that have a reading, in text order, none over another.
pub fn readings(source: &Source) -> Vec<(Span, Reading)> {
    let mut found: Vec<(Span, Reading)> = Vec::new();
    for (timex, resolved) in source.annotations.timexes.iter().zip(&source.timexes) {
        let Some(reading) = reading(resolved) else { continue };
        if !timex.span.is_empty() && found.last().is_none_or(|(last, _)| last.end <= timex.span.start) {
            found.push((timex.span, reading));
        }
    }
    found
}

/// Those of `all` that lie within `span`.
pub fn within(all: &[(Span, Reading)], span: Span) -> &[(Span, Reading)] {
    let from = all.partition_point(|(at, _)| at.start < span.start);
    let to = all.partition_point(|(at, _)| at.end <= span.end);
    all.get(from..to).unwrap_or_default()
}

fn reading(resolved: &ResolvedTimex) -> Option<Reading> {
    if !matches!(resolved.basis, DateBasis::Printed | DateBasis::Resolved | DateBasis::Inferred) {
        return None;
    }
    let mark = match resolved.basis {
        DateBasis::Inferred => Some("inferred"),
        _ => dates::mark(resolved.date, resolved.basis),
    };
    let reason = dates::in_words(&resolved.reason);
    Some(Reading { text: words(resolved)?, machine: machine(resolved), mark, reason })
}

/// The date as a person writes it, with its weekday and the part of the day.
fn words(resolved: &ResolvedTimex) -> Option<String> {
    let (base, time) = split(&resolved.value);
    let date = match resolved.date {
        Edtf::Unknown => part_of_year(base)?,
        date => match date.as_day() {
            Some(day) => format!("{} {}", weekday_name(day.weekday()), dates::long(date)),
            None => dates::long(date),
        },
    };
    Some(match time.and_then(time_in_words) {
        Some(time) => format!("{date}, {time}"),
        None => date,
    })
}

/// `2025-10-27` and `EV` of `2025-10-27TEV`.
fn split(value: &str) -> (&str, Option<&str>) {
    match value.split_once('T') {
        Some((base, time)) if value.starts_with(|c: char| c.is_ascii_digit()) => (base, Some(time)),
        _ => (value, None),
    }
}

/// `EV`, `14:30`.
fn time_in_words(time: &str) -> Option<&str> {
    let part = match time {
        "MO" => "morning",
        "MI" => "midday",
        "AF" => "afternoon",
        "EV" => "evening",
        "NI" => "night",
        "DT" => "daytime",
        _ => return clock(time),
    };
    Some(part)
}

/// `14:30` of `14:30`, `14:30:05` and nothing else.
fn clock(time: &str) -> Option<&str> {
    let minutes = time.get(..5)?;
    let number = |at: std::ops::Range<usize>, below: u8| minutes.get(at)?.parse::<u8>().ok().filter(|n| *n < below);
    let is_clock = number(0..2, 24).is_some() && minutes.get(2..3) == Some(":") && number(3..5, 60).is_some();
    let rest = time.get(5..)?;
    let plain = minutes.bytes().all(|b| b.is_ascii_digit() || b == b':');
    (is_clock && plain && (rest.is_empty() || rest.starts_with(':'))).then_some(minutes)
}

/// `summer 2025` of `2025-SU`, and the like for quarters and halves.
fn part_of_year(value: &str) -> Option<String> {
    let (year, part) = value.split_once('-')?;
    let year: i16 = year.parse().ok().filter(|year| (1..=9999).contains(year))?;
    let part = match part {
        "SP" => "spring",
        "SU" => "summer",
        "FA" => "autumn",
        "WI" => "winter",
        "Q1" => "first quarter of",
        "Q2" => "second quarter of",
        "Q3" => "third quarter of",
        "Q4" => "fourth quarter of",
        "H1" => "first half of",
        "H2" => "second half of",
        _ => return None,
    };
    Some(format!("{part} {year}"))
}

/// What `<time datetime>` may say of it: a day with or without a time, a week, a month, a year. Nothing else is valid
/// there, and nothing that says more than is known.
fn machine(resolved: &ResolvedTimex) -> Option<String> {
    let (base, time) = split(&resolved.value);
    if let Edtf::Interval(first, Some(last)) = resolved.date {
        let monday = first.first_day();
        let week = monday.iso_week_date();
        let written = format!("{:04}-W{:02}", week.year(), week.week());
        let whole = monday.checked_add(6.days()).is_ok_and(|sunday| sunday == last.last_day());
        return (base == written && whole && week.year() > 0 && time.is_none()).then_some(written);
    }
    let date = dates::machine(resolved.date)?;
    match time.and_then(clock) {
        Some(clock) if base == date && resolved.date.as_day().is_some() => Some(format!("{date}T{clock}")),
        _ => Some(date),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str, date: &str) -> Option<Reading> {
        let date = Edtf::parse(date).expect("EDTF");
        reading(&ResolvedTimex { value: value.to_owned(), date, basis: DateBasis::Resolved, reason: String::new() })
    }

    #[test]
    fn a_value_is_written_for_a_reader_and_for_html() {
        for (value, date, words, machine) in [
            ("2025-10-27", "2025-10-27", "Monday 27 October 2025", "2025-10-27"),
            ("2025-10-27TEV", "2025-10-27", "Monday 27 October 2025, evening", "2025-10-27"),
            ("2025-10-27T14:30", "2025-10-27", "Monday 27 October 2025, 14:30", "2025-10-27T14:30"),
            ("2025-10-27T14:30:05", "2025-10-27", "Monday 27 October 2025, 14:30", "2025-10-27T14:30"),
            ("2025-10-27T24:00", "2025-10-27", "Monday 27 October 2025", "2025-10-27"),
            ("2025-10-27T+1:00", "2025-10-27", "Monday 27 October 2025", "2025-10-27"),
            ("2025-10-28", "2025-10-27/2025-10-28~", "27–28 October 2025", ""),
            ("1998-W32", "1998-08-03/1998-08-09", "3–9 August 1998", "1998-W32"),
            ("1998-W32", "1998-08-04/1998-08-09", "4–9 August 1998", ""),
            ("1998-W31", "1998-08-03/1998-08-09", "3–9 August 1998", ""),
            ("1998-W32-WE", "1998-08-08/1998-08-09", "8–9 August 1998", ""),
            ("1998-08", "1998-08", "August 1998", "1998-08"),
            ("1998", "1998", "1998", "1998"),
            ("199X", "199X", "1990s", ""),
            ("1998-SU", "", "summer 1998", ""),
            ("1998-Q3", "", "third quarter of 1998", ""),
        ] {
            let found = read(value, date).expect(value);
            assert_eq!((&*found.text, found.machine.as_deref().unwrap_or("")), (words, machine), "{value} {date}");
        }
    }

    #[test]
    fn what_has_no_date_has_no_reading() {
        for value in ["PAST_REF", "P3D", "XXXX-WXX-1", "XXXX-SU", "2025-XX", "", "T", "0000-SU"] {
            assert_eq!(read(value, ""), None, "{value}");
        }
        let date = Edtf::parse("2025-10-27").expect("EDTF");
        for basis in [DateBasis::Declared, DateBasis::Unknown] {
            let resolved = ResolvedTimex { value: "2025-10-27".to_owned(), date, basis, reason: String::new() };
            assert_eq!(reading(&resolved), None);
        }
    }

    #[test]
    fn what_lies_within_a_span_is_found_and_what_crosses_its_ends_is_not() {
        let reading = read("1998", "1998").expect("a reading");
        let all: Vec<_> =
            [(2, 4), (5, 9), (9, 12), (14, 20)].map(|(from, to)| (Span::new(from, to), reading.clone())).to_vec();
        let starts = |from, to| within(&all, Span::new(from, to)).iter().map(|(s, _)| s.start).collect::<Vec<_>>();
        assert_eq!(starts(0, 30), [2, 5, 9, 14]);
        assert_eq!(starts(3, 12), [5, 9]);
        assert_eq!(starts(5, 8), [0; 0]);
        assert_eq!(starts(10, 11), [0; 0]);
        assert_eq!(starts(30, 40), [0; 0]);
    }
}
