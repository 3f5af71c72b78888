//! Parties: who is set against whom in the story, and who belongs to them.
//!
//! In: the sources, their actors folded, and the editor's word. Out: [`Party`]s. States and bodies are the nodes of a graph;
//! a sentence that sets two of them against each other, or at one table, adds to their edge. The heaviest edge gives the two
//! sides, where it outweighs all that leads elsewhere; else there are none. Where the editor names a party, only the
//! editor's parties are told, with the people and organs tied to them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use crate::annotate::ActorKind;
use crate::annotate::actor::{lines, states};
use crate::text::token::{Token, tokens};

use super::model::{Actor, ActorHint, Party, Source};

/// Least weight of the edge between two sides.
const LEAST: u32 = 12;
/// Fewest sentences that speak for it.
const FEWEST: usize = 4;
/// Most nodes of a sentence that are paired: longer lists set nobody against anybody.
const MOST: usize = 4;
/// Most words between two names that one pattern reads.
const REACH: usize = 14;

/// Where a name begins and ends, and whose it is: in bytes with the actor, or in words with the node.
type Place = (usize, usize, usize);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Verb,
    Noun,
    Between,
}

static SIGNS: LazyLock<HashMap<&'static str, Sign>> = LazyLock::new(|| {
    let rows = lines(include_str!("sides.txt")).filter_map(|line| line.split_once('\t'));
    rows.map(|(kind, word)| {
        let sign = match kind {
            "verb" => Sign::Verb,
            "between" => Sign::Between,
            _ => Sign::Noun,
        };
        (word, sign)
    })
    .collect()
});

/// What speaks for two nodes as sides.
#[derive(Debug, Default)]
struct Edge {
    weight: u32,
    sentences: usize,
    sources: BTreeSet<usize>,
}

/// The graph of who is set against whom.
struct Graph<'g> {
    actors: &'g [Actor],
    /// The node that an actor acts for: itself, or its state.
    node: Vec<Option<usize>>,
    edges: BTreeMap<(usize, usize), Edge>,
    /// Sentences that name a node as a mediator or host.
    between: BTreeMap<usize, usize>,
}

/// The parties of the story, sides first.
pub(super) fn parties(sources: &[Source], actors: &[Actor], hints: &[ActorHint]) -> Vec<Party> {
    let declared = declared(actors, hints);
    if !declared.is_empty() {
        return with_tied(declared, actors);
    }
    let mut graph = Graph { actors, node: nodes(actors), edges: BTreeMap::new(), between: BTreeMap::new() };
    let mut told = BTreeSet::new();
    let named = by_sentence(sources, actors);
    for (at, source) in sources.iter().enumerate() {
        for sentence in source.article.body_sentences() {
            let Some(mentions) = named.get(&(at, sentence)) else { continue };
            let span = source.article.sentences[sentence].span;
            // A copy of a text says nothing that the text has not said.
            if told.insert(span.of(&source.article.text)) {
                let words = tokens(span.of(&source.article.text), span.start);
                graph.read(&words, mentions, at);
            }
        }
    }
    let Some((one, other)) = graph.sides(sources.len()) else { return Vec::new() };
    let mut parties = vec![graph.party(one, other), graph.party(other, one)];
    parties.extend(graph.thirds(&parties));
    with_tied(parties, actors)
}

/// Mentions by sentence, in text order: place of the mention and actor.
fn by_sentence(sources: &[Source], actors: &[Actor]) -> HashMap<(usize, usize), Vec<Place>> {
    let mut named: HashMap<(usize, usize), Vec<Place>> = HashMap::new();
    for (actor, of) in actors.iter().enumerate() {
        for mention in of.mentions.iter().filter(|m| m.source < sources.len()) {
            let place = (mention.span.start, mention.span.end, actor);
            named.entry((mention.source, mention.sentence)).or_default().push(place);
        }
    }
    for places in named.values_mut() {
        places.sort_unstable();
    }
    named
}

/// Words that make a body an organ of the state whose adjective it bears.
fn is_organ(name: &str) -> bool {
    const ORGANS: [&str; 22] = [
        "ministry",
        "government",
        "army",
        "military",
        "parliament",
        "police",
        "embassy",
        "navy",
        "cabinet",
        "presidency",
        "administration",
        "forces",
        "force",
        "senate",
        "council",
        "office",
        "court",
        "department",
        "delegation",
        "agency",
        "mission",
        "guard",
    ];
    let lower = name.to_lowercase();
    lower.split([' ', '-']).any(|word| ORGANS.contains(&word))
}

/// The node of each actor: a state or body its own, an organ or official that of its state.
fn nodes(actors: &[Actor]) -> Vec<Option<usize>> {
    let states: BTreeMap<&str, usize> = actors
        .iter()
        .enumerate()
        .filter(|(_, a)| a.kind == ActorKind::State)
        .map(|(at, a)| (a.state.unwrap_or(&a.name), at))
        .collect();
    let of_state = |actor: &Actor| actor.state.and_then(|state| states.get(state).copied());
    let node = |(at, actor): (usize, &Actor)| match actor.kind {
        ActorKind::State => Some(at),
        ActorKind::Organisation if is_organ(&actor.name) || states::seat(&actor.name).is_some() => {
            of_state(actor).or(Some(at))
        }
        ActorKind::Organisation => Some(at),
        ActorKind::Person => of_state(actor),
        ActorKind::Place | ActorKind::Unknown => None,
    };
    actors.iter().enumerate().map(node).collect()
}

impl Graph<'_> {
    /// Adds what one sentence says.
    fn read(&mut self, words: &[Token<'_>], mentions: &[Place], source: usize) {
        let at_word = |byte: usize| words.partition_point(|w| w.span.end <= byte);
        let mut named: Vec<Place> = Vec::new();
        for &(start, end, actor) in mentions {
            if let Some(node) = self.node[actor] {
                named.push((at_word(start), at_word(end), node));
            }
        }
        self.mediators(words, &named);
        let distinct: BTreeSet<usize> = named.iter().map(|n| n.2).collect();
        if distinct.len() < 2 || distinct.len() > MOST {
            return;
        }
        let mut seen: BTreeMap<(usize, usize), u32> = BTreeMap::new();
        for pair in named.windows(2).filter(|pair| pair[0].2 != pair[1].2) {
            let weight = weight(words, pair[0], pair[1]);
            if weight > 0 {
                let key = (pair[0].2.min(pair[1].2), pair[0].2.max(pair[1].2));
                let best = seen.entry(key).or_default();
                *best = (*best).max(weight);
            }
        }
        for (key, weight) in seen {
            let edge = self.edges.entry(key).or_default();
            edge.weight += weight;
            edge.sentences += 1;
            edge.sources.insert(source);
        }
    }

    /// `mediated by C`, `C-mediated`, `hosts C and D`.
    fn mediators(&mut self, words: &[Token<'_>], named: &[Place]) {
        let mut here = BTreeSet::new();
        for at in (0..words.len()).filter(|&at| sign(words[at].text) == Some(Sign::Between)) {
            let by = words.get(at + 1).is_some_and(|w| matches!(w.text, "by" | "from"));
            let behind =
                named.iter().find(|n| n.0 > at && n.0 <= at + 4 && (by || words[at].text.starts_with("mediators")));
            let before = named.iter().rev().find(|n| n.1 <= at && n.1 + 2 >= at && !by);
            here.extend(behind.or(before).map(|n| n.2));
            // "mediated by C and D"
            let second =
                behind.and_then(|first| named.iter().find(|n| n.0 == first.1 + 1 && words[first.1].text == "and"));
            here.extend(second.map(|n| n.2));
        }
        for node in here {
            *self.between.entry(node).or_default() += 1;
        }
    }

    /// The two nodes that are set against each other most, where that is beyond doubt.
    fn sides(&self, sources: usize) -> Option<(usize, usize)> {
        let mut ranked: Vec<(&(usize, usize), &Edge)> = self.edges.iter().collect();
        ranked.sort_by_key(|(key, edge)| (std::cmp::Reverse(edge.weight), **key));
        let (one, other, best) = ranked.first().map(|(key, edge)| (key.0, key.1, *edge))?;
        let enough = best.weight >= LEAST && best.sentences >= FEWEST && best.sources.len() >= sources.min(2);
        // The next pair must be clearly less, unless it is one of the two against a body of the other's state.
        let kin = |a: usize, b: usize| self.actors[a].state.is_some() && self.actors[a].state == self.actors[b].state;
        let same = |key: &(usize, usize)| {
            let (a, b) = *key;
            (a == one && kin(b, other))
                || (b == one && kin(a, other))
                || (a == other && kin(b, one))
                || (b == other && kin(a, one))
        };
        let rival = ranked.iter().skip(1).find(|(key, _)| !same(key)).map_or(0, |(_, edge)| edge.weight);
        (enough && best.weight * 2 >= rival * 3).then_some((one, other))
    }

    fn party(&self, node: usize, against: usize) -> Party {
        let edge = &self.edges[&(node.min(against), node.max(against))];
        let count = |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
        let reason = format!(
            "set against or at one table with {} in {} of {}",
            self.actors[against].name,
            count(edge.sentences, "sentence"),
            count(edge.sources.len(), "source")
        );
        let mut members = vec![(node, "names the party".to_owned())];
        // A body that bears the state's adjective, and is against the same opponent: of one side with it.
        for (&(a, b), edge) in &self.edges {
            let (body, opponent) = if a == against { (b, a) } else { (a, b) };
            let kin =
                body != node && self.actors[body].state.is_some() && self.actors[body].state == self.actors[node].state;
            let between = self.edges.get(&(body.min(node), body.max(node))).map_or(0, |e| e.weight);
            if opponent == against && kin && edge.sentences > 1 && edge.weight > between {
                let name = &self.actors[node].name;
                members.push((body, format!("bears the name of {name}, and is set against the same party")));
            }
        }
        members.sort();
        Party {
            name: self.actors[node].name.clone(),
            third: false,
            declared: false,
            states: Vec::new(),
            members,
            reason,
        }
    }

    /// Those named as mediators or hosts twice and more, that are of neither side.
    fn thirds(&self, sides: &[Party]) -> Vec<Party> {
        let taken: BTreeSet<usize> = sides.iter().flat_map(|p| p.members.iter().map(|m| m.0)).collect();
        let found = self.between.iter().filter(|(node, n)| **n > 1 && !taken.contains(node));
        let party = |(&node, &n): (&usize, &usize)| Party {
            name: self.actors[node].name.clone(),
            third: true,
            declared: false,
            states: Vec::new(),
            members: vec![(node, "names the party".to_owned())],
            reason: format!("named as a mediator or host in {n} sentences"),
        };
        found.map(party).collect()
    }
}

fn sign(word: &str) -> Option<Sign> {
    if word.bytes().any(|b| b.is_ascii_uppercase()) {
        return SIGNS.get(word.to_lowercase().as_str()).copied();
    }
    SIGNS.get(word).copied()
}

/// How strongly the words around two names that follow each other set them against each other. A name is given by its
/// first word, the word behind it, and its node.
fn weight(words: &[Token<'_>], one: Place, other: Place) -> u32 {
    if other.0 < one.1 || other.0 - one.1 > REACH {
        return dashed(words, one, other);
    }
    let inner = &words[one.1.min(words.len())..other.0.min(words.len())];
    let has = |part: &[Token<'_>], wanted: Sign| part.iter().any(|w| sign(w.text) == Some(wanted));
    let is = |part: &[Token<'_>], wanted: &str| part.iter().any(|w| w.text == wanted);
    let around = &words[one.0.saturating_sub(6)..(other.1 + 4).min(words.len())];
    let close = inner.len() <= 4 && is(inner, "and") && !is(inner, ",");
    let between = words[..one.0].iter().rev().take(3).any(|w| w.text == "between");
    let dealing = has(around, Sign::Noun);
    match () {
        () if close && between && dealing => 3,
        () if has(inner, Sign::Verb) && !is(inner, ";") => 3,
        () if is(inner, "against") => 3,
        () if is(inner, "with") && has(inner, Sign::Noun) => 2,
        () if inner.len() <= 3 && inner.iter().any(|w| matches!(w.text, "-" | "–" | "‑")) && dealing => 3,
        () if close && dealing => 2,
        () => 0,
    }
}

/// `Kenya–Uganda border`: two names in one word.
fn dashed(words: &[Token<'_>], one: Place, other: Place) -> u32 {
    let behind = words.get(other.1..(other.1 + 3).min(words.len())).unwrap_or(&[]);
    let dealing = behind.iter().any(|w| sign(w.text) == Some(Sign::Noun));
    if one.0 <= other.0 && other.0 <= one.1 + 1 && dealing { 3 } else { 0 }
}

/// The parties that the editor set.
fn declared(actors: &[Actor], hints: &[ActorHint]) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    let names: BTreeMap<&str, usize> = actors.iter().enumerate().map(|(at, a)| (a.name.as_str(), at)).collect();
    for hint in hints {
        let Some(name) = &hint.party else { continue };
        let at = parties.iter().position(|p| p.name == *name).unwrap_or(parties.len());
        if at == parties.len() {
            let reason = "set by the editor".to_owned();
            parties.push(Party {
                name: name.clone(),
                third: false,
                declared: true,
                states: Vec::new(),
                members: Vec::new(),
                reason,
            });
        }
        if let Some((state, states::Naming::Name)) = states::state(&hint.name) {
            parties[at].states.push(state);
        }
        if let Some(&actor) = names.get(hint.name.as_str()) {
            parties[at].members.push((actor, "set by the editor".to_owned()));
        }
    }
    for party in &mut parties {
        party.members.sort();
    }
    parties
}

/// Adds the people and organs that a title or name ties to a state of a party, and to no other.
fn with_tied(mut parties: Vec<Party>, actors: &[Actor]) -> Vec<Party> {
    let mut of_state: BTreeMap<&'static str, Option<usize>> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (at, party) in parties.iter_mut().enumerate() {
        let of_members = party.members.iter().filter_map(|(member, _)| state_itself(&actors[*member]));
        party.states.extend(of_members);
        party.states.sort_unstable();
        party.states.dedup();
        taken.extend(party.members.iter().map(|member| member.0));
        for state in &party.states {
            of_state.entry(state).and_modify(|one| *one = one.filter(|&p| p == at)).or_insert(Some(at));
        }
    }
    // A state of two parties is of none.
    for party in &mut parties {
        party.states.retain(|state| of_state.get(state).copied().flatten().is_some());
    }
    for (at, actor) in actors.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
        let Some(state) = actor.state else { continue };
        let Some(&Some(party)) = of_state.get(state) else { continue };
        let organ = is_organ(&actor.name) || states::seat(&actor.name).is_some();
        let reason = match actor.kind {
            ActorKind::Person => actor.role.as_ref().map(|role| format!("{role}: of {state}")),
            ActorKind::Organisation if organ => Some(format!("an organ of {state}")),
            _ => None,
        };
        parties[party].members.extend(reason.map(|reason| (at, reason)));
    }
    parties
}

/// The state that an actor itself is, as the table names it.
fn state_itself(actor: &Actor) -> Option<&'static str> {
    let named = states::state(&actor.name).filter(|(_, naming)| *naming == states::Naming::Name);
    named.map(|(state, _)| state).filter(|_| actor.kind == ActorKind::State)
}

#[cfg(test)]
mod tests;
