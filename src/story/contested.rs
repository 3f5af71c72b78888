//! Events whose day is contested: independent sources tell one happening in nearly the same words and set it on two days.
//!
//! In: the events of the story in the order of their ranks. Out: the same, some of them contested. Two like happenings
//! on two days are far more common in the news than one happening with two dates, so everything that speaks for two
//! silences: what recurs or goes on, another number or name, a day given by its distance, a day that is itself inferred.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;

use crate::annotate::statement::is_cue;
use crate::annotate::time::{Direction, Timex, TimexType, is_calendar_word};
use crate::annotate::{ActorKind, StatementKind};
use crate::corpus::Policy;
use crate::text::edtf::day_in_words;
use crate::text::stem::stem;
use crate::text::token::{Token, tokens, without_possessive};

use super::agreement::{negations, opposed};
use super::model::{Actor, Citation, DateBasis, DateReading, Event, EventStatus, Source};
use super::sentence::told_stems;

/// Most days between two dates of one happening.
const APART: i32 = 7;
/// Stems of what is told that two accounts share at least, names and days left out.
const SHARED: usize = 6;
/// Share of what either tells that both tell.
const SAME: f64 = 0.6;
/// The same from which a sentence on yet another day shows that such things happen more than once.
const RECURS: f64 = 0.3;
/// Words before a day that are read for one that bounds a stretch, and for a verb of saying.
const BOUNDS: usize = 2;
const SAYING: usize = 4;

/// Words that silence, by kind.
static WORDS: LazyLock<BTreeMap<&'static str, BTreeSet<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("contested.txt").lines().filter(|line| !line.starts_with('#'));
    let mut words: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (kind, word) in lines.filter_map(|line| line.split_once('\t')) {
        words.entry(kind).or_default().insert(word);
    }
    words
});

fn is_of(kind: &str, word: &str) -> bool {
    WORDS.get(kind).is_some_and(|words| words.contains(word))
}

/// A sentence that sets a happening on one day, in words that can be compared.
struct Account {
    /// Index of its event.
    event: usize,
    citation: Citation,
    day: Date,
    /// Whether it names the day by its number in the month.
    numbered: bool,
    /// Whether somebody is given as the source of what it tells.
    reported: bool,
    words: Told,
}

/// What a sentence tells, its day left out.
struct Told {
    stems: BTreeSet<String>,
    /// Words with a capital inside the sentence.
    names: BTreeSet<String>,
    /// Its first word, which has a capital anyway.
    first: Option<String>,
    numbers: BTreeSet<String>,
}

/// Marks the contested among `events`, and folds into them the single accounts of the other day. `actors[source][sentence]`
/// are those named, as indices into `cast`; a source that may not be quoted contests nothing, since nobody could check it.
pub(super) fn settle(
    mut events: Vec<Event>,
    sources: &[Source],
    actors: &[Vec<BTreeSet<usize>>],
    cast: &[Actor],
    policy: Policy,
) -> Vec<Event> {
    let accounts = accounts(&events, sources, policy);
    let mut pairs: Vec<(&Account, &Account)> = near(&accounts)
        .into_iter()
        .map(|(a, b)| (&accounts[a], &accounts[b]))
        .filter(|(a, b)| contradict(a, b, sources, actors, cast))
        .map(|(a, b)| if a.event < b.event { (a, b) } else { (b, a) })
        .collect();
    if pairs.is_empty() {
        return events;
    }
    let others = Others::new(sources);
    pairs.retain(|(a, b)| !others.tell_of_two(a, b, sources));
    pairs.sort_by_key(|(a, b)| (events[a.event].rank, events[b.event].rank, a.citation, b.citation));
    let mut gone = BTreeSet::new();
    for (a, b) in pairs {
        if gone.contains(&a.event) || gone.contains(&b.event) && !events[a.event].citations.contains(&b.citation) {
            continue;
        }
        read(&mut events[a.event], a, b);
        if events[b.event].citations.len() == 1 {
            absorb(&mut events, a.event, b.event, sources);
            gone.insert(b.event);
        } else {
            read(&mut events[b.event], a, b);
        }
    }
    for event in events.iter_mut().filter(|e| !e.readings.is_empty()) {
        event.basis = DateBasis::Contested;
        event.reason = reason(&event.readings, sources);
    }
    let mut at = 0..;
    events.retain(|_| at.next().is_none_or(|at| !gone.contains(&at)));
    for (at, event) in events.iter_mut().enumerate() {
        event.rank = at + 1;
    }
    events
}

/// The accounts that can be compared, by day.
fn accounts(events: &[Event], sources: &[Source], policy: Policy) -> Vec<Account> {
    let mut accounts = Vec::new();
    for (at, event) in events.iter().enumerate() {
        let Some(day) = event.date.as_day().filter(|_| event.status == EventStatus::Happened) else { continue };
        for &citation in &event.citations {
            let source = &sources[citation.source];
            let quotable = matches!(source.article.policy.unwrap_or(policy), Policy::Full | Policy::Excerpt);
            accounts.extend(Some(source).filter(|_| quotable).and_then(|source| account(at, citation, day, source)));
        }
    }
    accounts.sort_by_key(|a| (a.day, a.citation));
    accounts
}

/// Pairs of accounts of days near each other that can be as like as [`SAME`], by their indices: what is alike shares one of
/// its rarest stems, and the accounts of thousands of sources need not be compared with one another.
fn near(accounts: &[Account]) -> Vec<(usize, usize)> {
    let rarity = Rarity::of(accounts.iter().map(|account| &account.words.stems));
    let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut pairs = Vec::new();
    for (at, account) in accounts.iter().enumerate() {
        for stem in rarity.rarest(&account.words.stems, SAME) {
            let holders = holders.entry(stem).or_default();
            let before = holders.iter().rev().take_while(|&&b| days_between(accounts[b].day, account.day) <= APART);
            pairs.extend(before.map(|&before| (before, at)));
            holders.push(at);
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// How often each stem occurs in a collection.
struct Rarity<'s> {
    counts: BTreeMap<&'s str, usize>,
}

impl<'s> Rarity<'s> {
    fn of(sets: impl Iterator<Item = &'s BTreeSet<String>>) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for stem in sets.flatten() {
            *counts.entry(stem).or_default() += 1;
        }
        Rarity { counts }
    }

    /// The rarest stems of a set, so many that every set with this likeness to it has one of them (prefix filter,
    /// Chaudhuri et al. 2006).
    fn rarest<'a>(&self, stems: &'a BTreeSet<String>, likeness: f64) -> impl Iterator<Item = &'a str> + use<'a> {
        let mut sorted: Vec<&str> = stems.iter().map(String::as_str).collect();
        sorted.sort_by_key(|stem| (self.counts.get(stem).copied().unwrap_or(0), *stem));
        let shared = (likeness * sorted.len() as f64).ceil() as usize;
        let enough = sorted.len() + 1 - shared.clamp(1, sorted.len().max(1));
        sorted.into_iter().take(enough)
    }
}

/// A sentence as an account of its event, where nothing in it stands against that.
fn account(event: usize, citation: Citation, day: Date, source: &Source) -> Option<Account> {
    let mut within = source.timexes_in(citation.span).filter(|(timex, _)| timex.kind != TimexType::Duration);
    let (timex, value) = within.next()?;
    let named = timex.meaning.is_numbered_day() || timex.meaning.weekday().is_some();
    let known = matches!(value.basis, DateBasis::Printed | DateBasis::Resolved) && value.date.as_day() == Some(day);
    let alone = within.next().is_none() && timex.kind != TimexType::Set;
    if !(named && known && alone && matches!(timex.direction, Direction::Open | Direction::Past)) {
        return None;
    }
    let text = &source.article.text;
    // What happens overnight, or at an hour of some time zone, is told of either day.
    let whole_day = timex.part.is_none() && timex.clock.is_none();
    let tokens = tokens(citation.span.of(text), citation.span.start);
    let plain = whole_day && is_prose(&tokens, timex) && !tokens.iter().any(|t| silences(t.text));
    if !plain || is_bounded(&tokens, timex) || is_of_saying(&tokens, timex, citation, source) {
        return None;
    }
    let words = told(&tokens, timex);
    let numbered = timex.meaning.is_numbered_day();
    (words.stems.len() >= SHARED).then_some(Account {
        event,
        citation,
        day,
        numbered,
        reported: tokens.iter().any(|t| is_cue(&t.text.to_lowercase())),
        words,
    })
}

/// Whether a word says that the happening recurs, lies ahead, fell in a night or was told wrongly before, or that the
/// line is a caption.
fn silences(word: &str) -> bool {
    let word = word.to_lowercase();
    ["recurs", "page", "night", "ahead", "corrects"].iter().any(|kind| is_of(kind, &word))
}

/// Whether the day stands in running text, and not as the stamp of a line or the tail of a caption.
fn is_prose(tokens: &[Token<'_>], timex: &Timex) -> bool {
    let previous = tokens.iter().rev().find(|t| t.span.end <= timex.span.start);
    let next = tokens.iter().find(|t| t.span.start >= timex.span.end);
    let ends = next.is_none_or(|t| t.text == ".");
    tokens.last().is_some_and(|t| t.text == ".")
        && !tokens.iter().any(|t| matches!(t.text, "|" | "/" | "[" | "•"))
        && next.is_none_or(|t| t.is_word || matches!(t.text, "," | "."))
        && previous.is_none_or(|t| t.is_word || t.text == "," && !ends)
}

/// Whether the day ends a stretch or is that of something else: "since Monday", "after the vote of 3 May".
fn is_bounded(tokens: &[Token<'_>], timex: &Timex) -> bool {
    before(tokens, timex, BOUNDS).any(|word| is_of("bounds", &word)) || possessive(tokens, timex)
}

/// "Monday's vote" may be told of on another day.
fn possessive(tokens: &[Token<'_>], timex: &Timex) -> bool {
    let last = tokens.iter().rev().find(|t| t.span.start < timex.span.end);
    let next = tokens.iter().find(|t| t.span.start >= timex.span.end);
    [last, next].into_iter().flatten().any(|t| without_possessive(t.text).len() < t.text.len())
}

fn before(tokens: &[Token<'_>], timex: &Timex, most: usize) -> impl Iterator<Item = String> {
    let words = tokens.iter().rev().filter(|t| t.is_word && t.span.end <= timex.span.start);
    words.take(most).map(|t| t.text.to_lowercase()).collect::<Vec<_>>().into_iter()
}

/// Whether the day may be that of the words being said, or stands in somebody's quoted words.
fn is_of_saying(tokens: &[Token<'_>], timex: &Timex, citation: Citation, source: &Source) -> bool {
    let after = tokens.iter().filter(|t| t.is_word && t.span.start >= timex.span.end).take(2);
    let beside = before(tokens, timex, SAYING).chain(after.map(|t| t.text.to_lowercase())).any(|word| is_cue(&word));
    let quoted = tokens.iter().any(|t| matches!(t.text, "“" | "”" | "\""));
    let cued = tokens.iter().any(|t| is_cue(&t.text.to_lowercase()));
    let within = source.annotations.statements.iter().any(|statement| {
        statement.kind == StatementKind::Indirect
            && statement.cue.iter().all(|cue| citation.span.contains(*cue))
            && statement.content.iter().any(|content| content.contains(timex.span))
    });
    beside || quoted || cued && !within
}

fn told(tokens: &[Token<'_>], timex: &Timex) -> Told {
    let rest: Vec<&Token<'_>> = tokens
        .iter()
        .filter(|t| t.is_word && (t.span.end <= timex.span.start || t.span.start >= timex.span.end))
        .collect();
    let name = |t: &Token<'_>| {
        let lower = t.text.to_lowercase();
        (t.is_capitalised() && !is_calendar_word(&lower)).then(|| stem(&lower)).flatten()
    };
    let inner = rest.get(1..).unwrap_or_default();
    let is_number =
        |t: &&&Token<'_>| t.text.contains(|c: char| c.is_ascii_digit()) || is_of("number", &t.text.to_lowercase());
    let plain: Vec<&str> = rest.iter().map(|t| t.text).collect();
    Told {
        stems: told_stems(&plain.join(" ")),
        names: inner.iter().filter_map(|t| name(t)).collect(),
        first: rest.first().and_then(|t| name(t)),
        numbers: rest.iter().filter(is_number).map(|t| t.text.to_lowercase()).collect(),
    }
}

/// Whether two accounts of two days are of one happening, by their own words.
///
/// A number or a person must tell it from its like: one attack, meeting or vote reads as another does.
fn contradict(a: &Account, b: &Account, sources: &[Source], actors: &[Vec<BTreeSet<usize>>], cast: &[Actor]) -> bool {
    let (left, right) = (&sources[a.citation.source], &sources[b.citation.source]);
    // The same weekday of two weeks is one reading of one word, set against two dates.
    let words_differ = a.day != b.day && (a.day.weekday() != b.day.weekday() || a.numbered && b.numbered);
    let independent = left.group != right.group && !same_outlet(left, right);
    let shared = a.words.stems.intersection(&b.words.stems).count();
    if !words_differ
        || !independent
        || a.event == b.event
        || shared < SHARED
        || likeness(&a.words.stems, &b.words.stems) < SAME
    {
        return false;
    }
    let named = |c: Citation| &actors[c.source][c.sentence];
    let (these, those) = (named(a.citation), named(b.citation));
    let text = |account: &Account| account.citation.span.of(&sources[account.citation.source].article.text);
    a.words.numbers == b.words.numbers
        && names_agree(&a.words, &b.words)
        && (is_counted(&a.words)
            || !a.reported
                && !b.reported
                && these.intersection(those).any(|&actor| cast[actor].kind == ActorKind::Person))
        && negations(text(a)) == negations(text(b))
        && !opposed(text(a), text(b))
}

/// Whether it counts something: "one" is hardly a number.
fn is_counted(words: &Told) -> bool {
    words.numbers.iter().any(|number| number != "one")
}

fn same_outlet(a: &Source, b: &Source) -> bool {
    let name = |source: &Source| source.article.outlet.as_ref().map(|outlet| outlet.text.to_lowercase());
    name(a).is_some() && name(a) == name(b)
}

/// Some name is in both, and only one of them has names that the other lacks.
fn names_agree(a: &Told, b: &Told) -> bool {
    let lacks =
        |a: &Told, b: &Told| a.names.iter().any(|name| !b.names.contains(name) && b.first.as_ref() != Some(name));
    let has = |told: &Told, name: &String| told.names.contains(name) || told.first.as_ref() == Some(name);
    let common = a.names.iter().chain(&a.first).any(|name| has(b, name));
    common && !(lacks(a, b) && lacks(b, a))
}

/// Jaccard's coefficient: the share of all stems of either that both have.
fn likeness(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let both = a.intersection(b).count();
    both as f64 / (a.len() + b.len() - both).max(1) as f64
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}

/// The days that all sentences tell of, for seeing whether what is told recurs.
struct Others {
    /// Source, day and stems of what is told of it, in source and text order.
    told: Vec<(usize, Date, BTreeSet<String>)>,
    /// Those that tell of each stem.
    holders: BTreeMap<String, Vec<usize>>,
}

impl Others {
    fn new(sources: &[Source]) -> Self {
        let mut told = Vec::new();
        let mut holders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, source) in sources.iter().enumerate() {
            for (timex, value) in source.annotations.timexes.iter().zip(&source.timexes) {
                let Some(day) = value.date.as_day() else { continue };
                let Some(sentence) = source.article.sentence_at(timex.span.start) else { continue };
                let stems = told_stems(source.article.sentences[sentence].span.of(&source.article.text));
                for stem in &stems {
                    holders.entry(stem.clone()).or_default().push(told.len());
                }
                told.push((index, day, stems));
            }
        }
        Others { told, holders }
    }

    /// Those that share a stem with a set which can make them as like as [`RECURS`].
    fn like<'o>(&'o self, stems: &BTreeSet<String>) -> impl Iterator<Item = &'o (usize, Date, BTreeSet<String>)> {
        let mut lists: Vec<&Vec<usize>> = stems.iter().filter_map(|stem| self.holders.get(stem)).collect();
        lists.sort_by_key(|list| list.len());
        let shared = (RECURS * stems.len() as f64).ceil() as usize;
        lists.truncate(stems.len() + 1 - shared.clamp(1, stems.len().max(1)));
        let at: BTreeSet<usize> = lists.into_iter().flatten().copied().collect();
        at.into_iter().map(|at| &self.told[at])
    }

    /// Whether such a thing is told of a third day too, or one of the two sources itself knows of both days.
    fn tell_of_two(&self, a: &Account, b: &Account, sources: &[Source]) -> bool {
        let group = |account: &Account| sources[account.citation.source].group;
        let like =
            |stems: &BTreeSet<String>| likeness(stems, &a.words.stems).max(likeness(stems, &b.words.stems)) >= RECURS;
        let knows = |account: &Account, other: &Account, source: usize, day: Date| {
            sources[source].group == group(account) && day == other.day
        };
        self.like(&a.words.stems).chain(self.like(&b.words.stems)).any(|(source, day, stems)| {
            let both = knows(a, b, *source, *day) || knows(b, a, *source, *day);
            let third = *day != a.day && *day != b.day;
            (both || third) && like(stems)
        })
    }
}

/// Notes in an event what two accounts read.
fn read(event: &mut Event, a: &Account, b: &Account) {
    for account in [a, b] {
        let at = event.readings.partition_point(|reading| reading.day < account.day);
        if event.readings.get(at).is_none_or(|reading| reading.day != account.day) {
            event.readings.insert(at, DateReading { day: account.day, citations: Vec::new() });
        }
        let citations = &mut event.readings[at].citations;
        if !citations.contains(&account.citation) {
            citations.push(account.citation);
        }
    }
}

/// Folds the one sentence of `other` into `event`.
fn absorb(events: &mut [Event], event: usize, other: usize, sources: &[Source]) {
    let (citations, actors) = (events[other].citations.clone(), events[other].actors.clone());
    let event = &mut events[event];
    event.citations.extend(citations);
    let actors: BTreeSet<usize> = event.actors.iter().copied().chain(actors).collect();
    event.actors = actors.into_iter().collect();
    // Whoever sets it on another day has not copied it, however alike the words.
    event.independent = event.citations.iter().map(|c| sources[c.source].desk).collect::<BTreeSet<_>>().len();
}

/// `18 March 2024 in The Courier, 19 March 2024 in The Post`.
fn reason(readings: &[DateReading], sources: &[Source]) -> String {
    let told = readings.iter().map(|reading| {
        let mut labels: Vec<String> = reading.citations.iter().map(|c| sources[c.source].article.label()).collect();
        labels.dedup();
        format!("{} in {}", day_in_words(reading.day), labels.join(" and "))
    });
    told.collect::<Vec<_>>().join(", ")
}
