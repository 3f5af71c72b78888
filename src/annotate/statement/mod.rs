//! Attributed statements: who says what, by which words.
//!
//! In: an article and its actors. Out: [`Statement`]s in text order. A speaker is given only where a grammatical
//! pattern makes it sure; quoted words without one come with no speaker rather than a guessed one.
//! Knows nothing of other articles.

mod content;
mod cue;
mod describe;
mod doubt;
mod find;
mod frame;
mod idiom;
pub mod learn;
mod lexicon;
mod quotes;
mod read;
mod reference;
mod scene;
mod shape;
pub mod speaker;
mod table;
mod weights;
mod who;

#[cfg(test)]
mod tests;

pub use find::{find, find_with};

use crate::text::Span;
use crate::text::token::count_words;

/// Whether a lower-case word is a form of a verb of saying.
pub(crate) fn is_cue(word: &str) -> bool {
    lexicon::lemma(word).is_some_and(|lemma| lemma.verb.is_some())
}

/// Fewest words of a quotation that stands for a statement without a speaker; shorter ones are scare quotes.
const FEWEST_WORDS: usize = 6;

/// How the words are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatementKind {
    /// In quotation marks.
    Direct,
    /// In the reporter's words.
    Indirect,
    /// In the reporter's words with some quoted.
    Mixed,
}

impl StatementKind {
    /// As exports write it.
    pub fn as_str(self) -> &'static str {
        match self {
            StatementKind::Direct => "direct",
            StatementKind::Indirect => "indirect",
            StatementKind::Mixed => "mixed",
        }
    }
}

/// One attribution: everything under one cue.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Direct, indirect or mixed.
    pub kind: StatementKind,
    /// What is said: one span, or several where the cue stands inside. Never empty.
    pub content: Vec<Span>,
    /// The words of saying; empty for quoted words that nothing introduces.
    pub cue: Vec<Span>,
    /// Who says it, as it stands; empty where the text does not say.
    pub speaker: Vec<Span>,
    /// Whom a pronoun or a description stands for, as named or described before: "he", "the official".
    pub antecedent: Option<Span>,
    /// The actor that the speaker is, as an index into the article's actors, where that is sure.
    pub actor: Option<usize>,
    /// Index of the sentence in which the content begins.
    pub sentence: usize,
    /// How likely it is that somebody is reported here, that it is this speaker, and that these are the words: 0 to 1.
    /// 0 where no cue was found.
    pub confidence: f32,
}

/// How sure a statement is that the site shows with its speaker: directly quoted words; words of the reporter's with their
/// speaker and cue right beside them; others in one stretch; and those on both sides of speaker and cue. Measured, not
/// felt: at these cuts more than nine in ten are right in speaker and words.
const SURE_DIRECT: f32 = 0.7;
const SURE_PLAIN: f32 = 0.85;
const SURE: f32 = 0.9;
const SURE_SPLIT: f32 = 0.95;

/// Most bytes between speaker, cue and words that stand beside each other: `, ` and a space.
const BESIDE: usize = 2;

/// Most bytes between a cue and a clause that begins with "that", which is still said of the cue: "insisted time and again
/// that".
const BEFORE_THAT: usize = 25;

impl Statement {
    /// Whether its speaker, in `text`, is likely and not sure: to be shown as an inference.
    pub fn is_likely(&self, text: &str) -> bool {
        !self.speaker.is_empty() && !self.is_sure(text)
    }

    /// Whether it is sure enough to be shown with its speaker, as it stands in `text`.
    pub fn is_sure(&self, text: &str) -> bool {
        let least = match self.kind {
            StatementKind::Direct => SURE_DIRECT,
            _ if self.is_plain(text) => SURE_PLAIN,
            _ if self.content.len() > 1 => SURE_SPLIT,
            _ => SURE,
        };
        self.confidence >= least
    }

    /// Whether one speaker, one cue and one stretch of words stand right beside each other, in any order; a clause that
    /// begins with "that" may stand a few words behind its cue.
    fn is_plain(&self, text: &str) -> bool {
        let ([content], [cue], [speaker]) = (&*self.content, &*self.cue, &*self.speaker) else { return false };
        let within = |bytes: usize, one: Span, next: Span| next.start >= one.end && next.start - one.end <= bytes;
        let mut spans = [*content, *cue, *speaker];
        spans.sort();
        let clause = spans[2] == *content && content.of(text).starts_with("that ");
        let before_content = if clause { BEFORE_THAT } else { BESIDE };
        within(BESIDE, spans[0], spans[1]) && within(before_content, spans[1], spans[2])
    }
}

/// Keeps what is sure: a statement of `text` that is not is left out, unless its words are quoted and more than a few;
/// those stay without a speaker. A single word of the reporter's tells nothing: `addressed her`.
pub fn keep_sure(statements: &mut Vec<Statement>, text: &str) {
    let words = |s: &Statement| s.content.iter().map(|c| count_words(c.of(text))).sum::<usize>();
    statements.retain(|s| match s.kind {
        StatementKind::Direct => s.is_sure(text) || words(s) >= FEWEST_WORDS,
        _ => s.is_sure(text) && words(s) > 1,
    });
    for statement in statements.iter_mut().filter(|s| !s.is_sure(text)) {
        statement.cue.clear();
        statement.speaker.clear();
        statement.antecedent = None;
        statement.actor = None;
        statement.confidence = 0.0;
    }
}
