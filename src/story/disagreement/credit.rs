//! Who is credited with bringing others together: sources that credit others frame the same happening otherwise.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::annotate::actor::states;
use crate::story::model::{Citation, Disagreement, DisagreementKind, Reading, Story};
use crate::text::token::{Token, tokens, without_possessive};
use crate::text::{Span, one_line, rows};

use super::status::happening;
use super::unnamed;

static CREDITS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| rows(include_str!("credits.txt")).collect());

/// Words on either side of one that credits, among which the credited are named.
const REACH: usize = 6;

/// One credit given by a source.
struct Credit {
    /// The states credited, by the name of the table.
    to: BTreeSet<&'static str>,
    words: Span,
    citation: Citation,
    /// The place that the happening is named by: `the Lima talks`.
    site: Option<&'static str>,
}

/// For each kind of happening whom the sources credit, where that differs.
pub(super) fn find(story: &Story) -> Vec<Disagreement> {
    let mut by_kind: BTreeMap<&str, Vec<Credit>> = BTreeMap::new();
    for (at, source) in story.sources.iter().enumerate().filter(|(at, source)| source.group == *at) {
        let mut kinds = BTreeSet::new();
        for sentence in source.article.body_sentences() {
            if let Some((kind, credit)) = credit(story, at, sentence)
                && kinds.insert(kind)
            {
                by_kind.entry(kind).or_default().push(credit);
            }
        }
    }
    by_kind
        .into_iter()
        .flat_map(|(kind, credits)| {
            // Talks that are called by their place are others than those of which no place, or another, is told.
            let mut by_site: BTreeMap<Option<&str>, Vec<Credit>> = BTreeMap::new();
            for credit in credits {
                by_site.entry(credit.site).or_default().push(credit);
            }
            by_site.into_values().filter_map(move |credits| differing(story, kind, credits))
        })
        .collect()
}

fn differing(story: &Story, kind: &str, mut credits: Vec<Credit>) -> Option<Disagreement> {
    let sets: BTreeSet<&BTreeSet<&str>> = credits.iter().map(|c| &c.to).collect();
    if sets.len() < 2
        || !credits.iter().enumerate().any(|(at, a)| credits[at + 1..].iter().any(|b| !a.to.is_disjoint(&b.to)))
    {
        return None;
    }
    let all: BTreeSet<&str> = credits.iter().flat_map(|c| c.to.iter().copied()).collect();
    let named: Vec<String> = sets.iter().map(|set| set.iter().copied().collect::<Vec<_>>().join(" and ")).collect();
    let reason = format!(
        "the sources credit the {kind} to different ones: {}. To name one of {} does not deny the others their part",
        named.join("; "),
        all.len()
    );
    credits.sort_by_key(|c| (story.sources[c.citation.source].published.value.sort_key(), c.citation));
    let reading = |credit: &Credit| Reading {
        value: one_line(&story.sources[credit.citation.source].article.words_at(credit.words)),
        as_of: story.sources[credit.citation.source].published.value,
        citations: vec![credit.citation],
    };
    let readings = credits.iter().map(reading).collect();
    Some(unnamed(DisagreementKind::Framing, format!("who is credited with the {kind}"), readings, reason))
}

/// The first credit of a sentence, and what it is given for: the nearest noun of a happening before it, else behind it.
fn credit(story: &Story, source: usize, sentence: usize) -> Option<(&'static str, Credit)> {
    let article = &story.sources[source].article;
    let span = article.sentences.get(sentence)?.span;
    let words: Vec<Token<'_>> = tokens(span.of(&article.text), span.start);
    let at = words.iter().position(|t| CREDITS.contains(t.text.to_lowercase().as_str()))?;
    let (named, kind) = (0..at).rev().chain(at..words.len()).find_map(|i| Some((i, happening(words[i].text)?)))?;
    let site = named.checked_sub(1).and_then(|before| states::state(words[before].text));
    let site = site.filter(|(_, naming)| *naming == states::Naming::Capital).map(|(state, _)| state);
    let stop = |t: &Token<'_>| matches!(t.text, "." | ";" | ":" | "(" | ")");
    let before = (at.saturating_sub(REACH)..at)
        .rev()
        .take_while(|&i| !stop(&words[i]) && !breaks(&words, i))
        .last()
        .unwrap_or(at);
    // "hosted by the one and facilitated by the other": credits that follow each other are one.
    let mut end = at + 1;
    let mut reach = at + REACH;
    let mut closed = false;
    while end < words.len() && end <= reach && !stop(&words[end]) {
        // A list is closed by its "and": what follows the next comma is no part of it.
        closed |= words[end].text == "and";
        if words[end].text == "," && (closed || breaks(&words, end)) {
            break;
        }
        if CREDITS.contains(words[end].text.to_lowercase().as_str()) {
            (reach, closed) = (end + REACH, false);
        }
        end += 1;
    }
    let by = words[at + 1..end].iter().take(2).any(|t| matches!(t.text, "by" | "from"));
    let from = if by { at } else { before };
    let named = |range: std::ops::Range<usize>| -> Vec<(usize, &'static str)> {
        range
            .filter_map(|i| {
                let bare = without_possessive(words[i].text);
                let (state, naming) = states::state(bare).filter(|_| bare.starts_with(char::is_uppercase))?;
                (naming != states::Naming::Capital).then_some((i, state))
            })
            .collect()
    };
    // Named behind it where that is said ("by …"), else right before it: "Kenyan mediation".
    let found = if by { named(at + 1..end) } else { named(from..at) };
    let (first, last) = (found.first()?.0.min(at), found.last()?.0.max(at));
    let to: BTreeSet<&'static str> = found.iter().map(|f| f.1).collect();
    let words = words[first].span.cover(words[last].span);
    Some((kind, Credit { to, words, citation: story.cite(source, sentence), site }))
}

/// Whether a phrase breaks at a word: a comma that does not stand between two names.
fn breaks(words: &[Token<'_>], at: usize) -> bool {
    let name = |i: Option<usize>| i.and_then(|i| words.get(i)).is_some_and(|t| t.text.starts_with(char::is_uppercase));
    matches!(words[at].text, "—" | "–") || words[at].text == "," && !(name(at.checked_sub(1)) && name(Some(at + 1)))
}
