//! Actors across sources: one name, its spellings, and what the editor says of it.

mod keys;

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use crate::annotate::Annotations;
use crate::annotate::actor::states::fold;
use crate::annotate::{ActorKind, LocalActor};
use crate::corpus::Article;

use super::model::{Actor, ActorHint, Citation, RoleGiven};
use keys::Keys;

/// The actors of the story and where each source's own actors went.
pub(super) struct Cast {
    pub(super) actors: Vec<Actor>,
    /// `of_source[source][local actor]`: index into `actors`, for those that are kept.
    pub(super) of_source: Vec<Vec<Option<usize>>>,
}

/// Folds the actors of all sources.
pub(super) fn cast(articles: &[(Article, Annotations)], hints: &[ActorHint]) -> Cast {
    let keys = Keys::new(articles, hints);
    let mut gathered: BTreeMap<String, Gathered<'_>> = BTreeMap::new();
    for (source, (_, annotations)) in articles.iter().enumerate() {
        for (local, actor) in annotations.actors.iter().enumerate() {
            gathered.entry(keys.of(actor)).or_default().members.push((source, local, actor));
        }
    }
    let mut ordered: Vec<(String, Gathered<'_>)> =
        gathered.into_iter().filter(|(key, g)| keys.hint(key).is_some() || g.is_sure(articles)).collect();
    ordered.sort_by(|a, b| b.1.count().cmp(&a.1.count()).then_with(|| a.0.cmp(&b.0)));
    let mut of_source: Vec<Vec<Option<usize>>> = articles.iter().map(|(_, n)| vec![None; n.actors.len()]).collect();
    let mut actors = Vec::with_capacity(ordered.len());
    for (index, (key, gathered)) in ordered.into_iter().enumerate() {
        for &(source, local, _) in &gathered.members {
            of_source[source][local] = Some(index);
        }
        actors.push(gathered.actor(&key, articles, keys.hint(&key)));
    }
    keep_apart(&mut actors);
    Cast { actors, of_source }
}

/// An id is one actor's: its own before another's former one, and the more often named before the less.
fn keep_apart(actors: &mut [Actor]) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for actor in actors.iter_mut() {
        // One name may be two actors', of two kinds.
        let of_kind = format!("{}-{}", actor.id, actor.kind.as_str());
        let mut nth = 2;
        while !taken.insert(actor.id.clone()) {
            actor.id = if nth == 2 { of_kind.clone() } else { format!("{of_kind}-{nth}") };
            nth += 1;
        }
    }
    for actor in actors {
        actor.former_ids.retain(|former| taken.insert(former.clone()));
    }
}

/// The members of one actor.
#[derive(Default)]
struct Gathered<'a> {
    members: Vec<(usize, usize, &'a LocalActor)>,
}

impl Gathered<'_> {
    /// Something beside capitals speaks for it: its kind is known, it says something, or it comes again.
    fn is_sure(&self, articles: &[(Article, Annotations)]) -> bool {
        let known = self.majority_kind().is_some();
        let speaks = || {
            self.members.iter().any(|&(source, local, _)| {
                articles[source].1.statements.iter().any(|statement| statement.actor == Some(local))
            })
        };
        let words = self.members.iter().map(|(_, _, a)| a.name.split_whitespace().count()).max().unwrap_or(0);
        known || words > 1 || self.count() >= 2 || speaks()
    }

    fn count(&self) -> usize {
        self.members.iter().map(|(_, _, actor)| actor.mentions.len()).sum()
    }

    fn actor(&self, key: &str, articles: &[(Article, Annotations)], hint: Option<&ActorHint>) -> Actor {
        let kind = hint.and_then(|h| h.kind).or_else(|| self.majority_kind()).unwrap_or(ActorKind::Unknown);
        let mut aliases: BTreeMap<String, usize> = BTreeMap::new();
        let mut mentions = Vec::new();
        for &(source, _, local) in &self.members {
            let article = &articles[source].0;
            for &span in &local.mentions {
                let spelling = article.words_at(span).split_whitespace().collect::<Vec<_>>().join(" ");
                *aliases.entry(spelling).or_default() += 1;
                if let Some(sentence) = article.sentence_at(span.start) {
                    mentions.push(Citation { source, sentence, span });
                }
            }
        }
        let mut aliases: Vec<(String, usize)> = aliases.into_iter().collect();
        aliases.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let name = hint.map_or_else(|| self.commonest_name(), |h| h.name.clone());
        let own = id(key.trim_end_matches('\u{1}'));
        let names: BTreeSet<String> = self.members.iter().map(|(_, _, local)| id(&fold(&local.name))).collect();
        Actor {
            former_ids: names.into_iter().filter(|former| *former != own).collect(),
            id: own,
            name,
            kind,
            role: self
                .members
                .iter()
                .filter_map(|(_, _, a)| a.role.clone())
                .max_by_key(|r| (r.len(), std::cmp::Reverse(r.clone()))),
            roles: self.roles(articles),
            state: self.state(),
            party: hint.and_then(|h| h.party.clone()),
            aliases,
            mentions,
        }
    }

    /// Every role that a source gives, as worded there first.
    fn roles(&self, articles: &[(Article, Annotations)]) -> Vec<RoleGiven> {
        let mut roles = Vec::new();
        let mut known = BTreeSet::new();
        for &(source, _, local) in &self.members {
            for role in &local.roles {
                let is_new = known.insert((source, role.text.to_lowercase()));
                let sentence = articles[source].0.sentence_at(role.span.start);
                if let Some(sentence) = sentence.filter(|_| is_new) {
                    let citation = Citation { source, sentence, span: role.span };
                    roles.push(RoleGiven { text: role.text.clone(), citation });
                }
            }
        }
        roles
    }

    /// The one state that the sources tie it to.
    fn state(&self) -> Option<&'static str> {
        let mut states = self.members.iter().filter_map(|(_, _, a)| a.state);
        let first = states.next()?;
        states.all(|state| state == first).then_some(first)
    }

    fn majority_kind(&self) -> Option<ActorKind> {
        let mut votes: BTreeMap<ActorKind, usize> = BTreeMap::new();
        for (_, _, actor) in self.members.iter().filter(|(_, _, a)| a.kind != ActorKind::Unknown) {
            *votes.entry(actor.kind).or_default() += actor.mentions.len();
        }
        votes.into_iter().max_by_key(|&(kind, n)| (n, std::cmp::Reverse(kind))).map(|(kind, _)| kind)
    }

    fn commonest_name(&self) -> String {
        let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, _, actor) in &self.members {
            *votes.entry(actor.name.as_str()).or_default() += actor.mentions.len();
        }
        let best = votes
            .into_iter()
            .max_by_key(|&(name, n)| (name.split_whitespace().count() > 1, n, std::cmp::Reverse(name)));
        best.map(|(name, _)| name.to_owned()).unwrap_or_default()
    }
}

/// A fragment that depends on the name alone: its letters, or a hash where it has none that are safe.
fn id(key: &str) -> String {
    let slug: String = key.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let slug = slug.split('-').filter(|p| !p.is_empty()).collect::<Vec<_>>().join("-");
    let is_lossless =
        key.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ') && slug.len() <= 60 && !slug.is_empty();
    if is_lossless {
        return format!("actor-{slug}");
    }
    let digest = Sha256::digest(key.as_bytes());
    let short: String = digest.iter().take(4).map(|b| format!("{b:02x}")).collect();
    let slug: String = slug.chars().take(60).collect();
    if slug.is_empty() { format!("actor-{short}") } else { format!("actor-{slug}-{short}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_different_names_differ() {
        assert_eq!(id("harbour pilots"), "actor-harbour-pilots");
        assert_ne!(id("harbour-pilots"), id("harbour pilots"));
        assert!(id("港").starts_with("actor-"));
    }
}
