//! Whether two sentences tell the same fact.
//!
//! In: two sentences in their words and parts of speech. Out: a probability. Knows nothing of who tells them, or when.
//!
//! `features` measures how alike they are (n-gram and stem overlap as in Wan et al. 2006, unmatched words by their parts of
//! speech, numbers, names, denials, order); a logistic model weighs the measures and their products. Its weights are
//! learned by `examples/train_same.rs`; `frequencies.tsv` says how rare a word is in news.

mod features;

use std::sync::LazyLock;

pub use features::{Sentence, measures};

/// Names of the measures in their order.
pub use features::NAMES;

/// A measure of the model: centred and scaled before it is weighed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// Its mean where it was learned.
    pub mean: f64,
    /// Its standard deviation there.
    pub deviation: f64,
}

/// The weights of measures and of products of two.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Model {
    /// One for each measure.
    pub scales: Vec<Scale>,
    /// Weight where nothing is known.
    pub bias: f64,
    /// First measure, second one or none, weight.
    pub weights: Vec<(usize, Option<usize>, f64)>,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::read(include_str!("weights.tsv")));

/// Share of the rare words of the shorter sentence that nearly all pairs of the corpus have in common.
const FEWEST_IN_COMMON: f64 = 0.25;

/// Most standard deviations that a measure counts.
const MOST: f64 = 3.0;

impl Model {
    /// Reads a table of weights; lines that are none are left out.
    pub fn read(table: &str) -> Model {
        let mut model = Model { scales: vec![Scale { mean: 0.0, deviation: 1.0 }; NAMES.len()], ..Model::default() };
        let place = |name: &str| NAMES.iter().position(|known| *known == name);
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            match fields[..] {
                ["scale", name, mean, deviation] => {
                    if let (Some(at), Ok(mean), Ok(deviation)) = (place(name), mean.parse(), deviation.parse()) {
                        model.scales[at] = Scale { mean, deviation };
                    }
                }
                ["bias", weight] => model.bias = weight.parse().unwrap_or_default(),
                ["weight", name, weight] => {
                    model.weights.extend(place(name).zip(weight.parse().ok()).map(|(at, weight)| (at, None, weight)));
                }
                ["weight", one, two, weight] => {
                    let pair = place(one).zip(place(two)).zip(weight.parse().ok());
                    model.weights.extend(pair.map(|((one, two), weight)| (one, Some(two), weight)));
                }
                _ => {}
            }
        }
        model
    }

    /// Measures centred and scaled.
    pub fn scaled(&self, measures: &[f64]) -> Vec<f64> {
        let scaled = measures.iter().zip(&self.scales).map(|(m, s)| ((m - s.mean) / s.deviation).clamp(-MOST, MOST));
        scaled.collect()
    }

    /// The probability for two sentences with these measures.
    pub fn probability(&self, measures: &[f64]) -> f64 {
        let scaled = self.scaled(measures);
        let value = |at: usize| scaled.get(at).copied().unwrap_or_default();
        let product = |&(one, two, weight): &(usize, Option<usize>, f64)| weight * value(one) * two.map_or(1.0, value);
        let sum: f64 = self.bias + self.weights.iter().map(product).sum::<f64>();
        1.0 / (1.0 + (-sum).exp())
    }
}

/// How likely it is that two sentences tell the same fact: 0 to 1, the same in either order.
pub fn same(a: &Sentence, b: &Sentence) -> f64 {
    let measures = measures(a, b);
    // Pairs with less in common than any the model has seen are not for it to judge.
    let common = NAMES.iter().position(|name| *name == "rare-shorter").and_then(|at| measures.get(at));
    MODEL.probability(&measures) * (common.copied().unwrap_or_default() / FEWEST_IN_COMMON).min(1.0)
}
