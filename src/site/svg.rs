//! The timeline at a glance: where every mark of the picture stands. The template draws it.
//!
//! The picture is as wide as its column, so that its words keep their size on a phone: places across are percentages,
//! places down are pixels. Labels are chosen once for a wide and once for a narrow column.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::story::{DateBasis, Event, EventStatus};
use crate::text::edtf::Precision;

use super::cite::Site;
use super::dates;

/// Columns that labels are laid out for, in pixels.
const WIDE: f64 = 640.0;
const NARROW: f64 = 280.0;
/// Width of a character of a label, and the room between two labels, in pixels.
const LETTER: f64 = 7.2;
const ROOM: f64 = 14.0;
/// Left end and width of the axis, in per cent.
const LEFT: f64 = 6.0;
const ACROSS: f64 = 88.0;
/// Distance of dots and bars from one another, in pixels.
const STEP: usize = 13;
/// Most dots above a day, and most bars; what is more is counted in words.
const STACK: usize = 7;
const BARS: usize = 3;

/// The picture.
#[derive(Debug, Clone, Serialize)]
pub struct Overview {
    /// Its name.
    pub title: String,
    /// What it shows, in a sentence.
    pub summary: String,
    /// Height in pixels.
    pub height: usize,
    /// Where the axis lies, in pixels from the top.
    pub axis: usize,
    /// Dots and bars.
    pub marks: Vec<Mark>,
    /// Labels of days.
    pub labels: Vec<Label>,
    /// Whether there are open dots.
    pub has_inferred: bool,
    /// Whether there are dashed marks.
    pub has_scheduled: bool,
    /// Whether there are bars.
    pub has_spans: bool,
}

/// A dot or a bar.
#[derive(Debug, Clone, Serialize)]
pub struct Mark {
    /// Class: `dot`, `open` or `dashed`.
    pub shape: &'static str,
    /// Place across, in per cent.
    pub x: String,
    /// Width of a bar, in per cent; a dot where absent.
    pub width: Option<String>,
    /// Place down, in pixels.
    pub y: usize,
    /// What a pointer reads.
    pub title: String,
}

/// The label of a day.
#[derive(Debug, Clone, Serialize)]
pub struct Label {
    /// Place across, in per cent.
    pub x: String,
    /// `27 Oct`.
    pub text: String,
    /// The day in the timeline, relative to the site's root.
    pub href: String,
    /// Number of dots above it that are not drawn.
    pub hidden: usize,
    /// Room for the mouse and the finger, in pixels.
    pub room: usize,
    /// Half of it.
    pub half: usize,
    /// Whether only a wide column has room for it.
    pub wide_only: bool,
}

/// Draws the running days; `None` where they are fewer than two.
pub fn overview(site: &Site<'_>) -> Option<Overview> {
    let running: Vec<&Event> =
        site.story.events.iter().filter(|e| !e.background && e.date.first_day().is_some()).collect();
    let mut days: BTreeMap<Date, Vec<&Event>> = BTreeMap::new();
    for event in running.iter().filter(|e| e.date.as_day().is_some()) {
        days.entry(event.date.as_day()?).or_default().push(event);
    }
    let (first, last) = (*days.keys().next()?, *days.keys().next_back()?);
    if first == last {
        return None;
    }
    let scale = Scale { first, length: days_between(first, last) };
    let tallest = days.values().map(|events| events.len().min(STACK)).max().unwrap_or(1);
    let spans = bars(&running, &scale);
    let axis = 12 + STEP * (tallest + spans.len());
    let mut marks = Vec::new();
    for (row, event) in spans.iter().enumerate() {
        marks.push(bar(site, event, &scale, 8 + row * STEP));
    }
    for (day, events) in &days {
        for (row, event) in events.iter().take(STACK).enumerate() {
            marks.push(Mark {
                shape: shape(event),
                x: scale.place(*day),
                width: None,
                y: axis - 10 - row * STEP,
                title: site.story.words(event.citations[0]).to_owned(),
            });
        }
    }
    let drawn = days.values().map(|e| e.len().min(STACK)).sum::<usize>() + spans.len();
    Some(Overview {
        title: "The running days at a glance".to_owned(),
        summary: format!(
            "{} {} from {} to {}.",
            drawn,
            if drawn == 1 { "event" } else { "events" },
            dates::long(crate::text::Edtf::day(first)),
            dates::long(crate::text::Edtf::day(last)),
        ),
        height: axis + 34,
        axis,
        has_inferred: marks.iter().any(|m| m.shape == "open"),
        has_scheduled: marks.iter().any(|m| m.shape == "dashed"),
        has_spans: !spans.is_empty(),
        marks,
        labels: labels(site, &days, &scale),
    })
}

/// Days to places.
struct Scale {
    first: Date,
    length: f64,
}

impl Scale {
    fn fraction(&self, day: Date) -> f64 {
        (days_between(self.first, day) / self.length).clamp(0.0, 1.0)
    }

    fn place(&self, day: Date) -> String {
        per_cent(LEFT + ACROSS * self.fraction(day))
    }
}

fn days_between(from: Date, to: Date) -> f64 {
    from.until(to).map_or(0.0, |span| f64::from(span.get_days()))
}

fn per_cent(value: f64) -> String {
    format!("{value:.2}%")
}

fn shape(event: &Event) -> &'static str {
    match (event.status, event.basis) {
        (EventStatus::Scheduled, _) => "dashed",
        (_, DateBasis::Inferred) => "open",
        _ => "dot",
    }
}

/// What lasts more than a day and begins within the running days, the weightiest first kept.
fn bars<'e>(running: &[&'e Event], scale: &Scale) -> Vec<&'e Event> {
    let mut spans: Vec<&Event> = running
        .iter()
        .filter(|e| e.date.as_day().is_none() && e.date.precision() == Some(Precision::Day))
        .filter(|e| e.date.last_day().is_some_and(|last| last > scale.first))
        .copied()
        .collect();
    spans.sort_by_key(|e| e.rank);
    spans.truncate(BARS);
    spans.sort_by_key(|e| e.date.sort_key());
    spans
}

fn bar(site: &Site<'_>, event: &Event, scale: &Scale, y: usize) -> Mark {
    let from = event.date.first_day().map_or(0.0, |d| scale.fraction(d));
    let to = event.date.last_day().map_or(1.0, |d| scale.fraction(d));
    Mark {
        shape: shape(event),
        x: per_cent(LEFT + ACROSS * from),
        width: Some(per_cent(ACROSS * (to - from).max(0.01))),
        y,
        title: site.story.words(event.citations[0]).to_owned(),
    }
}

/// The labels that fit without touching, the days with the weightiest events first.
fn labels(site: &Site<'_>, days: &BTreeMap<Date, Vec<&Event>>, scale: &Scale) -> Vec<Label> {
    let mut ranked: Vec<(usize, Date)> =
        days.iter().map(|(day, events)| (events.iter().map(|e| e.rank).min().unwrap_or(usize::MAX), *day)).collect();
    ranked.sort_unstable();
    let text = |day: Date| dates::short(crate::text::Edtf::day(day), DateBasis::Printed, site.year);
    let width = |day: Date| text(day).chars().count() as f64 * LETTER + ROOM;
    let fitting = |column: f64| {
        let mut taken: Vec<(f64, f64)> = Vec::new();
        let mut chosen = Vec::new();
        for &(_, day) in &ranked {
            let middle = column * (LEFT + ACROSS * scale.fraction(day)) / 100.0;
            let (from, to) = (middle - width(day) / 2.0, middle + width(day) / 2.0);
            if taken.iter().all(|&(a, b)| to <= a || from >= b) {
                taken.push((from, to));
                chosen.push(day);
            }
        }
        chosen
    };
    let (wide, narrow) = (fitting(WIDE), fitting(NARROW));
    let mut labels = Vec::new();
    for (&day, events) in days {
        if wide.contains(&day) || narrow.contains(&day) {
            let half = (width(day) / 2.0) as usize;
            labels.push(Label {
                x: scale.place(day),
                text: text(day),
                href: format!("timeline.html#d{day}"),
                hidden: events.len().saturating_sub(STACK),
                room: half * 2,
                half,
                wide_only: !narrow.contains(&day),
            });
        }
    }
    labels
}
