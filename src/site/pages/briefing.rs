//! The briefing: numbered sections of sentences, each with its citations.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::site::cite::{Link, Quote, Site};
use crate::site::dates::{self, WrittenDate};
use crate::site::title;
use crate::story::{Attribution, Item, Section};

use super::editor::{self, PartView};
use super::{count, disagreements};

/// Most sources in the balance.
const ORIGINS: usize = 30;

/// The briefing.
#[derive(Debug, Serialize)]
pub struct Briefing<'s> {
    /// As of when.
    pub as_of: Option<WrittenDate>,
    /// `5 sources`.
    pub sources: String,
    /// The editor's lead.
    pub lead: Vec<PartView<'s>>,
    /// The sections.
    pub sections: Vec<SectionView<'s>>,
    /// The sources, with how much of this page each gives.
    pub origin: Vec<Origin>,
    /// Fragments of the sections that have nothing to say: they still lead to the page, as links to them may be old.
    pub silent: Vec<&'static str>,
}

/// The sections that a briefing can have, with their titles.
const SECTIONS: &[(&str, &str)] = &[
    ("summary", "In short"),
    ("stands", "Where it stood, report by report"),
    ("agreed", "Told alike by independent sources"),
    ("dispute", "Where sources differ"),
    ("claims", "Who says what"),
    ("ledger", "Agreed, promised, said to be broken"),
    ("single", "Told by one source alone"),
    ("questions", "Left open by the sources"),
    ("next", "Announced to come"),
    ("background", "Background"),
];

/// A section.
#[derive(Debug, Serialize)]
pub struct SectionView<'s> {
    /// Fragment.
    pub id: &'static str,
    /// Title.
    pub title: String,
    /// The items, one list where nothing sets them apart.
    pub groups: Vec<Group<'s>>,
    /// Number of sides that stand beside one another: 2 or 3, else 0.
    pub columns: usize,
}

/// Items that belong together.
#[derive(Debug, Serialize)]
pub struct Group<'s> {
    /// Side or speaker; none where the section is one list.
    pub name: Option<&'s str>,
    /// The items; none where the sources have nothing from a side.
    pub items: Vec<ItemView<'s>>,
}

/// A source and its share of the briefing.
#[derive(Debug, Serialize)]
pub struct Origin {
    /// What citations call it, and its page.
    pub source: Link,
    /// `7 sentences`: its own that lead an item, each once.
    pub given: String,
    /// Those as a share of the most that a source gives, as `40%`.
    pub share: String,
}

/// One item.
#[derive(Debug, Serialize)]
pub struct ItemView<'s> {
    /// Who says it, where it is a claim.
    pub speaker: Option<String>,
    /// Whether that is likely and not sure.
    pub likely: bool,
    /// The words.
    pub quote: Quote<'s>,
}

/// Whether there is such a page.
pub fn exists(site: &Site<'_>) -> bool {
    site.story.briefing.sections.iter().any(|s| !s.items.is_empty()) || site.lead().is_some()
}

/// Makes the view.
pub fn view<'s>(site: &'s Site<'s>, root: &str) -> Briefing<'s> {
    let edition = &site.story.edition;
    Briefing {
        as_of: edition.as_of.first_day().map(|_| dates::written(edition.as_of, edition.basis)),
        sources: count(site.story.sources.len(), "source", "sources"),
        lead: site.lead().map(|page| editor::parts(site, root, page)).unwrap_or_default(),
        sections: shown(site, root),
        origin: origin(site, root),
        silent: SECTIONS.iter().map(|(id, _)| *id).filter(|id| !has(site, id)).collect(),
    }
}

fn has(site: &Site<'_>, section: &str) -> bool {
    site.story.briefing.sections.iter().any(|s| s.id == section)
}

/// The sources by how many of the page's sentences each gives; those that give none last. Sources that stand alone need
/// no balance.
fn origin(site: &Site<'_>, root: &str) -> Vec<Origin> {
    let mut given: BTreeMap<usize, BTreeSet<usize>> = site.named().map(|source| (source, BTreeSet::new())).collect();
    if given.len() < 2 {
        return Vec::new();
    }
    for item in site.story.briefing.sections.iter().flat_map(|s| &s.items) {
        let lead = item.citations.iter().find(|&&c| site.shown.shows(c));
        if let Some((sentences, lead)) = lead.and_then(|c| Some((given.get_mut(&c.source)?, c))) {
            sentences.insert(lead.sentence);
        }
    }
    let most = given.values().map(BTreeSet::len).max().unwrap_or(0).max(1);
    let mut rows: Vec<(usize, usize)> = given.iter().map(|(&source, sentences)| (source, sentences.len())).collect();
    rows.sort_by_key(|&(source, n)| (std::cmp::Reverse(n), source));
    let row = |(source, n): (usize, usize)| Origin {
        source: Link { href: format!("{root}{}", site.paths[source]), label: site.labels[source].clone() },
        given: count(n, "sentence", "sentences"),
        share: format!("{}%", n * 100 / most),
    };
    rows.into_iter().take(ORIGINS).map(row).collect()
}

/// Title of a section.
pub fn section_title(id: &str) -> String {
    let known = SECTIONS.iter().find(|(known, _)| *known == id);
    known.map_or_else(|| title::capitalised(&id.replace(['-', '_'], " ")), |(_, title)| (*title).to_owned())
}

/// The items of a section as one list.
pub fn items<'s>(site: &'s Site<'s>, root: &str, section: &Section) -> Vec<ItemView<'s>> {
    section.items.iter().filter_map(|i| item(site, root, i)).collect()
}

/// The sections that have something to show.
fn shown<'s>(site: &'s Site<'s>, root: &str) -> Vec<SectionView<'s>> {
    let sections = site.story.briefing.sections.iter().map(|s| section(site, root, s));
    sections.filter(|s| s.groups.iter().any(|g| !g.items.is_empty())).collect()
}

fn section<'s>(site: &'s Site<'s>, root: &str, section: &Section) -> SectionView<'s> {
    let mut groups: Vec<Group<'s>> = Vec::new();
    for i in &section.items {
        let name = group_name(site, section, i);
        let Some(view) = item(site, root, i) else { continue };
        match groups.iter_mut().find(|g| g.name == name) {
            Some(group) => group.items.push(view),
            None => groups.push(Group { name, items: vec![view] }),
        }
    }
    groups.sort_by_key(|g| g.name.is_none());
    if section.id == "claims" {
        add_gaps(site, &mut groups);
    }
    let sides = groups.iter().filter(|g| g.name.is_some()).count();
    if let Some(rest) = groups.last_mut().filter(|g| g.name.is_none() && sides > 0) {
        rest.name = Some("Others");
    }
    let columns = if section.id == "claims" && matches!(sides, 2 | 3) { sides } else { 0 };
    SectionView { id: section.id, title: section_title(section.id), columns, groups }
}

/// An empty group, in its place, for each side of the story that no source gives a word of.
fn add_gaps<'s>(site: &'s Site<'s>, groups: &mut Vec<Group<'s>>) {
    let says = |name: &str| site.story.statements.iter().any(|s| s.party.as_deref() == Some(name));
    for (at, party) in site.story.parties.iter().enumerate().filter(|(_, party)| !party.third) {
        let name = party.name.as_str();
        if !says(name) && groups.iter().all(|g| g.name != Some(name)) {
            groups.insert(at.min(groups.len()), Group { name: Some(name), items: Vec::new() });
        }
    }
}

/// How the readings of an item differ, in the section of that; else the side of the story an item's speaker belongs to; the speaker's own name where the section has more of him.
fn group_name<'s>(site: &'s Site<'s>, section: &Section, item: &Item) -> Option<&'s str> {
    if section.id == "dispute" {
        return disagreements::kind_of(site, &item.citations);
    }
    let said = |item: &Item| site.story.statements.get(item.statement?);
    let attribution = said(item)?;
    let same = |other: &Attribution| attribution.actor.is_some() && other.actor == attribution.actor;
    let often = section.items.iter().filter_map(said).filter(|other| same(other)).count() > 1;
    let name = attribution.actor.and_then(|a| site.story.actors.get(a)).map(|a| a.name.as_str());
    attribution.party.as_deref().or(name.filter(|name| often && !name.is_empty()))
}

/// One item with its speaker, where it may be shown.
pub fn item<'s>(site: &'s Site<'s>, root: &str, item: &Item) -> Option<ItemView<'s>> {
    let quote = site.quote(root, &item.citations)?;
    let attribution = item.statement.and_then(|s| site.story.statements.get(s));
    let likely = attribution.is_some_and(|a| is_likely(site, a));
    Some(ItemView { speaker: attribution.and_then(|a| speaker(site, a)), likely, quote })
}

/// Whether it is likely and not sure who says it.
pub fn is_likely(site: &Site<'_>, attribution: &Attribution) -> bool {
    let source = &site.story.sources[attribution.source];
    source.annotations.statements.get(attribution.statement).is_some_and(|s| s.is_likely(&source.article.text))
}

/// Who says it, as a line that begins with it has it: `Harbour officials`.
pub fn speaker(site: &Site<'_>, attribution: &Attribution) -> Option<String> {
    site.story.speaker_in_words(attribution).map(|words| title::capitalised(&words))
}
