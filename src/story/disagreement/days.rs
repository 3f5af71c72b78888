//! Events that sources set on different days.

use crate::story::model::{DateBasis, Disagreement, DisagreementKind, Reading, Story};
use crate::text::edtf::day_in_words;
use crate::text::{Edtf, one_line};

use super::unnamed;

/// The contested events: a conflict where each source has a date that is not inferred, else it cannot be told.
pub(super) fn find(story: &Story) -> Vec<Disagreement> {
    let contested = story.events.iter().filter(|event| event.readings.len() > 1);
    contested
        .map(|event| {
            let sure = |source: usize| story.sources[source].published.basis != DateBasis::Inferred;
            let all_sure = event.readings.iter().flat_map(|r| &r.citations).all(|c| sure(c.source));
            let kind = if all_sure { DisagreementKind::Conflict } else { DisagreementKind::Ambiguity };
            let reading = |reading: &crate::story::model::DateReading| Reading {
                value: day_in_words(reading.day),
                as_of: reading
                    .citations
                    .first()
                    .map_or_else(Edtf::default, |c| story.sources[c.source].published.value),
                citations: reading.citations.clone(),
            };
            let reason = format!("one event in nearly the same words, on different days: {}", one_line(&event.reason));
            unnamed(kind, "the day of an event".to_owned(), event.readings.iter().map(reading).collect(), reason)
        })
        .collect()
}
