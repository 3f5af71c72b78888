//! The timeline: background first and compressed, then the running days, what has no date last.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::site::cite::{Quote, Site};
use crate::site::dates::{self, WrittenDate};
use crate::site::svg::{self, Overview};
use crate::story::{Event, EventStatus};
use crate::text::Edtf;
use crate::text::edtf::{day_in_words, weekday_name};

use super::count;
use super::edits::{self, EditView};

/// The timeline.
#[derive(Debug, Serialize)]
pub struct Timeline<'s> {
    /// `24 events, 5 of them background`.
    pub summary: String,
    /// The running days at a glance.
    pub overview: Option<Overview>,
    /// History the story refers to.
    pub background: Vec<Period<'s>>,
    /// The running days.
    pub running: Vec<Period<'s>>,
    /// Events without a date.
    pub undated: Vec<EventView<'s>>,
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

/// Makes the view.
pub fn view<'s>(site: &'s Site<'s>, root: &str) -> Timeline<'s> {
    let mut taken: BTreeSet<String> = site.story.events.iter().map(|e| e.id.clone()).collect();
    let mut background = Vec::new();
    let mut running = Vec::new();
    let mut undated = Vec::new();
    for event in &site.story.events {
        let Some(view) = event_view(site, root, event, &mut taken) else { continue };
        if event.date == Edtf::Unknown {
            undated.push(view);
        } else if event.background {
            place(&mut background, event.date, view, false);
        } else {
            place(&mut running, event.date, view, true);
        }
    }
    let summary = summary(site.story.events.len(), site.story.events.iter().filter(|e| e.background).count());
    Timeline { summary, overview: svg::overview(site), background, running, undated }
}

fn summary(events: usize, background: usize) -> String {
    let all = count(events, "event", "events");
    if background == 0 { all } else { format!("{all}, {background} of them background") }
}

/// Puts an event into the period of its date: the last one, or a new one after it.
fn place<'s>(periods: &mut Vec<Period<'s>>, date: Edtf, event: EventView<'s>, split_year: bool) {
    let whole = dates::long(date);
    let year = date.first_day().map(jiff::civil::Date::year).filter(|_| split_year);
    let label = match (year, date) {
        (Some(year), Edtf::Point(_) | Edtf::Interval(_, Some(_))) => {
            whole.strip_suffix(&format!(" {year}")).map_or_else(|| whole.clone(), str::to_owned)
        }
        _ => whole,
    };
    let last_year = periods.iter().rev().find_map(|p| p.year);
    if let Some(last) = periods.last_mut()
        && last.label == label
        && (year.is_none() || last_year == year)
    {
        last.events.push(event);
        return;
    }
    let id = date.as_day().map(|day| format!("d{day}")).filter(|id| periods.iter().all(|p| p.id.as_ref() != Some(id)));
    periods.push(Period {
        id: id.filter(|_| split_year),
        weekday: date.as_day().map(|day| weekday_name(day.weekday())),
        year: year.filter(|_| year != last_year && label != dates::long(date)),
        label,
        machine: dates::machine(date),
        events: vec![event],
    });
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
