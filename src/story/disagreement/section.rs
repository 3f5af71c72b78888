//! The briefing's items of what is in dispute.

use crate::story::model::{DisagreementKind, Item, Story};

/// Most disagreements of the section; their page has all.
const MOST: usize = 12;

/// What is in dispute, the gravest first: a sentence of each reading. Other spellings are left to their page.
pub(in crate::story) fn in_dispute(story: &Story) -> Vec<Item> {
    let told = story.disagreements.iter().filter(|d| d.kind != DisagreementKind::Spelling && !d.resolved);
    told.map(|d| d.readings.iter().filter_map(|r| r.citations.first().copied()).collect::<Vec<_>>())
        .filter(|citations| !citations.is_empty())
        .take(MOST)
        .map(|citations| Item { citations, statement: None, score: Vec::new() })
        .collect()
}
