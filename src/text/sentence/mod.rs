//! Sentence boundaries of English prose, as news writes it, and of other languages as far as their marks tell.
//!
//! In: a text of any length. Out: spans of its sentences. A rule-based scanner in the manner of the classical splitters
//! (Grefenstette and Tapanainen 1994; Mikheev 2002): every stop is a candidate, and what stands before it (an
//! abbreviation, an initial, a number) and after it (closing quotes, reference marks, the case and kind of the next word) decides. Reads each character a bounded number of times. Knows nothing of paragraphs but the blank line.

mod lexicon;
#[cfg(test)]
mod tests;

use super::Span;
use lexicon::{Class, is_calendar_or_zone, is_opener, is_saying};

/// How far back the word before a stop, and how far ahead the words after it, are looked for, in bytes.
const REACH: usize = 64;

/// Longest sentence, in bytes: several times that of the longest one of careful prose. What is longer is a list, a table or no
/// prose at all, and is cut between words, so that the reading of a sentence costs a bounded time.
const LONGEST: usize = 2000;

/// Splits `text` into sentences; spans in bytes, offset by `base`, trimmed of white space, in order, never empty.
///
/// A sentence closes with its stop, the quotes and brackets that close after it, and the reference marks (`[1]`) that
/// hang on it. A blank line ends a sentence; a single line break is white space; a colon never ends one; what runs on for
/// more than 2,000 bytes is cut. Every
/// character that is not white space belongs to exactly one sentence.
pub fn sentences(text: &str, base: usize) -> Vec<Span> {
    let mut found = Found { text, spans: Vec::new(), opens_wordless: false };
    let mut start = 0;
    let mut at = 0;
    while let Some(offset) = text[at..].find(is_candidate) {
        let stop = at + offset;
        if text[stop..].starts_with('\n') {
            at = stop + 1;
            if let Some(end) = blank_line(text, stop) {
                found.push(start, stop);
                (start, at) = (end, end);
            }
            continue;
        }
        let candidate = Candidate::at(text, start, stop);
        at = candidate.end;
        if candidate.ends_sentence() {
            found.push(start, candidate.end);
            start = candidate.end;
        }
    }
    found.push(start, text.len());
    let mut spans = Vec::with_capacity(found.spans.len());
    for span in found.spans {
        cut(text, span, &mut spans);
    }
    spans.into_iter().map(|s| Span::new(s.start + base, s.end + base)).collect()
}

/// Adds `span` to `spans`, in pieces where it is too long: up to white space if there is any, else up to some character.
fn cut(text: &str, mut span: Span, spans: &mut Vec<Span>) {
    while span.len() > LONGEST {
        let most = span.start + LONGEST;
        let last = (span.start..=most).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(span.end);
        let room = Span::new(span.start, last).of(text);
        let at = room.rfind(char::is_whitespace).filter(|&at| at > LONGEST / 2).unwrap_or(room.len());
        spans.push(Span::new(span.start, span.start + at).trim(text));
        span = Span::new(span.start + at, span.end).trim(text);
    }
    if !span.is_empty() {
        spans.push(span);
    }
}

/// The sentences so far.
struct Found<'t> {
    text: &'t str,
    spans: Vec<Span>,
    /// Only marks have been found so far.
    opens_wordless: bool,
}

fn wordless(text: &str, span: Span) -> bool {
    !span.of(text).contains(char::is_alphanumeric)
}

impl Found<'_> {
    /// Marks without a word (`…`, `[...]`) are no sentence: they join the one before, or the one after them.
    fn push(&mut self, from: usize, to: usize) {
        let span = Span::new(from, to).trim(self.text);
        if span.is_empty() {
            return;
        }
        match self.spans.last_mut() {
            Some(last) if self.opens_wordless || wordless(self.text, span) => {
                last.end = span.end;
                self.opens_wordless &= wordless(self.text, span);
            }
            _ => {
                self.opens_wordless = self.spans.is_empty() && wordless(self.text, span);
                self.spans.push(span);
            }
        }
    }
}

fn is_candidate(c: char) -> bool {
    is_stop(c) || c == '\n'
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉') || is_sure_stop(c)
}

/// Marks of other scripts that end a sentence and nothing else, with or without white space after them.
fn is_sure_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '۔' | '؟' | '।' | '॥' | '።' | '။')
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | '»' | '›' | ')' | ']' | '}' | '*' | '_' | '」' | '』' | '）' | '】' | '》')
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '“' | '‘' | '\'' | '«' | '‹' | '(' | '[' | '{' | '„' | '—' | '–' | '-' | '*' | '_' | '•')
}

/// Where the text goes on after a blank line whose first line break is at `at`; `None` where there is none.
fn blank_line(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at + 1..];
    let white = rest.len() - rest.trim_start().len();
    rest[..white].contains('\n').then_some(at + 1 + white)
}

/// A stop with what stands around it.
struct Candidate<'t> {
    /// First byte of the sentence so far.
    sentence: &'t str,
    /// The run of stops.
    stops: &'t str,
    /// Quotes, brackets and reference marks that hang on the stop.
    closing: &'t str,
    /// Everything after.
    rest: &'t str,
    /// One past the closing marks.
    end: usize,
}

impl<'t> Candidate<'t> {
    fn at(text: &'t str, start: usize, stop: usize) -> Self {
        let after = spaced_run(text, stop);
        let end = closing_run(text, after);
        Candidate {
            sentence: &text[start..stop],
            stops: &text[stop..after],
            closing: &text[after..end],
            rest: &text[end..],
            end,
        }
    }

    fn ends_sentence(&self) -> bool {
        let ahead = self.rest.trim_start();
        if ahead.is_empty() {
            return true;
        }
        let sure = self.stops.ends_with(is_sure_stop);
        if ahead.len() == self.rest.len() {
            return if sure { self.sure_stop_ends(ahead) } else { self.glued(ahead) };
        }
        let next = ahead.trim_start_matches(is_opening);
        let next = next.trim_start();
        let Some(first) = next.chars().next() else { return true };
        if first.is_lowercase() && !starts_mixed(next) {
            return false;
        }
        if matches!(first, ',' | ';' | ':' | ')' | '”') {
            return false;
        }
        let dashed = ahead.starts_with(['—', '–', '-']) && ahead.len() != next.len();
        if self.is_ellipsis() {
            return self.ellipsis_ends(next);
        }
        if self.stops.starts_with('.') && self.stops.len() == 1 {
            return self.full_stop_ends(next, dashed);
        }
        !(self.closes_quote() && speaker_follows(next))
    }

    /// A stop that means nothing else ends a sentence, but not between two figures, nor before a comma or the words that
    /// follow a quotation.
    fn sure_stop_ends(&self, ahead: &str) -> bool {
        let after_figure = self.closing.is_empty() && self.sentence.ends_with(char::is_numeric);
        let comma = ahead.starts_with([',', '،', '、', '，', ';', '؛', '；', ':', '：']);
        let quoted = self.closing.contains(['」', '』']) && ahead.starts_with('と');
        !(comma || quoted || after_figure && ahead.starts_with(char::is_numeric))
    }

    /// A stop with no white space after it ends a sentence only where a quote or reference mark closes before a capital:
    /// pasted texts lose that space.
    fn glued(&self, ahead: &str) -> bool {
        let mut following = ahead.chars();
        let capital =
            following.next().is_some_and(char::is_uppercase) && following.next().is_some_and(char::is_alphabetic);
        let word = last_word(self.sentence);
        capital && self.closing.ends_with(['”', '"', ']']) && word.chars().filter(|c| c.is_lowercase()).count() > 1
    }

    fn closes_quote(&self) -> bool {
        self.closing.contains(['"', '”', '’', '\'', '»'])
    }

    fn is_ellipsis(&self) -> bool {
        let dots = self.stops.matches('.').count();
        self.stops.contains('…')
            || (dots == 2 || dots == 3) && self.stops.chars().all(|c| c == '.' || c.is_whitespace())
    }

    /// Dots that hang on a word before a capital close the sentence; dots between spaces mark words left out, and only a
    /// word that commonly opens a sentence speaks for a new one.
    fn ellipsis_ends(&self, next: &str) -> bool {
        let word = first_word(next);
        let detached = self.sentence.ends_with(char::is_whitespace);
        if word == "I" || word.starts_with("I'") || word.starts_with("I’") {
            return self.closes_quote();
        }
        if detached && !self.closes_quote() { is_opener(word) } else { !speaker_follows(next) || !self.closes_quote() }
    }

    fn full_stop_ends(&self, next: &str, dashed: bool) -> bool {
        let word = last_word(self.sentence);
        let follower = first_word(next);
        let opens = is_opener(follower);
        let number_next = next.starts_with(|c: char| c.is_ascii_digit());
        if word.is_empty() {
            return true;
        }
        if word.chars().all(|c| c.is_ascii_digit()) && self.sentence.trim().len() == word.len() {
            return false; // `1. First item`
        }
        match lexicon::class(word) {
            Some(Class::Never | Class::Title) => return self.closes_quote() && opens,
            Some(Class::Number) => return !(number_next || is_roman(follower)),
            Some(Class::Clock) => {
                // "10:35 a.m. (0735 GMT) Friday"
                let elsewhere = number_next && self.rest.trim_start().starts_with('(');
                return !dashed && !elsewhere && !is_calendar_or_zone(follower);
            }
            Some(Class::Inner) => return opens && !dashed,
            None => {}
        }
        if is_initial(word) || is_initialism(word) {
            return opens && !dashed;
        }
        true
    }
}

/// The run of stops from `stop`, dots with single spaces between them (`. . .`) taken as one.
fn spaced_run(text: &str, stop: usize) -> usize {
    let mut end = stop;
    let mut rest = &text[stop..];
    loop {
        let run = rest.len() - rest.trim_start_matches(is_stop).len();
        end += run;
        rest = &text[end..];
        let mut ahead = rest.chars();
        let (gap, then) = (ahead.next(), ahead.next());
        match (gap, then) {
            (Some(space @ (' ' | '\u{a0}')), Some('.')) if text[stop..end].ends_with('.') => {
                end += space.len_utf8();
                rest = &text[end..];
            }
            _ => return end,
        }
    }
}

/// The end of the closing quotes, brackets and reference marks at `from`.
fn closing_run(text: &str, from: usize) -> usize {
    let mut end = from;
    loop {
        let rest = &text[end..];
        if let Some(mark) = reference_mark(rest) {
            end += mark;
        } else if let Some(c) = rest.chars().next().filter(|&c| is_closer(c)) {
            // A straight quote or apostrophe closes unless a word begins right after it and nothing has been closed.
            end += c.len_utf8();
        } else {
            return end;
        }
    }
}

/// Length of a reference mark (`[1]`, `[12]`, `[b]`, superscript figures) at the start of `rest`.
pub(crate) fn reference_mark(rest: &str) -> Option<usize> {
    let superscripts = rest.len() - rest.trim_start_matches(['¹', '²', '³', '⁰', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']).len();
    if superscripts > 0 {
        return Some(superscripts);
    }
    let inner = rest.strip_prefix('[')?;
    let digits = inner.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let letter = usize::from(digits == 0 && inner.starts_with(|c: char| c.is_ascii_lowercase()));
    let length = digits + letter;
    (length > 0 && inner[length..].starts_with(']')).then_some(length + 2)
}

/// The word right before a stop, its inner stops and hyphens with it; looked for within [`REACH`].
fn last_word(before: &str) -> &str {
    let tail = tail(before, REACH);
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '&' | '’' | '\'' | '-' | '\u{2011}');
    let word = tail.rsplit(|c| !is_part(c)).next().unwrap_or("");
    let word = word.trim_start_matches(['.', '’', '\'', '-']);
    // `(R-Tenn.)`: what counts is the part after the hyphen.
    word.rsplit(['-', '\u{2011}']).next().unwrap_or(word)
}

fn first_word(next: &str) -> &str {
    let head = head(next, REACH);
    let end = head.find(|c: char| !(c.is_alphanumeric() || matches!(c, '’' | '\''))).unwrap_or(head.len());
    &head[..end]
}

/// `iPhone`, `al-Shabaab`: a name that begins with a small letter.
fn starts_mixed(next: &str) -> bool {
    let head = head(next, REACH);
    let word = head.split(char::is_whitespace).next().unwrap_or("");
    word.chars().take(4).skip(1).any(char::is_uppercase)
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// Single letters with stops between them: `U.S`, `N.Y.P.D`.
fn is_initialism(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic))
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C')) && word != "I"
}

/// After a quotation that closes with `?` or `!`: a name of up to five capitalised words, then a verb of saying.
fn speaker_follows(next: &str) -> bool {
    let head = head(next, REACH);
    for (at, word) in head.split_whitespace().take(7).enumerate() {
        let bare = word.trim_end_matches([',', '.', ':']);
        if at > 0 && is_saying(bare) {
            return true;
        }
        let named = bare.starts_with(char::is_uppercase)
            || matches!(bare, "of" | "de" | "al" | "bin" | "the" | "then" | "also" | "later");
        let stopped = word.ends_with(',')
            || word.ends_with('.') && !matches!(lexicon::class(bare), Some(Class::Title)) && !is_initial(bare);
        if !named || stopped {
            return false;
        }
    }
    false
}

fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn tail(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// Whether `text` ends with a full stop that belongs to an abbreviation or initial.
pub fn ends_with_abbreviation(text: &str) -> bool {
    let Some(before) = text.trim_end().strip_suffix('.') else { return false };
    let word = last_word(before);
    is_initial(word) || is_initialism(word) || matches!(lexicon::class(word), Some(class) if class != Class::Number)
}
