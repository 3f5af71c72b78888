//! Sightings to actors: which names of one article mean the same.
//!
//! Names are grouped by their folded form, and groups are joined by tables of keys: acronyms, surnames, spellings, shorter
//! forms. A key that leads to two groups joins neither.

use std::collections::BTreeMap;

use crate::text::one_line;
use crate::text::sets::DisjointSets;
use crate::text::table::{Map, Set};

use super::evidence::Scores;
use super::evidence::is_kin;
use super::lexicon::{Class, class};
use super::read::{Sighting, is_acronym_of};
use super::spelling::{is_familiar_form, is_spelling, skeleton};
use super::states::{self, fold};
use super::words::is_generation;
use super::{ActorKind, LocalActor, Role};

/// Folds the sightings of one article into actors, in the order of their first mention.
pub(super) fn gather<'t>(mut sightings: Vec<Sighting<'t>>, lower: &Set<&'t str>, text: &'t str) -> Vec<LocalActor> {
    people_named_like_states(&mut sightings, text);
    let mut groups = Groups::new(&sightings);
    groups.acronyms(&sightings, text);
    groups.spellings(&sightings, text);
    groups.surnames(&mut sightings);
    groups.first_names();
    groups.shorter_bodies();
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, &group) in groups.of.iter().enumerate() {
        members.entry(groups.root(group)).or_default().push(at);
    }
    let mut actors: Vec<LocalActor> =
        members.into_values().filter_map(|of| actor(&of, &sightings, lower, text)).collect();
    actors.sort_by_key(|actor| actor.mentions.first().copied());
    actors
}

/// A surname that is also the name of a state or its seat means the person whom the text gives it to.
fn people_named_like_states<'t>(sightings: &mut [Sighting<'t>], text: &'t str) {
    let is_people =
        |s: &&Sighting<'_>| s.kind == ActorKind::Person || (s.kind == ActorKind::Unknown && s.scores.person > 3);
    let last = |s: &Sighting<'_>| s.key.rsplit_once(' ').map(|(_, last)| last.to_owned());
    let surnames: Set<String> =
        sightings.iter().filter(is_people).filter_map(last).filter(|last| states::state(last).is_some()).collect();
    if surnames.is_empty() {
        return;
    }
    for sighting in sightings.iter_mut().filter(|s| matches!(s.kind, ActorKind::State | ActorKind::Place)) {
        let written = sighting.span.of(text);
        let key = fold(written);
        let before = text.get(..sighting.span.start).and_then(|t| t.split_whitespace().next_back()).unwrap_or("");
        if surnames.contains(&key) && !class(before).is(Class::LOCATIVE) {
            (sighting.kind, sighting.key, sighting.name, sighting.state) = (ActorKind::Unknown, key, written, None);
        }
    }
}

/// A name as written in one way.
struct Group {
    key: String,
    kind: ActorKind,
    scores: Scores,
    article: bool,
    weak: bool,
    /// How many words the key has.
    words: usize,
}

impl Group {
    fn words(&self) -> usize {
        self.words
    }

    /// Two words and more that may be somebody's first and last name.
    fn is_full_name(&self) -> bool {
        let may_be = match self.kind {
            ActorKind::Person => true,
            ActorKind::Unknown => {
                let Scores { person, body, place } = self.scores;
                !self.article && person >= body.max(place) && self.words() <= 4
            }
            _ => false,
        };
        may_be && by_generation(&self.key).0.contains(' ')
    }

    /// First word and surname of a full name, "jr" left out.
    fn ends(&self) -> (&str, &str) {
        let core = by_generation(&self.key).0;
        let first = core.split(' ').next().unwrap_or(core);
        (first, core.rsplit(' ').next().unwrap_or(core))
    }

    /// "jr", "sr" or nothing.
    fn generation(&self) -> &str {
        by_generation(&self.key).1
    }
}

/// A folded name without its "jr" or "sr", and that.
fn by_generation(key: &str) -> (&str, &str) {
    key.rsplit_once(' ').filter(|(_, last)| is_generation(last)).unwrap_or((key, ""))
}

/// Words on either side of a name among which one for kin tells of a relative.
const BESIDE_KIN: usize = 4;

struct Groups {
    all: Vec<Group>,
    sets: DisjointSets,
    /// The group of each sighting.
    of: Vec<usize>,
    by_key: Map<String, usize>,
}

/// A table from a key to the one group that has it; `None` where two have.
type Unique<'k> = Map<&'k str, Option<usize>>;

impl Groups {
    fn new(sightings: &[Sighting<'_>]) -> Self {
        let mut groups =
            Groups { all: Vec::new(), sets: DisjointSets::default(), of: Vec::new(), by_key: Map::default() };
        for sighting in sightings {
            let at = groups.at(sighting);
            let group = &mut groups.all[at];
            group.scores.add(sighting.scores);
            group.article |= sighting.article;
            group.weak &= sighting.weak;
            if sighting.kind != ActorKind::Unknown && (group.kind == ActorKind::Unknown || sighting.kind < group.kind) {
                group.kind = sighting.kind;
            }
            groups.of.push(at);
        }
        groups
    }

    fn at(&mut self, sighting: &Sighting<'_>) -> usize {
        if let Some(&at) = self.by_key.get(&sighting.key) {
            return at;
        }
        let at = self.all.len();
        self.by_key.insert(sighting.key.clone(), at);
        self.sets.push();
        self.all.push(Group {
            key: sighting.key.clone(),
            kind: sighting.kind,
            scores: Scores::default(),
            article: false,
            weak: true,
            words: sighting.key.split(' ').count(),
        });
        at
    }

    fn root(&self, at: usize) -> usize {
        self.sets.root(at)
    }

    fn join_all(&mut self, pairs: Vec<(usize, usize)>) {
        for (a, b) in pairs {
            self.sets.join(a, b);
        }
    }

    /// `Full Name (FN)`, `FN (Full Name)`, and capitals that are the initials of one name of the text.
    fn acronyms(&mut self, sightings: &[Sighting<'_>], text: &str) {
        let mut pairs = Vec::new();
        let mut explained = Set::default();
        for (at, sighting) in sightings.iter().enumerate() {
            if let Some(span) = sighting.acronym
                && let Some(&short) = self.by_key.get(&fold(span.of(text)))
            {
                explained.insert(short);
                pairs.push((short, self.of[at]));
            }
            if let Some(next) = sightings.get(at + 1)
                && is_in_brackets(sighting, next, text)
                && is_acronym_of(sighting.name, next.name)
            {
                explained.insert(self.of[at]);
                pairs.push((self.of[at], self.of[at + 1]));
            }
        }
        let mut initials: Map<String, Option<usize>> = Map::default();
        for (at, group) in self.all.iter().enumerate().filter(|(_, g)| g.words() > 1 && g.kind != ActorKind::Person) {
            for key in initials_of(&group.key) {
                initials.entry(key).and_modify(|one| *one = one.filter(|&other| other == at)).or_insert(Some(at));
            }
        }
        let capitals =
            sightings.iter().enumerate().filter(|(_, s)| s.kind == ActorKind::Unknown && is_capitals(s.name));
        for (at, sighting) in capitals {
            if let Some(&Some(full)) = initials.get(&sighting.key)
                && !explained.contains(&self.of[at])
            {
                pairs.push((self.of[at], full));
            }
        }
        self.join_all(pairs);
    }

    /// Spellings of one name, familiar forms of one given name, and a name with and without what stands in its middle. Of
    /// two that one sentence names neither is the other, and a familiar form beside a word for kin may be a relative's:
    /// "Lee’s son Bobby Lee" and "Bob Lee".
    fn spellings(&mut self, sightings: &[Sighting<'_>], text: &str) {
        let mut by_skeleton: Map<String, Vec<usize>> = Map::default();
        let mut by_ends: Map<(&str, &str, &str), Vec<usize>> = Map::default();
        let mut by_last: Map<(&str, &str), Vec<usize>> = Map::default();
        for (at, group) in self.all.iter().enumerate().filter(|(_, g)| g.words() > 1) {
            by_skeleton.entry(skeleton(&group.key)).or_default().push(at);
            if group.is_full_name() {
                let (first, last) = group.ends();
                by_ends.entry((first, last, group.generation())).or_default().push(at);
                by_last.entry((last, group.generation())).or_default().push(at);
            }
        }
        let mut pairs = Vec::new();
        for alike in by_skeleton.values().filter(|alike| alike.len() > 1) {
            pairs.extend(
                alike
                    .windows(2)
                    .filter(|w| is_spelling(&self.all[w[0]].key, &self.all[w[1]].key))
                    .map(|w| (w[0], w[1])),
            );
        }
        for same in by_ends.values() {
            let longer = same.iter().filter(|&&at| by_generation(&self.all[at].key).0.matches(' ').count() > 1).count();
            if longer == 1 {
                pairs.extend(same.windows(2).map(|w| (w[0], w[1])));
            }
        }
        for family in by_last.values().filter(|family| family.len() == 2) {
            let (one, other) = (&self.all[family[0]], &self.all[family[1]]);
            if one.words() == other.words()
                && one.words() == 2 + usize::from(!one.generation().is_empty())
                && is_familiar_form(one.ends().0, other.ends().0)
                && !family.iter().any(|&at| self.is_beside_kin(at, sightings, text))
            {
                pairs.push((family[0], family[1]));
            }
        }
        pairs.retain(|&(one, other)| !self.are_together(one, other, sightings));
        self.join_all(pairs);
    }

    /// Whether one sentence names both.
    fn are_together(&self, one: usize, other: usize, sightings: &[Sighting<'_>]) -> bool {
        let of = |group: usize| (0..sightings.len()).filter(move |&at| self.of[at] == group);
        let sentences: Set<usize> = of(one).map(|at| sightings[at].sentence).collect();
        of(other).any(|at| sentences.contains(&sightings[at].sentence))
    }

    /// Whether a word for kin stands beside a mention.
    fn is_beside_kin(&self, group: usize, sightings: &[Sighting<'_>], text: &str) -> bool {
        (0..sightings.len()).filter(|&at| self.of[at] == group).any(|at| {
            let span = sightings[at].span;
            let before = text[..span.start].rsplit(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            let behind = text[span.end..].split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            before.take(BESIDE_KIN).chain(behind.take(BESIDE_KIN)).any(|word| is_kin(&word.to_lowercase()))
        })
    }

    /// A surname alone means the one person of the text who has it. Of two, the one with the title that stands before it.
    fn surnames(&mut self, sightings: &mut [Sighting<'_>]) {
        let mut holders: Map<String, Vec<usize>> = Map::default();
        for (at, group) in self.all.iter().enumerate().filter(|(_, g)| g.is_full_name()) {
            holders.entry(group.ends().1.to_owned()).or_default().push(at);
        }
        let named_first = self.named_first(sightings, &holders);
        // The last words of the roles that the mentions so far have, by group.
        let mut titled: Set<(usize, String)> = Set::default();
        for (at, sighting) in sightings.iter_mut().enumerate() {
            let group = self.of[at];
            let own = &self.all[group];
            let single = !by_generation(&own.key).0.contains(' ');
            let single = single && matches!(own.kind, ActorKind::Person | ActorKind::Unknown);
            let title = sighting.role.as_ref().map(|role| last_word(&role.text));
            let found = if single && !own.article { self.bearers(&own.key, &holders) } else { Vec::new() };
            // Beside "Donald Lee Jr." alone, "President Lee" is his father.
            let is_fathers = |one: &usize| {
                let of_son = !self.all[*one].generation().is_empty() && own.generation().is_empty();
                of_son && title.as_ref().is_some_and(|title| !titled.contains(&(*one, title.clone())))
            };
            let one = self.only(&found).filter(|one| !named_first.contains(&group) && !is_fathers(one));
            if let Some(one) = one {
                let (full, score) = (self.root(one), if sighting.kind == ActorKind::Person { 6 } else { 2 });
                sighting.scores.person += score;
                self.of[at] = full;
            } else if let Some(title) = &title {
                let holds = |group: &&usize| titled.contains(&(**group, title.clone()));
                let roots: Set<usize> = found.iter().filter(holds).map(|&group| self.root(group)).collect();
                if let (1, Some(&one)) = (roots.len(), roots.iter().next()) {
                    self.of[at] = one;
                }
            }
            titled.extend(title.map(|title| (self.of[at], title)));
        }
    }

    /// Surnames that a text gives with a role before it names, once and without one, the only bearer of a full name: of two
    /// people, "President Lee" and "Ann Lee".
    fn named_first(&self, sightings: &[Sighting<'_>], holders: &Map<String, Vec<usize>>) -> Set<usize> {
        // The first mention of each group, and whether it is the only one.
        let mut mentions: Vec<Option<(usize, bool)>> = vec![None; self.all.len()];
        for (at, &group) in self.of.iter().enumerate() {
            mentions[group] = Some(mentions[group].map_or((at, true), |(first, _)| (first, false)));
        }
        let is_apart = |&group: &usize| {
            let Some([full]) = holders.get(&self.all[group].key).map(Vec::as_slice) else { return false };
            let (Some((short, _)), Some((long, once))) = (mentions[group], mentions[*full]) else { return false };
            let titled = |at: usize| sightings[at].role.is_some();
            short < long && titled(short) && once && !titled(long)
        };
        (0..self.all.len()).filter(|&group| self.all[group].words() == 1).filter(is_apart).collect()
    }

    /// The one root of some groups.
    fn only(&self, groups: &[usize]) -> Option<usize> {
        let first = self.root(*groups.first()?);
        groups.iter().all(|&g| self.root(g) == first).then_some(first)
    }

    /// The people that a name without a given name may mean: of father and son the one with its "Jr." or without. Without,
    /// and where the text never says "Lee Jr." for short, the one whom the text had named when it first used the surname.
    fn bearers(&self, key: &str, holders: &Map<String, Vec<usize>>) -> Vec<usize> {
        let (surname, generation) = by_generation(key);
        let all = holders.get(surname).map_or(&[][..], Vec::as_slice);
        let of = |wanted: &str| all.iter().copied().filter(|&at| self.all[at].generation() == wanted).collect();
        let plain: Vec<usize> = of("");
        if !generation.is_empty() || plain.len() == all.len() || plain.is_empty() {
            return if generation.is_empty() { all.to_vec() } else { of(generation) };
        }
        if ["jr", "sr"].iter().any(|g| self.by_key.contains_key(&format!("{surname} {g}"))) {
            return plain;
        }
        // Groups stand in the order of their first mention.
        let named = self.by_key.get(surname).copied().unwrap_or_default();
        let before: Vec<usize> = all.iter().copied().filter(|&at| at < named).collect();
        let alike = before.windows(2).all(|w| self.all[w[0]].generation() == self.all[w[1]].generation());
        if alike { before } else { Vec::new() }
    }

    /// A first name alone means the one person of the text who has it, where it is nobody's surname.
    fn first_names(&mut self) {
        let mut holders: Unique<'_> = Map::default();
        let mut surnames: Set<&str> = Set::default();
        for (at, group) in self.all.iter().enumerate().filter(|(_, g)| g.is_full_name()) {
            let root = self.root(at);
            let (first, last) = group.ends();
            holders.entry(first).and_modify(|one| *one = one.filter(|&other| other == root)).or_insert(Some(root));
            surnames.insert(last);
        }
        let mut pairs = Vec::new();
        for (at, group) in self.all.iter().enumerate() {
            let single = group.words() == 1 && matches!(group.kind, ActorKind::Person | ActorKind::Unknown);
            let known = group.scores.person > group.scores.place.max(group.scores.body);
            if single
                && known
                && !group.article
                && !surnames.contains(&*group.key)
                && let Some(&Some(full)) = holders.get(&*group.key)
                && (self.all[full].kind == ActorKind::Person || self.all[full].scores.person > 3)
            {
                pairs.push((at, full));
            }
        }
        self.join_all(pairs);
    }

    /// "Defence Ministry" beside the one "Kenyan Defence Ministry" of the text, and "the Ministry" beside one alone.
    fn shorter_bodies(&mut self) {
        let mut shorter: Map<&str, Set<usize>> = Map::default();
        for (at, group) in self.all.iter().enumerate() {
            if !matches!(group.kind, ActorKind::Organisation | ActorKind::Unknown) || group.words() < 2 {
                continue;
            }
            for short in without_state(&group.key) {
                shorter.entry(short).or_default().insert(self.root(at));
            }
            if group.kind == ActorKind::Organisation
                && let Some(head) = head_of(&group.key)
            {
                shorter.entry(head).or_default().insert(self.root(at));
                // "Harbour Foundation" of "Harbour Foundation for the Arts"
                let ends = [" of ", " for "].iter().filter_map(|of| group.key.find(of)).min();
                if let Some(whole) = ends.map(|end| &group.key[..end]).filter(|whole| whole.contains(' ')) {
                    shorter.entry(whole).or_default().insert(self.root(at));
                }
            }
        }
        let mut pairs = Vec::new();
        for (at, group) in self.all.iter().enumerate() {
            let body = matches!(group.kind, ActorKind::Organisation | ActorKind::Unknown);
            let own = self.root(at);
            let generic = group.words() == 1 && class(&group.key).is(Class::BODY);
            if let Some(full) = shorter.get(&*group.key).filter(|_| body)
                && full.len() - usize::from(full.contains(&own)) == 1
                && (!generic || group.article)
            {
                pairs.extend(full.iter().filter(|&&other| other != own).map(|&other| (at, other)));
            }
        }
        self.join_all(pairs);
    }
}

/// A name without the state before it, and that without what it is of: "Supreme Court" of "Kenyan Supreme Court of Appeal".
fn without_state(key: &str) -> impl Iterator<Item = &str> {
    let cuts = key.match_indices(' ').take(3).map(|(at, _)| at);
    let cut = cuts.filter(|&at| states::state(&key[..at]).is_some()).last();
    let rest = cut.map(|at| &key[at + 1..]);
    let plain = rest.and_then(|rest| rest.split_once(" of ")).map(|(head, _)| head).filter(|head| head.contains(' '));
    rest.into_iter().chain(plain)
}

/// The word for a body that a name ends in, or has before its "of".
fn head_of(key: &str) -> Option<&str> {
    let before = key.find(" of ").or_else(|| key.find(" for ")).map_or(key, |at| &key[..at]);
    before.rsplit(' ').next().filter(|word| class(word).is(Class::BODY))
}

fn last_word(text: &str) -> String {
    text.rsplit(' ').next().unwrap_or(text).to_lowercase()
}

fn is_capitals(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters > 1 && name.chars().all(|c| c.is_uppercase() || c == '.')
}

/// The initials of a name's words, with and without its small ones; two and more.
fn initials_of(key: &str) -> Vec<String> {
    let small = |w: &&str| !matches!(*w, "of" | "the" | "for" | "and" | "in" | "de" | "la" | "le" | "du" | "des");
    let words = || key.split([' ', '-']).filter(|w| !w.is_empty());
    let of = |words: &mut dyn Iterator<Item = &str>| words.filter_map(|w| w.chars().next()).collect::<String>();
    let (short, long) = (of(&mut words().filter(small)), of(&mut words()));
    let mut found = vec![short];
    if found[0] != long {
        found.push(long);
    }
    found.retain(|initials| initials.chars().count() > 1);
    found
}

/// Whether `next` stands in brackets right behind.
fn is_in_brackets(sighting: &Sighting<'_>, next: &Sighting<'_>, text: &str) -> bool {
    let between = text.get(sighting.span.end..next.span.start).unwrap_or("");
    let behind = text.get(next.span.end..).unwrap_or("");
    matches!(between, " (" | " (the ") && behind.starts_with(')') && is_capitals(sighting.name)
}

/// The actor that some sightings are, unless nothing but capitals speaks for it.
fn actor(of: &[usize], all: &[Sighting<'_>], lower: &Set<&str>, text: &str) -> Option<LocalActor> {
    let members: Vec<&Sighting<'_>> = of.iter().map(|&at| &all[at]).collect();
    let longest = members.iter().max_by_key(|s| (s.name.chars().count(), std::cmp::Reverse(s.span)))?;
    let kind = kind(&members);
    let words = longest.key.split(' ').count();
    let within = members.iter().filter(|s| !s.weak).count();
    let lowered = longest.name.to_lowercase();
    // "Talks" at the start of a sentence is no name where "talks" stands elsewhere.
    let common = words == 1 && lower.contains(lowered.as_str()) && !members.iter().any(|s| s.kind == ActorKind::Person);
    let sure =
        matches!(kind, ActorKind::State) || members.iter().any(|s| s.state.is_some() && s.kind == ActorKind::Place);
    if !sure && (common || within == 0) {
        return None;
    }
    let mut mentions: Vec<_> = members.iter().flat_map(|s| [Some(s.span), s.acronym].into_iter().flatten()).collect();
    mentions.sort_unstable();
    mentions.dedup_by(|next, kept| kept.overlaps(*next));
    let mut roles: Vec<Role> = Vec::new();
    for role in members.iter().filter_map(|s| s.role.as_ref()) {
        if !roles.iter().any(|known| known.text.eq_ignore_ascii_case(&role.text)) {
            roles.push(role.clone());
        }
    }
    let role = roles.iter().max_by_key(|role| (role.text.len(), std::cmp::Reverse(role.span))).map(|r| r.text.clone());
    let acronym = members.iter().find_map(|s| s.acronym.map(|span| span.of(text).to_owned()));
    Some(LocalActor {
        name: one_line(longest.name),
        kind,
        role: role.filter(|_| kind == ActorKind::Person),
        roles,
        // A person called like a state is not of it.
        state: only(members.iter().filter(|s| kind != ActorKind::Person || s.role.is_some()).filter_map(|s| s.state)),
        acronym,
        mentions,
    })
}

/// The one state that all agree on.
fn only(mut states: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let first = states.next()?;
    states.all(|state| state == first).then_some(first)
}

/// What the members are together: what their own words say, else what most around them says.
fn kind(members: &[&Sighting<'_>]) -> ActorKind {
    let mut votes: BTreeMap<ActorKind, usize> = BTreeMap::new();
    let mut scores = Scores::default();
    for sighting in members {
        scores.add(sighting.scores);
        if sighting.kind != ActorKind::Unknown {
            *votes.entry(sighting.kind).or_default() += 1;
        }
    }
    let full = members.iter().any(|s| s.key.contains(' ')) && members.iter().any(|s| !s.key.contains(' '));
    if let Some((&kind, _)) = votes.iter().max_by_key(|&(kind, n)| (*n, std::cmp::Reverse(*kind))) {
        // A title read wrongly now and then does not make a body a person.
        let doubted = kind == ActorKind::Person && scores.person < scores.body;
        return if doubted { ActorKind::Organisation } else { kind };
    }
    let Scores { person, body, place } = scores;
    let several = members.iter().any(|s| (2..=3).contains(&s.key.split(' ').count()));
    let least = if full || several { 1 } else { 2 };
    match () {
        () if person >= least && person > body.max(place) => ActorKind::Person,
        () if place >= 2 && place > body => ActorKind::Place,
        () if body >= if several { 2 } else { 3 } && body > place => ActorKind::Organisation,
        () => ActorKind::Unknown,
    }
}
