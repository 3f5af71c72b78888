//! Characters that a reader does not see and that change what is read: kept where they are in order, replaced where they
//! could deceive.
//!
//! An override makes a reader see other words than stand there; an embedding or isolate that is never closed turns what
//! is shown behind it; a space of no width cuts a word or a number in two that looks like one. In: a text. Out: the text
//! with each such character that is not in order as U+FFFD, one scalar value for one. Marks of direction (U+200E, U+200F,
//! U+061C) turn nothing and stay. The characters that turn and their pairs are those of UAX #9.

/// The flags whose names are spelt in tags (Unicode, `emoji-sequences.txt`): England, Scotland, Wales.
const FLAGS: [&str; 3] = [
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
];

/// Words as they may be shown: without what hides among them, and in order. One scalar value for one.
pub(crate) fn shown(words: &str) -> String {
    let clean = words.chars().all(|c| harmless(c) == c);
    let text = if clean { words.to_owned() } else { without_hidden(words) };
    settle(within_words_seen(text))
}

/// `name` with every character replaced that is not seen or ends a line: it stands within lines of others.
pub(crate) fn marked(name: &str) -> String {
    let is_odd = |c: char| is_turning(c) || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    within_words_seen(without_hidden(name)).chars().map(|c| if is_odd(c) { '\u{FFFD}' } else { c }).collect()
}

/// `text` with the characters of lines that turn its direction, and are not in order, replaced.
pub(crate) fn settle(text: String) -> String {
    // Most texts have none.
    if !text.contains(is_turning) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive(['\n', '\r']) {
        if in_order(line) {
            out.push_str(line);
        } else {
            out.extend(line.chars().map(|c| if is_turning(c) { '\u{FFFD}' } else { c }));
        }
    }
    out
}

/// The character that stands for `c` in a text.
#[inline]
pub(crate) fn harmless(c: char) -> char {
    let code = u32::from(c);
    if (0x20..0x7f).contains(&code) {
        return c;
    }
    match c {
        '\t' | '\n' | '\r' => c,
        '\u{b}' | '\u{c}' | '\u{85}' => '\n',
        // Tags, marks of annotations and formatting characters out of use: nothing to see, and somewhere to hide words.
        '\u{2061}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => {
            '\u{FFFD}'
        }
        _ if c.is_control() || code & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&code) => '\u{FFFD}',
        _ => c,
    }
}

/// `words` in [`harmless`] characters, and the flags.
fn without_hidden(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        let flag = FLAGS.iter().find(|flag| c == '\u{1f3f4}' && rest.starts_with(**flag));
        let taken = flag.map_or(c.len_utf8(), |flag| flag.len());
        match flag {
            Some(flag) => out.push_str(flag),
            None => out.push(harmless(c)),
        }
        rest = &rest[taken..];
    }
    out
}

/// `text` with what has no width replaced where it parts letters or digits of one word, of scripts that have no use for
/// it there. A soft hyphen between letters is where a word may be broken, and stays.
fn within_words_seen(text: String) -> String {
    if !text.contains(is_without_width) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let length = rest.find(|c| !is_without_width(c)).unwrap_or(rest.len());
        if length == 0 {
            out.push(c);
            before = Some(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let (unseen, after) = rest.split_at(length);
        let sides = [before, after.chars().next()];
        let is_word = sides.iter().all(|side| side.is_some_and(needs_no_joiner));
        let is_number = sides.iter().all(|side| side.is_some_and(|c| c.is_ascii_digit()));
        let deceives = |c: char| is_number || is_word && c != '\u{ad}';
        out.extend(unseen.chars().map(|c| if deceives(c) { '\u{FFFD}' } else { c }));
        rest = after;
    }
    out
}

/// Nothing to see and no width: soft hyphen, joiners, spaces of no width, fillers, variation marks of Mongolian.
fn is_without_width(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
    )
}

/// Digits, and letters of scripts whose words are written without such characters: Latin, Greek, Cyrillic, Armenian.
fn needs_no_joiner(c: char) -> bool {
    c.is_ascii_alphanumeric() || c.is_alphabetic() && matches!(c, '\u{aa}'..='\u{58f}' | '\u{1e00}'..='\u{1fff}')
}

fn is_turning(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a line has no override, and closes what it opens in the order of opening.
fn in_order(line: &str) -> bool {
    let mut open: Vec<char> = Vec::new();
    for c in line.chars() {
        let closed = match c {
            '\u{202d}' | '\u{202e}' => return false,
            '\u{202a}' | '\u{202b}' => {
                open.push('\u{202c}');
                continue;
            }
            '\u{2066}'..='\u{2068}' => {
                open.push('\u{2069}');
                continue;
            }
            '\u{202c}' | '\u{2069}' => open.pop(),
            _ => continue,
        };
        if closed != Some(c) {
            return false;
        }
    }
    open.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_order_stays_and_the_rest_is_seen() {
        for kept in
            ["plain", "a \u{2067}بندر\u{2069} b", "\u{202b}بندر \u{202a}x\u{202c}\u{202c}\n", "\u{200f}x\u{200e}"]
        {
            assert_eq!(settle(kept.to_owned()), kept, "{kept:?}");
        }
        for (turned, seen) in [
            ("a\u{202e}b", "a\u{FFFD}b"),
            ("a\u{202e}b\u{202c}", "a\u{FFFD}b\u{FFFD}"),
            ("a\u{2067}b\n\u{2067}c\u{2069}", "a\u{FFFD}b\n\u{2067}c\u{2069}"),
            ("\u{202b}a\u{2069}", "\u{FFFD}a\u{FFFD}"),
            ("a\u{202c}", "a\u{FFFD}"),
        ] {
            assert_eq!(settle(turned.to_owned()), seen, "{turned:?}");
        }
    }

    #[test]
    fn a_name_within_lines_of_others_hides_nothing_and_ends_none() {
        assert_eq!(marked("a\u{2067}b\u{2069}\n\u{2028}"), "a\u{FFFD}b\u{FFFD}\u{FFFD}\u{FFFD}");
        assert_eq!(marked("a\u{e0041}\u{fdd0}\u{85}b"), "a\u{FFFD}\u{FFFD}\u{FFFD}b");
        assert_eq!(marked("Fähre بندر 1"), "Fähre بندر 1");
    }

    #[test]
    fn flags_spelt_in_tags_stay_and_other_tags_are_seen() {
        for flag in FLAGS {
            assert_eq!(shown(&format!("x {flag}.")), format!("x {flag}."));
        }
        assert_eq!(shown("\u{1f3f4}\u{e0068}\u{e0069}\u{e007f}"), "\u{1f3f4}\u{FFFD}\u{FFFD}\u{FFFD}");
    }

    #[test]
    fn what_has_no_width_is_seen_where_it_parts_a_word_that_needs_none() {
        for kept in [
            "\u{feff}A \u{200b}B\u{200b} C",
            "Fäh\u{ad}re",
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "ท่าเรือ\u{200b}ปิด",
            "👩\u{200d}👧",
            "https://\u{200b}www.example.org/\u{200b}a",
        ] {
            assert_eq!(shown(kept), kept, "{kept:?}");
        }
        for (parted, seen) in [
            ("fer\u{200b}ry", "fer\u{FFFD}ry"),
            ("fer\u{200b}\u{2060}ry", "fer\u{FFFD}\u{FFFD}ry"),
            ("1\u{ad}00", "1\u{FFFD}00"),
            ("пар\u{200d}ом", "пар\u{FFFD}ом"),
        ] {
            assert_eq!(shown(parted), seen, "{parted:?}");
        }
    }
}
