//! What a choice of sentences is worth as a whole: what it covers, how near it is to the openings of the sources, and how
//! much of it their titles name.
//!
//! What covers most can be made of long sentences about everything. A summary says what each source would say had it as
//! few words (minimum Bayes risk, Kumar and Byrne 2004), and what a title has room for is what the report is about.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::corpus::Basis;
use crate::story::model::Story;
use crate::story::space::Space;

use super::terms::{Term, Word, words};

/// Sources, those nearest to the heart of the story, whose openings count.
const OPENINGS: usize = 24;
/// How strongly the titles count beside the rest, and what a choice has that shares nothing with them or the openings.
const TITLES: f32 = 0.5;
const NOTHING: f32 = 0.02;

/// The terms of the candidates in numbers that are quick to add up.
#[derive(Debug)]
pub(super) struct Cover {
    /// Terms of each candidate, as indices into `worth`.
    terms: Vec<Vec<u32>>,
    worth: Vec<f32>,
}

/// The words of the candidates, of the openings and of the titles, in such numbers.
#[derive(Debug)]
pub(super) struct Whole {
    /// Words of each candidate, as indices into `titled`.
    words: Vec<Vec<u32>>,
    /// Whether a title has the word.
    titled: Vec<bool>,
    has_titles: bool,
    /// Words of the openings with their counts, and how many they are.
    openings: Vec<(Vec<(u32, u32)>, u32)>,
}

/// Numbers given to things in the order in which they are met.
#[derive(Default)]
struct Numbers(HashMap<u64, u32>);

impl Numbers {
    fn of(&mut self, hash: u64) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(hash).or_insert(next)
    }
}

impl Cover {
    /// Of candidates with these terms.
    pub(super) fn new<'t>(candidates: impl Iterator<Item = &'t [Term]>, worth: &HashMap<Term, f32>) -> Self {
        let mut numbers: HashMap<Term, u32> = HashMap::new();
        let mut worths = Vec::new();
        let mut number = |term: &Term| {
            *numbers.entry(*term).or_insert_with(|| {
                worths.push(worth.get(term).copied().unwrap_or(0.0));
                worths.len() as u32 - 1
            })
        };
        let terms = candidates.map(|of| of.iter().map(&mut number).collect()).collect();
        Cover { terms, worth: worths }
    }

    /// The different terms of all candidates.
    pub(super) fn terms_in_all(&self) -> usize {
        self.worth.len()
    }

    /// The terms of a candidate, by their numbers, with what each is worth.
    pub(super) fn terms(&self, at: usize) -> impl Iterator<Item = (usize, f32)> {
        self.terms[at].iter().map(|&term| (term as usize, self.worth[term as usize]))
    }

    /// What each of the chosen adds to what is covered, each with the weight of its words; those first whose words come first.
    pub(super) fn covered(&self, chosen: &[(usize, f32)]) -> Vec<f32> {
        let mut seen = vec![false; self.worth.len()];
        let gain = |&(at, weight): &(usize, f32)| {
            let new = self.terms[at].iter().filter(|&&term| !std::mem::replace(&mut seen[term as usize], true));
            weight * new.map(|&term| self.worth[term as usize]).sum::<f32>()
        };
        chosen.iter().map(gain).collect()
    }
}

impl Whole {
    /// Of candidates with these texts; openings of so many words count.
    pub(super) fn new<'t>(
        candidates: impl Iterator<Item = &'t str>,
        (story, space): (&Story, &Space),
        length: usize,
    ) -> Self {
        let mut numbers = Numbers::default();
        let of_candidate = |text| words(text).iter().map(|word| numbers.of(word.hash)).collect();
        let of_candidates = candidates.map(of_candidate).collect();
        let openings = openings(story, space, length, &mut numbers);
        let titles = titles(story);
        let mut titled = vec![false; numbers.0.len()];
        for (hash, &at) in &numbers.0 {
            titled[at as usize] = titles.contains(hash);
        }
        Whole { words: of_candidates, titled, has_titles: !titles.is_empty(), openings }
    }

    /// The worth of a choice that covers so much.
    pub(super) fn value(&self, chosen: &[(usize, f32)], covered: f32) -> f32 {
        let mut counts = vec![0_u32; self.titled.len()];
        let mut length = 0;
        for &(at, _) in chosen {
            for &word in &self.words[at] {
                counts[word as usize] += 1;
            }
            length += self.words[at].len() as u32;
        }
        covered * (NOTHING + self.agreement(&counts, length)) * (NOTHING + self.in_titles(&counts)).powf(TITLES)
    }

    /// Mean share of words that the choice and an opening have in common (the F-measure of ROUGE-1, Lin 2004).
    fn agreement(&self, counts: &[u32], length: u32) -> f32 {
        let share = |(words, of): &(Vec<(u32, u32)>, u32)| {
            let common: u32 = words.iter().map(|&(word, n)| n.min(counts[word as usize])).sum();
            2.0 * common as f32 / (length + of).max(1) as f32
        };
        self.openings.iter().map(share).sum::<f32>() / self.openings.len().max(1) as f32
    }

    /// Share of the different words of a choice that titles have.
    fn in_titles(&self, counts: &[u32]) -> f32 {
        if !self.has_titles {
            return 1.0;
        }
        let different = counts.iter().filter(|&&n| n > 0).count();
        let named = counts.iter().zip(&self.titled).filter(|&(&n, &titled)| n > 0 && titled).count();
        named as f32 / different.max(1) as f32
    }
}

/// The first words of the sources nearest to the heart of the story, copies left out.
fn openings(story: &Story, space: &Space, length: usize, numbers: &mut Numbers) -> Vec<(Vec<(u32, u32)>, u32)> {
    let own = story.sources.iter().enumerate().filter(|(source, of)| of.group == *source);
    let mut near: Vec<(f32, usize)> = own.map(|(source, _)| (space.central[source], source)).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    near.truncate(OPENINGS);
    let opening = |(_, source): (f32, usize)| {
        let article = &story.sources[source].article;
        let all = article.body_sentences().flat_map(|s| words(&article.sentence_text(s)));
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        let mut taken = 0;
        for word in all.take(length) {
            *counts.entry(numbers.of(word.hash)).or_default() += 1;
            taken += 1;
        }
        (counts.into_iter().collect(), taken)
    };
    near.into_iter().map(opening).collect()
}

/// The content words of titles that the sources give.
fn titles(story: &Story) -> BTreeSet<u64> {
    let given = |basis: Basis| matches!(basis, Basis::Declared | Basis::Printed);
    let titles = story.sources.iter().map(|source| &source.article.title).filter(|title| given(title.basis));
    titles.flat_map(|title| words(&title.text)).filter(|word| word.is_content).map(|word: Word| word.hash).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three candidates, the second sharing a word with each of the others; three words apiece.
    fn whole(titled: [bool; 5], openings: Vec<(Vec<(u32, u32)>, u32)>) -> Whole {
        Whole {
            words: vec![vec![0, 1, 1], vec![1, 2, 3], vec![3, 4, 4]],
            has_titles: titled.contains(&true),
            titled: titled.to_vec(),
            openings,
        }
    }

    #[test]
    fn a_term_counts_once_for_whoever_brings_it_first() {
        let cover = Cover { terms: vec![vec![0, 1], vec![1, 2], vec![2, 3]], worth: vec![1.0, 2.0, 4.0, 8.0] };
        assert_eq!(cover.covered(&[(0, 1.0), (1, 0.5), (2, 1.0)]), [3.0, 2.0, 8.0]);
        assert_eq!(cover.covered(&[(1, 0.5), (0, 1.0)]), [3.0, 1.0]);
    }

    #[test]
    fn of_two_choices_that_cover_as_much_the_one_nearer_to_openings_and_titles_is_worth_more() {
        let alike = whole([false; 5], vec![(vec![(0, 1), (1, 1)], 2)]);
        // Two of its three words and of the opening's two are common: 2 × 2 ÷ 5.
        assert!((alike.value(&[(0, 1.0)], 1.0) - (NOTHING + 0.8) * (1.0 + NOTHING).powf(TITLES)).abs() < 1e-6);
        assert!(alike.value(&[(0, 1.0)], 1.0) > alike.value(&[(2, 1.0)], 1.0));
        let named = whole([false, false, false, true, true], vec![(vec![(1, 1), (3, 1)], 2)]);
        assert!(named.value(&[(2, 1.0)], 1.0) > named.value(&[(0, 1.0)], 1.0));
    }
}
