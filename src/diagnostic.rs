//! What can be wrong with an input: path, line, column, the line itself, and what to do about it.

use std::fmt;

/// Scalar values of a line that are kept after a place, and before it where the line is longer.
const LONGEST: usize = 240;

/// Whether the build can go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Named, and the build goes on; fails with `--strict`.
    Warning,
    /// Good to know; nothing is wrong.
    Note,
}

impl Severity {
    /// As a message begins.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// A place in a file, for people: counted from 1, columns in Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// Line, from 1.
    pub line: usize,
    /// Column in scalar values, from 1.
    pub column: usize,
    /// The line itself, or the readable part of a long one around the column.
    pub excerpt: String,
    /// Column of the excerpt's first character: 1 unless the line was cut.
    pub excerpt_column: usize,
    /// Number of scalar values to mark from the column on; 0 marks the place alone.
    pub width: usize,
}

/// One problem with one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file, relative to the root, with `/`.
    pub path: String,
    /// Where in it.
    pub location: Option<Location>,
    /// Error or warning.
    pub severity: Severity,
    /// What is wrong, one line.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error about a file as a whole.
    pub fn error(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, path.into(), &message.into())
    }

    /// A warning about a file as a whole.
    pub fn warning(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, path.into(), &message.into())
    }

    /// Something good to know about a file as a whole.
    pub fn note(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, path.into(), &message.into())
    }

    fn new(severity: Severity, path: String, message: &str) -> Self {
        // What is quoted of a file may hold ends of lines.
        let message = message.replace(['\n', '\r', '\u{2028}', '\u{2029}'], " ");
        Diagnostic { path, location: None, severity, message, help: None }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Points at `span` (bytes) of `text`, the whole file as read.
    #[must_use]
    pub fn at(mut self, text: &str, span: std::ops::Range<usize>) -> Self {
        self.location = Some(Places::of(text).place(span));
        self
    }
}

/// The lines of one text, for the places of many things in it.
pub(crate) struct Places<'t> {
    text: &'t str,
    /// Bytes at which lines begin, but for the first.
    starts: Vec<usize>,
}

impl<'t> Places<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        Places { text, starts: line_starts(text).collect() }
    }

    /// Where `span` (bytes) stands.
    pub(crate) fn place(&self, span: std::ops::Range<usize>) -> Location {
        let text = self.text;
        let start = before_line_end(text, floor_boundary(text, span.start));
        let end = floor_boundary(text, span.end).max(start);
        let before = self.starts.partition_point(|&at| at <= start);
        let line_start = before.checked_sub(1).map_or(0, |last| self.starts[last]);
        let line_end = text[start..].find(['\n', '\r']).map_or(text.len(), |at| start + at);
        let line = text[line_start..line_end].trim_end_matches('\r');
        let column = text[line_start..start].chars().count();
        let cut = if column > LONGEST { column - LONGEST / 2 } else { 0 };
        Location {
            line: before + 1,
            column: column + 1,
            excerpt: line.chars().skip(cut).take(column - cut + LONGEST).collect(),
            excerpt_column: cut + 1,
            width: text[start..end.min(line_end).max(start)].chars().count(),
        }
    }
}

/// The problems of one file: the first are told with their places, each of which is sought through the file; the rest are
/// counted.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    told: Vec<Diagnostic>,
    more: usize,
}

impl Problems {
    /// Most problems that are told of one file.
    pub(crate) const MOST: usize = 50;

    /// One problem more, which is located only if it is told.
    pub(crate) fn add(&mut self, problem: impl FnOnce() -> Diagnostic) {
        if self.told.len() < Self::MOST {
            self.told.push(problem());
        } else {
            self.more += 1;
        }
    }

    /// Takes over what was found elsewhere in the file.
    pub(crate) fn append(&mut self, others: &mut Problems) {
        others.told.drain(..).for_each(|problem| self.add(|| problem));
        self.more += std::mem::take(&mut others.more);
    }

    /// What is told, and how much more there is; empty where nothing is wrong.
    pub(crate) fn told(mut self) -> Vec<Diagnostic> {
        if self.more > 0 {
            let message = format!("{} more problems of this file are not told", self.more);
            let more = Diagnostic::error(&*self.told[0].path, message);
            self.told.push(more.help("mend those that are told, and run this again"));
        }
        self.told
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if let Some(at) = &self.location {
            write!(f, ":{}:{}", at.line, at.column)?;
        }
        write!(f, ": {}", self.message)
    }
}

/// Places behind the line ends of `text`: `\n`, `\r\n` and `\r` alone.
fn line_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let ends = text.match_indices(['\n', '\r']).filter(|&(at, end)| end == "\n" || !text[at + 1..].starts_with('\n'));
    ends.map(|(at, _)| at + 1)
}

/// The place before a `\r\n` that `at` stands within.
fn before_line_end(text: &str, at: usize) -> usize {
    let within = text[at..].starts_with('\n') && text[..at].ends_with('\r');
    at - usize::from(within)
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_one_line_whatever_it_quotes() {
        assert_eq!(Diagnostic::error("a", "no `x\r\ny\u{2028}z`").message, "no `x  y z`");
    }

    #[test]
    fn a_place_is_the_same_with_every_line_end() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["one", "", "thrée four", "five"].join(end);
            let at = |words: &str| {
                let start = text.find(words).unwrap();
                let found = Diagnostic::error("x", "y").at(&text, start..start + words.len()).location.unwrap();
                (found.line, found.column, found.excerpt, found.width)
            };
            assert_eq!(at("one"), (1, 1, "one".to_owned(), 3), "{end:?}");
            assert_eq!(at("four"), (3, 7, "thrée four".to_owned(), 4), "{end:?}");
            assert_eq!(at("five"), (4, 1, "five".to_owned(), 4), "{end:?}");
            assert_eq!(at(end).0, 1, "{end:?}");
            // Within an end of line of two characters, too.
            let last = Diagnostic::error("x", "y").at(&text, 2 + end.len()..2 + end.len()).location.unwrap();
            assert_eq!((last.line, last.column), (1, 4), "{end:?}");
        }
    }
}
