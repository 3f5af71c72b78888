//! Which names of the story are one actor's.
//!
//! Every distinct name is a node; tables of keys (spelling, first and last name, acronym, surname) join nodes, so that no
//! name is compared with all others. A key that leads to two names joins neither. Nothing here depends on the order of
//! sources.

use std::collections::{BTreeMap, BTreeSet};

use crate::annotate::Annotations;
use crate::annotate::actor::is_generation;
use crate::annotate::actor::spelling::{is_familiar_form, is_spelling, skeleton};
use crate::annotate::actor::states::fold;
use crate::annotate::{ActorKind, LocalActor};
use crate::corpus::Article;
use crate::story::model::ActorHint;
use crate::text::sets::DisjointSets;
use crate::text::table::Map;

/// How many times as often as all others of its surname a full name stands that a surname alone means.
const FOREMOST: usize = 8;

/// Which key an actor of one source is gathered under.
pub(super) struct Keys<'h> {
    hints: BTreeMap<String, &'h ActorHint>,
    /// Any name the editor gave, to the key of its entry.
    aliases: Map<String, String>,
    /// Any name of the story, to the key of its actor.
    names: Map<Name, String>,
}

/// A folded name as somebody's or as something's: a person and a place of one name are two.
type Name = (String, Sort);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Sort {
    Acting,
    Place,
}

fn name_of(actor: &LocalActor) -> Name {
    let sort = if actor.kind == ActorKind::Place { Sort::Place } else { Sort::Acting };
    (fold(&actor.name), sort)
}

/// One name of the story.
#[derive(Default)]
struct Node {
    name: String,
    /// Mentions under this name, by kind.
    kinds: BTreeMap<ActorKind, usize>,
    count: usize,
    /// The sources that have an actor of this name, in order.
    sources: Vec<usize>,
    /// Where it is mentioned: source and sentence, in order.
    places: Vec<(usize, usize)>,
}

impl Node {
    fn is_person(&self) -> bool {
        let most = self.kinds.iter().max_by_key(|&(kind, n)| (*n, std::cmp::Reverse(*kind)));
        most.is_some_and(|(kind, _)| *kind == ActorKind::Person)
    }

    /// How many words the name has, "Jr." left out.
    fn words(&self) -> usize {
        self.name.split(' ').filter(|word| !is_generation(word)).count()
    }

    /// First word and surname, "Jr." with it; `None` for a single word and for a name with a number.
    fn ends(&self) -> Option<(&str, &str)> {
        let (first, rest) = self.name.split_once(' ')?;
        let (before, last) = rest.rsplit_once(' ').unwrap_or(("", rest));
        let last = if is_generation(last) { &rest[before.rfind(' ').map_or(0, |at| at + 1)..] } else { last };
        (!matches!(last, "ii" | "iii") && !is_generation(last)).then_some((first, last))
    }
}

impl<'h> Keys<'h> {
    /// Joins the names of all sources. Editor's entries come before all rules.
    pub(super) fn new(articles: &[(Article, Annotations)], hints: &'h [ActorHint]) -> Self {
        let mut keys = Keys { hints: BTreeMap::new(), aliases: Map::default(), names: Map::default() };
        for hint in hints {
            let key = fold(&hint.name);
            for alias in hint.aliases.iter().chain([&hint.name]) {
                keys.aliases.insert(fold(alias), key.clone());
            }
            keys.hints.insert(key, hint);
        }
        let mut nodes: BTreeMap<Name, Node> = BTreeMap::new();
        let actors = articles.iter().enumerate().flat_map(|(at, (_, notes))| notes.actors.iter().map(move |a| (at, a)));
        for (source, actor) in actors {
            let (name, sort) = name_of(actor);
            let new = || Node { name: name.clone(), ..Node::default() };
            let node = nodes.entry((name.clone(), sort)).or_insert_with(new);
            if node.sources.last() != Some(&source) {
                node.sources.push(source);
            }
            node.count += actor.mentions.len();
            let sentences = actor.mentions.iter().filter_map(|span| articles[source].0.sentence_at(span.start));
            node.places.extend(sentences.map(|sentence| (source, sentence)));
            *node.kinds.entry(actor.kind).or_default() += actor.mentions.len();
        }
        let (names, mut nodes): (Vec<Name>, Vec<Node>) =
            nodes.into_iter().filter(|(_, n)| !keys.aliases.contains_key(&n.name)).unzip();
        for node in &mut nodes {
            node.places.sort_unstable();
        }
        let acting: Vec<usize> = (0..names.len()).filter(|&at| names[at].1 == Sort::Acting).collect();
        let mut table = Table { articles, sets: DisjointSets::new(nodes.len()), nodes, acting };
        table.acronyms();
        table.spellings();
        table.people();
        table.sons();
        table.surnames();
        let mut best: BTreeMap<usize, usize> = BTreeMap::new();
        for at in 0..table.nodes.len() {
            let rank = |at: usize| {
                (table.nodes[at].words() > 1, table.nodes[at].count, std::cmp::Reverse(&table.nodes[at].name))
            };
            let entry = best.entry(table.root(at)).or_insert(at);
            if rank(at) > rank(*entry) {
                *entry = at;
            }
        }
        for (at, name) in names.into_iter().enumerate() {
            let main = best.get(&table.root(at)).map_or(at, |&main| main);
            let place = if name.1 == Sort::Place { "\u{1}" } else { "" };
            keys.names.insert(name, format!("{}{place}", table.nodes[main].name));
        }
        // A spelling of a name that the editor gave is that name's, as an acronym may be.
        keys.led_to_aliases(articles);
        keys
    }

    /// Names whose acronym, or whose spelling, the editor's entries have.
    fn led_to_aliases(&mut self, articles: &[(Article, Annotations)]) {
        let by_skeleton: Map<String, BTreeSet<&String>> =
            self.aliases.keys().filter(|a| a.contains([' ', '-'])).fold(Map::default(), |mut table, alias| {
                table.entry(skeleton(alias)).or_default().insert(alias);
                table
            });
        let mut led = BTreeMap::new();
        for actor in articles.iter().flat_map(|(_, n)| &n.actors) {
            let name = fold(&actor.name);
            if self.aliases.contains_key(&name) {
                continue;
            }
            let by_acronym = actor.acronym.as_ref().and_then(|a| self.aliases.get(&fold(a)));
            let alike = by_skeleton.get(&skeleton(&name));
            let by_spelling = alike.and_then(|all| {
                let keys: BTreeSet<&String> =
                    all.iter().filter(|a| is_spelling(a, &name)).filter_map(|a| self.aliases.get(*a)).collect();
                if keys.len() == 1 { keys.into_iter().next() } else { None }
            });
            if let Some(key) = by_acronym.or(by_spelling) {
                led.insert(name, key.clone());
            }
        }
        self.aliases.extend(led);
    }

    /// The key of an actor of one source.
    pub(super) fn of(&self, actor: &LocalActor) -> String {
        let (name, sort) = name_of(actor);
        if let Some(key) = self.aliases.get(&name) {
            return key.clone();
        }
        let key = self.names.get(&(name.clone(), sort)).cloned().unwrap_or(name);
        self.aliases.get(&key).cloned().unwrap_or(key)
    }

    /// The editor's entry of a key.
    pub(super) fn hint(&self, key: &str) -> Option<&'h ActorHint> {
        self.hints.get(key).copied()
    }
}

/// Whether two sorted lists have something in common.
fn share<T: Ord>(a: &[T], b: &[T]) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    few.iter().any(|one| many.binary_search(one).is_ok())
}

struct Table<'a> {
    articles: &'a [(Article, Annotations)],
    nodes: Vec<Node>,
    sets: DisjointSets,
    /// Nodes that are no places.
    acting: Vec<usize>,
}

impl Table<'_> {
    fn root(&self, at: usize) -> usize {
        self.sets.root(at)
    }

    /// Whether they are surely two: some source names both in one sentence, or tells of both by one word alone.
    fn are_two(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.nodes[a], &self.nodes[b]);
        let is_word = |node: &Node| !node.name.contains([' ', '-']);
        is_word(one) && is_word(other) && share(&one.sources, &other.sources) || share(&one.places, &other.places)
    }

    fn join(&mut self, a: usize, b: usize) {
        self.sets.join(a, b);
    }

    /// The one root of some nodes.
    fn only(&self, nodes: &[usize]) -> Option<usize> {
        let first = self.root(*nodes.first()?);
        nodes.iter().all(|&at| self.root(at) == first).then_some(first)
    }

    /// An acronym that some source explains means that name, where all sources that explain it give spellings of one; and
    /// three capitals and more that nobody explains mean the one name of the story whose initials they are.
    fn acronyms(&mut self) {
        let by_name: Map<&str, usize> = self.acting.iter().map(|&at| (&*self.nodes[at].name, at)).collect();
        let mut explained: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for actor in self.articles.iter().flat_map(|(_, n)| &n.actors) {
            if let (Some(acronym), Some(&full)) = (&actor.acronym, by_name.get(&*fold(&actor.name))) {
                explained.entry(fold(acronym)).or_default().insert(full);
            }
        }
        let mut pairs = Vec::new();
        for (acronym, names) in &explained {
            let names: Vec<usize> = names.iter().copied().collect();
            let alike = names.windows(2).all(|w| is_spelling(&self.nodes[w[0]].name, &self.nodes[w[1]].name));
            if alike {
                pairs.extend(names.windows(2).map(|w| (w[0], w[1])));
                pairs.extend(by_name.get(&**acronym).map(|&short| (short, names[0])));
            }
        }
        let mut initials: Map<String, Vec<usize>> = Map::default();
        for &at in self.acting.iter().filter(|&&at| self.nodes[at].words() > 2 && !self.nodes[at].is_person()) {
            let small = |w: &&str| !matches!(*w, "of" | "the" | "for" | "and" | "in" | "de" | "la");
            let letters = self.nodes[at].name.split([' ', '-']).filter(small).filter_map(|w| w.chars().next());
            initials.entry(letters.collect()).or_default().push(at);
        }
        for (letters, of) in &initials {
            if let (Some(&short), [full]) = (by_name.get(&**letters), &of[..])
                && !explained.contains_key(letters)
            {
                pairs.push((short, *full));
            }
        }
        drop(by_name);
        for (a, b) in pairs {
            self.join(a, b);
        }
    }

    /// Spellings of one name: within a block of one skeleton, each with the most frequent, unless they are two.
    fn spellings(&mut self) {
        let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for &at in &self.acting {
            blocks.entry(skeleton(&self.nodes[at].name)).or_default().push(at);
        }
        for block in blocks.into_values().filter(|block| block.len() > 1) {
            let rank = |&at: &usize| (self.nodes[at].count, std::cmp::Reverse(at));
            let Some(main) = block.iter().copied().max_by_key(rank) else { continue };
            for at in block {
                if is_spelling(&self.nodes[main].name, &self.nodes[at].name) && !self.are_two(main, at) {
                    self.join(main, at);
                }
            }
        }
    }

    /// People: with and without a middle name, a familiar form or a slip in the given name, unless they are two.
    fn people(&mut self) {
        let mut by_ends: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
        let mut by_last: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for &at in &self.acting {
            let node = &self.nodes[at];
            if let Some((first, last)) = node.ends().filter(|_| node.is_person()) {
                by_ends.entry((first.to_owned(), last.to_owned())).or_default().push(at);
                by_last.entry(last.to_owned()).or_default().push(at);
            }
        }
        for same in by_ends.values() {
            let longer: Vec<usize> = same.iter().copied().filter(|&at| self.nodes[at].words() > 2).collect();
            if longer.len() < 2 || self.only(&longer).is_some() {
                let one = |w: &&[usize]| !self.are_two(w[0], w[1]);
                let pairs: Vec<(usize, usize)> = same.windows(2).filter(one).map(|w| (w[0], w[1])).collect();
                for (a, b) in pairs {
                    self.join(a, b);
                }
            }
        }
        for family in by_last.values() {
            let roots: BTreeSet<usize> = family.iter().map(|&at| self.root(at)).collect();
            let apart = |a: usize| family.iter().any(|&b| self.root(a) != self.root(b) && self.are_two(a, b));
            if let [one, other] = roots.into_iter().collect::<Vec<_>>()[..]
                && self.is_one_person(one, other)
                && !family.iter().any(|&a| apart(a))
            {
                self.join(one, other);
            }
        }
    }

    /// A surname alone: the one who bears it, father or son, or whom the story names foremost of them.
    fn surnames(&mut self) {
        let mut bearers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut alone = Vec::new();
        for &at in &self.acting {
            let node = &self.nodes[at];
            let may_be = node.is_person() || node.kinds.keys().all(|kind| *kind == ActorKind::Unknown);
            match node.ends().filter(|_| node.is_person()) {
                Some((_, last)) => {
                    let surname = last.split(' ').next().unwrap_or(last);
                    bearers.entry(surname.to_owned()).or_default().push(at);
                }
                None if may_be && node.words() == 1 => alone.push(at),
                None => {}
            }
        }
        for at in alone {
            let family = bearers.get(&self.nodes[at].name);
            if let Some(one) = family.and_then(|family| self.only(family).or_else(|| self.foremost(family))) {
                self.join(at, one);
            }
        }
    }

    /// "Harold Lee Jr." of some sources and "Harold Lee" of others are one, unless a source has both, or a "Lee" beside the
    /// first who is not he.
    fn sons(&mut self) {
        let mut apart: BTreeSet<String> = BTreeSet::new();
        for (_, notes) in self.articles {
            let names: BTreeSet<String> = notes.actors.iter().map(|actor| fold(&actor.name)).collect();
            for name in &names {
                let Some((core, _)) = name.rsplit_once(' ').filter(|(_, last)| is_generation(last)) else { continue };
                let (first, last) = (core.split(' ').next(), core.rsplit(' ').next());
                let ends = |other: &&String| other.split(' ').next() == first || !other.contains(' ');
                if names.iter().filter(ends).any(|other| other.rsplit(' ').next() == last) {
                    apart.extend(first.zip(last).map(|(first, last)| format!("{first} {last}")));
                }
            }
        }
        let mut by_ends: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for &at in self.acting.iter().filter(|&&at| self.nodes[at].is_person()) {
            let Some((first, last)) = self.nodes[at].ends() else { continue };
            let (last, son) = last.split_once(' ').map_or((last, false), |(last, _)| (last, true));
            let (plain, sons) = by_ends.entry(format!("{first} {last}")).or_default();
            if son { sons.push(at) } else { plain.push(at) }
        }
        for (_, (plain, sons)) in by_ends.into_iter().filter(|(name, _)| !apart.contains(name)) {
            if let (Some(father), Some(son)) = (self.only(&plain), self.only(&sons)) {
                self.join(father, son);
            }
        }
    }

    /// The one root of a family that the story names far more often than all the others together.
    fn foremost(&self, family: &[usize]) -> Option<usize> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for &at in family {
            *counts.entry(self.root(at)).or_default() += self.nodes[at].count;
        }
        let all: usize = counts.values().sum();
        let (&first, &count) = counts.iter().max_by_key(|&(root, n)| (*n, std::cmp::Reverse(*root)))?;
        (count >= FOREMOST * (all - count)).then_some(first)
    }

    /// Two full names of one surname whose given names are forms or spellings of one.
    fn is_one_person(&self, one: usize, other: usize) -> bool {
        let (a, b) = (&self.nodes[one], &self.nodes[other]);
        let first = |node: &Node| node.ends().map(|(first, _)| first.to_owned()).unwrap_or_default();
        is_familiar_form(&first(a), &first(b)) || is_spelling(&a.name, &b.name)
    }
}
