//! Quantities told otherwise: a conflict, or a later count.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::annotate::Quantity;
use crate::annotate::quantity::{Stated, Unit, counts};
use crate::story::model::{Citation, Disagreement, DisagreementKind, Reading, Story};
use crate::story::same::same;
use crate::text::rows;
use crate::text::stem::content_stems;

use super::telling::Telling;
use super::unnamed;

static HEDGES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| rows(include_str!("hedges.txt")).collect());

static MOVES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| rows(include_str!("moves.txt")).collect());

/// How likely two sentences are to tell the same, at least: of a rate with a role, of what a table or its own words tell, and
/// where only the verb is the same.
const RATE: f64 = 0.05;
const LIKELY: f64 = 0.3;
const SURE: f64 = 0.5;
/// The same of shares and prices, of which many stand side by side.
const NEARLY_SURE: f64 = 0.75;
/// How much higher than the other a reading may be before it is rather another quantity.
const FAR: f64 = 25.0;
/// The same of lengths of time, of which many stand side by side: hours of a session, days of a conference.
const FAR_IN_TIME: f64 = 3.0;
/// Days between two sources within which a count that grew may be one: later, another happening is told. And the same of
/// totals that run on.
const ONE_COUNT: i32 = 7;
const RUNNING: i32 = 120;
/// Most sentences of one role and unit that are compared with each other.
const COMMON: usize = 120;
/// Words around a number among which a hedge is looked for.
const NEAR: usize = 6;

/// How two tellings differ in one quantity.
pub(in crate::story) struct Difference<'s> {
    /// Conflict, status change or ambiguity.
    pub(in crate::story) kind: DisagreementKind,
    /// The quantity in the one, and in the other.
    pub(super) quantities: (&'s Quantity, &'s Quantity),
    /// Why, in words for a reader.
    pub(in crate::story) reason: String,
}

/// What quantities of what they are compared by.
type Key = (Unit, Option<&'static str>, Option<String>);

fn key(quantity: &Quantity) -> Key {
    (quantity.unit.clone(), quantity.role.map(|role| role.name), quantity.per.clone())
}

/// The first quantity in which two tellings of one fact differ.
pub(in crate::story) fn differ<'s>(a: &Telling<'s>, b: &Telling<'s>) -> Option<Difference<'s>> {
    if a.is_of_other_days(b) || a.is_of_other_speakers(b) || a.is_of_other_places(b) || a.has_own_time(b) {
        return None;
    }
    let mut likeness = None;
    for one in &a.quantities {
        for two in &b.quantities {
            let placed = || is_distance(one) && beside(a, one).is_some() && beside(a, one) == beside(b, two);
            if !comparable(one, two, placed)
                || told_too(one, b)
                || told_too(two, a)
                || hedged(a, one)
                || hedged(b, two)
                || moves(a, one, b)
                || moves(b, two, a)
                || is_distance(one) && from_elsewhere(a.measured_from(one), b.measured_from(two))
            {
                continue;
            }
            let likely = *likeness.get_or_insert_with(|| same(&a.words, &b.words));
            let known = one.role.is_some() || one.of.is_some() && one.of == two.of || placed();
            let least = match () {
                () if one.role.is_some() && one.per.is_some() => RATE,
                () if matches!(
                    one.unit,
                    Unit::Measure("percent" | "points" | "dollars" | "pounds" | "euros" | "yen")
                ) =>
                {
                    NEARLY_SURE
                }
                () if known => LIKELY,
                () => SURE,
            };
            let Some(how) = apart(one, two).filter(|_| likely >= least && same_setting(a, b, one)) else { continue };
            if let Some(kind) = kind(a, b, one, two, how) {
                let reason = reason(a, b, (one, two), how, kind);
                return Some(Difference { kind, quantities: (one, two), reason });
            }
        }
    }
    None
}

/// Whether two quantities are of the same thing: unit, role, rate, and what the unit is of.
fn comparable(one: &Quantity, two: &Quantity, placed: impl Fn() -> bool) -> bool {
    let of = one.of.is_none() || two.of.is_none() || one.of == two.of;
    let told = match (one.role, two.role) {
        (Some(one), Some(two)) => one == two,
        _ if placed() => true,
        (None, None) => one.verb.is_some() && one.verb == two.verb || one.of.is_some() && one.of == two.of,
        _ => false,
    };
    // "one activist said": no count.
    let single = |q: &Quantity| matches!(q.unit, Unit::Count(_)) && q.value.high <= 1.0;
    let countable =
        |q: &Quantity| !matches!(q.stated, Stated::Vague | Stated::Added) && q.unit != Unit::Bare && !single(q);
    one.unit == two.unit && one.per == two.per && of && told && countable(one) && countable(two)
}

fn is_distance(quantity: &Quantity) -> bool {
    quantity.unit == Unit::Measure("distance")
}

/// The word right behind a quantity: "50 miles off".
fn beside(telling: &Telling<'_>, quantity: &Quantity) -> Option<String> {
    telling.behind(quantity, 1).pop()
}

/// Whether two distances are measured from two things.
fn from_elsewhere(one: Option<String>, two: Option<String>) -> bool {
    matches!((one, two), (Some(one), Some(two)) if one != two)
}

/// Whether the other telling has a reading that agrees.
fn told_too(quantity: &Quantity, other: &Telling<'_>) -> bool {
    let agrees =
        |o: &&Quantity| o.unit == quantity.unit && o.stated != Stated::Range && !o.value.is_disjoint(quantity.value);
    quantity.stated != Stated::Range && other.quantities.iter().any(agrees)
        || other
            .quantities
            .iter()
            .any(|o| o.unit == quantity.unit && o.stated == quantity.stated && o.value == quantity.value)
}

fn hedged(telling: &Telling<'_>, quantity: &Quantity) -> bool {
    telling.around(quantity, NEAR).iter().any(|word| HEDGES.contains(word.as_str()))
}

/// Whether a quantity is told as moving, so that it has another value at every moment: prices, rates.
fn moves(telling: &Telling<'_>, quantity: &Quantity, other: &Telling<'_>) -> bool {
    !telling.shares_day(other) && telling.around(quantity, NEAR).iter().any(|word| MOVES.contains(word.as_str()))
}

/// How two readings exclude each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Apart {
    /// No value is in both.
    Disjoint,
    /// Both give a range, and its ends differ.
    Ends,
}

fn apart(one: &Quantity, two: &Quantity) -> Option<Apart> {
    if one.value.is_disjoint(two.value) {
        let (less, more) = if one.value.low < two.value.low { (one, two) } else { (two, one) };
        let far = if one.unit == Unit::Measure("time") { FAR_IN_TIME } else { FAR };
        return (more.value.low <= far * less.value.high.max(1.0)).then_some(Apart::Disjoint);
    }
    let both = one.stated == Stated::Range && two.stated == Stated::Range;
    let differs = |a: f64, b: f64| (a - b).abs() > 0.04 * a.max(b);
    let ends = differs(one.value.low, two.value.low) || differs(one.value.high, two.value.high);
    (both && ends).then_some(Apart::Ends)
}

/// Whether the sentences share what sets the scene: a name or two rarer words beside those of the quantity itself.
fn same_setting(a: &Telling<'_>, b: &Telling<'_>, quantity: &Quantity) -> bool {
    let own: BTreeSet<String> = content_stems(&a.words_of(quantity)).into_iter().collect();
    let shared =
        |one: &BTreeSet<String>, two: &BTreeSet<String>| one.intersection(two).filter(|s| !own.contains(*s)).count();
    let apart = !a.names.is_empty() && !b.names.is_empty() && a.names.is_disjoint(&b.names);
    !apart && (shared(&a.names, &b.names) >= 1 || shared(&stems(a), &stems(b)) >= 2)
}

fn stems(telling: &Telling<'_>) -> BTreeSet<String> {
    telling.words.stems().map(str::to_owned).collect()
}

/// Whether it tells of a total that runs on: "the toll", "since the unrest began".
fn is_total(telling: &Telling<'_>) -> bool {
    telling.quantities.iter().any(|quantity| {
        let around = telling.around(quantity, usize::MAX);
        around.iter().any(|word| {
            matches!(word.as_str(), "toll" | "total" | "overall" | "tally" | "altogether" | "since" | "cumulative")
        }) || around.windows(2).any(|pair| matches!((&*pair[0], &*pair[1]), ("so", "far") | ("far", "so")))
    })
}

/// What kind of difference it is, by the moments of the sources. A count that grows is told later, not otherwise.
fn kind(a: &Telling<'_>, b: &Telling<'_>, one: &Quantity, two: &Quantity, how: Apart) -> Option<DisagreementKind> {
    let grows = one.per.is_none() && (one.role.is_some_and(|role| role.grows) || one.unit == Unit::Measure("time"));
    let (one_day, two_day) = (a.as_of(), b.as_of());
    let later = match (one_day, two_day) {
        (Some(one), Some(two)) if one.0 > two.0 && one.1 > two.1 => Some(true),
        (Some(one), Some(two)) if two.0 > one.0 && two.1 > one.1 => Some(false),
        _ => None,
    };
    let near = match (one_day, two_day) {
        (Some(one), Some(two)) => (one.0 - two.0).get_days().abs() <= 1,
        // Of what moment they tell is not known, unless both name it.
        _ => a.shares_day(b),
    };
    let more = one.value.low > two.value.low;
    match later {
        _ if how == Apart::Ends => near.then_some(DisagreementKind::Conflict),
        Some(one_is_later) if grows => {
            let apart = one_day.zip(two_day).map_or(0, |(one, two)| (one.0 - two.0).get_days().abs());
            let one_count = apart <= ONE_COUNT
                || one.unit != Unit::Measure("time") && apart <= RUNNING && is_total(a) && is_total(b);
            (one_count && one_is_later == more).then_some(DisagreementKind::StatusChange)
        }
        None if grows => (one_day.is_some() && two_day.is_some()).then_some(DisagreementKind::Ambiguity),
        _ => near.then_some(DisagreementKind::Conflict),
    }
}

fn reason(
    a: &Telling<'_>,
    b: &Telling<'_>,
    pair: (&Quantity, &Quantity),
    how: Apart,
    kind: DisagreementKind,
) -> String {
    let (one, two) = (a.words_of(pair.0), b.words_of(pair.1));
    let what = topic(a, pair.0);
    match (kind, how) {
        (DisagreementKind::StatusChange, _) => {
            format!("“{one}” and “{two}” ({what}): the larger count is the later one, as of a count that grows")
        }
        (DisagreementKind::Ambiguity, _) => format!(
            "“{one}” and “{two}” ({what}) share no value; which of them is the later count cannot be told from the dates of the sources"
        ),
        (_, Apart::Ends) => format!("both give a range ({what}), and its ends differ: “{one}” and “{two}”"),
        _ => format!(
            "“{one}” and “{two}” share no value, rounding allowed for; the same quantity ({what}) of the same happening at the same time"
        ),
    }
}

/// What is counted and what is told of it.
fn topic(telling: &Telling<'_>, quantity: &Quantity) -> String {
    let words = telling.words_of(quantity);
    let bare: Vec<&str> = words.split_whitespace().rev().take_while(|w| !counts(w)).take(5).collect();
    let unit: Vec<&str> = bare.into_iter().rev().filter(|w| w.chars().any(char::is_alphabetic)).collect();
    match (unit.join(" "), quantity.role) {
        (unit, Some(role)) if unit.is_empty() => role.name.to_owned(),
        (unit, Some(role)) if unit != role.name => format!("{unit}, {}", role.name),
        (unit, _) if unit.is_empty() => "a number".to_owned(),
        (unit, _) => unit,
    }
}

/// All differences of numbers between independent sources of a story: each quantity once, its readings by date.
pub(super) fn find(story: &Story) -> Vec<Disagreement> {
    let mut places: BTreeMap<Key, BTreeSet<(usize, usize)>> = BTreeMap::new();
    for (source, of) in story.sources.iter().enumerate().filter(|(at, of)| of.group == *at) {
        for quantity in &of.annotations.quantities {
            places.entry(key(quantity)).or_default().insert((source, quantity.sentence));
        }
    }
    let tellings: BTreeMap<(usize, usize), Telling<'_>> = places
        .values()
        .filter(|p| (2..=COMMON).contains(&p.len()))
        .flatten()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .filter_map(|&(source, sentence)| {
            Some(((source, sentence), Telling::new(&story.sources[source], sentence, sentence)?))
        })
        .collect();
    let mut seen = BTreeSet::new();
    let mut found: Vec<Disagreement> = Vec::new();
    for places in places.values().filter(|p| (2..=COMMON).contains(&p.len())) {
        for (at, one) in places.iter().enumerate() {
            for two in places.iter().skip(at + 1).filter(|two| two.0 != one.0) {
                let (Some(a), Some(b)) = (tellings.get(one), tellings.get(two)) else { continue };
                if seen.insert((*one, *two))
                    && let Some(difference) = differ(a, b)
                {
                    add(story, &mut found, (a, *one), (b, *two), &difference);
                }
            }
        }
    }
    found
}

/// Adds a difference, to one of the same kind that already has one of its sentences where there is such.
fn add(
    story: &Story,
    found: &mut Vec<Disagreement>,
    (a, one): (&Telling<'_>, (usize, usize)),
    (b, two): (&Telling<'_>, (usize, usize)),
    difference: &Difference<'_>,
) {
    let reading = |telling: &Telling<'_>, place: (usize, usize), quantity: &Quantity| Reading {
        value: telling.words_of(quantity),
        as_of: telling.source.published.value,
        citations: vec![story.cite(place.0, place.1)],
    };
    let new = [reading(a, one, difference.quantities.0), reading(b, two, difference.quantities.1)];
    let topic = topic(a, difference.quantities.0);
    let holds = |d: &&mut Disagreement| {
        d.kind == difference.kind
            && (d.kind != DisagreementKind::StatusChange || d.topic == topic)
            && d.readings
                .iter()
                .any(|r| r.citations.iter().any(|c: &Citation| [one, two].contains(&(c.source, c.sentence))))
    };
    let mut readings = Vec::new();
    let known = found.iter_mut().find(holds);
    let target = match known {
        Some(disagreement) => &mut disagreement.readings,
        None => &mut readings,
    };
    for reading in new {
        if !target.iter().any(|r| r.citations == reading.citations) {
            target.push(reading);
        }
    }
    target.sort_by_key(|r| (r.as_of.sort_key(), r.citations.clone()));
    if !readings.is_empty() {
        found.push(unnamed(difference.kind, topic, readings, difference.reason.clone()));
    }
}
