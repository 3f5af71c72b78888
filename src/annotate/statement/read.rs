//! A cue to the attribution it makes: the likeliest speaker, then what is said before it and behind it, then whether it
//! is one at all.

use std::ops::Range;

use super::content::{Attributed, Sureness, sure};
use super::cue::Cue;
use super::scene::Scene;
use super::weights::{Weights, softmax};
use super::who::{self, Who};

/// How sure a quotation is that is signed with a dash and a name.
const SIGNED: f32 = 0.9;

/// The attribution that a cue would make.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    pub(super) cue: Cue,
    pub(super) who: Option<Who>,
    /// How likely the speaker is.
    pub(super) who_sure: f32,
    /// What is said, in tokens, in text order. Never empty.
    pub(super) content: Vec<Range<usize>>,
    /// How likely all of it is: the cue, the speaker and what is said.
    pub(super) confidence: f32,
}

/// The choices around one cue.
#[derive(Debug)]
pub(super) struct Choices {
    pub(super) who: Option<Who>,
    pub(super) left: Option<usize>,
    pub(super) right: Option<Range<usize>>,
    who_sure: f32,
    sure: Sureness,
}

/// Index and probability of the best of the scores; the first where two are alike.
fn best(scores: &[f32]) -> Option<(usize, f32)> {
    let probabilities = softmax(scores);
    let mut best: Option<(usize, f32)> = None;
    for (at, &p) in probabilities.iter().enumerate() {
        if best.is_none_or(|(_, most)| p > most) {
            best = Some((at, p));
        }
    }
    best
}

/// Makes the choices around `cue`.
pub(super) fn choose(scene: &Scene<'_>, cue: &Cue, weights: &Weights) -> Choices {
    let (who, who_sure) = choose_who(scene, cue, weights);
    let at = Attributed { scene, cue, who: who.as_ref() };
    let (left, left_sure) = choose_left(&at, weights);
    let (start, right_sure) = choose_right(&at, left, weights);
    let (right, end_sure) = match start {
        Some(start) => choose_end(&at, start, weights),
        None => (None, 1.0),
    };
    let sure = Sureness { who: sure(who_sure), left: sure(left_sure), right: sure(right_sure), end: sure(end_sure) };
    Choices { who, left, right, who_sure, sure }
}

/// The likeliest speaker of a cue.
pub(super) fn choose_who(scene: &Scene<'_>, cue: &Cue, weights: &Weights) -> (Option<Who>, f32) {
    let mut all = who::candidates(scene, cue);
    let mut scores: Vec<f32> = Vec::with_capacity(all.len() + 1);
    scores.extend(all.iter().enumerate().map(|(rank, who)| weights.score(|out| who::describe(scene, cue, who, rank, out))));
    scores.push(weights.score(|out| who::describe_none(scene, cue, out)));
    match best(&scores) {
        Some((at, p)) if at < all.len() => (Some(all.swap_remove(at)), p),
        Some((_, p)) => (None, p),
        None => (None, 0.0),
    }
}

fn choose_left(at: &Attributed<'_, '_>, weights: &Weights) -> (Option<usize>, f32) {
    let starts = at.left_starts();
    if starts.is_empty() {
        return (None, 1.0);
    }
    let mut scores: Vec<f32> = starts.iter().map(|&start| weights.score(|out| at.describe_left(start, out))).collect();
    scores.push(weights.score(|out| at.describe_no_left(out)));
    best(&scores).map_or((None, 0.0), |(chosen, p)| (starts.get(chosen).copied(), p))
}

fn choose_right(at: &Attributed<'_, '_>, left: Option<usize>, weights: &Weights) -> (Option<usize>, f32) {
    let starts = at.right_starts();
    if starts.is_empty() {
        return (None, 1.0);
    }
    let mut scores: Vec<f32> =
        starts.iter().map(|&start| weights.score(|out| at.describe_right(start, left, out))).collect();
    scores.push(weights.score(|out| at.describe_no_right(left, out)));
    best(&scores).map_or((None, 0.0), |(chosen, p)| (starts.get(chosen).copied(), p))
}

fn choose_end(at: &Attributed<'_, '_>, start: usize, weights: &Weights) -> (Option<Range<usize>>, f32) {
    let ends = at.right_ends(start);
    let last = at.trimmed_end(start, at.cue.sentence.end);
    let scores: Vec<f32> =
        ends.iter().map(|&end| weights.score(|out| at.describe_end(start, end, last, out))).collect();
    best(&scores).map_or((None, 0.0), |(chosen, p)| (Some(start..ends[chosen]), p))
}

/// The attribution that `cue` would make; `None` where nothing is said.
pub(super) fn read(scene: &Scene<'_>, cue: &Cue, weights: &Weights) -> Option<Reading> {
    let choices = choose(scene, cue, weights);
    let yes = weights.score(|out| describe(scene, cue, &choices, out));
    // A signed quotation needs no words of saying.
    let signed = cue.form == "dash" && choices.left.is_some() && choices.who.is_some();
    let confidence = if signed { SIGNED } else { 1.0 / (1.0 + (-yes).exp()) };
    let content = content(scene, cue, &choices);
    let Choices { who, who_sure, .. } = choices;
    (!content.is_empty()).then(|| Reading { cue: cue.clone(), who, who_sure, content, confidence })
}

/// What speaks for the choices being right.
pub(super) fn describe(scene: &Scene<'_>, cue: &Cue, choices: &Choices, out: &mut dyn super::weights::Sink) {
    let at = Attributed { scene, cue, who: choices.who.as_ref() };
    at.describe_cue(choices.left, choices.right.clone(), choices.sure, out);
}

/// All that is said under the cue: before it, behind it, and in the sentences behind that are all in quotation marks.
pub(super) fn content(scene: &Scene<'_>, cue: &Cue, choices: &Choices) -> Vec<Range<usize>> {
    let at = Attributed { scene, cue, who: choices.who.as_ref() };
    let left = choices.left.map(|start| start..at.left_end());
    let said = |r: &Range<usize>| r.clone().any(|i| scene.tokens[i].is_word);
    let mut all: Vec<Range<usize>> = left.into_iter().chain(choices.right.clone()).filter(said).collect();
    let quoted = |range: &Range<usize>| scene.closes_quote(range.end - 1) || scene.quoted[range.end - 1].is_some();
    let Some(end) = all.last().map(|r| r.end).filter(|_| all.iter().any(quoted)) else { return all };
    let reached = end.max(cue.sentence.end);
    for sentence in scene.sentences.iter().filter(|s| s.start >= cue.sentence.end && !s.is_empty()) {
        let whole = sentence.clone().all(|i| scene.quoted[i].is_some());
        if sentence.start < reached {
            continue;
        }
        if !whole {
            break;
        }
        match all.last_mut() {
            Some(last) if last.end == sentence.start && scene.quoted[sentence.start] == scene.quoted[last.end - 1] => {
                last.end = sentence.end;
            }
            _ => all.push(sentence.clone()),
        }
    }
    all
}
