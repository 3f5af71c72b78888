//! Quoted words of a paragraph.

use crate::text::Span;

/// Quoted words in `text[within]`, marks included, in order.
///
/// The marks are “ ”, „ ”, « », the straight one, and two single ones or two grave accents together, which some desks
/// write on either side. A mark that is never closed runs to the end of the paragraph where a typographic one opened it
/// (a quotation continued in the next paragraph), where it opens the paragraph, and behind a comma or colon; any other
/// lone mark is no quotation.
pub(super) fn quotations(text: &str, within: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut at = within.start;
    let bytes = text.as_bytes();
    while at < within.end {
        // The first bytes of all marks; nothing else begins with them but other typographic signs.
        if !matches!(bytes[at], b'"' | b'\'' | b'`' | 0xe2 | 0xc2) {
            at += 1;
            continue;
        }
        let Some(mark) = mark_at(text, at, within.end) else {
            at += 1;
            continue;
        };
        let mut end = at + mark.len();
        match (mark, open) {
            ("“" | "„" | "«" | "``" | "‘‘", None) => open = Some((at, mark)),
            ("\"" | "''" | "’’", None) if opens(text, at, end) => open = Some((at, mark)),
            ("”" | "\"" | "''" | "’’", Some((from, "“" | "„" | "``" | "‘‘")))
            | ("»", Some((from, "«")))
            | ("\"", Some((from, "\"")))
            | ("''" | "’’" | "”", Some((from, "''" | "’’" | "\""))) => {
                // A single mark that closes within the quotation comes first: 'so,'''
                end += third_mark(text, at, within.end);
                found.push(Span::new(from, end));
                open = None;
            }
            // An opening mark in the place of a closing one: “so.“
            ("“", Some((from, "“"))) if ends_word(text, at, end, within.end) => {
                found.push(Span::new(from, end));
                open = None;
            }
            // A second opening mark: the paragraph repeats it, or the first was never closed.
            ("“", Some((_, "“"))) => open = Some((at, mark)),
            _ => {}
        }
        at = end;
    }
    if let Some((from, mark)) = open
        && (mark == "“" || from == within.start || text[within.start..from].trim_end().ends_with([',', ':']))
    {
        found.push(Span::new(from, within.end));
    }
    found
}

/// The words of a paragraph up to a closing mark that none opens before: the rest of a quotation that the paragraph before
/// left open.
pub(super) fn rest_of_quotation(text: &str, within: Span) -> Option<Span> {
    let marks = within.start..within.end;
    let (at, mark) =
        marks.filter(|&at| text.is_char_boundary(at)).find_map(|at| Some((at, mark_at(text, at, within.end)?)))?;
    let end = at + mark.len();
    let closes =
        matches!(mark, "”" | "»" | "\"" | "''") && ends_word(text, at, end, within.end) && !opens(text, at, end);
    let sentence = text[within.start..at].ends_with(['.', ',', '?', '!', '…']);
    (closes && sentence).then(|| Span::new(within.start, end))
}

/// The quotation mark that stands at byte `at`.
fn mark_at(text: &str, at: usize, end: usize) -> Option<&str> {
    const MARKS: [&str; 10] = ["“", "”", "„", "«", "»", "\"", "''", "’’", "‘‘", "``"];
    let rest = text.get(at..end)?;
    MARKS.iter().find(|mark| rest.starts_with(**mark)).map(|mark| &rest[..mark.len()])
}

/// A mark that can stand on either side opens where nothing or a space or bracket stands before it and a word follows.
fn opens(text: &str, at: usize, end: usize) -> bool {
    let before = text[..at].chars().next_back();
    let free = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '/' | ':'));
    free && text[end..].chars().next().is_some_and(|c| !c.is_whitespace())
}

/// The length of the third of three single marks at `at`.
fn third_mark(text: &str, at: usize, last: usize) -> usize {
    let rest = &text[at..last];
    ["'", "’"].iter().filter(|mark| rest.starts_with(&mark.repeat(3))).map(|mark| mark.len()).sum()
}

/// Whether a mark stands right behind a word or stop, and before a space or the end.
fn ends_word(text: &str, at: usize, end: usize, last: usize) -> bool {
    let behind = text[..at].chars().next_back().is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[' | '—'));
    behind && text[end..last].chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, '[' | '(' | '.' | ','))
}

/// The share of the words of `span` that stand inside `quotations`, from 0 to 1.
pub(super) fn quoted_share(text: &str, span: Span, quotations: &[Span]) -> f64 {
    let (all, inside) = quoted_words(text, span, quotations);
    if all == 0 { 0.0 } else { inside as f64 / all as f64 }
}

/// How many words `span` has, and how many of them stand inside `quotations`.
pub(super) fn quoted_words(text: &str, span: Span, quotations: &[Span]) -> (usize, usize) {
    let (mut all, mut inside) = (0_usize, 0_usize);
    for token in crate::text::token::tokens(span.of(text), span.start).iter().filter(|t| t.is_word) {
        all += 1;
        inside += usize::from(quotations.iter().any(|q| q.contains(token.span)));
    }
    (all, inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        quotations(text, Span::new(0, text.len())).iter().map(|q| q.of(text)).collect()
    }

    #[test]
    fn marks_of_every_desk() {
        assert_eq!(quoted("He said “yes” and ''no'' and \"so\"."), ["“yes”", "''no''", "\"so\""]);
        assert_eq!(quoted("'''Late,''' he said. ''So be it.''"), ["'''Late,'''", "''So be it.''"]);
        assert_eq!(quoted("She called it ``late,'' twice."), ["``late,''"]);
        assert_eq!(quoted("He said “yes.“ She said “no“ and left."), ["“yes.“", "“no“"]);
        assert_eq!(quoted("“We go on. “We stay.”"), ["“We stay.”"]);
        assert_eq!(quoted("The boats' crews and the pilots' union"), [] as [&str; 0]);
    }

    #[test]
    fn marks_never_closed() {
        assert_eq!(quoted("“We go on"), ["“We go on"]);
        assert_eq!(quoted("\"We go on"), ["\"We go on"]);
        assert_eq!(quoted("a pipe of 6\" and more"), [] as [&str; 0]);
        assert_eq!(quoted("She said, \"We go on"), ["\"We go on"]);
        assert_eq!(quoted("a \" stray mark"), [] as [&str; 0]);
    }
}
