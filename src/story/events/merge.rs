//! Which dated sentences of one day tell of one happening.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::similarity::{Vector, cosine, unit};

use super::dated::Dated;

/// Likeness of two dated clauses of one day from which they tell of one thing.
const SAME_EVENT: f32 = 0.30;
/// The same within one source, which rarely tells a thing twice.
const SAME_EVENT_HERE: f32 = 0.5;
/// The same for dates that both sentences name by their number: two sources that speak of "19 March" mean one thing.
const SAME_NAMED: f32 = 0.2;
/// Stems that two sentences on one event share at least, names, days and words of reporting left out.
const SHARED: usize = 2;
/// Places of a stem that are looked up: those of the clearest sentences, so that a day told of by thousands takes no longer
/// for each.
const COMMON: usize = 64;

/// Sentences taken for one event so far.
struct Gathered {
    /// Sum of the members' vectors, and its direction.
    sum: BTreeMap<u32, f32>,
    middle: Vector,
    members: Vec<Dated>,
    sources: BTreeSet<usize>,
    /// Whether all name their day by its number.
    named: bool,
}

impl Gathered {
    fn new(first: Dated) -> Self {
        let sources = BTreeSet::from([first.citation.source]);
        let (sum, middle) = (first.vector.iter().copied().collect(), first.vector.clone());
        Gathered { sum, middle, named: first.named, sources, members: vec![first] }
    }

    fn add(&mut self, dated: Dated) {
        self.sources.insert(dated.citation.source);
        self.named &= dated.named;
        for (stem, weight) in &dated.vector {
            *self.sum.entry(*stem).or_default() += weight;
        }
        self.middle = unit(self.sum.iter().map(|(stem, weight)| (*stem, *weight)).collect());
        self.members.push(dated);
    }

    /// Likeness from which a sentence joins.
    fn enough(&self, dated: &Dated) -> f32 {
        if self.sources.contains(&dated.citation.source) {
            SAME_EVENT_HERE
        } else if self.named && dated.named {
            SAME_NAMED
        } else {
            SAME_EVENT
        }
    }
}

/// Parts the sentences of one date into events: each joins the event whose middle it is most like, if like enough, among
/// those with a member that shares stems with it.
pub(super) fn merge(mut day: Vec<Dated>) -> Vec<Vec<Dated>> {
    day.sort_by(|a, b| b.clarity.total_cmp(&a.clarity).then(a.citation.cmp(&b.citation)));
    let mut events: Vec<Gathered> = Vec::new();
    let mut members: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    for dated in day {
        let best = sharing(&members, &dated.told)
            .into_iter()
            .map(|at| (at, cosine(&events[at].middle, &dated.vector), events[at].enough(&dated)))
            .filter(|(_, likeness, enough)| likeness >= enough)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let at = best.map_or(events.len(), |(at, ..)| at);
        let nth = events.get(at).map_or(0, |event| event.members.len());
        for stem in &dated.told {
            let places = members.entry(stem.clone()).or_default();
            if places.len() < COMMON {
                places.push((at, nth));
            }
        }
        match events.get_mut(at) {
            Some(event) => event.add(dated),
            None => events.push(Gathered::new(dated)),
        }
    }
    events.into_iter().map(|event| event.members).collect()
}

/// Events with a member that holds [`SHARED`] of these stems. `members` are the places of each stem: event and member.
fn sharing(members: &BTreeMap<String, Vec<(usize, usize)>>, stems: &BTreeSet<String>) -> BTreeSet<usize> {
    let mut places: Vec<(usize, usize)> =
        stems.iter().filter_map(|stem| members.get(stem)).flatten().copied().collect();
    places.sort_unstable();
    places.chunk_by(|a, b| a == b).filter(|same| same.len() >= SHARED).map(|same| same[0].0).collect()
}
