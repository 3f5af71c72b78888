//! Examples to learn the weights from: the choices that annotated articles make.
//!
//! Used by `examples/train_statements.rs` alone; what it learns is a table of weights, never a text.

use std::collections::HashSet;
use std::ops::Range;

use crate::annotate::words::Words;
use crate::corpus::Article;
use crate::text::Span;

use super::content::Attributed;
use super::cue::Cue;
use super::read::{choose, content, describe};
use super::scene::Scene;
use super::weights::Named;
use super::who;

pub use super::weights::Weights;

/// An attribution as somebody annotated it, in bytes of the article's text.
#[derive(Debug, Clone, Default)]
pub struct Gold {
    /// What is said.
    pub content: Vec<Span>,
    /// The words of saying.
    pub cue: Vec<Span>,
    /// Who says it.
    pub speaker: Vec<Span>,
    /// Whether it reports speech, not thought.
    pub is_speech: bool,
}

/// A choice between candidates, each described by its features, with the right one.
#[derive(Debug, Clone)]
pub struct Example {
    /// The features of each candidate.
    pub candidates: Vec<Vec<String>>,
    /// Index of the right candidate.
    pub right: usize,
}

/// The choices of speaker, beginning and end around the cues that the annotation has.
pub fn choices(article: &Article, gold: &[Gold]) -> Vec<Example> {
    let mut examples = Vec::new();
    each_cue(article, |scene, cue| {
        if let Some(right) = own_gold(scene, cue, gold) {
            examples.extend(around(scene, cue, right));
        }
    });
    examples
}

/// Whether each word that may be a cue is one, with all that `weights` choose around it.
pub fn verdicts(article: &Article, gold: &[Gold], weights: &Weights) -> Vec<Example> {
    let mut examples = Vec::new();
    each_cue(article, |scene, cue| {
        let own = own_gold(scene, cue, gold);
        if own.is_none() && is_left_out(scene, cue, gold) {
            return;
        }
        let choices = choose(scene, cue, weights);
        let said = content(scene, cue, &choices);
        let right = own.is_some_and(|own| {
            let who = choices.who.as_ref().map(|w| scene.span(w.tokens.clone()));
            is_alike(scene, &said, own) && speaks(scene, who, own)
        });
        if said.is_empty() {
            return;
        }
        let yes = named(|out| describe(scene, cue, &choices, out));
        examples.push(Example { candidates: vec![yes, Vec::new()], right: usize::from(!right) });
    });
    examples
}

fn each_cue(article: &Article, mut visit: impl FnMut(&Scene<'_>, &Cue)) {
    let words = Words::of(article);
    for block in article.blocks.iter().filter(|b| b.kind.is_body()) {
        let scene = Scene::new(article, &words, block);
        for cue in &scene.cues {
            visit(&scene, cue);
        }
    }
}

fn named(describe: impl FnOnce(&mut Named)) -> Vec<String> {
    let mut names = Named::default();
    describe(&mut names);
    names.0
}

/// The annotated speech whose cue this is: the first word that may be a cue within the annotated one.
fn own_gold<'g>(scene: &Scene<'_>, cue: &Cue, gold: &'g [Gold]) -> Option<&'g Gold> {
    let at = scene.tokens[cue.anchor].span;
    let own = gold.iter().find(|g| g.is_speech && g.cue.iter().any(|c| c.overlaps(at)))?;
    let earlier = scene
        .cues
        .iter()
        .take_while(|other| other.anchor < cue.anchor)
        .any(|other| own.cue.iter().any(|c| c.overlaps(scene.tokens[other.anchor].span)));
    (!earlier).then_some(own)
}

/// A further word of an annotated cue, a cue of thought, or a word within what somebody says.
fn is_left_out(scene: &Scene<'_>, cue: &Cue, gold: &[Gold]) -> bool {
    let at = scene.tokens[cue.anchor].span;
    gold.iter().any(|g| g.cue.iter().chain(&g.content).any(|c| c.overlaps(at)))
}

fn around(scene: &Scene<'_>, cue: &Cue, gold: &Gold) -> Vec<Example> {
    let mut examples = Vec::new();
    let who::Candidates { all, has_subject } = who::candidates(scene, cue);
    let is_gold = |w: &who::Who| {
        let head = scene.tokens[w.head].span;
        gold.speaker.iter().any(|s| s.contains(head))
    };
    // The first phrase of the annotated speaker is what it is about.
    let right = if gold.speaker.is_empty() {
        Some(all.len())
    } else {
        (0..all.len()).filter(|&at| is_gold(&all[at])).min_by_key(|&at| all[at].phrase.start)
    };
    let Some(right) = right else { return examples };
    let mut candidates: Vec<Vec<String>> =
        all.iter().enumerate().map(|(rank, who)| named(|out| who::describe(scene, cue, who, rank, out))).collect();
    candidates.push(named(|out| who::describe_none(scene, cue, has_subject, out)));
    examples.push(Example { candidates, right });

    let at = Attributed::new(scene, cue, all.get(right));
    let anchor = scene.tokens[cue.anchor].span;
    let words = |span: &Span| first_last(scene, *span);
    let left = gold.content.iter().filter(|c| c.end <= anchor.start).min().and_then(words);
    let behind = gold.content.iter().filter(|c| c.start >= anchor.end).min().and_then(words);
    let Ok(left_start) =
        example(&mut examples, &at.left_starts(), left.map(|l| l.0), scene, |start, out| match start {
            Some(start) => at.describe_left(start, out),
            None => at.describe_no_left(out),
        })
    else {
        return examples;
    };
    let behind = behind.filter(|b| b.0 < cue.sentence.end);
    let Ok(start) = example(&mut examples, &at.right_starts(), behind.map(|b| b.0), scene, |start, out| match start {
        Some(start) => at.describe_right(start, left_start, out),
        None => at.describe_no_right(left_start, out),
    }) else {
        return examples;
    };
    if let (Some(start), Some((_, last))) = (start, behind) {
        let ends = at.right_ends(start);
        let last_end = at.trimmed_end(start, cue.sentence.end);
        let right = ends.iter().position(|&end| last_word(scene, start..end) == Some(last));
        if let Some(right) = right {
            let candidates = ends.iter().map(|&end| named(|out| at.describe_end(start, end, last_end, out))).collect();
            examples.push(Example { candidates, right });
        }
    }
    examples
}

/// One choice of a beginning, "none" the last candidate; the candidate that begins with the word `gold`. An error where
/// no candidate does.
fn example(
    examples: &mut Vec<Example>,
    starts: &[usize],
    gold: Option<usize>,
    scene: &Scene<'_>,
    mut describe: impl FnMut(Option<usize>, &mut Named),
) -> Result<Option<usize>, ()> {
    if starts.is_empty() {
        return if gold.is_none() { Ok(None) } else { Err(()) };
    }
    let right = match gold {
        None => starts.len(),
        Some(word) => {
            let begins = |&start: &usize| (start..scene.tokens.len()).find(|&i| scene.tokens[i].is_word) == Some(word);
            starts.iter().position(begins).ok_or(())?
        }
    };
    let mut candidates: Vec<Vec<String>> =
        starts.iter().map(|&start| named(|out| describe(Some(start), out))).collect();
    candidates.push(named(|out| describe(None, out)));
    examples.push(Example { candidates, right });
    Ok(starts.get(right).copied())
}

/// First and last word of a span.
fn first_last(scene: &Scene<'_>, span: Span) -> Option<(usize, usize)> {
    let within = |i: &usize| scene.tokens[*i].is_word && scene.tokens[*i].span.overlaps(span);
    let first = (0..scene.tokens.len()).find(within)?;
    let last = (0..scene.tokens.len()).rev().find(within)?;
    Some((first, last))
}

fn last_word(scene: &Scene<'_>, range: Range<usize>) -> Option<usize> {
    range.rev().find(|&i| scene.tokens[i].is_word)
}

/// Whether at least four fifths of the words of either are the other's.
fn is_alike(scene: &Scene<'_>, said: &[Range<usize>], gold: &Gold) -> bool {
    let word = |i: &usize| scene.tokens[*i].is_word;
    let ours: HashSet<usize> = said.iter().cloned().flatten().filter(word).collect();
    let theirs: HashSet<usize> = (0..scene.tokens.len())
        .filter(word)
        .filter(|&i| gold.content.iter().any(|c| c.overlaps(scene.tokens[i].span)))
        .collect();
    let shared = ours.intersection(&theirs).count();
    let all = ours.union(&theirs).count();
    all > 0 && shared * 5 >= all * 4
}

fn speaks(scene: &Scene<'_>, who: Option<Span>, gold: &Gold) -> bool {
    match who {
        None => gold.speaker.is_empty(),
        Some(who) => gold.speaker.iter().any(|s| {
            s.overlaps(who) && {
                let shared = Span::new(s.start.max(who.start), s.end.min(who.end));
                let word = shared.of(scene.text);
                word.len() > 2 || word == s.of(scene.text)
            }
        }),
    }
}
