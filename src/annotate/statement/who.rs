//! Who speaks: the noun phrases around a cue, and what speaks for each.

use std::ops::Range;

use crate::text::tag::Tag;

use super::cue::Cue;
use super::scene::{Phrase, Scene, Whole};
use super::speaker::is_speaking_noun;
use super::weights::Sink;

/// Noun phrases looked at before the cue, and behind it.
const LEFT: usize = 6;
const RIGHT: usize = 3;

/// A noun phrase that may be the speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Who {
    /// The phrase itself.
    pub(super) head: usize,
    /// With title, apposition and what else belongs to it.
    pub(super) tokens: Range<usize>,
    /// The phrase without what hangs on it.
    pub(super) phrase: Range<usize>,
    /// Whether it stands before the cue.
    pub(super) is_left: bool,
    /// Whether grammar has it as the subject of the cue.
    pub(super) is_subject: bool,
}

/// The phrases of the cue's sentence that may be its speaker: the nearest first on the left, then those on the right.
pub(super) fn candidates(scene: &Scene<'_>, cue: &Cue) -> Vec<Who> {
    let mut found = Vec::new();
    let subject = scene.subject(cue.anchor);
    let subject = subject.as_ref();
    if cue.form != "acc" {
        let left = scene.phrases_in(cue.sentence.start..cue.group.start);
        found.extend(
            left.iter().rev().filter(|p| !p.is_time).take(LEFT).map(|p| who(scene, subject, p, cue.group.start, true)),
        );
    }
    if cue.form != "colon" {
        let right = scene.phrases_in(cue.group.end..cue.sentence.end);
        found.extend(
            right.iter().filter(|p| !p.is_time).take(RIGHT).map(|p| who(scene, subject, p, cue.sentence.end, false)),
        );
    }
    found
}

fn who(scene: &Scene<'_>, subject: Option<&Whole>, phrase: &Phrase, limit: usize, is_left: bool) -> Who {
    let own = subject.filter(|s| is_left && s.base.start <= phrase.tokens.start && phrase.tokens.end <= s.base.end);
    let whole = own.cloned().or_else(|| scene.whole(phrase.tokens.start));
    let end = whole.map_or(phrase.tokens.end, |w| w.tokens.end).clamp(phrase.tokens.end, limit.max(phrase.tokens.end));
    Who {
        head: phrase.head,
        tokens: phrase.tokens.start..end,
        phrase: phrase.tokens.clone(),
        is_left,
        is_subject: own.is_some(),
    }
}

/// What speaks for a phrase as the speaker.
pub(super) fn describe(scene: &Scene<'_>, cue: &Cue, who: &Who, rank: usize, out: &mut dyn Sink) {
    let sentence = &cue.sentence;
    let side = if who.is_left { "l" } else { "r" };
    let between = if who.is_left { who.phrase.end..cue.group.start } else { cue.group.end..who.phrase.start };
    let distance = bucket(between.len());
    let finite = count(scene.finite_between(between.clone()));
    let commas = count(between.clone().filter(|&i| scene.tags[i] == Tag::Comma).count());
    let reach = if who.is_left { who.tokens.end.min(cue.group.start)..cue.group.start } else { between.clone() };
    let gap = bucket(reach.len());
    let rank = count(rank);
    let head_tag = scene.tags[who.head];
    let head =
        if matches!(head_tag, Tag::PRP | Tag::WP | Tag::WDT) { &*scene.lower[who.head] } else { head_tag.as_str() };
    let speaks = if is_speaking_noun(&scene.lower[who.head]) { "speaks" } else { "any" };
    let before = scene.class(who.phrase.start.checked_sub(1), sentence);
    let after = scene.class(Some(who.phrase.end), sentence);
    let quoted = if scene.quoted[who.head].is_some() { "in" } else { "out" };
    let previous = scene.class(cue.group.start.checked_sub(1), sentence);
    let next = scene.class(Some(cue.group.end), sentence);
    let first = if who.phrase.start == sentence.start { "first" } else { "later" };
    let form = cue.form;
    let subject = if who.is_subject { "subject" } else { "" };
    out.feature("w.subject", &[side, subject, form]);
    out.feature("w.subject.rank", &[side, subject, rank, finite]);
    out.feature("w.subject.head", &[side, subject, head, gap]);
    out.feature("w.side", &[side, form]);
    out.feature("w.dist", &[side, form, distance]);
    out.feature("w.gap", &[side, form, gap, finite]);
    out.feature("w.rank", &[side, form, rank]);
    out.feature("w.rank.finite", &[side, rank, finite, commas]);
    out.feature("w.head", &[side, head]);
    out.feature("w.head.form", &[side, head, form, gap]);
    out.feature("w.around", &[side, before, after]);
    out.feature("w.before", &[side, form, before]);
    out.feature("w.after", &[side, form, after]);
    out.feature("w.lemma", &[side, cue.lemma, gap]);
    out.feature("w.quoted", &[side, quoted, form]);
    out.feature("w.cue", &[side, gap, previous, next]);
    out.feature("w.prev", &[side, gap, previous, form]);
    out.feature("w.next", &[side, gap, next, form]);
    out.feature("w.speaks", &[side, speaks, head_tag.as_str(), gap]);
    out.feature("w.first", &[side, first, form, finite]);
    if between.len() <= 3 {
        let class = |i: usize| between.clone().nth(i).map_or("", |at| scene.class(Some(at), sentence));
        out.feature("w.between", &[side, form, class(0), class(1), class(2)]);
    }
}

/// What speaks for nobody.
pub(super) fn describe_none(scene: &Scene<'_>, cue: &Cue, out: &mut dyn Sink) {
    let previous = scene.class(cue.group.start.checked_sub(1), &cue.sentence);
    let next = scene.class(Some(cue.group.end), &cue.sentence);
    let subject = if scene.subject(cue.anchor).is_some() { "subject" } else { "none" };
    out.feature("w.none", &[cue.form]);
    out.feature("w.none.subject", &[cue.form, subject]);
    out.feature("w.none.lemma", &[cue.lemma, cue.form]);
    out.feature("w.none.prev", &[previous, cue.form]);
    out.feature("w.none.next", &[next, cue.form]);
}

/// A length in words, in steps.
pub(super) fn bucket(length: usize) -> &'static str {
    match length {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4..=5 => "4",
        6..=8 => "6",
        9..=14 => "9",
        15..=24 => "15",
        _ => "25",
    }
}

/// A small number.
pub(super) fn count(number: usize) -> &'static str {
    ["0", "1", "2", "3", "4", "5", "6+"][number.min(6)]
}
