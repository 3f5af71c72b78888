//! Tellings of one commitment put together; what is not surely the same stays apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::story::{Citation, Story};
use crate::text::sets::DisjointSets;

use super::gather::Telling;
use super::model::{Commitment, CommitmentKind as Kind, CommitmentStatus as Status, LedgerNote};

/// Share of the shorter one's stems that two tellings of one thing have in common, and how many at least.
const ALIKE: f64 = 0.6;
const SHARED: usize = 2;
/// A key that more tellings have than this brings none together.
const COMMON: usize = 200;

/// The entries, by kind and then in the order of the story.
pub(super) fn commitments(story: &Story, tellings: &[Telling]) -> Vec<Commitment> {
    let mut sets = DisjointSets::new(tellings.len());
    for members in keys(tellings).into_values().filter(|m| m.len() <= COMMON) {
        for (at, &a) in members.iter().enumerate() {
            for &b in &members[at + 1..] {
                if sets.root(a) != sets.root(b) && same(&tellings[a], &tellings[b]) {
                    sets.join(a, b);
                }
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..tellings.len() {
        groups.entry(sets.root(at)).or_default().push(at);
    }
    let day = |c: &Citation| (story.sources[c.source].published.value.sort_key(), *c);
    let mut entries: Vec<Commitment> = groups
        .into_values()
        .map(|mut members| {
            members.sort_by_key(|&m| day(&tellings[m].sentence));
            entry(story, &members.iter().map(|&m| &tellings[m]).collect::<Vec<_>>())
        })
        .collect();
    entries.sort_by_key(|e| {
        let kind = Kind::ALL.iter().position(|k| *k == e.kind);
        (kind, std::cmp::Reverse(e.independent), e.citations.first().map(day))
    });
    number(story, &mut entries);
    entries
}

/// Tellings by what could make two of them the same.
fn keys(tellings: &[Telling]) -> BTreeMap<String, Vec<usize>> {
    let mut keys: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, telling) in tellings.iter().enumerate() {
        let mut own = BTreeSet::new();
        if let Some(group) = telling.group.filter(|_| telling.kind == Kind::Agreement) {
            own.extend(telling.named.iter().map(|name| format!("{group} {name}")));
            own.extend(telling.since.as_ref().map(|since| format!("{group} {}", since.date)));
        }
        if let Some(debtor) = &telling.debtor {
            own.extend(telling.stems.iter().map(|stem| format!("{debtor} {stem}")));
        }
        for key in own {
            keys.entry(key).or_default().push(at);
        }
    }
    keys
}

fn same(a: &Telling, b: &Telling) -> bool {
    if a.kind != b.kind {
        return false;
    }
    let debtor = a.debtor.is_some() && a.debtor == b.debtor;
    if a.kind == Kind::Agreement {
        return a.group == b.group
            && a.status == b.status
            && !other_day(a, b)
            && (same_instrument(a, b) || debtor && alike(a, b));
    }
    let broken = a.kind == Kind::Violation && a.group == b.group && !other_day(a, b);
    let status = a.status == b.status || a.kind == Kind::Violation || a.status == Status::SaidMet;
    debtor && status && alike(a, b) && (broken || a.kind != Kind::Violation)
}

/// Whether both are dated, and not alike.
fn other_day(a: &Telling, b: &Telling) -> bool {
    let days = |t: &Telling| t.since.as_ref().map(|s| (s.date.first_day(), s.date.last_day()));
    matches!((days(a), days(b)), (Some(a), Some(b)) if a.1 < b.0 || b.1 < a.0)
}

/// One instrument: of one day, or a name in the words for the one stands in the sentence of the other.
fn same_instrument(a: &Telling, b: &Telling) -> bool {
    let day = |t: &Telling| t.since.as_ref().and_then(|s| s.date.as_day());
    let dated = day(a).is_some() && day(a) == day(b);
    let named = a.names.intersection(&b.named).next().is_some() || b.names.intersection(&a.named).next().is_some();
    dated || named
}

/// What is owed is told in nearly the same words.
fn alike(a: &Telling, b: &Telling) -> bool {
    let shared = a.stems.intersection(&b.stems).count();
    let shorter = a.stems.len().min(b.stems.len());
    shared >= SHARED && shared as f64 >= ALIKE * shorter as f64
}

/// The entry that some tellings, in the order of the story, make together.
fn entry(story: &Story, tellings: &[&Telling]) -> Commitment {
    let cell = |pick: fn(&Telling) -> Option<Citation>| distinct(story, tellings.iter().filter_map(|t| pick(t)));
    let independent: BTreeSet<usize> = tellings.iter().map(|t| story.sources[t.sentence.source].desk).collect();
    let mut seen = BTreeSet::new();
    let citations = tellings.iter().map(|t| t.sentence).filter(|c| seen.insert(*c)).collect();
    let since = tellings.iter().filter_map(|t| t.since.as_ref()).min_by_key(|s| (s.date.precision(), s.basis));
    Commitment {
        id: String::new(),
        kind: tellings.first().map_or(Kind::Pledge, |t| t.kind),
        status: status(tellings),
        what: cell(|t| t.what),
        by: cell(|t| t.by),
        to: cell(|t| t.to),
        to_elsewhere: tellings.iter().any(|t| t.to_elsewhere),
        instrument: cell(|t| t.instrument),
        since: since.cloned(),
        alleged_by: cell(|t| t.alleged_by),
        denied_by: cell(|t| t.denied_by),
        consequence: cell(|t| t.consequence),
        verification: cell(|t| t.verification),
        independent: independent.len(),
        citations,
    }
}

/// The words of a cell, the same words once.
fn distinct(story: &Story, cells: impl Iterator<Item = Citation>) -> Vec<Citation> {
    let mut seen = BTreeSet::new();
    cells.filter(|c| seen.insert(story.words(*c).to_lowercase())).collect()
}

/// What was said last stands, unless one says what another denies.
fn status(tellings: &[&Telling]) -> Status {
    let has = |status: Status| tellings.iter().any(|t| t.status == status);
    if has(Status::Disputed) || has(Status::SaidMet) && has(Status::SaidBroken) {
        return Status::Disputed;
    }
    tellings.last().map_or(Status::InForce, |t| t.status)
}

/// Ids by the leading sentence, with a number where it leads several.
fn number(story: &Story, entries: &mut [Commitment]) {
    let mut seen: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for entry in entries {
        let Some(lead) = entry.citations.first() else { continue };
        let nth = seen.entry((lead.source, lead.sentence)).and_modify(|n| *n += 1).or_insert(1);
        let sentence = &story.sources[lead.source].article.sentences[lead.sentence].id;
        entry.id = if *nth == 1 { format!("c{sentence}") } else { format!("c{sentence}-{nth}") };
    }
}

/// Notes that say the same once, the first telling first.
pub(super) fn notes(story: &Story, notes: Vec<LedgerNote>) -> Vec<LedgerNote> {
    let mut merged: BTreeMap<(super::NoteKind, String), LedgerNote> = BTreeMap::new();
    for note in notes {
        let Some(&first) = note.citations.first() else { continue };
        let words = crate::text::stem::content_stems(story.words(first)).join(" ");
        match merged.entry((note.kind, words)) {
            std::collections::btree_map::Entry::Vacant(free) => {
                free.insert(note);
            }
            std::collections::btree_map::Entry::Occupied(mut known) => known.get_mut().citations.extend(note.citations),
        }
    }
    let mut notes: Vec<LedgerNote> = merged.into_values().collect();
    notes.sort_by_key(|n| {
        let first = n.citations.first().copied();
        (n.kind, first.map(|c| story.sources[c.source].published.value.sort_key()), first)
    });
    notes
}
