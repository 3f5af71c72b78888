//! Sentences of dated sources that tell of the same as a given one, found through the stems they share.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::similarity::{Vector, cosine};

use super::super::space::Space;

/// Stems that more sentences than this have in common say little, and are not looked up.
const COMMON: usize = 80;
/// Matches kept for one sentence.
const MOST: usize = 8;

/// A sentence like another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Alike {
    pub(super) source: usize,
    pub(super) sentence: usize,
    /// In thousandths, so that the order of additions makes no difference.
    pub(super) likeness: u16,
}

/// Sentences by their stems.
pub(super) struct Index<'s> {
    space: &'s Space,
    postings: BTreeMap<u32, Vec<(usize, usize)>>,
}

impl<'s> Index<'s> {
    /// Of all sentences of these sources.
    pub(super) fn new(space: &'s Space, sources: impl Iterator<Item = usize>) -> Self {
        let mut postings: BTreeMap<u32, Vec<(usize, usize)>> = BTreeMap::new();
        for source in sources {
            for (sentence, vector) in space.sentences[source].iter().enumerate() {
                for (stem, _) in vector {
                    postings.entry(*stem).or_default().push((source, sentence));
                }
            }
        }
        postings.retain(|_, places| places.len() <= COMMON);
        Index { space, postings }
    }

    /// The sentences most like `vector`, from `least` (in thousandths) on, those of `source` itself left out; best first.
    /// `name` orders what is equally like.
    pub(super) fn like<'n>(
        &self,
        vector: &Vector,
        source: usize,
        least: u16,
        name: impl Fn(usize) -> &'n str,
    ) -> Vec<Alike> {
        let places: BTreeSet<(usize, usize)> = vector
            .iter()
            .filter_map(|(stem, _)| self.postings.get(stem))
            .flatten()
            .copied()
            .filter(|(other, _)| *other != source)
            .collect();
        let mut found: Vec<Alike> = places
            .into_iter()
            .map(|(source, sentence)| {
                let likeness = cosine(vector, &self.space.sentences[source][sentence]);
                Alike { source, sentence, likeness: (likeness * 1000.0).round().clamp(0.0, 1000.0) as u16 }
            })
            .filter(|alike| alike.likeness >= least)
            .collect();
        found.sort_by(|a, b| {
            b.likeness
                .cmp(&a.likeness)
                .then_with(|| name(a.source).cmp(name(b.source)))
                .then_with(|| a.sentence.cmp(&b.sentence))
        });
        found.truncate(MOST);
        found
    }
}
