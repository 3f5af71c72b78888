//! Plain text to units: the stretches that will be blocks, before anything is known of what they are.
//!
//! A pasted text has a paragraph on each line, with or without blank lines between them; or it is wrapped at some column,
//! and then lines are joined. Which of the two is told from the text as a whole.

use crate::text::Span;

/// A stretch of a text that will be one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its place, without bullets and white space around it. Never empty.
    pub(super) span: Span,
    pub(super) shape: Shape,
    /// A blank line, or the edge of the text, stands before it.
    pub(super) blank_before: bool,
    /// Places of inline marks in it.
    pub(super) marks: Vec<Span>,
}

/// What the marks around a unit say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Nothing.
    Plain,
    /// It has a bullet.
    Bullet,
    /// It is marked as a heading of this level.
    Heading(u8),
    /// It is marked as preformatted.
    Code,
    /// It is a link and nothing else.
    Link,
    /// It is a picture or raw HTML and nothing else.
    Raw,
}

/// Lines longer than this were not wrapped by hand or by a mail program, in scalar values.
const WIDEST_WRAP: usize = 120;
/// Lines shorter than this say nothing of wrapping.
const NARROWEST_WRAP: usize = 35;

/// The units of `text` from byte `from` on.
pub(super) fn units(text: &str, from: usize) -> Vec<Unit> {
    let lines = lines(text, from);
    let width = wrap_width(text, &lines);
    let mut units: Vec<Unit> = Vec::new();
    let mut blank = true;
    let mut previous: Option<&Line> = None;
    for line in &lines {
        if line.span.is_empty() {
            blank = true;
            continue;
        }
        let joins = width.is_some_and(|width| !blank && previous.is_some_and(|p| p.runs_into(line, text, width)));
        match units.last_mut() {
            Some(unit) if joins => unit.span = unit.span.cover(line.span),
            _ => units.push(Unit {
                span: line.content,
                shape: if line.content == line.span { Shape::Plain } else { Shape::Bullet },
                blank_before: blank,
                marks: Vec::new(),
            }),
        }
        blank = false;
        previous = Some(line);
    }
    units.retain(|unit| unit.span.of(text).contains(char::is_alphanumeric));
    units
}

/// A line of the file.
struct Line {
    /// Without white space at its ends; empty for a blank line.
    span: Span,
    /// Without its bullet.
    content: Span,
    /// Length in scalar values.
    width: usize,
    /// White space before it, in scalar values.
    indent: usize,
}

impl Line {
    /// Whether `next` is the continuation of this line, in a text wrapped at `width`.
    fn runs_into(&self, next: &Line, text: &str, width: usize) -> bool {
        if next.content != next.span || next.indent > self.indent + 1 && self.content == self.span {
            return false;
        }
        let short = self.width * 4 < width * 3;
        let words = next.span.of(text);
        !(short && (ends_with_stop(self.span.of(text)) || !words.starts_with(char::is_lowercase)))
    }
}

fn lines(text: &str, from: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = from;
    while at <= text.len() {
        let rest = &text[at..];
        let length = line_length(rest);
        let whole = Span::new(at, at + length);
        let span = whole.trim(text);
        lines.push(Line {
            span,
            content: without_bullet(text, span),
            width: span.of(text).chars().count(),
            indent: text[whole.start..span.start].chars().count(),
        });
        let ending = &rest[length..];
        at = whole.end + if ending.starts_with("\r\n") { 2 } else { ending.chars().next().map_or(1, char::len_utf8) };
    }
    lines
}

/// The bytes before the first line's end.
fn line_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while let Some(offset) = bytes[at..].iter().position(|&b| matches!(b, b'\n' | b'\r' | 0xc2 | 0xe2)) {
        at += offset;
        let ends = match bytes[at] {
            b'\n' | b'\r' => true,
            // U+0085, U+2028 and U+2029.
            _ => matches!(bytes[at..], [0xc2, 0x85, ..] | [0xe2, 0x80, 0xa8 | 0xa9, ..]),
        };
        if ends {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

/// The line without a bullet at its start. A dash or asterisk is one only before white space.
fn without_bullet(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let Some(mark) = words.chars().next() else { return span };
    let rest = &words[mark.len_utf8()..];
    let is_bullet = match mark {
        '•' | '‣' | '▪' | '●' | '◦' | '■' | '►' | '➤' | '✔' | '◆' => true,
        '-' | '–' | '—' | '*' | '·' | '+' => rest.starts_with(char::is_whitespace),
        _ => false,
    };
    let content = Span::new(span.start + mark.len_utf8(), span.end).trim(text);
    if is_bullet && !content.is_empty() { content } else { span }
}

/// The column at which the text is wrapped; `None` where each line is a paragraph.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let (mut pairs, mut broken, mut lower, mut widest, mut wide) = (0, 0, 0, 0, 0);
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        wide += usize::from(line.width > WIDEST_WRAP);
        if line.width <= WIDEST_WRAP {
            widest = widest.max(line.width);
        }
        if line.span.is_empty() || next.span.is_empty() || next.content != next.span {
            continue;
        }
        pairs += 1;
        if line.width >= NARROWEST_WRAP && !ends_with_stop(line.span.of(text)) {
            broken += 1;
            lower += usize::from(next.span.of(text).starts_with(char::is_lowercase));
        }
    }
    let wrapped = lower > 0 && broken * 2 > pairs && lower * 4 >= pairs && wide * 10 <= lines.len();
    wrapped.then_some(widest)
}

/// Whether a stretch of text ends as a sentence does, closing quotes and reference marks aside.
pub(super) fn ends_with_stop(words: &str) -> bool {
    last_mark(words).is_some_and(|c| {
        matches!(c, '.' | '!' | '?' | '…' | ':' | ';' | '۔' | '؟' | '。' | '！' | '？' | '।' | '።' | '။')
    })
}

/// The last character that is no closing quote, bracket or reference mark.
pub(super) fn last_mark(words: &str) -> Option<char> {
    let mut rest = words.trim_end();
    loop {
        let shorter = rest.trim_end_matches(['"', '”', '’', '\'', ')', '»', '*', '_', '」', '』', '）']);
        let shorter = match shorter.strip_suffix(']').and_then(|s| s.rsplit_once('[')) {
            Some((before, mark)) if !before.is_empty() && mark.len() <= 4 => before,
            _ => shorter,
        };
        if shorter.len() == rest.len() {
            return rest.chars().next_back();
        }
        rest = shorter;
    }
}
