//! Temporal expressions (TIMEX3 of TimeML): found in an article, resolved against a date.
//!
//! In: an article's text. Out: [`Timex`]es with a [`Meaning`], and for an anchor date their values with reasons.
//! Knows nothing of where the anchor comes from.
//!
//! `scan` cuts the text into words, figures and marks; `grammar` reads the longest rule of `grammar.txt` at each place,
//! its words from `lexicon.txt`; `action` is what a rule does with its words, `meaning` what they then come to
//! (`printed` for dates complete in themselves, `length` for lengths and repeated times); `tense`, `share` and `chain` look at what stands around;
//! `resolve` sets the meanings against a date, `reason` says how.

mod action;
mod chain;
mod expression;
mod grammar;
mod holiday;
mod length;
mod lexicon;
mod meaning;
mod number;
mod pattern;
mod period;
mod printed;
mod reason;
mod resolve;
mod scan;
mod share;
mod tense;

#[cfg(test)]
mod tests;

use crate::corpus::{Article, BlockKind};
use crate::text::Span;

use grammar::Grammar;
use meaning::Reading;
use scan::Token;

pub use expression::{Clock, Direction, Meaning, Named, Part, Season, Timex, TimexType, Unit};
pub use holiday::Holiday;
pub use period::Period;
pub use resolve::{Anchor, Ground, Value, resolve};

/// Makes the grammar ready, once.
pub(super) fn prepare() {
    Grammar::get();
}

/// Whether a lower-case word names a month or a weekday and nothing else.
pub(crate) fn is_calendar_word(word: &str) -> bool {
    lexicon::is_calendar_word(word, &Grammar::get().lexicon)
}

/// Whether a lower-case word belongs to the language of time: "evening", "week", "last".
pub(crate) fn is_time_word(word: &str) -> bool {
    lexicon::is_time_word(word, &Grammar::get().lexicon)
}

/// Finds the temporal expressions of an article, in text order. None runs over the end of its sentence.
pub fn find(article: &Article) -> Vec<Timex> {
    let mut finder = Finder::new(article.text.as_str());
    for block in article.blocks.iter().filter(|b| b.kind != BlockKind::Preformatted) {
        let sentences = article.sentences[block.sentences.clone()].iter().map(|sentence| sentence.span);
        finder.block(block.span, sentences);
    }
    finder.finish()
}

/// The expressions of one text, sentence by sentence.
struct Finder<'t> {
    text: &'t str,
    grammar: &'static Grammar,
    tokens: Vec<Token>,
    found: Vec<Timex>,
    /// Sentence of each expression found.
    sentence_of: Vec<usize>,
    sentence: usize,
}

impl<'t> Finder<'t> {
    fn new(text: &'t str) -> Self {
        Finder {
            text,
            grammar: Grammar::get(),
            tokens: Vec::new(),
            found: Vec::new(),
            sentence_of: Vec::new(),
            sentence: 0,
        }
    }

    /// A block with its sentences. What stands before or between them is a dateline, or blank.
    fn block(&mut self, block: Span, sentences: impl Iterator<Item = Span>) {
        let mut at = block.start;
        for sentence in sentences {
            self.part(at, sentence.start);
            self.part(sentence.start, sentence.end);
            at = sentence.end;
        }
        self.part(at, block.end);
    }

    fn part(&mut self, from: usize, to: usize) {
        if from >= to {
            return;
        }
        scan::scan(self.text, from, to, &self.grammar.lexicon, &mut self.tokens);
        self.sentence += usize::from(!self.tokens.is_empty());
        let tokens = std::mem::take(&mut self.tokens);
        let mut at = 0;
        while at < tokens.len() {
            match self.grammar.read(&tokens, at, self.text) {
                Some(reading) => {
                    let next = reading.end.max(at + 1);
                    if !reading.silent {
                        self.keep(reading, at, &tokens);
                    }
                    at = next;
                }
                None => at += 1,
            }
        }
        self.tokens = tokens;
    }

    fn keep(&mut self, mut reading: Reading, first: usize, tokens: &[Token]) {
        let cue = tense::lean(&mut reading, first, tokens, self.text);
        let cue = cue.map(|(start, end)| self.text[start..end].to_owned());
        let Reading { kind, meaning, direction, part, clock, .. } = reading;
        let span = Span::new(tokens[first].start, tokens[reading.end - 1].end);
        self.found.push(Timex { span, kind, meaning, direction, cue, part, clock, antecedent: None });
        self.sentence_of.push(self.sentence);
    }

    fn finish(mut self) -> Vec<Timex> {
        share::share(&mut self.found, &self.sentence_of, self.text);
        chain::link(&mut self.found, &self.sentence_of);
        self.found
    }
}
