//! Who speaks: the noun phrases around a cue, and what speaks for each.

use std::ops::Range;

use crate::text::tag::Tag;

use super::cue::Cue;
use super::scene::{Phrase, Scene, Whole};
use super::speaker::is_speaking_noun;
use super::weights::{Sink, Value, value};

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

/// The phrases that may be the speaker of a cue.
#[derive(Debug)]
pub(super) struct Candidates {
    /// The nearest first on the left, then those on the right.
    pub(super) all: Vec<Who>,
    /// Whether grammar tells a subject of the cue, be it one of them or not.
    pub(super) has_subject: bool,
}

/// The phrases of the cue's sentence that may be its speaker.
pub(super) fn candidates(scene: &Scene<'_>, cue: &Cue) -> Candidates {
    let mut all = Vec::with_capacity(LEFT + RIGHT);
    let subject = scene.subject(cue.anchor);
    let subject = subject.as_ref();
    if cue.form != "acc" {
        let left = scene.phrases_in(cue.sentence.start..cue.group.start);
        all.extend(left.iter().rev().filter(|p| !p.is_time).take(LEFT).map(|p| who(scene, cue, subject, p, true)));
    }
    if cue.form != "colon" {
        let right = scene.phrases_in(cue.group.end..cue.sentence.end);
        all.extend(right.iter().filter(|p| !p.is_time).take(RIGHT).map(|p| who(scene, cue, subject, p, false)));
    }
    Candidates { all, has_subject: subject.is_some() }
}

fn who(scene: &Scene<'_>, cue: &Cue, subject: Option<&Whole>, phrase: &Phrase, is_left: bool) -> Who {
    let limit = if is_left { cue.group.start } else { cue.sentence.end };
    let is_according = cue.form == "acc";
    let own = subject.filter(|s| is_left && s.base.start <= phrase.tokens.start && phrase.tokens.end <= s.base.end);
    let whole = own.cloned().or_else(|| scene.whole(phrase.tokens.start));
    let end = whole.map_or(phrase.tokens.end, |w| w.tokens.end).clamp(phrase.tokens.end, limit.max(phrase.tokens.end));
    let end = before_own_words(scene, cue, phrase.tokens.end..end);
    let end = before_subject(scene, phrase.tokens.end, end).filter(|_| is_according).unwrap_or(end);
    Who {
        head: phrase.head,
        tokens: phrase.tokens.start..end,
        phrase: phrase.tokens.clone(),
        is_left,
        is_subject: own.is_some(),
    }
}

/// Where a phrase ends that is followed by a clause in which its own words are told: `Mr. Katz | , who said he was glad`.
fn before_own_words(scene: &Scene<'_>, cue: &Cue, rest: Range<usize>) -> usize {
    let tells = scene.cues.iter().find(|c| rest.contains(&c.anchor) && c.anchor != cue.anchor && c.form == "fin");
    let Some(verb) = tells.map(|c| c.anchor) else { return rest.end };
    let comma = (rest.start..verb).rev().find(|&at| scene.tags[at] == Tag::Comma);
    let who = comma.is_some_and(|at| matches!(scene.tags[at + 1], Tag::WP | Tag::WDT));
    comma.filter(|_| who).unwrap_or(rest.end)
}

/// The comma that closes the phrase ending at `from`, where what was taken for its apposition up to `end` is the subject of
/// a verb: `According to the paper, Ann Lee, the mayor, resigned`.
fn before_subject(scene: &Scene<'_>, from: usize, end: usize) -> Option<usize> {
    let comma = (from..end).find(|&at| scene.tags[at] == Tag::Comma)?;
    let next = (end..scene.tokens.len()).find(|&at| scene.tags[at] != Tag::Comma)?;
    scene.is_finite(next).then_some(comma)
}

/// What speaks for a phrase as the speaker.
pub(super) fn describe(scene: &Scene<'_>, cue: &Cue, who: &Who, rank: usize, out: &mut impl Sink) {
    let sentence = &cue.sentence;
    let side = if who.is_left { value!("l") } else { value!("r") };
    let between = if who.is_left { who.phrase.end..cue.group.start } else { cue.group.end..who.phrase.start };
    let distance = bucket(between.len());
    let finite = count(scene.finite_between(between.clone()));
    let commas = count(between.clone().filter(|&i| scene.tags[i] == Tag::Comma).count());
    let reach = if who.is_left { who.tokens.end.min(cue.group.start)..cue.group.start } else { between.clone() };
    let gap = bucket(reach.len());
    let rank = count(rank);
    let head_tag = scene.tags[who.head];
    let head = scene.head_class(who.head);
    let speaks = if is_speaking_noun(&scene.lower[who.head]) { value!("speaks") } else { value!("any") };
    let before = scene.class(who.phrase.start.checked_sub(1), sentence);
    let after = scene.class(Some(who.phrase.end), sentence);
    let quoted = if scene.quoted[who.head].is_some() { value!("in") } else { value!("out") };
    let previous = scene.class(cue.group.start.checked_sub(1), sentence);
    let next = scene.class(Some(cue.group.end), sentence);
    let first = if who.phrase.start == sentence.start { value!("first") } else { value!("later") };
    let (form, lemma) = (Value::new(cue.form), Value::new(cue.lemma));
    let subject = if who.is_subject { value!("subject") } else { value!("") };
    out.feature(value!("w.subject"), &[side, subject, form]);
    out.feature(value!("w.subject.rank"), &[side, subject, rank, finite]);
    out.feature(value!("w.subject.head"), &[side, subject, head, gap]);
    out.feature(value!("w.side"), &[side, form]);
    out.feature(value!("w.dist"), &[side, form, distance]);
    out.feature(value!("w.gap"), &[side, form, gap, finite]);
    out.feature(value!("w.rank"), &[side, form, rank]);
    out.feature(value!("w.rank.finite"), &[side, rank, finite, commas]);
    out.feature(value!("w.head"), &[side, head]);
    out.feature(value!("w.head.form"), &[side, head, form, gap]);
    out.feature(value!("w.around"), &[side, before, after]);
    out.feature(value!("w.before"), &[side, form, before]);
    out.feature(value!("w.after"), &[side, form, after]);
    out.feature(value!("w.lemma"), &[side, lemma, gap]);
    out.feature(value!("w.quoted"), &[side, quoted, form]);
    out.feature(value!("w.cue"), &[side, gap, previous, next]);
    out.feature(value!("w.prev"), &[side, gap, previous, form]);
    out.feature(value!("w.next"), &[side, gap, next, form]);
    out.feature(value!("w.speaks"), &[side, speaks, Value::new(head_tag.as_str()), gap]);
    out.feature(value!("w.first"), &[side, first, form, finite]);
    if between.len() <= 3 {
        let class = |i: usize| between.clone().nth(i).map_or(value!(""), |at| scene.class(Some(at), sentence));
        out.feature(value!("w.between"), &[side, form, class(0), class(1), class(2)]);
    }
}

/// What speaks for nobody.
pub(super) fn describe_none(scene: &Scene<'_>, cue: &Cue, has_subject: bool, out: &mut impl Sink) {
    let previous = scene.class(cue.group.start.checked_sub(1), &cue.sentence);
    let next = scene.class(Some(cue.group.end), &cue.sentence);
    let subject = if has_subject { value!("subject") } else { value!("none") };
    let (form, lemma) = (Value::new(cue.form), Value::new(cue.lemma));
    out.feature(value!("w.none"), &[form]);
    out.feature(value!("w.none.subject"), &[form, subject]);
    out.feature(value!("w.none.lemma"), &[lemma, form]);
    out.feature(value!("w.none.prev"), &[previous, form]);
    out.feature(value!("w.none.next"), &[next, form]);
}

/// A length in words, in steps.
pub(super) fn bucket(length: usize) -> Value<'static> {
    match length {
        0 => value!("0"),
        1 => value!("1"),
        2 => value!("2"),
        3 => value!("3"),
        4..=5 => value!("4"),
        6..=8 => value!("6"),
        9..=14 => value!("9"),
        15..=24 => value!("15"),
        _ => value!("25"),
    }
}

/// A small number.
pub(super) fn count(number: usize) -> Value<'static> {
    match number {
        0 => value!("0"),
        1 => value!("1"),
        2 => value!("2"),
        3 => value!("3"),
        4 => value!("4"),
        5 => value!("5"),
        _ => value!("6+"),
    }
}
