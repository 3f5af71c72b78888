//! The dateline: place, day and agency that a report opens with, before its first sentence.

use std::sync::LazyLock;

use crate::text::{Span, printed_date};

use super::Dateline;

/// A dateline is looked for in this many bytes.
const REACH: usize = 120;

/// Finds the dateline at the start of `paragraph`, a place in `text`: `CITY:`, `CITY —`, `City, Oct 27 (Agency) -`.
///
/// A place in small letters before a colon could as well be a label or a speaker: it is taken for a place where the text
/// says `in` it elsewhere, or never names it again.
pub(super) fn find(text: &str, paragraph: Span) -> Option<Dateline> {
    let words = paragraph.of(text);
    let (mark, length) = mark(words)?;
    let before = &words[..mark];
    let after = &words[mark + length..];
    let opens = after.trim_start().trim_start_matches(['“', '"', '‘', '\'', '(', '[']);
    if !opens.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return None;
    }
    let (rest, agency) = split_agency(before.trim());
    let (place, dated) = split_date(rest);
    let place = place.trim().trim_end_matches(',').trim();
    let is_colon = words[mark..].starts_with(':');
    let looks = Place::look(place)?;
    let sure = looks.capitals || agency.is_some() || dated;
    if !sure && (!is_colon || !stands_as_place(text, paragraph, place)) {
        return None;
    }
    Some(Dateline {
        span: Span::new(paragraph.start, paragraph.start + mark + length),
        place: place.to_owned(),
        agency: agency.map(str::to_owned),
    })
}

/// Place and length of the first colon or dash that could close a dateline.
fn mark(words: &str) -> Option<(usize, usize)> {
    for (at, c) in words.char_indices().take_while(|(at, _)| *at < REACH) {
        let rest = &words[at..];
        let spaced = words[..at].ends_with([' ', ')', '\u{a0}']);
        match c {
            ':' if rest[1..].starts_with(char::is_whitespace) => return Some((at, 1)),
            '—' | '–' if spaced || c == '—' => return Some((at, c.len_utf8())),
            '-' if rest.starts_with("--") => return Some((at, 2)),
            '-' if spaced && rest[1..].starts_with(char::is_whitespace) => return Some((at, 1)),
            '\n' | '!' | '?' | '“' | '"' => return None,
            _ => {}
        }
    }
    None
}

/// Cuts `(Agency)` off the end.
fn split_agency(before: &str) -> (&str, Option<&str>) {
    let cut = before.strip_suffix(')').and_then(|inner| inner.rsplit_once('('));
    match cut {
        Some((rest, agency)) if !agency.trim().is_empty() && agency.starts_with(char::is_uppercase) => {
            (rest.trim_end(), Some(agency.trim()))
        }
        _ => (before, None),
    }
}

/// Cuts a day off the end: `, Oct 27`, `, 27 October 2025`; says whether there was one.
fn split_date(rest: &str) -> (&str, bool) {
    if let Some(found) = printed_date::find(rest, 0).last().filter(|f| f.span.end == rest.len()) {
        return (&rest[..found.span.start], true);
    }
    let Some((place, day)) = rest.rsplit_once(',') else { return (rest, false) };
    let mut parts = day.split_whitespace().map(|part| part.trim_end_matches('.'));
    let is_number = |part: &str| {
        let digits = part.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits.parse::<u8>().is_ok_and(|n| (1..=31).contains(&n))
    };
    let dated = match (parts.next(), parts.next(), parts.next()) {
        (Some(one), Some(two), None) => {
            printed_date::month_number(one).is_some() && is_number(two)
                || is_number(one) && printed_date::month_number(two).is_some()
        }
        (Some(one), None, None) => printed_date::weekday_number(one).is_some(),
        _ => false,
    };
    if dated { (place, true) } else { (rest, false) }
}

/// A stretch of words that reads as the name of a place.
struct Place {
    /// Its first part is in capitals.
    capitals: bool,
}

impl Place {
    fn look(place: &str) -> Option<Self> {
        let count = place.split_whitespace().count();
        if !(1..=6).contains(&count) || place.chars().count() > 60 || is_label(place) {
            return None;
        }
        let named = place.split([' ', ',', '/', '\u{a0}']).filter(|w| !w.is_empty()).all(|word| {
            let small = matches!(word, "and" | "de" | "del" | "la" | "of" | "the" | "upon" | "al" | "el" | "on");
            small
                || word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || ".-'’".contains(c))
        });
        let first = place.split([',', '/']).next().unwrap_or(place);
        let letters = first.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = letters >= 2 && first.chars().all(|c| !c.is_lowercase());
        named.then_some(Place { capitals })
    }
}

static LABELS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    include_str!("labels.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
});

/// Words that stand before a colon or dash and are no place.
fn is_label(place: &str) -> bool {
    let lower = place.to_lowercase();
    LABELS.iter().any(|label| lower.strip_prefix(label).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))
}

/// Whether the rest of the text treats `name` as a place: `in` it, `from` it; or never names it again.
fn stands_as_place(text: &str, paragraph: Span, name: &str) -> bool {
    let rest = text.get(paragraph.start + name.len()..).unwrap_or("");
    let mut named = false;
    for (at, _) in rest.match_indices(name) {
        let before = rest[..at].trim_end();
        let preposition = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        if matches!(preposition, "in" | "at" | "from" | "near" | "outside" | "to") && before.len() < at {
            return true;
        }
        named = true;
    }
    !named
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match find(text, Span::new(0, text.len())) {
            None => "none".to_owned(),
            Some(d) => format!("{} | {} | {}", d.span.of(text), d.place, d.agency.unwrap_or_default()),
        }
    }

    #[test]
    fn datelines_of_the_common_styles() {
        let cases = [
            ("RIVERTON: The council met.", "RIVERTON: | RIVERTON | "),
            ("Riverton: The council met in Riverton.", "Riverton: | Riverton | "),
            ("Riverton: The council met.", "Riverton: | Riverton | "),
            ("RIVERTON, Oct 27 (Newswire) — The council met.", "RIVERTON, Oct 27 (Newswire) — | RIVERTON | Newswire"),
            ("Riverton (Newswire) - The council met.", "Riverton (Newswire) - | Riverton | Newswire"),
            ("PORT ELLEN, N.J. — The council met.", "PORT ELLEN, N.J. — | PORT ELLEN, N.J. | "),
            ("RIVERTON -- “We met,” he said.", "RIVERTON -- | RIVERTON | "),
            ("Riverton, 3 March 2024: The council met.", "Riverton, 3 March 2024: | Riverton | "),
            (
                "RIVERTON/PORT ELLEN, March 3 (Newswire) - The council met.",
                "RIVERTON/PORT ELLEN, March 3 (Newswire) - | RIVERTON/PORT ELLEN | Newswire",
            ),
        ];
        for (given, expected) in cases {
            assert_eq!(read(given), expected, "{given}");
        }
    }

    #[test]
    fn what_only_looks_like_a_dateline() {
        let cases = [
            "UPDATE: The council met.",
            "Lee: The council met. Lee left.",
            "The council — The old one — met.",
            "NATO — the alliance — met.",
            "Riverton - The council met.",
            "He added: The council met.",
            "RIVERTON:",
            "“RIVERTON: The council",
            "",
        ];
        for given in cases {
            assert_eq!(read(given), "none", "{given}");
        }
    }
}
