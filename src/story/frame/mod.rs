//! What a date is to the sentence it stands in: when the thing told took place, or something else.
//!
//! In: an expression with its value and the words of its sentence. Out: the date of what is told, or nothing where the date
//! is that of another thing: part of a name ("the 2003 treaty"), one compared with ("the most since 2003"), a limit.
//! Knows nothing of other sentences. A date left out is no loss beside one that the text does not give.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::annotate::time::{Meaning, Timex, Unit};
use crate::text::Span;
use crate::text::edtf::{Edtf, Point, Precision};

/// Entries of the table by their kind.
static FRAMES: LazyLock<BTreeMap<&str, BTreeSet<&str>>> = LazyLock::new(|| {
    let mut frames: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (kind, words) in include_str!("frames.txt").lines().filter_map(entry) {
        frames.entry(kind).or_default().insert(words);
    }
    frames
});

fn entry(line: &str) -> Option<(&str, &str)> {
    line.split_once(' ').filter(|(kind, _)| !kind.starts_with('#'))
}

/// Words that most entries have at most.
const LONGEST: usize = 4;
/// Words before "since" among which a superlative is looked for.
const REACH: usize = 16;

/// The words on both sides of an expression within its sentence, in lower case.
struct Around<'t> {
    before: Vec<&'t str>,
    after: &'t str,
}

/// The sentence's words up to and behind an expression.
pub(super) struct Frame {
    before: String,
    inside: String,
    after: String,
}

impl Frame {
    /// Of the expression `timex` in `sentence`.
    pub(super) fn new(text: &str, sentence: Span, timex: Span) -> Self {
        let words = |from: usize, to: usize| Span::new(from, to.max(from)).of(text).to_lowercase();
        Frame {
            before: words(sentence.start.min(timex.start), timex.start),
            inside: words(timex.start, timex.end),
            after: words(timex.end, sentence.end),
        }
    }

    fn around(&self) -> Around<'_> {
        let mut before: Vec<&str> = self.before.split_whitespace().collect();
        // "since the spring of": the article is the expression's own.
        if before.last() == Some(&"the") && !self.runs_on() {
            before.pop();
        }
        Around { before, after: self.after.as_str() }
    }

    /// Whether a word stands right behind it, without a mark between.
    fn runs_on(&self) -> bool {
        let mut behind = self.after.chars();
        behind.next() == Some(' ') && behind.next().is_some_and(char::is_alphabetic)
    }

    /// The date of what is told, where that is what `timex` gives. `own` is the source's own date: what is compared with
    /// the start of that day is told of it.
    pub(super) fn date(&self, timex: &Timex, date: Edtf, own: Edtf) -> Option<Edtf> {
        let coarse = is_coarse(date);
        let around = self.around();
        // "since 1994, when the bridge fell": what happened is told, whatever stands before.
        let told = around.after.trim_start_matches([',', ' ']).starts_with("when ");
        if told {
            return Some(date);
        }
        let to_own_day = around.ends_with("limit") && date.as_day().is_some() && date == own;
        if to_own_day
            || around.ends_with("apart") && date != own
            || self.is_feast(timex, &around)
            || self.is_bound(timex, &around)
        {
            return None;
        }
        if around.ends_with("start") {
            return match date {
                _ if around.is_rare() => None,
                Edtf::Point(point) if coarse => Some(Edtf::Interval(point, None)),
                _ if coarse => None,
                _ => Some(date),
            };
        }
        // "from December to March" is whole; "letters from December" are not of what is told.
        let source = || matches!(date, Edtf::Point(_)) && around.before.last() == Some(&"from");
        let aside =
            coarse && (around.ends_with("limit") || around.ends_with("of") || source() || self.is_part_of_name());
        (!aside).then(|| self.rough(timex, date, &around))
    }

    /// "the 2003 treaty", "last year’s vote", but not at the head of a sentence that is about it: "The 2003 treaty ended …",
    /// "In the 2003 vote, she won".
    pub(super) fn is_part_of_name(&self) -> bool {
        if self.after.starts_with("'s ") || self.after.starts_with("’s ") {
            return true;
        }
        let words: Vec<&str> = self.before.split_whitespace().collect();
        let owned = words.last().is_some_and(|w| {
            FRAMES["owner"].iter().any(|o| if o.contains(['\'', '’']) { w.ends_with(o) } else { w == o })
        });
        let opening = words.len() == 1 || words.len() <= 3 && FRAMES["opening"].contains(words.first().unwrap_or(&""));
        owned && !opening && self.runs_on()
    }

    /// A feast day that is celebrated or sung of: no day is meant.
    fn is_feast(&self, timex: &Timex, around: &Around<'_>) -> bool {
        let inside = || self.inside.split_whitespace().next().is_some_and(|first| FRAMES["feast"].contains(first));
        matches!(timex.meaning, Meaning::Holiday(_, None)) && !around.ends_with("feast") && !inside()
    }

    /// "less than two weeks ago" is no date.
    fn is_bound(&self, timex: &Timex, around: &Around<'_>) -> bool {
        let counted = matches!(timex.meaning, Meaning::Shift(_, by) if by.abs() > 1);
        counted && (around.ends_with("bound") || begins(&self.inside, "bound"))
    }

    /// "three weeks ago" is about that week; "about three days ago" is about that day.
    fn rough(&self, timex: &Timex, date: Edtf, around: &Around<'_>) -> Edtf {
        let said = around.ends_with("about") || begins(&self.inside, "about");
        let wide = matches!(timex.meaning, Meaning::Shift(unit, by) if unit >= Unit::Week && by.abs() > 1);
        match date {
            _ if !is_count(timex) || !said && !wide => date,
            Edtf::Point(point) => Edtf::Point(point.approximately()),
            Edtf::Interval(from, to) => Edtf::Interval(from.approximately(), to.map(Point::approximately)),
            Edtf::Unknown => date,
        }
    }
}

impl Around<'_> {
    /// Whether the words before end with an entry of that kind.
    fn ends_with(&self, kind: &str) -> bool {
        let tail = &self.before[self.before.len().saturating_sub(LONGEST)..];
        (0..tail.len()).any(|from| FRAMES[kind].contains(tail[from..].join(" ").as_str()))
    }

    /// Whether what is told since a date is the first such thing since, or the most.
    fn is_rare(&self) -> bool {
        let words = self.before.iter().rev().take(REACH);
        words.map(|w| w.trim_matches(|c: char| !c.is_alphanumeric())).any(|w| FRAMES["rare"].contains(w))
    }
}

fn begins(words: &str, kind: &str) -> bool {
    FRAMES[kind].iter().any(|entry| words.strip_prefix(entry).is_some_and(|rest| rest.starts_with(' ')))
}

/// Units counted from the document's date.
fn is_count(timex: &Timex) -> bool {
    matches!(timex.meaning, Meaning::Shift(..) | Meaning::Compared(..))
}

/// A month or longer: too wide to be the date of everything that its sentence says.
fn is_coarse(date: Edtf) -> bool {
    date.precision().is_some_and(|p| p > Precision::Day)
}

/// From one date to another: "from 2007 to 2011", "between March and May 2020".
pub(super) fn stretch(text: &str, sentence: Span, from: (Span, Edtf), to: (Span, Edtf)) -> Option<Edtf> {
    let (Edtf::Point(first), Edtf::Point(last)) = (from.1, to.1) else { return None };
    if from.0.end > to.0.start || first.first_day() >= last.first_day() {
        return None;
    }
    let frame = Frame::new(text, sentence, from.0);
    let around = frame.around();
    let gap = Span::new(from.0.end, to.0.start).of(text).to_lowercase();
    let gap = gap.split_whitespace().collect::<Vec<_>>().join(" ");
    let between = gap == "and" && around.before.last() == Some(&"between");
    let ranged = around.ends_with("range") || first.precision > Precision::Day;
    let moved = || FRAMES["moved"].iter().any(|m| format!(" {} ", around.before.join(" ")).contains(&format!(" {m} ")));
    let joined = between || ranged && FRAMES["to"].contains(gap.as_str()) && !moved();
    joined.then_some(Edtf::Interval(first, Some(last)))
}
