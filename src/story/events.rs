//! Events: sentences with a date, merged where they tell of one thing on one day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::annotate::StatementKind;
use crate::annotate::time::{Meaning, Timex, TimexType};
use crate::corpus::Policy;
use crate::text::Span;
use crate::text::edtf::{Edtf, Precision};
use crate::text::similarity::{Vector, centroid, cosine};

use super::contested;
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
    for (timex, value) in of.annotations.timexes.iter().zip(&of.timexes) {
        let Some(sentence) = article.sentence_at(timex.span.start).filter(|&s| article.block_of(s).kind.is_body())
        else {
            continue;
        };
        // Its number among all expressions of the sentence: what other sources say of its date can't change that.
        place = if place.0 == sentence { (sentence, place.1 + 1) } else { (sentence, 0) };
        let named = value.date != Edtf::Unknown || is_named_day(timex);
        let dated = matches!(timex.kind, TimexType::Date | TimexType::Time) && named;
        let vague = value.date.precision() != Some(Precision::Day) && value.date != Edtf::Unknown;
        let spoken = vague
            && of.annotations.statements.iter().any(|statement| {
                statement.kind == StatementKind::Direct && statement.content.iter().any(|c| c.contains(timex.span))
            });
        if !dated || spoken || is_running_period(value.date, &of.published) {
            continue;
        }
        let span = article.sentences[sentence].span;
        let here: Vec<&Dated> = found.iter().filter(|d| d.citation.sentence == sentence).collect();
        if here.iter().any(|d| d.date == value.date && d.date != Edtf::Unknown || covers(d.date, value.date))
            || here.len() >= 2
        {
            continue;
        }
        let nth = place.1;
        let ahead = timex.direction.is_ahead()
            && value
                .date
                .last_day()
                .zip(of.published.value.first_day())
                .is_none_or(|(day, published)| day >= published);
        let clause = clause_around(&article.text, span, timex.span);
        let vector = blend(&space.vector(clause.of(&article.text)), 1.0, &space.sentences[source][sentence]);
        let early = 1.0 - (timex.span.start - span.start) as f32 / span.len().max(1) as f32;
        found.push(Dated {
            citation: Citation { source, sentence, span },
            day: if value.date == Edtf::Unknown { undated_day(&value.value) } else { value.date.to_string() },
            date: value.date,
            basis: value.basis,
            reason: value.reason.clone(),
            named: timex.meaning.is_numbered_day() && value.date.as_day().is_some(),
            status: if ahead { EventStatus::Scheduled } else { EventStatus::Happened },
            nth,
            vector,
            told: told_stems(span.of(&article.text)),
            clarity: space.alone[source][sentence] * (1.0 + 0.5 * early),
        });
    }
    found
}

/// "This year" in a report of that year, and any coarse date that has not ended, is no event.
fn is_running_period(date: Edtf, published: &Published) -> bool {
    let coarse = date.precision().is_some_and(|p| p > Precision::Day);
    match (date.last_day(), published.value.first_day()) {
        (Some(last), Some(published)) => coarse && last >= published,
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

/// Parts the sentences of one date into events: each joins the first event whose middle it is like enough.
fn merge(mut day: Vec<Dated>) -> Vec<Vec<Dated>> {
    day.sort_by(|a, b| b.clarity.total_cmp(&a.clarity).then(a.citation.cmp(&b.citation)));
    let mut events: Vec<(Vector, Vec<Dated>)> = Vec::new();
    for dated in day {
        let best = events
            .iter()
            .enumerate()
            .map(|(at, (middle, members))| {
                let here = members.iter().any(|m| m.citation.source == dated.citation.source);
                let named = dated.named && members.iter().all(|m| m.named);
                let enough = if here {
                    SAME_EVENT_HERE
                } else if named {
                    SAME_NAMED
                } else {
                    SAME_EVENT
                };
                let told = members.iter().any(|m| shared(&m.told, &dated.told) >= SHARED);
                (at, if told { cosine(middle, &dated.vector) } else { 0.0 }, enough)
            })
            .filter(|(_, likeness, enough)| likeness >= enough)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        match best {
            Some((at, ..)) => {
                events[at].1.push(dated);
                events[at].0 = centroid(events[at].1.iter().map(|m| &m.vector));
            }
            None => events.push((dated.vector.clone(), vec![dated])),
        }
    }
    events.into_iter().map(|(_, members)| members).collect()
}

fn shared(a: &BTreeSet<String>, b: &BTreeSet<String>) -> usize {
    a.intersection(b).count()
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
    match (date.last_day(), first_report) {
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
