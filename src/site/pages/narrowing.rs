//! The filters of a page of the timeline: links that show the events of one kind, source or actor, and no others.
//!
//! They work without a script: the style sheet hides what a chosen filter leaves out, and so knows every filter by a name
//! of a fixed set. What has no place in the set is offered where `templates/timeline.js` runs.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::site::cite::Site;
use crate::story::{DateBasis, Event, EventStatus};

/// Places of the style sheet for sources, and as many for actors.
const PLACES: usize = 12;
/// Most filters of a group that a script can offer.
const MOST: usize = 60;
/// Fewer events need no filter.
const FEW: usize = 4;

/// A group of filters.
#[derive(Debug, Serialize)]
pub struct Group {
    /// `Source`.
    pub name: &'static str,
    /// What its fragments begin with: `only-s`.
    pub class: String,
    /// The filters.
    pub filters: Vec<Filter>,
    /// Sources or actors that have no filter without a script.
    pub further: usize,
    /// Those that have none with it.
    pub beyond: usize,
}

/// A filter.
#[derive(Debug, Serialize)]
pub struct Filter {
    /// What ends its fragment, and is a class of its events: `s3`.
    pub id: String,
    /// What it is called in an address that is kept: it stays when another source comes, which `id` does not.
    pub key: String,
    /// What it shows.
    pub label: String,
    /// Number of its events.
    pub count: usize,
    /// Whether it needs the script.
    pub scripted: bool,
}

/// The filters of a page, and what each event is found by.
#[derive(Debug, Default)]
pub struct Narrowing {
    /// The filters.
    pub groups: Vec<Group>,
    classes: Vec<Vec<String>>,
}

impl Narrowing {
    /// Of these events, in their order.
    pub fn new(site: &Site<'_>, events: &[Event]) -> Self {
        let mut narrowing = Narrowing { groups: Vec::new(), classes: vec![Vec::new(); events.len()] };
        if events.len() < FEW {
            return narrowing;
        }
        for &(id, label, is) in KINDS {
            let held: Vec<_> = events.iter().enumerate().filter(|(_, event)| is(event)).map(|(at, _)| at).collect();
            narrowing.offer("Show", id, [label.replace(' ', "-"), label.to_owned()], &held);
        }
        let sources = held(events, |event| event.citations.iter().map(|c| c.source).collect());
        let sources = sources.into_iter().filter(|(source, _)| site.shown.is_named(*source)).collect();
        let slug = |at: usize| site.paths[at].trim_start_matches("articles/").trim_end_matches(".html");
        let source = |at: usize| [format!("source.{}", slug(at)), site.labels[at].clone()];
        narrowing.rank("By source", "s", sources, source);
        let actors = held(events, |event| event.actors.clone());
        let actors = actors.into_iter().filter(|(_, held)| held.len() > 1).collect();
        let all = &site.story.actors;
        narrowing.rank("By name", "n", actors, |at| [format!("name.{}", all[at].id), all[at].name.clone()]);
        narrowing
    }

    /// What an event is found by, as classes of its element.
    pub fn classes(&self, event: usize) -> &[String] {
        self.classes.get(event).map_or(&[], Vec::as_slice)
    }

    /// Filters, by key and label, for those that most events are found by, the most first.
    fn rank(
        &mut self,
        name: &'static str,
        letter: &str,
        all: BTreeMap<usize, Vec<usize>>,
        named: impl Fn(usize) -> [String; 2],
    ) {
        let events = self.classes.len();
        let mut all: Vec<_> = all.into_iter().filter(|(_, held)| held.len() < events).collect();
        all.sort_by_key(|(of, held)| (std::cmp::Reverse(held.len()), *of));
        let [further, beyond] = [PLACES, MOST].map(|most| all.len().saturating_sub(most));
        for (place, (of, held)) in all.into_iter().take(MOST).enumerate() {
            self.offer(name, &format!("{letter}{}", place + 1), named(of), &held);
        }
        if let Some(group) = self.groups.last_mut().filter(|group| group.name == name) {
            group.filters.iter_mut().skip(PLACES).for_each(|filter| filter.scripted = true);
            (group.further, group.beyond) = (further, beyond);
        }
    }

    /// A filter, by its key and its label, that shows some and not all.
    fn offer(&mut self, name: &'static str, id: &str, [key, label]: [String; 2], held: &[usize]) {
        if held.is_empty() || held.len() == self.classes.len() {
            return;
        }
        let filter = Filter { id: id.to_owned(), key, label, count: held.len(), scripted: false };
        for &event in held {
            self.classes[event].push(id.to_owned());
        }
        if let Some(group) = self.groups.last_mut().filter(|group| group.name == name) {
            group.filters.push(filter);
        } else {
            let class = format!("only-{}", id.trim_end_matches(|c: char| c.is_ascii_digit()));
            self.groups.push(Group { name, class, filters: vec![filter], further: 0, beyond: 0 });
        }
    }
}

type Kind = (&'static str, &'static str, fn(&Event) -> bool);

const KINDS: &[Kind] = &[
    ("k1", "background", |event| event.background),
    ("k2", "announced", |event| event.status == EventStatus::Scheduled),
    ("k3", "date contested", |event| event.basis == DateBasis::Contested),
    ("k4", "date inferred", |event| event.basis == DateBasis::Inferred),
    ("k5", "from independent sources", |event| event.independent > 1),
];

/// Which events each source or actor is part of.
fn held(events: &[Event], of: impl Fn(&Event) -> Vec<usize>) -> BTreeMap<usize, Vec<usize>> {
    let mut held: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, event) in events.iter().enumerate() {
        for one in of(event) {
            let events = held.entry(one).or_default();
            if events.last() != Some(&at) {
                events.push(at);
            }
        }
    }
    held
}

#[cfg(test)]
mod tests {
    use super::*;

    fn narrowing(events: usize) -> Narrowing {
        Narrowing { groups: Vec::new(), classes: vec![Vec::new(); events] }
    }

    #[test]
    fn those_with_most_events_have_a_filter_and_the_others_are_counted() {
        let mut few = narrowing(80);
        let all = (0..75).map(|actor| (actor, (0..=actor).collect())).collect();
        few.rank("By name", "n", all, |actor| [format!("name.{actor}"), format!("Keeper {actor}")]);
        let [group] = few.groups.as_slice() else { panic!("one group") };
        assert_eq!((group.filters.len(), group.further, group.beyond), (MOST, 75 - PLACES, 75 - MOST));
        let unscripted: Vec<_> = group.filters.iter().filter(|filter| !filter.scripted).collect();
        assert_eq!(unscripted.len(), PLACES);
        let first = unscripted[0];
        assert_eq!((first.id.as_str(), first.label.as_str(), first.count), ("n1", "Keeper 74", 75));
        assert_eq!(few.classes(74), ["n1"]);
        assert!(few.classes(75).is_empty());
    }

    #[test]
    fn what_shows_all_or_nothing_is_no_filter() {
        let mut none = narrowing(2);
        none.offer("Show", "k1", ["background"; 2].map(str::to_owned), &[]);
        none.offer("Show", "k2", ["announced"; 2].map(str::to_owned), &[0, 1]);
        assert!(none.groups.is_empty());
        assert!(none.classes(0).is_empty());
    }
}
