//! What came with each edition: a day with new sources.
//!
//! In: the sources with their dates, events and agreements. Out: [`Issue`]s in the order of their days. Nothing is
//! remembered between builds: what a day brought is told by the dates of the sources that tell it, so that the same
//! folder always gives the same editions. Sources of unknown date stand in an edition of their own, before which nothing
//! is known.

mod withdrawn;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::text::similarity::cosine;

use super::dating;
use super::model::{Agreement, Citation, Event, EventStatus, Source};
use super::sentence::told_stems;
use super::space::Space;

pub use withdrawn::Withdrawn;

/// Likeness of an announcement and a report of one day from which the one tells that the other came about.
const SAME: f32 = 0.3;
/// Stems that the two share at least, names and days left out.
const SHARED: usize = 2;

/// What one day's sources brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Issue {
    /// The first day its sources can be of; `None` for those of unknown date.
    pub day: Option<Date>,
    /// Its sources.
    pub sources: Vec<usize>,
    /// Events first told by them, by id.
    pub added: Vec<String>,
    /// Events of an earlier edition that a second independent source now tells.
    pub corroborated: Vec<String>,
    /// Agreements that now have two independent sources, by id.
    pub agreed: Vec<String>,
    /// Events whose date a source now tells otherwise.
    pub disputed: Vec<String>,
    /// Announcements that are now told as a thing that happened: the event announced, and the event told.
    pub came_about: Vec<(String, String)>,
    /// What an earlier version of one of its reports said and this one does not.
    pub withdrawn: Vec<Withdrawn>,
}

/// The editions of a story whose events and agreements are known, the oldest first.
pub(super) fn editions(sources: &[Source], events: &[Event], agreements: &[Agreement], space: &Space) -> Vec<Issue> {
    let days: Vec<Option<Date>> = sources.iter().map(|s| dating::anchor(&s.published).map(|a| a.first)).collect();
    let known: BTreeSet<Date> = days.iter().flatten().copied().collect();
    let mut issues: BTreeMap<Moment, Issue> = BTreeMap::new();
    let mut of = |day: Option<Date>, put: &dyn Fn(&mut Issue)| {
        put(issues.entry(moment(day)).or_insert_with(|| Issue { day, ..Issue::default() }));
    };
    for (source, day) in days.iter().enumerate() {
        of(*day, &|issue| issue.sources.push(source));
    }
    let told = |citations: &[Citation]| Told::new(citations, sources, &days);
    for event in events {
        let told = told(&event.citations);
        let first = told.first.and_then(|(_, day)| day);
        of(first, &|issue| issue.added.push(event.id.clone()));
        if let Some((_, day)) = told.second.filter(|_| event.independent > 1 && told.second != told.first) {
            of(day, &|issue| issue.corroborated.push(event.id.clone()));
        }
        if let Some(day) = disputed(event, &days) {
            of(Some(day), &|issue| issue.disputed.push(event.id.clone()));
        }
    }
    for agreement in agreements {
        if let Some((_, day)) = told(&agreement.citations).second {
            of(day, &|issue| issue.agreed.push(agreement.id.clone()));
        }
    }
    for (announced, happened) in came_about(events, sources, space) {
        let told = Told::new(&events[happened].citations, sources, &days).first;
        let later = Told::new(&events[announced].citations, sources, &days).first < told;
        if let Some(day) = told.and_then(|(_, day)| day).filter(|day| later && known.contains(day)) {
            let ids = (events[announced].id.clone(), events[happened].id.clone());
            of(Some(day), &|issue| issue.came_about.push(ids.clone()));
        }
    }
    for withdrawn in withdrawn::withdrawn(sources, space) {
        of(days[withdrawn.later], &|issue| issue.withdrawn.push(withdrawn));
    }
    issues.into_values().collect()
}

/// A day in the order of editions: whether it is unknown, and so the last; and the day.
type Moment = (bool, Option<Date>);

fn moment(day: Option<Date>) -> Moment {
    (day.is_none(), day)
}

/// When something was told: by a first source, and by a second that is independent of it.
struct Told {
    first: Option<Moment>,
    second: Option<Moment>,
}

impl Told {
    fn new(citations: &[Citation], sources: &[Source], days: &[Option<Date>]) -> Self {
        let mut told: Vec<(Moment, usize)> =
            citations.iter().map(|c| (moment(days[c.source]), sources[c.source].desk)).collect();
        told.sort_unstable();
        let first = told.first().copied();
        let second = first.and_then(|(_, desk)| told.iter().find(|other| other.1 != desk)).map(|&(moment, _)| moment);
        Told { first: first.map(|(moment, _)| moment), second }
    }
}

/// The day on which a second reading of an event's date was told, all its sources being dated.
fn disputed(event: &Event, days: &[Option<Date>]) -> Option<Date> {
    let told = event.readings.iter().map(|r| r.citations.iter().filter_map(|c| days[c.source]).min());
    let mut told: Vec<Date> = told.collect::<Option<_>>()?;
    told.sort_unstable();
    told.get(1).copied()
}

/// Announcements and the events of the same day that tell that they came about, each once.
fn came_about(events: &[Event], sources: &[Source], space: &Space) -> Vec<(usize, usize)> {
    let mut by_day: BTreeMap<Date, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, event) in events.iter().enumerate() {
        if let Some(day) = event.date.as_day() {
            let (announced, happened) = by_day.entry(day).or_default();
            if event.status == EventStatus::Scheduled { announced.push(at) } else { happened.push(at) }
        }
    }
    let lead = |at: usize| events[at].citations[0];
    let vector = |at: usize| &space.sentences[lead(at).source][lead(at).sentence];
    let stems = |at: usize| told_stems(&sources[lead(at).source].article.sentence_text(lead(at).sentence));
    let mut pairs = Vec::new();
    for (announced, happened) in by_day.values() {
        for &announced in announced {
            let own = stems(announced);
            let alike = happened.iter().map(|&h| (h, cosine(vector(announced), vector(h))));
            let best = alike
                .filter(|&(h, likeness)| likeness >= SAME && own.intersection(&stems(h)).count() >= SHARED)
                .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            pairs.extend(best.map(|(happened, _)| (announced, happened)));
        }
    }
    pairs
}

#[cfg(test)]
mod tests;
