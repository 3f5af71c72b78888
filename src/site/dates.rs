//! Dates as a person writes them, and as `<time datetime>` takes them.

use jiff::civil::Date;
use serde::Serialize;

use crate::story::DateBasis;
use crate::text::Edtf;
use crate::text::edtf::{Point, Precision, month_name};

/// A date for a reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WrittenDate {
    /// `28 October 2025`, `27–28 October 2025`, `1990s`, `since August 2021`, `undated`.
    pub text: String,
    /// For `<time datetime>`, where HTML has a form for it: a day, a month or a year.
    pub machine: Option<String>,
    /// What a reader must know of it: `inferred`, `contested`, `approximate`.
    pub mark: Option<&'static str>,
    /// EDTF.
    pub edtf: String,
}

/// Writes a date with its mark.
pub fn written(date: Edtf, basis: DateBasis) -> WrittenDate {
    WrittenDate { text: long(date), machine: machine(date), mark: mark(date, basis), edtf: date.to_string() }
}

/// The word that must stand beside a date: that it is inferred, contested, or only near.
pub fn mark(date: Edtf, basis: DateBasis) -> Option<&'static str> {
    match basis {
        _ if date == Edtf::Unknown => None,
        DateBasis::Inferred => Some("inferred"),
        DateBasis::Contested => Some("contested"),
        _ if date.is_approximate() => Some("approximate"),
        _ => None,
    }
}

/// The whole date in words.
pub fn long(date: Edtf) -> String {
    match date {
        Edtf::Unknown => "undated".to_owned(),
        Edtf::Point(p) => point(p, month_name, true),
        Edtf::Interval(a, None) => format!("since {}", point(a, month_name, true)),
        Edtf::Interval(a, Some(b)) => interval(a, b, month_name, None),
    }
}

/// The date as a citation bears it: as [`short`], and "about" before an inferred or contested one: a word, since a tilde
/// is read aloud as one.
pub fn cited(date: Edtf, basis: DateBasis, year: Option<i16>) -> String {
    let words = short(date, year);
    let is_sure = !matches!(basis, DateBasis::Inferred | DateBasis::Contested) && !date.is_approximate();
    if is_sure || words.is_empty() { words } else { format!("about {words}") }
}

/// The date in as few marks as it bears: `27 Oct`, with the year only where it is not `year`. Empty where unknown.
pub fn short(date: Edtf, year: Option<i16>) -> String {
    match date {
        Edtf::Unknown => String::new(),
        Edtf::Point(p) => point(p, abbreviated, year != Some(p.first_day().year())),
        Edtf::Interval(a, None) => format!("since {}", point(a, abbreviated, true)),
        Edtf::Interval(a, Some(b)) => interval(a, b, abbreviated, year),
    }
}

/// `datetime` of a `<time>`: HTML knows days, months and years, and no intervals.
pub fn machine(date: Edtf) -> Option<String> {
    match date {
        Edtf::Point(p) if p.precision <= Precision::Year && p.first_day().year() > 0 => {
            Some(p.to_string().trim_end_matches('~').to_owned())
        }
        _ => None,
    }
}

/// `text` with every `2025-10-27` in it written as a person writes it.
pub fn in_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let length = from.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(from.len());
        let (number, after) = from.split_at(length);
        match number.parse::<Date>() {
            Ok(day) if length == 10 => out.push_str(&long(Edtf::day(day))),
            _ => out.push_str(number),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// First three letters of a month's name; the four-letter months whole.
fn abbreviated(month: i8) -> &'static str {
    let name = month_name(month);
    if name.len() <= 4 { name } else { &name[..3] }
}

fn point(p: Point, month: fn(i8) -> &'static str, with_year: bool) -> String {
    let day = p.first_day();
    match p.precision {
        Precision::Day if with_year => format!("{} {} {}", day.day(), month(day.month()), day.year()),
        Precision::Day => format!("{} {}", day.day(), month(day.month())),
        Precision::Month => format!("{} {}", month(day.month()), day.year()),
        Precision::Year => day.year().to_string(),
        Precision::Decade | Precision::Century => format!("{}s", decade_start(day)),
    }
}

/// The calendar starts with year 1, which stands for year 0 here.
fn decade_start(day: Date) -> i16 {
    day.year() - day.year().rem_euclid(10)
}

/// Two ends, what they share said once. The year is left out where it is `year`.
fn interval(a: Point, b: Point, month: fn(i8) -> &'static str, year: Option<i16>) -> String {
    let (first, last) = (a.first_day(), b.first_day());
    let days = a.precision == Precision::Day && b.precision == Precision::Day;
    let same_year = first.year() == last.year();
    let tail = if year == Some(last.year()) { String::new() } else { format!(" {}", last.year()) };
    if days && first == last {
        format!("{} {}{tail}", first.day(), month(first.month()))
    } else if days && same_year && first.month() == last.month() {
        format!("{}–{} {}{tail}", first.day(), last.day(), month(last.month()))
    } else if days && same_year {
        format!("{} {} – {} {}{tail}", first.day(), month(first.month()), last.day(), month(last.month()))
    } else if a.precision == Precision::Month && b.precision == Precision::Month && same_year {
        format!("{}–{} {}", month(first.month()), month(last.month()), last.year())
    } else if a.precision == Precision::Year && b.precision == Precision::Year {
        format!("{}–{}", first.year(), last.year())
    } else {
        format!("{} – {}", point(a, month, true), point(b, month, true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(edtf: &str) -> String {
        long(Edtf::parse(edtf).unwrap())
    }

    #[test]
    fn dates_are_written_as_a_person_writes_them() {
        for (edtf, words) in [
            ("2025-10-28", "28 October 2025"),
            ("2025-10-27/2025-10-28~", "27–28 October 2025"),
            ("2025-10-30/2025-11-02", "30 October – 2 November 2025"),
            ("2024-12-30/2025-01-02", "30 December 2024 – 2 January 2025"),
            ("2025-10-28/2025-10-28", "28 October 2025"),
            ("199X", "1990s"),
            ("18XX", "1800s"),
            ("2021-08", "August 2021"),
            ("2021-08/..", "since August 2021"),
            ("2019/2021", "2019–2021"),
            ("2021-03/2021-05", "March–May 2021"),
            ("2019/2021-03-04", "2019 – 4 March 2021"),
            ("", "undated"),
        ] {
            assert_eq!(say(edtf), words);
        }
    }

    #[test]
    fn a_citation_says_no_more_than_it_must() {
        let say = |edtf: &str, basis, year| cited(Edtf::parse(edtf).unwrap(), basis, year);
        assert_eq!(say("2025-10-28", DateBasis::Printed, Some(2025)), "28 Oct");
        assert_eq!(say("2021-06-03", DateBasis::Printed, Some(2025)), "3 June 2021");
        assert_eq!(say("2025-10-27/2025-10-28~", DateBasis::Inferred, Some(2025)), "about 27–28 Oct");
        assert_eq!(say("", DateBasis::Unknown, Some(2025)), "");
    }

    #[test]
    fn machine_dates_in_a_reason_are_written_out() {
        assert_eq!(
            in_words("the Monday nearest to 2025-10-27, ¶3 of 2025-13-40 (10-12)"),
            "the Monday nearest to 27 October 2025, ¶3 of 2025-13-40 (10-12)"
        );
    }

    #[test]
    fn only_what_html_knows_goes_into_datetime() {
        let machine = |edtf: &str| machine(Edtf::parse(edtf).unwrap());
        assert_eq!(machine("2025-10-28~").as_deref(), Some("2025-10-28"));
        assert_eq!(machine("2025-10").as_deref(), Some("2025-10"));
        assert_eq!(machine("2025").as_deref(), Some("2025"));
        assert_eq!(machine("199X"), None);
        assert_eq!(machine("2025-10-27/2025-10-28"), None);
    }
}
