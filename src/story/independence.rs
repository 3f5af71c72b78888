//! Which sources tell one text: copies and near copies, found by shared runs of words.

use std::collections::BTreeMap;

use crate::annotate::Annotations;
use crate::corpus::Article;
use crate::text::similarity::{containment, shingles};

/// Words in a run. Five in a row are rarely shared by chance.
const RUN: usize = 5;
/// Share of the shorter text that makes it a copy.
const COPY: f64 = 0.6;
/// A run found in more sources than this is boilerplate, and names no pair.
const COMMON: usize = 50;

/// For each source the number of its group: the index of the first source that tells the same text.
pub(super) fn groups(articles: &[(Article, Annotations)]) -> Vec<usize> {
    let sets: Vec<Vec<u64>> = articles.iter().map(|(article, _)| shingles(&body(article), RUN)).collect();
    let mut group: Vec<usize> = (0..articles.len()).collect();
    // Texts alike to the word first, however many, so that what follows compares one of each.
    let mut first_of: BTreeMap<&[u64], usize> = BTreeMap::new();
    for (source, set) in sets.iter().enumerate().filter(|(_, set)| !set.is_empty()) {
        group[source] = *first_of.entry(set).or_insert(source);
    }
    let kinds: Vec<usize> = (0..sets.len()).filter(|&source| group[source] == source).collect();
    for (a, b) in candidates(&sets, &kinds) {
        if containment(&sets[a], &sets[b]) >= COPY {
            let (a, b) = (root(&group, a), root(&group, b));
            group[a.max(b)] = a.min(b);
        }
    }
    (0..group.len()).map(|at| root(&group, at)).collect()
}

/// The words of an article, in whatever language: a copy is a copy in each.
fn body(article: &Article) -> String {
    let blocks = article.blocks.iter().filter(|block| block.kind.is_body());
    blocks.flat_map(|block| block.sentences.clone()).map(|s| article.sentence_text(s)).collect::<Vec<_>>().join(" ")
}

/// Pairs that share enough runs to be looked at, in order.
fn candidates(sets: &[Vec<u64>], kinds: &[usize]) -> Vec<(usize, usize)> {
    let mut holders: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for &source in kinds {
        for &run in &sets[source] {
            holders.entry(run).or_default().push(source);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for sources in holders.values().filter(|s| (2..=COMMON).contains(&s.len())) {
        for (i, &a) in sources.iter().enumerate() {
            for &b in &sources[i + 1..] {
                *shared.entry((a, b)).or_default() += 1;
            }
        }
    }
    let enough = |&(a, b): &(usize, usize), n: usize| n as f64 >= COPY * 0.5 * sets[a].len().min(sets[b].len()) as f64;
    shared.into_iter().filter(|(pair, n)| enough(pair, *n)).map(|(pair, _)| pair).collect()
}

fn root(group: &[usize], mut at: usize) -> usize {
    while group[at] != at {
        at = group[at];
    }
    at
}
