//! Sentences of dated sources that tell of the same as a given one, found through the stems they share.

use std::collections::BTreeMap;

use crate::text::similarity::{Vector, cosine};

use super::super::space::Space;

/// Stems that more sentences than this have in common say little, and are not looked up.
const COMMON: usize = 80;
/// What rounding may take from a likeness.
const SLACK: f32 = 0.002;
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
    postings: BTreeMap<u32, Vec<Place>>,
}

/// Source, sentence, and the weight of a stem there.
type Place = (usize, usize, f32);

impl<'s> Index<'s> {
    /// Of all sentences of these sources.
    pub(super) fn new(space: &'s Space, sources: impl Iterator<Item = usize>) -> Self {
        let mut postings: BTreeMap<u32, Vec<Place>> = BTreeMap::new();
        for source in sources {
            for (sentence, vector) in space.sentences[source].iter().enumerate() {
                for (stem, weight) in vector {
                    let places = postings.entry(*stem).or_default();
                    // One more than is looked up, which marks it as common.
                    if places.len() <= COMMON {
                        places.push((source, sentence, *weight));
                    }
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
        // What the rare stems come to, and what the others can add at most (Cauchy and Schwarz).
        let mut places: Vec<(usize, usize, f32)> = Vec::new();
        let mut common = 0.0;
        for (stem, weight) in vector {
            match self.postings.get(stem) {
                Some(of_stem) => {
                    places.extend(of_stem.iter().map(|&(s, sentence, there)| (s, sentence, weight * there)));
                }
                None => common += weight * weight,
            }
        }
        places.sort_unstable_by_key(|&(source, sentence, _)| (source, sentence));
        let enough = f32::from(least) / 1000.0 - common.sqrt() - SLACK;
        let mut found: Vec<Alike> = places
            .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
            .filter(|same| same[0].0 != source && same.iter().map(|place| place.2).sum::<f32>() >= enough)
            .map(|same| (same[0].0, same[0].1))
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
