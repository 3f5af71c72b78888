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
    read(text, paragraph, false)
}

/// Finds the dateline at the start of the first paragraph below a title. There a place in small letters may be named
/// again in any way, so long as nothing in the text speaks for a person.
pub(super) fn find_below_title(text: &str, paragraph: Span) -> Option<Dateline> {
    read(text, paragraph, true)
}

fn read(text: &str, paragraph: Span, below_title: bool) -> Option<Dateline> {
    let stamp = stamp(paragraph.of(text));
    let paragraph = Span::new(paragraph.start + stamp, paragraph.end);
    let mut found = unstamped(text, paragraph, below_title)?;
    found.span.start -= stamp;
    Some(found)
}

/// Length of the stamp of a wire report at the start of `words`, with the white space after it: `CITY | Wed Mar 6, 2024 11:44 am EDT `.
fn stamp(words: &str) -> usize {
    let head = words.char_indices().nth(REACH).map_or(words, |(end, _)| &words[..end]);
    let place = head.find(" | ").map_or(0, |bar| bar + 3);
    let Some(date) = printed_date::find(&head[place..], place).first().copied().filter(|d| d.span.start == place)
    else {
        return 0;
    };
    if place > 0 && Place::look(split_date(&head[..place - 3]).0.trim()).is_none() {
        return 0;
    }
    let mut end = date.span.end;
    for word in head[end..].split_inclusive(char::is_whitespace) {
        let bare = word.trim().trim_matches(['.', ',', '|']).to_lowercase();
        let clock = bare.trim_end_matches(['a', 'p', 'm', '.']);
        let is_time =
            clock.chars().all(|c| c.is_ascii_digit() || c == ':') && (clock.contains(':') || clock.is_empty());
        if !is_time && !is_zone(&bare) {
            break;
        }
        end += word.len();
    }
    end
}

fn is_zone(word: &str) -> bool {
    matches!(
        word,
        "gmt"
            | "utc"
            | "bst"
            | "cet"
            | "cest"
            | "est"
            | "edt"
            | "et"
            | "cst"
            | "cdt"
            | "ct"
            | "mst"
            | "mdt"
            | "pst"
            | "pdt"
            | "pt"
            | "ist"
            | "pkt"
            | "jst"
    )
}

fn unstamped(text: &str, paragraph: Span, below_title: bool) -> Option<Dateline> {
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
    let stands =
        || stands_as_place(text, paragraph, place) || below_title && opens_report(text, paragraph, place, after);
    if !sure && (!is_colon || !stands()) {
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
            '-' | '_' if spaced && rest[1..].starts_with(char::is_whitespace) => return Some((at, 1)),
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

/// Cuts a day off the end: `, Oct 27`, ` Oct 27`, `, 27 October 2025`, `, Monday`; says whether there was one.
fn split_date(rest: &str) -> (&str, bool) {
    if let Some(found) = printed_date::find(rest, 0).last().filter(|f| f.span.end == rest.len()) {
        return (&rest[..found.span.start], true);
    }
    let mut parts = rest.rsplitn(3, char::is_whitespace);
    let (last, before, place) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let is_month = |part: &str| printed_date::month_number(part.trim_end_matches('.')).is_some();
    if is_month(before) && is_day_number(last) || is_day_number(before) && is_month(last) {
        return (place.trim_end_matches(','), true);
    }
    match rest.rsplit_once(',') {
        Some((place, day)) if printed_date::weekday_number(day.trim()).is_some() => (place, true),
        _ => (rest, false),
    }
}

fn is_day_number(part: &str) -> bool {
    let digits = part.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.parse::<u8>().is_ok_and(|n| (1..=31).contains(&n))
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

/// A report's first sentence is no shorter than this, in words.
const SHORTEST_LEAD: usize = 8;

/// Verbs that follow somebody's name, and hardly a place's.
const SPEAKS: [&str; 22] = [
    "said",
    "says",
    "told",
    "tells",
    "added",
    "adds",
    "asked",
    "asks",
    "replied",
    "wrote",
    "writes",
    "argued",
    "argues",
    "thinks",
    "believes",
    "insisted",
    "explained",
    "noted",
    "warned",
    "recalled",
    "joined",
    "left",
];

/// Whether `name`, a single word, opens a report and not somebody's words: a long sentence without quotation marks
/// follows, no other line has a name and a colon, and it is nowhere part of a longer name or the one who speaks.
fn opens_report(text: &str, paragraph: Span, name: &str, after: &str) -> bool {
    let quoted = after.trim_start().starts_with(['“', '"', '‘', '\'', '«']);
    let lead = after.split_inclusive(['.', '!', '?']).next().unwrap_or("");
    if quoted || name.contains([' ', '\u{a0}', ',', '/']) || lead.split_whitespace().count() < SHORTEST_LEAD {
        return false;
    }
    let end = paragraph.start + name.len();
    let labelled = |line: &str| {
        let label = line.split_once(':').map_or("", |(label, _)| label.trim());
        label == name || line.starts_with(char::is_uppercase) && (1..=2).contains(&label.split_whitespace().count())
    };
    let rest = text.get(end..).unwrap_or("");
    if rest.split(['\n', '\r']).skip(1).any(|line| labelled(line.trim_start())) {
        return false;
    }
    let head = text.get(..paragraph.start).unwrap_or("");
    let is_person = |at: usize| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        let last = before.rsplit(char::is_whitespace).find(|w| !w.is_empty()).unwrap_or("");
        let touches = before.ends_with(' ') && !last.ends_with(['.', ':', '?', '!', '”', ',', ';']);
        let title = matches!(last, "Mr." | "Mrs." | "Ms." | "Dr.");
        let next = after.split_whitespace().next().unwrap_or("");
        let next = next.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        title || touches && last.starts_with(char::is_uppercase) && last != "The" || SPEAKS.contains(&next.as_str())
    };
    !head.contains(&format!("{name}:"))
        && text.match_indices(name).filter(|(at, _)| *at != paragraph.start).all(|(at, _)| !is_person(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(text: &str) -> String {
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
            ("RIVERTON March 3 (Newswire) - The council met.", "RIVERTON March 3 (Newswire) - | RIVERTON | Newswire"),
            ("Riverton, 3 March 2024: The council met.", "Riverton, 3 March 2024: | Riverton | "),
            (
                "RIVERTON/PORT ELLEN, March 3 (Newswire) - The council met.",
                "RIVERTON/PORT ELLEN, March 3 (Newswire) - | RIVERTON/PORT ELLEN | Newswire",
            ),
        ];
        for (given, expected) in cases {
            assert_eq!(reads(given), expected, "{given}");
        }
    }

    #[test]
    fn the_stamp_of_a_wire_report_belongs_to_its_dateline() {
        let stamped = "RIVERTON | Wed Mar 6, 2024 11:44 am EST RIVERTON (Newswire) -";
        assert_eq!(reads(&format!("{stamped} The council met.")), format!("{stamped} | RIVERTON | Newswire"));
        let stamped = "RIVERTON, March 6 | Wed Mar 6, 2024 11:44 am EST RIVERTON, March 6 (Newswire) -";
        assert_eq!(reads(&format!("{stamped} The council met.")), format!("{stamped} | RIVERTON | Newswire"));
        assert_eq!(reads("Wed Mar 6, 2024 The council met."), "none");
        assert_eq!(
            reads("Council, not mayor, to decide RIVERTON | Wed Mar 6, 2024 RIVERTON (Newswire) - It met."),
            "none"
        );
    }

    #[test]
    fn below_a_title_a_place_may_be_named_again() {
        const LEAD: &str = "The tram strike that stopped all lines ended when drivers voted.";
        let read = |name: &str, rest: &str| {
            let text = format!("Tram strike over\n\n{name}: {rest}");
            find_below_title(&text, Span::new(18, text.len())).map(|d| d.place)
        };
        assert_eq!(
            read("Riverton", &format!("{LEAD} Riverton last saw a strike in the 1990s.")).as_deref(),
            Some("Riverton")
        );
        assert_eq!(read("Riverton", &format!("{LEAD}\n\nThe Riverton council met.")).as_deref(), Some("Riverton"));
        for (name, rest) in [
            ("Analysis", format!("{LEAD} Analysis of it is due.")),
            ("Update", format!("{LEAD} Update at noon.")),
            ("Lee", "The council met. Lee left.".to_owned()),
            ("Lee", format!("{LEAD} Lee said so.")),
            ("Lee", format!("{LEAD} Ann Lee drives a tram.")),
            ("Lee", format!("{LEAD} Mr. Lee drives a tram.")),
            ("Lee", format!("{LEAD} Lee drives a tram.\nQuestion: Who else does?")),
            ("Lee", format!("“{LEAD}” Lee drives a tram.")),
            ("Ann Lee", format!("{LEAD} Ann Lee drives a tram.")),
        ] {
            assert_eq!(read(name, &rest), None, "{name}: {rest}");
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
            assert_eq!(reads(given), "none", "{given}");
        }
    }
}
