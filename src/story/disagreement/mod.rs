//! Where sources differ, and how: conflict, status change, framing, spelling, ambiguity.
//!
//! In: a composed story. Out: [`Disagreement`]s, each with its readings and why it was found. Knows nothing of pages.
//!
//! `telling` is a sentence with what it counts, `numbers` sets two of them side by side; `status` follows a happening from
//! source to source; `credit`, `spelling` and `variants` tell what is only worded otherwise. In doubt each of them is silent:
//! a conflict that is none costs a reader more than one that is missed.

mod credit;
mod days;
mod numbers;
mod section;
mod spelling;
mod status;
mod telling;
mod variants;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::model::{Citation, Disagreement, DisagreementKind, Reading, Source, Story};

pub(super) use numbers::differ;
pub(super) use section::in_dispute;
pub(super) use telling::Telling;

/// All disagreements, the gravest kind first, each kind in the order of its first citation.
pub(super) fn disagreements(story: &Story) -> Vec<Disagreement> {
    let mut found = days::find(story);
    found.extend(numbers::find(story));
    found.extend(status::find(story));
    found.extend(credit::find(story));
    found.extend(variants::find(story));
    found.extend(spelling::find(story));
    found.sort_by(|a, b| a.kind.cmp(&b.kind).then_with(|| first(a).cmp(&first(b))));
    let mut taken = BTreeSet::new();
    for disagreement in &mut found {
        let sentence = first(disagreement)
            .map_or(String::new(), |c| story.sources[c.source].article.sentences[c.sentence].id.0.clone());
        let id = format!("d{sentence}");
        let mut nth = 1;
        disagreement.id.clone_from(&id);
        while !taken.insert(disagreement.id.clone()) {
            nth += 1;
            disagreement.id = format!("{id}-{nth}");
        }
    }
    found
}

/// What two single sentences differ in besides numbers: the stage of one happening.
pub(super) fn stages_differ(a: &Source, b: &Source) -> Option<String> {
    status::between(a, b)
}

fn first(disagreement: &Disagreement) -> Option<Citation> {
    disagreement.readings.first().and_then(|reading| reading.citations.first().copied())
}

/// Whether a noun names a happening whose stages are followed: talks, a vote.
pub(super) fn is_happening(noun: &str) -> bool {
    status::happening(noun).is_some()
}

/// A disagreement that has no id yet.
fn unnamed(kind: DisagreementKind, topic: String, readings: Vec<Reading>, reason: String) -> Disagreement {
    Disagreement { id: String::new(), kind, topic, readings, reason, resolved: false }
}
