//! How much a day matters, and an event of it: how many tell of it, from how far, and how near to the heart of the story.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::annotate::time::TimexType;
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
/// How the weight of an event counts beside the quality of its best sentence, where one is to stand for a day.
const WIDTH: f32 = 0.1;
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
    let here = cosine(&space.sentences[source][sentence], &space.story);
    distance * place * (ASIDE + here) * (ASIDE + space.central[source])
}

/// Days from what is told to the report; none where that is not known.
fn days_back(of: &Source, date: Edtf) -> i32 {
    let back = date.last_day().zip(of.published.value.last_day()).and_then(|(day, told)| day.until(told).ok());
    back.map_or(0, |span| span.get_days())
}

/// Weight of some dated sentences, copies counted once.
fn of_all<'d>(sentences: impl Iterator<Item = &'d Dated>, sources: &[Source]) -> f32 {
    let mut of_group: BTreeMap<usize, f32> = BTreeMap::new();
    for dated in sentences {
        *of_group.entry(sources[dated.citation.source].group).or_default() += dated.weight;
    }
    of_group.values().map(|weight| weight.powf(DAMPED)).sum()
}

/// An event with what it is ranked by.
pub(super) struct Weighed {
    /// Its own weight.
    pub(super) weight: f32,
    /// How good its best sentence is.
    pub(super) quality: f32,
    pub(super) event: Event,
}

/// The weight of an event of its own.
pub(super) fn of_event(members: &[Dated], sources: &[Source]) -> f32 {
    let is_day = members.iter().next().is_some_and(|d| d.date.precision() == Some(Precision::Day));
    if is_day { of_all(members.iter(), sources) } else { COARSE * of_all(members.iter(), sources) }
}

/// The weights of days: whatever names a day counts, also where it is no date of what its sentence tells, and so do the
/// reports in `leads`, each once with its copies.
pub(super) fn days(sources: &[Source], space: &Space, leads: &[Dated]) -> BTreeMap<Date, f32> {
    let mut of_group: BTreeMap<(Date, usize), f32> = BTreeMap::new();
    for (source, of) in sources.iter().enumerate() {
        let mut named: BTreeSet<(usize, Date)> = BTreeSet::new();
        for (timex, value) in of.annotations.timexes.iter().zip(&of.timexes) {
            let sentence = of.article.sentence_at(timex.span.start).filter(|&s| of.article.block_of(s).kind.is_body());
            let told = |day: &Date| of.published.value.last_day().is_none_or(|told| *day <= told);
            let is_date = matches!(timex.kind, TimexType::Date | TimexType::Time);
            if let Some((sentence, day)) = sentence.zip(value.date.as_day().filter(told)).filter(|_| is_date)
                && named.insert((sentence, day))
            {
                let weight = of_sentence((source, of), sentence, value.date, space);
                *of_group.entry((day, of.group)).or_default() += weight;
            }
        }
    }
    for lead in leads {
        if let Some(day) = lead.date.as_day() {
            *of_group.entry((day, sources[lead.citation.source].group)).or_default() += lead.weight;
        }
    }
    let mut days = BTreeMap::new();
    for ((day, _), weight) in of_group {
        *days.entry(day).or_default() += weight.powf(DAMPED);
    }
    days
}

/// Numbers the events by weight and puts them in that order: running ones before background, and of equal ones what happened
/// before what is to come. One event stands for its day and has the weight of that: of what happened the heaviest that can be
/// told well.
pub(super) fn rank(mut events: Vec<Weighed>, days: &BTreeMap<Date, f32>) -> Vec<Event> {
    let ahead = |event: &Event| event.status == EventStatus::Scheduled;
    let standing = |e: &Weighed| e.weight.powf(WIDTH) * e.quality.max(0.0);
    let mut best: BTreeMap<Date, usize> = BTreeMap::new();
    for (at, this) in events.iter().enumerate() {
        let Some(day) = this.event.date.as_day() else { continue };
        let place = best.entry(day).or_insert(at);
        let other = &events[*place];
        let order = ahead(&other.event).cmp(&ahead(&this.event)).then(standing(this).total_cmp(&standing(other)));
        if order.then_with(|| other.event.id.cmp(&this.event.id)).is_gt() {
            *place = at;
        }
    }
    for (day, at) in best {
        if let Some(weight) = days.get(&day) {
            events[at].weight = events[at].weight.max(*weight);
        }
    }
    events.sort_by(|a, b| {
        let (first, second) = (&a.event, &b.event);
        first
            .background
            .cmp(&second.background)
            .then(b.weight.total_cmp(&a.weight))
            .then(ahead(first).cmp(&ahead(second)))
            .then_with(|| first.id.cmp(&second.id))
    });
    let ranked = events.into_iter().enumerate();
    ranked.map(|(at, weighed)| Event { rank: at + 1, ..weighed.event }).collect()
}
