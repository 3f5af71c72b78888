//! The weights by which candidates are compared, and the sums that they give.
//!
//! A choice (who speaks, where the content begins, whether a word of saying is a cue at all) lies between candidates,
//! each described by features. Its score is the sum of the features' weights; the probabilities of the candidates are
//! the softmax of their scores. The weights stand in `weights.tsv`, made by `examples/train_statements.rs` (log-linear
//! models, one for each choice, fitted by stochastic gradient descent): counts of how news text attributes, in which no
//! words stand but those of saying and the closed classes (prepositions, pronouns, conjunctions).

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// Units of one in a weight of the table.
const SCALE: f32 = 100.0;

/// Where features go: into a sum, or, to learn, into a list.
pub(super) trait Sink {
    /// Takes one feature: its kind and the values that make it.
    fn feature(&mut self, kind: &str, values: &[&str]);
}

/// Adds up the weights of the features it is given.
#[derive(Debug)]
struct Sum<'m> {
    table: &'m Table,
    sum: i32,
}

impl Sink for Sum<'_> {
    fn feature(&mut self, kind: &str, values: &[&str]) {
        if let Some(weight) = self.table.get(&key(kind, values)) {
            self.sum += i32::from(*weight);
        }
    }
}

/// Keeps the features by name, as the table writes them.
#[derive(Debug, Default)]
pub(super) struct Named(pub(super) Vec<String>);

impl Sink for Named {
    fn feature(&mut self, kind: &str, values: &[&str]) {
        self.0.push(format!("{kind} {}", values.join(" ")));
    }
}

/// Probabilities of candidates with these scores.
pub(super) fn softmax(scores: &[f32]) -> Vec<f32> {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = scores.iter().map(|s| (s - most).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.into_iter().map(|p| p / sum).collect()
}

/// A 64-bit digest of a feature, the same on every machine.
fn key(kind: &str, values: &[&str]) -> u64 {
    let mut digest = 0xcbf2_9ce4_8422_2325;
    for part in std::iter::once(&kind).chain(values) {
        for chunk in part.as_bytes().chunks(8) {
            let mut bytes = [0; 8];
            bytes[..chunk.len()].copy_from_slice(chunk);
            digest = mix(digest ^ u64::from_le_bytes(bytes));
        }
        digest = mix(digest ^ 0x20);
    }
    digest
}

fn mix(value: u64) -> u64 {
    let value = value.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value ^ (value >> 29)
}

/// Keys are digests already.
#[derive(Default)]
struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0 << 8 | u64::from(byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

type Table = HashMap<u64, i16, BuildHasherDefault<Identity>>;

static BUILT_IN: LazyLock<Weights> = LazyLock::new(|| Weights::read(include_str!("weights.tsv")));

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
        Weights(read(table))
    }

    /// The score of a candidate, in natural logarithms: the sum of the weights of the features that `describe` gives.
    pub(super) fn score(&self, describe: impl FnOnce(&mut dyn Sink)) -> f32 {
        let mut sum = Sum { table: &self.0, sum: 0 };
        describe(&mut sum);
        sum.sum as f32 / SCALE
    }
}

fn read(table: &str) -> Table {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (weight, feature) = line.split_once('\t')?;
            let mut parts = feature.split(' ');
            let kind = parts.next()?;
            let values: Vec<&str> = parts.collect();
            Some((key(kind, &values), weight.parse().ok()?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_of_the_table_is_found_by_its_parts() {
        let table = read("# comment\n12\tcue.word say VBD\n-3\tcue.word ask VBD\n");
        assert_eq!(table.get(&key("cue.word", &["say", "VBD"])), Some(&12));
        assert_eq!(table.get(&key("cue.word", &["say", "VBZ"])), None);
        assert_ne!(key("a", &["bc"]), key("ab", &["c"]));
    }

    #[test]
    fn probabilities_add_up_to_one() {
        let all = softmax(&[1.0, 2.0, 3.0]);
        assert!((all.iter().sum::<f32>() - 1.0).abs() < 1e-6 && all[2] > all[1]);
    }
}
