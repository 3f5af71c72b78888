//! Marks of Markdown within words: where they stand, and the words without them.
//!
//! A source's text keeps its marks, so that every place and every citation is of the file as it is; what reads or shows
//! the words leaves them out by the functions of this module.

use std::borrow::Cow;

use crate::text::Span;
use crate::text::sentence::sentences;

use super::Article;

/// The words of a stretch of text without the marks in it, and the way back to where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmarked {
    /// The words.
    pub text: String,
    /// Where each piece begins: in the words, and in the source; in bytes.
    pieces: Vec<(usize, usize)>,
}

impl Unmarked {
    fn new(text: &str, marks: &[Span], span: Span) -> Self {
        let mut unmarked = Unmarked { text: String::new(), pieces: Vec::new() };
        for (piece, _) in runs(marks, span).filter(|(_, is_mark)| !is_mark) {
            unmarked.pieces.push((unmarked.text.len(), piece.start));
            unmarked.text.push_str(piece.of(text));
        }
        unmarked
    }

    /// The place in the source of a place in the words. Marks within it belong to it, those at its ends do not.
    pub fn source(&self, span: Span) -> Span {
        let from = |at: usize, pieces: usize| {
            let piece = pieces.checked_sub(1).and_then(|last| self.pieces.get(last));
            piece.map_or(at, |(words, source)| source + at - words)
        };
        let start = from(span.start, self.pieces.partition_point(|p| p.0 <= span.start));
        if span.is_empty() {
            return Span::new(start, start);
        }
        Span::new(start, from(span.end, self.pieces.partition_point(|p| p.0 < span.end)))
    }
}

impl Article {
    /// The parts of `span` in order, each with whether it is a mark.
    pub fn runs(&self, span: Span) -> impl Iterator<Item = (Span, bool)> + '_ {
        runs(&self.marks, span)
    }

    /// The words at `span` without marks, and the way back.
    pub fn unmarked(&self, span: Span) -> Unmarked {
        Unmarked::new(&self.text, &self.marks, span)
    }

    /// The words at `span` without marks.
    pub fn words_at(&self, span: Span) -> Cow<'_, str> {
        if within(&self.marks, span).is_empty() {
            Cow::Borrowed(span.of(&self.text))
        } else {
            Cow::Owned(self.unmarked(span).text)
        }
    }

    /// The article with its marks turned to blanks, so that every place still holds: for what reads its words.
    pub fn with_blank_marks(&self) -> Cow<'_, Article> {
        if self.marks.is_empty() {
            return Cow::Borrowed(self);
        }
        Cow::Owned(Article { text: blank(&self.text, &self.marks), marks: Vec::new(), ..self.clone() })
    }
}

/// `text` with a space for every byte of a mark.
pub(super) fn blank(text: &str, marks: &[Span]) -> String {
    let mut out = String::with_capacity(text.len());
    for (part, is_mark) in runs(marks, Span::new(0, text.len())) {
        if is_mark {
            out.extend(std::iter::repeat_n(' ', part.len()));
        } else {
            out.push_str(part.of(text));
        }
    }
    out
}

/// The sentences of `span`, cut as if no marks were there. A mark belongs to the sentence that it touches.
pub(super) fn sentences_between(text: &str, marks: &[Span], span: Span) -> Vec<Span> {
    let marks = within(marks, span);
    if marks.is_empty() {
        return sentences(span.of(text), span.start);
    }
    let unmarked = Unmarked::new(text, marks, span);
    let mut found: Vec<Span> = Vec::new();
    for sentence in sentences(&unmarked.text, 0) {
        let mut place = unmarked.source(sentence);
        let taken = found.last().map_or(span.start, |last| last.end);
        let before = &marks[..marks.partition_point(|mark| mark.start < place.start)];
        for mark in before.iter().rev().take_while(|mark| mark.start >= taken) {
            place.start = if mark.end == place.start { mark.start } else { break };
        }
        for mark in &marks[marks.partition_point(|mark| mark.start < place.end)..] {
            place.end = if mark.start == place.end { mark.end } else { break };
        }
        found.push(place);
    }
    found
}

/// The marks that lie at least in part in `span`.
fn within(marks: &[Span], span: Span) -> &[Span] {
    let from = marks.partition_point(|mark| mark.end <= span.start);
    let to = marks.partition_point(|mark| mark.start < span.end).max(from);
    &marks[from..to]
}

fn runs(marks: &[Span], span: Span) -> impl Iterator<Item = (Span, bool)> + '_ {
    let mut at = span.start;
    let marks = within(marks, span).iter().map(move |m| Span::new(m.start.max(span.start), m.end.min(span.end)));
    marks
        .map(Some)
        .chain(std::iter::once(None))
        .flat_map(move |mark| {
            let words = Span::new(at, mark.map_or(span.end.max(at), |m| m.start.max(at)));
            at = mark.map_or(span.end, |m| m.end);
            [Some((words, false)), mark.map(|mark| (mark, true))]
        })
        .flatten()
        .filter(|(part, _)| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks are what stands between `<` and `>`, these included.
    fn marked(text: &str) -> Vec<Span> {
        text.match_indices('<').map(|(at, _)| Span::new(at, at + text[at..].find('>').unwrap() + 1)).collect()
    }

    #[test]
    fn words_are_read_without_marks_and_placed_with_them() {
        let text = "a <1>bc<2><3> d<4>";
        let unmarked = Unmarked::new(text, &marked(text), Span::new(2, text.len()));
        assert_eq!(unmarked.text, "bc d");
        let place = |from, to| unmarked.source(Span::new(from, to)).of(text);
        assert_eq!((place(0, 2), place(1, 4), place(3, 4), place(1, 1)), ("bc", "c<2><3> d", "d", ""));
        assert_eq!(blank(text, &marked(text)), "a    bc       d   ");
        assert_eq!(
            runs(&marked(text), Span::new(3, 6)).map(|(s, m)| (s.of(text), m)).collect::<Vec<_>>(),
            [("1>", true), ("b", false)]
        );
    }

    #[test]
    fn sentences_are_cut_between_marks() {
        let cut = |text: &str| {
            let found = sentences_between(text, &marked(text), Span::new(0, text.len()));
            found.iter().map(|s| s.of(text)).collect::<Vec<_>>().join("|")
        };
        assert_eq!(
            cut("<b>It held.</b> It <i>was</i> close<a>. Really.</a>"),
            "<b>It held.</b>|It <i>was</i> close<a>.|Really.</a>"
        );
        assert_eq!(cut("The <b>dam.</b><i>It</i> held."), "The <b>dam.</b><i>It</i> held.");
        assert_eq!(cut("It held. <b>Then <x? Y. z>it</b> broke. <c>"), "It held.|<b>Then <x? Y. z>it</b> broke.");
    }
}
