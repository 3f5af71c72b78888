//! The ledger of commitments: who owes what to whom, under which instrument, how it stands, and who says so.
//!
//! In: the sources with their annotations, the actors, parties and statements of a story. Out: [`Commitment`]s and
//! [`LedgerNote`]s, every cell a place in a source; and from them [`Gaps`], what the sources do not say.
//! Knows nothing of events, the briefing, or pages. Silence beats a wrong claim: a sentence whose grammar does not show
//! who does what to what makes no entry.

mod breach;
mod clause;
mod find;
mod gaps;
mod gather;
mod instrument;
mod lexicon;
mod merge;
mod model;
mod noun;

#[cfg(test)]
mod tests;

pub use gaps::{Gaps, Lapse, gaps};
pub use model::{Commitment, CommitmentKind, CommitmentStatus, LedgerNote, NoteKind, Since};

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::model::{Item, Story};

/// Entries that a short section shows.
const SHOWN: usize = 8;

/// The entries and notes of a story whose actors, parties and statements are known.
pub(super) fn ledger(story: &Story) -> (Vec<Commitment>, Vec<LedgerNote>) {
    let context = gather::Context::new(story);
    let found: Vec<_> =
        (0..story.sources.len()).into_par_iter().map(|source| gather::tellings(story, &context, source)).collect();
    let (tellings, notes): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    let tellings: Vec<_> = tellings.into_iter().flatten().collect();
    (merge::commitments(story, &tellings), merge::notes(story, notes.into_iter().flatten().collect()))
}

/// The entries that a briefing has room for: the widest told first, then the newest; without refusals and offers where
/// there is enough else.
pub fn items(story: &Story) -> Vec<Item> {
    let weight = |c: &Commitment| {
        let minor = matches!(c.kind, CommitmentKind::Offer | CommitmentKind::Refusal);
        let day = c.citations.iter().filter_map(|c| story.sources[c.source].published.value.first_day()).max();
        (minor, std::cmp::Reverse((c.independent, day)))
    };
    let mut entries: Vec<&Commitment> = story.commitments.iter().collect();
    entries.sort_by_key(|c| weight(c));
    // A sentence that tells of two commitments stands once.
    let mut told = BTreeSet::new();
    let entries = entries.into_iter().filter(|c| c.citations.iter().filter(|c| told.insert(**c)).count() > 0);
    let items = entries.take(SHOWN);
    items.map(|c| Item { citations: c.citations.clone(), statement: None, score: Vec::new() }).collect()
}
