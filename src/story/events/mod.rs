//! Events: sentences with a date, merged where they tell of one thing on one day.
//!
//! In: the sources with their dates. Out: events in time order, each with its sentences, the best first, and its rank.
//! Knows nothing of agreement: that two sentences tell of one thing does not mean that they say the same.

mod dated;
mod merge;
mod rank;

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::corpus::Policy;
use crate::text::edtf::{Edtf, Precision};
use crate::text::similarity::{Vector, centroid, cosine, unit};
use crate::text::token::count_words;

use super::contested;
use super::independence::witnesses;
use super::model::{Actor, Citation, Event, EventStatus, Published, Source};
use super::space::Space;

use dated::{Dated, dated_sentences, lead};
use rank::Weighed;

/// Days before the first report that still belong to the running story.
const RUNNING: i64 = 30;
/// Dated sources from which a folder is an archive, in which the days of the reports tell when things happened.
const ARCHIVE: usize = 50;
/// Sentences of an event that are chosen not to say one thing twice, and the likeness from which two do.
const SHOWN: usize = 8;
const REDUNDANT: f32 = 0.6;
/// How much what a sentence is near to counts: the event beside its day, the heart of the story for itself and its source.
const OF_EVENT: f32 = 0.5;
const OF_STORY: f32 = 2.0;
/// What it counts for how clearly it tells of its day, and against it for its length.
const CLEARLY: f32 = 0.25;
const BRIEFLY: f32 = 0.1;
/// How well a sentence stands alone from which it may lead, and what one loses that does not.
const STANDS: f32 = 0.5;
const LEANS: f32 = 1.0;

/// All events in time order; undated ones last. `actors[source][sentence]` names the actors of a
/// sentence, as indices into `cast`.
pub(super) fn events(
    sources: &[Source],
    space: &Space,
    actors: &[Vec<BTreeSet<usize>>],
    cast: &[Actor],
    policy: Policy,
) -> Vec<Event> {
    let mut days: BTreeMap<(String, EventStatus), Vec<Dated>> = BTreeMap::new();
    let dated = sources.par_iter().enumerate().map(|(source, of)| dated_sentences(source, of, space));
    let mut dated: Vec<Dated> = dated.collect::<Vec<_>>().into_iter().flatten().collect();
    let archive = sources.iter().filter(|of| known_day(&of.published).is_some()).count() >= ARCHIVE;
    let leads: Vec<Dated> = if archive {
        sources.iter().enumerate().filter_map(|(source, of)| lead(source, of, space)).collect()
    } else {
        Vec::new()
    };
    let weights = rank::days(sources, space, &leads);
    dated.extend(leads);
    for dated in dated {
        days.entry((dated.day.clone(), dated.status)).or_default().push(dated);
    }
    let first_report = sources.iter().filter_map(|s| known_day(&s.published)).min();
    let of_day = |day: Vec<Dated>| {
        let middle = middle(&day, space);
        let parts = merge::merge(day);
        let made = parts.iter().map(|members| {
            let (quality, event) = event(members, &middle, sources, space, actors, first_report);
            Weighed { weight: rank::of_event(members, sources), quality, event }
        });
        made.collect::<Vec<_>>()
    };
    let days: Vec<Vec<Dated>> = days.into_values().collect();
    let events: Vec<Weighed> = days.into_par_iter().flat_map_iter(of_day).collect();
    let ranked = rank::rank(events, &weights);
    let mut events = contested::settle(ranked, sources, actors, cast, policy);
    events.sort_by_key(|e| (e.date.sort_key(), e.rank));
    events
}

/// First day a source can be from, where that is known to within days.
fn known_day(published: &Published) -> Option<Date> {
    super::dating::anchor(published).map(|a| a.first)
}

/// An event of these sentences and how good its best is, on a day whose sentences all come to `day`.
fn event(
    members: &[Dated],
    day: &Vector,
    sources: &[Source],
    space: &Space,
    actors: &[Vec<BTreeSet<usize>>],
    first_report: Option<Date>,
) -> (f32, Event) {
    let (quality, ordered) = in_order(members, day, sources, space);
    let lead = ordered[0];
    let mut citations: Vec<Citation> = Vec::new();
    for dated in &ordered {
        if !citations.contains(&dated.citation) {
            citations.push(dated.citation);
        }
    }
    let named: BTreeSet<usize> = citations.iter().flat_map(|c| actors[c.source][c.sentence].iter().copied()).collect();
    let surest = ordered.iter().min_by_key(|d| d.basis).unwrap_or(&lead);
    let id = &sources[lead.citation.source].article.sentences[lead.citation.sentence].id;
    let suffix = if lead.nth == 0 { String::new() } else { format!("-{}", lead.nth + 1) };
    let event = Event {
        id: format!("e{id}{suffix}"),
        date: surest.date,
        basis: surest.basis,
        reason: surest.reason.clone(),
        status: lead.status,
        background: is_background(surest.date, first_report),
        rank: 0,
        actors: named.into_iter().collect(),
        independent: witnesses(&citations, sources),
        citations,
        readings: Vec::new(),
    };
    (quality, event)
}

/// Mean direction of a day's sentences by their weights.
fn middle(day: &[Dated], space: &Space) -> Vector {
    let mut sum: BTreeMap<u32, f32> = BTreeMap::new();
    for dated in day {
        for &(stem, weight) in &space.sentences[dated.citation.source][dated.citation.sentence] {
            *sum.entry(stem).or_default() += dated.weight * weight;
        }
    }
    unit(sum.into_iter().collect())
}

/// The sentences of an event, the best first, and how good that is; what says again what a better one says comes after what does not.
///
/// The best are near to what all say of the day and of the event, and to the heart of the story, in a report that is near
/// to it too; they are short and stand alone. The weights follow the journalists' timelines of Timeline17.
fn in_order<'d>(members: &'d [Dated], day: &Vector, sources: &[Source], space: &Space) -> (f32, Vec<&'d Dated>) {
    let event = centroid(members.iter().map(|m| &m.vector));
    let sentence = |d: &Dated| &space.sentences[d.citation.source][d.citation.sentence];
    let quality = |d: &Dated| {
        let near = cosine(sentence(d), day);
        let heart = OF_STORY * (cosine(sentence(d), &space.story) + space.central[d.citation.source]);
        let words = count_words(d.citation.span.of(&sources[d.citation.source].article.text)).max(1);
        let stands = space.alone[d.citation.source][d.citation.sentence] >= STANDS;
        let leans = if stands { 0.0 } else { LEANS };
        near + heart + CLEARLY * d.clarity - BRIEFLY * (words as f32).ln() - leans
    };
    // How near a sentence is to its event says nothing of how good the event is: one told once is near to itself.
    let mut ordered: Vec<(f32, f32, &Dated)> = Vec::new();
    for dated in members {
        let quality = quality(dated);
        ordered.push((quality + OF_EVENT * cosine(&dated.vector, &event), quality, dated));
    }
    ordered.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.citation.cmp(&b.2.citation)));
    let quality = ordered.first().map_or(0.0, |best| best.1);
    let mut rest: Vec<&Dated> = ordered.into_iter().map(|(.., dated)| dated).collect();
    let mut chosen: Vec<&Dated> = Vec::new();
    while chosen.len() < SHOWN {
        let new = |d: &&Dated| chosen.iter().all(|c| cosine(sentence(c), sentence(d)) < REDUNDANT);
        let Some(at) = rest.iter().position(new) else { break };
        chosen.push(rest.remove(at));
    }
    chosen.append(&mut rest);
    (quality, chosen)
}

/// Over before the story's first reports began, or no finer than a month where nothing is dated.
fn is_background(date: Edtf, first_report: Option<Date>) -> bool {
    // What has gone on since a year long past is background too.
    match (date.last_day().or(date.first_day()), first_report) {
        (None, _) => false,
        (Some(last), Some(first)) => first.checked_sub(RUNNING.days()).is_ok_and(|limit| last < limit),
        _ => date.precision().is_none_or(|p| p > Precision::Day),
    }
}
