//! Who is named: what each actor is and who says so, under which names and where, on which side and why, how often quoted.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::annotate::ActorKind;
use crate::site::cite::{Link, Site};
use crate::site::dates::WrittenDate;
use crate::site::title::capitalised;
use crate::site::voices::{Group, party_anchor};
use crate::story::{Actor, Citation, Party};

use super::{count, statements};

/// What a page of actors may come to, in bytes as they are guessed; real pages stay below a megabyte.
const BUDGET: usize = 600_000;
/// Most spellings of a name that are listed.
const SPELLINGS: usize = 12;
/// Most roles of a person that are listed.
const ROLES: usize = 6;
/// Most members of a party that are listed.
const MEMBERS: usize = 24;
/// Why an actor is of a party that the editor gave it.
const BY_EDITOR: &str = "set by the editor";

/// The actors by kind.
#[derive(Debug, Serialize)]
pub struct Actors<'s> {
    /// `Actors`, `Actors, part 2`.
    pub title: String,
    /// `40 actors`.
    pub summary: String,
    /// The parties: on the first page.
    pub parties: Vec<PartyView<'s>>,
    /// Why there are no parties, where there are none.
    pub no_parties: Option<&'static str>,
    /// Kinds that have actors.
    pub kinds: Vec<Kind<'s>>,
    /// The actors that stand on other pages, so that every one has its place on the first.
    pub others: Vec<Other<'s>>,
}

/// A party.
#[derive(Debug, Serialize)]
pub struct PartyView<'s> {
    /// Fragment.
    pub id: String,
    /// Name.
    pub name: &'s str,
    /// What it is in the story.
    pub standing: Standing,
    /// Why.
    pub reason: &'s str,
    /// Its actors.
    pub members: Vec<Link>,
    /// Number of further ones.
    pub more: usize,
    /// Number of statements, with the link to them.
    pub statements: Option<Link>,
}

/// What a party is in the story.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Standing {
    /// `a side of the story`.
    pub words: &'static str,
    /// Whether the program says so, and no editor.
    pub inferred: bool,
}

/// The actors of one kind.
#[derive(Debug, Serialize)]
pub struct Kind<'s> {
    /// Fragment.
    pub id: &'static str,
    /// `People`, `States`, ….
    pub title: &'static str,
    /// The actors, the most often named first.
    pub actors: Vec<ActorView<'s>>,
}

/// An actor on another page.
#[derive(Debug, Serialize)]
pub struct Other<'s> {
    /// Fragment.
    pub id: &'s str,
    /// Fragments of other names, which links may still use.
    pub former: &'s [String],
    /// Name.
    pub name: &'s str,
    /// Its entry.
    pub href: String,
}

/// One actor.
#[derive(Debug, Serialize)]
pub struct ActorView<'s> {
    /// Fragment.
    pub id: &'s str,
    /// Fragments of other names, which links may still use.
    pub former: &'s [String],
    /// Name.
    pub name: &'s str,
    /// Every role, with who gives it.
    pub roles: Vec<Worded>,
    /// Number of further roles.
    pub more_roles: usize,
    /// Side, and why.
    pub party: Option<Side<'s>>,
    /// Spellings with the number of times and the first place; none where there is but the name.
    pub spellings: Vec<Worded>,
    /// Number of further spellings.
    pub more_spellings: usize,
    /// `12 mentions in 3 sources`.
    pub mentions: String,
    /// How often quoted, with the link.
    pub quoted: Option<Quoted>,
    /// The oldest mention.
    pub first: Option<Seen>,
    /// The newest, where it is another.
    pub last: Option<Seen>,
}

/// Words of a source with where they stand.
#[derive(Debug, Serialize)]
pub struct Worded {
    /// The words.
    pub words: String,
    /// Number of times.
    pub times: usize,
    /// Where, the first place.
    pub cite: Link,
}

/// The party of an actor.
#[derive(Debug, Serialize)]
pub struct Side<'s> {
    /// Its name.
    pub name: &'s str,
    /// Its entry.
    pub href: String,
    /// Whether no editor says so.
    pub inferred: bool,
    /// Why.
    pub reason: Option<&'s str>,
}

/// How often an actor is quoted.
#[derive(Debug, Serialize)]
pub struct Quoted {
    /// The statements.
    pub link: Link,
    /// `3 in quotation marks, 1 in the reporter’s words`.
    pub kinds: String,
}

/// A mention with its day.
#[derive(Debug, Serialize)]
pub struct Seen {
    /// When the source was published.
    pub day: WrittenDate,
    /// Where.
    pub cite: Link,
}

const KINDS: [(ActorKind, &str); 5] = [
    (ActorKind::Person, "People"),
    (ActorKind::State, "States and governments"),
    (ActorKind::Organisation, "Organisations"),
    (ActorKind::Place, "Places"),
    (ActorKind::Unknown, "Others"),
];

/// Whether an actor is named in words that are shown.
fn is_shown(actor: &Actor) -> bool {
    !actor.mentions.is_empty() && !actor.name.is_empty()
}

/// Whether there is such a page.
pub fn exists(site: &Site<'_>) -> bool {
    site.story.actors.iter().any(is_shown)
}

/// Path of a further page of actors, from 0.
pub fn path(further: usize) -> String {
    format!("actors-{}.html", further + 2)
}

/// Number of pages after the first.
pub fn further(site: &Site<'_>) -> usize {
    pages(site).len().saturating_sub(1)
}

/// Address of an actor's entry, or of the way to it.
pub fn href(root: &str, actor: &Actor) -> String {
    format!("{root}actors.html#{}", actor.id)
}

/// What a party is in the story.
pub fn standing(party: &Party) -> Standing {
    let words = match (party.declared, party.third) {
        (true, _) => "a party set by the editor",
        (false, true) => "between the sides",
        (false, false) => "a side of the story",
    };
    Standing { words, inferred: !party.declared }
}

/// The actors of each page, as indices, the most often named first.
fn pages(site: &Site<'_>) -> Vec<Vec<usize>> {
    let mut pages = vec![Vec::new()];
    let mut size = 0;
    for (index, actor) in site.story.actors.iter().enumerate().filter(|(_, a)| is_shown(a)) {
        let own = 450 + 150 * (actor.aliases.len().min(SPELLINGS) + actor.roles.len().min(ROLES));
        if size > 0 && size + own > BUDGET {
            pages.push(Vec::new());
            size = 0;
        }
        size += own;
        if let Some(page) = pages.last_mut() {
            page.push(index);
        }
    }
    pages
}

/// Makes the view of a page, from 0.
pub fn view<'s>(site: &'s Site<'s>, root: &str, page: usize) -> Actors<'s> {
    let pages = pages(site);
    let said: BTreeMap<usize, &Group> =
        site.voices.sections.iter().flat_map(|s| &s.groups).filter_map(|g| Some((g.actor?, g))).collect();
    let of_kind = |kind| {
        let here = pages.get(page).into_iter().flatten().map(|&index| (index, &site.story.actors[index]));
        let here = here.filter(|(_, actor)| actor.kind == kind);
        here.map(|(index, a)| actor(site, root, index, a, said.get(&index).copied())).collect::<Vec<_>>()
    };
    let kinds = KINDS.iter().map(|&(kind, title)| Kind { id: kind.as_str(), title, actors: of_kind(kind) });
    let all: usize = pages.iter().map(Vec::len).sum();
    let is_first = page == 0;
    Actors {
        title: if is_first { "Actors".to_owned() } else { format!("Actors, part {}", page + 1) },
        summary: if is_first { count(all, "actor", "actors") } else { format!("Part {} of {}", page + 1, pages.len()) },
        parties: if is_first { parties(site, root) } else { Vec::new() },
        no_parties: (is_first && site.story.parties.is_empty()).then_some(NO_PARTIES),
        kinds: kinds.filter(|k| !k.actors.is_empty()).collect(),
        others: if is_first { others(site, root, &pages) } else { Vec::new() },
    }
}

/// Why a story has no parties.
pub const NO_PARTIES: &str = "No parties: nothing in these sources sets two sides against each other often and clearly enough, and the editor names none.";

fn parties<'s>(site: &'s Site<'s>, root: &str) -> Vec<PartyView<'s>> {
    let view = |party: &'s Party| {
        let members = || party.members.iter().filter_map(|(m, _)| site.story.actors.get(*m)).filter(|a| is_shown(a));
        let section = site.voices.sections.iter().find(|s| s.id == party_anchor(&party.name));
        let said = section.map(|s| site.voices.count(s.groups.iter().flat_map(Group::statements)));
        PartyView {
            id: party_anchor(&party.name),
            name: &party.name,
            standing: standing(party),
            reason: if party.declared { "" } else { &party.reason },
            members: members().take(MEMBERS).map(|a| Link { href: href(root, a), label: a.name.clone() }).collect(),
            more: members().count().saturating_sub(MEMBERS),
            statements: said.map(|n| Link {
                href: format!("{root}statements.html#{}", party_anchor(&party.name)),
                label: count(n, "statement", "statements"),
            }),
        }
    };
    let sides = site.story.parties.iter().filter(|p| !p.third);
    sides.chain(site.story.parties.iter().filter(|p| p.third)).map(view).collect()
}

fn others<'s>(site: &'s Site<'s>, root: &str, pages: &[Vec<usize>]) -> Vec<Other<'s>> {
    let mut others = Vec::new();
    for (further, page) in pages.iter().skip(1).enumerate() {
        for actor in page.iter().map(|&index| &site.story.actors[index]) {
            others.push(Other {
                id: &actor.id,
                former: &actor.former_ids,
                name: &actor.name,
                href: format!("{root}{}#{}", path(further), actor.id),
            });
        }
    }
    others.sort_by_key(|o| (o.name.to_lowercase(), o.id));
    others
}

fn actor<'s>(site: &'s Site<'s>, root: &str, index: usize, actor: &'s Actor, said: Option<&Group>) -> ActorView<'s> {
    let mut sources: Vec<usize> = actor.mentions.iter().map(|m| m.source).collect();
    sources.dedup();
    let shown = |c: &&Citation| site.shown.shows(**c);
    let spellings: Vec<Worded> = site
        .story
        .spellings(index)
        .iter()
        .filter_map(|(words, places)| {
            let cite = site.cite(root, *places.iter().find(shown)?);
            Some(Worded { words: words.clone(), times: places.len(), cite })
        })
        .collect();
    let alone = spellings.len() == 1 && spellings.iter().all(|s| s.words == actor.name);
    let seen = site.story.seen(index);
    let when = |c: Citation| Seen { day: site.published(c.source), cite: site.cite(root, c) };
    ActorView {
        id: &actor.id,
        former: &actor.former_ids,
        name: &actor.name,
        roles: roles(site, root, actor),
        more_roles: actor.roles.len().saturating_sub(ROLES),
        party: side(site, root, index, actor),
        more_spellings: spellings.len().saturating_sub(SPELLINGS),
        spellings: if alone { Vec::new() } else { spellings.into_iter().take(SPELLINGS).collect() },
        mentions: format!(
            "{} in {}",
            count(actor.mentions.len(), "mention", "mentions"),
            count(sources.len(), "source", "sources")
        ),
        quoted: said.map(|group| quoted(site, root, actor, group)),
        first: seen.map(|(first, _)| when(first)),
        last: seen.filter(|(first, last)| first != last).map(|(_, last)| when(last)),
    }
}

fn roles(site: &Site<'_>, root: &str, actor: &Actor) -> Vec<Worded> {
    let given = actor.roles.iter().filter(|r| site.shown.shows(r.citation)).take(ROLES);
    given
        .map(|role| Worded { words: capitalised(&role.text), times: 1, cite: site.cite(root, role.citation) })
        .collect()
}

fn side<'s>(site: &'s Site<'s>, root: &str, index: usize, actor: &'s Actor) -> Option<Side<'s>> {
    let name = actor.party.as_deref()?;
    let party = site.story.parties.iter().any(|p| p.name == name);
    let reason = site.party_reason(index);
    Some(Side {
        name,
        href: if party { format!("{root}actors.html#{}", party_anchor(name)) } else { String::new() },
        inferred: reason.is_some_and(|r| r != BY_EDITOR),
        reason,
    })
}

fn quoted(site: &Site<'_>, root: &str, actor: &Actor, group: &Group) -> Quoted {
    let of = |kind: &str| -> usize {
        let entries = group.kinds.iter().filter(|(k, _)| k.as_str() == kind).flat_map(|(_, entries)| entries);
        site.voices.count(entries.flat_map(|e| crate::site::voices::tellings(&e.told)))
    };
    let kinds = [("direct", "in quotation marks"), ("mixed", "partly so"), ("indirect", "in the reporter’s words")];
    let kinds: Vec<String> = kinds
        .iter()
        .map(|(kind, words)| (of(kind), words))
        .filter(|(n, _)| *n > 0)
        .map(|(n, words)| format!("{n} {words}"))
        .collect();
    Quoted {
        link: Link {
            href: format!("{root}{}", statements::of_actor(actor)),
            label: count(site.voices.count(group.statements()), "statement", "statements"),
        },
        kinds: kinds.join(", "),
    }
}
