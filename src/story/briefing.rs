//! The briefing: the sentences that matter most, in sections.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::corpus::{Block, BlockKind};
use crate::text::similarity::cosine;
use crate::text::token::count_words;

use super::model::{Briefing, Citation, EventStatus, Item, Section, Source, Status, Story};
use super::space::Space;

/// Sentences of the summary where no number of words is asked for.
const SUMMARY: usize = 5;
/// Likeness to a sentence already chosen that counts as saying it again.
const REDUNDANT: f32 = 0.35;
/// Best-scored sentences among which the summary is chosen.
const CANDIDATES: usize = 1000;
/// Agreements that the highlights leave to their own place.
const WIDEST: usize = 6;
/// Earlier leads shown beside the newest.
const BEFORE: usize = 4;
/// Claims shown for each side or speaker, and in all.
const CLAIMS_EACH: usize = 4;
const CLAIMS: usize = 16;
/// Agreements and announcements of the briefing; the data has them all.
const AGREED: usize = 24;
const ANNOUNCED: usize = 12;
/// Events of the background section.
const BACKGROUND: usize = 8;

/// Composes the briefing of a story whose other parts are complete.
pub(super) fn briefing(story: &Story, space: &Space, words: Option<usize>) -> Briefing {
    let sections = [
        ("summary", summary(story, space, words, &[])),
        ("agreed", agreed(story)),
        ("dispute", super::disagreement::in_dispute(story)),
        ("claims", claims(story, space)),
        ("next", announced(story)),
        ("background", background(story)),
    ];
    // The summary is there even where no sentence fits: others rely on its being first.
    let sections = sections.into_iter().filter(|(id, items)| *id == "summary" || !items.is_empty());
    Briefing { sections: sections.map(|(id, items)| Section { id, items }).collect() }
}

/// What matters most beside the sentences of the status and the widest told ones, which stand next to it.
pub(super) fn highlights(story: &Story, space: &Space) -> Vec<Item> {
    let status = story.status.iter().flat_map(|s| [s.now].into_iter().chain(s.before.iter().copied()));
    let widest = story.agreements.iter().take(WIDEST).flat_map(|a| a.citations.iter().copied());
    summary(story, space, None, &status.chain(widest).collect::<Vec<_>>())
}

/// A sentence that may be chosen, with the parts of its score.
struct Candidate {
    citation: Citation,
    parts: Vec<(&'static str, f64)>,
    score: f32,
    words: usize,
    /// Likeness to the nearest sentence that is told already.
    nearest: f32,
}

impl Candidate {
    /// From 1, nothing like it is told, to 0, it is told already.
    fn novelty(&self) -> f32 {
        if self.nearest >= REDUNDANT { 0.0 } else { 1.0 - self.nearest }
    }

    /// Takes note of a sentence that is told.
    fn note(&mut self, told: Citation, space: &Space) {
        let vector = |c: Citation| &space.sentences[c.source][c.sentence];
        let same = (told.source, told.sentence) == (self.citation.source, self.citation.sentence);
        let likeness = if same { 1.0 } else { cosine(vector(told), vector(self.citation)) };
        self.nearest = self.nearest.max(likeness);
    }
}

/// The few sentences that cover most of the story, none saying another or one of `told` again, in the order of the
/// story (maximal marginal relevance, Carbonell and Goldstein 1998).
fn summary(story: &Story, space: &Space, budget: Option<usize>, told: &[Citation]) -> Vec<Item> {
    let mut candidates = candidates(story, space);
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.citation.cmp(&b.citation)));
    candidates.truncate(CANDIDATES);
    for candidate in &mut candidates {
        for &citation in told {
            candidate.note(citation, space);
        }
    }
    let mut chosen: Vec<Candidate> = Vec::new();
    let mut left = budget.unwrap_or(usize::MAX);
    while budget.is_some() || chosen.len() < SUMMARY {
        let best = candidates
            .iter()
            .enumerate()
            .filter(|(_, c)| c.words <= left)
            .map(|(at, c)| (at, c.score * c.novelty() * spread(c, &chosen)))
            .filter(|(_, score)| *score > 0.0)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let Some((at, _)) = best else { break };
        let taken = candidates.remove(at);
        left = left.saturating_sub(taken.words);
        for candidate in &mut candidates {
            candidate.note(taken.citation, space);
        }
        chosen.push(taken);
    }
    chosen.sort_by_key(|c| {
        let date = story.sources[c.citation.source].published.value;
        (date.sort_key(), c.citation.source, c.citation.sentence)
    });
    chosen.into_iter().map(|c| item(c, story)).collect()
}

fn candidates(story: &Story, space: &Space) -> Vec<Candidate> {
    let told: BTreeMap<(usize, usize), usize> = story
        .agreements
        .iter()
        .flat_map(|a| a.citations.iter().map(|c| ((c.source, c.sentence), a.independent)))
        .collect();
    let mut found = Vec::new();
    for (source, of) in story.sources.iter().enumerate() {
        // A copy of another source adds nothing.
        if of.group != source {
            continue;
        }
        for (place, sentence) in of.article.body_sentences().enumerate() {
            let words = &*of.article.sentence_text(sentence);
            let central = cosine(&space.sentences[source][sentence], &space.story);
            let position = 1.0 / (1.0 + place as f32);
            let support = told.get(&(source, sentence)).map_or(0.0, |n| *n as f32 - 1.0).min(3.0) / 3.0;
            let alone = space.alone[source][sentence];
            let score = (central + 0.25 * position + 0.25 * support) * alone * alone;
            let parts = [("central", central), ("position", position), ("support", support), ("alone", alone)];
            found.push(Candidate {
                citation: story.cite(source, sentence),
                parts: parts
                    .iter()
                    .map(|&(name, value)| (name, f64::from((value * 1000.0).round()) / 1000.0))
                    .collect(),
                score,
                words: count_words(words),
                nearest: 0.0,
            });
        }
    }
    found
}

/// Less for each sentence the source already gives.
fn spread(candidate: &Candidate, chosen: &[Candidate]) -> f32 {
    let same = chosen.iter().filter(|c| c.citation.source == candidate.citation.source).count();
    0.6_f32.powi(same as i32)
}

fn item(candidate: Candidate, story: &Story) -> Item {
    let mut citations = vec![candidate.citation];
    let same = |c: &Citation| (c.source, c.sentence) == (candidate.citation.source, candidate.citation.sentence);
    if let Some(agreement) = story.agreements.iter().find(|a| a.citations.iter().any(same)) {
        // Only the lead was compared with each of the others.
        if same(&agreement.citations[0]) {
            citations.extend(agreement.citations[1..].iter().copied());
        } else {
            citations.push(agreement.citations[0]);
        }
    }
    Item { citations, statement: None, score: candidate.parts }
}

fn agreed(story: &Story) -> Vec<Item> {
    let items = story.agreements.iter().take(AGREED);
    items.map(|a| Item { citations: a.citations.clone(), statement: None, score: Vec::new() }).collect()
}

/// Who says what: statements with a known speaker, a few for each side, the most central first.
fn claims(story: &Story, space: &Space) -> Vec<Item> {
    let mut scored: Vec<(f32, usize, String)> = Vec::new();
    for (index, claim) in story.statements.iter().enumerate() {
        let source = &story.sources[claim.source];
        let statement = &source.annotations.statements[claim.statement];
        let side = claim.party.clone().or_else(|| claim.actor.map(|a| story.actors[a].name.clone()));
        let (Some(side), true) = (side, source.group == claim.source && !statement.speaker.is_empty()) else {
            continue;
        };
        let central = cosine(&space.sentences[claim.source][claim.citation.sentence], &space.story);
        let score = central * space.alone[claim.source][claim.citation.sentence];
        if score > 0.0 {
            scored.push((score, index, side));
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut sides: BTreeMap<String, Vec<(f32, usize)>> = BTreeMap::new();
    let mut sentences: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (score, index, side) in scored {
        let claim = &story.statements[index];
        let of_side = sides.entry(side).or_default();
        if of_side.len() < CLAIMS_EACH && sentences.insert((claim.source, claim.citation.sentence)) {
            of_side.push((score, index));
        }
    }
    let mut sides: Vec<Vec<(f32, usize)>> = sides.into_values().filter(|s| !s.is_empty()).collect();
    sides.sort_by(|a, b| b.len().cmp(&a.len()).then(b[0].0.total_cmp(&a[0].0)).then(a[0].1.cmp(&b[0].1)));
    let indices = sides.into_iter().flatten().map(|(_, index)| index).take(CLAIMS);
    indices
        .map(|index| Item {
            citations: vec![story.statements[index].citation],
            statement: Some(index),
            score: Vec::new(),
        })
        .collect()
}

/// What is announced for a day after the story's newest.
fn announced(story: &Story) -> Vec<Item> {
    let newest = story.edition.as_of.last_day();
    let still_ahead = |day: Option<Date>| matches!((day, newest), (Some(day), Some(newest)) if day > newest);
    let ahead = story.events.iter().filter(|e| e.status == EventStatus::Scheduled && still_ahead(e.date.first_day()));
    // A sentence with two days is announced once.
    let mut seen = BTreeSet::new();
    let ahead = ahead.filter(|e| seen.insert((e.citations[0].source, e.citations[0].sentence)));
    ahead.take(ANNOUNCED).map(|e| Item { citations: e.citations.clone(), statement: None, score: Vec::new() }).collect()
}

/// The weightiest events from before the running story, in time order.
fn background(story: &Story) -> Vec<Item> {
    let mut ranks: Vec<usize> = story.events.iter().filter(|e| e.background).map(|e| e.rank).collect();
    ranks.sort_unstable();
    let last = ranks.get(BACKGROUND - 1).or(ranks.last()).copied().unwrap_or(0);
    let shown = story.events.iter().filter(|e| e.background && e.rank <= last);
    let mut seen = BTreeSet::new();
    shown
        .filter(|e| seen.insert((e.citations[0].source, e.citations[0].sentence)))
        .map(|e| Item { citations: e.citations.clone(), statement: None, score: Vec::new() })
        .collect()
}

/// The first sentence of the newest source, and those of the others by date.
pub(super) fn status(story: &Story, space: &Space) -> Option<Status> {
    let mut leads: Vec<(usize, Citation)> = story
        .sources
        .iter()
        .enumerate()
        .filter(|(source, of)| of.group == *source && super::dating::anchor(&of.published).is_some())
        .filter_map(|(source, of)| Some((source, lead(story, space, source, of)?)))
        .collect();
    leads.sort_by_key(|&(source, _)| {
        let value = story.sources[source].published.value;
        (std::cmp::Reverse((value.first_day(), value.last_day())), source)
    });
    let mut leads = leads.into_iter().map(|(_, citation)| citation);
    Some(Status { now: leads.next()?, before: leads.take(BEFORE).collect() })
}

/// The first sentence of running text.
fn lead(story: &Story, space: &Space, source: usize, of: &Source) -> Option<Citation> {
    let is_text = |b: &&Block| b.kind == BlockKind::Paragraph && !b.sentences.is_empty() && of.article.is_english(b);
    let block = of.article.blocks.iter().find(is_text).filter(|_| of.article.is_in_english())?;
    let sentence = block.sentences.clone().find(|&s| space.alone[source][s] > 0.2)?;
    Some(story.cite(source, sentence))
}
