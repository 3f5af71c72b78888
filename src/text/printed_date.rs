//! Calendar dates as they are printed: day, month and year, all three given.
//!
//! Read are `27 October 2025`, `27th of October, 2025`, `October 27th, 2025`, `Oct. 27, 2025`, `2025-10-27` (also with `/`
//! or `.`, and with a time behind it), `Mon Oct 27 09:15:00 2025`, and `27.10.2025`, `10/27/2025` or `10/27/25` where only
//! one order of day and month makes a date, or the weekday before it decides. A weekday before the date belongs to it when
//! it is the right one. Words may be glued to a date where letters and digits, or cases, meet (`The Post27 October 2025`).
//! What names no day of the calendar (`February 30, 2025`) is left alone, as is everything without a year: [`LooseDate`]
//! is for those that leave a part open.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::Span;

/// A date with its place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundDate {
    /// Its place in bytes, with the weekday before it and the time of an ISO stamp behind it.
    pub span: Span,
    /// The day.
    pub date: Date,
}

/// Whether `text` holds a digit, as every date does.
fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}

/// Every full date of `text` in text order; spans offset by `base`.
pub fn find(text: &str, base: usize) -> Vec<FoundDate> {
    let mut found = Vec::new();
    let mut at = if has_digit(text) { 0 } else { text.len() };
    while let Some(start) = next_start(text, at) {
        let mut cursor = Cursor { text, at: start };
        if let Some(date) = cursor.date() {
            found.push(FoundDate { span: Span::new(base + start, base + cursor.at), date });
            at = cursor.at;
        } else {
            at = skip_word(text, start);
        }
    }
    found
}

/// A date that leaves a part of itself open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LooseDate {
    /// Its place in bytes, with the weekday before it.
    pub span: Span,
    /// The day of the week beside it (Monday is 1).
    pub weekday: Option<i8>,
    /// What is open.
    pub reading: Reading,
}

/// What a [`LooseDate`] can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// A day of any year: `Oct. 27`.
    MonthDay {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// Numbers in an order that nothing tells: `03/04/2025`. The earlier day first.
    Either(Date, Date),
}

impl LooseDate {
    /// Whether `date` is one of the days it can mean.
    pub fn fits(&self, date: Date) -> bool {
        let weekday = self.weekday.is_none_or(|day| date.weekday().to_monday_one_offset() == day);
        weekday
            && match self.reading {
                Reading::MonthDay { month, day } => (date.month(), date.day()) == (month, day),
                Reading::Either(a, b) => date == a || date == b,
            }
    }

    /// The days it can mean in the years of `years`, in order.
    pub fn days(&self, years: std::ops::RangeInclusive<i16>) -> Vec<Date> {
        let all = match self.reading {
            Reading::MonthDay { month, day } => years.filter_map(|year| Date::new(year, month, day).ok()).collect(),
            Reading::Either(a, b) => vec![a, b],
        };
        all.into_iter().filter(|&date| self.fits(date)).collect()
    }
}

/// Every date of `text` that leaves a part open, in text order; full dates are passed over. Spans offset by `base`.
pub fn find_loose(text: &str, base: usize) -> Vec<LooseDate> {
    let mut found = Vec::new();
    let mut at = if has_digit(text) { 0 } else { text.len() };
    while let Some(start) = next_start(text, at) {
        let mut cursor = Cursor { text, at: start };
        if cursor.date().is_some() {
            at = cursor.at;
        } else if let Some((weekday, reading)) = cursor.loose() {
            found.push(LooseDate { span: Span::new(base + start, base + cursor.at), weekday, reading });
            at = cursor.at;
        } else {
            at = skip_word(text, start);
        }
    }
    found
}

/// The day that eight digits write, as the names of files and the ids of wire reports have it: `20251027`.
pub fn compact(digits: &str) -> Option<Date> {
    let plain = digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit());
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<i16>().ok();
    let date = plain.then(|| civil(part(0, 4)?, part(4, 6)?, part(6, 8)?)).flatten()?;
    (1900..2100).contains(&date.year()).then_some(date)
}

/// The day of a text that is an ISO date or stamp and nothing else.
pub fn parse_iso(text: &str) -> Option<Date> {
    let mut cursor = Cursor { text, at: 0 };
    let date = cursor.iso()?;
    cursor.rest().is_empty().then_some(date)
}

/// The day of a text that is one date, in any of the forms read here, and nothing else.
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    let mut cursor = Cursor { text, at: 0 };
    let date = cursor.date()?;
    cursor.rest().is_empty().then_some(date)
}

static WORDS: LazyLock<BTreeMap<&str, (bool, i8)>> = LazyLock::new(|| {
    let mut table = BTreeMap::new();
    for line in include_str!("calendar_words.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let is_month = words.next() == Some("month");
        let Some(number) = words.next().and_then(|n| n.parse().ok()) else { continue };
        table.extend(words.map(|word| (word, (is_month, number))));
    }
    table
});

/// Every name of a month or day of the week, lower case, whether it is a month's, and its number.
pub fn calendar_words() -> impl Iterator<Item = (&'static str, bool, i8)> {
    WORDS.iter().map(|(word, &(is_month, number))| (*word, is_month, number))
}

/// Number of the month that `word` names, in full or as an abbreviation without its stop, in any case.
pub fn month_number(word: &str) -> Option<i8> {
    calendar_word(word).and_then(|(is_month, number)| is_month.then_some(number))
}

/// Number of the day of the week that `word` names (Monday is 1), likewise.
pub fn weekday_number(word: &str) -> Option<i8> {
    calendar_word(word).and_then(|(is_month, number)| (!is_month).then_some(number))
}

fn calendar_word(word: &str) -> Option<(bool, i8)> {
    // The longest name has nine letters.
    let mut lower = [0; 9];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    WORDS.get(str::from_utf8(lower).ok()?).copied()
}

/// The next place at or after `at` where a number begins, or a word that a date can begin with.
fn next_start(text: &str, mut at: usize) -> Option<usize> {
    loop {
        at += text.get(at..)?.find(char::is_alphanumeric)?;
        let mut cursor = Cursor { text, at };
        if text.as_bytes()[at].is_ascii_digit() || cursor.word().is_some_and(|word| calendar_word(word).is_some()) {
            return Some(at);
        }
        at = skip_word(text, at);
    }
}

/// The end of the word at `at`, or a seam in it where another could be glued on: a digit after a letter, a capital after
/// a small letter.
fn skip_word(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let mut before: Option<char> = None;
    for (offset, c) in rest.char_indices() {
        let seam =
            before.is_some_and(|b| b.is_alphabetic() && c.is_ascii_digit() || b.is_lowercase() && c.is_uppercase());
        if seam || !c.is_alphanumeric() {
            return at + offset;
        }
        before = Some(c);
    }
    text.len()
}

/// Reads on in a text; every method leaves the place untouched where it does not match.
struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn date(&mut self) -> Option<Date> {
        let start = self.at;
        let weekday = self.weekday();
        let date = self.iso().or_else(|| self.month_first()).or_else(|| self.day_first()).or_else(|| {
            let readings = self.numeric()?;
            let mut fitting = readings
                .into_iter()
                .flatten()
                .filter(|d| weekday.is_none_or(|w| d.weekday().to_monday_one_offset() == w));
            let only = fitting.next();
            only.filter(|_| fitting.next().is_none())
        });
        let agrees = date.is_some_and(|d| weekday.is_none_or(|w| d.weekday().to_monday_one_offset() == w));
        if !agrees {
            self.at = start;
        }
        date.filter(|_| agrees)
    }

    /// A date that leaves a part open, with the weekday beside it.
    fn loose(&mut self) -> Option<(Option<i8>, Reading)> {
        self.attempt(|c| {
            let weekday = c.weekday();
            if let Some([Some(a), Some(b)]) = c.numeric() {
                return Some((None, Reading::Either(a.min(b), a.max(b))));
            }
            let (month, day) = c
                .whole(|c| {
                    let month = c.month()?;
                    c.space()?;
                    Some((month, c.day()?))
                })
                .or_else(|| {
                    c.whole(|c| {
                        let day = c.day()?;
                        c.space()?;
                        let _ = c.attempt(|c| c.word().filter(|w| *w == "of").and_then(|_| c.space()));
                        Some((c.month()?, day))
                    })
                })?;
            // A leap year has every day that any year has.
            civil(2024, month, day)?;
            Some((weekday, Reading::MonthDay { month: month.try_into().ok()?, day: day.try_into().ok()? }))
        })
    }

    fn weekday(&mut self) -> Option<i8> {
        let start = self.at;
        let number = self.word().and_then(weekday_number);
        if number.is_none() {
            self.at = start;
            return None;
        }
        self.eat(&['.']);
        self.eat(&[',']);
        self.space();
        number
    }

    /// `2025-10-27`, perhaps with a time.
    fn iso(&mut self) -> Option<Date> {
        self.whole(|c| {
            let year = c.digits(4, 4)?;
            let mark = c.eat(&['-', '\u{2011}', '/', '.'])?;
            let month = c.digits(1, 2)?;
            c.eat(&[mark])?;
            let day = c.digits(1, 2)?;
            let date = civil(year, month, day)?;
            c.stamp();
            Some(date)
        })
    }

    /// The time of an ISO stamp, if there is one: `T14:05:00.5+03:00`, `T14:05Z`.
    fn stamp(&mut self) {
        let _ = self.attempt(|c| {
            c.eat(&['T', 't', ' '])?;
            c.digits(2, 2).filter(|&h| h < 25)?;
            c.eat(&[':'])?;
            c.digits(2, 2).filter(|&m| m < 60)?;
            let _ = c.attempt(|c| {
                c.eat(&[':'])?;
                c.digits(2, 2).filter(|&s| s < 61)?;
                let _ = c.attempt(|c| c.eat(&['.', ',']).and_then(|_| c.digits(1, 9)));
                Some(())
            });
            let _ = c.attempt(|c| {
                if c.eat(&['Z', 'z']).is_some() {
                    return Some(());
                }
                c.eat(&['+', '-'])?;
                c.digits(2, 2)?;
                c.eat(&[':']);
                let _ = c.digits(2, 2);
                Some(())
            });
            c.at_word_end().then_some(())
        });
    }

    /// `October 27th, 2025`.
    fn month_first(&mut self) -> Option<Date> {
        self.whole(|c| {
            let month = c.month()?;
            c.space()?;
            let day = c.day()?;
            c.comma_or_space()?;
            let _ = c.attempt(|c| {
                c.digits(1, 2)?;
                c.eat(&[':'])?;
                c.digits(2, 2)?;
                let _ = c.attempt(|c| c.eat(&[':']).and_then(|_| c.digits(2, 2)));
                c.space()?;
                let _ = c.attempt(|c| c.word().filter(|w| w.len() <= 4).and_then(|_| c.space()));
                Some(())
            });
            civil(c.digits(4, 4)?, month, day)
        })
    }

    /// `27th of October, 2025`.
    fn day_first(&mut self) -> Option<Date> {
        self.whole(|c| {
            let day = c.day()?;
            c.space().or_else(|| c.eat(&['-', '\u{2011}']).map(|_| ()))?;
            let _ = c.attempt(|c| c.word().filter(|w| *w == "of").and_then(|_| c.space()));
            let month = c.month()?;
            c.comma_or_space().or_else(|| c.eat(&['-', '\u{2011}']).map(|_| ()))?;
            civil(c.digits(4, 4)?, month, day)
        })
    }

    /// `27.10.2025`, `10/27/2025`, `10/27/25`: the days it can mean, the same day once.
    fn numeric(&mut self) -> Option<[Option<Date>; 2]> {
        self.whole(|c| {
            let first = c.digits(1, 2)?;
            let mark = c.eat(&['.', '/', '-'])?;
            let second = c.digits(1, 2)?;
            c.eat(&[mark])?;
            let year = match c.digits(4, 4) {
                Some(year) => year,
                // Two digits of a year, in dates with strokes alone: other marks stand in numbers of versions and parts.
                None if mark == '/' => c.digits(2, 2).map(|y| if y < 70 { 2000 + y } else { 1900 + y })?,
                None => return None,
            };
            let (day_first, month_first) = (civil(year, second, first), civil(year, first, second));
            let readings = if day_first == month_first { [day_first, None] } else { [day_first, month_first] };
            readings.iter().any(Option::is_some).then_some(readings)
        })
    }

    /// Runs `read`; takes back what it took where it fails.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.at;
        let value = read(self);
        if value.is_none() {
            self.at = start;
        }
        value
    }

    /// The same, where it must not stop inside a word or number.
    fn whole<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.attempt(|c| read(c).filter(|_| c.at_word_end()))
    }

    fn at_word_end(&self) -> bool {
        let before = self.text[..self.at].chars().next_back();
        let after = self.rest().chars().next();
        let glued = before.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(char::is_uppercase);
        glued || !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
    }

    fn month(&mut self) -> Option<i16> {
        let month = self.word().and_then(month_number)?;
        self.eat(&['.']);
        Some(month.into())
    }

    /// A day of the month, perhaps as an ordinal.
    fn day(&mut self) -> Option<i16> {
        let day = self.digits(1, 2)?;
        if self.rest().starts_with(|c: char| c.is_ascii_alphabetic()) {
            let ending = self.word()?.to_ascii_lowercase();
            matches!(ending.as_str(), "st" | "nd" | "rd" | "th").then_some(())?;
        }
        Some(day)
    }

    fn comma_or_space(&mut self) -> Option<()> {
        let comma = self.eat(&[',']);
        self.space().or(comma.map(|_| ()))
    }

    fn space(&mut self) -> Option<()> {
        let rest = self.rest();
        let white: usize = rest.chars().take(3).take_while(|c| c.is_whitespace()).map(char::len_utf8).sum();
        self.at += white;
        (white > 0).then_some(())
    }

    fn eat(&mut self, any: &[char]) -> Option<char> {
        let c = self.rest().chars().next().filter(|c| any.contains(c))?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn word(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let length = rest.bytes().take(10).take_while(u8::is_ascii_alphabetic).count();
        self.at += length;
        (length > 0).then(|| &rest[..length])
    }

    fn digits(&mut self, least: usize, most: usize) -> Option<i16> {
        let rest = self.rest();
        let length = rest.bytes().take(most + 1).take_while(u8::is_ascii_digit).count();
        if length < least || length > most {
            return None;
        }
        self.at += length;
        // Nine digits (a fraction of a second) do not fit and are not asked for.
        Some(rest[..length.min(4)].parse().unwrap_or(0))
    }
}

fn civil(year: i16, month: i16, day: i16) -> Option<Date> {
    if year < 1000 {
        return None;
    }
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let found = find(text, 0);
        found.iter().map(|f| format!("{}={}", f.span.of(text), f.date)).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn dates_are_read_in_every_common_form() {
        let cases = [
            ("Published on March 3rd, 2024.", "March 3rd, 2024=2024-03-03"),
            ("Mar. 3, 2024", "Mar. 3, 2024=2024-03-03"),
            ("3 Mar 2024, 14:00", "3 Mar 2024=2024-03-03"),
            ("the 3rd of March, 2024", "3rd of March, 2024=2024-03-03"),
            ("SEPT. 12 2024", "SEPT. 12 2024=2024-09-12"),
            ("Sunday, March 3, 2024", "Sunday, March 3, 2024=2024-03-03"),
            ("2024-03-03T14:05:00+03:00 and 2024-03-04", "2024-03-03T14:05:00+03:00=2024-03-03; 2024-03-04=2024-03-04"),
            ("2024\u{2011}03\u{2011}03 12:30", "2024\u{2011}03\u{2011}03 12:30=2024-03-03"),
            (
                "31.12.2024 or 12/31/2024 or 5.5.2024",
                "31.12.2024=2024-12-31; 12/31/2024=2024-12-31; 5.5.2024=2024-05-05",
            ),
            ("March\u{a0}3,\u{a0}2024", "March\u{a0}3,\u{a0}2024=2024-03-03"),
            ("10-Mar-2024", "10-Mar-2024=2024-03-10"),
            ("Tue, 5 Mar 2024 09:12:33 +0000", "Tue, 5 Mar 2024=2024-03-05"),
            ("Tue Mar  5 09:12:33 2024", "Tue Mar  5 09:12:33 2024=2024-03-05"),
            ("Tue Mar 5 09:12 UTC 2024", "Tue Mar 5 09:12 UTC 2024=2024-03-05"),
            ("3/28/24, 9:14 AM", "3/28/24=2024-03-28"),
            ("12/31/89", "12/31/89=1989-12-31"),
            ("Monday 04/03/2024 or Wed 04/03/2024", "Monday 04/03/2024=2024-03-04; Wed 04/03/2024=2024-04-03"),
            ("The Post27 March 2024", "27 March 2024=2024-03-27"),
            ("The PostMarch 27, 2024Ann Lee", "March 27, 2024=2024-03-27"),
        ];
        for (given, expected) in cases {
            assert_eq!(read(given), expected, "{given}");
        }
    }

    #[test]
    fn what_names_no_day_is_text() {
        for text in
            ["February 30, 2024", "3.4.2024", "March 2024", "March 3", "12024-03-03", "2024-03-031", "May 5 20245", ""]
        {
            assert_eq!(read(text), "", "{text}");
        }
    }

    #[test]
    fn what_is_open_stays_open() {
        let cases = [
            ("Oct. 27", "Oct. 27=10-27"),
            ("27 October", "27 October=10-27"),
            ("Monday, Oct 27th, and Oct 28, 2025", "Monday, Oct 27th=10-27 on 1"),
            ("03/04/2025", "03/04/2025=2025-03-04|2025-04-03"),
            ("3.4.2025 10:00", "3.4.2025=2025-03-04|2025-04-03"),
            ("February 30", ""),
            ("March 2025", ""),
            ("may 5 people come", "may 5=5-5"),
            ("13/14/2025", ""),
        ];
        for (given, expected) in cases {
            let show = |f: &LooseDate| {
                let on = f.weekday.map(|w| format!(" on {w}")).unwrap_or_default();
                let reading = match f.reading {
                    Reading::MonthDay { month, day } => format!("{month}-{day}"),
                    Reading::Either(a, b) => format!("{a}|{b}"),
                };
                format!("{}={reading}{on}", f.span.of(given))
            };
            assert_eq!(find_loose(given, 0).iter().map(show).collect::<Vec<_>>().join("; "), expected, "{given}");
        }
    }

    #[test]
    fn eight_digits_may_write_a_day() {
        assert_eq!(compact("20251027").map(|d| d.to_string()).as_deref(), Some("2025-10-27"));
        for digits in ["20251327", "2025102", "99991027", "2025-10-", ""] {
            assert_eq!(compact(digits), None, "{digits}");
        }
    }

    #[test]
    fn a_wrong_weekday_is_no_part_of_the_date() {
        assert_eq!(read("Monday, March 3, 2024"), "March 3, 2024=2024-03-03");
    }

    #[test]
    fn a_whole_text_may_be_one_date() {
        assert_eq!(parse_iso("2024-02-29T10:00:00Z").map(|d| d.to_string()).as_deref(), Some("2024-02-29"));
        assert_eq!(parse_iso("2023-02-29"), None);
        assert_eq!(parse_iso("29 February 2024"), None);
        assert_eq!(parse(" 29 February 2024 ").map(|d| d.to_string()).as_deref(), Some("2024-02-29"));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "([0-9]{1,4}[-./ ,]|[A-Za-zé]{1,4}|Oct |of |th|T|:){0,20}") {
            for found in find(&text, 0) {
                proptest::prop_assert!(!found.span.of(&text).is_empty());
            }
            for found in find_loose(&text, 0) {
                proptest::prop_assert!(found.days(2000..=2030).into_iter().all(|day| found.fits(day)));
            }
        }
    }
}
