//! One statement that sources quote in different words.

use crate::annotate::StatementKind;
use crate::story::model::{Disagreement, DisagreementKind, Reading, Story};
use crate::story::wordings::{Wording, wordings};
use crate::text::one_line;

use crate::text::similarity::{containment, shingles};

use super::unnamed;

/// Words in a run, and the share of common runs that two wordings have at least, and from which they are one.
const RUN: usize = 3;
const LEAST: f64 = 0.25;
const MOST_ALIKE: f64 = 0.85;

/// Most of them; the page of statements has all.
const MOST: usize = 40;

/// Statements in quotation marks that are told again in other words, by independent sources.
pub(super) fn find(story: &Story) -> Vec<Disagreement> {
    let reading = |at: usize| -> Option<Reading> {
        let attribution = story.statements.get(at)?;
        let source = story.sources.get(attribution.source)?;
        let statement = source.annotations.statements.get(attribution.statement)?;
        // All sentences that hold words of it: the first may hold none of those that differ.
        let within = |s: &usize| source.article.sentences[*s].span;
        let holds = |s: &usize| statement.content.iter().any(|c| c.overlaps(within(s)));
        let sentences = source.article.body_sentences().filter(|s| *s != attribution.citation.sentence && holds(s));
        let citations = std::iter::once(attribution.citation)
            .chain(sentences.map(|sentence| story.cite(attribution.source, sentence)))
            .collect();
        let words: Vec<String> = statement.content.iter().map(|s| one_line(&source.article.words_at(*s))).collect();
        Some(Reading { value: words.join(" "), as_of: source.published.value, citations })
    };
    let quoted = |at: usize| {
        story
            .statements
            .get(at)
            .and_then(|a| story.sources.get(a.source)?.annotations.statements.get(a.statement))
            .is_some_and(|s| s.kind != StatementKind::Indirect)
    };
    // A quotation cut in another place is no other wording, and one that shares no run of words no wording of it at all.
    let reworded = |one: usize, two: usize| -> bool {
        let runs = |at: usize| reading(at).map(|r| shingles(&r.value, RUN)).unwrap_or_default();
        (LEAST..MOST_ALIKE).contains(&containment(&runs(one), &runs(two)))
    };
    let group = |at: usize| story.statements.get(at).and_then(|a| story.sources.get(a.source)).map(|s| s.group);
    let mut found = Vec::new();
    for told in wordings(story) {
        let others: Vec<usize> = told
            .again
            .iter()
            .filter(|(at, wording)| {
                *wording == Wording::Other && quoted(*at) && group(*at) != group(told.lead) && reworded(told.lead, *at)
            })
            .map(|(at, _)| *at)
            .collect();
        if others.is_empty() || !quoted(told.lead) {
            continue;
        }
        let readings: Vec<Reading> = std::iter::once(told.lead).chain(others).filter_map(reading).collect();
        let speaker = story.statements.get(told.lead).and_then(|a| story.actors.get(a.actor?)).map(|a| a.name.as_str());
        let topic = speaker.map_or_else(
            || "the wording of a statement".to_owned(),
            |name| format!("the wording of a statement: {name}"),
        );
        let reason = "variants: the sources quote what is one statement, by the words they share, in different words; neither contradicts the other".to_owned();
        found.push(unnamed(DisagreementKind::Framing, topic, readings, reason));
    }
    found.truncate(MOST);
    found
}
