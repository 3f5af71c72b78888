//! The briefing's items of where sources differ.

use std::collections::BTreeSet;

use crate::story::model::{Citation, Disagreement, DisagreementKind, Item, Story};

/// Most disagreements of the section; their page has all.
const MOST: usize = 12;

/// Where sources differ, the gravest first: a sentence of each reading. Other spellings are left to their page, and a
/// change that the states of the story tell is not told again.
pub(in crate::story) fn in_dispute(story: &Story) -> Vec<Item> {
    let states: BTreeSet<Citation> =
        story.status.iter().flat_map(|status| [status.now].into_iter().chain(status.before.iter().copied())).collect();
    let told = story.disagreements.iter().filter(|d| {
        d.kind != DisagreementKind::Spelling
            && !d.resolved
            && !(d.kind == DisagreementKind::StatusChange && firsts(d).iter().all(|c| states.contains(c)))
    });
    told.map(firsts)
        .filter(|citations| !citations.is_empty())
        .take(MOST)
        .map(|citations| Item { citations, statement: None, score: Vec::new() })
        .collect()
}

fn firsts(disagreement: &Disagreement) -> Vec<Citation> {
    disagreement.readings.iter().filter_map(|r| r.citations.first().copied()).collect()
}
