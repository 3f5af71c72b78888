//! What the words of the sources are worth to a summary: the chance that a word, or a pair of words in a row, stands in one.
//!
//! Concepts with learned weights after Li, Qian and Liu 2013 (bigrams for summaries) and Hong and Nenkova 2014 (words).

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use rayon::prelude::*;

use crate::story::model::{Source, Story};
use crate::story::space::Space;
use crate::text::stem::stem;
use crate::text::token;

/// A word's stem or a pair of them, as a hash, and whether it is a pair.
pub(super) type Term = (u64, bool);

/// Features of a term, in the order of `terms.tsv`.
const FEATURES: usize = 14;
/// Place from which a term is no longer in the opening of a source.
const OPENING: usize = 3;
/// Places over which the depth of a term fades.
const FADE: f32 = 10.0;

/// The weights for words and for pairs.
static WEIGHTS: LazyLock<[Vec<f32>; 2]> = LazyLock::new(|| {
    let of = |kind: &str| {
        let lines = include_str!("terms.tsv").lines().filter(|line| !line.starts_with('#'));
        let mine = lines.filter(|line| line.split('\t').next() == Some(kind));
        mine.filter_map(|line| line.rsplit('\t').next()?.parse().ok()).collect()
    };
    [of("word"), of("pair")]
});

/// What was counted of one term.
#[derive(Debug, Clone, Default)]
struct Tally {
    sentences: usize,
    sources: usize,
    /// The source counted last, and one more.
    last: usize,
    first: usize,
    places: f32,
    openings: usize,
    depth: f32,
    capitals: usize,
    standing: f32,
    digit: bool,
}

/// A term as it stands in a sentence.
#[derive(Debug, Clone, Copy)]
struct Seen {
    term: Term,
    capital: bool,
    digit: bool,
}

/// The terms of a sentence, each once, in order of their hashes.
pub(super) fn terms(sentence: &str) -> Vec<Term> {
    let mut all: Vec<Term> = seen(sentence).iter().map(|s| s.term).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A word of a text: the hash of its stem, or of itself where it has no content of its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) hash: u64,
    pub(super) is_content: bool,
}

/// All words of a text in their order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let word = |word: &str| {
        let (form, is_content) = form(word);
        Word { hash: hash(&form), is_content }
    };
    token::words(text).map(word).collect()
}

/// The stem of a word, or the word in small letters, and whether it has a stem.
fn form(word: &str) -> (String, bool) {
    let stemmed = stem(word);
    let is_content = stemmed.is_some();
    (stemmed.unwrap_or_else(|| word.to_lowercase()), is_content)
}

/// The terms in their order: stems of content words, and pairs of neighbours that are not both function words.
fn seen(sentence: &str) -> Vec<Seen> {
    let mut found = Vec::new();
    let mut before: Option<(String, bool, Seen)> = None;
    for (at, word) in token::words(sentence).enumerate() {
        let (form, is_content) = form(word);
        let capital = at > 0 && word.starts_with(char::is_uppercase);
        let digit = word.contains(|c: char| c.is_ascii_digit());
        let this = Seen { term: (hash(&form), false), capital, digit };
        if let Some((other, other_content, first)) = &before
            && (is_content || *other_content)
        {
            let term = (hash(&(other, &form)), true);
            found.push(Seen { term, capital: first.capital, digit: digit || first.digit });
        }
        if is_content {
            found.push(this);
        }
        before = Some((form, is_content, this));
    }
    found
}

fn hash(what: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}

/// What each of `wanted` is worth in this story: the square of its chance, so that the sure ones lead.
pub(super) fn worth(story: &Story, space: &Space, wanted: impl Iterator<Item = Term>) -> HashMap<Term, f32> {
    let mut tallies: HashMap<Term, Tally> = wanted.map(|term| (term, Tally::default())).collect();
    let mut titles: BTreeSet<Term> = BTreeSet::new();
    let (mut sources, mut sentences) = (0_usize, 0_usize);
    let originals: Vec<(usize, &Source)> =
        story.sources.iter().enumerate().filter(|(source, of)| of.group == *source).collect();
    // What is to be counted of each source: the wanted terms of its sentences, each once.
    let wanted = |&(_, of): &(usize, &Source)| -> Vec<(usize, Vec<Seen>)> {
        let of_sentence = |sentence: usize| {
            let mut once = BTreeSet::new();
            let seen = seen(&of.article.sentence_text(sentence)).into_iter();
            (sentence, seen.filter(|s| tallies.contains_key(&s.term) && once.insert(s.term)).collect())
        };
        of.article.body_sentences().map(of_sentence).collect()
    };
    let told: Vec<Vec<(usize, Vec<Seen>)>> = originals.par_iter().map(wanted).collect();
    for (&(source, of), told) in originals.iter().zip(told) {
        sources += 1;
        titles.extend(terms(&of.article.title.text));
        for (place, (sentence, seen)) in told.into_iter().enumerate() {
            sentences += 1;
            for seen in seen {
                if let Some(tally) = tallies.get_mut(&seen.term) {
                    tally.count(seen, source, place, space.alone[source][sentence]);
                }
            }
        }
    }
    let worth = |(term, tally): (Term, Tally)| {
        let chance = tally.chance(term.1, titles.contains(&term), sources as f32, sentences as f32);
        (term, chance * chance)
    };
    tallies.into_iter().map(worth).collect()
}

impl Tally {
    fn count(&mut self, seen: Seen, source: usize, place: usize, standing: f32) {
        if self.last != source + 1 {
            self.last = source + 1;
            self.first = if self.sources == 0 { place } else { self.first.min(place) };
            self.sources += 1;
            self.places += 1.0 / (1.0 + place as f32);
            self.openings += usize::from(place < OPENING);
            self.depth += (-(place as f32) / FADE).exp();
        }
        self.sentences += 1;
        self.capitals += usize::from(seen.capital);
        self.standing = self.standing.max(standing);
        self.digit |= seen.digit;
    }

    /// The chance that the term stands in a summary.
    fn chance(&self, is_pair: bool, in_title: bool, sources: f32, sentences: f32) -> f32 {
        let number = |yes: bool| f32::from(u8::from(yes));
        let (told, within) = (self.sentences.max(1) as f32, self.sources.max(1) as f32);
        let features: [f32; FEATURES] = [
            1.0,
            (1.0 + told).ln(),
            within.ln(),
            if sources > 1.0 { within / sources } else { 0.5 },
            1.0 / (1.0 + self.first as f32),
            self.places / sources.max(1.0),
            self.openings as f32 / sources.max(1.0),
            number(in_title),
            self.capitals as f32 / told,
            number(self.digit),
            self.standing,
            number(self.sentences == 1),
            told / sentences.max(1.0),
            self.depth / sources.max(1.0),
        ];
        let sum: f32 = features.iter().zip(&WEIGHTS[usize::from(is_pair)]).map(|(f, w)| f * w).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_hold_a_content_word_and_the_table_is_whole() {
        let pairs = terms("The bridge of the harbour").iter().filter(|t| t.1).count();
        // The bridge, bridge of, the harbour: not “of the”.
        assert_eq!(pairs, 3);
        assert!(WEIGHTS.iter().all(|weights| weights.len() == FEATURES));
    }
}
