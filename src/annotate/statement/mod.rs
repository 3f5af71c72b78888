//! Attributed statements: who says what, by which words.
//!
//! In: an article and its actors. Out: [`Statement`]s in text order. A speaker is given only where a grammatical
//! pattern makes it sure; quoted words without one come with no speaker rather than a guessed one.
//! Knows nothing of other articles.

mod content;
mod cue;
mod find;
pub mod learn;
mod lexicon;
mod quotes;
mod read;
mod scene;
pub mod speaker;
mod weights;
mod who;

#[cfg(test)]
mod tests;

pub use find::{find, find_with};

use crate::text::Span;

/// Whether a lower-case word is a form of a verb of saying.
pub(crate) fn is_cue(word: &str) -> bool {
    lexicon::lemma(word).is_some_and(|lemma| lemma.verb.is_some())
}

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
    /// Who a pronoun speaker stands for: the speaker of the sentence right before it in the same paragraph.
    pub antecedent: Option<Span>,
    /// The actor that the speaker is, as an index into the article's actors, where that is sure.
    pub actor: Option<usize>,
    /// Index of the sentence in which the content begins.
    pub sentence: usize,
    /// How likely it is that somebody is reported here, that it is this speaker, and that these are the words: 0 to 1.
    /// 0 where no cue was found.
    pub confidence: f32,
}
