//! The timeline: background first and compressed, then the running days, what has no date last.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use crate::site::cite::{Link, Quote, Site};
use crate::site::dates::{self, WrittenDate};
use crate::site::svg::{self, Overview};
use crate::story::{Event, EventStatus};
use crate::text::Edtf;
use crate::text::edtf::{day_in_words, weekday_name};

use super::edits::{self, EditView};
use super::narrowing::{self, Narrowing};
use super::{PartLink, count};

/// The timeline, or a page of it.
#[derive(Debug, Default, Serialize)]
pub struct Timeline<'s> {
    /// `Timeline`, `Timeline, part 2`.
    pub title: String,
    /// The pages, where there are several.
    pub parts: Vec<PartLink>,
    /// Events that stand on other pages, so that each has its place on the first and a way from there.
    pub elsewhere: Vec<Elsewhere<'s>>,
    /// `24 events, 5 of them background`.
    pub summary: String,
    /// Ways to see some of the events only.
    pub filters: Vec<narrowing::Group>,
    /// The running days at a glance.
    pub overview: Option<Overview>,
    /// History the story refers to.
    pub background: Vec<Period<'s>>,
    /// The running days.
    pub running: Vec<Period<'s>>,
    /// Events without a date.
    pub undated: Vec<EventView<'s>>,
}

/// The events of another page.
#[derive(Debug, Serialize)]
pub struct Elsewhere<'s> {
    /// Their fragments.
    pub ids: Vec<&'s str>,
    /// The page.
    pub part: Link,
}

/// A day, month, year or span of days with its events.
#[derive(Debug, Serialize)]
pub struct Period<'s> {
    /// Fragment of a day: `d2025-10-27`.
    pub id: Option<String>,
    /// `Monday`, for a single day.
    pub weekday: Option<&'static str>,
    /// The date without what `year` says.
    pub label: String,
    /// The year, where it is another than that of the period before.
    pub year: Option<i16>,
    /// The year, where the period before says it: for a reader to whom that one is not shown.
    pub again: Option<i16>,
    /// For `<time>`.
    pub machine: Option<String>,
    /// Its events.
    pub events: Vec<EventView<'s>>,
}

/// One event.
#[derive(Debug, Serialize)]
pub struct EventView<'s> {
    /// Fragment.
    pub id: &'s str,
    /// Further fragments, one for each other sentence that tells it, so that a link outlives a change of the lead.
    pub anchors: Vec<String>,
    /// The filters that show it.
    pub found_by: String,
    /// Its words.
    pub quote: Quote<'s>,
    /// When.
    pub date: WrittenDate,
    /// Announced, not yet happened.
    pub scheduled: bool,
    /// `inferred`, `contested`, `approximate`.
    pub mark: Option<&'static str>,
    /// The days that its sources give, where they differ: `18 March 2024`, `19 March 2024`.
    pub readings: Vec<String>,
    /// How the date is known: `printed`, `resolved`, `inferred`, `contested`, `unknown`.
    pub basis: &'static str,
    /// Why that date.
    pub reason: String,
    /// `2 independent sources`, where more than one.
    pub independent: usize,
    /// What the editor did to it.
    pub edits: Vec<EditView<'s>>,
}

/// Whether there is such a page.
pub fn exists(site: &Site<'_>) -> bool {
    !site.story.events.is_empty()
}

/// Most events of other pages that the first keeps a place for.
const PLACES: usize = 20_000;

/// Makes the view of the first page: all events, or, where they stand on several pages, the way to each.
pub fn view<'s>(site: &'s Site<'s>, root: &str) -> Timeline<'s> {
    let events = &site.story.events;
    let first = Timeline {
        title: "Timeline".to_owned(),
        summary: summary(events.len(), events.iter().filter(|e| e.background).count()),
        overview: svg::overview(site),
        ..Timeline::default()
    };
    if !site.chronicle.split.is_split() {
        return first.filled(site, root, events);
    }
    let split = &site.chronicle.split;
    let elsewhere = split.pages.iter().enumerate().map(|(page, range)| Elsewhere {
        ids: events[range.clone()].iter().take(PLACES.saturating_sub(range.start)).map(|e| e.id.as_str()).collect(),
        part: Link { href: format!("{root}{}", split.path(page)), label: span(&events[range.clone()]) },
    });
    Timeline { parts: parts(site, root, None), elsewhere: elsewhere.collect(), ..first }
}

/// Makes the view of one of several pages, from 0.
pub fn part<'s>(site: &'s Site<'s>, root: &str, page: usize) -> Timeline<'s> {
    let events = &site.story.events[site.chronicle.split.pages[page].clone()];
    let part = Timeline {
        title: format!("Timeline, part {}", page + 1),
        summary: format!("Part {} of {}: {}", page + 1, site.chronicle.split.pages.len(), span(events)),
        parts: parts(site, root, Some(page)),
        ..Timeline::default()
    };
    part.filled(site, root, events)
}

/// The way to each page; the current one marked.
fn parts(site: &Site<'_>, root: &str, current: Option<usize>) -> Vec<PartLink> {
    let split = &site.chronicle.split;
    PartLink::of(split, root, current, |page| span(&site.story.events[split.pages[page].clone()]))
}

/// `2 January 1960 – 14 March 1960`: the first and the last date of events in their order.
fn span(events: &[Event]) -> String {
    let label = |event: Option<&Event>| event.map(|e| dates::long(e.date)).filter(|l| !l.is_empty());
    let label = |event: Option<&Event>| label(event).unwrap_or_else(|| "undated".to_owned());
    let (first, last) = (label(events.first()), label(events.last()));
    if first == last { first } else { format!("{first} – {last}") }
}

impl<'s> Timeline<'s> {
    /// The same page with these events on it.
    fn filled(mut self, site: &'s Site<'s>, root: &str, events: &'s [Event]) -> Self {
        let mut taken: BTreeSet<String> = events.iter().map(|e| e.id.clone()).collect();
        let mut background = Periods::default();
        let mut running = Periods::default();
        let narrowing = Narrowing::new(site, events);
        for (at, event) in events.iter().enumerate() {
            let Some(mut view) = event_view(site, root, event, &mut taken) else { continue };
            view.found_by = narrowing.classes(at).join(" ");
            if event.date == Edtf::Unknown {
                self.undated.push(view);
            } else if event.background {
                background.place(event.date, view, false);
            } else {
                running.place(event.date, view, true);
            }
        }
        (self.background, self.running, self.filters) = (background.all, running.all, narrowing.groups);
        self
    }
}

fn summary(events: usize, background: usize) -> String {
    let all = count(events, "event", "events");
    if background == 0 { all } else { format!("{all}, {background} of them background") }
}

/// Periods as they fill.
#[derive(Default)]
struct Periods<'s> {
    all: Vec<Period<'s>>,
    /// The days that are a fragment already.
    days: BTreeSet<Date>,
    /// The last year that was said.
    year: Option<i16>,
}

impl<'s> Periods<'s> {
    /// Puts an event into the period of its date: the last one, or a new one after it.
    fn place(&mut self, date: Edtf, event: EventView<'s>, split_year: bool) {
        let whole = dates::long(date);
        let year = date.first_day().map(Date::year).filter(|_| split_year);
        let label = match (year, date) {
            (Some(year), Edtf::Point(_) | Edtf::Interval(_, Some(_))) => {
                whole.strip_suffix(&format!(" {year}")).map_or_else(|| whole.clone(), str::to_owned)
            }
            _ => whole.clone(),
        };
        if let Some(last) = self.all.last_mut()
            && last.label == label
            && (year.is_none() || self.year == year)
        {
            last.events.push(event);
            return;
        }
        let day = date.as_day().filter(|day| split_year && self.days.insert(*day));
        let unsaid = year.filter(|_| label != whole);
        let said = unsaid.filter(|_| year != self.year);
        self.year = said.or(self.year);
        self.all.push(Period {
            id: day.map(|day| format!("d{day}")),
            weekday: date.as_day().map(|day| weekday_name(day.weekday())),
            year: said,
            again: unsaid.filter(|_| said.is_none()),
            label,
            machine: dates::machine(date),
            events: vec![event],
        });
    }
}

fn event_view<'s>(
    site: &'s Site<'s>,
    root: &str,
    event: &'s Event,
    taken: &mut BTreeSet<String>,
) -> Option<EventView<'s>> {
    let mut anchors = Vec::new();
    for &citation in &event.citations {
        let anchor = format!("e{}", site.sentence_id(citation));
        if taken.insert(anchor.clone()) {
            anchors.push(anchor);
        }
    }
    Some(EventView {
        id: &event.id,
        anchors,
        found_by: String::new(),
        quote: site.quote(root, &event.citations)?,
        date: dates::written(event.date, event.basis),
        scheduled: event.status == EventStatus::Scheduled,
        mark: dates::mark(event.date, event.basis),
        readings: event.readings.iter().map(|reading| day_in_words(reading.day)).collect(),
        basis: event.basis.as_str(),
        reason: dates::in_words(&event.reason),
        independent: event.independent,
        edits: edits::of_event(site, root, &event.id),
    })
}
