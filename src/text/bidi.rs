//! Characters that hide words or turn the direction of writing: kept where they are in order, replaced where they could
//! deceive.
//!
//! An override makes a reader see other words than stand there; an embedding or isolate that is never closed turns what
//! is shown behind it. In: a text. Out: the text with each such character of a line that is not in order as U+FFFD, one
//! scalar value for one. Marks of direction (U+200E, U+200F, U+061C) turn nothing and stay. The characters and their
//! pairs are those of UAX #9.

/// `text` with the characters of lines that are not in order replaced.
fn settle(text: String) -> String {
    // Their first two bytes in UTF-8: most texts have none.
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

/// `name` with every such character replaced: it stands within lines of others.
pub(crate) fn without(name: &str) -> String {
    name.chars().map(|c| if is_turning(c) || c.is_control() { '\u{FFFD}' } else { c }).collect()
}

/// Words as they may be shown: without what hides among them, and in order. One scalar value for one.
pub(crate) fn shown(words: &str) -> String {
    let clean = words.chars().all(|c| harmless(c) == c);
    settle(if clean { words.to_owned() } else { words.chars().map(harmless).collect() })
}

/// The character that stands for `c` in a text.
#[inline]
pub(crate) fn harmless(c: char) -> char {
    let code = u32::from(c);
    if (0x20..0x7f).contains(&code) {
        return c;
    }
    match c {
        '\t' | '\n' | '\r' | '\u{85}' => c,
        '\u{b}' | '\u{c}' => '\n',
        // Tags, marks of annotations and formatting characters out of use: nothing to see, and somewhere to hide words.
        '\u{2061}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => {
            '\u{FFFD}'
        }
        _ if c.is_control() || code & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&code) => '\u{FFFD}',
        _ => c,
    }
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
        assert_eq!(without("a\u{2067}b\u{2069}\n"), "a\u{FFFD}b\u{FFFD}\u{FFFD}");
    }
}
