//! Quoted words of a paragraph.

use crate::text::Span;

use super::lexicon::lemma;

/// Quoted words in `text[within]`, marks included, in order.
///
/// The marks are “ ”, „ ”, « », the straight one, and two single ones or two grave accents together, which some desks
/// write on either side. A mark that is never closed runs to the end of the paragraph where a typographic one opened it
/// (a quotation continued in the next paragraph), where it opens the paragraph, and behind a comma or colon; any other
/// lone mark is no quotation. In a paragraph without any of these, single marks around words are.
pub(super) fn quotations(text: &str, within: Span) -> Vec<Span> {
    let found = doubly_marked(text, within);
    let singles = found.is_empty() && within.of(text).contains(['‘', '\'']);
    if singles { singly_marked(text, within) } else { found }
}

fn doubly_marked(text: &str, within: Span) -> Vec<Span> {
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
            ("“", Some((from, "“"))) => {
                found.extend(speaker_of_unclosed(text, Span::new(from, at)).map(|end| Span::new(from, end)));
                open = Some((at, mark));
            }
            _ => {}
        }
        at = end;
    }
    if let Some((from, mark)) = open
        && (mark == "“" || from == within.start || text[within.start..from].trim_end().ends_with([',', ':']))
    {
        let end = speaker_of_unclosed(text, Span::new(from, within.end)).unwrap_or(within.end);
        found.push(Span::new(from, end));
    }
    found
}

/// Most words of a speaker and a verb that end a paragraph.
const TAIL: usize = 8;

/// Where a quotation that nothing closes ends all the same: at the comma before somebody who says it, at the end of the
/// paragraph. `“We stay, the captain said.`
fn speaker_of_unclosed(text: &str, quotation: Span) -> Option<usize> {
    let words = quotation.of(text);
    let comma = words.rfind([',', '?', '!'])? + 1;
    let tail: Vec<&str> = words[comma..].trim_end_matches(['.', ' ']).split_whitespace().collect();
    let says = |word: &str| {
        (word == "said" || word == "says" || word.ends_with("ed")) && lemma(word).is_some_and(|l| l.framing().is_some())
    };
    let spoken = (2..=TAIL).contains(&tail.len())
        && !tail.iter().any(|word| word.ends_with(['.', ':', ';', '”', '"']))
        && (says(tail[0]) || says(tail[tail.len() - 1]));
    spoken.then_some(quotation.start + comma)
}

/// Words in single marks, as British desks quote: ‘…’ around any words, and the straight ones around a sentence, behind
/// another or a comma or colon, that ends within them.
fn singly_marked(text: &str, within: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = within.start;
    while let Some(open) = text[at..within.end].find(['‘', '\'']).map(|offset| at + offset) {
        let mark = &text[open..open + text[open..].chars().next().map_or(1, char::len_utf8)];
        let from = open + mark.len();
        at = from;
        let first = text[from..within.end].chars().next();
        let behind = text[within.start..open].trim_end().chars().next_back();
        let apart = behind.is_none_or(|c| matches!(c, ',' | ':' | '.' | '?' | '!' | '…'));
        let begins = first.is_some_and(|c| if mark == "‘" { c.is_alphabetic() } else { apart && c.is_uppercase() });
        if begins
            && opens(text, open, from)
            && let Some(end) = single_close(text, Span::new(from, within.end), mark)
        {
            found.push(Span::new(open, end));
            at = end;
        }
    }
    found
}

/// Behind the mark that closes what the single `mark` opened right before `rest`; no apostrophe.
fn single_close(text: &str, rest: Span, mark: &str) -> Option<usize> {
    let close = if mark == "‘" { "’" } else { "'" };
    let next = rest.of(text).find(mark).filter(|_| mark == "‘").map_or(rest.end, |offset| rest.start + offset);
    let before = |at: usize| text[..at].chars().next_back();
    let ends: Vec<usize> = text[rest.start..next]
        .match_indices(close)
        .map(|(offset, _)| rest.start + offset)
        .filter(|&at| text[at + close.len()..rest.end].chars().next().is_none_or(|c| !c.is_alphanumeric()))
        .filter(|&at| before(at).is_some_and(|c| !c.is_whitespace()))
        .collect();
    let said = |&&at: &&usize| before(at).is_some_and(|c| matches!(c, ',' | '.' | '?' | '!' | '…'));
    // "the boys’ house": an apostrophe where a later mark ends the words with a comma or stop.
    let plain = ends.first().filter(|_| mark == "‘");
    let owns = plain.is_some_and(|&at| before(at) == Some('s') && text[at + close.len()..].starts_with(' '));
    let end = if owns || plain.is_none() { ends.iter().find(said).or(plain) } else { plain };
    end.map(|at| at + close.len())
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
    fn single_marks() {
        assert_eq!(quoted("‘We go on,’ he said. ‘It’s ours.’"), ["‘We go on,’", "‘It’s ours.’"]);
        assert_eq!(quoted("It was ‘perfectly safe’, he said."), ["‘perfectly safe’"]);
        assert_eq!(quoted("‘The boys’ house is shut,’ he said."), ["‘The boys’ house is shut,’"]);
        assert_eq!(quoted("'We don't go,' he said. The boys' house."), ["'We don't go,'"]);
        assert_eq!(quoted("The boys' house and the '90s, he said."), [] as [&str; 0]);
        assert_eq!(quoted("Museum Will Tell of 'Suffering and Delight.'"), [] as [&str; 0]);
        assert_eq!(quoted("the boys’ house in the ’90s and the girls’ house"), [] as [&str; 0]);
        assert_eq!(quoted("He said “no” to the ‘old guard’."), ["“no”"]);
    }

    #[test]
    fn who_says_it_closes_a_quotation() {
        assert_eq!(quoted("“We will stay, the captain said."), ["“We will stay,"]);
        assert_eq!(quoted("“We will stay, he said. “Nobody goes.”"), ["“We will stay,", "“Nobody goes.”"]);
        assert_eq!(quoted("“Will you stay? asked Ann Lee."), ["“Will you stay?"]);
        let open = "“We will stay, and the captain will tell you what she said.";
        assert_eq!(quoted(open), [open]);
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
