//! The sentences of the story as weighted vectors, made once and read by every later step.

use rayon::prelude::*;

use super::sentence::standing;
use crate::annotate::Annotations;
use crate::corpus::Article;
use crate::text::similarity::{Vector, Weights, centroid, cosine, unit};

/// Vectors of all body sentences, by source and sentence; empty for sentences of other blocks.
#[derive(Debug)]
pub(super) struct Space {
    /// `sentences[source][sentence]`.
    pub(super) sentences: Vec<Vec<Vector>>,
    /// How well each sentence stands alone, from 0 to 1: `alone[source][sentence]`.
    pub(super) alone: Vec<Vec<f32>>,
    /// Mean direction of each source.
    pub(super) sources: Vec<Vector>,
    /// Mean direction of the story.
    pub(super) story: Vector,
    /// How near each source is to it.
    pub(super) central: Vec<f32>,
    weights: Weights,
}

impl Space {
    pub(super) fn new(articles: &[(Article, Annotations)]) -> Self {
        let texts = articles.iter().flat_map(|(a, _)| a.body_sentences().map(|s| a.sentence_text(s)));
        let weights = Weights::learn(texts);
        let sentences: Vec<Vec<Vector>> = articles
            .par_iter()
            .map(|(article, _)| {
                let mut vectors = vec![Vector::new(); article.sentences.len()];
                for sentence in article.body_sentences() {
                    vectors[sentence] = weights.vector(&article.sentence_text(sentence));
                }
                vectors
            })
            .collect();
        let sources: Vec<Vector> = sentences.par_iter().map(|all| centroid(all.iter())).collect();
        let story = centroid(sources.iter());
        let alone = articles.par_iter().map(|(article, annotations)| standing(article, annotations)).collect();
        let central = sources.par_iter().map(|source| cosine(source, &story)).collect();
        Space { sentences, alone, sources, story, central, weights }
    }

    /// Vector of any words of the story.
    pub(super) fn vector(&self, text: &str) -> Vector {
        self.weights.vector(text)
    }

    /// What two sentences have in common, the rarest stems first, as ids.
    pub(super) fn rare(&self, vector: &Vector, most: usize) -> Vec<u32> {
        let mut ids: Vec<u32> = vector.iter().map(|v| v.0).collect();
        ids.sort_by(|&a, &b| self.weights.idf(b).total_cmp(&self.weights.idf(a)).then(a.cmp(&b)));
        ids.truncate(most);
        ids
    }
}

/// A vector whose parts are the sum of two, the first weighted.
pub(super) fn blend(a: &Vector, weight: f32, b: &Vector) -> Vector {
    let mut sum: std::collections::BTreeMap<u32, f32> = b.iter().copied().collect();
    for &(id, w) in a {
        *sum.entry(id).or_default() += weight * w;
    }
    unit(sum.into_iter().collect())
}
