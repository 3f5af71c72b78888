//! Events: sentences with a date, merged where they tell of one thing on one day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::annotate::time::{Direction, Meaning, Timex, TimexType};
use crate::annotate::{Statement, StatementKind};
use crate::corpus::Policy;
use crate::text::Span;
use crate::text::edtf::{Edtf, Point, Precision};
use crate::text::similarity::{Vector, centroid, cosine, unit};

use super::contested;
use super::frame;
use super::model::{Actor, Citation, DateBasis, Event, EventStatus, Published, Source};
use super::sentence::told_stems;
use super::space::{Space, blend};

/// Likeness of two dated clauses of one day from which they tell of one thing.
const SAME_EVENT: f32 = 0.30;
/// The same within one source, which rarely tells a thing twice.
const SAME_EVENT_HERE: f32 = 0.5;
/// The same for dates that both sentences name by their number: two sources that speak of "19 March" mean one thing.
const SAME_NAMED: f32 = 0.2;
/// Stems that two sentences on one event share at least, names, days and words of reporting left out.
const SHARED: usize = 2;
/// Dates of one sentence that are told.
const DATES: usize = 2;
/// Days before the first report that still belong to the running story.
const RUNNING: i64 = 30;

/// A sentence with a date.
struct Dated {
    citation: Citation,
    /// What it is gathered under: its date, or its weekday or day of the year where no date is known.
    day: String,
    date: Edtf,
    basis: DateBasis,
    reason: String,
    status: EventStatus,
    /// Whether the text names the day by its number in the month.
    named: bool,
    /// Number of the expression within its sentence.
    nth: usize,
    vector: Vector,
    /// Stems of what is told.
    told: BTreeSet<String>,
    /// How clearly it tells of that date.
    clarity: f32,
}

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
    for (source, of) in sources.iter().enumerate() {
        for dated in dated_sentences(source, of, space) {
            days.entry((dated.day.clone(), dated.status)).or_default().push(dated);
        }
    }
    let first_report = sources.iter().filter_map(|s| known_day(&s.published)).min();
    let mut events: Vec<(f32, Event)> = days
        .into_values()
        .flat_map(merge)
        .map(|members| event(&members, sources, space, actors, first_report))
        .collect();
    rank(&mut events);
    events.sort_by_key(|(_, event)| event.rank);
    let ranked = events.into_iter().map(|(_, event)| event).collect();
    let mut events = contested::settle(ranked, sources, actors, cast, policy);
    events.sort_by_key(|e| (e.date.sort_key(), e.rank));
    events
}

/// First day a source can be from, where that is known to within days.
fn known_day(published: &Published) -> Option<Date> {
    super::dating::anchor(published).map(|a| a.first)
}

/// The dated sentences of one source.
fn dated_sentences(source: usize, of: &Source, space: &Space) -> Vec<Dated> {
    let article = &of.article;
    let mut found: Vec<Dated> = Vec::new();
    let mut place = (usize::MAX, 0);
    let mut from = 0;
    for at in 0..of.timexes.len() {
        let timex = &of.annotations.timexes[at];
        let Some(sentence) = article.sentence_at(timex.span.start).filter(|&s| article.block_of(s).kind.is_body())
        else {
            continue;
        };
        // Its number among all expressions of the sentence: what other sources say of its date can't change that.
        if place.0 == sentence {
            place.1 += 1;
        } else {
            keep_finest(&mut found, from);
            from = found.len();
            place = (sentence, 0);
        }
        if let Some(told) = told(of, sentence, at) {
            found.push(dated((source, of), (sentence, place.1), at, told, space));
        }
    }
    keep_finest(&mut found, from);
    found
}

/// When something took place.
struct Told {
    date: Edtf,
    basis: DateBasis,
    reason: String,
    status: EventStatus,
}

/// What the expression `at` says of the date of what its sentence tells; `None` where it is no date of that.
fn told(of: &Source, sentence: usize, at: usize) -> Option<Told> {
    let (timex, value) = (&of.annotations.timexes[at], &of.timexes[at]);
    let named = value.date != Edtf::Unknown || is_named_day(timex);
    if !matches!(timex.kind, TimexType::Date | TimexType::Time) || !named {
        return None;
    }
    let (text, span) = (&of.article.text, of.article.sentences[sentence].span);
    let stretch_to = |from: usize, to: usize| {
        let end = |at: usize| Some((of.annotations.timexes.get(at)?.span, of.timexes.get(at)?.date));
        let (from, to) = (end(from)?, end(to)?);
        span.contains(to.0).then(|| frame::stretch(text, span, from, to)).flatten()
    };
    if at
        .checked_sub(1)
        .is_some_and(|before| span.contains(of.annotations.timexes[before].span) && stretch_to(before, at).is_some())
    {
        return None;
    }
    let (date, basis, reason) = match stretch_to(at, at + 1) {
        Some(stretch) => {
            let end = &of.timexes[at + 1];
            let reason = if end.reason == value.reason {
                end.reason.clone()
            } else {
                format!("{}; {}", value.reason, end.reason)
            };
            (stretch, value.basis.max(end.basis), reason)
        }
        None => (
            frame::Frame::new(text, span, timex.span).date(timex, value.date, of.published.value)?,
            value.basis,
            value.reason.clone(),
        ),
    };
    if is_spoken(of, timex, date)
        || is_back_or_tomorrow(timex, date, of.published.value)
        || is_running_period(value.date, &of.published)
    {
        return None;
    }
    // Told as past and set after its source: another year, unless it is what something was set "for".
    let planned = of.article.text[..timex.span.start].trim_end().ends_with(" for");
    let misplaced = timex.direction == Direction::Past
        && !planned
        && date.first_day().zip(of.published.value.last_day()).is_some_and(|(day, told)| day > told);
    if misplaced {
        return None;
    }
    let status = if is_ahead(timex, date, &of.published) { EventStatus::Scheduled } else { EventStatus::Happened };
    let date = if status == EventStatus::Happened { until_told(date, &of.published) } else { date };
    Some(Told { date, basis, reason, status })
}

/// Whether somebody says it, and so counts from the day of speaking, or speaks of a time at large.
fn is_spoken(of: &Source, timex: &Timex, date: Edtf) -> bool {
    let loose = date != Edtf::Unknown && date.precision() != Some(Precision::Day)
        || matches!(timex.meaning, Meaning::Shift(..) | Meaning::Compared(..));
    let quoted = |s: &Statement| s.kind == StatementKind::Direct && s.content.iter().any(|c| c.contains(timex.span));
    loose && of.annotations.statements.iter().any(quoted)
}

/// A weekday whose name alone leaves open whether it was six days back or is the day after: of those in dated newswire
/// (`TimeBank`, AQUAINT, MEANTIME) two were six days back and twelve the day after.
fn is_back_or_tomorrow(timex: &Timex, date: Edtf, published: Edtf) -> bool {
    let days = date.as_day().zip(published.first_day()).and_then(|(day, told)| told.until(day).ok());
    matches!(timex.direction, Direction::Open | Direction::Past)
        && timex.meaning.weekday().is_some()
        && days.is_some_and(|s| matches!(s.get_days(), 1 | -6))
}

/// Whether a date is one to come: its words say so, or it is later than its source.
fn is_ahead(timex: &Timex, date: Edtf, published: &Published) -> bool {
    let told = published.value;
    let later = |day: Date| told.last_day().is_some_and(|told| day > told);
    let cued = || date.last_day().zip(told.first_day()).is_none_or(|(day, told)| day >= told);
    date.first_day().is_some_and(later) || timex.direction.is_ahead() && cued()
}

/// "This week": what has happened in it happened up to the day of the report.
fn until_told(date: Edtf, published: &Published) -> Edtf {
    match (date, published.value.last_day()) {
        (Edtf::Interval(first, Some(last)), Some(told))
            if last.precision == Precision::Day && first.first_day() < told && told < last.first_day() =>
        {
            let end = Point::day(told);
            Edtf::Interval(first, Some(if published.value.is_approximate() { end.approximately() } else { end }))
        }
        _ => date,
    }
}

fn dated(
    (source, of): (usize, &Source),
    (sentence, nth): (usize, usize),
    at: usize,
    told: Told,
    space: &Space,
) -> Dated {
    let (timex, text) = (&of.annotations.timexes[at], &of.article.text);
    let span = of.article.sentences[sentence].span;
    let clause = clause_around(text, span, timex.span);
    let early = 1.0 - (timex.span.start - span.start) as f32 / span.len().max(1) as f32;
    let unknown = told.date == Edtf::Unknown;
    Dated {
        citation: Citation { source, sentence, span },
        day: if unknown { undated_day(&of.timexes[at].value) } else { told.date.to_string() },
        named: timex.meaning.is_numbered_day() && told.date.as_day().is_some(),
        nth,
        vector: blend(&space.vector(clause.of(text)), 1.0, &space.sentences[source][sentence]),
        told: told_stems(span.of(text)),
        clarity: space.alone[source][sentence] * (1.0 + 0.5 * early),
        date: told.date,
        basis: told.basis,
        reason: told.reason,
        status: told.status,
    }
}

/// Of the dates of one sentence, those from `from` on: each once, a wide one not beside a finer one within it; the finest
/// where there are too many.
fn keep_finest(found: &mut Vec<Dated>, from: usize) {
    let mut here = found.split_off(from);
    let ends = |d: &Dated| d.date.first_day().zip(d.date.last_day().or(Some(Date::MAX)));
    let days = |d: &Dated| ends(d).and_then(|(first, last)| first.until(last).ok()).map_or(0, |s| s.get_days());
    here.sort_by_key(|d| (days(d), d.nth));
    let mut kept: Vec<Dated> = Vec::new();
    for dated in here {
        let again = |k: &Dated| k.date != Edtf::Unknown && (k.date == dated.date || covers(dated.date, k.date));
        if kept.len() < DATES && !kept.iter().any(again) {
            kept.push(dated);
        }
    }
    kept.sort_by_key(|d| d.nth);
    found.append(&mut kept);
}

/// "This year" in a report of that year, and any coarse date that has not ended, is no event, but for a month to come.
fn is_running_period(date: Edtf, published: &Published) -> bool {
    let coarse = date.precision().is_some_and(|p| p > Precision::Day);
    let to_come = || {
        let later = date.first_day().zip(published.value.last_day()).is_some_and(|(first, told)| first > told);
        later && date.precision() == Some(Precision::Month)
    };
    match (date.last_day(), published.value.first_day()) {
        (Some(last), Some(published)) => coarse && last >= published && !to_come(),
        (None, _) => date != Edtf::Unknown,
        _ => false,
    }
}

/// A weekday, or a day of a month: a day that could be set on the calendar if the source's own date were known.
fn is_named_day(timex: &Timex) -> bool {
    (timex.meaning.weekday().is_some() || matches!(timex.meaning, Meaning::MonthDay { .. }))
        && !timex.direction.is_ahead()
}

/// `XXXX-WXX-1` of `XXXX-WXX-1TNI`: the part of the day is not the day.
fn undated_day(value: &str) -> String {
    value.split('T').next().unwrap_or(value).to_owned()
}

fn covers(wide: Edtf, narrow: Edtf) -> bool {
    let inside = |a: Option<Date>, b: Option<Date>| matches!((a, b), (Some(a), Some(b)) if a <= b);
    inside(wide.first_day(), narrow.first_day()) && inside(narrow.last_day(), wide.last_day())
}

/// The words around an expression, up to the marks that part clauses.
fn clause_around(text: &str, sentence: Span, timex: Span) -> Span {
    let part = |c: char| matches!(c, ',' | ';' | ':' | '—' | '–' | '“' | '”');
    let before = Span::new(sentence.start, timex.start).of(text);
    let start = before.rfind(part).map_or(sentence.start, |at| sentence.start + at);
    let after = Span::new(timex.end, sentence.end).of(text);
    let end = after.find(part).map_or(sentence.end, |at| timex.end + at);
    let start = (start..=timex.start).find(|&at| text.is_char_boundary(at)).unwrap_or(timex.start);
    Span::new(start, end)
}

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
fn merge(mut day: Vec<Dated>) -> Vec<Vec<Dated>> {
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
            members.entry(stem.clone()).or_default().push((at, nth));
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

fn event(
    members: &[Dated],
    sources: &[Source],
    space: &Space,
    actors: &[Vec<BTreeSet<usize>>],
    first_report: Option<Date>,
) -> (f32, Event) {
    let middle = centroid(members.iter().map(|m| &m.vector));
    let mut ordered: Vec<&Dated> = members.iter().collect();
    let quality = |d: &Dated| d.clarity + 0.5 * cosine(&d.vector, &middle);
    ordered.sort_by(|a, b| quality(b).total_cmp(&quality(a)).then(a.citation.cmp(&b.citation)));
    let lead = ordered[0];
    let independent = members.iter().map(|m| sources[m.citation.source].group).collect::<BTreeSet<_>>().len();
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
    let weight =
        independent as f32 + 0.4 * members.len() as f32 + 1.5 * cosine(&middle, &space.story) + 0.5 * lead.clarity;
    let event = Event {
        id: format!("e{id}{suffix}"),
        date: lead.date,
        basis: surest.basis,
        reason: surest.reason.clone(),
        status: lead.status,
        background: is_background(lead.date, first_report),
        rank: 0,
        actors: named.into_iter().collect(),
        citations,
        independent,
        readings: Vec::new(),
    };
    (weight, event)
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

/// Numbers the events by weight, running ones before background.
fn rank(events: &mut [(f32, Event)]) {
    let mut order: Vec<usize> = (0..events.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&events[a], &events[b]);
        a.1.background.cmp(&b.1.background).then(b.0.total_cmp(&a.0)).then_with(|| a.1.id.cmp(&b.1.id))
    });
    for (rank, at) in order.into_iter().enumerate() {
        events[at].1.rank = rank + 1;
    }
}
