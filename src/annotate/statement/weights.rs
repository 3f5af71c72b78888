//! The weights by which candidates are compared, and the sums that they give.
//!
//! A choice (who speaks, where the content begins, whether a word of saying is a cue at all) lies between candidates,
//! each described by features. Its score is the sum of the features' weights; the probabilities of the candidates are
//! the softmax of their scores. The weights stand in `weights.tsv`, made by `examples/train_statements.rs` (log-linear
//! models, one for each choice, fitted by stochastic gradient descent): counts of how news text attributes, in which no
//! words stand but those of saying and the closed classes (prepositions, pronouns, conjunctions).
//!
//! Features that few examples have are kept and weights that are small, too: with those seen three times instead of six and
//! down to a hundredth the table is twice as large, costs nothing to look up, and finds half a point more.

use super::table::{self, Table};

/// Units of one in a weight of the table.
const SCALE: f32 = 100.0;

/// A value of a feature, or its kind: a name and its digest. Features are asked for by the thousand around each cue, so
/// that a name is digested once, most of them when the program is compiled (`value!`), and then only mixed with others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value<'n> {
    name: &'n str,
    digest: u64,
}

impl<'n> Value<'n> {
    /// Digests a name.
    pub(super) const fn new(name: &'n str) -> Self {
        Value { name, digest: table::digest(name) }
    }

    /// The same digest under another reading of the name: for a name that is digested earlier than it can be borrowed.
    pub(super) fn known(name: &'n str, digest: u64) -> Self {
        Value { name, digest }
    }

    pub(super) fn digest(self) -> u64 {
        self.digest
    }

    pub(super) fn name(self) -> &'n str {
        self.name
    }
}

impl PartialEq for Value<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest
    }
}

/// A [`Value`] of a literal, digested when the program is compiled.
macro_rules! value {
    ($name:literal) => {
        const { $crate::annotate::statement::weights::Value::new($name) }
    };
}
pub(super) use value;

/// Where features go: into a sum, or, to learn, into a list.
pub(super) trait Sink {
    /// Takes one feature: its kind and the values that make it.
    fn feature(&mut self, kind: Value<'static>, values: &[Value<'_>]);
}

/// Features at most of one candidate.
const FEATURES: usize = 32;

/// Keeps the keys of the features it is given, to be looked up together: code that describes a candidate is long, and
/// looking up between would leave neither it nor the look-up in the processor's store of instructions.
#[derive(Debug)]
pub(super) struct Keys {
    keys: [u64; FEATURES],
    count: usize,
}

impl Sink for Keys {
    #[inline]
    fn feature(&mut self, kind: Value<'static>, values: &[Value<'_>]) {
        debug_assert!(self.count < FEATURES, "a candidate with too many features");
        self.keys[self.count % FEATURES] = key(kind, values);
        self.count += 1;
    }
}

/// Keeps the features by name, as the table writes them.
#[derive(Debug, Default)]
pub(super) struct Named(pub(super) Vec<String>);

impl Sink for Named {
    fn feature(&mut self, kind: Value<'static>, values: &[Value<'_>]) {
        let values: Vec<&str> = values.iter().map(|value| value.name).collect();
        self.0.push(format!("{} {}", kind.name, values.join(" ")));
    }
}

/// Index and probability of the candidate with the highest score; the first where two are alike.
pub(super) fn best(scores: &[f32]) -> Option<(usize, f32)> {
    let higher = |best: (usize, f32), next: (usize, f32)| if next.1 > best.1 { next } else { best };
    let (at, most) = scores.iter().copied().enumerate().reduce(higher)?;
    let sum: f32 = scores.iter().map(|score| (score - most).exp()).sum();
    Some((at, 1.0 / sum))
}

/// The digest of a feature.
#[inline]
fn key(kind: Value<'_>, values: &[Value<'_>]) -> u64 {
    table::key(kind.digest, values.iter().map(|value| value.digest))
}

static BUILT_IN: Weights = Weights(Table::laid_out(include_bytes!(concat!(env!("OUT_DIR"), "/weights.bin"))));

/// The weights of all features.
#[derive(Debug, Default)]
pub struct Weights(Table);

impl Weights {
    /// The table that is built in.
    pub fn built_in() -> &'static Weights {
        &BUILT_IN
    }

    /// Reads lines of a weight, a tab and a feature; `#` begins a comment, a line that is neither is left out.
    pub fn read(table: &str) -> Weights {
        Weights(Table::read(table))
    }

    /// The score of a candidate, in natural logarithms: the sum of the weights of the features that `describe` gives.
    pub(super) fn score(&self, describe: impl FnOnce(&mut Keys)) -> f32 {
        let mut sink = Keys { keys: [0; FEATURES], count: 0 };
        describe(&mut sink);
        self.0.sum(&sink.keys[..sink.count.min(FEATURES)]) as f32 / SCALE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_of_the_table_is_found_by_its_parts() {
        let table = Table::read("# comment\n12\tcue.word say VBD\n-3\tcue.word ask VBD\n");
        let kind = value!("cue.word");
        assert_eq!(table.sum(&[key(kind, &[value!("say"), value!("VBD")])]), 12);
        assert_eq!(table.sum(&[key(kind, &[value!("say"), value!("VBZ")])]), 0);
        assert_ne!(key(value!("a"), &[value!("bc")]), key(value!("ab"), &[value!("c")]));
        assert_ne!(key(kind, &[value!("a"), value!("b")]), key(kind, &[value!("b"), value!("a")]));
    }

    #[test]
    fn the_table_that_is_built_in_is_that_of_the_file() {
        let lines = include_str!("weights.tsv");
        let mut count = 0;
        for (key, weight) in table::weights(lines) {
            assert_eq!(BUILT_IN.0.sum(&[key]), weight);
            count += 1;
        }
        assert!(count > 10_000);
        assert_eq!(BUILT_IN.0.bytes(), Table::read(lines).bytes());
    }

    #[test]
    fn the_best_of_scores_is_as_likely_as_the_others_leave() {
        let (at, p) = best(&[1.0, 3.0, 2.0, 3.0]).expect("four scores");
        let others = 1.0_f32.exp() + 2.0_f32.exp() + 3.0_f32.exp();
        assert_eq!(at, 1);
        assert!((p - 3.0_f32.exp() / (3.0_f32.exp() + others)).abs() < 1e-6);
        assert_eq!(best(&[]), None);
    }
}
