//! The choice of sentences: those that cover most of what the story's words are worth, none saying another again.
//!
//! Each word and pair of words counts once (submodular coverage, Lin and Bilmes 2011), taken greedily by worth for its
//! length, at several prices of length; the richest of these choices is kept. A sentence that leans on the one before is
//! worth less, unless that one is chosen too and stands before it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::story::model::{Citation, Story};
use crate::story::space::Space;
use crate::text::similarity::{cosine, shingles};

use super::terms::{self, Term};

/// Likeness from which a sentence says another again.
const REDUNDANT: f32 = 0.5;
/// Share of common runs of words from which it does.
const REPEATED: f64 = 0.5;
const RUN: usize = 3;
/// Sentences, the most promising, among which the choice is made.
const CANDIDATES: usize = 1000;
/// How strongly a sentence pays for not standing alone.
const LEANING: f32 = 0.7;
/// Standing from which a sentence needs no other before it.
const FIRM: f32 = 0.9;
/// Prices of length: from none to nearly proportional.
const PRICES: [f32; 4] = [0.2, 0.5, 0.7, 0.9];
/// Sentences that are taken out again for a try, and the price at which the place is filled.
const SWAPS: usize = 20;
const FILL: f32 = 0.2;
/// What is left of a sentence's worth for each that its source gives already.
const SPREAD: f32 = 0.97;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish<'w> {
    /// Most words in all.
    pub(super) words: usize,
    /// Most sentences.
    pub(super) sentences: usize,
    /// Least standing of a sentence.
    pub(super) standing: f32,
    /// What the reader is told already.
    pub(super) told: &'w [Citation],
}

/// A sentence that was chosen, and why.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) citation: Citation,
    pub(super) parts: Vec<(&'static str, f64)>,
}

#[derive(Debug)]
struct Candidate {
    citation: Citation,
    /// Number in its source.
    place: usize,
    words: usize,
    alone: f32,
    terms: Vec<Term>,
    runs: Vec<u64>,
}

/// The sentences, in the order of the story.
pub(super) fn choose(story: &Story, space: &Space, wish: Wish<'_>, may: impl Fn(Citation) -> bool) -> Vec<Choice> {
    let candidates = candidates(story, space, wish, may);
    let worth = terms::worth(story, space, candidates.iter().flat_map(|c| c.terms.iter().copied()));
    let table = Table::new(&candidates, &worth, space, wish);
    let richer = |best: Picked, next: Picked| if next.value > best.value { next } else { best };
    let mut best = PRICES.iter().map(|&price| table.greedy(price)).fold(Picked::default(), richer);
    // What was taken first may stand in the way of two that are worth more.
    for (at, _) in best.order.clone().into_iter().take(SWAPS) {
        let next = table.without(at, &best);
        best = richer(best, next);
    }
    let mut chosen: Vec<Choice> = best.order.iter().map(|&(at, gain)| table.choice(at, gain / best.value)).collect();
    chosen.sort_by_key(|c| {
        let date = story.sources[c.citation.source].published.value;
        (date.sort_key(), c.citation.source, c.citation.sentence)
    });
    chosen
}

/// Every sentence that may be chosen. A copy of another source adds none.
fn candidates(story: &Story, space: &Space, wish: Wish<'_>, may: impl Fn(Citation) -> bool) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (source, of) in story.sources.iter().enumerate().filter(|(source, of)| of.group == *source) {
        for (place, sentence) in of.article.body_sentences().enumerate() {
            let citation = story.cite(source, sentence);
            let alone = space.alone[source][sentence];
            if alone > 0.0 && may(citation) {
                let central = cosine(&space.sentences[source][sentence], &space.story);
                found.push(((central + 1.0 / (2.0 + place as f32)) * alone, citation, place));
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.truncate(CANDIDATES);
    let candidate = |(_, citation, place): (f32, Citation, usize)| {
        let text = story.sources[citation.source].article.sentence_text(citation.sentence);
        Candidate {
            citation,
            place,
            words: text.split_whitespace().count(),
            alone: space.alone[citation.source][citation.sentence],
            terms: terms::terms(&text),
            runs: shingles(&text, RUN),
        }
    };
    found.into_iter().map(candidate).filter(|c| c.words <= wish.words).collect()
}

/// The candidates with everything the choice asks of them.
struct Table<'t> {
    candidates: &'t [Candidate],
    worth: &'t HashMap<Term, f32>,
    space: &'t Space,
    wish: Wish<'t>,
    /// By source and number in it.
    by_place: BTreeMap<(usize, usize), usize>,
    /// Candidates that tell what is told already.
    told: BTreeSet<usize>,
}

/// A choice as it grows.
#[derive(Debug, Default)]
struct Picked {
    order: Vec<(usize, f32)>,
    value: f32,
    words: usize,
    terms: HashSet<Term>,
    by_source: BTreeMap<usize, i32>,
}

impl<'t> Table<'t> {
    fn new(candidates: &'t [Candidate], worth: &'t HashMap<Term, f32>, space: &'t Space, wish: Wish<'t>) -> Self {
        let by_place =
            candidates.iter().enumerate().map(|(at, c)| ((c.citation.source, c.place), at)).collect::<BTreeMap<_, _>>();
        let tells = |c: &Candidate| wish.told.iter().any(|&told| same(space, c.citation, told));
        let told = candidates.iter().enumerate().filter(|(_, c)| tells(c)).map(|(at, _)| at).collect();
        Table { candidates, worth, space, wish, by_place, told }
    }

    /// Takes what gains most for its length, until nothing fits.
    fn greedy(&self, price: f32) -> Picked {
        self.grow(price, Picked::default(), self.told.clone())
    }

    /// The same without one of its sentences, filled up again.
    fn without(&self, left: usize, from: &Picked) -> Picked {
        let (mut picked, mut out) = (Picked::default(), self.told.clone());
        for &(at, _) in from.order.iter().filter(|(at, _)| *at != left) {
            self.take(&[at], &mut picked, &mut out);
        }
        out.insert(left);
        self.grow(FILL, picked, out)
    }

    fn grow(&self, price: f32, mut picked: Picked, mut out: BTreeSet<usize>) -> Picked {
        loop {
            let passages = (0..self.candidates.len()).filter(|at| !out.contains(at)).flat_map(|at| self.passages(at));
            let mut best: Option<(f32, Vec<usize>)> = None;
            for passage in passages.filter(|p| p.iter().all(|at| !out.contains(at))) {
                let words: usize = passage.iter().map(|&at| self.candidates[at].words).sum();
                let sentences = picked.order.len() + passage.len();
                if picked.words + words > self.wish.words || sentences > self.wish.sentences {
                    continue;
                }
                let gain: f32 = self.gains(&passage, &picked).iter().sum::<f32>() / (words as f32).powf(price);
                if gain > best.as_ref().map_or(0.0, |(most, _)| *most) {
                    best = Some((gain, passage));
                }
            }
            let Some((_, passage)) = best else { return picked };
            self.take(&passage, &mut picked, &mut out);
        }
    }

    /// A sentence, and the same with the next where that one leans on it.
    fn passages(&self, at: usize) -> impl Iterator<Item = Vec<usize>> {
        let c = &self.candidates[at];
        let next = self.by_place.get(&(c.citation.source, c.place + 1)).copied();
        let next = next.filter(|&next| self.candidates[next].alone < FIRM);
        std::iter::once(vec![at]).chain(next.map(|next| vec![at, next]))
    }

    /// What each sentence of a passage adds; nothing where one may not stand there.
    fn gains(&self, passage: &[usize], picked: &Picked) -> Vec<f32> {
        let mut new: HashSet<Term> = HashSet::new();
        let mut gains = Vec::new();
        for &at in passage {
            let c = &self.candidates[at];
            let before = c.place.checked_sub(1).and_then(|place| self.by_place.get(&(c.citation.source, place)));
            let is_there = |b: &usize| passage.contains(b) || picked.order.iter().any(|(other, _)| other == b);
            let alone = before.filter(|b| is_there(b)).map_or(c.alone, |&b| c.alone.max(self.candidates[b].alone));
            if alone < self.wish.standing {
                return Vec::new();
            }
            let fresh = c.terms.iter().filter(|t| !picked.terms.contains(*t) && new.insert(**t));
            let worth: f32 = fresh.map(|term| self.worth.get(term).copied().unwrap_or(0.0)).sum();
            let given = picked.by_source.get(&c.citation.source).copied().unwrap_or(0);
            gains.push(worth * alone.powf(LEANING) * SPREAD.powi(given));
        }
        gains
    }

    fn take(&self, passage: &[usize], picked: &mut Picked, out: &mut BTreeSet<usize>) {
        let gains = self.gains(passage, picked);
        for (&at, gain) in passage.iter().zip(gains) {
            let taken = &self.candidates[at];
            picked.order.push((at, gain));
            picked.value += gain;
            picked.words += taken.words;
            picked.terms.extend(taken.terms.iter().copied());
            *picked.by_source.entry(taken.citation.source).or_default() += 1;
            out.insert(at);
            let again = |other: &Candidate| {
                overlap(&taken.runs, &other.runs) > REPEATED || same(self.space, taken.citation, other.citation)
            };
            out.extend(self.candidates.iter().enumerate().filter(|(_, c)| again(c)).map(|(at, _)| at));
        }
    }

    fn choice(&self, at: usize, share: f32) -> Choice {
        let c = &self.candidates[at];
        let vector = &self.space.sentences[c.citation.source][c.citation.sentence];
        let parts = [
            ("coverage", share),
            ("central", cosine(vector, &self.space.story)),
            ("position", 1.0 / (1.0 + c.place as f32)),
            ("alone", c.alone),
        ];
        let rounded = |value: f32| f64::from((value * 1000.0).round()) / 1000.0;
        Choice { citation: c.citation, parts: parts.iter().map(|&(name, value)| (name, rounded(value))).collect() }
    }
}

/// Whether two sentences tell the same, in nearly the same words.
fn same(space: &Space, a: Citation, b: Citation) -> bool {
    let vector = |c: Citation| &space.sentences[c.source][c.sentence];
    (a.source, a.sentence) == (b.source, b.sentence) || cosine(vector(a), vector(b)) >= REDUNDANT
}

/// Share of the runs of two sentences that both have (Jaccard 1912).
fn overlap(a: &[u64], b: &[u64]) -> f64 {
    let common = a.iter().filter(|run| b.binary_search(run).is_ok()).count();
    let all = a.len() + b.len() - common;
    if all == 0 { 0.0 } else { common as f64 / all as f64 }
}
