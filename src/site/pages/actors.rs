//! Who is named: what each actor is, under which names, where first.

use serde::Serialize;

use crate::annotate::ActorKind;
use crate::site::cite::{Link, Site};
use crate::story::Actor;

use super::{count, statements};

/// The actors by kind.
#[derive(Debug, Serialize)]
pub struct Actors<'s> {
    /// `40 actors`.
    pub summary: String,
    /// Kinds that have actors.
    pub kinds: Vec<Kind<'s>>,
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

/// One actor.
#[derive(Debug, Serialize)]
pub struct ActorView<'s> {
    /// Fragment.
    pub id: &'s str,
    /// Fragments of other names, which links may still use.
    pub former: &'s [String],
    /// Name.
    pub name: &'s str,
    /// Role.
    pub role: Option<&'s str>,
    /// Side.
    pub party: Option<&'s str>,
    /// Other spellings with the number of times.
    pub aliases: Vec<(&'s str, usize)>,
    /// `12 mentions in 3 sources`.
    pub mentions: String,
    /// The first mention.
    pub first: Option<Link>,
    /// Number of statements, with the link to them.
    pub statements: Option<Link>,
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

/// Makes the view.
pub fn view<'s>(site: &'s Site<'s>, root: &str) -> Actors<'s> {
    let of_kind = |kind| {
        let actors = site.story.actors.iter().enumerate().filter(move |(_, a)| a.kind == kind && is_shown(a));
        actors.map(|(index, a)| actor(site, root, index, a)).collect::<Vec<_>>()
    };
    let kinds = KINDS.iter().map(|&(kind, title)| Kind { id: kind.as_str(), title, actors: of_kind(kind) });
    let kinds: Vec<_> = kinds.filter(|k| !k.actors.is_empty()).collect();
    let all = kinds.iter().map(|k| k.actors.len()).sum();
    Actors { summary: count(all, "actor", "actors"), kinds }
}

fn actor<'s>(site: &'s Site<'s>, root: &str, index: usize, actor: &'s Actor) -> ActorView<'s> {
    let mut sources: Vec<usize> = actor.mentions.iter().map(|m| m.source).collect();
    sources.dedup();
    let said = site.story.statements.iter().filter(|a| a.actor == Some(index)).count();
    ActorView {
        id: &actor.id,
        former: &actor.former_ids,
        name: &actor.name,
        role: actor.role.as_deref(),
        party: actor.party.as_deref().filter(|party| *party != actor.name),
        aliases: actor.aliases.iter().filter(|(a, _)| *a != actor.name).map(|(a, n)| (a.as_str(), *n)).collect(),
        mentions: format!(
            "{} in {}",
            count(actor.mentions.len(), "mention", "mentions"),
            count(sources.len(), "source", "sources")
        ),
        first: actor.mentions.iter().find(|&&m| site.shown.shows(m)).map(|&m| site.cite(root, m)),
        statements: (said > 0).then(|| Link {
            href: format!("{root}statements.html#{}", statements::group_anchor(actor)),
            label: count(said, "statement", "statements"),
        }),
    }
}
