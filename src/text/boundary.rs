//! Word boundaries of UAX #29, quickly where the text is plain.
//!
//! In: a text. Out: its [`pieces`] in order, the same as `unicode-segmentation` finds. Letters, digits and marks of ASCII
//! and the usual quotation marks and dashes are cut by a table of bytes; where anything else is near, the crate is asked.

use unicode_segmentation::UnicodeSegmentation;

/// A stretch between two boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    /// First byte.
    pub(super) start: usize,
    pub(super) text: &'t str,
    pub(super) kind: Kind,
}

/// What a piece holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// White space alone.
    Blank,
    /// A letter or digit.
    Word,
    /// Neither.
    Mark,
}

/// The pieces of `text` in order; together they are all of it.
pub(super) fn pieces(text: &str) -> Pieces<'_> {
    Pieces { text, at: 0 }
}

pub(super) struct Pieces<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let (length, kind) = plain(rest.as_bytes()).unwrap_or_else(|| by_the_book(rest));
        self.at += length;
        Some(Piece { start, text: rest.get(..length)?, kind })
    }
}

/// The first piece of a text that is not empty, by the rules in full. They never look back over a boundary.
fn by_the_book(rest: &str) -> (usize, Kind) {
    let word = rest.split_word_bounds().next().unwrap_or(rest);
    let kind = if word.trim_start().is_empty() {
        Kind::Blank
    } else if word.contains(char::is_alphanumeric) {
        Kind::Word
    } else {
        Kind::Mark
    };
    (word.len(), kind)
}

/// What a byte is to the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    /// Joins words and numbers: `_`.
    Joiner,
    Space,
    /// A tab or a line's end.
    Break,
    Mark,
    /// Part of a character beyond ASCII.
    Beyond,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'A'..=b'Z' | b'a'..=b'z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'_' => Class::Joiner,
            b' ' => Class::Space,
            b'\t'..=b'\r' => Class::Break,
            0x80..=0xff => Class::Beyond,
            _ => Class::Mark,
        };
        byte += 1;
    }
    classes
};

#[inline]
fn class(bytes: &[u8], at: usize) -> Option<Class> {
    bytes.get(at).map(|&byte| CLASSES[usize::from(byte)])
}

/// The first piece of `bytes`; `None` where the rules in full are needed.
#[inline]
fn plain(bytes: &[u8]) -> Option<(usize, Kind)> {
    let (length, kind) = match class(bytes, 0)? {
        Class::Letter | Class::Digit | Class::Joiner => word(bytes)?,
        Class::Space => (bytes.iter().take_while(|&&byte| byte == b' ').count(), Kind::Blank),
        Class::Break => (if bytes.starts_with(b"\r\n") { 2 } else { 1 }, Kind::Blank),
        Class::Mark => (1, Kind::Mark),
        Class::Beyond if is_usual_mark(bytes) => (USUAL, Kind::Mark),
        Class::Beyond => return None,
    };
    ends(bytes, length).then_some((length, kind))
}

/// A word of letters, digits and joiners, with what the rules let stand within: `don’t`, `U.S`, `1,000.5`.
#[inline]
fn word(bytes: &[u8]) -> Option<(usize, Kind)> {
    let mut at = 0;
    let mut kind = Kind::Mark;
    loop {
        while let Some(class @ (Class::Letter | Class::Digit | Class::Joiner)) = class(bytes, at) {
            if class != Class::Joiner {
                kind = Kind::Word;
            }
            at += 1;
        }
        let (length, letters, digits) = match bytes.get(at) {
            Some(b'.' | b'\'') => (1, true, true),
            Some(b':') => (1, true, false),
            Some(b',' | b';') => (1, false, true),
            Some(0xe2) if matches!(bytes.get(at + 1..at + USUAL), Some([0x80, 0x98 | 0x99])) => (USUAL, true, true),
            _ => return Some((at, kind)),
        };
        let goes_on = match (class(bytes, at - 1), class(bytes, at + length)) {
            (Some(Class::Letter), Some(Class::Letter)) => letters,
            (Some(Class::Digit), Some(Class::Digit)) => digits,
            // Letters of other scripts, and what hangs on the mark.
            (_, Some(Class::Beyond)) if !is_usual_mark(&bytes[at + length..]) => return None,
            _ => false,
        };
        if !goes_on {
            return Some((at, kind));
        }
        at += length;
    }
}

/// Whether a piece surely ends at `at`: nothing follows that could hang on what stands before.
#[inline]
fn ends(bytes: &[u8], at: usize) -> bool {
    class(bytes, at) != Some(Class::Beyond) || is_usual_mark(&bytes[at..])
}

/// The length of a usual mark beyond ASCII.
const USUAL: usize = 3;

/// Whether `bytes` begin with one of `– — ― ‘ ’ “ ” …`.
#[inline]
fn is_usual_mark(bytes: &[u8]) -> bool {
    matches!(bytes, [0xe2, 0x80, 0x93..=0x95 | 0x98 | 0x99 | 0x9c | 0x9d | 0xa6, ..])
}

/// The words of `text` in order: the pieces that hold a letter or a digit.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    pieces(text).filter(|piece| piece.kind == Kind::Word).map(|piece| piece.text)
}

#[cfg(test)]
mod tests {
    use super::{Kind, by_the_book, pieces};

    fn same(text: &str) {
        let mut rest = text;
        for piece in pieces(text) {
            let (length, kind) = by_the_book(rest);
            assert_eq!((piece.text, piece.kind), (&rest[..length], kind), "{text:?}");
            assert_eq!(piece.start, text.len() - rest.len());
            rest = &rest[length..];
        }
        assert_eq!(rest, "");
    }

    #[test]
    fn plain_text_is_cut_as_by_the_book() {
        for text in [
            "",
            "The port’s 1,000.5 berths; don't ask_me: a:b 3:4 U.S. x.y.z 1.a a.1",
            "tab\tcr\r\nlf\n\n  two spaces",
            "e\u{301} a.\u{301}b 1\u{200d}2 .\u{301} \u{301} ’\u{301} _’_ a’é é’a 1’2 “a”–b…",
            "a\u{ad}b 🇰🇪🇰🇪🇰 👩\u{200d}🚀 ש'a 日本 カタ_カナ a\u{2019}\u{2019}b",
        ] {
            same(text);
        }
    }

    #[test]
    fn the_three_kinds_of_pieces() {
        let kinds: Vec<_> = pieces("a _ 1").map(|piece| piece.kind).collect();
        assert_eq!(kinds, [Kind::Word, Kind::Blank, Kind::Mark, Kind::Blank, Kind::Word]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_cut_as_by_the_book(text in "([a-cA-C0-2]|[._,:;'’‘_-]|[ \t\r\n]|[“”–—…]|[éßşא日カ]|[\u{301}\u{200d}\u{ad}\u{a0}\u{2028}]|[🇰🇪👩🚀]|\\PC){0,24}") {
            same(&text);
        }

        #[test]
        fn any_scalars_are_cut_as_by_the_book(text in proptest::collection::vec(proptest::char::any(), 0..12)) {
            same(&text.into_iter().collect::<String>());
        }
    }
}
