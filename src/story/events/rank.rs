//! How much a day matters, and an event of it: how many tell of it, from how far, and how near to the heart of the story.

use std::collections::BTreeMap;

use crate::text::Edtf;
use crate::text::edtf::Precision;
use crate::text::similarity::cosine;

use super::super::model::{Event, EventStatus, Source};
use super::super::space::Space;
use super::dated::Dated;

// The weights below follow the journalists' timelines of Timeline17.

/// Body sentences that open a source, and what a date in them counts for.
const OPENING: usize = 5;
const IN_OPENING: f32 = 2.0;
/// What a date counts for that a report looks back on: over days, over weeks.
const AFTER_DAYS: f32 = 2.0;
const AFTER_WEEKS: f32 = 3.0;
/// What is far from the heart of the story still counts for this much.
const ASIDE: f32 = 0.1;
/// A source that says more of a day adds little more than one that says less: how many tell of it is what counts.
const DAMPED: f32 = 0.2;
/// What a month or a year counts for beside a day.
const COARSE: f32 = 0.5;

/// What a sentence adds to the weight of the day it tells of.
pub(super) fn of_sentence((source, of): (usize, &Source), sentence: usize, date: Edtf, space: &Space) -> f32 {
    let distance = match days_back(of, date) {
        ..=1 => 1.0,
        2..=7 => AFTER_DAYS,
        _ => AFTER_WEEKS,
    };
    let opening = of.article.body_sentences().take(OPENING).any(|s| s == sentence);
    let place = if opening { IN_OPENING } else { 1.0 };
    let (here, whole) = (&space.sentences[source][sentence], &space.sources[source]);
    distance * place * (ASIDE + cosine(here, &space.story)) * (ASIDE + cosine(whole, &space.story))
}

/// Days from what is told to the report; none where that is not known.
fn days_back(of: &Source, date: Edtf) -> i32 {
    let back = date.last_day().zip(of.published.value.last_day()).and_then(|(day, told)| day.until(told).ok());
    back.map_or(0, |span| span.get_days())
}

/// Whether a report tells of a date from days later.
pub(super) fn looks_back(of: &Source, date: Edtf) -> bool {
    days_back(of, date) > 3
}

/// Weight of some dated sentences, copies counted once.
fn of_all<'d>(sentences: impl Iterator<Item = &'d Dated>, sources: &[Source]) -> f32 {
    let mut of_group: BTreeMap<usize, f32> = BTreeMap::new();
    for dated in sentences {
        *of_group.entry(sources[dated.citation.source].group).or_default() += dated.weight;
    }
    of_group.values().map(|weight| weight.powf(DAMPED)).sum()
}

/// The weights of the events of one day, in their order: the heaviest has that of the whole day, since it stands for it;
/// the others have their own.
pub(super) fn of_day(events: &[Vec<Dated>], sources: &[Source]) -> Vec<f32> {
    let is_day = events.iter().flatten().next().is_some_and(|d| d.date.precision() == Some(Precision::Day));
    let unit = if is_day { 1.0 } else { COARSE };
    let mut weights: Vec<f32> = events.iter().map(|event| unit * of_all(event.iter(), sources)).collect();
    let heaviest = (0..weights.len()).max_by(|&a, &b| weights[a].total_cmp(&weights[b]).then(b.cmp(&a)));
    if let Some(at) = heaviest.filter(|_| is_day) {
        weights[at] = of_all(events.iter().flatten(), sources);
    }
    weights
}

/// Numbers the events by weight: running ones before background, and of equal ones what happened before what is to come.
pub(super) fn rank(events: &mut [(f32, Event)]) {
    let mut order: Vec<usize> = (0..events.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&events[a], &events[b]);
        let ahead = |event: &Event| event.status == EventStatus::Scheduled;
        a.1.background
            .cmp(&b.1.background)
            .then(b.0.total_cmp(&a.0))
            .then(ahead(&a.1).cmp(&ahead(&b.1)))
            .then_with(|| a.1.id.cmp(&b.1.id))
    });
    for (rank, at) in order.into_iter().enumerate() {
        events[at].1.rank = rank + 1;
    }
}
