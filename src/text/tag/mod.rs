//! Parts of speech.
//!
//! In: the [tokens](super::token::tokens) of a sentence. Out: a [`Tag`] for each. Knows nothing of what words mean.
//!
//! An averaged perceptron (Collins 2002) that reads from left to right, its weights learned from a treebank: `model.md`
//! beside this file says from which, under what licence, and how to learn them anew.
//!
//! Our tokens are not the treebank's. A word with an ending of another word carries the tag of its first part:
//! `Smith’s` is [`Tag::NNP`], `don’t` [`Tag::VBP`], `can’t` and `cannot` [`Tag::MD`], `it’s` [`Tag::PRP`]. Of a word that
//! is split at hyphens the last part carries the tag of the whole, and so do the others where it is a name.

pub mod features;
mod marks;
pub mod model;
mod tags;
pub mod word;

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use super::token::Token;
use features::{Capitals, EDGES};
use model::{Model, PLACES, Scores};
pub use tags::Tag;
use word::Word;

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::decode(include_bytes!("model.bin")).unwrap_or_default());

/// The words of one sentence: a tag for each token.
#[derive(Debug, Clone, Copy)]
pub struct Tagged<'s, 't> {
    /// Its tokens.
    pub tokens: &'s [Token<'t>],
    /// Their tags.
    pub tags: &'s [Tag],
}

impl<'t> Tagged<'_, 't> {
    /// The tag of the token at `at`, if there is one.
    pub fn tag(&self, at: usize) -> Option<Tag> {
        self.tags.get(at).copied()
    }

    /// The token at `at` as it stands; empty where there is none.
    pub fn text(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    /// Whether the token at `at` is one of `words`, in any case.
    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.text(at).eq_ignore_ascii_case(word))
    }
}

/// The tags of one sentence's tokens, one for each.
pub fn tag(tokens: &[Token<'_>]) -> Vec<Tag> {
    let mut tags = Vec::with_capacity(tokens.len());
    Tagger::new().tag_into(tokens, &mut tags);
    tags
}

/// Tags sentence after sentence and keeps its room for the next.
#[derive(Debug)]
pub struct Tagger<'m> {
    model: &'m Model,
    words: Vec<Word>,
}

impl Default for Tagger<'static> {
    fn default() -> Self {
        Tagger::new()
    }
}

impl Tagger<'static> {
    /// A tagger with the table that is built in.
    pub fn new() -> Self {
        Tagger::with(&MODEL)
    }
}

impl<'m> Tagger<'m> {
    /// A tagger with another table.
    pub fn with(model: &'m Model) -> Self {
        Tagger { model, words: Vec::new() }
    }

    /// Appends the tags of one sentence's tokens to `out`, one for each.
    pub fn tag_into(&mut self, tokens: &[Token<'_>], out: &mut Vec<Tag>) {
        let capitals = prepare(tokens, &mut self.words, |text, capitals| Word::known(text, capitals, self.model));
        decode(self.model, &self.words, capitals, out);
    }
}

/// Fills `words` with what the model asks of each token, edges put around; tells how capitals are to be read.
pub fn prepare(tokens: &[Token<'_>], words: &mut Vec<Word>, mut read: impl FnMut(&str, Capitals) -> Word) -> Capitals {
    let capitals = Capitals::of(tokens.iter().filter(|t| t.is_word).map(|t| t.text));
    let edge = Word::mark(None);
    words.clear();
    words.extend([edge; EDGES]);
    words.extend(tokens.iter().enumerate().map(|(at, token)| {
        if let Some(mark) = marks::mark(tokens, at) {
            return Word::mark(Some(mark));
        }
        let mut word = read(token.text, capitals);
        if marks::is_number(token.text) {
            word.fixed = Some(Tag::CD);
        }
        word
    }));
    words.extend([edge; EDGES]);
    capitals
}

/// Gives each word its fixed tag or the one with the highest score; of equals the first.
fn decode(model: &Model, words: &[Word], capitals: Capitals, out: &mut Vec<Tag>) {
    let mut before = [NO_TAG; 2];
    for at in EDGES..words.len().saturating_sub(EDGES) {
        let tag = words[at].fixed.unwrap_or_else(|| {
            let mut scores = Scores::default();
            model.add(&features::of_words(words, at, capitals), &mut scores);
            model.add(&features::of_tags(words, at, before), &mut scores);
            scores.best()
        });
        before = [tag as u32, before[0]];
        out.push(tag);
    }
}

/// What stands for the tags before a sentence.
pub const NO_TAG: u32 = 0xff;

/// The word tag with the highest score; of equals the first.
pub fn best(scores: &[i32; PLACES]) -> Tag {
    let words = &scores[..Tag::POS as usize];
    let top = words.iter().copied().max().unwrap_or(0);
    words.iter().position(|&score| score == top).and_then(|at| Tag::ALL.get(at).copied()).unwrap_or(Tag::NN)
}
