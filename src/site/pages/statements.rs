//! Who said what: by party, speaker and day; quoted and reported words apart; wordings of one statement side by side.

use serde::Serialize;

use crate::annotate::StatementKind;
use crate::corpus::Article;
use crate::site::cite::{Link, Quoted, Site};
use crate::site::dates::WrittenDate;
use crate::site::prose::{Run, runs};
use crate::site::voices::{Entry, Group, Of, Section, Speaker, kind_of, tellings as tellings_of};
use crate::story::{Actor, Attribution, Wording};
use crate::text::Span;

use super::actors::{self, NO_PARTIES, Standing, standing};
use super::balance::{self, Balance};
use super::briefing::{is_likely, speaker};
use super::{PartLink, count};

/// Statements of other pages that the first keeps a place for: those of the first sources.
const PLACES: usize = 20_000;
/// Most speakers of a party in the list beside the page.
const LISTED: usize = 12;

/// All statements, or a part of them.
#[derive(Debug, Serialize)]
pub struct Statements<'s> {
    /// `Statements`, `Statements, part 2`.
    pub title: String,
    /// `57 statements`, `7 speakers known by name`.
    pub summary: String,
    /// The other parts, and where one begins.
    pub parts: Vec<PartLink>,
    /// Why there are no parties, where there are none.
    pub no_parties: Option<&'static str>,
    /// Ways to see some only: fragment and name.
    pub only: Vec<Only>,
    /// The parties and speakers that are listed for choosing.
    pub list: Vec<Listed>,
    /// Who is quoted how often.
    pub balance: Option<Balance>,
    /// By party; without statements where these stand on other pages.
    pub sections: Vec<SectionView<'s>>,
}

/// One kind of statements, to be seen alone.
#[derive(Debug, Serialize)]
pub struct Only {
    /// Fragment, and class of what it leaves.
    pub id: &'static str,
    /// Its words.
    pub label: &'static str,
    /// How many there are.
    pub count: usize,
}

/// A party in the list beside the page.
#[derive(Debug, Serialize)]
pub struct Listed {
    /// The section.
    #[serde(flatten)]
    pub link: Link,
    /// Number of statements.
    pub count: usize,
    /// Its speakers.
    pub speakers: Vec<ListedSpeaker>,
    /// Number of further speakers.
    pub more: usize,
}

/// A speaker in the list beside the page.
#[derive(Debug, Serialize)]
pub struct ListedSpeaker {
    /// The group.
    #[serde(flatten)]
    pub link: Link,
    /// Number of statements.
    pub count: usize,
}

/// A party, those of none, or nobody.
#[derive(Debug, Serialize)]
pub struct SectionView<'s> {
    /// Fragment.
    pub id: &'s str,
    /// Name of the party, or our words for the rest.
    pub name: &'s str,
    /// What it is in the story.
    pub standing: Option<Standing>,
    /// `12 statements`.
    pub count: String,
    /// Why.
    pub reason: Option<&'s str>,
    /// What the section is, where it is of no party.
    pub note: Option<&'static str>,
    /// Its speakers.
    pub groups: Vec<GroupView<'s>>,
}

/// The statements of one speaker.
#[derive(Debug, Serialize)]
pub struct GroupView<'s> {
    /// Fragment.
    pub id: &'s str,
    /// The actor's former ids, which links may still use.
    pub former: &'s [String],
    /// Name; none for quoted words without a speaker.
    pub name: Option<&'s str>,
    /// Role.
    pub role: Option<&'s str>,
    /// The actor's entry.
    pub href: Option<String>,
    /// `4 statements`.
    pub count: String,
    /// The page that has them, where this does not.
    pub at: Option<Link>,
    /// Fragments of statements that stand on another page.
    pub elsewhere: Vec<&'s str>,
    /// Quoted, partly quoted and reported ones.
    pub kinds: Vec<KindView<'s>>,
}

/// The statements of one speaker that are given alike.
#[derive(Debug, Serialize)]
pub struct KindView<'s> {
    /// `direct`, `mixed`, `indirect`.
    pub class: &'static str,
    /// In words.
    pub label: &'static str,
    /// How many statements they are, told twice in one sentence or not.
    pub count: usize,
    /// In the order of the days.
    pub entries: Vec<EntryView<'s>>,
}

/// One statement.
#[derive(Debug, Serialize)]
pub struct EntryView<'s> {
    /// The day of the report, where the list comes to another one.
    pub day: Option<WrittenDate>,
    /// As its sources word it, the first telling first.
    pub wordings: Vec<WordingView<'s>>,
}

/// One wording.
#[derive(Debug, Serialize)]
pub struct WordingView<'s> {
    /// Fragment.
    pub id: &'s str,
    /// Fragments of further statements of the same sentence.
    pub also: Vec<&'s str>,
    /// Who says it, where the group does not.
    pub speaker: Option<String>,
    /// Whether who says it is likely and not sure.
    pub likely: bool,
    /// How it is given, where that is not how the first is.
    pub kind: Option<&'static str>,
    /// The sentence in pieces: what is said, and the words around it.
    pub pieces: Vec<Piece<'s>>,
    /// The places of what is said, for the pieces.
    #[serde(skip)]
    said: Vec<Span>,
    /// Where it stands.
    pub quoted: Quoted<'s>,
    /// Why its speaker is of the party, where he has no name.
    pub reason: Option<&'s str>,
    /// Where the same words stand.
    pub again: Vec<Again<'s>>,
}

/// The same words in another source.
#[derive(Debug, Serialize)]
pub struct Again<'s> {
    /// Fragment.
    pub id: &'s str,
    /// Where.
    pub cite: Link,
    /// Whether that source tells the same text, and so nothing of its own.
    pub copy: bool,
}

/// A piece of a sentence.
#[derive(Debug, Serialize)]
pub struct Piece<'s> {
    /// Its words, in runs.
    pub runs: Vec<Run<'s>>,
    /// Whether it is what was said.
    pub said: bool,
}

/// Whether there is such a page.
pub fn exists(site: &Site<'_>) -> bool {
    site.voices.pages > 0
}

/// Address of an actor's statements from the root.
pub fn of_actor(actor: &Actor) -> String {
    format!("statements.html#by-{}", actor.id)
}

/// Makes the view of the first page: all statements, or who speaks and where.
pub fn view<'s>(site: &'s Site<'s>, root: &str) -> Statements<'s> {
    let voices = &site.voices;
    let split = voices.is_split();
    let named = voices.sections.iter().flat_map(|s| &s.groups).filter(|g| g.actor.is_some()).count();
    let all = count(voices.counted().count(), "statement", "statements");
    let speakers = match named {
        0 => "no speaker known by name".to_owned(),
        named => count(named, "speaker known by name", "speakers known by name"),
    };
    let sections: Vec<_> =
        voices.sections.iter().map(|s| section(site, root, s, if split { None } else { Some(0) })).collect();
    Statements {
        title: "Statements".to_owned(),
        summary: format!("{all}\u{a0}· {speakers}"),
        parts: parts(site, root, None),
        no_parties: site.story.parties.is_empty().then_some(NO_PARTIES),
        only: only(&sections),
        list: list(site),
        balance: balance::view(site, root),
        sections,
    }
}

/// Makes the view of one of several pages of statements.
pub fn part<'s>(site: &'s Site<'s>, root: &str, page: usize) -> Statements<'s> {
    let on_page = |s: &&Section| s.groups.iter().any(|g| g.entries().any(|e| e.page == page));
    let sections: Vec<_> =
        site.voices.sections.iter().filter(on_page).map(|s| section(site, root, s, Some(page))).collect();
    Statements {
        title: format!("Statements, part {}", page + 1),
        summary: format!("Part {} of {}", page + 1, site.voices.pages),
        parts: parts(site, root, Some(page)),
        no_parties: None,
        only: only(&sections),
        list: Vec::new(),
        balance: None,
        sections,
    }
}

fn parts(site: &Site<'_>, root: &str, current: Option<usize>) -> Vec<PartLink> {
    if !site.voices.is_split() {
        return Vec::new();
    }
    let index = PartLink {
        href: format!("{root}statements.html"),
        label: "All speakers".to_owned(),
        count: None,
        current: current.is_none(),
    };
    let part = |page| PartLink {
        href: format!("{root}{}", site.voices.path(page)),
        label: format!("Part {}", page + 1),
        count: None,
        current: current == Some(page),
    };
    std::iter::once(index).chain((0..site.voices.pages).map(part)).collect()
}

/// The kinds that a page has, where it has several.
fn only(sections: &[SectionView<'_>]) -> Vec<Only> {
    let kinds = || sections.iter().flat_map(|s| &s.groups).flat_map(|g| &g.kinds);
    let of = |kind: StatementKind| Only {
        id: kind.as_str(),
        label: label(kind),
        count: kinds().filter(|k| k.class == kind.as_str()).map(|k| k.count).sum(),
    };
    let found: Vec<Only> = [StatementKind::Direct, StatementKind::Mixed, StatementKind::Indirect]
        .map(of)
        .into_iter()
        .filter(|only| only.count > 0)
        .collect();
    if found.len() > 1 { found } else { Vec::new() }
}

fn list(site: &Site<'_>) -> Vec<Listed> {
    let of_group = |group: &Group| ListedSpeaker {
        link: Link { href: format!("#{}", group.id), label: group_name(site, group).to_owned() },
        count: site.voices.count(group.statements()),
    };
    let of_section = |section: &Section| {
        let named = section.of != Of::Nobody;
        Listed {
            link: Link { href: format!("#{}", section.id), label: section_name(site, &section.of).to_owned() },
            count: site.voices.count(section.groups.iter().flat_map(Group::statements)),
            speakers: section.groups.iter().filter(|_| named).take(LISTED).map(of_group).collect(),
            more: section.groups.len().saturating_sub(LISTED),
        }
    };
    site.voices.sections.iter().map(of_section).collect()
}

/// What a section is called.
pub fn section_name<'s>(site: &Site<'_>, of: &'s Of) -> &'s str {
    match of {
        Of::Party(name, _) => name,
        Of::NoParty if site.story.parties.is_empty() => "Speakers",
        Of::NoParty => "No party",
        Of::Nobody => "Unattributed",
    }
}

fn group_name<'s>(site: &'s Site<'s>, group: &Group) -> &'s str {
    if let Some(actor) = group.actor.and_then(|a| site.story.actors.get(a)) {
        return &actor.name;
    }
    let unnamed = group.statements().all(|s| site.voices.speaker(s) == Speaker::Unnamed);
    if unnamed { "Unnamed speakers" } else { "Other speakers" }
}

/// A section with the statements of one page, or with none.
fn section<'s>(site: &'s Site<'s>, root: &str, section: &'s Section, page: Option<usize>) -> SectionView<'s> {
    let on_page = |g: &&Group| page.is_none() || g.entries().any(|e| Some(e.page) == page);
    let groups: Vec<_> = section.groups.iter().filter(on_page).map(|g| group(site, root, section, g, page)).collect();
    let all = site.voices.count(section.groups.iter().flat_map(Group::statements));
    let party = match section.of {
        Of::Party(_, Some(at)) => site.story.parties.get(at),
        _ => None,
    };
    SectionView {
        id: &section.id,
        name: section_name(site, &section.of),
        standing: party.map(standing),
        count: count(all, "statement", "statements"),
        reason: party.filter(|p| !p.declared).map(|p| p.reason.as_str()),
        note: match section.of {
            Of::Nobody => Some(
                "Quoted words whose speaker the source does not say, or not surely. Nobody is named rather than the wrong one.",
            ),
            Of::NoParty if !site.story.parties.is_empty() => {
                Some("Speakers whom nothing in these sources ties to a party.")
            }
            _ => None,
        },
        groups,
    }
}

fn group<'s>(
    site: &'s Site<'s>,
    root: &str,
    section: &Section,
    group: &'s Group,
    page: Option<usize>,
) -> GroupView<'s> {
    let actor = group.actor.and_then(|a| site.story.actors.get(a));
    let first = group.entries().next().map_or(0, |e| e.page);
    let kinds = group.kinds.iter().map(|(kind, entries)| {
        let own = || entries.iter().filter(|e| Some(e.page) == page);
        KindView {
            class: kind.as_str(),
            label: label(*kind),
            count: site.voices.count(own().flat_map(|e| tellings_of(&e.told))),
            entries: days(site, root, *kind, own()),
        }
    });
    let id_of = |s: usize| site.story.statements[s].id.as_str();
    GroupView {
        id: &group.id,
        former: actor.map(|a| a.former_ids.as_slice()).unwrap_or_default(),
        name: (section.of != Of::Nobody).then(|| group_name(site, group)),
        role: actor.and_then(|a| a.role.as_deref()),
        href: actor.filter(|a| !a.mentions.is_empty()).map(|a| actors::href(root, a)),
        count: count(site.voices.count(group.statements()), "statement", "statements"),
        at: page.is_none().then(|| Link {
            href: format!("{root}{}#{}", site.voices.path(first), group.id),
            label: format!("part {}", first + 1),
        }),
        elsewhere: if page.is_none() {
            group.statements().filter(|&s| s < PLACES).map(id_of).collect()
        } else {
            Vec::new()
        },
        kinds: kinds.filter(|k| !k.entries.is_empty()).collect(),
    }
}

/// How words are given, in words.
fn label(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Direct => "In quotation marks",
        StatementKind::Mixed => "Partly in quotation marks",
        StatementKind::Indirect => "In the reporter’s words",
    }
}

/// The entries, with the day where there are several and it changes.
fn days<'s>(
    site: &'s Site<'s>,
    root: &str,
    kind: StatementKind,
    entries: impl Iterator<Item = &'s Entry>,
) -> Vec<EntryView<'s>> {
    let mut last = None;
    let mut found: Vec<EntryView<'s>> = Vec::new();
    let mut passage = None;
    for entry in entries {
        let lead = entry.told.lead;
        let own = (entry.told.again.is_empty()).then(|| {
            let attribution = &site.story.statements[lead];
            let shown = whole(site, attribution, said(site, attribution));
            (attribution.source, shown, is_likely(site, attribution), speaker(site, attribution))
        });
        // Two statements of one sentence are one entry.
        let same = own.is_some() && own == passage;
        passage = own;
        if let Some(before) = found.last_mut().filter(|_| same).and_then(|e| e.wordings.first_mut()) {
            before.add(site, lead);
            continue;
        }
        let mut day = site.published(site.story.statements[entry.told.lead].source);
        if day.edtf.is_empty() {
            "day not known".clone_into(&mut day.text);
        }
        let is_new = last.as_ref() != Some(&day);
        last = Some(day.clone());
        found.push(EntryView { day: is_new.then_some(day), wordings: tellings(site, root, kind, entry) });
    }
    if found.iter().filter(|e| e.day.is_some()).count() < 2 {
        for entry in &mut found {
            entry.day = None;
        }
    }
    found
}

/// The wordings of a statement; the same words again go with the wording that has them.
fn tellings<'s>(site: &'s Site<'s>, root: &str, first: StatementKind, entry: &'s Entry) -> Vec<WordingView<'s>> {
    let mut wordings = vec![wording(site, root, first, entry.told.lead)];
    for &(at, how) in &entry.told.again {
        let attribution = &site.story.statements[at];
        if how == Wording::Other {
            wordings.push(wording(site, root, first, at));
            continue;
        }
        let group = |a: &Attribution| site.story.sources[a.source].group;
        let of_lead = group(&site.story.statements[entry.told.lead]) == group(attribution);
        let with = if how == Wording::Copy && !of_lead { wordings.len() - 1 } else { 0 };
        wordings[with].again.push(Again {
            id: &attribution.id,
            cite: site.cite(root, attribution.citation),
            copy: how == Wording::Copy,
        });
    }
    wordings
}

fn wording<'s>(site: &'s Site<'s>, root: &str, first: StatementKind, at: usize) -> WordingView<'s> {
    let attribution = &site.story.statements[at];
    let source = &site.story.sources[attribution.source];
    let content = said(site, attribution);
    let kind = kind_of(site.story, attribution);
    let is_named = attribution.actor.is_some();
    WordingView {
        id: &attribution.id,
        also: Vec::new(),
        speaker: if is_named || site.voices.speaker(at) == Speaker::Missing {
            None
        } else {
            speaker(site, attribution)
        },
        likely: is_likely(site, attribution),
        kind: (kind != first).then(|| label(kind)),
        pieces: pieces(&source.article, whole(site, attribution, content), content),
        said: content.to_vec(),
        quoted: site.quoted(root, attribution.citation),
        reason: Some(attribution.party_reason.as_str()).filter(|r| !is_named && !r.is_empty()),
        again: Vec::new(),
    }
}

impl<'s> WordingView<'s> {
    /// Marks another statement of the same sentences.
    fn add(&mut self, site: &'s Site<'s>, at: usize) {
        let attribution = &site.story.statements[at];
        self.also.push(&attribution.id);
        self.said.extend(said(site, attribution));
        self.said.sort_unstable();
        let whole = whole(site, attribution, &self.said);
        self.pieces = pieces(&site.story.sources[attribution.source].article, whole, &self.said);
    }
}

/// The places of what is said.
fn said<'s>(site: &'s Site<'_>, attribution: &Attribution) -> &'s [Span] {
    let source = &site.story.sources[attribution.source];
    source.annotations.statements.get(attribution.statement).map(|s| s.content.as_slice()).unwrap_or_default()
}

/// The sentence in which a statement begins, and those it goes on in as far as they may be shown.
fn whole(site: &Site<'_>, attribution: &Attribution, content: &[Span]) -> Span {
    let citation = attribution.citation;
    let ends = content.iter().map(|c| c.end).max().unwrap_or(citation.span.end);
    let sentences = &site.story.sources[attribution.source].article.sentences;
    let next = (citation.sentence + 1..sentences.len()).take_while(|&s| sentences[s].span.start < ends);
    let shown = next.take_while(|&s| site.shown.shows(site.story.cite(attribution.source, s)));
    shown.fold(citation.span, |whole, s| whole.cover(sentences[s].span))
}

/// Cuts the words of `whole` at the ends of `said`.
fn pieces<'s>(article: &'s Article, whole: Span, said: &[Span]) -> Vec<Piece<'s>> {
    let mut pieces = Vec::new();
    let mut from = whole.start;
    let mut push = |start: usize, end: usize, said: bool| {
        if start < end {
            pieces.push(Piece { runs: runs(article, Span::new(start, end)), said });
        }
    };
    for span in said {
        let (start, end) = (span.start.clamp(from, whole.end.max(from)), span.end.clamp(from, whole.end.max(from)));
        push(from, start, false);
        push(start, end, true);
        from = end;
    }
    push(from, whole.end, false);
    pieces
}
