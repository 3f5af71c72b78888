//! Threads: the sources of a folder by the happening they report.
//!
//! In: the sources. Out: groups of them, each on one happening, however many there are in the folder. Two happenings of
//! one kind share the words of their kind, but each has names, places and numbers that its own reports share beside them:
//! so two groups are one only where their sources are nearly as much alike across as they are within. What links two
//! sources is found through the heaviest stems they share, so that the work grows with the sources and not their pairs.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::corpus::{Article, Basis};
use crate::text::sets::DisjointSets;
use crate::text::similarity::{Vector, cosine, unit};
use crate::text::stem::content_stems;

use super::model::{Source, Thread};

/// Mean likeness of the sources of two groups from which they are one.
const SAME: f32 = 0.12;
/// Share of the mean likeness within two groups that the likeness across must come to.
const TIGHT: f32 = 0.6;
/// Texts on other things that stand in for the rest of the news: in a folder of a few reports on one happening the words of
/// the happening are in all of them, and yet are what they share.
const ELSEWHERE: f32 = 50.0;
/// Sentences that open a report, and what their words and those of its title count for: they say what it is about.
const OPENING: usize = 2;
const IN_OPENING: u32 = 2;
/// Likeness below which two sources are no link.
const LINK: f32 = 0.1;
/// Heaviest stems by which a source is looked up, and how many of them two sources share at least.
const KEYS: usize = 24;
const SHARED: usize = 2;
/// A stem in more sources than this finds no links.
const COMMON: usize = 64;
/// Links kept of each source.
const LINKS: usize = 24;
/// Days between two reports of one happening, at most.
const APART: i32 = 14;

/// What a source is about.
struct Profile {
    words: Vector,
    day: Option<Date>,
}

/// All threads, the newest first; sources without a date last. Every source is in one.
pub(super) fn threads(sources: &[Source]) -> Vec<Thread> {
    let profiles = profiles(sources);
    let mut groups = Groups::new(&profiles);
    for (_, a, b) in links(&profiles) {
        groups.offer(a, b);
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for source in 0..sources.len() {
        members.entry(groups.sets.root(source)).or_default().push(source);
    }
    let mut threads: Vec<Thread> = members
        .into_iter()
        .map(|(root, members)| Thread {
            id: id(&sources[root]),
            lead: groups.lead(root, &members, &profiles),
            sources: members,
        })
        .collect();
    threads.sort_by_key(|thread| {
        let newest = thread.sources.iter().filter_map(|&s| profiles[s].day).max();
        (std::cmp::Reverse(newest), thread.sources.first().copied())
    });
    threads
}

/// `t` and the beginning of a digest of the source's identity.
fn id(source: &Source) -> String {
    let digest = Sha256::digest(source.article.id.0.as_bytes());
    let hex: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("t{hex}")
}

/// How often an article has each stem, its title among them; what opens it counts more.
fn counts(article: &Article) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    let mut add = |text: &str, times: u32| {
        for stem in content_stems(text) {
            *counts.entry(stem).or_default() += times;
        }
    };
    if matches!(article.title.basis, Basis::Declared | Basis::Printed) {
        add(&article.title.text, IN_OPENING);
    }
    for (place, sentence) in article.body_sentences().enumerate() {
        add(&article.sentence_text(sentence), if place < OPENING { IN_OPENING } else { 1 });
    }
    counts
}

/// The profiles of all sources: stems weighted by how often a source has them and how few sources do.
fn profiles(sources: &[Source]) -> Vec<Profile> {
    let counts: Vec<BTreeMap<String, u32>> = sources.par_iter().map(|source| counts(&source.article)).collect();
    let mut holders: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for stem in counts.iter().flat_map(BTreeMap::keys) {
        let next = holders.len() as u32;
        holders.entry(stem).or_insert((next, 0)).1 += 1;
    }
    let profile = |(counts, source): (&BTreeMap<String, u32>, &Source)| {
        let weigh = |(stem, &count): (&String, &u32)| {
            let &(id, held) = holders.get(stem.as_str())?;
            let rarity = ((sources.len() as f32 + ELSEWHERE) / (held as f32 + 0.5)).ln();
            Some((id, (1.0 + (count as f32).ln()) * rarity.max(0.0)))
        };
        let mut words: Vector = counts.iter().filter_map(weigh).collect();
        words.sort_unstable_by_key(|word| word.0);
        Profile { words: unit(words), day: super::dating::anchor(&source.published).map(|a| a.last) }
    };
    counts.par_iter().zip(sources).map(profile).collect()
}

/// Pairs of sources much alike, the most alike first.
fn links(profiles: &[Profile]) -> Vec<(u32, usize, usize)> {
    let keys: Vec<Vec<u32>> = profiles.iter().map(|profile| heaviest(&profile.words)).collect();
    let mut postings: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (source, keys) in keys.iter().enumerate() {
        for &key in keys {
            postings.entry(key).or_default().push(source);
        }
    }
    postings.retain(|_, holders| (2..=COMMON).contains(&holders.len()));
    let of = |source: usize| {
        let mut near: Vec<usize> = keys[source].iter().filter_map(|key| postings.get(key)).flatten().copied().collect();
        near.sort_unstable();
        let often = near.chunk_by(|a, b| a == b).filter(|same| same.len() >= SHARED).map(|same| same[0]);
        let mut found: Vec<(u32, usize)> = often
            .filter(|&other| other != source && !far_apart(&profiles[source], &profiles[other]))
            .map(|other| (cosine(&profiles[source].words, &profiles[other].words), other))
            .filter(|(likeness, _)| *likeness >= LINK)
            // In millionths, so that both ends of a pair have one number.
            .map(|(likeness, other)| ((likeness * 1e6) as u32, other))
            .collect();
        found.sort_by_key(|&(likeness, other)| (std::cmp::Reverse(likeness), other));
        found.truncate(LINKS);
        found.into_iter().map(move |(likeness, other)| (likeness, source.min(other), source.max(other)))
    };
    let mut links: Vec<(u32, usize, usize)> = (0..profiles.len()).into_par_iter().flat_map_iter(of).collect();
    links.sort_unstable_by_key(|&(likeness, a, b)| (std::cmp::Reverse(likeness), a, b));
    links.dedup();
    links
}

fn far_apart(a: &Profile, b: &Profile) -> bool {
    let days = a.day.zip(b.day).and_then(|(a, b)| a.until(b).ok());
    days.is_some_and(|span| span.get_days().abs() > APART)
}

/// The ids of the heaviest stems.
fn heaviest(vector: &Vector) -> Vec<u32> {
    let mut stems = vector.clone();
    stems.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    stems.into_iter().take(KEYS).map(|(id, _)| id).collect()
}

/// Sources joined so far, each group with the sum of its vectors: the product of two sums is the sum over all pairs, and
/// so their mean likeness (average linkage).
struct Groups {
    sets: DisjointSets,
    sums: Vec<Vector>,
    /// Product of each sum with itself.
    squares: Vec<f32>,
    size: Vec<usize>,
    /// Pairs of groups that were too little alike, with their sizes then.
    refused: BTreeMap<(usize, usize), (usize, usize)>,
}

impl Groups {
    fn new(profiles: &[Profile]) -> Self {
        Groups {
            sets: DisjointSets::new(profiles.len()),
            sums: profiles.iter().map(|p| p.words.clone()).collect(),
            squares: vec![1.0; profiles.len()],
            size: vec![1; profiles.len()],
            refused: BTreeMap::new(),
        }
    }

    /// Joins the groups of two sources where they are enough alike.
    fn offer(&mut self, a: usize, b: usize) {
        let (a, b) = (self.sets.root(a), self.sets.root(b));
        let (a, b) = (a.min(b), a.max(b));
        let sizes = (self.size[a], self.size[b]);
        if a == b || self.refused.get(&(a, b)) == Some(&sizes) {
            return;
        }
        let across = cosine(&self.sums[a], &self.sums[b]);
        let likeness = across / (sizes.0 * sizes.1) as f32;
        let within = self.within(a).zip(self.within(b)).map_or(0.0, |(a, b)| f32::midpoint(a, b));
        if likeness < SAME || likeness < TIGHT * within {
            self.refused.insert((a, b), sizes);
            return;
        }
        self.sets.join(a, b);
        let of_b = std::mem::take(&mut self.sums[b]);
        self.sums[a] = sum(&self.sums[a], &of_b);
        self.squares[a] += self.squares[b] + 2.0 * across;
        self.size[a] += sizes.1;
    }

    /// Mean likeness of the pairs of a group; `None` for a single source.
    fn within(&self, group: usize) -> Option<f32> {
        let size = self.size[group] as f32;
        (self.size[group] > 1).then(|| (self.squares[group] - size) / (size * (size - 1.0)))
    }

    /// The member nearest to all of its group.
    fn lead(&self, root: usize, members: &[usize], profiles: &[Profile]) -> usize {
        let near = |&source: &usize| cosine(&profiles[source].words, &self.sums[root]);
        let best = members.iter().copied().max_by(|a, b| near(a).total_cmp(&near(b)).then(b.cmp(a)));
        best.unwrap_or(root)
    }
}

fn sum(a: &Vector, b: &Vector) -> Vector {
    let mut both: Vector = a.iter().chain(b).copied().collect();
    both.sort_by_key(|v| v.0);
    both.chunk_by(|a, b| a.0 == b.0).map(|same| (same[0].0, same.iter().map(|v| v.1).sum())).collect()
}
