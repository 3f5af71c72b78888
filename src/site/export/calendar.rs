//! The timeline as a calendar (RFC 5545): `data/timeline.ics`.
//!
//! Written here, since the crates for it bring a clock and a source of chance along: each entry must have a stamp of the
//! time it was made, and a name of its own. The stamp is the day the story is told as of, the name the event's id.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::site::cite::Site;
use crate::site::prose::one_line;
use crate::story::{Event, EventStatus};
use crate::text::edtf::{Edtf, Precision};

/// Octets of a line, its end left out.
const LINE: usize = 75;

/// The dated events, all of whole days: those of a day or a span of days, and of a month.
pub fn calendar(site: &Site<'_>) -> Vec<u8> {
    let stamp = site.story.edition.as_of.last_day().unwrap_or(Date::constant(1970, 1, 1));
    let mut text = String::new();
    let mut line = |name: &str, value: &str| fold(&mut text, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Dateline//Timeline//EN");
    line("X-WR-CALNAME", &escaped(&site.title));
    for event in &site.story.events {
        let (Some((first, behind)), Some(&lead)) = (days(event), event.citations.first()) else { continue };
        if !site.shown.shows(lead) {
            continue;
        }
        line("BEGIN", "VEVENT");
        line("UID", &format!("{}@dateline.invalid", event.id));
        line("DTSTAMP", &format!("{}T000000Z", plain(stamp)));
        line("DTSTART;VALUE=DATE", &plain(first));
        line("DTEND;VALUE=DATE", &plain(behind));
        line("SUMMARY", &escaped(&site.line(lead)));
        line("DESCRIPTION", &escaped(&one_line(&format!("{}. Date: {}", site.cite("", lead).label, event.reason))));
        line("STATUS", if event.status == EventStatus::Scheduled { "TENTATIVE" } else { "CONFIRMED" });
        line("TRANSP", "TRANSPARENT");
        if let Some(base) = &site.settings.base_url {
            line("URL", &format!("{base}{}", site.chronicle.href(&event.id)));
        }
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
    text.into_bytes()
}

/// The first day, and the day behind the last one: the end of an entry is not part of it.
fn days(event: &Event) -> Option<(Date, Date)> {
    let fine = matches!(event.date.precision(), Some(Precision::Day | Precision::Month));
    let closed = !matches!(event.date, Edtf::Interval(_, None));
    let (first, last) = (event.date.first_day()?, event.date.last_day()?);
    Some((first, last.checked_add(1.day()).ok()?)).filter(|_| fine && closed)
}

fn plain(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars().filter(|c| !c.is_control()) {
        if matches!(c, '\\' | ';' | ',') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Adds a line, cut into pieces that are no longer than allowed and hold whole characters.
fn fold(text: &mut String, line: &str) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LINE {
            text.push_str("\r\n ");
            used = 1;
        }
        text.push(c);
        used += c.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_folded_between_characters() {
        let mut text = String::new();
        fold(&mut text, &"ü".repeat(100));
        assert!(text.ends_with("\r\n") && text.split("\r\n").all(|line| line.len() <= LINE));
        assert_eq!(text.replace("\r\n ", "").trim_end(), "ü".repeat(100));
    }

    #[test]
    fn words_cannot_end_a_value() {
        assert_eq!(escaped("a, b; c\\d\nEND:VEVENT"), "a\\, b\\; c\\\\dEND:VEVENT");
    }

    proptest::proptest! {
        #[test]
        fn any_words_are_read_back_from_a_line(words in proptest::collection::vec(proptest::char::any(), 0..120)) {
            let words: String = words.into_iter().collect();
            let mut text = String::new();
            fold(&mut text, &format!("SUMMARY:{}", escaped(&words)));
            proptest::prop_assert!(text.ends_with("\r\n") && text.split("\r\n").all(|line| line.len() <= LINE));
            let line = text.replace("\r\n ", "");
            let line = line.strip_suffix("\r\n").and_then(|line| line.strip_prefix("SUMMARY:")).expect("one line");
            let (mut read, mut letters) = (String::new(), line.chars());
            while let Some(c) = letters.next() {
                read.extend(if c == '\\' { letters.next() } else { Some(c) });
            }
            proptest::prop_assert_eq!(read, words.chars().filter(|c| !c.is_control()).collect::<String>());
        }
    }
}
