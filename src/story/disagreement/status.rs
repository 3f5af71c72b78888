//! One happening as it stands in each source: announced, going on, ended, failed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::LazyLock;

use crate::story::model::{Citation, Disagreement, DisagreementKind, Reading, ResolvedTimex, Source, Story};
use crate::text::stem::stem;
use crate::text::{Span, one_line, rows};

use super::unnamed;

/// Sentences from the start of a source that say where its happening stands.
const LEAD: usize = 5;
/// Most words of a reading.
const WORDS: usize = 9;
/// Names that the leads of two sources share where they tell of one happening.
const NAMES: usize = 2;

static HAPPENINGS: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let rows = rows(include_str!("happenings.tsv")).filter_map(|line| line.split_once('\t'));
    rows.flat_map(|(kind, nouns)| nouns.split(' ').map(move |noun| (noun, kind))).collect()
});
static STATUSES: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let rows = rows(include_str!("statuses.tsv")).filter_map(|line| line.split_once('\t'));
    let mut found: Vec<(&str, Vec<&str>)> = rows.map(|(stage, words)| (stage, words.split(' ').collect())).collect();
    found.sort_by_key(|(_, words)| std::cmp::Reverse(words.len()));
    found
});

/// The stage that is told of nothing yet to come.
const ANNOUNCED: &str = "announced";

/// The kind of happening that a noun names: `talks` of "negotiations".
pub(super) fn happening(word: &str) -> Option<&'static str> {
    HAPPENINGS.get(word.to_lowercase().as_str()).copied()
}

/// A word and its place.
type Word<'t> = (&'t str, Span);

/// Where a source says that a happening stands.
struct Standing<'s> {
    happening: &'static str,
    stage: &'static str,
    /// The words that say so.
    words: Span,
    sentence: usize,
    names: BTreeSet<String>,
    /// A date among its words.
    date: Option<&'s ResolvedTimex>,
}

/// Whether two sentences tell of two stages of one happening; says which.
pub(super) fn between(a: &Source, b: &Source) -> Option<String> {
    let (one, two) = (standing(a)?, standing(b)?);
    let named = one.names.intersection(&two.names).count() >= NAMES;
    let alike = one.happening == two.happening && one.stage != two.stage && named;
    alike.then(|| format!("the {} are told as {} and as {}", one.happening, one.stage, two.stage))
}

/// For each kind of happening how it stands from source to source, where that changes.
pub(super) fn find(story: &Story) -> Vec<Disagreement> {
    let own = story.sources.iter().enumerate().filter(|(at, source)| source.group == *at);
    let mut by_kind: BTreeMap<&str, Vec<(usize, Standing<'_>)>> = BTreeMap::new();
    for (at, source) in own {
        if let Some(standing) = standing(source) {
            by_kind.entry(standing.happening).or_default().push((at, standing));
        }
    }
    by_kind.into_iter().filter_map(|(kind, standings)| changes(story, kind, standings)).collect()
}

fn changes(story: &Story, kind: &str, mut standings: Vec<(usize, Standing<'_>)>) -> Option<Disagreement> {
    let dated = |at: usize| story.sources[at].published.value;
    standings.retain(|(at, _)| dated(*at).first_day().is_some());
    // Of one happening are those that share names with the most others.
    let shares = |one: &Standing<'_>, two: &Standing<'_>| one.names.intersection(&two.names).count() >= NAMES;
    let ties: Vec<usize> =
        standings.iter().map(|(_, s)| standings.iter().filter(|(_, o)| shares(s, o)).count()).collect();
    let most = ties.iter().enumerate().max_by_key(|(at, n)| (**n, std::cmp::Reverse(*at)))?.0;
    let related: Vec<bool> = standings.iter().map(|(_, s)| shares(&standings[most].1, s)).collect();
    let mut keep = related.into_iter();
    standings.retain(|_| keep.next().unwrap_or(false));
    standings.sort_by_key(|(at, s)| {
        let value = dated(*at);
        // On one day, what is announced follows what has ended, and precedes what failed again.
        (value.last_day(), value.first_day(), s.stage == ANNOUNCED, *at)
    });
    let stages: BTreeSet<&str> = standings.iter().map(|(_, s)| s.stage).collect();
    if stages.len() < 2 {
        return None;
    }
    let reading = |(at, standing): &(usize, Standing<'_>)| Reading {
        value: one_line(&story.sources[*at].article.words_at(standing.words)),
        as_of: dated(*at),
        citations: citations(story, *at, standing),
    };
    let readings: Vec<Reading> = standings.iter().map(reading).collect();
    let reason = reason(story, kind, &standings);
    Some(unnamed(DisagreementKind::StatusChange, format!("where the {kind} stand"), readings, reason))
}

fn reason(story: &Story, kind: &str, standings: &[(usize, Standing<'_>)]) -> String {
    let mut stages: Vec<&str> = standings.iter().map(|(_, s)| s.stage).collect();
    stages.dedup();
    let told = stages.join(", then ");
    let mut reason = format!(
        "sources of other moments tell the {kind} as {told}: the later reading replaces the earlier, nobody is contradicted"
    );
    let announced =
        standings.iter().find_map(|(_, s)| s.date.filter(|_| s.stage == ANNOUNCED)).and_then(|d| d.date.as_day());
    let last = standings.last().filter(|(_, s)| s.stage != ANNOUNCED);
    if let (Some(day), Some((at, last))) = (announced, last)
        && story.sources[*at].published.value.last_day().is_some_and(|d| d >= day)
    {
        let _ = write!(reason, "; announced for {day}, and told as {} in a source of that day or later", last.stage);
    }
    reason
}

/// The sentence that says so, and those of the lead that say the same stage.
fn citations(story: &Story, at: usize, standing: &Standing<'_>) -> Vec<Citation> {
    let source = &story.sources[at];
    let lead = source.article.body_sentences().take(LEAD + 1);
    let again = lead.filter(|&s| {
        s != standing.sentence && stage(&words(source, s)).is_some_and(|(stage, ..)| stage == standing.stage)
    });
    std::iter::once(standing.sentence).chain(again).map(|sentence| story.cite(at, sentence)).collect()
}

/// Where the lead of a source says that its happening stands.
fn standing(source: &Source) -> Option<Standing<'_>> {
    source.article.body_sentences().take(LEAD).find_map(|sentence| {
        let words = words(source, sentence);
        let happening = words.iter().find_map(|(word, _)| happening(word))?;
        let (stage, from, mut to) = stage(&words)?;
        // Its words run on to the end of the phrase.
        let text = &source.article.text;
        while to < words.len()
            && to - from < WORDS
            && !ends(Span::new(words[to - 1].1.end, words[to].1.start).of(text), words[to].0)
        {
            to += 1;
        }
        let span = words[from].1.cover(words[to - 1].1);
        let capital = |w: &&Word<'_>| w.0.starts_with(char::is_uppercase);
        let names = words.iter().filter(capital).filter_map(|w| stem(w.0)).collect();
        let date = source.timexes_in(span).map(|(_, value)| value).next();
        Some(Standing { happening, stage, words: span, sentence, names, date })
    })
}

/// Whether a phrase ends before a word: at a mark, or where another begins.
fn ends(gap: &str, word: &str) -> bool {
    gap.trim().chars().any(|c| matches!(c, ',' | ';' | ':' | '—' | '–' | '.' | '(' | '“' | '"'))
        || matches!(
            word.to_lowercase().as_str(),
            "as" | "after" | "with" | "while" | "when" | "because" | "and" | "at" | "in"
        )
}

/// The first words that tell a stage: the stage, and from where to where. What is denied is not told.
fn stage(words: &[Word<'_>]) -> Option<(&'static str, usize, usize)> {
    (0..words.len()).find_map(|at| {
        let denied = at > 0 && matches!(words[at - 1].0.to_lowercase().as_str(), "not" | "never" | "no" | "n't");
        let stands = |entry: &[&str]| {
            entry.iter().enumerate().all(|(i, w)| words.get(at + i).is_some_and(|x| x.0.eq_ignore_ascii_case(w)))
        };
        let (stage, entry) = STATUSES.iter().find(|(_, entry)| stands(entry)).filter(|_| !denied)?;
        Some((*stage, at, at + entry.len()))
    })
}

/// The words of a sentence, apart at hyphens and dashes.
fn words(source: &Source, sentence: usize) -> Vec<Word<'_>> {
    let text = &source.article.text;
    let Some(span) = source.article.sentences.get(sentence).map(|s| s.span) else { return Vec::new() };
    let tokens = crate::text::token::tokens(span.of(text), span.start);
    tokens.into_iter().filter(|t| t.is_word).map(|t| (t.text, t.span)).collect()
}
