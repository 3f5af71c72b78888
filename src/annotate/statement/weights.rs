//! The weights by which candidates are compared, and the sums that they give.
//!
//! A choice (who speaks, where the content begins, whether a word of saying is a cue at all) lies between candidates,
//! each described by features. Its score is the sum of the features' weights; the probabilities of the candidates are
//! the softmax of their scores. The weights stand in `weights.tsv`, made by `examples/train_statements.rs` (log-linear
//! models, one for each choice, fitted by stochastic gradient descent): counts of how news text attributes, in which no
//! words stand but those of saying and the closed classes (prepositions, pronouns, conjunctions).

use std::sync::LazyLock;

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
    /// Digests a name, the same on every machine (FNV-1a, mixed once more).
    pub(super) const fn new(name: &'n str) -> Self {
        let bytes = name.as_bytes();
        let mut digest = 0xcbf2_9ce4_8422_2325;
        let mut at = 0;
        while at < bytes.len() {
            digest = (digest ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
            at += 1;
        }
        Value { name, digest: mix(digest) }
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

/// Adds up the weights of the features it is given.
#[derive(Debug)]
pub(super) struct Sum<'m> {
    table: &'m Table,
    sum: i32,
}

impl Sink for Sum<'_> {
    #[inline]
    fn feature(&mut self, kind: Value<'static>, values: &[Value<'_>]) {
        self.sum += self.table.get(key(kind, values));
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

/// Probabilities of candidates with these scores.
pub(super) fn softmax(scores: &[f32]) -> Vec<f32> {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = scores.iter().map(|s| (s - most).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.into_iter().map(|p| p / sum).collect()
}

/// A 64-bit digest of a feature, the same on every machine.
#[inline]
fn key(kind: Value<'_>, values: &[Value<'_>]) -> u64 {
    values.iter().fold(kind.digest, |key, value| with(key, *value))
}

/// The digest of a feature with one more value.
#[inline]
fn with(key: u64, value: Value<'_>) -> u64 {
    mix(key ^ value.digest)
}

const fn mix(value: u64) -> u64 {
    let value = value.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value ^ (value >> 29)
}

/// A feature's weight with the part of its digest that tells it from others in its place; 0 where the place is free.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    check: u32,
    weight: i32,
}

/// Weights by the digest of their feature: open addressing, at most half full.
#[derive(Debug, Default)]
struct Table {
    slots: Vec<Slot>,
}

impl Table {
    fn new(weights: &[(u64, i32)]) -> Self {
        let mut table = Table { slots: vec![Slot::default(); (weights.len() * 2 + 1).next_power_of_two()] };
        for &(key, weight) in weights {
            let at = table.place(key);
            table.slots[at] = Slot { check: check(key), weight };
        }
        table
    }

    /// Where the feature stands, or the free place where it would.
    fn place(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while self.slots[at].check != 0 && self.slots[at].check != check(key) {
            at = (at + 1) & mask;
        }
        at
    }

    fn get(&self, key: u64) -> i32 {
        if self.slots.is_empty() { 0 } else { self.slots[self.place(key)].weight }
    }
}

fn check(key: u64) -> u32 {
    (key >> 32) as u32 | 1
}

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
    pub(super) fn score(&self, describe: impl FnOnce(&mut Sum<'_>)) -> f32 {
        let mut sum = Sum { table: &self.0, sum: 0 };
        describe(&mut sum);
        sum.sum as f32 / SCALE
    }
}

fn read(table: &str) -> Table {
    let weights: Vec<(u64, i32)> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (weight, feature) = line.split_once('\t')?;
            let mut parts = feature.split(' ');
            let kind = Value::new(parts.next()?).digest;
            Some((parts.fold(kind, |key, value| with(key, Value::new(value))), weight.parse().ok()?))
        })
        .collect();
    Table::new(&weights)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_of_the_table_is_found_by_its_parts() {
        let table = read("# comment\n12\tcue.word say VBD\n-3\tcue.word ask VBD\n");
        let kind = value!("cue.word");
        assert_eq!(table.get(key(kind, &[value!("say"), value!("VBD")])), 12);
        assert_eq!(table.get(key(kind, &[value!("say"), value!("VBZ")])), 0);
        assert_ne!(key(value!("a"), &[value!("bc")]), key(value!("ab"), &[value!("c")]));
        assert_ne!(key(kind, &[value!("a"), value!("b")]), key(kind, &[value!("b"), value!("a")]));
    }

    #[test]
    fn probabilities_add_up_to_one() {
        let all = softmax(&[1.0, 2.0, 3.0]);
        assert!((all.iter().sum::<f32>() - 1.0).abs() < 1e-6 && all[2] > all[1]);
    }
}
