//! Credit lines: what a pasted text prints of its own publication.
//!
//! In: one line, and where in the article it stands. Out: outlet, author and date as far as it names them; `None` where
//! it is no credit line. `Published in The Post, March 3rd, 2024`, `Updated: …`, `By Ann Lee`, `Source: …`, `(Newswire)`, a
//! line that is a date and nothing else. A date may leave a part open (`Published 03/04/2024`): the line is a credit, and
//! its day is for those to tell who know the rest of the document.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use crate::text::Span;
use crate::text::printed_date::{self, FoundDate};

/// Where in an article a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// The first line of all.
    First,
    /// Before the first paragraph.
    Head,
    /// Between paragraphs.
    Body,
    /// After the last paragraph.
    Tail,
}

/// What a credit line says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Credit {
    pub(super) outlet: Option<String>,
    pub(super) author: Option<String>,
    pub(super) date: Option<FoundDate>,
    /// What happened on that day.
    pub(super) occasion: Occasion,
}

/// What the date of a credit line is the date of, the surest for the day of publication first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Occasion {
    /// The text was published, sent or filed.
    #[default]
    Published,
    /// It was changed.
    Updated,
    /// Its page was printed on paper or to a file: the heading that browsers put on the sheet.
    Printout,
}

/// A date of a line, with its day where the line says all of it.
#[derive(Debug, Clone, Copy)]
struct Mark {
    span: Span,
    date: Option<Date>,
}

impl Mark {
    fn all(line: &str) -> Vec<Mark> {
        let full = printed_date::find(line, 0);
        if full.is_empty() {
            return printed_date::find_loose(line, 0).into_iter().map(|d| Mark { span: d.span, date: None }).collect();
        }
        full.into_iter().map(|d| Mark { span: d.span, date: Some(d.date) }).collect()
    }

    fn found(self) -> Option<FoundDate> {
        self.date.map(|date| FoundDate { span: self.span, date })
    }
}

/// Credit lines are no longer than this, in bytes.
const LONGEST: usize = 240;

/// Captions, likewise.
const LONGEST_CAPTION: usize = 170;

/// Reads `line` as a credit line; the place of its date is in bytes of `line`.
pub(super) fn read(line: &str, zone: Zone) -> Option<Credit> {
    if line.len() > LONGEST {
        return None;
    }
    let dates = Mark::all(line);
    let edge = zone != Zone::Body;
    let known = published(line, &dates)
        .or_else(|| printout(line, &dates))
        .or_else(|| is_about_a_picture(line).then(Credit::default));
    known.or_else(|| if edge { at_the_edge(line, zone, &dates) } else { None })
}

fn at_the_edge(line: &str, zone: Zone, dates: &[Mark]) -> Option<Credit> {
    if let Some(rest) = opened(line, "source", true) {
        let outlet = is_name(rest, 8).then(|| rest.to_owned());
        return (outlet.is_some() || rest.starts_with("http")).then_some(Credit { outlet, ..Credit::default() });
    }
    if is_age(line) {
        return Some(Credit::default());
    }
    if let Some(credit) = (zone != Zone::First).then(|| byline(line, dates)).flatten() {
        return Some(credit);
    }
    if let Some(credit) = dates.first().and_then(|date| date_alone(line, *date, zone, dates)) {
        return Some(credit);
    }
    if zone == Zone::Tail {
        let bracketed = line.strip_prefix('(').and_then(|l| l.strip_suffix(')')).is_some_and(|l| is_name(l, 4));
        let signed = line.to_lowercase().contains(" contributed to this ");
        if bracketed || signed || opened(line, "closing", false).is_some() {
            return Some(Credit::default());
        }
    }
    None
}

/// `Sunday, March 3, 2024`, `The Post, March 3, 2024`, `March 3, 2024 | The Post`, and the two glued together.
fn date_alone(line: &str, date: Mark, zone: Zone, dates: &[Mark]) -> Option<Credit> {
    let marks = [',', '|', '-', '–', '—', '•', ':', '·', '/'];
    let before = line[..date.span.start].trim().trim_end_matches(marks).trim();
    let after = &line[date.span.end..];
    let plain = before.is_empty() || before.eq_ignore_ascii_case("date") || is_name(before, 6);
    // A line that leaves its year open is nothing but a day, with its weekday where it could be a title.
    let whole = date.date.is_some()
        || before.is_empty() && (zone != Zone::First || date.span.of(line).starts_with(char::is_alphabetic));
    if plain && whole && only_time_follows(line, dates) {
        return Some(Credit { date: date.found(), ..Credit::default() });
    }
    let parted = after.trim_start().strip_prefix(['|', '•', '·', '/']);
    let glued = after.starts_with(char::is_uppercase).then_some(after);
    let outlet = parted.or(glued)?.trim();
    let fits = before.is_empty() && date.date.is_some() && dates.len() == 1 && is_name(outlet, 6);
    fits.then(|| Credit { outlet: Some(outlet.to_owned()), date: date.found(), ..Credit::default() })
}

/// The heading that a browser puts on the sheets of a page it prints: `10/27/25, 9:14 AM Dam holds - The Post`.
fn printout(line: &str, dates: &[Mark]) -> Option<Credit> {
    let date = dates.first().filter(|date| date.span.start == 0 && date.span.of(line).contains(['/', '.']))?;
    let rest = line[date.span.end..].strip_prefix(',')?.trim_start();
    let mut words = rest.split_whitespace();
    let clock =
        words.next()?.split(':').all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    let fits = clock && rest.contains(':') && !line.ends_with(['.', '!']);
    // A time and nothing else is the line of a date, whoever put it there.
    let titled = words.any(|word| !is_time(word));
    (fits && titled).then(|| Credit { date: date.found(), occasion: Occasion::Printout, ..Credit::default() })
}

/// `Published in The Post, March 3rd, 2024`; `Updated: 3 March 2024, 10:15`.
fn published(line: &str, dates: &[Mark]) -> Option<Credit> {
    let (rest, occasion) = match opened(line, "published", false) {
        Some(rest) => (rest, Occasion::Published),
        None => (opened(line, "updated", false)?, Occasion::Updated),
    };
    let from = line.len() - rest.len();
    let (joint, rest) = match rest.split_once(char::is_whitespace) {
        Some((word, rest)) if matches!(word, "in" | "on" | "by" | "at" | "in:" | "on:" | "by:") => {
            (word, rest.trim_start())
        }
        _ => ("", rest),
    };
    let end = dates.first().map_or(line.len(), |date| date.span.start.max(from));
    let between = line.get(line.len() - rest.len()..end).unwrap_or("").trim();
    let between = between
        .trim_end_matches(" on")
        .trim_end_matches(" at")
        .trim_end_matches([',', '|', '-', '–', '—', '•', ':', '.'])
        .trim();
    let names = matches!(joint, "in" | "by" | "on" | "in:" | "by:" | "on:");
    let outlet = (names && occasion == Occasion::Published && is_name(between, 6)).then(|| between.to_owned());
    let tail = dates.last().map_or("", |last| line[last.span.end..].trim_start());
    let author = tail.strip_prefix("by ").filter(|name| is_name(name, 5)).map(str::to_owned);
    let fits = match dates.first() {
        Some(_) if author.is_some() => between.is_empty(),
        Some(_) => (between.is_empty() || outlet.is_some() || is_time(between)) && only_time_follows(line, dates),
        None => outlet.is_some(),
    };
    // `Updated 4 March 2024, first published 3 March 2024`.
    let other = dates.get(1).filter(|second| {
        let label = dates[0].span.end..second.span.start;
        let label = line.get(label).unwrap_or("").to_lowercase();
        occasion == Occasion::Updated && ["published", "posted", "created"].iter().any(|word| label.contains(word))
    });
    let (date, occasion) = other.map_or((dates.first(), occasion), |date| (Some(date), Occasion::Published));
    fits.then(|| Credit { outlet, author, date: date.and_then(|d| d.found()), occasion })
}

/// `By Ann Lee`, `By Ann Lee and Bo Chen, The Post`, `By Ann Lee | March 3, 2024`.
fn byline(line: &str, dates: &[Mark]) -> Option<Credit> {
    let rest = opened(line, "byline", false)?;
    let end = dates.first().map_or(line.len(), |date| date.span.start);
    let names = line.get(line.len() - rest.len()..end)?;
    let author = names.split([',', '|', '•', '—', '–', '/', '(']).next().unwrap_or("").trim();
    let author = author.trim_end_matches(" in").trim();
    let alone = author.split_whitespace().count() == 1;
    let calendar = printed_date::weekday_number(author).or(printed_date::month_number(author)).is_some();
    let closes = names.trim_end().ends_with('.') && !author.ends_with(" Jr.");
    let fits =
        is_name(author, 9) && !(alone && calendar) && !closes && line.len() <= 160 && only_time_follows(line, dates);
    fits.then(|| Credit {
        author: Some(author.to_owned()),
        date: dates.first().and_then(|d| d.found()),
        ..Credit::default()
    })
}

/// The caption or credit of a picture that was pasted with the text: `Photo: Ann Lee`, `The works in May. Ann Lee/Newswire Photo`,
/// and the caption that lost the space before its `Credit`.
fn is_about_a_picture(line: &str) -> bool {
    if let Some(rest) = opened(line, "photo", true) {
        let words = rest.split_whitespace().count();
        return words <= 6 || words <= 12 && !rest.ends_with('.');
    }
    let glued = line.contains("Credit")
        && [".Credit", "”Credit", "\"Credit", "CreditCredit"]
            .iter()
            .any(|mark| line.split_once(mark).is_some_and(|(_, name)| name.starts_with(char::is_uppercase)));
    // A paragraph may close with the credit of a picture too; a caption is short.
    if line.len() > LONGEST_CAPTION {
        return glued;
    }
    let end = line.trim_end_matches([')', ']', '.', ' ']);
    let signed = openers("signed").any(|mark| {
        let from = end.len().checked_sub(mark.len());
        from.and_then(|from| end.get(from..)).is_some_and(|tail| tail.eq_ignore_ascii_case(mark))
    });
    let bracketed = end.len() < line.len()
        && end.rsplit_once(['(', '[']).is_some_and(|(_, inner)| opened(inner, "photo", true).is_some());
    glued || signed || bracketed
}

/// `3 hours ago`.
fn is_age(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let number = words.next().is_some_and(|w| w.len() < 4 && w.bytes().all(|b| b.is_ascii_digit()));
    let unit = words.next().is_some_and(|w| {
        matches!(w.trim_end_matches('s'), "min" | "minute" | "hour" | "day" | "week" | "month" | "year")
    });
    number && unit && words.next() == Some("ago") && words.next().is_none()
}

/// The openings of each class, in the order of the file.
static OPENERS: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let entries = include_str!("credit_openers.txt").lines().filter(|line| !line.starts_with('#'));
    let mut openers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (class, opener) in entries.filter_map(|entry| entry.split_once(' ')) {
        openers.entry(class).or_default().push(opener);
    }
    openers
});

fn openers(class: &str) -> impl Iterator<Item = &'static str> {
    OPENERS.get(class).into_iter().flatten().copied()
}

/// What follows an opening of this class (`credit_openers.txt`), with the colon or bar behind it taken off.
fn opened<'l>(line: &'l str, class: &str, needs_colon: bool) -> Option<&'l str> {
    openers(class).find_map(|opener| {
        let head = line.get(..opener.len()).filter(|head| head.eq_ignore_ascii_case(opener))?;
        let rest = &line[head.len()..];
        let marked = rest.trim_start().strip_prefix([':', '|', '–', '—']);
        let spaced = rest.starts_with(char::is_whitespace);
        match marked {
            Some(rest) => Some(rest.trim()),
            None if spaced && !needs_colon => Some(rest.trim()),
            None => None,
        }
    })
}

/// One to `most` words that read as a name: capitalised, but for the small words that stand in names.
fn is_name(words: &str, most: usize) -> bool {
    let count = words.split_whitespace().count();
    (1..=most).contains(&count)
        && words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '@')
        && !words.contains("://")
        && words.split_whitespace().all(|word| {
            let small = matches!(
                word,
                "and"
                    | "of"
                    | "for"
                    | "the"
                    | "de"
                    | "da"
                    | "van"
                    | "von"
                    | "der"
                    | "bin"
                    | "al"
                    | "&"
                    | "in"
                    | "with"
                    | "|"
            );
            small
                || word
                    .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '@' | '(' | '“' | '"'))
                || word.trim_end_matches('.').contains('.')
        })
}

/// After the last date nothing but a time, a zone, another such label.
fn only_time_follows(line: &str, dates: &[Mark]) -> bool {
    dates.last().is_none_or(|last| is_time(&line[last.span.end..]))
}

fn is_time(words: &str) -> bool {
    let mut parts = words
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '-' | '–' | '—' | '•'))
        .filter(|w| !w.is_empty());
    let fits = |word: &str| {
        let bare = word.trim_matches(['.', ':']).to_lowercase();
        let zone = (2..=4).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase());
        bare.is_empty()
            || zone
            || matches!(
                bare.as_str(),
                "at" | "am"
                    | "pm"
                    | "a.m"
                    | "p.m"
                    | "updated"
                    | "last"
                    | "published"
                    | "hours"
                    | "hrs"
                    | "local"
                    | "time"
            )
            || bare
                .trim_end_matches("am")
                .trim_end_matches("pm")
                .chars()
                .all(|c| c.is_ascii_digit() || c == ':' || c == '.' || c == '+')
    };
    parts.by_ref().take(8).all(fits) && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(line: &str, zone: Zone) -> String {
        match read(line, zone) {
            None => "none".to_owned(),
            Some(c) => {
                let date = c.date.map(|d| d.date.to_string()).unwrap_or_default();
                format!(
                    "{}|{}|{date}{}",
                    c.outlet.unwrap_or_default(),
                    c.author.unwrap_or_default(),
                    match c.occasion {
                        Occasion::Published => "",
                        Occasion::Updated => " updated",
                        Occasion::Printout => " printout",
                    }
                )
            }
        }
    }

    #[test]
    fn credit_lines_name_outlet_author_and_date() {
        let cases = [
            ("Published in The Post, March 3rd, 2024", "The Post||2024-03-03"),
            ("Published in The Post, March 3rd, 2024.", "The Post||2024-03-03"),
            ("Published: 3 March 2024, 10:15 GMT", "||2024-03-03"),
            ("First published on March 3, 2024 at 5:32 p.m. EST", "||2024-03-03"),
            ("Updated March 3, 2024", "||2024-03-03 updated"),
            ("By Ann Lee", "|Ann Lee|"),
            ("By ANN LEE and BO CHEN, The Post", "|ANN LEE and BO CHEN|"),
            ("By Ann Lee | March 3, 2024", "|Ann Lee|2024-03-03"),
            ("Source: The Post", "The Post||"),
            ("Source: https://example.com/x", "||"),
            ("(Newswire)", "||"),
            ("Sunday, March 3, 2024", "||2024-03-03"),
            ("The Post, March 3, 2024", "||2024-03-03"),
            ("Reporting by Ann Lee; editing by Bo Chen", "||"),
            ("Photo: Ann Lee/Newswire", "||"),
            ("The works in May. Ann Lee/Getty Images", "||"),
            ("The works in May (Image: Ann Lee)", "||"),
            ("The works in May.CreditAnn Lee", "||"),
            ("3 hours ago", "||"),
            ("© 2024 The Post", "||"),
            ("Posted on March 3, 2024 by Ann Lee", "|Ann Lee|2024-03-03"),
            ("Page last updated at 07:39 GMT, Sunday, 3 March 2024", "||2024-03-03 updated"),
            ("Last modified on Sun 3 Mar 2024 07.39 GMT", "||2024-03-03 updated"),
            ("Updated 4 March 2024, first published 3 March 2024", "||2024-03-03"),
            ("Date: Sun, 3 Mar 2024 09:12:33 +0000", "||2024-03-03"),
            ("Sent: Sunday, March 3, 2024 9:12 AM", "||2024-03-03"),
            ("The Post27 March 2024", "||2024-03-27"),
            ("March 27, 2024The Post", "The Post||2024-03-27"),
            ("27 March 2024 | The Post", "The Post||2024-03-27"),
            ("3/27/24, 9:14 AM Dam holds - The Post", "||2024-03-27 printout"),
            ("27/03/2024, 09:14 Dam holds - The Post", "||2024-03-27 printout"),
            ("3/27/24, 9:14 AM", "||2024-03-27"),
            ("2024-03-27T09:14:00Z", "||2024-03-27"),
            ("Published: 03/04/2024", "||"),
            ("Sunday, March 3", "||"),
        ];
        for (given, expected) in cases {
            assert_eq!(show(given, Zone::Tail), expected, "{given}");
        }
    }

    #[test]
    fn prose_is_no_credit() {
        let cases = [
            "Published figures of March 3, 2024 showed a loss.",
            "Published on March 3, 2024, the report shows a loss.",
            "By Monday, the council had met.",
            "By May the council will meet.",
            "Updated rules come into force on March 3, 2024.",
            "The council met on March 3, 2024.",
            "Sources: the council will meet.",
            "(It failed.)",
            "Photo: the one that everyone saw on the morning after the dam had failed, and never forgot.",
            "She credited the works in May.",
            "3/27/24, 9:14 AM was when it began.",
            "March 27, 2024 was a Wednesday",
            "The dam of March 3",
        ];
        for given in cases {
            assert_eq!(show(given, Zone::Tail), "none", "{given}");
        }
        assert_eq!(show("By Land and Sea", Zone::First), "none");
        assert_eq!(show("Ann Lee, March 3, 2024", Zone::Body), "none");
    }
}
