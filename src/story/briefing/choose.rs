//! The choice of sentences: those that cover most of what the story's words are worth, none saying another again.
//!
//! Each word and pair of words counts once (submodular coverage, Lin and Bilmes 2011), taken greedily by worth for its
//! length, at several prices of length. The choice that is worth most as a whole is kept, and, where words are counted,
//! bettered by sentences left out, added or exchanged as long as that helps. A sentence that leans on the one before is
//! worth less, unless that one is chosen too and stands before it.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::story::model::{Citation, Story};
use crate::story::space::Space;
use crate::text::similarity::{cosine, shingles};

use super::terms::{self, Term};
use super::whole::{Cover, Whole};

/// Likeness from which a sentence says another again.
const REDUNDANT: f32 = 0.5;
/// Share of common runs of words from which it does.
const REPEATED: f64 = 0.5;
const RUN: usize = 3;
/// Sentences, the most promising, among which the choice is made.
const CANDIDATES: usize = 1000;
/// How strongly a sentence pays for not standing alone.
const LEANING: f32 = 0.9;
/// Standing from which a sentence needs no other before it.
const FIRM: f32 = 0.9;
/// Prices of length: from none to nearly proportional.
const PRICES: [f32; 4] = [0.2, 0.5, 0.7, 0.9];
/// Sentences, the best by themselves, that are tried in the place of others, and how often at most.
const TRIED: usize = 60;
const STEPS: usize = 40;
/// What is left of a sentence's worth for each that its source gives already.
const SPREAD: f32 = 0.85;

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

impl Wish<'_> {
    /// Whether the length is asked for in words; else in sentences.
    fn counts_words(&self) -> bool {
        self.words < usize::MAX
    }
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
    text: String,
    words: usize,
    alone: f32,
    terms: Vec<Term>,
    runs: Vec<u64>,
}

/// What can be chosen from, and what it is worth: the same for any number of wishes.
pub(super) struct Field<'f> {
    story: &'f Story,
    space: &'f Space,
    candidates: Vec<Candidate>,
    cover: Cover,
}

impl<'f> Field<'f> {
    /// The sentences of the story that `may` be chosen.
    pub(super) fn new(story: &'f Story, space: &'f Space, may: impl Fn(Citation) -> bool) -> Self {
        let candidates = candidates(story, space, may);
        let worth = terms::worth(story, space, candidates.iter().flat_map(|c| c.terms.iter().copied()));
        let cover = Cover::new(candidates.iter().map(|c| c.terms.as_slice()), &worth);
        Field { story, space, candidates, cover }
    }
}

/// The sentences that fulfil the wish, in the order of the story.
pub(super) fn choose(field: &Field<'_>, wish: Wish<'_>) -> Vec<Choice> {
    let table = Table::new(field, wish);
    let mut best = Set::default();
    for price in PRICES {
        let next = table.set(table.greedy(price)).unwrap_or_default();
        best = if next.value > best.value { next } else { best };
    }
    // Where sentences are counted, what betters the whole by a little takes the plainest one out for an odd one.
    let best = if wish.counts_words() { table.bettered(best) } else { best };
    let covered: f32 = best.gains.iter().sum();
    let parts = best.members.iter().zip(&best.gains);
    let mut chosen: Vec<Choice> = parts.map(|(&(at, _), gain)| table.choice(at, gain / covered)).collect();
    chosen.sort_by_key(|c| {
        let date = field.story.sources[c.citation.source].published.value;
        (date.sort_key(), c.citation.source, c.citation.sentence)
    });
    chosen
}

/// Every sentence that may be chosen. A copy of another source adds none.
fn candidates(story: &Story, space: &Space, may: impl Fn(Citation) -> bool) -> Vec<Candidate> {
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
    let candidate = |&(_, citation, place): &(f32, Citation, usize)| {
        let text = story.sources[citation.source].article.sentence_text(citation.sentence);
        Candidate {
            citation,
            place,
            words: text.split_whitespace().count(),
            alone: space.alone[citation.source][citation.sentence],
            terms: terms::terms(&text),
            runs: shingles(&text, RUN),
            text: text.into_owned(),
        }
    };
    found.par_iter().map(candidate).collect()
}

/// The candidates with everything the choice asks of them.
struct Table<'t> {
    candidates: &'t [Candidate],
    cover: &'t Cover,
    /// Where words are counted.
    whole: Option<Whole>,
    space: &'t Space,
    wish: Wish<'t>,
    /// The sentence before each in its source, where that is a candidate too.
    before: Vec<Option<usize>>,
    /// Each sentence, and each with the next where that one leans on it.
    passages: Vec<Passage>,
    /// Candidates that tell what is told already.
    told: Vec<bool>,
}

/// A sentence, or two.
#[derive(Debug, Clone, Copy)]
struct Passage(usize, Option<usize>);

impl Passage {
    fn members(self) -> impl Iterator<Item = usize> {
        std::iter::once(self.0).chain(self.1)
    }
}

/// A choice as it grows.
#[derive(Debug)]
struct Picked {
    order: Vec<usize>,
    words: usize,
    /// Of each term, in which look at a passage it was last met; `u32::MAX` where the choice has it.
    terms: Vec<u32>,
    looks: u32,
    by_source: BTreeMap<usize, i32>,
    /// What is chosen, or may no longer be.
    out: Vec<bool>,
    /// The most that each passage can gain: what it gained when last asked, for what is chosen covers ever more.
    most: Vec<f32>,
}

impl Picked {
    /// Whether neither the choice nor the passage looked at had this term before.
    fn is_new(&mut self, term: usize) -> bool {
        let last = self.terms[term];
        self.terms[term] = last.max(self.looks);
        last < self.looks
    }
}

/// A choice and its worth.
#[derive(Debug, Default, Clone)]
struct Set {
    /// Its sentences with the weights of their words, those that stand best first.
    members: Vec<(usize, f32)>,
    /// What each of them adds to what is covered.
    gains: Vec<f32>,
    value: f32,
}

impl<'t> Table<'t> {
    fn new(field: &'t Field<'_>, wish: Wish<'t>) -> Self {
        let Field { story, space, candidates, cover } = field;
        let texts = candidates.iter().map(|c| c.text.as_str());
        let whole = wish.counts_words().then(|| Whole::new(texts, (story, space), wish.words));
        let by_place =
            candidates.iter().enumerate().map(|(at, c)| ((c.citation.source, c.place), at)).collect::<BTreeMap<_, _>>();
        let beside = |c: &Candidate, place: Option<usize>| by_place.get(&(c.citation.source, place?)).copied();
        let before = candidates.iter().map(|c| beside(c, c.place.checked_sub(1))).collect();
        let passages = |(at, c): (usize, &Candidate)| {
            let next = beside(c, Some(c.place + 1)).filter(|&next| candidates[next].alone < FIRM);
            [Some(Passage(at, None)), next.map(|next| Passage(at, Some(next)))].into_iter().flatten()
        };
        let passages = candidates.iter().enumerate().flat_map(passages).collect();
        let tells = |c: &Candidate| wish.told.iter().any(|&told| same(space, c.citation, told));
        let told = candidates.iter().map(tells).collect();
        Table { candidates, cover, whole, space, wish, before, passages, told }
    }

    /// Takes what gains most for its length, until nothing fits.
    fn greedy(&self, price: f32) -> Vec<usize> {
        let mut picked = Picked {
            order: Vec::new(),
            words: 0,
            terms: vec![0; self.cover.terms_in_all()],
            looks: 0,
            by_source: BTreeMap::new(),
            out: self.told.clone(),
            most: vec![f32::INFINITY; self.passages.len()],
        };
        while let Some(passage) = self.best(price, &mut picked) {
            self.take(passage, &mut picked);
        }
        picked.order
    }

    /// The passage that gains most, the first of equals.
    fn best(&self, price: f32, picked: &mut Picked) -> Option<Passage> {
        let mut best: Option<(f32, Passage)> = None;
        for (number, &passage) in self.passages.iter().enumerate() {
            let most = best.as_ref().map_or(0.0, |(most, _)| *most);
            // What cannot gain more is not asked again: three quarters of the time.
            if picked.most[number] <= most || passage.members().any(|at| picked.out[at]) {
                continue;
            }
            let words: usize = passage.members().map(|at| self.candidates[at].words).sum();
            let sentences = picked.order.len() + passage.members().count();
            if picked.words + words > self.wish.words || sentences > self.wish.sentences {
                continue;
            }
            let gain = self.gain(passage, picked) / (words as f32).powf(price);
            picked.most[number] = gain;
            if gain > most {
                best = Some((gain, passage));
            }
        }
        best.map(|(_, passage)| passage)
    }

    /// What a passage adds; nothing where one of it may not stand there.
    fn gain(&self, passage: Passage, picked: &mut Picked) -> f32 {
        picked.looks += 1;
        let mut gain = 0.0;
        for at in passage.members() {
            let alone =
                self.standing(at, |before| passage.members().any(|at| at == before) || picked.order.contains(&before));
            if alone < self.wish.standing {
                return 0.0;
            }
            let worth: f32 =
                self.cover.terms(at).filter(|&(term, _)| picked.is_new(term)).map(|(_, worth)| worth).sum();
            let given = picked.by_source.get(&self.candidates[at].citation.source).copied().unwrap_or(0);
            gain += worth * alone.powf(LEANING) * SPREAD.powi(given);
        }
        gain
    }

    /// How well a sentence stands in a choice: as well as the one before it where that is there.
    fn standing(&self, at: usize, is_there: impl Fn(usize) -> bool) -> f32 {
        let alone = self.candidates[at].alone;
        self.before[at].filter(|&b| is_there(b)).map_or(alone, |b| alone.max(self.candidates[b].alone))
    }

    fn take(&self, passage: Passage, picked: &mut Picked) {
        for at in passage.members() {
            let taken = &self.candidates[at];
            picked.order.push(at);
            picked.words += taken.words;
            for (term, _) in self.cover.terms(at) {
                picked.terms[term] = u32::MAX;
            }
            *picked.by_source.entry(taken.citation.source).or_default() += 1;
            for other in 0..self.candidates.len() {
                picked.out[other] = picked.out[other] || other == at || self.repeat(at, other);
            }
        }
        // What leans on a sentence gains with it.
        for (most, of) in picked.most.iter_mut().zip(&self.passages) {
            let leans = |at: usize| self.before[at].is_some_and(|before| passage.members().any(|at| at == before));
            if of.members().any(leans) {
                *most = f32::INFINITY;
            }
        }
    }

    /// Whether two sentences say the same, or nearly in the same words.
    fn repeat(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.candidates[a], &self.candidates[b]);
        overlap(&a.runs, &b.runs) > REPEATED || same(self.space, a.citation, b.citation)
    }

    /// A choice with its worth; `None` where it is too long or one of it may not stand there.
    fn set(&self, mut chosen: Vec<usize>) -> Option<Set> {
        let words: usize = chosen.iter().map(|&at| self.candidates[at].words).sum();
        if words > self.wish.words || chosen.len() > self.wish.sentences {
            return None;
        }
        chosen.sort_unstable();
        let mut given: BTreeMap<usize, i32> = BTreeMap::new();
        let mut members = Vec::new();
        for &at in &chosen {
            let alone = self.standing(at, |before| chosen.contains(&before));
            if alone < self.wish.standing {
                return None;
            }
            let given = given.entry(self.candidates[at].citation.source).or_default();
            members.push((at, alone.powf(LEANING) * SPREAD.powi(*given)));
            *given += 1;
        }
        members.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let gains = self.cover.covered(&members);
        let covered = gains.iter().sum();
        // Where words are counted each is to be worth its place; where sentences are, what they cover is.
        let value = self.whole.as_ref().map_or(covered, |whole| whole.value(&members, covered));
        Some(Set { members, gains, value })
    }

    /// The choice with sentences left out, added or exchanged, the best step first, as long as that helps.
    fn bettered(&self, mut best: Set) -> Set {
        let singly = |at: usize| Some((self.set(vec![at])?.value, at));
        let mut tried: Vec<(f32, usize)> =
            (0..self.candidates.len()).filter(|&at| !self.told[at]).filter_map(singly).collect();
        tried.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        tried.truncate(TRIED);
        for _ in 0..STEPS {
            let Some(next) = self.step(&best, &tried) else { break };
            best = next;
        }
        best
    }

    /// The best choice that is one step away and better.
    fn step(&self, from: &Set, tried: &[(f32, usize)]) -> Option<Set> {
        let chosen: Vec<usize> = from.members.iter().map(|member| member.0).collect();
        let mut best: Option<Set> = None;
        for left in std::iter::once(None).chain(chosen.iter().copied().map(Some)) {
            let rest: Vec<usize> = chosen.iter().copied().filter(|at| Some(*at) != left).collect();
            for add in std::iter::once(None).chain(tried.iter().map(|&(_, at)| Some(at))) {
                if add.is_some_and(|add| chosen.contains(&add)) {
                    continue;
                }
                let next = self.set(rest.iter().copied().chain(add).collect());
                let most = best.as_ref().map_or(from.value, |best| best.value);
                let news = |add: usize| rest.iter().all(|&at| !self.repeat(add, at));
                best = next.filter(|next| next.value > most && add.is_none_or(news)).or(best);
            }
        }
        best
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
