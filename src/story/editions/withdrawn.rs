//! What a later version of a report no longer says.
//!
//! In: the sources with their dates and groups of copies. Out: sentences of a version of which the next one has nothing
//! alike. Two texts are versions of one report where one outlet printed both, on different days, and the later keeps most
//! of what the earlier said. Why it was left out is not known: a version may be corrected, or only cut.

use std::collections::BTreeMap;

use crate::corpus::Basis;
use crate::story::dating;
use crate::story::model::{Citation, Source};
use crate::story::space::Space;
use crate::text::similarity::cosine;

/// Likeness from which the later version keeps a sentence, and below which it has nothing of it. Between the two lies what
/// was told anew.
const KEPT: f32 = 0.6;
const GONE: f32 = 0.25;
/// Share of its sentences that a later version keeps at least: a text that keeps fewer is an extract, or another report.
const VERSION: f32 = 0.7;
/// How well a sentence must stand alone to be missed.
const READABLE: f32 = 0.5;

/// A sentence, and the version that no longer has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Withdrawn {
    /// The sentence, in the earlier version.
    pub told: Citation,
    /// The later version.
    pub later: usize,
}

/// All of them, in the order of the later versions and of the sentences.
pub(super) fn withdrawn(sources: &[Source], space: &Space) -> Vec<Withdrawn> {
    let mut found: Vec<Withdrawn> =
        versions(sources).into_iter().flat_map(|(earlier, later)| left_out(sources, space, earlier, later)).collect();
    found.sort_by_key(|w| (w.later, w.told));
    found
}

/// Each version of a report with the next one of another day.
fn versions(sources: &[Source]) -> Vec<(usize, usize)> {
    let mut reports: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    for (source, of) in sources.iter().enumerate() {
        let outlet = of.article.outlet.as_ref().filter(|o| matches!(o.basis, Basis::Declared | Basis::Printed));
        let is_dated = dating::anchor(&of.published).is_some_and(|anchor| !anchor.inferred);
        if let Some(outlet) = outlet.filter(|_| is_dated) {
            reports.entry((of.group, outlet.text.to_lowercase())).or_default().push(source);
        }
    }
    let mut pairs = Vec::new();
    for mut versions in reports.into_values() {
        let days = |source: usize| dating::anchor(&sources[source].published).map(|a| (a.first, a.last));
        versions.sort_by_key(|&source| (days(source), source));
        let next = versions.windows(2).map(|two| (two[0], two[1]));
        pairs.extend(next.filter(|&(earlier, later)| days(earlier).map(|d| d.1) < days(later).map(|d| d.0)));
    }
    pairs
}

/// The sentences of one version that the next has nothing of; none where the next is no version of it.
fn left_out(sources: &[Source], space: &Space, earlier: usize, later: usize) -> Vec<Withdrawn> {
    let kept = |sentence: usize| {
        let other = sources[later].article.body_sentences().map(|other| &space.sentences[later][other]);
        other.map(|other| cosine(&space.sentences[earlier][sentence], other)).fold(0.0, f32::max)
    };
    let told: Vec<usize> =
        sources[earlier].article.body_sentences().filter(|&s| space.alone[earlier][s] > 0.0).collect();
    let likeness: Vec<f32> = told.iter().map(|&sentence| kept(sentence)).collect();
    let share = likeness.iter().filter(|&&l| l >= KEPT).count() as f32 / told.len().max(1) as f32;
    if share < VERSION {
        return Vec::new();
    }
    let gone = told.iter().zip(&likeness).filter(|&(&s, &l)| l < GONE && space.alone[earlier][s] >= READABLE);
    let citation = |sentence: usize| {
        let span = sources[earlier].article.sentences[sentence].span;
        Citation { source: earlier, sentence, span }
    };
    gone.map(|(&sentence, _)| Withdrawn { told: citation(sentence), later }).collect()
}
