//! Who speaks where: statements in the order of parties, actors and days, and the pages that they stand on.
//!
//! In: the story as it may be shown. Out: [`Voices`], from which the pages of statements, actors and sources and every
//! link to a statement are made. A statement keeps its address, `statements.html` and its id, whatever comes to the story:
//! where there are too many for one page, that page keeps a place for each, beside the way to where it stands.

use std::collections::{BTreeMap, BTreeSet};

use crate::annotate::StatementKind;
pub use crate::story::Speaker;
use crate::story::{Attribution, Party, Story, Told, Wording, wordings_by_actor};

use super::routes;

/// What a page of statements may come to, in bytes as they are guessed; real pages stay below a megabyte.
const BUDGET: usize = 500_000;
/// Bytes that a statement takes beside its words.
const AROUND: usize = 620;

/// The page that every statement has an address on.
pub const PAGE: &str = "statements.html";

/// The statements of a story in reading order.
#[derive(Debug, Default)]
pub struct Voices {
    /// Parties, then those of none, then quoted words without a speaker.
    pub sections: Vec<Section>,
    /// Number of pages with statements; 0 without statements.
    pub pages: usize,
    /// Of each statement of the story: the page it stands on, its kind of speaker, and whether it counts: what a copy of
    /// a text says again does not.
    places: Vec<Place>,
    /// The statements of each source.
    by_source: Vec<Vec<usize>>,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    page: Option<usize>,
    speaker: Speaker,
    counts: bool,
}

/// A party, those of none, or nobody.
#[derive(Debug)]
pub struct Section {
    /// Fragment.
    pub id: String,
    /// Whose it is.
    pub of: Of,
    /// The speakers, those who say most first.
    pub groups: Vec<Group>,
}

/// Whose statements a section has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// A party by name, with its index where the story knows it.
    Party(String, Option<usize>),
    /// Speakers of no party.
    NoParty,
    /// Nobody who is sure.
    Nobody,
}

/// The statements of one speaker, or of those without a name.
#[derive(Debug)]
pub struct Group {
    /// Fragment.
    pub id: String,
    /// The actor.
    pub actor: Option<usize>,
    /// Quoted, partly quoted and reported ones, each in the order of the days.
    pub kinds: Vec<(StatementKind, Vec<Entry>)>,
}

/// A statement as all its sources word it, and the page that has it.
#[derive(Debug)]
pub struct Entry {
    /// The tellings.
    pub told: Told,
    /// From 0.
    pub page: usize,
}

impl Group {
    /// Every telling of every entry.
    pub fn statements(&self) -> impl Iterator<Item = usize> + '_ {
        self.entries().flat_map(|entry| tellings(&entry.told))
    }

    /// The entries in reading order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.kinds.iter().flat_map(|(_, entries)| entries)
    }
}

/// The lead and all that tell it again.
pub fn tellings(told: &Told) -> impl Iterator<Item = usize> + '_ {
    std::iter::once(told.lead).chain(told.again.iter().map(|again| again.0))
}

/// Fragment of a party's statements.
pub fn party_anchor(name: &str) -> String {
    format!("party-{}", routes::slug(&name.to_lowercase()))
}

impl Voices {
    /// Puts the statements of a story in order: that which may be shown.
    pub fn new(story: &Story) -> Self {
        let mut places: Vec<Place> =
            story.statements.iter().map(|a| Place { page: None, speaker: story.speaker(a), counts: true }).collect();
        let told = wordings_by_actor(story);
        for (copy, _) in told.iter().flat_map(|t| &t.again).filter(|(_, how)| *how == Wording::Copy) {
            places[*copy].counts = false;
        }
        let mut by_source = vec![Vec::new(); story.sources.len()];
        for (at, attribution) in story.statements.iter().enumerate() {
            by_source[attribution.source].push(at);
        }
        let mut voices = Voices { sections: sections(story, &places, told), pages: 0, places, by_source };
        voices.turn_pages(story);
        voices
    }

    /// Gives each entry its page: a new one begins where the last is full.
    fn turn_pages(&mut self, story: &Story) {
        let (mut page, mut size) = (0, 0);
        let entries = self.sections.iter_mut().flat_map(|s| &mut s.groups).flat_map(|g| &mut g.kinds);
        for entry in entries.flat_map(|(_, entries)| entries) {
            let own: usize = tellings(&entry.told).map(|s| AROUND + length(story, &story.statements[s])).sum();
            if size > 0 && size + own > BUDGET {
                page += 1;
                size = 0;
            }
            size += own;
            entry.page = page;
            for statement in tellings(&entry.told) {
                self.places[statement].page = Some(page);
            }
            self.pages = page + 1;
        }
    }

    /// Whether the statements stand on pages of their own, behind one that lists the speakers.
    pub fn is_split(&self) -> bool {
        self.pages > 1
    }

    /// Path of a page of statements, from 0.
    pub fn path(&self, page: usize) -> String {
        if self.is_split() { format!("statements-{}.html", page + 2) } else { PAGE.to_owned() }
    }

    /// Where a statement stands, from the root; its own fragment with it.
    pub fn href(&self, story: &Story, statement: usize) -> Option<String> {
        Some(format!("{}#{}", self.path(self.places[statement].page?), story.statements[statement].id))
    }

    /// How the speaker of a statement is given.
    pub fn speaker(&self, statement: usize) -> Speaker {
        self.places[statement].speaker
    }

    /// The statements that are shown and count.
    pub fn counted(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.places.len()).filter(|&s| self.counts(s))
    }

    /// Those of one source.
    pub fn counted_of(&self, source: usize) -> impl Iterator<Item = usize> + '_ {
        self.of_source(source).iter().copied().filter(|&s| self.counts(s))
    }

    fn counts(&self, statement: usize) -> bool {
        self.places[statement].page.is_some() && self.places[statement].counts
    }

    /// All statements of one source.
    pub fn of_source(&self, source: usize) -> &[usize] {
        self.by_source.get(source).map_or(&[], Vec::as_slice)
    }

    /// Number of those among `statements`.
    pub fn count(&self, statements: impl Iterator<Item = usize>) -> usize {
        statements.filter(|&s| self.places[s].counts).count()
    }
}

/// Bytes of the sentences that a statement shows.
fn length(story: &Story, attribution: &Attribution) -> usize {
    let statement = story.sources[attribution.source].annotations.statements.get(attribution.statement);
    let ends = statement.and_then(|s| s.content.iter().map(|c| c.end).max()).unwrap_or(0);
    attribution.citation.span.len() + ends.saturating_sub(attribution.citation.span.end)
}

fn sections(story: &Story, places: &[Place], told: Vec<Told>) -> Vec<Section> {
    let mut by_section: Vec<(Of, Vec<Told>)> = parties(story).into_iter().map(|of| (of, Vec::new())).collect();
    for t in told {
        let of = match (places[t.lead].speaker, &story.statements[t.lead].party) {
            (Speaker::Missing, _) => Of::Nobody,
            (_, None) => Of::NoParty,
            (_, Some(name)) => Of::Party(name.clone(), story.parties.iter().position(|p| p.name == *name)),
        };
        if let Some(section) = by_section.iter_mut().find(|s| s.0 == of) {
            section.1.push(t);
        }
    }
    let with = |(of, told): (Of, Vec<Told>)| Section { id: section_id(&of), groups: groups(story, &of, told), of };
    by_section.into_iter().filter(|s| !s.1.is_empty()).map(with).collect()
}

/// All that a section can be of, in reading order: sides, those between them, others that speakers belong to, none, nobody.
fn parties(story: &Story) -> Vec<Of> {
    let mut known: Vec<(usize, &Party)> = story.parties.iter().enumerate().collect();
    known.sort_by_key(|(_, party)| party.third);
    let mut all: Vec<Of> = known.into_iter().map(|(at, party)| Of::Party(party.name.clone(), Some(at))).collect();
    let named: BTreeSet<&String> = story.statements.iter().filter_map(|a| a.party.as_ref()).collect();
    let further = named.into_iter().filter(|name| story.parties.iter().all(|p| p.name != **name));
    all.extend(further.map(|name| Of::Party(name.clone(), None)));
    all.extend([Of::NoParty, Of::Nobody]);
    all
}

fn section_id(of: &Of) -> String {
    match of {
        Of::Party(name, _) => party_anchor(name),
        Of::NoParty => "no-party".to_owned(),
        Of::Nobody => "unattributed".to_owned(),
    }
}

/// The speakers of a section: actors, those who say most first, then the others together.
fn groups(story: &Story, of: &Of, told: Vec<Told>) -> Vec<Group> {
    let mut by_actor: BTreeMap<Option<usize>, Vec<Told>> = BTreeMap::new();
    for t in told {
        by_actor.entry(story.statements[t.lead].actor).or_default().push(t);
    }
    let mut groups: Vec<(usize, Group)> = by_actor
        .into_iter()
        .map(|(actor, told)| {
            let id = match (actor.map(|a| &story.actors[a].id), of) {
                (Some(id), _) => format!("by-{id}"),
                (None, Of::Party(name, _)) => format!("by-others-{}", party_anchor(name)),
                (None, Of::NoParty) => "by-others".to_owned(),
                (None, Of::Nobody) => "unattributed-words".to_owned(),
            };
            (told.iter().map(|t| 1 + t.again.len()).sum(), Group { id, actor, kinds: kinds(story, told) })
        })
        .collect();
    groups.sort_by_key(|(count, group)| (group.actor.is_none(), std::cmp::Reverse(*count), group.actor));
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Direct, mixed and indirect ones apart.
fn kinds(story: &Story, told: Vec<Told>) -> Vec<(StatementKind, Vec<Entry>)> {
    let mut kinds: Vec<(StatementKind, Vec<Entry>)> =
        [StatementKind::Direct, StatementKind::Mixed, StatementKind::Indirect].map(|kind| (kind, Vec::new())).into();
    for told in told {
        let kind = kind_of(story, &story.statements[told.lead]);
        if let Some((_, entries)) = kinds.iter_mut().find(|(k, _)| *k == kind) {
            entries.push(Entry { told, page: 0 });
        }
    }
    kinds.retain(|(_, entries)| !entries.is_empty());
    kinds
}

/// How the words of a statement are given.
pub fn kind_of(story: &Story, attribution: &Attribution) -> StatementKind {
    let statements = &story.sources[attribution.source].annotations.statements;
    statements.get(attribution.statement).map_or(StatementKind::Indirect, |s| s.kind)
}
