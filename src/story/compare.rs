//! Two single sentences, by the very rules that merge and flag in a story.

use super::disagreement::{Telling, differ, stages_differ};
use super::model::{DisagreementKind, Source, Story};
use super::same::same;

/// What two sentences are to each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// How likely it is that they tell the same fact: 0 to 1.
    pub same: f64,
    /// How they differ, and why; `None` where nothing sure can be said.
    pub disagreement: Option<(DisagreementKind, String)>,
}

/// How likely two sentences are to tell of one happening, from which another stage of it is one.
const ONE_HAPPENING: f64 = 0.4;

/// Compares two sentences, each read as a story of one source.
pub fn compare(a: &Story, b: &Story) -> Comparison {
    let source = |story: &'_ Story| story.sources.first().cloned();
    let (Some(one), Some(two)) = (source(a), source(b)) else { return Comparison { same: 0.0, disagreement: None } };
    let last = |source: &Source| source.article.sentences.len().saturating_sub(1);
    let tellings = Telling::new(&one, 0, last(&one)).zip(Telling::new(&two, 0, last(&two)));
    let Some((left, right)) = tellings else { return Comparison { same: 0.0, disagreement: None } };
    let same = same(&left.words, &right.words);
    let counted = differ(&left, &right).map(|difference| (difference.kind, difference.reason));
    let staged = || {
        let reason = stages_differ(&one, &two).filter(|_| same >= ONE_HAPPENING)?;
        Some((DisagreementKind::StatusChange, reason))
    };
    Comparison { same, disagreement: counted.or_else(staged) }
}
