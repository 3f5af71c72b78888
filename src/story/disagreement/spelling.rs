//! One name in several spellings.

use std::collections::BTreeMap;

use crate::annotate::actor::spelling::is_familiar_form;
use crate::annotate::actor::states::fold;
use crate::story::model::{Citation, Disagreement, DisagreementKind, Reading, Story};

use super::unnamed;

/// Least likeness of two spellings, from 0 to 1, and the shortest name that is compared, in letters.
const ALIKE: f64 = 0.75;
const SHORTEST: usize = 5;
/// Least likeness of the words at one place of two names.
const WORD_ALIKE: f64 = 0.5;

/// Actors whose name sources spell differently.
pub(super) fn find(story: &Story) -> Vec<Disagreement> {
    (0..story.actors.len()).filter_map(|actor| spellings(story, actor)).collect()
}

fn spellings(story: &Story, actor: usize) -> Option<Disagreement> {
    let mut by_spelling: BTreeMap<String, Vec<Citation>> = BTreeMap::new();
    for (words, places) in story.spellings(actor) {
        let folded = fold(words.strip_suffix("’s").or(words.strip_suffix("'s")).unwrap_or(&words));
        by_spelling.entry(folded).or_default().extend(places);
    }
    let names: Vec<&String> = by_spelling.keys().collect();
    let close = |a: &str, b: &str| {
        let words = |name: &str| name.split([' ', '-']).count();
        a.chars().count().min(b.chars().count()) >= SHORTEST
            && words(a) == words(b)
            && !is_plural(a, b)
            && strsim::normalized_levenshtein(a, b) >= ALIKE
            && a.split([' ', '-']).ne(b.split([' ', '-']))
            && a.split([' ', '-']).zip(b.split([' ', '-'])).all(|(a, b)| is_spelling(a, b))
            && a.chars().next() == b.chars().next()
    };
    let variants: Vec<&String> =
        names.iter().copied().filter(|a| names.iter().any(|b| *a != *b && close(a, b))).collect();
    let group = |c: &Citation| story.sources[c.source].group;
    let mut readings: Vec<Reading> = Vec::new();
    for name in variants {
        // One place in each source.
        let mut places: Vec<Citation> = by_spelling.get(name)?.clone();
        places.sort();
        places.dedup_by_key(|c| c.source);
        let first = *places.first()?;
        let value = story.sources[first.source].article.words_at(first.span);
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let value = value.strip_suffix("’s").or(value.strip_suffix("'s")).unwrap_or(&value).to_owned();
        let citations = places.iter().map(|c| story.cite(c.source, c.sentence)).collect();
        readings.push(Reading { value, as_of: story.sources[first.source].published.value, citations });
    }
    readings.sort_by_key(|r| (std::cmp::Reverse(r.citations.len()), r.citations.first().copied()));
    let groups: std::collections::BTreeSet<usize> =
        readings.iter().flat_map(|r| r.citations.iter().map(group)).collect();
    if readings.len() < 2 || groups.len() < 2 {
        return None;
    }
    let name = &story.actors.get(actor)?.name;
    let reason = "taken for one actor: the spellings differ in a few letters, and in nothing else that the sources say"
        .to_owned();
    Some(unnamed(DisagreementKind::Spelling, format!("the name {name}"), readings, reason))
}

/// Whether two words at one place of a name may be one word: a short form of a first name is another word, "Steve" beside
/// "Stephen".
fn is_spelling(a: &str, b: &str) -> bool {
    let short = a.chars().count().min(b.chars().count()) <= 2;
    (short || strsim::normalized_levenshtein(a, b) >= WORD_ALIKE) && (a == b || !is_familiar_form(a, b))
}

/// Whether one is only the plural of the other.
fn is_plural(a: &str, b: &str) -> bool {
    a.strip_suffix('s') == Some(b) || b.strip_suffix('s') == Some(a)
}

#[cfg(test)]
mod tests {
    use super::is_spelling;

    #[test]
    fn a_short_form_is_no_spelling() {
        assert!(is_spelling("mohamed", "muhammad") && is_spelling("i", "e") && is_spelling("katrin", "catrin"));
        assert!(!is_spelling("jim", "james") && !is_spelling("bob", "robert") && !is_spelling("stephen", "steve"));
    }
}
