//! Pairs of texts worth comparing: few, and hardly ever missing one that tells the same.
//!
//! In: the hashed runs of words of each text, sorted. Out: pairs of indices, the lesser first, in order.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::text::similarity::mix;

/// Bands of a signature and numbers in each. Texts that share half of their runs agree in one band or another with a
/// probability of 87 in 100, those that share a third with 33, a tenth with less than 1 (`MinHash`, Broder 1997; bands,
/// Indyk and Motwani 1998).
const BANDS: usize = 32;
const ROWS: usize = 4;
/// One run of this many, chosen by its hash, stands for a text that may be part of a longer one.
const SAMPLED: u64 = 4;
/// A run found in more texts than this is boilerplate, and names no pair.
const COMMON: usize = 20;
/// Sampled runs that two texts share at least.
const SHARED: usize = 3;

/// Texts alike to the word: each with the first of its kind.
pub(super) fn equal(sets: &[Vec<u64>]) -> impl Iterator<Item = (usize, usize)> {
    let mut first_of: BTreeMap<&[u64], usize> = BTreeMap::new();
    let full = sets.iter().enumerate().filter(|(_, set)| !set.is_empty());
    full.map(move |(at, set)| (*first_of.entry(set).or_insert(at), at)).filter(|(first, at)| first != at)
}

/// Those of `kinds` whose signatures agree in a band: each with the first and with the last before it in that band, so
/// that a thousand near copies make two thousand pairs and not a million.
pub(super) fn alike(sets: &[Vec<u64>], kinds: &[usize]) -> Vec<(usize, usize)> {
    let signatures: Vec<Vec<u64>> = kinds.par_iter().map(|&kind| bands(&sets[kind])).collect();
    let mut pairs = Vec::new();
    for band in 0..BANDS {
        let mut seen: Vec<(u64, usize)> = signatures.iter().zip(kinds).map(|(s, &kind)| (s[band], kind)).collect();
        seen.sort_unstable();
        for same in seen.chunk_by(|a, b| a.0 == b.0) {
            pairs.extend(same.windows(2).map(|two| (two[0].1, two[1].1)));
            pairs.extend(same.iter().skip(2).map(|other| (same[0].1, other.1)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// One number for each band of a text's signature.
fn bands(set: &[u64]) -> Vec<u64> {
    let least = |seed: usize| {
        let seed = mix(seed as u64);
        set.iter().map(|run| mix(run ^ seed)).min().unwrap_or(0)
    };
    let band = |band: usize| (band * ROWS..(band + 1) * ROWS).fold(band as u64, |hash, seed| mix(hash ^ least(seed)));
    (0..BANDS).map(band).collect()
}

/// Those of `kinds` that share enough of a sample of their runs for one to hold the other.
pub(super) fn contained(sets: &[Vec<u64>], kinds: &[usize]) -> Vec<(usize, usize)> {
    let sample = |&kind: &usize| sets[kind].iter().filter(|run| *run % SAMPLED == 0).map(move |&run| (run, kind));
    let mut holders: Vec<(u64, usize)> = kinds.iter().flat_map(sample).collect();
    holders.sort_unstable();
    let mut pairs = Vec::new();
    for same in holders.chunk_by(|a, b| a.0 == b.0).filter(|same| (2..=COMMON).contains(&same.len())) {
        for (at, a) in same.iter().enumerate() {
            pairs.extend(same[at + 1..].iter().map(|b| (a.1, b.1)));
        }
    }
    pairs.sort_unstable();
    pairs.chunk_by(|a, b| a == b).filter(|same| same.len() >= SHARED).map(|same| same[0]).collect()
}
