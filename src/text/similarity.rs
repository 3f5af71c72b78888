//! Weighted similarity of short texts, and shared runs of words.

use std::collections::BTreeMap;

use super::boundary::words;
use super::stem::content_stems;

/// How many times as long a vector is that is looked up in, and not walked through.
const LONGER: usize = 16;

/// A text as weighted stems: ids ascending, Euclidean length 1, or no entry at all.
pub type Vector = Vec<(u32, f32)>;

/// Stems of a collection with their inverse frequencies (Spärck Jones 1972, smoothed).
#[derive(Debug, Clone, Default)]
pub struct Weights {
    ids: BTreeMap<String, u32>,
    idf: Vec<f32>,
}

impl Weights {
    /// Counts in how many of `texts` each stem occurs.
    pub fn learn(texts: impl Iterator<Item = impl AsRef<str>>) -> Self {
        let mut weights = Weights::default();
        let mut counts: Vec<u32> = Vec::new();
        let mut total = 0_u32;
        for text in texts {
            total += 1;
            let mut stems = content_stems(text.as_ref());
            stems.sort_unstable();
            stems.dedup();
            for stem in stems {
                let next = weights.ids.len() as u32;
                let id = *weights.ids.entry(stem).or_insert(next);
                if id == next {
                    counts.push(0);
                }
                counts[id as usize] += 1;
            }
        }
        weights.idf = counts.iter().map(|&n| ((total as f32 + 1.0) / (n as f32 + 0.5)).ln()).collect();
        weights
    }

    /// The vector of a text; stems the collection does not hold are left out.
    pub fn vector(&self, text: &str) -> Vector {
        let mut counts: BTreeMap<u32, f32> = BTreeMap::new();
        for stem in content_stems(text) {
            if let Some(&id) = self.ids.get(&stem) {
                *counts.entry(id).or_default() += 1.0;
            }
        }
        // Dampened counts, so that a word said twice is not twice the sentence.
        let weighted = counts.into_iter().map(|(id, n)| (id, (1.0 + n.ln()) * self.idf[id as usize])).collect();
        unit(weighted)
    }

    /// Inverse frequency of a stem's id.
    pub fn idf(&self, id: u32) -> f32 {
        self.idf.get(id as usize).copied().unwrap_or(0.0)
    }
}

/// Scales to length 1.
pub fn unit(mut vector: Vector) -> Vector {
    let length = vector.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
    if length > 0.0 {
        for (_, weight) in &mut vector {
            *weight /= length;
        }
    }
    vector
}

/// Cosine of two vectors of length 1: from 0, nothing in common, to 1, the same words.
///
/// Of other vectors, their inner product. Quick also where one is much the longer.
pub fn cosine(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if a.len() * LONGER < b.len() {
        let in_b = |id: u32| b.binary_search_by_key(&id, |v| v.0).map_or(0.0, |at| b[at].1);
        return a.iter().map(|&(id, weight)| weight * in_b(id)).sum();
    }
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += a[i].1 * b[j].1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

/// The mean direction of vectors.
pub fn centroid<'v>(vectors: impl Iterator<Item = &'v Vector>) -> Vector {
    let mut sum: BTreeMap<u32, f32> = BTreeMap::new();
    for (id, weight) in vectors.flatten() {
        *sum.entry(*id).or_default() += weight;
    }
    unit(sum.into_iter().collect())
}

/// Hashes of every run of `length` words, sorted and unique (shingles, Broder 1997). Case and marks make no difference.
pub fn shingles(text: &str, length: usize) -> Vec<u64> {
    let words: Vec<u64> = words(text).map(|word| fnv(word.chars().flat_map(char::to_lowercase))).collect();
    let run = |run: &[u64]| run.iter().fold(0, |hash: u64, word| mix(hash ^ word));
    let mut hashes: Vec<u64> = words.windows(length.max(1)).map(run).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// Hash of a word (FNV-1a over its scalar values).
fn fnv(word: impl Iterator<Item = char>) -> u64 {
    word.fold(0xcbf2_9ce4_8422_2325, |hash, c| (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3))
}

/// A number whose every bit hangs on every bit of `x` (the finisher of `SplitMix64`): the same on all machines.
pub fn mix(x: u64) -> u64 {
    let x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// Share of the smaller set that the other holds too, from 0 to 1; 0 where either is empty. Both sorted.
pub fn containment(a: &[u64], b: &[u64]) -> f64 {
    let (mut i, mut j, mut common) = (0, 0, 0_usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    let smaller = a.len().min(b.len());
    if smaller == 0 { 0.0 } else { common as f64 / smaller as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_are_alike_and_others_are_not() {
        let texts = ["The bridge was closed on Monday", "Engineers closed the bridge", "A ferry sank off the coast"];
        let weights = Weights::learn(texts.into_iter());
        let [a, b, c] = texts.map(|t| weights.vector(t));
        assert!((cosine(&a, &a) - 1.0).abs() < 1e-5);
        assert!(cosine(&a, &b) > 0.3);
        assert!(cosine(&a, &c).abs() < 1e-6);
    }

    #[test]
    fn a_copied_paragraph_is_contained_in_the_longer_text() {
        let part = "the council voted to close the bridge for the whole of next week";
        let whole = format!("On Monday {part}, and nobody was surprised by that at all");
        assert!(containment(&shingles(part, 5), &shingles(&whole, 5)) > 0.99);
        assert!(containment(&shingles(part, 5), &[]).abs() < 1e-9);
    }
}
