//! Who speaks: the noun phrases around a cue, and what speaks for each.

use std::ops::Range;

use crate::text::tag::Tag;

use super::cue::Cue;
use super::scene::{Phrase, Scene};
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
}

/// The phrases of the cue's sentence that may be its speaker: the nearest first on the left, then those on the right.
pub(super) fn candidates(scene: &Scene<'_>, cue: &Cue) -> Vec<Who> {
    let mut found = Vec::new();
    if cue.form != "acc" {
        let left = scene.phrases_in(cue.sentence.start..cue.group.start);
        found.extend(left.iter().rev().filter(|p| !p.is_time).take(LEFT).map(|p| who(scene, cue, p, true)));
    }
    if cue.form != "colon" {
        let right = scene.phrases_in(cue.group.end..cue.sentence.end);
        found.extend(right.iter().filter(|p| !p.is_time).take(RIGHT).map(|p| who(scene, cue, p, false)));
    }
    found
}

fn who(scene: &Scene<'_>, cue: &Cue, phrase: &Phrase, is_left: bool) -> Who {
    let limit = if is_left { cue.group.start } else { cue.sentence.end };
    let end = extent(scene, phrase, limit, is_left);
    Who { head: phrase.head, tokens: phrase.tokens.start..end, phrase: phrase.tokens.clone(), is_left }
}

/// One past the last token that belongs to the phrase: what it is of, who it is, another beside it.
fn extent(scene: &Scene<'_>, phrase: &Phrase, limit: usize, is_left: bool) -> usize {
    let mut end = phrase.tokens.end;
    if matches!(scene.tags[phrase.head], Tag::PRP | Tag::WP | Tag::WDT) {
        return end;
    }
    loop {
        let longer = attached(scene, end, limit)
            .or_else(|| apposed(scene, end, limit, is_left))
            .or_else(|| beside(scene, end, limit, is_left));
        match longer {
            Some(longer) if longer > end => end = longer,
            _ => return end,
        }
    }
}

/// "of the port authority", "for the ministry in Lagos"
fn attached(scene: &Scene<'_>, at: usize, limit: usize) -> Option<usize> {
    let joins = at < limit && matches!(&*scene.lower[at], "of" | "for" | "from" | "at" | "in" | "with" | "on" | "to" | "involved" | "familiar" | "close");
    if !joins {
        return None;
    }
    let next = scene.phrases_in(at + 1..limit).first()?;
    (next.tokens.start == at + 1 && !next.is_time && !is_occasion(&scene.lower[next.head]) && !matches!(scene.tags[next.head], Tag::PRP | Tag::WP))
        .then_some(next.tokens.end)
}

/// Where or when something was said: "in an interview".
fn is_occasion(word: &str) -> bool {
    matches!(
        word,
        "interview" | "statement" | "speech" | "conference" | "briefing" | "appearance" | "email" | "e-mail" | "letter"
            | "tweet" | "post" | "remarks" | "address" | "twitter" | "facebook" | "telephone" | "phone" | "call"
            | "report" | "debate" | "rally" | "event" | "response" | "reference" | "hearing" | "meeting" | "tv"
    )
}

/// ", the harbour master," ", 43," ", who lives nearby,"
fn apposed(scene: &Scene<'_>, at: usize, limit: usize, is_left: bool) -> Option<usize> {
    if at >= limit {
        return None;
    }
    if scene.tags[at] == Tag::OpenBracket {
        let close = (at..limit.min(at + 10)).find(|&i| scene.tags[i] == Tag::CloseBracket)?;
        return Some(close + 1);
    }
    if scene.tags[at] != Tag::Comma || at + 1 >= limit {
        return None;
    }
    let next = at + 1;
    if matches!(scene.tags[next], Tag::WP | Tag::WPS | Tag::WDT) {
        let close = (next..limit).find(|&i| scene.tags[i] == Tag::Comma)?;
        return is_left.then_some(close + 1);
    }
    let phrase = scene.phrases_in(next..limit).first().filter(|p| p.tokens.start == next && !p.is_time)?;
    if matches!(scene.tags[phrase.head], Tag::PRP) {
        return None;
    }
    let mut end = phrase.tokens.end;
    while let Some(longer) = attached(scene, end, limit) {
        end = longer;
    }
    // Before the verb a comma must close it; behind it, the sentence or the next comma does.
    match scene.tags.get(end) {
        Some(Tag::Comma) if end < limit => Some(if is_left { end + 1 } else { end }),
        _ if is_left => (end == limit).then_some(end),
        Some(Tag::Stop | Tag::Colon | Tag::Dash) | None => Some(end),
        _ => None,
    }
}

/// "and her deputy"
fn beside(scene: &Scene<'_>, at: usize, limit: usize, is_left: bool) -> Option<usize> {
    if at >= limit || !matches!(&*scene.lower[at], "and" | "or" | "&") {
        return None;
    }
    let next = scene.phrases_in(at + 1..limit).first().filter(|p| p.tokens.start == at + 1 && !p.is_time)?;
    // On the left it must reach the verb: "X and Y said", not "met X and Y said".
    let mut end = next.tokens.end;
    while let Some(longer) = attached(scene, end, limit) {
        end = longer;
    }
    (!is_left || end == limit).then_some(end)
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
    let head = if matches!(head_tag, Tag::PRP | Tag::WP | Tag::WDT) { &*scene.lower[who.head] } else { head_tag.as_str() };
    let speaks = if is_speaking_noun(&scene.lower[who.head]) { "speaks" } else { "any" };
    let before = scene.class(who.phrase.start.checked_sub(1), sentence);
    let after = scene.class(Some(who.phrase.end), sentence);
    let quoted = if scene.quoted[who.head].is_some() { "in" } else { "out" };
    let previous = scene.class(cue.group.start.checked_sub(1), sentence);
    let next = scene.class(Some(cue.group.end), sentence);
    let first = if who.phrase.start == sentence.start { "first" } else { "later" };
    let form = cue.form;
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
    out.feature("w.none", &[cue.form]);
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
