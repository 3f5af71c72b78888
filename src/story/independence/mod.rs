//! Which sources are independent witnesses: copies and near copies, and reports that come from one desk.
//!
//! In: articles. Out: for each the number of the text it tells and of the desk it comes from. Candidates come from shared
//! runs of words, and each is checked exactly; the work grows with the sources, not with their pairs.
//! Knows nothing of what the texts tell.

mod candidates;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::annotate::Annotations;
use crate::corpus::Article;
use crate::text::sets::DisjointSets;
use crate::text::similarity::{containment, shingles};

use super::model::{Citation, Source};

/// Words in a run. Five in a row are rarely shared by chance.
const RUN: usize = 5;
/// Share of the shorter text that makes it a copy.
const COPY: f64 = 0.6;
/// Runs that a text has at least when a longer one may hold it: a line or two is quoted, not copied.
const SHORT: usize = 20;
/// Words in a run within one sentence.
const RUN_OF_SENTENCE: usize = 4;
/// Share of the shorter sentence that makes it a copy.
const COPIED_SENTENCE: f64 = 0.7;

/// For each source the number of its group: the index of the first source that tells the same text.
pub(super) fn groups(articles: &[(Article, Annotations)]) -> Vec<usize> {
    let sets: Vec<Vec<u64>> = articles.par_iter().map(|(article, _)| shingles(&body(article), RUN)).collect();
    let mut groups = DisjointSets::new(articles.len());
    let same = |a: usize, b: usize| {
        let (a, b) = (&sets[a], &sets[b]);
        a == b || a.len().min(b.len()) >= SHORT && containment(a, b) >= COPY
    };
    // Texts alike to the word first, however many, so that what follows compares one of each; then near copies.
    candidates::equal(&sets).for_each(|(a, b)| groups.join(a, b));
    for find in [candidates::alike, candidates::contained] {
        let kinds: Vec<usize> = (0..sets.len()).filter(|&s| groups.root(s) == s && !sets[s].is_empty()).collect();
        for (a, b) in find(&sets, &kinds) {
            if groups.root(a) != groups.root(b) && same(a, b) {
                groups.join(a, b);
            }
        }
    }
    (0..articles.len()).map(|source| groups.root(source)).collect()
}

/// The words of an article, in whatever language: a copy is a copy in each.
fn body(article: &Article) -> String {
    let blocks = article.blocks.iter().filter(|block| block.kind.is_body());
    blocks.flat_map(|block| block.sentences.clone()).map(|s| article.sentence_text(s)).collect::<Vec<_>>().join(" ")
}

/// For each source the number of its desk: the index of the first source that is a copy of it, or comes from the agency or
/// the outlet that it comes from. What one desk tells twice is told by one witness.
pub(super) fn desks(articles: &[(Article, Annotations)], groups: &[usize]) -> Vec<usize> {
    let mut desks = DisjointSets::new(articles.len());
    let mut of_name: BTreeMap<String, usize> = BTreeMap::new();
    for (source, (article, _)) in articles.iter().enumerate() {
        desks.join(source, groups[source]);
        if let Some(name) = desk(article) {
            let first = *of_name.entry(name).or_insert(source);
            desks.join(source, first);
        }
    }
    (0..articles.len()).map(|source| desks.root(source)).collect()
}

/// Name of the agency of an article, else of its outlet, as it is compared.
fn desk(article: &Article) -> Option<String> {
    let agency = article.dateline.as_ref().and_then(|dateline| dateline.agency.as_deref());
    // The agency is who wrote it, wherever it was printed.
    let desk = agency.or(article.outlet.as_ref().map(|outlet| outlet.text.as_str()));
    desk.map(str::to_lowercase).filter(|name| !name.trim().is_empty())
}

/// How many independent witnesses these sentences are: those of one desk are one, and a sentence that another one copies
/// is no second witness either.
pub fn witnesses(citations: &[Citation], sources: &[Source]) -> usize {
    let desks: BTreeSet<usize> = citations.iter().map(|c| sources[c.source].desk).collect();
    if desks.len() < 2 {
        return desks.len();
    }
    let mut first_of: BTreeMap<u64, usize> = BTreeMap::new();
    let mut joined = DisjointSets::new(citations.len());
    let mut of_desk: BTreeMap<usize, usize> = BTreeMap::new();
    let runs: Vec<Vec<u64>> = citations.iter().map(|&c| runs(c, sources)).collect();
    for (at, citation) in citations.iter().enumerate() {
        let first = *of_desk.entry(sources[citation.source].desk).or_insert(at);
        joined.join(at, first);
        for &run in &runs[at] {
            let first = *first_of.entry(run).or_insert(at);
            if joined.root(first) != joined.root(at) && containment(&runs[first], &runs[at]) >= COPIED_SENTENCE {
                joined.join(first, at);
            }
        }
    }
    (0..citations.len()).filter(|&at| joined.root(at) == at).count()
}

fn runs(citation: Citation, sources: &[Source]) -> Vec<u64> {
    shingles(&sources[citation.source].article.words_at(citation.span), RUN_OF_SENTENCE)
}
