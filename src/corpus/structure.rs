//! Units to blocks: which is the title, a highlight, a heading, a paragraph, a credit line.
//!
//! In: the units of one text, plain or Markdown. Out: a kind for each. The body begins with the first unit that reads as
//! prose; what stands before it is the head (tags, title, credit lines, highlights), and credit lines may close the text.

use std::sync::LazyLock;

use crate::text::{Span, sentence};

use super::BlockKind;
use super::credit::{self, Credit, Zone};
use super::dateline;
use super::lines::{Shape, Unit, last_mark};

/// A unit with its kind.
#[derive(Debug)]
pub(super) struct Classified {
    pub(super) kind: BlockKind,
    pub(super) span: Span,
    /// What it says, where it is a credit line; its date's place is in bytes of the text.
    pub(super) credit: Option<Credit>,
}

/// A line without a stop that is longer than this is a paragraph that lost its end, in scalar values.
const LONGEST_TITLE: usize = 200;
/// Headings within the body are no longer than this.
const LONGEST_HEADING: usize = 90;

static FURNITURE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lines = include_str!("furniture.txt").lines();
    lines.filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
});

/// Gives each unit its kind. `text` has blanks for marks.
pub(super) fn classify(text: &str, units: &[Unit]) -> Vec<Classified> {
    let mut reader = Reader { text, units, kinds: vec![None; units.len()], credits: vec![None; units.len()] };
    let tail = reader.close();
    let body = reader.head(tail);
    reader.body(body, tail);
    let Reader { kinds, credits, .. } = reader;
    let parts = units.iter().zip(kinds).zip(credits);
    parts
        .map(|((unit, kind), credit)| Classified {
            kind: kind.unwrap_or(BlockKind::Paragraph),
            span: unit.span,
            credit,
        })
        .collect()
}

struct Reader<'t> {
    text: &'t str,
    units: &'t [Unit],
    kinds: Vec<Option<BlockKind>>,
    credits: Vec<Option<Credit>>,
}

impl<'t> Reader<'t> {
    /// The unit's place without blanks, which marks have become, at its ends.
    fn span(&self, at: usize) -> Span {
        self.units[at].span.trim(self.text)
    }

    fn words(&self, at: usize) -> &'t str {
        self.span(at).of(self.text)
    }

    /// Marks the unit as a credit line, if it is one.
    fn credit(&mut self, at: usize, zone: Zone) -> bool {
        let start = self.span(at).start;
        if !matches!(self.units[at].shape, Shape::Plain | Shape::Bullet | Shape::Link) {
            return false;
        }
        let Some(mut credit) = credit::read(self.words(at), zone) else { return false };
        if let Some(date) = &mut credit.date {
            date.span = Span::new(date.span.start + start, date.span.end + start);
        }
        self.kinds[at] = Some(BlockKind::Credit);
        self.credits[at] = Some(credit);
        true
    }

    /// Marks the unit as a stray line, if the page that the text was pasted from put it there.
    fn furniture(&mut self, at: usize) -> bool {
        let words = self.words(at);
        let short =
            words.len() <= LONGEST_TITLE * 4 && words.chars().count() <= LONGEST_TITLE && last_mark(words) != Some('.');
        if !short || !matches!(self.units[at].shape, Shape::Plain | Shape::Bullet | Shape::Link) {
            return false;
        }
        let lower = words.to_lowercase();
        let opens = FURNITURE.iter().any(|opener| {
            let rest = lower.strip_prefix(opener);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) || opener.ends_with(':'))
        });
        // A short opener alone, or one with a link or colon; a heading may well begin with the same word.
        let meant = words.split_whitespace().count() <= 3 || words.contains(':') || words.contains("://");
        if opens && meant {
            self.kinds[at] = Some(BlockKind::Tag);
        }
        opens && meant
    }

    /// The credit lines at the end; returns where they begin. One unit is always left.
    fn close(&mut self) -> usize {
        let mut tail = self.units.len();
        while tail > 1 && self.credit(tail - 1, Zone::Tail) {
            tail -= 1;
        }
        tail
    }

    /// Everything before the first paragraph; returns its index, or `tail` where there is no prose.
    fn head(&mut self, tail: usize) -> usize {
        let mut candidates = Vec::new();
        let mut bullets = Vec::new();
        let mut body = tail;
        for at in 0..tail {
            if self.credit(at, if at == 0 { Zone::First } else { Zone::Head }) || self.furniture(at) {
                continue;
            }
            match self.units[at].shape {
                Shape::Bullet => bullets.push(at),
                Shape::Link => self.kinds[at] = Some(BlockKind::Tag),
                Shape::Raw => self.kinds[at] = Some(BlockKind::Preformatted),
                Shape::Heading(_) => candidates.push(at),
                Shape::Plain if !self.is_prose(at) => candidates.push(at),
                Shape::Plain | Shape::Code => {
                    body = at;
                    break;
                }
            }
        }
        if body == tail {
            self.without_prose(&candidates, &bullets);
        } else {
            for &at in &bullets {
                self.kinds[at] = Some(BlockKind::Highlight);
            }
            self.name(&candidates);
        }
        body
    }

    /// Lines alone: the first is the title where others follow.
    fn without_prose(&mut self, candidates: &[usize], bullets: &[usize]) {
        for &at in bullets {
            self.kinds[at] = Some(BlockKind::Item);
        }
        let others = candidates.len() + bullets.len() > 1;
        let headed = candidates.first().is_some_and(|&at| matches!(self.units[at].shape, Shape::Heading(_)));
        for (nth, &at) in candidates.iter().enumerate() {
            let is_title = nth == 0 && (others || headed) && bullets.first().is_none_or(|&bullet| at < bullet);
            let heading = matches!(self.units[at].shape, Shape::Heading(_));
            self.kinds[at] = Some(match (is_title, heading) {
                (true, _) => BlockKind::Title,
                (false, true) => BlockKind::Heading,
                (false, false) => BlockKind::Paragraph,
            });
        }
    }

    /// Tags, title, and the lines between title and body.
    fn name(&mut self, candidates: &[usize]) {
        let level = |at: &usize| match self.units[*at].shape {
            Shape::Heading(level) => level,
            _ => u8::MAX,
        };
        let marked = candidates.iter().map(level).min().filter(|&l| l < u8::MAX);
        let title = if let Some(highest) = marked {
            candidates.iter().position(|at| level(at) == highest).unwrap_or(0)
        } else {
            let tags = candidates.windows(2).take_while(|pair| self.is_tag(pair[0], pair[1])).count();
            tags.min(candidates.len().saturating_sub(1))
        };
        for (nth, &at) in candidates.iter().enumerate() {
            let marked = matches!(self.units[at].shape, Shape::Heading(_));
            // A longer line in small letters above the body is a standfirst rather than a heading.
            let short = nth + 1 == candidates.len() && self.words(at).split_whitespace().count() <= 5;
            self.kinds[at] = Some(match nth.cmp(&title) {
                std::cmp::Ordering::Less => BlockKind::Tag,
                std::cmp::Ordering::Equal => BlockKind::Title,
                std::cmp::Ordering::Greater if marked || self.is_heading_text(at, short) => BlockKind::Heading,
                std::cmp::Ordering::Greater => BlockKind::Highlight,
            });
        }
    }

    fn body(&mut self, from: usize, to: usize) {
        for at in from..to {
            if self.kinds[at].is_some() || self.credit(at, Zone::Body) || self.furniture(at) {
                continue;
            }
            self.kinds[at] = Some(match self.units[at].shape {
                Shape::Bullet => BlockKind::Item,
                Shape::Heading(_) => BlockKind::Heading,
                Shape::Code | Shape::Raw => BlockKind::Preformatted,
                Shape::Link => BlockKind::Tag,
                Shape::Plain if at > from && at + 1 < to && self.is_heading(at) => BlockKind::Heading,
                Shape::Plain => BlockKind::Paragraph,
            });
        }
    }

    /// A short line between finished paragraphs, without a stop and written as headings are.
    fn is_heading(&self, at: usize) -> bool {
        let (unit, next) = (&self.units[at], &self.units[at + 1]);
        let after = self.kinds[at - 1] == Some(BlockKind::Heading)
            || matches!(
                last_mark(self.words(at - 1)),
                Some('.' | '!' | '?' | '…' | ':' | '۔' | '؟' | '。' | '！' | '？' | '।' | '።' | '။')
            );
        let label =
            || self.words(at).strip_suffix(':').is_some_and(|w| w.chars().all(|c| !c.is_lowercase()) && w.len() < 24);
        after
            && next.shape != Shape::Code
            && (label() || self.is_heading_text(at, unit.blank_before && next.blank_before))
    }

    /// `alone`: blank lines around it speak for a heading, whatever its capitals.
    fn is_heading_text(&self, at: usize, alone: bool) -> bool {
        let words = self.words(at);
        // A scalar value has four bytes at most.
        if words.len() > LONGEST_HEADING * 4 || words.chars().count() > LONGEST_HEADING {
            return false;
        }
        let quoted = words.starts_with(['“', '"', '‘', '(', '[']);
        let ended = matches!(last_mark(words), Some('.' | '!' | '…' | ':' | ';' | ',' | '—' | '–' | '-'));
        if quoted || ended || words.split_whitespace().count() > 14 {
            return false;
        }
        let share = capitals(words);
        let question = words.ends_with('?');
        // Letters without case: nothing but the lines around it tells.
        let caseless = words.starts_with(|c: char| c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase());
        let question = question || words.ends_with(['؟', '？']);
        caseless && alone && !question
            || words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
                && (share >= 0.6 || alone && !question)
    }

    /// Whether a unit reads as running text: it ends with a stop, is long, or has a dateline.
    fn is_prose(&self, at: usize) -> bool {
        let words = self.words(at);
        let length = words.chars().count();
        match last_mark(words) {
            Some('.') if length <= 110 && sentence::ends_with_abbreviation(words) => false,
            Some('.' | '…' | ':' | ';' | ',' | '—' | '–' | '-') => true,
            // The stops of other scripts.
            Some('۔' | '。' | '।' | '።' | '။' | '：' | '؛' | '،') => true,
            Some('?' | '!') => length > 120 || words.starts_with(['“', '"']) && words.ends_with(['”', '"']),
            _ => length > LONGEST_TITLE || dateline::find(self.text, self.span(at)).is_some_and(|d| is_sure(&d.place)),
        }
    }

    /// Whether `at` is a stray line above the title `next`: a section, a list of tags.
    fn is_tag(&self, at: usize, next: usize) -> bool {
        let (tag, title) = (self.words(at), self.words(next));
        let (few, many) = (tag.split_whitespace().count(), title.split_whitespace().count());
        if many < 4 || tag.ends_with(['?', '!']) || tag.contains(':') {
            return false;
        }
        let parted = few <= 8 && [" | ", " / ", " > ", " » ", " • ", " › "].iter().any(|mark| tag.contains(mark));
        let capitals = few <= 3 && tag.chars().all(|c| !c.is_lowercase()) && title.chars().any(char::is_lowercase);
        parted || capitals || few <= 3 && many >= 5 && tag.chars().count() * 2 < title.chars().count()
    }
}

/// A place in capitals; a colon in a headline follows a name in small letters.
fn is_sure(place: &str) -> bool {
    place.chars().filter(|c| c.is_alphabetic()).take(4).all(|c| !c.is_lowercase())
}

/// The share of capitalised words among those that a title capitalises.
fn capitals(words: &str) -> f64 {
    const SMALL: [&str; 24] = [
        "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "nor", "of", "off", "on", "or",
        "over", "the", "to", "up", "via", "vs", "with",
    ];
    let counted = words.split_whitespace().filter(|w| w.contains(char::is_alphabetic) && !SMALL.contains(w));
    let (mut all, mut high) = (0, 0);
    for word in counted {
        all += 1;
        let first = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        high += usize::from(!first.starts_with(char::is_lowercase));
    }
    if all == 0 { 0.0 } else { high as f64 / f64::from(all) }
}
