//! The text as the grammar of time sees it: words by number, figures by value, marks, and what stands close together.

use super::lexicon::{Class, Classes, Lexicon, WordId};

/// A word, figure or mark, with its place in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub start: usize,
    pub end: usize,
    /// Which word of the lexicon it is; [`WordId::NONE`] for all others.
    pub word: WordId,
    /// What it can be.
    pub classes: Classes,
    /// Value of a figure; in hundredths where it has decimals.
    pub number: i32,
    kind: Kind,
    /// No white space before it.
    pub glued: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    /// Digits alone, this many.
    Figure(u8),
    /// `27th`.
    Ordinal,
    /// `1990s`.
    Plural,
    /// `2,000`.
    Grouped,
    /// `1.5`.
    Decimal,
    Mark,
}

/// Years that a bare figure can mean.
const YEARS: std::ops::RangeInclusive<i32> = 1500..=2099;

impl Token {
    /// A figure's value in hundredths, where it counts something.
    pub(super) fn amount(&self) -> Option<i64> {
        match self.kind {
            Kind::Figure(_) | Kind::Grouped => Some(i64::from(self.number) * 100),
            Kind::Decimal => Some(i64::from(self.number)),
            _ => None,
        }
    }
}

/// Reads `text` from byte `from` to byte `to` into `tokens`, which is emptied first. Offsets are those of `text`.
pub(super) fn scan(text: &str, from: usize, to: usize, lexicon: &Lexicon, tokens: &mut Vec<Token>) {
    tokens.clear();
    let bytes = text.as_bytes();
    let mut at = from;
    let mut glued = false;
    while at < to {
        let byte = bytes[at];
        if byte.is_ascii_whitespace() {
            (at, glued) = (at + 1, false);
            continue;
        }
        let token = if byte.is_ascii_digit() {
            figure(text, at, to)
        } else if byte.is_ascii_alphabetic() || !byte.is_ascii() {
            word_or_mark(text, at, to, lexicon)
        } else {
            mark(text, at, to, lexicon)
        };
        at = token.end;
        if token.kind == Kind::Mark && token.word == WordId::SPACE {
            glued = false;
            continue;
        }
        tokens.push(Token { glued, ..token });
        glued = true;
    }
    for at in 0..tokens.len() {
        if tokens[at].kind != Kind::Word && tokens[at].kind != Kind::Mark {
            tokens[at].classes = figure_classes(tokens, at, text);
        }
    }
}

fn token(start: usize, end: usize, word: WordId, classes: Classes, kind: Kind) -> Token {
    Token { start, end, word, classes, number: 0, kind, glued: false }
}

/// Letters up to the first character that is none; beyond ASCII also a single mark or white space.
fn word_or_mark(text: &str, at: usize, to: usize, lexicon: &Lexicon) -> Token {
    let rest = &text[at..to];
    let first = rest.chars().next().unwrap_or(' ');
    if !first.is_alphabetic() {
        return wide_mark(first, at, lexicon, rest);
    }
    let ascii = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let more = rest.as_bytes().get(ascii).is_some_and(|b| !b.is_ascii());
    let length = if more {
        rest.char_indices().find(|(_, c)| !c.is_alphabetic()).map_or(rest.len(), |(end, _)| end)
    } else {
        ascii
    };
    let capital = first.is_uppercase();
    let (word, classes) = lexicon.word(&rest[..length], capital);
    token(at, at + length, word, classes, Kind::Word)
}

fn wide_mark(mark: char, at: usize, lexicon: &Lexicon, rest: &str) -> Token {
    let length = mark.len_utf8();
    if mark.is_whitespace() {
        return token(at, at + length, WordId::SPACE, Classes::NONE, Kind::Mark);
    }
    match mark {
        '’' | '‘' => apostrophe(rest, length, at, lexicon),
        '–' | '‐' | '‑' | '−' => token(at, at + length, lexicon.mark("-"), Classes::NONE, Kind::Mark),
        _ => token(at, at + length, WordId::NONE, Classes::of(Class::Mark), Kind::Mark),
    }
}

fn mark(text: &str, at: usize, to: usize, lexicon: &Lexicon) -> Token {
    let rest = &text[at..to];
    if rest.starts_with('\'') {
        return apostrophe(rest, 1, at, lexicon);
    }
    token(at, at + 1, lexicon.mark(&rest[..1]), Classes::of(Class::Mark), Kind::Mark)
}

/// An apostrophe with the letters behind it: `'s`, `'ll`, `'clock`.
fn apostrophe(rest: &str, length: usize, at: usize, lexicon: &Lexicon) -> Token {
    let letters = rest[length..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let known = lexicon.ending(&rest[length..length + letters]);
    match known {
        Some(word) => token(at, at + length + letters, word, Classes::NONE, Kind::Word),
        None => token(at, at + length, lexicon.mark("'"), Classes::of(Class::Mark), Kind::Mark),
    }
}

/// Digits with what belongs to them: thousands, decimals, an ordinal or plural ending.
fn figure(text: &str, at: usize, to: usize) -> Token {
    let bytes = &text.as_bytes()[..to];
    let digits_from = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let whole = digits_from(at);
    let mut end = at + whole;
    let mut value = number(&bytes[at..end]);
    let mut kind = Kind::Figure(u8::try_from(whole).unwrap_or(u8::MAX));
    while whole <= 3 && bytes.get(end) == Some(&b',') && digits_from(end + 1) == 3 {
        value = value.saturating_mul(1000).saturating_add(number(&bytes[end + 1..end + 4]));
        (end, kind) = (end + 4, Kind::Grouped);
    }
    let dotted = at >= 2 && bytes[at - 1] == b'.' && bytes[at - 2].is_ascii_digit();
    if !dotted
        && matches!(kind, Kind::Figure(_))
        && bytes.get(end) == Some(&b'.')
        && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
    {
        let decimals = digits_from(end + 1);
        let last = end + 1 + decimals;
        // A second stop makes it a date or a version.
        if !(bytes.get(last) == Some(&b'.') && bytes.get(last + 1).is_some_and(u8::is_ascii_digit)) {
            let hundredths = number(&bytes[end + 1..end + 1 + decimals.min(2)]) * if decimals == 1 { 10 } else { 1 };
            value = value.saturating_mul(100).saturating_add(hundredths);
            (end, kind) = (last, Kind::Decimal);
        }
    }
    if matches!(kind, Kind::Figure(_)) && text[end..to].starts_with('½') {
        return Token {
            number: value.saturating_mul(100).saturating_add(50),
            ..token(at, end + '½'.len_utf8(), WordId::NONE, Classes::NONE, Kind::Decimal)
        };
    }
    let letters = bytes[end..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
    if let Kind::Figure(_) = kind {
        let ending = bytes[end..end + letters].to_ascii_lowercase();
        match ending.as_slice() {
            b"st" | b"nd" | b"rd" | b"th" => (end, kind) = (end + letters, Kind::Ordinal),
            b"s" => (end, kind) = (end + letters, Kind::Plural),
            _ => {}
        }
        if letters == 0
            && bytes.get(end) == Some(&b'\'')
            && bytes.get(end + 1) == Some(&b's')
            && value % 10 == 0
            && whole == 4
        {
            // "1990's", as some house styles write the decade
            (end, kind) = (end + 2, Kind::Plural);
        }
    }
    Token { number: value, ..token(at, end, WordId::NONE, Classes::NONE, kind) }
}

fn number(digits: &[u8]) -> i32 {
    digits.iter().fold(0i32, |value, digit| value.saturating_mul(10).saturating_add(i32::from(digit - b'0')))
}

/// What a figure can be, by its size and its neighbours.
fn figure_classes(tokens: &[Token], at: usize, text: &str) -> Classes {
    let token = tokens[at];
    let glued_before = at.checked_sub(1).map(|before| tokens[before]).filter(|_| token.glued);
    let glued_after = tokens.get(at + 1).filter(|next| next.glued);
    let text_of = |token: &Token| &text[token.start..token.end];
    let money = glued_before.is_some_and(|t| matches!(text_of(&t), "$" | "£" | "€" | "¥" | "#" | "₹"));
    let tailed = glued_after.is_some_and(|t| t.kind == Kind::Word && t.word == WordId::NONE || text_of(t) == "%");
    let stamp = at >= 2 && tokens[at - 1].glued && tokens[at - 2].kind != Kind::Word;
    let fiscal = |t: &Token| text_of(t).eq_ignore_ascii_case("fy");
    let inside_word =
        glued_before.is_some_and(|t| t.kind == Kind::Word && !(stamp && text_of(&t) == "T" || fiscal(&t)));
    let mut classes = Classes::NONE;
    if money || tailed {
        return Classes::of(Class::Money);
    }
    let value = token.number;
    if let Kind::Figure(digits) = token.kind {
        classes.set_if(Class::Q, (1..=4).contains(&value) && digits == 1);
        if inside_word {
            return classes;
        }
        classes.set_if(Class::Day, digits <= 2 && (1..=31).contains(&value));
        classes.set_if(Class::Mm, digits <= 2 && (1..=12).contains(&value));
        classes.set_if(Class::Year, digits == 4 && YEARS.contains(&value));
        classes.set_if(Class::AnyYear, digits == 4 && (1000..2200).contains(&value));
        classes.set_if(Class::Modern, digits == 4 && (1900..2060).contains(&value));
        classes.set_if(Class::Yy, digits == 2);
        classes.set_if(Class::Hour, digits <= 2 && (0..=24).contains(&value));
        classes.set_if(Class::Min, digits == 2 && (0..=59).contains(&value));
        classes.set_if(Class::Hhmm, digits == 4 && (0..=24).contains(&(value / 100)) && value % 100 < 60);
    }
    if inside_word {
        return classes;
    }
    // "3.30", where what follows makes it a time.
    let minutes = value % 100;
    classes.set_if(
        Class::Hmm,
        token.kind == Kind::Decimal && token.end - token.start <= 5 && minutes < 60 && value < 1300,
    );
    classes.set_if(Class::Day, token.kind == Kind::Ordinal && (1..=31).contains(&value));
    classes.set_if(Class::Ord, token.kind == Kind::Ordinal && value <= 100);
    let elided = glued_before.is_some_and(|t| matches!(text_of(&t), "'" | "’" | "‘"));
    let decade = YEARS.contains(&value) || elided && (10..=90).contains(&value);
    classes.set_if(Class::Decade, token.kind == Kind::Plural && value % 10 == 0 && decade);
    classes.set_if(Class::Figure, token.amount().is_some());
    classes
}
