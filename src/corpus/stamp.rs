//! Stamps: days that a text carries of itself without a line of their own.
//!
//! In: the text below the front matter. Out: a day, where the head has one with a clock time beside it (`27 October 2025
//! 10:15 GMT`, `10:15 GMT, Monday, 27 October 2025`) or opens a line with the id of a wire report (`ABC20251027.0261`), and
//! where a notice says it (`This article was first published on 27 October 2025`).

use jiff::civil::Date;

use crate::text::printed_date::{self, FoundDate, Reading};
use crate::text::{Span, sentence};

/// The head of a text, in bytes. In 390 reports of the Timeline17 corpus with a stamp in it, 387 were of its day.
const HEAD: usize = 400;

/// A day with the words that give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) date: Date,
    pub(super) span: Span,
}

/// The first date in the head of `text` from byte `from` on that has a clock time beside it, and is part of no sentence.
pub(super) fn at_the_head(text: &str, from: usize) -> Option<Stamp> {
    let head = head(text, from);
    printed_date::find(head, 0).into_iter().find_map(|found| {
        let span = with_clock(head, found)?;
        Some(Stamp { date: found.date, span: Span::new(span.start + from, span.end + from) })
    })
}

fn head(text: &str, from: usize) -> &str {
    let rest = text.get(from..).unwrap_or("");
    let end = (HEAD.min(rest.len())..=rest.len()).find(|&at| rest.is_char_boundary(at)).unwrap_or(rest.len());
    &rest[..end]
}

/// Words that lead to a date within a sentence.
const LEADS: [&str; 18] = [
    "on", "at", "by", "since", "until", "till", "from", "before", "after", "of", "in", "to", "between", "and", "about",
    "around", "for", "the",
];

fn with_clock(head: &str, found: FoundDate) -> Option<Span> {
    let (start, loose) = if let Some(start) = clock_before(&head[..found.span.start]) {
        (start, false)
    } else {
        // An ISO stamp has its clock in it.
        let inner = found.span.of(head).contains(':');
        let loose = if inner { false } else { clock_after(&head[found.span.end..])? };
        (found.span.start, loose)
    };
    let before = head[..start].trim_end();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let small = word.ends_with(char::is_lowercase) && word.starts_with(char::is_lowercase);
    // `Last updated at 10:15` is a label, `it broke at 10:15` is not.
    let labelled =
        matches!(word, "at" | "on") && before[..before.len() - 2].split_whitespace().last().is_some_and(is_label);
    let within = !labelled && LEADS.contains(&word.to_lowercase().as_str()) || loose && small && !is_label(word);
    (!within).then(|| Span::new(start, found.span.end))
}

fn is_label(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    matches!(word.as_str(), "updated" | "published" | "posted" | "modified" | "last" | "first" | "page")
}

/// Whether a clock follows a date; `Some(true)` after no more than `at`, as a sentence may say it too.
fn clock_after(rest: &str) -> Option<bool> {
    let rest = rest.trim_start_matches([' ', '\u{a0}', ',', ';', '|', '-', '–', '—', '•', '(']);
    let mut loose = false;
    for word in rest.split_whitespace().take(4) {
        if word.eq_ignore_ascii_case("at") {
            loose = true;
        } else if is_label(word) {
            return rest.split_whitespace().take(5).any(is_clock).then_some(false);
        } else {
            return is_clock(word).then_some(loose);
        }
    }
    None
}

/// Where a clock that stands right before a date begins: `10:15 GMT, `, `22:29 UK time, `.
fn clock_before(before: &str) -> Option<usize> {
    let mut end = before.len();
    for _ in 0..4 {
        let rest =
            before[..end].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '-' | '–' | '—'));
        let start =
            rest.rfind(char::is_whitespace).map_or(0, |at| at + rest[at..].chars().next().map_or(1, char::len_utf8));
        let word = &rest[start..];
        if is_clock(word) {
            return Some(start);
        }
        let zone = (2..=5).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase() || c == '.');
        let small = matches!(word.to_lowercase().as_str(), "am" | "pm" | "a.m." | "p.m." | "time" | "local" | "hrs");
        if !zone && !small {
            return None;
        }
        end = start;
    }
    None
}

/// `10:15`, `9:14:05`, `10:15am`, `20.39`.
fn is_clock(word: &str) -> bool {
    let word = word.trim_end_matches([',', ';', ')', '|']).to_lowercase();
    let bare = word.trim_end_matches(['a', 'p', 'm', 'z', '.']);
    let mut parts = bare.split([':', '.']);
    let two = |part: Option<&str>, most: u8| {
        part.is_some_and(|p| {
            p.len() <= 2 && p.bytes().all(|b| b.is_ascii_digit()) && p.parse().is_ok_and(|n: u8| n < most)
        })
    };
    two(parts.next(), 25) && parts.next().is_some_and(|p| p.len() == 2 && two(Some(p), 60)) && parts.count() <= 1
}

/// The id of a wire report that opens one of the first lines: an agency's letters, eight digits that are a day, a number.
/// Of six digits (`ABC251027-0061`) only where the line has the same day in other writing besides.
pub(super) fn wire_id(text: &str, from: usize) -> Option<Stamp> {
    let mut at = from;
    for line in text.get(from..)?.split_inclusive('\n').take(4) {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let id = line.split_whitespace().next().unwrap_or("");
        let digits = id.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let letters = id.len() - digits.len();
        let Some((day, number)) = digits.split_once(['.', '-', '_']) else { continue };
        if !(2..=6).contains(&letters) || !number.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let line = head(line, 0);
        let date = printed_date::compact(day).or_else(|| six_digits(day).filter(|&date| is_written(line, date)));
        if let Some(date) = date {
            return Some(Stamp { date, span: Span::new(start, start + id.len()) });
        }
    }
    None
}

fn six_digits(day: &str) -> Option<Date> {
    let century = if day.get(..2)?.parse::<u8>().ok()? < 70 { "20" } else { "19" };
    printed_date::compact(&format!("{century}{day}")).filter(|_| day.len() == 6)
}

/// Whether a line has `date` in it, as one of the days that its writing can mean.
fn is_written(line: &str, date: Date) -> bool {
    let loose = printed_date::find_loose(line, 0);
    printed_date::find(line, 0).iter().any(|found| found.date == date)
        || loose.iter().any(|found| matches!(found.reading, Reading::Either(..)) && found.fits(date))
        || line.contains(&format!("{:02}-{:02}-{:02}", date.month(), date.day(), date.year() % 100))
}

/// What an article may call itself.
const ITSELF: [&str; 10] =
    ["article", "story", "post", "page", "report", "piece", "item", "column", "entry", "analysis"];

/// A sentence that says when the text was published: `This article was first published on 27 October 2025`. One that says
/// when it was changed says little: that can be weeks later.
pub(super) fn notice(text: &str, from: usize) -> Option<Stamp> {
    let rest = text.get(from..)?;
    rest.match_indices("This ").find_map(|(at, _)| {
        let words = &rest[at..];
        let end = words.char_indices().nth(220).map_or(words.len(), |(end, _)| end);
        let line = words[..end].split(['\n', '\r']).next()?;
        let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        let mut all = line.split_whitespace().skip(1).map(bare);
        all.next().filter(|word| ITSELF.contains(&word.as_str()))?;
        let verb = all.find(|w| !matches!(w.as_str(), "was" | "has" | "been" | "first" | "originally" | "is"))?;
        matches!(verb.as_str(), "published" | "posted").then_some(())?;
        let said = sentence::sentences(line, 0).first().map_or(line, |first| first.of(line));
        let said = if printed_date::find(said, 0).is_empty() { line } else { said };
        let found = *printed_date::find(said, 0).first()?;
        let start = from + at;
        Some(Stamp { date: found.date, span: Span::new(start, start + found.span.end) })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(found: Option<Stamp>) -> String {
        found.map(|s| s.date.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_clock_beside_a_date_makes_a_stamp() {
        let cases = [
            ("3 August 2024 Last updated at 05:55 GMT Help As the rain fell", "2024-08-03"),
            ("Dam holds Page last updated at 07:39 GMT, Wednesday, 7 August 2024 It rained.", "2024-08-07"),
            ("Ann Lee | 22:29 UK time, Wednesday, 7 August 2024 It rained.", "2024-08-07"),
            ("By Wes Tan LEEDS | Wed Aug 7, 2024 12:31 pm BST LEEDS (Newswire) - It rained.", "2024-08-07"),
            ("Dam holds Wednesday 7 August 2024 20.39 BST It rained.", "2024-08-07"),
            ("Dam to hold in spite of rain Wednesday, August 7, 2024; 11:56 PM It rained.", "2024-08-07"),
            ("By Ann Lee | August 7, 2024; 2:08 PM ET It rained.", "2024-08-07"),
            ("Dam holds\n2024-08-07 16:30:02 riverton", "2024-08-07"),
            ("Dam holds 2024-08-07T16:30:02Z", "2024-08-07"),
            ("Dam holds. August 7, 2024 at 2:05 pm. It rained.", "2024-08-07"),
        ];
        for (given, expected) in cases {
            assert_eq!(day(at_the_head(given, 0)), expected, "{given}");
        }
    }

    #[test]
    fn a_time_told_in_a_sentence_is_no_stamp() {
        for text in [
            "The dam broke at 14:05 on 7 August 2024.",
            "The dam broke on 7 August 2024 at 14:05.",
            "The dam broke on August 7, 2024, 14:05 local time.",
            "The dam broke August 7, 2024 at 2:05 pm.",
            "The town was founded on 3 March 1998.",
            "© 3 March 2024 The Post",
            "The score was 3:2. 3 March 1998 saw another.",
        ] {
            assert_eq!(day(at_the_head(text, 0)), "", "{text}");
        }
    }

    #[test]
    fn the_id_of_a_wire_report_is_read_at_the_start_of_a_line() {
        for (text, expected) in [
            ("ABC20240807.0261 NEWS STORY", "2024-08-07"),
            ("Dam holds\nABC20240807.0261 NEWS STORY 08/07/2024 06:18:00", "2024-08-07"),
            ("ABC240807-0044 = 240807 Dam holds 08/07/24", "2024-08-07"),
            ("ABC240807-0044 AB-NR-08-07-24 1337EDT", "2024-08-07"),
            ("ABC240807-0044 Dam holds", ""),
            ("ABC20241307.0261", ""),
            ("The ABC20240807.0261 report", ""),
            ("20240807.0261", ""),
        ] {
            assert_eq!(day(wire_id(text, 0)), expected, "{text}");
        }
    }

    #[test]
    fn a_notice_says_when_it_was_published() {
        let cases = [
            ("It rained. This article was first published on 7 August 2024.", "2024-08-07"),
            ("This story was posted on the site at 14.52 BST on Wednesday 7 August 2024. More.", "2024-08-07"),
            ("This article was amended on 9 August 2024.\nThis article was published on 7 August 2024.", "2024-08-07"),
            ("This article was amended on 9 August 2024. The name was wrong.", ""),
            ("This report was about 7 August 2024.", ""),
            ("This town was founded on 3 March 1998.", ""),
            ("The article was published on 7 August 2024.", ""),
        ];
        for (given, expected) in cases {
            assert_eq!(day(notice(given, 0)), expected, "{given}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "(This (article|post) was |on |é|at |[0-9]{1,2}[:.][0-9]{2} ?|pm|, ?|7 August 2024 ?|AB20240807[.]1 |\n){0,12}") {
            let _ = (at_the_head(&text, 0), wire_id(&text, 0), notice(&text, 0));
        }
    }
}
