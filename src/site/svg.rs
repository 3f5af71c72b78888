//! The timeline at a glance: where every mark of the picture stands. The template draws it.
//!
//! The picture is as wide as its column, so that its words keep their size on a phone: places across are percentages,
//! places down are pixels. Labels are chosen once for a wide and once for a narrow column.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::story::{DateBasis, Event, EventStatus};
use crate::text::Edtf;
use crate::text::edtf::Precision;

use super::cite::Site;
use super::dates;

/// Columns that labels are laid out for, in pixels.
const WIDE: f64 = 590.0;
const NARROW: f64 = 280.0;
/// Width of a character of a label, and the room between two labels, in pixels.
const LETTER: f64 = 7.6;
const ROOM: f64 = 14.0;
/// Left end and width of the axis, in per cent.
const LEFT: f64 = 8.0;
const ACROSS: f64 = 84.0;
/// Most bars; what is more is left to the list.
const BARS: usize = 3;

/// How dots are drawn: small and close where many days have some, so that they stay apart.
#[derive(Clone, Copy)]
struct Dots {
    /// In pixels.
    radius: usize,
    /// Distance from one to the next, in pixels.
    step: usize,
    /// Most above a day; what is more is counted in words.
    stack: usize,
}

const FEW: Dots = Dots { radius: 5, step: 15, stack: 7 };
const MANY: Dots = Dots { radius: 2, step: 6, stack: 18 };
/// Days that are still few.
const FEW_DAYS: usize = 40;
/// Dots in all that a picture of many days has room for: the more days, the fewer above each.
const MOST_DOTS: usize = 2_000;
/// Most marks that bear the words of their event: of thousands, the words would weigh more than the page.
const TITLED: usize = 500;

impl Dots {
    fn of(days: usize) -> Self {
        if days <= FEW_DAYS { FEW } else { Dots { stack: (MOST_DOTS / days).clamp(1, MANY.stack), ..MANY } }
    }
}

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
    /// Radius of a dot, in pixels.
    pub radius: usize,
    /// Distance from one dot to the next above it, in pixels.
    pub step: usize,
    /// Dots and bars.
    pub marks: Vec<Mark>,
    /// Labels of days.
    pub labels: Vec<Label>,
    /// Whether there are open dots.
    pub has_inferred: bool,
    /// What a dashed mark stands for, where there are any: `announced`, `date contested`, or either.
    pub dashed: Option<&'static str>,
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
    /// What a pointer reads; nothing where there are too many for a pointer to meet one.
    pub title: Option<String>,
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
    let spans = bars(&running);
    let ends = |e: &&Event| [e.date.first_day(), e.date.last_day()];
    let all = days.keys().copied().chain(spans.iter().flat_map(ends).flatten());
    let (first, last) = (all.clone().min()?, all.max()?);
    if first == last {
        return None;
    }
    let scale = Scale { first, length: days_between(first, last) };
    let dots = Dots::of(days.len());
    let Dots { step, stack, .. } = dots;
    let rows = bar_rows(&spans, &days, dots);
    let highest = rows.iter().map(|row| row + 1).chain(days.values().map(|e| e.len().min(stack))).max().unwrap_or(1);
    let axis = 10 + step * highest;
    let height_of = |row: usize| axis - dots.radius - step * 2 / 5 - row * step;
    let mut marks: Vec<Mark> =
        spans.iter().zip(&rows).map(|(event, row)| bar(site, event, &scale, height_of(*row))).collect();
    for (day, events) in &days {
        for (row, event) in events.iter().take(stack).enumerate() {
            marks.push(Mark {
                shape: shape(event),
                x: scale.place(*day),
                width: None,
                y: height_of(row),
                title: Some(site.line(event.citations[0])),
            });
        }
    }
    if marks.len() > TITLED {
        for mark in &mut marks {
            mark.title = None;
        }
    }
    let drawn = days.values().map(|e| e.len().min(stack)).sum::<usize>() + spans.len();
    Some(Overview {
        title: "The dated events at a glance".to_owned(),
        summary: format!(
            "{} {} from {} to {}.",
            drawn,
            if drawn == 1 { "event" } else { "events" },
            dates::long(Edtf::day(first)),
            dates::long(Edtf::day(last)),
        ),
        height: axis + 34,
        axis,
        has_inferred: marks.iter().any(|m| m.shape == "open"),
        radius: dots.radius,
        step,
        dashed: dashed(&days, &spans, stack),
        has_spans: !spans.is_empty(),
        marks,
        labels: labels(site, &days, &spans, &scale, stack),
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
        (EventStatus::Scheduled, _) | (_, DateBasis::Contested) => "dashed",
        (_, DateBasis::Inferred) => "open",
        _ => "dot",
    }
}

/// What a dashed mark stands for among those drawn.
fn dashed(days: &BTreeMap<Date, Vec<&Event>>, spans: &[&Event], stack: usize) -> Option<&'static str> {
    let drawn = || days.values().flat_map(|events| events.iter().take(stack)).chain(spans);
    let scheduled = drawn().any(|e| e.status == EventStatus::Scheduled);
    let contested = drawn().any(|e| e.basis == DateBasis::Contested);
    match (scheduled, contested) {
        (true, true) => Some("announced, or date contested"),
        (true, false) => Some("announced"),
        (false, true) => Some("date contested"),
        (false, false) => None,
    }
}

/// What lasts from one day to another, the weightiest kept.
fn bars<'e>(running: &[&'e Event]) -> Vec<&'e Event> {
    let mut spans: Vec<&Event> = running
        .iter()
        .filter(|e| e.date.as_day().is_none() && e.date.precision() == Some(Precision::Day))
        .filter(|e| e.date.last_day().is_some())
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
        title: Some(site.line(event.citations[0])),
    }
}

/// The lowest row of each bar that is free of the dots below it and of the bars before it.
fn bar_rows(spans: &[&Event], days: &BTreeMap<Date, Vec<&Event>>, Dots { step, stack, .. }: Dots) -> Vec<usize> {
    let mut rows: Vec<usize> = Vec::new();
    for (at, span) in spans.iter().enumerate() {
        let (Some(from), Some(to)) = (span.date.first_day(), span.date.last_day()) else { continue };
        let dots = days.range(from..=to).map(|(_, events)| events.len().min(stack)).max().unwrap_or(0);
        let touches = |other: &Event| other.date.first_day() <= Some(to) && other.date.last_day() >= Some(from);
        // A bar is higher than a small dot.
        let apart = 12_usize.div_ceil(step);
        let bars = spans[..at].iter().zip(&rows).filter(|(other, _)| touches(other)).map(|(_, row)| row + apart).max();
        let above = if dots > 0 { dots + apart - 1 } else { 0 };
        rows.push(above.max(bars.unwrap_or(0)));
    }
    rows
}

/// What could be labelled: a day, or a bar at its middle.
struct Candidate {
    rank: usize,
    fraction: f64,
    text: String,
    href: String,
    hidden: usize,
}

impl Candidate {
    fn width(&self) -> f64 {
        let more = if self.hidden > 0 { 3 } else { 0 };
        (self.text.chars().count() + more) as f64 * LETTER + ROOM
    }
}

/// The labels that fit without touching, those of the weightiest events first.
fn labels(
    site: &Site<'_>,
    days: &BTreeMap<Date, Vec<&Event>>,
    spans: &[&Event],
    scale: &Scale,
    stack: usize,
) -> Vec<Label> {
    let short = |date: Edtf| dates::short(date, site.year);
    let of_day = |(&day, events): (&Date, &Vec<&Event>)| Candidate {
        rank: events.iter().map(|e| e.rank).min().unwrap_or(usize::MAX),
        fraction: scale.fraction(day),
        text: short(Edtf::day(day)),
        href: site.chronicle.day(day),
        hidden: events.len().saturating_sub(stack),
    };
    let of_span = |event: &&Event| Candidate {
        rank: event.rank,
        fraction: f64::midpoint(
            event.date.first_day().map_or(0.0, |d| scale.fraction(d)),
            event.date.last_day().map_or(1.0, |d| scale.fraction(d)),
        ),
        text: short(event.date),
        href: site.chronicle.href(&event.id),
        hidden: 0,
    };
    let mut all: Vec<Candidate> = days.iter().map(of_day).chain(spans.iter().map(of_span)).collect();
    all.sort_by(|a, b| a.rank.cmp(&b.rank).then(a.fraction.total_cmp(&b.fraction)));
    // What a narrow column shows a wide one shows too, and so has to fit beside the rest of it.
    let wide: Vec<Candidate> = fitting(&all, WIDE).into_iter().rev().map(|at| all.swap_remove(at)).collect();
    let wide: Vec<Candidate> = wide.into_iter().rev().collect();
    let narrow = fitting(&wide, NARROW);
    let mut labels: Vec<(f64, Label)> = Vec::new();
    for (at, c) in wide.into_iter().enumerate() {
        let half = (c.width() / 2.0) as usize;
        let wide_only = !narrow.contains(&at);
        let x = per_cent(LEFT + ACROSS * c.fraction);
        let label = Label { x, text: c.text, href: c.href, hidden: c.hidden, room: half * 2, half, wide_only };
        labels.push((c.fraction, label));
    }
    labels.sort_by(|a, b| a.0.total_cmp(&b.0));
    labels.into_iter().map(|(_, label)| label).collect()
}

/// Indices of the candidates that a column of this width has room for, taken in order.
fn fitting(all: &[Candidate], column: f64) -> Vec<usize> {
    let mut taken: Vec<(f64, f64)> = Vec::new();
    let mut chosen = Vec::new();
    for (at, candidate) in all.iter().enumerate() {
        let middle = column * (LEFT + ACROSS * candidate.fraction) / 100.0;
        let (from, to) = (middle - candidate.width() / 2.0, middle + candidate.width() / 2.0);
        if taken.iter().all(|&(a, b)| to <= a || from >= b) {
            taken.push((from, to));
            chosen.push(at);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_days_the_fewer_dots_above_each() {
        for (days, stack) in [(2, 7), (40, 7), (41, 18), (111, 18), (200, 10), (2_000, 1), (100_000, 1)] {
            assert_eq!(Dots::of(days).stack, stack, "{days} days");
        }
    }
}
