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

/// Features of which the weights are looked up together.
const TOGETHER: usize = 32;

/// Adds up the weights of the features it is given.
#[derive(Debug)]
pub(super) struct Sum<'m> {
    table: &'m Table,
    sum: i32,
    /// Features whose weights are still to be added, the first `waiting` of them: looked up in one go, so that the waits
    /// for memory overlap.
    keys: [u64; TOGETHER],
    waiting: usize,
}

impl Sum<'_> {
    fn add(&mut self) -> i32 {
        self.sum += self.keys.iter().take(self.waiting).map(|&key| self.table.get(key)).sum::<i32>();
        self.waiting = 0;
        self.sum
    }
}

impl Sink for Sum<'_> {
    #[inline]
    fn feature(&mut self, kind: Value<'static>, values: &[Value<'_>]) {
        if self.waiting == TOGETHER {
            self.add();
        }
        self.keys[self.waiting] = key(kind, values);
        self.waiting += 1;
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

/// Places of a bucket: as many as fill a line of memory.
const PLACES: usize = 10;

/// Features whose digests lead to one line of memory: the part of each digest that tells it from others there, 0 where
/// the place is free, and the weight.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(64))]
struct Bucket {
    checks: [u32; PLACES],
    weights: [i16; PLACES],
}

/// Weights by the digest of their feature, in buckets that are half full.
///
/// Nearly all features are told by one bucket, without a branch that depends on what stands there: the waits for memory
/// of one feature and of the next overlap.
#[derive(Debug, Default)]
struct Table {
    buckets: Vec<Bucket>,
}

impl Table {
    fn new(weights: &[(u64, i16)]) -> Self {
        let count = weights.len() / (PLACES / 2) + 1;
        let mut table = Table { buckets: vec![Bucket::default(); count] };
        for &(key, weight) in weights {
            table.insert(key, weight);
        }
        table
    }

    /// Puts a weight where its digest belongs; of two of one feature the last is kept.
    fn insert(&mut self, key: u64, weight: i16) {
        let mut at = self.first(key);
        loop {
            let bucket = &mut self.buckets[at];
            if let Some(place) = bucket.checks.iter().position(|&known| known == 0 || known == check(key)) {
                (bucket.checks[place], bucket.weights[place]) = (check(key), weight);
                return;
            }
            at = self.next(at);
        }
    }

    /// The bucket that a digest leads to: its low half, spread over all.
    #[inline]
    fn first(&self, key: u64) -> usize {
        ((key & 0xffff_ffff) * self.buckets.len() as u64 >> 32) as usize
    }

    #[inline]
    fn next(&self, at: usize) -> usize {
        if at + 1 < self.buckets.len() { at + 1 } else { 0 }
    }

    #[inline]
    #[expect(
        clippy::needless_bitwise_bool,
        reason = "one branch that is nearly always taken, not two that are guessed"
    )]
    fn get(&self, key: u64) -> i32 {
        let mut at = self.first(key);
        while let Some(bucket) = self.buckets.get(at) {
            let mut found = 0;
            for (known, weight) in bucket.checks.iter().zip(&bucket.weights) {
                found |= if *known == check(key) { *weight } else { 0 };
            }
            if (found != 0) | (bucket.checks[PLACES - 1] == 0) {
                return i32::from(found);
            }
            at = self.next(at);
        }
        0
    }
}

#[inline]
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
        let mut sum = Sum { table: &self.0, sum: 0, keys: [0; TOGETHER], waiting: 0 };
        describe(&mut sum);
        sum.add() as f32 / SCALE
    }
}

fn read(table: &str) -> Table {
    let weights: Vec<(u64, i16)> = table
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
    fn features_that_fill_a_bucket_go_on_in_the_next() {
        let numbers = 1..=PLACES as u64 * 2;
        let mut table = Table { buckets: vec![Bucket::default(); 3] };
        // All lead to the last bucket.
        let key = |number: u64| number << 33 | 0xffff_ffff;
        numbers.clone().for_each(|number| table.insert(key(number), number as i16));
        assert!(numbers.clone().all(|number| table.get(key(number)) == number as i32));
        assert_eq!((table.get(key(99)), Table::default().get(key(1))), (0, 0));
    }

    #[test]
    fn probabilities_add_up_to_one() {
        let all = softmax(&[1.0, 2.0, 3.0]);
        assert!((all.iter().sum::<f32>() - 1.0).abs() < 1e-6 && all[2] > all[1]);
    }
}
