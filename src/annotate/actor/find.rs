//! Names to actors: what each name is, and which are the same.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::corpus::Article;
use crate::text::Span;
use crate::text::token::{Token, tokens, without_possessive as bare};

use super::names::{Name, is_body_word, is_no_name, names};
use super::states::{Naming, fold, state};
use super::{ActorKind, LocalActor, Title, title};

/// Finds the named actors of an article, in the order of their first mention.
pub fn find(article: &Article) -> Vec<LocalActor> {
    let text = article.text.as_str();
    let mut sightings = Vec::new();
    let mut lower = HashSet::new();
    for sentence in article.body_sentences() {
        let span = article.sentences[sentence].span;
        let words = tokens(span.of(text), span.start);
        lower.extend(words.iter().filter(|w| !w.is_capitalised()).map(|w| w.text));
        for name in names(&words, text) {
            sight(&name, &words, text, &mut sightings);
        }
    }
    fold_together(sightings, &lower)
}

/// A name read for what it is.
#[derive(Debug, Clone)]
struct Sighting {
    span: Span,
    name: String,
    kind: ActorKind,
    role: Option<String>,
    acronym: Option<(String, Span)>,
    initial: bool,
    /// Whether "the" stands before it, as it never does before a person.
    article: bool,
    /// Whether it follows a preposition of place.
    located: bool,
}

impl Sighting {
    fn new(name: &Name<'_>, span: Span, text: String, kind: ActorKind) -> Self {
        Sighting {
            span,
            name: text,
            kind,
            role: None,
            acronym: None,
            initial: name.is_initial(),
            article: name.before == "the",
            located: is_locative(&name.before) && name.before != ",",
        }
    }
}

/// Reads one run of capitals; a run of two states ("X–Y talks") is two sightings.
fn sight(name: &Name<'_>, words: &[Token<'_>], text: &str, out: &mut Vec<Sighting>) {
    let full = name.span.of(text);
    if let Some(found) = as_state(name, full, name.span) {
        out.extend(found);
        return;
    }
    if let Some(parts) = dashed_states(name, text) {
        out.extend(parts);
        return;
    }
    // "Interim Kenyan", "Lagos-led Nigerian": an adjective whose noun has no capital.
    let last = name.words.last().and_then(|w| w.rsplit(['-', '‑', '‐', '–']).next()).unwrap_or("");
    if name.acronym.is_none() && matches!(state(last), Some((_, Naming::Demonym))) {
        return;
    }
    out.push(as_person(name, words, text).unwrap_or_else(|| as_body(name, text)));
}

/// A state by name or capital; a demonym alone is of a state and names nobody.
fn as_state(name: &Name<'_>, full: &str, span: Span) -> Option<Vec<Sighting>> {
    let (state, naming) = state(full)?;
    let sighting = |named: &str, kind| Sighting::new(name, span, named.to_owned(), kind);
    Some(match naming {
        Naming::Name => vec![sighting(state, ActorKind::State)],
        Naming::Demonym => Vec::new(),
        // In, at, from a city is the city; a city that does something is its government.
        Naming::Capital if is_locative(&name.before) => vec![sighting(full, ActorKind::Place)],
        Naming::Capital => vec![sighting(state, ActorKind::State)],
    })
}

fn is_locative(before: &str) -> bool {
    matches!(
        before,
        "in" | "at"
            | "near"
            | "around"
            | "outside"
            | "from"
            | "to"
            | "toward"
            | "towards"
            | "of"
            | "through"
            | "inside"
            | "into"
            | ","
    )
}

/// `Chad–Sudan`, `Kenya-Uganda`: two states in one word.
fn dashed_states(name: &Name<'_>, text: &str) -> Option<Vec<Sighting>> {
    let full = name.span.of(text);
    let dash = full.find(['-', '‑', '‐', '–'])?;
    let width = full[dash..].chars().next()?.len_utf8();
    let (left, right) = (&full[..dash], &full[dash + width..]);
    let left_state = as_state(name, left, Span::new(name.span.start, name.span.start + dash))?;
    let right_state = as_state(name, right, Span::new(name.span.end - right.len(), name.span.end))?;
    Some([left_state, right_state].into_iter().flatten().collect())
}

/// A person by a title in or before the name.
fn as_person(name: &Name<'_>, words: &[Token<'_>], text: &str) -> Option<Sighting> {
    let lower: Vec<String> = name.words.iter().map(|w| w.to_lowercase()).collect();
    let last_title = lower.iter().rposition(|w| title(w).is_some());
    let rest = last_title.map_or(0, |at| at + 1);
    if rest >= name.words.len() || lower[rest..].iter().any(|w| is_body_word(w)) {
        return None;
    }
    let before = role_before(name, words);
    if last_title.is_none() && before.is_none() {
        return None;
    }
    if state(&name.words[rest..].join(" ")).is_some() {
        return None;
    }
    // One name alone is kept with its honorific: "Dame Judith", "Sheikh Omar".
    let alone = rest + 1 == name.words.len() && rest > 0 && title(&lower[rest - 1]) == Some(Title::Honorific);
    let first = if alone { rest - 1 } else { rest };
    let span = Span::new(name.span.start + offset_of(name, first, text), name.span.end);
    let role = last_title
        .and_then(|at| {
            let before_role = |w: &String| !matches!(title(w), Some(Title::Honorific | Title::Courtesy));
            // "Echoing Minister Lee" opens a sentence with a verb.
            let verb = usize::from(name.is_initial() && lower[0].ends_with("ing") && title(&lower[0]).is_none());
            let from = verb + lower[verb..].iter().position(before_role).unwrap_or(0);
            let is_role = lower[..=at].iter().any(|w| title(w) == Some(Title::Role));
            let to = lower[..=at].iter().rposition(|w| title(w) == Some(Title::Role)).unwrap_or(at);
            let past = matches!(name.before.as_str(), "former" | "ex" | "acting" | "outgoing" | "interim" | "then");
            let role = name.words.get(from..=to).filter(|_| is_role)?.join(" ");
            Some(if past { format!("{} {role}", name.before) } else { role })
        })
        .or(before);
    let mut found = Sighting::new(name, span, span.of(text).to_owned(), ActorKind::Person);
    found.role = role;
    found.initial &= last_title.is_none();
    Some(found)
}

/// Byte offset within the name of its word number `at`.
fn offset_of(name: &Name<'_>, at: usize, text: &str) -> usize {
    let full = name.span.of(text);
    let mut from = 0;
    for word in &name.words[..at] {
        from += full[from..].find(word).unwrap_or(0) + word.len();
    }
    name.words.get(at).and_then(|word| full[from..].find(word)).map_or(from, |found| from + found)
}

/// A lower-case role right before the name: "security analyst".
fn role_before(name: &Name<'_>, words: &[Token<'_>]) -> Option<String> {
    if title(&name.before) != Some(Title::Role) {
        return None;
    }
    let at = words.iter().position(|w| w.span.start == name.span.start)?;
    let mut from = at.checked_sub(1)?;
    let modifier =
        |w: &Token<'_>| w.is_word && w.text.ends_with(['y', 'e', 'l', 's', 'c']) && !is_no_name(&w.text.to_lowercase());
    if from > 0 && modifier(&words[from - 1]) && !words[from - 1].text.ends_with("’s") && words[from - 1].text.len() > 4
    {
        from -= 1;
    }
    Some(words[from..at].iter().map(|w| w.text).collect::<Vec<_>>().join(" "))
}

/// Everything else: a body where a word or an acronym says so.
fn as_body(name: &Name<'_>, text: &str) -> Sighting {
    let full = name.span.of(text);
    let is_acronym = name.words.len() == 1 && full.len() >= 2 && full.chars().all(|c| c.is_uppercase() || c == '.');
    let has_body_word = name.words.iter().any(|w| is_body_word(&bare(w).to_lowercase()));
    let body = is_acronym || has_body_word || name.acronym.is_some();
    let kind = if body { ActorKind::Organisation } else { ActorKind::Unknown };
    let mut found = Sighting::new(name, name.span, full.to_owned(), kind);
    found.acronym = name.acronym.map(|(word, span)| (word.to_owned(), span));
    found
}

/// Folds sightings into actors: same name, acronym, or the surname of one person.
fn fold_together(sightings: Vec<Sighting>, lower: &HashSet<&str>) -> Vec<LocalActor> {
    let surnames = surnames(&sightings);
    let acronyms: HashMap<String, String> =
        sightings.iter().filter_map(|s| Some((fold(&s.acronym.as_ref()?.0), fold(&s.name)))).collect();
    let mut order = Vec::new();
    let mut folded: BTreeMap<String, Folded> = BTreeMap::new();
    for sighting in sightings {
        let mut key = fold(&sighting.name);
        if matches!(sighting.kind, ActorKind::State | ActorKind::Place) {
            key = fold(&sighting.name);
        } else if let Some(full) = acronyms.get(&key) {
            key.clone_from(full);
        } else if let Some(full) = surnames.get(&key) {
            key.clone_from(full);
        }
        let entry = folded.entry(key.clone()).or_insert_with(|| {
            order.push(key);
            Folded::default()
        });
        entry.add(sighting);
    }
    order.iter().filter_map(|key| folded.remove(key)?.finish(lower)).collect()
}

/// Last names that mean one person of the text only.
fn surnames(sightings: &[Sighting]) -> HashMap<String, String> {
    let mut found: HashMap<String, Option<String>> = HashMap::new();
    let with_article: HashSet<String> = sightings.iter().filter(|s| s.article).map(|s| fold(&s.name)).collect();
    for sighting in sightings.iter().filter(|s| matches!(s.kind, ActorKind::Person | ActorKind::Unknown)) {
        let full = fold(&sighting.name);
        // "The X" is no person; neither is a name with hyphens of which one part is a state.
        let last = full.rsplit(' ').next().unwrap_or("");
        if sighting.article || with_article.contains(last) || state(last).is_some() || last.contains('-') {
            continue;
        }
        if let Some((_, last)) = full.rsplit_once(' ') {
            let entry = found.entry(last.to_owned()).or_insert_with(|| Some(full.clone()));
            if entry.as_ref().is_some_and(|other| *other != full) {
                *entry = None;
            }
        }
    }
    found.into_iter().filter_map(|(last, full)| Some((last, full?))).collect()
}

#[derive(Default)]
struct Folded {
    sightings: Vec<Sighting>,
}

impl Folded {
    fn add(&mut self, sighting: Sighting) {
        self.sightings.push(sighting);
    }

    /// The actor, unless nothing but capitals speaks for it.
    fn finish(self, lower: &HashSet<&str>) -> Option<LocalActor> {
        let known = self.sightings.iter().map(|s| s.kind).filter(|&k| k != ActorKind::Unknown).min();
        let longest =
            self.sightings.iter().max_by_key(|s| (s.name.chars().count(), std::cmp::Reverse(s.span.start)))?;
        let words = longest.name.split_whitespace().count();
        let within = self.sightings.iter().filter(|s| !s.initial).count();
        // "Talks" at the start of a sentence is no name where "talks" stands elsewhere.
        let common = words == 1 && lower.contains(longest.name.to_lowercase().as_str());
        let shown = match known {
            Some(ActorKind::Organisation) => !common && (within > 0 || words > 1),
            Some(_) => true,
            None => !common && within > 0 && (words > 1 || self.sightings.len() > 1),
        };
        if !shown {
            return None;
        }
        let surname_alone = self.sightings.iter().any(|s| s.name.split_whitespace().count() == 1);
        let located = self.sightings.iter().filter(|s| s.located).count();
        let article = self.sightings.iter().any(|s| s.article);
        let kind = known.unwrap_or(if (2..=4).contains(&words) && surname_alone && !article {
            ActorKind::Person
        } else if located > 1 && located * 2 > self.sightings.len() && !article {
            ActorKind::Place
        } else {
            ActorKind::Unknown
        });
        let mut mentions: Vec<Span> = self.sightings.iter().map(|s| s.span).collect();
        mentions.extend(self.sightings.iter().filter_map(|s| s.acronym.as_ref().map(|a| a.1)));
        mentions.sort();
        mentions.dedup();
        Some(LocalActor {
            name: longest.name.split_whitespace().collect::<Vec<_>>().join(" "),
            kind,
            role: self.sightings.iter().filter_map(|s| s.role.clone()).max_by_key(String::len),
            acronym: self.sightings.iter().find_map(|s| s.acronym.as_ref().map(|a| a.0.clone())),
            mentions,
        })
    }
}
