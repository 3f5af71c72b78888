//! Actors across sources: one name, its spellings, and what the editor says of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sha2::{Digest, Sha256};

use crate::annotate::Annotations;
use crate::annotate::actor::states::fold;
use crate::annotate::{ActorKind, LocalActor};
use crate::corpus::Article;

use super::model::{Actor, ActorHint, Citation};

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
    let mut taken: BTreeSet<String> = actors.iter().map(|a| a.id.clone()).collect();
    for actor in actors {
        actor.former_ids.retain(|former| taken.insert(former.clone()));
    }
}

/// Which key an actor of one source is gathered under.
struct Keys<'h> {
    hints: BTreeMap<String, &'h ActorHint>,
    /// Any name the editor gave, to the key of its entry.
    aliases: HashMap<String, String>,
    /// An acronym, to the key of the one name that it stands for in the story.
    acronyms: HashMap<String, String>,
    /// Every spelling of a name that goes with an acronym, to that name's key.
    spellings: HashMap<String, String>,
}

impl<'h> Keys<'h> {
    fn new(articles: &[(Article, Annotations)], hints: &'h [ActorHint]) -> Self {
        let mut keys = Keys {
            hints: BTreeMap::new(),
            aliases: HashMap::new(),
            acronyms: HashMap::new(),
            spellings: HashMap::new(),
        };
        for hint in hints {
            let key = fold(&hint.name);
            for alias in hint.aliases.iter().chain([&hint.name]) {
                keys.aliases.insert(fold(alias), key.clone());
            }
            keys.hints.insert(key, hint);
        }
        let mut by_acronym: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        for actor in articles.iter().flat_map(|(_, n)| &n.actors) {
            if let Some(acronym) = &actor.acronym {
                *by_acronym.entry(fold(acronym)).or_default().entry(fold(&actor.name)).or_default() += 1;
            }
        }
        for (acronym, names) in by_acronym {
            keys.expand(acronym, &names);
        }
        keys.near_spellings(articles);
        keys.surnames(articles);
        keys
    }

    /// A last name alone means the one person of the story who has it.
    fn surnames(&mut self, articles: &[(Article, Annotations)]) {
        let mut by_last: BTreeMap<String, BTreeMap<String, ActorKind>> = BTreeMap::new();
        let mut alone: Vec<String> = Vec::new();
        for actor in articles.iter().flat_map(|(_, n)| &n.actors) {
            let name = fold(&actor.name);
            match name.rsplit_once(' ') {
                Some((_, last)) => {
                    by_last.entry(last.to_owned()).or_default().insert(name.clone(), actor.kind);
                }
                None if matches!(actor.kind, ActorKind::Person | ActorKind::Unknown) => alone.push(name),
                None => {}
            }
        }
        for last in alone {
            let Some(holders) = by_last.get(&last).filter(|h| h.len() == 1) else { continue };
            let Some((full, ActorKind::Person)) = holders.first_key_value() else { continue };
            self.spellings.entry(last).or_insert_with(|| full.clone());
        }
    }

    /// An acronym stands for one name where all its expansions are spellings of one.
    fn expand(&mut self, acronym: String, names: &BTreeMap<String, usize>) {
        let Some((main, _)) = names.iter().max_by_key(|(name, n)| (**n, std::cmp::Reverse(*name))) else { return };
        if names.keys().all(|name| is_spelling(main, name)) {
            for name in names.keys() {
                self.spellings.insert(name.clone(), main.clone());
            }
            self.acronyms.insert(acronym, main.clone());
        }
    }

    /// Names without an acronym that are spellings of one that has it.
    fn near_spellings(&mut self, articles: &[(Article, Annotations)]) {
        let mains: Vec<String> = self.acronyms.values().cloned().collect();
        for actor in articles.iter().flat_map(|(_, n)| &n.actors) {
            let name = fold(&actor.name);
            if !self.spellings.contains_key(&name) && name.contains(' ') {
                let mut alike = mains.iter().filter(|main| is_spelling(main, &name));
                if let (Some(main), None) = (alike.next(), alike.next()) {
                    self.spellings.insert(name, main.clone());
                }
            }
        }
    }

    fn of(&self, actor: &LocalActor) -> String {
        let name = fold(&actor.name);
        if let Some(key) = self.aliases.get(&name) {
            return key.clone();
        }
        let key = self.spellings.get(&name).or_else(|| self.acronyms.get(&name)).unwrap_or(&name);
        self.aliases.get(key).unwrap_or(key).clone()
    }

    fn hint(&self, key: &str) -> Option<&'h ActorHint> {
        self.hints.get(key).copied()
    }
}

/// Two spellings of one name: as many words, and each pair of them alike in all but a letter or two.
fn is_spelling(a: &str, b: &str) -> bool {
    let words = |s: &str| s.split([' ', '-']).map(str::to_owned).collect::<Vec<_>>();
    let (left, right) = (words(a), words(b));
    a == b
        || (left.len() > 1 && left.len() == right.len() && left.iter().zip(&right).all(|(x, y)| is_word_spelling(x, y)))
}

/// Particles of one letter may differ; of longer words at most two letters and a third, never the first.
fn is_word_spelling(a: &str, b: &str) -> bool {
    let (x, y) = (a.chars().count(), b.chars().count());
    if x.max(y) == 1 {
        return true;
    }
    let distance = edit_distance(a, b);
    distance == 0 || (distance <= 2 && distance * 3 <= x.max(y) && a.chars().next() == b.chars().next())
}

/// Levenshtein's distance in characters. Names are short: the product of two lengths is small.
fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
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
        let speaks = self.members.iter().any(|&(source, local, _)| {
            articles[source].1.statements.iter().any(|statement| statement.actor == Some(local))
        });
        let words = self.members.iter().map(|(_, _, a)| a.name.split_whitespace().count()).max().unwrap_or(0);
        known || speaks || words > 1 || self.count() >= 2
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
        let own = id(key);
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
            party: hint.and_then(|h| h.party.clone()),
            aliases,
            mentions,
        }
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
    fn spellings_of_long_names_are_one_and_short_names_are_not() {
        assert!(is_spelling("harakat-e-sahil north", "harakat-i-sahil north"));
        assert!(is_spelling("federation of harbour pilots", "federation of harbor pilots"));
        assert!(!is_spelling("iran", "iraq"));
        assert!(!is_spelling("ministry of defence", "ministry of finance"));
    }

    #[test]
    fn ids_of_different_names_differ() {
        assert_eq!(id("harbour pilots"), "actor-harbour-pilots");
        assert_ne!(id("harbour-pilots"), id("harbour pilots"));
        assert!(id("港").starts_with("actor-"));
    }
}
